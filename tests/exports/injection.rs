//! The corpus of hostile strings in every text of a questionnaire and of an assessment, in every kind of file: read
//! again by another reader, each is what it was, or the visible form that the format has for it.

use std::collections::{HashMap, HashSet};

use calamine::Data;
use reasonable_steps::assessment::{Assessment, Choice};
use reasonable_steps::export::Format;
use reasonable_steps::interview::ReportPage;
use reasonable_steps::questionnaire::Questionnaire;
use reasonable_steps::text::Catalogue;
use reasonable_steps::view::safe_href;
use serde_json::json;

use crate::hostile::{ASKED, TYPED, marked};
use crate::shown::{begins_formula, tabled, unescaped, visible};
use crate::{catalogue, hostile, make, readers, support};

fn questionnaire(strings: &[String]) -> Questionnaire {
    support::read(&hostile::questionnaire(strings))
}

fn page(strings: &[String]) -> ReportPage {
    crate::page_of(&hostile::assessment(strings).to_string(), &[], &questionnaire(strings))
}

/// What is left of a questionnaire's text: its reader drops blanks around it.
fn asked(text: &str, field: &str, number: usize) -> String {
    marked(text, field, number).trim().to_owned()
}

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
        assert_eq!(answer.note, marked(text, "note", number));
        assert_eq!(answer.evidence, marked(text, "kept", number));
        let left = first.answers.get(&known(hostile::left_out(number))).unwrap();
        assert_eq!(left.note, *text);
        assert_eq!(left.evidence, marked(text, "kept-too", number));
        let reason = marked(text, "reason", number);
        assert_eq!(left.choice, Some(Choice::NotApplicable { reason }));
        let decision = first.decisions.get(&known(hostile::answered(number))).unwrap();
        assert_eq!(decision.owner, marked(text, "owner", number));
        assert_eq!(decision.reason, marked(text, "put-off", number));
    }
    assert_eq!(first.title, hostile::firm(&strings));
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
    let id = column("question_id");
    let rows: HashMap<&str, &Vec<String>> =
        records[1..].iter().map(|row| (row[id].as_str(), row)).collect();
    assert_eq!(rows.len(), 2 * strings.len());
    let firm = tabled(&hostile::firm(&strings));
    for (number, text) in strings.iter().enumerate() {
        let row = rows[hostile::answered(number).as_str()];
        let left = rows[hostile::left_out(number).as_str()];
        for (name, field) in [
            ("note", "note"),
            ("evidence_pointer", "kept"),
            ("owner", "owner"),
            ("reason_not_now", "put-off"),
        ] {
            assert_eq!(row[column(name)], tabled(&marked(text, field, number)), "{name}");
        }
        for (name, field) in [("why", "why"), ("caution", "caution"), ("gap", "gap")] {
            assert_eq!(row[column(name)], tabled(&asked(text, field, number)), "{name}");
        }
        for (name, field) in [("reason_not_applicable", "reason"), ("evidence_pointer", "kept-too")]
        {
            assert_eq!(left[column(name)], tabled(&marked(text, field, number)), "{name}");
        }
        assert_eq!(left[column("note")], tabled(text));
        for row in [row, left] {
            assert_eq!(row[column("question")], tabled(text.trim()));
            assert_eq!(row[column("firm")], firm);
        }
    }
    for cell in records.concat() {
        assert!(!begins_formula(&cell), "{cell:?}");
    }
}

/// A sheet that is one table, with its columns by the key of their title.
struct Sheet {
    catalogue: Catalogue,
    titles: Vec<String>,
    rows: Vec<Vec<Data>>,
}

impl Sheet {
    fn read(bytes: &[u8], name: &str) -> Self {
        let catalogue = catalogue();
        let mut rows = readers::sheet(bytes, catalogue.say(name));
        let titles = rows.remove(0).iter().map(ToString::to_string).collect();
        Self { catalogue, titles, rows }
    }

    fn cell(&self, row: usize, key: &str) -> String {
        let title = self.catalogue.say(key).trim_end_matches(':');
        let column = self.titles.iter().position(|known| known == title);
        self.rows[row][column.unwrap_or_else(|| panic!("no column {title}"))].to_string()
    }
}

#[test]
fn the_workbook_has_every_string_in_its_own_cell_and_no_formula() {
    let strings = hostile::strings();
    let bytes = make(Format::Xlsx, &page(&strings));
    let answers = Sheet::read(&bytes, "export.answers_sheet");
    let plan = Sheet::read(&bytes, "export.plan");
    // In the questionnaire's order, the one that is answered before the one that is left out.
    assert_eq!(answers.rows.len(), 2 * strings.len());
    let planned: HashMap<String, usize> =
        (0..plan.rows.len()).map(|row| (plan.cell(row, "plan.note"), row)).collect();
    // The reader asserts that no sheet has a formula. Of what shares a cell with other words:
    let cells = readers::xlsx(&bytes).concat();
    let heard = hostile::Heard::new(cells.join("\n"));
    for (number, text) in strings.iter().enumerate() {
        let say = |field| visible(&marked(text, field, number));
        let (row, left) = (2 * number, 2 * number + 1);
        assert_eq!(answers.cell(row, "plan.note"), say("note"));
        assert_eq!(answers.cell(row, "plan.kept"), say("kept"));
        assert_eq!(answers.cell(left, "plan.note"), visible(text));
        assert_eq!(answers.cell(left, "plan.kept"), say("kept-too"));
        assert_eq!(answers.cell(left, "answers.reason"), say("reason"));
        for row in [row, left] {
            assert_eq!(answers.cell(row, "export.question"), visible(text.trim()));
        }
        let step = planned[&say("note")];
        assert_eq!(plan.cell(step, "export.owner"), say("owner"));
        assert_eq!(plan.cell(step, "decide.reason"), say("put-off"));
        assert_eq!(plan.cell(step, "plan.kept"), say("kept"));
        for field in ASKED {
            let asked = visible(&asked(text, field, number));
            assert!(heard.says(&asked), "{asked:?}");
        }
    }
    let firm = visible(&hostile::firm(&strings));
    assert!(cells.iter().any(|cell| cell.ends_with(&firm)), "the firm's name, whole");
    for name in readers::parts(&bytes) {
        assert!(!name.contains("externalLink") && !name.contains("vba"), "{name}");
        let part = readers::xml_part(&bytes, &name);
        if name.ends_with(".rels") {
            let hostile = ["evil", "javascript", "file:", "data:"];
            assert!(!hostile.iter().any(|word| part.to_lowercase().contains(word)), "{name}");
        }
    }
}

