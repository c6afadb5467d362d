//! `reasonable-steps cohort`, run as a user runs it.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use reasonable_steps::assessment::{Anonymous, Assessment, Mode, ResultCode};
use reasonable_steps::questionnaire::Questionnaire;
use serde_json::Value;

use crate::support::{root, today, trade_secrets};
use crate::{firms, survey};

const FORMATS: [&str; 5] = ["json", "csv", "ndjson", "xlsx", "benchmark"];

fn run_with(input: &[u8], arguments: &[&str]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_reasonable-steps"))
        .current_dir(root())
        .args(["cohort", "--date", "2026-11-22"])
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut pipe = child.stdin.take().unwrap();
    std::thread::scope(|scope| {
        // A command that refuses its arguments reads nothing.
        scope.spawn(move || drop(pipe.write_all(input)));
        child.wait_with_output().unwrap()
    })
}

fn run(arguments: &[&str]) -> Output {
    run_with(b"", arguments)
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", said(output)))
}

fn results(questionnaire: &Questionnaire, firms: &[Assessment]) -> Vec<Anonymous> {
    firms.iter().map(|firm| Anonymous::of(questionnaire, firm)).collect()
}

fn code(questionnaire: &Questionnaire, number: usize, result: &Anonymous) -> String {
    let number = u32::try_from(number).unwrap();
    ResultCode { number, result: result.clone() }.to_text(questionnaire)
}

/// A folder of forty firms: assessment files, result files in a folder of their own, and codes.
fn folder(questionnaire: &Questionnaire) -> (tempfile::TempDir, Vec<Anonymous>) {
    let folder = tempfile::tempdir().unwrap();
    let firms = firms(questionnaire, 40, Mode::Full);
    let results = results(questionnaire, &firms);
    fs::create_dir_all(folder.path().join("second/third")).unwrap();
    let mut codes = String::new();
    for (at, (firm, result)) in firms.iter().zip(&results).enumerate() {
        let path = |name: String| folder.path().join(name);
        match at % 3 {
            0 => fs::write(path(format!("{at}.steps.json")), firm.to_json()).unwrap(),
            1 => fs::write(
                path(format!("second/third/{at}.result.json")),
                result.to_json(questionnaire),
            )
            .unwrap(),
            _ => codes += &format!("{}\n\n", code(questionnaire, at, result)),
        }
    }
    fs::write(folder.path().join("room.codes.txt"), codes).unwrap();
    // Neither is read in a folder.
    fs::write(folder.path().join("notes.txt"), "bring coffee").unwrap();
    fs::write(folder.path().join("second/table.csv"), "a,b").unwrap();
    (folder, results)
}

fn path(folder: &tempfile::TempDir) -> &str {
    folder.path().to_str().unwrap()
}

#[test]
fn files_folders_codes_and_lines_give_the_same_figures() {
    let questionnaire = trade_secrets();
    let (folder, results) = folder(&questionnaire);
    let expected = survey(&questionnaire, &results).cohort(&questionnaire, today(), 0).to_json();
    let expected: Value = serde_json::from_str(&expected).unwrap();
    assert_eq!(expected["results"], 40);
    let check = |what: &str, output: Output| {
        assert_eq!((output.status.code(), said(&output)), (Some(0), String::new()), "{what}");
        assert_eq!(json(&output), expected, "{what}");
    };
    check("a folder", run(&[path(&folder)]));
    let firms = firms(&questionnaire, 40, Mode::Full);
    let all = firms.iter().map(|firm| firm.to_json() + "\n").collect::<String>();
    check("assessments by line", run_with(all.as_bytes(), &["-"]));
    let all = results.iter().map(|result| result.to_json(&questionnaire) + "\r\n");
    check("results by line", run_with(all.collect::<String>().as_bytes(), &["-"]));
    let codes = results.iter().enumerate();
    let codes = codes.map(|(at, result)| code(&questionnaire, at, result).to_lowercase() + "\n");
    let codes: String = codes.collect();
    check("codes by line", run_with(codes.trim_end().as_bytes(), &["-"]));
    let half = codes.len() / 2;
    let cut = codes[..half].rfind('\n').unwrap() + 1;
    fs::write(folder.path().join("half.txt"), &codes[..cut]).unwrap();
    let file = folder.path().join("half.txt");
    check(
        "a file and the rest",
        run_with(&codes.as_bytes()[cut..], &[file.to_str().unwrap(), "-"]),
    );
}

