//! The same answers, scored by the engine and by hand.

use std::collections::BTreeMap;

use proptest::prelude::*;
use reasonable_steps::assessment::{Assessment, Choice, Mode};
use reasonable_steps::questionnaire::{ProfileKind, Questionnaire};
use reasonable_steps::score::score;
use serde_json::{Value, json};

use crate::by_hand::{Filled, Mark, Outcome, Worksheet};
use crate::support::{asked, read, small_json, trade_secrets};
use crate::worksheet_of;

/// A row of chances, taken one by one.
struct Chances<'a> {
    left: std::slice::Iter<'a, u32>,
}

impl<'a> Chances<'a> {
    fn new(row: &'a [u32]) -> Self {
        Self { left: row.iter() }
    }

    /// A number below `count`; 0 once the row is used up.
    fn below(&mut self, count: usize) -> usize {
        usize::try_from(*self.left.next().unwrap_or(&0)).unwrap() % count
    }

    /// Once in `count` times.
    fn once_in(&mut self, count: usize) -> bool {
        self.below(count) == count - 1
    }

    fn of<T: Clone>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())].clone()
    }
}

/// Answers a device and a paper alike.
fn answers(
    questionnaire: &Questionnaire,
    mode: Mode,
    paper: &Worksheet,
    chances: &mut Chances<'_>,
) -> (Assessment, Filled) {
    let mut assessment = Assessment::new(questionnaire, mode);
    let mut facts = Vec::new();
    for (asked, fact) in questionnaire.profile.iter().zip(&paper.facts) {
        assert_eq!(asked.prompt, fact.prompt);
        if chances.once_in(4) {
            facts.push(None);
            continue;
        }
        let mut held: Vec<usize> = Vec::new();
        match asked.kind {
            ProfileKind::One => held.push(chances.below(asked.options.len())),
            ProfileKind::Many => {
                held.extend((0..asked.options.len()).filter(|_| chances.below(2) == 0));
            }
        }
        let options = held.iter().map(|option| asked.options[*option].id.clone()).collect();
        assessment.set_profile(questionnaire, asked.id.as_str(), options).unwrap();
        facts.push(Some(held.iter().map(|option| fact.options[*option].0.clone()).collect()));
    }
    let in_mode = mode.filter(questionnaire);
    let mut marks = Vec::new();
    // Sometimes nearly everything is answered, so that a band is named.
    let seldom = chances.of(&[5, 40, 1_000]);
    // And sometimes nearly all at the top, so that a limit holds the score down.
    let is_high = chances.below(2) == 0;
    for question in questionnaire.questions().filter(|question| in_mode(question)) {
        let printed = &paper.questions[marks.len()];
        assert_eq!(question.prompt, printed.prompt);
        assert_eq!(question.not_applicable, printed.not_applicable);
        assert_eq!(question.levels.len(), printed.levels.len());
        let (choice, mark) = if chances.once_in(seldom) {
            (None, Mark::Blank)
        } else if chances.once_in(7) {
            (Some(Choice::DontKnow), Mark::DontKnow)
        } else if question.not_applicable && chances.once_in(6) {
            let reason = !chances.once_in(3);
            let text = if reason { "we have none" } else { " " };
            let choice = Choice::NotApplicable { reason: text.to_owned() };
            (Some(choice), Mark::NotApplicable { reason })
        } else {
            let top = question.levels.len() - 1;
            let level = if is_high && !chances.once_in(8) { top } else { chances.below(top + 1) };
            (Some(Choice::Level(u8::try_from(level).unwrap())), Mark::Level(level))
        };
        assessment.answer(questionnaire, question.id.as_str(), choice).unwrap();
        marks.push(mark);
    }
    (assessment, Filled { facts, marks })
}

/// What the engine says, in the words of the paper.
fn by_engine(questionnaire: &Questionnaire, assessment: &Assessment) -> Outcome {
    let scored = score(questionnaire, assessment);
    let title = |id: &str| questionnaire.domain(id).unwrap().title.clone();
    let mut areas = BTreeMap::new();
    for domain in &scored.domains {
        if let Some(shown) = domain.tally.shown(questionnaire.display) {
            areas.insert(title(domain.id.as_str()), shown.to_string());
        }
    }
    let overall = &scored.overall;
    let band = |id| questionnaire.bands.iter().find(|band| band.id == id).unwrap().name.clone();
    Outcome {
        score: overall.uncapped.map(|score| score.to_string()),
        result: overall.shown.map(|score| score.to_string()),
        band: overall.band.clone().map(band),
        areas,
        weakest: scored.weakest_domain.map(|id| title(id.as_str())),
    }
}

