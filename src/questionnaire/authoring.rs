//! The folder of TOML files that people edit, merged into the compiled form. Native only.
//!
//! Structure and texts are joined into one tree of the compiled form's shape, which is then
//! read and checked as any compiled questionnaire is: one reader, one set of rules.

use std::fs;
use std::path::Path;

use super::{FORMAT, FORMAT_VERSION, Questionnaire, is_id};
use crate::diagnostic::{Diagnostic, Findings};
use crate::document::{Node, Spelling, parse_toml};

/// Reads the folder of a questionnaire in one language; `None` for its first.
///
/// Gives the questionnaire if it can be used, and all findings.
#[must_use]
pub fn read_folder(
    folder: &Path,
    language: Option<&str>,
) -> (Option<Questionnaire>, Vec<Diagnostic>) {
    let mut findings = Findings::new();
    // Read on after a mistake in the folder: the mistakes in what is there are told as well.
    let questionnaire = merge(folder, language, &mut findings)
        .and_then(|node| Questionnaire::from_node(&node, Spelling::Toml, &mut findings));
    (questionnaire, findings.into_vec())
}

/// The languages that a questionnaire's folder names, the reference first.
#[must_use]
pub fn languages(folder: &Path) -> Vec<String> {
    let head = read_file(folder, "questionnaire.toml", &mut Findings::new());
    head.map(|head| texts_at(&head, "languages")).unwrap_or_default()
}

fn read_file(folder: &Path, name: &str, findings: &mut Findings) -> Option<Node> {
    let path = folder.join(name);
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) => {
            let hint = "write the file, or mend its name in questionnaire.toml";
            findings.error("file", name, format!("cannot be read: {error}"), hint);
            return None;
        }
    };
    let mut own = Findings::new();
    let node = parse_toml(&text, &mut own);
    findings.append(own.within(name));
    node
}

fn texts_at(node: &Node, key: &str) -> Vec<String> {
    let Some(Node::List(items)) = node.get(key) else { return Vec::new() };
    let texts = items.iter().filter_map(|item| match item {
        Node::Text(text) => Some(text.clone()),
        _ => None,
    });
    texts.collect()
}

fn merge(folder: &Path, language: Option<&str>, findings: &mut Findings) -> Option<Node> {
    let head = read_file(folder, "questionnaire.toml", findings)?;
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
    let texts = read_file(folder, &format!("{language}/questionnaire.toml"), findings)?;
    let domain_ids = texts_at(&head, "domains");
    let mut domains = Vec::new();
    for id in &domain_ids {
        if !is_id(id) {
            let hint = "use lower-case letters, digits and hyphens, starting with a letter";
            findings.error("id", format!("domain `{id}`"), "is no usable id", hint);
            continue;
        }
        let structure = read_file(folder, &format!("{id}.toml"), findings);
        let texts_name = format!("{language}/{id}.toml");
        let texts = read_file(folder, &texts_name, findings);
        if let (Some(structure), Some(texts)) = (structure, texts) {
            domains.push(domain(id, structure, texts, &texts_name, findings));
        }
    }
    let mut merged = Joined::new(&format!("{language}/questionnaire.toml"));
    merged.push("format", text(FORMAT));
    merged.push("format-version", Node::Number(FORMAT_VERSION.to_string()));
    merged.push("language", text(&language));
    let lists = ["bands", "efforts", "lenses", "profile"];
    let mut texts_left = Vec::new();
    let mut groups = Vec::new();
    for (key, node) in entries(texts) {
        if lists.contains(&key.as_str()) {
            groups.push((key, node))
        } else {
            texts_left.push((key, node))
        }
    }
    for (key, node) in entries(head) {
        match key.as_str() {
            "languages" | "domains" => {}
            _ if lists.contains(&key.as_str()) => {
                let found = groups.iter().position(|(name, _)| *name == key);
                let group = found.map_or(Node::Null, |index| groups.swap_remove(index).1);
                merged.push(&key, by_id(&key, node, group, &merged.file, findings));
            }
            _ => merged.push(&key, node),
        }
    }
    for (key, _) in groups {
        orphan(&merged.file, &key, findings);
    }
    merged.push("domains", Node::List(domains));
    texts_left.into_iter().for_each(|(key, node)| merged.push_text(key, node, findings));
    Some(Node::Map(merged.entries))
}

