//! What a trainer can do, and the one-line commands by which markup names it.

use super::Place;
use crate::assessment::Mode;
use crate::diagnostic::Findings;
use crate::document::{Node, parse_json};
use crate::questionnaire::QuestionId;

/// Something a trainer does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Go to a page.
    Go(Place),
    /// Go on.
    Next,
    /// Go back.
    Back,
    /// Take the code, or the codes on a line each, that were typed or pasted.
    Code(String),
    /// Take what a camera read. It reads the same code many times a second.
    Scanned(String),
    /// Take files: their names and texts.
    Files {
        /// Name and text of each.
        files: Vec<(String, String)>,
        /// Whether they were dropped together with those of the action before.
        goes_on: bool,
    },
    /// Take a result out, by its number from 1.
    Remove(usize),
    /// Take the result of a code out.
    RemoveCode(String),
    /// Take back what was done last.
    Undo,
    /// Put away what is said.
    Dismiss,
    /// Choose which questions are asked.
    Mode(Mode),
    /// Count hands.
    Hands {
        /// The question.
        question: QuestionId,
        /// The level; `None` for those who don't know.
        level: Option<usize>,
        /// How many; `None` where what was typed is no number.
        hands: Option<u64>,
    },
    /// Note what was said about a question.
    HandsNote {
        /// The question.
        question: QuestionId,
        /// The note.
        note: String,
    },
    /// Choose the time for a question, in seconds.
    Timer(u32),
}

impl Action {
    /// The action of a command and the value that comes with it; `None` where there is no such command, or a number
    /// or list in it is none.
    #[must_use]
    pub fn from_command(command: &str, value: &str) -> Option<Self> {
        let (name, rest) = command.split_once(' ').unwrap_or((command, ""));
        Some(match name {
            "go" => Self::Go(Place::from_name(rest)?),
            "next" => Self::Next,
            "back" => Self::Back,
            "code" => Self::Code(value.to_owned()),
            "scanned" => Self::Scanned(value.to_owned()),
            "file" => {
                Self::Files { files: vec![(rest.to_owned(), value.to_owned())], goes_on: false }
            }
            "file-more" => {
                Self::Files { files: vec![(rest.to_owned(), value.to_owned())], goes_on: true }
            }
            "files" => Self::Files { files: files(value)?, goes_on: false },
            "files-more" => Self::Files { files: files(value)?, goes_on: true },
            "remove" => Self::Remove(rest.parse().ok()?),
            "remove-code" => Self::RemoveCode(value.to_owned()),
            "undo" => Self::Undo,
            "dismiss" => Self::Dismiss,
            "mode" => Self::Mode(Mode::from_name(rest)?),
            "hands" => {
                let (question, level) = rest.split_once(' ')?;
                let level = if level == "dont-know" { None } else { Some(level.parse().ok()?) };
                Self::Hands { question: QuestionId::new(question), level, hands: hands(value) }
            }
            "hands-note" => {
                Self::HandsNote { question: QuestionId::new(rest), note: value.to_owned() }
            }
            "timer" => Self::Timer(value.trim().parse().ok()?),
            _ => return None,
        })
    }
}

/// A number of hands; a blank is none raised.
fn hands(typed: &str) -> Option<u64> {
    match typed.trim() {
        "" => Some(0),
        digits if digits.bytes().all(|byte| byte.is_ascii_digit()) => {
            Some(digits.parse().unwrap_or(u64::MAX))
        }
        _ => None,
    }
}

/// A JSON list of pairs of name and text.
fn files(json: &str) -> Option<Vec<(String, String)>> {
    let Some(Node::List(nodes)) = parse_json(json, &mut Findings::new()) else { return None };
    let mut files = Vec::new();
    for node in nodes {
        let Ok([name, text]) = <[String; 2]>::try_from(node.texts()?) else { return None };
        files.push((name, text));
    }
    Some(files)
}
