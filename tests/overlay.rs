//! Overlays: what an association's edition adds, changes and drops, and what comes from its base.

mod support;

use std::fs;
use std::path::Path;

use reasonable_steps::diagnostic::{Diagnostic, Severity};
use reasonable_steps::questionnaire::authoring::{self, Read, changes};
use reasonable_steps::questionnaire::{Questionnaire, lint};
use support::{copy_folder, root, trade_secrets};
use tempfile::TempDir;

const HEAD: &str = "id = \"edition\"\nversion = \"1.0.0\"\nlanguages = [\"en\"]\nextends = \"trade-secrets\"\nbase-version = \"1.0.0\"\n";
const NEW_QUESTION: &str =
    "weight = 2\neffort = \"s\"\nlenses = [\"legal\"]\nsources = [\"iso-27001 A.5.1\"]\n";

/// A folder of these files; `questionnaire.toml` follows on the usual head.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("en")).unwrap();
    fs::write(folder.path().join("questionnaire.toml"), HEAD).unwrap();
    for (name, content) in files {
        let head = if *name == "questionnaire.toml" { HEAD } else { "" };
        fs::write(folder.path().join(name), format!("{head}{content}")).unwrap();
    }
    folder
}

fn texts(id: &str) -> String {
    format!(
        "[{id}]\nprompt = \"Is {id} so?\"\nlevels = [\"{id} a\", \"{id} b\", \"{id} c\", \"{id} d\", \"{id} e\"]\nwhy = \"It matters for {id}.\"\nevidence = \"A note on {id}.\"\nquick-win = \"Begin with {id}.\"\nnext-steps = [\"{id} 1\", \"{id} 2\", \"{id} 3\", \"{id} 4\"]\naction = \"Do {id}\"\ngap = \"No {id}\"\n"
    )
}

fn usable(files: &[(&str, &str)]) -> Questionnaire {
    let folder = folder(files);
    let (questionnaire, findings) = authoring::read_folder(folder.path(), None);
    assert_eq!(findings, [], "{files:?}");
    questionnaire.unwrap()
}

fn errors(findings: &[Diagnostic]) -> Vec<String> {
    let errors = findings.iter().filter(|finding| finding.severity == Severity::Error);
    errors.map(ToString::to_string).collect()
}

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

#[test]
fn a_mistake_in_an_overlay_is_told_with_place_and_way_out() {
    let check = |file: &str, content: &str, expected: &str| {
        let folder = folder(&[(file, content)]);
        let (questionnaire, findings) = authoring::read_folder(folder.path(), None);
        assert!(questionnaire.is_none(), "{content} was accepted");
        let found = errors(&findings);
        assert!(
            found.iter().any(|message| message.contains(expected)),
            "{expected}\nis not in {found:#?}"
        );
    };
    let head = "questionnaire.toml";
    check(
        head,
        "drop.domains = [\"acess\"]",
        "questionnaire.toml: drop: domains: names `acess`, which trade-secrets 1.0.0 does not have; hint: mend the id or delete the line; there are: governance, secrets,",
    );
    check(
        "access.toml",
        "drop.questions = [\"mfa\"]",
        "access.toml: drop: questions: names `mfa`, which trade-secrets 1.0.0 does not have; hint: mend the id or delete the line; there are: need-to-know,",
    );
    check(
        "access.toml",
        "change.questions.mfa.weight = 1",
        "access.toml: change: questions: names `mfa`, which trade-secrets 1.0.0 does not have",
    );
    check(
        "access.toml",
        "change.questions.sign-in.without = [\"colour\"]",
        "change: questions: sign-in: without: names `colour`",
    );
    check(
        "access.toml",
        "change.questions.sign-in.id = \"mfa\"",
        "changes the id; hint: drop this one and add another",
    );
    check(
        "access.toml",
        "change.questions.sign-in.weight = 0",
        "question `access.sign-in`: weight: is 0",
    );
    check(
        "access.toml",
        "change.questions.sign-in.colour = 1",
        "question `access.sign-in`: `colour` is not known here",
    );
    check(
        "access.toml",
        "change.weights.sign-in = 1",
        "access.toml: change: `weights` is no list of things with ids",
    );
    check("access.toml", "change = 1", "access.toml: change: is no group of lists");
    check(
        "access.toml",
        "drop = [\"sign-in\"]",
        "access.toml: drop: is no group of lists; hint: name the list as well",
    );
    check(
        "access.toml",
        "drop.questions = \"sign-in\"",
        "access.toml: drop: questions: is no list of ids",
    );
    check(
        "access.toml",
        "change.questions = 1",
        "access.toml: change: questions: is no group of ids",
    );
    check(
        "access.toml",
        "change.questions.sign-in = 1",
        "change: questions: sign-in: is no group of keys",
    );
    check(
        "access.toml",
        "[[questions]]\nid = \"sign-in\"",
        "access.toml: questions: adds `sign-in`, which is in trade-secrets 1.0.0 already; hint: choose another id, or change that one: [change.LIST.sign-in]",
    );
    check(
        "access.toml",
        "[[questions]]\nid = \"x\"\nafter = \"mfa\"",
        "access.toml: questions: after: names `mfa`",
    );
    check(
        "acess.toml",
        "",
        "acess.toml: belongs to no domain of the overlay or of trade-secrets 1.0.0; hint: mend the name",
    );
    check("en/acess.toml", "", "en/acess.toml: belongs to no domain");
    check(
        "en/access.toml",
        "[mfa]\nprompt = \"?\"",
        "en/access.toml: `mfa` in `questions` has a text but no structure",
    );
    check("en/access.toml", "sign-in.why = \"\"", "question `access.sign-in`: why: is blank");
    check(
        "en/access.toml",
        "sign-in.without = [\"caution\"]",
        "en/access.toml: questions: sign-in: without: names `caution`",
    );
    check(head, "domains = [\"doors\"]", "doors.toml: cannot be read");
    check(head, "[[domains]]\nid = \"../x\"", "domain `../x`: is no usable id");
    for (from, to, expected) in [
        (
            "\"trade-secrets\"",
            "\"trade-secret\"",
            "extends: is \"trade-secret\", where no questionnaire lies; hint: name the path of the base's folder from here, such as \"../base\", or one that this command carries: trade-secrets, supplier-check, maturity",
        ),
        ("\"trade-secrets\"", "1", "extends: is no text"),
        ("\"trade-secrets\"", "\".\"", "or a circle; hint:"),
        ("id = \"edition\"", "id = \"trade-secrets\"", "id: is `trade-secrets`, that of the base"),
        (
            "id = \"edition\"\n",
            "",
            "questionnaire.toml: id: is missing; hint: an overlay needs its own id and version",
        ),
        ("base-version = \"1.0.0\"", "base-version = 1", "base-version: is no text"),
    ] {
        let folder = folder(&[]);
        let path = folder.path().join(head);
        fs::write(&path, HEAD.replace(from, to)).unwrap();
        let found = errors(&authoring::read_folder(folder.path(), None).1);
        assert!(found.iter().any(|e| e.contains(expected)), "{expected}\nis not in {found:#?}");
    }
}

