//! The rules that hold between the parts of a questionnaire, whatever form it was read from.

use litemap::LiteMap;

use super::condition::Condition;
use super::id::is_id;
use super::model::{Citation, Question, Questionnaire, Scale};
use crate::diagnostic::Findings;
use crate::fraction::{Fraction, least_common_multiple};

/// The finest share of a point that weights and values may need together.
const MOST_POINTS_PER_UNIT: u64 = 1_000_000;
/// The most questions; with weights and values up to 1,000 every sum then fits 64 bits.
const MOST_QUESTIONS: usize = 10_000;
const MOST_WEIGHT: u64 = 1_000;

/// Notes every rule that the questionnaire breaks.
pub(super) fn check(questionnaire: &Questionnaire, findings: &mut Findings) {
    check_head(questionnaire, findings);
    check_scale("scale", &questionnaire.scale, findings);
    let levels = questionnaire.scale.values.len();
    if questionnaire.levels.len() != levels {
        wrong_count("levels", questionnaire.levels.len(), levels, findings);
    }
    check_bands(questionnaire, findings);
    check_caps(questionnaire, findings);
    check_ids(questionnaire, findings);
    check_questions(questionnaire, findings);
    check_extras(questionnaire, findings);
    if points_per_unit(questionnaire).is_none() {
        findings.error(
            "precision",
            "scale",
            format!("values and weights need finer points than 1/{MOST_POINTS_PER_UNIT}"),
            "use values and weights with small denominators",
        );
    }
}

/// The least number that makes every weight × value a whole number of points.
pub(super) fn points_per_unit(questionnaire: &Questionnaire) -> Option<u64> {
    let mut values = common_denominator(1, &questionnaire.scale.values)?;
    let mut weights = 1;
    for question in questionnaire.questions() {
        if let Some(own) = &question.own_scale {
            values = common_denominator(values, &own.values)?;
        }
        weights = common_denominator(weights, &[question.weight])?;
    }
    values.checked_mul(weights).filter(|product| *product <= MOST_POINTS_PER_UNIT)
}

fn common_denominator(mut common: u64, fractions: &[Fraction]) -> Option<u64> {
    for fraction in fractions {
        common = least_common_multiple(common, fraction.denominator())
            .filter(|multiple| *multiple <= MOST_POINTS_PER_UNIT)?;
    }
    Some(common)
}

fn wrong_count(path: &str, found: usize, needed: usize, findings: &mut Findings) {
    let message = format!("has {found} entries where {needed} are needed");
    findings.error("count", path, message, "give one for each level");
}

fn check_head(questionnaire: &Questionnaire, findings: &mut Findings) {
    let language = &questionnaire.language;
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    if !language.is_empty() && (language.len() > 35 || !language.bytes().all(plain)) {
        let message = format!("is \"{language}\"");
        findings.error("language", "language", message, "use a BCP 47 tag such as en or pt-BR");
    }
    if questionnaire.domains.is_empty() {
        findings.error("empty", "domains", "is empty", "name at least one domain");
    }
    for domain in &questionnaire.domains {
        if domain.questions.is_empty() {
            let path = format!("domain `{}`", domain.id);
            findings.error("empty", path, "has no questions", "add one or drop the domain");
        }
    }
    let count = questionnaire.questions().count();
    if count > MOST_QUESTIONS {
        let message = format!("are {count}; at most {MOST_QUESTIONS} can be scored");
        findings.error("too-many", "questions", message, "split the questionnaire");
    }
}

fn check_scale(path: &str, scale: &Scale, findings: &mut Findings) {
    let field = format!("{path}: values");
    if !(2..=11).contains(&scale.values.len()) {
        let message = format!("has {} levels", scale.values.len());
        findings.error("scale", field.as_str(), message, "give 2 to 11 values");
    }
    if !scale.values.is_sorted_by(|lower, higher| lower < higher) {
        let hint = "each level must be worth more than the one below it";
        findings.error("scale", field.as_str(), "do not ascend", hint);
    }
    if scale.highest() > Fraction::new(MOST_WEIGHT, 1).unwrap_or(Fraction::ONE) {
        findings.error("scale", field, "exceed 1000", "use smaller values");
    }
    if scale.target == 0 || scale.target > scale.top() {
        findings.error(
            "target",
            format!("{path}: target"),
            format!("is {}", scale.target),
            format!("use a level from 1 to {}", scale.top()),
        );
    }
}

fn check_bands(questionnaire: &Questionnaire, findings: &mut Findings) {
    let bands = &questionnaire.bands;
    if bands.first().is_none_or(|band| !band.from.is_zero()) {
        let hint = "let the first band start at 0, so that every score has one";
        findings.error("bands", "bands", "leave low scores without a band", hint);
    }
    for pair in bands.windows(2) {
        if let [lower, higher] = pair
            && lower.from >= higher.from
        {
            let path = format!("band `{}`: from", higher.id);
            let message = format!("is {}, not above `{}`", higher.from, lower.id);
            findings.error("bands", path, message, "order the bands from low to high");
        }
    }
}

