//! Whether each condition can hold at all: every combination of the profile questions it looks
//! at is tried.

use std::collections::BTreeMap;

use crate::diagnostic::Findings;
use crate::questionnaire::condition::Facts;
use crate::questionnaire::{
    Condition, ProfileId, ProfileKind, ProfileQuestion, QuestionId, Questionnaire,
};

/// More combinations than this are not tried.
const MOST_COMBINATIONS: usize = 100_000;

/// Notes every question, sheet and example that no firm will ever see.
pub(super) fn lint(questionnaire: &Questionnaire, findings: &mut Findings) {
    let questions = questionnaire.questions().filter_map(|question| {
        Some((format!("question `{}`", question.id), question.condition.as_ref()?))
    });
    let sheets = questionnaire.sheets.iter().map(|s| (format!("sheet `{}`", s.id), &s.condition));
    let examples = questionnaire
        .examples
        .iter()
        .filter_map(|e| Some((format!("example `{}`", e.id), e.condition.as_ref()?)));
    for (path, condition) in questions.chain(sheets).chain(examples) {
        if !reachable(questionnaire, condition) {
            let message = "can never hold";
            let hint = "mend the condition, or drop what depends on it";
            findings.warning("unreachable", format!("{path}: condition"), message, hint);
        }
    }
}

fn reachable(questionnaire: &Questionnaire, condition: &Condition) -> bool {
    let mut profile = BTreeMap::new();
    let mut levels = Vec::new();
    condition.leaves(&mut |leaf| match leaf {
        Condition::Profile { profile: id, .. } => {
            if let Some(asked) = questionnaire.profile_question(id.as_str()) {
                profile.insert(id, asked);
            }
        }
        // At the bottom or at the top: nothing between makes another difference.
        Condition::Answer { answer, .. } => levels.push(answer),
        _ => {}
    });
    let profile: Vec<(&ProfileId, Vec<Vec<&str>>)> =
        profile.into_iter().map(|(id, asked)| (id, answers(asked))).collect();
    let combinations: usize = profile.iter().map(|(_, answers)| answers.len()).product();
    let combinations = combinations.saturating_mul(1 << levels.len().min(20));
    if combinations > MOST_COMBINATIONS {
        return true;
    }
    (0..combinations).any(|number| {
        let mut rest = number;
        let mut facts = Firm { profile: BTreeMap::new(), levels: BTreeMap::new() };
        for (id, answers) in &profile {
            if let Some(answer) = answers.get(rest % answers.len()) {
                facts.profile.insert(id, answer);
            }
            rest /= answers.len();
        }
        for question in &levels {
            facts.levels.insert(question, if rest % 2 == 0 { 0 } else { u8::MAX });
            rest /= 2;
        }
        condition.holds(&facts) == Some(true)
    })
}

/// Every way to answer a profile question: one option, or any of them.
fn answers(asked: &ProfileQuestion) -> Vec<Vec<&str>> {
    let options: Vec<&str> = asked.options.iter().map(|option| option.id.as_str()).collect();
    match asked.kind {
        ProfileKind::One => options.into_iter().map(|option| vec![option]).collect(),
        ProfileKind::Many => (0..1_usize << options.len().min(12))
            .map(|chosen| {
                let held = options.iter().enumerate().filter(|(at, _)| chosen >> at & 1 == 1);
                held.map(|(_, option)| *option).collect()
            })
            .collect(),
    }
}

struct Firm<'a> {
    profile: BTreeMap<&'a ProfileId, &'a Vec<&'a str>>,
    levels: BTreeMap<&'a QuestionId, u8>,
}

impl Facts for Firm<'_> {
    fn profile_is(&self, profile: &ProfileId, option: &str) -> Option<bool> {
        self.profile.get(profile).map(|held| held.contains(&option))
    }

    fn level_of(&self, question: &QuestionId) -> Option<u8> {
        self.levels.get(question).copied()
    }
}
