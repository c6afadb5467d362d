//! Photographs the screens: `cargo xtask pictures`.

use browser_tests::{Engine, Page, Result, State, keys, run};

const ROOT: &str = "document.querySelector('reasonable-steps').shadowRoot";

/// Presses whatever carries this command, and waits until the place is there.
async fn go(page: &Page, place: &str) -> Result<()> {
    page.script(&format!("document.querySelector('reasonable-steps').command('go {place}')"))
        .await?;
    page.wait_for(place, &format!("return {ROOT}.querySelector('[data-place=\"{place}\"]')"))
        .await?;
    Ok(())
}

#[test]
#[ignore = "makes pictures for people to look at; `cargo xtask pictures` runs it"]
fn screens() {
    run(Engine::Chromium, "screens", async |page: &mut Page| -> Result<()> {
        page.open("/").await?;
        page.wait_for("start", &format!("return {ROOT}.querySelector('[data-heading]')")).await?;
        page.pictures("start").await?;
        let file = std::fs::read_to_string(
            xtask::paths::repository().join("tests/data/firms/machine-shop.steps.json"),
        )?;
        page.script_with(
            "document.querySelector('reasonable-steps').command('open', arguments[0])",
            vec![file.clone().into()],
        )
        .await?;
        for place in ["profile", "domain:access", "review", "report", "card:first-48-hours"] {
            go(page, place).await?;
            page.pictures(&place.replace(':', "-")).await?;
        }
        // The plan under work, beside last year's answers.
        page.script_with(
            "const element = document.querySelector('reasonable-steps');
             const earlier = JSON.parse(arguments[0]);
             earlier.date = '2025-11-03';
             earlier.answers.forEach((answer, at) => {
               if (answer.level > 0 && at % 3) answer.level -= 1;
               else if (answer.level < 4 && at % 7 === 0) answer.level += 1;
             });
             element.command('go report');
             element.command('compare', JSON.stringify(earlier));
             const [first, second, third] = [...element.shadowRoot.querySelectorAll('.rs-decision input')]
               .map((input) => input.dataset.command.split(' ')[1])
               .filter((id, at, all) => all.indexOf(id) === at);
             element.command(`decide ${first} planned`);
             element.command(`owner ${first}`, 'Mira');
             element.command(`due ${first}`, '2027-01-31');
             element.command(`decide ${second} done`);
             element.command(`decide ${third} not-now`);
             element.command(`put-off ${third}`, 'We hire nobody before the summer.');
             element.command('go review');
             element.command('go report');",
            vec![file.clone().into()],
        )
        .await?;
        page.pictures("report-decided").await?;
        go(page, "present").await?;
        page.viewport(1920, 1080).await?;
        page.picture("present-1920").await?;
        Ok(())
    });
}

#[test]
#[ignore = "makes pictures for people to look at; `cargo xtask pictures` runs it"]
fn keeping() {
    run(Engine::Chromium, "keeping", async |page: &mut Page| -> Result<()> {
        page.open_widget("/").await?;
        let widget = page.widget();
        widget
            .script("for (const details of $$('.rs-promise details')) details.open = true")
            .await?;
        page.pictures("start-check").await?;
        let widget = page.widget();
        widget.go("domain:governance").await?;
        widget.command("level governance.owner 2", "").await?;
        page.pictures("memory-offer").await?;
        let widget = page.widget();
        widget.command("remember", "").await?;
        page.pictures("memory-on").await?;
        page.widget().show(State::MemoryElsewhere).await?;
        page.pictures("memory-elsewhere").await?;
        page.widget().show(State::Undoable).await?;
        page.pictures("undo").await?;
        Ok(())
    });
}

#[test]
#[ignore = "makes pictures for people to look at; `cargo xtask pictures` runs it"]
fn dialogues() {
    run(Engine::Chromium, "dialogues", async |page: &mut Page| -> Result<()> {
        page.allow_request("/keep.js");
        page.open_widget("/").await?;
        let firms = xtask::paths::repository().join("tests/data");
        let firm = std::fs::read_to_string(firms.join("firms/machine-shop.steps.json"))?;
        let locked = std::fs::read_to_string(firms.join("formats/1/protected.steps.json"))?;
        let widget = page.widget();
        widget.command("open", &firm).await?;
        widget.at("review").await?;
        widget.click("[data-host=save-protected]").await?;
        widget.find("dialog[open]").await?;
        page.press("seven grey").await?;
        page.pictures("dialogue-save").await?;
        page.press(format!("{}s{}", keys::BACKSPACE.repeat(20), keys::ENTER)).await?;
        widget.find("[aria-invalid]").await?;
        page.pictures("dialogue-too-short").await?;
        page.press(keys::ESCAPE).await?;
        widget.choose_file(&locked[..300]).await?;
        widget.find("dialog[open]").await?;
        page.pictures("dialogue-cut").await?;
        page.press(keys::ESCAPE).await?;
        widget.choose_file(&locked).await?;
        widget.find("dialog[open]").await?;
        page.press(format!("seven herons{}", keys::ENTER)).await?;
        widget.find("[aria-invalid]").await?;
        page.pictures("dialogue-wrong").await?;
        Ok(())
    });
}

