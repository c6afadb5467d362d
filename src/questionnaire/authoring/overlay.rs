//! An overlay: a folder that extends another questionnaire and holds only what is different. Each
//! of its files speaks about the base's file of the same name.

use super::built_in::BuiltIn;
use super::folder::Folder;
use super::join;
use super::lay::{Layer, lay_texts};
use super::sources::{self, DomainSource, Entries, MOST_LAYERS, Sources, entries, take, text};
use crate::diagnostic::{Diagnostic, Findings};
use crate::document::{Node, Spelling};
use crate::questionnaire::Questionnaire;

/// Where the base of a folder lies; `None` where it extends nothing that can be found.
pub(super) fn base_of(folder: &Folder) -> Option<Folder> {
    let head = folder.read("questionnaire.toml", &mut Findings::new())?;
    match head.get("extends") {
        Some(Node::Text(extends)) => base_at(folder, extends, &mut Findings::new()),
        _ => None,
    }
}

/// The base that a folder names: by the name of a questionnaire in the command, or by a path from
/// the folder.
fn base_at(folder: &Folder, extends: &str, findings: &mut Findings) -> Option<Folder> {
    if let Some(built_in) = BuiltIn::named(extends) {
        return Some(Folder::BuiltIn(built_in));
    }
    if let Folder::Disk(folder) = folder {
        let path = folder.join(extends);
        if path.join("questionnaire.toml").is_file() {
            return Some(Folder::Disk(path));
        }
    }
    let message = format!("is \"{extends}\", where no questionnaire lies");
    let hint = format!(
        "name the path of the base's folder from here, such as \"../base\", or one that this command carries: {}",
        BuiltIn::names()
    );
    findings.error("extends", "questionnaire.toml: extends", message, hint);
    None
}

/// Reads an overlay and lays it over its base.
pub(super) fn load(
    folder: &Folder,
    mut head: Entries,
    languages: Vec<String>,
    language: String,
    layer: usize,
    findings: &mut Findings,
) -> Option<Sources> {
    let Some(Node::Text(extends)) = take(&mut head, "extends") else {
        let hint = "name the base, such as \"trade-secrets\" or \"../base\"";
        findings.error("type", "questionnaire.toml: extends", "is no text", hint);
        return None;
    };
    if layer + 1 >= MOST_LAYERS {
        let message = format!("makes more than {MOST_LAYERS} layers, or a circle");
        let hint = "let each folder extend one that does not lead back to it";
        findings.error("extends", "questionnaire.toml: extends", message, hint);
        return None;
    }
    let base_folder = base_at(folder, &extends, findings)?;
    let (base, checked) = base(&base_folder, &language, layer, findings)?;
    let base_name = format!("{} {}", checked.id, checked.version);
    let version = take(&mut head, "base-version");
    check_version(version.as_ref(), &checked, findings);
    check_identity(&head, &checked, findings);

    let mut laid = base;
    laid.dropped.clear();
    let mut domains: Vec<Node> = laid.domains.iter().map(|domain| text(&domain.id)).collect();
    let added = added_domains(&head);
    let mut layer = Layer { base: &base_name, dropped: Vec::new(), findings };
    take(&mut head, "languages");
    laid.head.push(("domains".to_owned(), Node::List(std::mem::take(&mut domains))));
    layer.lay("questionnaire.toml", "", &mut laid.head, &mut laid.texts, head, true);
    let order = take(&mut laid.head, "domains");
    let order = order.map(|node| Node::Map(vec![("domains".to_owned(), node)]));
    let order = order.map(|node| sources::texts_at(&node, "domains")).unwrap_or_default();

    let mut domains = Vec::new();
    for id in &order {
        let known = laid.domains.iter().find(|domain| domain.id == *id);
        match known.filter(|_| !added.contains(id)) {
            Some(known) => {
                let known = known.clone();
                domains.push(lay_domain(folder, &language, known, &mut layer));
            }
            None if sources::is_usable(id, layer.findings) => {
                domains.extend(sources::domain(folder, &language, id, layer.findings));
            }
            None => {}
        }
    }
    // What asked the dropped domains is dropped with them.
    for gone in laid.domains.iter().filter(|domain| !order.contains(&domain.id)) {
        for question in gone.structure.iter().filter_map(|(_, node)| match node {
            Node::List(questions) => Some(questions),
            _ => None,
        }) {
            for id in question.iter().filter_map(|question| question.get("id")) {
                if let Node::Text(id) = id {
                    layer.dropped.push(format!("{}.{id}", gone.id));
                }
            }
        }
    }
    laid.domains = domains;
    laid.dropped = std::mem::take(&mut layer.dropped);
    let file = format!("{language}/questionnaire.toml");
    if let Some(over) = folder.read_if_there(&file, layer.findings) {
        lay_texts(&file, &mut laid.texts, entries(over), layer.findings);
    }
    check_files(folder, &language, &order, &base_name, layer.findings);
    laid.languages = languages;
    laid.language = language;
    laid.base = Some(Box::new(checked));
    Some(laid)
}

/// Lays the overlay's files of a domain over those of the base.
fn lay_domain(
    folder: &Folder,
    language: &str,
    mut domain: DomainSource,
    layer: &mut Layer<'_>,
) -> DomainSource {
    let id = domain.id.clone();
    let file = format!("{id}.toml");
    if let Some(over) = folder.read_if_there(&file, layer.findings) {
        let prefix = format!("{id}.");
        let (structure, texts) = (&mut domain.structure, &mut domain.texts);
        layer.lay(&file, &prefix, structure, texts, entries(over), false);
    }
    let file = format!("{language}/{id}.toml");
    if let Some(over) = folder.read_if_there(&file, layer.findings) {
        let over = sources::domain_texts(entries(over));
        lay_texts(&file, &mut domain.texts, over, layer.findings);
    }
    domain
}

