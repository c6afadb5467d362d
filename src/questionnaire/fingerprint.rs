//! The fingerprint of a questionnaire: SHA-256 over a canonical text of its structure. A
//! translation has the same fingerprint; a changed weight has another.

use std::fmt;

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::model::{Citation, ProfileKind, Question, Questionnaire, Rounding, Scale, Unit};
use crate::document::to_json;

/// A SHA-256 hash as 64 lower-case hexadecimal digits.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Fingerprint(String);

impl Fingerprint {
    /// All 64 digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The first eight digits in two groups, to read aloud and compare.
    #[must_use]
    pub fn short(&self) -> String {
        let group = |range| self.0.get(range).unwrap_or_default();
        format!("{} {}", group(0..4), group(4..8))
    }
}

impl From<String> for Fingerprint {
    fn from(digits: String) -> Self {
        Self(digits)
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn hash(text: &str) -> Fingerprint {
    let mut digits = String::new();
    for byte in Sha256::digest(text.as_bytes()) {
        digits.extend(char::from_digit(u32::from(byte / 16), 16));
        digits.extend(char::from_digit(u32::from(byte % 16), 16));
    }
    Fingerprint(digits)
}

/// The hash of what decides the score: ids, order, scale, weights, rules, conditions, sources.
pub(super) fn of_structure(questionnaire: &Questionnaire) -> Fingerprint {
    hash(&structure(questionnaire))
}

/// The hash of every text, in the questionnaire's order.
///
/// Takes `&mut` only because [`Questionnaire::for_each_text`] does; a copy would weigh more.
pub(super) fn of_texts(questionnaire: &mut Questionnaire) -> Fingerprint {
    let mut texts = questionnaire.language.clone();
    questionnaire.for_each_text(&mut |_, _, text| {
        // The separator is the one control character that no text can be confused with.
        texts.push('\u{1f}');
        texts.push_str(text);
    });
    // An address is no text that a language changes, and yet belongs to what was read.
    if let Some(link) = questionnaire.branding.as_ref().and_then(|b| b.link.as_ref()) {
        texts.push('\u{1f}');
        texts.push_str(link);
    }
    hash(&texts)
}

/// Gives each question its identity: the first digits of the hash of what an answer is worth.
pub(super) fn identify(questionnaire: &mut Questionnaire) {
    let own = scale(&questionnaire.scale);
    for question in questionnaire.domains.iter_mut().flat_map(|domain| &mut domain.questions) {
        let scale = question.own_scale.as_ref().map_or_else(|| own.clone(), scale);
        let Fingerprint(mut digits) = hash(&format!(
            "question {} weight {} critical {} scale {scale} revision {}",
            question.id,
            question.weight,
            question.critical,
            question.revision.unwrap_or(1)
        ));
        digits.truncate(8);
        question.identity = digits;
    }
}

/// One line a fact; ids cannot hold blanks, so no line can be read in two ways. What can hold
/// blanks stands there as JSON, which says where a text ends.
fn structure(questionnaire: &Questionnaire) -> String {
    let q = questionnaire;
    let mut text = "reasonable-steps structure 1".to_owned();
    let mut line = |fact: String| {
        text.push('\n');
        text.push_str(&fact);
    };
    line(format!("questionnaire {} {}", q.id, q.version.replace(char::is_whitespace, "-")));
    line(format!("scale {}", scale(&q.scale)));
    line(format!(
        "display {} {} {}",
        if q.display.unit == Unit::Percent { "percent" } else { "level" },
        q.display.decimals,
        if q.display.rounding == Rounding::Down { "down" } else { "nearest" },
    ));
    line(format!(
        "rules {} {} {} {}",
        q.rules.min_completeness,
        q.rules.critical_factor,
        q.rules.quick_win.effort,
        q.rules.quick_win.min_weight
    ));
    for band in &q.bands {
        line(format!("band {} {}", band.id, band.from));
    }
    for cap in &q.caps {
        line(format!("cap {} {} {}", cap.limit, cap.at_or_below, cap.dont_know));
    }
    for effort in &q.efforts {
        line(format!("effort {} {}", effort.id, effort.divisor));
    }
    for lens in &q.lenses {
        line(format!("lens {}", lens.id));
    }
    for asked in &q.profile {
        let kind = if asked.kind == ProfileKind::One { "one" } else { "many" };
        let mut options = String::new();
        for option in &asked.options {
            add(&mut options, " ", &option.id);
        }
        line(format!("profile {} {kind} {options}", asked.id));
    }
    for source in &q.sources {
        line(format!("source {}", source.id));
    }
    for row in &q.sheet_rows {
        line(format!("sheet-row {}", row.id));
    }
    for sheet in &q.sheets {
        let (condition, cited) = (to_json(&sheet.condition), citations(&sheet.sources));
        line(format!("sheet {} checked {} {condition} {cited}", sheet.id, sheet.checked));
    }
    for card in &q.cards {
        let mut sections = String::new();
        for section in &card.sections {
            add(&mut sections, ",", &section.id);
        }
        line(format!("card {} {sections} {}", card.id, citations(&card.sources)));
        for gap in &card.gaps {
            line(format!("gap {} {}", gap.section, gap.question));
        }
    }
    for example in &q.examples {
        line(format!("example {} {}", example.id, to_json(&example.condition)));
    }
    for domain in &q.domains {
        line(format!("domain {}", domain.id));
        for asked in &domain.questions {
            line(question(asked));
        }
    }
    text
}

/// Adds an item to a list.
fn add(list: &mut String, separator: &str, item: &str) {
    if !list.is_empty() {
        list.push_str(separator);
    }
    list.push_str(item);
}

fn citations(sources: &[Citation]) -> String {
    let mut cited = String::new();
    for citation in sources {
        add(&mut cited, ",", &format!("{} {}", citation.source, to_json(&citation.locator)));
    }
    cited
}

fn scale(scale: &Scale) -> String {
    let mut values = String::new();
    for value in &scale.values {
        add(&mut values, " ", &value.to_string());
    }
    format!("{values} target {}", scale.target)
}

fn question(question: &Question) -> String {
    let mut lenses = String::new();
    for lens in &question.lenses {
        add(&mut lenses, ",", lens.as_str());
    }
    format!(
        "question {} weight {} critical {} express {} not-applicable {} examples {} effort {} lenses {lenses} \
         condition {} scale {} sources {}{}",
        question.id,
        question.weight,
        question.critical,
        question.express,
        question.not_applicable,
        question.examples,
        question.effort,
        to_json(&question.condition),
        question.own_scale.as_ref().map_or_else(|| "-".to_owned(), scale),
        citations(&question.sources),
        question.revision.map_or_else(String::new, |number| format!(" revision {number}")),
    )
}
