//! Reads a compiled questionnaire: first its shape, here; then its rules.
//!
//! Functions that are called once are kept apart (`inline(never)`): in one large function LLVM numbers
//! hundreds of locals, and the engine packs 0.4 kB larger.

mod extras;

use super::condition::Condition;
use super::fingerprint;
use super::id::{BandId, DomainId, EffortId, LensId, ProfileId, QuestionId, SourceId};
use super::model::{
    Band, Cap, Citation, Display, Domain, Effort, Lens, OptionChoice, ProfileKind, ProfileQuestion,
    Question, Questionnaire, QuickWin, Rounding, Rules, Scale, Source, Unit,
};
use super::{FORMAT, FORMAT_VERSION, rules};
use crate::diagnostic::{Diagnostic, Findings};
use crate::document::{Node, Object, Spelling, parse_json};

impl Questionnaire {
    /// Reads a compiled questionnaire (`reasonable-steps compile` makes them).
    ///
    /// Gives the questionnaire if it can be used, and all findings. It can be used exactly when
    /// no finding is an error.
    #[must_use]
    pub fn from_json(text: &str) -> (Option<Self>, Vec<Diagnostic>) {
        let mut findings = Findings::new();
        let questionnaire = parse_json(text, &mut findings)
            .and_then(|node| Self::from_node(&node, Spelling::Json, &mut findings));
        (questionnaire, findings.into_vec())
    }

    pub(super) fn from_node(
        node: &Node,
        spelling: Spelling,
        findings: &mut Findings,
    ) -> Option<Self> {
        let root = Object::root(node, spelling, findings)?;
        if !has_format(&root, findings) {
            return None;
        }
        let mut questionnaire = read(root, findings);
        rules::check(&questionnaire, findings);
        if findings.has_errors() {
            return None;
        }
        questionnaire.points_per_unit = rules::points_per_unit(&questionnaire)?;
        let claimed = std::mem::take(&mut questionnaire.fingerprint);
        questionnaire.fingerprint = fingerprint::of_structure(&questionnaire);
        questionnaire.texts_fingerprint = fingerprint::of_texts(&mut questionnaire);
        fingerprint::identify(&mut questionnaire);
        if !claimed.as_str().is_empty() && claimed != questionnaire.fingerprint {
            findings.warning(
                "fingerprint",
                "fingerprint",
                "is not that of this structure; the real one is used",
                "compile the questionnaire again instead of editing the compiled file",
            );
        }
        Some(questionnaire)
    }
}

/// A foreign document is one finding, not a list of everything that it lacks.
fn has_format(root: &Object<'_>, findings: &mut Findings) -> bool {
    let value = |key: &str| root.entries().iter().find(|(name, _)| name == key).map(|(_, v)| v);
    let known = value("format") == Some(&Node::Text(FORMAT.to_owned()));
    if !known {
        let message = format!("is not \"{FORMAT}\": this is no compiled questionnaire");
        let hint = "choose a file made by `reasonable-steps compile`";
        findings.error("format", root.field("format"), message, hint);
        return false;
    }
    let key = if root.field("formatVersion") == "formatVersion" {
        "formatVersion"
    } else {
        "format-version"
    };
    if value(key) != Some(&Node::Number(FORMAT_VERSION.to_string())) {
        let message = format!("is not {FORMAT_VERSION}, the version that this engine reads");
        let hint = "use an engine of the same age as the file, or compile the questionnaire again";
        findings.error("format-version", key, message, hint);
        return false;
    }
    true
}

fn read(mut root: Object<'_>, findings: &mut Findings) -> Questionnaire {
    root.node("format");
    root.node("formatVersion");
    let questionnaire = Questionnaire {
        id: root.text("id", findings),
        version: root.text("version", findings),
        language: root.text("language", findings),
        title: root.text("title", findings),
        short: root.text("short", findings),
        question_stem: root.text("questionStem", findings),
        method: root.texts("method", findings),
        disclaimer: root.texts("disclaimer", findings),
        branding: root.optional_object("branding", findings).map(|o| extras::branding(o, findings)),
        fingerprint: root
            .optional_text("fingerprint", findings)
            .map(Into::into)
            .unwrap_or_default(),
        texts_fingerprint: root
            .optional_text("textsFingerprint", findings)
            .map(Into::into)
            .unwrap_or_default(),
        scale: root.object("scale", findings).map_or_else(no_scale, |o| scale(o, findings)),
        levels: root.texts("levels", findings),
        display: display(&mut root, findings),
        rules: rules_of(&mut root, findings),
        bands: each(&mut root, "bands", "band", findings, band),
        caps: caps(&mut root, findings),
        efforts: each(&mut root, "efforts", "effort", findings, effort),
        lenses: each(&mut root, "lenses", "lens", findings, lens),
        profile: each(&mut root, "profile", "profile question", findings, profile_question),
        sources: each(&mut root, "sources", "source", findings, source),
        sheet_rows: optional(&mut root, "sheetRows", "sheet row", findings, extras::sheet_row),
        sheets: optional(&mut root, "sheets", "sheet", findings, extras::sheet),
        cards: optional(&mut root, "cards", "card", findings, extras::card),
        examples: optional(&mut root, "examples", "example", findings, extras::example),
        domains: each(&mut root, "domains", "domain", findings, domain),
        points_per_unit: 1,
    };
    root.finish(findings);
    questionnaire
}

