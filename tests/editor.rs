//! What an editor does with the command: begins a questionnaire, and looks at it while writing.

mod support;

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

use reasonable_steps::questionnaire::authoring;
use serde_json::Value;
use support::{all_at, root};
use tempfile::TempDir;

const COMMAND: &str = env!("CARGO_BIN_EXE_reasonable-steps");

fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(COMMAND).current_dir(folder).args(arguments).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// Runs a command that ends as expected, and gives what it said.
fn expect(code: i32, folder: &Path, arguments: &[&str]) -> String {
    let output = run(folder, arguments);
    let said = text(&output.stdout) + &text(&output.stderr);
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {said}");
    said
}

/// A folder made by `new` is clean, compiles, and an assessment of it can be scored.
fn check_new(place: &Path, name: &str, options: &[&str]) -> Value {
    let mut arguments = vec!["new", name];
    arguments.extend(options);
    expect(0, place, &arguments);
    let said = expect(0, place, &["lint", name]);
    assert!(said.ends_with("findings: 0\n"), "{said}");
    expect(0, place, &["compile", name, "-o", "compiled.json"]);
    let (questionnaire, findings) = authoring::read_folder(&place.join(name), None);
    assert_eq!(findings, []);
    let questionnaire = questionnaire.unwrap();
    let answers = all_at(&questionnaire, questionnaire.scale.top()).to_json();
    fs::write(place.join("firm.steps.json"), answers).unwrap();
    let score =
        ["score", "firm.steps.json", "--questionnaire", "compiled.json", "--format", "json"];
    let score: Value = serde_json::from_str(&expect(0, place, &score)).unwrap();
    assert!(score["shown"].is_string(), "{score}");
    serde_json::from_slice(&fs::read(place.join("compiled.json")).unwrap()).unwrap()
}

#[test]
fn what_new_writes_is_clean_compiles_and_scores() {
    let place = tempfile::tempdir().unwrap();
    let place = place.path();
    let starter = check_new(place, "Our Check 2", &[]);
    assert_eq!(starter["id"], "our-check-2", "the id comes from the folder's name");
    assert_eq!(check_new(place, "2026", &[])["id"], "my-questionnaire", "where it can");
    for from in ["trade-secrets", "supplier-check", "maturity"] {
        let name = format!("copy-of-{from}");
        let copy = check_new(place, &name, &["--from", from]);
        assert_eq!(copy["id"], *name);
        assert!(place.join(&name).join("LICENSE.md").is_file());
    }
    let edition = check_new(place, "edition", &["--extends", "maturity"]);
    assert_eq!(edition["id"], "edition");
    assert_eq!(edition["domains"].as_array().unwrap().len(), 3);
    // By a path, which is written as it is seen from the new folder.
    fs::create_dir(place.join("deeper")).unwrap();
    check_new(place, "deeper/still", &["--extends", "copy-of-supplier-check"]);
    let head = fs::read_to_string(place.join("deeper/still/questionnaire.toml")).unwrap();
    assert!(head.contains("\nextends = \"../../copy-of-supplier-check\"\n"), "{head}");
    assert_eq!(
        check_new(place, "deeper/maturity", &["--extends", "maturity"])["id"],
        "maturity-edition"
    );
    // In the language of the base.
    let base = place.join("copy-of-maturity");
    fs::rename(base.join("en"), base.join("fr")).unwrap();
    let head = fs::read_to_string(base.join("questionnaire.toml")).unwrap();
    fs::write(base.join("questionnaire.toml"), head.replace("[\"en\"]", "[\"fr\"]")).unwrap();
    assert_eq!(check_new(place, "french", &["--extends", "copy-of-maturity"])["language"], "fr");
}

