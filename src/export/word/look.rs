//! How the document looks: page, colours, type. Serif headings, sans text, one accent, and red
//! for what is critical alone. Greys are far enough apart to survive a printer without colour.

use crate::export::manuscript::Manuscript;

/// The width of the text in twentieths of a point: A4 less the margins.
pub(super) const WIDTH: u32 = 9412;

/// A4 and its margins.
pub(super) const PAGE: &str = "<w:pgSz w:w=\"11906\" w:h=\"16838\"/>\
    <w:pgMar w:top=\"1531\" w:right=\"1247\" w:bottom=\"1361\" w:left=\"1247\" \
    w:header=\"680\" w:footer=\"624\" w:gutter=\"0\"/>";

/// The accent of the widget's style sheet.
pub(super) const ACCENT: &str = "0B5D57";
/// What is not reached.
pub(super) const DIM: &str = "E4E1DA";
const INK: &str = "1D1C1A";
const MUTED: &str = "5F5B55";
const CRITICAL: &str = "9C2318";
const LINE: &str = "CFCAC0";

/// Fonts that Word brings on every system; others fall back to what is like them.
const SERIF: &str = "<w:rFonts w:ascii=\"Georgia\" w:hAnsi=\"Georgia\" w:eastAsia=\"Georgia\" w:cs=\"Times New Roman\"/>";
const SANS: &str =
    "<w:rFonts w:ascii=\"Calibri\" w:hAnsi=\"Calibri\" w:eastAsia=\"Calibri\" w:cs=\"Arial\"/>";

/// The styles part.
pub(super) fn styles(manuscript: &Manuscript) -> String {
    let language = language(&manuscript.language);
    let direction = if manuscript.right_to_left { "<w:bidi/>" } else { "" };
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
         <w:styles xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\
         <w:docDefaults><w:rPrDefault><w:rPr>{SANS}<w:color w:val=\"{INK}\"/>\
         <w:sz w:val=\"21\"/><w:szCs w:val=\"21\"/>\
         <w:lang w:val=\"{language}\" w:eastAsia=\"{language}\" w:bidi=\"{language}\"/>\
         </w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:widowControl/>{direction}\
         <w:spacing w:after=\"120\" w:line=\"276\" w:lineRule=\"auto\"/></w:pPr></w:pPrDefault>\
         </w:docDefaults>\
         <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\">\
         <w:name w:val=\"Normal\"/><w:qFormat/></w:style>\
         <w:style w:type=\"character\" w:default=\"1\" w:styleId=\"DefaultParagraphFont\">\
         <w:name w:val=\"Default Paragraph Font\"/><w:uiPriority w:val=\"1\"/></w:style>\
         <w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\">\
         <w:name w:val=\"Normal Table\"/><w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/>\
         <w:tblCellMar><w:top w:w=\"0\" w:type=\"dxa\"/><w:left w:w=\"0\" w:type=\"dxa\"/>\
         <w:bottom w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"108\" w:type=\"dxa\"/></w:tblCellMar>\
         </w:tblPr></w:style>"
    );
    titles(&mut xml);
    texts(&mut xml);
    contents(&mut xml);
    tables(&mut xml);
    characters(&mut xml);
    xml.push_str("</w:styles>");
    xml
}

