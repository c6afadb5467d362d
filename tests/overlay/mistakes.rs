//! What an overlay says wrongly is told with its place and a way out.

use std::fs;

use reasonable_steps::questionnaire::authoring;

use super::{HEAD, errors, folder};

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
