//! The workshop's page, from a disk: a room of twelve made-up participants by codes, files and a camera ends in the
//! figures that the core gives; what goes wrong is said, and the rest goes on.

use std::fs;

use browser_tests::{
    Engine, Page, Participants, Preference, Result, Widget, camera_feed, every_engine, keys, run,
    run_in_chromium_with, run_preferring,
};
use reasonable_steps::cohort::{Counts, LEAST, Spread};
use serde_json::{Value, json};
use xtask::questionnaires::command;
use xtask::{paths, single};

/// The page with the collector of reports in it: before the policy, which knows no further script.
fn address(page: &Page) -> Result<String> {
    address_with(page, |text| text)
}

/// As [`address`], of a page that somebody changed.
fn address_with(page: &Page, change: impl FnOnce(String) -> String) -> Result<String> {
    let collector =
        fs::read_to_string(paths::repository().join("tests/browser/collector/collector.js"))?;
    let text = fs::read_to_string(paths::dist().join(single::WORKSHOP.file))?;
    let text = change(text.replacen("<head>", &format!("<head><script>{collector}</script>"), 1));
    let test = std::thread::current().name().unwrap_or("workshop").replace("::", "-");
    let folder = page.files(&test, &[(single::WORKSHOP.file, &text)])?;
    Ok(format!("file://{}", folder.join(single::WORKSHOP.file).display()))
}

async fn press(page: &Page, css: &str) -> Result<()> {
    page.wait_for(css, &format!("return document.querySelector({})", Value::from(css))).await?;
    page.driver.find(thirtyfour::By::Css(css)).await?.click().await?;
    Ok(())
}

/// Opens the page and goes through the trainer's door.
async fn open_room(page: &Page) -> Result<Widget<'_>> {
    page.driver.set_window_rect(0, 0, 1380, 1080).await?;
    page.driver.goto(address(page)?).await?;
    press(page, "[data-door=lead]").await?;
    let room = page.room();
    room.at("lobby").await?;
    Ok(room)
}

/// Types or pastes a text into the field for codes, and hands it in.
async fn hand_in(room: &Widget<'_>, text: &str) -> Result<()> {
    let set = "const field = $('[data-field=code]'); field.value = given[0]; field.focus()";
    room.script_with(set, vec![text.into()]).await?;
    room.click("[data-submit=code]").await
}

/// Drops files on the page, each with its name and text.
async fn drop_files(room: &Widget<'_>, files: &[(String, String)]) -> Result<()> {
    let drop = "
        const transfer = new DataTransfer();
        for (const [name, text] of given[0]) transfer.items.add(new File([text], name));
        const options = { dataTransfer: transfer, bubbles: true, composed: true, cancelable: true };
        const over = new DragEvent('dragover', options);
        $('.rs-ws-title').dispatchEvent(over);
        const event = new DragEvent('drop', options);
        $('.rs-ws-title').dispatchEvent(event);
        return over.defaultPrevented && event.defaultPrevented;";
    assert_eq!(room.script_with(drop, vec![json!(files)]).await?, true, "the page takes the drop");
    Ok(())
}

async fn wait_for_results(room: &Widget<'_>, count: usize) -> Result<()> {
    let body = format!("return $('.rs-ws-count').textContent.trim() === 'Results: {count}'");
    room.wait_for(&format!("{count} results"), &body).await?;
    Ok(())
}

/// What stands on a page of figures: median, quartiles and histogram.
fn figure(spread: &Spread) -> Value {
    let [lower, median, upper] =
        spread.quartiles().unwrap_or_default().map(|percent| percent.to_string());
    json!([median, [lower, upper], spread.histogram().map(|count| count.to_string())])
}

const FIGURE: &str = "
    const words = $$('.rs-ws-main .rs-ws-text').map((part) => part.textContent.match(/(\\d+)%\\D+(\\d+)%/));
    const [, lower, upper] = words.find((found) => found);
    const numbers = $$('.rs-ws-histogram tbody td.rs-ws-number').map((cell) => cell.textContent.trim());
    return [$('.rs-ws-figure').textContent.trim().replace('%', ''), [lower, upper], numbers];";

