//! Lays one group of keys over another: adds, changes and drops.

use super::sources::{Entries, entries, take, value_mut};
use crate::diagnostic::Findings;
use crate::document::Node;

/// Lists of things with ids: an overlay adds to them, changes their members and drops them.
const THINGS: [&str; 11] = [
    "domains",
    "questions",
    "bands",
    "efforts",
    "profile",
    "options",
    "sheet-rows",
    "sheets",
    "cards",
    "sections",
    "gaps",
];
/// Lists that hold things with ids in `questionnaire.toml`, and mere names elsewhere.
const THINGS_OF_THE_HEAD: [&str; 3] = ["lenses", "sources", "examples"];

/// An overlay at work.
pub(super) struct Layer<'a> {
    /// Id and version of the base, for messages.
    pub(super) base: &'a str,
    /// What was dropped.
    pub(super) dropped: Vec<String>,
    /// Where mistakes go.
    pub(super) findings: &'a mut Findings,
}

impl Layer<'_> {
    /// Lays `over` over a group of the base and takes the texts of what is dropped out of `texts`.
    /// `place` is for messages; `prefix` makes ids of questions full.
    pub(super) fn lay(
        &mut self,
        place: &str,
        prefix: &str,
        base: &mut Entries,
        texts: &mut Entries,
        mut over: Entries,
        is_head: bool,
    ) {
        if let Some(lists) = take(&mut over, "drop") {
            self.drop(place, prefix, base, texts, lists, is_head);
        }
        if let Some(lists) = take(&mut over, "change") {
            self.change(place, base, texts, lists, is_head);
        }
        without(place, self.base, base, &mut over, self.findings);
        for (key, node) in over {
            match (value_mut(base, &key), node) {
                (Some(Node::List(list)), Node::List(items)) if is_things(&key, is_head) => {
                    for item in items {
                        self.add(&format!("{place}: {key}"), list, item);
                    }
                }
                (None, Node::List(items)) if is_things(&key, is_head) => {
                    let mut list = Vec::new();
                    for item in items {
                        self.add(&format!("{place}: {key}"), &mut list, item);
                    }
                    base.push((key, Node::List(list)));
                }
                (Some(Node::Map(known)), Node::Map(group)) if key != "condition" => {
                    deep(known, group);
                }
                (_, node) => set(base, key, node),
            }
        }
    }

    fn drop(
        &mut self,
        place: &str,
        prefix: &str,
        base: &mut Entries,
        texts: &mut Entries,
        lists: Node,
        is_head: bool,
    ) {
        for (key, ids) in self.lists(&format!("{place}: drop"), lists, is_head) {
            let place = format!("{place}: drop: {key}");
            let Some(ids) = ids.texts() else {
                self.findings.error("type", place, "is no list of ids", "write [\"id\", …]");
                continue;
            };
            for id in ids {
                let mut none = Vec::new();
                let list = list_mut(base, &key, &mut none);
                match list.iter().position(|item| id_of(item) == Some(&id)) {
                    Some(at) => {
                        list.remove(at);
                        if let Some(Node::Map(texts)) = value_mut(texts, &key) {
                            take(texts, &id);
                        }
                        // A gap's id is that of the question it is about.
                        if key != "gaps" {
                            self.dropped.push(format!("{prefix}{id}"));
                        }
                    }
                    None => {
                        let known = known(list);
                        self.absent(&place, &id, &known);
                    }
                }
            }
        }
    }

    fn change(
        &mut self,
        place: &str,
        base: &mut Entries,
        texts: &mut Entries,
        lists: Node,
        is_head: bool,
    ) {
        for (key, group) in self.lists(&format!("{place}: change"), lists, is_head) {
            let place = format!("{place}: change: {key}");
            let Node::Map(changes) = group else {
                let hint = "write a table for each id: [change.questions.some-id]";
                self.findings.error("type", place, "is no group of ids", hint);
                continue;
            };
            for (id, change) in changes {
                let mut none = Vec::new();
                let list = list_mut(base, &key, &mut none);
                let known = known(list);
                let Some(item) = list.iter_mut().find(|item| id_of(item) == Some(&id)) else {
                    self.absent(&place, &id, &known);
                    continue;
                };
                let place = format!("{place}: {id}");
                let Node::Map(change) = change else {
                    let hint = "write the keys to change below [change.LIST.ID]";
                    self.findings.error("type", place, "is no group of keys", hint);
                    continue;
                };
                if change.iter().any(|(key, _)| key == "id") {
                    let hint = "drop this one and add another: an id never changes";
                    self.findings.error("id", place, "changes the id", hint);
                    continue;
                }
                let mut group = match std::mem::replace(item, Node::Null) {
                    Node::Text(id) => vec![("id".to_owned(), Node::Text(id))],
                    other => entries(other),
                };
                let mut no_texts = Vec::new();
                let own = match value_mut(texts, &key) {
                    Some(Node::Map(texts)) => match value_mut(texts, &id) {
                        Some(Node::Map(own)) => own,
                        _ => &mut no_texts,
                    },
                    _ => &mut no_texts,
                };
                self.lay(&place, "", &mut group, own, change, false);
                *item = Node::Map(group);
            }
        }
    }

    /// Adds a thing to a list, where its `after` or `before` says or at the end.
    fn add(&mut self, place: &str, list: &mut Vec<Node>, mut item: Node) {
        let mut at = list.len();
        if let Node::Map(keys) = &mut item {
            for (key, further) in [("before", 0), ("after", 1)] {
                let Some(Node::Text(beside)) = take(keys, key) else { continue };
                match list.iter().position(|known| id_of(known) == Some(&beside)) {
                    Some(found) => at = found + further,
                    None => {
                        let known = known(list);
                        self.absent(&format!("{place}: {key}"), &beside, &known);
                    }
                }
            }
        }
        if let Some(id) = id_of(&item)
            && list.iter().any(|known| id_of(known) == Some(id))
        {
            let message = format!("adds `{id}`, which is in {} already", self.base);
            let hint = format!("choose another id, or change that one: [change.LIST.{id}]");
            self.findings.error("duplicate-id", place, message, hint);
            return;
        }
        if let Node::Map(keys) = &item
            && let [(key, Node::Text(id))] = keys.as_slice()
            && key == "id"
        {
            item = Node::Text(id.clone());
        }
        list.insert(at, item);
    }

    /// The lists that a `drop` or a `change` speaks of.
    fn lists(&mut self, place: &str, lists: Node, is_head: bool) -> Entries {
        let Node::Map(lists) = lists else {
            let hint = "name the list as well, such as drop.questions = [\"some-id\"]";
            self.findings.error("type", place, "is no group of lists", hint);
            return Vec::new();
        };
        let (known, unknown): (Vec<_>, Vec<_>) =
            lists.into_iter().partition(|(key, _)| is_things(key, is_head));
        for (key, _) in unknown {
            let further: &[&str] = if is_head { &THINGS_OF_THE_HEAD } else { &[] };
            let names = THINGS.iter().chain(further).copied().collect::<Vec<_>>().join(", ");
            let message = format!("`{key}` is no list of things with ids");
            self.findings.error("unknown-key", place, message, format!("known are: {names}"));
        }
        known
    }

    fn absent(&mut self, place: &str, id: &str, known: &str) {
        let message = format!("names `{id}`, which {} does not have", self.base);
        let hint = match known {
            "" => "delete the line: there is nothing of this kind".to_owned(),
            known => format!("mend the id or delete the line; there are: {known}"),
        };
        self.findings.error("not-in-base", place, message, hint);
    }
}

