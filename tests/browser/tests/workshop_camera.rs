//! The workshop's camera, and ten thousand files: what only one engine can be given, or need not be tried in three.

use browser_tests::workshop::{check_figures, hand_in, open_room, press, wait_for_results};
use browser_tests::{Engine, Page, Participants, Result, camera_feed, run, run_in_chromium_with};
use serde_json::json;

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
