//! A static server on the loopback interface: strict policy, right types, every request noted. The browser tests
//! bend it: other policies, wrong types, missing files, delays. Never for the open network.

use std::fs;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use anyhow::{Context, Result};
use axum::Router;
use axum::body::Body;
use axum::extract::{Request as HttpRequest, State};
use axum::http::{HeaderValue, Method, Response, StatusCode, header};
use tokio::sync::oneshot;

use crate::{build, paths, single};

/// What the demo page is served with: the widget's own policy, plus the page's style sheet.
pub const STRICT_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    connect-src 'none'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; \
    trusted-types reasonable-steps";

/// Pages that are served with another policy than the strict one.
#[must_use]
pub fn page_rules() -> Vec<(String, Rule)> {
    let with_frame = Policy::Other(format!("{STRICT_POLICY}; frame-src 'self'"));
    let rule = |policy| Rule { policy, ..Rule::default() };
    let mut rules = vec![("/framed.html".to_owned(), rule(with_frame))];
    // They bring a stricter one, which knows their script by fingerprint.
    rules.extend(single::PAGES.map(|page| (format!("/{}", page.file), rule(Policy::None))));
    rules
}

/// What to serve, and how.
#[derive(Clone, Debug, Default)]
pub struct ServeOptions {
    /// Served at `/`.
    pub root: PathBuf,
    /// Further folders by the path they are served under, such as `("/fixtures/", …)`. The longest match wins; what
    /// it lacks comes from `root`.
    pub extra_roots: Vec<(String, PathBuf)>,
    /// 0 takes any free one.
    pub port: u16,
    /// Answers that differ from the usual, by path prefix. The longest match wins.
    pub rules: Vec<(String, Rule)>,
    /// Put right after `<head>` of every page; the browser tests install their collector of errors with it.
    pub head: Option<String>,
}

/// How an answer differs from the usual one.
#[derive(Clone, Debug, Default)]
pub struct Rule {
    pub policy: Policy,
    /// Instead of the type that the file's extension stands for.
    pub content_type: Option<String>,
    /// Instead of the file: this status with an empty body.
    pub status: Option<u16>,
    /// Before answering.
    pub delay: Duration,
}

/// The Content-Security-Policy of an answer.
#[derive(Clone, Debug, Default)]
pub enum Policy {
    #[default]
    Strict,
    Other(String),
    None,
}

/// One request, as it came in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    pub method: String,
    /// With the query, if any.
    pub path: String,
    /// Of the answer.
    pub status: u16,
}

