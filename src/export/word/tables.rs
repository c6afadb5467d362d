//! Tables: the score with its stair, tables of text and numbers, bars of shaded cells, facts.

use super::blocks::Writer;
use super::look::{ACCENT, DIM, WIDTH};
use super::xml::{LONG, length, paragraph, run};
use crate::export::manuscript::{Bar, Cell, Column, Span};

/// How many parts a bar is divided into. A cell spans as many of them as the bar is long.
const PARTS: u32 = 50;

/// A cell of this width; `properties` stand after the width, in the order of the schema.
fn cell(width: u32, properties: &str, content: &str) -> String {
    format!(
        "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>{properties}</w:tcPr>{content}</w:tc>"
    )
}

fn row(properties: &str, cells: &str) -> String {
    match properties {
        "" => format!("<w:tr>{cells}</w:tr>"),
        _ => format!("<w:tr><w:trPr>{properties}</w:trPr>{cells}</w:tr>"),
    }
}

/// A row that stays whole, unless it could be higher than a page.
fn whole(length: usize) -> &'static str {
    if length < LONG { "<w:cantSplit/>" } else { "" }
}

/// The number, the band, and a stair of cells with the step that is reached.
pub(super) fn score(
    writer: &mut Writer,
    number: &str,
    out_of: &str,
    band: &str,
    step: usize,
    steps: usize,
) {
    let rtl = writer.right_to_left;
    // More steps than fit would only be hairlines.
    let steps = u32::try_from(steps).ok().filter(|steps| (1..=12).contains(steps)).unwrap_or(1);
    let reached = u32::try_from(step).unwrap_or(0);
    let left = WIDTH * 30 / 100;
    let each = (WIDTH - left) / steps;
    let right = each * steps;
    let widths: Vec<u32> = std::iter::once(left).chain((0..steps).map(|_| each)).collect();
    writer.open_table("ReportPlain", "", &widths);
    let number = paragraph("ScoreNumber", "<w:keepNext/>", &run("", number, rtl));
    let band = paragraph("ScoreBand", "<w:keepNext/>", &run("", band, rtl));
    let span = format!("<w:gridSpan w:val=\"{steps}\"/><w:vAlign w:val=\"bottom\"/>");
    let cells = cell(left, "", &number) + &cell(right, &span, &band);
    writer.xml.push_str(&row("<w:cantSplit/>", &cells));
    let mut cells = cell(left, "", &paragraph("ScoreOutOf", "", &run("", out_of, rtl)));
    for place in 1..=steps {
        if steps == 1 {
            cells.push_str(&cell(each, "", &paragraph("Stair", "", "")));
            continue;
        }
        let (fill, look) = match place.cmp(&reached) {
            std::cmp::Ordering::Equal => (ACCENT, "<w:b/><w:bCs/><w:color w:val=\"FFFFFF\"/>"),
            std::cmp::Ordering::Less => ("9DBFBB", ""),
            std::cmp::Ordering::Greater => (DIM, "<w:color w:val=\"5F5B55\"/>"),
        };
        let white = "<w:left w:val=\"single\" w:sz=\"12\" w:space=\"0\" w:color=\"FFFFFF\"/>";
        let shade = format!(
            "<w:tcBorders>{white}</w:tcBorders>\
             <w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"{fill}\"/>"
        );
        let place = run(look, &place.to_string(), rtl);
        cells.push_str(&cell(each, &shade, &paragraph("Stair", "", &place)));
    }
    writer.xml.push_str(&row("<w:cantSplit/>", &cells));
    writer.close_table();
}

/// A table of text and numbers. The columns' titles stand again on every page.
pub(super) fn table(writer: &mut Writer, caption: &str, columns: &[Column], rows: &[Vec<Cell>]) {
    let widths = widths(columns);
    writer.open_table("ReportTable", caption, &widths);
    let titles = columns.iter().zip(&widths).map(|(column, width)| {
        let end = if column.number { "<w:jc w:val=\"end\"/>" } else { "" };
        let title = run("", &column.title, writer.right_to_left);
        let keep = format!("<w:keepNext/>{end}");
        cell(*width, "<w:vAlign w:val=\"bottom\"/>", &paragraph("TableHead", &keep, &title))
    });
    let titles: String = titles.collect();
    writer.xml.push_str(&row("<w:cantSplit/><w:tblHeader/>", &titles));
    let last = rows.len().saturating_sub(1);
    for (index, cells) in rows.iter().enumerate() {
        // The last row is often a sum, which says nothing alone on a page.
        let keep = if index + 1 == last { "<w:keepNext/>" } else { "" };
        let mut xml = String::new();
        let mut longest = 0;
        for ((cell_, column), width) in cells.iter().zip(columns).zip(&widths) {
            longest = longest.max(length(&cell_.paragraphs));
            let end = if column.number { "<w:jc w:val=\"end\"/>" } else { "" };
            let content: String = cell_
                .paragraphs
                .iter()
                .map(|spans| {
                    let runs = writer.runs(spans);
                    paragraph("TableText", &format!("{keep}{end}"), &runs)
                })
                .collect();
            let content = if content.is_empty() { paragraph("TableText", "", "") } else { content };
            xml.push_str(&cell(*width, "", &content));
        }
        writer.xml.push_str(&row(whole(longest), &xml));
    }
    writer.close_table();
}