/// Reads a list of things with ids, each under the path ``what `id` ``.
#[inline(never)]
fn each<T>(
    object: &mut Object<'_>,
    key: &'static str,
    what: &str,
    findings: &mut Findings,
    read: fn(&mut Object<'_>, String, &mut Findings) -> T,
) -> Vec<T> {
    let mut list = Vec::new();
    object.each(key, findings, &mut |item, findings| {
        let id = item.text("id", findings);
        if !id.is_empty() {
            item.set_path(format!("{what} `{id}`"));
        }
        list.push(read(item, id, findings));
        item.finish(findings);
    });
    list
}

/// As [`each`], of a list that may be absent.
fn optional<T>(
    object: &mut Object<'_>,
    key: &'static str,
    what: &str,
    findings: &mut Findings,
    read: fn(&mut Object<'_>, String, &mut Findings) -> T,
) -> Vec<T> {
    if object.node(key).is_some() { each(object, key, what, findings, read) } else { Vec::new() }
}

fn no_scale() -> Scale {
    Scale { values: Vec::new(), target: 0 }
}

#[inline(never)]
fn scale(mut object: Object<'_>, findings: &mut Findings) -> Scale {
    let scale = Scale {
        values: object.fractions("values", findings),
        target: level(&mut object, "target", findings),
    };
    object.finish(findings);
    scale
}

fn level(object: &mut Object<'_>, key: &'static str, findings: &mut Findings) -> u8 {
    u8::try_from(object.integer(key, 0..=20, findings)).unwrap_or(0)
}

/// Whether the second of two words is chosen.
fn is_second(
    object: &mut Object<'_>,
    key: &'static str,
    [first, second]: [&str; 2],
    findings: &mut Findings,
) -> bool {
    let text = object.text(key, findings);
    if text != first && text != second && !text.is_empty() {
        let hint = format!("use \"{first}\" or \"{second}\"");
        findings.error("choice", object.field(key), format!("is \"{text}\""), hint);
    }
    text == second
}

#[inline(never)]
fn display(root: &mut Object<'_>, findings: &mut Findings) -> Display {
    let mut display = Display { unit: Unit::Percent, decimals: 0, rounding: Rounding::Down };
    if let Some(mut object) = root.object("display", findings) {
        if is_second(&mut object, "unit", ["percent", "level"], findings) {
            display.unit = Unit::Level;
        }
        display.decimals = u8::try_from(object.integer("decimals", 0..=3, findings)).unwrap_or(0);
        if is_second(&mut object, "rounding", ["down", "nearest"], findings) {
            display.rounding = Rounding::Nearest;
        }
        object.finish(findings);
    }
    display
}

#[inline(never)]
fn rules_of(root: &mut Object<'_>, findings: &mut Findings) -> Rules {
    let mut rules = Rules {
        min_completeness: 0,
        critical_factor: crate::fraction::Fraction::ONE,
        quick_win: QuickWin {
            effort: EffortId::new(""),
            min_weight: crate::fraction::Fraction::ONE,
        },
    };
    if let Some(mut object) = root.object("rules", findings) {
        rules.min_completeness = object.integer("minCompleteness", 0..=100, findings);
        rules.critical_factor = object.fraction("criticalFactor", findings);
        if let Some(mut quick_win) = object.object("quickWin", findings) {
            rules.quick_win.effort = EffortId::new(quick_win.text("effort", findings));
            rules.quick_win.min_weight = quick_win.fraction("minWeight", findings);
            quick_win.finish(findings);
        }
        object.finish(findings);
    }
    rules
}

fn band(object: &mut Object<'_>, id: String, findings: &mut Findings) -> Band {
    Band {
        id: BandId::new(id),
        from: object.fraction("from", findings),
        name: object.text("name", findings),
        summary: object.text("summary", findings),
    }
}

#[inline(never)]
fn caps(root: &mut Object<'_>, findings: &mut Findings) -> Vec<Cap> {
    let mut caps = Vec::new();
    root.each("caps", findings, &mut |object, findings| {
        caps.push(Cap {
            limit: object.fraction("limit", findings),
            at_or_below: level(object, "atOrBelow", findings),
            dont_know: object.flag("dontKnow", false, findings),
        });
        object.finish(findings);
    });
    caps
}

fn effort(object: &mut Object<'_>, id: String, findings: &mut Findings) -> Effort {
    Effort {
        id: EffortId::new(id),
        divisor: object.fraction("divisor", findings),
        name: object.text("name", findings),
    }
}

fn lens(object: &mut Object<'_>, id: String, findings: &mut Findings) -> Lens {
    Lens { id: LensId::new(id), name: object.text("name", findings) }
}

#[inline(never)]
fn profile_question(
    object: &mut Object<'_>,
    id: String,
    findings: &mut Findings,
) -> ProfileQuestion {
    let many = is_second(object, "kind", ["one", "many"], findings);
    ProfileQuestion {
        id: ProfileId::new(id),
        kind: if many { ProfileKind::Many } else { ProfileKind::One },
        prompt: object.text("prompt", findings),
        hint: object.optional_text("hint", findings),
        options: each(object, "options", "option", findings, |option, id, findings| OptionChoice {
            id,
            text: option.text("text", findings),
        }),
    }
}

#[inline(never)]
fn source(object: &mut Object<'_>, id: String, findings: &mut Findings) -> Source {
    Source {
        id: SourceId::new(id),
        title: object.text("title", findings),
        publisher: object.text("publisher", findings),
        year: object.optional_integer("year", 1800..=2200, findings),
        url: object.optional_text("url", findings),
        confirmed: object.optional_text("confirmed", findings),
        checked: object
            .node("checked")
            .is_some()
            .then(|| extras::date(object, "checked", findings)),
    }
}

#[inline(never)]
fn domain(object: &mut Object<'_>, id: String, findings: &mut Findings) -> Domain {
    Domain {
        id: DomainId::new(id),
        title: object.text("title", findings),
        lead: object.text("lead", findings),
        questions: each(object, "questions", "question", findings, question),
    }
}

#[inline(never)]
fn question(object: &mut Object<'_>, id: String, findings: &mut Findings) -> Question {
    let critical = object.flag("critical", false, findings);
    let not_applicable = object.flag("notApplicable", !critical, findings);
    Question {
        id: QuestionId::new(id),
        weight: object.fraction("weight", findings),
        critical,
        express: object.flag("express", false, findings),
        not_applicable,
        examples: object.flag("examples", false, findings),
        effort: EffortId::new(object.text("effort", findings)),
        lenses: lenses(object, findings),
        condition: object
            .optional_object("condition", findings)
            .and_then(|mut condition| Condition::read(&mut condition, findings)),
        own_scale: object.optional_object("scale", findings).map(|own| scale(own, findings)),
        sources: citations(object, findings),
        prompt: object.text("prompt", findings),
        levels: object.texts("levels", findings),
        why: object.text("why", findings),
        evidence: object.text("evidence", findings),
        quick_win: object.text("quickWin", findings),
        next_steps: object.texts("nextSteps", findings),
        action: object.text("action", findings),
        gap: object.text("gap", findings),
        caution: object.optional_text("caution", findings),
        revision: object.optional_integer("revision", 1..=999, findings),
        identity: String::new(),
    }
}

fn lenses(object: &mut Object<'_>, findings: &mut Findings) -> Vec<LensId> {
    let mut lenses = Vec::new();
    for id in object.texts("lenses", findings) {
        lenses.push(LensId::new(id));
    }
    lenses
}

#[inline(never)]
fn citations(object: &mut Object<'_>, findings: &mut Findings) -> Vec<Citation> {
    let mut citations = Vec::new();
    for cited in object.texts("sources", findings) {
        if let Some((source, locator)) = cited.split_once(' ') {
            let locator = locator.trim_start().to_owned();
            citations.push(Citation { source: SourceId::new(source), locator });
        } else if !cited.is_empty() {
            let hint = "write the id of a source, a blank, and the place in it";
            findings.error("source", object.field("sources"), format!("has \"{cited}\""), hint);
        }
    }
    citations
}
