//! Drawings: the stair and the bars. Only shapes in SVG attributes, coloured by the style sheet;
//! every number they show also stands beside them as text, so assistive technology skips them.

use maud::{Markup, html};

/// The size of a small stair's drawing.
const WIDTH: usize = 360;
const HEIGHT: usize = 200;

/// The size of the large stair's drawing, and the room for words over its highest step.
const WIDE: usize = 640;
const TALL: usize = 300;
const HEAD: usize = 56;

/// A step of a stair: where it starts, how wide and how high it is.
struct Step {
    x: usize,
    width: usize,
    height: usize,
}

/// `count` steps that fill `width` and rise from `lowest` to `highest`.
fn steps(count: usize, width: usize, lowest: usize, highest: usize) -> Vec<Step> {
    let count = count.max(1);
    let gap = if count > 6 { width / 90 } else { width / 26 };
    let step = width.saturating_sub(gap * (count - 1)) / count;
    let rise = highest.saturating_sub(lowest);
    let mut steps = Vec::new();
    for index in 0..count {
        steps.push(Step {
            x: index * (step + gap),
            width: step,
            height: lowest + (rise * index).checked_div(count - 1).unwrap_or(0),
        });
    }
    steps
}

/// The small stair beside a level: as many steps as there are levels, lit up to this one.
pub(super) fn stair(levels: usize, level: usize) -> Markup {
    html! {
        svg class="rs-stair" viewBox={ "0 0 " (WIDTH) " " (HEIGHT) } aria-hidden="true" focusable="false" {
            @for (index, step) in steps(levels, WIDTH, HEIGHT / 5, HEIGHT).iter().enumerate() {
                rect class=(if index <= level { "rs-lit" } else { "rs-dim" }) x=(step.x)
                    y=(HEIGHT - step.height) width=(step.width) height=(step.height) rx="6" {}
            }
        }
    }
}

/// The sign of the product: the stair.
pub(super) fn sign() -> Markup {
    stair(5, 3)
}

/// A share of the whole as a bar.
pub(super) fn bar(thousandths: u32) -> Markup {
    html! {
        svg class="rs-meter" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true"
            focusable="false" {
            rect class="rs-dim" width="1000" height="10" {}
            rect class="rs-lit" width=(thousandths.min(1000)) height="10" {}
        }
    }
}

/// A share of the whole then and now, the one above the other.
pub(super) fn then_and_now(then: u32, now: u32) -> Markup {
    html! {
        svg class="rs-meter rs-meter-two" viewBox="0 0 1000 24" preserveAspectRatio="none"
            aria-hidden="true" focusable="false" {
            rect class="rs-dim" width="1000" height="24" {}
            rect class="rs-then" width=(then.min(1000)) height="10" {}
            rect class="rs-lit" y="14" width=(now.min(1000)) height="10" {}
        }
    }
}

/// Shares of the whole around a centre, numbered from 1 as their table numbers them.
pub(super) fn radar(thousandths: &[u32]) -> Markup {
    let count = thousandths.len();
    let polygon = |share_at: &dyn Fn(usize) -> u32| {
        let mut points = String::new();
        for index in 0..count {
            let (x, y) = point(index, count, share_at(index));
            points += &format!("{x},{y} ");
        }
        points.truncate(points.trim_end().len());
        points
    };
    html! {
        svg class="rs-radar" viewBox="-1200 -1200 2400 2400" aria-hidden="true" focusable="false" {
            @for share in [250, 500, 750, 1000] { polygon class="rs-ring" points=(polygon(&|_| share)) {} }
            polygon class="rs-shape" points=(polygon(&|index| thousandths.get(index).copied().unwrap_or(0))) {}
            @for index in 0..count {
                @let (x, y) = point(index, count, 1120);
                text x=(x) y=(y) text-anchor="middle" dominant-baseline="central" { (index + 1) }
            }
        }
    }
}

