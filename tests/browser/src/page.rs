//! A page under test: opened from a server of its own, waited for without guessing times, watched for everything
//! it reports and requests.

use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;
use thirtyfour::WebDriver;
use tokio::time::{Instant, Interval, MissedTickBehavior, interval};
use xtask::browsers::Engine;
use xtask::paths;
use xtask::serve::{self, Running, ServeOptions};

/// How long a condition may take to come true, on a machine that is busy with everything else.
const DEADLINE: Duration = Duration::from_secs(20);

/// Between two looks at a condition.
const LOOK_AGAIN_AFTER: Duration = Duration::from_millis(20);

/// Browsers ask for it on their own, at a time of their choosing.
const ASKED_BY_BROWSERS: &str = "/favicon.ico";

/// Loaded as the first script of every page, because only Chromium hands its console to the driver.
const COLLECTOR: &str = r#"<script src="/collector/collector.js"></script>"#;

/// A browser window on a server of its own.
pub struct Page {
    /// For whatever has no shorter way here.
    pub driver: WebDriver,
    engine: Engine,
    server: Running,
    /// By which the page that is open was asked for.
    address: String,
    /// Requests that had been answered when the page was loaded.
    requests_at_load: usize,
    allowed_requests: Vec<String>,
    expected_reports: Vec<String>,
    reports: Vec<String>,
}

