//! The harness itself: all three engines run Wasm under the strict policy, and nothing a page does goes unnoticed.

use browser_tests::{Engine, Page, Policy, Result, Rule, every_engine};

/// Lets the fixture misbehave in one way, and waits for a report with each of these.
async fn check_reported(page: &mut Page, way: &str, expected: &[&str]) -> Result<()> {
    page.open(&format!("/fixtures/misbehave.html?{way}")).await?;
    for part in expected {
        page.expect_report(part).await?;
    }
    Ok(())
}

every_engine! {
    async fn wasm_runs_under_the_strict_policy(page: &mut Page) -> Result<()> {
        page.open("/fixtures/wasm.html").await?;
        let sum = page.wait_for("sum", "return document.querySelector('#sum').textContent").await?;
        assert_eq!(sum, "42");
        assert_eq!(page.requests(), ["/fixtures/wasm.html", "/collector/collector.js", "/fixtures/wasm.js"]);
        Ok(())
    }

    async fn fixture_has_no_accessibility_violation(page: &mut Page) -> Result<()> {
        page.open("/fixtures/wasm.html").await?;
        let violations = page.accessibility_violations().await?;
        assert!(violations.is_empty(), "{violations:#?}");
        page.script("document.documentElement.removeAttribute('lang')").await?;
        let violations = page.accessibility_violations().await?;
        assert_eq!(violations.iter().map(|violation| violation.rule.as_str()).collect::<Vec<_>>(), ["html-has-lang"]);
        Ok(())
    }

    async fn console_error_is_reported(page: &mut Page) -> Result<()> {
        check_reported(page, "console", &["spoken aloud"]).await
    }

    async fn thrown_error_is_reported(page: &mut Page) -> Result<()> {
        check_reported(page, "throw", &["dropped"]).await
    }

    async fn unhandled_rejection_is_reported(page: &mut Page) -> Result<()> {
        check_reported(page, "reject", &["ignored"]).await
    }

    async fn blocked_connection_is_reported(page: &mut Page) -> Result<()> {
        check_reported(page, "fetch", &["connect-src"]).await?;
        if page.engine() == Engine::Chromium {
            // It says so a second time, in other words.
            page.expect_report("Refused to connect").await?;
        }
        Ok(())
    }

    async fn late_request_is_seen(page: &mut Page) -> Result<()> {
        page.serve(|options| {
            let rule = Rule { policy: Policy::None, ..Rule::default() };
            options.rules.push(("/fixtures/".to_owned(), rule));
        })?;
        page.open("/fixtures/wasm.html").await?;
        page.script("fetch('/fixtures/wasm.js?late').then(() => { window.answered = true })").await?;
        page.wait_for("answer", "return window.answered").await?;
        let error = page.check_standing_assertions().await.unwrap_err();
        assert!(error.to_string().contains("/fixtures/wasm.js?late"), "{error}");
        page.allow_request("/fixtures/wasm.js?late");
        Ok(())
    }
}
