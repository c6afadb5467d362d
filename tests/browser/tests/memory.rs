//! What the browser keeps: nothing unless asked, everything once asked, and no trace after erasing. And what happens
//! when it can't keep, holds something unreadable, or another window got there first.

use browser_tests::{Page, Result, Widget, every_engine};
use serde_json::{Value, json};

const KEY: &str = "reasonable-steps/trade-secrets";

/// Everything that the browser holds for this origin, wherever it could be.
async fn traces(page: &Page) -> Result<Value> {
    page.script("window.found = null; databases(); async function databases() {
        const names = await indexedDB.databases?.() ?? [];
        const caches = await globalThis.caches?.keys() ?? [];
        window.found = [...Object.keys(localStorage), ...Object.keys(sessionStorage), document.cookie,
          ...names.map(({ name }) => name), ...caches].filter(Boolean);
      }").await?;
    page.wait_for("a look into the storage", "return found && { found }")
        .await
        .map(|it| it["found"].clone())
}

async fn kept(page: &Page) -> Result<Value> {
    let text =
        page.script_with("return localStorage.getItem(arguments[0])", vec![KEY.into()]).await?;
    Ok(text.as_str().map_or(Value::Null, |text| serde_json::from_str(text).unwrap()))
}

async fn reload(page: &mut Page) -> Result<()> {
    page.open("/").await?;
    page.widget().find("[data-heading]").await?;
    Ok(())
}

/// Remembers an answer and a note.
async fn remember(widget: &Widget<'_>) -> Result<()> {
    widget.go("domain:access").await?;
    widget.choose("level access.sign-in 2").await?;
    widget.press_button("remember").await?;
    widget.command("note access.sign-in", "since May").await
}

