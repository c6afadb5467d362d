//! Text to lines: breaks where Unicode allows it, and a word that fits on no line wherever it must. Every letter is
//! looked at once. It knows no page.

use std::iter::Peekable;
use std::ops::Range;

use icu_segmenter::LineSegmenter;

use super::look::{Ink, Length, Setting};
use super::typeset::{Face, Glyph, Typesetter};
use super::visible::visible;
use crate::export::manuscript::{Span, Style};

/// A piece of a line in one font and one ink.
#[derive(Clone, Debug)]
pub(super) struct Run {
    pub(super) face: Face,
    pub(super) ink: Ink,
    pub(super) size: Length,
    /// Which of the paragraph's links it belongs to.
    pub(super) link: Option<usize>,
    pub(super) text: String,
    pub(super) glyphs: Vec<Glyph>,
    /// Its width in thousandths of its size.
    units: i64,
}

impl Run {
    /// How wide it is, with a space at its end.
    pub(super) const fn width(&self) -> Length {
        self.units * self.size / 1_000
    }
}

/// A line.
#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    pub(super) runs: Vec<Run>,
    /// How wide it is, without a space at its end.
    pub(super) width: Length,
}

/// A paragraph in lines.
#[derive(Clone, Debug, Default)]
pub(super) struct Lines {
    pub(super) lines: Vec<Line>,
    /// Where its links lead.
    pub(super) links: Vec<String>,
}

/// How a stretch of the paragraph looks; it reaches to a byte of the text.
#[derive(Clone, Copy, Debug)]
struct Stretch {
    end: usize,
    face: Face,
    ink: Ink,
    link: Option<usize>,
}

/// No program opens a longer one, and the standards limit it.
const LONGEST_ADDRESS: usize = 2_000;

/// Breaks spans into lines of at most a width.
pub(super) fn lines(
    typesetter: &mut Typesetter,
    spans: &[Span],
    setting: Setting,
    measure: Length,
) -> Lines {
    let mut text = String::new();
    let mut stretches: Vec<Stretch> = Vec::new();
    let mut links = Vec::new();
    for span in spans {
        let leads =
            |address: &&String| !span.text.trim().is_empty() && address.len() <= LONGEST_ADDRESS;
        let link = span.link.as_ref().filter(leads).map(|address| {
            links.push(address.clone());
            links.len() - 1
        });
        let (face, ink) = look(setting, span.style, link.is_some());
        for (face, piece) in visible(typesetter, face, &span.text) {
            text.push_str(&piece);
            stretches.push(Stretch { end: text.len(), face, ink, link });
        }
    }
    let mut filler = Filler::new(setting.size, measure);
    let mut stretches = stretches.into_iter().peekable();
    let mut from = 0;
    for to in LineSegmenter::new_for_non_complex_scripts(Default::default()).segment_str(&text) {
        let Some(segment) = text.get(from..to) else { continue };
        let end = from + segment.trim_end().len();
        let pieces = pieces_of(&mut stretches, from..end);
        let blanks = pieces_of(&mut stretches, end..to);
        from = to;
        filler.word(typesetter, &text, &pieces);
        if segment.ends_with('\n') {
            filler.finish_line();
        } else {
            filler.blank(typesetter, &text, &blanks);
        }
    }
    filler.finish_last();
    Lines { lines: filler.lines, links }
}

/// A range of the text, by how its parts look. Ranges are asked for from left to right.
fn pieces_of(
    stretches: &mut Peekable<impl Iterator<Item = Stretch>>,
    range: Range<usize>,
) -> Vec<(Stretch, Range<usize>)> {
    let mut pieces = Vec::new();
    let mut from = range.start;
    while from < range.end {
        let Some(stretch) = stretches.peek().copied() else { break };
        if stretch.end > from {
            let end = stretch.end.min(range.end);
            pieces.push((stretch, from..end));
            from = end;
        }
        if stretch.end <= from {
            stretches.next();
        }
    }
    pieces
}

