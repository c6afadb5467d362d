//! Text stays text, wherever it comes from. A policy violation would fail these tests too.

use browser_tests::{Page, Result, Widget, every_engine};
use serde_json::{Value, json};

/// Everything that ever broke out of a page.
const HOSTILE: &str = "</textarea></script><script>window.broken=1</script><img src=x onerror=\"window.broken=1\">\
    \"'`<svg onload=window.broken=1>&lt;&amp; \u{202e}drawkcab {place} ]]> --> javascript:window.broken=1";

const PLACES: [&str; 6] = ["profile", "domain:leaf", "domain:cup", "review", "report", "present"];

/// Finds elements and attributes that no view makes.
const FOREIGN: &str = "
    const problems = [];
    for (const element of $$('*')) {
      if (['script', 'img', 'iframe', 'object', 'style', 'link'].includes(element.localName)) problems.push(element.outerHTML);
      if (element.localName === 'svg' && !/^rs-/.test(element.getAttribute('class'))) problems.push(element.outerHTML);
      for (const { name, value } of element.attributes) {
        if (name.startsWith('on') || name === 'style') problems.push(`${name}=${value}`);
        if (['href', 'src', 'action', 'xlink:href'].includes(name) && !/^(https:|mailto:|#)/.test(value)) problems.push(`${name}=${value}`);
      }
    }
    if (window.broken) problems.push('something ran');
    return problems;";

async fn check_nothing_foreign(widget: &Widget<'_>, place: &str) -> Result<()> {
    assert_eq!(widget.script(FOREIGN).await?, json!([]), "{place}");
    Ok(())
}

/// Adds the hostile text to every text of a questionnaire that people read.
fn poison(value: &mut Value, key: &str) {
    const READ: [&str; 20] = [
        "title",
        "short",
        "questionStem",
        "method",
        "disclaimer",
        "levels",
        "name",
        "summary",
        "prompt",
        "hint",
        "text",
        "items",
        "lead",
        "why",
        "evidence",
        "quickWin",
        "nextSteps",
        "action",
        "gap",
        "locator",
    ];
    match value {
        Value::String(text) if READ.contains(&key) => text.push_str(HOSTILE),
        Value::Array(items) => items.iter_mut().for_each(|item| poison(item, key)),
        Value::Object(map) => map.iter_mut().for_each(|(key, item)| poison(item, key)),
        _ => {}
    }
}

every_engine! {
    async fn what_a_visitor_types_is_shown_as_it_was_typed(page: &mut Page) -> Result<()> {
        page.open_widget("/").await?;
        let widget = page.widget();
        widget.go("profile").await?;
        widget.type_into("title", "<b>\"Ann\"</b>").await?;
        assert_eq!(widget.assessment().await?["title"], "<b>\"Ann\"</b>");
        widget.command("title", HOSTILE).await?;
        widget.command("level access.sign-in 0", "").await?;
        widget.command("note access.sign-in", HOSTILE).await?;
        widget.command("evidence access.sign-in", HOSTILE).await?;
        widget.command("reason access.reviews", HOSTILE).await?;
        for place in ["domain:legal", "profile", "domain:access", "review", "report", "present"] {
            widget.go(place).await?;
            check_nothing_foreign(&widget, place).await?;
        }
        widget.go("profile").await?;
        assert_eq!(widget.script("return $('#rs-title').value").await?, HOSTILE);
        widget.go("domain:access").await?;
        let fields = widget
            .script("return ['note access.sign-in', 'evidence access.sign-in', 'reason access.reviews'].map((command) => $(`[data-command=\"${command}\"]`).value)")
            .await?;
        assert_eq!(fields, json!([HOSTILE, HOSTILE, HOSTILE]));
        widget.go("report").await?;
        let typed = widget.script("return $$('.rs-typed').map((typed) => [typed.localName, typed.textContent])").await?;
        // Title, reason, note and evidence; the last three again beside the question's points.
        assert_eq!(typed, json!(vec![("bdi", HOSTILE); 6]), "set apart, so that its direction stays its own");
        Ok(())
    }

    async fn what_a_file_holds_is_shown_as_text(page: &mut Page) -> Result<()> {
        page.open_widget("/").await?;
        let widget = page.widget();
        let mut file: Value = serde_json::from_str(&Page::firm("machine-shop")?)?;
        file["answers"][0]["question"] = json!(HOSTILE);
        file["questionnaire"]["version"] = json!(HOSTILE);
        file["profile"][HOSTILE] = json!([HOSTILE]);
        widget.command("open", &file.to_string()).await?;
        widget.find(".rs-notice").await?;
        check_nothing_foreign(&widget, "notice").await?;
        assert!(widget.text(".rs-notice").await?.contains("<script>window.broken=1</script>"));
        file["format"] = json!(HOSTILE);
        widget.command("open", &file.to_string()).await?;
        check_nothing_foreign(&widget, "refused").await
    }

    async fn what_a_questionnaire_says_is_shown_as_text_and_only_safe_links_are_links(page: &mut Page) -> Result<()> {
        page.open_widget("/").await?;
        let mut tea_room: Value = serde_json::from_str(include_str!("../fixtures/tea-room.json"))?;
        poison(&mut tea_room, "");
        let quotes = "https://example.org/\"onmouseover=\"window.broken=1";
        let addresses = [quotes, "https://example.org/\" onmouseover=\"window.broken=1", "https://example.org/?a=1&b=2"];
        tea_room["sources"] = addresses
            .iter()
            .enumerate()
            .map(|(number, url)| json!({ "id": format!("s{number}"), "title": HOSTILE, "publisher": HOSTILE, "url": url }))
            .collect();
        for domain in tea_room["domains"].as_array_mut().unwrap() {
            for question in domain["questions"].as_array_mut().unwrap() {
                question["sources"] = (0..3).map(|number| json!({ "source": format!("s{number}"), "locator": HOSTILE })).collect();
                question.as_object_mut().unwrap().remove("caution");
            }
        }
        let widget = page.widget();
        widget.script_with("element.questionnaireData = given[0]", vec![tea_room.to_string().into()]).await?;
        let said = widget
            .wait_for("the questionnaire", "const said = $('h1, .rs-failure')?.textContent; return /tea room|questionnaire/.test(said) && said")
            .await?;
        assert_eq!(said, format!("How good is our tea room?{HOSTILE}"));
        widget.command("mode full", "").await?;
        widget.command("level leaf.dry 0", "").await?;
        widget.command("dont-know leaf.fresh", "").await?;
        widget.command("level cup.milk 1", "").await?;
        for place in PLACES {
            widget.go(place).await?;
            check_nothing_foreign(&widget, place).await?;
            let links = widget.script("return [...new Set($$('a[href^=http]').map((link) => link.getAttribute('href')))]").await?;
            let expected = if ["domain:leaf", "domain:cup", "report"].contains(&place) {
                json!([quotes, "https://example.org/?a=1&b=2"])
            } else {
                json!([])
            };
            assert_eq!(links, expected, "{place}");
        }
        Ok(())
    }

    async fn address_of_a_source_that_could_run_is_refused(page: &mut Page) -> Result<()> {
        page.open_widget("/").await?;
        let mut tea_room: Value = serde_json::from_str(include_str!("../fixtures/tea-room.json"))?;
        for address in ["javascript:window.broken=1", "JavaScript:window.broken=1", "data:text/html,<script></script>", "//example.org"] {
            tea_room["sources"][0]["url"] = json!(address);
            let widget = page.widget();
            page.script("window.told = ''").await?;
            widget
                .script_with(
                    "element.addEventListener('reasonable-steps-error', ({ detail }) => { window.told = detail; }, { once: true });
                     element.questionnaireData = given[0];",
                    vec![tea_room.to_string().into()],
                )
                .await?;
            let told = page.wait_for("refusal", "return window.told").await?;
            assert_eq!(told["diagnostics"][0]["code"], "url", "{address}: {told}");
            check_nothing_foreign(&widget, address).await?;
        }
        Ok(())
    }
}
