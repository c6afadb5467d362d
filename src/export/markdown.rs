//! The manuscript as CommonMark with tables. No text of the questionnaire or of the visitor can
//! become markup: every sign that Markdown or HTML gives a meaning to is escaped.

use super::manuscript::{Block, Cell, Column, Manuscript, Span, Style};

/// The document as Markdown.
#[must_use]
pub fn write(manuscript: &Manuscript) -> String {
    let mut out = Writer { text: String::new() };
    out.line(&format!("# {}", one_line(&manuscript.title)));
    out.line(&format!("**{}**", one_line(&manuscript.header)));
    for line in &manuscript.subtitle {
        out.line(&lines(line, " ", true));
    }
    manuscript.blocks.iter().for_each(|block| out.block(block));
    out.text
}

struct Writer {
    text: String,
}

impl Writer {
    /// A block of its own: a blank line parts it from what follows.
    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push_str("\n\n");
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading { level, text } => {
                // The title is the only heading of the first level.
                let marks = "#".repeat(usize::from(*level) + 1);
                self.line(&format!("{marks} {}", one_line(text)));
            }
            Block::Paragraph(spans) => self.line(&inline(spans, "\\\n")),
            Block::Score { number, out_of, band, step, steps } => {
                let (number, out_of) = (one_line(number), one_line(out_of));
                let stair = match (step, steps) {
                    (0, _) | (_, 0) => String::new(),
                    (step, steps) => format!(" ({step}/{steps})"),
                };
                self.line(&format!("**{number}** {out_of}: **{}**{stair}", one_line(band)));
            }
            Block::Callout { title, paragraphs, .. } => {
                let mut quote = format!("> **{}**\n", one_line(title));
                for paragraph in paragraphs {
                    quote.push_str(&format!(">\n> {}\n", inline(paragraph, "\\\n> ")));
                }
                self.line(quote.trim_end_matches('\n'));
            }
            Block::List { numbered, items } => {
                let items = items.iter().enumerate().map(|(index, item)| match numbered {
                    true => format!("{}. {}", index + 1, inline(item, "\\\n   ")),
                    false => format!("- {}", inline(item, "\\\n  ")),
                });
                self.line(&items.collect::<Vec<_>>().join("\n"));
            }
            Block::Table { columns, rows, .. } => self.table(columns, rows),
            Block::Bars { label_title, value_title, bars, .. } => {
                let mut table = format!(
                    "| {} | | {} |\n| --- | --- | ---: |\n",
                    one_line(label_title),
                    one_line(value_title)
                );
                for bar in bars {
                    // Twenty blocks: a bar that survives any font.
                    let full = usize::try_from(bar.thousandths.min(1000) / 50).unwrap_or(0);
                    let drawn = "█".repeat(full) + &"░".repeat(20_usize.saturating_sub(full));
                    let mark = match bar.mark.as_str() {
                        "" => String::new(),
                        mark => format!(" ({})", one_line(mark)),
                    };
                    let (label, value) = (one_line(&bar.label), one_line(&bar.value));
                    table.push_str(&format!("| {label}{mark} | {drawn} | {value} |\n"));
                }
                self.line(table.trim_end_matches('\n'));
            }
            Block::Facts(facts) => {
                let facts = facts.iter().map(|(name, text)| {
                    format!("- **{}:** {}", one_line(name), inline(text, "\\\n  "))
                });
                self.line(&facts.collect::<Vec<_>>().join("\n"));
            }
        }
    }

    fn table(&mut self, columns: &[Column], rows: &[Vec<Cell>]) {
        let titles: Vec<String> = columns.iter().map(|column| one_line(&column.title)).collect();
        let rule = columns.iter().map(|column| if column.number { "---:" } else { "---" });
        let mut table =
            format!("| {} |\n| {} |\n", titles.join(" | "), rule.collect::<Vec<_>>().join(" | "));
        for row in rows {
            let cells = row.iter().map(|cell| {
                let paragraphs = cell.paragraphs.iter().map(|spans| inline(spans, BREAK));
                paragraphs.collect::<Vec<_>>().join(BREAK)
            });
            table.push_str(&format!("| {} |\n", cells.collect::<Vec<_>>().join(" | ")));
        }
        self.line(table.trim_end_matches('\n'));
    }
}

/// A new line within a cell: a table's row is one line of the file, and CommonMark has no other
/// sign for it than this tag, which is ours and never the visitor's.
const BREAK: &str = "<br>";

/// Spans with their emphasis. `new_line` stands for each line feed.
fn inline(spans: &[Span], new_line: &str) -> String {
    let mut text = String::new();
    for span in spans {
        let words = lines(&span.text, new_line, text.is_empty());
        // Emphasis must not begin or end with a blank.
        let (inner, tail) = words.split_at(words.trim_end_matches(' ').len());
        let (head, inner) = inner.split_at(inner.len() - inner.trim_start_matches(' ').len());
        let strong = matches!(span.style, Style::Strong | Style::Critical) && !inner.is_empty();
        let inner = if strong { format!("**{inner}**") } else { inner.to_owned() };
        text.push_str(head);
        match &span.link {
            Some(address) => text.push_str(&format!("[{inner}](<{}>)", target(address))),
            None => text.push_str(&inner),
        }
        text.push_str(tail);
    }
    text
}

/// An address between angle brackets, where only these signs have a meaning.
fn target(address: &str) -> String {
    let mut text = String::new();
    for letter in address.chars() {
        match letter {
            '<' => text.push_str("%3C"),
            '>' => text.push_str("%3E"),
            '\\' => text.push_str("%5C"),
            letter => text.push(letter),
        }
    }
    text
}

/// Text within a line of ours.
fn one_line(text: &str) -> String {
    lines(text, " ", false)
}

/// Escapes each line. At a line's start a blank would be dropped, and several would be code.
fn lines(text: &str, new_line: &str, at_start: bool) -> String {
    let escaped = super::lines(text).enumerate().map(|(index, line)| {
        let at_start = at_start || index > 0;
        let rest = if at_start { line.trim_start_matches([' ', '\t']) } else { line };
        "&nbsp;".repeat(line.len() - rest.len()) + &escape(rest, at_start)
    });
    escaped.collect::<Vec<_>>().join(new_line)
}

/// A backslash before every sign that Markdown gives a meaning to where it stands; what no
/// terminal should get becomes visible.
fn escape(line: &str, at_start: bool) -> String {
    let mut escaped = String::new();
    for (at, letter) in line.char_indices() {
        let (before, after) = line.split_at(at);
        let after = after.get(letter.len_utf8()..).unwrap_or_default();
        if letter.is_ascii_punctuation() && needs_escape(letter, before, after, at_start) {
            escaped.push('\\');
        }
        escaped.push(super::xml_safe(letter));
    }
    escaped
}

/// Signs that mean nothing where they stand are left alone: prose stays readable.
fn needs_escape(letter: char, before: &str, after: &str, at_start: bool) -> bool {
    let begins = at_start && before.is_empty();
    match letter {
        '"' | '\'' | '(' | ',' | ';' | '?' | '/' | '%' => false,
        '-' | '+' | '=' => begins,
        // "1." or "1)" would begin a list; "www." a link in some readers.
        '.' | ')' => {
            let number = !before.is_empty() && before.bytes().all(|byte| byte.is_ascii_digit());
            let ends = after.is_empty() || after.starts_with([' ', '\t']);
            at_start && number && ends || letter == '.' && before.ends_with("www")
        }
        ':' => ["http", "https", "ftp", "mailto", "xmpp"].iter().any(|s| before.ends_with(s)),
        _ => true,
    }
}
