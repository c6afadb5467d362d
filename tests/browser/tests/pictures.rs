//! Photographs the screens: `cargo xtask pictures`.

use browser_tests::{Engine, Page, Result, run};

const ROOT: &str = "document.querySelector('reasonable-steps').shadowRoot";

/// Presses whatever carries this command, and waits until the place is there.
async fn go(page: &Page, place: &str) -> Result<()> {
    page.script(&format!("document.querySelector('reasonable-steps').command('go {place}')"))
        .await?;
    page.wait_for(place, &format!("return {ROOT}.querySelector('[data-place=\"{place}\"]')"))
        .await?;
    Ok(())
}

#[test]
#[ignore = "makes pictures for people to look at; `cargo xtask pictures` runs it"]
fn screens() {
    run(Engine::Chromium, "screens", async |page: &mut Page| -> Result<()> {
        page.open("/").await?;
        page.wait_for("start", &format!("return {ROOT}.querySelector('[data-heading]')")).await?;
        page.pictures("start").await?;
        let file = std::fs::read_to_string(
            xtask::paths::repository().join("tests/data/firms/machine-shop.steps.json"),
        )?;
        page.script_with(
            "document.querySelector('reasonable-steps').command('open', arguments[0])",
            vec![file.into()],
        )
        .await?;
        for place in ["profile", "domain:access", "review", "report", "card:first-48-hours"] {
            go(page, place).await?;
            page.pictures(&place.replace(':', "-")).await?;
        }
        go(page, "present").await?;
        page.viewport(1920, 1080).await?;
        page.picture("present-1920").await?;
        Ok(())
    });
}
