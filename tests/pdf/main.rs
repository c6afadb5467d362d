//! The PDF: it says what the manuscript says, in that order, to the eye and to whoever hears it; it is tagged, carries
//! the report, and nothing that a visitor writes is lost in it. Read with a library that has no part in writing it.

mod awkward;
#[path = "../support/hostile.rs"]
mod hostile;
mod injection;
#[path = "../support/pdf_reader.rs"]
mod pdf_reader;
#[path = "../support/mod.rs"]
mod support;

use std::fs;

use pdf_reader::{Part, Pdf};
use reasonable_steps::assessment::Assessment;
use reasonable_steps::export::manuscript::{
    Bar, Block, Cell, Column, Manuscript, Span, Style, manuscript,
};
use reasonable_steps::export::pdf::{Attachment, write};
use reasonable_steps::export::{self, Format};
use reasonable_steps::interview::ReportPage;
use reasonable_steps::text::{Catalogue, ENGLISH};
use support::{root, today, trade_secrets};

const FIRMS: [&str; 3] = ["food", "machine-shop", "software"];
const DATA: Attachment =
    Attachment { name: "report.json", description: "The report as data", bytes: b"{\"a\":1}" };

fn catalogue() -> Catalogue {
    export::catalogue(Catalogue::from_json(ENGLISH).0.unwrap())
}

fn firm(name: &str) -> ReportPage {
    let questionnaire = trade_secrets();
    let file = root().join(format!("tests/data/firms/{name}.steps.json"));
    let (assessment, _) = Assessment::from_json(&fs::read_to_string(file).unwrap(), &questionnaire);
    export::page(&questionnaire, &assessment.unwrap(), &[], today())
}

fn with(blocks: Vec<Block>) -> Manuscript {
    Manuscript {
        language: "en".to_owned(),
        right_to_left: false,
        title: "A title & <more>".to_owned(),
        header: "Confidential".to_owned(),
        subtitle: vec!["A line".to_owned(), "Another".to_owned()],
        contents_title: "Contents".to_owned(),
        page_number: "Page {page} of {pages}".to_owned(),
        blocks,
    }
}

fn note(text: &str) -> Manuscript {
    with(vec![Block::Paragraph(vec![Span::plain(text)])])
}

fn read(manuscript: &Manuscript) -> Pdf {
    Pdf::read(&write(manuscript, &DATA, today()).unwrap())
}

/// What is said, without white space: where lines end is the layout's own matter.
fn dense(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_whitespace() && *letter != '\u{ad}').collect()
}

fn spans(spans: &[Span]) -> String {
    spans.iter().map(|span| span.text.as_str()).collect()
}

/// Everything that a block says, in reading order.
fn said(block: &Block) -> String {
    let mut parts: Vec<String> = Vec::new();
    match block {
        Block::Heading { text, .. } => parts.push(text.clone()),
        Block::Paragraph(text) => parts.push(spans(text)),
        Block::Score { number, out_of, band, .. } => {
            parts.extend([number.clone(), out_of.clone(), band.clone()]);
        }
        Block::Callout { title, paragraphs, .. } => {
            parts.push(title.clone());
            parts.extend(paragraphs.iter().map(|text| spans(text)));
        }
        Block::List { numbered, items } => {
            for (index, item) in items.iter().enumerate() {
                parts.push(if *numbered { format!("{}.", index + 1) } else { "•".to_owned() });
                parts.push(spans(item));
            }
        }
        Block::Table { columns, rows, .. } => {
            parts.extend(columns.iter().map(|column| column.title.clone()));
            let cells = rows.iter().flatten();
            parts.extend(cells.flat_map(|cell| cell.paragraphs.iter().map(|text| spans(text))));
        }
        Block::Bars { label_title, value_title, bars, .. } => {
            parts.extend([label_title.clone(), value_title.clone()]);
            for bar in bars {
                parts.extend([bar.label.clone(), bar.mark.clone(), bar.value.clone()]);
            }
        }
        Block::Facts(facts) => {
            for (name, text) in facts {
                parts.extend([name.clone(), spans(text)]);
            }
        }
    }
    dense(&parts.concat())
}

/// What the structure says, part by part, without the list of headings.
fn heard(structure: &Part) -> String {
    let parts = structure.children.iter().filter(|part| part.role != "TOC");
    dense(&parts.map(|part| part.text.as_str()).collect::<String>())
}

fn everything(manuscript: &Manuscript) -> String {
    let mut all = dense(&manuscript.title);
    all.extend(manuscript.subtitle.iter().map(|line| dense(line)));
    all.extend(manuscript.blocks.iter().map(said));
    all
}

