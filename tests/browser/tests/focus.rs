//! The focus: every control is a stop, in the order in which the page is read, visible at each, never behind anything,
//! and there is always a way on.

use browser_tests::{Engine, Page, Result, State, every_engine, keys};
use serde_json::{Value, json};

/// Names an element so that a message leads to it.
const NAME: &str = "
    const name = (element) => `${element.localName}.${element.getAttribute('class')} ` +
      `${element.dataset.command ?? element.dataset.host ?? ''} ${element.textContent.trim().slice(0, 30)}`;";

/// The stops that a page should have, in the order of the document: each group of radio buttons is one.
const EXPECTED: &str = "
    const controls = 'a[href], button, input, select, textarea, summary, [tabindex=\"0\"]';
    const groups = new Set();
    const expected = $$(controls).filter((control) => {
      if (!control.checkVisibility({ checkVisibilityCSS: true }) || control.disabled) return false;
      if (control.type !== 'radio') return true;
      const group = $$('input[type=radio]').filter(({ name }) => name === control.name);
      const stop = group.find(({ checked }) => checked) ?? group[0];
      return stop === control;
    });";

/// Listens from a button before the element until the focus has left it on the other side.
const LISTEN: &str = "
    document.querySelector('#before')?.remove();
    const before = document.createElement('button');
    before.id = 'before';
    before.textContent = 'before';
    document.body.prepend(before);
    window.stops = [];
    window.left = false;
    window.stopListening?.abort();
    window.stopListening = new AbortController();
    const { signal } = window.stopListening;
    document.addEventListener('focusin', ({ target }) => {
      if (target !== element && window.stops.length) window.left = true;
    }, { signal });
    // From one control to the next within the shadow root, no event comes out of it.
    root.addEventListener('focusin', ({ target: at }) => {
      if (window.left) return;
      // Scrolled past by the keys: no control, but a stop all the same.
      const scroller = at.matches('.rs-rail, .rs-projector');
      const marked = [at, at.closest('label'), at.closest('.rs-file')].some((element) => {
        if (!element) return false;
        const style = getComputedStyle(element);
        return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
      });
      const box = (at.closest('label') ?? at).getBoundingClientRect();
      const column = at.closest('.rs-rail') ? 'rail' : 'column';
      window.stops.push({ at, scroller, marked, column, top: box.top + scrollY, bottom: box.bottom + scrollY });
    }, { signal });
    before.focus();";

/// What is wrong with the stops that were made.
const JUDGE: &str = "
    const problems = [];
    const stops = window.stops.filter(({ scroller }) => !scroller);
    const heard = expected.filter((control) => !control.matches(silent));
    for (const { at, marked } of window.stops) {
      if (!marked) problems.push(`no visible focus: ${name(at)}`);
    }
    for (const [index, { at }] of stops.entries()) {
      if (at !== heard[index]) {
        problems.push(`stop ${index} is ${name(at)}, not ${heard[index] ? name(heard[index]) : 'beyond'}`);
        break;
      }
    }
    const reached = new Set(stops.map(({ at }) => at));
    for (const control of heard) {
      if (!reached.has(control)) problems.push(`no stop: ${name(control)}`);
    }
    for (const [index, stop] of stops.entries()) {
      const last = stops[index - 1];
      if (!last || last.column !== stop.column) continue;
      if (stop.bottom <= last.top) problems.push(`${name(stop.at)} stands above ${name(last.at)}`);
    }
    if (!window.left) problems.push('the focus never leaves');
    return problems;";

/// What of the expected stops lies behind something else, or outside the window, when it has the focus.
const HIDDEN: &str = "
    const problems = [];
    const frame = () => new Promise((resolve) => requestAnimationFrame(() => resolve()));
    for (const control of expected) {
      // What has the focus already is not scrolled to again.
      control.blur();
      control.focus();
      // WebKit scrolls to what has the focus before it paints next, not at once.
      if (waits) { await frame(); await frame(); }
      const target = control.closest('label') ?? control;
      const box = target.getClientRects()[0];
      const at = (x, y) => root.elementFromPoint(x, y);
      const inset = 3;
      const points = [
        [(box.left + box.right) / 2, (box.top + box.bottom) / 2],
        [box.left + inset, box.top + inset], [box.right - inset, box.bottom - inset],
      ];
      const seen = points.some(([x, y]) => {
        const hit = x >= 0 && y >= 0 && x < innerWidth && y < innerHeight && at(x, y);
        return hit && (target.contains(hit) || hit.contains(target) && hit.matches('label, a, button, summary'));
      });
      if (!seen) problems.push(`${name(control)} at ${box.left},${box.top} to ${box.right},${box.bottom} in ${innerWidth} by ${innerHeight}`);
    }
    return problems;";

/// Presses Tab until the focus has gone through the element, and no more than that: behind the page it would go into
/// the browser's own windows.
async fn walk_through(page: &Page) -> Result<()> {
    const MOST: usize = 400;
    let left = format!(
        "{EXPECTED} return window.left ? 0 : Math.max(1, expected.length - window.stops.length)"
    );
    for _ in 0..MOST {
        let missing = page.widget().script(&left).await?.as_u64().unwrap_or_default();
        if missing == 0 {
            return Ok(());
        }
        page.press(keys::TAB.repeat(usize::try_from(missing)?)).await?;
    }
    Ok(())
}

