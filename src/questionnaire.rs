//! The questionnaire: domains, questions, scale, bands, rules and texts, as data.
//!
//! [`Questionnaire::from_json`] reads the compiled form, which carries one language. The folder
//! of TOML files that people edit is read by [`authoring`] (the command only). Never knows an
//! answer.

#[cfg(feature = "cli")]
pub mod authoring;
pub mod condition;
mod extras;
mod fingerprint;
mod id;
pub mod length;
#[cfg(feature = "cli")]
pub mod lint;
mod model;
mod questions;
mod read;
mod rules;
mod texts;
mod write;

pub use condition::Condition;
pub use extras::{Branding, Card, CardGap, CardSection, Example, Sheet, SheetRow};
pub use fingerprint::Fingerprint;
pub use id::{BandId, CardId, DomainId, EffortId, LensId, ProfileId, QuestionId, SourceId, is_id};
pub use model::{
    Band, Cap, Citation, Display, Domain, Effort, Lens, OptionChoice, ProfileKind, ProfileQuestion,
    Question, Questionnaire, QuickWin, Rounding, Rules, Scale, Source, Unit,
};

/// What stands in the field `format` of a compiled questionnaire.
pub const FORMAT: &str = "reasonable-steps/questionnaire";
/// The version of the compiled form that this engine writes and reads.
pub const FORMAT_VERSION: u32 = 1;
