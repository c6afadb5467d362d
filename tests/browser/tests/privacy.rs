//! Nothing leaves: the whole walk, the saved file and every kind of report, on the page, from a disk and in a frame,
//! while the server and the browser's own records say what was asked for.

use std::fs;
use std::time::Duration;

use browser_tests::{Engine, KINDS, Page, Policy, Result, Rule, by_command, every_engine};
use serde_json::json;
use xtask::{paths, single};

/// Stands for what a firm would tell nobody.
const SECRET: &str = "Zebra-Rezept-7419";

/// Walks with the mouse from the start to the report: a name, an answer to each question, a note.
async fn walk(page: &Page) -> Result<()> {
    let widget = page.widget();
    widget.press_button("next").await?;
    widget.at("profile").await?;
    widget.type_into("title", SECRET).await?;
    let mut answered = 0;
    loop {
        widget.press_button("next").await?;
        let place = widget
            .wait_for("the next page", "const place = $('[data-place]').dataset.place; return place !== 'profile' && place")
            .await?;
        if place == "review" {
            break;
        }
        let body = "return $$('[data-question]').map((question) => question.dataset.question)";
        let questions: Vec<String> = serde_json::from_value(widget.script(body).await?)?;
        for question in &questions {
            widget.choose(&format!("level {question} {}", answered % 5)).await?;
            answered += 1;
        }
        if answered == questions.len() {
            let question = &questions[0];
            widget
                .click(&format!("[data-question=\"{question}\"] details:last-of-type summary"))
                .await?;
            widget.type_into(&format!("note {question}"), SECRET).await?;
        }
    }
    assert_eq!(answered, 24);
    widget.press_button("next").await?;
    widget.at("report").await
}

/// Saves the answers, takes every kind of report, and compares each with the command's bytes.
async fn take_everything(page: &Page) -> Result<()> {
    page.catch_files().await?;
    let widget = page.widget();
    widget.click("button[data-host=save]").await?;
    let saved = page.taken(1).await?;
    let assessment = String::from_utf8(saved.bytes)?;
    assert!(assessment.matches(SECRET).count() == 2, "{assessment}");
    for (index, (format, _, extension, media_type)) in KINDS.into_iter().enumerate() {
        widget.click(&format!(".rs-take > .rs-actions [data-format={format}]")).await?;
        let file = page.taken(index + 2).await?;
        assert!(file.name.ends_with(extension), "{}", file.name);
        assert_eq!(file.media_type, media_type);
        let expected = by_command(page, &assessment, format, &file.name)?;
        assert!(file.bytes == expected, "{format}: not the bytes of the command");
        widget
            .wait_for(
                "the word that it is done",
                "return $('[data-take=status]').textContent.includes('downloads')",
            )
            .await?;
    }
    Ok(())
}

/// What the page itself has loaded, by its own record.
async fn loaded(page: &Page) -> Result<Vec<String>> {
    let names = page
        .script("return performance.getEntriesByType('resource').map(({ name }) => name)")
        .await?;
    Ok(serde_json::from_value(names)?)
}

/// The single file with the collector of reports in it: before the policy, which knows no further script.
fn single_file_with_collector(page: &Page) -> Result<String> {
    let collector =
        fs::read_to_string(paths::repository().join("tests/browser/collector/collector.js"))?;
    let text = fs::read_to_string(paths::dist().join(single::WIDGET.file))?;
    let text = text.replacen("<head>", &format!("<head><script>{collector}</script>"), 1);
    let folder = page.files("single", &[(single::WIDGET.file, &text)])?;
    Ok(format!("file://{}", folder.join(single::WIDGET.file).display()))
}