/// Walks with the clicker through all pages of figures, and compares each with what the core counts.
async fn check_figures(page: &Page, participants: &Participants, counts: &Counts) -> Result<()> {
    let room = page.room();
    room.script("root.activeElement?.blur()").await?;
    page.press(keys::PAGE_DOWN).await?;
    room.at("summary").await?;
    assert_eq!(room.script(FIGURE).await?, figure(&counts.overall), "the whole");
    let mut shown = 0;
    for (domain, spread) in participants.questionnaire.domains.iter().zip(&counts.domains) {
        if room.count(&format!("[data-command=\"go domain:{}\"]", domain.id)).await? == 0 {
            assert_eq!(spread.total(), 0, "{} is left out of the walk", domain.id);
            continue;
        }
        page.press(keys::PAGE_DOWN).await?;
        room.at(&format!("domain:{}", domain.id)).await?;
        if spread.total() < LEAST {
            assert_eq!(room.count(".rs-ws-figure").await?, 0, "{}", domain.id);
            continue;
        }
        shown += 1;
        assert_eq!(room.script(FIGURE).await?, figure(spread), "{}", domain.id);
    }
    assert!(shown > 6, "only {shown} areas have figures");
    Ok(())
}

every_engine! {
    async fn from_a_disk_both_doors_open_and_nothing_is_asked_for(page: &mut Page) -> Result<()> {
        let address = address(page)?;
        page.driver.goto(&address).await?;
        press(page, "[data-door=part]").await?;
        page.widget().at("start").await?;
        page.widget().press_button("next").await?;
        page.widget().at("profile").await?;
        press(page, "[data-way-out] button").await?;
        let doors = "return document.querySelector('[data-doors]').checkVisibility()";
        page.wait_for("the doors", doors).await?;
        press(page, "[data-door=lead]").await?;
        let room = page.room();
        room.at("lobby").await?;
        assert_eq!(page.script("return document.querySelector('reasonable-steps').checkVisibility()").await?, false);
        room.press_button("next").await?;
        room.at("summary").await?;
        page.driver.back().await?;
        page.wait_for("the doors", doors).await?;
        // Behind each door all is as it was.
        press(page, "[data-door=lead]").await?;
        room.at("summary").await?;
        page.driver.back().await?;
        page.wait_for("the doors", doors).await?;
        press(page, "[data-door=part]").await?;
        page.widget().at("profile").await?;
        let own = page.script("return performance.getEntriesByType('resource').map(({ name }) => name)").await?;
        assert_eq!(own, json!([]));
        assert_eq!(page.requests(), [""; 0]);
        let traffic = page.traffic().await?;
        assert!(traffic.iter().all(|request| *request == format!("GET {address}")), "{traffic:?}");
        assert_eq!(page.script("return document.cookie + localStorage.length + sessionStorage.length").await?, "00");
        Ok(())
    }

    async fn twelve_by_codes_and_files_end_in_the_figures_of_the_core(page: &mut Page) -> Result<()> {
        let participants = Participants::new(12)?;
        let room = open_room(page).await?;
        // Typed as a scanner does that is a keyboard: letters and Enter.
        room.script("$('[data-field=code]').focus()").await?;
        for firm in 0..2 {
            page.press(format!("{}{}", participants.code(firm).to_lowercase(), keys::ENTER)).await?;
            wait_for_results(&room, firm + 1).await?;
            assert_eq!(room.script("return root.activeElement.dataset.field + $('[data-field=code]').value").await?, "code");
        }
        let pasted: Vec<String> = (2..7).map(|firm| participants.code(firm)).collect();
        hand_in(&room, &pasted.join("\n")).await?;
        wait_for_results(&room, 7).await?;
        let files: Vec<_> = (7..12).map(|firm| participants.file(firm)).collect();
        drop_files(&room, &files).await?;
        wait_for_results(&room, 12).await?;
        check_figures(page, &participants, &participants.counts()).await?;
        let seen = room.script("return root.textContent").await?;
        assert!(!seen.as_str().unwrap_or_default().contains("nobody may see"), "no name of a firm");
        Ok(())
    }

    async fn a_slip_is_located_a_double_counted_once_and_all_undone(page: &mut Page) -> Result<()> {
        let participants = Participants::new(2)?;
        let room = open_room(page).await?;
        let code = participants.code(0);
        let mut groups: Vec<String> = code.split('-').map(str::to_owned).collect();
        let other = if groups[2].starts_with('7') { '8' } else { '7' };
        groups[2].replace_range(..1, &other.to_string());
        let slip = groups.join("-");
        hand_in(&room, &slip).await?;
        let said = room.text(".rs-ws-message").await?;
        assert!(said.contains("group 3") && said.contains("Not taken"), "{said}");
        assert_eq!(room.script("return $('[data-field=code]').value").await?, Value::from(slip), "it can be mended");
        wait_for_results(&room, 0).await?;
        hand_in(&room, &code).await?;
        wait_for_results(&room, 1).await?;
        hand_in(&room, &code).await?;
        let said = room.text(".rs-ws-message").await?;
        assert!(said.contains("Already here") && said.contains("Results: 1"), "{said}");
        hand_in(&room, &participants.code(1)).await?;
        wait_for_results(&room, 2).await?;
        room.press_button("undo").await?;
        wait_for_results(&room, 1).await?;
        for junk in ["", "hello", "AAAAA-AAAAA", "💥", &code[..30]] {
            hand_in(&room, junk).await?;
            let said = room.text(".rs-ws-message").await?;
            assert!(said.contains("Not taken"), "{junk}: {said}");
        }
        wait_for_results(&room, 1).await
    }

    async fn bad_files_are_named_and_the_others_count(page: &mut Page) -> Result<()> {
        let participants = Participants::new(6)?;
        let room = open_room(page).await?;
        let mut files: Vec<_> = (0..6).map(|firm| participants.file(firm)).collect();
        let (_, good) = participants.file(0);
        for (name, text) in [
            ("cut.json", good[..good.len() / 2].to_owned()),
            ("picture.png", "\u{89}PNG\r\n".to_owned()),
            ("blank.json", String::new()),
            ("<img src=x onerror=alert(1)>.json", "{\"format\":\"other\"}".to_owned()),
        ] {
            files.insert(2, (name.to_owned(), text));
        }
        drop_files(&room, &files).await?;
        wait_for_results(&room, 6).await?;
        let refused = room.text(".rs-ws-refused").await?;
        assert!(refused.contains("Not taken: 4"), "{refused}");
        for name in ["cut.json", "picture.png", "blank.json", "<img src=x onerror=alert(1)>.json"] {
            assert!(refused.contains(name), "{name} in {refused}");
        }
        assert_eq!(room.count("img").await?, 0);
        room.press_button("dismiss").await?;
        assert_eq!(room.text(".rs-ws-refused").await?, "");
        Ok(())
    }

    async fn without_a_camera_it_is_said_and_codes_can_be_typed(page: &mut Page) -> Result<()> {
        let participants = Participants::new(1)?;
        let room = open_room(page).await?;
        // As it is on this machine, which has none; which words the engine finds for that is its own matter.
        room.click("[data-host=camera]").await?;
        let said = "const said = $('[data-camera-said]'); const words = said.textContent;
                    return words && words !== said.dataset.busy && words";
        let words = room.wait_for("the reason", said).await?;
        assert!(words.as_str().unwrap_or_default().contains("type the code"), "{words}");
        for (name, part) in [
            ("NotAllowedError", "not allowed"),
            ("NotFoundError", "No camera was found"),
            ("NotReadableError", "Close other programs"),
        ] {
            let refuse = "Object.defineProperty(navigator, 'mediaDevices', { configurable: true, value: {
                getUserMedia: async () => { throw new DOMException('as a test', arguments[0]) } } });";
            page.script_with(refuse, vec![name.into()]).await?;
            room.script("$('[data-camera-said]').textContent = ''").await?;
            room.click("[data-host=camera]").await?;
            let words = room.wait_for(name, said).await?;
            assert!(words.as_str().unwrap_or_default().contains(part), "{name}: {words}");
            assert_eq!(room.text("[data-host=camera]").await?, "Read codes with the camera");
        }
        hand_in(&room, &participants.code(0)).await?;
        wait_for_results(&room, 1).await
    }

    async fn a_room_that_is_kept_is_back_after_a_reload_and_one_that_is_not_asks_first(page: &mut Page) -> Result<()> {
        let participants = Participants::new(3)?;
        let room = open_room(page).await?;
        assert!(!page.asks_before_leaving().await?, "nothing to lose");
        hand_in(&room, &participants.code(0)).await?;
        wait_for_results(&room, 1).await?;
        assert!(page.asks_before_leaving().await?);
        room.click(".rs-ws-keep").await?;
        assert!(!page.asks_before_leaving().await?, "kept");
        hand_in(&room, &participants.code(1)).await?;
        wait_for_results(&room, 2).await?;
        page.driver.refresh().await?;
        // The door stands open as before.
        let room = page.room();
        room.at("lobby").await?;
        wait_for_results(&room, 2).await?;
        let said = room.text("[data-keep-said]").await?;
        assert!(said.contains("The room is back") && said.contains('2'), "{said}");
        assert_eq!(room.script("return $('[data-host=keep]').checked").await?, true);
        // Another window keeps its own meanwhile: that is never overwritten.
        page.script("for (const name of Object.keys(localStorage)) if (name.includes('workshop')) localStorage.setItem(name, 'other')").await?;
        hand_in(&room, &participants.code(2)).await?;
        wait_for_results(&room, 3).await?;
        let said = room.text("[data-keep-said]").await?;
        assert!(said.contains("Another window"), "{said}");
        assert!(page.asks_before_leaving().await?);
        page.script("localStorage.clear()").await?;
        Ok(())
    }

    async fn an_engine_that_stops_loses_no_result(page: &mut Page) -> Result<()> {
        let participants = Participants::new(3)?;
        page.driver.goto(address(page)?).await?;
        // Stops once when told to, as a trap does.
        let stop = "
            // Firefox's driver has a WebAssembly of its own.
            const Real = window.WebAssembly.Instance;
            window.WebAssembly.Instance = function (...given) {
              const { exports } = new Real(...given);
              const stopping = (...all) => {
                if (!window.stopNext) return exports.engine_call(...all);
                window.stopNext = false;
                throw new window.WebAssembly.RuntimeError('unreachable');
              };
              return { exports: exports.engine_call ? { ...exports, engine_call: stopping } : exports };
            };";
        page.script(stop).await?;
        press(page, "[data-door=lead]").await?;
        let room = page.room();
        room.at("lobby").await?;
        for firm in 0..2 {
            hand_in(&room, &participants.code(firm)).await?;
            wait_for_results(&room, firm + 1).await?;
        }
        page.script("window.stopNext = true").await?;
        hand_in(&room, &participants.code(2)).await?;
        let told = "return $('.rs-live').textContent.includes('start anew')";
        room.wait_for("the word of it", told).await?;
        assert_eq!(page.script("return window.stopNext").await?, false, "it stopped");
        wait_for_results(&room, 2).await?;
        hand_in(&room, &participants.code(2)).await?;
        wait_for_results(&room, 3).await
    }

    async fn files_of_the_room_and_worksheets_are_handed_over(page: &mut Page) -> Result<()> {
        let participants = Participants::new(12)?;
        let room = open_room(page).await?;
        let codes: Vec<String> = (0..12).map(|firm| participants.code(firm)).collect();
        hand_in(&room, &codes.join("\n")).await?;
        wait_for_results(&room, 12).await?;
        page.catch_files().await?;
        room.go("end").await?;
        for (number, (format, starts)) in
            (1..).zip([("html", "<!DOCTYPE html>"), ("xlsx", "PK"), ("csv", ""), ("json", "{")])
        {
            room.click(&format!("[data-format={format}]")).await?;
            let file = page.taken(number).await?;
            assert!(file.name.starts_with("reasonable-steps-room-") && file.name.ends_with(format), "{}", file.name);
            assert!(file.bytes.starts_with(starts.as_bytes()) && file.bytes.len() > 500, "{format}");
            let said = room.text("[data-export-said]").await?;
            assert!(said.contains(&file.name), "{said}");
            if format == "json" {
                let counts = participants.counts();
                let text = file.text()?;
                let [lower, median, upper] = counts.overall.quartiles().unwrap_or_default();
                let json: Value = serde_json::from_str(&text)?;
                let found = &json["figures"]["overall"];
                assert_eq!([&found["lower"], &found["median"], &found["upper"]], [lower, median, upper].map(|n| json!(n)).each_ref(), "{text}");
            }
        }
        press(page, "[data-way-out] button").await?;
        for (number, (mode, paper)) in (5..).zip([("express", "a4"), ("full", "letter")]) {
            press(page, &format!("label:has([value={mode}])")).await?;
            press(page, &format!("label:has([value={paper}])")).await?;
            press(page, "[data-worksheet] button").await?;
            let file = page.taken(number).await?;
            assert_eq!(file.name, format!("reasonable-steps-worksheet-{mode}-{paper}.html"));
            let made = command().args(["worksheet", "--mode", mode, "--paper", paper]).output()?;
            assert!(made.stdout == file.bytes, "{mode} {paper}: not the bytes of the command");
        }
        Ok(())
    }

    async fn a_questionnaire_put_into_the_file_is_asked_behind_both_doors(page: &mut Page) -> Result<()> {
        let tea_room = include_str!("../fixtures/tea-room.json");
        let own = format!("<reasonable-steps><script type=\"application/json\">{tea_room}</script>");
        let address = address_with(page, |text| text.replacen("<reasonable-steps>", &own, 1))?;
        page.driver.goto(&address).await?;
        press(page, "[data-door=part]").await?;
        page.widget().at("start").await?;
        let title: Value = serde_json::from_str(tea_room)?;
        let title = title["title"].as_str().unwrap_or_default().to_owned();
        press(page, "[data-way-out] button").await?;
        press(page, "[data-door=lead]").await?;
        let room = page.room();
        room.at("lobby").await?;
        assert_eq!(room.text(".rs-ws-product").await?, title);
        hand_in(&room, &Participants::new(1)?.code(0)).await?;
        let said = room.text(".rs-ws-message").await?;
        assert!(said.contains("another questionnaire"), "{said}");
        Ok(())
    }

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

