//! Nothing of a single firm: not on a page, not in a file, not by what changes when one comes or goes.

use super::*;

const PLACES: [&str; 9] = [
    "summary",
    "domain:governance",
    "domain:access",
    "domain:legal",
    "gaps",
    "spread",
    "dont-know",
    "end",
    "lobby",
];

/// Everything that can be seen: each page, and each file.
fn seen(session: &mut WorkshopSession) -> Vec<String> {
    let mut seen: Vec<String> = PLACES.iter().map(|place| page(session, place)).collect();
    for format in ["html", "csv", "json"] {
        seen.push(String::from_utf8(session.export(format, TODAY).unwrap()).unwrap());
    }
    seen.push(format!("{:?}", session.export("xlsx", TODAY).unwrap()));
    seen
}

/// Only the figures: the files.
fn figures(session: &mut WorkshopSession) -> String {
    seen(session).split_off(PLACES.len()).join("\n")
}

#[test]
fn below_five_no_page_and_no_file_depends_on_what_firms_answer() {
    for count in 1..5 {
        let mut both = Vec::new();
        for shift in [0, 20] {
            let (mut session, questionnaire) = empty();
            for number in 0..count {
                apply(&mut session, "code", &code_as(&questionnaire, number + shift, number));
            }
            let mut seen = seen(&mut session);
            assert!(
                seen[0].contains(&format!("Figures appear at 5 results. Now: {count}")),
                "{}",
                seen[0]
            );
            assert!(seen[7].contains("There is nothing to take along yet."));
            // The bytes of a kept room do depend on it: it is the trainer's own.
            both.push(std::mem::take(&mut seen));
        }
        assert!(both[0] == both[1], "{count} results");
    }
}

#[test]
fn firms_that_wait_change_nothing_that_can_be_seen() {
    let mut all = Vec::new();
    for waiting in [[30, 31], [40, 57]] {
        let (mut session, questionnaire) = empty();
        take(&mut session, &questionnaire, 0..5);
        let before = figures(&mut session);
        apply(&mut session, "code", &code_as(&questionnaire, waiting[0], 6));
        assert!(figures(&mut session) == before, "one more result");
        apply(&mut session, "code", &code_as(&questionnaire, waiting[1], 7));
        let seen = seen(&mut session);
        assert!(
            seen[0].contains("As of 5 results. Now: 7. Figures change in steps of at least 3.")
        );
        assert!(figures(&mut session) == before, "two more results");
        all.push(seen);
        apply(&mut session, "code", &code(&questionnaire, 8));
        assert!(figures(&mut session) != before, "the third result counts all three");
    }
    assert!(all[0] == all[1], "what two firms answer that wait");
}

#[test]
fn taking_out_putting_back_replacing_and_undoing_one_firm_changes_no_figure() {
    let (mut session, questionnaire) = empty();
    take(&mut session, &questionnaire, 0..9);
    let before = figures(&mut session);
    for number in 0..9 {
        let own = code(&questionnaire, number);
        apply(&mut session, "remove-code", &own);
        assert!(figures(&mut session) == before, "without firm {number}");
        // Another in its place.
        apply(&mut session, "code", &code_as(&questionnaire, 33, 100 + number));
        assert!(figures(&mut session) == before, "another for firm {number}");
        apply(&mut session, "remove-code", &code_as(&questionnaire, 33, 100 + number));
        apply(&mut session, "code", &own);
        assert!(figures(&mut session) == before, "firm {number} is back");
        let update = apply(&mut session, "code", &code_as(&questionnaire, number + 50, number));
        assert!(update.say.unwrap().contains("The figures keep the earlier one"));
        assert!(figures(&mut session) == before, "firm {number} corrected its answers");
        apply(&mut session, "undo", "");
        assert!(figures(&mut session) == before, "and took that back");
    }
}

#[test]
fn below_five_and_back_shows_the_same_figures_whoever_comes_meanwhile() {
    let (mut session, questionnaire) = empty();
    take(&mut session, &questionnaire, 0..5);
    let before = figures(&mut session);
    apply(&mut session, "go lobby", "");
    apply(&mut session, "remove 1", "");
    let below = seen(&mut session);
    assert!(below[0].contains("Figures appear at 5 results. Now: 4"));
    apply(&mut session, "code", &code(&questionnaire, 20));
    let seen = seen(&mut session);
    assert!(seen[0].contains("Taken out and still counted with their group: 1"), "{}", seen[0]);
    assert!(figures(&mut session) == before);
}

#[test]
fn figure_of_an_area_that_too_few_answer_is_held_back_alone() {
    let (mut session, questionnaire) = empty();
    for number in 0..6 {
        let mut firm = firm(&questionnaire, number, Mode::Express);
        if number < 2 {
            for question in &questionnaire.domains[3].questions {
                firm.answer(&questionnaire, question.id.as_str(), None).unwrap();
            }
        }
        apply(&mut session, "file a", &firm.to_json());
    }
    let held = questionnaire.domains[3].id.as_str();
    let own = page(&mut session, &format!("domain:{held}"));
    assert!(own.contains("This figure appears when at least 5 results answer it."), "{own}");
    assert!(!own.contains("rs-ws-figure"));
    let data = data(&mut session);
    assert!(data["figures"]["domains"][3]["spread"].is_null());
    assert!(data["figures"]["domains"][4]["spread"]["results"] == 6);
    for question in data["figures"]["questions"].as_array().unwrap() {
        let is_held = question["domain"] == held || question["answers"].is_null();
        assert!(is_held || question["answers"]["counted"].as_u64().unwrap() >= 5, "{question}");
        assert!(question["domain"] != held || question["answers"].is_null(), "{question}");
    }
    let csv = String::from_utf8(session.export("csv", TODAY).unwrap()).unwrap();
    assert!(
        csv.lines()
            .any(|line| line.starts_with(&format!("domain,{held},"))
                && line.ends_with(",suppressed,"))
    );
}

#[test]
fn file_names_and_titles_of_firms_are_on_no_page_and_in_no_file() {
    let (mut session, questionnaire) = empty();
    for number in 0..8 {
        let mut firm = firm(&questionnaire, number, Mode::Express);
        firm.title = "Zanzibar Spices Ltd".to_owned();
        firm.change(&questionnaire.domains[0].questions[0].id, |answer| {
            answer.note = "Qwertz".to_owned()
        });
        firm.date = format!("2026-11-0{}", number + 1);
        apply(&mut session, "file Zanzibar.json", &firm.to_json());
    }
    let mut all = seen(&mut session);
    all.push(session.keep());
    for text in all {
        assert!(
            !text.contains("Zanzibar") && !text.contains("Qwertz") && !text.contains("2026-11-0")
        );
    }
}