/// A manuscript with every kind of block.
fn sample() -> Manuscript {
    let cell =
        |text: &str, heads_row| Cell { paragraphs: vec![vec![Span::plain(text)]], heads_row };
    with(vec![
        Block::Score {
            number: "42".into(),
            out_of: "out of 100".into(),
            band: "Developing".into(),
            step: 3,
            steps: 5,
        },
        Block::Callout {
            critical: true,
            title: "Held at 42".into(),
            paragraphs: vec![vec![Span::plain("One")], vec![Span::styled("Two", Style::Critical)]],
        },
        Block::Heading { level: 1, text: "First part".into() },
        Block::Heading { level: 2, text: "A section".into() },
        Block::Paragraph(vec![
            Span::plain("See "),
            Span::link("the source", "https://example.org/a?b=c&d"),
            Span::styled(", strong", Style::Strong),
            Span::styled(" and quiet", Style::Muted),
        ]),
        Block::List {
            numbered: true,
            items: vec![vec![Span::plain("One")], vec![Span::plain("Two")]],
        },
        Block::List { numbered: false, items: vec![vec![Span::plain("Three")]] },
        Block::Heading { level: 3, text: "A detail".into() },
        Block::Facts(vec![("Name".into(), vec![Span::plain("What is said")])]),
        Block::Heading { level: 1, text: "Second part".into() },
        Block::Bars {
            caption: "Areas in bars".into(),
            label_title: "Area".into(),
            value_title: "Score of 100".into(),
            bars: vec![
                Bar {
                    label: "Access".into(),
                    mark: "weakest".into(),
                    value: "0".into(),
                    thousandths: 0,
                },
                Bar {
                    label: "People".into(),
                    mark: String::new(),
                    value: "100".into(),
                    thousandths: 1_000,
                },
            ],
        },
        Block::Table {
            caption: "Areas in numbers".into(),
            columns: vec![
                Column { title: "Area".into(), share: 3, number: false },
                Column { title: "Points".into(), share: 1, number: true },
            ],
            rows: vec![
                vec![cell("Access", true), cell("3", false)],
                vec![cell("People", true), cell("4", false)],
            ],
        },
    ])
}

#[test]
fn it_says_all_that_the_manuscript_says_in_its_order_and_nothing_else() {
    let mut manuscripts = vec![sample()];
    manuscripts.extend(FIRMS.map(|name| manuscript(&firm(name), &catalogue())));
    for manuscript in manuscripts {
        let heard = heard(&read(&manuscript).structure());
        let expected = everything(&manuscript);
        let same =
            heard.chars().zip(expected.chars()).take_while(|(one, other)| one == other).count();
        let around =
            |text: &str| text.chars().skip(same.saturating_sub(30)).take(80).collect::<String>();
        assert!(heard == expected, "heard {:?}, expected {:?}", around(&heard), around(&expected));
    }
}

#[test]
fn its_headings_are_tagged_listed_and_in_the_outline() {
    for name in FIRMS {
        let manuscript = manuscript(&firm(name), &catalogue());
        let headings = |deepest: u8| {
            let all = manuscript.blocks.iter().filter_map(move |block| match block {
                Block::Heading { level, text } if *level <= deepest => Some((*level, text.clone())),
                _ => None,
            });
            all.collect::<Vec<_>>()
        };
        let pdf = read(&manuscript);
        let structure = pdf.structure();
        for level in 1..=3 {
            let tagged = structure.find(&format!("H{level}"));
            let tagged: Vec<String> =
                tagged.iter().map(|part| part.text.trim().to_owned()).collect();
            let expected = headings(3).into_iter().filter(|(of, _)| *of == level);
            let expected: Vec<String> = expected.map(|(_, text)| text).collect();
            assert_eq!(
                tagged.iter().map(|text| dense(text)).collect::<Vec<_>>(),
                expected.iter().map(|text| dense(text)).collect::<Vec<_>>()
            );
        }
        let outline = pdf.outline();
        let outline: Vec<_> =
            outline.into_iter().map(|(level, text)| (u8::try_from(level).unwrap(), text)).collect();
        assert_eq!(outline, headings(2));
        let listed = structure.find("TOCI");
        assert_eq!(listed.len(), outline.len());
        for (item, (_, text)) in listed.iter().zip(&outline) {
            let (item, text) = (dense(&item.text), dense(text));
            let page =
                item.strip_prefix(text.as_str()).unwrap_or_else(|| panic!("{item} for {text}"));
            let page: usize = page.parse().unwrap();
            assert!((1..=pdf.pages()).contains(&page));
        }
    }
}

#[test]
fn the_list_of_headings_names_the_page_where_each_stands() {
    let words = "words that fill pages ".repeat(400);
    let mut blocks = Vec::new();
    for part in 1..=6 {
        blocks.push(Block::Heading { level: 1, text: format!("Part {part}") });
        blocks.push(Block::Paragraph(vec![Span::plain(words.as_str())]));
    }
    let pdf = read(&with(blocks));
    let pages: Vec<_> = pdf.document.get_pages().into_values().collect();
    let headings = pdf.structure();
    let headings = headings.find("H1");
    let structure = pdf.structure();
    for (heading, listed) in headings.iter().zip(structure.find("TOCI")) {
        let kid = heading.attributes.get(b"K").unwrap();
        let kid = kid.as_array().map_or(kid, |kids| &kids[0]);
        let page = kid
            .as_dict()
            .ok()
            .and_then(|kid| kid.get(b"Pg").ok())
            .or(heading.attributes.get(b"Pg").ok());
        let page = page.unwrap().as_reference().unwrap();
        let number = pages.iter().position(|known| *known == page).unwrap() + 1;
        assert_eq!(dense(&listed.text), dense(&format!("{}{number}", heading.text)));
    }
    assert_eq!(headings.len(), 6);
}

