//! Pictures of the page for people to look at. Chromium only: no other driver can narrow the window below 500 px
//! or switch to dark.

use std::fs;
use std::path::PathBuf;

use anyhow::Result;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::json;
use xtask::paths;

use crate::page::Page;

/// The colours that the visitor's system prefers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    Light,
    Dark,
}

impl Scheme {
    pub fn name(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// A window's width and colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// CSS pixels.
    pub width: u32,
    pub scheme: Scheme,
}

impl Look {
    /// A phone, a tablet and a desk, light and dark.
    pub const ALL: [Self; 6] = [
        Self { width: 360, scheme: Scheme::Light },
        Self { width: 360, scheme: Scheme::Dark },
        Self { width: 768, scheme: Scheme::Light },
        Self { width: 768, scheme: Scheme::Dark },
        Self { width: 1280, scheme: Scheme::Light },
        Self { width: 1280, scheme: Scheme::Dark },
    ];
}

impl Page {
    /// Saves the whole page in every look as `target/pictures/NAME-WIDTH-SCHEME.png`.
    ///
    /// # Errors
    /// In an engine other than Chromium, or when a file can't be written.
    pub async fn pictures(&self, name: &str) -> Result<()> {
        for look in Look::ALL {
            self.look(look).await?;
            self.picture(&format!("{name}-{}-{}", look.width, look.scheme.name())).await?;
        }
        Ok(())
    }

    /// Sets the window's width and colours, until set again.
    ///
    /// # Errors
    /// In an engine other than Chromium.
    pub async fn look(&self, look: Look) -> Result<()> {
        let height = if look.width < 500 { 780 } else { 900 };
        self.viewport(look.width, height).await?;
        // Without motion, or a colour would be caught on its way from the last look to this one.
        let motion = ("prefers-reduced-motion", "reduce");
        self.media("", &[("prefers-color-scheme", look.scheme.name()), motion]).await
    }

    /// Sets the size of the visible page, in CSS pixels.
    ///
    /// # Errors
    /// In an engine other than Chromium.
    pub async fn viewport(&self, width: u32, height: u32) -> Result<()> {
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500 });
        self.driver.cdp().send_raw("Emulation.setDeviceMetricsOverride", metrics).await?;
        Ok(())
    }

    /// Emulates a medium (`print`, `screen`, or empty for none) and media features such as `forced-colors`;
    /// those not named go back to what they were.
    ///
    /// # Errors
    /// In an engine other than Chromium.
    pub async fn media(&self, medium: &str, features: &[(&str, &str)]) -> Result<()> {
        let features: Vec<_> =
            features.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect();
        let media = json!({ "media": medium, "features": features });
        self.driver.cdp().send_raw("Emulation.setEmulatedMedia", media).await?;
        Ok(())
    }

    /// Saves the whole page, beyond the window too, as `target/pictures/NAME.png`.
    ///
    /// # Errors
    /// In an engine other than Chromium, or when the file can't be written.
    pub async fn picture(&self, name: &str) -> Result<PathBuf> {
        let options = json!({ "format": "png", "captureBeyondViewport": true });
        let answer = self.driver.cdp().send_raw("Page.captureScreenshot", options).await?;
        let bytes = BASE64_STANDARD.decode(answer["data"].as_str().unwrap_or_default())?;
        fs::create_dir_all(paths::pictures())?;
        let file = paths::pictures().join(format!("{name}.png"));
        fs::write(&file, bytes)?;
        Ok(file)
    }
}
