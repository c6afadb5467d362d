//! The dialogue about a passphrase: strength, keyboard, language, and what it leaves behind.

use browser_tests::passphrase::{
    dialog, error, jose, made_by_jose, no_dialog, open, start, with_machine_shop,
};
use browser_tests::{Page, Result, every_engine, keys};
use serde_json::json;

every_engine! {
    async fn strength_goes_by_length_and_too_short_is_not_taken(page: &mut Page) -> Result<()> {
        start(page).await?;
        let widget = page.widget();
        widget.click("[data-host=save-protected]").await?;
        dialog(&widget, "Save with a passphrase").await?;
        // Each change of what is said is one announcement.
        widget.script(
            "window.told = [];
             new MutationObserver(() => told.push($('dialog [role=status]').textContent))
               .observe($('dialog [role=status]'), { childList: true })",
        ).await?;
        for (typed, expected) in [
            ("tea rom", "Too short: use 8 letters or more."),
            ("s", "Fair: 15 letters or more are much harder to guess."),
            (" above", "Fair: 15 letters or more are much harder to guess."),
            (" it", "Good length."),
        ] {
            page.press(typed).await?;
            assert_eq!(widget.text("dialog [role=status]").await?, expected, "{typed}");
        }
        let told = page.script("return told").await?;
        assert_eq!(told.as_array().unwrap().len(), 3, "not at every letter: {told}");
        for (typed, expected) in [("short", "Too short"), ("aaaaaaaaaaaaaaaaaaaa", "Too simple"), ("", "Type the passphrase.")] {
            widget.script("const field = $('#rs-keep-passphrase'); field.value = ''; field.focus()").await?;
            page.press(format!("{typed}{}", keys::ENTER)).await?;
            error(&widget, expected).await?;
        }
        assert_eq!(page.script("return taken.length").await?, 0);
        assert_eq!(widget.count("dialog input[type=password][autocomplete=new-password]").await?, 1);
        page.press(keys::ESCAPE).await?;
        no_dialog(&widget).await?;
        Ok(())
    }

    async fn whole_way_needs_no_mouse(page: &mut Page) -> Result<()> {
        start(page).await?;
        let widget = page.widget();
        widget.script("$('[data-host=save-protected]').focus()").await?;
        page.press(keys::ENTER).await?;
        dialog(&widget, "Save with a passphrase").await?;
        let at = "const at = root.activeElement; return at?.id || at?.textContent";
        assert_eq!(widget.script(at).await?, "rs-keep-passphrase");
        page.press("seven grey herons").await?;
        page.press(keys::TAB).await?;
        assert_eq!(widget.script(at).await?, "Show the passphrase");
        page.press(keys::ENTER).await?;
        assert_eq!(widget.script("return $('#rs-keep-passphrase').type").await?, "text");
        assert_eq!(widget.script(at).await?, "Hide the passphrase");
        page.press(keys::SPACE).await?;
        assert_eq!(widget.script("return [$('#rs-keep-passphrase').type, $('#rs-keep-passphrase').value]").await?, json!(["password", "seven grey herons"]));
        page.press(keys::TAB).await?;
        assert_eq!(widget.script(at).await?, "Cancel");
        page.press(keys::TAB).await?;
        assert_eq!(widget.script(at).await?, "Save the file");
        // Nothing behind the dialogue is reached.
        for _ in 0..12 {
            page.press(keys::TAB).await?;
            let outside = widget.script("return root.activeElement !== null && !root.activeElement.closest('dialog')").await?;
            assert_eq!(outside, false);
        }
        page.press(keys::ESCAPE).await?;
        no_dialog(&widget).await?;
        assert_eq!(widget.focused().await?, "save-protected", "where it was");
        assert_eq!(page.script("return taken.length").await?, 0);
        page.press(keys::ENTER).await?;
        dialog(&widget, "Save with a passphrase").await?;
        page.press(format!("seven grey herons{}", keys::ENTER)).await?;
        let file = page.taken(1).await?.text()?;
        no_dialog(&widget).await?;
        assert_eq!(widget.focused().await?, "save-protected");
        let opened = jose(
            "return text(await jose.flattenedDecrypt(JSON.parse(given.file), passphrase, allowed))",
            &json!({ "passphrase": "seven grey herons", "file": file }),
        )?;
        assert_eq!(opened, widget.script("return element.file()").await?);
        Ok(())
    }

    async fn dialogue_speaks_the_language_and_runs_its_way(page: &mut Page) -> Result<()> {
        page.allow_request("/keep.js");
        page.open_widget("/").await?;
        page.allow_request("/languages/ar-XB.js");
        page.script("document.querySelector('reasonable-steps').setAttribute('lang', 'ar-XB')").await?;
        let widget = page.widget();
        widget.wait_for("the language", "return $('[dir=rtl]')").await?;
        with_machine_shop(page).await?;
        widget.click("[data-host=save-protected]").await?;
        let dialog = "const dialog = $('dialog[open]');
            return dialog && [dialog.lang, getComputedStyle(dialog).direction, dialog.querySelector('h2').textContent.startsWith('\\u202e')]";
        assert_eq!(widget.wait_for("the dialogue", dialog).await?, json!(["ar-XB", "rtl", true]));
        let english = "const walker = document.createTreeWalker($('dialog'), NodeFilter.SHOW_TEXT);
            const texts = [];
            while (walker.nextNode()) texts.push(walker.currentNode.textContent);
            return texts.filter((text) => !text.startsWith('\\u202e'))";
        assert_eq!(widget.script(english).await?, json!([]));
        Ok(())
    }

    async fn dialogues_break_no_rule_of_wcag(page: &mut Page) -> Result<()> {
        start(page).await?;
        let widget = page.widget();
        let file = made_by_jose(&Page::firm("food")?, "Flattened")?;
        let check = async |page: &Page, what: &str| -> Result<()> {
            let violations = page.accessibility_violations().await?;
            assert!(violations.is_empty(), "{what}: {violations:#?}");
            page.press(keys::ESCAPE).await?;
            no_dialog(&page.widget()).await
        };
        widget.click("[data-host=save-protected]").await?;
        dialog(&widget, "Save with a passphrase").await?;
        page.press(format!("short{}", keys::ENTER)).await?;
        error(&widget, "Too short").await?;
        check(page, "save").await?;
        open(page, &file, "wrong").await?;
        error(&widget, "does not open").await?;
        check(page, "open").await?;
        widget.choose_file(&file[..200]).await?;
        dialog(&widget, "Open a protected file").await?;
        check(page, "refused").await
    }

    async fn element_that_leaves_the_page_takes_its_dialogue_along(page: &mut Page) -> Result<()> {
        start(page).await?;
        let widget = page.widget();
        let before = widget.assessment().await?;
        widget.click("[data-host=save-protected]").await?;
        dialog(&widget, "Save with a passphrase").await?;
        widget.script("const parent = element.parentNode; const next = element.nextSibling; element.remove(); parent.insertBefore(element, next)").await?;
        no_dialog(&page.widget()).await?;
        assert_eq!(widget.assessment().await?, before);
        widget.click("[data-host=save-protected]").await?;
        dialog(&widget, "Save with a passphrase").await
    }
}
