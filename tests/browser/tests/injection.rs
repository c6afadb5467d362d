//! Text stays text, wherever it comes from. A policy violation would fail these tests too.

#[path = "../../support/hostile.rs"]
mod hostile;

use browser_tests::{Page, Result, Widget, every_engine};
use serde_json::{Value, json};

/// Everything that ever broke out of a page.
const HOSTILE: &str = "</textarea></script><script>window.broken=1</script><img src=x onerror=\"window.broken=1\">\
    \"'`<svg onload=window.broken=1>&lt;&amp; \u{202e}drawkcab {place} ]]> --> javascript:window.broken=1";

const PLACES: [&str; 6] = ["profile", "domain:leaf", "domain:cup", "review", "report", "present"];

async fn check_nothing_foreign(widget: &Widget<'_>, place: &str) -> Result<()> {
    assert_eq!(widget.script(hostile::FOREIGN).await?, json!([]), "{place}");
    Ok(())
}

/// Compares the questions of a page with the strings that they are made of: what is said, and what the fields hold.
const QUESTIONS: &str = "
    for (const [text, id, left, { prompt, typed, asked, isLink }] of given[0]) {
      const question = $(`[data-question=\"${id}\"]`);
      if (!question) { problems.push(`no question ${id}`); continue; }
      same('prompt', question.querySelector('.rs-prompt').textContent, shown(prompt));
      same('level', question.querySelector('.rs-option > span').textContent, shown(asked.none));
      same('why', question.querySelector('details > p').textContent, shown(asked.why));
      const source = question.querySelector('.rs-sources li').textContent;
      if (!source.startsWith(shown(asked.source))) same('source', source, shown(asked.source));
      const value = (name, id) => $(`[data-command=\"${name} ${id}\"]`).value;
      same('note', value('note', id), shown(typed.note));
      same('note alone', value('note', left), shown(text));
      same('evidence', value('evidence', id), inOneLine(typed.kept));
      same('evidence too', value('evidence', left), inOneLine(typed['kept-too']));
      same('reason', value('reason', left), inOneLine(typed.reason));
      const link = question.querySelector('.rs-sources a');
      if (link) same('link', link.getAttribute('href'), text);
      // An address that no browser can read has no scheme and leads nowhere.
      if (link && !/^(https)?:$/.test(link.protocol)) problems.push(`a link to ${link.href}`);
      if (Boolean(link) !== isLink) problems.push(`${id}: ${link ? 'a link' : 'no link'}`);
    }
    return problems;";

/// Compares what a field of the decisions holds, by its name.
const DECIDED: &str = "
    for (const [, id, , { typed }] of given[0]) {
      const field = $(`[data-command=\"${given[1]} ${id}\"]`);
      same(given[1], field?.value, inOneLine(typed[given[1]]));
    }
    return problems;";

/// The visitor's fields: where each stands, its command, and where the file holds it.
const FIELDS: [(&str, &str, &str); 6] = [
    ("profile", "title", "file.title"),
    ("domain:access", "note access.sign-in", "answer('access.sign-in').note"),
    ("domain:access", "evidence access.sign-in", "answer('access.sign-in').evidence"),
    ("domain:access", "reason access.reviews", "answer('access.reviews').notApplicable"),
    ("report", "owner access.sign-in", "file.decisions[0].owner"),
    ("report", "put-off access.sign-in", "file.decisions[0].reason"),
];

/// What the file holds in a field; nothing where it is blank.
fn kept(held: &str) -> String {
    format!(
        "const kept = () => {{
           const file = JSON.parse(element.file());
           const answer = (id) => file.answers.find(({{ question }}) => question === id);
           return {held} ?? '';
         }};"
    )
}

