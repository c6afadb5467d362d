//! The corpus of hostile strings in every text of a questionnaire and of an assessment, in every kind of file: read
//! again by another reader, each is what it was, or the visible form that the format has for it.

use std::collections::{HashMap, HashSet};

use reasonable_steps::assessment::Assessment;
use reasonable_steps::export::Format;
use reasonable_steps::interview::ReportPage;
use reasonable_steps::questionnaire::Questionnaire;
use reasonable_steps::view::safe_href;
use serde_json::json;

use crate::{hostile, make, readers, support};

fn questionnaire(strings: &[String]) -> Questionnaire {
    support::read(&hostile::questionnaire(strings))
}

fn page(strings: &[String]) -> ReportPage {
    crate::page_of(&hostile::assessment(strings).to_string(), &[], &questionnaire(strings))
}

/// What a format shows: a control character as its picture, what XML has no letter for as U+FFFD, every line end as
/// a line feed.
fn visible(text: &str) -> String {
    let lines = text.replace("\r\n", "\n").replace('\r', "\n");
    let picture = |letter: char| match letter {
        '\t' | '\n' => letter,
        '\0'..' ' => char::from_u32(0x2400 + u32::from(letter)).unwrap(),
        '\u{7f}' => '\u{2421}',
        '\u{80}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}' => '\u{fffd}',
        letter => letter,
    };
    lines.chars().map(picture).collect()
}

/// What is left of a questionnaire's text: its reader drops blanks around it.
fn asked(text: &str, field: &str, number: usize) -> String {
    hostile::marked(text, field, number).trim().to_owned()
}

/// Each string's note, evidence, reason and decision, as an assessment holds them.
const MARKED: [&str; 3] = ["kept", "reason", "put-off"];

/// Every text of the questionnaire that a report carries for a question.
const ASKED: [&str; 9] =
    ["none", "why", "proof", "quick", "next", "action", "caution", "source", "locator"];

#[test]
fn the_corpus_is_large_and_says_nothing_twice() {
    let strings = hostile::strings();
    assert!(strings.len() >= 400, "{}", strings.len());
    assert_eq!(strings.iter().collect::<HashSet<_>>().len(), strings.len());
}

#[test]
fn an_assessment_file_keeps_every_string_byte_for_byte() {
    let strings = hostile::strings();
    let questionnaire = questionnaire(&strings);
    let file = hostile::assessment(&strings).to_string();
    let (first, findings) = Assessment::from_json(&file, &questionnaire);
    // The file does not know the questionnaire's fingerprint, and that is all.
    let codes: Vec<&str> = findings.iter().map(|finding| finding.code).collect();
    assert_eq!(codes, ["other-version"]);
    let first = first.unwrap();
    let (second, _) = Assessment::from_json(&first.to_json(), &questionnaire);
    assert_eq!(second.unwrap(), first);
    for (number, text) in strings.iter().enumerate() {
        let known = |id: String| questionnaire.question(&id).unwrap().id.clone();
        let answer = first.answers.get(&known(hostile::answered(number))).unwrap();
        assert_eq!(answer.note, *text);
        assert_eq!(answer.evidence, hostile::marked(text, "kept", number));
        assert_eq!(first.decisions.get(&known(hostile::answered(number))).unwrap().owner, *text);
    }
}

#[test]
fn a_compiled_questionnaire_keeps_every_string_byte_for_byte() {
    let strings = hostile::strings();
    let once = questionnaire(&strings);
    let (again, findings) = Questionnaire::from_json(&once.to_json());
    assert_eq!(again.unwrap(), once, "{findings:#?}");
    for (number, text) in strings.iter().enumerate() {
        let question = once.question(&hostile::answered(number)).unwrap();
        assert_eq!(question.prompt, text.trim());
        assert_eq!(question.why, asked(text, "why", number));
    }
}

