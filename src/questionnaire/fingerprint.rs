//! The fingerprint of a questionnaire: SHA-256 over a canonical text of its structure. A
//! translation has the same fingerprint; a changed weight has another.

use std::fmt::{self, Write as _};

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
    let digits = Sha256::digest(text.as_bytes()).iter().fold(String::new(), |mut digits, byte| {
        let _ = write!(digits, "{byte:02x}");
        digits
    });
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
    hash(&texts)
}

/// One line a fact; ids cannot hold blanks, so no line can be read in two ways. What can hold
/// blanks stands there as JSON, which says where a text ends.
fn structure(questionnaire: &Questionnaire) -> String {
    let q = questionnaire;
    let mut lines = vec![
        "reasonable-steps structure 1".to_owned(),
        format!("questionnaire {} {}", q.id, q.version.replace(char::is_whitespace, "-")),
        format!("scale {}", scale(&q.scale)),
        format!(
            "display {} {} {}",
            if q.display.unit == Unit::Percent { "percent" } else { "level" },
            q.display.decimals,
            if q.display.rounding == Rounding::Down { "down" } else { "nearest" },
        ),
        format!(
            "rules {} {} {} {}",
            q.rules.min_completeness,
            q.rules.critical_factor,
            q.rules.quick_win.effort,
            q.rules.quick_win.min_weight
        ),
    ];
    lines.extend(q.bands.iter().map(|band| format!("band {} {}", band.id, band.from)));
    lines.extend(
        q.caps.iter().map(|cap| format!("cap {} {} {}", cap.limit, cap.at_or_below, cap.dont_know)),
    );
    lines.extend(q.efforts.iter().map(|effort| format!("effort {} {}", effort.id, effort.divisor)));
    lines.extend(q.lenses.iter().map(|lens| format!("lens {}", lens.id)));
    for asked in &q.profile {
        let options: Vec<&str> = asked.options.iter().map(|option| option.id.as_str()).collect();
        let kind = if asked.kind == ProfileKind::One { "one" } else { "many" };
        lines.push(format!("profile {} {kind} {}", asked.id, options.join(" ")));
    }
    lines.extend(q.sources.iter().map(|source| format!("source {}", source.id)));
    lines.extend(q.sheet_rows.iter().map(|row| format!("sheet-row {}", row.id)));
    for sheet in &q.sheets {
        let (condition, cited) = (to_json(&sheet.condition), citations(&sheet.sources));
        lines.push(format!("sheet {} checked {} {condition} {cited}", sheet.id, sheet.checked));
    }
    for card in &q.cards {
        let sections: Vec<&str> = card.sections.iter().map(|part| part.id.as_str()).collect();
        lines.push(format!("card {} {} {}", card.id, sections.join(","), citations(&card.sources)));
        lines.extend(card.gaps.iter().map(|gap| format!("gap {} {}", gap.section, gap.question)));
    }
    lines.extend(q.examples.iter().map(|e| format!("example {} {}", e.id, to_json(&e.condition))));
    for domain in &q.domains {
        lines.push(format!("domain {}", domain.id));
        lines.extend(domain.questions.iter().map(question));
    }
    lines.join("\n")
}

fn citations(sources: &[Citation]) -> String {
    let cited: Vec<String> = sources
        .iter()
        .map(|citation| format!("{} {}", citation.source, to_json(&citation.locator)))
        .collect();
    cited.join(",")
}

fn scale(scale: &Scale) -> String {
    let values: Vec<String> = scale.values.iter().map(ToString::to_string).collect();
    format!("{} target {}", values.join(" "), scale.target)
}

fn question(question: &Question) -> String {
    let lenses: Vec<&str> = question.lenses.iter().map(super::LensId::as_str).collect();
    format!(
        "question {} weight {} critical {} express {} not-applicable {} examples {} effort {} lenses {} \
         condition {} scale {} sources {}",
        question.id,
        question.weight,
        question.critical,
        question.express,
        question.not_applicable,
        question.examples,
        question.effort,
        lenses.join(","),
        to_json(&question.condition),
        question.own_scale.as_ref().map_or_else(|| "-".to_owned(), scale),
        citations(&question.sources),
    )
}