/// Puts every string into a field, and tells of it as the field does when somebody types.
const TYPE: &str = "
    const [strings, command] = given;
    for (const text of strings) {
      const field = $(`[data-command=\"${command}\"]`);
      field.value = text;
      // A field of one line drops line ends, one of more lines writes them alike.
      const taken = field.localName === 'textarea' ? text.replace(/\\r\\n?/g, '\\n') : text.replace(/[\\r\\n]/g, '');
      field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
      field.dispatchEvent(new Event('change', { bubbles: true }));
      same(command, kept(), taken);
      same('the field', $(`[data-command=\"${command}\"]`).value, taken);
      // The report says a decision in words too: the field that was typed in stands last.
      const said = $$('[data-slot^=\"decided:\"] .rs-typed').at(-1);
      if (said && taken.trim()) same('the decision', said.textContent, shown(taken));
    }
    return problems;";

/// Gives the element every string for a field, as a page's own script may: with the line ends that fields drop.
const COMMAND: &str = "
    const [strings, command] = given;
    for (const text of strings) {
      element.command(command, text);
      same(command, kept(), text);
    }
    // Half a letter is no text; it becomes the sign for that.
    element.command(command, 'half \\ud800.');
    same(command, kept(), 'half \\ufffd.');
    return problems;";

/// Adds the hostile text to every text of a questionnaire that people read.
fn poison(value: &mut Value, key: &str) {
    const READ: [&str; 20] = [
        "title",
        "short",
        "questionStem",
        "method",
        "disclaimer",
        "levels",
        "name",
        "summary",
        "prompt",
        "hint",
        "text",
        "items",
        "lead",
        "why",
        "evidence",
        "quickWin",
        "nextSteps",
        "action",
        "gap",
        "sources",
    ];
    match value {
        Value::String(text) if READ.contains(&key) => text.push_str(HOSTILE),
        Value::Array(items) => items.iter_mut().for_each(|item| poison(item, key)),
        Value::Object(map) => map.iter_mut().for_each(|(key, item)| poison(item, key)),
        _ => {}
    }
}

