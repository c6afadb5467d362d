//! Measures in Chromium what the widget promises: how soon the first question is there, and how long one answer
//! takes. `cargo xtask bench` runs it. The times are this machine's; the budgets are ratios, or far from the times.

mod answer;
mod figures;
mod first_question;
mod server;
#[path = "../../../benches/synthetic/mod.rs"]
mod synthetic;

use std::fs;
use std::process::ExitCode;

use anyhow::{Context, Result};
use browser_tests::{Engine, run};
use xtask::paths;

use crate::figures::Figure;
use crate::server::Site;

fn main() -> ExitCode {
    let figures = match measured() {
        Ok(figures) => figures,
        Err(error) => {
            eprintln!("error: {error:#}");
            return ExitCode::FAILURE;
        }
    };
    println!("\n{}", figures::table(&figures));
    let above = figures::above(&figures);
    if above.is_empty() {
        return ExitCode::SUCCESS;
    }
    eprintln!("above the budget:\n{}", above.join("\n"));
    ExitCode::FAILURE
}

fn measured() -> Result<Vec<Figure>> {
    let plain = paths::repository().join("bench/static/index.html");
    let plain = fs::read_to_string(plain).context("could not read bench/static/index.html")?;
    first_question::same_questions(&plain)?;
    let site = Site::start()?;
    let mut figures = Vec::new();
    run(Engine::Chromium, "bench", async |page| {
        figures.extend(first_question::measure(page, &site).await?);
        figures.extend(answer::measure(page, &site).await?);
        Ok(())
    });
    Ok(figures)
}
