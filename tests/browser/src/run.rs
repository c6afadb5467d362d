//! The frame around each test: server, driver and session before it, the standing assertions after it, and
//! whatever happens, no browser left behind.

use std::any::Any;
use std::fs;
use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::pin::pin;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use serde_json::Value;
use thirtyfour::{Capabilities, WebDriver};
use xtask::browsers::{Engine, start_driver_with};
use xtask::paths;

use crate::page::Page;
use crate::preference::Preference;

/// Longer than any single step of a browser, shorter than the patience of whoever waits.
const STEP: Duration = Duration::from_secs(60);

/// How long a browser may take to close before it is killed with its driver.
const CLOSE: Duration = Duration::from_secs(10);

type Panic = Box<dyn Any + Send>;

/// Runs a test in one engine.
///
/// # Panics
/// When the test fails, or the page reported or requested something it should not have. A picture of the page
/// as it then stood is in `target/pictures/failed/`.
pub fn run(engine: Engine, name: &str, test: impl AsyncFnOnce(&mut Page) -> Result<()>) {
    run_preferring(Preference::Nothing, engine, name, test);
}

/// As [`run`], for a visitor who has set this preference in the system or the browser.
///
/// # Panics
/// As there.
pub fn run_preferring(
    preference: Preference,
    engine: Engine,
    name: &str,
    test: impl AsyncFnOnce(&mut Page) -> Result<()>,
) {
    run_whole(preference, engine, &[], name, test);
}

/// As [`run`] in Chromium, started with these arguments too.
///
/// # Panics
/// As there.
pub fn run_in_chromium_with(
    arguments: &[String],
    name: &str,
    test: impl AsyncFnOnce(&mut Page) -> Result<()>,
) {
    run_whole(Preference::Nothing, Engine::Chromium, arguments, name, test);
}

fn run_whole(
    preference: Preference,
    engine: Engine,
    arguments: &[String],
    name: &str,
    test: impl AsyncFnOnce(&mut Page) -> Result<()>,
) {
    let outcome = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .context("no async runtime")
        .and_then(|runtime| runtime.block_on(frame(preference, engine, arguments, name, test)));
    match outcome {
        Ok(Ok(())) => {}
        Ok(Err(panic)) => resume_unwind(panic),
        Err(error) => panic!("{name} in {}: {error:?}", engine.name()),
    }
}

async fn frame(
    preference: Preference,
    engine: Engine,
    arguments: &[String],
    name: &str,
    test: impl AsyncFnOnce(&mut Page) -> Result<()>,
) -> Result<Result<(), Panic>> {
    let driver = start_driver_with(engine, &preference.environment(engine)?)?;
    let mut wanted = engine.capabilities()?;
    preference.add_to(engine, &mut wanted);
    if let Some(Value::Array(known)) = wanted.pointer_mut("/goog:chromeOptions/args") {
        known.extend(arguments.iter().cloned().map(Value::from));
    }
    let capabilities = match wanted {
        Value::Object(map) => Capabilities::from(map),
        other => bail!("capabilities must be an object, not {other}"),
    };
    let session = WebDriver::builder(driver.url(), capabilities)
        .request_timeout(STEP)
        .connect()
        .await
        .with_context(|| format!("no session in {}", engine.name()))?;
    let outcome = outcome_of(session.clone(), engine, test).await;
    let failed = !matches!(outcome, Ok(Ok(())));
    let picture = if failed { keep_picture(&session, engine, name).await.ok() } else { None };
    if let Some(picture) = picture {
        eprintln!("picture of the page as it failed: {picture}");
    }
    // A session that is dropped unclosed blocks its thread; what does not close is killed with its driver.
    if !matches!(tokio::time::timeout(CLOSE, session.clone().quit()).await, Ok(Ok(()))) {
        drop(session.leak());
    }
    drop(driver);
    match outcome {
        Ok(result) => result.map(Ok),
        Err(panic) => Ok(Err(panic)),
    }
}

/// The test and the standing assertions, with a panic kept, so that the browser is closed after it.
async fn outcome_of(
    session: WebDriver,
    engine: Engine,
    test: impl AsyncFnOnce(&mut Page) -> Result<()>,
) -> Result<Result<()>, Panic> {
    let mut whole = pin!(async {
        let mut page = Page::new(engine, session)?;
        let result = test(&mut page).await;
        if result.is_err() {
            page.tell_what_happened().await;
        }
        result?;
        page.check_standing_assertions().await
    });
    poll_fn(|context| match catch_unwind(AssertUnwindSafe(|| whole.as_mut().poll(context))) {
        Ok(poll) => poll.map(Ok),
        Err(panic) => std::task::Poll::Ready(Err(panic)),
    })
    .await
}

async fn keep_picture(session: &WebDriver, engine: Engine, name: &str) -> Result<String> {
    let folder = paths::pictures().join("failed");
    fs::create_dir_all(&folder)?;
    let file = folder.join(format!("{}-{}.png", name.replace("::", "-"), engine.name()));
    session.screenshot(&file).await?;
    Ok(file.display().to_string())
}
