//! The element as a visitor meets it: looked up in its shadow root, clicked with the mouse, typed at with the
//! keyboard. Nothing here answers a question by any other way than [`Widget::command`], which says so.

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use thirtyfour::WebElement;
use xtask::paths;

use crate::page::Page;

/// Keys that are no letters, as WebDriver writes them.
pub mod keys {
    pub const BACKSPACE: &str = "\u{e003}";
    pub const TAB: &str = "\u{e004}";
    pub const ENTER: &str = "\u{e007}";
    pub const ESCAPE: &str = "\u{e00c}";
    pub const SPACE: &str = " ";
    pub const UP: &str = "\u{e013}";
    pub const DOWN: &str = "\u{e015}";
    pub const DELETE: &str = "\u{e017}";
    pub const LEFT: &str = "\u{e012}";
    pub const RIGHT: &str = "\u{e014}";
    pub const PAGE_UP: &str = "\u{e00e}";
    pub const PAGE_DOWN: &str = "\u{e00f}";
}

/// One `<reasonable-steps>` on a page, or the trainer's `<workshop-room>`.
pub struct Widget<'p> {
    page: &'p Page,
    tag: &'static str,
    index: usize,
}

impl Page {
    /// The first element of the page.
    pub fn widget(&self) -> Widget<'_> {
        self.widget_at(0)
    }

    /// The element of this number, from 0.
    pub fn widget_at(&self, index: usize) -> Widget<'_> {
        Widget { page: self, tag: "reasonable-steps", index }
    }

    /// The trainer's page of the workshop.
    pub fn room(&self) -> Widget<'_> {
        Widget { page: self, tag: "workshop-room", index: 0 }
    }

    /// Opens a page and waits until its first element shows the start.
    ///
    /// # Errors
    /// When it does not.
    pub async fn open_widget(&mut self, path: &str) -> Result<()> {
        self.open(path).await?;
        self.widget().at("start").await
    }

    /// Presses keys where the focus is.
    ///
    /// # Errors
    /// When the driver refuses.
    pub async fn press(&self, keys: impl AsRef<str>) -> Result<()> {
        self.driver
            .action_chain_with_delay(Some(Duration::ZERO), Some(Duration::ZERO))
            .send_keys(keys.as_ref())
            .perform()
            .await?;
        Ok(())
    }

    /// Tab with the shift key held: back by one.
    ///
    /// # Errors
    /// When the driver refuses.
    pub async fn press_shift_tab(&self) -> Result<()> {
        const SHIFT: char = '\u{e008}';
        let chain = self.driver.action_chain_with_delay(Some(Duration::ZERO), Some(Duration::ZERO));
        chain.key_down(SHIFT).send_keys(keys::TAB).key_up(SHIFT).perform().await?;
        Ok(())
    }

    /// A file of the assessments that all tests share.
    ///
    /// # Errors
    /// When there is none of that name.
    pub fn firm(name: &str) -> Result<String> {
        let file = paths::repository()
            .join("tests")
            .join("data")
            .join("firms")
            .join(name)
            .with_extension("steps.json");
        fs::read_to_string(&file).with_context(|| format!("could not read {}", file.display()))
    }

    /// The names of all of them.
    ///
    /// # Errors
    /// When the folder can't be read.
    pub fn firms() -> Result<Vec<String>> {
        let folder = paths::repository().join("tests").join("data").join("firms");
        let mut names = Vec::new();
        for entry in fs::read_dir(&folder)? {
            let name = entry?.file_name().to_string_lossy().into_owned();
            names.extend(name.strip_suffix(".steps.json").map(str::to_owned));
        }
        ensure!(!names.is_empty(), "no firms in {}", folder.display());
        names.sort();
        Ok(names)
    }

    /// A folder of this test's own with these files in it, ready to be served or opened.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn files(&self, name: &str, files: &[(&str, &str)]) -> Result<PathBuf> {
        let folder = paths::target()
            .join("tmp")
            .join("browser")
            .join(format!("{name}-{}", self.engine().name()));
        fs::create_dir_all(&folder)?;
        for (file, text) in files {
            fs::write(folder.join(file), text)?;
        }
        Ok(folder)
    }
}

