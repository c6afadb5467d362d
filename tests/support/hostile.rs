//! The corpus of hostile strings (`tests/data/hostile-strings.json`), a questionnaire that consists of them, an
//! assessment in which every text is one of them, and scripts that look for them in a page. Shared by the native tests
//! and those in browsers.
#![allow(dead_code, reason = "not every test asks for everything")]

use std::collections::HashMap;

use serde_json::{Value, json};

/// The strings, in the file's order.
pub fn strings() -> Vec<String> {
    let kinds: Value =
        serde_json::from_str(include_str!("../data/hostile-strings.json")).expect("JSON");
    let kinds = kinds.as_object().expect("kinds of strings");
    let all = kinds.values().filter_map(Value::as_array).flatten();
    all.map(|text| text.as_str().expect("a string").to_owned()).collect()
}

/// How many strings one area asks about.
pub const EACH: usize = 40;

/// The question that is answered with a level, and has note, evidence and a decision.
pub fn answered(number: usize) -> String {
    format!("area-{}.answered-{number}", number / EACH)
}

/// The question that does not concern the firm, for a reason.
pub fn left_out(number: usize) -> String {
    format!("area-{}.left-{number}", number / EACH)
}

/// A string with a mark behind it that no other has: found with it, it is found whole, wherever it stands.
pub fn marked(text: &str, field: &str, number: usize) -> String {
    format!("{text}~{field}{number}.")
}

/// A long text in which marked strings are looked up: by their marks, for there are thousands of them.
pub struct Heard {
    text: String,
    /// Where each mark ends.
    marks: HashMap<String, Vec<usize>>,
}

impl Heard {
    pub fn new(text: String) -> Self {
        let mut marks: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, _) in text.match_indices('~') {
            if let Some(length) = text[at..].find('.') {
                let end = at + length + 1;
                marks.entry(text[at..end].to_owned()).or_default().push(end);
            }
        }
        Self { text, marks }
    }

    /// Whether a marked string stands in the text, whole.
    pub fn says(&self, marked: &str) -> bool {
        let mark = &marked[marked.rfind('~').expect("a mark")..];
        let ends = self.marks.get(mark).into_iter().flatten();
        ends.into_iter().any(|end| self.text[..*end].ends_with(marked))
    }
}

/// Whether a source may have this address. The reader of questionnaires refuses all others.
pub fn is_address(text: &str) -> bool {
    text.starts_with("https://")
}

/// The compiled questionnaire: two questions and a source to each string. Every text of them is that string, marked;
/// the prompt is the string alone.
pub fn questionnaire(strings: &[String]) -> Value {
    let mut domains: Vec<Value> = Vec::new();
    let mut sources = Vec::new();
    for (number, text) in strings.iter().enumerate() {
        if number % EACH == 0 {
            domains.push(json!({
                "id": format!("area-{}", number / EACH), "questions": [],
                "title": marked(text, "area", number), "lead": marked(text, "lead", number),
            }));
        }
        let mut source = json!({ "id": format!("source-{number}"), "title": marked(text, "source", number),
            "publisher": marked(text, "publisher", number) });
        if is_address(text) {
            source["url"] = json!(text);
        }
        sources.push(source);
        let say = |field: &str| marked(text, field, number);
        for id in [answered(number), left_out(number)] {
            let question = json!({
                "id": id, "weight": 1, "critical": false, "effort": "s", "lenses": ["legal"],
                "prompt": text, "levels": [say("none"), say("some"), say("all")], "why": say("why"),
                "evidence": say("proof"), "quickWin": say("quick"), "nextSteps": [say("next"), say("later")],
                "action": say("action"), "gap": say("gap"), "caution": say("caution"),
                "sources": [format!("source-{number} {}", say("locator"))],
            });
            let questions =
                domains.last_mut().and_then(|domain| domain["questions"].as_array_mut());
            questions.expect("an area").push(question);
        }
    }
    let some = |at: usize, field: &str| marked(&strings[at % strings.len()], field, at);
    json!({
        "format": "reasonable-steps/questionnaire", "formatVersion": 1, "id": "hostile", "version": "1.0.0",
        "language": "en", "title": some(0, "title"), "short": some(1, "short"), "questionStem": some(2, "stem"),
        "method": [some(3, "method")], "disclaimer": [some(4, "disclaimer"), some(5, "disclaimer")],
        "scale": { "values": [0, "1/2", 1], "target": 2 },
        "levels": [some(6, "level"), some(7, "level"), some(8, "level")],
        "display": { "unit": "percent", "decimals": 0, "rounding": "down" },
        "rules": { "minCompleteness": 80, "criticalFactor": 1.5, "quickWin": { "effort": "s", "minWeight": 2 } },
        "bands": [
            { "id": "low", "from": 0, "name": some(9, "band"), "summary": some(10, "summary") },
            { "id": "high", "from": 50, "name": some(11, "band"), "summary": some(12, "summary") },
        ],
        "caps": [], "efforts": [{ "id": "s", "divisor": 1, "name": some(13, "effort") }],
        "lenses": [{ "id": "legal", "name": some(14, "lens") }],
        "profile": [{ "id": "staff", "kind": "one", "prompt": some(15, "fact"), "hint": some(16, "hint"), "options": [
            { "id": "yes", "text": some(17, "option") }, { "id": "no", "text": some(18, "option") }] }],
        "sources": sources, "domains": domains,
    })
}

/// Every text of the questionnaire that a report carries for a question.
pub const ASKED: [&str; 9] =
    ["none", "why", "proof", "quick", "next", "action", "caution", "source", "locator"];

