//! Taking the report away: each kind of file, what is loaded for it, and what is said where that fails.

use std::process::Stdio;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use browser_tests::{Page, Result, Rule, every_engine};
use serde_json::Value;
use xtask::paths;
use xtask::questionnaires::command;

/// Keeps what the page saves: name, type and content. The engines differ in where a download goes, so
/// the file is caught where the page hands it over.
const CATCH: &str = "
    window.taken = [];
    const make = URL.createObjectURL;
    URL.createObjectURL = (blob) => {
      blob.arrayBuffer().then((buffer) => {
        const bytes = new Uint8Array(buffer);
        let letters = '';
        for (const byte of bytes) letters += String.fromCharCode(byte);
        window.taken.at(-1).content = { type: blob.type, base64: btoa(letters) };
      });
      return make.call(URL, blob);
    };
    HTMLAnchorElement.prototype.click = function () { window.taken.push({ name: this.download }); };";

/// Each kind of file: its module, how its name ends, and its type.
const KINDS: [(&str, &str, &str, &str); 7] = [
    (
        "docx",
        "word",
        ".docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    ("xlsx", "excel", ".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("pdf", "pdf", ".pdf", "application/pdf"),
    ("html", "plain", ".html", "text/html"),
    ("csv", "plain", ".csv", "text/csv"),
    ("markdown", "plain", ".md", "text/markdown"),
    ("json", "plain", ".json", "application/json"),
];

/// What the command makes of the same answers, as of the day that the file's name says.
fn by_command(format: &str, name: &str) -> Result<Vec<u8>> {
    let day = name.trim_start_matches("reasonable-steps-report-").get(..10).unwrap_or_default();
    let firm = paths::repository().join("tests/data/firms/machine-shop.steps.json");
    let made = command()
        .arg("report")
        .arg(firm)
        .args(["--date", day, "--format", format])
        .stdin(Stdio::null())
        .output()?;
    Ok(made.stdout)
}

async fn report(page: &mut Page) -> Result<()> {
    page.open_widget("/").await?;
    page.script(CATCH).await?;
    let widget = page.widget();
    widget.command("open", &Page::firm("machine-shop")?).await?;
    widget.go("report").await
}

/// Waits for the file of this number, from 1.
async fn taken(page: &Page, number: usize) -> Result<Value> {
    let body = format!("return taken[{0}]?.content && taken[{0}]", number - 1);
    page.wait_for("a file", &body).await
}

every_engine! {
    async fn each_kind_of_file_is_made_by_the_one_module_that_is_loaded_for_it(page: &mut Page) -> Result<()> {
        report(page).await?;
        for module in ["word", "excel", "pdf", "plain"] {
            page.allow_request(&format!("/export/{module}.js"));
        }
        let before = page.requests().len();
        let (mut number, mut loaded) = (0, Vec::new());
        for (format, module, extension, media_type) in KINDS {
            number += 1;
            let widget = page.widget();
            widget.click(&format!(".rs-take > .rs-actions [data-format={format}]")).await?;
            let file = taken(page, number).await?;
            let name = file["name"].as_str().unwrap_or_default();
            assert!(name.starts_with("reasonable-steps-report-20"), "{name}");
            assert!(name.ends_with(extension), "{name}");
            let content = &file["content"];
            assert_eq!(content["type"], media_type, "{format}");
            let bytes = BASE64_STANDARD.decode(content["base64"].as_str().unwrap_or_default())?;
            assert!(bytes == by_command(format, name)?, "{format}: not the bytes of the command");
            widget.wait_for("the word that it is done", "return $('[data-take=status]').textContent.includes('downloads')").await?;
            let path = format!("/export/{module}.js");
            if !loaded.contains(&path) {
                loaded.push(path);
            }
            assert_eq!(page.requests().split_at(before).1, loaded, "a module is loaded once, when it is needed");
        }
        assert_eq!(page.widget().count("[aria-busy=true]").await?, 0);
        Ok(())
    }

    async fn a_module_that_is_missing_is_told_and_another_kind_of_file_offered(page: &mut Page) -> Result<()> {
        page.serve(|options| {
            let missing = Rule { status: Some(404), ..Rule::default() };
            options.rules.push(("/export/word.js".to_owned(), missing));
        })?;
        report(page).await?;
        // Under the old address a browser would not try again.
        for path in ["/export/word.js", "/export/word.js?1", "/export/plain.js?2"] {
            page.allow_request(path);
        }
        page.may_report("404");
        page.may_report("/export/");
        let widget = page.widget();
        let before = widget.assessment().await?;
        for _ in 0..2 {
            widget.click(".rs-take > .rs-actions [data-format=docx]").await?;
            widget.wait_for("the message", "return $('[data-take=failed]').checkVisibility()").await?;
        }
        let said = widget.text("[data-take=failed]").await?;
        assert!(said.contains("could not be made") && said.contains("unchanged"), "{said}");
        assert_eq!(widget.text("[data-take=status]").await?, "");
        assert_eq!(widget.assessment().await?, before, "no answer is lost");
        widget.at("report").await?;
        assert_eq!(widget.count("[data-take=failed] [data-host=print]").await?, 1, "needs no module");

        widget.click("[data-take=failed] [data-format=json]").await?;
        let file = taken(page, 1).await?;
        assert_eq!(file["content"]["type"], "application/json");
        assert!(file["content"]["base64"].as_str().is_some_and(|content| content.len() > 20_000), "{file}");
        widget.wait_for("the message gone", "return !$('[data-take=failed]').checkVisibility()").await?;
        Ok(())
    }
}
