//! The workshop's screens: by keys and clicker, told once, for every eye, on a phone and on a projector.

use browser_tests::workshop::{PLACES, address, fill, hand_in, open_room, press, wait_for_results};
use browser_tests::{
    Engine, Page, Participants, Preference, Result, camera_feed, every_engine, keys, run,
    run_in_chromium_with, run_preferring,
};
use serde_json::{Value, json};

every_engine! {
    async fn hands_are_typed_as_digits_and_end_in_the_same_view(page: &mut Page) -> Result<()> {
        let room = open_room(page).await?;
        room.press_button("go group").await?;
        room.at("group").await?;
        room.press_button("next").await?;
        room.wait_for("a question", "return $('[data-place^=hands]')").await?;
        // With the focus on the heading, a digit goes to the first field; Enter to the next.
        page.press(format!("3{}1{}5{}2{}0{}4", keys::ENTER, keys::ENTER, keys::ENTER, keys::ENTER, keys::ENTER)).await?;
        let typed = "return $$('input[data-command^=hands]').map((field) => field.value)";
        room.wait_for("the digits", &format!("{typed}.join() === '3,1,5,2,0,4'").replace("return ", "return ")).await?;
        let shown = room.script("return $$('[data-slot=hands] td.rs-ws-number').map((cell) => cell.textContent.trim())").await?;
        assert_eq!(shown, json!(["3", "1", "5", "2", "0", "4"]));
        room.type_into_css("#rs-ws-note", "They asked about phones 2").await?;
        let first = room.script("return $('[data-place]').dataset.place").await?;
        // The clicker goes on even from a field, and back brings everything.
        room.script("$('input[data-command^=hands]').focus()").await?;
        page.press(keys::PAGE_DOWN).await?;
        room.wait_for("the next question", &format!("return $('[data-place]').dataset.place !== {first}")).await?;
        page.press(keys::PAGE_UP).await?;
        room.wait_for("the first question", &format!("return $('[data-place]').dataset.place === {first}")).await?;
        assert_eq!(room.script(typed).await?, json!(["3", "1", "5", "2", "", "4"]));
        assert_eq!(room.script("return $('#rs-ws-note').value").await?, "They asked about phones 2");
        room.go("summary").await?;
        assert!(room.text(".rs-ws-by-hand").await?.contains("show of hands"));
        assert!(page.asks_before_leaving().await?, "hands would be lost too");
        Ok(())
    }

    async fn the_time_is_told_once_when_it_is_over(page: &mut Page) -> Result<()> {
        let room = open_room(page).await?;
        room.command("timer", "10").await?;
        room.go("group").await?;
        room.command("next", "").await?;
        room.wait_for("a question", "return $('[data-place^=hands]')").await?;
        let watch = "window.heard = [];
            new MutationObserver(() => window.heard.push($('[data-timer-said]').textContent))
              .observe($('[data-timer-said]'), { childList: true, characterData: true, subtree: true });";
        room.script(watch).await?;
        room.click("[data-host=timer]").await?;
        assert_eq!(room.text("[data-host=timer]").await?, "Stop the time");
        room.wait_for("a second less", "return $('[data-clock]').textContent === '0:08'").await?;
        room.wait_for("the end", "return $('[data-clock]').textContent === '0:00' && $('[data-timer-said]').textContent").await?;
        let heard = page.script("return window.heard.filter((words) => words)").await?;
        assert_eq!(heard, json!(["Time is over"]));
        assert_eq!(room.text("[data-host=timer]").await?, "Start the time");
        Ok(())
    }

    async fn what_a_code_does_is_told_once(page: &mut Page) -> Result<()> {
        let participants = Participants::new(2)?;
        let room = open_room(page).await?;
        let watch = "window.heard = [];
            new MutationObserver((records) => {
              for (const { target } of records) {
                const region = (target.closest ? target : target.parentElement)?.closest('[role=status], [role=alert], [aria-live]');
                if (region?.textContent) window.heard.push(region.textContent);
              }
            }).observe(root, { childList: true, characterData: true, subtree: true });";
        room.script(watch).await?;
        for (text, words) in [
            (participants.code(0), "Taken. Results: 1"),
            (participants.code(0), "Already here. Counted once. Results: 1"),
            (participants.code(1), "Taken. Results: 2"),
        ] {
            hand_in(&room, &text).await?;
            room.wait_for(words, &format!("return $('.rs-live').textContent === {}", Value::from(words))).await?;
            assert_eq!(page.script("return window.heard.splice(0)").await?, json!([words]));
        }
        Ok(())
    }

    async fn the_walk_needs_no_mouse(page: &mut Page) -> Result<()> {
        let participants = Participants::new(5)?;
        page.driver.set_window_rect(0, 0, 1380, 1080).await?;
        page.driver.goto(address(page)?).await?;
        page.wait_for("the doors", "return document.querySelector('[data-door=lead]')").await?;
        let stop = |css: &str| format!(
            "let at = document.activeElement; while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
             const marked = getComputedStyle(at.closest('label') && !at.matches(':focus-visible') ? at.closest('label') : at).outlineStyle !== 'none';
             return [at.matches({}), marked || at === document.body, at.outerHTML.slice(0, 100)]", Value::from(css)
        );
        let tab_to = async |css: &str| -> Result<()> {
            for _ in 0..40 {
                page.press(keys::TAB).await?;
                let at = page.script(&stop(css)).await?;
                if at[0] == true {
                    assert_eq!(at[1], true, "no visible focus on {}", at[2]);
                    return Ok(());
                }
            }
            panic!("{css} is not reached with Tab");
        };
        tab_to("[data-door=lead]").await?;
        page.press(keys::ENTER).await?;
        let room = page.room();
        room.at("lobby").await?;
        tab_to("[data-field=code]").await?;
        for firm in 0..5 {
            page.press(format!("{}{}", participants.code(firm), keys::ENTER)).await?;
            wait_for_results(&room, firm + 1).await?;
        }
        tab_to("[data-command=next]").await?;
        page.press(keys::ENTER).await?;
        room.at("summary").await?;
        assert_eq!(room.script("return root.activeElement.dataset.heading").await?, "");
        for (key, place) in [
            (keys::RIGHT, "domain:governance"),
            (keys::LEFT, "summary"),
            (keys::SPACE, "domain:governance"),
            (keys::PAGE_UP, "summary"),
            (keys::ESCAPE, "lobby"),
        ] {
            page.press(key).await?;
            room.at(place).await?;
        }
        Ok(())
    }

    async fn no_page_breaks_a_rule_of_accessibility(page: &mut Page) -> Result<()> {
        let participants = Participants::new(12)?;
        page.driver.goto(address(page)?).await?;
        page.wait_for("the doors", "return document.querySelector('[data-door=lead]')").await?;
        let mut broken = Vec::new();
        let check = async |what: &str, broken: &mut Vec<String>| -> Result<()> {
            let found = page.accessibility_violations().await?;
            broken.extend(found.iter().map(|violation| format!("{what}: {violation:#?}")));
            Ok(())
        };
        check("doors", &mut broken).await?;
        press(page, "[data-door=lead]").await?;
        let room = page.room();
        room.at("lobby").await?;
        check("empty lobby", &mut broken).await?;
        fill(&room, &participants).await?;
        for place in PLACES {
            room.go(place).await?;
            room.script("for (const details of $$('details')) details.open = true").await?;
            check(place, &mut broken).await?;
        }
        assert!(broken.is_empty(), "{}", broken.join("\n"));
        Ok(())
    }

    async fn small_screens_need_no_sideways_scrolling(page: &mut Page) -> Result<()> {
        let participants = Participants::new(12)?;
        let room = open_room(page).await?;
        fill(&room, &participants).await?;
        let mut wrong = Vec::new();
        for width in [320, 390] {
            page.narrow_to(width).await?;
            for place in PLACES {
                room.go(place).await?;
                let found = room.script(SIDEWAYS).await?;
                wrong.extend(found.as_array().into_iter().flatten().map(|found| format!("{place} at {width}: {found}")));
            }
        }
        press(page, "[data-way-out] button").await?;
        let found = page.script("return document.documentElement.scrollWidth > document.documentElement.clientWidth").await?;
        assert_eq!(found, false, "the doors");
        assert!(wrong.is_empty(), "{wrong:#?}");
        Ok(())
    }
}

