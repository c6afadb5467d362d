//! `cargo xtask samples` and `cargo xtask readers`: the three firms' reports in every format, and whether the
//! programs that people open them with find everything in them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::process::{announce, output, run as run_command, timed};
use crate::setup::system;
use crate::{paths, questionnaires};

/// The day of the samples, so that they change only when the report does.
const DAY: &str = "2026-11-22";
const FORMATS: [(&str, &str); 7] = [
    ("docx", "docx"),
    ("xlsx", "xlsx"),
    ("pdf", "pdf"),
    ("html", "html"),
    ("csv", "csv"),
    ("markdown", "md"),
    ("json", "json"),
];
/// What is larger is made by this command alone, and not kept.
const LARGEST_KEPT: u64 = 150_000;
const READERS: [&str; 4] =
    ["libreoffice-writer-nogui", "libreoffice-calc-nogui", "poppler-utils", "qpdf"];
const PYTHON: [&str; 2] = ["python-docx==1.2.0", "openpyxl==3.1.5"];

/// Writes the three firms' reports in every format to `tests/data/reports/`.
///
/// # Errors
/// When a report can't be made.
pub fn samples() -> Result<()> {
    let into = paths::repository().join("tests/data/reports");
    fs::create_dir_all(&into)?;
    for file in make(&into)? {
        if fs::metadata(&file)?.len() > LARGEST_KEPT {
            println!("too large to keep: {}", file.display());
            fs::remove_file(&file)?;
        }
    }
    Ok(())
}

/// Converts the reports with LibreOffice, reads them with python-docx and openpyxl, and looks for every gap and
/// score in what comes out. The pages lie as pictures beside it, to be looked at.
///
/// # Errors
/// When a program is missing and can't be installed, or something is not found.
pub fn readers() -> Result<()> {
    let missing: Vec<&str> =
        READERS.into_iter().filter(|package| !system::is_installed(package)).collect();
    system::install(&missing)?;
    let python = python()?;
    let work = paths::target().join("readers");
    fs::create_dir_all(&work)?;
    let files = timed("reports", || make(&work))?;
    let script = paths::repository().join("xtask/readers/read.py");
    for file in files.iter().filter(|file| file.extension().is_some_and(|kind| kind == "pdf")) {
        timed(&file.display().to_string(), || pdf(file, &work))?;
    }
    for file in files.iter().filter(|file| is_office(file)) {
        let name = file.display().to_string();
        timed(&name, || {
            let extension = file.extension().unwrap_or_default().to_string_lossy();
            let converted_into = work.join(format!("pdf-{extension}"));
            let profile =
                format!("-env:UserInstallation=file://{}", work.join("profile").display());
            run_command(
                Command::new("timeout")
                    .args(["180", "soffice", &profile, "--headless", "--convert-to", "pdf"])
                    .arg("--outdir")
                    .arg(&converted_into)
                    .arg(file),
            )?;
            let stem = file.file_stem().unwrap_or_default().to_string_lossy();
            let pdf = converted_into.join(format!("{stem}.pdf"));
            let converted = work.join("converted.txt");
            run_command(Command::new("pdftotext").arg("-layout").arg(&pdf).arg(&converted))?;
            let read = work.join("read.txt");
            run_command(Command::new(&python).arg(&script).arg(file).arg(&read))?;
            let report = fs::read_to_string(work.join(format!("{stem}.json")))?;
            let report: Value = serde_json::from_str(&report)?;
            check(&report, &fs::read_to_string(&read)?, "read by Python")?;
            // A workbook's paper leaves out the columns that do not fit; a document's has everything.
            if extension == "docx" {
                check(&report, &fs::read_to_string(&converted)?, "converted by LibreOffice")?;
            }
            let pictures = work.join(format!("pictures-{stem}-{extension}"));
            fs::create_dir_all(&pictures)?;
            run_command(
                Command::new("pdftoppm")
                    .args(["-r", "50", "-png"])
                    .arg(&pdf)
                    .arg(pictures.join("page")),
            )
        })?;
    }
    println!("pictures of the pages: {}", work.display());
    Ok(())
}

fn is_office(file: &Path) -> bool {
    file.extension().is_some_and(|extension| extension == "docx" || extension == "xlsx")
}

