//! Nothing of a report is missing from any file.

use calamine::Data;
use reasonable_steps::export::{Format, csv};
use reasonable_steps::report::{Report, Standing};

use crate::readers::{self, part, parts, single_spaced};
use crate::{FORMATS, firms, make, page_of, support};

/// Every text and number that a report must not lose.
fn facts(report: &Report) -> Vec<String> {
    let shown =
        |shown: Option<reasonable_steps::score::Shown>| shown.map(|shown| shown.to_string());
    let mut facts = vec![report.questionnaire.id.clone(), report.questionnaire.version.clone()];
    facts.push(report.questionnaire.fingerprint.to_string());
    facts.push(report.questionnaire.texts_fingerprint.to_string());
    facts.push(report.engine.to_owned());
    facts.push(report.date.to_string());
    facts.extend(shown(report.score.shown));
    facts.extend(shown(report.score.uncapped));
    facts.extend(report.domains.iter().map(|line| line.title.clone()));
    facts.extend(report.domains.iter().filter_map(|line| shown(line.shown)));
    for step in &report.plan {
        let texts = [&step.gap, &step.next_step, &step.why];
        facts.extend(texts.into_iter().cloned());
        facts.extend([step.weight.clone(), step.effort_name.clone(), step.priority.clone()]);
        // What nobody knows is asked for first, under another title.
        facts.extend(step.level.map(|_| step.action.clone()));
        facts.extend(step.caution.clone());
        facts.extend(shown(step.after));
        if step.open {
            facts.push(step.quick_win.clone());
        }
        if let Some(decision) = &step.decision {
            facts.extend([decision.owner.clone(), decision.reason.clone()]);
        }
    }
    for line in &report.questions {
        facts.extend([line.prompt.clone(), line.note.clone(), line.evidence.clone()]);
        facts.extend(line.level_text.clone());
        if line.standing == Standing::Level {
            facts.push(line.earned.to_string());
        }
    }
    facts.extend(report.not_applicable.iter().map(|line| line.reason.clone()));
    facts.retain(|fact| !fact.trim().is_empty());
    facts
}

/// What every file but a table of answers says too.
fn words(report: &Report) -> Vec<String> {
    let mut words = [report.method.clone(), report.disclaimer.clone()].concat();
    words.extend(report.lenses.iter().map(|line| line.name.clone()));
    for sheet in &report.sheets {
        words.extend(sheet.rows.iter().filter_map(|row| row.text.clone()));
    }
    for earlier in &report.comparisons {
        let moves = earlier.improved.iter().chain(&earlier.slipped);
        words.extend(moves.map(|line| line.prompt.clone()));
    }
    words
}

fn missing(text: &str, facts: Vec<String>, format: Format) -> Vec<String> {
    let said = |fact: &String| {
        // A cell's number has no zeros behind it.
        let number = fact.trim_end_matches('0').trim_end_matches('.');
        let fact = match format {
            Format::Json => serde_json::Value::from(fact.as_str()).to_string(),
            _ => single_spaced(fact),
        };
        let bare = fact.trim_matches('"');
        text.contains(bare) || format == Format::Xlsx && text.contains(number)
    };
    facts.into_iter().filter(|fact| !said(fact)).collect()
}

#[test]
fn every_gap_number_note_and_reason_is_in_every_file() {
    let questionnaire = support::trade_secrets();
    let firms = firms();
    for (name, file) in &firms {
        let others: Vec<&str> = firms
            .iter()
            .filter(|(other, _)| other != name)
            .map(|(_, file)| file.as_str())
            .collect();
        let page = page_of(file, &others, &questionnaire);
        for format in FORMATS {
            let mut facts = facts(&page.report);
            if format != Format::Csv {
                facts.extend(words(&page.report));
            }
            // The page shows it on a line of its own, in another form.
            if format == Format::Html {
                facts.retain(|fact| !page.report.plan.iter().any(|step| step.gap == *fact));
                facts.retain(|fact| !page.report.plan.iter().any(|step| step.priority == *fact));
                facts.retain(|fact| *fact != page.report.date.to_string());
                facts.retain(|fact| {
                    !page
                        .report
                        .plan
                        .iter()
                        .any(|step| step.after.is_some_and(|after| after.to_string() == *fact))
                });
            }
            let text = readers::text(format, &make(format, &page));
            let missing = missing(&text, facts, format);
            assert_eq!(missing, Vec::<String>::new(), "{name}: {format:?}");
        }
    }
}

#[test]
fn the_sample_reports_are_those_of_the_firms() {
    let questionnaire = support::trade_secrets();
    let folder = support::root().join("tests/data/reports");
    for (name, file) in firms() {
        let page = page_of(&file, &[], &questionnaire);
        for format in FORMATS.into_iter().filter(|format| *format != Format::Html) {
            let sample = folder.join(format!("{name}.{}", format.extension()));
            assert!(
                std::fs::read(&sample).unwrap() == make(format, &page),
                "{} is out of date; run `cargo xtask samples`",
                sample.display()
            );
        }
    }
}

