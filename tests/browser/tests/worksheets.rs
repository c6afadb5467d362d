//! Worksheets on paper. Only Chromium can be told to lay out for paper, and says what it would print.

#[path = "../../support/hostile.rs"]
mod hostile;

use std::fs;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use browser_tests::{Engine, Page, Result, run};
use reasonable_steps::assessment::Mode;
use reasonable_steps::export::worksheet::{self, Paper};
use reasonable_steps::questionnaire::Questionnaire;
use reasonable_steps::text::{Catalogue, ENGLISH};
use serde_json::json;
use tempfile::TempDir;
use xtask::serve::{Policy, Rule};

const BUILT_IN: &str = include_str!("../../../questionnaires/compiled/trade-secrets.en.json");

/// What the margins leave of a page, in CSS pixels: 96 to the inch.
fn room(paper: Paper) -> (u32, u32) {
    match paper {
        Paper::A4 => (680, 1024),
        Paper::Letter => (702, 957),
    }
}

fn catalogue(direction: &str) -> Catalogue {
    let (catalogue, _) = Catalogue::from_json(ENGLISH);
    worksheet::catalogue(catalogue.expect("texts").with("direction", direction))
}

fn questionnaire(json: &str) -> Questionnaire {
    let (questionnaire, findings) = Questionnaire::from_json(json);
    questionnaire.unwrap_or_else(|| panic!("{findings:#?}"))
}

/// Serves pages at `/worksheets/`, with no policy but the one that each brings.
fn serve(page: &mut Page, pages: &[(String, String)]) -> Result<TempDir> {
    let folder = tempfile::tempdir()?;
    for (name, text) in pages {
        fs::write(folder.path().join(format!("{name}.html")), text)?;
    }
    page.serve(|options| {
        options.extra_roots.push(("/worksheets/".to_owned(), folder.path().to_owned()));
        let rule = Rule { policy: Policy::None, ..Rule::default() };
        options.rules.push(("/worksheets/".to_owned(), rule));
    })?;
    Ok(folder)
}

/// Finds what sticks out of the page, and what would be split over two.
const MISFITS: &str = "
    const [width, height] = arguments;
    const problems = [];
    const rows = document.querySelectorAll('main *');
    if (rows.length < 100) problems.push(`only ${rows.length} elements`);
    for (const part of rows) {
      const { left, right } = part.getBoundingClientRect();
      if (left < -1 || right > width + 1) problems.push(`${part.localName}.${part.className} from ${left} to ${right}: ${part.textContent.slice(0, 40)}`);
    }
    const whole = document.querySelectorAll('.question, .fact, .opening, .together');
    for (const part of whole) {
      const name = `${part.className}: ${part.textContent.slice(0, 40)}`;
      if (getComputedStyle(part).breakInside !== 'avoid' && part.className !== 'opening') problems.push(`may be split: ${name}`);
      if (part.getBoundingClientRect().height > height) problems.push(`higher than a page: ${name}`);
    }
    const box = document.querySelector('.question .box');
    const { borderTopWidth, width: side } = getComputedStyle(box);
    if (parseFloat(borderTopWidth) < 1 || parseFloat(side) < 10) problems.push('the style does not apply');
    return problems;";

async fn misfits(page: &mut Page, name: &str, paper: Paper) -> Result<Vec<String>> {
    let (width, height) = room(paper);
    page.narrow_to(width).await?;
    page.open(&format!("/worksheets/{name}.html")).await?;
    page.media("print", &[]).await?;
    let found = page.script_with(MISFITS, vec![json!(width), json!(height)]).await?;
    page.media("", &[]).await?;
    let found = found.as_array().into_iter().flatten();
    Ok(found.map(|problem| format!("{name}: {problem}")).collect())
}

/// How many pages a worksheet has, and what size each of them says it is.
async fn print(page: &Page) -> Result<(usize, String)> {
    let parameters = json!({ "preferCSSPageSize": true });
    let printed = page.driver.cdp().send_raw("Page.printToPDF", parameters).await?;
    let pdf = BASE64_STANDARD.decode(printed["data"].as_str().unwrap_or_default())?;
    let pdf = String::from_utf8_lossy(&pdf).into_owned();
    let size = pdf.split_once("/MediaBox [").map_or("", |(_, rest)| rest);
    let size = size.split_once(']').map_or("", |(size, _)| size).to_owned();
    Ok((pdf.matches("/Type /Page\n").count(), size))
}

#[test]
fn every_question_stays_whole_on_its_page_and_both_papers_are_used_well() {
    run(Engine::Chromium, module_path!(), async |page: &mut Page| -> Result<()> {
        let built_in = questionnaire(BUILT_IN);
        let mut wrong = Vec::new();
        for paper in Paper::ALL {
            // 24 questions, and 74.
            for (mode, most) in [(Mode::Express, 12), (Mode::Full, 28)] {
                let name = format!("{}-{}", mode.name(), paper.name());
                let made = worksheet::make(&built_in, mode, paper, &catalogue("ltr"));
                let _folder = serve(page, &[(name.clone(), made)])?;
                wrong.extend(misfits(page, &name, paper).await?);
                let (pages, size) = print(page).await?;
                println!("{name}: {pages} pages of {size}");
                assert!((most / 2..=most).contains(&pages), "{name}: {pages} pages");
                let sides: Vec<f64> =
                    size.split_whitespace().filter_map(|side| side.parse().ok()).collect();
                let expected = match paper {
                    Paper::A4 => [0.0, 0.0, 595.0, 842.0],
                    Paper::Letter => [0.0, 0.0, 612.0, 792.0],
                };
                assert_eq!(sides.len(), 4, "{size}");
                let fits = |(side, expected): (&f64, f64)| (side - expected).abs() < 1.0;
                assert!(sides.iter().zip(expected).all(fits), "{name}: {size}");
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
        Ok(())
    });
}

#[test]
fn no_text_pushes_a_worksheet_over_the_edge_of_the_paper() {
    run(Engine::Chromium, module_path!(), async |page: &mut Page| -> Result<()> {
        let strings = hostile::strings();
        let hostile = questionnaire(&hostile::questionnaire(&strings).to_string());
        let mut wrong = Vec::new();
        for direction in ["ltr", "rtl"] {
            let made = worksheet::make(&hostile, Mode::Full, Paper::A4, &catalogue(direction));
            let _folder = serve(page, &[(direction.to_owned(), made)])?;
            let found = misfits(page, direction, Paper::A4).await?;
            // A text of a thousand lines is higher than any page.
            wrong.extend(found.into_iter().filter(|problem| !problem.contains("higher than")));
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
        Ok(())
    });
}
