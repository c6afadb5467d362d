//! What assistive technology is told: headings in order, landmarks, names, languages, errors beside their fields, and
//! targets that are large enough.

use browser_tests::{Page, Result, State, Widget, every_engine, keys};
use serde_json::{Value, json};

/// Headings, landmarks and names.
const STRUCTURE: &str = "
    const problems = [];
    const shown = (element) => element.checkVisibility();
    const headings = $$('h1, h2, h3, h4, h5, h6').filter(shown);
    if (headings[0]?.localName !== 'h1') problems.push(`the first heading is ${headings[0]?.outerHTML}`);
    if (headings.filter(({ localName }) => localName === 'h1').length !== 1) problems.push('more than one h1');
    let last = 0;
    for (const heading of headings) {
      const level = Number(heading.localName[1]);
      if (level > last + 1) problems.push(`${heading.localName} after h${last}: ${heading.textContent}`);
      if (!heading.textContent.trim()) problems.push(`a blank ${heading.localName}`);
      last = level;
    }
    const byId = (ids) => (ids ?? '').split(' ').filter(Boolean).map((id) => {
      const found = $$(`[id=\"${id}\"]`);
      if (found.length !== 1) problems.push(`${found.length} elements with the id ${id}`);
      return found[0]?.textContent.trim() ?? '';
    }).join(' ');
    const nameOf = (element) => element.getAttribute('aria-label')?.trim()
      || byId(element.getAttribute('aria-labelledby'))
      || [...(element.labels ?? [])].map((label) => label.textContent.trim()).join(' ')
      || (element.matches('button, a, summary') ? element.textContent.trim() : '');
    for (const element of $$('nav, progress, [role=group], button, a, summary, input, select, textarea')) {
      if (shown(element) && !nameOf(element)) problems.push(`no name: ${element.outerHTML.slice(0, 120)}`);
    }
    for (const section of $$('section')) {
      // No landmark, but a part under a heading of its own.
      const headed = section.querySelector(':scope > :is(h3, h4)');
      if (!headed && !nameOf(section)) problems.push(`no name: ${section.outerHTML.slice(0, 80)}`);
    }
    for (const fieldset of $$('fieldset')) {
      if (fieldset.firstElementChild.localName !== 'legend') problems.push('a group without a legend first');
    }
    for (const described of $$('[aria-describedby]')) {
      if (!byId(described.getAttribute('aria-describedby')).trim()) problems.push(`describes nothing: ${described.outerHTML.slice(0, 80)}`);
    }
    for (const drawing of $$('svg')) {
      if (drawing.getAttribute('aria-hidden') !== 'true' || drawing.getAttribute('focusable') !== 'false') {
        problems.push(`a drawing that is neither hidden nor named: ${drawing.getAttribute('class')}`);
      }
    }
    const navigations = $$('nav').filter(shown).map(nameOf);
    if (new Set(navigations).size !== navigations.length) problems.push(`navigations of one name: ${navigations}`);
    const frame = $('.rs');
    if (!frame.lang || !frame.dir) problems.push('the page does not say its language and direction');
    for (const table of $$('table')) {
      if (!nameOf(table) && !table.caption) problems.push('a table without a name');
      if ([...table.querySelectorAll('th')].some((head) => !head.scope)) problems.push('a head that heads nothing');
    }
    return problems;";

/// WCAG 2.5.8: 24 by 24 CSS pixels, or so much room around a smaller one. Links within a line of text are exempt.
const TARGETS: &str = "
    const problems = [];
    const controls = $$('a[href], button, input, select, textarea, summary').filter((control) =>
      control.checkVisibility({ checkVisibilityCSS: true }));
    const boxes = controls.map((control) => {
      const target = control.closest('label') ?? control;
      const inline = control.localName === 'a' && getComputedStyle(control).display === 'inline';
      return { control, target, inline, box: target.getBoundingClientRect() };
    });
    for (const { control, target, inline, box } of boxes) {
      if (inline || (box.width >= 24 && box.height >= 24)) continue;
      const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
      const crowded = boxes.some((other) => {
        if (other.target === target) return false;
        const dx = Math.max(other.box.left - x, 0, x - other.box.right);
        const dy = Math.max(other.box.top - y, 0, y - other.box.bottom);
        return Math.hypot(dx, dy) < 12;
      });
      if (crowded) problems.push(`${control.outerHTML.slice(0, 100)}: ${box.width} by ${box.height}`);
    }
    return problems;";

fn add(wrong: &mut Vec<String>, what: &str, found: &Value) {
    let found = found.as_array().into_iter().flatten();
    wrong.extend(found.map(|problem| format!("{what}: {problem}")));
}

/// Whether a field says that it is wrong, and the text that says why is shown.
async fn wrong(widget: &Widget<'_>, field: &str) -> Result<Value> {
    let body = "
        const field = $(given[0]);
        const why = field.getAttribute('aria-describedby').split(' ').map((id) => root.getElementById(id));
        return [field.getAttribute('aria-invalid') ?? 'false', why.some((text) => text.checkVisibility() && text.textContent.trim() !== '')];";
    widget.script_with(body, vec![field.into()]).await
}

