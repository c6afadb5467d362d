//! The command line: which commands there are, and what their exit codes say.

mod cohort;
mod combine;
mod compile;
mod lint;
mod new;
mod preview;
mod pseudo;
mod report;
mod source;
mod worksheet;

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand, ValueEnum};
use reasonable_steps::assessment::Mode;
use reasonable_steps::assessment::combine::CombineError;
use reasonable_steps::cohort::GroupingError;
use reasonable_steps::date::Date;
use reasonable_steps::diagnostic::{Diagnostic, Severity};
use reasonable_steps::export::ExportError;
use reasonable_steps::export::worksheet::Paper;
use reasonable_steps::questionnaire::authoring::{BUILT_IN, BuiltIn};

/// Checks and compiles questionnaires, scores assessments and writes reports.
///
/// Exit codes: 0 clean, 1 findings, 2 could not run.
#[derive(Parser)]
#[command(name = "reasonable-steps", version, about)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Write a small questionnaire to begin with, every line explained
    New {
        /// The folder to write; it must be new or empty
        folder: PathBuf,
        /// Begin with a copy of this questionnaire instead
        #[arg(long, value_name = "NAME", conflicts_with = "extends", value_parser = built_in_names())]
        from: Option<String>,
        /// Begin with an overlay of this questionnaire instead: trade-secrets, or the path of a folder
        #[arg(long, value_name = "NAME OR PATH")]
        extends: Option<String>,
    },
    /// Show a questionnaire in the browser while you write it
    Preview {
        /// The questionnaire's folder
        folder: PathBuf,
        /// The port on this machine; 0 takes any free one
        #[arg(long, default_value_t = 8090)]
        port: u16,
        /// The language; the questionnaire's first if not given
        #[arg(long)]
        lang: Option<String>,
        /// The file reasonable-steps.js; beside this command or in dist/ if not given
        #[arg(long, value_name = "PATH")]
        widget: Option<PathBuf>,
    },
    /// List every mistake in a questionnaire
    Lint {
        /// The questionnaire's folder, or a compiled file
        path: PathBuf,
    },
    /// Make the one file that the widget and this command read
    Compile {
        /// The questionnaire's folder
        path: PathBuf,
        /// The language; the questionnaire's first if not given
        #[arg(long)]
        lang: Option<String>,
        /// Where to write; standard output if not given
        #[arg(short, long)]
        output: Option<PathBuf>,
    },
    /// Score an assessment file
    Score {
        #[command(flatten)]
        input: Input,
        /// How to print it
        #[arg(long, value_enum, default_value_t = ScoreFormat::Text)]
        format: ScoreFormat,
    },
    /// Write the report of an assessment file
    Report {
        #[command(flatten)]
        input: Input,
        /// How to write it
        #[arg(long, value_enum, default_value_t = ReportFormat::Text)]
        format: ReportFormat,
        /// Where to write; standard output if not given
        #[arg(short, long)]
        output: Option<PathBuf>,
    },
    /// Write a questionnaire as a worksheet to print, with a scoring table
    Worksheet {
        /// The questionnaire's folder or compiled file; the built-in one if not given
        #[arg(long)]
        questionnaire: Option<PathBuf>,
        /// Which questions it asks
        #[arg(long, value_enum, default_value_t = WorksheetMode::Express)]
        mode: WorksheetMode,
        /// What it is printed on
        #[arg(long, value_enum, default_value_t = WorksheetPaper::A4)]
        paper: WorksheetPaper,
        /// Where to write; standard output if not given
        #[arg(short, long)]
        output: Option<PathBuf>,
    },
    /// Count many results together, without names
    Cohort(cohort::CohortInput),
    /// Compare the files of several people of one firm, and make one of them
    Combine {
        /// The assessment files, one a person
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// The questionnaire's folder or compiled file; the built-in one if not given
        #[arg(long)]
        questionnaire: Option<PathBuf>,
        /// The day of the combined file, as 2026-11-22; today if not given
        #[arg(long)]
        date: Option<Date>,
        /// How to print agreement, conflicts and blind spots
        #[arg(long, value_enum, default_value_t = ScoreFormat::Text)]
        format: ScoreFormat,
        /// Where to write the combined file, with conflicts left open; not written if not given
        #[arg(short, long)]
        output: Option<PathBuf>,
    },
    /// Make a pseudo-language for tests of the interface
    #[command(hide = true)]
    Pseudo {
        /// The direction of writing
        #[arg(value_parser = ["ltr", "rtl"])]
        direction: String,
        /// Where to write; standard output if not given
        #[arg(short, long)]
        output: Option<PathBuf>,
    },
}

/// What a report is made of.
#[derive(Args)]
struct Input {
    /// The assessment file
    file: PathBuf,
    /// The questionnaire's folder or compiled file; the built-in one if not given
    #[arg(long)]
    questionnaire: Option<PathBuf>,
    /// The day of the report, as 2026-11-22; today if not given
    #[arg(long)]
    date: Option<Date>,
    /// An earlier assessment file to compare with; may be given several times
    #[arg(long, value_name = "FILE")]
    earlier: Vec<PathBuf>,
}

#[derive(Clone, Copy, ValueEnum)]
enum ScoreFormat {
    Text,
    Json,
}

