//! Where a firm stands: the figures are asked for by the visitor and by nothing else, the numbers are those of the
//! library, and a file that is none is told and leaves the rest alone.

use std::fs;

use anyhow::Context;
use browser_tests::together::{questionnaire, report, result, told};
use browser_tests::{Page, Policy, Result, Rule, every_engine};
use reasonable_steps::cohort::{Benchmark, Place};
use serde_json::{Value, json};
use xtask::paths;
use xtask::process::output;
use xtask::questionnaires::command;

const FIGURES: &str = "/figures/benchmark.json";
/// The page that asks for them: the pages of the repository forbid every connection.
const HOST: &str = "/figures/host.html";
const MARKUP: &str = "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Standing</title>\
    <script type=\"module\" src=\"/reasonable-steps.js\"></script></head>\
    <body><main><reasonable-steps></reasonable-steps></main></body></html>";
const ASK: &str = "[data-take=together] [data-do=standing]";

/// Firms like the machine shop, each with other levels; `size` as it is, or another for those that stay apart.
fn benchmark_file(page: &Page) -> Result<String> {
    let firm: Value = serde_json::from_str(&Page::firm("machine-shop")?)?;
    let mut files = Vec::new();
    for number in 0..14 {
        let mut other = firm.clone();
        for (index, answer) in
            other["answers"].as_array_mut().context("no answers")?.iter_mut().enumerate()
        {
            if let Some(level) = answer["level"].as_u64() {
                answer["level"] = json!((level * 2 + number + index as u64 % 3) % 5);
            }
        }
        files.push((format!("{number}.steps.json"), other.to_string()));
    }
    let names: Vec<(&str, &str)> =
        files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let folder = page.files("benchmark-firms", &names)?;
    output(command().current_dir(paths::repository()).arg("cohort").arg(folder).args([
        "--format",
        "benchmark",
        "--date",
        "2026-11-22",
    ]))
}

/// Serves a file of figures, and a page whose policy says from where it may be asked for.
fn serve_figures(page: &mut Page, text: &str, sources: &str, rule: Rule) -> Result<()> {
    let files = [("benchmark.json", text), ("host.html", MARKUP)];
    let folder = page.files("figures", &files)?;
    let sources = format!("connect-src {sources}");
    let policy = xtask::serve::STRICT_POLICY.replace("connect-src 'none'", &sources);
    page.serve(|options| {
        options.extra_roots.push(("/figures/".to_owned(), folder));
        let host = Rule { policy: Policy::Other(policy), ..Rule::default() };
        options.rules.push((HOST.to_owned(), host));
        options.rules.push((FIGURES.to_owned(), rule));
    })?;
    page.allow_request(FIGURES);
    Ok(())
}

/// What must be said of a place.
fn words(place: &Place) -> [String; 2] {
    let Place { own, better_than, lower, median, upper, .. } = place;
    [
        format!("You: {own}%. Better than {better_than} in 100."),
        format!(
            "Half of the firms lie between {lower}% and {upper}%, and the one in the middle has {median}%."
        ),
    ]
}

/// Presses the button and waits for the message, which must hold a part; nothing else on the page has changed.
async fn refused(page: &Page, part: &str) -> Result<()> {
    let widget = page.widget();
    let before = widget.script("return [element.file(), $('.rs-report h1').textContent]").await?;
    widget.click(ASK).await?;
    let said = widget
        .wait_for("the message", "return $('[data-part=status].rs-error')?.textContent")
        .await?;
    let said = said.as_str().unwrap_or_default();
    assert!(
        said.contains("Your report and your answers are unchanged") && said.contains(part),
        "{part}: {said}"
    );
    assert_eq!(
        widget.script("return [element.file(), $('.rs-report h1').textContent]").await?,
        before
    );
    assert_eq!(told(page).await?.last().map(String::as_str), Some("benchmark"));
    assert_eq!(widget.count(ASK).await?, 1, "it can be tried again");
    Ok(())
}

