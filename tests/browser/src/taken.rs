//! Files that the page hands over: kinds, and a way to catch them. The engines differ in where a download goes, so a
//! file is caught where the page hands it over.

use std::process::Stdio;

use anyhow::{Result, ensure};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::Value;
use xtask::paths;
use xtask::questionnaires::command;

use crate::page::Page;

/// Keeps what the page saves: name, type and content.
const CATCH: &str = "
    window.taken = [];
    const make = URL.createObjectURL;
    const blobs = [];
    URL.createObjectURL = (blob) => {
      blobs.push(blob);
      return make.call(URL, blob);
    };
    HTMLAnchorElement.prototype.click = function () {
      const blob = blobs.at(-1);
      const file = { name: this.download };
      window.taken.push(file);
      blob.arrayBuffer().then((buffer) => {
        let letters = '';
        for (const byte of new Uint8Array(buffer)) letters += String.fromCharCode(byte);
        file.content = { type: blob.type, base64: btoa(letters) };
      });
    };";

/// Each kind of file: its module, how its name ends, and its type.
pub const KINDS: [(&str, &str, &str, &str); 7] = [
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

/// A file that the page handed over.
pub struct Taken {
    pub name: String,
    pub media_type: String,
    pub bytes: Vec<u8>,
}

impl Taken {
    /// What it says.
    ///
    /// # Errors
    /// When it is no UTF-8.
    pub fn text(&self) -> Result<String> {
        Ok(String::from_utf8(self.bytes.clone())?)
    }
}

impl Page {
    /// Whether leaving the page would ask first. Drivers answer the dialogue themselves; that the event is prevented
    /// is what opens it.
    ///
    /// # Errors
    /// When the page no longer answers.
    pub async fn asks_before_leaving(&self) -> Result<bool> {
        let asks = "const event = new Event('beforeunload', { cancelable: true });
                    dispatchEvent(event);
                    return event.defaultPrevented";
        Ok(self.script(asks).await? == true)
    }

    /// From now on, files are caught; the first after this has number 1.
    ///
    /// # Errors
    /// When the page no longer answers.
    pub async fn catch_files(&self) -> Result<()> {
        self.script(CATCH).await?;
        Ok(())
    }

    /// Waits for the file of this number, from 1.
    ///
    /// # Errors
    /// When there is none at the deadline.
    pub async fn taken(&self, number: usize) -> Result<Taken> {
        let body = format!("return taken[{0}]?.content && taken[{0}]", number - 1);
        let file = self.wait_for("a file", &body).await?;
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        Ok(Taken {
            name: text(&file["name"]),
            media_type: text(&file["content"]["type"]),
            bytes: BASE64_STANDARD.decode(text(&file["content"]["base64"]))?,
        })
    }
}

/// What the command makes of an assessment, as of the day that the file's name says.
///
/// # Errors
/// When the command can't be run or refuses.
pub fn by_command(page: &Page, assessment: &str, format: &str, name: &str) -> Result<Vec<u8>> {
    let day = name.trim_start_matches("reasonable-steps-report-").get(..10).unwrap_or_default();
    let folder =
        page.files(&format!("command-{}", std::process::id()), &[("firm.steps.json", assessment)])?;
    let made = command()
        .current_dir(paths::repository())
        .arg("report")
        .arg(folder.join("firm.steps.json"))
        .args(["--date", day, "--format", format])
        .stdin(Stdio::null())
        .output()?;
    ensure!(!made.stdout.is_empty(), "{}", String::from_utf8_lossy(&made.stderr));
    Ok(made.stdout)
}
