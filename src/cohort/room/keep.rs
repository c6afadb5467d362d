//! A room as text, so that a page that was closed goes on where it was. Holds the results without words, as their
//! codes do, and which of them the figures count. Never holds a name: a file is known by its hash.

use serde::Serialize;

use super::{Entry, Key, Room, count, figures, sizes, written};
use crate::assessment::{Anonymous, Mode};
use crate::cohort::gate::Gate;
use crate::cohort::hands::{Hands, MOST_HANDS};
use crate::diagnostic::{Diagnostic, Findings};
use crate::document::{Node, Object, Spelling, parse_json, to_json};
use crate::questionnaire::Questionnaire;

/// What stands in the field `format` of a kept room.
pub const KEPT_FORMAT: &str = "reasonable-steps/kept-room";
/// The version of that form that this engine writes and reads.
pub const KEPT_FORMAT_VERSION: u32 = 1;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Kept<'a> {
    format: &'static str,
    format_version: u32,
    questionnaire: &'a str,
    fingerprint: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    mode: Option<Mode>,
    results: Vec<KeptResult>,
    groups: Vec<&'a [usize]>,
    blocks: &'a [Vec<Vec<usize>>],
    hands: Vec<KeptHand<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct KeptResult {
    /// The code's number, or the file's hash.
    key: String,
    mode: Mode,
    here: bool,
    profile: String,
    states: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    counted_profile: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    counted_states: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct KeptHand<'a> {
    question: &'a str,
    levels: &'a [u64],
    dont_know: u64,
    #[serde(skip_serializing_if = "str::is_empty")]
    note: &'a str,
}

impl Room {
    /// The room as text. What could be undone stays behind.
    #[must_use]
    pub fn to_json(&self, questionnaire: &Questionnaire) -> String {
        let mut results = Vec::new();
        for (entry, here) in self.entries.iter().zip(&self.present) {
            let counted = entry.counted.as_ref();
            results.push(KeptResult {
                key: key_text(entry.key),
                mode: entry.result.mode,
                here: *here,
                profile: written::profile(questionnaire, &entry.result),
                states: written::states(&entry.result),
                counted_profile: counted.map(|result| written::profile(questionnaire, result)),
                counted_states: counted.map(written::states),
            });
        }
        let mut hands = Vec::new();
        for (question, hand) in questionnaire.questions().zip(self.hands.all()) {
            if !hand.is_empty() {
                hands.push(KeptHand {
                    question: question.id.as_str(),
                    levels: &hand.count.levels,
                    dont_know: hand.count.dont_know,
                    note: &hand.note,
                });
            }
        }
        to_json(&Kept {
            format: KEPT_FORMAT,
            format_version: KEPT_FORMAT_VERSION,
            questionnaire: &questionnaire.id,
            fingerprint: questionnaire.fingerprint.as_str(),
            mode: self.mode.filter(|_| self.is_chosen),
            results,
            groups: self.gate.groups().collect(),
            blocks: self.gate.blocks(),
            hands,
        })
    }

    /// Reads a room that was kept with this very questionnaire.
    ///
    /// # Errors
    /// All findings, at least one, where the text is not such a room or was altered against the release rule.
    pub fn from_json(text: &str, questionnaire: &Questionnaire) -> Result<Self, Vec<Diagnostic>> {
        let mut findings = Findings::new();
        let room = parse_json(text, &mut findings)
            .and_then(|node| read(&node, questionnaire, &mut findings));
        match room {
            Some(room) if !findings.has_errors() => Ok(room),
            _ => Err(findings.into_vec()),
        }
    }
}

fn key_text(key: Key) -> String {
    match key {
        Key::Code(number) => number.to_string(),
        Key::File(hash) => hash.iter().map(|byte| format!("{byte:02x}")).collect(),
    }
}

fn read_key(text: &str) -> Option<Key> {
    if text.len() < 64 {
        return text.parse().ok().map(Key::Code);
    }
    let mut hash = [0; 32];
    let mut at = 0;
    for byte in &mut hash {
        *byte = u8::from_str_radix(text.get(at..at + 2)?, 16).ok()?;
        at += 2;
    }
    (at == text.len()).then_some(Key::File(hash))
}

