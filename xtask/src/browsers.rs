//! The three browser engines and their WebDriver drivers: how each is started, asked whether it is ready, and
//! ended with everything it has started. Who speaks WebDriver to them is the browser tests' affair.

use std::env;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use crate::paths;
use crate::setup::cargo_tools::GECKODRIVER;

/// Chromium as root and in a container needs the second and the last; the others keep it from the network.
pub const CHROMIUM_ARGUMENTS: [&str; 9] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
];

/// How long a driver may take until it answers, on a machine that is busy with everything else.
const READY_WITHIN: Duration = Duration::from_secs(30);

/// Between two questions whether it is ready.
const ASK_AGAIN_AFTER: Duration = Duration::from_millis(25);

/// A browser engine that the widget must work in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Engine {
    Chromium,
    Firefox,
    WebKit,
}

impl Engine {
    pub const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::WebKit];

    /// As it stands in the names of tests and pictures.
    pub fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::WebKit => "webkit",
        }
    }

    /// The variable that names its driver.
    pub fn driver_variable(self) -> &'static str {
        match self {
            Self::Chromium => "CHROMEDRIVER",
            Self::Firefox => "GECKODRIVER",
            Self::WebKit => "WEBKITDRIVER",
        }
    }

    /// The driver: what the variable names, else what set-up has installed.
    ///
    /// # Errors
    /// When it is nowhere.
    pub fn driver_path(self) -> Result<PathBuf> {
        if let Some(path) = env::var_os(self.driver_variable()) {
            return Ok(PathBuf::from(path));
        }
        let found = match self {
            Self::Chromium => paths::on_path("chromedriver"),
            Self::Firefox => Some(GECKODRIVER.path()?).filter(|path| path.is_file()),
            Self::WebKit => paths::on_path("WebKitWebDriver"),
        };
        found.with_context(|| {
            format!("no driver for {}; hint: cargo xtask setup --tests", self.name())
        })
    }

    /// What a new session is asked for.
    ///
    /// # Errors
    /// When the browser is not installed.
    pub fn capabilities(self) -> Result<Value> {
        Ok(match self {
            Self::Chromium => json!({
                "browserName": "chrome",
                "goog:chromeOptions": { "binary": browser("chromium")?, "args": CHROMIUM_ARGUMENTS },
                "goog:loggingPrefs": { "browser": "ALL", "performance": "ALL" },
            }),
            Self::Firefox => json!({
                "browserName": "firefox",
                "moz:firefoxOptions": { "binary": browser("firefox-esr")?, "args": ["-headless"] },
            }),
            Self::WebKit => json!({
                "browserName": "MiniBrowser",
                "webkitgtk:browserOptions": { "binary": mini_browser()?, "args": ["--automation"] },
            }),
        })
    }
}

/// A driver that runs until it is dropped.
#[derive(Debug)]
pub struct Driver {
    url: String,
    // Ended in this order: a browser whose screen goes first writes errors.
    _driver: Tree,
    _screen: Option<Tree>,
}

impl Driver {
    /// Where it listens, such as `http://127.0.0.1:40123`.
    pub fn url(&self) -> &str {
        &self.url
    }
}

/// Starts the driver of an engine on a port of its own, and waits until it answers.
///
/// # Errors
/// When the driver is missing, ends at once, or does not answer in time.
pub fn start_driver(engine: Engine) -> Result<Driver> {
    start_driver_with(engine, &[])
}

/// As [`start_driver`], with more in the environment of driver and browser.
///
/// # Errors
/// As there.
pub fn start_driver_with(engine: Engine, environment: &[(&str, PathBuf)]) -> Result<Driver> {
    let driver = engine.driver_path()?;
    let screen = match engine {
        Engine::WebKit => Some(Screen::start()?),
        Engine::Chromium | Engine::Firefox => None,
    };
    // Another process may take the port between finding and using it; the driver then ends at once.
    let mut attempts = 3;
    loop {
        attempts -= 1;
        let address = free_port()?;
        let mut command = Command::new(&driver);
        match engine {
            Engine::Chromium => {
                command.arg(format!("--port={}", address.port())).arg("--log-level=SEVERE")
            }
            Engine::Firefox => {
                command.arg("--port").arg(address.port().to_string()).args(["--log", "error"])
            }
            Engine::WebKit => command.arg(format!("--port={}", address.port())),
        };
        if let Some(screen) = &screen {
            command.env("DISPLAY", &screen.display);
        }
        command.envs(environment.iter().map(|(name, value)| (name, value)));
        let mut tree = Tree::start(command.stdout(Stdio::null()).stderr(Stdio::null()))?;
        match wait_until_ready(address, &mut tree) {
            Ok(()) => {
                let screen = screen.map(|screen| screen.tree);
                return Ok(Driver {
                    url: format!("http://{address}"),
                    _driver: tree,
                    _screen: screen,
                });
            }
            Err(error) if attempts == 0 => {
                return Err(error.context(format!("{} did not start", driver.display())));
            }
            Err(_) => {}
        }
    }
}

