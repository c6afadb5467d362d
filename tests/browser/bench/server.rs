//! The two pages as a real host would send them: packed once by brotli, under the widget's own policy. Each visit
//! has addresses of its own, so that nothing of an earlier visit can be reused.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::thread;

use anyhow::{Context, Result, ensure};
use xtask::paths;
use xtask::serve::STRICT_POLICY;

/// A file as it is sent.
struct Packed {
    content_type: &'static str,
    body: Vec<u8>,
}

/// The pages; served until the process ends.
pub struct Site {
    address: SocketAddr,
    weights: BTreeMap<&'static str, usize>,
}

impl Site {
    /// Packs the files and begins to serve them.
    ///
    /// # Errors
    /// When one is missing.
    pub fn start() -> Result<Self> {
        let plain = paths::repository().join("bench").join("static");
        let widget = paths::repository().join("bench").join("widget");
        let (html, css) = ("text/html; charset=utf-8", "text/css; charset=utf-8");
        let script = "text/javascript; charset=utf-8";
        let sources: [(&'static str, &'static str, PathBuf); 5] = [
            ("static/index.html", html, plain.join("index.html")),
            ("static/page.css", css, plain.join("page.css")),
            ("widget/index.html", html, widget.join("index.html")),
            ("widget/page.css", css, plain.join("page.css")),
            ("widget/reasonable-steps.js", script, paths::dist().join("reasonable-steps.js")),
        ];
        let mut files = BTreeMap::new();
        for (path, content_type, file) in sources {
            files.insert(path, Packed { content_type, body: pack(&file)? });
        }
        let weights = files.iter().map(|(path, file)| (*path, file.body.len())).collect();
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let address = listener.local_addr()?;
        let files = Arc::new(files);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let files = Arc::clone(&files);
                // A browser that goes away in the middle is its own affair.
                thread::spawn(move || drop(talk(&stream, &files)));
            }
        });
        Ok(Self { address, weights })
    }

    /// The address of a page (`static` or `widget`) for one visit.
    pub fn url(&self, visit: usize, page: &str) -> String {
        format!("http://{}/{visit}/{page}/index.html", self.address)
    }

    /// What a page weighs with all its files, packed, in bytes.
    pub fn weight(&self, page: &str) -> usize {
        let own = self.weights.iter().filter(|(path, _)| path.starts_with(page));
        own.map(|(_, weight)| weight).sum()
    }
}

fn pack(file: &Path) -> Result<Vec<u8>> {
    let script = paths::repository().join("tests/browser/bench/pack.mjs");
    let output =
        Command::new("node").arg(script).arg(file).output().context("could not start node")?;
    ensure!(
        output.status.success(),
        "could not pack {}: {}",
        file.display(),
        String::from_utf8_lossy(&output.stderr)
    );
    Ok(output.stdout)
}

/// Answers the requests of a connection, one after the other, until the browser closes it.
fn talk(stream: &TcpStream, files: &BTreeMap<&'static str, Packed>) -> Result<()> {
    stream.set_nodelay(true)?;
    let mut requests = BufReader::new(stream).lines();
    let mut answers = stream;
    while let Some(line) = requests.next().transpose()? {
        // `GET /VISIT/PAGE/FILE HTTP/1.1`
        let path = line.split(' ').nth(1).unwrap_or_default();
        let file = path.splitn(3, '/').nth(2).and_then(|name| files.get(name));
        let mut takes_brotli = false;
        for header in requests.by_ref() {
            let header = header?.to_ascii_lowercase();
            if header.is_empty() {
                break;
            }
            takes_brotli |= header.starts_with("accept-encoding:") && header.contains("br");
        }
        let head = match file.filter(|_| takes_brotli) {
            Some(Packed { content_type, body }) => format!(
                "HTTP/1.1 200 OK\r\nContent-Type: {content_type}\r\nContent-Encoding: br\r\n\
                 Content-Length: {}\r\nContent-Security-Policy: {STRICT_POLICY}\r\n\
                 Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n\r\n",
                body.len()
            ),
            None => "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n".to_owned(),
        };
        answers.write_all(head.as_bytes())?;
        if let Some(file) = file.filter(|_| takes_brotli) {
            answers.write_all(&file.body)?;
        }
        answers.flush()?;
    }
    Ok(())
}
