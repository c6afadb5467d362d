//! What an overlay adds, changes and drops.

use reasonable_steps::questionnaire::Questionnaire;
use reasonable_steps::questionnaire::authoring::{self, changes};

use super::{NEW_QUESTION, texts, usable};
use crate::support::{root, trade_secrets};

#[test]
fn what_an_overlay_does_not_mention_is_as_in_its_base() {
    let base = trade_secrets();
    let same = usable(&[]);
    assert_eq!(changes(&base, &same), Vec::<String>::new());
    assert_eq!((same.id.as_str(), same.version.as_str()), ("edition", "1.0.0"));
    assert_eq!(same.domains, base.domains, "identities as well, so results can be compared");
    assert_ne!(same.fingerprint, base.fingerprint, "the id is part of it");
    let (guild, findings) =
        authoring::read_folder(&root().join("questionnaires/instrument-makers"), None);
    let guild = guild.unwrap();
    assert_eq!(findings, []);
    let mut as_in_the_base = 0;
    for question in guild.questions() {
        match base.question(question.id.as_str()) {
            Some(known) if question.id.as_str() != "access.sign-in" => {
                assert_eq!(question, known);
                as_in_the_base += 1;
            }
            known => assert!(known.is_some() || question.id.as_str().starts_with("workshop.")),
        }
    }
    assert_eq!(as_in_the_base, 67);
    let place = |q: &Questionnaire, id: &str| {
        q.domains.iter().position(|domain| domain.id.as_str() == id).unwrap()
    };
    assert_eq!(place(&guild, "workshop"), place(&guild, "premises") + 1);
    assert_eq!(guild.branding.unwrap().publisher, "Guild of Instrument Makers");
}

/// An overlay of these files has exactly these changes.
fn check_changes(files: &[(&str, &str)], expected: &[&str]) -> Questionnaire {
    let questionnaire = usable(files);
    assert_eq!(changes(&trade_secrets(), &questionnaire), expected, "{files:?}");
    questionnaire
}

#[test]
fn each_part_of_a_question_and_each_rule_can_be_changed_alone() {
    let question = |change: &str, expected: &[&str]| {
        let content = format!("[change.questions.design-files]\n{change}\n");
        check_changes(&[("access.toml", &content)], expected);
    };
    question("weight = 2.5", &["question `access.design-files`: weight 3 → 2.5"]);
    question(
        "critical = true",
        &[
            "question `access.design-files`: critical false → true",
            "question `access.design-files`: not-applicable true → false",
        ],
    );
    question("express = false", &["question `access.design-files`: express true → false"]);
    question("effort = \"l\"", &["question `access.design-files`: effort m → l"]);
    question("examples = true", &["question `access.design-files`: examples false → true"]);
    question("revision = 2", &["question `access.design-files`: revision: added"]);
    question(
        "lenses = [\"people\"]",
        &["question `access.design-files`: lenses [technical] → [people]"],
    );
    question(
        "sources = []",
        &[
            "question `access.design-files`: sources [olg-duesseldorf 15 U 6/20, iso-27001 A.8.4, nist-800-171 03.01.02] → []",
        ],
    );
    question("without = [\"condition\"]", &["question `access.design-files`: condition: dropped"]);
    question(
        "condition = { any = [{ answer = \"access.sign-in\", at-least = 1 }, { not = { profile = \"staff\", is = \"no\" } }] }",
        &["question `access.design-files`: condition: changed"],
    );
    let head = |change: &str, texts: &str, expected: &[&str]| {
        check_changes(&[("questionnaire.toml", change), ("en/questionnaire.toml", texts)], expected)
    };
    head("display.decimals = 1", "", &["display: decimals 0 → 1"]);
    head("rules.quick-win.min-weight = 3", "", &["rules: quick-win: min-weight 2 → 3"]);
    head("scale.target = 4", "", &["scale: target 3 → 4"]);
    head("caps = []", "", &["caps: changed"]);
}

#[test]
fn lists_of_things_can_be_added_to_changed_and_cut() {
    let head = |change: &str, texts: &str, expected: &[&str]| {
        check_changes(&[("questionnaire.toml", change), ("en/questionnaire.toml", texts)], expected)
    };
    head("change.bands.early.from = 30", "", &["band `early`: from 25 → 30"]);
    head("drop.bands = [\"early\"]", "", &["dropped band `early`"]);
    let added = head(
        "[[bands]]\nid = \"midway\"\nfrom = 60\nafter = \"developing\"",
        "[bands.midway]\nname = \"Midway\"\nsummary = \"Half.\"",
        &["added band `midway`"],
    );
    assert_eq!(added.bands[3].id.as_str(), "midway");
    head("change.efforts.l.divisor = 4", "", &["effort `l`: divisor 2.5 → 4"]);
    head("", "[efforts.l]\nname = \"a year\"", &["effort `l`: name: text changed"]);
    head(
        "[[lenses]]\nid = \"money\"\nbefore = \"legal\"",
        "lenses.money.name = \"Money\"",
        &["added lens `money`"],
    );
    let options = head(
        "[change.profile.size]\noptions = [{ id = \"alone\", before = \"micro\" }]\ndrop.options = [\"large\"]",
        "profile.size.options.alone = \"Just me\"",
        &[
            "profile question `size`: added option `alone`",
            "profile question `size`: dropped option `large`",
        ],
    );
    assert_eq!(options.profile_question("size").unwrap().options[0].text, "Just me");
    head(
        "drop.sheets = [\"japan\"]\ndrop.sheet-rows = []\ndrop.examples = [\"food\"]",
        "",
        &["dropped sheet `japan`", "dropped example `food`"],
    );
    head(
        "change.cards.first-48-hours.drop.gaps = [\"legal.routes\"]",
        "",
        &["card `first-48-hours`: dropped gap `legal.routes`"],
    );
    head(
        "",
        "[branding]\npublisher = \"We\"\nlink = \"mailto:we@example.org\"",
        &["branding: added"],
    );
    let caps = usable(&[(
        "questionnaire.toml",
        "caps = [{ limit = 60, at-or-below = 0, dont-know = false }]",
    )]);
    assert_eq!(caps.caps.len(), 1);
    assert_eq!(caps.caps[0].limit.to_string(), "60");
}

#[test]
fn questions_and_domains_find_the_place_that_they_name() {
    let question =
        format!("[[questions]]\nid = \"visitors\"\nbefore = \"reviews\"\n{NEW_QUESTION}");
    let texts = texts("visitors");
    let files = [("access.toml", question.as_str()), ("en/access.toml", texts.as_str())];
    let questionnaire = check_changes(&files, &["added question `access.visitors`"]);
    let ids: Vec<&str> =
        questionnaire.domain("access").unwrap().questions.iter().map(|q| q.id.as_str()).collect();
    assert_eq!(ids[1..4], ["access.sign-in", "access.visitors", "access.reviews"]);
    let domain = format!("[[questions]]\nid = \"visitors\"\n{NEW_QUESTION}");
    let texts = format!("title = \"Doors\"\nlead = \"Open or not.\"\n{texts}");
    for (head, place) in [
        ("domains = [\"doors\"]", 13),
        ("[[domains]]\nid = \"doors\"\nafter = \"governance\"", 1),
        ("[[domains]]\nid = \"doors\"\nbefore = \"governance\"", 0),
    ] {
        let files =
            [("questionnaire.toml", head), ("doors.toml", &*domain), ("en/doors.toml", &*texts)];
        let questionnaire = check_changes(&files, &["added domain `doors` (questions: 1)"]);
        assert_eq!(questionnaire.domains[place].id.as_str(), "doors", "{head}");
    }
}
