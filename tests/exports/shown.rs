//! What each kind of file shows of a text that it can't hold as it is.

/// What XML and terminals are given: a control character as its picture, what XML has no letter for as U+FFFD, every
/// line end as a line feed.
pub fn visible(text: &str) -> String {
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

/// What the table shows: carriage returns stand as they are between quotes.
pub fn in_table(text: &str) -> String {
    visible(&text.replace('\r', "\u{e0ff}")).replace('\u{e0ff}', "\r")
}

/// What a cell of the table shows: the sign before a formula is ours.
pub fn tabled(text: &str) -> String {
    let guard = if begins_formula(text) { "'" } else { "" };
    format!("{guard}{}", in_table(text))
}

pub fn begins_formula(text: &str) -> bool {
    let first = text.trim_start_matches([' ', '\u{a0}', '\n']).chars().next();
    first.is_some_and(|first| "=+-@\t\r＝＋－＠".contains(first))
}

/// What a page says, without its escapes.
pub fn unescaped(html: &str) -> String {
    html.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}