#[test]
fn what_still_names_a_dropped_question_is_told_to_be_dropped_by_the_overlay() {
    let check = |base: &str, files: &[(&str, &str)], expected: &str| {
        let folder = folder(files);
        let path = folder.path().join("questionnaire.toml");
        let head = fs::read_to_string(&path).unwrap();
        fs::write(&path, head.replacen("trade-secrets", base, 1)).unwrap();
        let found = errors(&authoring::read_folder(folder.path(), None).1);
        assert!(found.iter().any(|e| e.contains(expected)), "{expected}\nis not in {found:#?}");
    };
    check(
        "trade-secrets",
        &[("questionnaire.toml", "drop.domains = [\"cooperation\"]")],
        "card `first-48-hours`: gaps: names `cooperation.authority-contacts`, which the overlay drops; hint: keep `cooperation.authority-contacts`, or change or drop what names it as well",
    );
    check(
        "trade-secrets",
        &[("leaving.toml", "drop.questions = [\"checklist\"]")],
        "card `first-48-hours`: gaps: names `leaving.checklist`, which the overlay drops",
    );
    check(
        "maturity",
        &[("direction.toml", "drop.questions = [\"measures\"]")],
        "question `response.learning`: condition: names `direction.measures`, which the overlay drops",
    );
    check(
        "maturity",
        &[("questionnaire.toml", "drop.profile = [\"partners\"]")],
        "question `protection.partners`: condition: names `partners`, which the overlay drops",
    );
    check(
        "trade-secrets",
        &[("questionnaire.toml", "drop.lenses = [\"legal\"]")],
        "lenses: names `legal`, which the overlay drops",
    );
}

/// A copy of the built-in questionnaire beside an overlay of it.
fn beside(overlay: &[(&str, &str)]) -> TempDir {
    let both = tempfile::tempdir().unwrap();
    copy_folder(&root().join("questionnaires/trade-secrets"), &both.path().join("base"));
    let files = folder(overlay);
    copy_folder(files.path(), &both.path().join("edition"));
    replace(&both.path().join("edition/questionnaire.toml"), "\"trade-secrets\"", "\"../base\"");
    both
}

fn replace(file: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(file).unwrap();
    assert!(text.contains(from), "{} no longer contains {from}", file.display());
    fs::write(file, text.replacen(from, to, 1)).unwrap();
}

