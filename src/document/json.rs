//! Reads JSON text into a tree. hifijson finds the tokens and leaves numbers as they are written;
//! what a value is made of, and how deep and how wide it may be, is decided here.

use std::fmt;

use hifijson::escape::Lex as _;
use hifijson::num::Lex as _;
use hifijson::token::{Expect, Lex as _};
use hifijson::{Error, Read as _, SliceLexer, str};

use super::Node;

/// The most keys that a group may have: more than any document of ours needs.
const MOST_KEYS: usize = 2_000;

/// The most values that a list may have: answers to twice as many questions as a questionnaire can ask. Without a
/// limit, answers that come in falling order would take minutes to be put in order.
const MOST_VALUES: usize = 20_000;

/// How many groups and lists may stand in each other: more would need a larger stack.
const DEEPEST: usize = 128;

/// What is wrong with a text.
pub(super) enum Problem {
    Token(Error),
    TooDeep,
    Twice(String),
    TooMany(usize, &'static str),
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Token(error) => error.fmt(f),
            Self::TooDeep => f.write_str("recursion limit exceeded"),
            Self::Twice(key) => write!(f, "`{key}` stands here twice"),
            Self::TooMany(most, what) => write!(f, "more than {most} {what}"),
        }
    }
}

impl<E: Into<Error>> From<E> for Problem {
    fn from(error: E) -> Self {
        Self::Token(error.into())
    }
}

/// The text as a tree; else what is wrong, and where.
pub(super) fn read(text: &str) -> Result<Node, String> {
    let mut reader = Reader { text, lexer: SliceLexer::new(text.as_bytes()) };
    reader.value_and_end().map_err(|problem| {
        let (mut line, mut column) = (1, 0);
        for byte in text.bytes().take(reader.position()) {
            if byte == b'\n' {
                line += 1;
                column = 0;
            } else {
                column += 1;
            }
        }
        format!("{problem} at line {line} column {column}")
    })
}

struct Reader<'t> {
    text: &'t str,
    lexer: SliceLexer<'t>,
}

impl Reader<'_> {
    fn position(&self) -> usize {
        self.text.len() - self.lexer.as_slice().len()
    }

    fn value_and_end(&mut self) -> Result<Node, Problem> {
        let node = self.value(DEEPEST)?;
        match self.lexer.ws_peek() {
            None => Ok(node),
            Some(_) => Err(Expect::Eof.into()),
        }
    }

    fn value(&mut self, depth: usize) -> Result<Node, Problem> {
        if depth == 0 {
            return Err(Problem::TooDeep);
        }
        match self.lexer.ws_peek() {
            Some(b'a'..=b'z') => match self.lexer.null_or_bool() {
                Some(None) => Ok(Node::Null),
                Some(Some(flag)) => Ok(Node::Flag(flag)),
                None => Err(Expect::Value.into()),
            },
            Some(b'0'..=b'9' | b'-') => {
                let start = self.position();
                let parts = self.lexer.num_ignore().validate()?;
                let digits = self.text.get(start..self.position()).unwrap_or_default();
                let is_plain = parts.is_int() && digits != "-0";
                Ok(Node::Number(if is_plain { digits.to_owned() } else { decimal(digits) }))
            }
            Some(b'"') => Ok(Node::Text(self.string()?)),
            Some(b'[') => {
                let mut list = Vec::new();
                while self.another(b']', list.is_empty())? {
                    if list.len() == MOST_VALUES {
                        return Err(Problem::TooMany(MOST_VALUES, "values in a list"));
                    }
                    list.push(self.value(depth - 1)?);
                }
                Ok(Node::List(list))
            }
            Some(b'{') => {
                let mut map = Vec::new();
                while self.another(b'}', map.is_empty())? {
                    if self.lexer.ws_peek() != Some(b'"') {
                        return Err(Expect::String.into());
                    }
                    let key = self.string()?;
                    check_key(&map, &key)?;
                    self.lexer.expect(SliceLexer::ws_peek, b':').ok_or(Expect::Colon)?;
                    map.push((key, self.value(depth - 1)?));
                }
                Ok(Node::Map(map))
            }
            _ => Err(Expect::Value.into()),
        }
    }

    /// Steps over what opens, parts or ends a list or a group, and says whether a value follows.
    fn another(&mut self, end: u8, is_first: bool) -> Result<bool, Expect> {
        if is_first {
            self.lexer.take_next();
        }
        match self.lexer.ws_peek() {
            Some(next) if next == end => {
                self.lexer.take_next();
                Ok(false)
            }
            Some(_) if is_first => Ok(true),
            Some(b',') => {
                self.lexer.take_next();
                Ok(true)
            }
            _ => Err(if is_first { Expect::ValueOrEnd } else { Expect::CommaOrEnd }),
        }
    }

    /// A string, from its opening quote. Cut out of the text, because the lexer's own function
    /// would check again that it is UTF-8.
    fn string(&mut self) -> Result<String, Problem> {
        let mut string = String::new();
        self.lexer.take_next();
        loop {
            let start = self.position();
            self.lexer.skip_until(|byte| matches!(byte, b'"' | b'\\' | 0..=0x1F));
            string.push_str(self.text.get(start..self.position()).unwrap_or_default());
            match self.lexer.take_next() {
                Some(b'"') => return Ok(string),
                Some(b'\\') => {
                    let kind = self.lexer.take_next().ok_or(str::Error::Eof)?;
                    let letter = self.lexer.escape(kind);
                    string.push(letter.map_err(str::Error::Escape)?);
                }
                Some(_) => return Err(str::Error::Control.into()),
                None => return Err(str::Error::Eof.into()),
            }
        }
    }
}

