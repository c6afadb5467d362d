//! Counts in rounds: a bounded number of pieces is read by all threads at once, then what they found is written in the
//! pieces' order. So the output does not depend on which thread is faster, and memory not on how much there is.
//!
//! Threads of the standard library, for the work is even and its rounds are few; rayon would save twenty lines.

use std::num::NonZeroUsize;

use reasonable_steps::cohort::{Survey, line};
use reasonable_steps::questionnaire::Questionnaire;

use super::super::CliError;
use super::read::{Skipped, bytes, result};
use super::source::{Content, Item, Source};

/// How much a thread is given in a round: pieces, and bytes held in memory.
const PIECES: usize = 256;
const BYTES: usize = 8_000_000;
/// The longest line that tells of a skipped piece, in letters.
const LONGEST: usize = 600;

/// What is done with every piece.
pub(super) struct Job<'a> {
    pub questionnaire: &'a Questionnaire,
    pub threads: Option<NonZeroUsize>,
    /// Whether each result becomes a line, and nothing is counted.
    pub lines: bool,
}

/// What came of it.
pub(super) struct Done {
    pub survey: Survey,
    pub skipped: u64,
    pub duplicates: u64,
}

/// What came of a piece.
enum Found {
    Counted,
    Line(String),
    Skipped(String),
    Duplicate,
}

/// Reads and counts everything, tells of what is skipped, and hands on the lines in order.
///
/// # Errors
/// Those of writing a line.
pub(super) fn count(
    job: &Job<'_>,
    mut source: Source,
    empty: Survey,
    write: &mut dyn FnMut(&str) -> Result<(), CliError>,
) -> Result<Done, CliError> {
    let threads = job.threads.map_or(1, NonZeroUsize::get);
    let mut surveys = vec![empty; threads];
    let mut done = (0, 0);
    loop {
        let round = take(&mut source, threads);
        if round.is_empty() {
            break;
        }
        let share = round.len().div_ceil(threads);
        let found: Vec<Vec<Found>> = std::thread::scope(|scope| {
            let mut running = Vec::new();
            for (items, survey) in round.chunks(share).zip(&mut surveys) {
                let work = move || items.iter().map(|item| piece(job, item, survey)).collect();
                running.push(scope.spawn(work));
            }
            let join = |thread: std::thread::ScopedJoinHandle<'_, Vec<Found>>| match thread.join() {
                Ok(found) => found,
                Err(panic) => std::panic::resume_unwind(panic),
            };
            running.into_iter().map(join).collect()
        });
        for found in found.into_iter().flatten() {
            match found {
                Found::Counted => {}
                Found::Line(line) => write(&line)?,
                Found::Duplicate => done.1 += 1,
                Found::Skipped(told) => {
                    done.0 += 1;
                    eprintln!("{told}");
                }
            }
        }
    }
    let mut surveys = surveys.into_iter();
    // There is at least one thread.
    let Some(mut survey) = surveys.next() else {
        return Err(CliError::Usage("no thread to count with; hint: name one with --threads"));
    };
    surveys.for_each(|more| survey.merge(&more));
    Ok(Done { survey, skipped: done.0, duplicates: done.1 })
}

fn take(source: &mut Source, threads: usize) -> Vec<Item> {
    let (pieces, bytes) = (PIECES.saturating_mul(threads), BYTES.saturating_mul(threads));
    let mut round = Vec::new();
    let mut weight = 0;
    while round.len() < pieces && weight < bytes {
        let Some(item) = source.next() else { break };
        weight += item.weight();
        round.push(item);
    }
    round
}

fn piece(job: &Job<'_>, item: &Item, survey: &mut Survey) -> Found {
    let read = match &item.content {
        Content::File(path) => {
            bytes(path).and_then(|bytes| result(&bytes, false, job.questionnaire))
        }
        Content::Document(bytes) => result(bytes, false, job.questionnaire),
        Content::Line(line) => result(line, true, job.questionnaire),
        Content::Skipped(skipped) => return Found::Skipped(told(&item.name, skipped)),
        Content::Duplicate => return Found::Duplicate,
    };
    match read {
        Err(skipped) => Found::Skipped(told(&item.name, &skipped)),
        Ok(result) if job.lines => Found::Line(line(job.questionnaire, &result)),
        Ok(result) => {
            survey.add(job.questionnaire, &result);
            Found::Counted
        }
    }
}

/// A line for the terminal: what a file says of itself must not steer it, or fill it.
fn told(name: &str, skipped: &Skipped) -> String {
    let line = format!("error[{}]: {name}: {}", skipped.code, skipped.message);
    let turns = |letter| matches!(letter, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let is_hidden = |letter: char| letter.is_control() || turns(letter);
    let visible = |letter: char| if is_hidden(letter) { '\u{fffd}' } else { letter };
    let mut letters = line.chars().map(visible);
    let mut told: String = letters.by_ref().take(LONGEST).collect();
    if letters.next().is_some() {
        told.push('…');
    }
    told
}
