//! Answers the browser on the loopback interface: the page, the widget's scripts, the
//! questionnaire, and what changed. Never for the open network.

use std::io::Write as _;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State as Shared};
use axum::http::request::Parts;
use axum::http::{HeaderValue, Method, Response, StatusCode, header};
use reasonable_steps::document::to_json;
use serde::Serialize;
use tokio::sync::watch;

use super::PreviewError;
use super::watch::State;

const PAGE: &str = include_str!("page.html");
const SCRIPT: &str = include_str!("page.js");
const STYLE: &str = include_str!("page.css");

/// The widget's own policy, and connections to this server: for the questionnaire and for what changed.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; \
    require-trusted-types-for 'script'; trusted-types reasonable-steps";

/// How long a question for changes may wait for an answer.
const LONGEST_WAIT: Duration = Duration::from_secs(20);

struct Preview {
    port: u16,
    folder: String,
    widget: PathBuf,
    states: watch::Receiver<State>,
}

/// What a question for changes is answered with.
#[derive(Serialize)]
struct Answer<'a> {
    folder: &'a str,
    revision: u64,
    usable: u64,
    findings: Vec<Found<'a>>,
}

#[derive(Serialize)]
struct Found<'a> {
    severity: &'a str,
    place: &'a str,
    message: &'a str,
    hint: &'a str,
}

/// Serves until the process is ended.
pub(super) fn serve(
    port: u16,
    folder: &Path,
    widget: PathBuf,
    states: watch::Receiver<State>,
) -> Result<(), PreviewError> {
    let taken = |error| PreviewError::Port { port, error };
    let listener =
        TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port))).map_err(taken)?;
    listener.set_nonblocking(true).map_err(taken)?;
    let address = listener.local_addr().map_err(taken)?;
    let preview =
        Preview { port: address.port(), folder: folder.display().to_string(), widget, states };
    let router = Router::new().fallback(answer).with_state(Arc::new(preview));
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(PreviewError::Server)?;
    println!("preview of {} on http://{address}/ (Ctrl+C ends it)", folder.display());
    // Whoever reads this line through a pipe waits for it; that nobody reads it ends nothing.
    drop(std::io::stdout().flush());
    runtime
        .block_on(async {
            let listener = tokio::net::TcpListener::from_std(listener)?;
            axum::serve(listener, router).await
        })
        .map_err(PreviewError::Server)
}

async fn answer(Shared(preview): Shared<Arc<Preview>>, request: Request) -> Response<Body> {
    let (status, kind, body) = content(&preview, &request.into_parts().0).await;
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CONTENT_TYPE, kind),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::CACHE_CONTROL, "no-store"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::CONTENT_SECURITY_POLICY, POLICY),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

const HTML: &str = "text/html; charset=utf-8";
const JAVASCRIPT: &str = "text/javascript; charset=utf-8";
const CSS: &str = "text/css; charset=utf-8";
const JSON: &str = "application/json; charset=utf-8";
const TEXT: &str = "text/plain; charset=utf-8";

async fn content(preview: &Preview, request: &Parts) -> (StatusCode, &'static str, Vec<u8>) {
    let plain = |status: StatusCode, text: &str| (status, TEXT, text.as_bytes().to_vec());
    let found = |kind, text: &str| (StatusCode::OK, kind, text.as_bytes().to_vec());
    // A page of another site could reach this server by a name of its own that leads here.
    if !is_own_host(request, preview.port) {
        return plain(StatusCode::MISDIRECTED_REQUEST, "open the address that the command printed");
    }
    if request.method != Method::GET && request.method != Method::HEAD {
        return plain(StatusCode::METHOD_NOT_ALLOWED, "only to be read");
    }
    match request.uri.path() {
        "/" => found(HTML, PAGE),
        "/page.js" => found(JAVASCRIPT, SCRIPT),
        "/page.css" => found(CSS, STYLE),
        "/questionnaire.json" => match &preview.states.borrow().compiled {
            Some(compiled) => found(JSON, compiled),
            None => plain(StatusCode::NOT_FOUND, "no version could be used so far"),
        },
        "/changes" => found(JSON, &changes(preview, after(request)).await),
        path => match script(&preview.widget, path) {
            Some(script) => (StatusCode::OK, JAVASCRIPT, script),
            None => plain(StatusCode::NOT_FOUND, "nothing lies here"),
        },
    }
}

fn is_own_host(request: &Parts, port: u16) -> bool {
    let host = request.headers.get(header::HOST).and_then(|host| host.to_str().ok());
    host.is_some_and(|host| {
        ["127.0.0.1", "localhost"].iter().any(|own| host == format!("{own}:{port}"))
    })
}

/// The reading that the page has seen.
fn after(request: &Parts) -> u64 {
    let query = request.uri.query().unwrap_or_default();
    query.strip_prefix("after=").and_then(|number| number.parse().ok()).unwrap_or(0)
}

/// Waits for a later reading than the page has seen, and tells the newest.
async fn changes(preview: &Preview, after: u64) -> String {
    let mut states = preview.states.clone();
    let newer = states.wait_for(|state| state.revision > after);
    // Without an answer in time the page asks again: some browsers give up on a silent one.
    drop(tokio::time::timeout(LONGEST_WAIT, newer).await);
    let state = preview.states.borrow().clone();
    let findings = state.findings.iter().map(|finding| Found {
        severity: match finding.severity {
            reasonable_steps::diagnostic::Severity::Error => "error",
            reasonable_steps::diagnostic::Severity::Warning => "warning",
        },
        place: &finding.path,
        message: &finding.message,
        hint: finding.hint.as_deref().unwrap_or_default(),
    });
    to_json(&Answer {
        folder: &preview.folder,
        revision: state.revision,
        usable: state.usable,
        findings: findings.collect(),
    })
}

/// A script of the widget's folder; none for anything else, or a path that leads out of it.
fn script(folder: &Path, path: &str) -> Option<Vec<u8>> {
    let relative = Path::new(path.strip_prefix("/widget/")?);
    let inside = relative.components().all(|part| matches!(part, Component::Normal(_)));
    let is_script = relative.extension().is_some_and(|extension| extension == "js");
    (inside && is_script).then(|| std::fs::read(folder.join(relative)).ok()).flatten()
}