#[test]
fn the_table_has_every_string_in_its_own_cell_and_none_calculates() {
    let strings = hostile::strings();
    let records = readers::csv(&make(Format::Csv, &page(&strings)));
    let column = |name: &str| records[0].iter().position(|title| title == name).unwrap();
    let (id, note, owner) = (column("question_id"), column("note"), column("owner"));
    let rows: HashMap<&str, &Vec<String>> =
        records[1..].iter().map(|row| (row[id].as_str(), row)).collect();
    assert_eq!(rows.len(), 2 * strings.len());
    // The sign before a formula is ours; carriage returns stand as they are between quotes.
    let shown = |text: &str| {
        let first = text.trim_start_matches([' ', '\u{a0}', '\n']).chars().next();
        let guarded = first.is_some_and(|first| "=+-@\t\r＝＋－＠".contains(first));
        let line_ends = text.replace('\r', "\u{e0ff}");
        let shown = visible(&line_ends).replace('\u{e0ff}', "\r");
        if guarded { format!("'{shown}") } else { shown }
    };
    for (number, text) in strings.iter().enumerate() {
        let row = rows[hostile::answered(number).as_str()];
        for cell in [note, owner] {
            assert_eq!(row[cell], shown(text), "{} of {text:?}", records[0][cell]);
        }
        assert_eq!(row[column("question")], shown(text.trim()));
        for (name, field) in [("evidence_pointer", "kept"), ("reason_not_now", "put-off")] {
            assert_eq!(row[column(name)], shown(&hostile::marked(text, field, number)), "{name}");
        }
        for (name, field) in [("why", "why"), ("caution", "caution"), ("gap", "gap")] {
            assert_eq!(row[column(name)], shown(&asked(text, field, number)), "{name}");
        }
        let left = rows[hostile::left_out(number).as_str()];
        let reason = shown(&hostile::marked(text, "reason", number));
        assert_eq!(left[column("reason_not_applicable")], reason);
    }
    for cell in records.concat() {
        let first = cell.trim_start_matches([' ', '\u{a0}', '\n']).chars().next();
        assert!(!first.is_some_and(|first| "=+-@\t\r＝＋－＠".contains(first)), "{cell:?}");
    }
}

#[test]
fn the_workbook_has_every_string_in_a_cell_and_no_formula() {
    let strings = hostile::strings();
    let bytes = make(Format::Xlsx, &page(&strings));
    // The reader asserts that no sheet has a formula.
    let cells: HashSet<String> = readers::xlsx(&bytes).concat().into_iter().collect();
    // Of what shares a cell with other words, such as a decision.
    let heard =
        hostile::Heard::new(cells.iter().map(String::as_str).collect::<Vec<_>>().join("\n"));
    for (number, text) in strings.iter().enumerate() {
        assert!(cells.contains(&visible(text)), "{text:?}");
        let asked = ["why", "next", "action"].map(|field| asked(text, field, number));
        let typed = MARKED.map(|field| hostile::marked(text, field, number));
        for marked in asked.iter().chain(&typed) {
            let marked = visible(marked);
            assert!(heard.says(&marked), "{marked:?}");
        }
    }
    for name in readers::parts(&bytes) {
        assert!(!name.contains("externalLink") && !name.contains("vba"), "{name}");
        if name.ends_with(".rels") {
            let part = readers::part(&bytes, &name);
            let hostile = ["evil", "javascript", "file:", "data:"];
            assert!(!hostile.iter().any(|word| part.to_lowercase().contains(word)), "{name}");
        }
    }
}

#[test]
fn word_and_markdown_say_every_string_as_text() {
    let strings = hostile::strings();
    let page = page(&strings);
    for format in [Format::Docx, Format::Markdown] {
        let bytes = make(format, &page);
        // The reader of Markdown asserts that there is no code and no HTML; that of Word, that it is well-formed.
        let heard = hostile::Heard::new(readers::text(format, &bytes));
        for (number, string) in strings.iter().enumerate() {
            let asked = ASKED.map(|field| asked(string, field, number));
            let typed = MARKED.map(|field| hostile::marked(string, field, number));
            for marked in asked.iter().chain(&typed) {
                let marked = readers::single_spaced(&visible(marked));
                assert!(heard.says(&marked), "{format:?}: {marked:?}");
            }
        }
        if format == Format::Docx {
            let document = readers::part(&bytes, "word/document.xml");
            // The list of contents is the one thing that Word works out.
            let works_out = document.matches("<w:instrText").count();
            assert_eq!((works_out, document.matches("<w:fldSimple").count()), (1, 0));
            assert!(document.contains("<w:instrText xml:space=\"preserve\"> TOC "));
            let links = readers::part(&bytes, "word/_rels/document.xml.rels");
            for target in links.split("Target=\"").skip(1).filter_map(|rest| rest.split('"').next())
            {
                let known = target.starts_with("https://") || !target.contains(':');
                assert!(known, "a link to {target}");
            }
        }
    }
}