fn domain(id: &str, structure: Node, texts: Node, file: &str, findings: &mut Findings) -> Node {
    let mut head = Joined::new(file);
    head.push("id", text(id));
    let mut question_texts = Vec::new();
    for (key, node) in entries(texts) {
        match node {
            Node::Map(_) => question_texts.push((key, node)),
            _ => head.push_text(key, node, findings),
        }
    }
    for (key, node) in entries(structure) {
        if key == "questions" {
            let mut questions = by_id(
                "question",
                node,
                Node::Map(std::mem::take(&mut question_texts)),
                file,
                findings,
            );
            if let Node::List(items) = &mut questions {
                items.iter_mut().for_each(|item| complete_question(id, item));
            }
            head.push(&key, questions);
        } else {
            head.push(&key, node);
        }
    }
    Node::Map(head.entries)
}

/// Gives a question its full id, and its sources as groups of source and locator.
fn complete_question(domain: &str, question: &mut Node) {
    let Node::Map(entries) = question else { return };
    for (key, node) in entries {
        match (key.as_str(), node) {
            ("id", Node::Text(id)) => *id = format!("{domain}.{id}"),
            ("sources", Node::List(items)) => items.iter_mut().for_each(|item| {
                if let Node::Text(cited) = item {
                    let (source, locator) = cited.split_once(' ').unwrap_or((cited, ""));
                    *item = Node::Map(vec![
                        ("source".to_owned(), text(source)),
                        ("locator".to_owned(), text(locator)),
                    ]);
                }
            }),
            _ => {}
        }
    }
}

/// Joins a list of structures with the texts of the same ids.
fn by_id(what: &str, structures: Node, texts: Node, file: &str, findings: &mut Findings) -> Node {
    let Node::List(items) = structures else { return structures };
    let mut texts = entries(texts);
    let mut joined = Vec::new();
    for item in items {
        let id = match item.get("id") {
            Some(Node::Text(id)) => id.clone(),
            _ => String::new(),
        };
        let found = texts.iter().position(|(key, _)| *key == id);
        let own_texts = found.map_or(Node::Null, |index| texts.swap_remove(index).1);
        let mut merged = Joined::new(&format!("{file}: {id}"));
        merged.entries = entries(item);
        for (key, node) in entries(own_texts) {
            match (key.as_str(), merged.entries.iter_mut().find(|(name, _)| *name == "options")) {
                ("options", Some((_, options))) => {
                    let labels = std::mem::replace(options, Node::Null);
                    *options = option_labels(labels, node, &merged.file, findings);
                }
                _ => merged.push_text(key, node, findings),
            }
        }
        joined.push(Node::Map(merged.entries));
    }
    for (id, _) in texts {
        orphan(file, &format!("{what} `{id}`"), findings);
    }
    Node::List(joined)
}

/// The options of a profile question: ids in the structure, labels in the texts.
fn option_labels(options: Node, labels: Node, file: &str, findings: &mut Findings) -> Node {
    let Node::List(options) = options else { return options };
    let mut labels = entries(labels);
    let joined = options.into_iter().map(|option| {
        let Node::Text(id) = &option else { return option };
        let found = labels.iter().position(|(key, _)| key == id);
        let mut entries = vec![("id".to_owned(), option.clone())];
        if let Some(index) = found {
            entries.push(("label".to_owned(), labels.swap_remove(index).1));
        }
        Node::Map(entries)
    });
    let joined = joined.collect();
    for (id, _) in labels {
        orphan(file, &format!("option `{id}`"), findings);
    }
    Node::List(joined)
}

fn orphan(file: &str, what: &str, findings: &mut Findings) {
    let hint = "mend the id, or drop the text";
    findings.error("orphan-text", file, format!("{what} has a text but no structure"), hint);
}

fn text(text: &str) -> Node {
    Node::Text(text.to_owned())
}

fn entries(node: Node) -> Vec<(String, Node)> {
    match node {
        Node::Map(entries) => entries,
        _ => Vec::new(),
    }
}

/// A map under construction, which notes a key that comes from structure and texts alike.
struct Joined {
    file: String,
    entries: Vec<(String, Node)>,
}

impl Joined {
    fn new(file: &str) -> Self {
        Self { file: file.to_owned(), entries: Vec::new() }
    }

    fn push(&mut self, key: &str, node: Node) {
        self.entries.push((key.to_owned(), node));
    }

    fn push_text(&mut self, key: String, node: Node, findings: &mut Findings) {
        if self.entries.iter().any(|(name, _)| *name == key) {
            let message = format!("`{key}` stands in the structure too");
            findings.error("twice", self.file.as_str(), message, "keep it in one of the two files");
        } else {
            self.entries.push((key, node));
        }
    }
}
