//! axe-core over the page as it stands, shadow roots included.

use std::fs;

use anyhow::{Context, Result};
use serde_json::Value;
use xtask::setup::node;

use crate::page::Page;

/// One rule that the page breaks.
#[derive(Debug)]
pub struct Violation {
    /// axe's name of the rule, such as `color-contrast`.
    pub rule: String,
    pub help: String,
    /// The elements, as axe names them, each with what is wrong with it.
    pub elements: Vec<String>,
}

/// Rules of WCAG 2.2 AA and below. Best practices too: they are cheap to keep.
const RUN: &str = "
    const done = arguments[arguments.length - 1];
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    axe.run(document, { runOnly: tags, resultTypes: ['violations'] }).then(
      ({ violations }) => done({ violations }),
      (error) => done({ error: String(error) }),
    );";

impl Page {
    /// The rules of WCAG 2.2 AA that the page breaks; empty is good.
    ///
    /// # Errors
    /// When axe-core is missing or fails.
    pub async fn accessibility_violations(&self) -> Result<Vec<Violation>> {
        if self.script("return typeof axe").await? == "undefined" {
            let file = node::axe()?;
            let axe = fs::read_to_string(&file).with_context(|| {
                format!("could not read {}; hint: cargo xtask setup", file.display())
            })?;
            // As a driver's script: the page's policy would refuse it as an element.
            self.script(&axe).await?;
        }
        let answer = self.driver.execute_async(RUN, Vec::new()).await?;
        let answer = answer.json();
        if let Some(error) = answer["error"].as_str() {
            anyhow::bail!("axe-core failed: {error}");
        }
        let violations = answer["violations"].as_array().context("axe-core gave no list")?;
        Ok(violations.iter().map(violation).collect())
    }
}

fn violation(value: &Value) -> Violation {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let nodes = value["nodes"].as_array().into_iter().flatten();
    Violation {
        rule: text(&value["id"]),
        help: text(&value["help"]),
        elements: nodes
            .map(|node| format!("{}: {}", node["target"], text(&node["failureSummary"])))
            .collect(),
    }
}