/// Lays texts over those of the base, text by text; a list of texts is replaced as a whole.
pub(super) fn lay_texts(
    place: &str,
    base: &mut Entries,
    mut over: Entries,
    findings: &mut Findings,
) {
    without(place, "the base", base, &mut over, findings);
    for (key, node) in over {
        match (value_mut(base, &key), node) {
            (Some(Node::Map(known)), Node::Map(group)) => {
                lay_texts(&format!("{place}: {key}"), known, group, findings);
            }
            (_, node) => set(base, key, node),
        }
    }
}

/// Takes the keys that `without` names out of a group.
fn without(
    place: &str,
    base_name: &str,
    base: &mut Entries,
    over: &mut Entries,
    findings: &mut Findings,
) {
    // Where texts stand by id, `without` may also be the id of a question.
    let named = over.iter().find(|(key, _)| key == "without");
    let Some(keys) = named.and_then(|(_, node)| node.texts()) else { return };
    take(over, "without");
    for key in keys {
        if take(base, &key).is_none() {
            let message = format!("names `{key}`, which {base_name} does not have here");
            findings.error("not-in-base", format!("{place}: without"), message, "delete it");
        }
    }
}

fn is_things(key: &str, is_head: bool) -> bool {
    THINGS.contains(&key) || (is_head && THINGS_OF_THE_HEAD.contains(&key))
}

fn set(entries: &mut Entries, key: String, node: Node) {
    match value_mut(entries, &key) {
        Some(known) => *known = node,
        None => entries.push((key, node)),
    }
}

/// Lays keys over keys, and groups over groups.
fn deep(base: &mut Entries, over: Entries) {
    for (key, node) in over {
        match (value_mut(base, &key), node) {
            (Some(Node::Map(known)), Node::Map(group)) => deep(known, group),
            (_, node) => set(base, key, node),
        }
    }
}

/// The list of a key; `none` where there is none.
fn list_mut<'e>(entries: &'e mut Entries, key: &str, none: &'e mut Vec<Node>) -> &'e mut Vec<Node> {
    match value_mut(entries, key) {
        Some(Node::List(list)) => list,
        _ => none,
    }
}

/// The id of a thing: itself, its `id`, or the question it is about.
fn id_of(item: &Node) -> Option<&String> {
    let id = match item {
        Node::Text(_) => Some(item),
        other => other.get("id").or_else(|| other.get("question")),
    };
    match id {
        Some(Node::Text(id)) => Some(id),
        _ => None,
    }
}

/// The ids of a list, for hints.
fn known(list: &[Node]) -> String {
    list.iter().filter_map(id_of).map(String::as_str).collect::<Vec<_>>().join(", ")
}