#[test]
fn new_overwrites_nothing_and_tells_the_way_out() {
    let place = tempfile::tempdir().unwrap();
    let place = place.path();
    fs::create_dir(place.join("full")).unwrap();
    fs::write(place.join("full/letter.txt"), "Dear members").unwrap();
    let said = expect(2, place, &["new", "full"]);
    assert!(said.contains("full is not empty; hint: name a new folder"), "{said}");
    assert_eq!(fs::read_dir(place.join("full")).unwrap().count(), 1);
    let said = expect(2, place, &["new", "full/letter.txt"]);
    assert!(said.contains("letter.txt: cannot be written"), "{said}");
    let said = expect(2, place, &["new", "x", "--from", "nothing"]);
    assert!(said.contains("trade-secrets, supplier-check, maturity"), "{said}");
    let said = expect(2, place, &["new", "x", "--extends", "nothing"]);
    assert!(said.contains("nothing: no questionnaire lies there; hint: name the path of its folder, or one of: trade-secrets"), "{said}");
    expect(2, place, &["new", "x", "--from", "maturity", "--extends", "maturity"]);
    fs::create_dir(place.join("empty")).unwrap();
    expect(0, place, &["new", "empty"]);
    // A base with mistakes is told, and nothing is written.
    let path = place.join("empty/basics.toml");
    let broken = fs::read_to_string(&path).unwrap().replace("weight = 3", "weight = 0");
    fs::write(path, broken).unwrap();
    let said = expect(1, place, &["new", "y", "--extends", "empty"]);
    assert!(said.contains("question `basics.list`: weight: is 0"), "{said}");
    assert!(!place.join("x").exists() && !place.join("y").exists());
}

#[test]
fn lint_says_what_an_overlay_changes() {
    let said = expect(0, &root(), &["lint", "questionnaires/instrument-makers"]);
    for line in [
        "  extends trade-secrets 1.0.0; changes: 12",
        "  question `access.sign-in`: weight 3 → 2",
        "  dropped question `access.admin-rights`",
        "  added domain `workshop` (questions: 2)",
        "  dropped domain `cooperation` (questions: 5)",
        "  domain `access`: lead: text changed",
    ] {
        assert!(said.lines().any(|said| said == line), "{line}\nis not in {said}");
    }
}

#[test]
fn the_edition_in_the_guide_is_what_the_guide_says() {
    let guide = fs::read_to_string(root().join("docs/questionnaires.md")).unwrap();
    let place = tempfile::tempdir().unwrap();
    expect(0, place.path(), &["new", "our-edition", "--extends", "trade-secrets"]);
    let mut files = 0;
    for part in guide.split("\n`our-edition/").skip(1) {
        let (name, rest) = part.split_once('`').unwrap();
        let content = rest.split("```toml\n").nth(1).unwrap().split("```").next().unwrap();
        fs::write(place.path().join("our-edition").join(name), content).unwrap();
        files += 1;
    }
    assert_eq!(files, 3);
    let said = expect(0, place.path(), &["lint", "our-edition"]);
    let shown = guide.split("    our-edition 1.0.0 (en)").nth(1).unwrap();
    let mut lines = shown.lines().take_while(|line| !line.is_empty());
    let first = lines.next().unwrap().split("fingerprint").next().unwrap();
    assert!(said.contains(first), "{first}\nis not in {said}");
    let lines: Vec<&str> = lines.map(str::trim).collect();
    assert_eq!(lines.len(), 5);
    for line in lines {
        assert!(said.lines().any(|said| said.trim() == line), "{line}\nis not in {said}");
    }
    // Every command that the guide and the reference name is one.
    let reference = fs::read_to_string(root().join("questionnaires/README.md")).unwrap();
    for text in [&guide, &reference] {
        for part in text.split("reasonable-steps ").skip(1) {
            let word: String = part.chars().take_while(char::is_ascii_lowercase).collect();
            let commands = ["new", "preview", "lint", "compile", "report", "score"];
            let is_command = commands.contains(&word.as_str());
            assert!(
                is_command || word.is_empty() || !part.starts_with(&format!("{word} our")),
                "{word}"
            );
        }
    }
}

/// A preview that runs until the test ends.
struct Preview {
    child: Child,
    address: String,
    /// What it shows.
    folder: std::path::PathBuf,
    _place: TempDir,
}

