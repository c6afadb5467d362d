//! The corpus of hostile strings in the PDF: each is there, letter by letter, and none does anything.

use crate::*;

/// The letters that are shown as their code points, as letters again.
fn spelled(text: &str) -> String {
    let mut spelled = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("[U+") {
        let code = after.split_once(']').and_then(|(code, behind)| {
            Some((char::from_u32(u32::from_str_radix(code, 16).ok()?)?, behind))
        });
        spelled.push_str(before);
        match code {
            Some((letter, behind)) => {
                spelled.push(letter);
                rest = behind;
            }
            None => {
                spelled.push_str("[U+");
                rest = after;
            }
        }
    }
    spelled + rest
}

/// Hints where a word may be broken have no appearance, and white space is the layout's own matter.
fn letters(text: &str) -> String {
    let kept = |letter: &char| !letter.is_whitespace() && !['\u{ad}', '\u{200b}'].contains(letter);
    text.chars().filter(kept).collect()
}

#[test]
fn every_string_of_the_corpus_is_said_and_none_does_anything() {
    let strings = hostile::strings();
    let questionnaire = support::read(&hostile::questionnaire(&strings));
    let file = hostile::assessment(&strings).to_string();
    let assessment = Assessment::from_json(&file, &questionnaire).0.unwrap();
    let page = export::page(&questionnaire, &assessment, &[], today());
    let bytes = export::make(Format::Pdf, &page, &catalogue()).unwrap();
    let pdf = Pdf::read(&bytes);
    let heard = hostile::Heard::new(letters(&spelled(&pdf.structure().text)));
    for (number, text) in strings.iter().enumerate() {
        for field in ["kept", "reason", "put-off", "why", "action", "next"] {
            let marked = letters(&hostile::marked(text, field, number));
            assert!(heard.says(&marked), "{field}: {marked:?}");
        }
    }
    for address in pdf.addresses() {
        assert!(address.starts_with("https://"), "{address}");
    }
    for (id, object) in &pdf.document.objects {
        let Ok(dictionary) = object.as_dict() else { continue };
        for key in ["JS", "JavaScript", "OpenAction", "AA", "Launch", "SubmitForm"] {
            assert!(!dictionary.has(key.as_bytes()), "{key} in {id:?}");
        }
    }
}
