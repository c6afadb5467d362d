//! Writes the compiled questionnaire: one JSON text that holds one language.

use serde::Serialize;

use super::extras::{Branding, Card, Example, Sheet, SheetRow};
use super::model::{
    Band, Cap, Display, Domain, Effort, Lens, ProfileQuestion, Questionnaire, Rules, Scale, Source,
};
use super::{FORMAT, FORMAT_VERSION, Fingerprint};
use crate::document::to_json;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Compiled<'q> {
    format: &'static str,
    format_version: u32,
    id: &'q str,
    version: &'q str,
    language: &'q str,
    fingerprint: &'q Fingerprint,
    texts_fingerprint: &'q Fingerprint,
    title: &'q str,
    short: &'q str,
    question_stem: &'q str,
    method: &'q [String],
    disclaimer: &'q [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    branding: Option<&'q Branding>,
    scale: &'q Scale,
    levels: &'q [String],
    display: &'q Display,
    rules: &'q Rules,
    bands: &'q [Band],
    caps: &'q [Cap],
    efforts: &'q [Effort],
    lenses: &'q [Lens],
    profile: &'q [ProfileQuestion],
    domains: &'q [Domain],
    sources: &'q [Source],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    sheet_rows: &'q [SheetRow],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    sheets: &'q [Sheet],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    cards: &'q [Card],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    examples: &'q [Example],
}

impl Questionnaire {
    /// The compiled form, which [`Questionnaire::from_json`] reads back to an equal value.
    #[must_use]
    pub fn to_json(&self) -> String {
        let compiled = Compiled {
            format: FORMAT,
            format_version: FORMAT_VERSION,
            id: &self.id,
            version: &self.version,
            language: &self.language,
            fingerprint: &self.fingerprint,
            texts_fingerprint: &self.texts_fingerprint,
            title: &self.title,
            short: &self.short,
            question_stem: &self.question_stem,
            method: &self.method,
            disclaimer: &self.disclaimer,
            branding: self.branding.as_ref(),
            scale: &self.scale,
            levels: &self.levels,
            display: &self.display,
            rules: &self.rules,
            bands: &self.bands,
            caps: &self.caps,
            efforts: &self.efforts,
            lenses: &self.lenses,
            profile: &self.profile,
            domains: &self.domains,
            sources: &self.sources,
            sheet_rows: &self.sheet_rows,
            sheets: &self.sheets,
            cards: &self.cards,
            examples: &self.examples,
        };
        to_json(&compiled)
    }
}
