//! Every way by which a script could tell someone something, what the single file's policy does
//! about it in each engine, and the words by which the checks of scripts find every one of them.
//! `tests/hostile.rs` holds the table to what happens, `tests/scripts.rs` the scripts to the words.

use xtask::browsers::Engine;

/// A way out. `free`, `policy` and `framed` name the engines in which something arrives, by their first letters: a
/// capital for a request or datagram, a small letter for no more than a connection.
pub struct Way {
    /// As `fixtures/hostile.js` has it.
    pub name: &'static str,
    /// Where nothing forbids it: what shows that the attempt is a real one.
    pub free: &'static str,
    /// Under the single file's policy.
    pub policy: &'static str,
    /// Under the policy and in the sandboxed frame.
    pub framed: &'static str,
    /// Where the policy does not stop it: what a script or markup would have to say.
    pub words: &'static [&'static str],
}

impl Way {
    /// Whether the page is left by it, so that it must be tried alone.
    #[must_use]
    pub fn leaves(&self) -> bool {
        LEAVING.contains(&self.name)
    }

    /// What a column says of an engine.
    #[must_use]
    pub fn arrives(&self, column: &str, engine: Engine) -> Arrival {
        let letter = match engine {
            Engine::Chromium => 'C',
            Engine::Firefox => 'F',
            Engine::WebKit => 'W',
        };
        if column.contains(letter) {
            Arrival::Request
        } else if column.contains(letter.to_ascii_lowercase()) {
            Arrival::Connection
        } else {
            Arrival::Nothing
        }
    }
}

/// What arrives at whom a script wants to reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Arrival {
    Nothing,
    /// Opened and left: it tells that someone is there, and carries not a byte.
    Connection,
    Request,
}

const LEAVING: [&str; 9] = [
    "form",
    "location =",
    "location.replace",
    "navigation.navigate",
    "click on a link",
    "link to a new tab",
    "window.open",
    "meta refresh",
    "parent's address",
];

const fn stopped(name: &'static str, free: &'static str) -> Way {
    Way { name, free, policy: "", framed: "", words: &[] }
}

const fn open(
    name: &'static str,
    free: &'static str,
    policy: &'static str,
    framed: &'static str,
    words: &'static [&'static str],
) -> Way {
    Way { name, free, policy, framed, words }
}

/// Firefox sends nothing by WebRTC to the loopback interface, and WebKitGTK has none: both stay unmeasured, and the
/// checks of scripts look for it.
pub const WAYS: [Way; 49] = [
    stopped("fetch", "CFW"),
    stopped("fetch kept alive", "CFW"),
    stopped("fetchLater", "C"),
    stopped("XMLHttpRequest", "CFW"),
    stopped("sendBeacon", "CFW"),
    stopped("WebSocket", "CFW"),
    stopped("EventSource", "CFW"),
    open("WebRTC", "C", "C", "C", &["RTCPeerConnection"]),
    stopped("new Image", "CFW"),
    stopped("img element", "CFW"),
    stopped("picture in SVG", "CFW"),
    stopped("input of type image", "CFW"),
    stopped("audio", "CFW"),
    stopped("video", "CFW"),
    stopped("poster of a video", "CFW"),
    stopped("object", "CFW"),
    stopped("embed", "CFW"),
    open("iframe", "CFW", "c", "c", &["iframe"]),
    stopped("style attribute", "CFW"),
    stopped("style by script", "CFW"),
    stopped("adopted style sheet", "CFW"),
    stopped("style element", "CFW"),
    stopped("FontFace", "CFW"),
    stopped("link to a style sheet", "CFW"),
    stopped("link prefetch", "CF"),
    stopped("link preload", "CFW"),
    stopped("link modulepreload", "CFW"),
    open("link preconnect", "cfw", "cfw", "cfw", &["preconnect"]),
    stopped("link icon", "CF"),
    stopped("link manifest", "C"),
    stopped("speculation rules", "C"),
    stopped("script element", "CFW"),
    stopped("import()", "CFW"),
    stopped("Worker", "CFW"),
    stopped("SharedWorker", "CFW"),
    stopped("eval", "CFW"),
    stopped("markup with a handler", "CFW"),
    stopped("iframe with srcdoc", "CFW"),
    stopped("ping of a link", "CW"),
    open("form in a frame", "CFW", "c", "", &["submit", "iframe"]),
    open("form", "CFW", "c", "", &["submit"]),
    open("location =", "CFW", "CFW", "CFW", &["location"]),
    open("location.replace", "CFW", "CFW", "CFW", &["location"]),
    open("navigation.navigate", "CF", "CF", "CF", &["navigation"]),
    open("click on a link", "CFW", "CFW", "CFW", &["href"]),
    open("link to a new tab", "CFW", "CFW", "w", &["href"]),
    open("window.open", "CFW", "CFW", "", &["open("]),
    open("meta refresh", "CFW", "CFW", "CFW", &["http-equiv"]),
    open("parent's address", "CFW", "CFW", "", &["location"]),
];

/// A name that is looked up ahead opens no connection, so no listener hears it; Chromium's own log
/// of its network names it. Neither the policy nor the page's meta tag against it stops what a
/// script asks for. The other engines stay unmeasured.
pub const LOOK_UPS: [Way; 1] = [open("link dns-prefetch", "C", "C", "C", &["prefetch"])];

/// By what a script could reach a network, another page, new code, or the room that the device
/// stands in. Words without what follows them, wherever that could be written in more than one way.
pub const REACHING: [&str; 38] = [
    "fetch",
    "XMLHttpRequest",
    "sendBeacon",
    "WebSocket",
    "WebTransport",
    "EventSource",
    "RTCPeerConnection",
    "import",
    "Worker",
    "Image",
    "Audio",
    "FontFace",
    // With srcset, srcdoc and srcObject.
    "src",
    "poster",
    "ping",
    "url(",
    "eval",
    "Function",
    "innerHTML",
    "location",
    "navigation",
    "open(",
    "open?.(",
    "href",
    "http-equiv",
    "httpEquiv",
    "cookie",
    "document.write",
    "postMessage",
    "BroadcastChannel",
    "iframe",
    "preconnect",
    "prefetch",
    "submit",
    "requestSubmit",
    // What sees, hears or records.
    "getUserMedia",
    "getDisplayMedia",
    "MediaRecorder",
];

/// Markup that loads or leads somewhere, which the engine never makes and the single file does not hold.
pub const MARKUP: [&str; 16] = [
    "<base",
    "<embed",
    "<form",
    "<frame",
    "<iframe",
    "<img",
    "<link",
    "<meta",
    "<object",
    "<script",
    "<style",
    "<video",
    "<audio",
    " ping=",
    " src=",
    "http-equiv",
];