/// A page of every kind.
const PLACES: [&str; 9] = [
    "lobby",
    "group",
    "hands:access.sign-in",
    "summary",
    "domain:access",
    "gaps",
    "spread",
    "dont-know",
    "end",
];

/// Twelve results, something refused, and hands.
async fn fill(room: &Widget<'_>, participants: &Participants) -> Result<()> {
    let codes: Vec<String> = (0..12).map(|firm| participants.code(firm)).collect();
    hand_in(room, &codes.join("\n")).await?;
    wait_for_results(room, 12).await?;
    room.command("go hands:access.sign-in", "").await?;
    for (level, hands) in [("0", "3"), ("1", "11"), ("2", "7"), ("4", "1"), ("dont-know", "4")] {
        room.command(&format!("hands access.sign-in {level}"), hands).await?;
    }
    room.command("go lobby", "").await?;
    drop_files(room, &[("letter.txt".to_owned(), "Dear Sirs".to_owned())]).await?;
    room.wait_for("the refusal", "return $('.rs-ws-refused .rs-findings')").await?;
    Ok(())
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

/// A made-up camera holds up twelve codes, one after the other. No other engine can be given one.
#[test]
fn twelve_before_the_camera_end_in_the_figures_of_the_core() {
    let participants = Participants::new(12).unwrap();
    let codes: Vec<String> = (0..12).map(|firm| participants.code(firm)).collect();
    let feed = camera_feed("twelve", &codes).unwrap();
    let arguments = [
        "--use-fake-device-for-media-stream".to_owned(),
        "--use-fake-ui-for-media-stream".to_owned(),
        format!("--use-file-for-fake-video-capture={}", feed.display()),
    ];
    run_in_chromium_with(&arguments, module_path!(), async |page: &mut Page| -> Result<()> {
        let room = open_room(page).await?;
        room.click("[data-host=camera]").await?;
        room.wait_for("the picture", "return $('video')?.videoWidth && !$('video').hidden").await?;
        assert_eq!(room.text("[data-host=camera]").await?, "Stop the camera");
        for count in [4, 8, 12] {
            let body =
                format!("return parseInt($('.rs-ws-count').textContent.split(':')[1]) >= {count}");
            room.wait_for(&format!("{count} results"), &body).await?;
        }
        wait_for_results(&room, 12).await?;
        room.script("window.track = $('video').srcObject.getVideoTracks()[0]").await?;
        assert_eq!(page.script("return window.track.readyState").await?, "live");
        check_figures(page, &participants, &participants.counts()).await?;
        assert_eq!(
            page.script("return window.track.readyState").await?,
            "ended",
            "left, so closed"
        );
        // Taken away by someone else, and started anew.
        room.go("lobby").await?;
        room.click("[data-host=camera]").await?;
        room.wait_for("the picture", "return $('video').videoWidth && !$('video').hidden").await?;
        room.script("$('video').srcObject.getVideoTracks()[0].dispatchEvent(new Event('ended'))")
            .await?;
        let said = room.text("[data-camera-said]").await?;
        assert!(said.contains("type the code"), "{said}");
        assert_eq!(room.text("[data-host=camera]").await?, "Read codes with the camera");
        Ok(())
    });
}

/// By its own refusal, not one made up for the test.
#[test]
fn a_refused_camera_is_said_in_chromium() {
    let arguments = [
        "--use-fake-device-for-media-stream".to_owned(),
        "--use-fake-ui-for-media-stream=deny".to_owned(),
    ];
    run_in_chromium_with(&arguments, module_path!(), async |page: &mut Page| -> Result<()> {
        let room = open_room(page).await?;
        room.click("[data-host=camera]").await?;
        room.wait_for(
            "the reason",
            "return $('[data-camera-said]').textContent.includes('not allowed')",
        )
        .await?;
        Ok(())
    });
}

#[test]
fn without_https_the_camera_is_explained() {
    run(Engine::Chromium, module_path!(), async |page: &mut Page| -> Result<()> {
        page.open_by_plain_http("/workshop.html").await?;
        press(page, "[data-door=lead]").await?;
        let room = page.room();
        room.at("lobby").await?;
        room.click("[data-host=camera]").await?;
        room.wait_for(
            "the reason",
            "return $('[data-camera-said]').textContent.includes('Open this page as a file')",
        )
        .await?;
        Ok(())
    });
}

/// Ten thousand files, most of them the same again or nothing at all, and the page answers meanwhile. In one engine: it
/// is the page's own work that must give way.
#[test]
fn ten_thousand_files_leave_the_page_alive() {
    run(Engine::Chromium, module_path!(), async |page: &mut Page| -> Result<()> {
        let participants = Participants::new(12)?;
        let room = open_room(page).await?;
        let good: Vec<String> = (0..12).map(|firm| participants.file(firm).1).collect();
        let pour = "
            const transfer = new DataTransfer();
            for (let at = 0; at < 10_000; at++) {
              const text = at % 10 ? given[0][at % given[0].length] : `not a result ${at}`;
              transfer.items.add(new File([text], `file-${at}.json`));
            }
            window.turns = 0;
            const ticking = setInterval(() => window.turns++, 10);
            const input = $('[data-host=files]');
            input.files = transfer.files;
            input.dispatchEvent(new Event('change', { bubbles: true }));";
        room.script_with(pour, vec![json!(good)]).await?;
        room.wait_for(
            "progress",
            "return /Reading files: \\d+ of 10000/.test($('[data-files-said]').textContent)",
        )
        .await?;
        // Meanwhile a code is handed in.
        hand_in(&room, "hello").await?;
        let said = "return $('[data-files-said]').textContent";
        let mut before = room.script(said).await?;
        while before != "" {
            let other = format!(
                "const words = $('[data-files-said]').textContent; return words !== {before} && [words]"
            );
            before = room.wait_for("progress", &other).await?[0].clone();
        }
        wait_for_results(&room, 12).await?;
        let refused = room.text(".rs-ws-refused").await?;
        assert!(refused.contains("Not taken: 1000") && refused.contains("And more:"), "{refused}");
        let turns = page.script("return window.turns").await?;
        assert!(turns.as_u64() > Some(20), "{turns} turns");
        Ok(())
    });
}

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
