//! What must hold of every input, however hostile: a function for each kind of input, which panics where a claim
//! breaks. `cargo xtask fuzz` looks for inputs that break one; `tests/fuzz_corpus.rs` runs the same functions over the
//! inputs in `corpus/`.

mod together;

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::sync::OnceLock;

use reasonable_steps::assessment::{
    Assessment, Choice, Mode, Protected, State, is_protected, states,
};
use reasonable_steps::date::Date;
use reasonable_steps::diagnostic::{Diagnostic, Severity};
use reasonable_steps::export::{self, Format};
use reasonable_steps::fraction::Fraction;
use reasonable_steps::interview::{Action, Interview, Place};
use reasonable_steps::questionnaire::{Questionnaire, authoring};
use reasonable_steps::report::report_since;
use reasonable_steps::text::{Catalogue, ENGLISH};
use reasonable_steps::view;

pub use together::{benchmark, code, combine, result};

/// A target: its name, and what it claims of any input.
pub type Target = (&'static str, fn(&[u8]));

/// Every target by name; `Cargo.toml` names the same.
pub const TARGETS: [Target; 12] = [
    ("questionnaire", questionnaire),
    ("assessment", assessment),
    ("condition", condition),
    ("authoring", authoring),
    ("language", language),
    ("words", words),
    ("files", files),
    ("protected", protected),
    ("code", code),
    ("result", result),
    ("benchmark", benchmark),
    ("combine", combine),
];

/// A whole questionnaire, so small that thousands can be read in a second.
const SMALL: &str = include_str!("../corpus/questionnaire/small.json");

fn today() -> Date {
    "2026-11-22".parse().unwrap()
}

fn small() -> &'static Questionnaire {
    static READ: OnceLock<Questionnaire> = OnceLock::new();
    READ.get_or_init(|| Questionnaire::from_json(SMALL).0.unwrap())
}

/// The interface's texts and those of exports.
fn english() -> &'static Catalogue {
    static READ: OnceLock<Catalogue> = OnceLock::new();
    READ.get_or_init(|| export::catalogue(Catalogue::from_json(ENGLISH).0.unwrap()))
}

/// What cannot be used is refused with a reason and a way out; what can be used has no error.
fn check_findings(usable: bool, findings: &[Diagnostic]) {
    let errors: Vec<_> =
        findings.iter().filter(|finding| finding.severity == Severity::Error).collect();
    assert_eq!(usable, errors.is_empty(), "{findings:?}");
    for finding in findings {
        assert!(!finding.code.is_empty() && !finding.message.trim().is_empty(), "{finding:?}");
    }
    for error in errors {
        assert!(error.hint.is_some(), "no way out of {error:?}");
    }
}

/// Every page of a walk can be shown, and no text of the input has become a tag.
fn check_pages(questionnaire: &Questionnaire, assessment: &Assessment) {
    let mut interview = Interview::new(questionnaire.clone(), assessment.mode);
    interview.apply(Action::Open(assessment.to_json()), today());
    assert_eq!(interview.assessment(), assessment, "what is opened is what was saved");
    let mut places =
        vec![Place::Start, Place::Profile, Place::Review, Place::Report, Place::Present];
    places.extend(questionnaire.domains.iter().map(|domain| Place::Domain(domain.id.clone())));
    places.extend(questionnaire.cards.iter().map(|card| Place::Card(card.id.clone())));
    for place in places {
        let page = view::page(&interview.apply(Action::Go(place), today()), english());
        let markup = page.markup.into_string();
        assert_eq!(markup.matches("<h1").count(), 1);
        for tag in ["<script", "<img", "<iframe", "href=\"javascript:"] {
            assert!(!markup.to_ascii_lowercase().contains(tag), "{tag}");
        }
    }
}

