//! A build that wants out, under the policy of the single file: what of it arrives, in each engine. Everything listens
//! on the loopback interface.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, UdpSocket};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use browser_tests::{Page, Policy, Result, Rule, WAYS, Way, every_engine};
use serde_json::{Value, json};
use tokio::time::Instant;

const SCRIPT: &str = include_str!("../fixtures/hostile.js");

/// How long nothing may arrive before it counts as stopped; what must arrive is waited for longer.
const QUIET: Duration = Duration::from_secs(3);
const PATIENCE: Duration = Duration::from_secs(10);

/// A port on which anything counts as arrived: a datagram, a connection, a request. UDP and TCP share the number.
struct Listener {
    address: SocketAddr,
    heard: Arc<AtomicBool>,
    first_line: Arc<Mutex<String>>,
    ended: Arc<AtomicBool>,
    threads: Vec<JoinHandle<()>>,
}

impl Listener {
    fn start() -> Result<Self> {
        let (stream, datagrams) = pair()?;
        let address = stream.local_addr()?;
        let heard = Arc::new(AtomicBool::new(false));
        let ended = Arc::new(AtomicBool::new(false));
        let first_line = Arc::new(Mutex::new(String::new()));
        datagrams.set_read_timeout(Some(Duration::from_millis(100)))?;
        let datagram_thread = thread::spawn({
            let (heard, ended) = (Arc::clone(&heard), Arc::clone(&ended));
            move || {
                let mut bytes = [0; 1500];
                while !ended.load(Ordering::SeqCst) {
                    if datagrams.recv_from(&mut bytes).is_ok() {
                        heard.store(true, Ordering::SeqCst);
                    }
                }
            }
        });
        let stream_thread = thread::spawn({
            let (heard, ended) = (Arc::clone(&heard), Arc::clone(&ended));
            let first_line = Arc::clone(&first_line);
            move || {
                while let Ok((mut connection, _)) = stream.accept() {
                    if ended.load(Ordering::SeqCst) {
                        break;
                    }
                    heard.store(true, Ordering::SeqCst);
                    drop(connection.set_read_timeout(Some(Duration::from_millis(500))));
                    let mut line = String::new();
                    drop(BufReader::new(&connection).read_line(&mut line));
                    first_line.lock().unwrap().push_str(&line);
                    drop(connection.write_all(
                        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nAccess-Control-Allow-Origin: *\r\n\
                          Content-Length: 0\r\nConnection: close\r\n\r\n",
                    ));
                }
            }
        });
        Ok(Self {
            address,
            heard,
            first_line,
            ended,
            threads: vec![datagram_thread, stream_thread],
        })
    }

    fn has_heard(&self) -> bool {
        self.heard.load(Ordering::SeqCst)
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        self.ended.store(true, Ordering::SeqCst);
        // Wakes the thread that waits for a connection.
        drop(std::net::TcpStream::connect(self.address));
        for thread in self.threads.drain(..) {
            drop(thread.join());
        }
    }
}

/// A port that is free for both.
fn pair() -> Result<(TcpListener, UdpSocket)> {
    for _ in 0..20 {
        let stream = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        if let Ok(datagrams) = UdpSocket::bind(stream.local_addr()?) {
            return Ok((stream, datagrams));
        }
    }
    anyhow::bail!("no port is free for TCP and UDP")
}

/// Where the hostile page stands.
#[derive(Clone, Copy, Debug)]
enum Place {
    Free,
    Policy,
    Framed,
}

/// The hostile page; `policy` as a meta tag, as the single file has it.
fn hostile_page(policy: &str) -> String {
    let meta = if policy.is_empty() {
        String::new()
    } else {
        format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">")
    };
    format!(
        "<!doctype html><html lang=\"en\"><!-- --><head ><meta charset=\"utf-8\">{meta}<title>Wants out</title></head>\
         <body><button>Try</button><p id=\"here\"></p><script type=\"module\">{SCRIPT}</script></body></html>"
    )
}

