//! Visitors who have set their system or browser to their needs: no movement, colours of their own, 400 % zoom, more
//! room between letters and lines.

use browser_tests::{Engine, Page, Preference, Result, State, every_engine, run_preferring};
use serde_json::{Value, json};

/// What moves, or would: longer than a hundredth of a second.
const MOVING: &str = "
    const problems = [];
    const seconds = (list) => Math.max(...list.split(',').map((time) => parseFloat(time) * (time.trim().endsWith('ms') ? 0.001 : 1)));
    for (const element of $$('*')) {
      for (const pseudo of [undefined, '::before', '::after']) {
        const style = getComputedStyle(element, pseudo);
        const longest = Math.max(seconds(style.transitionDuration) + seconds(style.transitionDelay), seconds(style.animationDuration));
        if (longest > 0.01) problems.push(`${element.localName}.${element.className}${pseudo ?? ''} moves for ${longest} s`);
        if (style.scrollBehavior === 'smooth') problems.push(`${element.localName} scrolls smoothly`);
      }
    }
    for (const outside of [document.documentElement, document.body, element]) {
      if (getComputedStyle(outside).scrollBehavior === 'smooth') problems.push(`${outside.localName} scrolls smoothly`);
    }
    problems.push(...root.getAnimations?.().map((animation) => `an animation: ${animation}`) ?? []);
    return problems;";

/// WCAG 1.4.12, as a visitor's own style sheet would set it.
const SPACED: &str = "
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`.rs, .rs * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
      .rs p { margin-block-end: 2em !important; }`);
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];";

fn add(wrong: &mut Vec<String>, what: &str, found: &Value) {
    let found = found.as_array().into_iter().flatten();
    wrong.extend(found.map(|problem| format!("{what}: {problem}")));
}

