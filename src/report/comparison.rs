//! What changed since an earlier assessment, on the questions that both answer and that still
//! mean the same. Everything else is named, and never scored.

use serde::Serialize;

use super::lines::{share, shown_of};
use crate::assessment::{Assessment, Mode, State, states};
use crate::questionnaire::{DomainId, Question, QuestionId, Questionnaire};
use crate::score::{Shown, Tally, tally_of};

/// A comparison with an earlier assessment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Comparison {
    /// What the earlier assessment is called; may be blank.
    pub title: String,
    /// Its day, as its file says it; may be blank.
    pub date: String,
    /// Which questions were asked.
    pub mode: Mode,
    /// The version of its questionnaire.
    pub version: String,
    /// Questions that count in both.
    pub questions: usize,
    /// The score of those then, without caps.
    pub then: Option<Shown>,
    /// The score of those now, without caps.
    pub now: Option<Shown>,
    /// The domains that have such questions.
    pub domains: Vec<ComparedDomain>,
    /// Questions that earn more than then.
    pub improved: Vec<Move>,
    /// Questions that earn less.
    pub slipped: Vec<Move>,
    /// Questions that count now and did not then.
    pub added: Vec<Named>,
    /// Questions that counted then and do not now.
    pub dropped: Vec<Named>,
    /// Questions that meant something else then.
    pub changed: Vec<Named>,
    /// Questions that the questionnaire no longer has.
    pub removed: Vec<QuestionId>,
}

/// A domain then and now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ComparedDomain {
    /// Which.
    pub id: DomainId,
    /// Its name.
    pub title: String,
    /// Questions that count in both.
    pub questions: usize,
    /// Its score then.
    pub then: Option<Shown>,
    /// Its score now.
    pub now: Option<Shown>,
    /// The score then as a share of the highest, in thousandths.
    pub then_thousandths: u32,
    /// The score now as a share of the highest, in thousandths.
    pub now_thousandths: u32,
}

/// A question whose level changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Move {
    /// Which.
    pub question: QuestionId,
    /// What was asked.
    pub prompt: String,
    /// The level then, from 0; null for "don't know".
    pub from: Option<u8>,
    /// The level now.
    pub to: Option<u8>,
}

/// A question by its words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Named {
    /// Which.
    pub question: QuestionId,
    /// What was asked.
    pub prompt: String,
}

/// The points of the same questions then and now.
#[derive(Clone, Copy, Default)]
struct Pair {
    questions: usize,
    then: Tally,
    now: Tally,
}

impl Pair {
    fn add(&mut self, then: Tally, now: Tally) {
        self.questions += 1;
        self.then.add(then);
        self.now.add(now);
    }
}

/// Compares an assessment with an earlier one.
pub(super) fn compare(
    questionnaire: &Questionnaire,
    assessment: &Assessment,
    earlier: &Assessment,
) -> Comparison {
    let (states_now, states_then) =
        (states(questionnaire, assessment), states(questionnaire, earlier));
    let mut pairs = states_now.into_iter().zip(states_then);
    let mut whole = Pair::default();
    let mut made = Comparison {
        title: earlier.title.clone(),
        date: earlier.date.clone(),
        mode: earlier.mode,
        version: earlier.version.clone(),
        questions: 0,
        then: None,
        now: None,
        domains: Vec::new(),
        improved: Vec::new(),
        slipped: Vec::new(),
        added: Vec::new(),
        dropped: Vec::new(),
        changed: Vec::new(),
        removed: earlier.unknown_questions(questionnaire),
    };
    for domain in &questionnaire.domains {
        let mut own = Pair::default();
        for (question, (now, then)) in domain.questions.iter().zip(&mut pairs) {
            let tally = |state| tally_of(questionnaire, question, state);
            let (points_now, points_then) = (tally(now), tally(then));
            let named = || Named { question: question.id.clone(), prompt: question.prompt.clone() };
            match (points_now.attainable > 0, points_then.attainable > 0) {
                (false, false) => {}
                (_, true) if !means_the_same(questionnaire, question, earlier) => {
                    made.changed.push(named());
                }
                (true, true) if !means_the_same(questionnaire, question, assessment) => {
                    made.changed.push(named());
                }
                (true, false) => made.added.push(named()),
                (false, true) => made.dropped.push(named()),
                (true, true) => {
                    own.add(points_then, points_now);
                    whole.add(points_then, points_now);
                    let list = match points_now.earned.cmp(&points_then.earned) {
                        std::cmp::Ordering::Greater => &mut made.improved,
                        std::cmp::Ordering::Less => &mut made.slipped,
                        std::cmp::Ordering::Equal => continue,
                    };
                    let Named { question, prompt } = named();
                    list.push(Move { question, prompt, from: level(then), to: level(now) });
                }
            }
        }
        if own.questions > 0 {
            let shown = |tally| shown_of(questionnaire, tally);
            let (then, now) = (shown(own.then), shown(own.now));
            made.domains.push(ComparedDomain {
                id: domain.id.clone(),
                title: domain.title.clone(),
                questions: own.questions,
                then,
                now,
                then_thousandths: share(questionnaire, then),
                now_thousandths: share(questionnaire, now),
            });
        }
    }
    made.questions = whole.questions;
    made.then = shown_of(questionnaire, whole.then);
    made.now = shown_of(questionnaire, whole.now);
    made
}

/// Whether an answer was given to the question as it is now. Where the file does not say
/// to which, only the very same questionnaire is trusted.
fn means_the_same(
    questionnaire: &Questionnaire,
    question: &Question,
    assessment: &Assessment,
) -> bool {
    let asked = assessment.answers.get(&question.id).map_or("", |answer| answer.asked.as_str());
    if asked.is_empty() {
        assessment.fingerprint == questionnaire.fingerprint.as_str()
    } else {
        asked == question.identity
    }
}

fn level(state: State) -> Option<u8> {
    match state {
        State::Level(level) => Some(level),
        _ => None,
    }
}
