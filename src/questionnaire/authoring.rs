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
    let file = format!("{language}/questionnaire.toml");
    let texts = read_file(folder, &file, findings)?;
    let domains = domains(folder, &language, &texts_at(&head, "domains"), findings);
    let mut structure = vec![
        ("format".to_owned(), text(FORMAT)),
        ("format-version".to_owned(), Node::Number(FORMAT_VERSION.to_string())),
        ("language".to_owned(), text(&language)),
    ];
    for (key, mut node) in entries(head) {
        match key.as_str() {
            "languages" | "domains" => {}
            _ => {
                split_sources(&mut node);
                structure.push((key, node));
            }
        }
    }
    let mut merged = join_group(structure, entries(texts), &file, findings);
    merged.push(("domains".to_owned(), Node::List(domains)));
    Some(Node::Map(merged))
}

fn domains(folder: &Path, language: &str, ids: &[String], findings: &mut Findings) -> Vec<Node> {
    let mut domains = Vec::new();
    for id in ids {
        if !is_id(id) {
            let hint = "use lower-case letters, digits and hyphens, starting with a letter";
            findings.error("id", format!("domain `{id}`"), "is no usable id", hint);
            continue;
        }
        let structure = read_file(folder, &format!("{id}.toml"), findings);
        let file = format!("{language}/{id}.toml");
        let texts = read_file(folder, &file, findings);
        if let (Some(structure), Some(texts)) = (structure, texts) {
            domains.push(domain(id, structure, texts, &file, findings));
        }
    }
    domains
}

fn domain(id: &str, structure: Node, texts: Node, file: &str, findings: &mut Findings) -> Node {
    // In a text file the questions stand beside the domain's own texts: `[need-to-know]`.
    let (questions, own): (Vec<_>, Vec<_>) =
        entries(texts).into_iter().partition(|(_, node)| matches!(node, Node::Map(_)));
    let mut texts = own;
    texts.push(("questions".to_owned(), Node::Map(questions)));
    let mut group = vec![("id".to_owned(), text(id))];
    group.extend(entries(structure));
    let mut joined = join_group(group, texts, file, findings);
    for (key, node) in &mut joined {
        if let ("questions", Node::List(questions)) = (key.as_str(), node) {
            questions.iter_mut().for_each(|question| complete_question(id, question));
        }
    }
    Node::Map(joined)
}

/// Gives a question its full id, and its sources as groups of source and locator.
fn complete_question(domain: &str, question: &mut Node) {
    split_sources(question);
    let Node::Map(entries) = question else { return };
    for (key, node) in entries {
        if let ("id", Node::Text(id)) = (key.as_str(), node) {
            *id = format!("{domain}.{id}");
        }
    }
}

/// Turns every `sources = ["id locator"]` below a node into groups of source and locator.
fn split_sources(node: &mut Node) {
    match node {
        Node::List(items) => items.iter_mut().for_each(split_sources),
        Node::Map(entries) => {
            for (key, node) in entries {
                match (key.as_str(), node) {
                    ("sources", Node::List(items)) => items.iter_mut().for_each(split_source),
                    (_, node) => split_sources(node),
                }
            }
        }
        _ => {}
    }
}

fn split_source(item: &mut Node) {
    if let Node::Text(cited) = item {
        let (source, locator) = cited.split_once(' ').unwrap_or((cited, ""));
        *item = Node::Map(vec![
            ("source".to_owned(), text(source)),
            ("locator".to_owned(), text(locator)),
        ]);
    }
}

/// Joins a group of the structure with its texts. Where a list of the structure has a group of
/// texts under the same key, they are joined by id.
fn join_group(
    mut structure: Vec<(String, Node)>,
    texts: Vec<(String, Node)>,
    file: &str,
    findings: &mut Findings,
) -> Vec<(String, Node)> {
    for (key, node) in texts {
        match (structure.iter_mut().find(|(known, _)| *known == key), node) {
            (None, Node::Map(group)) if key == "questions" && group.is_empty() => {}
            (None, node) => structure.push((key, node)),
            (Some((_, Node::List(items))), Node::Map(group)) => {
                *items = join_list(std::mem::take(items), group, &key, file, findings);
            }
            (Some(_), _) => {
                let message = format!("`{key}` stands in the structure too");
                findings.error("twice", file, message, "keep it in one of the two files");
            }
        }
    }
    structure
}

/// Joins a list with the texts of the same ids. An item is an id, or a group with an `id` (or,
/// where it is about a question, a `question`); its texts are a text or a group.
fn join_list(
    items: Vec<Node>,
    mut texts: Vec<(String, Node)>,
    what: &str,
    file: &str,
    findings: &mut Findings,
) -> Vec<Node> {
    let mut joined = Vec::new();
    for item in items {
        let structure = match item {
            Node::Text(id) => vec![("id".to_owned(), Node::Text(id))],
            group => entries(group),
        };
        let id_of = |key: &str| match structure.iter().find(|(known, _)| known == key) {
            Some((_, Node::Text(id))) => Some(id.clone()),
            _ => None,
        };
        let id = id_of("id").or_else(|| id_of("question")).unwrap_or_default();
        let found = texts.iter().position(|(key, _)| *key == id);
        let own = match found.map(|index| texts.remove(index).1) {
            Some(Node::Map(group)) => group,
            Some(node) => vec![("text".to_owned(), node)],
            None => Vec::new(),
        };
        let place = format!("{file}: {id}");
        joined.push(Node::Map(join_group(structure, own, &place, findings)));
    }
    for (id, _) in texts {
        orphan(file, &format!("`{id}` in `{what}`"), findings);
    }
    joined
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
