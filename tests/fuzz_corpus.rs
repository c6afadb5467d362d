//! The inputs that fuzzing began with and found, run through the claims that fuzzing checks.

use std::fs;
use std::path::Path;

#[path = "../fuzz/src/claims.rs"]
mod claims;

#[test]
fn every_claim_holds_of_every_input_of_the_corpus() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus");
    for (target, claim) in claims::TARGETS {
        let mut count = 0;
        for entry in fs::read_dir(corpus.join(target)).unwrap() {
            let path = entry.unwrap().path();
            let input = fs::read(&path).unwrap();
            let held = std::panic::catch_unwind(|| claim(&input));
            assert!(held.is_ok(), "hint: see above; the input is {}", path.display());
            count += 1;
        }
        assert!(count > 0, "{target} has no input");
    }
}

#[test]
fn what_stands_in_the_corpus_as_whole_is_accepted() {
    use reasonable_steps::assessment::{Anonymous, Assessment, ResultCode};
    use reasonable_steps::cohort::Benchmark;
    use reasonable_steps::questionnaire::Questionnaire;

    let read =
        |name: &str| fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap();
    for name in ["small", "levels"] {
        let (made, findings) =
            Questionnaire::from_json(&read(&format!("fuzz/corpus/questionnaire/{name}.json")));
        assert!(made.is_some(), "{name}: {findings:#?}");
    }
    let small = read("fuzz/corpus/questionnaire/small.json");
    let small = Questionnaire::from_json(&small).0.unwrap();
    for name in ["whole", "edges"] {
        let text = read(&format!("fuzz/corpus/assessment/{name}.json"));
        let (made, findings) = Assessment::from_json(&text, &small);
        assert!(made.is_some(), "{name}: {findings:#?}");
    }
    for name in ["full", "express"] {
        let text = read(&format!("fuzz/corpus/code/{name}"));
        let made = ResultCode::from_text(&text, &small);
        assert!(made.is_ok(), "{name}: {made:?}");
    }
    for name in ["full", "express", "hidden"] {
        let text = read(&format!("fuzz/corpus/result/{name}.json"));
        let (made, findings) = Anonymous::from_json(&text, &small);
        assert!(made.is_some(), "{name}: {findings:#?}");
    }
    for name in ["groups", "small"] {
        let text = read(&format!("fuzz/corpus/benchmark/{name}.json"));
        let (made, findings) = Benchmark::from_json(&text, &small);
        assert!(made.is_some(), "{name}: {findings:#?}");
    }
    // The overlay there is one, and not refused at its first line.
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir_all(folder.path().join("over/en")).unwrap();
    std::fs::create_dir_all(folder.path().join("en")).unwrap();
    for part in read("fuzz/corpus/authoring/overlay.txt").split("#= ").skip(1) {
        let (name, content) = part.split_once('\n').unwrap();
        fs::write(folder.path().join(name), content).unwrap();
    }
    let over = reasonable_steps::questionnaire::authoring::read(&folder.path().join("over"), None);
    assert!(over.questionnaire.is_some(), "{:#?}", over.findings);
    assert!(over.base.is_some());
}