#[derive(Clone, Copy, ValueEnum)]
enum ReportFormat {
    Text,
    Html,
    Json,
    Csv,
    Markdown,
    Docx,
    Xlsx,
    Pdf,
}

#[derive(Clone, Copy, ValueEnum)]
enum WorksheetMode {
    Express,
    Full,
}

#[derive(Clone, Copy, ValueEnum)]
enum WorksheetPaper {
    A4,
    Letter,
}

/// How a command ended.
enum Outcome {
    /// Nothing to say.
    Clean,
    /// The input has mistakes; they were printed.
    Findings,
}

/// Why a command could not run, for the terminal.
#[derive(Debug, thiserror::Error)]
enum CliError {
    #[error("{path}: cannot be read: {error}; hint: check the path", path = .path.display())]
    Read { path: PathBuf, error: std::io::Error },
    #[error("{path}: cannot be written: {error}; hint: check folder and rights", path = .path.display())]
    Write { path: PathBuf, error: std::io::Error },
    #[error("{path} is not empty; hint: name a new folder, so that nothing is overwritten", path = .0.display())]
    NotEmpty(PathBuf),
    #[error(
        "{name}: no questionnaire lies there; hint: name the path of its folder, or one of: {known}"
    )]
    NoBase { name: String, known: String },
    #[error(transparent)]
    Preview(#[from] preview::PreviewError),
    #[error("standard output cannot be written: {0}")]
    Print(std::io::Error),
    #[error(
        "{format} is no text for a terminal; hint: name a file with -o, or redirect the output"
    )]
    Terminal { format: &'static str },
    #[error(transparent)]
    Combine(#[from] CombineError),
    #[error(transparent)]
    Export(#[from] ExportError),
    #[error("the system clock gives no usable day; hint: name one with --date")]
    Clock,
    #[error(transparent)]
    Grouping(#[from] GroupingError),
    #[error("{0}")]
    Usage(&'static str),
    #[error("the built-in texts cannot be read: {0}; hint: please report this as a bug")]
    BuiltIn(String),
}

/// Runs the command that the arguments name.
pub fn run() -> ExitCode {
    match perform(Cli::parse().command) {
        Ok(Outcome::Clean) => ExitCode::SUCCESS,
        Ok(Outcome::Findings) => ExitCode::from(1),
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

fn perform(command: Command) -> Result<Outcome, CliError> {
    match command {
        Command::New { folder, from, extends } => {
            let beginning = match (from.as_deref().and_then(BuiltIn::named), extends) {
                (Some(built_in), _) => new::Beginning::Copy(built_in),
                (None, Some(extends)) => new::Beginning::Overlay(extends),
                (None, None) => new::Beginning::Starter,
            };
            new::new(&folder, &beginning)
        }
        Command::Preview { folder, port, lang, widget } => {
            preview::preview(&folder, port, lang, widget.as_deref())
        }
        Command::Lint { path } => lint::lint(&path),
        Command::Compile { path, lang, output } => {
            compile::compile(&path, lang.as_deref(), output.as_deref())
        }
        Command::Score { input, format } => report::score(&input, format),
        Command::Report { input, format, output } => {
            report::report(&input, format, output.as_deref())
        }
        Command::Worksheet { questionnaire, mode, paper, output } => {
            let mode = match mode {
                WorksheetMode::Express => Mode::Express,
                WorksheetMode::Full => Mode::Full,
            };
            let paper = match paper {
                WorksheetPaper::A4 => Paper::A4,
                WorksheetPaper::Letter => Paper::Letter,
            };
            worksheet::worksheet(questionnaire.as_deref(), mode, paper, output.as_deref())
        }
        Command::Cohort(input) => cohort::cohort(&input),
        Command::Combine { files, questionnaire, date, format, output } => {
            combine::combine(&files, questionnaire.as_deref(), date, format, output.as_deref())
        }
        Command::Pseudo { direction, output } => pseudo::pseudo(&direction, output.as_deref()),
    }
}

/// The questionnaires that the command carries as folders.
fn built_in_names() -> Vec<&'static str> {
    BUILT_IN.iter().map(|built_in| built_in.name).collect()
}

/// A text on one line and without what a terminal would obey: it may hold what stands in somebody's file.
fn plain(text: &str) -> String {
    text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect()
}

/// Prints findings about an input to standard error.
fn print_findings(about: &Path, findings: &[Diagnostic]) {
    for finding in findings {
        let severity = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        let line = format!("{severity}[{}]: {}: {finding}", finding.code, about.display());
        eprintln!("{}", plain(&line));
    }
}

fn read(path: &Path) -> Result<String, CliError> {
    let bytes = fs::read(path).map_err(|error| CliError::Read { path: path.to_owned(), error })?;
    // What is not text becomes a finding of the reader: it is no JSON then.
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn write(output: Option<&Path>, content: impl AsRef<[u8]>) -> Result<(), CliError> {
    let content = content.as_ref();
    match output {
        Some(path) => fs::write(path, content)
            .map_err(|error| CliError::Write { path: path.to_owned(), error }),
        None => {
            let mut out = std::io::stdout();
            out.write_all(content).and_then(|()| out.flush()).map_err(CliError::Print)
        }
    }
}
