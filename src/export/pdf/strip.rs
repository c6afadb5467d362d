//! Strips: what stands across the page and is never cut, from a line of text to a row of a table. Pages are filled
//! with strips, from top to bottom, once. It knows no file format.

use super::look::{Ink, Length};
use super::paragraph::Run;
use super::structure::Mark;

/// Something in a strip, placed from its left top corner.
#[derive(Clone, Debug)]
pub(super) enum Item {
    /// Words; without a mark they say nothing to whoever hears the document.
    Words { x: Length, baseline: Length, runs: Vec<Run>, mark: Option<Mark> },
    /// A rectangle, filled or outlined.
    Box {
        x: Length,
        y: Length,
        width: Length,
        height: Length,
        fill: Option<Ink>,
        line: Option<Ink>,
    },
    /// A place that leads somewhere.
    Link {
        x: Length,
        y: Length,
        width: Length,
        height: Length,
        target: Target,
        says: String,
        mark: Mark,
    },
    /// The page of a heading, ending at `right`.
    PageOf { heading: usize, right: Length, baseline: Length, ink: Ink, mark: Mark },
}

/// Where a link leads.
#[derive(Clone, Debug)]
pub(super) enum Target {
    Address(String),
    Heading(usize),
}

/// What is never cut.
#[derive(Clone, Debug, Default)]
pub(super) struct Strip {
    /// The room above it, which is left out at the top of a page.
    pub(super) before: Length,
    pub(super) height: Length,
    /// Whether it stays with the next one.
    pub(super) keep: bool,
    /// The heading that it begins.
    pub(super) heading: Option<usize>,
    /// The strip that is repeated above it on a new page.
    pub(super) repeated: Option<usize>,
    /// Whether a page begins with it.
    pub(super) new_page: bool,
    pub(super) items: Vec<Item>,
}

/// A strip on a page, and its distance from the top.
#[derive(Clone, Copy, Debug)]
pub(super) struct Placed {
    pub(super) y: Length,
    pub(super) strip: Which,
}

/// Which strip.
#[derive(Clone, Copy, Debug)]
pub(super) enum Which {
    /// One of the document.
    Own(usize),
    /// A repeated one.
    Repeated(usize),
}

/// Fills pages of a height. Strips that stay together move to the next page together, unless they are higher than a
/// page.
pub(super) fn paginate(strips: &[Strip], repeated: &[Strip], room: Length) -> Vec<Vec<Placed>> {
    let mut pages: Vec<Vec<Placed>> = Vec::new();
    let mut page: Vec<Placed> = Vec::new();
    let mut y = 0;
    let mut rest = strips;
    let mut index = 0;
    while !rest.is_empty() {
        let chain = rest.iter().position(|strip| !strip.keep).map_or(rest.len(), |last| last + 1);
        let (together, after) = rest.split_at(chain);
        rest = after;
        let height: Length = together.iter().map(|strip| strip.before + strip.height).sum();
        let first = together.first();
        let above = first.filter(|_| !page.is_empty()).map_or(0, |strip| strip.before);
        let needed = height - first.map_or(0, |strip| strip.before) + above;
        let asked = first.is_some_and(|strip| strip.new_page);
        if !page.is_empty() && (asked || (y + needed > room && needed <= room)) {
            pages.push(std::mem::take(&mut page));
            y = 0;
        }
        for strip in together {
            let before = if page.is_empty() { 0 } else { strip.before };
            if !page.is_empty() && y + before + strip.height > room {
                pages.push(std::mem::take(&mut page));
                y = 0;
            }
            if page.is_empty() {
                if let Some((at, again)) =
                    strip.repeated.and_then(|at| Some((at, repeated.get(at)?)))
                {
                    page.push(Placed { y, strip: Which::Repeated(at) });
                    y += again.height;
                }
            } else {
                y += strip.before;
            }
            page.push(Placed { y, strip: Which::Own(index) });
            y += strip.height;
            index += 1;
        }
    }
    pages.push(page);
    pages
}
