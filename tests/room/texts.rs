//! What the workshop says: every text it asks for exists, and none is left over.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use reasonable_steps::export::room::catalogue;
use reasonable_steps::text::Catalogue;
use reasonable_steps::view::workshop;

use super::*;

fn collect(path: &Path, into: &mut String) {
    if path.is_dir() {
        for entry in fs::read_dir(path).unwrap() {
            collect(&entry.unwrap().path(), into);
        }
    } else if path.extension().is_some_and(|extension| extension == "rs" || extension == "js") {
        into.push_str(&fs::read_to_string(path).unwrap());
    }
}

fn asked() -> BTreeSet<String> {
    let mut source = String::new();
    for folder in ["src/view", "src/export", "www"] {
        collect(&root().join(folder), &mut source);
    }
    let quoted = source.split(['"', '`', '\'']).filter(|text| text.starts_with("workshop."));
    quoted
        .filter(|text| !text.ends_with(".css") && !text.ends_with(".js"))
        .map(str::to_owned)
        .collect()
}

#[test]
fn every_text_exists_is_used_and_promises_nothing() {
    let (own, findings) = Catalogue::from_json(workshop::ENGLISH);
    let own = own.unwrap_or_else(|| panic!("{findings:#?}"));
    let known: BTreeSet<String> = own.keys().map(str::to_owned).collect();
    let asked = asked();
    assert!(known.len() > 80);
    assert_eq!(asked.difference(&known).collect::<Vec<_>>(), Vec::<&String>::new(), "missing");
    assert_eq!(known.difference(&asked).collect::<Vec<_>>(), Vec::<&String>::new(), "left over");
    for key in &known {
        let text = own.say(key).to_lowercase();
        assert!(!text.trim().is_empty(), "{key}");
        for banned in
            ["compliant", "certified", "guarantee", "legally protected", "anonymous", "fail"]
        {
            assert!(!text.contains(banned), "{key}: {banned}");
        }
    }
}

#[test]
fn no_brace_stays_unfilled_on_any_page() {
    let (mut session, questionnaire) = empty();
    let mut places: Vec<String> =
        ["lobby", "group", "summary", "gaps", "spread", "dont-know", "end"]
            .map(str::to_owned)
            .to_vec();
    places.extend(questionnaire.domains.iter().map(|domain| format!("domain:{}", domain.id)));
    let id = questionnaire.questions().find(|question| question.express).unwrap().id.to_string();
    places.push(format!("hands:{id}"));
    for round in 0..3 {
        for place in &places {
            let page = page(&mut session, place);
            let plain = page
                .replace("{done}", "")
                .replace("{count}", "")
                .replace("{message}", "")
                .replace("{name}", "");
            // What the page itself fills stands in attributes.
            assert!(!plain.contains('{') && !page.contains("workshop."), "{place}: {page}");
            assert_eq!(page.matches("<h1").count(), 1, "{place}");
            assert!(!page.contains(" style="), "{place}");
        }
        match round {
            0 => apply(&mut session, &format!("hands {id} 3"), "6"),
            _ => {
                take(&mut session, &questionnaire, 0..7);
                apply(&mut session, "go summary", "");
                take(&mut session, &questionnaire, 7..8);
                apply(&mut session, "remove 1", "")
            }
        };
    }
    let (english, _) = Catalogue::from_json(ENGLISH);
    assert!(catalogue(english.unwrap()).say("export.about") != "export.about");
}