/// Title, headings, and what stands about the score.
fn titles(xml: &mut String) {
    let outline = |level: u8| format!("<w:outlineLvl w:val=\"{level}\"/>");
    let keep = "<w:keepNext/><w:keepLines/>";
    let spacing = |before: u32, after: u32, line: u32| {
        format!(
            "<w:spacing w:before=\"{before}\" w:after=\"{after}\" w:line=\"{line}\" w:lineRule=\"auto\"/>"
        )
    };
    let serif = |size: u32, color: &str| {
        format!(
            "{SERIF}<w:color w:val=\"{color}\"/><w:sz w:val=\"{size}\"/><w:szCs w:val=\"{size}\"/>"
        )
    };
    style(
        xml,
        "Eyebrow",
        "Eyebrow",
        &spacing(0, 60, 240),
        &format!(
            "<w:b/><w:bCs/><w:caps/><w:color w:val=\"{ACCENT}\"/><w:spacing w:val=\"30\"/>\
             <w:sz w:val=\"18\"/><w:szCs w:val=\"18\"/>"
        ),
    );
    style(xml, "Title", "Title", &(keep.to_owned() + &spacing(0, 60, 240)), &serif(52, INK));
    style(
        xml,
        "Subtitle",
        "Subtitle",
        &spacing(0, 320, 252),
        &format!("<w:color w:val=\"{MUTED}\"/><w:sz w:val=\"22\"/><w:szCs w:val=\"22\"/>"),
    );
    let first = format!(
        "{keep}<w:pBdr><w:bottom w:val=\"single\" w:sz=\"8\" w:space=\"4\" w:color=\"{ACCENT}\"/>\
         </w:pBdr>{}{}",
        spacing(560, 160, 240),
        outline(0)
    );
    heading(xml, 1, &first, &serif(36, ACCENT));
    let second = format!("{keep}{}{}", spacing(360, 80, 240), outline(1));
    heading(xml, 2, &second, &serif(27, INK));
    let third = format!("{keep}{}{}", spacing(300, 40, 240), outline(2));
    let look = format!(
        "<w:b/><w:bCs/><w:color w:val=\"{INK}\"/><w:sz w:val=\"23\"/><w:szCs w:val=\"23\"/>"
    );
    heading(xml, 3, &third, &look);
    style(xml, "ScoreNumber", "Score Number", &spacing(0, 0, 192), &serif(120, ACCENT));
    style(
        xml,
        "ScoreOutOf",
        "Score Out Of",
        &spacing(0, 0, 240),
        &format!("<w:color w:val=\"{MUTED}\"/>"),
    );
    style(xml, "ScoreBand", "Score Band", &spacing(0, 120, 240), &serif(40, INK));
    let center = format!("{}<w:jc w:val=\"center\"/>", spacing(40, 40, 240));
    style(xml, "Stair", "Stair", &center, "<w:sz w:val=\"18\"/><w:szCs w:val=\"18\"/>");
}

/// Callouts, lists, header and footer.
fn texts(xml: &mut String) {
    for (id, name, color, fill) in [
        ("Callout", "Callout", ACCENT, "F1F5F3"),
        ("CalloutCritical", "Callout Critical", CRITICAL, "FAF1EF"),
    ] {
        let properties = format!(
            "<w:keepLines/><w:pBdr><w:left w:val=\"single\" w:sz=\"36\" w:space=\"10\" w:color=\"{color}\"/>\
             </w:pBdr><w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"{fill}\"/>\
             <w:spacing w:before=\"0\" w:after=\"0\" w:line=\"300\" w:lineRule=\"auto\"/>\
             <w:ind w:left=\"284\" w:right=\"113\"/>"
        );
        style(xml, id, name, &properties, "");
    }
    let list = "<w:spacing w:after=\"60\"/><w:contextualSpacing w:val=\"0\"/>";
    style(xml, "ListBullet", "List Bullet", list, "");
    style(xml, "ListNumber", "List Number", list, "");
    let gap = "<w:spacing w:before=\"0\" w:after=\"0\" w:line=\"200\" w:lineRule=\"exact\"/>";
    style(xml, "Gap", "Gap", gap, "<w:sz w:val=\"12\"/><w:szCs w:val=\"12\"/>");
    let tabs = format!(
        "<w:tabs><w:tab w:val=\"end\" w:pos=\"{WIDTH}\"/></w:tabs><w:spacing w:after=\"0\"/>"
    );
    let small = format!("<w:color w:val=\"{MUTED}\"/><w:sz w:val=\"17\"/><w:szCs w:val=\"17\"/>");
    style(xml, "Header", "header", &tabs, &small);
    style(xml, "Footer", "footer", &tabs, &small);
}

/// The list of headings.
fn contents(xml: &mut String) {
    style(
        xml,
        "TOCHeading",
        "TOC Heading",
        "<w:keepNext/><w:spacing w:before=\"0\" w:after=\"240\"/>",
        &format!("{SERIF}<w:color w:val=\"{ACCENT}\"/><w:sz w:val=\"36\"/><w:szCs w:val=\"36\"/>"),
    );
    let tabs =
        format!("<w:tabs><w:tab w:val=\"end\" w:leader=\"dot\" w:pos=\"{WIDTH}\"/></w:tabs>");
    let first = format!(
        "{tabs}<w:spacing w:before=\"140\" w:after=\"40\" w:line=\"240\" w:lineRule=\"auto\"/>"
    );
    style(xml, "TOC1", "toc 1", &first, "<w:b/><w:bCs/>");
    let second = format!(
        "{tabs}<w:spacing w:after=\"20\" w:line=\"240\" w:lineRule=\"auto\"/><w:ind w:start=\"284\"/>"
    );
    style(xml, "TOC2", "toc 2", &second, &format!("<w:color w:val=\"{MUTED}\"/>"));
}