/// A report can be made, alone and beside itself, and nothing has moved since itself.
fn check_report(questionnaire: &Questionnaire, assessment: &Assessment) {
    let made = report_since(questionnaire, assessment, std::slice::from_ref(assessment), today());
    let overall = &made.score;
    assert!(overall.shown <= overall.uncapped);
    assert!(overall.earned <= overall.attainable && overall.thousandths <= 1000);
    for percent in [overall.percent, overall.completeness, overall.confidence] {
        assert!(percent.is_none_or(|percent| percent <= 100));
    }
    assert!(made.plan.is_sorted_by_key(|step| step.group));
    let asked: BTreeSet<&str> = made.questions.iter().map(|line| line.id.as_str()).collect();
    let planned: BTreeSet<&str> = made.plan.iter().map(|step| step.question.as_str()).collect();
    assert_eq!(planned.len(), made.plan.len(), "a gap stands in the plan once");
    assert!(planned.is_subset(&asked));
    for comparison in &made.comparisons {
        assert!(comparison.improved.is_empty() && comparison.slipped.is_empty());
        assert_eq!(comparison.then, comparison.now);
    }
}

/// Every format that is text can be made.
fn check_exports(questionnaire: &Questionnaire, assessment: &Assessment) {
    let page = export::page(questionnaire, assessment, std::slice::from_ref(assessment), today());
    for format in [Format::Html, Format::Csv, Format::Markdown, Format::Json, Format::Text] {
        let made = export::make(format, &page, english()).unwrap();
        assert!(String::from_utf8(made).is_ok(), "{}", format.name());
    }
}

/// An assessment with a choice for each question.
fn answered(questionnaire: &Questionnaire, choose: impl Fn(usize) -> Option<Choice>) -> Assessment {
    let mut assessment = Assessment::new(questionnaire, Mode::Full);
    for (index, question) in questionnaire.questions().enumerate() {
        // A choice that the question does not offer is refused, and then it stays unanswered.
        let _ = assessment.answer(questionnaire, question.id.as_str(), choose(index));
    }
    assessment
}

/// A compiled questionnaire: `questionnaire="…"`, `questionnaireData`, or in the page.
pub fn questionnaire(data: &[u8]) {
    let (read, findings) = Questionnaire::from_json(&String::from_utf8_lossy(data));
    check_findings(read.is_some(), &findings);
    let Some(read) = read else { return };
    check_questionnaire(&read);
}

fn check_questionnaire(read: &Questionnaire) {
    let written = read.to_json();
    let (again, findings) = Questionnaire::from_json(&written);
    assert_eq!(again.as_ref(), Some(read), "{findings:?}");
    assert_eq!(again.unwrap().to_json(), written);
    check_report(read, &answered(read, |_| None));
    check_report(
        read,
        &answered(read, |index| {
            let reason = "none here".to_owned();
            Some(if index % 2 == 0 { Choice::DontKnow } else { Choice::NotApplicable { reason } })
        }),
    );
    let levels = answered(read, |index| Some(Choice::Level(u8::try_from(index % 4).unwrap())));
    check_report(read, &levels);
    check_pages(read, &levels);
    check_exports(read, &levels);
}

/// An assessment file, as a visitor opens one.
pub fn assessment(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let (read, findings) = Assessment::from_json(&text, small());
    check_findings(read.is_some(), &findings);
    let Some(read) = read else { return };
    let written = read.to_json();
    let (again, findings) = Assessment::from_json(&written, small());
    assert_eq!(again.as_ref(), Some(&read), "{findings:?}");
    assert_eq!(again.unwrap().to_json(), written);
    check_report(small(), &read);
    check_pages(small(), &read);
    check_exports(small(), &read);
}

