//! A show of hands: how many in the room are at each level of a question, as the trainer counts them. Never knows who
//! raised a hand, and so gives distributions of questions and shares of points, and no median of firms.

use super::QuestionCount;
use crate::assessment::Mode;
use crate::questionnaire::{Question, Questionnaire};

/// The most hands at a level.
pub const MOST_HANDS: u64 = 9_999;
/// The longest note about a question, in letters.
pub const LONGEST_NOTE: usize = 2_000;

/// What was counted of each question, in the questionnaire's order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hands(Vec<Hand>);

/// What was counted of a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hand {
    /// The hands; "not applicable" and "unanswered" stay 0.
    pub count: QuestionCount,
    /// What was said about it.
    pub note: String,
}

impl Hand {
    /// Whether nothing is there.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.count.counted() == 0 && self.note.is_empty()
    }
}

impl Hands {
    /// No hand raised yet.
    #[must_use]
    pub fn new(questionnaire: &Questionnaire) -> Self {
        let hand = |question: &Question| Hand {
            count: QuestionCount {
                levels: vec![0; questionnaire.scale_of(question).values.len()],
                dont_know: 0,
                not_applicable: 0,
                unanswered: 0,
            },
            note: String::new(),
        };
        Self(questionnaire.questions().map(hand).collect())
    }

    /// What was counted of each question, in the questionnaire's order.
    #[must_use]
    pub fn all(&self) -> &[Hand] {
        &self.0
    }

    /// What was counted of a question, by its place in the questionnaire.
    #[must_use]
    pub fn get(&self, question: usize) -> Option<&Hand> {
        self.0.get(question)
    }

    /// Sets the hands at a level, or of those who don't know where `level` is `None`; more than [`MOST_HANDS`] count
    /// as so many. False where there is no such question or level.
    pub fn set(&mut self, question: usize, level: Option<usize>, hands: u64) -> bool {
        let Some(hand) = self.0.get_mut(question) else { return false };
        let count = match level {
            None => Some(&mut hand.count.dont_know),
            Some(level) => hand.count.levels.get_mut(level),
        };
        count.is_some_and(|count| {
            *count = hands.min(MOST_HANDS);
            true
        })
    }

    /// Notes what was said about a question; what is longer than [`LONGEST_NOTE`] is cut. False where there is no
    /// such question.
    pub fn note(&mut self, question: usize, note: &str) -> bool {
        let Some(hand) = self.0.get_mut(question) else { return false };
        hand.note = note.chars().take(LONGEST_NOTE).collect();
        true
    }

    /// Whether no hand is counted and nothing noted.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(Hand::is_empty)
    }

    /// Whether no hand is counted.
    #[must_use]
    pub fn is_uncounted(&self) -> bool {
        self.0.iter().all(|hand| hand.count.counted() == 0)
    }

    /// The share of the points that all hands together have of what they could have, in percent, rounded down: of
    /// every question that `of` takes. "Don't know" earns nothing. `None` without hands.
    ///
    /// No question is weighed by how many answered it on a device: each hand is worth its level, so this is the mean
    /// of the room and no median, and no cap applies, for nobody's answers are seen together.
    #[must_use]
    pub fn share(
        &self,
        questionnaire: &Questionnaire,
        of: impl Fn(&Question) -> bool,
    ) -> Option<u32> {
        let (mut earned, mut attainable) = (0_u128, 0_u128);
        for (question, hand) in questionnaire.questions().zip(&self.0) {
            if !of(question) {
                continue;
            }
            let scale = questionnaire.scale_of(question);
            let points = |value| u128::from(questionnaire.points(question.weight, value));
            for (value, hands) in scale.values.iter().zip(&hand.count.levels) {
                earned += points(*value) * u128::from(*hands);
            }
            attainable += points(scale.highest()) * u128::from(hand.count.counted());
        }
        u32::try_from((earned * 100).checked_div(attainable)?).ok()
    }
}

/// The questions of a mode by their places in the questionnaire. What a profile would leave out is asked too: each
/// raises a hand where the question concerns them.
#[must_use]
pub fn asked_by_hand(questionnaire: &Questionnaire, mode: Mode) -> Vec<usize> {
    let in_mode = mode.filter(questionnaire);
    let asked = (0..).zip(questionnaire.questions()).filter(|(_, question)| in_mode(question));
    asked.map(|(at, _)| at).collect()
}