every_engine! {
    async fn what_a_visitor_types_is_shown_as_it_was_typed(page: &mut Page) -> Result<()> {
        page.open_widget("/").await?;
        let widget = page.widget();
        widget.go("profile").await?;
        widget.type_into("title", "<b>\"Ann\"</b>").await?;
        assert_eq!(widget.assessment().await?["title"], "<b>\"Ann\"</b>");
        widget.command("title", HOSTILE).await?;
        widget.command("level access.sign-in 0", "").await?;
        widget.command("note access.sign-in", HOSTILE).await?;
        widget.command("evidence access.sign-in", HOSTILE).await?;
        widget.command("reason access.reviews", HOSTILE).await?;
        for place in ["domain:legal", "profile", "domain:access", "review", "report", "present"] {
            widget.go(place).await?;
            check_nothing_foreign(&widget, place).await?;
        }
        widget.go("profile").await?;
        assert_eq!(widget.script("return $('#rs-title').value").await?, HOSTILE);
        widget.go("domain:access").await?;
        let fields = widget
            .script("return ['note access.sign-in', 'evidence access.sign-in', 'reason access.reviews'].map((command) => $(`[data-command=\"${command}\"]`).value)")
            .await?;
        assert_eq!(fields, json!([HOSTILE, HOSTILE, HOSTILE]));
        widget.go("report").await?;
        let typed = widget.script("return $$('.rs-typed').map((typed) => [typed.localName, typed.textContent])").await?;
        // Title, reason, note and evidence; the last three again beside the question's points.
        assert_eq!(typed, json!(vec![("bdi", HOSTILE); 6]), "set apart, so that its direction stays its own");
        Ok(())
    }

    async fn what_a_file_holds_is_shown_as_text(page: &mut Page) -> Result<()> {
        page.open_widget("/").await?;
        let widget = page.widget();
        let mut file: Value = serde_json::from_str(&Page::firm("machine-shop")?)?;
        file["answers"][0]["question"] = json!(HOSTILE);
        file["questionnaire"]["version"] = json!(HOSTILE);
        file["profile"][HOSTILE] = json!([HOSTILE]);
        widget.command("open", &file.to_string()).await?;
        widget.find(".rs-notice").await?;
        check_nothing_foreign(&widget, "notice").await?;
        assert!(widget.text(".rs-notice").await?.contains("<script>window.broken=1</script>"));
        file["format"] = json!(HOSTILE);
        widget.command("open", &file.to_string()).await?;
        check_nothing_foreign(&widget, "refused").await
    }

    async fn what_a_questionnaire_says_is_shown_as_text_and_only_safe_links_are_links(page: &mut Page) -> Result<()> {
        page.open_widget("/").await?;
        let mut tea_room: Value = serde_json::from_str(include_str!("../fixtures/tea-room.json"))?;
        poison(&mut tea_room, "");
        let quotes = "https://example.org/\"onmouseover=\"window.broken=1";
        let addresses = [quotes, "https://example.org/\" onmouseover=\"window.broken=1", "https://example.org/?a=1&b=2"];
        tea_room["sources"] = addresses
            .iter()
            .enumerate()
            .map(|(number, url)| json!({ "id": format!("s{number}"), "title": HOSTILE, "publisher": HOSTILE, "url": url }))
            .collect();
        for domain in tea_room["domains"].as_array_mut().unwrap() {
            for question in domain["questions"].as_array_mut().unwrap() {
                question["sources"] = (0..3).map(|number| json!(format!("s{number} {HOSTILE}"))).collect();
                question.as_object_mut().unwrap().remove("caution");
            }
        }
        let widget = page.widget();
        widget.script_with("element.questionnaireData = given[0]", vec![tea_room.to_string().into()]).await?;
        let said = widget
            .wait_for("the questionnaire", "const said = $('h1, .rs-failure')?.textContent; return /tea room|questionnaire/.test(said) && said")
            .await?;
        assert_eq!(said, format!("How good is our tea room?{HOSTILE}"));
        widget.command("mode full", "").await?;
        widget.command("level leaf.dry 0", "").await?;
        widget.command("dont-know leaf.fresh", "").await?;
        widget.command("level cup.milk 1", "").await?;
        for place in PLACES {
            widget.go(place).await?;
            check_nothing_foreign(&widget, place).await?;
            let links = widget.script("return [...new Set($$('a[href^=http]').map((link) => link.getAttribute('href')))]").await?;
            let expected = if ["domain:leaf", "domain:cup", "report"].contains(&place) {
                json!([quotes, "https://example.org/?a=1&b=2"])
            } else {
                json!([])
            };
            assert_eq!(links, expected, "{place}");
        }
        Ok(())
    }

    async fn address_of_a_source_that_could_run_is_refused(page: &mut Page) -> Result<()> {
        page.open_widget("/").await?;
        let mut tea_room: Value = serde_json::from_str(include_str!("../fixtures/tea-room.json"))?;
        for address in ["javascript:window.broken=1", "JavaScript:window.broken=1", "data:text/html,<script></script>", "//example.org"] {
            tea_room["sources"][0]["url"] = json!(address);
            let widget = page.widget();
            page.script("window.told = ''").await?;
            widget
                .script_with(
                    "element.addEventListener('reasonable-steps-error', ({ detail }) => { window.told = detail; }, { once: true });
                     element.questionnaireData = given[0];",
                    vec![tea_room.to_string().into()],
                )
                .await?;
            let told = page.wait_for("refusal", "return window.told").await?;
            assert_eq!(told["diagnostics"][0]["code"], "url", "{address}: {told}");
            check_nothing_foreign(&widget, address).await?;
        }
        Ok(())
    }

    async fn the_corpus_is_shown_as_text_wherever_it_stands(page: &mut Page) -> Result<()> {
        let strings = hostile::strings();
        page.open_widget("/").await?;
        let widget = page.widget();
        widget.script_with("element.questionnaireData = given[0]", vec![hostile::questionnaire(&strings).to_string().into()]).await?;
        widget.wait_for("the questionnaire", "return $('h1')?.textContent.includes('~title0.')").await?;
        check_nothing_foreign(&widget, "start").await?;
        let file = hostile::assessment(&strings).to_string();
        widget.command("open", &file).await?;
        widget.at("review").await?;
        check_nothing_foreign(&widget, "review").await?;
        let questions = format!("{}{QUESTIONS}", hostile::SHOWN);
        for area in 0..strings.len().div_ceil(hostile::EACH) {
            widget.go(&format!("domain:area-{area}")).await?;
            let numbers = area * hostile::EACH..(area + 1) * hostile::EACH;
            let problems = widget.script_with(&questions, vec![hostile::given(&strings, numbers)]).await?;
            assert_eq!(problems, json!([]), "area {area}");
            check_nothing_foreign(&widget, "area").await?;
        }
        let (all, firm) = (hostile::given(&strings, 0..strings.len()), hostile::firm(&strings));
        widget.go("report").await?;
        let reported = format!("{}{}", hostile::SHOWN, hostile::REPORTED);
        assert_eq!(widget.script_with(&reported, vec![all.clone(), json!(firm)]).await?, json!([]));
        let decided = format!("{}{DECIDED}", hostile::SHOWN);
        assert_eq!(widget.script_with(&decided, vec![all.clone(), json!("put-off")]).await?, json!([]));
        check_nothing_foreign(&widget, "report").await?;
        let named = format!("{} same('the name', $(given[1]).textContent, shown(given[0])); return problems;", hostile::SHOWN);
        widget.go("present").await?;
        assert_eq!(widget.script_with(&named, vec![json!(firm), json!("h1 .rs-typed")]).await?, json!([]));
        check_nothing_foreign(&widget, "present").await?;
        widget.go("profile").await?;
        let field = format!("{} same('the name', $('#rs-title').value, inOneLine(given[0])); return problems;", hostile::SHOWN);
        assert_eq!(widget.script_with(&field, vec![json!(firm)]).await?, json!([]));
        for place in ["profile", "start"] {
            widget.go(place).await?;
            check_nothing_foreign(&widget, place).await?;
        }
        // Who does it is asked where a gap is planned to be closed.
        widget.command("open", &file.replace("\"status\":\"not-now\"", "\"status\":\"planned\"")).await?;
        widget.press_button("confirm-open").await?;
        widget.at("review").await?;
        widget.go("report").await?;
        assert_eq!(widget.script_with(&decided, vec![all, json!("owner")]).await?, json!([]));
        check_nothing_foreign(&widget, "planned").await
    }

    async fn the_corpus_typed_and_kept_is_what_it_was(page: &mut Page) -> Result<()> {
        let strings = hostile::strings();
        page.open_widget("/").await?;
        let widget = page.widget();
        for command in ["level access.sign-in 0", "not-applicable access.reviews", "decide access.sign-in planned"] {
            widget.command(command, "").await?;
        }
        for (place, command, held) in FIELDS {
            if command.starts_with("put-off") {
                widget.command("decide access.sign-in not-now", "").await?;
            }
            widget.go(place).await?;
            for way in [TYPE, COMMAND] {
                let body = format!("{}{}{way}", hostile::SHOWN, kept(held));
                let problems = widget.script_with(&body, vec![json!(strings), json!(command)]).await?;
                assert_eq!(problems, json!([]), "{command}");
                check_nothing_foreign(&widget, command).await?;
            }
        }
        for place in ["profile", "domain:access", "review", "report"] {
            widget.go(place).await?;
            check_nothing_foreign(&widget, place).await?;
        }
        Ok(())
    }

    async fn a_note_keeps_its_first_line_even_where_it_is_blank(page: &mut Page) -> Result<()> {
        page.open_widget("/").await?;
        let widget = page.widget();
        widget.command("note access.sign-in", "\n\nthird line").await?;
        widget.go("domain:access").await?;
        widget.script("$$('.rs-details')[1].open = true").await?;
        widget.type_into("note access.sign-in", "!").await?;
        assert_eq!(widget.answer("access.sign-in").await?["note"], "\n\nthird line!");
        Ok(())
    }
}
