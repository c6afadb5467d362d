//! Photographs the screens: `cargo xtask pictures`.

use browser_tests::{Engine, Page, Result, run};

#[test]
#[ignore = "makes pictures for people to look at; `cargo xtask pictures` runs it"]
fn screens() {
    run(Engine::Chromium, "screens", async |page: &mut Page| -> Result<()> {
        page.open("/").await?;
        page.pictures("start").await
    });
}