/// Reads a PDF with qpdf and Poppler: it is sound, tagged, its fonts are inside, its text is whole, and the data that
/// it carries is the report.
fn pdf(file: &Path, work: &Path) -> Result<()> {
    run_command(Command::new("qpdf").arg("--check").arg(file))?;
    let facts = output(Command::new("pdfinfo").arg(file))?;
    ensure!(
        facts.lines().any(|line| line.starts_with("Tagged:") && line.ends_with("yes")),
        "not tagged"
    );
    let fonts = output(Command::new("pdffonts").arg(file))?;
    for font in fonts.lines().skip(2) {
        ensure!(font.matches(" yes").count() == 3, "not embedded, subset and readable: {font}");
    }
    let text = output(Command::new("pdftotext").args(["-layout"]).arg(file).arg("-"))?;
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    let report = fs::read_to_string(work.join(format!("{stem}.json")))?;
    check(&serde_json::from_str(&report)?, &text, "read by pdftotext")?;
    let attached = work.join("attached.json");
    run_command(Command::new("pdfdetach").args(["-save", "1", "-o"]).arg(&attached).arg(file))?;
    ensure!(fs::read_to_string(&attached)? == report, "the attached data is not the report");
    let pictures = work.join(format!("pictures-{stem}-pdf"));
    fs::create_dir_all(&pictures)?;
    run_command(
        Command::new("pdftoppm").args(["-r", "50", "-png"]).arg(file).arg(pictures.join("page")),
    )
}

/// The reports of all firms.
fn make(into: &Path) -> Result<Vec<PathBuf>> {
    let mut made = Vec::new();
    let mut firms: Vec<PathBuf> = fs::read_dir(paths::repository().join("tests/data/firms"))?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    firms.sort();
    for firm in firms {
        let name = firm.file_name().unwrap_or_default().to_string_lossy();
        let name = name.trim_end_matches(".steps.json");
        for (format, extension) in FORMATS {
            let file = into.join(format!("{name}.{extension}"));
            let mut command = questionnaires::command();
            command.arg("report").arg(&firm).args(["--date", DAY, "--format", format, "-o"]);
            run_command(command.arg(&file))?;
            made.push(file);
        }
    }
    Ok(made)
}

/// That every action, gap and score of the report stands in a text, however its lines are broken.
fn check(report: &Value, text: &str, how: &str) -> Result<()> {
    // Lines of a table's cell stand apart, with other cells between them: words are looked for, not sentences.
    let squeeze =
        |text: &str| text.chars().filter(|letter| letter.is_alphanumeric()).collect::<String>();
    let words: std::collections::BTreeSet<String> = text.split_whitespace().map(squeeze).collect();
    let whole = squeeze(text);
    let list = |key: &str| report[key].as_array().cloned().unwrap_or_default();
    let mut wanted: Vec<String> = Vec::new();
    for step in list("plan") {
        wanted.extend(
            ["gap", "nextStep", "effortName"]
                .map(|key| step[key].as_str().unwrap_or_default().to_owned()),
        );
    }
    for line in list("domains") {
        wanted.extend(
            ["title", "shown"].map(|key| line[key].as_str().unwrap_or_default().to_owned()),
        );
    }
    wanted.push(report["score"]["shown"].as_str().unwrap_or_default().to_owned());
    ensure!(wanted.len() > 50, "the report says too little");
    let lost: Vec<&String> = wanted
        .iter()
        .filter(|text| {
            !whole.contains(&squeeze(text))
                && text.split_whitespace().any(|word| !words.contains(&squeeze(word)))
        })
        .collect();
    ensure!(lost.is_empty(), "{how}, it lacks {lost:#?}");
    println!("  {how}: {} texts and numbers found", wanted.len());
    Ok(())
}

/// A Python of our own, with the two readers.
fn python() -> Result<PathBuf> {
    let folder = paths::cache()?.join("readers");
    let python = folder.join("bin").join("python");
    if !python.is_file() {
        announce(&format!("Python packages: {}", PYTHON.join(" ")));
        run_command(Command::new("python3").args(["-m", "venv"]).arg(&folder))
            .context("hint: apt-get install python3-venv")?;
        run_command(Command::new(&python).args(["-m", "pip", "install", "--quiet"]).args(PYTHON))?;
    }
    Ok(python)
}
