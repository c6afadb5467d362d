//! No rule of WCAG 2.2 AA is broken, on any screen, in any state.

use std::fmt::Write as _;

use browser_tests::{Engine, Look, Page, Policy, Result, Rule, Scheme, State, every_engine};

/// Adds what the page breaks as it stands.
async fn check(page: &Page, what: &str, broken: &mut String) -> Result<()> {
    for violation in page.accessibility_violations().await? {
        writeln!(
            broken,
            "{what}: {}: {}: {:#?}",
            violation.rule, violation.help, violation.elements
        )?;
    }
    Ok(())
}

every_engine! {
    async fn no_screen_breaks_a_rule_in_any_state(page: &mut Page) -> Result<()> {
        page.open_widget("/").await?;
        // Only Chromium can be told its width and colours; the others run as they come.
        let looks = match page.engine() {
            Engine::Chromium => {
                let wide = |scheme| Some(Look { width: 1280, scheme });
                let narrow = |scheme| Some(Look { width: 360, scheme });
                vec![wide(Scheme::Light), narrow(Scheme::Light), wide(Scheme::Dark), narrow(Scheme::Dark)]
            }
            Engine::Firefox | Engine::WebKit => vec![None],
        };
        let mut broken = String::new();
        for state in State::ALL {
            page.widget().show(state).await?;
            for look in &looks {
                if let Some(look) = look {
                    page.look(*look).await?;
                }
                check(page, &format!("{state:?} {look:?}"), &mut broken).await?;
            }
        }
        assert!(broken.is_empty(), "{broken}");
        Ok(())
    }

    async fn failure_breaks_no_rule(page: &mut Page) -> Result<()> {
        page.serve(|options| {
            let policy = Policy::Other(xtask::serve::STRICT_POLICY.replace(" 'wasm-unsafe-eval'", ""));
            options.rules.push(("/".to_owned(), Rule { policy, ..Rule::default() }));
        })?;
        page.may_report("wasm-eval");
        page.may_report("WebAssembly");
        page.open("/embed.html").await?;
        page.widget().find(".rs-failure").await?;
        page.widget().script("$('details').open = true").await?;
        let mut broken = String::new();
        check(page, "failure", &mut broken).await?;
        assert!(broken.is_empty(), "{broken}");
        Ok(())
    }

    async fn guest_among_other_content_breaks_no_rule(page: &mut Page) -> Result<()> {
        page.open_widget("/embed.html").await?;
        let mut broken = String::new();
        for state in [State::Start, State::DomainAnswered, State::ReportCapped] {
            page.widget().show(state).await?;
            check(page, &format!("{state:?}"), &mut broken).await?;
        }
        assert!(broken.is_empty(), "{broken}");
        Ok(())
    }
}
