//! The claims of what firms and colleagues hand over: codes, results, benchmarks, and files to combine.

use reasonable_steps::assessment::combine::{Combination, CombineError};
use reasonable_steps::assessment::{Anonymous, Assessment, Choice, ResultCode};
use reasonable_steps::cohort::{Benchmark, Grouping, LEAST, Survey, line};
use reasonable_steps::document::to_json;
use reasonable_steps::team;

use super::{answered, check_findings, check_pages, check_report, english, small, today};

/// What is counted of a result: itself five times is shown, and as a line it is one line.
fn check_counted(counted: &Anonymous) {
    let grouping = Grouping::by(small(), &["staff".to_owned(), "tools".to_owned()]).unwrap();
    let mut survey = Survey::new(small(), grouping, false);
    for count in 1..=LEAST {
        survey.add(small(), counted);
        let cohort = survey.cohort(small(), today(), 0);
        let shows = cohort.modes[0].figures.questions.iter().any(|known| known.answers.is_some());
        assert!(count == LEAST || !shows, "fewer than five show nothing");
        let groups = cohort.modes[0].groups.iter().flat_map(|asked| &asked.groups);
        assert!(groups.filter(|group| group.figures.is_some()).all(|_| count == LEAST));
    }
    assert!(!line(small(), counted).contains('\n'));
}

/// A result code, typed, scanned or pasted.
pub fn code(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    match ResultCode::from_text(&text, small()) {
        Ok(read) => {
            let written = read.to_text(small());
            assert_eq!(ResultCode::from_text(&written, small()).as_ref(), Ok(&read));
            check_counted(&read.result);
        }
        Err(error) => {
            assert!(!error.code().is_empty());
            assert!(error.to_string().contains("; hint: "), "no way out of {error}");
        }
    }
}

/// A result file. What can be read is written again as the same, and a code holds as much.
pub fn result(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let (read, findings) = Anonymous::from_json(&text, small());
    check_findings(read.is_some(), &findings);
    let Some(read) = read else { return };
    let written = read.to_json(small());
    let (again, findings) = Anonymous::from_json(&written, small());
    assert_eq!(again.as_ref(), Some(&read), "{findings:?}");
    assert!(findings.is_empty(), "{findings:?}");
    assert_eq!(again.unwrap().to_json(small()), written);
    let code = ResultCode { number: 1, result: read.clone() }.to_text(small());
    assert_eq!(ResultCode::from_text(&code, small()).unwrap().result, read);
    check_counted(&read);
}

/// A benchmark file from anywhere. Wherever a firm stands in it, it stands among at least five, and nowhere beyond the
/// ends.
pub fn benchmark(data: &[u8]) {
    let (read, findings) = Benchmark::from_json(&String::from_utf8_lossy(data), small());
    check_findings(read.is_some(), &findings);
    let Some(read) = read else { return };
    let written = read.to_json(small());
    let (again, findings) = Benchmark::from_json(&written, small());
    assert_eq!(again.as_ref(), Some(&read), "{findings:?}");
    assert_eq!(again.unwrap().to_json(small()), written);
    for staff in ["yes", "no"] {
        for level in 0..3 {
            let mut firm = answered(small(), |_| Some(Choice::Level(level)));
            firm.set_profile(small(), "staff", vec![staff.to_owned()]).unwrap();
            let Some(standing) = read.standing(small(), &Anonymous::of(small(), &firm)) else {
                continue;
            };
            let domains = standing.domains.iter().map(|known| &known.place);
            for place in standing.overall.iter().chain(domains) {
                assert!(place.firms >= LEAST && place.better_than <= 100, "{place:?}");
                assert!(place.lower <= place.median && place.median <= place.upper, "{place:?}");
                assert!(place.upper <= 100 && place.own <= 100, "{place:?}");
            }
        }
    }
}

/// Two people's files, with a line `#=` between them. What comes out opens and holds what each called theirs, whether
/// or not they settle what they differ in.
pub fn combine(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let Some((one, other)) = text.split_once("\n#=\n") else { return };
    let open = |text| Assessment::from_json(text, small()).0;
    let (Some(one), Some(other)) = (open(one), open(other)) else { return };
    let titles = [one.title.clone(), other.title.clone()];
    let people = vec![("Anna".to_owned(), one), ("Ben".to_owned(), other)];
    let mut combination = match Combination::new(small().clone(), people) {
        Ok(combination) => combination,
        Err(error) => {
            return assert!(error.to_string().contains("; hint: "), "no way out of {error}");
        }
    };
    let catalogue = team::catalogue(english().clone());
    for settles in [false, true] {
        let compared = combination.compare();
        let open = compared.iter().filter(|line| line.is_open());
        let open: Vec<_> = open.map(|line| line.question.id.to_string()).collect();
        if settles {
            for question in &open {
                combination.settle(question, Choice::DontKnow, "as we agreed").unwrap();
            }
        }
        let result = match combination.finish(today(), &catalogue) {
            Ok(result) => result,
            Err(error) => return assert!(matches!(error, CombineError::TooLarge(_)), "{error}"),
        };
        let written = result.to_json();
        let (opened, findings) = Assessment::from_json(&written, small());
        assert_eq!(opened.as_ref(), Some(&result), "{findings:?}");
        assert!(titles.iter().all(|title| written.contains(&to_json(title))), "{written}");
        check_report(small(), &result);
        check_pages(small(), &result);
    }
}
