//! Reads JSON text into a tree. hifijson finds the tokens and leaves numbers as they are written;
//! what a value is made of, and how deep and how wide it may be, is decided here.

use hifijson::token::{Expect, Lex as _};
use hifijson::{Error, Read as _, SliceLexer, num::LexWrite as _, str::LexAlloc as _};

use super::Node;

/// The most keys that a group may have: more than any document of ours needs.
const MOST_KEYS: usize = 2_000;

/// How many groups and lists may stand in each other: more would need a larger stack.
const DEEPEST: usize = 128;

/// Why a text was not read, and where.
pub(super) fn read(text: &str) -> Result<Node, String> {
    let mut lexer = SliceLexer::new(text.as_bytes());
    value_and_end(&mut lexer).map_err(|message| {
        let rest = lexer.as_slice().len();
        let read = text.as_bytes().get(..text.len() - rest).unwrap_or_default();
        let lines = read.split(|byte| *byte == b'\n');
        let (line, column) = lines.fold((0, 0), |(line, _), letters| (line + 1, letters.len()));
        format!("{message} at line {line} column {column}")
    })
}

fn value_and_end(lexer: &mut SliceLexer<'_>) -> Result<Node, String> {
    let node = value(lexer, DEEPEST)?;
    match lexer.ws_peek() {
        None => Ok(node),
        Some(_) => Err(wrong(Expect::Eof)),
    }
}

fn wrong(error: impl Into<Error>) -> String {
    error.into().to_string()
}

fn value(lexer: &mut SliceLexer<'_>, depth: usize) -> Result<Node, String> {
    if depth == 0 {
        return Err("recursion limit exceeded".to_owned());
    }
    match lexer.ws_peek() {
        Some(b'a'..=b'z') => match lexer.null_or_bool() {
            Some(None) => Ok(Node::Null),
            Some(Some(flag)) => Ok(Node::Flag(flag)),
            None => Err(wrong(Expect::Value)),
        },
        Some(b'0'..=b'9' | b'-') => {
            let (digits, parts) = lexer.num_string().validated().map_err(wrong)?;
            let is_plain = parts.is_int() && digits != "-0";
            Ok(Node::Number(if is_plain { digits.to_owned() } else { decimal(digits) }))
        }
        Some(b'"') => text(lexer).map(Node::Text),
        Some(b'[') => {
            let mut list = Vec::new();
            while another(lexer, b']', list.is_empty())? {
                list.push(value(lexer, depth - 1)?);
            }
            Ok(Node::List(list))
        }
        Some(b'{') => {
            let mut map: Vec<(String, Node)> = Vec::new();
            while another(lexer, b'}', map.is_empty())? {
                if lexer.ws_peek() != Some(b'"') {
                    return Err(wrong(Expect::String));
                }
                let key = text(lexer)?;
                check_key(&map, &key)?;
                lexer.expect(SliceLexer::ws_peek, b':').ok_or_else(|| wrong(Expect::Colon))?;
                map.push((key, value(lexer, depth - 1)?));
            }
            Ok(Node::Map(map))
        }
        _ => Err(wrong(Expect::Value)),
    }
}

/// Steps over what opens, parts or ends a list or a group, and says whether a value follows.
fn another(lexer: &mut SliceLexer<'_>, end: u8, is_first: bool) -> Result<bool, String> {
    if is_first {
        lexer.take_next();
    }
    match lexer.ws_peek() {
        Some(next) if next == end => {
            lexer.take_next();
            Ok(false)
        }
        Some(_) if is_first => Ok(true),
        Some(b',') => {
            lexer.take_next();
            Ok(true)
        }
        _ => Err(wrong(if is_first { Expect::ValueOrEnd } else { Expect::CommaOrEnd })),
    }
}

fn text(lexer: &mut SliceLexer<'_>) -> Result<String, String> {
    Ok(lexer.discarded().str_string().map_err(wrong)?.into_owned())
}

/// A key given twice is an error.
pub(super) fn check_key(map: &[(String, Node)], key: &str) -> Result<(), String> {
    if map.iter().any(|(known, _)| known == key) {
        return Err(format!("`{key}` stands here twice"));
    }
    // Keeps the search above from taking long.
    if map.len() == MOST_KEYS {
        return Err(format!("more than {MOST_KEYS} keys in a group"));
    }
    Ok(())
}

