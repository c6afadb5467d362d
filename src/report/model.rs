//! The report as plain data. Holds no logic: what stands here was decided in `lines` and `plan`.

use serde::Serialize;

use super::{Comparison, PlanStep, SourceLine};
use crate::assessment::Mode;
use crate::date::Date;
use crate::questionnaire::{BandId, Branding, DomainId, Fingerprint, LensId, QuestionId};
use crate::score::Shown;

/// A report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Report {
    /// [`super::FORMAT`].
    pub format: &'static str,
    /// [`super::FORMAT_VERSION`].
    pub format_version: u32,
    /// The version of the engine that made it.
    pub engine: &'static str,
    /// The day it was made.
    pub date: Date,
    /// The language of its texts.
    pub language: String,
    /// What the firm calls itself; may be blank.
    pub title: String,
    /// What was asked.
    pub questionnaire: About,
    /// Which questions were asked.
    pub mode: Mode,
    /// Whose answers it combines; absent where it combines none. The widget leaves it to the files made of a report.
    #[cfg(not(feature = "widget"))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub combined: Option<crate::assessment::Combined>,
    /// The overall score.
    pub score: Summary,
    /// The domains, in the questionnaire's order.
    pub domains: Vec<DomainLine>,
    /// The lenses, in the questionnaire's order.
    pub lenses: Vec<LensLine>,
    /// The weakest domain.
    pub weakest_domain: Option<DomainId>,
    /// The gaps in the order to close them.
    pub plan: Vec<PlanStep>,
    /// What changed since earlier assessments, in the order they were given.
    pub comparisons: Vec<Comparison>,
    /// What is confirmed about the law of the countries that the firm deals with.
    pub sheets: Vec<SheetLine>,
    /// Questions answered "not applicable", with the reason.
    pub not_applicable: Vec<NotApplicable>,
    /// Questions without an answer.
    pub unanswered: Vec<QuestionId>,
    /// Answers in the file to questions that the questionnaire lacks: kept, not counted.
    pub unknown_questions: Vec<QuestionId>,
    /// Each question that was asked, with its points.
    pub questions: Vec<QuestionLine>,
    /// How it is scored.
    pub method: Vec<String>,
    /// What the result is not.
    pub disclaimer: Vec<String>,
}

/// What was asked: enough to find the very same questions again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct About {
    /// The questionnaire's id.
    pub id: String,
    /// Its version.
    pub version: String,
    /// Its title.
    pub title: String,
    /// Who publishes it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub branding: Option<Branding>,
    /// The hash of its structure.
    pub fingerprint: Fingerprint,
    /// The hash of its texts.
    pub texts_fingerprint: Fingerprint,
}

/// The overall score in words and numbers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Summary {
    /// The score; null while nothing is answered.
    pub shown: Option<Shown>,
    /// What it would be without caps.
    pub uncapped: Option<Shown>,
    /// The highest score there is, in the displayed unit.
    pub highest: String,
    /// The score as a share of the highest, in thousandths.
    pub thousandths: u32,
    /// Points earned.
    pub earned: u64,
    /// Points attainable.
    pub attainable: u64,
    /// Points that weight 1 at value 1 gives: what makes every point a whole number.
    pub points_per_unit: u64,
    /// Percent of the attainable points, rounded down, without caps.
    pub percent: Option<u32>,
    /// Whether a cap holds the score down.
    pub capped: bool,
    /// What sets off caps, the lowest first.
    pub caps: Vec<CapLine>,
    /// The band, unless withheld.
    pub band: Option<BandLine>,
    /// The band without caps, unless withheld.
    pub uncapped_band: Option<BandLine>,
    /// Why no band is named.
    pub withheld: Vec<WithheldLine>,
    /// Percent of the applicable weight that is answered, rounded down.
    pub completeness: Option<u32>,
    /// Percent of the answered weight that is not "don't know", rounded down.
    pub confidence: Option<u32>,
}

/// A cap that is set off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CapLine {
    /// The highest score.
    pub limit: String,
    /// What sets it off.
    pub questions: Vec<CapQuestion>,
}