#[test]
fn it_is_tagged_has_a_language_and_shows_its_title() {
    let page = firm("food");
    let bytes = export::make(Format::Pdf, &page, &catalogue()).unwrap();
    let pdf = Pdf::read(&bytes);
    let catalog = pdf.catalog();
    assert!(pdf.dictionary(catalog, "MarkInfo").get(b"Marked").unwrap().as_bool().unwrap());
    assert_eq!(pdf_reader::text(catalog.get(b"Lang").unwrap()), "en");
    let preferences = pdf.dictionary(catalog, "ViewerPreferences");
    assert!(preferences.get(b"DisplayDocTitle").unwrap().as_bool().unwrap());
    let metadata = pdf.get(catalog, "Metadata").as_stream().unwrap().get_plain_content().unwrap();
    let metadata = String::from_utf8(metadata).unwrap();
    for claim in
        ["<pdfuaid:part>1<", "<pdfaid:part>3<", "<pdfaid:conformance>A<", "Famiglia Orsino Sauces"]
    {
        assert!(metadata.contains(claim), "{claim} is not in {metadata}");
    }
    assert!(bytes.starts_with(b"%PDF-1.7"));
}

#[test]
fn tables_and_bars_have_titles_that_their_cells_name() {
    let pdf = read(&sample());
    let structure = pdf.structure();
    let tables = structure.find("Table");
    assert_eq!(tables.len(), 2);
    for table in tables {
        let attributes = format!("{:?}", table.attributes.get(b"A"));
        assert!(attributes.contains("Summary"), "{attributes}");
        let titles = table.find("TH");
        let scopes: Vec<String> =
            titles.iter().map(|title| format!("{:?}", title.attributes)).collect();
        assert_eq!(
            scopes.iter().filter(|scope| scope.contains("/Column")).count(),
            2,
            "{scopes:?}"
        );
        assert_eq!(scopes.iter().filter(|scope| scope.contains("/Row")).count(), 2);
        for cell in table.find("TD") {
            assert!(format!("{:?}", cell.attributes).contains("Headers"));
        }
    }
    assert_eq!(structure.find("L").len(), 3);
    assert_eq!(structure.find("LI").len(), 4);
    assert_eq!(pdf.addresses(), ["https://example.org/a?b=c&d"]);
    assert_eq!(structure.find("Link").iter().filter(|link| link.text == "the source").count(), 1);
}

#[test]
fn every_page_has_the_header_and_its_number_outside_the_structure() {
    let pdf = read(&manuscript(&firm("software"), &catalogue()));
    let pages = pdf.pages();
    assert!(pages > 10);
    for (index, artifacts) in pdf.artifacts.iter().enumerate() {
        assert!(artifacts.contains("Confidential"), "{artifacts}");
        assert!(artifacts.contains(&format!("Page {} of {pages}", index + 1)), "{artifacts}");
        assert_eq!(artifacts.contains("Tessellate Labs"), index > 0);
    }
}

#[test]
fn a_tables_titles_are_repeated_on_every_page_it_fills() {
    let rows = (0..200).map(|row| {
        let cell =
            |text: String| Cell { paragraphs: vec![vec![Span::plain(text)]], heads_row: false };
        vec![cell(format!("Row {row}")), cell(row.to_string())]
    });
    let columns = vec![
        Column { title: "Question and answer".into(), share: 3, number: false },
        Column { title: "Points".into(), share: 1, number: true },
    ];
    let manuscript =
        with(vec![Block::Table { caption: String::new(), columns, rows: rows.collect() }]);
    let pdf = read(&manuscript);
    assert!(pdf.pages() > 4);
    for artifacts in pdf.artifacts.iter().skip(1) {
        assert!(dense(artifacts).contains("QuestionandanswerPoints"), "{artifacts}");
    }
    // To whoever hears it, there is one table with its titles once.
    assert_eq!(heard(&pdf.structure()), everything(&manuscript));
}

#[test]
fn it_carries_the_report_as_data() {
    for name in FIRMS {
        let page = firm(name);
        let pdf = Pdf::read(&export::make(Format::Pdf, &page, &catalogue()).unwrap());
        let (file, relation, bytes) = pdf.attachment();
        assert_eq!((file.as_str(), relation.as_str()), ("report.json", "Data"));
        assert!(bytes == page.report.to_json().into_bytes());
    }
}

#[test]
fn the_same_report_gives_the_same_bytes() {
    let page = firm("machine-shop");
    let make = || export::make(Format::Pdf, &page, &catalogue()).unwrap();
    assert!(make() == make());
}
