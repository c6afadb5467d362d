//! Every text comes from the language files, longer texts fit, and the other direction mirrors the page. English made
//! strange stands in for other languages: `en-XA` is accented, 40 % longer and in brackets, `ar-XB` runs from right
//! to left between marks.

use browser_tests::{Page, Result, State, every_engine};
use serde_json::{Value, json};

/// Finds texts that no language file has brought. Not from language files by design: what the visitor typed, what the
/// engine found in a file (told in English and marked so), the titles and places of sources, ids and fingerprints.
const UNTRANSLATED: &str = "
    const [open, close] = given[0];
    const exempt = '.rs-typed, textarea, .rs-findings, .rs-sources, code, bdi';
    const outside = (text) => {
      let depth = 0, rest = '';
      for (const letter of text) {
        if (letter === open) depth++;
        else if (letter === close) depth--;
        else if (depth === 0) rest += letter;
        if (depth < 0) break;
      }
      return depth === 0 ? rest : `cut: ${text}`;
    };
    const isFingerprint = (text) => /^[0-9a-f ]+$/.test(text);
    const problems = [];
    const check = (text, where) => {
      const rest = outside(text).trim();
      if (/\\p{L}/u.test(rest) && !isFingerprint(rest)) problems.push(`${where}: ${rest}`);
    };
    const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const parent = texts.currentNode.parentElement;
      if (!parent.closest(exempt)) check(texts.currentNode.data, parent.className || parent.localName);
    }
    for (const element of $$('*')) {
      for (const name of ['aria-label', 'aria-description', 'aria-valuetext', 'title', 'placeholder', 'alt']) {
        if (element.hasAttribute(name)) check(element.getAttribute(name), name);
      }
    }
    return problems;";

async fn open(page: &mut Page, language: &str) -> Result<()> {
    page.allow_request(&format!("/languages/{language}.js"));
    page.driver.set_window_rect(0, 0, 1280, 900).await?;
    page.open_widget("/").await?;
    let widget = page.widget();
    widget.script_with("element.lang = given[0]", vec![language.into()]).await?;
    widget.wait_for(language, &format!("return $('[lang=\"{language}\"]')")).await?;
    Ok(())
}

fn problems(found: &Value) -> Vec<String> {
    found
        .as_array()
        .into_iter()
        .flatten()
        .map(|text| text.as_str().unwrap_or_default().to_owned())
        .collect()
}

/// Walks through every state at both widths and gathers what is wrong.
async fn check(page: &Page, marks: [&str; 2]) -> Result<()> {
    let widget = page.widget();
    let mut wrong = Vec::new();
    for state in State::ALL {
        widget.show(state).await?;
        for problem in problems(&widget.script_with(UNTRANSLATED, vec![json!(marks)]).await?) {
            wrong.push(format!("{state:?}: not translated: {problem}"));
        }
        for width in [1280, 360] {
            page.narrow_to(width).await?;
            for problem in problems(&widget.cut().await?) {
                wrong.push(format!("{state:?} at {width}: {problem}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    Ok(())
}

every_engine! {
    async fn every_text_is_translated_and_longer_ones_fit(page: &mut Page) -> Result<()> {
        open(page, "en-XA").await?;
        check(page, ["[", "]"]).await
    }

    async fn right_to_left_is_translated_fits_and_is_mirrored(page: &mut Page) -> Result<()> {
        open(page, "ar-XB").await?;
        let widget = page.widget();
        widget.show(State::DomainAnswered).await?;
        let sides = widget
            .script(
                "const middle = (css) => { const { left, right } = $(css).getBoundingClientRect(); return (left + right) / 2; };
                 const before = (one, other) => middle(one) > middle(other);
                 return [$('.rs').dir, before('.rs-rail', '.rs-column'), before('[data-command=back]', '[data-command=next]'),
                   before('.rs-option input', '.rs-option span'), before('.rs-steps button > span', '.rs-count'),
                   getComputedStyle($('.rs-stair')).transform.startsWith('matrix(-1')]",
            )
            .await?;
        assert_eq!(sides, json!(["rtl", true, true, true, true, true]));
        check(page, ["\u{202e}", "\u{202c}"]).await
    }
}
