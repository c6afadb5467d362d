//! The file under a passphrase: another JOSE library opens what the page saves, the page opens what it made, and
//! whatever cannot be opened leaves the answers as they are.

use std::fs;
use std::process::Stdio;

use browser_tests::{Page, Result, Rule, Widget, every_engine, keys};
use serde_json::{Value, json};
use xtask::setup::node;

const PASSPHRASE: &str = "grüne Tinte, drei Körbe Äpfel";

/// Keeps what the page saves, and whether leaving would ask.
const CATCH: &str = "
    window.saved = [];
    const make = URL.createObjectURL;
    URL.createObjectURL = (blob) => {
      const at = saved.length;
      blob.text().then((text) => { saved[at] = { ...saved[at], text, type: blob.type }; });
      saved.push({});
      return make.call(URL, blob);
    };
    HTMLAnchorElement.prototype.click = function () { saved.at(-1).name = this.download; };";

/// Runs a script with the npm package `jose`; what it gets and what it gives is JSON.
fn jose(script: &str, given: &Value) -> Result<Value> {
    let script = format!(
        "import * as jose from 'jose';
         const given = JSON.parse(process.argv[1]);
         const bytes = (text) => new TextEncoder().encode(text);
         const passphrase = bytes(given.passphrase);
         const text = ({{ plaintext }}) => new TextDecoder().decode(plaintext);
         // By itself the library lets no stranger choose how long it is to compute.
         const allowed = {{ keyManagementAlgorithms: ['PBES2-HS512+A256KW'], maxPBES2Count: 210_000 }};
         const run = async () => {{ {script} }};
         console.log(JSON.stringify(await run()));"
    );
    let output = node::script(&script)?.arg(given.to_string()).stdin(Stdio::null()).output()?;
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Ok(serde_json::from_slice(&output.stdout)?)
}

/// A text as a protected file, made by `jose`.
fn made_by_jose(text: &str, form: &str) -> Result<String> {
    let script = "
        const made = new jose[`${given.form}Encrypt`](bytes(given.text))
          .setProtectedHeader({ alg: 'PBES2-HS512+A256KW', enc: 'A256GCM' })
          .setKeyManagementParameters({ p2c: 210_000 });
        const file = await made.encrypt(passphrase);
        return typeof file === 'string' ? file : JSON.stringify(file);";
    let made = jose(script, &json!({ "passphrase": PASSPHRASE, "text": text, "form": form }))?;
    Ok(made.as_str().unwrap().to_owned())
}

/// Opens the walk with the machine shop's answers.
async fn start(page: &mut Page) -> Result<()> {
    page.allow_request("/keep.js");
    page.open_widget("/").await?;
    page.script(CATCH).await?;
    with_machine_shop(page).await
}

async fn with_machine_shop(page: &Page) -> Result<()> {
    let widget = page.widget();
    widget.command("open", &Page::firm("machine-shop")?).await?;
    widget.at("review").await?;
    widget.command("dismiss", "").await
}

/// Whether leaving the page would ask.
async fn asks_before_leaving(page: &Page) -> Result<bool> {
    let asks = "const event = new Event('beforeunload', { cancelable: true });
                dispatchEvent(event);
                return event.defaultPrevented";
    Ok(page.script(asks).await? == true)
}

async fn dialog(widget: &Widget<'_>, title: &str) -> Result<()> {
    let body = format!("return $('dialog[open] h2')?.textContent === {}", Value::from(title));
    widget.wait_for(title, &body).await?;
    Ok(())
}

async fn no_dialog(widget: &Widget<'_>) -> Result<()> {
    widget.wait_for("the dialogue gone", "return !$('dialog')").await?;
    Ok(())
}

/// What stands beside the field as its error, which must be tied to it.
async fn error(widget: &Widget<'_>, expected: &str) -> Result<()> {
    let body = format!(
        "const field = $('#rs-keep-passphrase');
         const error = $(`#${{field.getAttribute('aria-describedby').split(' ').at(-1)}}`);
         return field.getAttribute('aria-invalid') === 'true' && root.activeElement === field
           && error.textContent.includes({})",
        Value::from(expected)
    );
    widget.wait_for(expected, &body).await?;
    Ok(())
}

/// Chooses a file that needs a passphrase, and types one.
async fn open(page: &Page, file: &str, passphrase: &str) -> Result<()> {
    let widget = page.widget();
    widget.choose_file(file).await?;
    dialog(&widget, "Open a protected file").await?;
    page.press(passphrase).await?;
    page.press(keys::ENTER).await
}

/// Chooses a file of which no passphrase is asked, for none could open it.
async fn refused(page: &Page, file: &str, expected: &[&str]) -> Result<()> {
    let widget = page.widget();
    let before = widget.assessment().await?;
    widget.choose_file(file).await?;
    dialog(&widget, "Open a protected file").await?;
    assert_eq!(widget.count("dialog input").await?, 0, "nothing to type");
    let said = widget.text("dialog").await?;
    for part in expected.iter().chain(&["Your answers are unchanged."]) {
        assert!(said.contains(part), "{part}\nis not in: {said}");
    }
    page.press(keys::ENTER).await?;
    no_dialog(&widget).await?;
    assert_eq!(widget.assessment().await?, before);
    Ok(())
}

