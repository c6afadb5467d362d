//! The workshop's page from a disk: opening it, handing results in, and what stands on its pages of figures.

use std::fs;

use anyhow::Result;
use reasonable_steps::cohort::{Counts, LEAST, Spread};
use serde_json::{Value, json};
use xtask::{paths, single};

use crate::page::Page;
use crate::participants::Participants;
use crate::widget::{Widget, keys};

/// The page with the collector of reports in it: before the policy, which knows no further script.
///
/// # Errors
/// When it was not built.
pub fn address(page: &Page) -> Result<String> {
    address_with(page, |text| text)
}

/// As [`address`], of a page that somebody changed.
///
/// # Errors
/// When it does not come to that.
pub fn address_with(page: &Page, change: impl FnOnce(String) -> String) -> Result<String> {
    let collector =
        fs::read_to_string(paths::repository().join("tests/browser/collector/collector.js"))?;
    let text = fs::read_to_string(paths::dist().join(single::WORKSHOP.file))?;
    let text = change(text.replacen("<head>", &format!("<head><script>{collector}</script>"), 1));
    let test = std::thread::current().name().unwrap_or("workshop").replace("::", "-");
    let folder = page.files(&test, &[(single::WORKSHOP.file, &text)])?;
    Ok(format!("file://{}", folder.join(single::WORKSHOP.file).display()))
}

/// Clicks a part of the page outside the room, once it is there.
///
/// # Errors
/// When it does not come to that.
pub async fn press(page: &Page, css: &str) -> Result<()> {
    page.wait_for(css, &format!("return document.querySelector({})", Value::from(css))).await?;
    page.driver.find(thirtyfour::By::Css(css)).await?.click().await?;
    Ok(())
}

/// Opens the page and goes through the trainer's door.
///
/// # Errors
/// When it does not come to that.
pub async fn open_room(page: &Page) -> Result<Widget<'_>> {
    page.driver.set_window_rect(0, 0, 1380, 1080).await?;
    page.driver.goto(address(page)?).await?;
    press(page, "[data-door=lead]").await?;
    let room = page.room();
    room.at("lobby").await?;
    Ok(room)
}

/// Types or pastes a text into the field for codes, and hands it in.
///
/// # Errors
/// When it does not come to that.
pub async fn hand_in(room: &Widget<'_>, text: &str) -> Result<()> {
    let set = "const field = $('[data-field=code]'); field.value = given[0]; field.focus()";
    room.script_with(set, vec![text.into()]).await?;
    room.click("[data-submit=code]").await
}

/// Drops files on the page, each with its name and text.
///
/// # Errors
/// When it does not come to that.
///
/// # Panics
/// When the page does not take them.
pub async fn drop_files(room: &Widget<'_>, files: &[(String, String)]) -> Result<()> {
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

/// Waits until the room has so many results.
///
/// # Errors
/// When it does not come to that.
pub async fn wait_for_results(room: &Widget<'_>, count: usize) -> Result<()> {
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
///
/// # Errors
/// When it does not come to that.
///
/// # Panics
/// When one differs.
pub async fn check_figures(
    page: &Page,
    participants: &Participants,
    counts: &Counts,
) -> Result<()> {
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

/// A page of every kind.
pub const PLACES: [&str; 9] = [
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
///
/// # Errors
/// When it does not come to that.
pub async fn fill(room: &Widget<'_>, participants: &Participants) -> Result<()> {
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