/// A screen without a monitor, for the one engine that has no headless mode.
struct Screen {
    tree: Tree,
    display: String,
}

impl Screen {
    fn start() -> Result<Self> {
        // The server itself picks a free number and prints it once it can be connected to.
        let mut tree = Tree::start(
            Command::new("Xvfb")
                .args(["-displayfd", "1", "-screen", "0", "1400x1100x24", "-nolisten", "tcp"])
                .stdout(Stdio::piped())
                .stderr(Stdio::null()),
        )?;
        let output = tree.child.stdout.take().context("Xvfb gives no output")?;
        let mut number = String::new();
        BufReader::new(output).read_line(&mut number)?;
        if number.trim().is_empty() {
            bail!("Xvfb ended without a screen");
        }
        Ok(Self { tree, display: format!(":{}", number.trim()) })
    }
}

/// A process with all that it starts. It stays in the process group of the tests, so that a test runner that gives
/// up, or Ctrl+C, ends it too.
#[derive(Debug)]
struct Tree {
    child: Child,
}

impl Tree {
    fn start(command: &mut Command) -> Result<Self> {
        let name = command.get_program().to_string_lossy().into_owned();
        let child = command
            .stdin(Stdio::null())
            .spawn()
            .with_context(|| format!("could not start {name}; hint: cargo xtask setup --tests"))?;
        Ok(Self { child })
    }
}

impl Drop for Tree {
    fn drop(&mut self) {
        // Asked before the driver ends: after that its browser is nobody's child. Empty when it was closed well.
        let descendants = descendants(self.child.id());
        drop(self.child.kill());
        drop(self.child.wait());
        if !descendants.is_empty() {
            // std can signal only its own children; every shell has this built in.
            let mut command = Command::new("sh");
            command
                .args(["-c", "kill -KILL \"$@\"", "sh"])
                .args(descendants.iter().map(u32::to_string));
            drop(command.stderr(Stdio::null()).status());
        }
    }
}

/// What a process has started, and what those have, from Linux's process table; nothing where there is none.
fn descendants(ancestor: u32) -> Vec<u32> {
    let Ok(table) = fs::read_dir("/proc") else { return Vec::new() };
    let processes: Vec<(u32, u32)> = table
        .flatten()
        .filter_map(|entry| {
            let process = entry.file_name().to_str()?.parse().ok()?;
            let line = fs::read_to_string(entry.path().join("stat")).ok()?;
            // `PID (NAME) STATE PARENT …`, and a name may hold blanks and brackets.
            let parent = line.rsplit_once(')')?.1.split_whitespace().nth(1)?.parse().ok()?;
            Some((process, parent))
        })
        .collect();
    let mut found = vec![ancestor];
    let mut at = 0;
    while let Some(&parent) = found.get(at) {
        found.extend(
            processes.iter().filter(|process| process.1 == parent).map(|process| process.0),
        );
        at += 1;
    }
    found.split_off(1)
}

fn wait_until_ready(address: SocketAddr, driver: &mut Tree) -> Result<()> {
    let deadline = Instant::now() + READY_WITHIN;
    while Instant::now() < deadline {
        if let Some(status) = driver.child.try_wait()? {
            bail!("it ended at once ({status})");
        }
        if is_ready(address).unwrap_or(false) {
            return Ok(());
        }
        std::thread::park_timeout(ASK_AGAIN_AFTER);
    }
    bail!("it did not answer on {address} within {} s", READY_WITHIN.as_secs());
}

/// WebDriver's `GET /status`; a client library for one request would be the larger part.
fn is_ready(address: SocketAddr) -> Result<bool> {
    let mut stream = TcpStream::connect_timeout(&address, Duration::from_secs(1))?;
    stream.set_read_timeout(Some(Duration::from_secs(2)))?;
    write!(stream, "GET /status HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n")?;
    let mut first = [0; 12];
    stream.read_exact(&mut first)?;
    Ok(&first == b"HTTP/1.1 200")
}

fn free_port() -> Result<SocketAddr> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?)
}

fn browser(name: &str) -> Result<PathBuf> {
    paths::on_path(name)
        .with_context(|| format!("{name} is missing; hint: cargo xtask setup --tests"))
}

/// Debian keeps it in the library folder of the machine's architecture, which is not on the path.
fn mini_browser() -> Result<PathBuf> {
    let folder = format!("/usr/lib/{}-linux-gnu/webkit2gtk-4.1", env::consts::ARCH);
    let file = PathBuf::from(folder).join("MiniBrowser");
    if !file.is_file() {
        bail!("{} is missing; hint: cargo xtask setup --tests", file.display());
    }
    Ok(file)
}