#[test]
fn the_same_report_gives_the_same_bytes() {
    let questionnaire = support::trade_secrets();
    for (_, file) in firms() {
        let page = page_of(&file, &[], &questionnaire);
        for format in FORMATS {
            assert!(make(format, &page) == make(format, &page), "{format:?}");
        }
    }
}

#[test]
fn a_word_file_has_headings_a_filled_list_of_them_and_its_language() {
    let questionnaire = support::trade_secrets();
    let (_, file) = &firms()[0];
    let bytes = make(Format::Docx, &page_of(file, &[], &questionnaire));
    assert_eq!(parts(&bytes)[0], "[Content_Types].xml");
    let document = part(&bytes, "word/document.xml");
    for level in 1..=3 {
        assert!(document.contains(&format!("w:val=\"Heading{level}\"")), "{level}");
    }
    // Each entry leads to a bookmark that is there.
    let anchors: Vec<&str> =
        document.split("w:anchor=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    assert!(anchors.len() > 20, "{}", anchors.len());
    for anchor in anchors {
        assert_eq!(document.matches(&format!("w:name=\"{anchor}\"")).count(), 1, "{anchor}");
    }
    assert!(document.contains("<w:tblHeader/>") && document.contains("<w:cantSplit/>"));
    assert!(part(&bytes, "word/styles.xml").contains("<w:lang w:val=\"en-GB\""));
    assert!(part(&bytes, "word/header1.xml").contains("Confidential"));
    let footer = part(&bytes, "word/footer1.xml");
    assert!(footer.contains("NUMPAGES") && footer.contains("PAGE"));
    let core = part(&bytes, "docProps/core.xml");
    assert!(core.contains("2026-11-22T00:00:00Z") && core.contains("<dc:language>en"));
}

#[test]
fn a_workbook_has_numbers_as_numbers_and_a_list_of_statuses() {
    let questionnaire = support::trade_secrets();
    let (_, file) = &firms()[0];
    let page = page_of(file, &[], &questionnaire);
    let bytes = make(Format::Xlsx, &page);
    let plan = readers::sheet(&bytes, "Plan");
    assert_eq!(plan.len(), page.report.plan.len() + 1);
    let column = |title: &str| {
        plan[0].iter().position(|cell| *cell == title).unwrap_or_else(|| panic!("{title}"))
    };
    let (number, priority) = (column("No."), column("Priority"));
    for (row, step) in plan[1..].iter().zip(&page.report.plan) {
        assert!(matches!(row[number], Data::Float(_)), "{:?}", row[number]);
        assert_eq!(row[priority], Data::Float(step.priority.parse().unwrap()));
    }
    for name in ["Summary", "Areas", "Answers", "Evidence", "About"] {
        assert!(!readers::sheet(&bytes, name).is_empty(), "{name}");
    }
    let xml = part(&bytes, "xl/worksheets/sheet2.xml");
    assert!(xml.contains("Open,Planned,Done,Not now") && xml.contains("<autoFilter"));
    assert!(parts(&bytes).iter().any(|name| name.starts_with("xl/charts/chart")));
}

#[test]
fn a_table_has_the_promised_columns_and_a_row_for_each_question() {
    let questionnaire = support::trade_secrets();
    for (_, file) in firms() {
        let page = page_of(&file, &[], &questionnaire);
        let bytes = make(Format::Csv, &page);
        let rows = readers::csv(&bytes);
        assert_eq!(rows[0], csv::COLUMNS);
        assert_eq!(rows.len(), page.report.questions.len() + 1);
        // RFC 4180: every record ends with CR and LF.
        let text = String::from_utf8(bytes).unwrap();
        assert!(text.ends_with("\r\n") && !text.replace("\r\n", "").contains('\r'));
    }
}

#[test]
fn the_data_keeps_its_published_schema() {
    let schema = std::fs::read(support::root().join("schema/report.schema.json")).unwrap();
    let schema = serde_json::from_slice(&schema).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let questionnaire = support::trade_secrets();
    let firms = firms();
    let blank = reasonable_steps::assessment::Assessment::new(
        &questionnaire,
        reasonable_steps::assessment::Mode::Express,
    )
    .to_json();
    for (name, file) in firms.iter().chain([&("blank".to_owned(), blank)]) {
        let page = page_of(file, &[&firms[1].1], &questionnaire);
        let report = serde_json::from_slice(&make(Format::Json, &page)).unwrap();
        let errors: Vec<String> = validator
            .iter_errors(&report)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert_eq!(errors, Vec::<String>::new(), "{name}");
    }
}
