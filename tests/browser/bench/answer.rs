//! How long one answer takes, from the click to the patched page.

use std::fs;

use anyhow::{Context, Result, anyhow, ensure};
use browser_tests::Page;
use serde_json::Value;
use xtask::paths;

use crate::figures::{Figure, at_share, median};
use crate::server::Site;
use crate::synthetic::{domain_id, thousand_answers, thousand_questions};

const ANSWERS: usize = 100;

/// Script time at the median, in milliseconds.
const BUDGET: f64 = 2.0;
const BUDGET_OF_A_THOUSAND: f64 = 16.0;

/// The body of an async function.
const ANSWER: &str = include_str!("answer.js");

/// Measures with the built-in questionnaire, and with one of 1,000 questions.
///
/// # Errors
/// When an answer is not taken.
pub async fn measure(page: &Page, site: &Site) -> Result<Vec<Figure>> {
    page.driver.goto(site.url(0, "widget")).await.context("could not open the page")?;
    let firm = paths::repository().join("tests/data/firms/machine-shop.steps.json");
    let firm = fs::read_to_string(&firm).with_context(|| format!("no {}", firm.display()))?;
    let places: Vec<Value> = ["governance", "secrets", "access", "systems"]
        .map(|id| format!("domain:{id}").into())
        .to_vec();
    let built_in = answers(page, vec![Value::Null, firm.into(), places.into()]).await?;
    let large = thousand_questions().map_err(|error| anyhow!(error))?;
    let place = Value::from(format!("domain:{}", domain_id(10)));
    let arguments = vec![large.into(), thousand_answers().into(), vec![place].into()];
    let thousand = answers(page, arguments).await?;
    Ok([
        figures("one answer", &built_in, BUDGET),
        figures("one answer of 1,000 questions", &thousand, BUDGET_OF_A_THOUSAND),
    ]
    .into_iter()
    .flatten()
    .collect())
}

struct Times {
    script: Vec<f64>,
    shown: Vec<f64>,
}

async fn answers(page: &Page, mut arguments: Vec<Value>) -> Result<Times> {
    arguments.push(ANSWERS.into());
    let body = format!("return (async function () {{ {ANSWER} }}).apply(null, arguments)");
    let measured = page.script_with(&body, arguments).await?;
    let list = |name: &str| -> Vec<f64> {
        measured[name].as_array().into_iter().flatten().filter_map(Value::as_f64).collect()
    };
    let times = Times { script: list("script"), shown: list("shown") };
    ensure!(times.script.len() == ANSWERS, "{} answers, not {ANSWERS}", times.script.len());
    Ok(times)
}

fn figures(what: &str, times: &Times, budget: f64) -> Vec<Figure> {
    let line =
        |name: &str, value: f64| Figure::shown(format!("  {name}"), format!("{value:.2} ms"));
    vec![
        Figure::limited(
            format!("{what}: script, median of {ANSWERS}"),
            median(&times.script),
            "ms",
            budget,
        ),
        line("script, 95 of 100", at_share(&times.script, 95)),
        line("click until the frame that shows it is done, median", median(&times.shown)),
    ]
}