every_engine! {
    async fn headings_landmarks_and_names_are_in_order_in_every_state(page: &mut Page) -> Result<()> {
        page.driver.set_window_rect(0, 0, 1280, 900).await?;
        page.open_widget("/").await?;
        let widget = page.widget();
        let mut problems = Vec::new();
        for state in State::ALL {
            widget.show(state).await?;
            add(&mut problems, &format!("{state:?}"), &widget.script(STRUCTURE).await?);
        }
        assert!(problems.is_empty(), "{problems:#?}");
        Ok(())
    }

    async fn every_target_is_24_pixels_or_has_the_room(page: &mut Page) -> Result<()> {
        page.driver.set_window_rect(0, 0, 1280, 900).await?;
        page.open_widget("/").await?;
        let widget = page.widget();
        let mut problems = Vec::new();
        for state in State::ALL {
            widget.show(state).await?;
            for width in [1280, 320] {
                page.narrow_to(width).await?;
                widget.script("for (const details of $$('.rs-bar details')) details.open = true").await?;
                add(&mut problems, &format!("{state:?} at {width}"), &widget.script(TARGETS).await?);
            }
        }
        assert!(problems.is_empty(), "{problems:#?}");
        Ok(())
    }

    async fn a_missing_reason_is_said_at_its_field(page: &mut Page) -> Result<()> {
        page.open_widget("/").await?;
        let widget = page.widget();
        widget.go("domain:marking").await?;
        let field = "[data-command=\"reason marking.confidential-mark\"]";
        widget.choose("not-applicable marking.confidential-mark").await?;
        assert_eq!(wrong(&widget, field).await?, json!(["false", true]), "nobody has been there yet");
        widget.script_with("$(given[0]).focus()", vec![field.into()]).await?;
        page.press(keys::TAB).await?;
        assert_eq!(wrong(&widget, field).await?, json!(["true", true]), "left blank");
        widget.script_with("$(given[0]).focus()", vec![field.into()]).await?;
        page.press("  ").await?;
        assert_eq!(wrong(&widget, field).await?, json!(["true", true]), "blanks are no reason");
        page.press("No papers").await?;
        assert_eq!(wrong(&widget, field).await?, json!(["false", true]));
        // Found on the way back from the review, it is marked at once.
        widget.command("reason marking.confidential-mark", "").await?;
        widget.go("review").await?;
        widget.press_button("ask marking.confidential-mark").await?;
        widget.at("domain:marking").await?;
        assert_eq!(wrong(&widget, field).await?, json!(["true", true]));
        assert_eq!(widget.script("return $('[data-command=\"reason marking.confidential-mark\"]').ariaRequired").await?, "true");
        Ok(())
    }

    async fn a_day_that_is_none_is_said_at_its_field(page: &mut Page) -> Result<()> {
        page.open_widget("/").await?;
        let widget = page.widget();
        widget.command("open", &Page::firm("machine-shop")?).await?;
        widget.go("report").await?;
        widget.choose("decide joining.confidentiality planned").await?;
        let field = "[data-command=\"due joining.confidentiality\"]";
        assert_eq!(wrong(&widget, field).await?, json!(["false", false]));
        // Five digits for the year are what a hand slips into.
        let typed = "const field = $(given[0]); field.focus(); field.value = given[1];
            field.dispatchEvent(new Event('input', { bubbles: true })); return field.value;";
        let value = widget.script_with(typed, vec![field.into(), "20270-01-31".into()]).await?;
        assert_eq!(value, "20270-01-31", "the engine takes it for a day");
        assert_eq!(wrong(&widget, field).await?, json!(["true", true]));
        widget.script_with(typed, vec![field.into(), "2027-01-31".into()]).await?;
        assert_eq!(wrong(&widget, field).await?, json!(["false", false]));
        let kept = widget.assessment().await?;
        assert_eq!(kept["decisions"][0]["due"], "2027-01-31");
        Ok(())
    }

    async fn english_findings_say_that_they_are_english(page: &mut Page) -> Result<()> {
        page.allow_request("/languages/ar-XB.js");
        page.open_widget("/").await?;
        let widget = page.widget();
        widget.script("element.lang = 'ar-XB'").await?;
        widget.wait_for("the language", "return $('[lang=\"ar-XB\"]')").await?;
        widget.show(State::FileRefused).await?;
        let languages = "const at = (css) => { const part = $(css).closest('[lang]'); return [part.lang, part.closest('[dir]').dir] };
            return [at('.rs-findings li'), at('.rs-notice-title')]";
        assert_eq!(widget.script(languages).await?, json!([["en", "ltr"], ["ar-XB", "rtl"]]));
        Ok(())
    }
}
