//! The overall score: what caps it, which band it is in, and when no band is named.

use crate::assessment::State;
use crate::fraction::Fraction;
use crate::questionnaire::{BandId, Question, QuestionId, Questionnaire};

use super::tally::percent;
use super::{Shown, Tally, tally_of};

/// The overall score.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overall {
    /// The points of every question that has some.
    pub tally: Tally,
    /// The score as it would be without caps; `None` while nothing is answered.
    pub uncapped: Option<Shown>,
    /// The score; at most [`Self::uncapped`].
    pub shown: Option<Shown>,
    /// Every cap that a question sets off, the lowest first, whether or not it bites.
    pub caps: Vec<CapReason>,
    /// The band of [`Self::shown`], unless withheld.
    pub band: Option<BandId>,
    /// The band of [`Self::uncapped`], unless withheld.
    pub uncapped_band: Option<BandId>,
    /// Why no band is named; empty where one is.
    pub withheld: Vec<Withheld>,
    /// Percent of the applicable weight that is answered, rounded down; `None` where nothing
    /// applies.
    pub completeness: Option<u32>,
    /// Percent of the answered weight that is not "don't know", rounded down; `None` where
    /// nothing is answered.
    pub confidence: Option<u32>,
}

/// A cap and the questions that set it off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CapReason {
    /// The highest score.
    pub limit: Fraction,
    /// The critical questions, in the questionnaire's order.
    pub questions: Vec<QuestionId>,
}

/// Why no band is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Withheld {
    /// Too little is answered.
    Incomplete {
        /// Percent of the applicable weight that must be answered.
        needed: u32,
    },
    /// Critical questions are unanswered.
    CriticalUnanswered {
        /// Which, in the questionnaire's order.
        questions: Vec<QuestionId>,
    },
}

impl Overall {
    /// Scores states in the questionnaire's order.
    #[must_use]
    pub fn of(questionnaire: &Questionnaire, states: &[State]) -> Self {
        let mut asked: Vec<(&Question, State)> = Vec::new();
        for (question, state) in questionnaire.questions().zip(states) {
            if *state != State::NotAsked {
                asked.push((question, *state));
            }
        }
        let mut tally = Tally::default();
        let (mut applicable, mut answered, mut unknown) = (0, 0, 0);
        for (question, state) in &asked {
            tally.add(tally_of(questionnaire, question, *state));
            let weight = questionnaire.points(question.weight, Fraction::ONE);
            applicable += if *state == State::NotApplicable { 0 } else { weight };
            answered += if matches!(state, State::Level(_) | State::DontKnow) { weight } else { 0 };
            unknown += if *state == State::DontKnow { weight } else { 0 };
        }
        let caps = caps(questionnaire, &asked);
        let uncapped = tally.shown(questionnaire.display);
        let shown = uncapped
            .map(|score| caps.iter().fold(score, |capped, reason| capped.capped(reason.limit)));
        let withheld = withheld(questionnaire, &asked, applicable, answered);
        let band_of = |score: Option<Shown>| {
            score.filter(|_| withheld.is_empty()).and_then(|score| band(questionnaire, score))
        };
        Self {
            tally,
            uncapped,
            shown,
            band: band_of(shown),
            uncapped_band: band_of(uncapped),
            caps,
            completeness: percent(answered, applicable),
            confidence: percent(answered - unknown, answered),
            withheld,
        }
    }

    /// Whether a cap holds the score down.
    #[must_use]
    pub fn is_capped(&self) -> bool {
        self.shown != self.uncapped
    }
}

fn caps(questionnaire: &Questionnaire, asked: &[(&Question, State)]) -> Vec<CapReason> {
    let mut reasons: Vec<CapReason> = Vec::new();
    for cap in &questionnaire.caps {
        let mut questions = Vec::new();
        for (question, state) in asked.iter().filter(|(question, _)| question.critical) {
            let sets_off = match state {
                // A level that closes the gap sets off nothing, whatever the question's scale.
                State::Level(level) => {
                    *level <= cap.at_or_below && *level < questionnaire.scale_of(question).target
                }
                State::DontKnow => cap.dont_know,
                _ => false,
            };
            if sets_off {
                questions.push(question.id.clone());
            }
        }
        let reason = CapReason { limit: cap.limit, questions };
        if !reason.questions.is_empty() {
            let at = reasons.partition_point(|known| known.limit <= reason.limit);
            reasons.insert(at, reason);
        }
    }
    reasons
}

fn withheld(
    questionnaire: &Questionnaire,
    asked: &[(&Question, State)],
    applicable: u64,
    answered: u64,
) -> Vec<Withheld> {
    let mut withheld = Vec::new();
    let needed = questionnaire.rules.min_completeness;
    // Exact, for the shown percentage is rounded down already.
    if u128::from(answered) * 100 < u128::from(applicable) * u128::from(needed) {
        withheld.push(Withheld::Incomplete { needed });
    }
    let mut questions = Vec::new();
    for (question, state) in asked {
        if question.critical && *state == State::Unanswered {
            questions.push(question.id.clone());
        }
    }
    if !questions.is_empty() {
        withheld.push(Withheld::CriticalUnanswered { questions });
    }
    withheld
}

fn band(questionnaire: &Questionnaire, score: Shown) -> Option<BandId> {
    let reached = questionnaire.bands.iter().rev().find(|band| score.at_least(band.from));
    reached.map(|band| band.id.clone())
}
