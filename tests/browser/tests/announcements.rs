//! What a screen reader is told without being asked: of each thing that a visitor does, at most one text, once, in an
//! element that was there before.

use browser_tests::{Page, Result, Widget, every_engine};
use serde_json::json;

/// Counts from now on how often a live region changes its text, and which regions come with a text already in them.
const WATCH: &str = "
    window.watching?.disconnect();
    const LIVE = '[role=status], [role=alert], [aria-live]';
    const regions = () => new Map($$(LIVE).map((region) => [region, region.textContent.trim()]));
    window.before = regions();
    window.told = () => {
      const changed = [];
      for (const record of window.watching.takeRecords()) window.records.push(record);
      for (const [region, text] of regions()) {
        const was = window.before.get(region);
        if (was === undefined && text) changed.push(`new: ${text}`);
        if (was !== undefined && was !== text) {
          const times = window.records.filter(({ target }) => region.contains(target)).length;
          changed.push(`${times > window.most ? times : ''}${text}`);
        }
      }
      return changed;
    };
    window.records = [];
    // A slot may be replaced within a region, and another beside it: both at once, and heard as one.
    window.most = 2;
    window.watching = new MutationObserver((records) => window.records.push(...records));
    window.watching.observe(root, { subtree: true, childList: true, characterData: true });";

async fn told(widget: &Widget<'_>, command: &str, value: &str) -> Result<Vec<String>> {
    widget.script(WATCH).await?;
    widget.command(command, value).await?;
    Ok(serde_json::from_value(widget.script("return window.told()").await?)?)
}

every_engine! {
    async fn each_thing_that_a_visitor_does_is_told_once_or_not_at_all(page: &mut Page) -> Result<()> {
        page.open_widget("/").await?;
        let widget = page.widget();
        let count = |told: &[String]| told.len();

        let heard = told(&widget, "mode full", "").await?;
        assert_eq!(count(&heard), 1, "how many questions: {heard:?}");

        widget.command("open", &Page::firm("machine-shop")?).await?;
        widget.go("profile").await?;
        // Takes questions away and sets answers aside: two texts, one region.
        let heard = told(&widget, "profile tools designs", "off").await?;
        assert_eq!(count(&heard), 1, "{heard:?}");
        assert!(heard[0].contains("questions in") && heard[0].contains("kept but not counted"), "{heard:?}");
        assert_eq!(count(&told(&widget, "profile tools designs", "on").await?), 1);

        widget.go("domain:access").await?;
        // Once, with the first answer.
        let heard = told(&widget, "level access.sign-in 2", "").await?;
        assert!(heard.len() == 1 && heard[0].contains("Shall this browser remember it until"), "{heard:?}");
        let heard = told(&widget, "memory elsewhere", "").await?;
        assert!(heard.len() == 1 && heard[0].contains("Another window"), "{heard:?}");
        widget.command("memory off", "").await?;
        widget.command("remember-not", "").await?;
        // The controls say themselves what is chosen; nothing talks over them.
        for (command, value) in [
            ("level access.sign-in 3", ""), ("dont-know access.sign-in", ""), ("clear access.sign-in", ""),
            ("note access.sign-in", "a"), ("evidence access.sign-in", "b"), ("not-applicable access.reviews", ""),
            ("reason access.reviews", "c"),
        ] {
            assert_eq!(told(&widget, command, value).await?, [""; 0], "{command}");
        }
        Ok(())
    }

    async fn the_report_tells_once_what_a_filter_and_a_forecast_change(page: &mut Page) -> Result<()> {
        page.open_widget("/").await?;
        let widget = page.widget();
        widget.command("open", &Page::firm("machine-shop")?).await?;
        widget.go("report").await?;
        let heard = told(&widget, "lens", "legal").await?;
        assert!(heard.len() == 1 && heard[0].contains("Gaps shown"), "{heard:?}");
        let heard = told(&widget, "lens", "").await?;
        assert_eq!(heard, [""], "nothing is left out any more");
        let heard = told(&widget, "forecast", "5").await?;
        assert!(heard.len() == 1 && heard[0].contains("first 5"), "{heard:?}");
        assert_eq!(told(&widget, "weakest-first", "on").await?, [""; 0]);
        assert_eq!(told(&widget, "decide joining.confidentiality planned", "").await?, [""; 0]);
        assert_eq!(told(&widget, "owner joining.confidentiality", "Mira").await?, [""; 0]);
        // Put off, it leaves the forecast.
        let heard = told(&widget, "decide joining.confidentiality not-now", "").await?;
        assert!(heard.len() == 1 && heard[0].contains("score"), "{heard:?}");
        Ok(())
    }

    async fn a_question_that_comes_back_tells_it_where_it_was_waited_for(page: &mut Page) -> Result<()> {
        page.open_widget("/").await?;
        let widget = page.widget();
        widget.command("open", &Page::firm("machine-shop")?).await?;
        widget.command("profile tools designs", "off").await?;
        widget.command("profile tools designs", "on").await?;
        widget.go("domain:access").await?;
        // The first answer has more to say: see above.
        widget.command("dont-know access.sign-in", "").await?;
        widget.command("remember-not", "").await?;
        let region = "const told = $('.rs-returned'); return [told.parentElement.role, $$('[role=status]').length >= $$('[data-question]').length]";
        assert_eq!(widget.script(region).await?, json!(["status", true]));
        // Checked, it is quiet.
        let heard = told(&widget, "level access.design-files 2", "").await?;
        assert_eq!(heard, [""]);
        Ok(())
    }

    async fn a_change_of_page_moves_the_focus_and_tells_nothing_besides(page: &mut Page) -> Result<()> {
        page.open_widget("/").await?;
        let widget = page.widget();
        widget.command("open", &Page::firm("machine-shop")?).await?;
        for place in ["profile", "domain:access", "review", "report", "card:first-48-hours", "present"] {
            widget.go(place).await?;
            assert_eq!(widget.focused().await?, "heading", "{place}");
            let alerts = widget.count("[role=alert], [aria-live=assertive]").await?;
            assert_eq!(alerts, 0, "{place}");
        }
        Ok(())
    }
}