/// What a row of all answers says of the question that is left out: the prompt and the note have no mark of their own,
/// so the words around them show that they are whole.
fn left_row(catalogue: &Catalogue, text: &str, number: usize) -> String {
    let (reason, kept) = (marked(text, "reason", number), marked(text, "kept-too", number));
    // A note of blanks is left out.
    let note = match text.trim() {
        "" => String::new(),
        _ => format!("{} {text}", catalogue.say("plan.note")),
    };
    let [left_out, why, where_kept] =
        ["why.not_applicable", "answers.reason", "plan.kept"].map(|key| catalogue.say(key));
    format!("{} {left_out} {why} {reason} {note} {where_kept} {kept}", text.trim())
}

#[test]
fn word_and_markdown_say_every_string_as_text() {
    let strings = hostile::strings();
    let (page, catalogue) = (page(&strings), catalogue());
    for format in [Format::Docx, Format::Markdown] {
        let bytes = make(format, &page);
        // The reader of Markdown asserts that there is no code and no HTML; that of Word, that it is well-formed.
        let heard = hostile::Heard::new(readers::text(format, &bytes));
        let check = |text: &str| {
            let text = readers::single_spaced(&visible(text));
            assert!(heard.says(&text), "{format:?}: {text:?}");
        };
        for (number, string) in strings.iter().enumerate() {
            ASKED.iter().for_each(|field| check(&asked(string, field, number)));
            TYPED.iter().for_each(|field| check(&marked(string, field, number)));
            check(&left_row(&catalogue, string, number));
        }
        check(&hostile::firm(&strings));
        if format == Format::Docx {
            for name in readers::parts(&bytes) {
                readers::xml_part(&bytes, &name);
            }
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
    // A reader of HTML drops what stands for null, and reads every line end as a line feed.
    assert!(!html.contains('\0'), "null is shown as its picture");
    let between = |before: &str, after: &str| -> HashSet<String> {
        let parts = html.split(before).skip(1).filter_map(|rest| rest.split(after).next());
        parts.map(unescaped).collect()
    };
    let typed = between("<bdi class=\"rs-typed\">", "</bdi>");
    let prompts = between("<th scope=\"row\">", "<span");
    let whole = hostile::Heard::new(unescaped(&html));
    let shown = |text: &str| text.replace('\0', "\u{2400}");
    for (number, text) in strings.iter().enumerate() {
        for field in TYPED {
            let said = shown(&marked(text, field, number));
            assert!(typed.contains(&said), "{said:?} is not set apart");
        }
        // A note of blanks is left out.
        assert!(text.trim().is_empty() || typed.contains(&shown(text)), "{text:?}");
        assert!(prompts.contains(&shown(text.trim())), "{text:?}");
        for field in ASKED {
            let said = shown(&asked(text, field, number));
            assert!(whole.says(&said), "{said:?}");
        }
    }
    let firm = shown(&hostile::firm(&strings));
    assert!(typed.contains(&firm), "the firm's name");
    let titles = between("<title>", "</title>");
    assert!(titles.len() == 1 && titles.iter().all(|title| title.ends_with(&firm)), "{titles:?}");
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
    let by_id = |list: &str, key: &str| -> HashMap<String, serde_json::Value> {
        let lines = data[list].as_array().unwrap().iter();
        lines.map(|line| (line[key].as_str().unwrap().to_owned(), line.clone())).collect()
    };
    let (questions, plan) = (by_id("questions", "id"), by_id("plan", "question"));
    let not_applicable = by_id("notApplicable", "question");
    for (number, text) in strings.iter().enumerate() {
        let say = |field| marked(text, field, number);
        let (answered, left) = (hostile::answered(number), hostile::left_out(number));
        for (found, expected) in [
            (&questions[&answered]["note"], say("note")),
            (&questions[&answered]["evidence"], say("kept")),
            (&questions[&answered]["prompt"], text.trim().to_owned()),
            (&questions[&left]["note"], text.clone()),
            (&questions[&left]["evidence"], say("kept-too")),
            (&not_applicable[&left]["reason"], say("reason")),
            (&plan[&answered]["decision"]["owner"], say("owner")),
            (&plan[&answered]["decision"]["reason"], say("put-off")),
            (&plan[&answered]["why"], asked(text, "why", number)),
        ] {
            assert_eq!(*found, expected);
        }
    }
    assert_eq!(data["title"], hostile::firm(&strings));
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
