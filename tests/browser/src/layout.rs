//! What a page must not do whatever its texts, its width and the visitor's own settings: cut words off, or make the
//! visitor scroll sideways.

use anyhow::Result;
use serde_json::Value;

use crate::widget::Widget;

/// Finds what scrolls or sticks out sideways.
const SIDEWAYS: &str = "
    const whole = element.getBoundingClientRect();
    const problems = [];
    if (document.documentElement.scrollWidth > innerWidth) problems.push(`the page is ${document.documentElement.scrollWidth} wide`);
    for (const part of $$('.rs-frame, .rs-frame *')) {
      if (!part.checkVisibility() || part.closest('.rs-hidden')) continue;
      const { left, right } = part.getBoundingClientRect();
      if (left < whole.left - 1 || right > whole.right + 1) problems.push(`${part.localName}.${part.getAttribute('class')} from ${left} to ${right}`);
    }
    return problems;";

/// Finds what sticks out of its box. Nothing is meant to scroll sideways.
const CUT: &str = "
    const problems = [];
    const whole = $('.rs').getBoundingClientRect();
    for (const element of $$('.rs, .rs *')) {
      // A field scrolls what is typed into it.
      if (!element.checkVisibility() || element.closest('.rs-hidden') || element.matches('input, textarea')) continue;
      const name = `${element.localName}.${element.getAttribute('class')}: ${element.textContent.trim().slice(0, 60)}`;
      const box = element.getBoundingClientRect();
      if (box.left < whole.left - 1 || box.right > whole.right + 1) problems.push(`outside: ${name}`);
      if (element.closest('svg') || element.clientWidth === 0) continue;
      if (element.scrollWidth > element.clientWidth + 2) problems.push(`wider than its box: ${name}`);
      const clips = /hidden|clip/.test(getComputedStyle(element).overflowY);
      if (clips && element.scrollHeight > element.clientHeight + 2) problems.push(`cut below: ${name}`);
    }
    return problems;";

impl Widget<'_> {
    /// What scrolls or sticks out sideways; empty is good.
    ///
    /// # Errors
    /// When the page no longer answers.
    pub async fn sideways(&self) -> Result<Value> {
        self.script(SIDEWAYS).await
    }

    /// What sticks out of its box, or is cut off by it; empty is good.
    ///
    /// # Errors
    /// When the page no longer answers.
    pub async fn cut(&self) -> Result<Value> {
        self.script(CUT).await
    }
}
