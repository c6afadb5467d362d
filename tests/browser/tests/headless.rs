//! The headless API in a browser: the class `Assessment` of the bundle.

use browser_tests::{Page, Result, every_engine};
use serde_json::{Value, json};
use xtask::paths;
use xtask::process::output;
use xtask::questionnaires::command;

const DATE: &str = "2026-11-22";

/// A page without an element that has the module at hand, its engine not started.
async fn open_only(page: &mut Page) -> Result<()> {
    let html = "<!doctype html><html lang=\"en\"><head><title>Headless</title>\
        <script type=\"module\" src=\"/fixtures/module.js\"></script></head><body><h1>Headless</h1></body></html>";
    let name = std::thread::current().name().unwrap_or("headless").replace("::", "-");
    let folder = page.files(&name, &[("index.html", html)])?;
    page.serve(|options| options.extra_roots.push(("/host/".to_owned(), folder)))?;
    // WebKit does not wait for what a module imports before it calls the page loaded.
    page.allow_request("/reasonable-steps.js");
    // What `init()` loads.
    page.allow_request("/headless.js");
    page.open("/host/index.html").await?;
    page.wait_for("module", "return typeof reasonableSteps === 'object'").await?;
    Ok(())
}

async fn open(page: &mut Page) -> Result<()> {
    open_only(page).await?;
    page.script("reasonableSteps.init().then(() => { window.started = true; })").await?;
    page.wait_for("engine", "return window.started").await?;
    Ok(())
}

/// Runs a body with `Assessment` at hand and `given` as the text given; what it throws comes back as `{ code }`.
async fn run(page: &Page, body: &str, given: &str) -> Result<Value> {
    let script = format!(
        "const {{ Assessment, ReasonableStepsError }} = reasonableSteps;
         const given = arguments[0];
         try {{ {body} }} catch (error) {{
           return {{ code: error.code, message: error.message, known: error instanceof ReasonableStepsError,
             diagnostics: error.diagnostics }};
         }}"
    );
    page.script_with(&script, vec![given.into()]).await
}

every_engine! {
    async fn report_has_the_bytes_of_the_command(page: &mut Page) -> Result<()> {
        open(page).await?;
        for firm in Page::firms()? {
            let path = paths::repository().join("tests/data/firms").join(format!("{firm}.steps.json"));
            let expected = output(command().arg("report").arg(path).args(["--format", "json", "--date", DATE]))?;
            let body = format!("return JSON.stringify(Assessment.fromFile(given).report({{ date: '{DATE}' }}))");
            let report = run(page, &body, &Page::firm(&firm)?).await?;
            assert_eq!(report.as_str().unwrap(), expected.trim_end_matches('\n'), "{firm}");
        }
        Ok(())
    }

    async fn file_comes_back_as_it_was(page: &mut Page) -> Result<()> {
        open(page).await?;
        let file = Page::firm("machine-shop")?;
        let again = run(page, "return Assessment.fromFile(Assessment.fromFile(given).toFile()).toFile()", &file).await?;
        assert_eq!(serde_json::from_str::<Value>(again.as_str().unwrap())?, serde_json::from_str::<Value>(&file)?);
        Ok(())
    }

    async fn answers_and_profile_decide_the_outline_and_the_report(page: &mut Page) -> Result<()> {
        open(page).await?;
        let told = run(
            page,
            "const assessment = new Assessment();
             const before = assessment.outline().questions;
             assessment.setProfile({ staff: ['no'], tools: ['cloud', 'ai', 'designs'] });
             assessment.answer('access.sign-in', 2);
             assessment.answer('access.sign-in', { level: 3, note: 'Since May' });
             assessment.answer('governance.owner', { dontKnow: true });
             assessment.answer('marking.confidential-mark', { notApplicable: 'Nothing is written' });
             assessment.answer('legal.proof-folder', 1);
             assessment.answer('legal.proof-folder', null);
             const { questions, mode, domains } = assessment.outline();
             const { score, notApplicable } = assessment.report();
             return { before, questions, mode, asked: domains.flatMap((domain) => domain.questions)
               .filter(({ asked, answered }) => asked && answered).map(({ id }) => id),
               score: [score.shown, score.confidence], reasons: notApplicable.map(({ reason }) => reason) };",
            "",
        )
        .await?;
        assert_eq!(told, json!({
            "before": 24, "questions": 19, "mode": "express",
            "asked": ["governance.owner", "marking.confidential-mark", "access.sign-in"],
            "score": ["40", 50], "reasons": ["Nothing is written"],
        }));
        Ok(())
    }

    async fn every_mistake_has_a_code_and_changes_nothing(page: &mut Page) -> Result<()> {
        open(page).await?;
        for (mistake, code) in [
            ("answer('access.gone', 1)", "unknown-question"),
            ("answer('access.sign-in', 5)", "level-out-of-range"),
            ("answer('access.sign-in', -1)", "level-out-of-range"),
            ("answer('access.sign-in', 300)", "level-out-of-range"),
            ("answer('access.sign-in', 1.5)", "level-out-of-range"),
            ("answer('access.sign-in', { level: '2' })", "level-out-of-range"),
            ("answer('access.sign-in', { notApplicable: 'no doors' })", "not-applicable-not-offered"),
            ("answer('access.reviews', { notApplicable: ' ' })", "reason-missing"),
            ("answer('access.reviews', { level: 1, dontKnow: true })", "answer"),
            ("answer('access.reviews', { levle: 1 })", "answer"),
            ("setProfile({ staff: ['yes'], pets: ['cat'] })", "unknown-profile-question"),
            ("setProfile({ staff: ['perhaps'] })", "unknown-option"),
            ("setProfile([])", "profile"),
            ("report({ date: '22.11.2026' })", "date"),
            ("toFile({ date: 'today' })", "date"),
        ] {
            let told = run(
                page,
                &format!(
                    "const assessment = new Assessment();
                     const before = assessment.toFile();
                     let thrown;
                     try {{ assessment.{mistake}; }} catch (error) {{ thrown = error; }}
                     if (assessment.toFile() !== before) return {{ code: 'changed' }};
                     if (thrown) throw thrown;"
                ),
                "",
            )
            .await?;
            assert_eq!(told["code"], code, "{mistake}: {told}");
            assert_eq!(told["known"], true);
            assert!(!told["message"].as_str().unwrap().is_empty());
        }
        for (text, call, code) in [
            ("{\"a\":", "new Assessment(given)", "questionnaire"),
            ("{}", "new Assessment(given)", "questionnaire"),
            ("[1]", "Assessment.fromFile(given)", "file"),
            ("", "new Assessment(undefined, { mode: 'quick' })", "mode"),
        ] {
            let told = run(page, &format!("{call};"), text).await?;
            assert_eq!(told["code"], code, "{call} of {text}: {told}");
        }
        Ok(())
    }

    async fn own_questionnaire_comes_as_text_or_parsed(page: &mut Page) -> Result<()> {
        open(page).await?;
        let tea_room = include_str!("../fixtures/tea-room.json");
        let body = "return [given, JSON.parse(given)].map((own) => {
            const assessment = new Assessment(own, { mode: 'full' });
            assessment.answer('leaf.dry', 1);
            return assessment.report().score.shown;
        })";
        assert_eq!(run(page, body, tea_room).await?, json!(["33.3", "33.3"]));
        Ok(())
    }

    async fn before_the_engine_has_started_there_is_an_error_that_says_so(page: &mut Page) -> Result<()> {
        open_only(page).await?;
        let told = run(page, "new Assessment()", "").await?;
        assert_eq!(told["code"], "not-ready");
        Ok(())
    }
}