/// Through to the disk, by no interception, in the one engine whose driver says where downloads go: from `file://` and
/// from the sandboxed frame.
#[test]
fn files_reach_the_disk() {
    async fn test(page: &mut Page) -> Result<()> {
        for (name, address) in
            [("file", single_file_with_collector(page)?), ("frame", page.url("/framed.html"))]
        {
            let folder = page.files(&format!("downloads-{name}"), &[])?;
            fs::remove_dir_all(&folder)?;
            fs::create_dir(&folder)?;
            let behavior = json!({ "behavior": "allow", "downloadPath": folder });
            page.driver.cdp().send_raw("Browser.setDownloadBehavior", behavior).await?;
            page.driver.goto(&address).await?;
            if name == "frame" {
                page.driver.enter_frame(0).await?;
            }
            let widget = page.widget();
            widget.at("start").await?;
            let firm = Page::firm("food")?;
            widget.command("open", &firm).await?;
            widget.go("report").await?;
            widget.click(".rs-take > .rs-actions [data-format=xlsx]").await?;
            let find = || -> Option<std::path::PathBuf> {
                let mut entries = fs::read_dir(&folder).ok()?.flatten().map(|entry| entry.path());
                entries.find(|path| path.extension().is_some_and(|extension| extension == "xlsx"))
            };
            let mut ticks = tokio::time::interval(Duration::from_millis(50));
            let deadline = tokio::time::Instant::now() + Duration::from_secs(20);
            let file = loop {
                ticks.tick().await;
                if let Some(file) = find() {
                    break file;
                }
                assert!(tokio::time::Instant::now() < deadline, "{name}: no file on the disk");
            };
            let file_name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
            assert!(fs::read(&file)? == by_command(page, &firm, "xlsx", &file_name)?, "{name}");
            page.driver.enter_default_frame().await?;
        }
        for path in [
            "framed.html",
            "framed-host.js",
            "embed.css",
            "reasonable-steps.html",
            "collector/collector.js",
        ] {
            page.allow_request(&format!("/{path}"));
        }
        Ok(())
    }
    browser_tests::run(Engine::Chromium, module_path!(), test);
}

