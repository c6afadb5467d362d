//! What the report says in words and numbers, beside the plan and the score.

mod support;

use reasonable_steps::assessment::{Assessment, Choice, Mode};
use reasonable_steps::questionnaire::Questionnaire;
use reasonable_steps::report::{PlanGroup, ProofNeed, Report, Standing, report, report_since};
use serde_json::{Value, json};
use support::{Asked, all_at, answered, asked, not_applicable, read, small, small_json, today};

const SCALE: [f64; 5] = [0.0, 0.2, 0.5, 0.8, 1.0];

fn made(questionnaire: &Questionnaire, answers: &[(&str, Choice)]) -> Report {
    report(questionnaire, &answered(questionnaire, answers), today())
}

fn critical(id: &'static str) -> Asked {
    Asked { critical: true, ..asked(id, 1) }
}

#[test]
fn the_weakest_domain_is_named_unless_it_is_at_the_top_too() {
    let questionnaire = small(json!(SCALE), &[asked("a.x", 1), asked("b.y", 1)]);
    let one = made(&questionnaire, &[("a.x", Choice::Level(4)), ("b.y", Choice::Level(3))]);
    assert_eq!(one.weakest().map(|line| line.id.as_str()), Some("b"));
    assert_eq!(one.weakest().map(|line| (line.thousandths, line.percent)), Some((800, Some(80))));
    let none = report(&questionnaire, &all_at(&questionnaire, 4), today());
    assert_eq!(none.weakest(), None);
    assert!(none.weakest_domain.is_some());
}

#[test]
fn a_question_is_found_by_its_id_with_all_that_is_said_about_it() {
    let mut json = small_json(json!(SCALE), &[asked("a.x", 3), critical("a.y"), asked("b.z", 1)]);
    json["domains"][0]["questions"][1]["notApplicable"] = json!(false);
    let questionnaire = read(&json);
    let mut assessment = answered(
        &questionnaire,
        &[("a.x", Choice::Level(2)), ("a.y", Choice::DontKnow), ("b.z", not_applicable(" none "))],
    );
    assessment.change(&"a.x".into(), |answer| answer.note = "since May".to_owned());
    let made = report(&questionnaire, &assessment, today());
    let line = made.question(&"a.x".into()).unwrap();
    assert_eq!((line.standing, line.level, line.top), (Standing::Level, Some(2), 4));
    assert_eq!(line.level_text.as_deref(), Some("a.x 2"));
    assert_eq!((line.domain.as_str(), line.note.as_str()), ("a", "since May"));
    assert_eq!((line.weight.as_str(), line.earned, line.attainable), ("3", 15, 30));
    assert_eq!(line.share, 750, "3 of the 4 that count");
    let other = made.question(&"a.y".into()).unwrap();
    assert_eq!((other.standing, other.level, other.critical), (Standing::DontKnow, None, true));
    assert_eq!(made.question(&"a.gone".into()), None);
    let reasons: Vec<_> = made
        .not_applicable
        .iter()
        .map(|line| (line.question.as_str(), line.prompt.as_str(), line.reason.as_str()))
        .collect();
    assert_eq!(reasons, [("b.z", "Prompt of b.z", " none ")]);
    assert_eq!(made.unanswered, []);
}

#[test]
fn the_json_of_a_report_says_what_the_report_says() {
    let questionnaire = small(json!(SCALE), &[asked("a.x", 1), asked("b.y", 1)]);
    let made = made(&questionnaire, &[("a.x", Choice::Level(2)), ("b.y", Choice::Level(3))]);
    let json: Value = serde_json::from_str(&made.to_json()).unwrap();
    assert_eq!(json["format"], "reasonable-steps/report");
    assert_eq!(json["weakestDomain"], "a");
    assert_eq!(json["questions"][1]["levelText"], "b.y 3");
    assert_eq!(json["plan"].as_array().unwrap().len(), made.plan.len());
}

#[test]
fn what_is_unanswered_is_listed_and_nothing_else() {
    let questionnaire = small(json!(SCALE), &[asked("a.x", 1), asked("a.y", 1), asked("b.z", 1)]);
    let made = made(&questionnaire, &[("a.x", Choice::Level(1)), ("b.z", Choice::DontKnow)]);
    assert_eq!(made.unanswered, ["a.y".into()]);
    assert_eq!(made.question(&"a.y".into()).unwrap().standing, Standing::Unanswered);
}