#[test]
fn a_later_version_of_the_base_arrives_and_keeps_what_the_overlay_changed() {
    let both = beside(&[
        ("access.toml", "change.questions.sign-in.weight = 2"),
        ("en/access.toml", "sign-in.gap = \"Our own words\""),
    ]);
    let base = both.path().join("base");
    replace(&base.join("questionnaire.toml"), "version = \"1.0.0\"", "version = \"1.10.0\"");
    replace(&base.join("access.toml"), "weight = 2", "weight = 1");
    replace(&base.join("en/access.toml"), "gap = \"Some sign-ins", "gap = \"Many sign-ins");
    replace(&base.join("en/access.toml"), "lead = \"A leak", "lead = \"A new leak");
    let more = format!("\n[[questions]]\nid = \"visitors\"\n{NEW_QUESTION}");
    let file = base.join("access.toml");
    fs::write(&file, fs::read_to_string(&file).unwrap() + &more).unwrap();
    let file = base.join("en/access.toml");
    fs::write(&file, fs::read_to_string(&file).unwrap() + "\n" + &texts("visitors")).unwrap();

    let Read { questionnaire, base, findings } =
        authoring::read(&both.path().join("edition"), None);
    let said: Vec<String> = findings.iter().map(ToString::to_string).collect();
    assert_eq!(
        said,
        [
            "questionnaire.toml: base-version: is 1.0.0; the base `trade-secrets` is newer: version 1.10.0; hint: read what the base changed, look at the list of changes, then write base-version = \"1.10.0\""
        ]
    );
    let (questionnaire, base) = (questionnaire.unwrap(), base.unwrap());
    let question = |id: &str| questionnaire.question(id).unwrap();
    assert!(questionnaire.domain("access").unwrap().lead.starts_with("A new leak"));
    assert_eq!(question("access.admin-rights").weight.to_string(), "1");
    assert_eq!(question("access.visitors").action, "Do visitors");
    assert_eq!(question("access.sign-in").weight.to_string(), "2");
    assert_eq!(question("access.sign-in").gap, "Our own words");
    let expected =
        ["question `access.sign-in`: weight 3 → 2", "question `access.sign-in`: gap: text changed"];
    assert_eq!(changes(&base, &questionnaire), expected);
}

#[test]
fn the_version_of_the_base_that_an_overlay_was_written_for_is_compared() {
    let check = |line: &str, expected: &str| {
        let folder = folder(&[]);
        replace(&folder.path().join("questionnaire.toml"), "base-version = \"1.0.0\"\n", line);
        let read = authoring::read(folder.path(), None);
        assert!(read.questionnaire.is_some());
        let said: Vec<String> = read.findings.iter().map(ToString::to_string).collect();
        assert!(said.len() == 1 && said[0].contains(expected), "{said:?}");
    };
    check(
        "",
        "base-version: is missing; the base `trade-secrets` is 1.0.0; hint: write base-version = \"1.0.0\"",
    );
    check("base-version = \"0.9.12\"\n", "is newer: version 1.0.0");
    check("base-version = \"1.0.1\"\n", "is older: version 1.0.0");
    check("base-version = \"spring\"\n", "is another: version 1.0.0");
}

#[test]
fn what_a_later_base_no_longer_has_is_an_error_with_a_way_out() {
    let both = beside(&[
        ("access.toml", "change.questions.sign-in.weight = 2"),
        ("en/marking.toml", "lead = \"Own words.\""),
    ]);
    let base = both.path().join("base");
    replace(&base.join("questionnaire.toml"), "  \"marking\",\n", "");
    replace(&base.join("access.toml"), "\"sign-in\"", "\"log-in\"");
    replace(&base.join("en/access.toml"), "[sign-in]", "[log-in]");
    let found = errors(&authoring::read_folder(&both.path().join("edition"), None).1);
    assert_eq!(found.len(), 2, "{found:#?}");
    assert!(found[0].starts_with("access.toml: change: questions: names `sign-in`, which trade-secrets 1.0.0 does not have; hint: mend the id or delete the line; there are: need-to-know, log-in,"));
    assert!(found[1].starts_with("en/marking.toml: belongs to no domain of the overlay or of trade-secrets 1.0.0; hint: mend the name, delete the file"));
}

#[test]
fn mistakes_of_the_base_are_told_as_those_of_the_base() {
    let both = beside(&[]);
    replace(&both.path().join("base/access.toml"), "weight = 3", "weight = 0");
    let found = errors(&authoring::read_folder(&both.path().join("edition"), None).1);
    assert_eq!(found.len(), 2, "{found:#?}");
    assert!(found[0].starts_with("the base: question `access.need-to-know`: weight: is 0"));
    assert!(
        found[1].starts_with("questionnaire.toml: extends: cannot be used; hint: mend the base")
    );
}

