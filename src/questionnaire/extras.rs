//! What may stand beside the questions, as plain data: country sheets, cards to act by, examples
//! of what a secret may be, and who publishes it.

use serde::{Serialize, Serializer};

use super::condition::Condition;
use super::id::{CardId, QuestionId};
use super::model::{Citation, Questionnaire};
use crate::date::Date;

/// Who publishes a questionnaire: shown on the start page and in the report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Branding {
    /// The name.
    pub publisher: String,
    /// What they say to the reader, in a line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<String>,
    /// Where to find them: an https or a mailto address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
}

/// Something that country sheets say something about: the time limit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SheetRow {
    /// Its id.
    pub id: String,
    /// Its name.
    pub text: String,
}

/// What is confirmed about a country's law.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Sheet {
    /// Its id.
    pub id: String,
    /// When it is shown.
    pub condition: Condition,
    /// The day on which the law was checked.
    pub checked: Date,
    /// Where it comes from.
    pub sources: Vec<Citation>,
    /// The country.
    pub title: String,
    /// What is said, by row; a row without a text is not confirmed.
    #[serde(serialize_with = "as_object")]
    pub rows: Vec<(String, String)>,
}

/// A page to act by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Card {
    /// Its id.
    pub id: CardId,
    /// What it is for.
    pub title: String,
    /// The first thing to know.
    pub lead: String,
    /// Where it comes from.
    pub sources: Vec<Citation>,
    /// Its parts, in order.
    pub sections: Vec<CardSection>,
    /// What to do about the firm's own gaps.
    pub gaps: Vec<CardGap>,
}

/// A part of a card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CardSection {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What to do.
    pub items: Vec<String>,
}

/// What to do where the firm has an open gap.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CardGap {
    /// The part in which it is said.
    pub section: String,
    /// The question with the gap.
    pub question: QuestionId,
    /// What to do.
    pub text: String,
}

/// What a secret may be, for firms of a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Example {
    /// Its id.
    pub id: String,
    /// For whom; `None` for everybody else.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub condition: Option<Condition>,
    /// The examples.
    pub text: String,
}

fn as_object<S: Serializer>(pairs: &[(String, String)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(pairs.iter().map(|(key, text)| (key, text)))
}

impl Questionnaire {
    /// The card of an id.
    #[must_use]
    pub fn card(&self, id: &str) -> Option<&Card> {
        self.cards.iter().find(|card| card.id.as_str() == id)
    }
}