#[test]
fn proof_is_asked_for_where_there_should_be_some() {
    let questionnaire = small(json!(SCALE), &[asked("a.x", 1)]);
    let need = |level: u8, evidence: &str| {
        let mut assessment = answered(&questionnaire, &[("a.x", Choice::Level(level))]);
        assessment.change(&"a.x".into(), |answer| answer.evidence = evidence.to_owned());
        report(&questionnaire, &assessment, today()).questions[0].proof_need
    };
    // The target is level 3.
    let needs = [0, 1, 2, 3, 4].map(|level| need(level, ""));
    use ProofNeed::{Expected, Missing, None};
    assert_eq!(needs, [None, None, Expected, Expected, Missing]);
    assert_eq!(need(4, " \n"), Missing, "a blank is no place");
    assert_eq!(need(4, "the safe"), Expected);
    let mut json = small_json(json!([0, 1]), &[asked("a.x", 1)]);
    json["scale"]["target"] = json!(1);
    let two = report(&read(&json), &all_at(&read(&json), 0), today());
    assert_eq!(two.questions[0].proof_need, None, "not done has nothing to show");
}

#[test]
fn caps_and_bands_are_told_in_words() {
    let mut json = small_json(json!(SCALE), &[critical("a.x"), critical("a.y"), asked("b.z", 98)]);
    json["caps"] = json!([{"limit": 49, "atOrBelow": 0, "dontKnow": true}]);
    let questionnaire = read(&json);
    let answers = [("a.x", Choice::DontKnow), ("a.y", Choice::Level(0)), ("b.z", Choice::Level(4))];
    let score = made(&questionnaire, &answers).score;
    assert!(score.capped);
    assert_eq!((score.thousandths, score.highest.as_str()), (490, "100"));
    let told: Vec<_> = score.caps[0]
        .questions
        .iter()
        .map(|told| (told.id.as_str(), told.gap.as_str(), told.dont_know))
        .collect();
    assert_eq!(told, [("a.x", "Gap of a.x", true), ("a.y", "Gap of a.y", false)]);
    let (band, uncapped) = (score.band.unwrap(), score.uncapped_band.unwrap());
    assert_eq!((band.id.as_str(), band.step, band.name.as_str()), ("low", 1, "Low"));
    assert_eq!((uncapped.id.as_str(), uncapped.step), ("high", 2));
}

#[test]
fn areas_and_sides_have_their_share_and_their_open_gaps() {
    let questionnaire =
        small(json!(SCALE), &[asked("a.x", 1), asked("a.y", 1), asked("b.z", 1), critical("b.w")]);
    let levels = [("a.x", 0), ("a.y", 2), ("b.z", 3), ("b.w", 4)];
    let answers = levels.map(|(id, level)| (id, Choice::Level(level)));
    let made = made(&questionnaire, &answers);
    let domains: Vec<_> = made
        .domains
        .iter()
        .map(|line| (line.id.as_str(), line.thousandths, line.asked, line.answered, line.open_gaps))
        .collect();
    // At level 3 the gap is closed, though a step is left.
    assert_eq!(domains, [("a", 250, 2, 2, 2), ("b", 900, 2, 2, 0)]);
    let lens = &made.lenses[0];
    assert_eq!((lens.id.as_str(), lens.name.as_str(), lens.thousandths), ("legal", "Legal", 570));
    assert_eq!((lens.percent, lens.earned, lens.attainable), (Some(57), 23, 40));
    assert_eq!(made.lenses.len(), 1);
}

#[test]
fn a_score_in_levels_is_a_share_of_the_highest_level() {
    let mut json = small_json(json!([0, 1, 2]), &[asked("a.x", 1), asked("a.y", 3)]);
    json["display"] = json!({"unit": "level", "decimals": 2, "rounding": "down"});
    json["bands"][1]["from"] = json!(1);
    let questionnaire = read(&json);
    let score = made(&questionnaire, &[("a.x", Choice::Level(0)), ("a.y", Choice::Level(2))]).score;
    assert_eq!(score.shown.map(|shown| shown.to_string()).as_deref(), Some("1.50"));
    assert_eq!((score.highest.as_str(), score.thousandths), ("2", 750));
}

fn with_sheets() -> Value {
    let mut json = small_json(json!([0, 1]), &[asked("a.x", 1)]);
    json["sources"] = json!([
        {"id": "law", "title": "A law", "publisher": "A state", "url": "https://example.org/law"},
        {"id": "other", "title": "Another", "publisher": "A court"},
    ]);
    json["domains"][0]["questions"][0]["sources"] = json!(["other § 2"]);
    json["sheetRows"] =
        json!([{"id": "test", "text": "What counts"}, {"id": "limit", "text": "Until when"}]);
    let sheet = |id: &str, option: &str| {
        json!({"id": id, "title": id.to_uppercase(), "checked": "2026-11-22",
            "condition": {"profile": "tools", "is": option}, "rows": {"limit": "Six years"},
            "sources": ["law Art. 1"]})
    };
    json["sheets"] = json!([sheet("eu", "ai"), sheet("uk", "cloud")]);
    json
}

