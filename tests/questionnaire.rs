//! Reading questionnaires: what is right is kept, what is wrong is listed.

mod support;

use std::fs;

use reasonable_steps::diagnostic::Severity;
use reasonable_steps::questionnaire::{Questionnaire, authoring, length, lint};
use serde_json::{Value, json};
use support::{Asked, asked, copy_folder, read, root, small_json, trade_secrets};

/// The errors of a broken questionnaire, as a user reads them.
fn errors(json: &Value) -> Vec<String> {
    let (questionnaire, findings) = Questionnaire::from_json(&json.to_string());
    assert!(questionnaire.is_none(), "was accepted");
    findings
        .iter()
        .filter(|finding| finding.severity == Severity::Error)
        .map(ToString::to_string)
        .collect()
}

fn two() -> Value {
    small_json(json!([0, 0.5, 1]), &[asked("a.x", 1), asked("a.y", 2)])
}

#[test]
fn the_compiled_form_reads_back_to_the_same_questionnaire() {
    let questionnaire = trade_secrets();
    let (again, findings) = Questionnaire::from_json(&questionnaire.to_json());
    assert_eq!(findings, []);
    assert_eq!(again.unwrap(), questionnaire);
}

#[test]
fn the_embedded_questionnaire_is_that_of_the_folder() {
    let compiled =
        fs::read_to_string(root().join("questionnaires/compiled/trade-secrets.en.json")).unwrap();
    assert!(
        compiled == trade_secrets().to_json(),
        "questionnaires/compiled is out of date; run `cargo xtask compile`"
    );
}

