//! The questionnaire as plain data that has passed every rule of `rules`: ids are unique,
//! references resolve, lists have the length of their scale.

use serde::{Serialize, Serializer};

use super::condition::Condition;
use super::extras::{Branding, Card, Example, Sheet, SheetRow};
use super::fingerprint::Fingerprint;
use super::id::{BandId, DomainId, EffortId, LensId, ProfileId, QuestionId, SourceId};
use crate::date::Date;
use crate::fraction::Fraction;

/// A questionnaire in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Questionnaire {
    /// Its id: `trade-secrets`.
    pub id: String,
    /// Its version, as its publisher counts.
    pub version: String,
    /// The language of its texts, as a BCP 47 tag.
    pub language: String,
    /// What it is called.
    pub title: String,
    /// What it does, in a sentence.
    pub short: String,
    /// What is asked of every question: which level is closest?
    pub question_stem: String,
    /// How it is scored, for a lay person; a paragraph each.
    pub method: Vec<String>,
    /// What the result is not; a paragraph each.
    pub disclaimer: Vec<String>,
    /// Who publishes it.
    pub branding: Option<Branding>,
    /// The scale of every question that has none of its own.
    pub scale: Scale,
    /// The names of the levels of [`Self::scale`].
    pub levels: Vec<String>,
    /// How the score is shown.
    pub display: Display,
    /// The rules of scoring and planning.
    pub rules: Rules,
    /// The bands, ascending.
    pub bands: Vec<Band>,
    /// What holds the overall score down.
    pub caps: Vec<Cap>,
    /// How much work a step can be, least first.
    pub efforts: Vec<Effort>,
    /// The points of view.
    pub lenses: Vec<Lens>,
    /// The questions about the firm.
    pub profile: Vec<ProfileQuestion>,
    /// The domains with their questions, in the order they are asked.
    pub domains: Vec<Domain>,
    /// The sources.
    pub sources: Vec<Source>,
    /// What a country sheet says something about.
    pub sheet_rows: Vec<SheetRow>,
    /// The country sheets.
    pub sheets: Vec<Sheet>,
    /// The cards to act by.
    pub cards: Vec<Card>,
    /// What a secret may be, by field of business.
    pub examples: Vec<Example>,
    /// What a weight and a value are multiplied by to be whole points.
    pub points_per_unit: u64,
    /// The hash of the structure.
    pub fingerprint: Fingerprint,
    /// That of the texts.
    pub texts_fingerprint: Fingerprint,
}

/// The levels of an answer and what they are worth.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Scale {
    /// The value of each level, ascending; at least two.
    pub values: Vec<Fraction>,
    /// The level at which a gap counts as closed.
    pub target: u8,
}

impl Scale {
    /// The value of the top level.
    #[must_use]
    pub fn highest(&self) -> Fraction {
        self.values.last().copied().unwrap_or(Fraction::ZERO)
    }

    /// The value of a level; `None` beyond the top.
    #[must_use]
    pub fn value(&self, level: u8) -> Option<Fraction> {
        self.values.get(usize::from(level)).copied()
    }

    /// The top level, counted from 0.
    #[must_use]
    pub fn top(&self) -> u8 {
        u8::try_from(self.values.len().saturating_sub(1)).unwrap_or(u8::MAX)
    }
}

/// In which unit a score is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Unit {
    /// Percent of what is attainable.
    Percent,
    /// The weighted mean of the levels' values.
    Level,
}

/// What becomes of the decimals that are not shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Rounding {
    /// Towards zero: a shown number never overstates.
    Down,
    /// To the nearest, halves away from zero.
    Nearest,
}

/// How a score is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Display {
    /// The unit.
    pub unit: Unit,
    /// Digits after the point, 0 to 3.
    pub decimals: u8,
    /// What becomes of the rest.
    pub rounding: Rounding,
}

/// The rules of scoring and planning.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Rules {
    /// Percent of the applicable weight that must be answered before a band is named.
    pub min_completeness: u32,
    /// What the priority of a critical gap is multiplied by.
    pub critical_factor: Fraction,
    /// Which gaps are quick wins.
    pub quick_win: QuickWin,
}

/// Which gaps are quick wins: of this effort, and of at least this weight.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct QuickWin {
    /// The effort; also the effort of finding out what is not known.
    pub effort: EffortId,
    /// The least weight.
    pub min_weight: Fraction,
}

/// A range of scores with a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Band {
    /// Its id.
    pub id: BandId,
    /// The least score, in the displayed unit.
    pub from: Fraction,
    /// Its name.
    pub name: String,
    /// What it means.
    pub summary: String,
}

/// A cap on the overall score, set by a single critical question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Cap {
    /// The highest score, in the displayed unit.
    pub limit: Fraction,
    /// Applies when a critical question is at this level or lower.
    pub at_or_below: u8,
    /// Applies too when a critical question is answered "don't know".
    pub dont_know: bool,
}

/// How much work a step is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Effort {
    /// Its id.
    pub id: EffortId,
    /// What the priority is divided by.
    pub divisor: Fraction,
    /// Its name: "about a day".
    pub name: String,
}

