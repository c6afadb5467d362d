//! What can break under the widget, and that no answer is lost to it.

use browser_tests::passphrase::{PASSPHRASE, dialog, no_dialog};
use browser_tests::together::menu;
use browser_tests::{KINDS, Page, Result, every_engine, keys};
use serde_json::{Value, json};

/// A page with the widget whose engine can be made to stop, `elements` times.
async fn open_with_trap(page: &mut Page, elements: usize) -> Result<()> {
    let html = format!(
        "<!doctype html><html lang=\"en\"><head><title>Host</title><script src=\"/fixtures/events.js\"></script>\
         <script src=\"/fixtures/break.js\"></script>\
         <script type=\"module\" src=\"/test-engine/reasonable-steps.js\"></script></head>\
         <body><h1>Host</h1>{}</body></html>",
        "<reasonable-steps></reasonable-steps>".repeat(elements)
    );
    let name = std::thread::current().name().unwrap_or("faults").replace("::", "-");
    let folder = page.files(&name, &[("index.html", &html)])?;
    page.serve(|options| options.extra_roots.push(("/host/".to_owned(), folder)))?;
    page.open_widget("/host/index.html").await
}

async fn errors(page: &Page) -> Result<Value> {
    page.script(
        "return heard.filter(({ name }) => name === 'error').map(({ detail }) => detail.code)",
    )
    .await
}

/// On the report: takes every kind of file, saves one with a passphrase, and opens what is done
/// with others. `taken` files were caught before.
async fn use_every_module(page: &Page, taken: usize) -> Result<()> {
    let widget = page.widget();
    for (index, (format, _, extension, _)) in KINDS.into_iter().enumerate() {
        widget.click(&format!(".rs-take > .rs-actions [data-format={format}]")).await?;
        let file = page.taken(taken + index + 1).await?;
        assert!(file.name.ends_with(extension) && !file.bytes.is_empty(), "{}", file.name);
    }
    widget.click("[data-host=save-protected]").await?;
    dialog(&widget, "Save with a passphrase").await?;
    page.press(format!("{PASSPHRASE}{}", keys::ENTER)).await?;
    let file = page.taken(taken + KINDS.len() + 1).await?;
    assert!(file.text()?.contains("\"protected\""), "{}", file.name);
    no_dialog(&widget).await?;
    menu(&widget).await?;
    page.press(keys::ESCAPE).await?;
    no_dialog(&widget).await
}

