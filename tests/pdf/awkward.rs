//! Text that no layout expects: letters without a glyph, endless words, a thousand gaps.

use crate::*;

#[test]
fn what_no_font_has_is_shown_as_its_code_point() {
    let cases = [
        ("smile 😀 on", "smile[U+1F600]on"),
        ("family 👩‍👧", "family[U+1F469][U+200D][U+1F467]"),
        ("שלום", "[U+05E9][U+05DC][U+05D5][U+05DD]"),
        ("مرحبا", "[U+0645][U+0631][U+062D][U+0628][U+0627]"),
        ("漢字", "[U+6F22][U+5B57]"),
        ("bell \u{7} null \u{0} escape \u{1b}", "bell[U+0007]null[U+0000]escape[U+001B]"),
        ("turned \u{202e}txt", "turned[U+202E]txt"),
        ("\u{feff}private \u{e000}", "[U+FEFF]private[U+E000]"),
        ("<script>alert(1)</script> & \"more\"", "<script>alert(1)</script>&\"more\""),
        ("Żółć, Grüße, Ærø, Việt Nam, Ελλάδα, Україна", "Żółć,Grüße,Ærø,ViệtNam,Ελλάδα,Україна"),
        ("fi ffl → ≥ – “quoted” ✓ №", "fiffl→≥–“quoted”✓№"),
        ("a\u{301} decomposed", "a\u{301}decomposed"),
        ("soft\u{ad}hyphen", "softhyphen"),
        ("one\ntwo\r\nthree\tfour", "onetwothreefour"),
    ];
    for (text, expected) in cases {
        let heard = heard(&read(&note(text)).structure());
        assert!(heard.ends_with(expected), "{text:?}: {heard:?}");
        // In headings, where another font comes first, as well.
        let heading = with(vec![Block::Heading { level: 1, text: text.to_owned() }]);
        let pdf = read(&heading);
        assert_eq!(dense(&pdf.structure().find("H1")[0].text), expected);
    }
}

#[test]
fn words_keep_their_spaces() {
    let text = "The quick brown fox jumps over the lazy dog. ".repeat(30);
    let pdf = read(&note(&text));
    let structure = pdf.structure();
    let paragraph = &structure.find("P").last().unwrap().text;
    assert_eq!(paragraph.trim(), text.trim());
}

#[test]
fn a_very_long_note_flows_over_pages_and_is_whole() {
    let word = "x".repeat(100_000);
    let words = "several words of a note ".repeat(4_200);
    let lines = "line\n".repeat(2_000);
    for text in [word, words, lines] {
        let cell = Cell { paragraphs: vec![vec![Span::plain(text.as_str())]], heads_row: true };
        let columns = vec![
            Column { title: "Note".into(), share: 4, number: false },
            Column { title: "Points".into(), share: 1, number: true },
        ];
        let points = Cell { paragraphs: vec![vec![Span::plain("7 of 30")]], heads_row: false };
        let manuscript = with(vec![
            Block::Table { caption: String::new(), columns, rows: vec![vec![cell, points]] },
            Block::Facts(vec![("Your note".into(), vec![Span::plain(text.as_str())])]),
        ]);
        let pdf = read(&manuscript);
        assert!(heard(&pdf.structure()) == everything(&manuscript));
        assert!(pdf.pages() > 20, "{} pages", pdf.pages());
    }
}

#[test]
fn no_word_is_lost_where_there_is_little_room() {
    let long = || {
        "Ein langes Wortgefüge einer anderen Sprache, das nirgends auf eine Zeile passt ".repeat(3)
    };
    let bar = |thousandths| Bar { label: long(), mark: long(), value: long(), thousandths };
    let manuscript = with(vec![
        Block::Score { number: long(), out_of: long(), band: long(), step: 0, steps: 0 },
        Block::Bars {
            caption: long(),
            label_title: long(),
            value_title: long(),
            bars: vec![bar(0), bar(500), bar(4_000)],
        },
        Block::Facts(vec![(long(), vec![Span::plain("short")]), ("short".into(), Vec::new())]),
        Block::List { numbered: true, items: vec![vec![Span::plain(long())]; 12] },
    ]);
    assert_eq!(heard(&read(&manuscript).structure()), everything(&manuscript));
}

#[test]
fn an_empty_manuscript_is_a_document_too() {
    let empty = with(Vec::new());
    assert_eq!(read(&empty).pages(), 1);
    let nameless =
        Manuscript { title: String::new(), header: String::new(), subtitle: Vec::new(), ..empty };
    assert_eq!(read(&nameless).pages(), 1);
}

#[test]
fn a_very_long_title_is_whole_on_the_first_pages_and_short_elsewhere() {
    for title in ["n".repeat(50_000), "name ".repeat(10_000)] {
        let manuscript = Manuscript { title, ..sample() };
        assert!(heard(&read(&manuscript).structure()) == everything(&manuscript));
    }
}

#[test]
fn a_thousand_gaps_are_whole() {
    let mut blocks = Vec::new();
    for number in 0..1_000 {
        blocks.push(Block::Heading {
            level: 3,
            text: format!("{number}. What is to be done about number {number}"),
        });
        let fact = |name: &str| {
            let text = format!(
                "A sentence about the gap with the number {number}, which fills a line or more of the page."
            );
            (name.to_owned(), vec![Span::plain(text)])
        };
        blocks.push(Block::Facts(
            ["Gap", "Today", "Next step", "Why it matters", "Your note"].map(fact).to_vec(),
        ));
    }
    let manuscript = with(blocks);
    assert!(heard(&read(&manuscript).structure()) == everything(&manuscript));
}
