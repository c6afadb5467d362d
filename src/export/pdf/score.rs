//! The score and the bars: what is also drawn. The drawings say nothing that the words beside them don't say.

use super::compose::{Composer, Place};
use super::look::{self, Ink, Length, POINT, WIDTH};
use super::paragraph::lines;
use super::strip::{Item, Strip};
use super::structure::{Role, Structure};
use crate::export::manuscript::{Bar, Span, Style};

/// The large stair: its width and the height of its highest step.
const STAIR: (Length, Length) = (196 * POINT, 76 * POINT);
/// How high the lowest step is.
const LOWEST: Length = 14 * POINT;
const STEP_GAP: Length = 5 * POINT;

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
        let setting = look::NUMBER;
        let shown =
            lines(&mut self.typesetter, &[Span::plain(format!("{number} "))], setting, width);
        let baseline = 54 * POINT;
        let wide = shown.lines.last().map_or(0, |line| line.width);
        for line in self.place(&shown, setting, Place::column(0, width), node) {
            items.extend(line.into_iter().map(|item| item.at_baseline(baseline)));
        }
        let beside = Place::column(wide + 9 * POINT, width - wide - 9 * POINT);
        let said =
            lines(&mut self.typesetter, &[Span::plain(out_of)], look::SUBTITLE, beside.width);
        for line in self.place(&said, look::SUBTITLE, beside, node).into_iter().take(1) {
            items.extend(line.into_iter().map(|item| item.at_baseline(baseline)));
        }

        let mut height = baseline + 8 * POINT;
        let node = self.structure.add(section, Role::Paragraph);
        let setting = look::BAND.inked(Ink::Accent);
        let named = lines(&mut self.typesetter, &[Span::plain(band)], setting, width);
        for line in self.place(&named, setting, Place::column(0, width), node) {
            items.extend(line.into_iter().map(|mut item| {
                item.push_down(height);
                item
            }));
            height += setting.leading;
        }
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
        for (id, title, place) in [
            (names, label_title, named),
            (values, value_title, Place { x: BAR_LEFT, width: WIDTH - BAR_LEFT, end: true }),
        ] {
            let node = self.structure.add(row, Role::ColumnTitle { id });
            let set = lines(&mut self.typesetter, &[Span::plain(title)], look::COLUMN, place.width);
            items.extend(self.place(&set, look::COLUMN, place, node).into_iter().take(1).flatten());
        }
        let before = self.take_room();
        let height = look::COLUMN.leading + 4 * POINT;
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
            let setting = look::CELL;
            let set = lines(&mut self.typesetter, &label, setting, named.width);
            let room = 3 * POINT;
            let height =
                setting.leading * Length::try_from(set.lines.len().max(1)).unwrap_or(1) + 2 * room;
            let mut items = Vec::new();
            let mut down = room;
            for line in self.place(&set, setting, named, node) {
                items.extend(line.into_iter().map(|mut item| {
                    item.push_down(down);
                    item
                }));
                down += setting.leading;
            }
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
            let node = self.structure.add(row, Role::Cell { titles: vec![values, id] });
            let setting = setting.bold();
            let set =
                lines(&mut self.typesetter, &[Span::plain(&bar.value)], setting, valued.width);
            let middle = (height - setting.leading) / 2;
            items.extend(
                self.place(&set, setting, valued, node).into_iter().take(1).flatten().map(
                    |mut item| {
                        item.push_down(middle);
                        item
                    },
                ),
            );
            // Bars are compared with each other, so they stand on one page where they fit on one.
            let keep = bars.len() <= TOGETHER && index + 1 < bars.len();
            self.strips.push(Strip { height, keep, items, ..Strip::default() });
        }
        self.gap = look::BLOCK_GAP;
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

impl Item {
    /// Puts words on a line of their own choice.
    fn at_baseline(mut self, line: Length) -> Self {
        if let Self::Words { baseline, .. } = &mut self {
            *baseline = line;
        }
        self
    }
}
