//! Many results together: what is counted, what is shown, what stays hidden, the benchmark, and the command.

mod benchmark;
mod command;
mod figures;
mod files;
mod groups;
#[path = "../support/mod.rs"]
mod support;

use reasonable_steps::assessment::{Anonymous, Assessment, Choice, Mode};
use reasonable_steps::cohort::{Grouping, Survey};
use reasonable_steps::questionnaire::{ProfileKind, Questionnaire};
use serde_json::{Value, json};
use support::{asked, read, small_json};

/// Numbers that look like chance and are the same every time.
pub struct Numbers(u64);

impl Numbers {
    /// A row of numbers; each start gives another.
    pub fn new(start: u64) -> Self {
        Self(start)
    }

    /// A number below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % end
    }
}

/// So many firms that answer as they please, some of them not everything.
pub fn firms(questionnaire: &Questionnaire, count: usize, mode: Mode) -> Vec<Assessment> {
    let mut numbers = Numbers::new(7);
    let mut firms = Vec::new();
    for _ in 0..count {
        let mut firm = Assessment::new(questionnaire, mode);
        for asked in &questionnaire.profile {
            let options = asked.options.iter().map(|option| option.id.clone());
            let held: Vec<String> = match asked.kind {
                ProfileKind::One if numbers.below(12) == 0 => continue,
                ProfileKind::One => {
                    options.skip(numbers.below(asked.options.len())).take(1).collect()
                }
                ProfileKind::Many => options.filter(|_| numbers.below(2) == 0).collect(),
            };
            firm.set_profile(questionnaire, asked.id.as_str(), held).unwrap();
        }
        let strength = numbers.below(4);
        for question in questionnaire.questions() {
            let top = usize::from(questionnaire.scale_of(question).top());
            let choice = match numbers.below(20) {
                0 => None,
                1 | 2 => Some(Choice::DontKnow),
                3 if question.not_applicable => {
                    Some(Choice::NotApplicable { reason: "none here".to_owned() })
                }
                _ => {
                    let level = (numbers.below(top + 1) + strength).min(top);
                    Some(Choice::Level(u8::try_from(level).unwrap()))
                }
            };
            firm.answer(questionnaire, question.id.as_str(), choice).unwrap();
        }
        firms.push(firm);
    }
    firms
}

/// A questionnaire with three sizes and two fields, whose last question is asked of those with staff.
pub fn sized() -> Questionnaire {
    let mut json = small_json(
        json!([0, 0.2, 0.5, 0.8, 1]),
        &[asked("a.one", 1), asked("a.two", 2), asked("b.one", 1)],
    );
    json["domains"][0]["questions"][0]["critical"] = json!(true);
    json["domains"][1]["questions"][0]["condition"] = json!({"profile": "staff", "is": "yes"});
    let options = |ids: &[&str]| -> Value {
        ids.iter().map(|id| json!({"id": id, "text": format!("Text of {id}")})).collect()
    };
    let profile = json["profile"].as_array_mut().unwrap();
    profile.push(json!({"id": "size", "kind": "one", "prompt": "Size?", "options": options(&["micro", "small", "large"])}));
    profile.push(json!({"id": "field", "kind": "one", "prompt": "Field?", "options": options(&["food", "trade"])}));
    read(&json)
}

/// A firm of a size and field, blank for none, with these levels; 9 is "don't know", 8 no answer.
pub fn firm(questionnaire: &Questionnaire, size: &str, field: &str, levels: [u8; 3]) -> Anonymous {
    let mut firm = Assessment::new(questionnaire, Mode::Full);
    for (id, option) in [("size", size), ("field", field)] {
        if !option.is_empty() {
            firm.set_profile(questionnaire, id, vec![option.to_owned()]).unwrap();
        }
    }
    for (id, level) in ["a.one", "a.two", "b.one"].into_iter().zip(levels) {
        let choice = match level {
            8 => None,
            9 => Some(Choice::DontKnow),
            level => Some(Choice::Level(level)),
        };
        firm.answer(questionnaire, id, choice).unwrap();
    }
    Anonymous::of(questionnaire, &firm)
}

/// All of these counted, with the usual groups and all combinations.
pub fn survey(questionnaire: &Questionnaire, results: &[Anonymous]) -> Survey {
    let mut survey = Survey::new(questionnaire, Grouping::usual(questionnaire), true);
    for result in results {
        survey.add(questionnaire, result);
    }
    survey
}
