//! How long until the first question is painted: the hand-written page and the widget, one visit each in turn,
//! every visit in a new tab with nothing cached.

use anyhow::{Context, Result, ensure};
use browser_tests::Page;
use serde_json::{Value, json};

use crate::figures::{Figure, median};
use crate::server::Site;

/// The widget may take this many times as long as the page without a script.
const BUDGET: f64 = 1.5;

/// Runs in every page before its own scripts.
const WATCH: &str = include_str!("watch.js");

/// The questions as people read them, to see that the plain page asks the same.
const QUESTIONNAIRE: &str = include_str!("../../../questionnaires/compiled/trade-secrets.en.json");

/// What the visitor has.
struct Condition {
    name: &'static str,
    /// Bits a second, and milliseconds before the first byte of each answer.
    network: Option<(u32, f64)>,
    /// How many times slower than this machine.
    cpu: u32,
    visits: usize,
    limited: bool,
}

const CONDITIONS: [Condition; 3] = [
    Condition { name: "plain", network: None, cpu: 1, visits: 21, limited: true },
    Condition {
        name: "slow 4G, 4 x CPU",
        network: Some((1_600_000, 150.0)),
        cpu: 4,
        visits: 11,
        limited: true,
    },
    Condition {
        name: "as Lighthouse applies slow 4G, 4 x CPU",
        network: Some((1_474_560, 562.5)),
        cpu: 4,
        visits: 11,
        limited: false,
    },
];

/// Milliseconds since the visit began.
struct Visit {
    painted: f64,
    loaded: f64,
    ready: Option<f64>,
    went: Option<f64>,
}

/// Measures in every condition.
///
/// # Errors
/// When a page does not show its question.
pub async fn measure(page: &Page, site: &Site) -> Result<Vec<Figure>> {
    let mut figures = vec![Figure::shown(
        "weight as sent (brotli 11): plain page, page with widget",
        format!("{:.1}, {:.1} kB", kilobytes(site, "static"), kilobytes(site, "widget")),
    )];
    let mut number = 0;
    for condition in &CONDITIONS {
        let (mut plain, mut widget) = (Vec::new(), Vec::new());
        for _ in 0..condition.visits {
            for (name, visits) in [("static", &mut plain), ("widget", &mut widget)] {
                number += 1;
                visits.push(visit(page, &site.url(number, name), condition).await?);
            }
        }
        figures.extend(compare(condition, &plain, &widget));
    }
    Ok(figures)
}

fn compare(condition: &Condition, plain: &[Visit], widget: &[Visit]) -> Vec<Figure> {
    let of = |visits: &[Visit], what: fn(&Visit) -> Option<f64>| {
        median(&visits.iter().filter_map(what).collect::<Vec<_>>())
    };
    let (reference, measured) = (of(plain, |v| Some(v.painted)), of(widget, |v| Some(v.painted)));
    let name = condition.name;
    let line =
        |what: &str, value: f64| Figure::shown(format!("  {what}"), format!("{value:.0} ms"));
    let what = format!("first question, widget : plain page, {name}");
    let ratio = measured / reference;
    vec![
        if condition.limited {
            Figure::limited(what, ratio, "x", BUDGET)
        } else {
            Figure::shown(what, format!("{ratio:.2} x"))
        },
        line("plain page: loaded", of(plain, |v| Some(v.loaded))),
        line("plain page: painted", reference),
        line("widget: loaded", of(widget, |v| Some(v.loaded))),
        line("widget: engine ready, first page shown", of(widget, |v| v.ready)),
        line("widget: first area shown", of(widget, |v| v.went)),
        line("widget: painted", measured),
    ]
}

async fn visit(page: &Page, url: &str, condition: &Condition) -> Result<Visit> {
    let driver = &page.driver;
    let home = driver.window().await?;
    let tab = driver.new_tab().await?;
    driver.switch_to_window(tab).await?;
    prepare(page, condition).await?;
    driver.goto(url).await.with_context(|| format!("could not open {url}"))?;
    // The driver waits for the promise.
    let seen = page.script("return window.firstQuestion").await?;
    driver.close_window().await?;
    driver.switch_to_window(home).await?;
    let time = |name: &str| seen[name].as_f64();
    Ok(Visit {
        painted: time("painted").with_context(|| format!("{url} showed no question: {seen}"))?,
        loaded: time("loaded").with_context(|| format!("{url} loaded nothing: {seen}"))?,
        ready: time("ready"),
        went: time("went"),
    })
}

async fn prepare(page: &Page, condition: &Condition) -> Result<()> {
    let cdp = page.driver.cdp();
    let send = async |method: &str, parameters: Value| -> Result<()> {
        cdp.send_raw(method, parameters).await.with_context(|| method.to_owned())?;
        Ok(())
    };
    send("Network.enable", json!({})).await?;
    send("Network.setCacheDisabled", json!({ "cacheDisabled": true })).await?;
    if let Some((bits, latency)) = condition.network {
        let bytes = f64::from(bits) / 8.0;
        let network = json!({
            "offline": false, "latency": latency,
            "downloadThroughput": bytes, "uploadThroughput": bytes / 2.0,
        });
        send("Network.emulateNetworkConditions", network).await?;
    }
    send("Emulation.setCPUThrottlingRate", json!({ "rate": condition.cpu })).await?;
    send("Page.enable", json!({})).await?;
    send("Page.addScriptToEvaluateOnNewDocument", json!({ "source": WATCH })).await
}

/// That the plain page asks what the questionnaire asks.
///
/// # Errors
/// Naming what it lacks.
pub fn same_questions(plain: &str) -> Result<()> {
    let questionnaire: Value = serde_json::from_str(QUESTIONNAIRE)?;
    let list = |node: &Value, field: &str| node[field].as_array().cloned().unwrap_or_default();
    let questions: Vec<Value> = list(&questionnaire, "domains")
        .iter()
        .flat_map(|domain| list(domain, "questions"))
        // Both pages begin with Express.
        .filter(|question| question["express"] == true)
        .collect();
    let texts = questions.iter().flat_map(|question| {
        let levels = list(question, "levels");
        levels.into_iter().chain([question["prompt"].clone()])
    });
    let missing: Vec<String> = texts
        .filter_map(|text| text.as_str().map(|text| text.replace('&', "&amp;")))
        .filter(|text| !plain.contains(text.as_str()))
        .collect();
    ensure!(
        missing.is_empty() && plain.matches("<fieldset>").count() == questions.len(),
        "bench/static/index.html does not ask the same questions; it lacks {missing:#?}\n\
         hint: bring its texts up to date by hand"
    );
    Ok(())
}

fn kilobytes(site: &Site, page: &str) -> f64 {
    f64::from(u32::try_from(site.weight(page)).unwrap_or(u32::MAX)) / 1000.0
}
