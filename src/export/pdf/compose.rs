//! From a manuscript to strips: text, headings, lists, callouts and facts. It decides what stands where across the
//! page; which page that is, it leaves to `strip`.

use super::look::{self, Ink, Length, MEASURE, POINT, Setting, WIDTH};
use super::paragraph::{Line, Lines, lines};
use super::strip::{Item, Strip, Target};
use super::structure::{Node, Role, Structure};
use super::typeset::{Fonts, Typesetter};
use crate::export::manuscript::{Block, Manuscript, Span};

/// A heading that can be gone to.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) level: u8,
    pub(super) text: String,
}

/// A manuscript in strips.
pub(super) struct Composed {
    pub(super) structure: Structure,
    pub(super) strips: Vec<Strip>,
    pub(super) repeated: Vec<Strip>,
    pub(super) entries: Vec<Entry>,
}

/// Makes strips.
pub(super) struct Composer<'f> {
    pub(super) typesetter: Typesetter<'f>,
    pub(super) structure: Structure,
    pub(super) strips: Vec<Strip>,
    pub(super) repeated: Vec<Strip>,
    pub(super) entries: Vec<Entry>,
    /// The room that the next strip has above it.
    pub(super) gap: Length,
    /// Whether the last block was a heading.
    after_heading: bool,
}

/// A paragraph of more lines than this is no mere introduction.
const INTRODUCTION: usize = 4;

/// Where lines are placed.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub(super) x: Length,
    pub(super) width: Length,
    /// Whether lines end at the right edge.
    pub(super) end: bool,
}

/// Sets a whole manuscript.
pub(super) fn compose(manuscript: &Manuscript, fonts: &Fonts) -> Composed {
    let mut composer = Composer {
        typesetter: Typesetter::new(fonts),
        structure: Structure::new(),
        strips: Vec::new(),
        repeated: Vec::new(),
        entries: Vec::new(),
        gap: 0,
        after_heading: false,
    };
    composer.opening(manuscript);
    // What comes before the first heading is the answer in short. The list of headings follows it.
    let is_heading = |block: &Block| matches!(block, Block::Heading { .. });
    let contents_before = manuscript.blocks.iter().position(is_heading);
    let mut contents = None;
    for (index, block) in manuscript.blocks.iter().enumerate() {
        if Some(index) == contents_before {
            contents = Some((
                composer.strips.len(),
                composer.structure.add(Structure::ROOT, Role::Contents),
            ));
        }
        composer.block(block);
        composer.after_heading = is_heading(block);
    }
    if let Some((at, node)) = contents {
        composer.contents(&manuscript.contents_title, at, node);
    }
    let Composer { structure, strips, repeated, entries, .. } = composer;
    Composed { structure, strips, repeated, entries }
}