every_engine! {
    async fn nothing_is_kept_unless_asked(page: &mut Page) -> Result<()> {
        page.open_widget("/").await?;
        let widget = page.widget();
        widget.command("open", &Page::firm("machine-shop")?).await?;
        for place in ["profile", "domain:access", "review", "report", "present", "start"] {
            widget.go(place).await?;
        }
        assert_eq!(traces(page).await?, json!([]));
        assert!(!page.asks_before_leaving().await?, "as in the file that was opened");
        reload(page).await?;
        assert_eq!(page.widget().assessment().await?, Value::Null);
        Ok(())
    }

    async fn offer_stands_below_the_first_answer_once_and_moves_nothing(page: &mut Page) -> Result<()> {
        page.open_widget("/").await?;
        let widget = page.widget();
        widget.go("domain:access").await?;
        let top = "return $('[data-question=\"access.sign-in\"]').getBoundingClientRect().top - $('.rs').getBoundingClientRect().top";
        let before = widget.script(top).await?;
        widget.choose("level access.sign-in 2").await?;
        // Where, how long, and what ends it, before anything is kept.
        let offer = widget.text("[data-slot=\"offer:access.sign-in\"]").await?;
        assert!(offer.contains("Shall this browser remember it until you choose “Erase from this device”?"), "{offer}");
        assert_eq!(widget.script(top).await?, before);
        assert_eq!(widget.focused().await?, "level access.sign-in 2", "the focus stays with the answer");
        widget.press_button("remember-not").await?;
        widget.choose("level access.reviews 2").await?;
        assert_eq!(widget.count("[data-command=remember-not]").await?, 0);
        assert_eq!(traces(page).await?, json!([]));
        Ok(())
    }

    async fn every_answer_is_kept_at_once_and_back_after_a_reload(page: &mut Page) -> Result<()> {
        page.open_widget("/").await?;
        let widget = page.widget();
        remember(&widget).await?;
        assert_eq!(kept(page).await?, widget.assessment().await?);
        assert!(!page.asks_before_leaving().await?, "nothing would be lost");
        // The focus went to the answer, for the button that had it is gone.
        assert!(widget.text(".rs-live").await?.contains("remembers your answers"));
        widget.choose("level access.reviews 1").await?;
        assert_eq!(kept(page).await?["answers"].as_array().unwrap().len(), 2);
        let before = widget.assessment().await?;
        // In the middle of the walk, without a word to the page.
        reload(page).await?;
        let widget = page.widget();
        widget.at("domain:access").await?;
        assert_eq!(widget.assessment().await?, before);
        assert!(widget.text("[data-notice]").await?.contains("Your answers are back"));
        widget.choose("level access.need-to-know 1").await?;
        assert_eq!(kept(page).await?, widget.assessment().await?, "and it goes on");
        Ok(())
    }

    async fn erasing_leaves_no_trace_and_can_be_undone_while_its_message_stands(page: &mut Page) -> Result<()> {
        page.open_widget("/").await?;
        let widget = page.widget();
        remember(&widget).await?;
        let before = widget.assessment().await?;
        widget.press_button("erase").await?;
        assert_eq!(kept(page).await?, before, "not before it is confirmed");
        widget.press_button("confirm-erase").await?;
        widget.at("start").await?;
        assert_eq!(traces(page).await?, json!([]));
        assert_eq!(widget.assessment().await?, Value::Null);
        widget.press_button("undo").await?;
        assert_eq!(widget.assessment().await?, before);
        assert_eq!(traces(page).await?, json!([]), "kept again only when asked for");
        assert!(page.asks_before_leaving().await?);
        reload(page).await?;
        assert_eq!(page.widget().assessment().await?, Value::Null);
        Ok(())
    }

    async fn starting_over_and_opening_can_be_undone_by_their_button(page: &mut Page) -> Result<()> {
        page.open_widget("/").await?;
        let widget = page.widget();
        widget.go("domain:access").await?;
        widget.choose("level access.sign-in 2").await?;
        let before = widget.assessment().await?;
        widget.press_button("start-over").await?;
        widget.press_button("confirm-start-over").await?;
        widget.press_button("undo").await?;
        widget.at("domain:access").await?;
        assert_eq!(widget.assessment().await?, before);
        assert!(page.asks_before_leaving().await?, "still in no file");
        widget.choose_file(&Page::firm("food")?).await?;
        widget.press_button("confirm-open").await?;
        assert!(!page.asks_before_leaving().await?);
        widget.press_button("undo").await?;
        assert_eq!(widget.assessment().await?, before);
        assert!(page.asks_before_leaving().await?, "what came back is in no file");
        Ok(())
    }

    async fn a_newer_questionnaire_takes_over_what_an_older_one_left(page: &mut Page) -> Result<()> {
        page.open_widget("/").await?;
        let mut file: Value = serde_json::from_str(&Page::firm("machine-shop")?)?;
        file["questionnaire"]["version"] = json!("0.9");
        file["questionnaire"]["fingerprint"] = json!("0000000000000000000000000000000000000000000000000000000000000000");
        file["answers"].as_array_mut().unwrap().push(json!({"question": "gone.long-since", "level": 2}));
        page.script_with("localStorage.setItem(arguments[0], arguments[1])", vec![KEY.into(), file.to_string().into()]).await?;
        reload(page).await?;
        let widget = page.widget();
        let said = widget.text("[data-notice]").await?;
        assert!(said.contains("Your answers are back") && said.contains("gone.long-since"), "{said}");
        // Written by their questions' names.
        let written = file["answers"].as_array_mut().unwrap();
        written.sort_by_key(|answer| answer["question"].to_string());
        assert_eq!(widget.assessment().await?["answers"], file["answers"]);
        Ok(())
    }

    async fn what_is_kept_but_unreadable_stays_and_can_be_taken_out(page: &mut Page) -> Result<()> {
        page.open_widget("/").await?;
        let whole = Page::firm("machine-shop")?;
        let newer = whole.replace("\"formatVersion\": 1", "\"formatVersion\": 2");
        // Of a newer version; broken off in the middle of a write; not ours at all.
        for text in [newer.as_str(), &whole[..whole.len() / 2], "\u{0}"] {
            page.script_with("localStorage.setItem(arguments[0], arguments[1])", vec![KEY.into(), text.into()]).await?;
            reload(page).await?;
            let widget = page.widget();
            assert!(widget.text("[data-notice]").await?.contains("cannot be read"));
            widget.go("domain:access").await?;
            widget.choose("level access.sign-in 2").await?;
            let still = page.script_with("return localStorage.getItem(arguments[0])", vec![KEY.into()]).await?;
            assert_eq!(still, text, "nothing overwrites it");
            assert!(page.asks_before_leaving().await?);
            page.catch_files().await?;
            widget.script("element.saveKept()").await?;
            assert_eq!(page.taken(1).await?.text()?, text);
            widget.press_button("erase").await?;
            widget.press_button("confirm-erase").await?;
            assert_eq!(traces(page).await?, json!([]));
            widget.press_button("undo").await?;
            assert_eq!(widget.answer("access.sign-in").await?["level"], 2);
        }
        Ok(())
    }

    async fn no_room_is_said_and_made_good_when_there_is_room_again(page: &mut Page) -> Result<()> {
        page.open_widget("/").await?;
        let widget = page.widget();
        remember(&widget).await?;
        let before = kept(page).await?;
        // Really full: what an origin may hold differs, so it is filled to the last letter.
        page.script(
            "let part = 'x'.repeat(1 << 20);
             for (let n = 0; part.length > 0; n += 1) {
               try { localStorage.setItem(`filler${n}`, part); } catch { part = part.slice(part.length / 2 + 0.5); }
             }",
        ).await?;
        widget.command("note access.sign-in", &"n".repeat(3_000)).await?;
        assert!(widget.text("[data-slot=memory]").await?.contains("no room left"));
        assert_eq!(kept(page).await?, before, "the last that could be kept");
        assert!(page.asks_before_leaving().await?);
        assert_eq!(widget.focused().await?, "level access.sign-in 2", "nobody is torn out of a note");
        page.script("for (const name of Object.keys(localStorage)) if (name.startsWith('filler')) localStorage.removeItem(name)").await?;
        widget.choose("level access.reviews 1").await?;
        assert_eq!(widget.text("[data-slot=memory]").await?, "");
        assert_eq!(kept(page).await?, widget.assessment().await?);
        assert!(!page.asks_before_leaving().await?);
        Ok(())
    }

    async fn a_browser_that_keeps_nothing_is_no_trouble(page: &mut Page) -> Result<()> {
        page.serve(|options| options.head = options.head.take().map(|head| head + "<script src=\"/fixtures/no-storage.js\"></script>"))?;
        page.open_widget("/").await?;
        let widget = page.widget();
        widget.go("domain:access").await?;
        widget.choose("level access.sign-in 2").await?;
        assert_eq!(widget.count("[data-command^=remember]").await?, 0);
        assert!(widget.text(".rs-tools-text").await?.contains("remembers nothing for this page"));
        assert!(page.asks_before_leaving().await?);
        Ok(())
    }
}