fn check_caps(questionnaire: &Questionnaire, findings: &mut Findings) {
    for (index, cap) in questionnaire.caps.iter().enumerate() {
        if cap.at_or_below >= questionnaire.scale.target {
            findings.error(
                "caps",
                format!("cap {}: at-or-below", index + 1),
                format!("is {}, where the gap counts as closed", cap.at_or_below),
                format!("use a level below {}", questionnaire.scale.target),
            );
        }
    }
    let quick = &questionnaire.rules.quick_win.effort;
    if !quick.as_str().is_empty() && questionnaire.effort(quick).is_none() {
        unknown("rules: quick-win: effort", quick.as_str(), "effort", findings);
    }
    for effort in questionnaire.efforts.iter().filter(|effort| effort.divisor.is_zero()) {
        let path = format!("effort `{}`: divisor", effort.id);
        findings.error("divisor", path, "is 0", "use a number above 0, such as 1");
    }
}

fn unknown(path: impl Into<String>, id: &str, what: &str, findings: &mut Findings) {
    let hint = format!("define the {what} `{id}`, or use one that is defined");
    findings.error("unknown-id", path, format!("names `{id}`, which is no {what} here"), hint);
}

fn check_ids(questionnaire: &Questionnaire, findings: &mut Findings) {
    let q = questionnaire;
    unique("questionnaire", std::iter::once(q.id.as_str()), findings);
    unique("band", q.bands.iter().map(|band| band.id.as_str()), findings);
    unique("effort", q.efforts.iter().map(|effort| effort.id.as_str()), findings);
    unique("lens", q.lenses.iter().map(|lens| lens.id.as_str()), findings);
    unique("profile question", q.profile.iter().map(|asked| asked.id.as_str()), findings);
    unique("source", q.sources.iter().map(|source| source.id.as_str()), findings);
    unique("domain", q.domains.iter().map(|domain| domain.id.as_str()), findings);
    unique("question", q.questions().map(|question| question.id.as_str()), findings);
    for asked in &q.profile {
        let path = format!("profile question `{}`: option", asked.id);
        unique(&path, asked.options.iter().map(|option| option.id.as_str()), findings);
        if asked.options.is_empty() {
            findings.error("empty", path, "is missing", "give at least one option");
        }
    }
    if let Some(link) = q.branding.as_ref().and_then(|branding| branding.link.as_deref())
        && !(link.starts_with("https://") || link.starts_with("mailto:"))
    {
        let hint = "use an https or a mailto address";
        findings.error("url", "branding: link", format!("is \"{link}\""), hint);
    }
    for source in &q.sources {
        if let Some(url) = source.url.as_deref().filter(|url| !url.starts_with("https://")) {
            let path = format!("source `{}`: url", source.id);
            findings.error("url", path, format!("is \"{url}\""), "use an https address");
        }
    }
    for domain in &q.domains {
        let prefix = format!("{}.", domain.id);
        for question in domain.questions.iter().filter(|q| !q.id.as_str().starts_with(&prefix)) {
            let path = format!("question `{}`", question.id);
            let hint = format!("start it with `{prefix}`");
            findings.error("id", path, format!("stands in the domain `{}`", domain.id), hint);
        }
    }
}

/// The ids of one kind, of which each must be usable and its own. Apart from [`unique`], which is
/// compiled for each kind of list.
struct Ids<'a> {
    what: &'a str,
    seen: LiteMap<&'a str, ()>,
}

impl<'a> Ids<'a> {
    #[inline(never)]
    fn check(&mut self, id: &'a str, findings: &mut Findings) {
        if id.is_empty() {
            return;
        }
        let what = self.what;
        if !is_id(id) {
            let hint = "use lower-case letters, digits and hyphens, starting with a letter";
            findings.error("id", format!("{what} `{id}`"), "is no usable id", hint);
        }
        if self.seen.insert(id, ()).is_some() {
            let hint = "give each its own id";
            findings.error("duplicate-id", format!("{what} `{id}`"), "is defined twice", hint);
        }
    }
}

fn unique<'a>(what: &'a str, ids: impl Iterator<Item = &'a str>, findings: &mut Findings) {
    let mut known = Ids { what, seen: LiteMap::new() };
    for id in ids {
        known.check(id, findings);
    }
}

fn check_questions(questionnaire: &Questionnaire, findings: &mut Findings) {
    let mut earlier = Vec::new();
    for question in questionnaire.questions() {
        let path = format!("question `{}`", question.id);
        check_question(questionnaire, question, &path, findings);
        if let Some(condition) = &question.condition {
            let path = format!("{path}: condition");
            check_condition(questionnaire, condition, &path, Some(&earlier), findings);
        }
        earlier.push(question.id.as_str());
    }
}