/// A key given twice is an error.
pub(super) fn check_key(map: &[(String, Node)], key: &str) -> Result<(), Problem> {
    if map.iter().any(|(known, _)| known == key) {
        return Err(Problem::Twice(key.to_owned()));
    }
    // Keeps the search above from taking long.
    if map.len() == MOST_KEYS {
        return Err(Problem::TooMany(MOST_KEYS, "keys in a group"));
    }
    Ok(())
}

/// The shortest decimal text of a JSON number with up to six decimals; nothing finer is of use
/// here. In whole numbers, for reading and printing floats weighs 25 kB in Wasm.
pub(super) fn decimal(number: &str) -> String {
    shortest(number).unwrap_or_else(|| "too large or too fine".to_owned())
}

fn shortest(number: &str) -> Option<String> {
    let (mut value, mut decimals, mut in_decimals) = (0_u64, 0_i32, false);
    let mut exponent = "0";
    for (at, byte) in number.bytes().enumerate() {
        match byte {
            b'0'..=b'9' => {
                value = value.checked_mul(10)?.checked_add(u64::from(byte - b'0'))?;
                decimals += i32::from(in_decimals);
            }
            b'.' => in_decimals = true,
            b'e' | b'E' => {
                exponent = number.get(at + 1..)?;
                break;
            }
            _ => {}
        }
    }
    if value == 0 {
        return Some("0".to_owned());
    }
    if number.starts_with('-') {
        return Some("below 0".to_owned());
    }
    decimals = decimals.checked_sub(exponent.parse().ok()?)?;
    while decimals < 0 {
        value = value.checked_mul(10)?;
        decimals += 1;
    }
    while decimals > 0 && value.is_multiple_of(10) {
        value /= 10;
        decimals -= 1;
    }
    let scale = 10_u64.pow(u32::try_from(decimals).ok().filter(|decimals| *decimals <= 6)?);
    let whole = (value / scale).to_string();
    // The leading 1 keeps the zeros behind the point.
    let behind = (value % scale + scale).to_string();
    Some(if decimals == 0 { whole } else { format!("{whole}.{}", behind.get(1..)?) })
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
    }

    #[test]
    fn depth_and_width_have_their_limits() {
        let message = |text: &str| read(text).unwrap_err();
        let deep = |depth| "[".repeat(depth) + &"]".repeat(depth);
        assert!(read(&deep(127)).is_ok());
        assert!(message(&deep(129)).starts_with("recursion limit"));
        let list = |length| format!("[{}]", vec!["0"; length].join(","));
        assert!(read(&list(20_000)).is_ok());
        assert!(message(&list(20_001)).starts_with("more than 20000 values in a list at line 1"));
        let group = |width| {
            let keys: Vec<String> = (0..width).map(|key| format!("\"{key}\":0")).collect();
            format!("{{{}}}", keys.join(","))
        };
        assert!(read(&group(2_000)).is_ok());
        assert!(message(&group(2_001)).starts_with("more than 2000 keys in a group at line 1"));
    }

    #[test]
    fn numbers_become_their_shortest_decimal_text() {
        let same = ["0", "0.2", "1.5", "0.000001", "0.05", "123456789012345", "12.5"];
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
            ("1e15", "1000000000000000"),
            ("1e99999999999999999999", "too large or too fine"),
            ("1e-99999999999999999999", "too large or too fine"),
            ("0.0000001", "too large or too fine"),
            ("1234567890.1234567", "too large or too fine"),
        ]) {
            assert_eq!(decimal(number), text, "{number}");
        }
    }
}
