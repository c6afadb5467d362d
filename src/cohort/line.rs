//! A result as a line of JSON, for databases: what is counted of it, and nothing that says whose it is.

use serde::{Serialize, Serializer};

use super::{Percents, mode_of};
use crate::assessment::{Anonymous, Mode, State};
use crate::document::to_json;
use crate::questionnaire::{BandId, DomainId, ProfileId, QuestionId, Questionnaire};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Line<'a> {
    mode: Mode,
    percent: Option<u32>,
    band: Option<BandId>,
    profile: Profile<'a>,
    domains: Vec<DomainPercent<'a>>,
    questions: Vec<Stands<'a>>,
}

struct Profile<'a>(&'a Questionnaire, &'a Anonymous);

#[derive(Serialize)]
struct DomainPercent<'a> {
    domain: &'a DomainId,
    percent: u32,
}

#[derive(Serialize)]
struct Stands<'a> {
    question: &'a QuestionId,
    answer: &'static str,
    level: Option<u8>,
}

/// Every profile question with a list, so that all lines have the same columns.
impl Serialize for Profile<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let held = |id: &ProfileId| self.1.profile.get(id);
        serializer.collect_map(self.0.profile.iter().map(|asked| (&asked.id, held(&asked.id))))
    }
}

/// A result as JSON in one line, without a line end. A question that is not asked is not in it; a domain of which
/// nothing counts neither.
#[must_use]
pub fn line(questionnaire: &Questionnaire, result: &Anonymous) -> String {
    let percents = Percents::of(questionnaire, result);
    let mut domains = Vec::new();
    for (domain, percent) in questionnaire.domains.iter().zip(&percents.domains) {
        if let Some(percent) = *percent {
            domains.push(DomainPercent { domain: &domain.id, percent });
        }
    }
    let mut questions = Vec::new();
    for (question, state) in questionnaire.questions().zip(&result.states) {
        let (answer, level) = match state {
            State::NotAsked => continue,
            State::Unanswered => ("unanswered", None),
            State::Level(level) => ("level", Some(*level)),
            State::DontKnow => ("dont-know", None),
            State::NotApplicable => ("not-applicable", None),
        };
        questions.push(Stands { question: &question.id, answer, level });
    }
    to_json(&Line {
        mode: mode_of(questionnaire, result.mode),
        percent: percents.overall,
        band: percents.band,
        profile: Profile(questionnaire, result),
        domains,
        questions,
    })
}
