//! `combine`: the files of several people of one firm become one, with conflicts left open.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use reasonable_steps::assessment::combine::{
    Combination, CombineError, Compared, Counts, Kind, Voice, choice_words, decision_words,
};
use reasonable_steps::assessment::{Choice, Mode};
use reasonable_steps::date::Date;
use reasonable_steps::diagnostic::Findings;
use reasonable_steps::document::to_json;
use reasonable_steps::questionnaire::ProfileQuestion;
use reasonable_steps::team;
use reasonable_steps::text::Catalogue;
use serde::Serialize;

use super::{CliError, Outcome, ScoreFormat, plain, print_findings, read, source, write};

/// What the command prints with `--format json`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Summary<'c> {
    mode: Mode,
    people: Vec<PersonLine<'c>>,
    total: CountsLine,
    domains: Vec<DomainLine<'c>>,
    facts: Vec<FactLine<'c>>,
    questions: Vec<QuestionLine<'c>>,
    decisions: Vec<DecisionLine<'c>>,
}

#[derive(Serialize)]
struct PersonLine<'c> {
    name: &'c str,
    file: &'c str,
    date: &'c str,
    mode: Mode,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct CountsLine {
    agreement: usize,
    near: usize,
    conflict: usize,
    blind_spot: usize,
}

#[derive(Serialize)]
struct DomainLine<'c> {
    id: &'c str,
    counts: CountsLine,
}

#[derive(Serialize)]
struct FactLine<'c> {
    profile: &'c str,
    answers: Vec<FactAnswer<'c>>,
}

#[derive(Serialize)]
struct FactAnswer<'c> {
    name: &'c str,
    options: &'c [String],
}

#[derive(Serialize)]
struct DecisionAnswer<'c> {
    name: &'c str,
    decision: String,
}

#[derive(Serialize)]
struct QuestionLine<'c> {
    question: &'c str,
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    lower: Option<u8>,
    answers: Vec<AnswerLine<'c>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct AnswerLine<'c> {
    name: &'c str,
    #[serde(skip_serializing_if = "Option::is_none")]
    level: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    dont_know: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    not_applicable: Option<&'c str>,
}

#[derive(Serialize)]
struct DecisionLine<'c> {
    question: &'c str,
    answers: Vec<DecisionAnswer<'c>>,
}

pub(super) fn combine(
    files: &[PathBuf],
    questionnaire: Option<&Path>,
    date: Option<Date>,
    format: ScoreFormat,
    output: Option<&Path>,
) -> Result<Outcome, CliError> {
    let (read_questionnaire, findings) = source::questionnaire(questionnaire)?;
    if let Some(path) = questionnaire {
        print_findings(path, &findings);
    }
    let Some(questionnaire) = read_questionnaire else { return Ok(Outcome::Findings) };
    let catalogue = team::catalogue(source::catalogue()?);
    let mut combination = Combination::of_nobody(questionnaire);
    let mut all_taken = true;
    for path in files {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        match combination.add_file(&name, &read(path)?) {
            Ok(index) => {
                let person = combination.people().get(index);
                print_findings(path, person.map_or(&[], |person| person.warnings()));
            }
            Err(CombineError::Unreadable { findings, .. }) => {
                all_taken = false;
                print_findings(path, &findings);
            }
            Err(error @ CombineError::Twice { .. }) => {
                let mut findings = Findings::new();
                findings.warning(error.code(), "", error.to_string(), "");
                print_findings(path, &findings.into_vec());
            }
            Err(error) => return Err(error.into()),
        }
    }
    let date = date.map_or_else(super::report::today, Ok)?;
    // Before anything is printed: what can't come out is an error.
    let result = combination.finish(date, &catalogue)?;
    let (names, lines) = (combination.names(), combination.compare());
    let text = match format {
        ScoreFormat::Text => in_words(&combination, &names, &lines, &catalogue)?,
        ScoreFormat::Json => to_json(&summary(&combination, &names, &lines, &catalogue)) + "\n",
    };
    write(None, &text)?;
    if let Some(path) = output {
        write(Some(path), result.to_json())?;
    }
    let facts = combination.compare_profile().iter().any(|line| line.is_open());
    let is_open = facts || lines.iter().any(Compared::is_open);
    Ok(if is_open || !all_taken { Outcome::Findings } else { Outcome::Clean })
}

