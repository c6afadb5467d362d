//! The element as the guest of a page: what the page can set, what it hears, and how the element leaves it alone.

use std::process::Command;

use browser_tests::{Engine, Page, Policy, Result, Rule, every_engine};
use serde_json::{Value, json};
use xtask::paths;
use xtask::process::output;

const TEA_ROOM: &str = include_str!("../fixtures/tea-room.json");
const MODULE: &str = "<script type=\"module\" src=\"/reasonable-steps.js\"></script>";
const ELEMENT: &str =
    "<reasonable-steps id=\"first\"><p id=\"fallback\">Please wait.</p></reasonable-steps>";

/// A page of a host, with `events.js` before everything else, beside the files of the tea room.
async fn open_host(page: &mut Page, policy: Policy, head: &str, body: &str) -> Result<()> {
    open_host_with(page, policy, None, head, body).await
}

/// As [`open_host`], with another answer to the path that begins like this.
async fn open_host_with(
    page: &mut Page,
    policy: Policy,
    other: Option<(&str, Rule)>,
    head: &str,
    body: &str,
) -> Result<()> {
    let html = format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Host</title>\
         <script src=\"/fixtures/events.js\"></script>{head}</head><body><h1>Host</h1>{body}</body></html>"
    );
    let mut broken: Value = serde_json::from_str(TEA_ROOM)?;
    broken["domains"][0]["questions"][0]["weight"] = json!(0);
    broken["domains"][1]["title"] = json!("");
    let files = [
        ("index.html", html.as_str()),
        ("tea-room.json", TEA_ROOM),
        ("cut-off.json", &TEA_ROOM[..500]),
        ("broken.json", &broken.to_string()),
    ];
    let name = std::thread::current().name().unwrap_or("host").replace("::", "-");
    let folder = page.files(&name, &files)?;
    page.serve(|options| {
        options.extra_roots.push(("/host/".to_owned(), folder));
        options.rules.push(("/host/".to_owned(), Rule { policy, ..Rule::default() }));
        options.rules.extend(other.map(|(path, rule)| (path.to_owned(), rule)));
    })?;
    page.open("/host/index.html").await
}

/// A page with the slim variant, whose engine is answered so.
async fn open_slim(page: &mut Page, rule: Rule) -> Result<()> {
    let module = MODULE.replace("/reasonable", "/slim/reasonable");
    let policy = policy("connect-src 'none'", "connect-src 'self'");
    let rule = ("/slim/reasonable-steps.wasm", rule);
    open_host_with(page, policy, Some(rule), &module, ELEMENT).await?;
    page.allow_request("/slim/reasonable-steps.wasm");
    Ok(())
}

/// The strict policy with one of its parts replaced.
fn policy(part: &str, other: &str) -> Policy {
    let changed = xtask::serve::STRICT_POLICY.replace(part, other);
    assert_ne!(changed, xtask::serve::STRICT_POLICY);
    Policy::Other(changed)
}

/// The events of a name that an element has sent.
async fn heard(page: &Page, name: &str, from: &str) -> Result<Vec<Value>> {
    let body =
        "return heard.filter(({ name, from }) => name === arguments[0] && from === arguments[1])";
    let events = page.script_with(body, vec![name.into(), from.into()]).await?;
    Ok(events.as_array().cloned().unwrap_or_default())
}

/// Waits for the message in place of an element, and gives what it says and the event.
async fn failure(page: &Page, index: usize) -> Result<(String, Value)> {
    let widget = page.widget_at(index);
    let said = widget.text(".rs-failure").await?;
    assert!(widget.script("return $('.rs-failure').checkVisibility()").await?.as_bool().unwrap());
    let id = widget.script("return element.id").await?;
    let events = heard(page, "error", id.as_str().unwrap()).await?;
    assert_eq!(events.len(), 1, "{events:#?}");
    Ok((said, events[0]["detail"].clone()))
}

async fn fallback_is_shown(page: &Page) -> Result<bool> {
    Ok(page.script("return document.querySelector('#fallback').checkVisibility()").await? == true)
}