/// Two windows of one origin, side by side in a page.
async fn two_windows(page: &mut Page) -> Result<()> {
    let html = "<!doctype html><html lang=\"en\"><head><title>Two</title></head><body>\
        <iframe id=\"one\" title=\"One\" src=\"/index.html\"></iframe><iframe id=\"two\" title=\"Two\" src=\"/index.html\"></iframe></body></html>";
    let folder = page.files("two-windows", &[("index.html", html)])?;
    page.serve(|options| {
        options.extra_roots.push(("/two/".to_owned(), folder));
        let policy =
            browser_tests::Policy::Other("default-src 'self'; frame-src 'self'".to_owned());
        options
            .rules
            .push(("/two/".to_owned(), browser_tests::Rule { policy, ..Default::default() }));
    })?;
    page.open("/two/index.html").await?;
    page.script(
        "window.in_ = (frame) => document.getElementById(frame).contentDocument.querySelector('reasonable-steps');
         window.file = (frame) => in_(frame).file() && JSON.parse(in_(frame).file());
         window.said = (frame, slot) => in_(frame).shadowRoot.querySelector(`[data-slot=\"${slot}\"]`).textContent;",
    ).await?;
    page.wait_for("both", "return ['one', 'two'].every((frame) => in_(frame)?.shadowRoot?.querySelector('[data-heading]'))").await?;
    Ok(())
}