/// A point of view on the questions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Lens {
    /// Its id.
    pub id: LensId,
    /// Its name.
    pub name: String,
}

/// How many options of a profile question can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ProfileKind {
    /// Exactly one.
    One,
    /// Any number, or none.
    Many,
}

/// A question about the firm.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ProfileQuestion {
    /// Its id.
    pub id: ProfileId,
    /// How many options can hold.
    pub kind: ProfileKind,
    /// The question.
    pub prompt: String,
    /// A word of help.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    /// The options.
    pub options: Vec<OptionChoice>,
}

/// An option of a profile question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct OptionChoice {
    /// Its id.
    pub id: String,
    /// What it says.
    pub text: String,
}

/// An area of the questionnaire.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Domain {
    /// Its id.
    pub id: DomainId,
    /// Its name.
    pub title: String,
    /// Why it matters.
    pub lead: String,
    /// Its questions.
    pub questions: Vec<Question>,
}

/// One control.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Question {
    /// Its id, the domain's before the dot.
    pub id: QuestionId,
    /// How much it counts.
    pub weight: Fraction,
    /// Whether a low level caps the overall score.
    pub critical: bool,
    /// Whether the Express mode asks it.
    pub express: bool,
    /// Whether "not applicable" can be answered.
    pub not_applicable: bool,
    /// Whether the examples of the firm's field stand beside it.
    pub examples: bool,
    /// How much work it is to reach the target level.
    pub effort: EffortId,
    /// The points of view it belongs to.
    pub lenses: Vec<LensId>,
    /// When it applies; `None`: always.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub condition: Option<Condition>,
    /// A scale of its own.
    #[serde(rename = "scale", skip_serializing_if = "Option::is_none")]
    pub own_scale: Option<Scale>,
    /// Where it comes from.
    pub sources: Vec<Citation>,
    /// The question.
    pub prompt: String,
    /// What each level looks like.
    pub levels: Vec<String>,
    /// Why it matters.
    pub why: String,
    /// What one could show.
    pub evidence: String,
    /// What can be done in a day.
    pub quick_win: String,
    /// The next step from each level below the top.
    pub next_steps: Vec<String>,
    /// The gap's title in the plan.
    pub action: String,
    /// What is wrong where the level is low.
    pub gap: String,
    /// What to be careful about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caution: Option<String>,
    /// Counts up when it comes to mean something else; earlier answers are not compared then.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub revision: Option<u32>,
    /// Eight hexadecimal digits of what an answer is worth: only equal ones can be compared.
    #[serde(skip)]
    pub identity: String,
}

/// A place in a source; written as one text, the id of the source before the first blank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// The source.
    pub source: SourceId,
    /// Where in it: "Art. 2(1)(c)".
    pub locator: String,
}

impl Serialize for Citation {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&format!("{} {}", self.source, self.locator))
    }
}

/// A source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Source {
    /// Its id.
    pub id: SourceId,
    /// Its title.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// When.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub year: Option<u32>,
    /// Where it was seen (https).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// What was confirmed there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confirmed: Option<String>,
    /// On which day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub checked: Option<Date>,
}

impl Questionnaire {
    /// The question of an id.
    #[must_use]
    pub fn question(&self, id: &str) -> Option<&Question> {
        self.questions().find(|question| question.id.as_str() == id)
    }

    /// The domain of an id.
    #[must_use]
    pub fn domain(&self, id: &str) -> Option<&Domain> {
        self.domains.iter().find(|domain| domain.id.as_str() == id)
    }

    /// The profile question of an id.
    #[must_use]
    pub fn profile_question(&self, id: &str) -> Option<&ProfileQuestion> {
        self.profile.iter().find(|question| question.id.as_str() == id)
    }

    /// The effort of an id.
    #[must_use]
    pub fn effort(&self, id: &EffortId) -> Option<&Effort> {
        self.efforts.iter().find(|effort| effort.id == *id)
    }

    /// The source of an id.
    #[must_use]
    pub fn source(&self, id: &SourceId) -> Option<&Source> {
        self.sources.iter().find(|source| source.id == *id)
    }

    /// The scale of a question.
    #[must_use]
    pub fn scale_of<'q>(&'q self, question: &'q Question) -> &'q Scale {
        question.own_scale.as_ref().unwrap_or(&self.scale)
    }

    /// Whether Express asks fewer questions than Full, so that the choice means something.
    #[must_use]
    pub fn has_express(&self) -> bool {
        self.questions().any(|question| question.express)
            && self.questions().any(|question| !question.express)
    }

    /// What a question at a value earns, in points: weight × value × points per unit; a whole
    /// number, for the last is a multiple of both denominators, and `rules` bounds all three.
    #[must_use]
    pub fn points(&self, weight: Fraction, value: Fraction) -> u64 {
        let per_weight = u128::from(value.numerator()) * u128::from(self.points_per_unit);
        let numerator = u128::from(weight.numerator()) * per_weight;
        let denominator = u128::from(weight.denominator()) * u128::from(value.denominator());
        u64::try_from(numerator / denominator.max(1)).unwrap_or(u64::MAX)
    }
}