impl Drop for Preview {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

const WIDGET: &str = "export {}; // the widget";

/// Starts a preview of a new questionnaire, with something in the widget's place.
fn preview(options: &[&str], before: impl FnOnce(&Path)) -> Preview {
    let place = tempfile::tempdir().unwrap();
    let mut new = vec!["new", "own"];
    new.extend(options);
    expect(0, place.path(), &new);
    before(place.path());
    let widget = place.path().join("widget");
    fs::create_dir_all(widget.join("export")).unwrap();
    fs::write(widget.join("reasonable-steps.js"), WIDGET).unwrap();
    fs::write(widget.join("export/word.js"), "export {}; // Word").unwrap();
    fs::write(place.path().join("private.js"), "private").unwrap();
    fs::write(widget.join("notes.txt"), "private").unwrap();
    let mut child = Command::new(COMMAND)
        .current_dir(place.path())
        .args(["preview", "own", "--port", "0", "--widget", "widget/reasonable-steps.js"])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let address = line.split("http://").nth(1).unwrap_or_else(|| panic!("said: {line}"));
    let address = address.split('/').next().unwrap().to_owned();
    Preview { child, address, folder: place.path().join("own"), _place: place }
}

impl Preview {
    /// Status, headers and body of an answer. `request` is its first line without the version.
    fn ask(&self, request: &str, host: &str) -> (u16, String, String) {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        write!(stream, "{request} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        (status, head.to_lowercase(), body.to_owned())
    }

    fn get(&self, path: &str) -> String {
        let (status, _, body) = self.ask(&format!("GET {path}"), &self.address);
        assert_eq!(status, 200, "{path}: {body}");
        body
    }

    /// What changed after a reading; the server answers as soon as there is a later one.
    fn changes(&self, after: u64) -> Value {
        serde_json::from_str(&self.get(&format!("/changes?after={after}"))).unwrap()
    }

    fn questionnaire(&self) -> Value {
        serde_json::from_str(&self.get("/questionnaire.json")).unwrap()
    }

    /// Changes a file, and gives the reading that saw it.
    fn edit(&self, file: &str, from: &str, to: &str, after: &Value) -> Value {
        replace(&self.folder.join(file), from, to);
        self.changes(after["revision"].as_u64().unwrap())
    }
}

fn replace(file: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(file).unwrap();
    assert!(text.contains(from), "{} no longer contains {from}", file.display());
    fs::write(file, text.replacen(from, to, 1)).unwrap();
}

#[test]
fn a_preview_shows_each_change_and_keeps_the_last_usable_version() {
    let preview = preview(&[], |_| {});
    let first = preview.changes(0);
    assert_eq!((&first["revision"], &first["usable"]), (&1.into(), &1.into()));
    assert_eq!(first["findings"], Value::Array(vec![]));
    assert_eq!(preview.questionnaire()["title"], "Our first questionnaire");

    let second =
        preview.edit("en/questionnaire.toml", "Our first questionnaire", "Our second", &first);
    assert!(second["usable"].as_u64() > first["usable"].as_u64(), "{second}");
    assert_eq!(preview.questionnaire()["title"], "Our second");

    let broken = preview.edit("basics.toml", "weight = 3", "weight = 0", &second);
    assert_eq!(broken["usable"], second["usable"]);
    let finding = &broken["findings"][0];
    assert_eq!(finding["severity"], "error");
    assert_eq!(finding["place"], "question `basics.list`: weight");
    assert_eq!(finding["message"], "is 0");
    assert!(finding["hint"].as_str().unwrap().starts_with("use a number above 0"));
    assert_eq!(preview.questionnaire()["title"], "Our second", "the last usable one stays");

    // What could be better is told as well, and a file that is not TOML at all.
    let long = format!("prompt = \"{}?\"", "Well then ".repeat(20));
    let mended = preview.edit("basics.toml", "weight = 0", "weight = 2", &broken);
    assert_eq!(mended["findings"], Value::Array(vec![]));
    let warned = preview.edit(
        "en/people.toml",
        "prompt = \"Do you talk about secrets at least once a year?\"",
        &long,
        &mended,
    );
    assert_eq!(warned["findings"][0]["severity"], "warning");
    assert!(warned["usable"].as_u64() > mended["usable"].as_u64());
    let unread = preview.edit("people.toml", "weight = 1", "weight = ", &warned);
    assert_eq!(unread["findings"][0]["place"], "people.toml");
    fs::remove_file(preview.folder.join("people.toml")).unwrap();
    let gone = preview.changes(unread["revision"].as_u64().unwrap());
    assert!(gone["findings"][0]["message"].as_str().unwrap().starts_with("cannot be read"));
    assert_eq!(gone["usable"], warned["usable"]);
}

#[test]
fn a_preview_that_begins_with_mistakes_waits_for_a_usable_version() {
    let preview = preview(&[], |place| {
        replace(&place.join("own/basics.toml"), "weight = 3", "weight = 0");
    });
    let first = preview.changes(0);
    assert_eq!(first["usable"], 0);
    assert_eq!(preview.ask("GET /questionnaire.json", &preview.address).0, 404);
    let second = preview.edit("basics.toml", "weight = 0", "weight = 3", &first);
    assert_eq!(second["usable"], second["revision"]);
    assert_eq!(preview.questionnaire()["id"], "own");
}

#[test]
fn a_preview_of_an_overlay_follows_its_base() {
    let preview = preview(&["--from", "maturity"], |place| {
        fs::rename(place.join("own"), place.join("base")).unwrap();
        expect(0, place, &["new", "own", "--extends", "base"]);
    });
    let first = preview.changes(0);
    assert_eq!(first["findings"], Value::Array(vec![]), "what is of the base is left to it");
    let second = preview.edit(
        "../base/en/direction.toml",
        "title = \"Direction\"",
        "title = \"Way\"",
        &first,
    );
    assert!(second["usable"].as_u64() > first["usable"].as_u64());
    assert_eq!(preview.questionnaire()["domains"][0]["title"], "Way");
}

#[test]
fn a_preview_answers_this_machine_alone_and_with_its_own_policy() {
    let preview = preview(&[], |_| {});
    let own = preview.address.clone();
    assert!(own.starts_with("127.0.0.1:"), "{own}");
    let check = |request: &str, host: &str, status: u16| {
        let (found, head, body) = preview.ask(request, host);
        assert_eq!(found, status, "{request} of {host}: {body}");
        for header in [
            "content-security-policy: default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types reasonable-steps",
            "x-content-type-options: nosniff",
            "cache-control: no-store",
        ] {
            assert!(head.contains(header), "{request}: {head}");
        }
        assert!(!body.contains("private"));
        body
    };
    let page = check("GET /", &own, 200);
    assert!(page.contains("<script type=\"module\" src=\"/page.js\">"));
    assert!(!page.contains("style=") && !page.contains("<style"));
    assert!(check("GET /page.js", &own, 200).contains("import \"/widget/reasonable-steps.js\""));
    check("GET /page.css", &own, 200);
    assert_eq!(check("GET /widget/reasonable-steps.js", &own, 200), WIDGET);
    check("GET /widget/export/word.js", &own.replace("127.0.0.1", "localhost"), 200);
    for path in [
        "/widget/../private.js",
        "/widget//etc/passwd.js",
        "/widget/notes.txt",
        "/widget/",
        "/private.js",
        "/questionnaire.toml",
    ] {
        check(&format!("GET {path}"), &own, 404);
    }
    for host in ["example.org", "127.0.0.1", "127.0.0.1:1", ""] {
        check("GET /questionnaire.json", host, 421);
    }
    check("POST /", &own, 405);
}

#[test]
fn what_keeps_a_preview_from_starting_is_told_with_the_way_out() {
    let place = tempfile::tempdir().unwrap();
    let place = place.path();
    expect(0, place, &["new", "own"]);
    let said = expect(2, place, &["preview", "own", "--widget", "nowhere.js"]);
    assert!(said.contains("reasonable-steps.js lies in none of nowhere.js; hint: put the file that you downloaded beside this command, or name it with --widget"), "{said}");
    let said = expect(2, place, &["preview", "elsewhere"]);
    assert!(said.contains("elsewhere: holds no questionnaire.toml; hint: name the folder of a questionnaire, or make one with `new`"), "{said}");
    fs::create_dir(place.join("dist")).unwrap();
    fs::write(place.join("dist/reasonable-steps.js"), WIDGET).unwrap();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let said = expect(2, place, &["preview", "own", "--port", &port]);
    assert!(said.contains(&format!("port {port} of this machine cannot be used")), "{said}");
    assert!(said.contains("hint: choose another with --port"), "{said}");
}
