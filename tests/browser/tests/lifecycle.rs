//! The element over time: attributes that change, comings and goings, the browser's history, and trouble within.

use browser_tests::{Page, Result, Widget, every_engine};
use serde_json::{Value, json};

async fn open(page: &mut Page, attributes: &str) -> Result<()> {
    let html = format!(
        "<!doctype html><html lang=\"en\"><head><title>Host</title><script src=\"/fixtures/events.js\"></script>\
         <script src=\"/fixtures/break.js\"></script>\
         <script type=\"module\" src=\"/reasonable-steps.js\"></script></head>\
         <body><h1>Host</h1><reasonable-steps id=\"first\" {attributes}></reasonable-steps></body></html>"
    );
    let name = std::thread::current().name().unwrap_or("host").replace("::", "-");
    let folder = page.files(&name, &[("index.html", &html)])?;
    page.serve(|options| options.extra_roots.push(("/host/".to_owned(), folder)))?;
    page.open_widget("/host/index.html").await
}

async fn open_machine_shop(widget: &Widget<'_>) -> Result<Value> {
    widget.command("open", &Page::firm("machine-shop")?).await?;
    widget.at("review").await?;
    widget.assessment().await
}

async fn heard(page: &Page, name: &str) -> Result<usize> {
    let count = page.script_with(
        "return heard.filter(({ name }) => name === arguments[0]).length",
        vec![name.into()],
    );
    Ok(usize::try_from(count.await?.as_u64().unwrap())?)
}

