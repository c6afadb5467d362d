//! A build that wants out, under the policy of the single file: what of it arrives, in each engine. Everything listens
//! on the loopback interface.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, UdpSocket};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use browser_tests::{
    Arrival, Engine, LOOK_UPS, Page, Policy, Result, Rule, WAYS, Way, every_engine,
    run_in_chromium_with,
};
use serde_json::{Value, json};
use tokio::time::Instant;

const SCRIPT: &str = include_str!("../fixtures/hostile.js");

/// How long nothing may arrive before it counts as stopped; what must arrive is waited for longer.
const QUIET: Duration = Duration::from_secs(2);
const PATIENCE: Duration = Duration::from_secs(15);

/// A port on which anything counts as arrived: a connection, and more so a request or a datagram. UDP and TCP share the
/// number.
struct Listener {
    address: SocketAddr,
    heard: Arc<Mutex<Arrival>>,
    ended: Arc<AtomicBool>,
    threads: Vec<JoinHandle<()>>,
}

impl Listener {
    fn start() -> Result<Self> {
        let (stream, datagrams) = pair()?;
        let address = stream.local_addr()?;
        let heard = Arc::new(Mutex::new(Arrival::Nothing));
        let ended = Arc::new(AtomicBool::new(false));
        datagrams.set_read_timeout(Some(Duration::from_millis(100)))?;
        let datagram_thread = thread::spawn({
            let (heard, ended) = (Arc::clone(&heard), Arc::clone(&ended));
            move || {
                let mut bytes = [0; 1500];
                while !ended.load(Ordering::SeqCst) {
                    if datagrams.recv_from(&mut bytes).is_ok() {
                        *heard.lock().unwrap() = Arrival::Request;
                    }
                }
            }
        });
        let stream_thread = thread::spawn({
            let (heard, ended) = (Arc::clone(&heard), Arc::clone(&ended));
            move || {
                while let Ok((mut connection, _)) = stream.accept() {
                    if ended.load(Ordering::SeqCst) {
                        break;
                    }
                    {
                        let mut heard = heard.lock().unwrap();
                        *heard = (*heard).max(Arrival::Connection);
                    }
                    drop(connection.set_read_timeout(Some(Duration::from_millis(500))));
                    let mut line = String::new();
                    drop(BufReader::new(&connection).read_line(&mut line));
                    if !line.is_empty() {
                        *heard.lock().unwrap() = Arrival::Request;
                    }
                    drop(connection.write_all(
                        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nAccess-Control-Allow-Origin: *\r\n\
                          Content-Length: 0\r\nConnection: close\r\n\r\n",
                    ));
                }
            }
        });
        Ok(Self { address, heard, ended, threads: vec![datagram_thread, stream_thread] })
    }

    fn arrival(&self) -> Arrival {
        *self.heard.lock().unwrap()
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

impl Place {
    fn column(self, way: &Way) -> &'static str {
        match self {
            Self::Free => way.free,
            Self::Policy => way.policy,
            Self::Framed => way.framed,
        }
    }
}

/// The hostile page; `policy` in a meta tag, with that about names beside it, as the single file
/// has them.
fn hostile_page(policy: &str) -> String {
    let meta = if policy.is_empty() {
        String::new()
    } else {
        format!(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\
             <meta http-equiv=\"x-dns-prefetch-control\" content=\"off\">"
        )
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
    })?;
    // Opened again and again, and loud.
    for file in ["free.html", "policy.html", "framed.html"] {
        page.allow_request(&format!("/hostile/{file}"));
    }
    page.may_report("");
    Ok(())
}

/// Opens the hostile page in a place.
async fn open(page: &mut Page, place: Place) -> Result<()> {
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
    Ok(())
}

/// Has the hostile page try these pairs of a way and an address.
async fn try_all(page: &Page, plan: Vec<Value>) -> Result<()> {
    page.script_with("window.plan = arguments[0]", vec![plan.into()]).await?;
    let button = page.driver.find(thirtyfour::By::Css("button")).await?;
    // Where the page is left at once, the driver may not get its answer.
    drop(button.click().await);
    Ok(())
}