/// The saved file of this number, from 1.
async fn saved(page: &Page, number: usize) -> Result<Value> {
    page.wait_for("a file", &format!("return saved[{0}]?.text && saved[{0}]", number - 1)).await
}

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
        assert!(asks_before_leaving(page).await?);
        let file = widget.script("return element.file()").await?;
        assert_ne!(file.as_str().unwrap(), before.to_string());
        widget.click("[data-host=save-protected]").await?;
        dialog(&widget, "Save with a passphrase").await?;
        assert!(widget.text("dialog").await?.contains("A lost passphrase is a lost file."));
        page.press(PASSPHRASE).await?;
        widget.click("dialog .rs-go").await?;
        let saved = saved(page, 1).await?;
        no_dialog(&widget).await?;
        assert!(!asks_before_leaving(page).await?, "the answers are in a file");
        let name = saved["name"].as_str().unwrap();
        assert!(name.starts_with("reasonable-steps-20") && name.ends_with(".steps.json"), "{name}");
        assert_eq!(saved["type"], "application/json");

        let text = saved["text"].as_str().unwrap();
        let parts: Value = serde_json::from_str(text)?;
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
        assert_eq!((&header["alg"], &header["enc"], &header["p2c"]), (&json!("PBES2-HS512+A256KW"), &json!("A256GCM"), &json!(210_000)));
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
        let again: Value = serde_json::from_str(self::saved(page, 2).await?["text"].as_str().unwrap())?;
        for part in ["protected", "encrypted_key", "iv", "ciphertext", "tag"] {
            assert_ne!(again[part], parts[part], "{part}");
        }

        widget.command("confirm-erase", "").await?;
        open(page, text, PASSPHRASE).await?;
        widget.at("review").await?;
        no_dialog(&widget).await?;
        assert_eq!(widget.script("return element.file()").await?, file);
        assert!(!asks_before_leaving(page).await?, "as in the file");
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
        assert!(!asks_before_leaving(page).await?);
        Ok(())
    }

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
        assert_eq!(page.script("return saved.length").await?, 0);
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
        assert_eq!(page.script("return saved.length").await?, 0);
        page.press(keys::ENTER).await?;
        dialog(&widget, "Save with a passphrase").await?;
        page.press(format!("seven grey herons{}", keys::ENTER)).await?;
        let file = saved(page, 1).await?;
        no_dialog(&widget).await?;
        assert_eq!(widget.focused().await?, "save-protected");
        let opened = jose(
            "return text(await jose.flattenedDecrypt(JSON.parse(given.file), passphrase, allowed))",
            &json!({ "passphrase": "seven grey herons", "file": file["text"] }),
        )?;
        assert_eq!(opened, widget.script("return element.file()").await?);
        Ok(())
    }

    async fn without_encryption_the_page_says_so_and_offers_the_open_file(page: &mut Page) -> Result<()> {
        page.allow_request("/keep.js");
        page.open_by_plain_http("/").await?;
        page.widget().at("start").await?;
        assert_eq!(page.script("return [isSecureContext, typeof crypto.subtle]").await?, json!([false, "undefined"]));
        page.script(CATCH).await?;
        with_machine_shop(page).await?;
        let widget = page.widget();
        widget.command("note access.sign-in", "new").await?;
        let before = widget.assessment().await?;
        widget.click("[data-host=save-protected]").await?;
        dialog(&widget, "Save with a passphrase").await?;
        assert!(widget.text("dialog").await?.contains("the browser cannot lock a file"));
        page.press(keys::ESCAPE).await?;
        no_dialog(&widget).await?;
        assert!(asks_before_leaving(page).await?, "nothing was saved");
        widget.click("[data-host=save-protected]").await?;
        widget.click("dialog .rs-go").await?;
        let file = saved(page, 1).await?;
        assert_eq!(serde_json::from_str::<Value>(file["text"].as_str().unwrap())?, before);
        assert!(!asks_before_leaving(page).await?);
        let locked = made_by_jose(&Page::firm("food")?, "Flattened")?;
        refused(page, &locked, &["the browser cannot lock a file", "one that was saved without a passphrase"]).await
    }

    async fn module_that_is_missing_is_told_and_nothing_is_lost(page: &mut Page) -> Result<()> {
        page.serve(|options| {
            let missing = Rule { status: Some(404), ..Rule::default() };
            options.rules.push(("/keep.js".to_owned(), missing));
        })?;
        start(page).await?;
        for number in 1..=2 {
            page.allow_request(&format!("/keep.js?{number}"));
        }
        page.may_report("404");
        page.may_report("/keep.js");
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
