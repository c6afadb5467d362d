//! Text stays text, wherever it comes from. A policy violation would fail these tests too.

#[path = "../../support/hostile.rs"]
mod hostile;

use browser_tests::{Page, Result, Widget, every_engine};
use serde_json::{Value, json};

/// Everything that ever broke out of a page.
const HOSTILE: &str = "</textarea></script><script>window.broken=1</script><img src=x onerror=\"window.broken=1\">\
    \"'`<svg onload=window.broken=1>&lt;&amp; \u{202e}drawkcab {place} ]]> --> javascript:window.broken=1";

const PLACES: [&str; 6] = ["profile", "domain:leaf", "domain:cup", "review", "report", "present"];

/// Finds elements and attributes that no view makes.
const FOREIGN: &str = "
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

async fn check_nothing_foreign(widget: &Widget<'_>, place: &str) -> Result<()> {
    assert_eq!(widget.script(FOREIGN).await?, json!([]), "{place}");
    Ok(())
}

/// What a page shows of a string: HTML drops null, so its picture stands for it, and reads every line end as a line feed.
const SHOWN: &str = "
    const shown = (text) => text.replaceAll('\\0', '\u{2400}').replace(/\\r\\n?/g, '\\n');
    // A field of one line holds none; a field of more lines ends them alike.
    const inOneLine = (text) => shown(text).replaceAll('\\n', '');
    const problems = [];
    const same = (what, found, expected) => {
      if (found !== expected) problems.push(`${what}: ${JSON.stringify(found)}, not ${JSON.stringify(expected)}`);
    };";

/// Compares the questions of a page with the strings that they are made of: number, string, ids, and what is said.
const ASKED: &str = "
    for (const [text, id, left, marked] of given[0]) {
      const question = $(`[data-question=\"${id}\"]`);
      if (!question) { problems.push(`no question ${id}`); continue; }
      same('prompt', question.querySelector('.rs-prompt').textContent, shown(marked.prompt));
      same('level', question.querySelector('.rs-option > span').textContent, shown(marked.none));
      same('why', question.querySelector('details > p').textContent, shown(marked.why));
      const source = question.querySelector('.rs-sources li').textContent;
      if (!source.startsWith(shown(marked.source))) same('source', source, shown(marked.source));
      const value = (name, id) => $(`[data-command=\"${name} ${id}\"]`).value;
      same('note', value('note', id), shown(text));
      same('evidence', value('evidence', id), inOneLine(marked.kept));
      same('reason', value('reason', left), inOneLine(marked.reason));
      const link = question.querySelector('.rs-sources a');
      if (link) same('link', link.getAttribute('href'), text);
      // An address that no browser can read has no scheme and leads nowhere.
      if (link && !/^(https)?:$/.test(link.protocol)) problems.push(`a link to ${link.href}`);
      if (Boolean(link) !== marked.isLink) problems.push(`${id}: ${link ? 'a link' : 'no link'}`);
    }
    return problems;";

/// Compares what the report says of the visitor's own words, and of those of the questionnaire.
const REPORTED: &str = "
    const typed = new Set($$('.rs-typed').map(({ textContent }) => textContent));
    const whole = $('.rs-report').textContent;
    for (const [text, , , marked] of given[0]) {
      if (text.trim() && !typed.has(shown(text))) problems.push(`note: ${JSON.stringify(text)}`);
      for (const name of ['kept', 'reason']) {
        if (!typed.has(shown(marked[name]))) problems.push(`${name}: ${JSON.stringify(marked[name])}`);
      }
      for (const name of ['why', 'action', 'next']) {
        if (!whole.includes(shown(marked[name]))) problems.push(`${name}: ${JSON.stringify(marked[name])}`);
      }
    }
    return problems;";