#[test]
fn an_overlay_can_be_laid_over_an_overlay() {
    let both = beside(&[("access.toml", "change.questions.sign-in.weight = 2")]);
    let local = both.path().join("local");
    fs::create_dir_all(&local).unwrap();
    let head =
        HEAD.replace("\"trade-secrets\"", "\"../edition\"").replace("\"edition\"", "\"local\"");
    fs::write(local.join("questionnaire.toml"), head).unwrap();
    fs::write(local.join("access.toml"), "drop.questions = [\"reviews\"]").unwrap();
    let Read { questionnaire, base, findings } = authoring::read(&local, None);
    assert_eq!(findings, []);
    let (questionnaire, base) = (questionnaire.unwrap(), base.unwrap());
    assert_eq!(changes(&base, &questionnaire), ["dropped question `access.reviews`"]);
    assert_eq!(questionnaire.question("access.sign-in").unwrap().weight.to_string(), "2");
    let names: Vec<_> = authoring::folders(&local);
    assert_eq!(names.len(), 3, "{names:?}");
    // A circle is an error and no hang, and the list of folders ends.
    replace(
        &both.path().join("base/questionnaire.toml"),
        "version",
        "extends = \"../local\"\nversion",
    );
    let found = errors(&authoring::read_folder(&local, None).1);
    assert!(found.iter().any(|e| e.contains("or a circle")), "{found:#?}");
    assert!(authoring::folders(&local).len() < 10);
}

#[test]
fn in_a_language_that_the_base_lacks_each_text_is_asked_of_the_overlay() {
    let folder = folder(&[("en/questionnaire.toml", "title = \"Edition\"")]);
    replace(&folder.path().join("questionnaire.toml"), "[\"en\"]", "[\"en\", \"de\"]");
    fs::create_dir(folder.path().join("de")).unwrap();
    fs::write(folder.path().join("de/questionnaire.toml"), "title = \"Ausgabe\"").unwrap();
    assert!(authoring::read(folder.path(), Some("en")).questionnaire.is_some());
    let read = authoring::read(folder.path(), Some("de"));
    let found = errors(&read.findings);
    let first = read.findings[0].to_string();
    assert!(first.starts_with("languages: the base has no texts in `de`"), "{first}");
    assert!(
        found.contains(&"question `access.sign-in`: prompt: is missing; hint: add it".to_owned())
    );
    assert!(!found.iter().any(|error| error.starts_with("title")), "that one is there");

    // With every text, it is a translation with the same structure.
    copy_folder(&root().join("questionnaires/trade-secrets/en"), &folder.path().join("de"));
    let german = authoring::read(folder.path(), Some("de"));
    let english = authoring::read(folder.path(), Some("en"));
    assert_eq!(errors(&german.findings), Vec::<String>::new());
    let (german, english) = (german.questionnaire.unwrap(), english.questionnaire.unwrap());
    assert_eq!(german.language, "de");
    assert_eq!(german.fingerprint, english.fingerprint);
}

#[test]
fn lint_leaves_to_the_base_what_is_of_the_base() {
    let read = authoring::read(&root().join("questionnaires/instrument-makers"), None);
    let (base, overlay) = (read.base.unwrap(), read.questionnaire.unwrap());
    assert!(lint::lint(&overlay).iter().any(|finding| finding.code == "unused-source"));
    assert_eq!(lint::lint_overlay(&base, &overlay), []);
    let codes = |overlay: &Questionnaire| -> Vec<&str> {
        lint::lint_overlay(&base, overlay).iter().map(|finding| finding.code).collect()
    };
    assert_eq!(codes(&usable(&[])), ["same-title"]);
    let long = "well ".repeat(30);
    let texts = format!("title = \"T\"\n[profile.staff]\nprompt = \"{long} certified\"");
    assert_eq!(codes(&usable(&[("en/questionnaire.toml", &texts)])), ["banned-word"]);
}

#[test]
fn the_folders_in_the_command_are_those_of_the_repository() {
    for built_in in &authoring::BUILT_IN {
        let folder = root().join("questionnaires").join(built_in.name);
        let mut there = Vec::new();
        for below in ["", "en"] {
            for entry in fs::read_dir(folder.join(below)).unwrap() {
                let path = entry.unwrap().path();
                let name = path.strip_prefix(&folder).unwrap().to_str().unwrap().replace('\\', "/");
                // What the questions cover is for the tests of their content alone.
                if path.is_file() && name != "coverage.toml" {
                    there.push((name, fs::read_to_string(&path).unwrap()));
                }
            }
        }
        there.sort();
        let mut carried: Vec<(String, String)> = built_in
            .files
            .iter()
            .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
            .collect();
        carried.sort();
        assert_eq!(carried, there, "src/questionnaire/authoring/built_in.rs");
    }
}