/// The condition of a question. Whatever is not known yet counts as applying, so knowing more may take a question
/// away and never bring one back.
pub fn condition(data: &[u8]) {
    let last = "\"condition\":null";
    let (before, after) = SMALL.rsplit_once(last).unwrap();
    let text = String::from_utf8_lossy(data);
    let (read, findings) =
        Questionnaire::from_json(&format!("{before}\"condition\":{text}{after}"));
    check_findings(read.is_some(), &findings);
    let Some(read) = read else { return };
    let (again, findings) = Questionnaire::from_json(&read.to_json());
    assert_eq!(again.as_ref(), Some(&read), "{findings:?}");

    let profile = |id: &'static str, options: &[&str]| {
        let options: Vec<String> = options.iter().map(|&option| option.to_owned()).collect();
        move |to: &mut Assessment, asked: &Questionnaire| {
            to.set_profile(asked, id, options.clone()).unwrap();
        }
    };
    let level = |id: &'static str, level: u8| {
        move |to: &mut Assessment, asked: &Questionnaire| {
            to.answer(asked, id, Some(Choice::Level(level))).unwrap();
        }
    };
    type Fact = Box<dyn Fn(&mut Assessment, &Questionnaire)>;
    let facts: [Vec<Fact>; 4] = [
        vec![Box::new(profile("staff", &["yes"])), Box::new(profile("staff", &["no"]))],
        vec![
            Box::new(profile("tools", &[])),
            Box::new(profile("tools", &["ai"])),
            Box::new(profile("tools", &["ai", "cloud"])),
        ],
        vec![Box::new(level("a.x", 0)), Box::new(level("a.x", 1)), Box::new(level("a.x", 2))],
        vec![Box::new(level("a.y", 0)), Box::new(level("a.y", 2))],
    ];
    let ways: usize = facts.iter().map(|choices| choices.len() + 1).product();
    let is_asked = |way: usize| {
        let mut assessment = Assessment::new(&read, Mode::Full);
        let mut rest = way;
        for choices in &facts {
            let choice = rest % (choices.len() + 1);
            rest /= choices.len() + 1;
            if choice > 0 {
                choices[choice - 1](&mut assessment, &read);
            }
        }
        *states(&read, &assessment).last().unwrap() != State::NotAsked
    };
    let asked: Vec<bool> = (0..ways).map(is_asked).collect();
    for way in 0..ways {
        let mut unit = 1;
        for choices in &facts {
            let choice = way / unit % (choices.len() + 1);
            let knowing_less = way - choice * unit;
            assert!(asked[knowing_less] || !asked[way], "knowing more brought a question back");
            unit *= choices.len() + 1;
        }
    }
}

/// The folder that authors edit, and an overlay in a folder `over` within it. The input is their files, one after the
/// other, each behind a line `#= name`.
pub fn authoring(data: &[u8]) {
    const FILES: [&str; 10] = [
        "questionnaire.toml",
        "en/questionnaire.toml",
        "a.toml",
        "en/a.toml",
        "over/questionnaire.toml",
        "over/en/questionnaire.toml",
        "over/a.toml",
        "over/en/a.toml",
        "over/b.toml",
        "over/en/b.toml",
    ];
    let folder = folder();
    for name in FILES {
        let _ = fs::remove_file(folder.join(name));
    }
    let text = String::from_utf8_lossy(data);
    for part in text.split("#= ").skip(1) {
        let (name, content) = part.split_once('\n').unwrap_or((part, ""));
        if FILES.contains(&name) {
            fs::write(folder.join(name), content).unwrap();
        }
    }
    for folder in [folder.join("over"), folder] {
        if !folder.join("questionnaire.toml").is_file() {
            continue;
        }
        let _ = authoring::languages(&folder);
        assert!(authoring::folders(&folder).len() < 10);
        let authoring::Read { questionnaire, base, findings } = authoring::read(&folder, None);
        check_findings(questionnaire.is_some(), &findings);
        let Some(read) = questionnaire else { continue };
        check_questionnaire(&read);
        if let Some(base) = base {
            let same = authoring::changes(&base, &base);
            assert!(same.is_empty(), "{same:?}");
            let _ = authoring::changes(&base, &read);
        }
    }
}