/// The shortest decimal text of a JSON number with up to six decimals; nothing finer is of use
/// here. On the digits themselves, for reading and printing floats weighs 25 kB in Wasm.
pub(super) fn decimal(number: &str) -> String {
    let (mantissa, exponent) = number.split_once(['e', 'E']).unwrap_or((number, "0"));
    let (whole, behind) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let is_negative = whole.starts_with('-');
    let digits = format!("{}{behind}", whole.trim_start_matches('-'));
    let significant = digits.trim_start_matches('0');
    let leading = digits.len() - significant.len();
    let significant = significant.trim_end_matches('0');
    if significant.is_empty() {
        return "0".to_owned();
    }
    if is_negative {
        return "below 0".to_owned();
    }
    let exponent: i64 = exponent.parse().unwrap_or(i64::from(i32::MAX));
    // Where the point stands in the significant digits, from their start.
    let point = whole.len() as i64 - leading as i64 + exponent;
    let decimals = significant.len() as i64 - point;
    if point > 15 || decimals > 6 || significant.len() > 15 {
        return "too large or too fine".to_owned();
    }
    let zeros = |count: i64| "0".repeat(usize::try_from(count).unwrap_or(0));
    if decimals <= 0 {
        return significant.to_owned() + &zeros(-decimals);
    }
    let padded = zeros(1 - point) + significant;
    let (whole, behind) = padded.split_at(padded.len() - usize::try_from(decimals).unwrap_or(0));
    format!("{whole}.{behind}")
}

#[cfg(test)]
mod tests {
    use super::{decimal, read};
    use crate::document::Node;

    #[test]
    fn every_kind_of_value_is_read() {
        let node = read(r#" {"a": [null, true, false, -1, 20], "b\n\u00e9\ud83d\udd11": {}} "#);
        let list = vec![
            Node::Null,
            Node::Flag(true),
            Node::Flag(false),
            Node::Number("-1".to_owned()),
            Node::Number("20".to_owned()),
        ];
        let map =
            vec![("a".to_owned(), Node::List(list)), ("b\né🔑".to_owned(), Node::Map(Vec::new()))];
        assert_eq!(node, Ok(Node::Map(map)));
    }

    #[test]
    fn what_is_no_json_is_an_error_with_its_place() {
        let message = |text: &str| read(text).unwrap_err();
        assert_eq!(
            message("{\n \"a\": 1\n \"b\""),
            "comma or end of sequence expected at line 3 column 1"
        );
        for text in [
            "",
            "[",
            "{",
            "[1",
            "[1,",
            "[1,]",
            "[,]",
            "[1 2]",
            "{\"a\"}",
            "{\"a\" 1}",
            "{\"a\":1,}",
            "{a:1}",
            "nul",
            "True",
            "01",
            "1.",
            ".5",
            "+1",
            "1e",
            "--1",
            "-",
            "\"",
            "\"\n\"",
            "\"\\x\"",
            "\"\\ud800\"",
            "\"\\u12\"",
            "1 2",
            "{} x",
            "\u{feff}1",
            "'a'",
            "//",
            "]",
            "[}",
        ] {
            assert!(message(text).contains(" at line "), "{text}");
            assert!(serde_json::from_str::<serde_json::Value>(text).is_err(), "{text}");
        }
        let deep = |depth| "[".repeat(depth) + &"]".repeat(depth);
        assert!(read(&deep(127)).is_ok());
        assert!(message(&deep(129)).starts_with("recursion limit"));
    }

    #[test]
    fn numbers_become_their_shortest_decimal_text() {
        let same = ["0", "0.2", "1.5", "0.000001", "123456789012345", "12.5"];
        for (number, text) in same.map(|number| (number, number)).into_iter().chain([
            ("0.20", "0.2"),
            ("2.0", "2"),
            ("1e3", "1000"),
            ("1.5E+1", "15"),
            ("25e-1", "2.5"),
            ("0.5e-2", "0.005"),
            ("100e-2", "1"),
            ("-0.0", "0"),
            ("-0", "0"),
            ("0e99", "0"),
            ("-0.5", "below 0"),
            ("-1e-300", "below 0"),
            ("1e300", "too large or too fine"),
            ("1e99999999999999999999", "too large or too fine"),
            ("1e-99999999999999999999", "too large or too fine"),
            ("0.0000001", "too large or too fine"),
            ("1234567890.1234567", "too large or too fine"),
        ]) {
            assert_eq!(decimal(number), text, "{number}");
        }
    }
}