impl Composer<'_> {
    fn opening(&mut self, manuscript: &Manuscript) {
        let node = self.structure.add(Structure::ROOT, Role::Title);
        let title = [Span::plain(&manuscript.title)];
        let place = self.balanced(&title, look::TITLE, WIDTH);
        self.text(&title, look::TITLE, place, node);
        self.gap = 6 * POINT;
        for line in &manuscript.subtitle {
            let node = self.structure.add(Structure::ROOT, Role::Paragraph);
            self.text(&[Span::plain(line)], look::SUBTITLE, Place::column(0, MEASURE), node);
        }
        self.gap = 4 * POINT;
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading { level, text } => self.heading(*level, text),
            Block::Paragraph(spans) => {
                self.room(look::PARAGRAPH_GAP);
                let node = self.structure.add(Structure::ROOT, Role::Paragraph);
                let first = self.strips.len();
                let introduces = self.after_heading;
                self.text(spans, look::BODY, Place::column(0, MEASURE), node);
                // Right under a heading it introduces what follows, and is nothing without it.
                if introduces && self.strips.len() - first <= INTRODUCTION {
                    self.strips.iter_mut().skip(first).for_each(|strip| strip.keep = true);
                }
            }
            Block::Score { number, out_of, band, step, steps } => {
                self.score(number, out_of, band, *step, *steps);
            }
            Block::Callout { critical, title, paragraphs } => {
                self.callout(*critical, title, paragraphs)
            }
            Block::List { numbered, items } => self.list(*numbered, items),
            Block::Table { caption, columns, rows } => self.table(caption, columns, rows),
            Block::Bars { caption, label_title, value_title, bars } => {
                self.bars(caption, label_title, value_title, bars);
            }
            Block::Facts(facts) => self.facts(facts),
        }
    }

    /// Asks for room above what comes next; the larger wish counts.
    pub(super) fn room(&mut self, gap: Length) {
        self.gap = self.gap.max(gap);
    }

    /// Takes the room that was asked for.
    pub(super) fn take_room(&mut self) -> Length {
        std::mem::take(&mut self.gap)
    }

    fn heading(&mut self, level: u8, text: &str) {
        if text.trim().is_empty() {
            return;
        }
        let setting = look::heading(level);
        let (above, below) = look::heading_room(level);
        // Below another heading less room is needed.
        let follows_heading = self.after_heading;
        self.room(if follows_heading { above / 3 } else { above });
        let role = Role::Heading { level, text: text.to_owned() };
        let node = self.structure.add(Structure::ROOT, role);
        let first = self.strips.len();
        let text_of = [Span::plain(text)];
        let place = self.balanced(&text_of, setting, MEASURE);
        self.text(&text_of, setting, place, node);
        for strip in self.strips.iter_mut().skip(first) {
            strip.keep = true;
        }
        if level <= 2 {
            if let Some(strip) = self.strips.get_mut(first) {
                strip.heading = Some(self.entries.len());
            }
            self.entries.push(Entry { level, text: text.to_owned() });
        }
        self.gap = below;
    }

    /// The narrowest column in which a heading of few lines still has no more: its lines are of like length, and no
    /// word stands alone on the last.
    fn balanced(&mut self, spans: &[Span], setting: Setting, measure: Length) -> Place {
        let mut count = |measure| lines(&mut self.typesetter, spans, setting, measure).lines.len();
        let wanted = count(measure);
        let (mut narrow, mut wide) = (measure / 3, measure);
        if (2..=3).contains(&wanted) {
            while wide - narrow > 4 * POINT {
                let middle = narrow.midpoint(wide);
                if count(middle) > wanted { narrow = middle } else { wide = middle }
            }
        }
        Place::column(0, wide)
    }

    /// A paragraph, a strip for each line; two lines at least stay together at either end.
    pub(super) fn text(&mut self, spans: &[Span], setting: Setting, place: Place, node: Node) {
        let lines = lines(&mut self.typesetter, spans, setting, place.width);
        let count = lines.lines.len();
        let gap = self.take_room();
        for (index, items) in self.place(&lines, setting, place, node).into_iter().enumerate() {
            self.strips.push(Strip {
                before: if index == 0 { gap } else { 0 },
                height: setting.leading,
                keep: count > 1 && (index == 0 || index + 2 == count),
                items,
                ..Strip::default()
            });
        }
    }

    /// What stands on each line, with the links in it.
    pub(super) fn place(
        &mut self,
        lines: &Lines,
        setting: Setting,
        place: Place,
        node: Node,
    ) -> Vec<Vec<Item>> {
        let mut nodes: Vec<Option<Node>> = vec![None; lines.links.len()];
        let placed = lines.lines.iter().map(|line| {
            let mut items = Vec::new();
            let mut x = place.start(line);
            for runs in line.runs.chunk_by(|one, other| one.link == other.link) {
                let width: Length = runs.iter().map(super::paragraph::Run::width).sum();
                let link = runs.first().and_then(|run| run.link);
                let of = link.and_then(|link| Some((nodes.get_mut(link)?, lines.links.get(link)?)));
                let below = match of {
                    Some((known, address)) => {
                        let below =
                            *known.get_or_insert_with(|| self.structure.add(node, Role::Link));
                        let says: String = runs.iter().map(|run| run.text.as_str()).collect();
                        let inked = width.min(place.start(line) + line.width - x);
                        let baseline = setting.baseline();
                        items.push(Item::Box {
                            x,
                            y: baseline + 1_500,
                            width: inked,
                            height: 500,
                            fill: Some(Ink::Soft),
                            line: None,
                        });
                        items.push(Item::Link {
                            x,
                            y: 0,
                            width: inked,
                            height: setting.leading,
                            target: Target::Address(address.clone()),
                            says: says.trim().to_owned(),
                            mark: self.structure.mark(below),
                        });
                        below
                    }
                    None => node,
                };
                let mark = Some(self.structure.mark(below));
                let runs = runs.to_vec();
                items.push(Item::Words { x, baseline: setting.baseline(), runs, mark });
                x += width;
            }
            items
        });
        placed.collect()
    }

    fn callout(&mut self, critical: bool, title: &str, paragraphs: &[Vec<Span>]) {
        let ink = if critical { Ink::Critical } else { Ink::Accent };
        let section = self.structure.add(Structure::ROOT, Role::Section);
        let place = Place::column(16 * POINT, MEASURE - 16 * POINT);
        self.room(look::BLOCK_GAP);
        let first = self.strips.len();
        if !title.is_empty() {
            let node = self.structure.add(section, Role::Paragraph);
            self.text(&[Span::plain(title)], look::CALLOUT.inked(ink), place, node);
        }
        let body = self.strips.len();
        for (index, spans) in paragraphs.iter().enumerate() {
            self.room(if index == 0 { 2 * POINT } else { 5 * POINT });
            let node = self.structure.add(section, Role::Paragraph);
            self.text(spans, look::BODY, place, node);
        }
        // The rule runs on through the room between paragraphs.
        for index in first..self.strips.len() {
            let is_title = index < body;
            if let Some(strip) = self.strips.get_mut(index) {
                let above = if index == first { 0 } else { std::mem::take(&mut strip.before) };
                strip.keep |= is_title;
                strip.push_down(above);
                let height = strip.height;
                strip.items.push(Item::Box {
                    x: 0,
                    y: 0,
                    width: 3 * POINT,
                    height,
                    fill: Some(ink),
                    line: None,
                });
            }
        }
        self.gap = look::BLOCK_GAP;
    }

    fn list(&mut self, numbered: bool, items: &[Vec<Span>]) {
        self.room(look::PARAGRAPH_GAP);
        let list = self.structure.add(Structure::ROOT, Role::List { numbered });
        for (index, spans) in items.iter().enumerate() {
            let item = self.structure.add(list, Role::Item);
            let label = self.structure.add(item, Role::Label);
            let body = self.structure.add(item, Role::Body);
            let sign = if numbered { format!("{}.", index + 1) } else { "•".to_owned() };
            self.room(look::ITEM_GAP);
            let first = self.strips.len();
            let indent = if numbered { look::indent(items.len()) } else { look::indent(0) };
            self.text(spans, look::BODY, Place::column(indent, MEASURE - indent), body);
            let setting = if numbered { look::BODY.bold() } else { look::BODY };
            let sign = lines(
                &mut self.typesetter,
                &[Span::plain(sign)],
                setting.inked(Ink::Accent),
                indent,
            );
            let sign = self.place(&sign, look::BODY, Place::column(0, indent), label);
            if let Some(strip) = self.strips.get_mut(first) {
                strip.items.splice(0..0, sign.into_iter().flatten());
            }
        }
        self.room(look::PARAGRAPH_GAP);
    }

    fn facts(&mut self, facts: &[(String, Vec<Span>)]) {
        const NAME: Length = 128 * POINT;
        self.room(look::PARAGRAPH_GAP);
        let list = self.structure.add(Structure::ROOT, Role::Facts);
        for (name, spans) in facts {
            let item = self.structure.add(list, Role::Item);
            let label = self.structure.add(item, Role::Label);
            let body = self.structure.add(item, Role::Body);
            self.room(look::ITEM_GAP);
            let first = self.strips.len();
            let setting = look::BODY;
            self.text(
                spans,
                setting,
                Place::column(NAME + look::GUTTER, WIDTH - NAME - look::GUTTER),
                body,
            );
            let named =
                lines(&mut self.typesetter, &[Span::plain(name)], setting.inked(Ink::Muted), NAME);
            let named = self.place(&named, setting, Place::column(0, NAME), label);
            for (index, items) in named.into_iter().enumerate() {
                // A name of more lines than what is said about it makes lines of its own.
                while self.strips.len() <= first + index {
                    let before = if self.strips.len() == first { self.take_room() } else { 0 };
                    if let Some(last) = self.strips.get_mut(first..).and_then(<[Strip]>::last_mut) {
                        last.keep = true;
                    }
                    self.strips.push(Strip { before, height: setting.leading, ..Strip::default() });
                }
                if let Some(strip) = self.strips.get_mut(first + index) {
                    strip.items.splice(0..0, items);
                }
            }
        }
        self.room(look::PARAGRAPH_GAP);
    }
}

impl Place {
    /// A column of text.
    pub(super) const fn column(x: Length, width: Length) -> Self {
        Self { x, width, end: false }
    }

    const fn start(self, line: &Line) -> Length {
        if self.end { self.x + self.width - line.width } else { self.x }
    }
}

impl Strip {
    /// Makes room above what is in it.
    pub(super) fn push_down(&mut self, by: Length) {
        self.height += by;
        for item in &mut self.items {
            item.push_down(by);
        }
    }
}

impl Item {
    /// Moves it down.
    pub(super) const fn push_down(&mut self, by: Length) {
        match self {
            Self::Words { baseline, .. } | Self::PageOf { baseline, .. } => *baseline += by,
            Self::Box { y, .. } | Self::Link { y, .. } => *y += by,
        }
    }
}
