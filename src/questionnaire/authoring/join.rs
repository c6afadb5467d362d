//! Joins structure and texts into one tree of the compiled form's shape.

use super::sources::{Sources, entries, text};
use crate::diagnostic::Findings;
use crate::document::Node;
use crate::questionnaire::{FORMAT, FORMAT_VERSION};

/// The compiled form of a questionnaire's files, unchecked.
pub(super) fn join(sources: Sources, findings: &mut Findings) -> Node {
    let Sources { language, head, texts, domains, .. } = sources;
    let mut joined = Vec::new();
    for source in domains {
        let file = format!("{language}/{}.toml", source.id);
        joined.push(domain(&source.id, source.structure, source.texts, &file, findings));
    }
    let mut structure = vec![
        ("format".to_owned(), text(FORMAT)),
        ("format-version".to_owned(), Node::Number(FORMAT_VERSION.to_string())),
        ("language".to_owned(), text(&language)),
    ];
    structure.extend(head);
    let file = format!("{language}/questionnaire.toml");
    let mut merged = join_group(structure, texts, &file, findings);
    merged.push(("domains".to_owned(), Node::List(joined)));
    Node::Map(merged)
}

fn domain(
    id: &str,
    structure: Vec<(String, Node)>,
    texts: Vec<(String, Node)>,
    file: &str,
    findings: &mut Findings,
) -> Node {
    let mut group = vec![("id".to_owned(), text(id))];
    group.extend(structure);
    let mut joined = join_group(group, texts, file, findings);
    for (key, node) in &mut joined {
        if let ("questions", Node::List(questions)) = (key.as_str(), node) {
            questions.iter_mut().for_each(|question| complete_question(id, question));
        }
    }
    Node::Map(joined)
}

/// Gives a question its full id.
fn complete_question(domain: &str, question: &mut Node) {
    let Node::Map(entries) = question else { return };
    for (key, node) in entries {
        if let ("id", Node::Text(id)) = (key.as_str(), node) {
            *id = format!("{domain}.{id}");
        }
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