fn read(node: &Node, questionnaire: &Questionnaire, findings: &mut Findings) -> Option<Room> {
    let mut root = Object::root(node, Spelling::Json, findings)?;
    let is = |node: Option<&Node>, text: &str| node == Some(&Node::Text(text.to_owned()));
    let is_room = is(root.node("format"), KEPT_FORMAT)
        && root.node("formatVersion") == Some(&Node::Number(KEPT_FORMAT_VERSION.to_string()));
    if !is_room {
        let message = format!("is not \"{KEPT_FORMAT}\" {KEPT_FORMAT_VERSION}: this is no room");
        findings.error("format", "format", message, "begin a new room");
        return None;
    }
    let is_ours = is(root.node("questionnaire"), &questionnaire.id)
        && is(root.node("fingerprint"), questionnaire.fingerprint.as_str());
    if !is_ours {
        let message = "is a room of another questionnaire, or of another version";
        findings.error("other-version", "questionnaire", message, "begin a new room");
        return None;
    }
    let mut room = Room::new(questionnaire);
    if let Some(Node::Text(name)) = root.node("mode") {
        room.mode = Mode::from_name(name);
        room.is_chosen = room.mode.is_some();
    }
    root.each("results", findings, &mut |object, findings| {
        if read_result(object, questionnaire, &mut room).is_none() {
            findings.error("result", object.path(), "is no result", "begin a new room");
        }
    });
    root.each("hands", findings, &mut |object, findings| {
        if read_hand(object, questionnaire, &mut room.hands).is_none() {
            findings.error("hand", object.path(), "is no show of hands", "begin a new room");
        }
    });
    let groups = lists(root.list("groups", findings));
    let blocks: Option<Vec<_>> = root.list("blocks", findings).iter().map(nested).collect();
    let entries = &room.entries;
    let mut counts = Vec::new();
    let gate = groups.zip(blocks).and_then(|(groups, blocks)| {
        let is_known = |member: &usize| *member < entries.len();
        let is_sound =
            groups.iter().flatten().all(is_known) && blocks.len() == figures(questionnaire);
        is_sound.then(|| {
            Gate::restore(groups, blocks, |members| {
                counts.push(count(questionnaire, entries, members));
                counts.last().map(sizes).unwrap_or_default()
            })
        })?
    });
    let Some(gate) = gate else {
        let message = "do not follow the rule by which figures are shown";
        findings.error("groups", "groups", message, "begin a new room");
        return None;
    };
    (room.gate, room.counts) = (gate, counts);
    room.follow_mode();
    Some(room)
}

fn read_result(
    object: &mut Object<'_>,
    questionnaire: &Questionnaire,
    room: &mut Room,
) -> Option<()> {
    let mut text = |key| match object.node(key) {
        Some(Node::Text(text)) => Some(text.as_str()),
        _ => None,
    };
    let key = read_key(text("key")?)?;
    let mode = Mode::from_name(text("mode")?)?;
    let result = written::read(questionnaire, mode, text("profile")?, text("states")?)?;
    let counted: Option<Anonymous> = match (text("countedProfile"), text("countedStates")) {
        (Some(profile), Some(states)) => Some(written::read(questionnaire, mode, profile, states)?),
        _ => None,
    };
    let here = object.node("here") == Some(&Node::Flag(true));
    if room.known.insert(key, room.entries.len()).is_some() {
        return None;
    }
    room.entries.push(Entry { key, result, counted });
    room.present.push(here);
    Some(())
}

fn read_hand(
    object: &mut Object<'_>,
    questionnaire: &Questionnaire,
    hands: &mut Hands,
) -> Option<()> {
    let Some(Node::Text(id)) = object.node("question") else { return None };
    let at = questionnaire.questions().position(|question| question.id.as_str() == id)?;
    let levels = numbers(object.node("levels")?)?;
    for (level, count) in (0..).zip(levels) {
        let is_known = hands.set(at, Some(level), u64::try_from(count).unwrap_or(MOST_HANDS));
        is_known.then_some(())?;
    }
    if let Some(Node::Number(digits)) = object.node("dontKnow") {
        hands.set(at, None, digits.parse().ok()?);
    }
    if let Some(Node::Text(note)) = object.node("note") {
        hands.note(at, note);
    }
    Some(())
}

fn numbers(node: &Node) -> Option<Vec<usize>> {
    let Node::List(nodes) = node else { return None };
    let number = |node: &Node| match node {
        Node::Number(digits) => digits.parse().ok(),
        _ => None,
    };
    nodes.iter().map(number).collect()
}

fn lists(nodes: &[Node]) -> Option<Vec<Vec<usize>>> {
    nodes.iter().map(numbers).collect()
}

fn nested(node: &Node) -> Option<Vec<Vec<usize>>> {
    match node {
        Node::List(nodes) => lists(nodes),
        _ => None,
    }
}