#[test]
fn markdown_links_lead_only_where_sources_do() {
    use pulldown_cmark::{Event, Options, Parser, Tag};
    let strings = hostile::strings();
    let text = String::from_utf8(make(Format::Markdown, &page(&strings))).unwrap();
    let mut links = 0;
    for event in Parser::new_ext(&text, Options::all()) {
        match event {
            Event::Start(Tag::Link { dest_url, .. }) => {
                links += 1;
                assert!(dest_url.starts_with("https://"), "{dest_url}");
            }
            Event::Start(Tag::Image { dest_url, .. }) => panic!("a picture: {dest_url}"),
            Event::Start(Tag::CodeBlock(_))
            | Event::TaskListMarker(_)
            | Event::FootnoteReference(_) => {
                panic!("{event:?}")
            }
            _ => {}
        }
    }
    assert!(links > 0, "sources with an address are links");
}

#[test]
fn the_web_page_holds_every_string_and_none_as_markup() {
    let strings = hostile::strings();
    let page = page(&strings);
    let html = String::from_utf8(make(Format::Html, &page)).unwrap();
    let unescaped = |text: &str| {
        text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
    };
    // A reader of HTML drops what stands for null, and reads every line end as a line feed.
    assert!(!html.contains('\0'), "null is shown as its picture");
    let said: HashSet<String> = html
        .split("<bdi class=\"rs-typed\">")
        .skip(1)
        .filter_map(|rest| rest.split("</bdi>").next())
        .map(unescaped)
        .collect();
    let whole = hostile::Heard::new(unescaped(&html));
    for (number, text) in strings.iter().enumerate() {
        let shown = |text: &str| text.replace('\0', "\u{2400}");
        if !text.trim().is_empty() {
            assert!(said.contains(&shown(text)), "{text:?}");
        }
        let asked = ASKED.map(|field| asked(text, field, number));
        let typed = MARKED.map(|field| hostile::marked(text, field, number));
        for marked in asked.iter().chain(&typed) {
            assert!(whole.says(&shown(marked)), "{marked:?}");
        }
    }
    // What opens a tag is ours: the views know these elements and no others.
    let body = html.split("<body").nth(1).unwrap();
    let known = [
        "main", "article", "section", "nav", "div", "p", "span", "strong", "h1", "h2", "h3", "h4",
        "ul", "ol", "li", "a", "dl", "dt", "dd", "table", "caption", "thead", "tbody", "tfoot",
        "tr", "th", "td", "details", "summary", "bdi", "code", "svg", "rect", "line", "text",
        "polygon", "slot", "body", "html",
    ];
    for tag in body.split('<').skip(1) {
        let name: String =
            tag.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
        assert!(known.contains(&name.as_str()), "<{}", tag.chars().take(60).collect::<String>());
    }
    for href in body.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(href.starts_with('#') || safe_href(&unescaped(href)).is_some(), "{href}");
    }
}

#[test]
fn the_data_holds_every_string_and_can_be_read_again() {
    let strings = hostile::strings();
    let page = page(&strings);
    let data: serde_json::Value = serde_json::from_slice(&make(Format::Json, &page)).unwrap();
    let notes: HashSet<&str> = data["questions"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|line| line["note"].as_str())
        .collect();
    for text in &strings {
        assert!(notes.contains(text.as_str()), "{text:?}");
    }
}

#[test]
fn no_text_gets_into_the_name_of_a_file() {
    for format in Format::ALL {
        let name = format.file_name(support::today());
        assert_eq!(name, format!("reasonable-steps-report-2026-11-22.{}", format.extension()));
    }
}

#[test]
fn only_https_and_mailto_become_links_and_the_rest_is_refused_or_plain_text() {
    for text in hostile::strings() {
        if let Some(href) = safe_href(&text) {
            assert_eq!(href, text);
            let lower = text.to_lowercase();
            assert!(lower.starts_with("https://") || lower.starts_with("mailto:"), "{text:?}");
            assert!(
                !text.chars().any(|letter| letter.is_control() || letter.is_whitespace()),
                "{text:?}"
            );
        }
        let mut with = support::small_json(json!([0, 1]), &[support::asked("a.b", 1)]);
        with["sources"] = json!([{ "id": "s", "title": "S", "publisher": "P", "url": text }]);
        let (read, findings) = Questionnaire::from_json(&with.to_string());
        let refused = findings.iter().any(|finding| finding.code == "url");
        assert_eq!(refused, !hostile::is_address(&text), "{text:?}: {findings:#?}");
        assert!(read.is_none() || !refused, "{text:?}");
    }
}
