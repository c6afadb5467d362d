//! The static server, asked over a real socket.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;

use xtask::serve::{Policy, Rule, Running, STRICT_POLICY, ServeOptions, start};

struct Answer {
    head: String,
    body: String,
}

fn site(name: &str) -> PathBuf {
    let root = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::create_dir_all(root.join("site")).unwrap();
    fs::create_dir_all(root.join("extra")).unwrap();
    fs::write(root.join("secret.txt"), "secret").unwrap();
    fs::write(root.join("site/index.html"), "<!doctype html><head><title>x</title></head>")
        .unwrap();
    fs::write(root.join("site/engine.wasm"), "wasm").unwrap();
    fs::write(root.join("site/a b.js"), "script").unwrap();
    fs::write(root.join("extra/page.html"), "<head></head>").unwrap();
    root
}

fn serve(name: &str, change: impl FnOnce(&mut ServeOptions)) -> Running {
    let root = site(name);
    let mut options = ServeOptions { root: root.join("site"), ..ServeOptions::default() };
    options.extra_roots.push(("/extra/".to_owned(), root.join("extra")));
    change(&mut options);
    start(options).unwrap()
}

fn ask(server: &Running, method: &str, path: &str) -> Answer {
    let host = server.address().replace("http://", "");
    let mut stream = TcpStream::connect(&host).unwrap();
    write!(stream, "{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n")
        .unwrap();
    let mut text = String::new();
    stream.read_to_string(&mut text).unwrap();
    let (head, body) = text.split_once("\r\n\r\n").unwrap();
    Answer { head: head.to_owned(), body: body.to_owned() }
}

#[test]
fn files_come_with_their_type_and_the_strict_policy() {
    let server = serve("types", |_| {});
    for (path, content_type, body) in [
        ("/", "text/html; charset=utf-8", "<!doctype html><head><title>x</title></head>"),
        ("/engine.wasm?v=1", "application/wasm", "wasm"),
        ("/a%20b.js", "text/javascript; charset=utf-8", "script"),
        ("/extra/page.html", "text/html; charset=utf-8", "<head></head>"),
    ] {
        let answer = ask(&server, "GET", path);
        assert!(answer.head.starts_with("HTTP/1.1 200"), "{path}: {}", answer.head);
        assert!(
            answer.head.contains(&format!("content-type: {content_type}\r\n")),
            "{path}: {}",
            answer.head
        );
        assert!(answer.head.contains(STRICT_POLICY), "{path}: {}", answer.head);
        assert_eq!(answer.body, body);
    }
}

#[test]
fn no_path_leads_out_of_the_folder() {
    let server = serve("out", |_| {});
    for path in
        ["/../secret.txt", "/%2e%2e/secret.txt", "/extra/..%2fsecret.txt", "/%2fetc/passwd", "/%zz"]
    {
        let answer = ask(&server, "GET", path);
        assert!(answer.head.starts_with("HTTP/1.1 404"), "{path}: {}", answer.head);
    }
    assert!(ask(&server, "POST", "/").head.starts_with("HTTP/1.1 405"));
}

#[test]
fn rules_and_head_change_answers() {
    let server = serve("rules", |options| {
        options.head = Some("<script src=x></script>".to_owned());
        options.rules = vec![
            ("/extra/".to_owned(), Rule { policy: Policy::None, ..Rule::default() }),
            (
                "/engine.wasm".to_owned(),
                Rule { content_type: Some("text/plain".to_owned()), ..Rule::default() },
            ),
            ("/a".to_owned(), Rule { status: Some(503), ..Rule::default() }),
        ];
    });
    let page = ask(&server, "GET", "/extra/page.html");
    assert!(!page.head.contains("content-security-policy"), "{}", page.head);
    assert_eq!(page.body, "<head><script src=x></script></head>");
    assert!(ask(&server, "GET", "/engine.wasm").head.contains("content-type: text/plain\r\n"));
    assert!(ask(&server, "GET", "/a%20b.js").head.starts_with("HTTP/1.1 503"));
}

#[test]
fn every_request_is_noted() {
    let server = serve("log", |_| {});
    ask(&server, "GET", "/");
    ask(&server, "GET", "/missing?x=1");
    let log: Vec<String> = server
        .requests()
        .iter()
        .map(|request| format!("{} {} {}", request.method, request.path, request.status))
        .collect();
    assert_eq!(log, ["GET / 200", "GET /missing?x=1 404"]);
}
