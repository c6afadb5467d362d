//! Files under a passphrase: what another JOSE library makes and opens, and the dialogue that asks.

use std::process::Stdio;

use anyhow::Result;
use serde_json::{Value, json};
use xtask::setup::node;

use crate::page::Page;
use crate::widget::{Widget, keys};

pub const PASSPHRASE: &str = "grüne Tinte, drei Körbe Äpfel";

/// Runs a script with the npm package `jose`; what it gets and what it gives is JSON.
///
/// # Errors
/// When node can't be run.
///
/// # Panics
/// When the script throws.
pub fn jose(script: &str, given: &Value) -> Result<Value> {
    let script = format!(
        "import * as jose from 'jose';
         const given = JSON.parse(process.argv[1]);
         const bytes = (text) => new TextEncoder().encode(text);
         const passphrase = bytes(given.passphrase);
         const text = ({{ plaintext }}) => new TextDecoder().decode(plaintext);
         // By itself the library lets no stranger choose how long it is to compute.
         const allowed = {{ keyManagementAlgorithms: ['PBES2-HS512+A256KW'], maxPBES2Count: 220_000 }};
         const run = async () => {{ {script} }};
         console.log(JSON.stringify(await run()));"
    );
    let output = node::script(&script)?.arg(given.to_string()).stdin(Stdio::null()).output()?;
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Ok(serde_json::from_slice(&output.stdout)?)
}

/// A text as a protected file, made by `jose`.
///
/// # Errors
/// As [`jose`].
pub fn made_by_jose(text: &str, form: &str) -> Result<String> {
    let script = "
        const made = new jose[`${given.form}Encrypt`](bytes(given.text))
          .setProtectedHeader({ alg: 'PBES2-HS512+A256KW', enc: 'A256GCM' })
          .setKeyManagementParameters({ p2c: 220_000 });
        const file = await made.encrypt(passphrase);
        return typeof file === 'string' ? file : JSON.stringify(file);";
    let made = jose(script, &json!({ "passphrase": PASSPHRASE, "text": text, "form": form }))?;
    Ok(made.as_str().unwrap_or_default().to_owned())
}

/// Opens the walk with the machine shop's answers, and catches what is saved.
///
/// # Errors
/// When it does not come to that.
pub async fn start(page: &mut Page) -> Result<()> {
    page.allow_request("/keep.js");
    page.open_widget("/").await?;
    page.catch_files().await?;
    with_machine_shop(page).await
}

/// Opens the machine shop's answers, past the notice.
///
/// # Errors
/// When it does not come to that.
pub async fn with_machine_shop(page: &Page) -> Result<()> {
    let widget = page.widget();
    widget.command("open", &Page::firm("machine-shop")?).await?;
    widget.at("review").await?;
    widget.command("dismiss", "").await
}

/// Waits for the dialogue of this title.
///
/// # Errors
/// When it does not come to that.
pub async fn dialog(widget: &Widget<'_>, title: &str) -> Result<()> {
    let body = format!("return $('dialog[open] h2')?.textContent === {}", Value::from(title));
    widget.wait_for(title, &body).await?;
    Ok(())
}

/// Waits until no dialogue is open.
///
/// # Errors
/// When it does not come to that.
pub async fn no_dialog(widget: &Widget<'_>) -> Result<()> {
    widget.wait_for("the dialogue gone", "return !$('dialog')").await?;
    Ok(())
}

/// Waits for the field's error, which must be tied to it.
///
/// # Errors
/// When it does not come to that.
pub async fn error(widget: &Widget<'_>, expected: &str) -> Result<()> {
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
///
/// # Errors
/// When it does not come to that.
pub async fn open(page: &Page, file: &str, passphrase: &str) -> Result<()> {
    let widget = page.widget();
    widget.choose_file(file).await?;
    dialog(&widget, "Open a protected file").await?;
    page.press(passphrase).await?;
    page.press(keys::ENTER).await
}

/// Chooses a file of which no passphrase is asked, for none could open it: it is said, and the answers stay.
///
/// # Errors
/// When the dialogue does not come or go.
///
/// # Panics
/// When it says something else, or an answer changed.
pub async fn refused(page: &Page, file: &str, expected: &[&str]) -> Result<()> {
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
