//! Combining a team's files in the dialogue ends in the file that the library makes of the same files and decisions.

#[path = "../../support/hostile.rs"]
mod hostile;

use anyhow::Context;
use browser_tests::passphrase::{PASSPHRASE, made_by_jose, no_dialog};
use browser_tests::together::{menu, report, told};
use browser_tests::{Page, Result, every_engine, keys};
use reasonable_steps::text::ENGLISH;
use reasonable_steps::web::CombineSession;
use serde_json::{Value, json};

/// Three of one firm: they differ on some questions by two levels, and one does not know.
fn people() -> Result<Vec<(&'static str, String)>> {
    let firm: Value = serde_json::from_str(&Page::firm("machine-shop")?)?;
    let mut people = Vec::new();
    for (number, name) in ["Anna", "Ben", "Cem"].into_iter().enumerate() {
        let mut file = firm.clone();
        file["title"] = json!(name);
        for (index, answer) in
            file["answers"].as_array_mut().context("no answers")?.iter_mut().enumerate()
        {
            let Some(level) = answer["level"].as_u64() else { continue };
            if index % 6 == 0 && number == 1 {
                answer["level"] = json!((level + 2) % 5);
            }
            if index % 9 == 1 && number == 2 {
                answer.as_object_mut().unwrap().remove("level");
                answer["dontKnow"] = json!(true);
            }
        }
        people.push((name, file.to_string()));
    }
    Ok(people)
}

/// The same, natively: every conflict is settled on the lowest answer, with a note.
fn natively(people: &[(&str, String)], today: &str) -> Result<(String, usize)> {
    let failed = |failure: reasonable_steps::web::Failure| anyhow::anyhow!("{}", failure.message);
    let questionnaire = std::fs::read_to_string(
        xtask::paths::repository().join("questionnaires/compiled/trade-secrets.en.json"),
    )?;
    let mut session = CombineSession::new(&questionnaire, ENGLISH).map_err(failed)?;
    for (name, file) in people {
        session
            .apply(&format!("file {}.steps.json", name.to_lowercase()), file, today)
            .map_err(failed)?;
    }
    let mut place = session.apply("go conflicts", "", today).map_err(failed)?.place;
    let mut settled = 0;
    while let Some(question) = place.strip_prefix("question:") {
        session
            .apply(&format!("settle-note {question}"), "Agreed on Monday", today)
            .map_err(failed)?;
        session.apply(&format!("take {question}"), "", today).map_err(failed)?;
        settled += 1;
        place = session.apply("next", "", today).map_err(failed)?.place;
    }
    Ok((session.finish(today).map_err(failed)?, settled))
}

/// Chooses a file for the team.
async fn add(page: &Page, name: &str, text: &str) -> Result<()> {
    let name = format!("{}.steps.json", name.to_lowercase());
    let folder = page.files(&format!("team-{}", std::process::id()), &[(&name, text)])?;
    let field = page.widget().find("dialog input[data-host=add-files]").await?;
    field.send_keys(folder.join(name).to_string_lossy().as_ref()).await?;
    Ok(())
}

/// Chooses files of any names: a disk could not hold some of them.
const CHOOSE: &str = "
    const files = new DataTransfer();
    for (const [name, text] of given[0]) files.items.add(new File([text], name));
    const field = $('dialog input[data-host=add-files]');
    field.files = files.files;
    field.dispatchEvent(new Event('change', { bubbles: true }));";

/// Fewer than a team may have, and than are told of at once.
const AT_ONCE: usize = 24;

/// Compares what the parts that a selector finds say with the names of the files, in their order. `expected` is
/// JavaScript for what stands there of a `name`.
fn compared(found: &str, expected: &str) -> String {
    format!(
        "{}
         const parts = $$('dialog {found}');
         same('how many', parts.length, given[0].length);
         for (const [index, part] of parts.entries()) {{
           const name = shown(new File([], given[0][index]).name);
           same(index, part.textContent, {expected});
         }}
         return problems;",
        hostile::SHOWN
    )
}