every_engine! {
    preferring Preference::ReducedMotion;

    async fn nothing_moves_for_whoever_wants_no_movement(page: &mut Page) -> Result<()> {
        page.open_widget("/").await?;
        page.prefer(Preference::ReducedMotion).await?;
        let told = page.script("return matchMedia('(prefers-reduced-motion: reduce)').matches").await?;
        assert_eq!(told, true, "the engine knows what is wanted");
        let widget = page.widget();
        let mut wrong = Vec::new();
        for state in State::ALL {
            widget.show(state).await?;
            add(&mut wrong, &format!("{state:?}"), &widget.script(MOVING).await?);
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
        Ok(())
    }
}

every_engine! {
    preferring Preference::Zoom;

    async fn four_hundred_percent_needs_no_sideways_scrolling_and_hides_nothing(page: &mut Page) -> Result<()> {
        page.open_widget("/").await?;
        page.prefer(Preference::Zoom).await?;
        let widget = page.widget();
        let seen = page.script("return [innerWidth, devicePixelRatio]").await?;
        match page.engine() {
            Engine::Chromium => assert_eq!(seen[0], 320),
            Engine::Firefox => assert_eq!(seen[1], 4),
            Engine::WebKit => {}
        }
        let mut wrong = Vec::new();
        for state in State::ALL {
            widget.show(state).await?;
            add(&mut wrong, &format!("{state:?}"), &widget.sideways().await?);
            add(&mut wrong, &format!("{state:?}"), &widget.cut().await?);
            // What sticks to the window would leave no room for the rest of it.
            let stuck = "return $$('*').filter((part) => part.checkVisibility() && /sticky|fixed/.test(getComputedStyle(part).position)
                && !part.matches('.rs-projector')).map((part) => `stays in the window: ${part.className}`)";
            add(&mut wrong, &format!("{state:?}"), &widget.script(stuck).await?);
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
        Ok(())
    }
}

every_engine! {
    async fn more_room_between_letters_lines_and_words_cuts_nothing_off(page: &mut Page) -> Result<()> {
        page.driver.set_window_rect(0, 0, 1280, 900).await?;
        page.open_widget("/").await?;
        let widget = page.widget();
        widget.script(SPACED).await?;
        let mut wrong = Vec::new();
        for state in State::ALL {
            widget.show(state).await?;
            for width in [1280, 320] {
                page.narrow_to(width).await?;
                widget.script("for (const details of $$('.rs-bar details')) details.open = true").await?;
                add(&mut wrong, &format!("{state:?} at {width}"), &widget.cut().await?);
                add(&mut wrong, &format!("{state:?} at {width}"), &widget.sideways().await?);
            }
        }
        let spacing = widget.script("const { letterSpacing, fontSize } = getComputedStyle($('.rs-h1')); return parseFloat(letterSpacing) / parseFloat(fontSize)").await?;
        assert!((0.11..0.13).contains(&spacing.as_f64().unwrap()), "{spacing}");
        assert!(wrong.is_empty(), "{wrong:#?}");
        Ok(())
    }
}

/// What must be told apart by more than the page's own colours.
const APART: &str = "
    const problems = [];
    const colour = (css, property) => {
      const part = $(css);
      if (!part) { problems.push(`no ${css}`); return ''; }
      return getComputedStyle(part)[property];
    };
    const differ = (what, one, other) => { if (one === other) problems.push(`${what}: both are ${one}`); };
    const background = colour('.rs', 'backgroundColor');";

async fn check_forced(page: &Page) -> Result<()> {
    let told = page.script("return matchMedia('(forced-colors: active)').matches").await?;
    assert_eq!(told, true, "the engine forces colours");
    let widget = page.widget();
    widget.show(State::Start).await?;
    let start = "
        differ('the sign', colour('.rs-head .rs-lit', 'fill'), background);
        differ('the main button and the page', colour('.rs-go', 'borderTopColor'), background);
        $('.rs-go').focus();
        const outline = getComputedStyle($('.rs-go'));
        if (outline.outlineStyle === 'none' || outline.outlineColor === background) problems.push('no focus on the button');
        return problems;";
    assert_eq!(widget.script(&format!("{APART}{start}")).await?, json!([]), "start");
    widget.show(State::DomainAnswered).await?;
    let domain = "
        const chosen = getComputedStyle($('.rs-option:has(:checked)'), '::before');
        differ('the mark of the chosen level', chosen.backgroundColor, background);
        differ('a lit and a dim step', colour('.rs-option .rs-lit', 'fill'), colour('.rs-option .rs-dim', 'fill'));
        differ('a level and the page', colour('.rs-option:not(:has(:checked)) .rs-lit', 'fill'), background);
        differ('the frame of the levels', colour('.rs-options', 'borderTopColor'), background);
        differ('a chosen and another level', colour('.rs-option:has(:checked) .rs-lit', 'fill'), colour('.rs-option:not(:has(:checked)) .rs-lit', 'fill'));
        differ('the progress', colour('.rs-rail .rs-step button[aria-current]', 'borderInlineStartColor'), colour('.rs-rail .rs-step button:not([aria-current])', 'borderInlineStartColor'));
        return problems;";
    assert_eq!(widget.script(&format!("{APART}{domain}")).await?, json!([]), "domain");
    widget.show(State::ReportCapped).await?;
    let report = "
        differ('the score', colour('.rs-score-number', 'color'), background);
        differ('the reached and the other bands', colour('.rs-bands .rs-lit', 'fill'), colour('.rs-bands .rs-dim', 'fill'));
        differ('the bands not reached', colour('.rs-bands .rs-dim', 'stroke'), background);
        differ('the held bands', colour('.rs-bands .rs-held', 'stroke'), background);
        differ('the ceiling', colour('.rs-bands .rs-ceiling', 'stroke'), background);
        differ('the words over the bands', colour('.rs-bands .rs-here', 'fill'), background);
        differ('the bars', colour('.rs-meter .rs-lit', 'fill'), background);
        differ('a bar and its ground', colour('.rs-meter .rs-lit', 'fill'), colour('.rs-meter .rs-dim', 'fill'));
        differ('the radar', colour('.rs-radar .rs-shape', 'stroke'), background);
        differ('the rings of the radar', colour('.rs-radar .rs-ring', 'stroke'), background);
        differ('the shape and its rings', colour('.rs-radar .rs-shape', 'stroke'), colour('.rs-radar .rs-ring', 'stroke'));
        differ('the numbers of the radar', colour('.rs-radar text', 'fill'), background);
        return problems;";
    assert_eq!(widget.script(&format!("{APART}{report}")).await?, json!([]), "report");
    Ok(())
}

/// WebKit has no forced colours.
#[test]
fn forced_colours_leave_levels_choice_focus_score_and_charts_visible_in_chromium() {
    let preference = Preference::ForcedColours;
    run_preferring(
        preference,
        Engine::Chromium,
        module_path!(),
        async |page: &mut Page| -> Result<()> {
            page.viewport(1280, 900).await?;
            page.open_widget("/").await?;
            page.prefer(preference).await?;
            check_forced(page).await
        },
    );
}

#[test]
fn forced_colours_leave_levels_choice_focus_score_and_charts_visible_in_firefox() {
    let preference = Preference::ForcedColours;
    run_preferring(
        preference,
        Engine::Firefox,
        module_path!(),
        async |page: &mut Page| -> Result<()> {
            page.driver.set_window_rect(0, 0, 1280, 900).await?;
            page.open_widget("/").await?;
            check_forced(page).await
        },
    );
}

/// For people to look at; the tests above say what must hold.
#[test]
#[ignore = "makes pictures for people to look at; `cargo xtask pictures` runs it"]
fn screens_in_forced_colours() {
    run_preferring(
        Preference::ForcedColours,
        Engine::Chromium,
        "forced",
        async |page: &mut Page| -> Result<()> {
            page.open_widget("/").await?;
            let widget = page.widget();
            for scheme in ["light", "dark"] {
                page.viewport(1280, 900).await?;
                page.media("", &[("forced-colors", "active"), ("prefers-color-scheme", scheme)])
                    .await?;
                for (name, state) in [
                    ("start", State::Start),
                    ("domain", State::DomainAnswered),
                    ("report", State::ReportDecided),
                    ("card", State::CardWithGaps),
                ] {
                    widget.show(state).await?;
                    page.picture(&format!("forced-{name}-{scheme}")).await?;
                }
            }
            Ok(())
        },
    );
}