/// Checks what a condition refers to; `earlier` are the questions it may look at, if any.
fn check_condition(
    questionnaire: &Questionnaire,
    condition: &Condition,
    path: &str,
    earlier: Option<&[&str]>,
    findings: &mut Findings,
) {
    condition.leaves(&mut |leaf| match leaf {
        Condition::Profile { profile: id, is } => {
            match questionnaire.profile_question(id.as_str()) {
                None => unknown(path, id.as_str(), "profile question", findings),
                Some(asked) if !asked.options.iter().any(|option| option.id == *is) => {
                    unknown(path, is, &format!("option of `{id}`"), findings);
                }
                Some(_) => {}
            }
        }
        Condition::Answer { answer, .. }
            if !earlier.is_some_and(|earlier| earlier.contains(&answer.as_str())) =>
        {
            if questionnaire.question(answer.as_str()).is_none() {
                unknown(path, answer.as_str(), "question", findings);
            } else {
                let message = format!("depends on `{answer}`, which is not asked before it");
                let hint = "depend on an earlier question, so that no circle can form";
                findings.error("condition-order", path, message, hint);
            }
        }
        _ => {}
    });
}

/// Checks what sheets, cards and examples refer to.
fn check_extras(questionnaire: &Questionnaire, findings: &mut Findings) {
    let q = questionnaire;
    unique("sheet row", q.sheet_rows.iter().map(|row| row.id.as_str()), findings);
    unique("sheet", q.sheets.iter().map(|sheet| sheet.id.as_str()), findings);
    unique("card", q.cards.iter().map(|card| card.id.as_str()), findings);
    unique("example", q.examples.iter().map(|example| example.id.as_str()), findings);
    for sheet in &q.sheets {
        let path = format!("sheet `{}`", sheet.id);
        check_condition(q, &sheet.condition, &format!("{path}: condition"), None, findings);
        check_sources(q, &sheet.sources, &path, findings);
        for (row, _) in &sheet.rows {
            if !q.sheet_rows.iter().any(|known| known.id == *row) {
                unknown(format!("{path}: rows"), row, "sheet row", findings);
            }
        }
    }
    for card in &q.cards {
        let path = format!("card `{}`", card.id);
        check_sources(q, &card.sources, &path, findings);
        for gap in &card.gaps {
            if q.question(gap.question.as_str()).is_none() {
                unknown(format!("{path}: gaps"), gap.question.as_str(), "question", findings);
            }
            if !card.sections.iter().any(|section| section.id == gap.section) {
                unknown(format!("{path}: gaps"), &gap.section, "section", findings);
            }
        }
    }
    for example in &q.examples {
        if let Some(condition) = &example.condition {
            let path = format!("example `{}`: condition", example.id);
            check_condition(q, condition, &path, None, findings);
        }
    }
}

fn check_sources(
    questionnaire: &Questionnaire,
    sources: &[Citation],
    path: &str,
    findings: &mut Findings,
) {
    for citation in sources {
        if questionnaire.source(&citation.source).is_none() {
            unknown(format!("{path}: sources"), citation.source.as_str(), "source", findings);
        }
    }
}

fn check_question(
    questionnaire: &Questionnaire,
    question: &Question,
    path: &str,
    findings: &mut Findings,
) {
    let weight = question.weight;
    if weight.is_zero() || weight > Fraction::new(MOST_WEIGHT, 1).unwrap_or(Fraction::ONE) {
        let hint = "use a number above 0 and up to 1000, such as 1, 2 or 3";
        findings.error("weight", format!("{path}: weight"), format!("is {weight}"), hint);
    }
    if question.critical && question.not_applicable {
        let hint = "drop the line: for a critical question the profile decides whether it applies";
        let message = "is true on a critical question";
        findings.error("not-applicable", format!("{path}: not-applicable"), message, hint);
    }
    if let Some(own) = &question.own_scale {
        check_scale(&format!("{path}: scale"), own, findings);
    }
    let levels = questionnaire.scale_of(question).values.len();
    if question.levels.len() != levels {
        wrong_count(&format!("{path}: levels"), question.levels.len(), levels, findings);
    }
    let steps = levels.saturating_sub(1);
    if question.next_steps.len() != steps {
        let message = format!("has {} entries where {steps} are needed", question.next_steps.len());
        let hint = "give one for each level below the top";
        findings.error("count", format!("{path}: next-steps"), message, hint);
    }
    if !question.effort.as_str().is_empty() && questionnaire.effort(&question.effort).is_none() {
        unknown(format!("{path}: effort"), question.effort.as_str(), "effort", findings);
    }
    for lens in &question.lenses {
        if !questionnaire.lenses.iter().any(|known| known.id == *lens) {
            unknown(format!("{path}: lenses"), lens.as_str(), "lens", findings);
        }
    }
    check_sources(questionnaire, &question.sources, path, findings);
}