/// Files of these names, and of as many people: without a title, so that a file's name is theirs.
fn named(names: &[String]) -> Result<Vec<(&String, String)>> {
    let mut file: Value = serde_json::from_str(&Page::firm("machine-shop")?)?;
    file["title"] = json!("");
    file["answers"].as_array_mut().context("no answers")?.truncate(3);
    let mut files = Vec::new();
    for (number, name) in names.iter().enumerate() {
        file["answers"][0]["note"] = json!(number.to_string());
        files.push((name, file.to_string()));
    }
    Ok(files)
}

async fn people_are(page: &Page, count: usize) -> Result<()> {
    let body = format!("return $$('dialog .rs-person').length === {count}");
    page.widget().wait_for("the people", &body).await?;
    Ok(())
}

async fn open_team(page: &Page) -> Result<()> {
    let widget = page.widget();
    menu(&widget).await?;
    widget.click("dialog [data-do=combine]").await?;
    widget.wait_for("the team", "return $('dialog.rs-wide [data-place=files]')").await?;
    Ok(())
}

every_engine! {
    async fn three_files_become_the_one_that_the_library_makes(page: &mut Page) -> Result<()> {
        report(page, "/", &[]).await?;
        let widget = page.widget();
        let today = widget.script("const now = new Date(); return new Date(now - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10)").await?;
        let people = people()?;
        let (expected, conflicts) = natively(&people, today.as_str().unwrap_or_default())?;
        assert!(conflicts > 3, "{conflicts}");
        let before = widget.assessment().await?;

        open_team(page).await?;
        for (index, (name, file)) in people.iter().enumerate() {
            add(page, name, file).await?;
            people_are(page, index + 1).await?;
        }
        let widget = page.widget();
        widget.click("dialog [data-command=next]").await?;
        widget.wait_for("the overview", "return $('dialog [data-place=overview]')").await?;
        assert_eq!(widget.script("return root.activeElement?.matches('dialog [data-heading]')").await?, true);
        widget.click("dialog .rs-onward [data-command=next]").await?;
        let mut settled = 0;
        loop {
            let place = widget.script("return $('dialog [data-place]').dataset.place").await?;
            let Some(question) = place.as_str().and_then(|place| place.strip_prefix("question:")) else { break };
            let note = format!("settle-note {question}");
            widget.script_with("$(`dialog [data-command=\"${given[0]}\"]`).focus()", vec![note.into()]).await?;
            page.press("Agreed on Monday").await?;
            widget.click(&format!("dialog [data-command=\"take {question}\"]")).await?;
            settled += 1;
            widget.click("dialog .rs-onward [data-command=next]").await?;
        }
        assert_eq!(settled, conflicts);
        widget.click("dialog .rs-onward [data-command=next]").await?;
        widget.wait_for("the end", "return $('dialog [data-place=finish]') && !$('[data-part=one]').hidden").await?;
        widget.click("dialog [data-host=save-combined]").await?;
        let saved = page.taken(1).await?;
        assert_eq!(saved.text()?, expected);
        assert!(saved.name.ends_with(".steps.json"), "{}", saved.name);

        let widget = page.widget();
        widget.click("dialog [data-do=handOver]").await?;
        no_dialog(&widget).await?;
        // There are answers on the page: it asks first.
        widget.wait_for("the question", "return $('button[data-command=confirm-open]')").await?;
        assert_eq!(widget.assessment().await?, before);
        widget.press_button("confirm-open").await?;
        widget.at("review").await?;
        assert_eq!(widget.script("return element.file()").await?, expected.as_str());
        widget.press_button("undo").await?;
        assert_eq!(widget.assessment().await?, before);
        assert_eq!(told(page).await?, [""; 0]);
        Ok(())
    }

    async fn team_is_kept_while_the_page_is_open_and_goes_when_all_is_erased(page: &mut Page) -> Result<()> {
        report(page, "/", &[]).await?;
        let people = people()?;
        open_team(page).await?;
        add(page, people[0].0, &people[0].1).await?;
        people_are(page, 1).await?;
        page.press(keys::ESCAPE).await?;
        no_dialog(&page.widget()).await?;
        assert_eq!(page.widget().focused().await?, "together");
        assert!(page.asks_before_leaving().await?);
        open_team(page).await?;
        people_are(page, 1).await?;
        // What is no file of ours is told, and the others stay.
        add(page, "Wrong", "{\"format\": \"<img src=x onerror=alert(1)>\"}").await?;
        let widget = page.widget();
        widget.wait_for("the message", "return $('dialog [data-notice]')?.textContent.includes('wrong.steps.json cannot be used')").await?;
        assert_eq!(widget.count("dialog img").await?, 0);
        people_are(page, 1).await?;
        let violations = page.accessibility_violations().await?;
        assert!(violations.is_empty(), "{violations:#?}");
        widget.click("dialog [data-do=close]").await?;
        widget.command("confirm-erase", "").await?;
        widget.command("dismiss", "").await?;
        widget.command("open", &Page::firm("food")?).await?;
        widget.go("report").await?;
        open_team(page).await?;
        people_are(page, 0).await
    }

    async fn names_of_files_are_shown_as_text(page: &mut Page) -> Result<()> {
        report(page, "/", &[]).await?;
        open_team(page).await?;
        let widget = page.widget();
        let compared = compared(".rs-person > p > .rs-typed", "name");
        for names in hostile::strings().chunks(AT_ONCE) {
            widget.script_with(CHOOSE, vec![json!(named(names)?)]).await?;
            people_are(page, names.len()).await?;
            assert_eq!(widget.script_with(&compared, vec![json!(names)]).await?, json!([]));
            assert_eq!(widget.script(hostile::FOREIGN).await?, json!([]), "files");
            widget.script("$('dialog .rs-onward [data-command=next]').click()").await?;
            widget.wait_for("the overview", "return $('dialog [data-place=overview]')").await?;
            assert_eq!(widget.script(hostile::FOREIGN).await?, json!([]), "overview");
            widget.script("$('dialog [data-command=\"go files\"]').click()").await?;
            widget.wait_for("the files", "return $('dialog [data-place=files]')").await?;
            widget.script("for (const _ of $$('dialog .rs-person')) $('dialog [data-command=\"remove 0\"]').click()").await?;
            people_are(page, 0).await?;
        }
        Ok(())
    }

    async fn names_of_files_that_are_refused_are_shown_as_text(page: &mut Page) -> Result<()> {
        report(page, "/", &[]).await?;
        open_team(page).await?;
        let widget = page.widget();
        let compared = compared(
            "[data-notice] > ul > li > bdi",
            "`${name} cannot be used. The other files stay. This is what we found:`",
        );
        for names in hostile::strings().chunks(AT_ONCE) {
            let files: Vec<_> = names.iter().map(|name| (name, "{}")).collect();
            widget.script_with(CHOOSE, vec![json!(files)]).await?;
            let told = format!("return $$('dialog [data-notice] > ul > li').length === {}", names.len());
            widget.wait_for("the refusals", &told).await?;
            assert_eq!(widget.script_with(&compared, vec![json!(names)]).await?, json!([]));
            assert_eq!(widget.script(hostile::FOREIGN).await?, json!([]));
            widget.script("$('dialog [data-command=dismiss]').click()").await?;
        }
        people_are(page, 0).await
    }

    async fn protected_file_asks_for_its_passphrase_over_the_dialogue(page: &mut Page) -> Result<()> {
        page.allow_request("/keep.js");
        report(page, "/", &[]).await?;
        let people = people()?;
        open_team(page).await?;
        let locked = made_by_jose(&people[0].1, "Flattened")?;
        let widget = page.widget();
        for give_up in [true, false] {
            add(page, people[0].0, &locked).await?;
            widget.wait_for("the passphrase", "return $('dialog.rs-dialog[open]')").await?;
            if give_up {
                page.press(keys::ESCAPE).await?;
                widget.wait_for("it gone", "return !$('dialog.rs-dialog')").await?;
                people_are(page, 0).await?;
            } else {
                page.press(format!("{PASSPHRASE}{}", keys::ENTER)).await?;
                people_are(page, 1).await?;
            }
            assert_eq!(widget.count("dialog.rs-wide[open]").await?, 1);
        }
        Ok(())
    }
}