#[test]
#[ignore = "makes pictures for people to look at; `cargo xtask pictures` runs it"]
fn with_others() {
    run(Engine::Chromium, "with-others", async |page: &mut Page| -> Result<()> {
        let firm: serde_json::Value = serde_json::from_str(&Page::firm("machine-shop")?)?;
        let other = |number: usize| -> String {
            let mut file = firm.clone();
            file["title"] = format!("Person {number}").into();
            for (index, answer) in file["answers"].as_array_mut().into_iter().flatten().enumerate()
            {
                if let Some(level) = answer["level"].as_u64() {
                    answer["level"] = ((level as usize + number * (index % 3)) % 5).into();
                }
            }
            file.to_string()
        };
        let names: Vec<String> = (0..14).map(|number| format!("{number}.steps.json")).collect();
        let texts: Vec<String> = (0..14).map(other).collect();
        let files: Vec<(&str, &str)> =
            names.iter().map(String::as_str).zip(texts.iter().map(String::as_str)).collect();
        let folder = page.files("pictures-cohort", &files)?;
        let figures = xtask::process::output(
            xtask::questionnaires::command()
                .current_dir(xtask::paths::repository())
                .arg("cohort")
                .arg(folder)
                .args(["--format", "benchmark"]),
        )?;
        let host = "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>With others</title>\
            <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
            <link rel=\"stylesheet\" href=\"/page.css\"><script type=\"module\" src=\"/reasonable-steps.js\"></script>\
            </head><body><reasonable-steps></reasonable-steps></body></html>";
        let folder =
            page.files("pictures-figures", &[("benchmark.json", &figures), ("host.html", host)])?;
        page.serve(|options| {
            options.extra_roots.push(("/figures/".to_owned(), folder));
            let policy =
                xtask::serve::STRICT_POLICY.replace("connect-src 'none'", "connect-src 'self'");
            let rule = browser_tests::Rule {
                policy: browser_tests::Policy::Other(policy),
                ..browser_tests::Rule::default()
            };
            options.rules.push(("/figures/host.html".to_owned(), rule));
        })?;
        page.allow_request("/figures/benchmark.json");
        let attributes = [
            ("contribute", "mailto:results@example.org"),
            ("benchmark", "/figures/benchmark.json"),
        ];
        browser_tests::together::report(page, "/figures/host.html", &attributes).await?;
        let widget = page.widget();
        widget.wait_for("the notes", "return $('[data-take=together] [data-do=standing]')").await?;
        widget
            .script("$('.rs-take').scrollIntoView(); for (const part of $('.rs-report').children) part.hidden = !part.matches('.rs-take')")
            .await?;
        page.pictures("together-notes").await?;
        let widget = page.widget();
        widget.click("[data-take=together] [data-do=standing]").await?;
        widget.wait_for("the places", "return $('.rs-places li')").await?;
        page.pictures("together-standing").await?;
        let widget = page.widget();
        widget.script("$('[data-part=standing]').hidden = true").await?;
        widget.click("[data-take=together] [data-do=contribution]").await?;
        widget.wait_for("the bytes", "return $('dialog pre')").await?;
        page.pictures("together-contribution").await?;
        page.press(keys::ESCAPE).await?;
        let widget = page.widget();
        browser_tests::together::menu(&widget).await?;
        page.pictures("together-menu").await?;
        for step in ["contents", "code"] {
            page.widget().click(&format!("dialog [data-do={step}]")).await?;
            page.pictures(&format!("together-{step}")).await?;
        }
        page.press(keys::ESCAPE).await?;
        let widget = page.widget();
        browser_tests::together::menu(&widget).await?;
        widget.click("dialog [data-do=combine]").await?;
        for number in 0..3 {
            let text = other(number);
            let folder = page.files("pictures-team", &[("person.steps.json", &text)])?;
            let field = page.widget().find("dialog input[data-host=add-files]").await?;
            field.send_keys(folder.join("person.steps.json").to_string_lossy().as_ref()).await?;
            let body = format!("return $$('dialog .rs-person').length === {}", number + 1);
            page.widget().wait_for("the person", &body).await?;
        }
        page.pictures("together-team-files").await?;
        for place in ["overview", "question", "finish"] {
            let widget = page.widget();
            let command = if place == "question" { "go conflicts" } else { &format!("go {place}") };
            widget
                .script_with(
                    "$$(`dialog .rs-steps [data-command=\"${given[0]}\"]`)[0].click()",
                    vec![command.into()],
                )
                .await?;
            widget
                .wait_for(
                    place,
                    &format!("return $('dialog [data-place]').dataset.place.startsWith('{place}')"),
                )
                .await?;
            page.pictures(&format!("together-team-{place}")).await?;
        }
        Ok(())
    });
}