/// The module works where there is no DOM. Not a matter of engines.
#[test]
fn module_works_without_a_dom() {
    let script = "
        const { Assessment, init } = await import(process.argv[1]);
        await init();
        const assessment = new Assessment();
        assessment.answer('access.sign-in', 4);
        console.log(assessment.report({ date: '2026-11-22' }).score.shown);";
    let file = paths::dist().join("reasonable-steps.js");
    let said =
        output(Command::new("node").args(["--input-type=module", "--eval", script]).arg(file))
            .unwrap();
    assert_eq!(said.trim(), "100");
}

every_engine! {
    async fn one_file_is_all_that_is_requested(page: &mut Page) -> Result<()> {
        open_host(page, Policy::Strict, MODULE, ELEMENT).await?;
        let widget = page.widget();
        widget.at("start").await?;
        for place in ["profile", "domain:access", "review", "report", "present"] {
            widget.go(place).await?;
        }
        let mut requests = page.requests();
        requests.sort();
        assert_eq!(
            requests,
            ["/collector/collector.js", "/fixtures/events.js", "/host/index.html", "/reasonable-steps.js"]
        );
        let ready = heard(page, "ready", "first").await?;
        assert_eq!(ready, [json!({ "name": "ready", "from": "first", "detail": {}, "composed": true })]);
        Ok(())
    }

    async fn two_elements_are_independent(page: &mut Page) -> Result<()> {
        let second = "<reasonable-steps id=\"second\" mode=\"full\"></reasonable-steps>";
        open_host(page, Policy::Strict, MODULE, &format!("{ELEMENT}{second}")).await?;
        let (first, second) = (page.widget_at(0), page.widget_at(1));
        first.at("start").await?;
        second.at("start").await?;
        first.go("domain:access").await?;
        second.go("domain:access").await?;
        first.choose("level access.sign-in 3").await?;
        second.choose("level access.sign-in 1").await?;
        first.press_button("next").await?;
        first.at("domain:systems").await?;
        second.at("domain:access").await?;
        assert_eq!(first.answer("access.sign-in").await?["level"], 3);
        assert_eq!(second.answer("access.sign-in").await?["level"], 1);
        assert_eq!(first.assessment().await?["mode"], "express");
        assert_eq!(second.assessment().await?["mode"], "full");
        assert_eq!(heard(page, "progress", "second").await?.len(), 3);
        Ok(())
    }

    async fn second_copy_of_the_module_is_harmless(page: &mut Page) -> Result<()> {
        page.allow_request("/reasonable-steps.js?copy");
        let copy = "<script type=\"module\" src=\"/fixtures/copy.js\"></script>";
        let other = "<other-steps id=\"second\"></other-steps>";
        open_host(page, Policy::Strict, &format!("{MODULE}{copy}"), &format!("{ELEMENT}{other}")).await?;
        page.widget().at("start").await?;
        page.wait_for("the copy", "return heard.some(({ name, from }) => name === 'ready' && from === 'second')").await?;
        let place = "return document.querySelector('other-steps').shadowRoot.querySelector('.rs').dataset.place";
        assert_eq!(page.script(place).await?, "start");
        assert_eq!(heard(page, "ready", "first").await?.len(), 1);
        assert_eq!(heard(page, "error", "second").await?.len(), 0);
        Ok(())
    }

    async fn properties_set_before_the_element_is_known_are_kept(page: &mut Page) -> Result<()> {
        let elements = ELEMENT.to_owned() + "<reasonable-steps id=\"second\"></reasonable-steps>";
        let head = "<script type=\"module\" src=\"/fixtures/later.js\"></script>";
        open_host(page, policy("connect-src 'none'", "connect-src 'self'"), head, &elements).await?;
        page.allow_request("/reasonable-steps.js");
        page.allow_request("/host/tea-room.json");
        page.script_with(
            "const [first, second] = document.querySelectorAll('reasonable-steps');
             first.mode = 'full';
             first.history = true;
             first.questionnaireData = JSON.parse(arguments[0]);
             second.questionnaire = 'tea-room.json';
             loadNow();",
            vec![TEA_ROOM.into()],
        )
        .await?;
        for index in [0, 1] {
            let widget = page.widget_at(index);
            widget.at("start").await?;
            assert_eq!(widget.text("h1").await?, "How good is our tea room?");
        }
        let first = page.widget_at(0).script("return [element.outerHTML.split('>')[0], element.mode, element.history]").await?;
        assert_eq!(first, json!(["<reasonable-steps id=\"first\" mode=\"full\" history=\"\"", "full", true]));
        let second = page.widget_at(1).script("return [element.getAttribute('questionnaire'), element.mode]").await?;
        assert_eq!(second, json!(["tea-room.json", "express"]));
        page.widget().command("title", "Ann").await?;
        assert_eq!(page.widget().assessment().await?["mode"], "full");
        Ok(())
    }

    async fn questionnaire_can_stand_in_the_page(page: &mut Page) -> Result<()> {
        let body = format!("<reasonable-steps id=\"first\"><script type=\"application/json\">{TEA_ROOM}</script></reasonable-steps>");
        open_host(page, Policy::Strict, MODULE, &body).await?;
        let widget = page.widget();
        widget.at("start").await?;
        assert_eq!(widget.text("h1").await?, "How good is our tea room?");
        assert!(widget.text("[data-slot=count]").await?.starts_with("2 questions in 2 areas"));
        widget.choose("mode full").await?;
        assert!(widget.text("[data-slot=count]").await?.starts_with("3 questions in 2 areas"));
        widget.go("profile").await?;
        widget.choose("profile-none milk").await?;
        assert!(widget.text("[data-slot=count]").await?.contains("2 questions in 1 areas"));
        widget.choose("profile milk cow").await?;
        assert!(!widget.find("[data-none]").await?.is_selected().await?, "one excludes the other");
        assert!(widget.text("[data-slot=count]").await?.contains("3 questions in 2 areas"));
        widget.go("domain:leaf").await?;
        for (question, level) in [("leaf.dry", 2), ("leaf.fresh", 1)] {
            widget.choose(&format!("level {question} {level}")).await?;
        }
        widget.go("domain:cup").await?;
        widget.choose("level cup.milk 1").await?;
        widget.go("report").await?;
        // (2 · 1 + 1 · 1/3 + 2 · 1/3) of 5 is exactly 60 %.
        assert_eq!(widget.text(".rs-score-number").await?, "60.0");
        Ok(())
    }

    async fn questionnaire_that_cannot_be_used_is_explained(page: &mut Page) -> Result<()> {
        let cases = [
            ("missing.json", "HTTP status 404", 0),
            ("cut-off.json", "unterminated string", 1),
            ("broken.json", "weight", 2),
            ("/questionnaires/trade-secrets.en.json", "", 0),
        ];
        let body: String = cases
            .iter()
            .map(|(file, ..)| format!("<reasonable-steps id=\"{file}\" questionnaire=\"{file}\"></reasonable-steps>"))
            .collect();
        open_host(page, policy("connect-src 'none'", "connect-src 'self'"), MODULE, &body).await?;
        for (index, (file, finding, diagnostics)) in cases.into_iter().enumerate() {
            page.allow_request(&if file.starts_with('/') { file.to_owned() } else { format!("/host/{file}") });
            if finding.is_empty() {
                page.widget_at(index).at("start").await?;
                continue;
            }
            let (said, event) = failure(page, index).await?;
            assert!(said.contains("The questionnaire that this page names cannot be read."), "{said}");
            assert!(said.contains(finding), "{file}: {said}");
            assert_eq!(event["code"], "questionnaire");
            assert_eq!(event["diagnostics"].as_array().unwrap().len(), diagnostics, "{file}: {event:#}");
        }
        if page.engine() == Engine::Chromium {
            page.expect_report("missing.json").await?;
        }
        Ok(())
    }

    async fn questionnaire_that_the_policy_forbids_is_explained(page: &mut Page) -> Result<()> {
        open_host(page, Policy::Strict, MODULE, "<reasonable-steps id=\"first\" questionnaire=\"tea-room.json\"></reasonable-steps>").await?;
        let (said, event) = failure(page, 0).await?;
        assert!(said.contains("connect-src"), "{said}");
        assert_eq!(event["code"], "questionnaire");
        page.expect_report("connect-src").await?;
        page.expect_report("tea-room.json").await
    }

    async fn what_stands_between_the_tags_is_shown_until_the_walk_can_begin(page: &mut Page) -> Result<()> {
        let head = "<script type=\"module\" src=\"/fixtures/later.js\"></script>";
        open_host(page, Policy::Strict, head, ELEMENT).await?;
        page.allow_request("/reasonable-steps.js");
        assert!(fallback_is_shown(page).await?);
        page.script("loadNow()").await?;
        page.widget().at("start").await?;
        assert_eq!(page.script("return seenAtOnce").await?, true, "still there while the engine starts");
        assert!(!fallback_is_shown(page).await?);
        Ok(())
    }

    async fn policy_without_wasm_is_explained(page: &mut Page) -> Result<()> {
        open_host(page, policy(" 'wasm-unsafe-eval'", ""), MODULE, ELEMENT).await?;
        let (said, event) = failure(page, 0).await?;
        assert!(said.contains("keeps it from starting"), "{said}");
        assert!(said.contains("'wasm-unsafe-eval'"), "{said}");
        assert_eq!(event["code"], "engine");
        assert!(fallback_is_shown(page).await?);
        // WebKit does not tell the page about it.
        if page.engine() == Engine::WebKit { Ok(()) } else { page.expect_report("wasm-eval").await }
    }

    async fn refused_trusted_types_policy_is_explained(page: &mut Page) -> Result<()> {
        open_host(page, policy("trusted-types reasonable-steps", "trusted-types other"), MODULE, ELEMENT).await?;
        if page.script("return typeof trustedTypes").await? == "undefined" {
            return page.widget().at("start").await;
        }
        let (said, event) = failure(page, 0).await?;
        assert!(said.contains("The rules of this page keep it from starting."), "{said}");
        assert_eq!(event["code"], "trusted-types");
        assert!(fallback_is_shown(page).await?);
        page.expect_report("trusted-types").await?;
        Ok(())
    }

    async fn slim_variant_works(page: &mut Page) -> Result<()> {
        open_slim(page, Rule::default()).await?;
        page.widget().at("start").await?;
        assert!(page.requests().contains(&"/slim/reasonable-steps.wasm".to_owned()));
        Ok(())
    }

    async fn slim_variant_works_where_the_host_does_not_know_its_type(page: &mut Page) -> Result<()> {
        let content_type = Some("application/octet-stream".to_owned());
        open_slim(page, Rule { content_type, ..Rule::default() }).await?;
        page.widget().at("start").await
    }

    async fn missing_engine_is_explained(page: &mut Page) -> Result<()> {
        open_slim(page, Rule { status: Some(404), ..Rule::default() }).await?;
        let (said, event) = failure(page, 0).await?;
        assert!(said.contains("/slim/reasonable-steps.wasm could not be loaded: HTTP status 404"), "{said}");
        assert_eq!(event["code"], "engine");
        assert!(fallback_is_shown(page).await?);
        if page.engine() == Engine::Chromium {
            page.expect_report("reasonable-steps.wasm").await?;
        }
        Ok(())
    }

    async fn page_in_place_of_the_engine_is_explained(page: &mut Page) -> Result<()> {
        // What a host with an error page of its own sends: the wrong thing, in the best of spirits.
        let html = Rule { content_type: Some("text/html".to_owned()), status: Some(200), ..Rule::default() };
        open_slim(page, html).await?;
        let (said, event) = failure(page, 0).await?;
        assert!(said.contains("content type text/html"), "{said}");
        assert_eq!(event["code"], "engine");
        Ok(())
    }
}
