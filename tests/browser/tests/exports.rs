//! Taking the report away: each kind of file, what is loaded for it, and what is said where that fails.

use browser_tests::{KINDS, Page, Result, Rule, by_command, every_engine};

async fn report(page: &mut Page) -> Result<()> {
    page.open_widget("/").await?;
    page.catch_files().await?;
    let widget = page.widget();
    widget.command("open", &Page::firm("machine-shop")?).await?;
    widget.go("report").await
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
            let file = page.taken(number).await?;
            let name = file.name.as_str();
            assert!(name.starts_with("reasonable-steps-report-20"), "{name}");
            assert!(name.ends_with(extension), "{name}");
            assert_eq!(file.media_type, media_type, "{format}");
            let expected = by_command(page, &Page::firm("machine-shop")?, format, name)?;
            assert!(file.bytes == expected, "{format}: not the bytes of the command");
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
        let file = page.taken(1).await?;
        assert_eq!(file.media_type, "application/json");
        assert!(file.bytes.len() > 15_000, "{} bytes", file.bytes.len());
        widget.wait_for("the message gone", "return !$('[data-take=failed]').checkVisibility()").await?;
        Ok(())
    }
}
