//! The score: points, caps, bands. Exact integers throughout; rounding only where a number is
//! shown. Never knows a text.
//!
//! A question at a level earns weight × value of the level; attainable is weight × value of the
//! top level. "Don't know" earns nothing and counts; "not applicable" and unanswered questions
//! stand in neither sum. Percent is earned ÷ attainable; the unit "level" is earned ÷ weight.

mod overall;
mod tally;

pub use overall::{CapReason, Overall, Withheld};
pub use tally::{Shown, Tally};

use crate::assessment::{Assessment, State, states};
use crate::questionnaire::{DomainId, LensId, Question, QuestionId, Questionnaire};

/// Everything that is counted about an assessment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Score {
    /// The whole.
    pub overall: Overall,
    /// Each domain of which a question is asked, in the questionnaire's order.
    pub domains: Vec<DomainScore>,
    /// Each lens, in the questionnaire's order.
    pub lenses: Vec<LensScore>,
    /// Each question that is asked, in the questionnaire's order.
    pub questions: Vec<QuestionScore>,
    /// The domain with the lowest share of its points; the first of equals.
    pub weakest_domain: Option<DomainId>,
}

/// The count of a domain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DomainScore {
    /// Which.
    pub id: DomainId,
    /// Its points.
    pub tally: Tally,
    /// How many of its questions are asked.
    pub asked: usize,
    /// How many of them are answered, "don't know" and "not applicable" among them.
    pub answered: usize,
}

/// The count of a lens. A question with several lenses counts in full in each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LensScore {
    /// Which.
    pub id: LensId,
    /// Its points.
    pub tally: Tally,
}

/// The count of a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuestionScore {
    /// Which.
    pub id: QuestionId,
    /// How it stands.
    pub state: State,
    /// Its points; nothing where it is unanswered or not applicable.
    pub tally: Tally,
}

/// Scores an assessment.
#[must_use]
pub fn score(questionnaire: &Questionnaire, assessment: &Assessment) -> Score {
    score_states(questionnaire, &states(questionnaire, assessment))
}

/// Scores states that are already known, in the questionnaire's order.
#[must_use]
pub fn score_states(questionnaire: &Questionnaire, states: &[State]) -> Score {
    let mut remaining = states.iter().copied();
    let mut domains = Vec::new();
    let mut questions = Vec::new();
    let mut lenses = Vec::new();
    for lens in &questionnaire.lenses {
        lenses.push(LensScore { id: lens.id.clone(), tally: Tally::default() });
    }
    for domain in &questionnaire.domains {
        let mut own =
            DomainScore { id: domain.id.clone(), tally: Tally::default(), asked: 0, answered: 0 };
        for (question, state) in domain.questions.iter().zip(&mut remaining) {
            if state == State::NotAsked {
                continue;
            }
            let tally = tally_of(questionnaire, question, state);
            own.asked += 1;
            own.answered += usize::from(state != State::Unanswered);
            own.tally.add(tally);
            for lens in lenses.iter_mut().filter(|lens| question.lenses.contains(&lens.id)) {
                lens.tally.add(tally);
            }
            questions.push(QuestionScore { id: question.id.clone(), state, tally });
        }
        if own.asked > 0 {
            domains.push(own);
        }
    }
    let weakest_domain = weakest(&domains);
    let overall = Overall::of(questionnaire, states);
    Score { overall, domains, lenses, questions, weakest_domain }
}

/// The points of a question in a state.
pub(crate) fn tally_of(questionnaire: &Questionnaire, question: &Question, state: State) -> Tally {
    let scale = questionnaire.scale_of(question);
    let value = match state {
        State::Level(level) => scale.value(level),
        State::DontKnow => Some(crate::fraction::Fraction::ZERO),
        State::NotAsked | State::Unanswered | State::NotApplicable => None,
    };
    value.map_or_else(Tally::default, |value| Tally {
        earned: questionnaire.points(question.weight, value),
        attainable: questionnaire.points(question.weight, scale.highest()),
        weight: questionnaire.points(question.weight, crate::fraction::Fraction::ONE),
    })
}

fn weakest(domains: &[DomainScore]) -> Option<DomainId> {
    let counted = domains.iter().filter(|domain| domain.tally.attainable > 0);
    counted.min_by(|a, b| a.tally.cmp_share(&b.tally)).map(|domain| domain.id.clone())
}
