//! The file under a passphrase: another JOSE library opens what the page saves, the page opens what it made, and
//! whatever cannot be opened leaves the answers as they are.

use std::fs;
use std::process::Stdio;

use browser_tests::passphrase::{
    PASSPHRASE, dialog, error, jose, made_by_jose, no_dialog, open, refused, start,
    with_machine_shop,
};
use browser_tests::{Page, Rule, every_engine, keys};
use serde_json::{Value, json};
use xtask::setup::node;

/// The example of the documentation, word for word.
#[test]
fn documented_way_to_open_a_file_with_another_library_works() {
    let repository = xtask::paths::repository();
    let text = fs::read_to_string(repository.join("docs/files.md")).unwrap();
    let (_, from) = text.split_once("```js\n").unwrap();
    let (example, _) = from.split_once("```").unwrap();
    let file = repository.join("tests/data/formats/1/protected.steps.json");
    let example = example.replace("firm.steps.json", &file.to_string_lossy());
    let output = node::script(&example).unwrap().stdin(Stdio::null()).output().unwrap();
    let expected = fs::read_to_string(file.with_file_name("decisions.steps.json")).unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stdout).trim_end(), expected, "{output:?}");
}

every_engine! {
    async fn what_is_saved_opens_with_another_library_and_here(page: &mut Page) -> Result<()> {
        start(page).await?;
        let widget = page.widget();
        let before = widget.assessment().await?;
        widget.command("note access.sign-in", "“ünusual” \\ \u{1f511}\n").await?;
        assert!(page.asks_before_leaving().await?);
        let file = widget.script("return element.file()").await?;
        assert_ne!(file.as_str().unwrap(), before.to_string());
        widget.click("[data-host=save-protected]").await?;
        dialog(&widget, "Save with a passphrase").await?;
        assert!(widget.text("dialog").await?.contains("A lost passphrase is a lost file."));
        page.press(PASSPHRASE).await?;
        widget.click("dialog .rs-go").await?;
        let saved = page.taken(1).await?;
        no_dialog(&widget).await?;
        assert!(!page.asks_before_leaving().await?, "the answers are in a file");
        let name = &saved.name;
        assert!(name.starts_with("reasonable-steps-20") && name.ends_with(".steps.json"), "{name}");
        assert_eq!(saved.media_type, "application/json");

        let text = saved.text()?;
        let parts: Value = serde_json::from_str(&text)?;
        let names: Vec<&String> = parts.as_object().unwrap().keys().collect();
        assert_eq!(names.len(), 5, "{names:?}");
        let given = json!({ "passphrase": PASSPHRASE, "file": parts });
        let opened = jose("return text(await jose.flattenedDecrypt(given.file, passphrase, allowed))", &given)?;
        assert_eq!(opened, file, "flattened");
        let as_compact = "
            const { protected: header, encrypted_key, iv, ciphertext, tag } = given.file;
            const compact = [header, encrypted_key, iv, ciphertext, tag].join('.');
            return [jose.decodeProtectedHeader(compact), text(await jose.compactDecrypt(compact, passphrase, allowed))]";
        let opened = jose(as_compact, &given)?;
        assert_eq!(opened[1], file, "the same parts in the compact form");
        let header = &opened[0];
        assert_eq!((&header["alg"], &header["enc"], &header["p2c"]), (&json!("PBES2-HS512+A256KW"), &json!("A256GCM"), &json!(220_000)));
        assert_eq!((&header["typ"], &header["cty"]), (&json!("JOSE+JSON"), &json!("json")));
        let default = "const { keyManagementAlgorithms } = allowed;
            const code = ({ code }) => code;
            return Promise.all([{}, { keyManagementAlgorithms }].map((options) =>
              jose.flattenedDecrypt(given.file, passphrase, options).catch(code)))";
        let told = "docs/files.md says that both must be set";
        assert_eq!(jose(default, &given)?, json!(["ERR_JOSE_ALG_NOT_ALLOWED", "ERR_JWE_INVALID"]), "{told}");

        // The same answers once more: another salt, another key, another file.
        widget.click("[data-host=save-protected]").await?;
        dialog(&widget, "Save with a passphrase").await?;
        page.press(format!("{PASSPHRASE}{}", keys::ENTER)).await?;
        let again: Value = serde_json::from_str(&page.taken(2).await?.text()?)?;
        for part in ["protected", "encrypted_key", "iv", "ciphertext", "tag"] {
            assert_ne!(again[part], parts[part], "{part}");
        }

        widget.command("confirm-erase", "").await?;
        open(page, &text, PASSPHRASE).await?;
        widget.at("review").await?;
        no_dialog(&widget).await?;
        assert_eq!(widget.script("return element.file()").await?, file);
        assert!(!page.asks_before_leaving().await?, "as in the file");
        Ok(())
    }

    async fn what_was_made_elsewhere_or_earlier_is_opened_and_compared_with(page: &mut Page) -> Result<()> {
        start(page).await?;
        let widget = page.widget();
        let food = Page::firm("food")?;
        for form in ["Flattened", "Compact"] {
            widget.command("confirm-erase", "").await?;
            open(page, &made_by_jose(&food, form)?, PASSPHRASE).await?;
            widget.at("review").await?;
            let opened = widget.assessment().await?;
            let expected: Value = serde_json::from_str(&food)?;
            assert_eq!(opened["answers"], expected["answers"], "{form}");
        }
        widget.command("confirm-erase", "").await?;
        let formats = xtask::paths::repository().join("tests/data/formats/1");
        let read = |name: &str| fs::read_to_string(formats.join(name));
        open(page, &read("protected.steps.json")?, "seven grey herons at noon").await?;
        widget.at("review").await?;
        assert_eq!(widget.script("return element.file()").await?, read("decisions.steps.json")?);
        widget.command("confirm-erase", "").await?;
        with_machine_shop(page).await?;
        // Letters that another keyboard would send in two parts.
        let apart = PASSPHRASE.replace('ü', "u\u{308}").replace('ö', "o\u{308}");
        open(page, &made_by_jose(&food, "Flattened")?, &apart).await?;
        widget.press_button("confirm-open").await?;
        widget.at("review").await?;

        widget.go("report").await?;
        widget.script("for (const details of $$('.rs-page details')) details.open = true").await?;
        let before = widget.assessment().await?;
        widget.choose_file_for("compare", &made_by_jose(&Page::firm("machine-shop")?, "Compact")?).await?;
        dialog(&widget, "Open a protected file").await?;
        page.press(format!("{PASSPHRASE}{}", keys::ENTER)).await?;
        widget.find("[data-command^=stop-comparing]").await?;
        assert_eq!(widget.assessment().await?, before);
        Ok(())
    }

    async fn wrong_passphrase_is_said_and_may_be_tried_again(page: &mut Page) -> Result<()> {
        start(page).await?;
        let widget = page.widget();
        let before = widget.assessment().await?;
        let file = made_by_jose(&Page::firm("food")?, "Flattened")?;
        open(page, &file, "grüne Tinte").await?;
        error(&widget, "This passphrase does not open the file.").await?;
        page.press(keys::DELETE).await?;
        let gone = "return $('#rs-keep-error').textContent === '' && !$('[aria-invalid]')";
        widget.wait_for("the error gone while typing", gone).await?;
        page.press(keys::ENTER).await?;
        error(&widget, "Type the passphrase.").await?;
        assert_eq!(widget.assessment().await?, before);
        page.press(format!("{PASSPHRASE}{}", keys::ENTER)).await?;
        widget.press_button("confirm-open").await?;
        widget.at("review").await?;
        assert_ne!(widget.assessment().await?, before);
        Ok(())
    }

    async fn cut_altered_and_foreign_files_are_told_apart(page: &mut Page) -> Result<()> {
        start(page).await?;
        let widget = page.widget();
        let file = made_by_jose(&Page::firm("food")?, "Flattened")?;
        let parts: Value = serde_json::from_str(&file)?;
        refused(page, &file[..file.len() / 2], &["The end of this file is missing", "ends too early: the file is cut"]).await?;
        refused(page, &file.replacen("\":\"", "\":\"*", 1), &["altered or damaged", "`ciphertext` has letters that cannot stand there"]).await?;
        let mut without = parts.clone();
        without.as_object_mut().unwrap().remove("tag");
        refused(page, &without.to_string(), &["altered or damaged", "`tag` is missing"]).await?;
        let other = jose(
            "return new jose.FlattenedEncrypt(bytes('x')).setProtectedHeader({ alg: 'PBES2-HS256+A128KW', enc: 'A128GCM' }).encrypt(passphrase)",
            &json!({ "passphrase": PASSPHRASE }),
        )?;
        refused(page, &other.to_string(), &["locked in a way that is not known here", "`alg` is PBES2-HS256+A128KW"]).await?;
        let dear = jose(
            "return new jose.FlattenedEncrypt(bytes('x')).setProtectedHeader({ alg: 'PBES2-HS512+A256KW', enc: 'A256GCM' })
               .setKeyManagementParameters({ p2c: 2_000_001 }).encrypt(passphrase)",
            &json!({ "passphrase": PASSPHRASE }),
        )?;
        refused(page, &dear.to_string(), &["more work than a browser should do", "`p2c` is 2000001"]).await?;

        // By one byte each: the passphrase opens the key, and what is inside has not its seal; or it does not.
        let before = widget.assessment().await?;
        for (part, expected) in [
            ("ciphertext", "The passphrase is right, but what is inside was altered"),
            ("tag", "The passphrase is right, but what is inside was altered"),
            ("iv", "The passphrase is right, but what is inside was altered"),
            ("encrypted_key", "This passphrase does not open the file."),
        ] {
            let mut altered = parts.clone();
            let letters = parts[part].as_str().unwrap();
            let first = if letters.starts_with('A') { "B" } else { "A" };
            altered[part] = json!(format!("{first}{}", &letters[1..]));
            open(page, &altered.to_string(), PASSPHRASE).await?;
            error(&widget, expected).await?;
            assert!(widget.text("#rs-keep-error").await?.ends_with("Your answers are unchanged."));
            page.press(keys::ESCAPE).await?;
            no_dialog(&widget).await?;
            assert_eq!(widget.assessment().await?, before, "{part}");
        }
        // Opened, and no assessment file: the engine says so, as of any other.
        open(page, &made_by_jose("[1]", "Compact")?, PASSPHRASE).await?;
        widget.wait_for("the notice", "return $('.rs-notice-title')?.textContent === 'This file cannot be opened'").await?;
        assert_eq!(widget.assessment().await?, before);
        assert!(!page.asks_before_leaving().await?);
        Ok(())
    }

    async fn without_encryption_the_page_says_so_and_offers_the_open_file(page: &mut Page) -> Result<()> {
        page.allow_request("/keep.js");
        page.open_by_plain_http("/").await?;
        page.widget().at("start").await?;
        assert_eq!(page.script("return [isSecureContext, typeof crypto.subtle]").await?, json!([false, "undefined"]));
        page.catch_files().await?;
        with_machine_shop(page).await?;
        let widget = page.widget();
        widget.command("note access.sign-in", "new").await?;
        let before = widget.assessment().await?;
        widget.click("[data-host=save-protected]").await?;
        dialog(&widget, "Save with a passphrase").await?;
        assert!(widget.text("dialog").await?.contains("the browser cannot lock a file"));
        page.press(keys::ESCAPE).await?;
        no_dialog(&widget).await?;
        assert!(page.asks_before_leaving().await?, "nothing was saved");
        widget.click("[data-host=save-protected]").await?;
        widget.click("dialog .rs-go").await?;
        let file = page.taken(1).await?;
        assert_eq!(serde_json::from_str::<Value>(&file.text()?)?, before);
        assert!(!page.asks_before_leaving().await?);
        let locked = made_by_jose(&Page::firm("food")?, "Flattened")?;
        refused(page, &locked, &["the browser cannot lock a file", "one that was saved without a passphrase"]).await
    }

    async fn module_that_is_missing_is_told_and_nothing_is_lost(page: &mut Page) -> Result<()> {
        page.serve(|options| {
            let missing = Rule { status: Some(404), ..Rule::default() };
            options.rules.push(("/keep.js".to_owned(), missing));
        })?;
        start(page).await?;
        page.may_report("404");
        page.may_report("/keep.js");
        // A module that did not load stays so under its address, so each further try has another.
        for again in ["/keep.js?1", "/keep.js?2"] {
            page.allow_request(again);
        }
        let widget = page.widget();
        let before = widget.assessment().await?;
        for _ in 0..2 {
            widget.click("[data-host=save-protected]").await?;
            widget.wait_for("the message", "return $('[data-unprotected]').textContent").await?;
        }
        assert_eq!(widget.text("[data-unprotected]").await?, "That did not load. Try again, or save to a file.");
        widget.choose_file(&made_by_jose(&Page::firm("food")?, "Flattened")?).await?;
        let notice = "return $('.rs-notice')?.textContent.includes('is protected by a passphrase')";
        widget.wait_for("the notice", notice).await?;
        assert_eq!(widget.assessment().await?, before);
        let tries = page.requests().into_iter().filter(|path| path.starts_with("/keep.js")).count();
        assert_eq!(tries, 3, "each time anew");
        Ok(())
    }
}