#[test]
fn only_the_sheets_of_the_countries_that_were_named_are_shown() {
    let questionnaire = read(&with_sheets());
    let mut assessment = Assessment::new(&questionnaire, Mode::Full);
    let sheets = |assessment: &Assessment| -> Vec<String> {
        let made = report(&questionnaire, assessment, today());
        made.sheets.iter().map(|sheet| sheet.id.clone()).collect()
    };
    assert_eq!(sheets(&assessment), [""; 0], "what is not known shows no sheet");
    assessment.set_profile(&questionnaire, "tools", vec!["cloud".to_owned()]).unwrap();
    assert_eq!(sheets(&assessment), ["uk"]);
    let sheet = report(&questionnaire, &assessment, today()).sheets.remove(0);
    let rows: Vec<_> =
        sheet.rows.iter().map(|row| (row.name.as_str(), row.text.as_deref())).collect();
    assert_eq!(rows, [("What counts", None), ("Until when", Some("Six years"))]);
    let source = &sheet.sources[0];
    assert_eq!((source.title.as_str(), source.locator.as_str()), ("A law", "Art. 1"));
    assert_eq!(source.url.as_deref(), Some("https://example.org/law"));
}

#[test]
fn a_step_of_the_plan_carries_its_texts_and_its_sources() {
    let questionnaire = read(&with_sheets());
    let step = made(&questionnaire, &[("a.x", Choice::Level(0))]).plan.remove(0);
    assert_eq!(step.level_text.as_deref(), Some("a.x 0"));
    assert_eq!(step.next_step, "step 0");
    assert_eq!((step.effort.as_str(), step.effort_name.as_str()), ("m", "a month"));
    let sources: Vec<_> = step
        .sources
        .iter()
        .map(|line| (line.title.as_str(), line.publisher.as_str(), line.locator.as_str()))
        .collect();
    assert_eq!(sources, [("Another", "A court", "§ 2")]);
}

#[test]
fn groups_of_the_plan_have_the_names_that_stand_in_json() {
    for group in [
        PlanGroup::Critical,
        PlanGroup::QuickWin,
        PlanGroup::Open,
        PlanGroup::Later,
        PlanGroup::Improve,
    ] {
        assert_eq!(json!(group), json!(group.name()));
    }
}

#[test]
fn the_longest_work_stands_apart_only_where_there_are_more_than_two_kinds() {
    let group = |effort: &'static str, efforts: Value| {
        let mut json = small_json(json!([0, 1]), &[Asked { effort, ..asked("a.x", 1) }]);
        json["efforts"] = efforts;
        made(&read(&json), &[("a.x", Choice::Level(0))]).plan[0].group
    };
    let effort = |id: &str| json!({"id": id, "divisor": 1, "name": id});
    let two = json!([effort("s"), effort("m")]);
    let three = json!([effort("s"), effort("m"), effort("l")]);
    assert_eq!(group("m", two), PlanGroup::Open);
    assert_eq!(group("m", three.clone()), PlanGroup::Open);
    assert_eq!(group("l", three), PlanGroup::Later);
}

#[test]
fn what_counted_then_and_not_now_is_named_and_what_never_counted_is_not() {
    let questionnaire = small(
        json!(SCALE),
        &[asked("a.gone", 1), asked("a.never", 1), asked("b.both", 1), asked("b.new", 1)],
    );
    let then =
        answered(&questionnaire, &[("a.gone", Choice::Level(4)), ("b.both", Choice::Level(2))]);
    let now =
        answered(&questionnaire, &[("b.both", Choice::Level(4)), ("b.new", Choice::Level(0))]);
    let made = report_since(&questionnaire, &now, &[then], today()).comparisons.remove(0);
    let named = |list: &[reasonable_steps::report::Named]| -> Vec<String> {
        list.iter().map(|named| named.question.to_string()).collect()
    };
    assert_eq!(named(&made.dropped), ["a.gone"]);
    assert_eq!(named(&made.added), ["b.new"]);
    assert_eq!(named(&made.changed), [""; 0]);
    let domains: Vec<_> = made
        .domains
        .iter()
        .map(|line| (line.id.as_str(), line.questions, line.then_thousandths, line.now_thousandths))
        .collect();
    assert_eq!(domains, [("b", 1, 500, 1000)]);
}