fn counts_line(counts: Counts) -> CountsLine {
    let Counts { agreement, near, conflict, blind_spot, .. } = counts;
    CountsLine { agreement, near, conflict, blind_spot }
}

fn summary<'c>(
    combination: &'c Combination,
    names: &'c [String],
    lines: &'c [Compared<'c>],
    catalogue: &Catalogue,
) -> Summary<'c> {
    let people = names.iter().zip(combination.people()).map(|(name, person)| PersonLine {
        name,
        file: person.file(),
        date: &person.assessment().date,
        mode: person.assessment().mode,
    });
    let domains = combination
        .by_domain(lines)
        .into_iter()
        .map(|(domain, counts)| DomainLine { id: domain.id.as_str(), counts: counts_line(counts) });
    let facts = combination.compare_profile().into_iter().filter(|line| line.is_conflict);
    let facts = facts.map(|line| FactLine {
        profile: line.question.id.as_str(),
        answers: names
            .iter()
            .zip(line.held)
            .filter_map(|(name, held)| Some(FactAnswer { name, options: held? }))
            .collect(),
    });
    let questions = lines.iter().map(|line| QuestionLine {
        question: line.question.id.as_str(),
        kind: line.kind.name(),
        lower: match line.kind {
            Kind::Near { lower } => Some(lower),
            _ => None,
        },
        answers: names
            .iter()
            .zip(&line.voices)
            .filter_map(|(name, voice)| answer(name, voice))
            .collect(),
    });
    let decisions = combination.decision_conflicts().into_iter().map(|conflict| DecisionLine {
        question: conflict.question.as_str(),
        answers: said_decisions(&conflict.decisions, names, catalogue),
    });
    Summary {
        mode: combination.mode(),
        people: people.collect(),
        total: counts_line(Counts::of(lines.iter())),
        domains: domains.collect(),
        facts: facts.collect(),
        questions: questions.collect(),
        decisions: decisions.collect(),
    }
}

fn answer<'c>(name: &'c str, voice: &Voice<'c>) -> Option<AnswerLine<'c>> {
    let mut line = AnswerLine { name, level: None, dont_know: None, not_applicable: None };
    match voice {
        Voice::NotAsked | Voice::Unanswered => return None,
        Voice::Level(level) => line.level = Some(*level),
        Voice::DontKnow => line.dont_know = Some(true),
        Voice::NotApplicable(reason) => line.not_applicable = Some(reason),
    }
    Some(line)
}

fn said_decisions<'c>(
    decisions: &[(usize, &reasonable_steps::assessment::Decision)],
    names: &'c [String],
    catalogue: &Catalogue,
) -> Vec<DecisionAnswer<'c>> {
    let mut said = Vec::new();
    for (at, decision) in decisions {
        let name = names.get(*at).map(String::as_str).unwrap_or_default();
        said.push(DecisionAnswer { name, decision: decision_words(decision, catalogue) });
    }
    said
}