every_engine! {
    async fn comings_and_goings_leave_nothing_behind(page: &mut Page) -> Result<()> {
        open(page, "").await?;
        let widget = page.widget();
        let before = open_machine_shop(&widget).await?;
        widget.go("domain:access").await?;
        widget
            .script("for (let round = 0; round < 100; round++) { const parent = element.parentNode; element.remove(); parent.append(element); }")
            .await?;
        assert_eq!(widget.assessment().await?, before, "moving an element keeps what it holds");
        widget.at("domain:access").await?;
        let count = heard(page, "progress").await?;
        widget.choose("level access.sign-in 1").await?;
        assert_eq!(heard(page, "progress").await?, count + 1, "one click, one event");
        assert_eq!(heard(page, "ready").await?, 1);
        // What is gone hears nothing.
        let answered = page
            .script(
                "const element = document.querySelector('reasonable-steps');
                 element.remove();
                 element.shadowRoot.querySelector('[data-command=\"level access.sign-in 4\"]').click();
                 return JSON.parse(element.file()).answers.find(({ question }) => question === 'access.sign-in').level",
            )
            .await?;
        assert_eq!(answered, 1);
        Ok(())
    }

    async fn mode_and_language_change_without_loss(page: &mut Page) -> Result<()> {
        page.allow_request("/languages/en-XA.js");
        open(page, "").await?;
        let widget = page.widget();
        let mut expected = open_machine_shop(&widget).await?;
        widget.command("dismiss", "").await?;
        widget.go("domain:access").await?;
        widget.script("element.mode = 'express'").await?;
        expected["mode"] = json!("express");
        let now = widget.assessment().await?;
        assert_eq!((&now["answers"], &now["mode"]), (&expected["answers"], &expected["mode"]));
        assert_eq!(widget.script("return element.getAttribute('mode')").await?, "express");
        widget.script("element.lang = 'en-XA'").await?;
        widget.wait_for("the other language", "return $('[lang=\"en-XA\"]')").await?;
        widget.at("domain:access").await?;
        assert!(widget.text("h1").await?.starts_with('['));
        let now = widget.assessment().await?;
        assert_eq!((&now["answers"], &now["profile"], &now["mode"]), (&expected["answers"], &expected["profile"], &expected["mode"]));
        widget.script("element.removeAttribute('lang')").await?;
        widget.wait_for("English", "return $('[lang=\"en\"]')").await?;
        assert_eq!(widget.text("h1").await?, "Access");
        assert_eq!(widget.assessment().await?["answers"], expected["answers"]);
        Ok(())
    }

    async fn missing_language_falls_back_to_english_and_tells_the_page(page: &mut Page) -> Result<()> {
        page.allow_request("/languages/tlh.js");
        open(page, "lang=\"tlh\"").await?;
        let told = page.wait_for("error", "return heard.find(({ name }) => name === 'error')?.detail").await?;
        assert_eq!(told["code"], "language");
        assert!(told["message"].as_str().unwrap().contains("/languages/tlh.js"), "{told}");
        assert_eq!(page.widget().text(".rs-product").await?, "Reasonable Steps");
        // Some engines report a module that could not be loaded, others leave it to the promise.
        page.may_report("tlh.js");
        Ok(())
    }

    async fn history_of_the_host_is_left_alone(page: &mut Page) -> Result<()> {
        open(page, "").await?;
        let widget = page.widget();
        let length = page.script("return history.length").await?;
        widget.press_button("next").await?;
        widget.at("profile").await?;
        widget.press_button("next").await?;
        widget.at("domain:governance").await?;
        assert_eq!(page.script("return history.length").await?, length);
        assert_eq!(page.script("return history.state").await?, Value::Null);
        Ok(())
    }

    async fn browser_walks_back_and_forth_where_the_page_wants_it(page: &mut Page) -> Result<()> {
        open(page, "history").await?;
        let widget = page.widget();
        let address = page.driver.current_url().await?;
        for place in ["profile", "domain:governance"] {
            widget.press_button("next").await?;
            widget.at(place).await?;
        }
        widget.choose("level governance.owner 2").await?;
        page.driver.back().await?;
        widget.at("profile").await?;
        page.driver.back().await?;
        widget.at("start").await?;
        page.driver.forward().await?;
        page.driver.forward().await?;
        widget.at("domain:governance").await?;
        assert_eq!(page.driver.current_url().await?, address, "the address tells nothing");
        assert_eq!(widget.answer("governance.owner").await?["level"], 2);
        assert_eq!(
            page.script("return JSON.stringify(history.state)").await?,
            "{\"reasonableSteps\":\"domain:governance\"}"
        );
        Ok(())
    }

    async fn each_step_back_is_one_step_after_a_change_of_language_too(page: &mut Page) -> Result<()> {
        open(page, "history").await?;
        let widget = page.widget();
        // Anew, twice.
        for (language, ready) in [("EN", 2), ("en", 3)] {
            widget.script_with("element.lang = given[0]", vec![language.into()]).await?;
            page.wait_for("the new start", &format!("return heard.filter(({{ name }}) => name === 'ready').length === {ready}")).await?;
        }
        for place in ["profile", "domain:governance"] {
            widget.press_button("next").await?;
            widget.at(place).await?;
        }
        page.driver.back().await?;
        widget.at("profile").await?;
        page.driver.back().await?;
        widget.at("start").await?;
        Ok(())
    }

    async fn slower_start_never_takes_the_place_of_a_later_one(page: &mut Page) -> Result<()> {
        open(page, "").await?;
        page.script(
            "window.fetch = () => new Promise((answer) => { window.release = () => {
               const text = async () => { window.late = true; return 'no questionnaire'; };
               answer({ ok: true, text });
             }; });",
        )
        .await?;
        let widget = page.widget();
        widget.script("element.setAttribute('questionnaire', 'slow.json')").await?;
        page.wait_for("the slow question", "return Boolean(window.release)").await?;
        widget.script("element.removeAttribute('questionnaire')").await?;
        page.wait_for("the later start", "return heard.filter(({ name }) => name === 'ready').length === 2").await?;
        // What comes late is no questionnaire: were it taken up, the page would hear of it.
        page.script("window.release()").await?;
        page.wait_for("the late answer", "return window.late").await?;
        assert_eq!(heard(page, "error").await?, 0);
        widget.at("start").await
    }

    async fn answers_are_offered_as_a_file_when_something_breaks(page: &mut Page) -> Result<()> {
        open(page, "").await?;
        let widget = page.widget();
        let before = open_machine_shop(&widget).await?;
        widget.go("domain:access").await?;
        page.catch_files().await?;
        page.script("breakNow()").await?;
        widget.choose("level access.sign-in 0").await?;
        let said = widget.text(".rs-failure").await?;
        assert!(said.contains("it is not your fault") && said.contains("broken on purpose"), "{said}");
        widget.click(".rs-failure button").await?;
        assert_eq!(serde_json::from_str::<Value>(&page.taken(1).await?.text()?)?["answers"], before["answers"]);
        let told = page.script("return heard.filter(({ name }) => name === 'error').map(({ detail }) => detail.code)").await?;
        assert_eq!(told, json!(["internal"]));
        Ok(())
    }

    async fn host_fills_the_slots(page: &mut Page) -> Result<()> {
        open(page, "").await?;
        let widget = page.widget();
        page.script(
            "for (const slot of ['title', 'intro', 'error', 'report-footer']) {
               const part = document.createElement('p');
               part.slot = slot;
               part.textContent = `Mine: ${slot}`;
               document.querySelector('reasonable-steps').append(part);
             }",
        )
        .await?;
        let shown = "return [...element.children].filter((part) => part.checkVisibility()).map((part) => part.slot)";
        assert_eq!(widget.script(shown).await?, json!(["title", "intro", "error"]));
        assert_eq!(widget.script("return $('.rs-product').checkVisibility()").await?, false);
        widget.go("report").await?;
        assert_eq!(widget.script(shown).await?, json!(["title", "error", "report-footer"]));
        Ok(())
    }

    async fn leaving_asks_first_only_while_answers_are_not_in_a_file(page: &mut Page) -> Result<()> {
        page.open_widget("/").await?;
        let widget = page.widget();
        assert!(!page.asks_before_leaving().await?, "nothing to lose");
        widget.go("domain:access").await?;
        widget.choose("level access.sign-in 2").await?;
        assert!(page.asks_before_leaving().await?, "an answer that is nowhere else");
        page.script("HTMLAnchorElement.prototype.click = () => {}").await?;
        widget.click("[data-host=save]").await?;
        assert!(!page.asks_before_leaving().await?, "saved");
        widget.choose("level access.sign-in 3").await?;
        assert!(page.asks_before_leaving().await?, "changed since");

        widget.command("open", &Page::firm("machine-shop")?).await?;
        assert!(page.asks_before_leaving().await?, "not opened yet: it would replace the answers");
        widget.press_button("confirm-open").await?;
        assert!(!page.asks_before_leaving().await?, "as in the file");
        widget.command("note access.sign-in", "seen").await?;
        assert!(page.asks_before_leaving().await?);
        // Made on this page, and in no file yet.
        widget.script_with("element.handOver(given[0])", vec![Page::firm("food")?.into()]).await?;
        widget.press_button("confirm-open").await?;
        assert!(page.asks_before_leaving().await?, "combined, and nowhere else");
        widget.press_button("undo").await?;
        widget.command("confirm-erase", "").await?;
        assert!(!page.asks_before_leaving().await?, "nothing left to lose");

        widget.command("open", &Page::firm("food")?).await?;
        assert!(!page.asks_before_leaving().await?, "opened where nothing was");
        page.script("document.querySelector('reasonable-steps').remove()").await?;
        assert!(!page.asks_before_leaving().await?, "a removed widget asks nothing");
        Ok(())
    }
}