/// A server that runs until it is dropped.
#[derive(Debug)]
pub struct Running {
    address: SocketAddr,
    log: Arc<Mutex<Vec<Request>>>,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Running {
    /// Such as `http://127.0.0.1:8080`, without a slash at the end.
    pub fn address(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Every request answered so far, in order.
    pub fn requests(&self) -> Vec<Request> {
        self.log.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Answers no more.
    pub fn stop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            drop(thread.join());
        }
    }

    /// Waits until the process is ended from outside.
    pub fn wait(mut self) {
        if let Some(thread) = self.thread.take() {
            // A server thread that panicked has already said why.
            drop(thread.join());
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        Self::stop(self);
    }
}

/// Builds, then serves `dist/` until the process is ended.
///
/// # Errors
/// When the build fails or the port is taken.
pub fn command(port: u16) -> Result<()> {
    build::run()?;
    let server = start(ServeOptions {
        root: paths::dist(),
        port,
        rules: page_rules(),
        ..ServeOptions::default()
    })?;
    println!("Reasonable Steps is served on {}/ (Ctrl+C ends it)", server.address());
    server.wait();
    Ok(())
}

/// Serves in a thread of its own.
///
/// # Errors
/// When the port is taken.
pub fn start(options: ServeOptions) -> Result<Running> {
    // All of it outside the new thread's runtime, because the caller may be inside a runtime of its own.
    let wanted = SocketAddr::from((Ipv4Addr::LOCALHOST, options.port));
    let listener = TcpListener::bind(wanted)
        .with_context(|| format!("could not listen on {wanted}; hint: --port takes another"))?;
    listener.set_nonblocking(true)?;
    let address = listener.local_addr()?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let log = Arc::new(Mutex::new(Vec::new()));
    let shared = Arc::new(Shared { options, log: Arc::clone(&log) });
    let router = Router::new().fallback(answer).with_state(shared);
    let (stop, stopped) = oneshot::channel::<()>();
    let thread = std::thread::spawn(move || {
        runtime.block_on(async {
            let listener = match tokio::net::TcpListener::from_std(listener) {
                Ok(listener) => listener,
                Err(error) => {
                    eprintln!("error: the server could not take its port over: {error}");
                    return;
                }
            };
            // Not axum's graceful end: it would wait for connections that browsers keep open.
            tokio::select! {
                result = axum::serve(listener, router) => drop(result),
                _ = stopped => {}
            }
        });
    });
    Ok(Running { address, log, stop: Some(stop), thread: Some(thread) })
}

struct Shared {
    options: ServeOptions,
    log: Arc<Mutex<Vec<Request>>>,
}

async fn answer(State(shared): State<Arc<Shared>>, request: HttpRequest) -> Response<Body> {
    let path = request.uri().path();
    let rule =
        longest(&shared.options.rules, path).map(|(_, rule)| rule.clone()).unwrap_or_default();
    if !rule.delay.is_zero() {
        tokio::time::sleep(rule.delay).await;
    }
    let (status, content_type, body) = content(&shared.options, &rule, request.method(), path);
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    let mut set = |name, value: &str| {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.insert(name, value);
        }
    };
    set(header::CONTENT_TYPE, &content_type);
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(header::CACHE_CONTROL, "no-store");
    set(header::REFERRER_POLICY, "no-referrer");
    match &rule.policy {
        Policy::Strict => set(header::CONTENT_SECURITY_POLICY, STRICT_POLICY),
        Policy::Other(policy) => set(header::CONTENT_SECURITY_POLICY, policy),
        Policy::None => {}
    }
    shared.log.lock().unwrap_or_else(PoisonError::into_inner).push(Request {
        method: request.method().to_string(),
        path: request.uri().to_string(),
        status: status.as_u16(),
    });
    response
}

fn content(
    options: &ServeOptions,
    rule: &Rule,
    method: &Method,
    path: &str,
) -> (StatusCode, String, Vec<u8>) {
    let plain = |status: StatusCode| {
        let reason = status.canonical_reason().unwrap_or_default().as_bytes().to_vec();
        (
            status,
            rule.content_type.clone().unwrap_or_else(|| "text/plain; charset=utf-8".to_owned()),
            reason,
        )
    };
    if let Some(status) = rule.status.and_then(|status| StatusCode::from_u16(status).ok()) {
        return plain(status);
    }
    if method != Method::GET && method != Method::HEAD {
        return plain(StatusCode::METHOD_NOT_ALLOWED);
    }
    let Some(file) = file(options, path) else { return plain(StatusCode::NOT_FOUND) };
    let Ok(mut bytes) = fs::read(&file) else { return plain(StatusCode::NOT_FOUND) };
    let by_extension = content_type(&file);
    if let (Some(head), true) = (&options.head, by_extension.starts_with("text/html")) {
        bytes = put_into_head(&bytes, head);
    }
    (StatusCode::OK, rule.content_type.clone().unwrap_or_else(|| by_extension.to_owned()), bytes)
}

/// The file that a path stands for; none for a path that leads out of its folder. What a further folder does not
/// have comes from the root.
fn file(options: &ServeOptions, path: &str) -> Option<PathBuf> {
    let extra = longest(&options.extra_roots, path)
        .and_then(|(prefix, root)| inside(root, path.get(prefix.len()..)?))
        .filter(|file| file.is_file());
    extra.or_else(|| inside(&options.root, path))
}

fn inside(root: &Path, path: &str) -> Option<PathBuf> {
    let relative = PathBuf::from(decode(path.trim_start_matches('/'))?);
    if relative.components().any(|part| !matches!(part, Component::Normal(_))) {
        return None;
    }
    let file = root.join(relative);
    Some(if file.is_dir() { file.join("index.html") } else { file })
}

fn longest<'a, T>(by_prefix: &'a [(String, T)], path: &str) -> Option<(&'a str, &'a T)> {
    by_prefix
        .iter()
        .filter(|(prefix, _)| path.starts_with(prefix.as_str()))
        .max_by_key(|(prefix, _)| prefix.len())
        .map(|(prefix, value)| (prefix.as_str(), value))
}

/// Percent-decodes; none for a broken escape or something other than UTF-8.
fn decode(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        if first == b'%' {
            let digits = std::str::from_utf8(after.get(..2)?).ok()?;
            bytes.push(u8::from_str_radix(digits, 16).ok()?);
            rest = &after[2..];
        } else {
            bytes.push(first);
            rest = after;
        }
    }
    String::from_utf8(bytes).ok()
}

fn content_type(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("json" | "map") => "application/json; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("txt" | "ts" | "md") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

fn put_into_head(page: &[u8], snippet: &str) -> Vec<u8> {
    const HEAD: &[u8] = b"<head>";
    match page.windows(HEAD.len()).position(|window| window == HEAD) {
        Some(at) => {
            let (before, after) = page.split_at(at + HEAD.len());
            [before, snippet.as_bytes(), after].concat()
        }
        None => page.to_vec(),
    }
}
