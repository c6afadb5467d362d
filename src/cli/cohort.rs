//! `cohort`: counts files, folders and standard input together, and writes what may be shown of them.

mod read;
mod rounds;
mod source;

use std::fs::File;
use std::io::{BufWriter, IsTerminal as _, Write};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use reasonable_steps::cohort::{Grouping, Survey};
use reasonable_steps::date::Date;
use reasonable_steps::export;
use reasonable_steps::questionnaire::Questionnaire;

use super::report::today;
use super::{CliError, Outcome, print_findings, source as built_in, write};
use rounds::{Done, Job};
use source::Source;

/// What is counted, and how it is written.
#[derive(Args)]
pub(super) struct CohortInput {
    /// Assessment files, result files, lists of codes, or folders of them; - reads standard input, one a line
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// How to write it
    #[arg(long, value_enum, default_value_t = CohortFormat::Json)]
    format: CohortFormat,
    /// The questionnaire's folder or compiled file; the built-in one if not given
    #[arg(long)]
    questionnaire: Option<PathBuf>,
    /// The profile questions to group by, joined by commas; size and field if not given
    #[arg(long, value_name = "ID,ID", value_delimiter = ',')]
    group_by: Option<Vec<String>>,
    /// Count what is the same, byte for byte, only once; needs 16 bytes of memory, and some more, for each
    #[arg(long)]
    unique: bool,
    /// How many threads; one for each core if not given
    #[arg(long)]
    threads: Option<NonZeroUsize>,
    /// The day of the figures, as 2026-11-22; today if not given
    #[arg(long)]
    date: Option<Date>,
    /// Where to write; standard output if not given
    #[arg(short, long)]
    output: Option<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum CohortFormat {
    /// Figures and groups
    Json,
    /// The same as a table of one number a row
    Csv,
    /// One line a firm, without names: for databases; nothing is suppressed
    Ndjson,
    /// Figures and groups as a workbook
    Xlsx,
    /// How scores spread, for firms to see where they stand
    Benchmark,
}

pub(super) fn cohort(input: &CohortInput) -> Result<Outcome, CliError> {
    let is_terminal = input.output.is_none() && std::io::stdout().is_terminal();
    if is_terminal && input.format == CohortFormat::Xlsx {
        return Err(CliError::Terminal { format: "xlsx" });
    }
    let (questionnaire, findings) = built_in::questionnaire(input.questionnaire.as_deref())?;
    if let Some(path) = &input.questionnaire {
        print_findings(path, &findings);
    }
    let Some(questionnaire) = questionnaire else { return Ok(Outcome::Findings) };
    let grouping = match &input.group_by {
        None => Grouping::usual(&questionnaire),
        Some(ids) => Grouping::by(&questionnaire, ids)?,
    };
    let is_benchmark = input.format == CohortFormat::Benchmark;
    if is_benchmark {
        grouping.check_cells(&questionnaire)?;
    }
    let date = input.date.map_or_else(today, Ok)?;
    let source = Source::open(&input.paths, input.unique)?;
    let survey = Survey::new(&questionnaire, grouping, is_benchmark);
    let job = Job {
        questionnaire: &questionnaire,
        threads: input.threads.or_else(|| std::thread::available_parallelism().ok()),
        lines: input.format == CohortFormat::Ndjson,
    };
    let done = if job.lines {
        let mut out = Lines::open(input.output.as_deref())?;
        let done = rounds::count(&job, source, survey, &mut |line| out.line(line))?;
        out.finish()?;
        done
    } else {
        rounds::count(&job, source, survey, &mut |_| Ok(()))?
    };
    if done.duplicates > 0 {
        eprintln!("left out, because the same was counted already: {}", done.duplicates);
    }
    let was_written = match input.format {
        CohortFormat::Ndjson => true,
        _ => write_figures(input, &questionnaire, &done, date)?,
    };
    let is_clean = done.skipped == 0 && was_written;
    Ok(if is_clean { Outcome::Clean } else { Outcome::Findings })
}

/// Writes the figures; tells and gives `false` where there are too few results for a benchmark.
fn write_figures(
    input: &CohortInput,
    questionnaire: &Questionnaire,
    done: &Done,
    date: Date,
) -> Result<bool, CliError> {
    let output = input.output.as_deref();
    if input.format == CohortFormat::Benchmark {
        match done.survey.benchmark(questionnaire, date) {
            Ok(benchmark) => write(output, benchmark.to_json(questionnaire) + "\n")?,
            Err(error) => {
                eprintln!("error: {error}");
                return Ok(false);
            }
        }
        return Ok(true);
    }
    let cohort = done.survey.cohort(questionnaire, date, done.skipped);
    let catalogue = || built_in::catalogue().map(export::cohort::catalogue);
    match input.format {
        CohortFormat::Csv => write(output, export::cohort::csv(&cohort))?,
        CohortFormat::Xlsx => write(output, export::cohort::excel(&cohort, &catalogue()?)?)?,
        CohortFormat::Json | CohortFormat::Ndjson | CohortFormat::Benchmark => {
            write(output, cohort.to_json() + "\n")?;
        }
    }
    Ok(true)
}

/// Where lines go while files are read.
struct Lines {
    out: BufWriter<Box<dyn Write>>,
    path: Option<PathBuf>,
}

impl Lines {
    fn open(output: Option<&Path>) -> Result<Self, CliError> {
        let out: Box<dyn Write> = match output {
            None => Box::new(std::io::stdout().lock()),
            Some(path) => match File::create(path) {
                Ok(file) => Box::new(file),
                Err(error) => return Err(CliError::Write { path: path.to_owned(), error }),
            },
        };
        Ok(Self { out: BufWriter::new(out), path: output.map(Path::to_owned) })
    }

    fn failed(&self, error: std::io::Error) -> CliError {
        match &self.path {
            None => CliError::Print(error),
            Some(path) => CliError::Write { path: path.clone(), error },
        }
    }

    fn line(&mut self, line: &str) -> Result<(), CliError> {
        let written = self.out.write_all(line.as_bytes()).and_then(|()| self.out.write_all(b"\n"));
        written.map_err(|error| self.failed(error))
    }

    fn finish(&mut self) -> Result<(), CliError> {
        self.out.flush().map_err(|error| self.failed(error))
    }
}