#[test]
fn output_is_the_same_with_any_number_of_threads() {
    let questionnaire = trade_secrets();
    let results = results(&questionnaire, &firms(&questionnaire, 700, Mode::Express));
    let mut input = String::new();
    for (at, result) in results.iter().enumerate() {
        input += &if at % 2 == 0 {
            result.to_json(&questionnaire)
        } else {
            code(&questionnaire, at, result)
        };
        input += if at % 50 == 7 { "\n{\"broken\":\n" } else { "\n" };
    }
    for format in FORMATS {
        let with = |threads: &str| {
            let output =
                run_with(input.as_bytes(), &["-", "--format", format, "--threads", threads]);
            assert_eq!(output.status.code(), Some(1), "{format}");
            (output.stdout.clone(), said(&output))
        };
        let one = with("1");
        assert_eq!(one.1.lines().count(), 14, "{}", one.1);
        assert!(one.1.starts_with("error[json]: standard input: line 9: "), "{}", one.1);
        assert!(one == with("3") && one == with("16"), "{format}");
        if format == "ndjson" {
            let lines = String::from_utf8(one.0).unwrap();
            let expected = results
                .iter()
                .map(|result| reasonable_steps::cohort::line(&questionnaire, result) + "\n");
            assert_eq!(lines, expected.collect::<String>());
        }
    }
}

#[test]
fn bad_files_are_listed_and_skipped_and_the_rest_counts() {
    let questionnaire = trade_secrets();
    let (folder, _) = folder(&questionnaire);
    let clean = json(&run(&[path(&folder)]));
    let write = |name: &str, content: &[u8]| fs::write(folder.path().join(name), content).unwrap();
    let sound = fs::read_to_string(folder.path().join("0.steps.json")).unwrap();
    write("empty.json", b"");
    write("binary.json", &[0, 159, 146, 150, 255]);
    write("cut.json", &sound.as_bytes()[..sound.len() / 2]);
    write("list.json", b"[1, 2]");
    write("report.json", &fs::read(root().join("tests/data/reports/food.json")).unwrap());
    write(
        "version.json",
        sound.replace(questionnaire.fingerprint.as_str(), &"0".repeat(64)).as_bytes(),
    );
    write("other.json", sound.replace("\"trade-secrets\"", "\"supplier-check\"").as_bytes());
    write("large.json", &vec![b' '; 5_000_001]);
    write(
        "protected.json",
        &fs::read(root().join("tests/data/formats/1/protected.steps.json")).unwrap(),
    );
    write("codes.codes.txt", b"ABCDE-FGHJK\n\xff\xfe\n{}\n");
    #[cfg(unix)]
    {
        // A circle of folders, and a link to nothing.
        std::os::unix::fs::symlink(folder.path(), folder.path().join("second/back")).unwrap();
        std::os::unix::fs::symlink("nowhere", folder.path().join("gone.json")).unwrap();
        // A pipe that nobody writes to: opening it would wait for ever.
        let pipe = Command::new("mkfifo").arg(folder.path().join("pipe.json")).status().unwrap();
        assert!(pipe.success());
        write("\u{1b}[2Jx\u{202e}.json", b"{\"format\":\"\\u001b\"}");
    }
    let output = run(&[path(&folder)]);
    assert_eq!(output.status.code(), Some(1));
    let told = said(&output);
    for (name, code) in [
        ("empty.json", "json"),
        ("binary.json", "json"),
        ("cut.json", "json"),
        ("list.json", "type"),
        ("report.json", "format"),
        ("version.json", "other-version"),
        ("other.json", "other-questionnaire"),
        ("large.json", "too-large"),
        ("protected.json", "protected"),
        ("codes.codes.txt: line 1", "code-group"),
        ("codes.codes.txt: line 2", "code-letter"),
        ("codes.codes.txt: line 3", "format"),
        ("gone.json", "read"),
        ("\u{fffd}[2Jx\u{fffd}.json", "format"),
    ] {
        let start = format!("error[{code}]: {}/{name}: ", path(&folder));
        let line = told.lines().find(|line| line.starts_with(&start));
        assert!(line.is_some_and(|line| line.contains("; hint: ")), "{start}\n{told}");
    }
    assert_eq!(told.lines().count(), 14, "{told}");
    assert!(!told.contains('\u{1b}'));
    let mut figures = json(&output);
    assert_eq!(figures["skipped"], 14);
    figures["skipped"] = 0.into();
    assert_eq!(figures, clean);
}

