//! The queries of docs/cohort.md, run as they stand there by DuckDB, against the figures of the command.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Stdio;

use serde_json::{Value, json};
use xtask::process::output;
use xtask::setup::node;
use xtask::{paths, questionnaires};

/// Runs each query on the lines of a file and prints the rows of all that give some.
const SCRIPT: &str = r#"
import { DuckDBInstance } from "@duckdb/node-api";
import { readFileSync } from "node:fs";
const queries = JSON.parse(readFileSync(process.argv[1], "utf8"));
const connection = await (await DuckDBInstance.create(":memory:")).connect();
const all = [];
for (const query of queries) {
  const reader = await connection.runAndReadAll(query);
  all.push(reader.getRowObjectsJson());
}
console.log(JSON.stringify(all));
"#;

/// The SQL of the document, in its order.
fn queries() -> Vec<String> {
    let text = fs::read_to_string(paths::repository().join("docs/cohort.md")).unwrap();
    let blocks = text.split("```sql\n").skip(1);
    blocks.map(|block| block.split_once("```").unwrap().0.to_owned()).collect()
}

/// A firm of the repository, made into many: assessments, one a line.
fn many_firms() -> String {
    let firm = paths::repository().join("tests/data/firms/machine-shop.steps.json");
    let firm: Value = serde_json::from_slice(&fs::read(firm).unwrap()).unwrap();
    let mut number = 11_u64;
    let mut below = |end: u64| {
        number =
            number.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (number >> 33) % end
    };
    let mut lines = String::new();
    for at in 0..160 {
        let mut firm = firm.clone();
        // In Full two firms are large and all say their size: all minus the others would be these two.
        let is_full = at % 3 != 0;
        firm["mode"] = json!(if is_full { "full" } else { "express" });
        let sizes = ["micro", "micro", "small", "small", "medium", "large", ""];
        let size = sizes[usize::try_from(below(if is_full { 5 } else { 7 })).unwrap()];
        match if at == 1 || at == 100 { "large" } else { size } {
            "" => drop(firm["profile"].as_object_mut().unwrap().remove("size")),
            size => firm["profile"]["size"] = json!([size]),
        }
        for answer in firm["answers"].as_array_mut().unwrap() {
            let answer = answer.as_object_mut().unwrap();
            if answer.contains_key("notApplicable") {
                continue;
            }
            answer.remove("level");
            answer.remove("dontKnow");
            // A domain of which only three firms in Express answer anything.
            if !is_full && at > 6 && answer["question"].as_str().unwrap().starts_with("legal.") {
                continue;
            }
            match below(12) {
                0 if at % 4 == 0 => {}
                1 => drop(answer.insert("dontKnow".to_owned(), json!(true))),
                _ => drop(answer.insert("level".to_owned(), json!(below(5)))),
            }
        }
        lines += &firm.to_string();
        lines.push('\n');
    }
    lines
}

fn cohort(input: &Path, format: &str) -> String {
    let mut command = questionnaires::command();
    command.args(["cohort", "--date", "2026-11-22", "--format", format]).arg(input);
    output(command.stdin(Stdio::null())).unwrap()
}

/// A whole number, which DuckDB writes as text where it is long.
fn number(value: &Value) -> u64 {
    value.as_u64().unwrap_or_else(|| value.as_str().unwrap().parse().unwrap())
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

fn numbers(row: &Value, keys: &[&str]) -> Vec<u64> {
    keys.iter().map(|key| number(&row[*key])).collect()
}

const SPREAD: [&str; 4] = ["results", "lower", "median", "upper"];

#[test]
fn queries_of_the_document_give_the_figures_of_the_command() {
    node::find_or_install().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let input = folder.path().join("firms.txt");
    fs::write(&input, many_firms()).unwrap();
    let lines = folder.path().join("lines.ndjson");
    fs::write(&lines, cohort(&input, "ndjson") + "\n").unwrap();
    let figures: Value = serde_json::from_str(&cohort(&input, "json")).unwrap();
    assert_eq!((&figures["results"], &figures["skipped"]), (&json!(160), &json!(0)));

    let queries: Vec<String> = queries()
        .iter()
        .map(|query| query.replace("results.ndjson", lines.to_str().unwrap()))
        .collect();
    assert_eq!(queries.len(), 4);
    let file = folder.path().join("queries.json");
    fs::write(&file, json!(queries).to_string()).unwrap();
    let mut script = node::script(SCRIPT).unwrap();
    let rows = output(script.arg(&file).stdin(Stdio::null())).unwrap();
    let rows: Vec<Vec<Value>> = serde_json::from_str(&rows).unwrap();

    let (mut spreads, mut questions, mut sizes) =
        (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
    let mut hidden = Vec::new();
    for mode in figures["modes"].as_array().unwrap() {
        let name = text(&mode["mode"]);
        let all = &mode["figures"];
        let mut spread = |domain: &str, spread: &Value| {
            if !spread.is_null() {
                spreads.insert((name.clone(), domain.to_owned()), numbers(spread, &SPREAD));
            }
        };
        spread("", &all["overall"]);
        for domain in all["domains"].as_array().unwrap() {
            spread(domain["domain"].as_str().unwrap(), &domain["spread"]);
        }
        for question in all["questions"].as_array().unwrap() {
            let answers = &question["answers"];
            if !answers.is_null() {
                let mut counts =
                    numbers(answers, &["counted", "dontKnow", "notApplicable", "unanswered"]);
                counts.extend(answers["levels"].as_array().unwrap().iter().map(number));
                counts.resize(4 + 21, 0);
                questions.insert((name.clone(), text(&question["question"])), counts);
            }
        }
        let groups = mode["groups"].as_array().unwrap();
        let size = groups.iter().find(|asked| asked["profile"] == "size").unwrap();
        for group in size["groups"].as_array().unwrap() {
            let overall = &group["figures"]["overall"];
            if overall.is_null() {
                hidden.push((name.clone(), text(&group["option"])));
            } else {
                sizes.insert((name.clone(), text(&group["option"])), numbers(overall, &SPREAD));
            }
        }
    }
    assert!(!spreads.contains_key(&("express".to_owned(), "legal".to_owned())));
    let by = |rows: &[Value], key: &str, values: &dyn Fn(&Value) -> Vec<u64>| {
        let named = rows.iter().map(|row| ((text(&row["mode"]), text(&row[key])), values(row)));
        named.collect::<BTreeMap<_, _>>()
    };
    assert_eq!(by(&rows[1], "domain", &|row| numbers(row, &SPREAD)), spreads);
    let counts = |row: &Value| {
        let mut counts = numbers(row, &["counted", "dont_know", "not_applicable", "unanswered"]);
        counts.extend(row["at_level"].as_array().unwrap().iter().map(number));
        counts
    };
    assert_eq!(by(&rows[2], "question", &counts), questions);
    assert_eq!(by(&rows[3], "size", &|row| numbers(row, &SPREAD)), sizes);
    assert!(spreads.len() > 20 && questions.len() > 80 && sizes.len() > 2, "{sizes:?}");
    assert!(hidden.len() > 1, "a small group and the one that would give it away: {hidden:?}");
}