every_engine! {
    async fn visitor_is_told_asks_and_sees_the_numbers_of_the_library(page: &mut Page) -> Result<()> {
        let file = benchmark_file(page)?;
        serve_figures(page, &file, "'self'", Rule::default())?;
        report(page, HOST, &[("benchmark", FIGURES)]).await?;
        let widget = page.widget();
        widget.wait_for("the note", &format!("return $('{ASK}')")).await?;
        let before = widget.text("[data-take=together]").await?;
        assert!(before.contains("nothing of yours is sent") && before.contains(FIGURES), "{before}");
        assert!(!page.requests().iter().any(|path| path == FIGURES), "not before it was asked for");

        widget.click(ASK).await?;
        widget.wait_for("the places", "return $('.rs-places li')").await?;
        let focused = "return root.activeElement?.id";
        assert_eq!(widget.script(focused).await?, "rs-standing", "the button that had the focus is gone");
        let questionnaire = questionnaire()?;
        let benchmark = Benchmark::from_json(&file, &questionnaire).0.context("no benchmark")?;
        let standing = benchmark.standing(&questionnaire, &result(&widget, &questionnaire).await?).context("no standing")?;
        let lines = widget.script("return $$('.rs-places li').map((line) => line.textContent)").await?;
        let lines: Vec<String> = serde_json::from_value(lines)?;
        let overall = standing.overall.as_ref().map(|place| ("Overall".to_owned(), place));
        let title = |id: &str| questionnaire.domains.iter().find(|domain| domain.id.as_str() == id).unwrap().title.clone();
        let domains = standing.domains.iter().map(|domain| (title(domain.domain.as_str()), &domain.place));
        let places: Vec<_> = overall.into_iter().chain(domains).collect();
        assert_eq!(places.len(), lines.len());
        assert!(places.len() > 5 && places.iter().any(|(_, place)| place.better_than > 0));
        for ((name, place), line) in places.iter().zip(&lines) {
            assert!(line.starts_with(name.as_str()), "{name}: {line}");
            for said in words(place) {
                assert!(line.contains(&said), "{said}: {line}");
            }
            // All of them like the machine shop: so it is said once.
            assert!(!place.group.is_empty() && !line.contains("Compared"), "{line}");
        }
        let all = widget.text("[data-take=together]").await?;
        assert!(all.contains("Compared with firms like yours (Making things; 10 to 49): 14."), "{all}");
        assert!(all.contains("The figures are those of 14 firms, as of 22 November 2026."), "{all}");
        let marks = "return $$('.rs-places svg').map((svg) => ['rs-middle', 'rs-median', 'rs-own'].map((name) => Number(svg.querySelector(`.${name}`).getAttribute('x'))))";
        let marks: Vec<[u32; 3]> = serde_json::from_value(widget.script(marks).await?)?;
        for ((_, place), [middle, median, own]) in places.iter().zip(marks) {
            assert_eq!(middle, place.lower * 10);
            assert_eq!(median, (place.median * 10).saturating_sub(3).min(994));
            assert_eq!(own, (place.own * 10).saturating_sub(7).min(986));
        }
        let violations = page.accessibility_violations().await?;
        assert!(violations.is_empty(), "{violations:#?}");

        // Asked for once, it is shown on each report of this page, and asked for no more.
        let widget = page.widget();
        widget.go("review").await?;
        widget.command("level access.sign-in 4", "").await?;
        widget.go("report").await?;
        widget.wait_for("the places again", "return $('.rs-places li')").await?;
        let asked: Vec<_> = page.log().into_iter().filter(|request| request.path == FIGURES).collect();
        assert_eq!(asked.len(), 1);
        assert_eq!(asked[0].method, "GET");
        assert_eq!(told(page).await?, [""; 0]);
        Ok(())
    }

    async fn figures_that_cannot_be_used_are_told_and_the_rest_goes_on(page: &mut Page) -> Result<()> {
        let good: Value = serde_json::from_str(&benchmark_file(page)?)?;
        let changed = |change: &dyn Fn(&mut Value)| {
            let mut file = good.clone();
            change(&mut file);
            file.to_string()
        };
        let hostile = "</p><img src=x onerror=alert(1)>";
        let cases = [
            (changed(&|file| file["modes"][0]["overall"] = json!([[101, 14]])), "overall"),
            (changed(&|file| file["modes"][0]["firms"] = json!(3)), "firms"),
            (changed(&|file| file["firms"] = json!(-1)), "firms"),
            (changed(&|file| file["questionnaire"]["id"] = json!("other")), "questionnaire"),
            (changed(&|file| file["questionnaire"]["fingerprint"] = json!("0123")), "questionnaire"),
            (changed(&|file| file["date"] = json!(hostile)), "date"),
            (changed(&|file| file["format"] = json!(hostile)), "format"),
            (good.to_string().chars().take(700).collect(), ""),
            (Page::firm("food")?, "format"),
            (String::new(), ""),
        ];
        serve_figures(page, "", "'self'", Rule::default())?;
        report(page, HOST, &[("benchmark", FIGURES)]).await?;
        for (text, part) in cases {
            let folder = page.files("figures", &[])?;
            fs::write(folder.join("benchmark.json"), text)?;
            refused(page, part).await?;
            assert_eq!(page.widget().count("[data-take=together] img").await?, 0);
        }
        let folder = page.files("figures", &[])?;
        fs::write(folder.join("benchmark.json"), good.to_string())?;
        let widget = page.widget();
        widget.click(ASK).await?;
        widget.wait_for("the places", "return $('.rs-places li')").await?;
        Ok(())
    }

    async fn file_that_does_not_come_is_told(page: &mut Page) -> Result<()> {
        serve_figures(page, "", "'self'", Rule { status: Some(404), ..Rule::default() })?;
        page.may_report("404");
        page.may_report(FIGURES);
        report(page, HOST, &[("benchmark", FIGURES)]).await?;
        refused(page, "HTTP status 404").await?;
        // Where the page forbids it, the browser does.
        serve_figures(page, "", "'none'", Rule::default())?;
        page.may_report("connect-src");
        page.may_report("Content Security Policy");
        page.may_report("Content-Security-Policy");
        report(page, HOST, &[("benchmark", FIGURES)]).await?;
        refused(page, "allow it in the page's connect-src").await?;
        assert!(!page.requests().iter().any(|path| path == FIGURES));
        // No address at all.
        page.may_report("http://[");
        report(page, HOST, &[("benchmark", "http://[")]).await?;
        refused(page, "mend the attribute").await
    }
}
