//! How the assessment came about, as its file keeps it: whose answers, what they agreed on, what was settled and how.

use super::compare::{Voice, agreed};
use super::finish::DecisionConflict;
use super::{Combination, Compared, Counts, Kind, Settlement};
use crate::assessment::{Choice, Decision};
use crate::date::Date;
use crate::document::Node;

/// The record.
pub(super) fn record(
    combination: &Combination,
    names: &[String],
    lines: &[Compared<'_>],
    conflicts: &[DecisionConflict<'_>],
    today: Date,
) -> Node {
    let counts = Counts::of(lines.iter());
    let mut files = Vec::new();
    for (name, person) in names.iter().zip(&combination.people) {
        let assessment = &person.assessment;
        let mut file = Group::new();
        file.text("name", name);
        file.words("title", &assessment.title);
        file.words("file", &person.file);
        file.words("date", &assessment.date);
        file.text("mode", assessment.mode.name());
        file.words("version", &assessment.version);
        if let Some(origin) = &assessment.origin {
            file.put("origin", origin.record());
        }
        files.push(file.node());
    }
    let (mut near, mut settled, mut open) = (Vec::new(), Vec::new(), Vec::new());
    for line in lines {
        let list = match line.kind {
            _ if line.is_settled() => &mut settled,
            Kind::Near { .. } => &mut near,
            Kind::Conflict => &mut open,
            Kind::Agreement | Kind::BlindSpot => continue,
        };
        list.push(question(line, names));
    }
    // Settled before other files or another profile took the question away.
    for (id, settlement) in &combination.settled {
        if lines.iter().all(|line| line.question.id != *id) {
            let mut group = Group::new();
            group.text("question", id.as_str());
            group.put("answers", Node::List(Vec::new()));
            put_settlement(&mut group, settlement);
            settled.push(group.node());
        }
    }
    let mut group = Group::new();
    group.text("kind", "combined");
    group.text("date", &today.to_string());
    group.text("engine", crate::ENGINE_VERSION);
    group.number("people", files.len());
    group.put("files", Node::List(files));
    group.number("agreed", counts.agreement);
    group.number("conflicts", counts.conflict);
    group.number("blindSpots", counts.blind_spot);
    group.list("profile", profile(combination, names));
    group.list("near", near);
    group.list("settled", settled);
    group.list("open", open);
    group.list("decisions", decisions(conflicts, names));
    group.node()
}

/// A question, what each person said, and what was settled.
fn question(line: &Compared<'_>, names: &[String]) -> Node {
    let mut answers = Vec::new();
    for (name, voice) in names.iter().zip(&line.voices) {
        let mut answer = Group::new();
        answer.text("name", name);
        match voice {
            Voice::Level(level) => answer.number("level", usize::from(*level)),
            Voice::DontKnow => answer.put("dontKnow", Node::Flag(true)),
            Voice::NotApplicable(reason) => answer.text("notApplicable", reason),
            Voice::NotAsked | Voice::Unanswered => continue,
        }
        answers.push(answer.node());
    }
    let mut group = Group::new();
    group.text("question", line.question.id.as_str());
    group.put("answers", Node::List(answers));
    if let Some(settlement) = line.settlement {
        put_settlement(&mut group, settlement);
    }
    group.node()
}

fn put_settlement(group: &mut Group, settlement: &Settlement) {
    match &settlement.choice {
        Some(Choice::Level(level)) => group.number("level", usize::from(*level)),
        Some(Choice::DontKnow) => group.put("dontKnow", Node::Flag(true)),
        Some(Choice::NotApplicable { reason }) => group.text("notApplicable", reason),
        None => {}
    }
    group.words("note", &settlement.note);
}

/// The facts about the firm on which people differ, also those that this questionnaire does not ask.
fn profile(combination: &Combination, names: &[String]) -> Vec<Node> {
    let options = |options: &[String]| {
        let mut list = Vec::new();
        for option in options {
            list.push(Node::Text(option.clone()));
        }
        Node::List(list)
    };
    let mut facts = Vec::new();
    for id in combination.profile_ids() {
        let held = combination.held(&id);
        let settled = combination.settled_profile.get(&id);
        let (differ, _) = agreed(&held);
        if !differ && settled.is_none() {
            continue;
        }
        let mut answers = Vec::new();
        for (name, held) in names.iter().zip(held) {
            let Some(held) = held else { continue };
            let mut answer = Group::new();
            answer.text("name", name);
            answer.put("options", options(held));
            answers.push(answer.node());
        }
        let mut group = Group::new();
        group.text("question", id.as_str());
        group.put("answers", Node::List(answers));
        if let Some(settled) = settled {
            group.put("options", options(settled));
        }
        facts.push(group.node());
    }
    facts
}

/// The decisions that differ.
fn decisions(conflicts: &[DecisionConflict<'_>], names: &[String]) -> Vec<Node> {
    let mut list = Vec::new();
    for conflict in conflicts {
        let mut decisions = Vec::new();
        for (at, decision) in &conflict.decisions {
            let Decision { status, owner, due, reason } = decision;
            let mut group = Group::new();
            group.text("name", names.get(*at).map(String::as_str).unwrap_or_default());
            group.text("status", status.name());
            group.words("owner", owner);
            group.words("due", &due.map(|due| due.to_string()).unwrap_or_default());
            group.words("reason", reason);
            decisions.push(group.node());
        }
        let mut group = Group::new();
        group.text("question", conflict.question.as_str());
        group.put("answers", Node::List(decisions));
        list.push(group.node());
    }
    list
}

/// A group of keys in the making.
struct Group(Vec<(String, Node)>);

impl Group {
    fn new() -> Self {
        Self(Vec::new())
    }

    fn put(&mut self, key: &str, node: Node) {
        self.0.push((key.to_owned(), node));
    }

    fn text(&mut self, key: &str, text: &str) {
        self.put(key, Node::Text(text.to_owned()));
    }

    /// A text, unless it is empty.
    fn words(&mut self, key: &str, text: &str) {
        if !text.is_empty() {
            self.text(key, text);
        }
    }

    fn number(&mut self, key: &str, number: usize) {
        self.put(key, Node::Number(number.to_string()));
    }

    /// A list, unless nothing is in it.
    fn list(&mut self, key: &str, nodes: Vec<Node>) {
        if !nodes.is_empty() {
            self.put(key, Node::List(nodes));
        }
    }

    fn node(self) -> Node {
        Node::Map(self.0)
    }
}
