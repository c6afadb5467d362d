//! A questionnaire on paper: one HTML file to print, with the points beside every box and a
//! scoring table, so that a room without devices gets the very score that the engine gives.
//! Nothing runs, nothing is loaded. Never knows an answer.

mod condition;
mod fill_in;
mod front;
mod paper;
mod result;
mod scoring;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use maud::{DOCTYPE, html};
use sha2::{Digest as _, Sha256};

use crate::assessment::Mode;
use crate::questionnaire::Questionnaire;
use crate::text::Catalogue;

use paper::Sheet;

/// What only worksheets say, in English.
pub const ENGLISH: &str = include_str!("../../languages/worksheet/en.json");

/// Without quotation marks, `<`, `>` and `&`, so that it means the same escaped.
const STYLE: &str = include_str!("../../www/worksheet.css");

/// What a worksheet is printed on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Paper {
    /// 210 × 297 mm.
    #[default]
    A4,
    /// 8.5 × 11 inches.
    Letter,
}

impl Paper {
    /// Both.
    pub const ALL: [Self; 2] = [Self::A4, Self::Letter];

    /// The paper of a name: `a4` or `letter`.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|paper| paper.name() == name)
    }

    /// The paper's name, which a style sheet knows as well.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::A4 => "a4",
            Self::Letter => "letter",
        }
    }
}

/// The interface's texts and, beneath them, what only worksheets say: a language that brings
/// these keys itself is heard first.
#[must_use]
pub fn catalogue(interface: Catalogue) -> Catalogue {
    interface.above_own(ENGLISH)
}

/// The worksheet as one HTML page. `catalogue` is one that [`catalogue`] gave.
#[must_use]
pub fn make(
    questionnaire: &Questionnaire,
    mode: Mode,
    paper: Paper,
    catalogue: &Catalogue,
) -> String {
    let sheet = Sheet::of(questionnaire, mode, catalogue);
    let style = format!("@page {{ size: {} }}\n{STYLE}", paper.name());
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{}'; base-uri 'none'; form-action 'none'",
        STANDARD.encode(Sha256::digest(style.as_bytes()))
    );
    let paper_name = catalogue.say(match paper {
        Paper::A4 => "worksheet.paper_a4",
        Paper::Letter => "worksheet.paper_letter",
    });
    let document = html! {
        (DOCTYPE)
        html lang=(questionnaire.language) dir=(catalogue.direction()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width,initial-scale=1";
                // Only this very style may apply, whatever a text contains.
                meta http-equiv="Content-Security-Policy" content=(policy);
                title { (catalogue.fill("worksheet.title", &[("title", &questionnaire.title)])) }
                style { (style) }
            }
            body {
                main {
                    p class="screen" { (catalogue.fill("worksheet.print", &[("paper", paper_name)])) }
                    (front::cover(&sheet))
                    (front::profile(&sheet))
                    @for area in &sheet.areas { (fill_in::area(area, &sheet)) }
                    (scoring::scoring(&sheet))
                }
            }
        }
    };
    // What reads HTML drops this one letter.
    document.into_string().replace('\0', "\u{2400}")
}

#[cfg(test)]
mod tests {
    use super::STYLE;

    #[test]
    fn the_style_means_the_same_when_it_is_escaped() {
        assert!(!STYLE.contains(['<', '>', '&', '"']));
    }
}