fn check(questionnaire: &Questionnaire, mode: Mode, paper: &Worksheet, chances: &mut Chances<'_>) {
    let (assessment, filled) = answers(questionnaire, mode, paper, chances);
    let by_hand = paper.work_out(&filled);
    assert_eq!(by_hand, by_engine(questionnaire, &assessment), "{mode:?} {filled:?}");
}

/// A condition of a question that stands after these.
fn condition(chances: &mut Chances<'_>, earlier: &[&str], depth: usize) -> Value {
    match chances.below(if depth == 0 { 3 } else { 6 }) {
        1 if !earlier.is_empty() => {
            json!({ "answer": chances.of(earlier), "atLeast": chances.below(7) })
        }
        0 | 1 => json!({ "profile": "staff", "is": chances.of(&["yes", "no"]) }),
        2 => json!({ "profile": "tools", "is": chances.of(&["ai", "cloud"]) }),
        3 => json!({ "not": condition(chances, earlier, depth - 1) }),
        kind => {
            let parts: Vec<Value> =
                (0..=chances.below(3)).map(|_| condition(chances, earlier, depth - 1)).collect();
            if kind == 4 { json!({ "all": parts }) } else { json!({ "any": parts }) }
        }
    }
}

fn scales() -> [Value; 8] {
    [
        json!([0, 1]),
        json!([0, 0.2, 0.5, 0.8, 1]),
        json!([1, 2, 3, 4, 5]),
        json!([0, "1/3", 1]),
        json!([0, 2, 3, 7]),
        json!([0, 2.53, 3]),
        json!([10, 40]),
        json!([0, 6, 12, 18]),
    ]
}

/// A questionnaire in which anything can be as a questionnaire may have it.
fn any_questionnaire(chances: &mut Chances<'_>) -> Value {
    const IDS: [&str; 9] = ["a.k", "a.l", "a.m", "b.k", "b.l", "c.k", "c.l", "c.m", "d.k"];
    let ids = &IDS[..1 + chances.below(IDS.len())];
    let weights = [json!(1), json!(2), json!(3), json!("1/2"), json!(4.5), json!(9), json!("2/3")];
    let questions: Vec<_> = ids.iter().map(|id| asked(id, chances.of(&weights))).collect();
    let scales = scales();
    let values = chances.of(&scales);
    let levels = values.as_array().unwrap().len();
    let mut json = small_json(values, &questions);
    let target = 1 + chances.below(levels - 1);
    json["scale"]["target"] = json!(target);
    let mut place = 0;
    for domain in json["domains"].as_array_mut().unwrap() {
        for question in domain["questions"].as_array_mut().unwrap() {
            let critical = chances.once_in(3);
            question["critical"] = json!(critical);
            question["notApplicable"] = json!(!critical && !chances.once_in(4));
            question["express"] = json!(chances.below(2) == 0);
            if chances.once_in(2) {
                question["condition"] = condition(chances, &ids[..place], 3);
            }
            if chances.once_in(3) {
                let own = chances.of(&scales);
                let levels = own.as_array().unwrap().len();
                let texts = |what: &str, count| -> Vec<String> {
                    (0..count).map(|index| format!("{what} {index}")).collect()
                };
                question["levels"] = json!(texts("own", levels));
                question["nextSteps"] = json!(texts("step", levels - 1));
                question["scale"] =
                    json!({ "values": own, "target": 1 + chances.below(levels - 1) });
            }
            place += 1;
        }
    }
    let by_level = chances.once_in(2);
    json["display"] = json!({
        "unit": if by_level { "level" } else { "percent" }, "decimals": chances.below(4),
        "rounding": chances.of(&["down", "nearest"]),
    });
    json["rules"]["minCompleteness"] = json!(chances.of(&[0, 50, 80, 100]));
    let limits: &[Value] = if by_level {
        &[json!(0), json!("1/3"), json!(1.5), json!(2), json!(2.53), json!(7)]
    } else {
        &[json!(0), json!(49), json!("149/3"), json!(74), json!(99.99), json!(120)]
    };
    let mut froms = vec![json!(0)];
    froms.extend(limits[1..].iter().filter(|_| chances.below(2) == 0).cloned());
    let band = |(index, from): (usize, &Value)| json!({ "id": format!("band-{index}"), "from": from, "name": format!("Band {index}"), "summary": "s" });
    json["bands"] = froms.iter().enumerate().map(band).collect();
    let cap = |_| json!({ "limit": chances.of(limits), "atOrBelow": chances.below(target), "dontKnow": chances.once_in(2) });
    json["caps"] = (0..3).map(cap).collect();
    json
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_questionnaire_scores_by_hand_as_by_the_engine(
        row in proptest::collection::vec(any::<u32>(), 400), often in proptest::collection::vec(any::<u32>(), 600),
    ) {
        let questionnaire = read(&any_questionnaire(&mut Chances::new(&row)));
        for mode in [Mode::Express, Mode::Full] {
            let paper = worksheet_of(&questionnaire, mode);
            let chances = &mut Chances::new(&often);
            for _ in 0..8 {
                check(&questionnaire, mode, &paper, chances);
            }
        }
    }
}

