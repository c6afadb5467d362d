//! Taking the report away: each kind of file, what is loaded for it, and what is said where that fails.

use browser_tests::{Page, Result, Rule, every_engine};
use serde_json::Value;

/// Keeps what the page saves: name, type, length and first bytes. The engines differ in where a download goes, so
/// the file is caught where the page hands it over.
const CATCH: &str = "
    window.taken = [];
    const make = URL.createObjectURL;
    URL.createObjectURL = (blob) => {
      blob.arrayBuffer().then((buffer) => {
        const bytes = new Uint8Array(buffer);
        const first = String.fromCharCode(...bytes.slice(0, 40));
        window.taken.at(-1).content = { type: blob.type, length: bytes.length, first };
      });
      return make.call(URL, blob);
    };
    HTMLAnchorElement.prototype.click = function () { window.taken.push({ name: this.download }); };";

/// Each kind of file: its module, how its name ends, its type and its first bytes.
const KINDS: [(&str, &str, &str, &str, &str); 7] = [
    (
        "docx",
        "word",
        ".docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "PK\u{3}\u{4}",
    ),
    (
        "xlsx",
        "excel",
        ".xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "PK\u{3}\u{4}",
    ),
    ("pdf", "pdf", ".pdf", "application/pdf", "%PDF-1.7"),
    ("html", "plain", ".html", "text/html", "<!DOCTYPE html>"),
    ("csv", "plain", ".csv", "text/csv", "\u{ef}\u{bb}\u{bf}area_id,area,area_score"),
    ("markdown", "plain", ".md", "text/markdown", "# Report for"),
    ("json", "plain", ".json", "application/json", "{\"format\":\"reasonable-steps/report\""),
];

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
        for (format, module, extension, media_type, first) in KINDS {
            number += 1;
            let widget = page.widget();
            widget.click(&format!(".rs-take > .rs-actions [data-format={format}]")).await?;
            let file = taken(page, number).await?;
            let name = file["name"].as_str().unwrap_or_default();
            assert!(name.starts_with("reasonable-steps-report-20"), "{name}");
            assert!(name.ends_with(extension), "{name}");
            let content = &file["content"];
            assert_eq!(content["type"], media_type, "{format}");
            assert!(content["first"].as_str().is_some_and(|start| start.starts_with(first)), "{format}: {content}");
            assert!(content["length"].as_u64() > Some(20_000), "{format}: {content}");
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
            options.rules.push(("/export/".to_owned(), Rule { status: Some(404), ..Rule::default() }));
        })?;
        report(page).await?;
        for path in ["/export/word.js", "/export/plain.js?1"] {
            page.allow_request(path);
        }
        page.may_report("404");
        page.may_report("/export/");
        let widget = page.widget();
        let before = widget.assessment().await?;
        widget.click(".rs-take > .rs-actions [data-format=docx]").await?;
        widget.wait_for("the message", "return $('[data-take=failed]').checkVisibility()").await?;
        let said = widget.text("[data-take=failed]").await?;
        assert!(said.contains("could not be made") && said.contains("unchanged"), "{said}");
        assert_eq!(widget.text("[data-take=status]").await?, "");
        assert_eq!(widget.assessment().await?, before, "no answer is lost");
        widget.at("report").await?;

        // The engine that runs already makes this one, whatever can't be loaded.
        widget.click("[data-take=failed] [data-format=json]").await?;
        let file = taken(page, 1).await?;
        assert_eq!(file["content"]["type"], "application/json");
        assert!(file["content"]["length"].as_u64() > Some(20_000), "{file}");
        widget.wait_for("the message gone", "return !$('[data-take=failed]').checkVisibility()").await?;
        Ok(())
    }
}