#[test]
fn a_line_that_is_too_long_is_passed_over_and_the_next_counts() {
    let questionnaire = trade_secrets();
    let result = &results(&questionnaire, &firms(&questionnaire, 1, Mode::Full))[0];
    let code = code(&questionnaire, 1, result);
    for length in [4_999_999, 5_000_000, 5_000_001, 5_000_002, 5_000_003, 12_000_000] {
        for end in ["\n", "\r\n"] {
            let long = "{".repeat(length);
            let input = format!("{code}{end}{long}{end}{end}{code}");
            let output = run_with(input.as_bytes(), &["-"]);
            assert_eq!(json(&output)["results"], 2, "{length}");
            let told = said(&output);
            let rule = if length > 5_000_000 { "too-large" } else { "json" };
            let start = format!("error[{rule}]: standard input: line 2: ");
            assert!(told.starts_with(&start) && told.lines().count() == 1, "{length}: {told}");
        }
    }
}

#[test]
fn the_same_counts_twice_unless_told_otherwise() {
    let questionnaire = trade_secrets();
    let (folder, results) = folder(&questionnaire);
    let copy = folder.path().join("copy.steps.json");
    fs::copy(folder.path().join("0.steps.json"), copy).unwrap();
    let again = code(&questionnaire, 2, &results[2]);
    let input = format!("{again}\n  {again}\n");
    let counted = |more: &[&str]| {
        let arguments = [&[path(&folder), "-"], more].concat();
        let output = run_with(input.as_bytes(), &arguments);
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        (json(&output)["results"].as_u64().unwrap(), said(&output))
    };
    assert_eq!(counted(&[]), (43, String::new()));
    let (count, told) = counted(&["--unique"]);
    assert_eq!((count, told.contains(": 3")), (40, true), "{told}");
}

#[test]
fn exit_codes_tell_clean_findings_and_could_not_run_apart() {
    let questionnaire = trade_secrets();
    let (folder, _) = folder(&questionnaire);
    let nothing = tempfile::tempdir().unwrap();
    let own = "tests/data/firms";
    let into = nothing.path().join("out.json");
    let into = into.to_str().unwrap();
    for (arguments, code) in [
        (vec![own], 0),
        (vec![path(&nothing)], 0),
        (vec![path(&folder), "--format", "benchmark", "-o", into], 0),
        (vec![path(&folder), "--group-by", "staff,tools"], 0),
        (vec!["-"], 0),
        (vec![own, "--format", "benchmark"], 1),
        (vec!["tests/data"], 1),
        (vec!["no/such/folder"], 2),
        (vec![own, "no/such/file.json"], 2),
        (vec!["-", "-"], 2),
        (vec![], 2),
        (vec![own, "--group-by", "colour"], 2),
        (vec![path(&folder), "--format", "benchmark", "--group-by", "tools"], 2),
        (vec![own, "--date", "22.11.2026"], 2),
        (vec![own, "--threads", "0"], 2),
        (vec![own, "-o", "no/such/folder/out.json"], 2),
        (vec![own, "--format", "ndjson", "-o", "no/such/folder/out.ndjson"], 2),
    ] {
        let output = run(&arguments);
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {}", said(&output));
        assert_eq!(code == 0, said(&output).is_empty(), "{arguments:?}: {}", said(&output));
    }
    let text = fs::read_to_string(into).unwrap();
    let (read, findings) = reasonable_steps::cohort::Benchmark::from_json(&text, &questionnaire);
    assert!(read.is_some(), "{findings:#?}");
}

#[test]
fn own_questionnaires_are_counted_too() {
    let questionnaire = crate::sized();
    let folder = tempfile::tempdir().unwrap();
    let compiled = folder.path().join("small.json");
    fs::write(&compiled, questionnaire.to_json()).unwrap();
    let input: String = (0..7)
        .map(|level| {
            let result = crate::firm(&questionnaire, "micro", "food", [level % 5; 3]);
            code(&questionnaire, usize::from(level), &result) + "\n"
        })
        .collect();
    let compiled: &Path = &compiled;
    let output = run_with(input.as_bytes(), &["-", "--questionnaire", compiled.to_str().unwrap()]);
    let figures = json(&output);
    assert_eq!(figures["questionnaire"]["id"], "small");
    assert_eq!(figures["modes"][0]["groups"][0]["groups"][0]["figures"]["results"], 7);
}