/// A folder of this process alone.
fn folder() -> PathBuf {
    let folder = std::env::temp_dir().join(format!("reasonable-steps-{}", std::process::id()));
    fs::create_dir_all(folder.join("en")).unwrap();
    fs::create_dir_all(folder.join("over/en")).unwrap();
    folder
}

/// A file of the interface's language. A page in it can be shown, whatever it leaves out.
pub fn language(data: &[u8]) {
    let (read, findings) = Catalogue::from_json(&String::from_utf8_lossy(data));
    check_findings(read.is_some(), &findings);
    let Some(read) = read else { return };
    let (again, findings) = Catalogue::from_json(&read.to_json());
    assert_eq!(again.as_ref(), Some(&read), "{findings:?}");
    let assessment = answered(small(), |index| (index > 0).then_some(Choice::Level(0)));
    let mut interview = Interview::new(small().clone(), Mode::Full);
    interview.apply(Action::Open(assessment.to_json()), today());
    for place in ["start", "profile", "domain:a", "review", "report", "present"] {
        let place = Place::from_name(place).unwrap();
        let page = view::page(&interview.apply(Action::Go(place), today()), &read);
        assert!(!page.markup.into_string().to_ascii_lowercase().contains("<script"));
    }
}

/// The small readers: what they accept, they write again as the same, and an address that may stand in a link leads
/// to the web or to a mailbox.
pub fn words(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    if let Ok(day) = text.parse::<Date>() {
        assert_eq!(day.to_string(), text);
    }
    if let Ok(number) = text.parse::<Fraction>() {
        assert_eq!(number.to_string().parse(), Ok(number));
    }
    if let Some(place) = Place::from_name(&text) {
        assert_eq!(place.to_string(), text);
    }
    if let Some(address) = view::safe_href(&text) {
        let lower = address.to_ascii_lowercase();
        assert!(lower.starts_with("https://") || lower.starts_with("mailto:"));
        assert!(!address.contains(char::is_whitespace) && !address.contains(char::is_control));
    }
    let (command, value) = text.split_once('\n').unwrap_or((&text, ""));
    if let Some(action) = Action::from_command(command, value) {
        let mut interview = Interview::new(small().clone(), Mode::Full);
        let _ = view::page(&interview.apply(action, today()), english());
        let written = interview.assessment().to_json();
        let (again, findings) = Assessment::from_json(&written, small());
        assert_eq!(again.as_ref(), Some(interview.assessment()), "{findings:?}");
    }
}

/// What a visitor types, in every format that is packed.
pub fn files(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let mut typed = text.split('\u{1f}').chain(std::iter::repeat("")).map(str::to_owned);
    let mut next = || typed.next().unwrap_or_default();
    let mut assessment = answered(small(), |index| Some(Choice::Level(u8::from(index > 0))));
    assessment.title = next();
    let (note, evidence) = (next(), next());
    assessment.change(&"a.x".into(), |answer| {
        answer.note = note;
        answer.evidence = evidence;
    });
    let page = export::page(small(), &assessment, std::slice::from_ref(&assessment), today());
    for (format, start) in [
        (Format::Docx, b"PK\x03\x04".as_slice()),
        (Format::Xlsx, b"PK\x03\x04"),
        (Format::Pdf, b"%PDF-"),
    ] {
        let made = export::make(format, &page, english());
        let made = made.unwrap_or_else(|error| panic!("{error}"));
        assert!(made.starts_with(start), "{}", format.name());
    }
}

/// A file under a passphrase, before any passphrase is asked for.
pub fn protected(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    match Protected::from_jwe(&text) {
        Ok(read) => {
            let written = read.to_jwe();
            assert!(is_protected(&written));
            assert_eq!(Protected::from_jwe(&written).as_ref(), Ok(&read));
            assert!((1_000..=2_000_000).contains(&read.iterations()));
            assert!(read.salt_input().len() >= 8);
        }
        Err(error) => {
            assert!(!error.code().is_empty());
            assert!(error.to_string().contains("; hint: "), "no way out of {error}");
        }
    }
}
