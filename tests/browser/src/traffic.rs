//! What left the browser, by the browser's own record.

use anyhow::{Context, Result};
use serde_json::Value;
use xtask::browsers::Engine;

use crate::page::Page;

impl Page {
    /// Every request since the last call that Chromium's network log names, as `GET address`, with those that its
    /// policy blocked; nothing in the other engines, which keep no such log. Data that a page carries itself is left
    /// out.
    ///
    /// # Errors
    /// When the driver does not answer.
    pub async fn traffic(&self) -> Result<Vec<String>> {
        if self.engine() != Engine::Chromium {
            return Ok(Vec::new());
        }
        let entries = self.driver.get_log("performance").await.context("no network log")?;
        let mut requests = Vec::new();
        for entry in entries {
            let event: Value = serde_json::from_str(&entry.message)?;
            let event = &event["message"];
            let parameters = &event["params"];
            let (method, address) = match event["method"].as_str() {
                Some("Network.requestWillBeSent") => {
                    let request = &parameters["request"];
                    let method = request["method"].as_str().unwrap_or_default();
                    let body = if request["hasPostData"] == true { " with a body" } else { "" };
                    (format!("{method}{body}"), request["url"].as_str())
                }
                Some("Network.webSocketCreated") => {
                    ("WebSocket".to_owned(), parameters["url"].as_str())
                }
                Some("Network.webTransportCreated") => {
                    ("WebTransport".to_owned(), parameters["url"].as_str())
                }
                _ => continue,
            };
            let address = address.unwrap_or_default();
            if !address.starts_with("data:") && !address.ends_with("/favicon.ico") {
                requests.push(format!("{method} {address}"));
            }
        }
        Ok(requests)
    }
}
