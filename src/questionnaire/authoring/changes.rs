//! What an overlay changes against its base, a line each. Compares the compiled forms, so no kind
//! of change is forgotten.

use crate::diagnostic::Findings;
use crate::document::{Node, parse_json};
use crate::questionnaire::Questionnaire;

/// What is said elsewhere, or follows from the rest.
const LEFT_OUT: [&str; 7] =
    ["format", "formatVersion", "id", "version", "language", "fingerprint", "textsFingerprint"];

/// Keys whose values are texts for people.
const TEXTS: [&str; 24] = [
    "title",
    "short",
    "questionStem",
    "method",
    "disclaimer",
    "levels",
    "name",
    "summary",
    "prompt",
    "hint",
    "text",
    "lead",
    "rows",
    "items",
    "why",
    "evidence",
    "quickWin",
    "nextSteps",
    "action",
    "gap",
    "caution",
    "publisher",
    "line",
    "confirmed",
];

/// Lists of things with ids, and what one of them is called.
const THINGS: [(&str, &str); 14] = [
    ("domains", "domain"),
    ("questions", "question"),
    ("bands", "band"),
    ("efforts", "effort"),
    ("lenses", "lens"),
    ("profile", "profile question"),
    ("options", "option"),
    ("sources", "source"),
    ("sheetRows", "sheet row"),
    ("sheets", "sheet"),
    ("cards", "card"),
    ("sections", "section"),
    ("gaps", "gap"),
    ("examples", "example"),
];

/// What is different in `overlay`, a line each, in the order of the questionnaire. Texts of
/// another language are not compared.
#[must_use]
pub fn changes(base: &Questionnaire, overlay: &Questionnaire) -> Vec<String> {
    let tree = |questionnaire: &Questionnaire| {
        parse_json(&questionnaire.to_json(), &mut Findings::new()).unwrap_or(Node::Null)
    };
    let mut changes = Changes { lines: Vec::new(), with_texts: base.language == overlay.language };
    changes.group("", &tree(base), &tree(overlay));
    changes.lines
}

struct Changes {
    lines: Vec<String>,
    with_texts: bool,
}

impl Changes {
    fn group(&mut self, path: &str, base: &Node, overlay: &Node) {
        let (Node::Map(before), Node::Map(after)) = (base, overlay) else { return };
        let gone = before.iter().filter(|(key, _)| overlay.get(key).is_none());
        for (key, _) in after.iter().chain(gone) {
            if !(path.is_empty() && LEFT_OUT.contains(&key.as_str())) {
                self.value(path, key, base.get(key), overlay.get(key));
            }
        }
    }

    fn value(&mut self, path: &str, key: &str, before: Option<&Node>, after: Option<&Node>) {
        if before == after {
            return;
        }
        let field =
            if path.is_empty() { spelled(key) } else { format!("{path}: {}", spelled(key)) };
        // The rules have a group of that name.
        if TEXTS.contains(&key) && !(key == "quickWin" && path == "rules") {
            if self.with_texts {
                let what = match (before, after) {
                    (None, _) => "text added",
                    (_, None) => "text dropped",
                    _ => "text changed",
                };
                self.lines.push(format!("{field}: {what}"));
            }
            return;
        }
        // Mere names, such as the lenses of a question, are no things.
        let is_things = |node: Option<&Node>| match node {
            None => true,
            Some(Node::List(items)) => items.iter().all(|item| id_of(item).is_some()),
            Some(_) => false,
        };
        let thing = THINGS.iter().find(|(list, _)| *list == key).map(|(_, thing)| *thing);
        if let Some(thing) = thing.filter(|_| is_things(before) && is_things(after)) {
            return self.things(path, thing, before, after);
        }
        match (before, after) {
            (Some(before @ Node::Map(_)), Some(after @ Node::Map(_))) if key != "condition" => {
                self.group(&field, before, after);
            }
            _ => match (shown(before), shown(after)) {
                (Some(before), Some(after)) => {
                    self.lines.push(format!("{field} {before} → {after}"));
                }
                _ => {
                    let what = match (before, after) {
                        (None, _) => "added",
                        (_, None) => "dropped",
                        _ => "changed",
                    };
                    self.lines.push(format!("{field}: {what}"));
                }
            },
        }
    }

    fn things(&mut self, path: &str, thing: &str, before: Option<&Node>, after: Option<&Node>) {
        let items = |node: Option<&Node>| match node {
            Some(Node::List(items)) => items.clone(),
            _ => Vec::new(),
        };
        let (before, after) = (items(before), items(after));
        // Options and sections stand within something; all else is found by its own id.
        let within = match thing {
            "option" | "section" | "gap" => format!("{path}: "),
            _ => String::new(),
        };
        for item in &after {
            let id = id_of(item).unwrap_or_default();
            match before.iter().find(|known| id_of(known) == Some(id)) {
                Some(known) => self.group(&format!("{within}{thing} `{id}`"), known, item),
                None => self.lines.push(format!("{within}added {thing} `{id}`{}", count(item))),
            }
        }
        for item in &before {
            let id = id_of(item).unwrap_or_default();
            if !after.iter().any(|known| id_of(known) == Some(id)) {
                self.lines.push(format!("{within}dropped {thing} `{id}`{}", count(item)));
            }
        }
    }
}

fn id_of(item: &Node) -> Option<&str> {
    match item.get("id").or_else(|| item.get("question")) {
        Some(Node::Text(id)) => Some(id),
        _ => None,
    }
}

fn count(item: &Node) -> String {
    match item.get("questions") {
        Some(Node::List(questions)) => format!(" (questions: {})", questions.len()),
        _ => String::new(),
    }
}

/// A value that fits on a line.
fn shown(node: Option<&Node>) -> Option<String> {
    match node? {
        Node::Flag(flag) => Some(flag.to_string()),
        Node::Number(text) | Node::Text(text) => Some(as_decimal(text)),
        Node::List(items) => {
            let items: Option<Vec<String>> = items.iter().map(|item| shown(Some(item))).collect();
            Some(format!("[{}]", items?.join(", ")))
        }
        Node::Null | Node::Map(_) => None,
    }
}

/// `5/2`, as compiled questionnaires have it, as authors write it: 2.5. Thirds stay as they are.
fn as_decimal(text: &str) -> String {
    let decimal = || {
        let (top, bottom) = text.split_once('/')?;
        let (top, bottom) = (top.parse::<u128>().ok()?, bottom.parse::<u128>().ok()?);
        let thousandths = top.checked_mul(1000)?;
        if thousandths.checked_rem(bottom)? != 0 {
            return None;
        }
        let thousandths = thousandths / bottom;
        let digits = format!("{:03}", thousandths % 1000);
        Some(format!("{}.{}", thousandths / 1000, digits.trim_end_matches('0')))
    };
    decimal().unwrap_or_else(|| text.to_owned())
}

/// A key as authors write it.
fn spelled(key: &str) -> String {
    let mut spelled = String::new();
    for letter in key.chars() {
        if letter.is_ascii_uppercase() {
            spelled.push('-');
        }
        spelled.push(letter.to_ascii_lowercase());
    }
    spelled
}
