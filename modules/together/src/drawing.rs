//! A text as a QR code, drawn in attributes of SVG alone: a strict policy of the page stands against nothing of it.

use fast_qr::{ECL, QRBuilder};
use maud::{Markup, html};

/// The blank margin that ISO/IEC 18004 asks for, in modules.
const QUIET: usize = 4;

/// The drawing, with the text as its alternative; `None` where no QR code holds so much.
///
/// Black on white whatever the page's colours, for readers need the contrast and many do not read it turned round.
#[must_use]
pub fn drawing(text: &str) -> Option<Markup> {
    // M: a seventh of it may be hidden by a glare or a finger.
    let code = QRBuilder::new(text).ecl(ECL::M).build().ok()?;
    let mut path = String::new();
    let dark = |row: usize, column: usize| {
        let row = code.data.get(row * code.size..(row + 1) * code.size);
        row.and_then(|row| row.get(column)).is_some_and(|module| module.value())
    };
    for row in 0..code.size {
        let mut column = 0;
        while column < code.size {
            let length = (column..code.size).take_while(|&at| dark(row, at)).count();
            if length > 0 {
                let (x, y) = (column + QUIET, row + QUIET);
                path.push_str(&format!("M{x} {y}h{length}v1h-{length}z"));
            }
            column += length.max(1);
        }
    }
    let side = code.size + 2 * QUIET;
    Some(html! {
        svg class="rs-qr" viewBox={ "0 0 " (side) " " (side) } role="img" aria-label=(text)
            shape-rendering="crispEdges" focusable="false" {
            rect width=(side) height=(side) fill="#fff" {}
            path d=(path) fill="#000" {}
        }
    })
}

#[cfg(test)]
mod tests {
    use super::drawing;

    #[test]
    fn drawing_is_black_on_white_with_its_margin_and_says_the_text() {
        let markup = drawing("AB-CD").unwrap().into_string();
        // 21 modules of the smallest code, and 4 on each side.
        assert!(markup.contains("viewBox=\"0 0 29 29\""), "{markup}");
        assert!(markup.contains("<rect width=\"29\" height=\"29\" fill=\"#fff\">"), "{markup}");
        // The corner that every reader looks for: seven dark modules.
        assert!(markup.contains("<path d=\"M4 4h7v1h-7z"), "{markup}");
        assert!(markup.contains("role=\"img\" aria-label=\"AB-CD\""), "{markup}");
    }

    #[test]
    fn more_than_a_code_holds_is_no_drawing() {
        assert!(drawing(&"A".repeat(3_391)).is_some());
        assert!(drawing(&"A".repeat(3_392)).is_none());
    }
}
