//! The walk as a visitor takes it: with the mouse, from the start to the report, and every detour on the way.

use browser_tests::{Page, Result, Widget, every_engine, keys};
use serde_json::{Value, json};
use xtask::process::output;
use xtask::questionnaires::command;

/// Where the walk leads when every fact about the firm holds.
const AREAS: [&str; 11] = [
    "governance",
    "secrets",
    "marking",
    "access",
    "systems",
    "cloud",
    "joining",
    "leaving",
    "sharing",
    "incident",
    "legal",
];

/// What takes Express questions away, and how many are left then.
const TAKE_AWAY: [(&str, u64); 3] =
    [("profile staff no", 19), ("profile sharing no", 17), ("profile-none tools", 14)];

/// What brings them back.
const BRING_BACK: [(&str, u64); 5] = [
    ("profile staff yes", 19),
    ("profile sharing yes", 21),
    ("profile tools cloud", 22),
    ("profile tools ai", 23),
    ("profile tools designs", 24),
];

/// Keeps every event of the element in `heard`.
const LISTEN: &str = "
    window.heard = [];
    for (const name of ['ready', 'progress', 'complete', 'error']) {
      document.addEventListener(`reasonable-steps-${name}`, ({ detail }) => heard.push({ name, detail }));
    }";

async fn start(page: &mut Page) -> Result<()> {
    // Wide enough for the rail.
    page.driver.set_window_rect(0, 0, 1280, 900).await?;
    page.open_widget("/").await?;
    page.script(LISTEN).await?;
    page.catch_files().await
}

/// Opens the walk with the machine shop's answers, past the notice.
async fn start_with_machine_shop(page: &mut Page) -> Result<()> {
    start(page).await?;
    let widget = page.widget();
    widget.choose_file(&Page::firm("machine-shop")?).await?;
    widget.at("review").await?;
    widget.press_button("dismiss").await
}

/// The first number in a text.
fn number(text: &str) -> u64 {
    let digits: String = text
        .chars()
        .skip_while(|letter| !letter.is_ascii_digit())
        .take_while(char::is_ascii_digit)
        .collect();
    digits.parse().unwrap()
}

/// The questions that the page asks.
async fn questions(widget: &Widget<'_>) -> Result<Vec<String>> {
    let ids = widget
        .script("return $$('[data-question]').map((question) => question.dataset.question)")
        .await?;
    Ok(serde_json::from_value(ids)?)
}

async fn is_checked(widget: &Widget<'_>, command: &str) -> Result<bool> {
    Ok(widget.find(&format!("input[data-command=\"{command}\"]")).await?.is_selected().await?)
}

/// Chooses a file that must be refused, and checks that all is as it was.
async fn check_refused(widget: &Widget<'_>, file: &str, finding: &str) -> Result<()> {
    let before = widget.assessment().await?;
    widget.choose_file(file).await?;
    let body = format!(
        "return $('.rs-notice .rs-findings')?.textContent.includes({})",
        Value::from(finding)
    );
    widget.wait_for(finding, &body).await?;
    assert_eq!(widget.text(".rs-notice-title").await?, "This file cannot be opened");
    assert_eq!(widget.assessment().await?, before, "{finding}");
    widget.press_button("dismiss").await
}