/// A question that sets off a cap.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CapQuestion {
    /// Which.
    pub id: QuestionId,
    /// What was asked.
    pub prompt: String,
    /// What is wrong, where that is known.
    pub gap: String,
    /// Whether the answer is "don't know": then the gap is only possible.
    pub dont_know: bool,
}

/// A band.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BandLine {
    /// Which.
    pub id: BandId,
    /// Its place, from 1.
    pub step: usize,
    /// Its name.
    pub name: String,
    /// What it means.
    pub summary: String,
}

/// Why no band is named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "reason", rename_all = "kebab-case")]
pub enum WithheldLine {
    /// Too little is answered.
    Incomplete {
        /// Percent that must be answered.
        needed: u32,
    },
    /// Critical questions are unanswered.
    CriticalUnanswered {
        /// Which.
        questions: Vec<QuestionId>,
    },
}

/// A domain's score.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DomainLine {
    /// Which.
    pub id: DomainId,
    /// Its name.
    pub title: String,
    /// Its score; null while nothing in it is answered with points.
    pub shown: Option<Shown>,
    /// The score as a share of the highest, in thousandths.
    pub thousandths: u32,
    /// Percent of its attainable points, rounded down.
    pub percent: Option<u32>,
    /// Points earned.
    pub earned: u64,
    /// Points attainable.
    pub attainable: u64,
    /// Questions asked.
    pub asked: usize,
    /// Questions answered.
    pub answered: usize,
    /// Open gaps.
    pub open_gaps: usize,
}

/// A lens's score.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LensLine {
    /// Which.
    pub id: LensId,
    /// Its name.
    pub name: String,
    /// Its score.
    pub shown: Option<Shown>,
    /// The score as a share of the highest, in thousandths.
    pub thousandths: u32,
    /// Percent of its attainable points, rounded down.
    pub percent: Option<u32>,
    /// Points earned.
    pub earned: u64,
    /// Points attainable.
    pub attainable: u64,
}

/// A question answered "not applicable".
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NotApplicable {
    /// Which.
    pub question: QuestionId,
    /// What was asked.
    pub prompt: String,
    /// Why it does not concern the firm.
    pub reason: String,
}

/// A country sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SheetLine {
    /// Which.
    pub id: String,
    /// The country.
    pub title: String,
    /// The day on which the law was checked.
    pub checked: Date,
    /// What is said about what.
    pub rows: Vec<SheetFact>,
    /// Where it comes from.
    pub sources: Vec<SourceLine>,
}

/// A line of a country sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SheetFact {
    /// What it is about.
    pub name: String,
    /// What is confirmed; null: ask local counsel.
    pub text: Option<String>,
}

/// How a question stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// A level.
    Level,
    /// Nobody knows.
    DontKnow,
    /// Does not concern this firm.
    NotApplicable,
    /// No answer.
    Unanswered,
}

/// A question and its points.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct QuestionLine {
    /// Which.
    pub id: QuestionId,
    /// Its domain.
    pub domain: DomainId,
    /// What was asked.
    pub prompt: String,
    /// Whether it is critical.
    pub critical: bool,
    /// How it stands.
    pub standing: Standing,
    /// The level, from 0.
    pub level: Option<u8>,
    /// The top level of its scale, from 0.
    pub top: u8,
    /// What the level looks like.
    pub level_text: Option<String>,
    /// Its weight: `3`.
    pub weight: String,
    /// Points earned.
    pub earned: u64,
    /// Points attainable; 0 where it counts nowhere.
    pub attainable: u64,
    /// The share of its attainable points in those of the whole, in thousandths, rounded down.
    pub share: u32,
    /// The firm's note.
    pub note: String,
    /// What one could show as proof of the level.
    pub proof: String,
    /// How much that proof is asked for.
    pub proof_need: ProofNeed,
    /// Where the firm keeps the proof.
    pub evidence: String,
}

/// How much a proof is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ProofNeed {
    /// The level is too low for there to be something to show.
    None,
    /// From one level below the target on there should be something to show.
    Expected,
    /// The top level means proof, and the firm has not said where it is kept.
    Missing,
}
