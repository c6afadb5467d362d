//! What a visitor may have set in the system or in the browser, as far as an engine can be told so from outside.

use std::fs;
use std::path::PathBuf;

use anyhow::Result;
use serde_json::{Value, json};
use xtask::browsers::Engine;
use xtask::paths;

use crate::page::Page;

/// A setting of the visitor's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Preference {
    Nothing,
    /// No movement on the screen.
    ReducedMotion,
    /// A few colours of the visitor's own instead of the page's. WebKitGTK has no such mode.
    ForcedColours,
    /// 400 % zoom in a window of 1280 by 1024. WebKitGTK's driver can't zoom: there the column alone is as narrow, and
    /// in Firefox the column too.
    Zoom,
}

impl Preference {
    /// What Firefox is told by its own settings.
    pub(crate) fn add_to(self, engine: Engine, capabilities: &mut Value) {
        if engine == Engine::Firefox {
            capabilities["moz:firefoxOptions"]["prefs"] = match self {
                Self::Nothing => return,
                Self::ReducedMotion => json!({ "ui.prefersReducedMotion": 1 }),
                Self::ForcedColours => json!({ "browser.display.document_color_use": 2 }),
                Self::Zoom => json!({ "layout.css.devPixelsPerPx": "4.0" }),
            };
        }
    }

    /// What WebKitGTK reads from the settings of the desktop.
    pub(crate) fn environment(self, engine: Engine) -> Result<Vec<(&'static str, PathBuf)>> {
        if engine != Engine::WebKit || self != Self::ReducedMotion {
            return Ok(Vec::new());
        }
        let folder = paths::target().join("tmp").join("browser").join("still-desktop");
        fs::create_dir_all(folder.join("gtk-3.0"))?;
        let settings = "[Settings]\ngtk-enable-animations=0\n";
        fs::write(folder.join("gtk-3.0").join("settings.ini"), settings)?;
        Ok(vec![("XDG_CONFIG_HOME", folder)])
    }
}

impl Page {
    /// Tells an engine that takes preferences only while it runs, once the page is open.
    ///
    /// # Errors
    /// When the driver refuses.
    pub async fn prefer(&self, preference: Preference) -> Result<()> {
        if self.engine() == Engine::Chromium {
            match preference {
                Preference::Nothing => self.media("", &[]).await?,
                Preference::ReducedMotion => {
                    self.media("", &[("prefers-reduced-motion", "reduce")]).await?;
                }
                Preference::ForcedColours => self.media("", &[("forced-colors", "active")]).await?,
                Preference::Zoom => self.viewport(320, 256).await?,
            }
        } else if preference == Preference::Zoom {
            // Firefox enlarges, but makes no window narrower than 500 of the large pixels.
            self.narrow_to(320).await?;
        }
        Ok(())
    }
}