fn widths(columns: &[Column]) -> Vec<u32> {
    let sum = columns.iter().map(|column| column.share).sum::<u32>().max(1);
    columns.iter().map(|column| WIDTH * column.share / sum).collect()
}

/// Bars of shaded cells, so that every program and printer shows them; the numbers beside them
/// say the same.
pub(super) fn bars(
    writer: &mut Writer,
    caption: &str,
    label_title: &str,
    value_title: &str,
    bars: &[Bar],
) {
    let rtl = writer.right_to_left;
    let (label_width, value_width) = (WIDTH * 38 / 100, WIDTH * 14 / 100);
    let part = (WIDTH - label_width - value_width) / PARTS;
    let mut widths = vec![label_width];
    widths.extend((0..PARTS).map(|_| part));
    widths.push(value_width);
    writer.open_table("ReportBars", caption, &widths);
    let head = |text: &str, more: &str| {
        paragraph("TableHead", &format!("<w:keepNext/>{more}"), &run("", text, rtl))
    };
    let low = "<w:vAlign w:val=\"bottom\"/>";
    let cells = cell(label_width, low, &head(label_title, ""))
        + &cell(part * PARTS, &format!("<w:gridSpan w:val=\"{PARTS}\"/>"), &head("", ""))
        + &cell(value_width, low, &head(value_title, "<w:jc w:val=\"end\"/>"));
    writer.xml.push_str(&row("<w:cantSplit/><w:tblHeader/>", &cells));
    let last = bars.len().saturating_sub(1);
    for (index, bar) in bars.iter().enumerate() {
        let keep = if index < last { "<w:keepNext/>" } else { "" };
        let mut label = run("", &bar.label, rtl);
        if !bar.mark.is_empty() {
            label.push_str(&run("<w:rStyle w:val=\"Muted\"/>", &format!("  {}", bar.mark), rtl));
        }
        let middle = "<w:vAlign w:val=\"center\"/>";
        let mut cells = cell(label_width, middle, &paragraph("TableText", keep, &label));
        // Even the shortest bar above nothing shows.
        let thousandths = bar.thousandths.min(1000);
        let long = (thousandths * PARTS).div_ceil(1000);
        for (span, fill) in [(long, ACCENT), (PARTS - long, DIM)] {
            if span > 0 {
                cells.push_str(&drawn(part * span, span, fill));
            }
        }
        let value = run("<w:rStyle w:val=\"Strong\"/>", &bar.value, rtl);
        let end = format!("{keep}<w:jc w:val=\"end\"/>");
        cells.push_str(&cell(value_width, middle, &paragraph("TableText", &end, &value)));
        writer.xml.push_str(&row("<w:cantSplit/>", &cells));
    }
    writer.close_table();
}

/// A part of a bar: slimmer than its row, by white edges above and below.
fn drawn(width: u32, span: u32, fill: &str) -> String {
    let edge = |side: &str| {
        format!("<w:{side} w:val=\"single\" w:sz=\"40\" w:space=\"0\" w:color=\"FFFFFF\"/>")
    };
    let look = format!(
        "<w:gridSpan w:val=\"{span}\"/><w:tcBorders>{}{}</w:tcBorders>\
         <w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"{fill}\"/>",
        edge("top"),
        edge("bottom")
    );
    cell(width, &look, &paragraph("Bar", "", ""))
}

/// Names at the side, what is to be said about each beside it.
pub(super) fn facts(writer: &mut Writer, facts: &[(String, Vec<Span>)]) {
    // Questions as names, as in the list of what is not applicable, need the room.
    let longest = facts.iter().map(|(name, _)| name.chars().count()).max().unwrap_or(0);
    let left = WIDTH * if longest > 40 { 45 } else { 23 } / 100;
    let right = WIDTH - left;
    writer.open_table("ReportFacts", "", &[left, right]);
    for (index, (name, spans)) in facts.iter().enumerate() {
        // The first facts stay with the heading above them.
        // Neither the first nor the last row stands alone on a page.
        let kept = index < 2 || index + 2 == facts.len();
        let keep = if kept && index + 1 < facts.len() { "<w:keepNext/>" } else { "" };
        let name_run = run("", name, writer.right_to_left);
        let text = writer.runs(spans);
        let cells = cell(left, "", &paragraph("FactName", keep, &name_run))
            + &cell(right, "", &paragraph("TableText", keep, &text));
        let length = length(std::slice::from_ref(spans)).max(name.len());
        writer.xml.push_str(&row(whole(length), &cells));
    }
    writer.close_table();
}