#[test]
fn the_built_in_questionnaire_scores_by_hand_as_by_the_engine() {
    let questionnaire = trade_secrets();
    for mode in [Mode::Express, Mode::Full] {
        let paper = worksheet_of(&questionnaire, mode);
        let rows = proptest::collection::vec(any::<u32>(), 400);
        let config = ProptestConfig { cases: 200, failure_persistence: None, ..Default::default() };
        let mut runner = proptest::test_runner::TestRunner::new(config);
        let run = runner.run(&rows, |row| {
            check(&questionnaire, mode, &paper, &mut Chances::new(&row));
            Ok(())
        });
        run.unwrap();
    }
}

#[test]
fn what_the_random_answers_reach_is_worth_checking() {
    let questionnaire = trade_secrets();
    let paper = worksheet_of(&questionnaire, Mode::Full);
    let (mut named, mut limited, mut withheld) = (0, 0, 0);
    // A row of numbers that any machine makes alike.
    let mut number = 1_u32;
    for _ in 0..60 {
        let row: Vec<u32> = (0..400)
            .map(|_| {
                number = number.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                number >> 8
            })
            .collect();
        let (_, filled) = answers(&questionnaire, Mode::Full, &paper, &mut Chances::new(&row));
        let outcome = paper.work_out(&filled);
        named += usize::from(outcome.band.is_some());
        withheld += usize::from(outcome.band.is_none());
        limited += usize::from(outcome.score != outcome.result);
    }
    assert!(named > 10 && limited > 10 && withheld > 10, "{named} {limited} {withheld}");
}

#[test]
fn a_published_maturity_example_comes_out_by_hand() {
    // PKI Consortium, PKI maturity model, scoring: weights 9, 6, 4 at levels 4, 3, 2 are 3.26.
    let questions = [asked("a.x", 9), asked("a.y", 6), asked("a.z", 4)];
    let mut json = small_json(json!([1, 2, 3, 4, 5]), &questions);
    json["display"] = json!({ "unit": "level", "decimals": 2, "rounding": "nearest" });
    let paper = worksheet_of(&read(&json), Mode::Full);
    let facts = vec![None, None];
    let marks = [3, 2, 1].map(Mark::Level).to_vec();
    let outcome = paper.work_out(&Filled { facts, marks });
    assert_eq!(outcome.result.as_deref(), Some("3.26"));
}

#[test]
fn the_printed_points_are_the_smallest_that_are_whole() {
    let check = |paper: &Worksheet, expected: &[u64]| {
        let points: Vec<u64> = paper.questions[0].levels.iter().map(|tick| tick.points).collect();
        assert_eq!(points, expected);
        let of = paper.questions[0].of;
        assert_eq!(Some(&of), expected.last(), "the table prints the most that a box can give");
    };
    let questionnaire = trade_secrets();
    check(&worksheet_of(&questionnaire, Mode::Express), &[0, 2, 5, 8, 10]);
    check(&worksheet_of(&questionnaire, Mode::Full), &[0, 6, 15, 24, 30]);
    let uneven = |weight: Value| small_json(json!([0, 60, 120, 180]), &[asked("a.x", weight)]);
    check(&worksheet_of(&read(&uneven(json!(3))), Mode::Full), &[0, 1, 2, 3]);
    let mut by_level = uneven(json!(4.5));
    by_level["display"]["unit"] = json!("level");
    // The weight is divided alike, and then it is 1.
    check(&worksheet_of(&read(&by_level), Mode::Full), &[0, 60, 120, 180]);
}