/// The texts that a questionnaire of one string has once and that a report says: the number that stands in the mark, and
/// the field.
pub const ONCE: [(usize, &str); 10] = [
    (0, "title"),
    (3, "method"),
    (4, "disclaimer"),
    (5, "disclaimer"),
    (9, "band"),
    (10, "summary"),
    (13, "effort"),
    (14, "lens"),
    (0, "area"),
    (0, "action"),
];

/// Every field of an assessment whose text is a string of the corpus with the field's own mark.
pub const TYPED: [&str; 6] = ["note", "kept", "owner", "put-off", "reason", "kept-too"];

/// The firm's name: all strings, each marked.
pub fn firm(strings: &[String]) -> String {
    strings.iter().enumerate().map(|(number, text)| marked(text, "firm", number)).collect()
}

/// The assessment file. Every text has its field's mark, so that none is taken for another; but the note to what does
/// not concern the firm is the string alone, whose last letters no mark guards.
pub fn assessment(strings: &[String]) -> Value {
    let mut answers = Vec::new();
    let mut decisions = Vec::new();
    for (number, text) in strings.iter().enumerate() {
        let say = |field: &str| marked(text, field, number);
        let (one, other) = (answered(number), left_out(number));
        answers.extend([
            json!({ "question": one, "level": 0, "note": say("note"), "evidence": say("kept") }),
            json!({ "question": other, "notApplicable": say("reason"), "note": text, "evidence": say("kept-too") }),
        ]);
        let (owner, reason) = (say("owner"), say("put-off"));
        decisions.push(
            json!({ "question": one, "status": "not-now", "owner": owner, "reason": reason }),
        );
    }
    json!({
        "format": "reasonable-steps/assessment", "formatVersion": 1, "mode": "full", "title": firm(strings),
        "questionnaire": { "id": "hostile", "version": "1.0.0", "fingerprint": "unknown" },
        "profile": { "staff": ["yes"] }, "answers": answers, "decisions": decisions,
    })
}

/// Finds elements and attributes that no view makes. `$$` looks up all of a selector.
pub const FOREIGN: &str = "
    const problems = [];
    for (const element of $$('*')) {
      if (['script', 'img', 'iframe', 'object', 'style', 'link'].includes(element.localName)) problems.push(element.outerHTML);
      if (element.localName === 'svg' && !/^rs-/.test(element.getAttribute('class'))) problems.push(element.outerHTML);
      for (const { name, value } of element.attributes) {
        if (name.startsWith('on') || name === 'style') problems.push(`${name}=${value}`);
        if (['href', 'src', 'action', 'xlink:href'].includes(name) && !/^(https:|mailto:|#)/.test(value)) problems.push(`${name}=${value}`);
      }
    }
    if (window.broken) problems.push('something ran');
    return problems;";

/// What a page shows of a string: HTML drops null, so its picture stands for it, and reads every line end as a line
/// feed. Stands before the scripts that compare.
pub const SHOWN: &str = "
    const shown = (text) => text.replaceAll('\\0', '\u{2400}').replace(/\\r\\n?/g, '\\n');
    // A field of one line holds none; a field of more lines ends them alike.
    const inOneLine = (text) => shown(text).replaceAll('\\n', '');
    const problems = [];
    const same = (what, found, expected) => {
      if (found !== expected) problems.push(`${what}: ${JSON.stringify(found)}, not ${JSON.stringify(expected)}`);
    };";

/// Compares what a report says of the visitor's own words, of the questionnaire's, and of the firm's name: `given` is
/// what [`given`] makes, and the name.
pub const REPORTED: &str = "
    const typed = new Set($$('.rs-typed').map(({ textContent }) => textContent));
    const prompts = new Set($$('.rs-points th[scope=row]').map((cell) => cell.firstChild.data));
    const whole = $('.rs-report').textContent;
    // Where each mark ends: there are too many strings to look through all of it for each.
    const ends = new Map();
    for (const { 0: mark, index } of whole.matchAll(/~[a-z-]+[0-9]+[.]/g)) {
      ends.set(mark, [...(ends.get(mark) ?? []), index + mark.length]);
    }
    const says = (marked) => ends.get(marked.slice(marked.lastIndexOf('~')))
      ?.some((end) => whole.startsWith(marked, end - marked.length));
    const missed = (what, text) => problems.push(`${what}: ${JSON.stringify(text)}`);
    if (!typed.has(shown(given[1]))) missed('the name', given[1]);
    for (const [text, , , { prompt, typed: own, asked }] of given[0]) {
      // A note of blanks is left out.
      if (text.trim() && !typed.has(shown(text))) missed('a note alone', text);
      if (!prompts.has(shown(prompt))) missed('prompt', prompt);
      for (const [name, marked] of Object.entries(own)) if (!typed.has(shown(marked))) missed(name, marked);
      for (const [name, marked] of Object.entries(asked)) if (!says(shown(marked))) missed(name, marked);
    }
    return problems;";

/// What the scripts are given for some of the strings: the string, the ids of its two questions, and what stands where.
pub fn given(strings: &[String], numbers: std::ops::Range<usize>) -> Value {
    let each = numbers.filter_map(|number| {
        let text = strings.get(number)?;
        let say = |field: &str| marked(text, field, number);
        let typed: Value = TYPED.into_iter().map(|field| (field, say(field))).collect();
        // The reader of questionnaires drops blanks around a text.
        let trimmed = |field| (field, say(field).trim().to_owned());
        let asked: Value = ASKED.into_iter().map(trimmed).collect();
        let is_link = is_address(text) && text.bytes().all(|byte| byte.is_ascii_graphic());
        let what =
            json!({ "prompt": text.trim(), "typed": typed, "asked": asked, "isLink": is_link });
        Some(json!([text, answered(number), left_out(number), what]))
    });
    each.collect()
}