/// Reads the base and checks it by itself: an overlay is judged only over a sound one. In another
/// language than the base has, its texts are all left to the overlay.
fn base(
    folder: &Folder,
    language: &str,
    layer: usize,
    findings: &mut Findings,
) -> Option<(Sources, Questionnaire)> {
    let known = folder.read("questionnaire.toml", &mut Findings::new());
    let known = known.map(|head| sources::texts_at(&head, "languages")).unwrap_or_default();
    let has_language = known.iter().any(|known| known == language);
    let mut own = Findings::new();
    let loaded = sources::load(folder, has_language.then_some(language), layer + 1, &mut own);
    let read = loaded.and_then(|loaded| {
        let node = join::join(loaded.clone(), &mut own);
        let read = Questionnaire::from_node(&node, Spelling::Toml, &mut own);
        read.map(|read| (loaded, read))
    });
    let Some((mut loaded, checked)) = read else {
        findings.append(own.within("the base"));
        let hint = "mend the base first: its mistakes stand above";
        findings.error("base", "questionnaire.toml: extends", "cannot be used", hint);
        return None;
    };
    if !has_language {
        let message = format!("the base has no texts in `{language}`");
        let hint = format!("write each of its texts in {language}/, or take `{language}` out");
        findings.warning("language", "languages", message, hint);
        loaded.texts.clear();
        loaded.domains.iter_mut().for_each(|domain| domain.texts.clear());
    }
    Some((loaded, checked))
}

fn added_domains(head: &Entries) -> Vec<String> {
    let list = head.iter().find(|(key, _)| key == "domains").map(|(_, node)| node);
    let Some(Node::List(items)) = list else { return Vec::new() };
    let ids = items.iter().filter_map(|item| match item {
        Node::Text(id) => Some(id.clone()),
        other => match other.get("id") {
            Some(Node::Text(id)) => Some(id.clone()),
            _ => None,
        },
    });
    ids.collect()
}

/// An overlay has an id and a version of its own: reports and files tell it from its base by them.
fn check_identity(head: &Entries, base: &Questionnaire, findings: &mut Findings) {
    let of = |key: &str| head.iter().find(|(known, _)| known == key).map(|(_, node)| node);
    for key in ["id", "version"] {
        if of(key).is_none() {
            let hint = "an overlay needs its own id and version";
            findings.error("missing", format!("questionnaire.toml: {key}"), "is missing", hint);
        }
    }
    if of("id") == Some(&text(&base.id)) {
        let message = format!("is `{}`, that of the base", base.id);
        let hint =
            "give the overlay an id of its own, so that no file is taken for one of the base";
        findings.error("id", "questionnaire.toml: id", message, hint);
    }
}

/// Tells when the base has moved on since the overlay was written.
fn check_version(written: Option<&Node>, base: &Questionnaire, findings: &mut Findings) {
    let place = "questionnaire.toml: base-version";
    let version = &base.version;
    let Some(written) = written else {
        let message = format!("is missing; the base `{}` is {version}", base.id);
        let hint = format!("write base-version = \"{version}\", to be told when the base changes");
        findings.warning("base-version", place, message, hint);
        return;
    };
    let Node::Text(written) = written else {
        findings.error("type", place, "is no text", format!("write \"{version}\""));
        return;
    };
    if written != version {
        let age = match (numbers(written), numbers(version)) {
            (Some(written), Some(base)) if base > written => "is newer",
            (Some(written), Some(base)) if base < written => "is older",
            _ => "is another",
        };
        let message = format!("is {written}; the base `{}` {age}: version {version}", base.id);
        let hint = format!(
            "read what the base changed, look at the list of changes, then write base-version = \"{version}\""
        );
        findings.warning("base-version", place, message, hint);
    }
}

/// The numbers of a version such as 1.12.0.
fn numbers(version: &str) -> Option<Vec<u32>> {
    version.split('.').map(|part| part.parse().ok()).collect()
}

/// Tells of files that belong to no domain: the base may have dropped it, or a name is misspelt.
fn check_files(
    folder: &Folder,
    language: &str,
    domains: &[String],
    base: &str,
    findings: &mut Findings,
) {
    for below in ["", language] {
        for name in folder.names(below) {
            if name != "questionnaire" && !domains.contains(&name) {
                let slash = if below.is_empty() { "" } else { "/" };
                let message = format!("belongs to no domain of the overlay or of {base}");
                let hint =
                    "mend the name, delete the file, or add the domain: [[domains]] id = \"…\"";
                findings.error("file", format!("{below}{slash}{name}.toml"), message, hint);
            }
        }
    }
}

/// Says of a reference to something dropped that the overlay dropped it.
pub(super) fn explain(finding: &mut Diagnostic, dropped: &[String]) {
    if finding.code != "unknown-id" {
        return;
    }
    let named = dropped.iter().find(|id| finding.message.starts_with(&format!("names `{id}`,")));
    if let Some(id) = named {
        finding.message = format!("names `{id}`, which the overlay drops");
        finding.hint = Some(format!("keep `{id}`, or change or drop what names it as well"));
    }
}
