//! The room as data to take along: the released figures and the hands. Holds nothing that no page shows, so nothing
//! of a figure that is held back.

use serde::Serialize;

use super::Workshop;
use crate::assessment::Mode;
use crate::cohort::{Counts, Figures, LEAST, QuestionCount, STEP};
use crate::date::Date;
use crate::document::to_json;
use crate::questionnaire::{DomainId, QuestionId};

/// What stands in the field `format` of a room that was exported.
pub const ROOM_FORMAT: &str = "reasonable-steps/room";
/// The version of that form.
pub const ROOM_FORMAT_VERSION: u32 = 1;

/// A room.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RoomReport {
    /// [`ROOM_FORMAT`].
    pub format: &'static str,
    /// [`ROOM_FORMAT_VERSION`].
    pub format_version: u32,
    /// The engine's version.
    pub engine: &'static str,
    /// The day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// The language of the questionnaire.
    pub language: String,
    /// Which questionnaire.
    pub questionnaire: RoomQuestionnaire,
    /// Which questions were asked.
    pub mode: Mode,
    /// The least number of results behind a figure.
    pub least: u64,
    /// The least number of results by which figures change.
    pub step: u64,
    /// The released figures of results.
    pub figures: Figures,
    /// What hands say, where any are counted.
    pub by_hand: Option<ByHand>,
}

/// The questionnaire of a room.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RoomQuestionnaire {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: String,
    /// What it is called.
    pub title: String,
    /// Its fingerprint.
    pub fingerprint: String,
}

/// What hands say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ByHand {
    /// What all hands have of the points they could have, in percent, rounded down.
    pub share: Option<u32>,
    /// The same of each domain with hands, in the questionnaire's order.
    pub domains: Vec<DomainByHand>,
    /// Each question with hands or a note, in the questionnaire's order.
    pub questions: Vec<QuestionByHand>,
    /// The orders of questions that hands give; only of questions with [`LEAST`] hands.
    #[serde(skip)]
    pub figures: Figures,
}

/// A domain by hand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DomainByHand {
    /// Which.
    pub domain: DomainId,
    /// Its name.
    pub title: String,
    /// What its hands have of the points they could have, in percent, rounded down.
    pub share: u32,
}

/// A question by hand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct QuestionByHand {
    /// Which.
    pub question: QuestionId,
    /// Its domain.
    pub domain: DomainId,
    /// What is asked.
    pub prompt: String,
    /// Hands at each level, from 0.
    pub levels: Vec<u64>,
    /// Hands of those who don't know.
    pub dont_know: u64,
    /// What was said about it.
    pub note: String,
}

impl RoomReport {
    /// The room as JSON text.
    #[must_use]
    pub fn to_json(&self) -> String {
        to_json(self)
    }

    /// Whether nothing is in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.figures.overall.is_none()
            && self.figures.domains.iter().all(|domain| domain.spread.is_none())
            && self.figures.questions.iter().all(|question| question.answers.is_none())
            && self.by_hand.is_none()
    }
}

impl Workshop {
    /// The room as it was last shown. What came since waits for the next page of figures.
    #[must_use]
    pub fn report(&self) -> RoomReport {
        let questionnaire = &self.questionnaire;
        RoomReport {
            format: ROOM_FORMAT,
            format_version: ROOM_FORMAT_VERSION,
            engine: crate::ENGINE_VERSION,
            date: None,
            language: questionnaire.language.clone(),
            questionnaire: RoomQuestionnaire {
                id: questionnaire.id.clone(),
                version: questionnaire.version.clone(),
                title: questionnaire.title.clone(),
                fingerprint: questionnaire.fingerprint.to_string(),
            },
            mode: self.mode_by_hand(),
            least: LEAST,
            step: STEP,
            figures: Figures::of(questionnaire, &self.room.released(questionnaire)),
            by_hand: self.by_hand(),
        }
    }

    pub(super) fn report_is_empty(&self) -> bool {
        self.report().is_empty()
    }

    fn by_hand(&self) -> Option<ByHand> {
        let (questionnaire, hands) = (&self.questionnaire, &self.room.hands);
        if hands.is_empty() {
            return None;
        }
        let mut domains = Vec::new();
        let mut questions = Vec::new();
        let mut counts = Counts::new(questionnaire);
        let mut all = hands.all().iter();
        let mut own = counts.questions.iter_mut();
        for domain in &questionnaire.domains {
            let is_in = |id: &QuestionId| domain.questions.iter().any(|known| known.id == *id);
            if let Some(share) = hands.share(questionnaire, |question| is_in(&question.id)) {
                let title = domain.title.clone();
                domains.push(DomainByHand { domain: domain.id.clone(), title, share });
            }
            for ((question, hand), count) in domain.questions.iter().zip(&mut all).zip(&mut own) {
                count.clone_from(&hand.count);
                if hand.is_empty() {
                    continue;
                }
                let QuestionCount { levels, dont_know, .. } = hand.count.clone();
                questions.push(QuestionByHand {
                    question: question.id.clone(),
                    domain: domain.id.clone(),
                    prompt: question.prompt.clone(),
                    levels,
                    dont_know,
                    note: hand.note.clone(),
                });
            }
        }
        let figures = Figures::of(questionnaire, &counts);
        let share = hands.share(questionnaire, |_| true);
        Some(ByHand { share, domains, questions, figures })
    }
}
