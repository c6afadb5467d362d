//! Files of hostile strings: the report as a page of its own, and files whose names are such strings.

#[path = "../../support/hostile.rs"]
mod hostile;

use std::fs;

use anyhow::Context;
use browser_tests::workshop::{drop_files, open_room};
use browser_tests::{Page, Result, Rule, every_engine};
use serde_json::json;
use xtask::serve::Policy;

const COLLECTOR: &str = include_str!("../collector/collector.js");

/// Looks things up in a page that is no element.
const PAGE: &str = "
    const given = arguments;
    const $ = (css) => document.querySelector(css);
    const $$ = (css) => [...document.body.querySelectorAll(css)];";

/// Compares what stands in the head with what is put there, the title with the firm's name.
const HEAD: &str = "
    const names = [...document.head.children].map(({ localName }) => localName);
    same('head', names.join(' '), given[0]);
    const { textContent } = $('title');
    if (!textContent.endsWith(shown(given[1]))) problems.push(textContent);
    // A text that leads away would have done so.
    if (!location.pathname.endsWith('.html')) problems.push(location.href);
    return problems;";

/// Makes the report of the corpus a page, as a visitor does.
async fn made(page: &mut Page, strings: &[String]) -> Result<String> {
    page.allow_request("/export/plain.js");
    page.open_widget("/").await?;
    page.catch_files().await?;
    let widget = page.widget();
    let questionnaire = hostile::questionnaire(strings).to_string();
    widget.script_with("element.questionnaireData = given[0]", vec![questionnaire.into()]).await?;
    widget
        .wait_for("the questionnaire", "return $('h1')?.textContent.includes('~title0.')")
        .await?;
    widget.command("open", &hostile::assessment(strings).to_string()).await?;
    widget.at("review").await?;
    widget.go("report").await?;
    widget.click(".rs-take > .rs-actions [data-format=html]").await?;
    page.taken(1).await?.text()
}

/// Checks that the page that is open says all of the corpus, and that nothing of it runs or is markup.
async fn check(page: &Page, strings: &[String], head: &str) -> Result<()> {
    let foreign = format!("{PAGE}{}", hostile::FOREIGN);
    assert_eq!(page.script(&foreign).await?, json!([]), "{head}");
    let firm = hostile::firm(strings);
    let reported = format!("{PAGE}{}{}", hostile::SHOWN, hostile::REPORTED);
    let given = vec![hostile::given(strings, 0..strings.len()), json!(firm)];
    assert_eq!(page.script_with(&reported, given).await?, json!([]), "{head}");
    let around = format!("{PAGE}{}{HEAD}", hostile::SHOWN);
    assert_eq!(
        page.script_with(&around, vec![json!(head), json!(firm)]).await?,
        json!([]),
        "{head}"
    );
    Ok(())
}

every_engine! {
    async fn the_corpus_as_a_page_runs_nothing_from_a_disk_and_without_its_policy(page: &mut Page) -> Result<()> {
        let strings = hostile::strings();
        let made = made(page, &strings).await?;
        // From a disk, as people open it. The policy would tell the collector what it stops.
        let watched = made.replacen("<head>", &format!("<head><script>{COLLECTOR}</script>"), 1);
        let folder = page.files("corpus-page", &[("report.html", &watched)])?;
        page.driver.goto(format!("file://{}", folder.join("report.html").display())).await?;
        let loaded = "return document.readyState === 'complete' && document.querySelector('.rs-report') !== null";
        page.wait_for("the page", loaded).await?;
        check(page, &strings, "script meta meta meta title style").await?;

        // Without the policy nothing but the text itself keeps it from running.
        let (before, policy) = made.split_once("<meta http-equiv=\"Content-Security-Policy\"").context("no policy")?;
        let (_, after) = policy.split_once('>').context("no end of the policy")?;
        let folder = tempfile::tempdir()?;
        fs::write(folder.path().join("free.html"), format!("{before}{after}"))?;
        page.serve(|options| {
            options.extra_roots.push(("/made/".to_owned(), folder.path().to_owned()));
            let rule = Rule { policy: Policy::None, ..Rule::default() };
            options.rules.push(("/made/".to_owned(), rule));
        })?;
        page.open("/made/free.html").await?;
        check(page, &strings, "script meta meta title style").await?;
        assert_eq!(page.requests(), ["/made/free.html", "/collector/collector.js"], "it asks for nothing");
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
        assert_eq!(widget.script(hostile::FOREIGN).await?, json!([]));
        let said = widget.text("[data-slot=notice]").await?;
        assert!(said.starts_with("This file cannot be opened") && !said.contains("evil"), "{said}");
        Ok(())
    }

    async fn the_name_of_a_refused_file_is_shown_in_the_room_as_text(page: &mut Page) -> Result<()> {
        // So many are named, in so many letters.
        const NAMED: usize = 20;
        const LONGEST: usize = 200;
        let strings: Vec<String> =
            hostile::strings().into_iter().filter(|name| name.chars().count() <= LONGEST).collect();
        assert!(strings.len() > 400, "{}", strings.len());
        let room = open_room(page).await?;
        for names in strings.chunks(NAMED) {
            let files: Vec<_> = names.iter().map(|name| (name.clone(), "{}".to_owned())).collect();
            drop_files(&room, &files).await?;
            let named = format!("return $$('.rs-ws-refused .rs-findings > li').length === {}", names.len());
            room.wait_for("the names", &named).await?;
            let compared = format!("{}
                const items = $$('.rs-ws-refused .rs-findings > li');
                for (const [index, item] of items.entries()) {{
                  same(index, item.firstElementChild.textContent, shown(new File([], given[0][index]).name));
                }}
                return problems;", hostile::SHOWN);
            assert_eq!(room.script_with(&compared, vec![json!(names)]).await?, json!([]));
            assert_eq!(room.script(hostile::FOREIGN).await?, json!([]));
            room.command("dismiss", "").await?;
        }
        Ok(())
    }
}