async fn serve(page: &mut Page) -> Result<()> {
    let policy = xtask::single::policy(SCRIPT, "");
    let frame = "<!doctype html><html lang=\"en\"><!-- --><head ><title>Frames</title></head><body>\
        <iframe title=\"Guest\" src=\"policy.html\" sandbox=\"allow-scripts allow-downloads allow-modals\"></iframe></body></html>";
    let folder = page.files(
        "hostile",
        &[
            ("free.html", &hostile_page("")),
            ("policy.html", &hostile_page(&policy)),
            ("framed.html", frame),
        ],
    )?;
    page.serve(|options| {
        options.extra_roots.push(("/hostile/".to_owned(), folder));
        options
            .rules
            .push(("/hostile/".to_owned(), Rule { policy: Policy::None, ..Rule::default() }));
    })
}

/// Tries these ways at once and gives those that arrived.
async fn attempt(page: &mut Page, place: Place, ways: &[&Way]) -> Result<Vec<&'static str>> {
    let engine = page.engine();
    let path = match place {
        Place::Free => "/hostile/free.html",
        Place::Policy => "/hostile/policy.html",
        Place::Framed => "/hostile/framed.html",
    };
    page.driver.enter_default_frame().await?;
    page.driver.goto(page.url(path)).await?;
    if matches!(place, Place::Framed) {
        page.driver.enter_frame(0).await?;
    }
    page.wait_for("the hostile script", "return window.plan").await?;
    let mut listeners = BTreeMap::new();
    for way in ways {
        listeners.insert(way.name, Listener::start()?);
    }
    let plan: Vec<Value> = listeners
        .iter()
        .map(|(name, listener)| json!([name, format!("http://{}/", listener.address)]))
        .collect();
    page.script_with("window.plan = arguments[0]", vec![plan.into()]).await?;
    let button = page.driver.find(thirtyfour::By::Css("button")).await?;
    // Where the page is left at once, the driver may not get its answer.
    drop(button.click().await);
    let expected = |way: &Way| {
        Way::names(
            match place {
                Place::Free => way.free,
                Place::Policy => way.policy,
                Place::Framed => way.framed,
            },
            engine,
        )
    };
    let begun = Instant::now();
    let mut ticks = tokio::time::interval(Duration::from_millis(50));
    loop {
        ticks.tick().await;
        let all =
            ways.iter().filter(|way| expected(way)).all(|way| listeners[way.name].has_heard());
        let waited = begun.elapsed();
        if waited > PATIENCE || (all && waited > QUIET) {
            break;
        }
    }
    if std::env::var_os("SHOW_WAYS").is_some() && ways.len() > 1 {
        println!(
            "{place:?}: {}",
            page.script("return window.failures.join('\\n')").await.unwrap_or_default()
        );
    }
    let heard: Vec<&'static str> =
        ways.iter().map(|way| way.name).filter(|name| listeners[name].has_heard()).collect();
    close_other_windows(page).await?;
    Ok(heard)
}

async fn close_other_windows(page: &Page) -> Result<()> {
    let windows = page.driver.windows().await?;
    let (first, others) = windows.split_first().expect("a window");
    for other in others {
        page.driver.switch_to_window(other.clone()).await?;
        page.driver.close_window().await?;
    }
    page.driver.switch_to_window(first.clone()).await?;
    Ok(())
}

every_engine! {
    async fn what_the_policy_stops_and_what_it_does_not_is_as_the_table_says(page: &mut Page) -> Result<()> {
        serve(page).await?;
        // Opened again and again, and loud.
        for file in ["free.html", "policy.html", "framed.html"] {
            page.allow_request(&format!("/hostile/{file}"));
        }
        page.may_report("");
        let engine = page.engine();
        let (alone, together): (Vec<&Way>, Vec<&Way>) = WAYS.iter().partition(|way| way.leaves());
        let mut wrong = Vec::new();
        for place in [Place::Free, Place::Policy, Place::Framed] {
            let mut arrived = attempt(page, place, &together).await?;
            for way in &alone {
                arrived.extend(attempt(page, place, &[way]).await?);
            }
            for way in &WAYS {
                let column = match place {
                    Place::Free => way.free,
                    Place::Policy => way.policy,
                    Place::Framed => way.framed,
                };
                let arrives = arrived.contains(&way.name);
                if arrives != Way::names(column, engine) {
                    wrong.push(format!("{}, {place:?}: {}", way.name, if arrives { "arrives" } else { "is stopped" }));
                }
            }
        }
        assert!(wrong.is_empty(), "other than the table says in {}:\n{}", engine.name(), wrong.join("\n"));
        Ok(())
    }
}
