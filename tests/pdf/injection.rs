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

fn corpus(strings: &[String]) -> Pdf {
    let questionnaire = support::read(&hostile::questionnaire(strings));
    let file = hostile::assessment(strings).to_string();
    let assessment = Assessment::from_json(&file, &questionnaire).0.unwrap();
    let page = export::page(&questionnaire, &assessment, &[], today());
    Pdf::read(&export::make(Format::Pdf, &page, &catalogue()).unwrap())
}

fn heard_in(pdf: &Pdf) -> hostile::Heard {
    hostile::Heard::new(letters(&spelled(&pdf.structure().text)))
}

#[test]
fn every_string_of_the_corpus_is_said_and_none_does_anything() {
    let strings = hostile::strings();
    let pdf = corpus(&strings);
    let heard = heard_in(&pdf);
    let check = |text: &str| assert!(heard.says(&letters(text)), "{text:?}");
    let catalogue = catalogue();
    for (number, text) in strings.iter().enumerate() {
        let say = |field: &str| hostile::marked(text, field, number);
        hostile::TYPED.iter().for_each(|field| check(&say(field)));
        hostile::ASKED.iter().for_each(|field| check(&say(field)));
        // Prompt and note of what is left out have no mark: the words around them show that they are whole.
        let note = match text.trim() {
            "" => String::new(),
            _ => format!("{}{text}", catalogue.say("plan.note")),
        };
        let [left_out, why, kept] =
            ["why.not_applicable", "answers.reason", "plan.kept"].map(|key| catalogue.say(key));
        check(&format!("{text}{left_out}{why}{}{note}{kept}{}", say("reason"), say("kept-too")));
    }
    let firm = hostile::firm(&strings);
    check(&firm);
    // What programs show as the file's title is XML, of a length that the standards allow, with a blank for each letter
    // that has no place there.
    let metadata = pdf.get(pdf.catalog(), "Metadata").as_stream().unwrap();
    let title = String::from_utf8(metadata.get_plain_content().unwrap()).unwrap();
    let (_, title) = title.split_once("<rdf:li xml:lang=\"x-default\">").unwrap();
    let (title, _) = title.split_once("</rdf:li>").unwrap();
    let unescaped =
        |text: &str| text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
    let title = unescaped(title).replace("&apos;", "'").replace("&amp;", "&");
    let named = format!("{} {firm}", catalogue.say("report.title_of"));
    let shown = |letter: char| if letter.is_control() { ' ' } else { letter };
    assert_eq!(title, named.chars().take(2_000).map(shown).collect::<String>());
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

#[test]
fn each_string_alone_is_said_where_a_report_says_a_text_once() {
    // Every eighth: a file takes a quarter of a second, and in the one above every string is said, in the firm's name
    // too.
    for text in hostile::strings().into_iter().step_by(8) {
        let strings = [text];
        let heard = heard_in(&corpus(&strings));
        let firm = letters(&hostile::firm(&strings));
        assert!(heard.says(&firm), "{firm:?}");
        for (number, field) in hostile::ONCE {
            let once = letters(&hostile::marked(&strings[0], field, number));
            assert!(heard.says(&once), "{field}: {once:?}");
        }
    }
}