/// Tries these ways at once and gives those that arrived.
async fn attempt(
    page: &mut Page,
    place: Place,
    ways: &[&Way],
) -> Result<Vec<(&'static str, Arrival)>> {
    let engine = page.engine();
    open(page, place).await?;
    let mut listeners = BTreeMap::new();
    for way in ways {
        listeners.insert(way.name, Listener::start()?);
    }
    let plan: Vec<Value> = listeners
        .iter()
        .map(|(name, listener)| json!([name, format!("http://{}/", listener.address)]))
        .collect();
    try_all(page, plan).await?;
    let begun = Instant::now();
    let mut ticks = tokio::time::interval(Duration::from_millis(50));
    loop {
        ticks.tick().await;
        let arrivals = ways
            .iter()
            .map(|way| (way.arrives(place.column(way), engine), listeners[way.name].arrival()));
        let (mut all, mut more_to_come) = (true, false);
        for (expected, arrival) in arrivals {
            all &= arrival >= expected;
            more_to_come |= expected < Arrival::Request;
        }
        let waited = begun.elapsed();
        if waited > PATIENCE || (all && (waited > QUIET || !more_to_come)) {
            break;
        }
    }
    let arrived = ways.iter().map(|way| (way.name, listeners[way.name].arrival())).collect();
    close_other_windows(page).await?;
    Ok(arrived)
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

/// Tries every way in a place, and compares with the table.
async fn check(page: &mut Page, place: Place) -> Result<()> {
    serve(page).await?;
    let engine = page.engine();
    let (alone, together): (Vec<&Way>, Vec<&Way>) = WAYS.iter().partition(|way| way.leaves());
    let mut arrived = attempt(page, place, &together).await?;
    for way in &alone {
        arrived.extend(attempt(page, place, &[way]).await?);
    }
    let mut wrong = Vec::new();
    for (way, (name, arrival)) in together.iter().chain(&alone).zip(arrived) {
        assert_eq!(way.name, name);
        let expected = way.arrives(place.column(way), engine);
        if arrival != expected {
            wrong.push(format!("{name}: {arrival:?}, not {expected:?}"));
        }
    }
    assert!(
        wrong.is_empty(),
        "{place:?} in {}, other than the table says:\n{}",
        engine.name(),
        wrong.join("\n")
    );
    Ok(())
}

every_engine! {
    async fn every_way_out_is_a_real_one_where_nothing_forbids_it(page: &mut Page) -> Result<()> {
        check(page, Place::Free).await
    }

    async fn policy_stops_what_the_table_says(page: &mut Page) -> Result<()> {
        check(page, Place::Policy).await
    }

    async fn policy_and_frame_stop_what_the_table_says(page: &mut Page) -> Result<()> {
        check(page, Place::Framed).await
    }
}

/// Names below `localhost` are looked up without a word to the network.
#[test]
fn chromium_looks_names_up_as_the_table_says() {
    let folder = tempfile::tempdir().unwrap();
    let log = folder.path().join("network.json");
    let arguments = [format!("--log-net-log={}", log.display())];
    let places = [Place::Free, Place::Policy, Place::Framed];
    let name = |place: Place, way: usize| format!("{place:?}-{way}.localhost").to_lowercase();
    run_in_chromium_with(&arguments, module_path!(), async |page: &mut Page| -> Result<()> {
        serve(page).await?;
        for place in places {
            open(page, place).await?;
            let names = LOOK_UPS.iter().enumerate();
            let address = |way| format!("http://{}/", name(place, way));
            let mut plan: Vec<Value> =
                names.map(|(way, Way { name, .. })| json!([name, address(way)])).collect();
            // Asked for last, and nothing stops it: when it arrives, so has all before it.
            let listener = Listener::start()?;
            plan.push(json!(["link preconnect", format!("http://{}/", listener.address)]));
            try_all(page, plan).await?;
            let mut ticks = tokio::time::interval(Duration::from_millis(50));
            let begun = Instant::now();
            while listener.arrival() == Arrival::Nothing {
                ticks.tick().await;
                assert!(begun.elapsed() < PATIENCE, "{place:?}: no connection");
            }
        }
        Ok(())
    });
    // The log is whole once the browser has closed.
    let log = std::fs::read_to_string(log).unwrap();
    for place in places {
        for (number, way) in LOOK_UPS.iter().enumerate() {
            let is_expected = way.arrives(place.column(way), Engine::Chromium) > Arrival::Nothing;
            let is_looked_up =
                log.contains(&format!("\"host\":\"http://{}\"", name(place, number)));
            assert_eq!(is_looked_up, is_expected, "{place:?}: {}", way.name);
        }
    }
}