/// What the scripts above are given for some of the strings.
fn given(strings: &[String], numbers: std::ops::Range<usize>) -> Value {
    let each = numbers.filter_map(|number| {
        let text = strings.get(number)?;
        // The reader of questionnaires drops blanks around a text.
        let asked = |field: &str| hostile::marked(text, field, number).trim().to_owned();
        let marked = json!({
            "prompt": text.trim(), "none": asked("none"), "why": asked("why"), "source": asked("source"),
            "action": asked("action"), "next": asked("next"), "kept": hostile::marked(text, "kept", number),
            "reason": hostile::marked(text, "reason", number),
            "isLink": hostile::is_address(text) && text.bytes().all(|byte| byte.is_ascii_graphic()),
        });
        Some(json!([text, hostile::answered(number), hostile::left_out(number), marked]))
    });
    each.collect()
}

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
        widget.command("open", &hostile::assessment(&strings).to_string()).await?;
        widget.at("review").await?;
        check_nothing_foreign(&widget, "review").await?;
        let asked = format!("{SHOWN}{ASKED}");
        for area in 0..strings.len().div_ceil(hostile::EACH) {
            widget.go(&format!("domain:area-{area}")).await?;
            let numbers = area * hostile::EACH..(area + 1) * hostile::EACH;
            let problems = widget.script_with(&asked, vec![given(&strings, numbers)]).await?;
            assert_eq!(problems, json!([]), "area {area}");
            check_nothing_foreign(&widget, "area").await?;
        }
        widget.go("report").await?;
        let reported = format!("{SHOWN}{REPORTED}");
        assert_eq!(widget.script_with(&reported, vec![given(&strings, 0..strings.len())]).await?, json!([]));
        check_nothing_foreign(&widget, "report").await?;
        for place in ["profile", "present", "start"] {
            widget.go(place).await?;
            check_nothing_foreign(&widget, place).await?;
        }
        Ok(())
    }

    async fn the_corpus_typed_and_kept_is_what_it_was(page: &mut Page) -> Result<()> {
        let strings = hostile::strings();
        page.open_widget("/").await?;
        let widget = page.widget();
        // Every field of the visitor's, each with every string, as the fields' own events bring it.
        let problems = widget
            .script_with(
                "const problems = [];
                 const fields = [
                   ['title', (file) => file.title], ['note access.sign-in', (file) => answer(file, 'access.sign-in').note],
                   ['evidence access.sign-in', (file) => answer(file, 'access.sign-in').evidence],
                   ['reason access.reviews', (file) => answer(file, 'access.reviews').notApplicable],
                   ['owner access.sign-in', (file) => file.decisions[0].owner], ['put-off access.sign-in', (file) => file.decisions[0].reason],
                 ];
                 const answer = (file, id) => file.answers.find(({ question }) => question === id);
                 element.command('level access.sign-in 0');
                 element.command('not-applicable access.reviews');
                 element.command('decide access.sign-in not-now');
                 for (const text of given[0]) {
                   for (const [command, kept] of fields) {
                     element.command(command, text);
                     const found = kept(JSON.parse(element.file()));
                     if (found !== text) problems.push(`${command}: ${JSON.stringify(found)}, not ${JSON.stringify(text)}`);
                   }
                 }
                 // Half a letter is no text; it becomes the sign for that.
                 element.command('title', 'half \\ud800.');
                 if (JSON.parse(element.file()).title !== 'half \\ufffd.') problems.push('half a letter');
                 return problems;",
                vec![json!(strings)],
            )
            .await?;
        assert_eq!(problems, json!([]));
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

    async fn the_name_of_a_file_is_shown_nowhere_and_does_nothing(page: &mut Page) -> Result<()> {
        let strings = hostile::strings();
        page.open_widget("/").await?;
        let widget = page.widget();
        widget.go("review").await?;
        let opened = page
            .driver
            .execute_async(
                "const [names, done] = arguments;
                 const element = document.querySelector('reasonable-steps');
                 const field = () => element.shadowRoot.querySelector('input[data-host=open]');
                 const open = async () => {
                   let opened = 0;
                   for (const name of names) {
                     const files = new DataTransfer();
                     files.items.add(new File(['{}'], name, { type: name }));
                     const used = new Promise((resolve) => {
                       element.command = (command, text) => {
                         delete element.command;
                         element.command(command, text);
                         resolve(text);
                       };
                     });
                     field().files = files.files;
                     field().dispatchEvent(new Event('change', { bubbles: true }));
                     if (await used === '{}') opened += 1;
                   }
                   return opened;
                 };
                 open().then(done, (error) => done(String(error)));",
                vec![json!(strings)],
            )
            .await?;
        assert_eq!(opened.json(), &json!(strings.len()));
        check_nothing_foreign(&widget, "refused").await?;
        let said = widget.text("[data-slot=notice]").await?;
        assert!(said.starts_with("This file cannot be opened") && !said.contains("evil"), "{said}");
        Ok(())
    }
}