/// For a terminal.
fn in_words(
    combination: &Combination,
    names: &[String],
    lines: &[Compared<'_>],
    catalogue: &Catalogue,
) -> Result<String, CliError> {
    let mut text = String::new();
    let written = print(&mut text, combination, names, lines, catalogue);
    written.map_err(|error| CliError::Print(std::io::Error::other(error)))?;
    Ok(text)
}

fn print(
    text: &mut String,
    combination: &Combination,
    names: &[String],
    lines: &[Compared<'_>],
    catalogue: &Catalogue,
) -> std::fmt::Result {
    let say = |key| catalogue.say(key);
    let count = names.len().to_string();
    writeln!(text, "{}", catalogue.fill("team.files.people", &[("count", &count)]))?;
    for (name, person) in names.iter().zip(combination.people()) {
        let (mode, date) = (person.assessment().mode.name(), &person.assessment().date);
        writeln!(text, "- {} ({}, {mode}, {date})", plain(name), plain(person.file()))?;
    }
    let facts = combination.compare_profile();
    if facts.iter().any(|line| line.is_conflict) {
        writeln!(text, "\n{}", say("team.profile.title"))?;
    }
    for line in facts.iter().filter(|line| line.is_conflict) {
        writeln!(text, "- {} [{}]", line.question.prompt, line.question.id)?;
        for (name, held) in names.iter().zip(&line.held) {
            if let Some(held) = held {
                let said = options(line.question, held);
                let said = if held.is_empty() { say("profile.none") } else { &said };
                writeln!(text, "    {}: {}", plain(name), plain(said))?;
            }
        }
    }
    let titles = KINDS.map(say);
    let rows = combination.by_domain(lines);
    let total = say("team.overview.total");
    let widest = rows.iter().map(|(domain, _)| domain.title.chars().count());
    let widest = widest.chain([total.chars().count()]).max().unwrap_or(0);
    write!(text, "\n{:widest$}", say("team.overview.area"))?;
    for title in &titles {
        write!(text, "  {title}")?;
    }
    writeln!(text)?;
    let rows = rows.iter().map(|(domain, counts)| (domain.title.as_str(), *counts));
    for (title, counts) in rows.chain([(total, Counts::of(lines.iter()))]) {
        write!(text, "{title:widest$}")?;
        let counts = [counts.agreement, counts.near, counts.conflict, counts.blind_spot];
        for (name, count) in titles.iter().zip(counts) {
            write!(text, "  {count:>width$}", width = name.chars().count())?;
        }
        writeln!(text)?;
    }
    for (title, wanted) in [
        ("team.kind.conflict", "conflict"),
        ("team.kind.blind_spot", "blind-spot"),
        ("team.kind.near", "near"),
    ] {
        let mut listed = lines.iter().filter(|line| line.kind.name() == wanted).peekable();
        if listed.peek().is_some() {
            writeln!(text, "\n{}", say(title))?;
        }
        for line in listed {
            writeln!(text, "- {} [{}]", line.question.prompt, line.question.id)?;
            for (name, voice) in names.iter().zip(&line.voices) {
                if let Some(choice) = choice(voice) {
                    let words = choice_words(&choice, Some(line.question), catalogue);
                    writeln!(text, "    {}: {}", plain(name), plain(&words))?;
                }
            }
        }
    }
    let decisions = combination.decision_conflicts();
    if !decisions.is_empty() {
        writeln!(text, "\n{}", say("team.rest.decisions"))?;
    }
    for conflict in decisions {
        writeln!(text, "- [{}]", plain(conflict.question.as_str()))?;
        for DecisionAnswer { name, decision } in
            said_decisions(&conflict.decisions, names, catalogue)
        {
            writeln!(text, "    {}: {}", plain(name), plain(&decision))?;
        }
    }
    Ok(())
}

const KINDS: [&str; 4] =
    ["team.kind.agreement", "team.kind.near", "team.kind.conflict", "team.kind.blind_spot"];

fn choice(voice: &Voice<'_>) -> Option<Choice> {
    match voice {
        Voice::NotAsked | Voice::Unanswered => None,
        Voice::Level(level) => Some(Choice::Level(*level)),
        Voice::DontKnow => Some(Choice::DontKnow),
        Voice::NotApplicable(reason) => {
            Some(Choice::NotApplicable { reason: (*reason).to_owned() })
        }
    }
}

/// Options in words; one of another version by its id.
fn options(question: &ProfileQuestion, held: &[String]) -> String {
    let mut words = Vec::new();
    for id in held {
        let option = question.options.iter().find(|option| option.id == *id);
        words.push(option.map_or(id.as_str(), |option| option.text.as_str()));
    }
    words.join(", ")
}
