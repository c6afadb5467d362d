//! The files of a questionnaire as trees, structure and texts still apart.

use super::folder::Folder;
use super::overlay;
use crate::diagnostic::Findings;
use crate::document::Node;
use crate::questionnaire::{Questionnaire, is_id};

/// The most folders that may be laid over each other.
pub(super) const MOST_LAYERS: usize = 8;

/// Keys and values of a group.
pub(super) type Entries = Vec<(String, Node)>;

/// The files of a questionnaire in one language.
#[derive(Clone, Debug)]
pub(super) struct Sources {
    /// The language of the texts.
    pub(super) language: String,
    /// Every language that the folder names.
    pub(super) languages: Vec<String>,
    /// The structure of `questionnaire.toml`, without languages and domains.
    pub(super) head: Entries,
    /// Its texts.
    pub(super) texts: Entries,
    /// The domains in order.
    pub(super) domains: Vec<DomainSource>,
    /// The ids that an overlay dropped; questions by their full ids.
    pub(super) dropped: Vec<String>,
    /// What an overlay was laid over, checked.
    pub(super) base: Option<Box<Questionnaire>>,
}

/// The files of a domain.
#[derive(Clone, Debug)]
pub(super) struct DomainSource {
    /// Its id.
    pub(super) id: String,
    /// Its structure: the questions.
    pub(super) structure: Entries,
    /// Its texts, those of the questions in a group `questions`.
    pub(super) texts: Entries,
}

/// Reads a folder, and what it is laid over; `layer` counts from 0.
pub(super) fn load(
    folder: &Folder,
    language: Option<&str>,
    layer: usize,
    findings: &mut Findings,
) -> Option<Sources> {
    let head = folder.read("questionnaire.toml", findings)?;
    let languages = texts_at(&head, "languages");
    let Some(language) = language.map(str::to_owned).or_else(|| languages.first().cloned()) else {
        findings.error("missing", "languages", "is missing", "name one, such as [\"en\"]");
        return None;
    };
    if !languages.contains(&language) {
        let message = format!("does not name `{language}`");
        findings.error("language", "languages", message, "add it, or choose another language");
        return None;
    }
    if head.get("extends").is_some() {
        return overlay::load(folder, entries(head), languages, language, layer, findings);
    }
    let texts = entries(folder.read(&format!("{language}/questionnaire.toml"), findings)?);
    let mut domains = Vec::new();
    for id in texts_at(&head, "domains") {
        if is_usable(&id, findings) {
            domains.extend(domain(folder, &language, &id, findings));
        }
    }
    let mut head = entries(head);
    head.retain(|(key, _)| key != "languages" && key != "domains");
    Some(Sources { language, languages, head, texts, domains, dropped: Vec::new(), base: None })
}

/// Whether the id of a domain can be the name of a file.
pub(super) fn is_usable(id: &str, findings: &mut Findings) -> bool {
    let usable = is_id(id);
    if !usable {
        let hint = "use lower-case letters, digits and hyphens, starting with a letter";
        findings.error("id", format!("domain `{id}`"), "is no usable id", hint);
    }
    usable
}

/// Reads both files of a domain.
pub(super) fn domain(
    folder: &Folder,
    language: &str,
    id: &str,
    findings: &mut Findings,
) -> Option<DomainSource> {
    let structure = folder.read(&format!("{id}.toml"), findings);
    let texts = folder.read(&format!("{language}/{id}.toml"), findings);
    let (structure, texts) = (entries(structure?), domain_texts(entries(texts?)));
    Some(DomainSource { id: id.to_owned(), structure, texts })
}

/// In a text file the questions stand beside the domain's own texts: `[need-to-know]`. Here they
/// stand in a group of their own, as in the structure.
pub(super) fn domain_texts(texts: Entries) -> Entries {
    let (questions, mut own): (Vec<_>, Vec<_>) =
        texts.into_iter().partition(|(_, node)| matches!(node, Node::Map(_)));
    own.push(("questions".to_owned(), Node::Map(questions)));
    own
}

/// The texts of a list.
pub(super) fn texts_at(node: &Node, key: &str) -> Vec<String> {
    let Some(Node::List(items)) = node.get(key) else { return Vec::new() };
    let texts = items.iter().filter_map(|item| match item {
        Node::Text(text) => Some(text.clone()),
        _ => None,
    });
    texts.collect()
}

pub(super) fn text(text: &str) -> Node {
    Node::Text(text.to_owned())
}

pub(super) fn entries(node: Node) -> Entries {
    match node {
        Node::Map(entries) => entries,
        _ => Vec::new(),
    }
}

/// The value of a key, to be changed.
pub(super) fn value_mut<'e>(entries: &'e mut Entries, key: &str) -> Option<&'e mut Node> {
    entries.iter_mut().find(|(known, _)| known == key).map(|(_, node)| node)
}

/// Takes a key out.
pub(super) fn take(entries: &mut Entries, key: &str) -> Option<Node> {
    let at = entries.iter().position(|(known, _)| known == key)?;
    Some(entries.remove(at).1)
}