/// Text within tables, and the tables themselves.
fn tables(xml: &mut String) {
    let tight = "<w:spacing w:before=\"50\" w:after=\"50\" w:line=\"252\" w:lineRule=\"auto\"/>";
    style(xml, "TableText", "Table Text", tight, "<w:sz w:val=\"20\"/><w:szCs w:val=\"20\"/>");
    let head = format!(
        "<w:b/><w:bCs/><w:color w:val=\"{MUTED}\"/><w:sz w:val=\"18\"/><w:szCs w:val=\"18\"/>"
    );
    style(xml, "TableHead", "Table Head", tight, &head);
    style(xml, "FactName", "Fact Name", tight, &head);
    let bar = "<w:spacing w:before=\"0\" w:after=\"0\" w:line=\"240\" w:lineRule=\"auto\"/>";
    style(xml, "Bar", "Bar", bar, "<w:sz w:val=\"14\"/><w:szCs w:val=\"14\"/>");
    let line = |side: &str, size: u32, color: &str| {
        format!("<w:{side} w:val=\"single\" w:sz=\"{size}\" w:space=\"0\" w:color=\"{color}\"/>")
    };
    let framed = format!(
        "<w:tblBorders>{}{}{}</w:tblBorders>",
        line("top", 8, ACCENT),
        line("bottom", 4, LINE),
        line("insideH", 4, LINE)
    );
    let facts = format!(
        "<w:tblBorders>{}{}{}</w:tblBorders>",
        line("top", 4, LINE),
        line("bottom", 4, LINE),
        line("insideH", 4, LINE)
    );
    for (id, name, borders) in [
        ("ReportPlain", "Report Plain", ""),
        ("ReportBars", "Report Bars", ""),
        ("ReportTable", "Report Table", framed.as_str()),
        ("ReportFacts", "Report Facts", facts.as_str()),
    ] {
        xml.push_str(&format!(
            "<w:style w:type=\"table\" w:customStyle=\"1\" w:styleId=\"{id}\">\
             <w:name w:val=\"{name}\"/><w:basedOn w:val=\"TableNormal\"/><w:tblPr>{borders}</w:tblPr>\
             </w:style>"
        ));
    }
}

fn characters(xml: &mut String) {
    for (id, name, look) in [
        ("Strong", "Strong", "<w:b/><w:bCs/>".to_owned()),
        ("Muted", "Muted", format!("<w:color w:val=\"{MUTED}\"/>")),
        ("Critical", "Critical", format!("<w:b/><w:bCs/><w:color w:val=\"{CRITICAL}\"/>")),
        ("Hyperlink", "Hyperlink", format!("<w:color w:val=\"{ACCENT}\"/><w:u w:val=\"single\"/>")),
    ] {
        xml.push_str(&format!(
            "<w:style w:type=\"character\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/>\
             <w:rPr>{look}</w:rPr></w:style>"
        ));
    }
}

fn heading(xml: &mut String, level: u8, properties: &str, look: &str) {
    xml.push_str(&format!(
        "<w:style w:type=\"paragraph\" w:styleId=\"Heading{level}\">\
         <w:name w:val=\"heading {level}\"/><w:basedOn w:val=\"Normal\"/>\
         <w:next w:val=\"Normal\"/><w:uiPriority w:val=\"9\"/><w:qFormat/>\
         <w:pPr>{properties}</w:pPr><w:rPr>{look}</w:rPr></w:style>"
    ));
}

fn style(xml: &mut String, id: &str, name: &str, properties: &str, look: &str) {
    xml.push_str(&format!(
        "<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/>\
         <w:basedOn w:val=\"Normal\"/><w:qFormat/><w:pPr>{properties}</w:pPr>\
         <w:rPr>{look}</w:rPr></w:style>"
    ));
}

/// Word checks spelling by country; a language without one gets its most usual.
pub(super) fn language(tag: &str) -> &str {
    match tag {
        "en" => "en-GB",
        "de" => "de-DE",
        "fr" => "fr-FR",
        "es" => "es-ES",
        "it" => "it-IT",
        "pl" => "pl-PL",
        "nl" => "nl-NL",
        other => other,
    }
}
