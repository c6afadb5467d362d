//! Debian packages: only those missing, announced before, and without root the command to type instead.

use std::path::Path;
use std::process::Command;

use anyhow::{Result, bail};

use crate::paths;
use crate::process::{announce, output, run_twice, succeeds};

/// A Debian package and a file that shows that what it brings is there, however it came.
struct Package {
    name: &'static str,
    brings: &'static str,
}

const BROWSERS: [Package; 7] = [
    Package { name: "chromium", brings: "chromium" },
    Package { name: "chromium-driver", brings: "chromedriver" },
    Package { name: "firefox-esr", brings: "firefox-esr" },
    Package { name: "webkit2gtk-driver", brings: "WebKitWebDriver" },
    Package { name: "xvfb", brings: "Xvfb" },
    Package {
        name: "fonts-dejavu-core",
        brings: "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
    },
    Package {
        name: "fonts-noto-core",
        brings: "/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf",
    },
];

/// The three browsers with their drivers, a screen for WebKit, and fonts, so that pictures show letters.
///
/// # Errors
/// When a package is missing and can't be installed.
pub fn browsers() -> Result<()> {
    let missing: Vec<&str> = BROWSERS
        .iter()
        .filter(|package| !is_there(package.brings))
        .map(|package| package.name)
        .collect();
    install(&missing)
}

/// Installs these packages; nothing to do for an empty list.
///
/// # Errors
/// Without apt, without root (with the command to type), or when apt fails twice.
pub fn install(packages: &[&str]) -> Result<()> {
    if packages.is_empty() {
        return Ok(());
    }
    let command = format!("apt-get install --no-install-recommends {}", packages.join(" "));
    if paths::on_path("apt-get").is_none() {
        bail!(
            "these are missing, and there is no apt-get here to install them: {}",
            packages.join(" ")
        );
    }
    if output(Command::new("id").arg("-u"))? != "0" {
        bail!("system packages are missing; hint: run as root: apt-get update && {command}");
    }
    announce(&format!("system packages: {command}"));
    run_twice(|| apt(&["update"]))?;
    run_twice(|| {
        let mut apt = apt(&["install", "--yes", "--no-install-recommends"]);
        apt.args(packages);
        apt
    })
}

/// True when dpkg says that the package is installed.
pub fn is_installed(package: &str) -> bool {
    succeeds(Command::new("dpkg-query").args(["--status", package]))
}

fn is_there(brings: &str) -> bool {
    if brings.starts_with('/') {
        Path::new(brings).is_file()
    } else {
        paths::on_path(brings).is_some()
    }
}

fn apt(arguments: &[&str]) -> Command {
    let mut command = Command::new("apt-get");
    command.env("DEBIAN_FRONTEND", "noninteractive").arg("--quiet=2").args(arguments);
    command
}
