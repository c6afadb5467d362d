//! The figures as a table and as a workbook, read again by readers that did not write them.

use std::collections::BTreeSet;
use std::fs;
use std::io::Cursor;

use calamine::{Data, Reader as _, Xlsx};
use reasonable_steps::assessment::{Anonymous, Mode};
use reasonable_steps::cohort::Cohort;
use reasonable_steps::export;
use reasonable_steps::text::{Catalogue, ENGLISH};

use crate::support::{root, today, trade_secrets};
use crate::{firms, survey};

fn catalogue() -> Catalogue {
    export::cohort::catalogue(Catalogue::from_json(ENGLISH).0.unwrap())
}

fn cohort() -> Cohort {
    let questionnaire = trade_secrets();
    let mut results = Vec::new();
    for (mode, count) in [(Mode::Express, 40), (Mode::Full, 30)] {
        for firm in firms(&questionnaire, count, mode) {
            results.push(Anonymous::of(&questionnaire, &firm));
        }
    }
    survey(&questionnaire, &results).cohort(&questionnaire, today(), 3)
}

#[test]
fn table_holds_every_figure_and_says_what_is_hidden() {
    let cohort = cohort();
    let text = export::cohort::csv(&cohort);
    let mut reader = csv::Reader::from_reader(text.strip_prefix('\u{feff}').unwrap().as_bytes());
    assert_eq!(reader.headers().unwrap().iter().collect::<Vec<_>>(), export::cohort::COLUMNS);
    let rows: Vec<Vec<String>> =
        reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
    let unique: BTreeSet<&[String]> = rows.iter().map(|row| &row[..7]).collect();
    assert_eq!(unique.len(), rows.len(), "every number has a name of its own");
    let find = |of: [&str; 7]| -> String {
        let [mode, by, group, figure, id, measure, _] = of;
        let mut found = rows.iter().filter(|row| {
            [&row[0], &row[1], &row[2], &row[3], &row[4], &row[6]]
                == [mode, by, group, figure, id, measure]
        });
        found.next().unwrap_or_else(|| panic!("{of:?}"))[7].clone()
    };
    let mut hidden = 0;
    for mode in &cohort.modes {
        let name = mode.mode.name();
        let mut parts = vec![("", "", Some(&mode.figures))];
        for asked in &mode.groups {
            for group in &asked.groups {
                parts.push((asked.profile.as_str(), group.option.as_str(), group.figures.as_ref()));
            }
        }
        for (by, group, figures) in parts {
            let Some(figures) = figures else {
                assert_eq!(find([name, by, group, "group", "", "suppressed", ""]), "");
                hidden += 1;
                continue;
            };
            let number = |figure: &str, id: &str, measure: &str| {
                find([name, by, group, figure, id, measure, ""])
            };
            assert_eq!(number("group", "", "results"), figures.results.to_string());
            for domain in &figures.domains {
                let id = domain.domain.as_str();
                match &domain.spread {
                    Some(spread) => {
                        assert_eq!(number("domain", id, "median"), spread.median.to_string());
                        let last = number("domain", id, "percent_90_to_100");
                        assert_eq!(last, spread.histogram[9].to_string());
                    }
                    None => assert_eq!(number("domain", id, "suppressed"), ""),
                }
            }
            for question in &figures.questions {
                let id = question.question.as_str();
                match &question.answers {
                    Some(answers) => {
                        assert_eq!(
                            number("question", id, "level_2"),
                            answers.levels[2].to_string()
                        );
                        assert_eq!(number("question", id, "open"), answers.open.to_string());
                    }
                    None => assert_eq!(number("question", id, "suppressed"), ""),
                }
            }
        }
    }
    assert!(hidden > 0, "some group is small");
}

#[test]
fn workbook_shows_what_the_figures_show() {
    let cohort = cohort();
    let bytes = export::cohort::excel(&cohort, &catalogue()).unwrap();
    assert_eq!(bytes, export::cohort::excel(&cohort, &catalogue()).unwrap());
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    assert_eq!(book.sheet_names(), ["Overview", "Areas", "Questions"]);
    let areas = book.worksheet_range("Areas").unwrap();
    let questions = book.worksheet_range("Questions").unwrap();
    let cell = |range: &calamine::Range<Data>, row: usize, column: usize| {
        range.get((row, column)).map(ToString::to_string).unwrap_or_default()
    };
    let (mut area, mut question, mut hidden) = (1, 1, 0);
    for mode in &cohort.modes {
        let groups = mode.groups.iter().flat_map(|asked| &asked.groups);
        let parts = groups.map(|group| (group.text.as_str(), group.figures.as_ref()));
        for (text, figures) in [("All", Some(&mode.figures))].into_iter().chain(parts) {
            let spreads = figures.iter().flat_map(|figures| {
                let domains = figures.domains.iter();
                let domains = domains.map(|known| (known.title.as_str(), known.spread.as_ref()));
                [("Overall score", figures.overall.as_ref())].into_iter().chain(domains)
            });
            let spreads: Vec<_> = spreads.collect();
            let spreads = if spreads.is_empty() { vec![("Overall score", None)] } else { spreads };
            for (title, spread) in spreads {
                assert_eq!([cell(&areas, area, 2), cell(&areas, area, 3)], [text, title]);
                match spread {
                    Some(spread) => {
                        assert_eq!(cell(&areas, area, 6), spread.median.to_string());
                        assert_eq!(cell(&areas, area, 17), spread.histogram[9].to_string());
                    }
                    None => {
                        assert_eq!(cell(&areas, area, 4), "not shown");
                        assert_eq!(cell(&areas, area, 6), "");
                        hidden += 1;
                    }
                }
                area += 1;
            }
            for known in figures.iter().flat_map(|figures| &figures.questions) {
                assert_eq!(
                    [cell(&questions, question, 2), cell(&questions, question, 3)],
                    [text, &known.prompt]
                );
                match &known.answers {
                    Some(answers) => {
                        assert_eq!(cell(&questions, question, 5), answers.counted.to_string());
                        assert_eq!(cell(&questions, question, 13), answers.levels[1].to_string());
                    }
                    None => assert_eq!(cell(&questions, question, 5), "not shown"),
                }
                question += 1;
            }
        }
    }
    assert_eq!((areas.height(), questions.height()), (area, question));
    assert!(hidden > 0);
}

#[test]
fn every_text_of_the_figures_is_used_and_promises_nothing() {
    let source = fs::read_to_string(root().join("src/export/excel/cohort.rs")).unwrap();
    let (own, findings) = Catalogue::from_json(export::cohort::ENGLISH);
    let own = own.unwrap_or_else(|| panic!("{findings:#?}"));
    for key in own.keys() {
        assert!(source.contains(&format!("\"{key}\"")), "{key}");
        let text = own.say(key).to_lowercase();
        for banned in ["compliant", "certified", "guarantee", "anonymous", "safe"] {
            assert!(!text.contains(banned), "{key}: {banned}");
        }
    }
    let known: BTreeSet<&str> = own.keys().collect();
    for quoted in source.split('"').filter(|text| text.starts_with("cohort.")) {
        assert!(known.contains(quoted), "{quoted}");
    }
}