#[test]
fn the_built_in_questionnaire_has_no_findings() {
    let (questionnaire, findings) =
        authoring::read_folder(&root().join("questionnaires/trade-secrets"), None);
    assert_eq!(findings, []);
    let found: Vec<String> =
        lint::lint(&questionnaire.unwrap()).iter().map(ToString::to_string).collect();
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn the_built_in_express_questionnaire_asks_the_weightiest_topics_within_ten_minutes() {
    let questionnaire = trade_secrets();
    let express: Vec<_> = questionnaire.questions().filter(|question| question.express).collect();
    assert_eq!(express.len(), 24);
    assert!(express.iter().all(|question| question.weight.to_string() == "3"));
    let critical: Vec<&str> =
        questionnaire.questions().filter(|q| q.critical).map(|q| q.id.as_str()).collect();
    assert_eq!(
        critical,
        [
            "secrets.register",
            "access.need-to-know",
            "access.sign-in",
            "cloud.ai-rule",
            "joining.confidentiality",
            "leaving.checklist",
            "sharing.agreement-first",
        ]
    );
    // The twenty longest, so that it holds for any firm to which twenty apply.
    let mut longest = express.clone();
    longest.sort_by_key(|question| std::cmp::Reverse(length::words(question)));
    assert!(length::minutes(longest.into_iter().take(20)) <= 10);
}

#[test]
fn every_mistake_is_listed_with_place_value_rule_and_way_out() {
    let mut json = two();
    json["domains"][0]["questions"][0]["weight"] = json!(0);
    json["domains"][0]["questions"][0]["levels"] = json!(["only one"]);
    json["domains"][0]["questions"][1]["effort"] = json!("huge");
    json["domains"][0]["questions"][1]["colour"] = json!("red");
    json["bands"][1]["from"] = json!(0);
    json["scale"]["target"] = json!(7);
    let found = errors(&json);
    for expected in [
        "question `a.x`: weight: is 0; hint: use a number above 0 and up to 1000, such as 1, 2 or 3",
        "question `a.x`: levels: has 1 entries where 3 are needed; hint: give one for each level",
        "question `a.y`: effort: names `huge`, which is no effort here; hint: define the effort `huge`, or use one that is defined",
        "band `high`: from: is 0, not above `low`; hint: order the bands from low to high",
        "scale: target: is 7; hint: use a level from 1 to 2",
    ] {
        assert!(
            found.iter().any(|message| message == expected),
            "{expected}\nis not in {found:#?}"
        );
    }
    assert!(
        found
            .iter()
            .any(|message| message.starts_with("question `a.y`: `colour` is not known here"))
    );
    assert_eq!(found.len(), 6, "{found:#?}");
}

#[test]
fn single_mistakes() {
    let check = |change: &dyn Fn(&mut Value), expected: &str| {
        let mut json = two();
        change(&mut json);
        let found = errors(&json);
        assert!(
            found.iter().any(|message| message.contains(expected)),
            "{expected}\nis not in {found:#?}"
        );
    };
    let question = |json: &mut Value, key: &str, value: Value| {
        json["domains"][0]["questions"][1][key] = value;
    };
    check(&|json| question(json, "id", json!("a.x")), "question `a.x`: is defined twice");
    check(
        &|json| question(json, "id", json!("b.y")),
        "stands in the domain `a`; hint: start it with `a.`",
    );
    check(&|json| question(json, "id", json!("a.<script>")), "is no usable id");
    check(&|json| question(json, "prompt", json!("  ")), "prompt: is blank");
    check(&|json| question(json, "prompt", json!(null)), "prompt: is missing");
    check(&|json| question(json, "weight", json!(-1)), "weight: is -1: not a number of at least 0");
    check(&|json| question(json, "weight", json!(1e300)), "weight: is too large or too fine");
    check(&|json| question(json, "weight", json!("0.0000001")), "larger or finer");
    check(
        &|json| question(json, "nextSteps", json!(["a"])),
        "next-steps: has 1 entries where 2 are needed",
    );
    check(
        &|json| question(json, "lenses", json!(["x-ray"])),
        "names `x-ray`, which is no lens here",
    );
    check(&|json| question(json, "sources", json!(["bible 1"])), "no source here");
    check(
        &|json| {
            question(json, "critical", json!(true));
            question(json, "notApplicable", json!(true));
        },
        "not-applicable: is true on a critical question",
    );
    check(&|json| json["scale"]["values"] = json!([1, 0.5, 0]), "scale: values: do not ascend");
    check(&|json| json["scale"]["values"] = json!([0]), "has 1 levels; hint: give 2 to 11 values");
    check(&|json| json["domains"] = json!([]), "domains: is empty");
    check(&|json| json["domains"][0]["questions"] = json!([]), "domain `a`: has no questions");
    check(&|json| json["bands"][0]["from"] = json!(10), "leave low scores without a band");
    check(
        &|json| json["caps"] = json!([{"limit": 49, "atOrBelow": 2}]),
        "cap 1: at-or-below: is 2",
    );
    check(
        &|json| json["display"]["rounding"] = json!("up"),
        "rounding: is \"up\"; hint: use \"down\" or \"nearest\"",
    );
    check(
        &|json| {
            json["sources"] =
                json!([{"id": "s", "title": "t", "publisher": "p", "url": "javascript:alert(1)"}])
        },
        "use an https address",
    );
    check(&|json| json["language"] = json!("en\"><script>"), "use a BCP 47 tag");
    check(&|json| json["format"] = json!("something/else"), "this is no compiled questionnaire");
    check(&|json| json["formatVersion"] = json!(2), "is not 1, the version that this engine reads");
    check(&|json| json["efforts"][0]["divisor"] = json!(0), "effort `s`: divisor: is 0");
}

fn with_condition(id: &'static str, condition: Value) -> Asked {
    Asked { condition, ..asked(id, 1) }
}

#[test]
fn conditions_that_cannot_work_are_errors() {
    let check = |condition: Value, expected: &str| {
        let json = small_json(json!([0, 1]), &[with_condition("a.x", condition), asked("a.y", 1)]);
        let found = errors(&json);
        assert!(
            found.iter().any(|message| message.contains(expected)),
            "{expected}\nis not in {found:#?}"
        );
    };
    check(json!({"answer": "a.x", "atLeast": 1}), "depends on `a.x`, which is not asked before it");
    check(json!({"answer": "a.y", "atLeast": 1}), "depends on `a.y`, which is not asked before it");
    check(json!({"answer": "a.gone", "atLeast": 1}), "names `a.gone`, which is no question here");
    check(
        json!({"profile": "gone", "is": "yes"}),
        "names `gone`, which is no profile question here",
    );
    check(
        json!({"profile": "staff", "is": "perhaps"}),
        "names `perhaps`, which is no option of `staff` here",
    );
    check(json!({}), "has 0 of profile, answer, all, any, not; hint: give exactly one of them");
    check(json!({"profile": "staff", "is": "yes", "not": {}}), "has 2 of profile");
    check(json!({"all": []}), "is empty");
}

#[test]
fn two_questions_that_wait_for_each_other_are_an_error_not_a_hang() {
    let json = small_json(
        json!([0, 1]),
        &[
            with_condition("a.x", json!({"answer": "a.y", "atLeast": 1})),
            with_condition("a.y", json!({"answer": "a.x", "atLeast": 1})),
        ],
    );
    let found = errors(&json);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(found[0].contains("so that no circle can form"));
}

#[test]
fn ten_megabytes_of_nesting_are_an_error_not_a_trap() {
    for text in [
        "[".repeat(10_000_000),
        "{\"a\":".repeat(900_000),
        format!("\"{}\"", "x".repeat(10_000_000)),
    ] {
        let (questionnaire, findings) = Questionnaire::from_json(&text);
        assert!(questionnaire.is_none());
        assert_eq!(findings.len(), 1);
    }
    let mut condition = json!({"profile": "staff", "is": "yes"});
    for _ in 0..500 {
        condition = json!({"not": condition});
    }
    // `Value` has no limit of its own, so the text is made by hand.
    let text = small_json(json!([0, 1]), &[with_condition("a.x", condition)]).to_string();
    let (questionnaire, findings) = Questionnaire::from_json(&text);
    assert!(questionnaire.is_none());
    assert!(findings[0].message.contains("recursion limit"), "{findings:#?}");
}

#[test]
fn a_translation_has_the_same_fingerprint_and_a_changed_weight_another() {
    let json = two();
    let original = read(&json);
    let mut translated = json.clone();
    translated["title"] = json!("Klein");
    translated["language"] = json!("de");
    let translated = read(&translated);
    assert_eq!(original.fingerprint, translated.fingerprint);
    assert_ne!(original.texts_fingerprint, translated.texts_fingerprint);
    for (pointer, value) in [
        ("/domains/0/questions/0/weight", json!(2)),
        ("/domains/0/questions/0/critical", json!(true)),
        ("/domains/0/questions/0/condition", json!({"profile": "staff", "is": "yes"})),
        ("/scale/values/1", json!(0.4)),
        ("/rules/minCompleteness", json!(70)),
        ("/bands/1/from", json!(60)),
    ] {
        let mut changed = json.clone();
        *changed.pointer_mut(pointer).unwrap() = value;
        assert_ne!(read(&changed).fingerprint, original.fingerprint, "{pointer}");
    }
}

#[test]
fn a_fingerprint_that_does_not_fit_is_found() {
    let mut json = two();
    json["fingerprint"] = json!("0".repeat(64));
    let (questionnaire, findings) = Questionnaire::from_json(&json.to_string());
    assert!(questionnaire.is_some());
    assert_eq!((findings.len(), findings[0].code), (1, "fingerprint"));
}

#[test]
fn a_folder_with_mistakes_names_file_and_way_out() {
    let check = |file: &str, from: &str, to: &str, expected: &str| {
        let folder = tempfile::tempdir().unwrap();
        copy_folder(&root().join("questionnaires/trade-secrets"), folder.path());
        let path = folder.path().join(file);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{file} no longer contains {from}");
        fs::write(&path, text.replacen(from, to, 1)).unwrap();
        let (questionnaire, findings) = authoring::read_folder(folder.path(), None);
        assert!(questionnaire.is_none());
        let found: Vec<String> = findings.iter().map(ToString::to_string).collect();
        assert!(
            found.iter().any(|message| message.contains(expected)),
            "{expected}\nis not in {found:#?}"
        );
    };
    check(
        "access.toml",
        "weight = 3",
        "weight = 0",
        "question `access.need-to-know`: weight: is 0",
    );
    check("access.toml", "weight = 3", "weight = ", "access.toml: line ");
    check(
        "en/access.toml",
        "[need-to-know]",
        "[need-to-now]",
        "`need-to-now` in `questions` has a text but no structure",
    );
    check(
        "en/access.toml",
        "[need-to-know]",
        "[need-to-now]",
        "question `access.need-to-know`: prompt: is missing",
    );
    check("en/access.toml", "quick-win =", "quickwin =", "`quickwin` is not known here");
    check("questionnaire.toml", "\"access\",", "\"acess\",", "acess.toml: cannot be read");
    check(
        "questionnaire.toml",
        "id = \"early\"",
        "id = \"exposed\"",
        "band `exposed`: is defined twice",
    );
}

#[test]
fn what_the_bundle_leaves_out_changes_nothing() {
    let text =
        fs::read_to_string(root().join("questionnaires/compiled/trade-secrets.en.json")).unwrap();
    let mut json: Value = serde_json::from_str(&text).unwrap();
    for hash in ["fingerprint", "textsFingerprint"] {
        json.as_object_mut().unwrap().remove(hash);
    }
    for domain in json["domains"].as_array_mut().unwrap() {
        for question in domain["questions"].as_array_mut().unwrap() {
            let critical = question["critical"] == true;
            let question = question.as_object_mut().unwrap();
            question.retain(|key, value| match key.as_str() {
                "critical" | "express" | "examples" => *value == true,
                "notApplicable" => *value == critical,
                _ => true,
            });
        }
    }
    // No page shows it; it stays in the questionnaire that is published.
    for source in json["sources"].as_array_mut().unwrap() {
        for key in ["confirmed", "checked"] {
            source.as_object_mut().unwrap().remove(key);
        }
    }
    let mut whole = read(&serde_json::from_str(&text).unwrap());
    let said = whole.sources.iter_mut().filter_map(|source| {
        source.checked.take();
        source.confirmed.take()
    });
    let said = said.count();
    assert!(said > 30, "{said}");
    assert_eq!(read(&json), whole, "with the same fingerprints");
}