/// The states before the report, and the report's and those behind it: together they take longer than a test may.
fn halves() -> (&'static [State], &'static [State]) {
    let report = State::ALL.iter().position(|state| *state == State::ReportEmpty);
    State::ALL.split_at(report.expect("the report"))
}

/// Walks through each state with Tab.
async fn check_stops(page: &Page, states: &[State]) -> Result<()> {
    let widget = page.widget();
    // Within a field of a date, WebKit has stops of its own, of which no event tells.
    let silent = if page.engine() == Engine::WebKit { "input[type=date]" } else { ":not(*)" };
    let judge = format!("const silent = '{silent}'; {NAME} {EXPECTED} {JUDGE}");
    let mut wrong = Vec::new();
    for state in states {
        widget.show(*state).await?;
        widget.script("for (const details of $$('.rs-bar details')) details.open = true").await?;
        widget.script(LISTEN).await?;
        walk_through(page).await?;
        add(&mut wrong, &format!("{state:?}"), &widget.script(&judge).await?);
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    Ok(())
}

fn add(wrong: &mut Vec<String>, what: &str, found: &Value) {
    let found = found.as_array().into_iter().flatten();
    wrong.extend(found.map(|problem| format!("{what}: {problem}")));
}

every_engine! {
    async fn every_control_is_a_visible_stop_in_reading_order_and_there_is_a_way_out(page: &mut Page) -> Result<()> {
        let (before, _) = halves();
        page.driver.set_window_rect(0, 0, 1280, 900).await?;
        page.open_widget("/").await?;
        check_stops(page, before).await
    }

    async fn every_control_of_the_report_is_a_visible_stop_in_reading_order_too(page: &mut Page) -> Result<()> {
        let (_, report) = halves();
        page.driver.set_window_rect(0, 0, 1280, 900).await?;
        page.open_widget("/").await?;
        check_stops(page, report).await
    }

    async fn nothing_that_has_the_focus_is_hidden(page: &mut Page) -> Result<()> {
        page.driver.set_window_rect(0, 0, 1280, 900).await?;
        page.open_widget("/").await?;
        let widget = page.widget();
        let waits = page.engine() == Engine::WebKit;
        let hidden = format!(
            "const element = document.querySelector('reasonable-steps'), root = element.shadowRoot;
             const $$ = (css) => [...root.querySelectorAll(css)];
             const waits = {waits}, done = arguments[0];
             const judge = async () => {{ {NAME} {EXPECTED} {HIDDEN} }};
             judge().then(done, (error) => done([String(error)]));"
        );
        let mut wrong = Vec::new();
        // Two frames for each control would take WebKit minutes in the longest reports.
        let states: &[State] = match waits {
            true => &[State::Start, State::ConfirmErase, State::Profile, State::DomainAnswered, State::ReviewMixed, State::ReportIncomplete, State::PresentEmpty, State::Card],
            false => &State::ALL,
        };
        for &state in states {
            widget.show(state).await?;
            add(&mut wrong, &format!("{state:?}"), page.driver.execute_async(&hidden, Vec::new()).await?.json());
            if page.engine() == Engine::Chromium {
                page.viewport(320, 480).await?;
                add(&mut wrong, &format!("{state:?} at 320"), page.driver.execute_async(&hidden, Vec::new()).await?.json());
                page.viewport(1280, 900).await?;
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
        Ok(())
    }

    async fn narrow_pages_are_walked_in_reading_order_too(page: &mut Page) -> Result<()> {
        page.open_widget("/").await?;
        page.narrow_to(320).await?;
        check_stops(page, &[State::Start, State::Profile, State::DomainAnswered, State::ReviewMixed, State::ReportDecided, State::Card]).await
    }

    async fn what_was_passed_without_an_answer_is_reached_again(page: &mut Page) -> Result<()> {
        page.open_widget("/").await?;
        // The same page three times: as it was first shown, made anew, and walked again as it stands.
        check_stops(page, &[State::DomainEmpty, State::DomainEmpty]).await?;
        page.widget().script(LISTEN).await?;
        walk_through(page).await?;
        let judge = format!("const silent = ':not(*)'; {NAME} {EXPECTED} {JUDGE}");
        assert_eq!(page.widget().script(&judge).await?, json!([]));
        Ok(())
    }

    async fn a_refused_file_takes_the_focus_to_what_is_said_about_it(page: &mut Page) -> Result<()> {
        page.open_widget("/").await?;
        let widget = page.widget();
        widget.go("domain:access").await?;
        widget.choose_file("{\"format\":\"reasonable-steps/assessment\"}").await?;
        widget.find(".rs-notice.rs-alarm").await?;
        let said = widget
            .script(
                "const at = root.activeElement;
                 const title = root.getElementById(at.getAttribute('aria-labelledby'));
                 return [at.matches('[data-notice]'), at.getAttribute('role'), title.textContent]",
            )
            .await?;
        assert_eq!(said, json!([true, "group", "This file cannot be opened"]));
        Ok(())
    }
}
