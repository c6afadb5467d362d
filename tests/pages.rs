//! Pages as HTML: snapshots of the whole, and what must hold in each of them.

mod support;

use std::fs;

use reasonable_steps::assessment::Mode;
use reasonable_steps::interview::{Action, Interview};
use reasonable_steps::text::{Catalogue, ENGLISH};
use reasonable_steps::view;
use serde_json::json;
use support::{asked, read, root, small_json, today, trade_secrets};

fn catalogue() -> Catalogue {
    Catalogue::from_json(ENGLISH).0.unwrap()
}

/// An interview with the machine shop's answers.
fn machine_shop() -> Interview {
    let mut interview = Interview::new(trade_secrets(), Mode::Express);
    let file = fs::read_to_string(root().join("tests/data/firms/machine-shop.steps.json")).unwrap();
    interview.apply(Action::Open(file), today());
    interview
}

fn page(interview: &mut Interview, command: &str) -> String {
    let action = Action::from_command(command, "").unwrap();
    view::page(&interview.apply(action, today()), &catalogue()).markup.into_string()
}

const PLACES: [&str; 7] =
    ["start", "profile", "domain:access", "domain:joining", "review", "report", "present"];

/// The values of an attribute, in order.
fn values<'a>(page: &'a str, attribute: &str) -> Vec<&'a str> {
    let marker = format!(" {attribute}=\"");
    page.split(marker.as_str()).skip(1).map(|rest| rest.split('"').next().unwrap()).collect()
}

#[test]
fn pages_look_as_they_did() {
    let mut interview = machine_shop();
    for place in ["start", "profile", "domain:joining", "review"] {
        let page = page(&mut interview, &format!("go {place}"));
        insta::assert_snapshot!(place.replace(':', "-"), page.replace("><", ">\n<"));
    }
}

#[test]
fn every_page_has_one_heading_that_can_take_the_focus() {
    let mut interview = machine_shop();
    for place in PLACES {
        let page = page(&mut interview, &format!("go {place}"));
        assert_eq!(page.matches("<h1").count(), 1, "{place}");
        assert_eq!(page.matches("data-heading tabindex=\"-1\"").count(), 1, "{place}");
    }
}

#[test]
fn ids_are_unique_and_labels_point_at_them() {
    let mut interview = machine_shop();
    for place in PLACES {
        let page = page(&mut interview, &format!("go {place}"));
        let mut ids = values(&page, "id");
        let count = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), count, "{place}: an id stands twice");
        for attribute in ["for", "aria-labelledby", "aria-describedby", "data-scroll"] {
            for target in values(&page, attribute).into_iter().flat_map(str::split_whitespace) {
                assert!(ids.contains(&target), "{place}: {attribute}=\"{target}\" points nowhere");
            }
        }
    }
}

#[test]
fn every_command_in_the_markup_is_one() {
    let mut interview = machine_shop();
    for place in PLACES {
        let page = page(&mut interview, &format!("go {place}"));
        let commands = values(&page, "data-command");
        assert!(!commands.is_empty(), "{place}");
        for command in commands {
            assert!(Action::from_command(command, "").is_some(), "{place}: {command}");
        }
    }
}

#[test]
fn no_page_styles_or_scripts_in_line() {
    let mut interview = machine_shop();
    for place in PLACES {
        let page = page(&mut interview, &format!("go {place}"));
        for absent in ["<style", " style=", "<script", " onclick=", "javascript:", " href=\"http:"]
        {
            assert!(!page.contains(absent), "{place}: {absent}");
        }
    }
}

#[test]
fn every_number_of_the_chart_stands_in_its_table() {
    let mut interview = machine_shop();
    let shown: Vec<(String, String)> = {
        let screen = interview.apply(Action::from_command("go report", "").unwrap(), today());
        let reasonable_steps::interview::Body::Report(page) = screen.body else { panic!() };
        let lines = page.report.domains.iter();
        lines.map(|line| (line.title.clone(), line.shown.unwrap().to_string())).collect()
    };
    let page = page(&mut interview, "go report");
    for (title, number) in shown {
        let row =
            page.split("<tr>").find(|row| row.contains("scope=\"row\"") && row.contains(&title));
        let row = row.unwrap_or_else(|| panic!("{title} has no row"));
        assert!(row.contains(&format!(">{number}</td>")), "{title}: {number} is not in {row}");
    }
}

#[test]
fn hostile_texts_are_shown_as_text() {
    let hostile = "</textarea><script>alert(1)</script>\"'`{x}\u{202e}";
    let mut json = small_json(json!([0, 1]), &[asked("a.x", 1)]);
    for pointer in [
        "/title",
        "/short",
        "/domains/0/title",
        "/domains/0/questions/0/prompt",
        "/domains/0/questions/0/levels/0",
        "/domains/0/questions/0/why",
        "/domains/0/questions/0/action",
        "/domains/0/questions/0/nextSteps/0",
    ] {
        *json.pointer_mut(pointer).unwrap() = hostile.into();
    }
    let mut interview = Interview::new(read(&json), Mode::Express);
    for command in ["title", "note a.x", "evidence a.x"] {
        interview.apply(Action::from_command(command, hostile).unwrap(), today());
    }
    interview.apply(Action::from_command("level a.x 0", "").unwrap(), today());
    for place in ["start", "profile", "domain:a", "review", "report", "present"] {
        let page = page(&mut interview, &format!("go {place}"));
        assert!(!page.contains("<script"), "{place}");
        let count = |tag: &str| page.matches(tag).count();
        assert_eq!(count("<textarea"), count("</textarea>"), "{place}");
        assert!(page.contains("&lt;script&gt;"), "{place}: the text is gone");
    }
}

#[test]
fn slots_are_replaced_only_when_what_they_show_changed() {
    let mut interview = machine_shop();
    let catalogue = catalogue();
    let keys = |interview: &mut Interview, command: &str| -> Vec<(String, String)> {
        let screen = interview.apply(Action::from_command(command, "").unwrap(), today());
        view::page(&screen, &catalogue).slots.into_iter().map(|slot| (slot.id, slot.key)).collect()
    };
    keys(&mut interview, "go domain:access");
    let first = keys(&mut interview, "level access.sign-in 2");
    assert!(first.contains(&("offer:access.sign-in".to_owned(), "true".to_owned())), "once");
    let before = keys(&mut interview, "remember-not");
    // Another level for a question that has one: nothing to count anew.
    assert_eq!(keys(&mut interview, "level access.sign-in 1"), before);
    let after = keys(&mut interview, "clear access.sign-in");
    let changed: Vec<&str> =
        before.iter().zip(&after).filter(|(a, b)| a != b).map(|(a, _)| a.0.as_str()).collect();
    assert_eq!(changed, ["rail", "bar"]);
}