const SIDEWAYS: &str = "
    const problems = [];
    for (const details of $$('details')) details.open = true;
    const whole = $('.rs').getBoundingClientRect();
    for (const part of $$('.rs *')) {
      if (!part.checkVisibility() || part.closest('.rs-hidden, input, textarea')) continue;
      const { left, right, width } = part.getBoundingClientRect();
      if (width && (left < whole.left - 1 || right > whole.right + 1)) problems.push(`${part.localName}.${part.getAttribute('class')} from ${left} to ${right}`);
    }
    const controls = 'button, summary, label:has(> input), textarea, input[type=text], input[type=number]';
    for (const control of $$(controls)) {
      if (!control.checkVisibility()) continue;
      const { width, height } = control.getBoundingClientRect();
      if (height < 43.5 || width < 43.5) problems.push(`${control.localName}.${control.className}: ${width} by ${height}`);
    }
    return problems;";

/// Sizes on a projector. The other engines' windows can't be made so wide.
#[test]
fn on_a_projector_every_text_is_large_and_a_page_is_one_screen() {
    run(Engine::Chromium, module_path!(), async |page: &mut Page| -> Result<()> {
        let participants = Participants::new(12)?;
        let room = open_room(page).await?;
        fill(&room, &participants).await?;
        room.click("[data-host=fullscreen]").await?;
        page.wait_for("the whole screen", "return document.fullscreenElement").await?;
        page.viewport(1920, 1080).await?;
        let mut wrong = Vec::new();
        for place in PLACES {
            room.go(place).await?;
            room.command("dismiss", "").await?;
            let found = room.script(SMALL).await?;
            wrong.extend(
                found.as_array().into_iter().flatten().map(|found| format!("{place}: {found}")),
            );
            let figures = room.script("return $$('.rs-ws-figure').map((part) => parseFloat(getComputedStyle(part).fontSize))").await?;
            let figures = figures.as_array().cloned().unwrap_or_default();
            assert!(figures.iter().all(|size| size.as_f64() >= Some(96.0)), "{place}: {figures:?}");
            assert_eq!(
                figures.is_empty(),
                !["summary", "domain:access"].contains(&place),
                "{place}"
            );
            let over =
                page.script("return document.documentElement.scrollHeight - innerHeight").await?;
            if over.as_f64() > Some(1.0) {
                wrong.push(format!("{place} is {over} too high"));
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
        Ok(())
    });
}

const SMALL: &str = "
    const problems = new Set();
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const part = walker.currentNode.parentElement;
      if (!part || !walker.currentNode.data.trim() || !part.checkVisibility() || part.closest('.rs-hidden, .rs-live, option')) continue;
      const size = parseFloat(getComputedStyle(part).fontSize);
      if (size < 32) problems.add(`${part.localName}.${part.className}: ${size} px: ${walker.currentNode.data.trim().slice(0, 30)}`);
    }
    return [...problems];";

async fn check_forced(page: &Page) -> Result<()> {
    let participants = Participants::new(12)?;
    let room = open_room(page).await?;
    page.prefer(Preference::ForcedColours).await?;
    let told = page.script("return matchMedia('(forced-colors: active)').matches").await?;
    assert_eq!(told, true, "the engine forces colours");
    fill(&room, &participants).await?;
    room.go("summary").await?;
    let figures = "
        const problems = [];
        const colour = (css, property) => getComputedStyle($(css))[property];
        const differ = (what, one, other) => { if (one === other) problems.push(`${what}: both are ${one}`); };
        const ground = colour('.rs', 'backgroundColor');
        differ('the bars', colour('.rs-meter .rs-lit', 'fill'), ground);
        differ('a bar and its ground', colour('.rs-meter .rs-lit', 'fill'), colour('.rs-meter .rs-dim', 'fill'));
        differ('the figure', colour('.rs-ws-figure', 'color'), ground);
        differ('the button', colour('.rs-go', 'borderTopColor'), ground);
        if (getComputedStyle(root.activeElement).outlineStyle === 'none') problems.push('no focus');
        return problems;";
    page.press(keys::TAB).await?;
    assert_eq!(room.script(figures).await?, json!([]));
    Ok(())
}

/// WebKit has no forced colours.
#[test]
fn forced_colours_leave_figures_bars_and_focus_visible_in_chromium() {
    run_preferring(
        Preference::ForcedColours,
        Engine::Chromium,
        module_path!(),
        async |page: &mut Page| check_forced(page).await,
    );
}

#[test]
fn forced_colours_leave_figures_bars_and_focus_visible_in_firefox() {
    run_preferring(
        Preference::ForcedColours,
        Engine::Firefox,
        module_path!(),
        async |page: &mut Page| check_forced(page).await,
    );
}

/// For people to look at; the tests above say what must hold.
#[test]
#[ignore = "makes pictures for people to look at; run with `--ignored`"]
fn pictures_of_the_workshop() {
    run(Engine::Chromium, "workshop", async |page: &mut Page| -> Result<()> {
        let participants = Participants::new(12)?;
        page.driver.goto(address(page)?).await?;
        page.wait_for("the doors", "return document.querySelector('[data-door=lead]')").await?;
        page.pictures("workshop-doors").await?;
        press(page, "[data-door=lead]").await?;
        let room = page.room();
        room.at("lobby").await?;
        page.viewport(1920, 1080).await?;
        page.media("", &[("prefers-reduced-motion", "reduce")]).await?;
        page.picture("workshop-empty-1920").await?;
        fill(&room, &participants).await?;
        page.picture("workshop-refused-1920").await?;
        room.command("dismiss", "").await?;
        for place in PLACES {
            room.go(place).await?;
            let name = place.replace(':', "-");
            for scheme in ["light", "dark"] {
                page.media(
                    "",
                    &[("prefers-color-scheme", scheme), ("prefers-reduced-motion", "reduce")],
                )
                .await?;
                page.viewport(1920, 1080).await?;
                page.picture(&format!("workshop-{name}-1920-{scheme}")).await?;
                page.viewport(1280, 800).await?;
                page.picture(&format!("workshop-{name}-1280-{scheme}")).await?;
                page.viewport(360, 780).await?;
                page.picture(&format!("workshop-{name}-360-{scheme}")).await?;
            }
        }
        Ok(())
    });
}

#[test]
#[ignore = "makes pictures for people to look at; run with `--ignored`"]
fn pictures_of_the_camera() {
    let participants = Participants::new(2).unwrap();
    let feed = camera_feed("picture", &[participants.code(0)]).unwrap();
    let arguments = [
        "--use-fake-device-for-media-stream".to_owned(),
        "--use-fake-ui-for-media-stream".to_owned(),
        format!("--use-file-for-fake-video-capture={}", feed.display()),
    ];
    run_in_chromium_with(&arguments, "camera", async |page: &mut Page| -> Result<()> {
        let room = open_room(page).await?;
        room.click("[data-host=camera]").await?;
        wait_for_results(&room, 1).await?;
        for (width, height) in [(1920, 1080), (1280, 800), (360, 780)] {
            page.viewport(width, height).await?;
            page.picture(&format!("workshop-camera-{width}")).await?;
        }
        Ok(())
    });
}
