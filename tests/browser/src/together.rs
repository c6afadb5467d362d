//! What is done with others: the ways into its dialogues, and what the library makes of the same texts natively.

use std::fs;

use anyhow::{Context, Result};
use reasonable_steps::assessment::{Anonymous, Assessment};
use reasonable_steps::questionnaire::Questionnaire;
use serde_json::Value;
use xtask::paths;

use crate::page::Page;
use crate::widget::Widget;

/// The file that is loaded for it.
pub const MODULE: &str = "/together.js";

/// Opens a path, sets attributes on the element, and shows the report of the machine shop. Errors that the element
/// tells the page are kept, and files that it saves.
///
/// # Errors
/// When it does not come to that.
pub async fn report(page: &mut Page, path: &str, attributes: &[(&str, &str)]) -> Result<()> {
    page.allow_request(MODULE);
    page.open_widget(path).await?;
    page.catch_files().await?;
    with_attributes(page, attributes).await?;
    let widget = page.widget();
    widget.command("open", &Page::firm("machine-shop")?).await?;
    widget.at("review").await?;
    widget.command("dismiss", "").await?;
    widget.go("report").await
}

/// Sets attributes, one after the other, and waits until the element has taken each: a start that is still under way
/// gives way to the next, and would not say that it is ready.
///
/// # Errors
/// When it does not.
pub async fn with_attributes(page: &Page, attributes: &[(&str, &str)]) -> Result<()> {
    let widget = page.widget();
    widget
        .script(
            "window.told = [];
             element.addEventListener('reasonable-steps-error', ({ detail }) => told.push(detail));
             element.addEventListener('reasonable-steps-ready', () => { window.ready = true; });",
        )
        .await?;
    for (name, value) in attributes {
        widget
            .script_with(
                "window.ready = false; element[given[0]] = given[1]",
                vec![(*name).into(), (*value).into()],
            )
            .await?;
        page.wait_for(&format!("the element with {name}"), "return window.ready").await?;
    }
    Ok(())
}

/// The codes of the errors that the element told the page.
///
/// # Errors
/// When the page no longer answers.
pub async fn told(page: &Page) -> Result<Vec<String>> {
    let codes = page.script("return told.map(({ code }) => code)").await?;
    Ok(serde_json::from_value(codes)?)
}

/// Opens the menu by its button.
///
/// # Errors
/// When it does not open.
pub async fn menu(widget: &Widget<'_>) -> Result<()> {
    widget.click("[data-host=together]").await?;
    widget.wait_for("the menu", "return $('dialog[open] [data-do=contents]')").await?;
    Ok(())
}

/// The built-in questionnaire.
///
/// # Errors
/// When it can't be read.
pub fn questionnaire() -> Result<Questionnaire> {
    let file = paths::repository().join("questionnaires/compiled/trade-secrets.en.json");
    Questionnaire::from_json(&fs::read_to_string(file)?).0.context("no questionnaire")
}

/// What is left of the element's answers without words.
///
/// # Errors
/// When they can't be read.
pub async fn result(widget: &Widget<'_>, questionnaire: &Questionnaire) -> Result<Anonymous> {
    let file = widget.script("return element.file()").await?;
    let (assessment, findings) =
        Assessment::from_json(file.as_str().unwrap_or_default(), questionnaire);
    let assessment = assessment.with_context(|| format!("{findings:?}"))?;
    Ok(Anonymous::of(questionnaire, &assessment))
}

/// The rows of the tables in the open dialogue: name and value.
///
/// # Errors
/// When the page no longer answers.
pub async fn rows(widget: &Widget<'_>) -> Result<Vec<(String, String)>> {
    let body = "return $$('dialog tr').map((row) =>
        [row.querySelector('th').textContent, row.querySelector('td').textContent])";
    let rows: Value = widget.script(body).await?;
    Ok(serde_json::from_value(rows)?)
}