impl Page {
    pub(crate) fn new(engine: Engine, driver: WebDriver) -> Result<Self> {
        Ok(Self {
            driver,
            engine,
            server: serve::start(options())?,
            address: String::new(),
            requests_at_load: 0,
            allowed_requests: Vec::new(),
            expected_reports: Vec::new(),
            reports: Vec::new(),
        })
    }

    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// The address of a path on this page's server.
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.server.address())
    }

    /// Serves differently from now on: `change` starts from `dist/` at `/`, `tests/browser/fixtures/` at
    /// `/fixtures/`, the test languages `en-XA` and `ar-XB` among the others, the widget that can be stopped at
    /// `/test-engine/`, and the strict policy everywhere.
    ///
    /// # Errors
    /// When the server can't be started.
    pub fn serve(&mut self, change: impl FnOnce(&mut ServeOptions)) -> Result<()> {
        let mut options = options();
        change(&mut options);
        self.server = serve::start(options)?;
        self.requests_at_load = 0;
        Ok(())
    }

    /// Opens a path of the server and waits for the `load` event; from then on requests count.
    ///
    /// # Errors
    /// When the page can't be loaded.
    pub async fn open(&mut self, path: &str) -> Result<()> {
        self.open_at(self.server.address(), path).await
    }

    /// As [`Page::open`], by an address of this machine that browsers trust no more than any other without https.
    ///
    /// # Errors
    /// When the page can't be loaded.
    pub async fn open_by_plain_http(&mut self, path: &str) -> Result<()> {
        // 127.0.0.1 as IPv6 writes it: not among the addresses that need no https, and reached all the same.
        self.open_at(self.server.address().replace("127.0.0.1", "[::ffff:7f00:1]"), path).await
    }

    /// The address that the page has been opened by; the server's own where a test opened it by itself.
    fn origin(&self) -> String {
        if self.address.is_empty() { self.server.address() } else { self.address.clone() }
    }

    async fn open_at(&mut self, address: String, path: &str) -> Result<()> {
        self.gather_reports().await?;
        let url = format!("{address}{path}");
        self.address = address;
        self.driver.goto(url).await.with_context(|| format!("could not open {path}"))?;
        // WebKit's driver may return before, on a machine that is busy.
        self.wait_for("load", "return document.readyState === 'complete'").await?;
        self.requests_at_load = self.server.requests().len();
        Ok(())
    }

    /// Runs a function body in the page and returns what it returns.
    ///
    /// # Errors
    /// When it throws.
    pub async fn script(&self, body: &str) -> Result<Value> {
        self.script_with(body, Vec::new()).await
    }

    /// As [`Page::script`], with `arguments[0]` and so on.
    ///
    /// # Errors
    /// When it throws.
    pub async fn script_with(&self, body: &str, arguments: Vec<Value>) -> Result<Value> {
        let result = self.driver.execute(body, arguments).await;
        Ok(result.with_context(|| format!("in the page: {body}"))?.json().clone())
    }

    /// Runs a function body again and again until it returns something truthy, and returns that.
    ///
    /// # Errors
    /// When it throws, or is still falsy at the deadline; the message says what was waited for.
    pub async fn wait_for(&self, what: &str, body: &str) -> Result<Value> {
        let deadline = Instant::now() + DEADLINE;
        let mut looks = looks();
        loop {
            looks.tick().await;
            let value = self.script(body).await?;
            if is_truthy(&value) {
                return Ok(value);
            }
            if Instant::now() > deadline {
                bail!("no {what} within {} s: `{body}` gave {value}", DEADLINE.as_secs());
            }
        }
    }

    /// Makes the column so wide: the window where the driver can, else the room that the page gives.
    ///
    /// # Errors
    /// When the page does not answer.
    pub async fn narrow_to(&self, width: u32) -> Result<()> {
        if self.engine == Engine::Chromium {
            return self.viewport(width, 900).await;
        }
        let narrow = "document.body.style.setProperty('inline-size', `${arguments[0]}px`)";
        self.script_with(narrow, vec![width.into()]).await?;
        Ok(())
    }

    /// The requests that the server has answered, as paths, in order.
    pub fn requests(&self) -> Vec<String> {
        self.log().into_iter().map(|request| request.path).collect()
    }

    /// As [`Page::requests`], with method and status.
    pub fn log(&self) -> Vec<serve::Request> {
        let mut log = self.server.requests();
        log.retain(|request| request.path != ASKED_BY_BROWSERS);
        log
    }

    /// From now on nothing answers: the network is gone.
    pub fn stop_serving(&mut self) {
        self.server.stop();
    }

    /// This path may be requested after the page has loaded.
    pub fn allow_request(&mut self, path: &str) {
        self.allowed_requests.push(path.to_owned());
    }

    /// A report that contains this fails nothing, should it come: engines differ in what they report.
    pub fn may_report(&mut self, part: &str) {
        self.expected_reports.push(part.to_owned());
    }

    /// Waits for a report that contains this; such reports fail nothing.
    ///
    /// # Errors
    /// When none has come at the deadline.
    pub async fn expect_report(&mut self, part: &str) -> Result<()> {
        self.expected_reports.push(part.to_owned());
        let deadline = Instant::now() + DEADLINE;
        let mut looks = looks();
        loop {
            looks.tick().await;
            if self.reports().await?.iter().any(|report| report.contains(part)) {
                return Ok(());
            }
            ensure!(Instant::now() < deadline, "no report with `{part}` in {:#?}", self.reports);
        }
    }

    /// Everything the pages have reported so far: console, errors, unhandled rejections, violations of the policy.
    ///
    /// # Errors
    /// When the page no longer answers.
    pub async fn reports(&mut self) -> Result<&[String]> {
        self.gather_reports().await?;
        Ok(&self.reports)
    }

    /// Prints what a failed test leaves for whoever looks for the reason.
    pub async fn tell_what_happened(&mut self) {
        let answers = self.gather_reports().await.is_ok();
        eprintln!("the page answers: {answers}; reported: {:#?}", self.reports);
        eprintln!("asked for after it had loaded: {:?}", self.late_requests());
    }

    /// The paths that were requested after the page had loaded, in order.
    fn late_requests(&self) -> Vec<String> {
        let late = self.server.requests().into_iter().skip(self.requests_at_load);
        late.map(|request| request.path).filter(|path| path != ASKED_BY_BROWSERS).collect()
    }

    /// That nothing unexpected was reported, and nothing but what was allowed requested after the page had loaded.
    /// Runs after every test by itself.
    ///
    /// # Errors
    /// Naming what was.
    pub async fn check_standing_assertions(&mut self) -> Result<()> {
        self.gather_reports().await?;
        let unexpected: Vec<&String> = self
            .reports
            .iter()
            .filter(|report| !contains_any(report, &self.expected_reports))
            .collect();
        ensure!(unexpected.is_empty(), "the page reported {unexpected:#?}");
        let mut late = self.late_requests();
        late.retain(|path| !self.allowed_requests.contains(path));
        ensure!(late.is_empty(), "requested after the page had loaded: {late:?}");
        Ok(())
    }

    /// Takes the reports out of the page that is open, before another one takes its place.
    async fn gather_reports(&mut self) -> Result<()> {
        let collected = self
            .script_with(
                "return window.takeReports ? window.takeReports(arguments[0]) : []",
                vec![self.origin().into()],
            )
            .await?;
        let texts = collected.as_array().into_iter().flatten().filter_map(Value::as_str);
        let mut fresh: Vec<String> = texts.map(str::to_owned).collect();
        if self.engine == Engine::Chromium {
            let entries = self.driver.browser_log().await.context("could not read the console")?;
            fresh.extend(
                entries
                    .into_iter()
                    .map(|entry| format!("console {}: {}", entry.level, entry.message)),
            );
        }
        fresh.retain(|report| !report.contains(ASKED_BY_BROWSERS));
        self.reports.append(&mut fresh);
        Ok(())
    }
}

fn options() -> ServeOptions {
    let own = paths::repository().join("tests").join("browser");
    let folders: [(&str, PathBuf); 4] = [
        ("/fixtures/", own.join("fixtures")),
        ("/collector/", own.join("collector")),
        ("/languages/", paths::test_languages()),
        ("/test-engine/", paths::test_engine()),
    ];
    ServeOptions {
        root: paths::dist(),
        extra_roots: folders.into_iter().map(|(path, folder)| (path.to_owned(), folder)).collect(),
        head: Some(COLLECTOR.to_owned()),
        rules: serve::page_rules(),
        ..ServeOptions::default()
    }
}

/// Ticks at which a condition is looked at again.
fn looks() -> Interval {
    let mut looks = interval(LOOK_AGAIN_AFTER);
    looks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    looks
}

fn contains_any(report: &str, parts: &[String]) -> bool {
    parts.iter().any(|part| report.contains(part.as_str()))
}

/// As JavaScript sees it, for what a script can return.
fn is_truthy(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(value) => *value,
        Value::Number(number) => number.as_f64() != Some(0.0),
        Value::String(text) => !text.is_empty(),
        Value::Array(_) | Value::Object(_) => true,
    }
}
