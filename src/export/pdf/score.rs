//! The score and the bars: what is also drawn. The drawings say nothing that the words beside them don't say.

use super::compose::{Composer, Place};
use super::look::{self, Ink, Length, POINT, Setting, WIDTH};
use super::paragraph::lines;
use super::strip::{Item, Strip};
use super::structure::{Node, Role, Structure};
use crate::export::manuscript::{Bar, Span, Style};

/// The large stair: its width and the height of its highest step.
const STAIR: (Length, Length) = (196 * POINT, 76 * POINT);
/// How high the lowest step is.
const LOWEST: Length = 14 * POINT;
const STEP_GAP: Length = 5 * POINT;
/// What stands beside a very wide number has at least this.
const NARROWEST: Length = 60 * POINT;

/// Where bars begin, how wide they are and how high.
const BAR_LEFT: Length = 190 * POINT;
const BAR_WIDTH: Length = WIDTH - BAR_LEFT - 46 * POINT;
const BAR_HEIGHT: Length = 7 * POINT;
/// How many bars are kept together.
const TOGETHER: usize = 24;

impl Composer<'_> {
    /// The number, large, with the name of the band, and the stair at the end of the line.
    pub(super) fn score(
        &mut self,
        number: &str,
        out_of: &str,
        band: &str,
        step: usize,
        steps: usize,
    ) {
        self.room(look::BLOCK_GAP);
        let section = self.structure.add(Structure::ROOT, Role::Section);
        let width = WIDTH - STAIR.0 - 24 * POINT;
        let mut items = Vec::new();

        let node = self.structure.add(section, Role::Paragraph);
        let number = [Span::plain(format!("{number} "))];
        let shown = self.stack(&number, look::NUMBER, Place::column(0, width), node, 0);
        items.extend(shown.items);
        let baseline = shown.bottom - look::NUMBER.leading + look::NUMBER.baseline();
        let beside = shown.width + 9 * POINT;
        let beside = Place::column(beside, (width - beside).max(NARROWEST));
        let top = baseline - look::SUBTITLE.baseline();
        let said = self.stack(&[Span::plain(out_of)], look::SUBTITLE, beside, node, top);
        items.extend(said.items);

        let node = self.structure.add(section, Role::Paragraph);
        let setting = look::BAND.inked(Ink::Accent);
        let top = said.bottom.max(baseline + 8 * POINT);
        let named = self.stack(&[Span::plain(band)], setting, Place::column(0, width), node, top);
        items.extend(named.items);
        let height = named.bottom;
        let height = height.max(STAIR.1 + 8 * POINT);
        // The stair stands on the line of the last words.
        let ground = height - 6 * POINT;
        items.extend(stair(step, steps, ground));
        let before = self.take_room();
        self.strips.push(Strip { before, height, items, ..Strip::default() });
        self.gap = look::BLOCK_GAP;
    }

    /// Bars under each other; to whoever hears them, a table of names and numbers.
    pub(super) fn bars(
        &mut self,
        caption: &str,
        label_title: &str,
        value_title: &str,
        bars: &[Bar],
    ) {
        self.room(look::BLOCK_GAP);
        let table =
            self.structure.add(Structure::ROOT, Role::Table { summary: caption.to_owned() });
        let head = self.structure.add(table, Role::TableHead);
        let row = self.structure.add(head, Role::Row);
        let (names, values) = (self.structure.id(), self.structure.id());
        let named = Place::column(0, BAR_LEFT - look::GUTTER);
        let valued = Place { x: WIDTH - 40 * POINT, width: 40 * POINT, end: true };
        let mut items = Vec::new();
        let mut height = look::COLUMN.leading;
        for (id, title, place) in [
            (names, label_title, named),
            (values, value_title, Place { x: BAR_LEFT, width: WIDTH - BAR_LEFT, end: true }),
        ] {
            let node = self.structure.add(row, Role::ColumnTitle { id });
            let set = self.stack(&[Span::plain(title)], look::COLUMN, place, node, 0);
            items.extend(set.items);
            height = height.max(set.bottom + 4 * POINT);
        }
        let before = self.take_room();
        self.strips.push(Strip { before, height, keep: true, items, ..Strip::default() });

        let body = self.structure.add(table, Role::TableBody);
        for (index, bar) in bars.iter().enumerate() {
            let row = self.structure.add(body, Role::Row);
            let id = self.structure.id();
            let node = self.structure.add(row, Role::RowTitle { id, column: names });
            let mut label = vec![Span::plain(&bar.label)];
            if !bar.mark.is_empty() {
                label.push(Span::styled(format!("  {}", bar.mark), Style::Muted));
            }
            let room = 3 * POINT;
            let named = self.stack(&label, look::CELL, named, node, room);
            let node = self.structure.add(row, Role::Cell { titles: vec![values, id] });
            let value = [Span::plain(&bar.value)];
            // In the middle of a label of several lines, as the bar.
            let top = (named.bottom + room - look::CELL.leading) / 2;
            let value = self.stack(&value, look::CELL.bold(), valued, node, top);
            let height = named.bottom.max(value.bottom) + room;
            let mut items = named.items;
            items.extend(value.items);
            let y = (height - BAR_HEIGHT) / 2;
            let filled = BAR_WIDTH * Length::from(bar.thousandths.min(1_000)) / 1_000;
            let block = |width, fill, line| Item::Box {
                x: BAR_LEFT,
                y,
                width,
                height: BAR_HEIGHT,
                fill,
                line,
            };
            if filled > 0 {
                items.push(block(filled, Some(Ink::Accent), None));
            }
            items.push(block(
                BAR_WIDTH,
                None,
                Some(if filled > 0 { Ink::Accent } else { Ink::Muted }),
            ));
            // Bars are compared with each other, so they stand on one page where they fit on one.
            let keep = bars.len() <= TOGETHER && index + 1 < bars.len();
            self.strips.push(Strip { height, keep, items, ..Strip::default() });
        }
        self.gap = look::BLOCK_GAP;
    }

    /// Sets a text in as many lines as it needs, from `top` down.
    fn stack(
        &mut self,
        text: &[Span],
        setting: Setting,
        place: Place,
        node: Node,
        top: Length,
    ) -> Stack {
        let set = lines(&mut self.typesetter, text, setting, place.width);
        let width = set.lines.last().map_or(0, |line| line.width);
        let mut items = Vec::new();
        let mut bottom = top;
        for mut line in self.place(&set, setting, place, node) {
            line.iter_mut().for_each(|item| item.push_down(bottom));
            items.extend(line);
            bottom += setting.leading;
        }
        // An empty text has a line as well.
        Stack { items, bottom: bottom.max(top + setting.leading), width }
    }
}

/// Rising steps: those below the reached one pale, that one full, the others empty.
fn stair(step: usize, steps: usize, ground: Length) -> Vec<Item> {
    let count = Length::try_from(steps).unwrap_or(0);
    let reached = Length::try_from(step).unwrap_or(0);
    let (across, highest) = STAIR;
    let width = (across + STEP_GAP) / count.max(1) - STEP_GAP;
    let step = |number: Length| {
        let height = LOWEST + (highest - LOWEST) * (number - 1) / (count - 1).max(1);
        let fill = match number.cmp(&reached) {
            std::cmp::Ordering::Less => Some(Ink::Soft),
            std::cmp::Ordering::Equal => Some(Ink::Accent),
            std::cmp::Ordering::Greater => None,
        };
        Item::Box {
            x: WIDTH - across + (number - 1) * (width + STEP_GAP),
            y: ground - height,
            width,
            height,
            fill,
            line: Some(if fill.is_some() { Ink::Accent } else { Ink::Muted }),
        }
    };
    if width <= 0 { Vec::new() } else { (1..=count).map(step).collect() }
}

/// Lines under each other, where they end, and how wide the last one is.
struct Stack {
    items: Vec<Item>,
    bottom: Length,
    width: Length,
}
