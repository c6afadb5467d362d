//! Reads what may stand beside the questions: country sheets, cards, examples by field.

use super::{citations, each};
use crate::date::Date;
use crate::diagnostic::Findings;
use crate::document::{Node, Object};
use crate::questionnaire::{
    Branding, Card, CardGap, CardId, CardSection, Condition, Example, QuestionId, Sheet, SheetRow,
};

pub(super) fn sheet_row(object: &mut Object<'_>, id: String, findings: &mut Findings) -> SheetRow {
    SheetRow { id, text: object.text("text", findings) }
}

pub(super) fn sheet(object: &mut Object<'_>, id: String, findings: &mut Findings) -> Sheet {
    Sheet {
        condition: object
            .object("condition", findings)
            .and_then(|mut condition| Condition::read(&mut condition, findings))
            .unwrap_or(Condition::Any { any: Vec::new() }),
        checked: date(object, "checked", findings),
        sources: citations(object, findings),
        title: object.text("title", findings),
        rows: rows(object, findings),
        id,
    }
}

/// The rows of a sheet: a group whose keys are ids.
fn rows(object: &mut Object<'_>, findings: &mut Findings) -> Vec<(String, String)> {
    let Some(group) = object.object("rows", findings) else { return Vec::new() };
    let mut rows = Vec::new();
    for (id, node) in group.entries() {
        match node {
            Node::Text(text) if !text.trim().is_empty() => {
                rows.push((id.clone(), text.trim().to_owned()));
            }
            other => {
                let message = format!("is {} where a text is needed", other.kind());
                findings.error("type", format!("{}: {id}", group.path()), message, "write a text");
            }
        }
    }
    rows
}

pub(super) fn card(object: &mut Object<'_>, id: String, findings: &mut Findings) -> Card {
    Card {
        id: CardId::new(id),
        title: object.text("title", findings),
        lead: object.text("lead", findings),
        sources: citations(object, findings),
        sections: each(object, "sections", "section", findings, |section, id, findings| {
            CardSection {
                id,
                title: section.text("title", findings),
                items: section.texts("items", findings),
            }
        }),
        gaps: card_gaps(object, findings),
    }
}

fn card_gaps(card: &mut Object<'_>, findings: &mut Findings) -> Vec<CardGap> {
    let mut gaps = Vec::new();
    card.each("gaps", findings, &mut |gap, findings| {
        gaps.push(CardGap {
            section: gap.text("section", findings),
            question: QuestionId::new(gap.text("question", findings)),
            text: gap.text("text", findings),
        });
        gap.finish(findings);
    });
    gaps
}

pub(super) fn example(object: &mut Object<'_>, id: String, findings: &mut Findings) -> Example {
    Example {
        condition: object
            .optional_object("condition", findings)
            .and_then(|mut condition| Condition::read(&mut condition, findings)),
        text: object.text("text", findings),
        id,
    }
}

/// A day; the first of the calendar where there is none, for the finding is noted.
pub(super) fn date(object: &mut Object<'_>, key: &'static str, findings: &mut Findings) -> Date {
    let text = object.text(key, findings);
    text.parse().unwrap_or_else(|_| {
        if !text.is_empty() {
            let hint = "write it as 2026-11-22, year first";
            findings.error("date", object.field(key), format!("is \"{text}\""), hint);
        }
        Date::FIRST
    })
}

#[inline(never)]
pub(super) fn branding(mut object: Object<'_>, findings: &mut Findings) -> Branding {
    let branding = Branding {
        publisher: object.text("publisher", findings),
        line: object.optional_text("line", findings),
        link: object.optional_text("link", findings),
    };
    object.finish(findings);
    branding
}
