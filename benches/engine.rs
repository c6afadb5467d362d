//! What the engine takes, natively: reading a questionnaire, scoring and report, and one answer,
//! each with the built-in questionnaire and with one of 1,000 questions.
//! `cargo bench --bench engine`, or with all other figures `cargo xtask bench`.

mod synthetic;

use std::cell::RefCell;
use std::hint::black_box;
use std::time::Duration;

use criterion::{BatchSize, Criterion};
use reasonable_steps::assessment::Assessment;
use reasonable_steps::date::Date;
use reasonable_steps::questionnaire::Questionnaire;
use reasonable_steps::report::report;
use reasonable_steps::web::Session;

use synthetic::{BUILT_IN, domain_id, question_id, thousand_answers, thousand_questions};

const FIRM: &str = include_str!("../tests/data/firms/machine-shop.steps.json");
const ENGLISH: &str = include_str!("../languages/en.json");
const TODAY: &str = "2026-11-22";

/// A questionnaire, an assessment of it, and a place with a question to answer there.
struct Case {
    name: &'static str,
    questionnaire: String,
    assessment: String,
    domain: String,
    question: String,
}

fn cases() -> [Case; 2] {
    [
        Case {
            name: "built-in",
            questionnaire: BUILT_IN.to_owned(),
            assessment: FIRM.to_owned(),
            domain: "access".to_owned(),
            question: "access.sign-in".to_owned(),
        },
        Case {
            name: "1,000 questions",
            questionnaire: thousand_questions().unwrap(),
            assessment: thousand_answers(),
            domain: domain_id(10),
            question: question_id(10, 25),
        },
    ]
}

fn read(case: &Case) -> Questionnaire {
    let (questionnaire, findings) = Questionnaire::from_json(&case.questionnaire);
    questionnaire.unwrap_or_else(|| panic!("{}: {findings:#?}", case.name))
}

fn reading(criterion: &mut Criterion, cases: &[Case]) {
    let mut group = criterion.benchmark_group("read questionnaire");
    for case in cases {
        read(case);
        group.bench_function(case.name, |bencher| {
            bencher.iter(|| Questionnaire::from_json(black_box(&case.questionnaire)));
        });
    }
    group.finish();
}

fn scoring(criterion: &mut Criterion, cases: &[Case]) {
    let today: Date = TODAY.parse().unwrap();
    let mut group = criterion.benchmark_group("score and report");
    for case in cases {
        let questionnaire = read(case);
        let (assessment, findings) = Assessment::from_json(&case.assessment, &questionnaire);
        let assessment = assessment.unwrap_or_else(|| panic!("{}: {findings:#?}", case.name));
        group.bench_function(case.name, |bencher| {
            bencher.iter(|| report(black_box(&questionnaire), black_box(&assessment), today));
        });
    }
    group.finish();
}

/// Every other question is answered; the first answer to this one changes the counts in the rail.
fn answering(criterion: &mut Criterion, cases: &[Case]) {
    let mut group = criterion.benchmark_group("one answer");
    for case in cases {
        let mut session = Session::new(&case.questionnaire, ENGLISH, "full")
            .unwrap_or_else(|failure| panic!("{}: {failure:?}", case.name));
        session.apply("open", &case.assessment, TODAY).unwrap();
        let update = session.apply(&format!("go domain:{}", case.domain), "", TODAY).unwrap();
        assert!(update.page.is_some_and(|page| page.contains(&case.question)), "{}", case.name);
        let session = RefCell::new(session);
        let command = |command: &str| session.borrow_mut().apply(command, "", TODAY).unwrap();
        let (clear, level) =
            (format!("clear {}", case.question), format!("level {} 2", case.question));
        command(&clear);
        assert!(!command(&level).slots.is_empty(), "{}: the answer changes nothing", case.name);
        group.bench_function(case.name, |bencher| {
            bencher.iter_batched(
                || drop(command(&clear)),
                |()| command(&level),
                BatchSize::PerIteration,
            );
        });
    }
    group.finish();
}

fn main() {
    let mut criterion = Criterion::default()
        .warm_up_time(Duration::from_secs(1))
        .measurement_time(Duration::from_secs(3))
        .configure_from_args();
    let cases = cases();
    reading(&mut criterion, &cases);
    scoring(&mut criterion, &cases);
    answering(&mut criterion, &cases);
    criterion.final_summary();
}
