//! The result code and the voluntary contribution: what is shown is what the library makes of the same answers, all of
//! it is told before, and nothing goes by itself.

use browser_tests::passphrase::{dialog, no_dialog};
use browser_tests::together::{MODULE, menu, questionnaire, report, result, rows, told};
use browser_tests::{Page, Result, every_engine, keys};
use reasonable_steps::assessment::{Mode, ResultCode, State};
use serde_json::{Value, json};

const CODE: &str = "Your result code";
const GIVE: &str = "Your result for others to learn from";

/// Past what is in it, to the code: its text.
async fn shown_code(page: &Page) -> Result<String> {
    let widget = page.widget();
    menu(&widget).await?;
    widget.click("dialog [data-do=contents]").await?;
    dialog(&widget, CODE).await?;
    widget.click("dialog [data-do=code]").await?;
    let text = widget.wait_for("the code", "return $('dialog #rs-code')?.value").await?;
    Ok(text.as_str().unwrap_or_default().to_owned())
}

/// The single file and its sandboxed frame ask for these.
fn allow_frame(page: &mut Page) {
    for path in ["framed-host.js", "embed.css", "reasonable-steps.html", "collector/collector.js"] {
        page.allow_request(&format!("/{path}"));
    }
}

every_engine! {
    async fn code_is_that_of_the_same_answers_and_all_of_it_is_told_before(page: &mut Page) -> Result<()> {
        report(page, "/", &[]).await?;
        let questionnaire = questionnaire()?;
        for mode in [Mode::Express, Mode::Full] {
            let widget = page.widget();
            widget.command(&format!("mode {}", mode.name()), "").await?;
            widget.go("report").await?;
            let result = result(&widget, &questionnaire).await?;
            menu(&widget).await?;
            widget.click("dialog [data-do=contents]").await?;
            dialog(&widget, CODE).await?;
            assert_eq!(widget.count("dialog svg, dialog #rs-code").await?, 0, "not before it was told");
            let rows = rows(&widget).await?;
            let value = |name: &str| {
                let mut found = rows.iter().filter(|(known, _)| known == name);
                let value = found.next().unwrap_or_else(|| panic!("{name} is not told")).1.clone();
                assert!(found.next().is_none(), "{name} twice");
                value
            };
            let number: String = value("A random number").chars().take_while(char::is_ascii_digit).collect();
            let in_mode = mode.filter(&questionnaire);
            let mut count = 0;
            for (question, state) in questionnaire.questions().zip(&result.states).filter(|(question, _)| in_mode(question)) {
                let expected = match state {
                    State::Level(level) => format!("Level {level}: {}", question.levels[usize::from(*level)]),
                    State::DontKnow => "I don’t know".to_owned(),
                    State::NotApplicable => "Not applicable".to_owned(),
                    State::Unanswered => "No answer".to_owned(),
                    State::NotAsked => "Not asked, for it does not concern your firm".to_owned(),
                };
                assert_eq!(value(&question.prompt), expected);
                count += 1;
            }
            for asked in &questionnaire.profile {
                let said = value(&asked.prompt);
                for option in &asked.options {
                    assert_eq!(said.contains(&option.text), result.holds(&asked.id, &option.id) == Some(true), "{said}");
                }
            }
            assert_eq!(rows.len(), 4 + questionnaire.profile.len() + count);
            let said = widget.text("dialog").await?;
            for told in ["Whoever has the code can read these answers", "your notes, your reasons, places of proof"] {
                assert!(said.contains(told), "{told}");
            }

            widget.click("dialog [data-do=code]").await?;
            let shown = widget.wait_for("the code", "return $('dialog #rs-code')?.value").await?;
            let code = ResultCode { number: number.parse()?, result };
            assert_eq!(shown, code.to_text(&questionnaire));
            assert_eq!(widget.script("return $('dialog svg[role=img]').getAttribute('aria-label')").await?, shown);
            let paint = "return ['rect', 'path'].map((name) => getComputedStyle($(`dialog .rs-qr ${name}`)).fill)";
            assert_eq!(widget.script(paint).await?, json!(["rgb(255, 255, 255)", "rgb(0, 0, 0)"]));
            // WebKit's driver takes a button of which it sees the edge for one that it can click.
            widget.script("$('dialog [data-do=copy]').scrollIntoView()").await?;
            widget.click("dialog [data-do=copy]").await?;
            // What a browser under a driver lets a page copy differs; either way the visitor is told, and can.
            let copied = widget.wait_for("the word of it", "return $('dialog [data-part=copied]').textContent").await?;
            if copied != "Copied." {
                let selected = "const field = $('#rs-code'); return field.value.slice(field.selectionStart, field.selectionEnd)";
                assert_eq!(widget.script(selected).await?, shown, "{copied}");
            }
            page.press(keys::ESCAPE).await?;
            no_dialog(&widget).await?;
        }
        let asked: Vec<String> = page.requests().into_iter().filter(|path| path == MODULE).collect();
        assert_eq!(asked, [MODULE], "loaded once");
        assert_eq!(told(page).await?, [""; 0]);
        Ok(())
    }

    async fn same_answers_keep_their_code_and_whoever_comes_next_has_another(page: &mut Page) -> Result<()> {
        report(page, "/", &[]).await?;
        let questionnaire = questionnaire()?;
        let read = |text: &str| ResultCode::from_text(text, &questionnaire).unwrap();
        let first = shown_code(page).await?;
        page.press(keys::ESCAPE).await?;
        let second = shown_code(page).await?;
        assert_eq!(first, second);
        page.press(keys::ESCAPE).await?;
        let widget = page.widget();
        widget.command("level access.sign-in 1", "").await?;
        widget.command("level access.need-to-know 4", "").await?;
        let changed = shown_code(page).await?;
        assert_ne!(first, changed);
        assert_eq!(read(&first).number, read(&changed).number, "it takes the place of the earlier");
        page.press(keys::ESCAPE).await?;
        let widget = page.widget();
        widget.command("confirm-erase", "").await?;
        widget.command("dismiss", "").await?;
        widget.command("open", &Page::firm("machine-shop")?).await?;
        widget.at("review").await?;
        widget.command("dismiss", "").await?;
        widget.go("report").await?;
        let next = shown_code(page).await?;
        // One in a million would be the same by chance.
        assert_ne!(read(&first).number, read(&next).number);
        assert_eq!(read(&first).result, read(&next).result);
        // So has whoever opens a file over the answers, until that is undone.
        page.press(keys::ESCAPE).await?;
        let widget = page.widget();
        widget.command("open", &Page::firm("food")?).await?;
        widget.command("confirm-open", "").await?;
        widget.go("report").await?;
        let over = shown_code(page).await?;
        assert_ne!(read(&over).number, read(&next).number);
        page.press(keys::ESCAPE).await?;
        let widget = page.widget();
        widget.command("open", &Page::firm("machine-shop")?).await?;
        widget.command("confirm-open", "").await?;
        widget.command("undo", "").await?;
        widget.go("report").await?;
        assert_eq!(shown_code(page).await?, over);
        Ok(())
    }

    async fn whole_way_to_the_code_needs_no_mouse(page: &mut Page) -> Result<()> {
        report(page, "/", &[]).await?;
        let widget = page.widget();
        let at = "const at = root.activeElement; return at?.id || at?.dataset.do || at?.textContent";
        widget.script("$('[data-host=together]').focus()").await?;
        page.press(keys::ENTER).await?;
        dialog(&widget, "Combine, compare, share").await?;
        assert_eq!(widget.script(at).await?, "rs-together-title");
        let name = "return root.getElementById($('dialog').getAttribute('aria-labelledby'))?.textContent";
        assert_eq!(widget.script(name).await?, "Combine, compare, share", "what a screen reader says first");
        page.press(keys::TAB).await?;
        assert_eq!(widget.script(at).await?, "contents");
        page.press(keys::ENTER).await?;
        dialog(&widget, CODE).await?;
        assert_eq!(widget.script(at).await?, "rs-together-title", "read from its start");
        page.press_shift_tab().await?;
        // Nothing behind the dialogue is reached.
        for _ in 0..8 {
            page.press(keys::TAB).await?;
            assert_eq!(widget.script("return root.activeElement === null || root.activeElement.closest('dialog') !== null").await?, true);
        }
        widget.script("$('dialog [data-do=close]').focus()").await?;
        page.press(keys::TAB).await?;
        assert_eq!(widget.script(at).await?, "code");
        page.press(keys::SPACE).await?;
        widget.wait_for("the code", "return $('dialog #rs-code')").await?;
        assert_eq!(widget.script(at).await?, "rs-together-title");
        page.press(keys::TAB).await?;
        assert_eq!(widget.script(at).await?, "rs-code");
        page.press(keys::ESCAPE).await?;
        no_dialog(&widget).await?;
        assert_eq!(widget.focused().await?, "together", "where it was");
        Ok(())
    }

    async fn dialogues_break_no_rule_of_wcag(page: &mut Page) -> Result<()> {
        report(page, "/", &[("contribute", "mailto:results@example.org"), ("benchmark", "/none.json")]).await?;
        let widget = page.widget();
        widget.wait_for("the notes", "return $('[data-take=together] [data-do=standing]')").await?;
        let check = async |what: &str| -> Result<()> {
            let violations = page.accessibility_violations().await?;
            assert!(violations.is_empty(), "{what}: {violations:#?}");
            Ok(())
        };
        check("notes").await?;
        menu(&widget).await?;
        check("menu").await?;
        widget.click("dialog [data-do=contents]").await?;
        dialog(&widget, CODE).await?;
        check("contents").await?;
        widget.click("dialog [data-do=code]").await?;
        widget.wait_for("the code", "return $('dialog #rs-code')").await?;
        check("code").await?;
        page.press(keys::ESCAPE).await?;
        widget.click("[data-take=together] [data-do=contribution]").await?;
        dialog(&widget, GIVE).await?;
        widget.script("$('dialog details').open = true").await?;
        check("contribution").await
    }

    async fn dialogues_speak_the_language_and_run_its_way(page: &mut Page) -> Result<()> {
        page.allow_request("/languages/ar-XB.js");
        report(page, "/", &[("lang", "ar-XB"), ("contribute", "https://example.org/up"), ("benchmark", "/none.json")]).await?;
        let widget = page.widget();
        // Ids, bytes, codes and addresses are in no language.
        let english = "const walker = document.createTreeWalker($(given[0]), NodeFilter.SHOW_TEXT);
            const texts = [];
            while (walker.nextNode()) {
              if (!walker.currentNode.parentElement.closest('pre, textarea, bdi')) texts.push(walker.currentNode.data);
            }
            return texts.filter((text) => /\\p{L}/u.test(text) && !text.trim().startsWith('\\u202e'))";
        let check = async |part: &str| -> Result<()> {
            assert_eq!(page.widget().script_with(english, vec![part.into()]).await?, json!([]), "{part}");
            Ok(())
        };
        widget.wait_for("the notes", "return $('[data-take=together] [data-do=standing]')").await?;
        check("[data-take=together]").await?;
        menu(&widget).await?;
        let way = "const dialog = $('dialog[open]'); return [dialog.lang, getComputedStyle(dialog).direction]";
        assert_eq!(widget.script(way).await?, json!(["ar-XB", "rtl"]));
        check("dialog").await?;
        for step in ["contents", "code"] {
            widget.click(&format!("dialog [data-do={step}]")).await?;
            check("dialog").await?;
        }
        assert_eq!(widget.script("return getComputedStyle($('#rs-code')).direction").await?, "ltr", "letters of a code");
        page.press(keys::ESCAPE).await?;
        widget.click("[data-take=together] [data-do=contribution]").await?;
        widget.wait_for("the bytes", "return $('dialog pre')").await?;
        check("dialog").await
    }

    async fn every_byte_that_would_go_is_shown_and_nothing_goes(page: &mut Page) -> Result<()> {
        report(page, "/", &[("contribute", "mailto:results@example.org?bcc=other@example.org&body=hidden")]).await?;
        let (widget, questionnaire) = (page.widget(), questionnaire()?);
        widget.wait_for("the notes", "return $('[data-take=together] [data-do=contribution]')").await?;
        let before = widget.text("[data-take=together]").await?;
        assert!(before.contains("Nothing goes by itself") && before.contains("results@example.org"), "{before}");
        assert_eq!(widget.count("[data-take=together] a").await?, 0);
        let result = result(&widget, &questionnaire).await?;
        let expected = result.to_json(&questionnaire);
        widget.click("[data-take=together] [data-do=contribution]").await?;
        dialog(&widget, GIVE).await?;
        assert_eq!(widget.script("return $('dialog pre').textContent").await?, expected.as_str());
        widget.click("dialog [data-do=save]").await?;
        let file = page.taken(1).await?;
        assert_eq!((file.text()?, file.name.as_str()), (expected, "reasonable-steps.result.json"));
        assert_eq!(file.media_type, "application/json");
        assert_eq!(widget.text("dialog [data-part=saved]").await?, "The file is in your downloads.");

        let link = widget.script("return $('dialog a').getAttribute('href')").await?;
        let link = link.as_str().unwrap_or_default();
        let (head, body) = link.split_once("&body=").unwrap();
        assert!(head.starts_with("mailto:results@example.org?subject=A%20result%3A%20"), "{link}");
        let code = ResultCode::from_text(body, &questionnaire).unwrap();
        assert_eq!(code.result, result);
        assert!(!link.contains("other") && !link.contains("hidden"), "{link}");
        let said = widget.text("dialog").await?;
        assert!(said.contains(body), "the mail's text is shown: {said}");
        assert!(!said.contains("other@example.org"));
        assert_eq!(page.script("return taken.length").await?, 1, "one file, as it was asked for");
        let own = page.url("");
        let traffic: Vec<String> = page.traffic().await?.into_iter().filter(|request| !request.contains(&own)).collect();
        assert_eq!(traffic, [""; 0]);
        Ok(())
    }

    async fn page_to_hand_over_to_opens_beside_this_one_and_only_by_the_visitor(page: &mut Page) -> Result<()> {
        report(page, "/", &[("contribute", "https://example.org/up?for=firms")]).await?;
        let widget = page.widget();
        menu(&widget).await?;
        widget.click("dialog [data-do=contribution]").await?;
        dialog(&widget, GIVE).await?;
        let link = "const link = $('dialog a');
            return [link.getAttribute('href'), link.target, link.rel, link.textContent.includes('new tab')]";
        assert_eq!(widget.script(link).await?, json!(["https://example.org/up?for=firms", "_blank", "noopener noreferrer", true]));
        let own = page.url("");
        let traffic: Vec<String> = page.traffic().await?.into_iter().filter(|request| !request.contains(&own)).collect();
        assert_eq!(traffic, [""; 0]);
        Ok(())
    }

    async fn hostile_addresses_lead_nowhere_and_the_page_is_told(page: &mut Page) -> Result<()> {
        for address in [
            "javascript:alert(1)",
            "java\nscript:alert(1)",
            " data:text/html,<script>alert(1)</script>",
            "http://example.org/",
            "//example.org/",
            "mailto:",
            "https://\u{430}pple.com/",
            "\"><img src=x onerror=alert(1)>",
        ] {
            report(page, "/", &[("contribute", address)]).await?;
            let widget = page.widget();
            widget.wait_for("the message", "return $('[data-take=together] .rs-error')").await?;
            assert_eq!(widget.count("[data-take=together] :is(a, button, img, script)").await?, 0, "{address}");
            let links = "return $$('a').map((link) => link.getAttribute('href')).filter((href) => !/^(#|https:|mailto:)/.test(href))";
            assert_eq!(widget.script(links).await?, json!([]), "{address}");
            assert!(told(page).await?.iter().all(|code| code == "contribute"), "{address}");
            assert!(!told(page).await?.is_empty(), "{address}");
        }
        Ok(())
    }

    async fn single_file_and_its_closed_frame_do_the_same_without_a_link(page: &mut Page) -> Result<()> {
        allow_frame(page);
        let questionnaire = questionnaire()?;
        page.open_widget("/reasonable-steps.html").await?;
        for framed in [false, true] {
            if framed {
                page.open("/framed.html").await?;
                page.driver.enter_frame(0).await?;
                page.widget().at("start").await?;
            }
            page.catch_files().await?;
            browser_tests::together::with_attributes(page, &[("contribute", "mailto:results@example.org")]).await?;
            let widget = page.widget();
            widget.command("open", &Page::firm("machine-shop")?).await?;
            widget.go("report").await?;
            let result = result(&widget, &questionnaire).await?;
            widget.wait_for("the notes", "return $('[data-take=together] [data-do=contribution]')").await?;
            // By the script: the drivers of Firefox and WebKit do not scroll the page around a frame to what they click.
            let press = async |css: &str| widget.script_with("$(given[0]).click()", vec![css.into()]).await;
            press("[data-host=together]").await?;
            widget.find("dialog[open] [data-do=contents]").await?;
            press("dialog [data-do=contents]").await?;
            press("dialog [data-do=code]").await?;
            let code = widget.script("return $('dialog #rs-code').value").await?;
            let code = code.as_str().unwrap_or_default();
            assert_eq!(ResultCode::from_text(code, &questionnaire).unwrap().result, result);
            press("dialog [data-do=close]").await?;
            no_dialog(&widget).await?;
            press("[data-take=together] [data-do=contribution]").await?;
            dialog(&widget, GIVE).await?;
            assert_eq!(widget.count("dialog a").await?, u64::from(!framed));
            if framed {
                let copied = "return [$('#rs-address').value, $('#rs-code').value]";
                assert_eq!(widget.script(copied).await?, json!(["results@example.org", code]));
            }
            press("dialog [data-do=save]").await?;
            assert_eq!(page.taken(1).await?.text()?, result.to_json(&questionnaire));
        }
        page.driver.enter_default_frame().await?;
        Ok(())
    }

    async fn module_that_is_missing_is_told_and_nothing_is_lost(page: &mut Page) -> Result<()> {
        page.serve(|options| {
            let missing = browser_tests::Rule { status: Some(404), ..browser_tests::Rule::default() };
            options.rules.push((MODULE.to_owned(), missing));
        })?;
        page.may_report("404");
        page.may_report(MODULE);
        page.allow_request("/together.js?1");
        report(page, "/", &[]).await?;
        let widget = page.widget();
        let before: Value = widget.assessment().await?;
        for times in 1..3 {
            widget.click("[data-host=together]").await?;
            let body = format!("return told.length === {times}");
            page.wait_for("the event", &body).await?;
        }
        assert_eq!(told(page).await?, ["together", "together"]);
        assert!(widget.text("[data-unprotected]").await?.contains("That did not load. Try again"));
        assert_eq!(widget.assessment().await?, before);
        Ok(())
    }

    async fn element_that_leaves_the_page_takes_its_dialogue_along(page: &mut Page) -> Result<()> {
        report(page, "/", &[]).await?;
        let widget = page.widget();
        menu(&widget).await?;
        widget.script("const parent = element.parentNode; const next = element.nextSibling; element.remove(); parent.insertBefore(element, next)").await?;
        no_dialog(&widget).await?;
        menu(&widget).await
    }
}