every_engine! {
    async fn on_the_page_only_the_listed_modules_are_asked_for(page: &mut Page) -> Result<()> {
        page.open_widget("/").await?;
        let modules = ["word", "excel", "pdf", "plain"].map(|module| format!("/export/{module}.js"));
        for module in &modules {
            page.allow_request(module);
        }
        let address = page.script("return location.href").await?;
        let before = page.log().len();
        let first = page.traffic().await?;
        assert_eq!(page.engine() == Engine::Chromium, first.iter().any(|request| request.ends_with("/reasonable-steps.js")), "{first:?}");
        walk(page).await?;
        take_everything(page).await?;
        let asked: Vec<String> =
            page.log().split_off(before).into_iter().map(|request| format!("{} {}", request.method, request.path)).collect();
        let expected: Vec<String> = modules.iter().map(|module| format!("GET {module}")).collect();
        assert_eq!(asked, expected, "neither query nor body");
        if page.engine() == Engine::Chromium {
            let expected: Vec<String> = modules.iter().map(|module| format!("GET {}", page.url(module))).collect();
            assert_eq!(page.traffic().await?, expected);
        }
        let own = loaded(page).await?;
        assert!(own.iter().all(|name| name.starts_with(&page.url("/"))), "{own:?}");
        assert_eq!(page.script("return location.href").await?, address);
        assert_eq!(page.script("return document.cookie + localStorage.length + sessionStorage.length").await?, "00");
        Ok(())
    }

    async fn single_file_does_everything_from_a_disk(page: &mut Page) -> Result<()> {
        let address = single_file_with_collector(page)?;
        page.driver.goto(&address).await?;
        page.widget().at("start").await?;
        let first = page.traffic().await?;
        assert_eq!(page.engine() == Engine::Chromium, first == [format!("GET {address}")], "{first:?}");
        walk(page).await?;
        take_everything(page).await?;
        assert_eq!(page.traffic().await?, [""; 0]);
        assert_eq!(loaded(page).await?, [""; 0]);
        assert_eq!(page.requests(), [""; 0]);
        assert_eq!(page.script("return location.href").await?, address);
        // A link still opens beside the page.
        assert!(page.widget().count("a[target=_blank]").await? > 0);
        assert_eq!(page.script("return document.documentElement.className").await?, "");
        page.driver.back().await?;
        page.widget().at("review").await
    }

    async fn single_file_does_everything_in_a_frame(page: &mut Page) -> Result<()> {
        // Of a fixed height: not every driver scrolls the page around a frame to what it clicks.
        let host = "<!doctype html><html lang=\"en\"><head><title>Host</title></head><body>\
            <iframe title=\"Guest\" width=\"100%\" height=\"600\" src=\"/reasonable-steps.html\" \
            sandbox=\"allow-scripts allow-downloads allow-modals\"></iframe></body></html>";
        let folder = page.files("frame", &[("index.html", host)])?;
        page.serve(|options| {
            options.extra_roots.push(("/host/".to_owned(), folder));
            options.rules.push(("/host/".to_owned(), Rule { policy: Policy::None, ..Rule::default() }));
        })?;
        page.open("/host/index.html").await?;
        page.driver.enter_frame(0).await?;
        page.widget().at("start").await?;
        page.traffic().await?;
        walk(page).await?;
        take_everything(page).await?;
        assert_eq!(page.traffic().await?, [""; 0]);
        let own = loaded(page).await?;
        assert!(own.iter().all(|name| name.ends_with("/collector/collector.js")), "{own:?}");
        // What only a frame changes.
        let widget = page.widget();
        assert_eq!(widget.count("a[href]:not([data-scroll])").await?, 0);
        assert!(widget.count(".rs-address").await? > 0);
        let said = widget.text(".rs-tools-text").await?;
        assert!(said.contains("closed frame") && widget.count("[data-command=remember]").await? == 0, "{said}");
        let storage = "try { return localStorage.length } catch (error) { return error.name }";
        assert_eq!(page.script(storage).await?, "SecurityError");
        assert_eq!(page.script("return self.origin").await?, "null");
        assert_eq!(page.script("try { return window.open('about:blank') === null } catch { return true }").await?, true);
        page.may_report("allow-popups");
        let reports = page.reports().await?.to_vec();
        assert!(reports.iter().all(|report| report.contains("allow-popups")), "{reports:?}");

        page.driver.enter_default_frame().await?;
        let reach = "const frame = document.querySelector('iframe');
            try { return String(frame.contentDocument ?? frame.contentWindow.document) } catch (error) { return error.name }";
        assert_eq!(page.script(reach).await?, "SecurityError", "the page can't look inside");
        Ok(())
    }

    async fn a_frame_gets_its_height_and_nobody_else_can_set_it(page: &mut Page) -> Result<()> {
        for path in ["/reasonable-steps.html", "/collector/collector.js"] {
            page.allow_request(path);
        }
        page.open("/framed.html").await?;
        let height = "return document.querySelector('iframe').clientHeight";
        page.wait_for("the first height", "return document.querySelector('iframe').style.blockSize").await?;
        page.script(
            "window.frame = document.querySelector('iframe');
             window.heard = [];
             addEventListener('message', ({ data, source }) =>
               heard.push({ data, inside: source === frame.contentWindow }));",
        )
        .await?;
        // Once more from its beginning, now that all is heard.
        page.script("frame.src = 'reasonable-steps.html'").await?;
        page.wait_for("the frame", "return heard.some(({ inside }) => inside)").await?;
        // Another window says so: the page itself.
        page.script("postMessage({ type: 'reasonable-steps-height', height: 5000 }, '*')").await?;
        let heard = "return heard.some(({ data, inside }) => !inside && data.height === 5000)";
        page.wait_for("the false message", heard).await?;
        assert_ne!(page.script(height).await?, 5000);
        page.driver.enter_frame(0).await?;
        page.widget().at("start").await?;
        for (data, what) in [
            ("{ type: 'reasonable-steps-height', height: 1e9 }", "1e9"),
            ("{ type: 'reasonable-steps-height', height: '4000' }", "4000"),
            ("{ type: 'reasonable-steps-height', height: NaN }", "NaN"),
            ("{ type: 'other', height: 4001 }", "4001"),
            ("null", "nothing"),
        ] {
            page.script(&format!("parent.postMessage({data}, '*'); parent.postMessage({{ type: 'after', what: '{what}' }}, '*')")).await?;
        }
        page.driver.enter_default_frame().await?;
        let heard = "return heard.some(({ data }) => data?.what === 'nothing')";
        page.wait_for("the last message", heard).await?;
        let given = page.script(height).await?.as_u64().unwrap_or_default();
        assert!((600..3_900).contains(&given), "{given}");
        // As high as its content, whatever it shows.
        page.driver.enter_frame(0).await?;
        page.widget().command("open", &Page::firm("food")?).await?;
        page.widget().go("report").await?;
        let wanted = page.script("return document.body.offsetHeight").await?.as_u64().unwrap_or_default();
        assert!(wanted > 4_000, "the report is long: {wanted}");
        page.wait_for("the room", "return document.documentElement.scrollHeight === innerHeight").await?;
        page.driver.enter_default_frame().await?;
        page.wait_for("the height", &format!("return document.querySelector('iframe').clientHeight === {wanted}")).await?;
        // A new page begins at its top, though only the page around the frame can scroll. WebKit has no way to ask it.
        if page.engine() != Engine::WebKit {
            page.script("scrollTo(0, 4000)").await?;
            page.driver.enter_frame(0).await?;
            page.widget().go("profile").await?;
            page.driver.enter_default_frame().await?;
            page.wait_for("the top", "return scrollY < document.querySelector('iframe').offsetTop + 300").await?;
        }
        // All that ever came out of it by itself: what the test sent from there is no height, or
        // is like one.
        let told = page
            .script(
                "const sent = (data) => data === null || ['other', 'after'].includes(data.type);
                 return heard.filter(({ data, inside }) => inside && !sent(data))
                   .map(({ data }) => [typeof data, ...Object.keys(data)].join())",
            )
            .await?;
        let told: Vec<String> = serde_json::from_value(told)?;
        assert!(told.len() > 4, "its own heights too: {told:?}");
        assert!(told.iter().all(|told| told == "object,type,height"), "{told:?}");
        Ok(())
    }

    async fn example_pages_are_protected_on_any_host(page: &mut Page) -> Result<()> {
        page.serve(|options| {
            options.rules = vec![("/".to_owned(), Rule { policy: Policy::None, ..Rule::default() })];
        })?;
        for path in ["/", "/embed.html", "/framed.html"] {
            page.open(path).await?;
            if path == "/framed.html" {
                page.driver.enter_frame(0).await?;
                page.widget().at("start").await?;
                page.driver.enter_default_frame().await?;
            } else {
                page.widget().at("start").await?;
            }
            let other = format!("{}?from={}", page.url("/SHA256SUMS"), path.trim_matches('/'));
            let body = "fetch(arguments[0]).then(() => { window.told = 'sent' }, () => { window.told = 'stopped' })";
            page.script_with(body, vec![other.clone().into()]).await?;
            assert_eq!(page.wait_for("an outcome", "return window.told").await?, "stopped", "{path}");
            page.may_report("Content Security Policy");
            page.expect_report("policy violation: connect-src").await?;
        }
        page.open_widget("/").await?;
        page.allow_request("/export/pdf.js");
        page.catch_files().await?;
        page.widget().command("open", &Page::firm("food")?).await?;
        page.widget().go("report").await?;
        page.widget().click(".rs-take > .rs-actions [data-format=pdf]").await?;
        assert!(page.taken(1).await?.bytes.starts_with(b"%PDF-"));
        Ok(())
    }
}