/// A point on an axis of a radar; the first axis points up, the others follow clockwise.
fn point(index: usize, count: usize, radius: u32) -> (i64, i64) {
    let turn = i64::try_from(index * 3600 / count.max(1)).unwrap_or(0);
    let radius = i64::from(radius);
    (radius * sine(turn) / 1000, -radius * sine(turn + 900) / 1000)
}

/// The sine of an angle in tenths of a degree, in thousandths: Bhaskara's approximation, within
/// 0.002, for the standard library's weighs more than the drawing.
fn sine(tenths: i64) -> i64 {
    let angle = tenths.rem_euclid(3600);
    let (half, sign) = if angle < 1800 { (angle, 1) } else { (angle - 1800, -1) };
    let product = half * (1800 - half);
    sign * 4000 * product / (4_050_000 - product)
}

/// What the stair of bands shows.
pub(super) struct Bands<'a> {
    /// How many bands there are.
    pub count: usize,
    /// The band, from 1; `None` while it is withheld.
    pub step: Option<usize>,
    /// The band without caps, where that is another one.
    pub uncapped_step: Option<usize>,
    /// What stands over the band's step.
    pub label: &'a str,
    /// What stands over the step that would be reached without caps.
    pub uncapped_label: &'a str,
    /// Whether the writing runs from right to left; then the stair rises to the left.
    pub mirrored: bool,
}

/// The large stair of bands, with the line that holds it down.
pub(super) fn bands(bands: &Bands<'_>) -> Markup {
    let steps = steps(bands.count, WIDE, 44, TALL - HEAD);
    let place = |step: &Step| {
        if bands.mirrored { WIDE.saturating_sub(step.x + step.width) } else { step.x }
    };
    let of = |number: Option<usize>| number.and_then(|number| steps.get(number.checked_sub(1)?));
    let kind = |index: usize| match (bands.step, bands.uncapped_step) {
        (Some(step), _) if index < step => "rs-lit",
        (Some(_), Some(step)) if index < step => "rs-held",
        _ => "rs-dim",
    };
    html! {
        svg class="rs-bands" viewBox={ "0 0 " (WIDE) " " (TALL) } aria-hidden="true" focusable="false" {
            @for (index, step) in steps.iter().enumerate() {
                rect class=(kind(index)) x=(place(step)) y=(TALL - step.height)
                    width=(step.width) height=(step.height) rx="5" {}
            }
            @if let Some(step) = of(bands.step) {
                @let top = TALL - step.height;
                (label(&steps, bands.step.unwrap_or(0), bands.label, "rs-here", bands.mirrored))
                @if let Some(reached) = of(bands.uncapped_step) {
                    // The ceiling: a line at the height of this step, on to the one not reached.
                    @let near = if bands.mirrored { place(step) } else { place(step) + step.width };
                    @let far = if bands.mirrored { place(reached) } else { place(reached) + reached.width };
                    line class="rs-ceiling" x1=(near) x2=(far) y1=(top) y2=(top) {}
                    (label(&steps, bands.uncapped_step.unwrap_or(0), bands.uncapped_label, "rs-there",
                        bands.mirrored))
                }
            }
        }
    }
}

/// A label over a step. It ends where the step ends and grows over the lower steps, where there
/// is room; a longer one starts at the edge, over the highest step that it reaches.
fn label(steps: &[Step], number: usize, text: &str, class: &str, mirrored: bool) -> Markup {
    // Roughly the width of a letter of the size that the style sheet sets.
    const LETTER: usize = 16;
    let Some(step) = number.checked_sub(1).and_then(|index| steps.get(index)) else {
        return html! {};
    };
    let (end, long) = (step.x + step.width, text.chars().count() * LETTER);
    let covered = steps.iter().filter(|other| other.x < long).map(|other| other.height).max();
    let (x, anchor, height) = if long <= end {
        (end, "end", step.height)
    } else {
        (0, "start", covered.unwrap_or(0).max(step.height))
    };
    // "start" and "end" follow the direction of writing.
    let x = if mirrored { WIDE.saturating_sub(x) } else { x };
    html! {
        text class=(class) x=(x) y=(TALL.saturating_sub(height + 14)) text-anchor=(anchor) { (text) }
    }
}
