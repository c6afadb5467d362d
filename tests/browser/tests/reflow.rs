//! Small screens and fingers: nothing scrolls sideways at 320 px, and every control is large enough. And paper.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use browser_tests::{Engine, Page, Result, State, every_engine, run};
use serde_json::{Value, json};

/// Finds what is too small for a finger: 44 px for controls, 24 px for a line of links or folded text.
const SMALL: &str = "
    const problems = [];
    const controls = 'button, summary, textarea, a[href], label:has(> input), input:not([type=radio], [type=checkbox], [type=file])';
    for (const control of $$(controls)) {
      if (!control.checkVisibility({ checkVisibilityCSS: true }) || control.closest('.rs-hidden')) continue;
      // A link within a text is as high as its line.
      const inline = control.localName === 'a' && getComputedStyle(control).display === 'inline';
      const box = (inline ? control.closest('li, p') : control).getBoundingClientRect();
      const needed = inline ? 20 : 44;
      if (box.height < needed - 0.5 || (!inline && box.width < needed - 0.5)) {
        problems.push(`${control.localName}.${control.className}: ${box.width} by ${box.height}: ${control.textContent.trim().slice(0, 40)}`);
      }
    }
    return problems;";

fn add(wrong: &mut Vec<String>, what: &str, found: &Value) {
    wrong
        .extend(found.as_array().into_iter().flatten().map(|problem| format!("{what}: {problem}")));
}

every_engine! {
    async fn small_screens_need_no_sideways_scrolling_and_no_thin_fingers(page: &mut Page) -> Result<()> {
        page.open_widget("/").await?;
        let widget = page.widget();
        let mut wrong = Vec::new();
        for state in State::ALL {
            widget.show(state).await?;
            for width in [320, 360] {
                page.narrow_to(width).await?;
                widget.script("for (const details of $$('.rs-bar details')) details.open = true").await?;
                add(&mut wrong, &format!("{state:?} at {width}"), &widget.sideways().await?);
                add(&mut wrong, &format!("{state:?} at {width}"), &widget.script(SMALL).await?);
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
        Ok(())
    }
}

/// Only Chromium can be told to lay out for paper.
#[test]
fn paper_shows_the_whole_report_and_nothing_to_press() {
    run(Engine::Chromium, module_path!(), async |page: &mut Page| -> Result<()> {
        page.open_widget("/").await?;
        let widget = page.widget();
        widget.show(State::ReportCapped).await?;
        widget.script("for (const details of $$('details')) details.open = false").await?;
        page.media("print", &[]).await?;
        let seen = "const seen = (css) => $$(css).filter((part) => part.checkVisibility()).length;";
        let buttons =
            format!("{seen} return seen('button, input, nav, summary, .rs-tools, .rs-bar')");
        assert_eq!(widget.script(&buttons).await?, 0);
        let whole = format!(
            "{seen} const gaps = $$('.rs-gap').length;
             return [gaps > 10, seen('.rs-gap') === gaps, seen('.rs-gap details > p') >= 2 * gaps, seen('.rs-points tr') > 20]"
        );
        assert_eq!(widget.script(&whole).await?, json!([true, true, true, true]));
        let white = "return getComputedStyle($('.rs')).backgroundColor";
        page.media("print", &[("prefers-color-scheme", "dark")]).await?;
        assert_eq!(
            widget.script(white).await?,
            "rgb(255, 255, 255)",
            "paper is white at night too"
        );
        Ok(())
    });
}

/// A card to pin on the wall. Only Chromium says what it would print.
#[test]
fn the_card_prints_on_one_page_with_the_gaps_of_every_firm() {
    run(Engine::Chromium, module_path!(), async |page: &mut Page| -> Result<()> {
        for firm in Page::firms()? {
            page.open_widget("/").await?;
            let widget = page.widget();
            widget.command("open", &Page::firm(&firm)?).await?;
            widget.go("card:first-48-hours").await?;
            assert!(widget.count(".rs-card-gap").await? > 0, "{firm}");
            let parameters = json!({ "paperWidth": 8.27, "paperHeight": 11.69 });
            let printed = page.driver.cdp().send_raw("Page.printToPDF", parameters).await?;
            let pdf = BASE64_STANDARD.decode(printed["data"].as_str().unwrap_or_default())?;
            let pages = String::from_utf8_lossy(&pdf).matches("/Type /Page\n").count();
            assert_eq!(pages, 1, "{firm}");
        }
        Ok(())
    });
}