/// The font and the ink of a span.
fn look(setting: Setting, style: Style, leads: bool) -> (Face, Ink) {
    let bold = if setting.face == Face::Regular { Face::Bold } else { setting.face };
    let (face, ink) = match style {
        Style::Plain => (setting.face, setting.ink),
        Style::Strong => (bold, setting.ink),
        Style::Muted => (setting.face, Ink::Muted),
        Style::Critical => (bold, Ink::Critical),
    };
    (face, if leads { Ink::Accent } else { ink })
}

/// Fills lines with words. Widths are kept in thousandths of a size, so that sums are exact.
struct Filler {
    size: Length,
    room: i64,
    lines: Vec<Line>,
    runs: Vec<Run>,
    /// The width so far, and the width up to the end of the last word.
    units: i64,
    inked: i64,
}

impl Filler {
    fn new(size: Length, measure: Length) -> Self {
        let room = measure.max(0) * 1_000 / size.max(1);
        Self { size, room, lines: Vec::new(), runs: Vec::new(), units: 0, inked: 0 }
    }

    fn word(
        &mut self,
        typesetter: &mut Typesetter,
        text: &str,
        pieces: &[(Stretch, Range<usize>)],
    ) {
        let shaped: Vec<_> = pieces
            .iter()
            .filter_map(|(stretch, range)| {
                let part = text.get(range.clone())?;
                Some((*stretch, part, typesetter.word(stretch.face, part)))
            })
            .collect();
        let width: i64 = shaped.iter().map(|(_, _, word)| word.width).sum();
        if self.units + width > self.room && !self.runs.is_empty() {
            self.finish_line();
        }
        for (stretch, part, word) in shaped {
            if width <= self.room {
                self.push(stretch, part, &word.glyphs);
            } else {
                self.broken(stretch, part, &word.glyphs);
            }
        }
        self.inked = self.units;
    }

    /// A word that fits on no line: as much on each as there is room for.
    fn broken(&mut self, stretch: Stretch, part: &str, glyphs: &[Glyph]) {
        for cluster in glyphs.chunk_by(|one, other| one.from == other.from) {
            let width: i64 = cluster.iter().map(|glyph| i64::from(glyph.advance)).sum();
            if self.units + width > self.room && !self.runs.is_empty() {
                self.inked = self.units;
                self.finish_line();
            }
            self.push(stretch, part, cluster);
        }
    }

    /// The space after a word. At a line's end nothing shows it, but whoever copies the text gets it.
    fn blank(
        &mut self,
        typesetter: &mut Typesetter,
        text: &str,
        pieces: &[(Stretch, Range<usize>)],
    ) {
        for (stretch, range) in pieces {
            let Some(part) = text.get(range.clone()) else { continue };
            let word = typesetter.word(stretch.face, part);
            self.push(*stretch, part, &word.glyphs);
        }
    }

    /// Puts shapes at the end of the line; `part` is the text their places refer to.
    fn push(&mut self, stretch: Stretch, part: &str, glyphs: &[Glyph]) {
        let (Some(first), Some(last)) = (glyphs.first(), glyphs.last()) else { return };
        let Some(shown) = part.get(first.from..last.to) else { return };
        let same = |run: &Run| {
            run.face == stretch.face && run.ink == stretch.ink && run.link == stretch.link
        };
        if !self.runs.last().is_some_and(same) {
            self.runs.push(Run {
                face: stretch.face,
                ink: stretch.ink,
                size: self.size,
                link: stretch.link,
                text: String::new(),
                glyphs: Vec::new(),
                units: 0,
            });
        }
        let Some(run) = self.runs.last_mut() else { return };
        let at = run.text.len();
        run.text.push_str(shown);
        let moved = |place: usize| place - first.from + at;
        run.glyphs.extend(glyphs.iter().map(|glyph| Glyph {
            from: moved(glyph.from),
            to: moved(glyph.to),
            ..*glyph
        }));
        let width: i64 = glyphs.iter().map(|glyph| i64::from(glyph.advance)).sum();
        run.units += width;
        self.units += width;
    }

    fn finish_line(&mut self) {
        let runs = std::mem::take(&mut self.runs);
        self.lines.push(Line { runs, width: self.inked * self.size / 1_000 });
        self.units = 0;
        self.inked = 0;
    }

    fn finish_last(&mut self) {
        if !self.runs.is_empty() {
            self.finish_line();
        }
    }
}
