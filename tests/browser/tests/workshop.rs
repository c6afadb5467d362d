//! The workshop's page, from a disk: a room of twelve made-up participants by codes and files ends in the figures that
//! the core gives; what goes wrong is said, and the rest goes on.

use browser_tests::together::menu;
use browser_tests::workshop::{
    address, address_with, check_figures, drop_files, hand_in, open_room, press, wait_for_results,
};
use browser_tests::{Page, Participants, every_engine, keys};
use serde_json::{Value, json};
use xtask::questionnaires::command;

/// Lets the engine stop as often as `window.stops` says, as a trap does.
const STOPPING: &str = "
    // Firefox's driver has a WebAssembly of its own.
    const Real = window.WebAssembly.Instance;
    window.WebAssembly.Instance = function (...given) {
      const { exports } = new Real(...given);
      const stopping = (...all) => {
        if (!window.stops) return exports.engine_call(...all);
        window.stops -= 1;
        throw new window.WebAssembly.RuntimeError('unreachable');
      };
      return { exports: exports.engine_call ? { ...exports, engine_call: stopping } : exports };
    };";

/// Drops a folder. The second folder in it gives one file and then no more, the third gives nothing; a script can make
/// no folder, so these are as a browser gives them.
const DROP_FOLDERS: &str = "
    const file = ([name, text]) => ({ isFile: true, name, file: (done) => done(new File([text], name)) });
    const folder = (name, ...given) => ({
      isDirectory: true,
      name,
      createReader: () => ({
        readEntries(done, fail) {
          const next = given.shift();
          if (next === 'fails') fail(new DOMException('as a test', 'NotReadableError'));
          else done(next ?? []);
        },
      }),
    });
    const [first, second, third, last] = given[0].map(file);
    const inside = [first, folder('half', [second], 'fails'), folder('shut', 'fails'), folder('whole', [third])];
    const items = [folder('all', inside), last].map((entry) => ({
      kind: 'file',
      webkitGetAsEntry: () => entry,
      getAsFile: () => new File([given[0][3][1]], entry.name),
    }));
    element.takeDropped({ items });";

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

    async fn code_shown_behind_one_door_counts_behind_the_other(page: &mut Page) -> Result<()> {
        page.driver.goto(address(page)?).await?;
        press(page, "[data-door=part]").await?;
        let widget = page.widget();
        widget.at("start").await?;
        widget.command("open", &Page::firm("machine-shop")?).await?;
        widget.at("review").await?;
        widget.go("report").await?;
        menu(&widget).await?;
        widget.click("dialog [data-do=contents]").await?;
        widget.wait_for("the list", "return $('dialog [data-do=code]')").await?;
        widget.click("dialog [data-do=code]").await?;
        let code = widget.wait_for("the code", "return $('dialog #rs-code')?.value").await?;
        page.press(keys::ESCAPE).await?;
        press(page, "[data-way-out] button").await?;
        press(page, "[data-door=lead]").await?;
        let room = page.room();
        room.at("lobby").await?;
        hand_in(&room, code.as_str().unwrap_or_default()).await?;
        wait_for_results(&room, 1).await
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

    async fn a_folder_that_cannot_be_read_is_named_and_all_else_counts(page: &mut Page) -> Result<()> {
        let participants = Participants::new(4)?;
        let room = open_room(page).await?;
        let files: Vec<_> = (0..4).map(|firm| participants.file(firm)).collect();
        room.script_with(DROP_FOLDERS, vec![json!(files)]).await?;
        wait_for_results(&room, 4).await?;
        let refused = room.text(".rs-ws-refused").await?;
        assert!(refused.contains("Not taken: 2") && refused.contains("half") && refused.contains("shut"), "{refused}");
        assert_eq!(room.script("return $('.rs-ws-refused').checkVisibility()").await?, true);
        Ok(())
    }

    async fn files_too_heavy_for_one_hand_are_each_taken_or_named(page: &mut Page) -> Result<()> {
        let participants = Participants::new(3)?;
        let room = open_room(page).await?;
        let files: Vec<_> = (0..3).map(|firm| participants.file(firm)).collect();
        // Blanks around the JSON make a sound file large; as JSON every quotation mark is two letters.
        let take = "
            const [first, second, third] = given[0].map(([name, text]) => [name, text + ' '.repeat(390_000)]);
            const heavy = [['quotes.json', '\"'.repeat(3_000_000)], ['long.json', 'x'.repeat(5_000_001)]];
            const all = [first, second, ...heavy, third];
            element.takeFiles(all.map(([name, text]) => new File([text], name)));";
        room.script_with(take, vec![json!(files)]).await?;
        wait_for_results(&room, 3).await?;
        let refused = room.text(".rs-ws-refused").await?;
        for part in ["Not taken: 2", "quotes.json", "long.json", "at most 5000000 are read"] {
            assert!(refused.contains(part), "{part} in {refused}");
        }
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
        page.script(STOPPING).await?;
        press(page, "[data-door=lead]").await?;
        let room = page.room();
        room.at("lobby").await?;
        for firm in 0..2 {
            hand_in(&room, &participants.code(firm)).await?;
            wait_for_results(&room, firm + 1).await?;
        }
        page.script("window.stops = 1").await?;
        hand_in(&room, &participants.code(2)).await?;
        let told = "return $('.rs-live').textContent.includes('start anew')";
        room.wait_for("the word of it", told).await?;
        assert_eq!(page.script("return window.stops").await?, 0, "it stopped");
        wait_for_results(&room, 2).await?;
        hand_in(&room, &participants.code(2)).await?;
        wait_for_results(&room, 3).await
    }

    async fn an_engine_that_does_not_come_back_offers_no_file_that_nothing_opens(page: &mut Page) -> Result<()> {
        let participants = Participants::new(2)?;
        page.driver.goto(address(page)?).await?;
        page.script(STOPPING).await?;
        press(page, "[data-door=lead]").await?;
        let room = page.room();
        room.at("lobby").await?;
        hand_in(&room, &participants.code(0)).await?;
        wait_for_results(&room, 1).await?;
        room.click(".rs-ws-keep").await?;
        page.script("window.stops = 2").await?;
        hand_in(&room, &participants.code(1)).await?;
        let said = room.wait_for("the failure", "return $('.rs-failure')?.textContent").await?;
        assert_eq!(page.script("return window.stops").await?, 0, "it stopped twice");
        assert!(!said.as_str().unwrap_or_default().contains("to a file"), "{said}");
        assert_eq!(room.count(".rs-failure button").await?, 0);
        // What the browser keeps is there when the page is loaded again.
        page.press(keys::PAGE_DOWN).await?;
        page.driver.refresh().await?;
        let room = page.room();
        room.at("lobby").await?;
        wait_for_results(&room, 1).await?;
        page.script("localStorage.clear()").await?;
        Ok(())
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
}
