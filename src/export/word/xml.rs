//! Pieces of WordprocessingML: text, runs, paragraphs.

use crate::export::manuscript::{Span, Style};
use crate::export::{lines, xml_safe};

/// A text between tags or in an attribute. Nothing is dropped: what XML can't carry becomes
/// visible.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            letter => escaped.push(xml_safe(letter)),
        }
    }
    escaped
}

/// A text as the content of a run: new lines and tabs have elements of their own.
pub(super) fn content(text: &str) -> String {
    let mut xml = String::new();
    for (index, line) in lines(text).enumerate() {
        if index > 0 {
            xml.push_str("<w:br/>");
        }
        for (index, part) in line.split('\t').enumerate() {
            if index > 0 {
                xml.push_str("<w:tab/>");
            }
            if !part.is_empty() {
                xml.push_str("<w:t xml:space=\"preserve\">");
                xml.push_str(&escape(part));
                xml.push_str("</w:t>");
            }
        }
    }
    xml
}

/// A run with these properties.
pub(super) fn run(properties: &str, text: &str, right_to_left: bool) -> String {
    let direction = if right_to_left { "<w:rtl/>" } else { "" };
    let properties = match (properties, direction) {
        ("", "") => String::new(),
        _ => format!("<w:rPr>{properties}{direction}</w:rPr>"),
    };
    format!("<w:r>{properties}{}</w:r>", content(text))
}

/// The properties of a run in a style.
pub(super) fn properties(style: Style) -> &'static str {
    match style {
        Style::Plain => "",
        Style::Strong => "<w:rStyle w:val=\"Strong\"/>",
        Style::Muted => "<w:rStyle w:val=\"Muted\"/>",
        Style::Critical => "<w:rStyle w:val=\"Critical\"/>",
    }
}

/// A paragraph of ready runs. `properties` stand after the style, in the order of the schema.
pub(super) fn paragraph(style: &str, properties: &str, runs: &str) -> String {
    let style = match style {
        "" => String::new(),
        style => format!("<w:pStyle w:val=\"{style}\"/>"),
    };
    let properties = match (style.as_str(), properties) {
        ("", "") => String::new(),
        (style, properties) => format!("<w:pPr>{style}{properties}</w:pPr>"),
    };
    format!("<w:p>{properties}{runs}</w:p>")
}

/// How many letters a text has, as far as it matters for where a page may break.
pub(super) fn length(paragraphs: &[Vec<Span>]) -> usize {
    paragraphs.iter().flatten().map(|span| span.text.len()).sum()
}

/// Longer than this, a row may be broken across pages: it could be higher than a page.
pub(super) const LONG: usize = 1_500;