every_engine! {
    async fn whole_walk_ends_in_the_report_of_its_answers(page: &mut Page) -> Result<()> {
        start(page).await?;
        let widget = page.widget();
        widget.press_button("next").await?;
        widget.at("profile").await?;
        // Whatever is not known applies; each "no" takes questions away, each "yes" brings some back.
        assert_eq!(number(&widget.text("[data-slot=count]").await?), 24);
        for (fact, asked) in TAKE_AWAY.into_iter().chain(BRING_BACK) {
            widget.choose(fact).await?;
            assert_eq!(number(&widget.text("[data-slot=count]").await?), asked, "{fact}");
        }
        let mut answered = 0;
        for area in AREAS {
            widget.press_button("next").await?;
            widget.at(&format!("domain:{area}")).await?;
            for question in questions(&widget).await? {
                widget.choose(&format!("level {question} {}", answered % 5)).await?;
                answered += 1;
                let told = format!("{answered} of 24 answered");
                assert_eq!(widget.text(".rs-areas summary > span").await?, told);
            }
        }
        widget.press_button("next").await?;
        widget.at("review").await?;
        assert_eq!(widget.count(".rs-jump").await?, 0, "something is left to answer");
        widget.press_button("next").await?;
        widget.at("report").await?;
        let file = page.files("walked", &[("walked.steps.json", &widget.assessment().await?.to_string())])?;
        let report = output(command().arg("report").arg(file.join("walked.steps.json")).args(["--format", "json"]))?;
        let score = &serde_json::from_str::<Value>(&report)?["score"];
        assert_eq!(widget.text(".rs-score-number").await?, score["shown"].as_str().unwrap());
        assert_eq!(widget.text(".rs-band").await?, score["band"]["name"].as_str().unwrap());
        assert_eq!((&score["completeness"], &score["confidence"]), (&json!(100), &json!(100)));
        Ok(())
    }

    async fn events_tell_how_far_and_never_what_was_answered(page: &mut Page) -> Result<()> {
        start(page).await?;
        let widget = page.widget();
        widget.go("domain:governance").await?;
        widget.choose("level governance.owner 3").await?;
        widget.choose("dont-know governance.policy").await?;
        widget.script("$$('.rs-details')[1].open = true").await?;
        widget.type_into("note governance.owner", "Marmalade").await?;
        widget.go("report").await?;
        let heard = page.script("return heard").await?;
        let heard = heard.as_array().unwrap();
        let of = |name: &str| heard.iter().filter(|event| event["name"] == name).collect::<Vec<_>>();
        // Two pages, two answers, nine letters.
        assert_eq!(of("progress").len(), 13);
        for event in of("progress") {
            let mut keys: Vec<&String> = event["detail"].as_object().unwrap().keys().collect();
            keys.sort();
            assert_eq!(keys, ["answered", "asked", "percent", "place"]);
        }
        let last = &of("progress")[12]["detail"];
        assert_eq!(*last, json!({ "answered": 2, "asked": 24, "percent": 8, "place": "report" }));
        assert_eq!(of("complete"), [&json!({ "name": "complete", "detail": {} })]);
        assert_eq!(of("error").len() + of("ready").len(), 0);
        Ok(())
    }

    async fn nothing_is_lost_on_the_way_back_and_forth(page: &mut Page) -> Result<()> {
        start(page).await?;
        let widget = page.widget();
        widget.go("profile").await?;
        widget.type_into("title", "Hollberg").await?;
        widget.press_button("go domain:access").await?;
        widget.at("domain:access").await?;
        widget.choose("level access.sign-in 3").await?;
        widget.click("[data-question=\"access.sign-in\"] details:last-of-type summary").await?;
        widget.type_into("note access.sign-in", "Since May").await?;
        widget.type_into("evidence access.sign-in", "IT folder").await?;
        let before = widget.assessment().await?;
        for (button, place) in [
            ("next", "domain:systems"), ("back", "domain:access"), ("back", "domain:marking"),
            ("go report", "report"), ("go domain:access", "domain:access"),
        ] {
            widget.press_button(button).await?;
            widget.at(place).await?;
        }
        assert!(is_checked(&widget, "level access.sign-in 3").await?);
        for (field, text) in [("note", "Since May"), ("evidence", "IT folder")] {
            let field = widget.find(&format!("[data-command=\"{field} access.sign-in\"]")).await?;
            assert_eq!(field.prop("value").await?.unwrap(), text);
            assert!(field.is_displayed().await?, "what is written is shown");
        }
        assert_eq!(widget.assessment().await?, before);
        // The page's own back button: the element of the demo page has `history`.
        for place in ["report", "domain:marking", "domain:access"] {
            page.driver.back().await?;
            widget.at(place).await?;
        }
        page.driver.forward().await?;
        widget.at("domain:marking").await?;
        assert_eq!(widget.assessment().await?, before);
        Ok(())
    }

    async fn review_leads_to_the_very_question(page: &mut Page) -> Result<()> {
        start_with_machine_shop(page).await?;
        let widget = page.widget();
        assert_eq!(widget.count(".rs-jump").await?, 1, "one answer is \"don't know\"");
        widget.press_button("ask access.reviews").await?;
        widget.at("domain:access").await?;
        assert_eq!(widget.focused().await?, "dont-know access.reviews");
        widget.press_button("clear access.reviews").await?;
        assert!(!is_checked(&widget, "dont-know access.reviews").await?);
        widget.press_button("go review").await?;
        widget.at("review").await?;
        assert!(widget.text("#rs-unanswered").await?.starts_with("Not answered yet"));
        widget.press_button("ask access.reviews").await?;
        widget.at("domain:access").await?;
        assert_eq!(widget.focused().await?, "level access.reviews 0");
        let top = widget.script("return $('[data-question=\"access.reviews\"]').getBoundingClientRect().top").await?;
        assert!((-1.0..400.0).contains(&top.as_f64().unwrap()), "the question stands at {top}");
        Ok(())
    }

    async fn not_applicable_asks_for_its_reason_and_counts_only_with_it(page: &mut Page) -> Result<()> {
        start(page).await?;
        let widget = page.widget();
        widget.go("domain:marking").await?;
        let reason = widget.find("[data-command=\"reason marking.confidential-mark\"]").await?;
        assert!(!reason.is_displayed().await?);
        widget.choose("not-applicable marking.confidential-mark").await?;
        assert!(reason.is_displayed().await?, "the reason is asked for at once");
        assert!(widget.text(".rs-areas summary > span").await?.starts_with("0 of"));
        widget.type_into("reason marking.confidential-mark", "Nothing is written down").await?;
        assert!(widget.text(".rs-areas summary > span").await?.starts_with("1 of"));
        assert_eq!(widget.answer("marking.confidential-mark").await?["notApplicable"], "Nothing is written down");
        // Chosen by mistake, and back: the reason is still there to be read, so it counts again.
        widget.choose("level marking.confidential-mark 1").await?;
        widget.choose("not-applicable marking.confidential-mark").await?;
        assert_eq!(widget.answer("marking.confidential-mark").await?["notApplicable"], "Nothing is written down");
        widget.script("const field = $('[data-command^=reason]'); field.focus(); field.select()").await?;
        page.press(keys::DELETE).await?;
        assert!(widget.text(".rs-areas summary > span").await?.starts_with("0 of"));
        widget.press_button("go review").await?;
        widget.at("review").await?;
        assert_eq!(widget.text("#rs-reason-missing").await?, "A reason is missing 1");
        Ok(())
    }

    async fn critical_questions_offer_no_way_around(page: &mut Page) -> Result<()> {
        start_with_machine_shop(page).await?;
        let widget = page.widget();
        widget.go("domain:access").await?;
        let offers = widget
            .script("return $$('[data-question]').map((question) => [
                question.querySelector('.rs-legend .rs-critical') !== null, question.querySelector('[data-na]') !== null])")
            .await?;
        assert_eq!(offers, json!([[true, false], [true, false], [false, true], [false, true], [false, true]]));
        Ok(())
    }

    async fn question_that_comes_back_brings_its_answer(page: &mut Page) -> Result<()> {
        start_with_machine_shop(page).await?;
        let widget = page.widget();
        widget.go("profile").await?;
        widget.choose("profile tools designs").await?;
        assert!(widget.text("[data-slot=set-aside]").await?.starts_with("Answers kept but not counted now: 1."));
        widget.press_button("go domain:access").await?;
        widget.at("domain:access").await?;
        assert_eq!(widget.count("[data-question]").await?, 4, "the question is not asked");
        let kept = widget.answer("access.design-files").await?["level"].as_u64().expect("its answer is kept");
        widget.press_button("go profile").await?;
        widget.at("profile").await?;
        widget.choose("profile tools designs").await?;
        assert_eq!(widget.text("[data-slot=set-aside]").await?, "");
        widget.press_button("go domain:access").await?;
        widget.at("domain:access").await?;
        assert!(is_checked(&widget, &format!("level access.design-files {kept}")).await?);
        assert!(widget.text(".rs-returned").await?.starts_with("This question applies again."));
        widget.choose("level access.design-files 2").await?;
        // The offer to remember, which comes with the first answer, looks alike.
        assert_eq!(widget.count("[data-slot^='returned:'] .rs-returned").await?, 0, "it was checked");
        Ok(())
    }

    async fn starting_over_asks_first(page: &mut Page) -> Result<()> {
        start_with_machine_shop(page).await?;
        let widget = page.widget();
        let before = widget.assessment().await?;
        widget.press_button("start-over").await?;
        assert_eq!(widget.text(".rs-notice-title").await?, "Start over?");
        widget.press_button("dismiss").await?;
        assert_eq!(widget.count(".rs-notice").await?, 0);
        assert_eq!(widget.assessment().await?, before);
        widget.press_button("start-over").await?;
        widget.press_button("confirm-start-over").await?;
        widget.at("start").await?;
        assert_eq!(widget.text(".rs-notice-title").await?, "Started over");
        assert_eq!(widget.assessment().await?, Value::Null);
        assert_eq!(widget.count("[data-host=save]").await?, 0, "there is nothing to save");
        Ok(())
    }

    async fn saved_file_brings_everything_back(page: &mut Page) -> Result<()> {
        start_with_machine_shop(page).await?;
        let widget = page.widget();
        let before = widget.assessment().await?;
        widget.click("[data-host=save]").await?;
        let saved = page.taken(1).await?;
        let name = &saved.name;
        assert!(name.starts_with("reasonable-steps-20") && name.ends_with(".steps.json"), "{name}");
        let text = saved.text()?;
        assert_eq!(serde_json::from_str::<Value>(&text)?, serde_json::from_str::<Value>(&Page::firm("machine-shop")?)?);
        // Over other answers, it asks first.
        widget.go("domain:legal").await?;
        widget.choose("level legal.proof-folder 4").await?;
        let changed = widget.assessment().await?;
        widget.choose_file(&text).await?;
        assert_eq!(widget.text(".rs-notice-title").await?, "Replace your answers?");
        widget.press_button("dismiss").await?;
        assert_eq!(widget.assessment().await?, changed);
        widget.choose_file(&text).await?;
        widget.press_button("confirm-open").await?;
        widget.at("review").await?;
        assert_eq!(widget.text(".rs-notice-title").await?, "Your file is open");
        assert_eq!(widget.assessment().await?, before);
        Ok(())
    }

    async fn broken_file_is_explained_and_changes_nothing(page: &mut Page) -> Result<()> {
        start_with_machine_shop(page).await?;
        let widget = page.widget();
        let good: Value = serde_json::from_str(&Page::firm("machine-shop")?)?;
        let first = good["answers"][0]["question"].as_str().unwrap();
        let changed = |path: &str, value: Value| {
            let mut file = good.clone();
            *file.pointer_mut(path).unwrap() = value;
            file.to_string()
        };
        for (file, finding) in [
            (" ".to_owned(), "JSON"),
            ("{\"format\":".to_owned(), "JSON"),
            ("{\"format\":\"word\"}".to_owned(), "this is no assessment file"),
            ("[".repeat(200_000), "recursion"),
            (changed("/formatVersion", json!(99)), "formatVersion"),
            (changed("/questionnaire/id", json!("other")), "other"),
            (changed("/answers/0/level", json!(9)), first),
            (changed("/answers/1/question", json!(first)), first),
        ] {
            check_refused(&widget, &file, finding).await?;
        }
        Ok(())
    }

    async fn unknown_questions_of_a_file_are_kept_and_named(page: &mut Page) -> Result<()> {
        start(page).await?;
        let widget = page.widget();
        let file = Page::firm("machine-shop")?.replace("legal.proof-folder", "legal.gone");
        widget.choose_file(&file).await?;
        widget.at("review").await?;
        assert!(widget.text(".rs-notice .rs-findings").await?.contains("legal.gone"));
        assert!(widget.answer("legal.gone").await?["level"].is_number());
        widget.press_button("go report").await?;
        widget.at("report").await?;
        assert!(widget.text("section[aria-labelledby=rs-answers]").await?.contains("legal.gone"));
        Ok(())
    }

    async fn example_report_is_loaded_only_when_asked_for(page: &mut Page) -> Result<()> {
        start(page).await?;
        assert!(!page.requests().iter().any(|path| path.starts_with("/examples/")));
        page.allow_request("/examples/food.js");
        page.script("document.querySelector('[data-example=food]').click()").await?;
        let widget = page.widget();
        widget.at("report").await?;
        assert!(widget.text("h1").await?.contains("(fictional)"));
        Ok(())
    }

    async fn projector_shows_the_result_and_leads_back(page: &mut Page) -> Result<()> {
        start_with_machine_shop(page).await?;
        let widget = page.widget();
        widget.go("report").await?;
        let score = widget.text(".rs-score-number").await?;
        widget.press_button("go present").await?;
        widget.at("present").await?;
        assert_eq!(widget.text(".rs-score-number").await?, score);
        let said = widget.text(".rs-projector").await?;
        assert!(!said.contains("Old contracts never had the clause."), "no notes on the wall");
        page.press(keys::ESCAPE).await?;
        widget.at("report").await?;
        widget.click("[data-scroll=rs-plan]").await?;
        assert_eq!(widget.script("return root.activeElement.id").await?, "rs-plan");
        Ok(())
    }
}