impl Widget<'_> {
    /// Runs a function body in the page; `element` is the element, `root` its shadow root, `$` and `$$` look up one
    /// or all of a selector inside it.
    ///
    /// # Errors
    /// When it throws.
    pub async fn script(&self, body: &str) -> Result<Value> {
        self.page.script(&self.body(body)).await
    }

    /// As [`Widget::script`], with `given[0]` and so on.
    ///
    /// # Errors
    /// When it throws.
    pub async fn script_with(&self, body: &str, given: Vec<Value>) -> Result<Value> {
        self.page.script_with(&format!("const given = arguments; {}", self.body(body)), given).await
    }

    /// Runs a body as [`Widget::script`] does until what it returns is truthy.
    ///
    /// # Errors
    /// When it throws, or is still falsy at the deadline.
    pub async fn wait_for(&self, what: &str, body: &str) -> Result<Value> {
        self.page.wait_for(what, &self.body(body)).await
    }

    /// Waits for an element inside.
    ///
    /// # Errors
    /// When there is none at the deadline.
    pub async fn find(&self, css: &str) -> Result<WebElement> {
        let body = format!("return $({})", quoted(css));
        self.wait_for(css, &body).await?;
        let found = self.page.driver.execute(self.body(&body), Vec::new()).await?;
        found.element().with_context(|| format!("{css} went away"))
    }

    /// Clicks with the mouse.
    ///
    /// # Errors
    /// When there is nothing to click, or something else lies over it.
    pub async fn click(&self, css: &str) -> Result<()> {
        self.find(css).await?.click().await.with_context(|| format!("could not click {css}"))
    }

    /// Clicks the button of this command, the one that is visible.
    ///
    /// # Errors
    /// As [`Widget::click`].
    pub async fn press_button(&self, command: &str) -> Result<()> {
        let body = format!(
            "const seen = $$('button[data-command=\"{command}\"]').filter((button) => button.checkVisibility());
             for (const button of $$('[data-pressed]')) delete button.dataset.pressed;
             if (seen.length) seen[0].dataset.pressed = '';
             return seen.length"
        );
        self.wait_for(command, &body).await?;
        self.click("[data-pressed]").await
    }

    /// Clicks the row of a radio button or checkbox, as people do, rather than the small circle in it.
    ///
    /// # Errors
    /// As [`Widget::click`].
    pub async fn choose(&self, command: &str) -> Result<()> {
        self.click(&format!("label:has(input[data-command=\"{command}\"])")).await
    }

    /// Types at the end of what a field holds.
    ///
    /// # Errors
    /// As [`Widget::click`].
    pub async fn type_into(&self, command: &str, text: &str) -> Result<()> {
        let field = self.find(&format!("[data-command=\"{command}\"]")).await?;
        field.send_keys(text).await.with_context(|| format!("could not type into {command}"))
    }

    /// Types at the end of what a field holds that a selector finds.
    ///
    /// # Errors
    /// As [`Widget::click`].
    pub async fn type_into_css(&self, css: &str, text: &str) -> Result<()> {
        let field = self.find(css).await?;
        field.send_keys(text).await.with_context(|| format!("could not type into {css}"))
    }

    /// Gives the element a command, by no way that a visitor has: for what a test only needs done.
    ///
    /// # Errors
    /// When it throws.
    pub async fn command(&self, command: &str, value: &str) -> Result<()> {
        self.script_with("element.command(given[0], given[1])", vec![command.into(), value.into()])
            .await?;
        Ok(())
    }

    /// Goes to a place, by no way that a visitor has.
    ///
    /// # Errors
    /// When it is not shown.
    pub async fn go(&self, place: &str) -> Result<()> {
        self.command(&format!("go {place}"), "").await?;
        self.at(place).await
    }

    /// Waits until a place is shown.
    ///
    /// # Errors
    /// When it is not.
    pub async fn at(&self, place: &str) -> Result<()> {
        self.wait_for(place, &format!("return $('[data-place=\"{place}\"]')")).await?;
        Ok(())
    }

    /// What an element inside says, in single spaces.
    ///
    /// # Errors
    /// When there is none.
    pub async fn text(&self, css: &str) -> Result<String> {
        let body = format!("return $({}).textContent.replace(/\\s+/g, ' ').trim()", quoted(css));
        self.find(css).await?;
        Ok(self.script(&body).await?.as_str().unwrap_or_default().to_owned())
    }

    /// How many elements inside match.
    ///
    /// # Errors
    /// When the page no longer answers.
    pub async fn count(&self, css: &str) -> Result<u64> {
        let count = self.script(&format!("return $$({}).length", quoted(css))).await?;
        Ok(count.as_u64().unwrap_or_default())
    }

    /// The assessment file as it would be saved; null while there is nothing to save.
    ///
    /// # Errors
    /// When it is no JSON.
    pub async fn assessment(&self) -> Result<Value> {
        self.script("const file = element.file(); return file ? JSON.parse(file) : null").await
    }

    /// The answer that the file holds to a question; null where there is none.
    ///
    /// # Errors
    /// When the page no longer answers.
    pub async fn answer(&self, question: &str) -> Result<Value> {
        let assessment = self.assessment().await?;
        let answers = assessment["answers"].as_array();
        let found = answers.into_iter().flatten().find(|answer| answer["question"] == question);
        Ok(found.cloned().unwrap_or_default())
    }

    /// Chooses a file to open.
    ///
    /// # Errors
    /// When it can't be written or chosen.
    pub async fn choose_file(&self, text: &str) -> Result<()> {
        self.choose_file_for("open", text).await
    }

    /// Chooses a file in the file field for a purpose: `open` or `compare`.
    ///
    /// # Errors
    /// When it can't be written or chosen.
    pub async fn choose_file_for(&self, purpose: &str, text: &str) -> Result<()> {
        let folder = self
            .page
            .files(&format!("chosen-{}", std::process::id()), &[("firm.steps.json", text)])?;
        let file = folder.join("firm.steps.json");
        let field = self.find(&format!("input[data-host={purpose}]")).await?;
        field.send_keys(file.to_string_lossy().as_ref()).await.context("could not choose a file")
    }

    /// What has the focus inside: the `data-command` of a control, `heading`, or the tag.
    ///
    /// # Errors
    /// When nothing inside has it.
    pub async fn focused(&self) -> Result<String> {
        let name = self
            .script(
                "const at = root.activeElement;
                 if (!at) return '';
                 if (at.matches('[data-heading]')) return 'heading';
                 return at.dataset.command ?? at.dataset.host ?? at.localName",
            )
            .await?;
        let name = name.as_str().unwrap_or_default().to_owned();
        ensure!(!name.is_empty(), "nothing inside has the focus");
        Ok(name)
    }

    fn body(&self, body: &str) -> String {
        format!(
            "const element = document.querySelectorAll('{}')[{}];
             const root = element?.shadowRoot;
             const $ = (css) => root?.querySelector(css);
             const $$ = (css) => [...(root?.querySelectorAll(css) ?? [])];
             {body}",
            self.tag, self.index
        )
    }
}

/// A text as JavaScript writes it.
fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}