every_engine! {
    async fn two_windows_follow_each_other(page: &mut Page) -> Result<()> {
        two_windows(page).await?;
        page.script("in_('one').command('level access.sign-in 2'); in_('one').command('remember')").await?;
        // The other one did not ask for memory, and takes it up by being opened again.
        for path in ["/index.html", "/page.css", "/collector/collector.js", "/reasonable-steps.js", "/examples.js"] {
            page.allow_request(path);
        }
        page.script("document.getElementById('two').contentWindow.location.reload()").await?;
        page.wait_for("the same answers", "return in_('two')?.file?.() === in_('one').file()").await?;
        page.script("in_('two').command('go domain:access'); in_('two').command('level access.reviews 1')").await?;
        page.wait_for("the first one follows", "return file('one').answers.length === 2").await?;
        page.script("in_('one').command('note access.reviews', 'both')").await?;
        page.wait_for("the second one follows", "return file('two').answers[0].note === 'both'").await?;
        page.script("in_('one').command('confirm-erase')").await?;
        page.wait_for("the second one stops", "return said('two', 'tools').includes('only in this page')").await?;
        assert_eq!(page.script("return Object.keys(localStorage)").await?, json!([]));
        page.script("in_('two').command('level access.sign-in 4')").await?;
        assert_eq!(page.script("return Object.keys(localStorage)").await?, json!([]), "erased is erased");
        Ok(())
    }

    async fn two_windows_never_overwrite_each_other_in_silence(page: &mut Page) -> Result<()> {
        two_windows(page).await?;
        page.script("in_('two').command('level access.reviews 1')").await?;
        page.script("in_('one').command('level access.sign-in 2'); in_('one').command('remember')").await?;
        let first = page.script("return localStorage.getItem(arguments[0] ?? 'reasonable-steps/trade-secrets')").await?;
        page.script("in_('two').command('remember')").await?;
        assert!(page.script("return said('two', 'memory')").await?.as_str().unwrap().contains("Nothing is overwritten"));
        assert_eq!(page.script("return localStorage.getItem('reasonable-steps/trade-secrets')").await?, first);
        // Looks at what is there, and takes it back.
        page.script("in_('two').takeKept()").await?;
        assert_eq!(page.script("return [in_('two').file() === in_('one').file(), said('two', 'memory')]").await?, json!([true, ""]));
        page.script("in_('two').command('undo')").await?;
        assert_eq!(page.script("return file('two').answers[0].question").await?, "access.reviews");
        assert!(page.script("return said('two', 'memory')").await?.as_str().unwrap().contains("Nothing is overwritten"));
        assert_eq!(page.script("return localStorage.getItem('reasonable-steps/trade-secrets')").await?, first);
        assert_eq!(page.script("return file('one').answers[0].question").await?, "access.sign-in");
        Ok(())
    }

    async fn what_another_window_wrote_is_followed_and_not_written_again(page: &mut Page) -> Result<()> {
        two_windows(page).await?;
        page.script("in_('one').command('level access.sign-in 2'); in_('one').command('remember')").await?;
        // As another version of the engine writes it: were it written again, two of them would never come to rest.
        let other = Page::firm("food")?.replacen("\"engine\": \"", "\"engine\": \"9.", 1);
        assert!(other.contains("\"9."), "{}", &other[..200]);
        page.script_with("document.getElementById('two').contentWindow.localStorage.setItem(arguments[0], arguments[1])", vec![KEY.into(), other.as_str().into()]).await?;
        page.wait_for("the first one follows", "return file('one').answers.length > 20").await?;
        assert_eq!(page.script_with("return localStorage.getItem(arguments[0])", vec![KEY.into()]).await?, other.as_str());
        // The next change is kept.
        page.script("in_('one').command('note access.sign-in', 'both')").await?;
        assert!(kept(page).await?.to_string().contains("\"both\""));
        Ok(())
    }

    async fn the_visitor_may_choose_the_own_answers(page: &mut Page) -> Result<()> {
        two_windows(page).await?;
        page.script("in_('two').command('level access.reviews 1')").await?;
        page.script("in_('one').command('level access.sign-in 2'); in_('one').command('remember'); in_('two').command('remember')").await?;
        page.script("in_('two').command('remember')").await?;
        page.wait_for("the first one follows", "return file('one').answers[0].question === 'access.reviews'").await?;
        assert_eq!(page.script("return said('two', 'memory')").await?, "");
        Ok(())
    }

    async fn what_a_newer_window_wrote_is_never_overwritten(page: &mut Page) -> Result<()> {
        two_windows(page).await?;
        page.script("in_('one').command('level access.sign-in 2'); in_('one').command('remember')").await?;
        let newer = Page::firm("food")?.replace("\"formatVersion\": 1", "\"formatVersion\": 2");
        page.script_with("document.getElementById('two').contentWindow.localStorage.setItem(arguments[0], arguments[1])", vec![KEY.into(), newer.as_str().into()]).await?;
        page.wait_for("the first one says so", "return said('one', 'notice').includes('cannot be read')").await?;
        assert_eq!(page.script("return file('one').answers.length").await?, 1, "what is shown stays");
        page.script("in_('one').command('level access.sign-in 3')").await?;
        assert_eq!(page.script_with("return localStorage.getItem(arguments[0])", vec![KEY.into()]).await?, newer.as_str());
        Ok(())
    }

    async fn another_questionnaire_leaves_what_is_kept_of_the_first(page: &mut Page) -> Result<()> {
        page.open_widget("/").await?;
        let widget = page.widget();
        remember(&widget).await?;
        let before = kept(page).await?;
        let tea_room = include_str!("../fixtures/tea-room.json");
        widget.script_with("element.questionnaireData = given[0]", vec![tea_room.into()]).await?;
        widget.wait_for("the other questions", "return !$('[data-place=\"domain:access\"]') && $('[data-heading]')").await?;
        widget.command("title", "Tea").await?;
        assert_eq!(kept(page).await?, before);
        assert_eq!(widget.script("return Object.keys(localStorage).length").await?, 2, "the file and the place");
        widget.script("element.questionnaireData = undefined").await?;
        widget.at("domain:access").await?;
        assert_eq!(widget.assessment().await?, before, "and it comes back with its questions");
        // Each questionnaire is erased by itself, and the page says so.
        page.script("localStorage.setItem('reasonable-steps/tea-room', 'another')").await?;
        widget.command("confirm-erase", "").await?;
        assert!(widget.text("[data-notice]").await?.contains("remembers nothing of this questionnaire any more"));
        assert_eq!(page.script("return Object.keys(localStorage)").await?, json!(["reasonable-steps/tea-room"]));
        Ok(())
    }
}
