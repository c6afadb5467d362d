//! What `cohort` takes for 1,000, 10,000 and 100,000 results, as files and as lines: time, and the most memory it held.
//! `cargo xtask bench --cohort`. Writes some 600 MB into the folder for temporary files, and removes them.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use reasonable_steps::assessment::{Anonymous, Assessment, ResultCode};
use reasonable_steps::questionnaire::Questionnaire;

const QUESTIONNAIRE: &str = include_str!("../questionnaires/compiled/trade-secrets.en.json");
const FIRMS: [&str; 3] = [
    include_str!("../tests/data/firms/food.steps.json"),
    include_str!("../tests/data/firms/machine-shop.steps.json"),
    include_str!("../tests/data/firms/software.steps.json"),
];
const COUNTS: [usize; 3] = [1_000, 10_000, 100_000];
const A_FOLDER: usize = 1_000;
/// How often the memory of the command is looked at.
const LOOK: Duration = Duration::from_millis(2);

fn main() {
    let questionnaire = Questionnaire::from_json(QUESTIONNAIRE).0.expect("a questionnaire");
    let firms = FIRMS.map(|firm| Assessment::from_json(firm, &questionnaire).0.expect("a firm"));
    let results = firms.clone().map(|firm| Anonymous::of(&questionnaire, &firm));
    let folder = tempfile::tempdir().expect("a folder");
    println!("{:<28}{:>10}{:>10}{:>12}{:>12}", "what", "results", "seconds", "a second", "most MB");
    for count in COUNTS {
        let files = folder.path().join(count.to_string());
        write_files(&files, count, &questionnaire, &firms, &results);
        let path = files.to_str().expect("a name");
        report("files, json", count, &[path], Path::new("/dev/null"));
        report("files, ndjson", count, &[path, "--format", "ndjson"], Path::new("/dev/null"));
        report("files, json, one thread", count, &[path, "--threads", "1"], Path::new("/dev/null"));
        report("files, json, unique", count, &[path, "--unique"], Path::new("/dev/null"));
        fs::remove_dir_all(&files).expect("an empty folder");
        let codes = folder.path().join("codes");
        write_codes(&codes, count, &questionnaire, &results);
        report("codes by line, json", count, &["-"], &codes);
        report("codes by line, benchmark", count, &["-", "--format", "benchmark"], &codes);
    }
}

/// Nine result files to one assessment file, a thousand in a folder.
fn write_files(
    into: &Path,
    count: usize,
    questionnaire: &Questionnaire,
    firms: &[Assessment],
    results: &[Anonymous],
) {
    for at in 0..count {
        let folder = into.join((at / A_FOLDER).to_string());
        if at % A_FOLDER == 0 {
            fs::create_dir_all(&folder).expect("a folder");
        }
        let (name, text) = if at % 10 == 0 {
            let firm = Assessment { title: format!("Firm {at}"), ..firms[at % 3].clone() };
            ("steps", firm.to_json())
        } else {
            ("result", results[at % 3].to_json(questionnaire))
        };
        fs::write(folder.join(format!("{at}.{name}.json")), text).expect("a file");
    }
}

fn write_codes(into: &Path, count: usize, questionnaire: &Questionnaire, results: &[Anonymous]) {
    let mut file = std::io::BufWriter::new(fs::File::create(into).expect("a file"));
    for at in 0..count {
        let number = u32::try_from(at).expect("few codes");
        let code = ResultCode { number, result: results[at % 3].clone() };
        writeln!(file, "{}", code.to_text(questionnaire)).expect("a line");
    }
}

/// Runs the command and prints what it took.
fn report(what: &str, count: usize, arguments: &[&str], input: &Path) {
    let start = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_reasonable-steps"))
        .args(["cohort", "--date", "2026-11-22"])
        .args(arguments)
        .stdin(fs::File::open(input).expect("an input"))
        .stdout(Stdio::null())
        .spawn()
        .expect("the command");
    let status = format!("/proc/{}/status", child.id());
    let mut most = 0;
    let ended = loop {
        most = most.max(fs::read_to_string(&status).map_or(0, |text| high_water(&text)));
        if let Some(ended) = child.try_wait().expect("an end") {
            break ended;
        }
        std::thread::sleep(LOOK);
    };
    let seconds = start.elapsed().as_secs_f64();
    // The files of one firm are equal but for their titles, so many are left out where each counts once.
    assert!(ended.success(), "{what}: {ended}");
    let each = count as f64 / seconds;
    let megabytes = most as f64 / 1000.0;
    println!("{what:<28}{count:>10}{seconds:>10.2}{each:>12.0}{megabytes:>12.1}");
}

/// The most memory a process has held so far, in kB; Linux tells it.
fn high_water(status: &str) -> u64 {
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}
