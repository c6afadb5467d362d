//! Every letter is shown: where no font has it, its code point is, in brackets. Nothing disappears but the invisible
//! hint where a word may be broken. It knows no sizes and breaks no lines.

use super::typeset::{Face, Typesetter};

/// The text as it is shown, in pieces of one font each.
pub(super) fn visible(typesetter: &mut Typesetter, face: Face, text: &str) -> Vec<(Face, String)> {
    let mut pieces: Vec<(Face, String)> = Vec::new();
    let mut push = |face: Face, shown: &str| match pieces.last_mut() {
        Some((last, piece)) if *last == face => piece.push_str(shown),
        _ => pieces.push((face, shown.to_owned())),
    };
    let mut previous = face;
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            // Hints where a word may be broken, without an appearance of their own.
            '\u{ad}' | '\u{200b}' => {}
            '\t' => push(previous, " "),
            '\r' if letters.peek() == Some(&'\n') => {}
            '\n' | '\r' | '\u{2028}' | '\u{2029}' => push(previous, "\n"),
            _ => {
                // A mark stays with its letter.
                let wanted = if is_mark(letter) { previous } else { face };
                let found =
                    if is_hidden(letter) { None } else { typesetter.face_for(wanted, letter) };
                if let Some(found) = found {
                    push(found, letter.encode_utf8(&mut [0; 4]));
                    previous = found;
                } else {
                    push(face, &format!("[U+{:04X}]", u32::from(letter)));
                    previous = face;
                }
            }
        }
    }
    pieces
}

/// Whether it is put on the letter before it.
fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}')
}

/// Whether it has no appearance, even in fonts that have it: controls, joiners, what turns the direction of text.
fn is_hidden(letter: char) -> bool {
    letter.is_control()
        || matches!(
            letter,
            '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
                | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
                | '\u{e000}'..='\u{f8ff}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
                | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}'
        )
}