every_engine! {
    async fn a_trap_costs_one_step_and_no_answer(page: &mut Page) -> Result<()> {
        open_with_trap(page, 1).await?;
        let widget = page.widget();
        widget.command("open", &Page::firm("machine-shop")?).await?;
        widget.go("domain:access").await?;
        widget.choose("level access.sign-in 1").await?;
        widget.command("note access.sign-in", "just typed").await?;
        for _ in 0..3 {
            let before = widget.assessment().await?;
            widget.command("trap", "").await?;
            widget.at("domain:access").await?;
            assert!(widget.text("[data-notice]").await?.contains("before your last step"));
            assert_eq!(widget.assessment().await?, before);
            widget.choose("level access.reviews 1").await?;
            widget.choose("level access.reviews 0").await?;
            assert_eq!(widget.answer("access.reviews").await?["level"], 0, "a fresh engine goes on");
        }
        assert_eq!(errors(page).await?, json!(["trap", "trap", "trap"]), "the host page is told");
        widget.go("report").await?;
        Ok(())
    }

    async fn a_trap_in_one_widget_leaves_its_neighbour_whole(page: &mut Page) -> Result<()> {
        open_with_trap(page, 2).await?;
        page.wait_for("both", "return [...document.querySelectorAll('reasonable-steps')].every((one) => one.shadowRoot.querySelector('[data-heading]'))").await?;
        let (first, second) = (page.widget(), page.widget_at(1));
        first.command("level access.sign-in 1", "").await?;
        second.go("domain:access").await?;
        second.command("level access.sign-in 2", "").await?;
        first.command("trap", "").await?;
        assert_eq!(first.answer("access.sign-in").await?["level"], 1);
        second.choose("level access.need-to-know 3").await?;
        assert_eq!(second.answer("access.sign-in").await?["level"], 2);
        assert_eq!(second.answer("access.need-to-know").await?["level"], 3, "its step is not lost either");
        assert_eq!(second.count("[data-notice]").await?, 0, "nothing to tell there");
        assert_eq!(errors(page).await?, json!(["trap"]));
        Ok(())
    }

    async fn an_engine_that_stops_again_and_again_gives_the_answers_as_a_file(page: &mut Page) -> Result<()> {
        open_with_trap(page, 1).await?;
        let widget = page.widget();
        widget.command("level access.sign-in 1", "").await?;
        let before = widget.assessment().await?;
        page.catch_files().await?;
        page.script("breakInstances()").await?;
        widget.command("trap", "").await?;
        assert!(widget.text(".rs-failure").await?.contains("not your fault"));
        widget.click(".rs-failure button").await?;
        assert_eq!(serde_json::from_str::<Value>(&page.taken(1).await?.text()?)?, before);
        Ok(())
    }

    async fn the_network_may_go_after_the_page_has_loaded(page: &mut Page) -> Result<()> {
        page.open_widget("/").await?;
        let modules = ["export/word", "export/excel", "export/pdf", "export/plain", "keep", "together"];
        for module in modules {
            page.allow_request(&format!("/{module}.js"));
        }
        let widget = page.widget();
        widget.script("$('details:has([data-host=offline])').open = true").await?;
        widget.click("[data-host=offline]").await?;
        page.widget().wait_for("everything", "return $('[data-offline]').textContent.includes('Everything is here')").await?;
        let loaded = page.requests();
        for module in modules {
            assert!(loaded.contains(&format!("/{module}.js")), "{module}: {loaded:?}");
        }
        let widget = page.widget();
        widget.command("open", &Page::firm("software")?).await?;
        widget.go("report").await?;
        page.catch_files().await?;
        // Nothing is asked for though all would answer.
        let asked = page.log().len();
        page.traffic().await?;
        use_every_module(page, 0).await?;
        assert_eq!(page.traffic().await?, [""; 0]);
        assert_eq!(page.log().len(), asked, "{:?}", page.log());
        page.stop_serving();
        for place in ["profile", "domain:legal", "review", "report", "present", "card:first-48-hours", "report"] {
            page.widget().go(place).await?;
        }
        use_every_module(page, KINDS.len() + 1).await
    }

    async fn what_could_not_all_be_loaded_is_said(page: &mut Page) -> Result<()> {
        page.open_widget("/").await?;
        page.may_report("/export/");
        page.may_report("/keep.js");
        page.may_report("ERR_CONNECTION");
        page.stop_serving();
        let widget = page.widget();
        widget.script("$('details:has([data-host=offline])').open = true").await?;
        widget.click("[data-host=offline]").await?;
        widget.wait_for("the message", "return $('[data-offline]').textContent.includes('try again')").await?;
        Ok(())
    }

    async fn a_clock_that_goes_backwards_changes_no_answer(page: &mut Page) -> Result<()> {
        page.open_widget("/").await?;
        let widget = page.widget();
        widget.command("open", &Page::firm("machine-shop")?).await?;
        widget.go("report").await?;
        let score = widget.text("[part~=score]").await?;
        let before = widget.assessment().await?;
        page.script(
            "const Real = Date;
             window.Date = class extends Real { constructor(...given) { if (given.length) super(...given); else super(1999, 11, 31, 23, 59); } };",
        )
        .await?;
        widget.command("compare", &Page::firm("machine-shop")?).await?;
        widget.go("domain:access").await?;
        widget.command("note access.sign-in", "written in the past").await?;
        widget.go("report").await?;
        assert_eq!(widget.text("[part~=score]").await?, score);
        let now = widget.assessment().await?;
        assert_eq!(now["date"], "1999-12-31");
        assert_eq!(now["answers"].as_array().unwrap().len(), before["answers"].as_array().unwrap().len());
        // A day that no calendar has.
        page.script("window.Date = class { getFullYear() { return NaN; } getMonth() { return NaN; } getDate() { return NaN; } }").await?;
        widget.command("level access.sign-in 3", "").await?;
        widget.at("report").await?;
        assert_eq!(widget.assessment().await?, now, "refused, and nothing lost");
        Ok(())
    }

    async fn the_page_learns_the_score_with_the_report_and_the_visitor_knows_before(page: &mut Page) -> Result<()> {
        let host = |attribute: &str| {
            format!(
                "<!doctype html><html lang=\"en\"><head><title>Host</title><script src=\"/fixtures/events.js\"></script>\
                 <script type=\"module\" src=\"/reasonable-steps.js\"></script></head>\
                 <body><h1>Host</h1><reasonable-steps {attribute}></reasonable-steps></body></html>"
            )
        };
        let folder = page.files("sharing", &[("quiet.html", &host("")), ("sharing.html", &host("share=\"score\""))])?;
        page.serve(|options| options.extra_roots.push(("/host/".to_owned(), folder)))?;
        for (name, shares) in [("quiet", false), ("sharing", true)] {
            page.open_widget(&format!("/host/{name}.html")).await?;
            let widget = page.widget();
            let told = "return $('[data-slot=sharing]').textContent.includes('gets your score')";
            assert_eq!(widget.script(told).await?, shares);
            widget.command("open", &Page::firm("machine-shop")?).await?;
            assert_eq!(widget.script(told).await?, shares);
            widget.go("report").await?;
            assert_eq!(widget.script(told).await?, shares);
            let heard = page.script("return heard.filter(({ name }) => name === 'complete').map(({ detail }) => detail)").await?;
            let detail = &heard[0];
            if shares {
                assert_eq!((&detail["percent"], &detail["band"]), (&json!(49), &json!("early")));
                let domains = detail["domains"].as_array().unwrap();
                assert_eq!(domains.len(), 13);
                for domain in domains {
                    let mut keys: Vec<&String> = domain.as_object().unwrap().keys().collect();
                    keys.sort();
                    assert_eq!(keys, ["id", "percent"], "{domain}");
                }
                assert_eq!(detail.as_object().unwrap().len(), 3, "and nothing else: {detail}");
            } else {
                assert_eq!(heard, json!([{}]));
            }
        }
        Ok(())
    }
}
