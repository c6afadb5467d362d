//! Tables: thin rules, no boxes; the titles again on every page; a row is cut only when it is higher than a page.

use super::compose::{Composer, Place};
use super::look::{self, Ink, Length, POINT, Setting, WIDTH};
use super::paragraph::{Lines, lines};
use super::strip::{Item, Strip};
use super::structure::{Node, Role, Structure};
use crate::export::manuscript::{Cell, Column, Span};

/// A column is widened for the longest word in it, up to this.
const WIDEST_WORD: Length = 96 * POINT;

/// A row of more than a few lines may stand alone.
const HIGH_ROW: Length = 64 * POINT;

/// A cell before it has a place on the page: its paragraphs, and its part of the structure.
struct Set {
    paragraphs: Vec<Lines>,
    setting: Setting,
    place: Place,
    node: Node,
}

impl Composer<'_> {
    pub(super) fn table(&mut self, caption: &str, columns: &[Column], rows: &[Vec<Cell>]) {
        self.room(look::BLOCK_GAP);
        let table =
            self.structure.add(Structure::ROOT, Role::Table { summary: caption.to_owned() });
        let places = self.columns(columns, rows);

        let head = self.structure.add(table, Role::TableHead);
        let row = self.structure.add(head, Role::Row);
        let mut titles = Vec::new();
        let mut cells = Vec::new();
        for (column, place) in columns.iter().zip(&places) {
            let id = self.structure.id();
            titles.push(id);
            let node = self.structure.add(row, Role::ColumnTitle { id });
            cells.push(self.set(&[vec![Span::plain(&column.title)]], look::COLUMN, *place, node));
        }
        let first = self.strips.len();
        self.row(cells, 2 * POINT, (800, Ink::Muted));
        let Some(head) = self.strips.last_mut() else { return };
        head.keep = true;
        // Again on the next page, for the eye only.
        let mut again = Strip { before: 0, ..head.clone() };
        again.items.retain_mut(|item| match item {
            Item::Words { mark, .. } => {
                *mark = None;
                true
            }
            Item::Box { .. } => true,
            Item::Link { .. } | Item::PageOf { .. } => false,
        });
        self.repeated.push(again);
        let again = self.repeated.len() - 1;

        let body = self.structure.add(table, Role::TableBody);
        let below_head = self.strips.len();
        for cells in rows {
            let row = self.structure.add(body, Role::Row);
            let mut row_title = None;
            let mut set = Vec::new();
            for ((cell, place), title) in cells.iter().zip(&places).zip(&titles) {
                let role = if cell.heads_row {
                    let id = self.structure.id();
                    row_title = Some(id);
                    Role::RowTitle { id, column: *title }
                } else {
                    Role::Cell { titles: std::iter::once(*title).chain(row_title).collect() }
                };
                let node = self.structure.add(row, role);
                set.push(self.set(&cell.paragraphs, look::CELL, *place, node));
            }
            self.row(set, look::ROW_ROOM, (400, Ink::Rule));
        }
        let last = self.strips.len() - 1;
        for (index, strip) in self.strips.iter_mut().enumerate().skip(below_head) {
            strip.repeated = Some(again);
            // No row stands alone at a table's beginning or end, unless rows are high.
            strip.keep |= (index == below_head || index + 1 == last)
                && index < last
                && strip.height <= HIGH_ROW;
        }
        if rows.is_empty()
            && let Some(head) = self.strips.get_mut(first)
        {
            head.keep = false;
        }
        self.gap = look::BLOCK_GAP;
    }

    /// Breaks a cell into lines.
    fn set(&mut self, paragraphs: &[Vec<Span>], setting: Setting, place: Place, node: Node) -> Set {
        let typesetter = &mut self.typesetter;
        let paragraphs =
            paragraphs.iter().map(|spans| lines(typesetter, spans, setting, place.width)).collect();
        Set { paragraphs, setting, place, node }
    }

    /// A row: one strip, or a strip for each line where it is higher than a page.
    fn row(&mut self, cells: Vec<Set>, room: Length, (thick, ink): (Length, Ink)) {
        let before = self.take_room();
        // For each line of a cell: the room above it, and what is on it.
        let mut placed: Vec<Vec<(Length, Length, Vec<Item>)>> = Vec::new();
        for cell in cells {
            let mut own = Vec::new();
            let several = cell.paragraphs.len() > 1;
            for (index, paragraph) in cell.paragraphs.iter().enumerate() {
                let node = if several {
                    self.structure.add(cell.node, Role::Paragraph)
                } else {
                    cell.node
                };
                let lines = self.place(paragraph, cell.setting, cell.place, node);
                for (line, items) in lines.into_iter().enumerate() {
                    let gap = if index > 0 && line == 0 { look::CELL_GAP } else { 0 };
                    own.push((gap, cell.setting.leading, items));
                }
            }
            placed.push(own);
        }
        let height = |lines: &Vec<(Length, Length, Vec<Item>)>| {
            lines.iter().map(|(gap, line, _)| gap + line).sum()
        };
        let highest: Length = placed.iter().map(height).max().unwrap_or(0);
        let rule =
            |y| Item::Box { x: 0, y, width: WIDTH, height: thick, fill: Some(ink), line: None };
        let total = highest + 2 * room;
        if total + look::COLUMN.leading * 4 <= look::HEIGHT {
            let mut items = Vec::new();
            for lines in placed {
                let mut y = room;
                for (gap, leading, mut line) in lines {
                    y += gap;
                    line.iter_mut().for_each(|item| item.push_down(y));
                    items.extend(line);
                    y += leading;
                }
            }
            items.push(rule(total - thick));
            self.strips.push(Strip { before, height: total, items, ..Strip::default() });
            return;
        }
        let count = placed.iter().map(Vec::len).max().unwrap_or(0);
        let mut columns: Vec<_> = placed.into_iter().map(Vec::into_iter).collect();
        for index in 0..count {
            let lines: Vec<_> = columns.iter_mut().filter_map(Iterator::next).collect();
            let above = lines.iter().map(|(gap, ..)| *gap).max().unwrap_or(0);
            let above = if index == 0 { room } else { above };
            let leading = lines.iter().map(|(_, leading, _)| *leading).max().unwrap_or(0);
            let items = lines.into_iter().flat_map(|(.., items)| items).collect();
            let before = if index == 0 { before } else { 0 };
            let keep = index == 0 || index + 2 == count;
            let mut strip = Strip { before, height: leading, keep, items, ..Strip::default() };
            strip.push_down(above);
            if index + 1 == count {
                strip.height += room;
                strip.items.push(rule(strip.height - thick));
            }
            self.strips.push(strip);
        }
    }

    /// The columns by their shares; a narrow one is widened for its longest word, at the others' expense.
    fn columns(&mut self, columns: &[Column], rows: &[Vec<Cell>]) -> Vec<Place> {
        let count = Length::try_from(columns.len()).unwrap_or(0);
        let room = WIDTH - look::GUTTER * (count - 1).max(0);
        let shares = columns.iter().map(|column| Length::from(column.share)).sum::<Length>().max(1);
        let mut widths: Vec<Length> =
            columns.iter().map(|column| room * Length::from(column.share) / shares).collect();
        let mut least = vec![0; columns.len()];
        for (index, least) in least.iter_mut().enumerate() {
            let title = columns.get(index).map(|column| (column.title.as_str(), look::COLUMN));
            let cells = rows.iter().filter_map(|row| row.get(index));
            let texts = cells.flat_map(|cell| cell.paragraphs.iter().flatten());
            // Bold, for that is the wider one.
            let texts = texts.map(|span| (span.text.as_str(), look::CELL.bold()));
            for (text, setting) in title.into_iter().chain(texts) {
                for word in text.split_whitespace().filter(|word| word.len() < 40) {
                    let width =
                        self.typesetter.word(setting.face, word).width * setting.size / 1_000;
                    *least = width.min(WIDEST_WORD).max(*least);
                }
            }
        }
        let missing: Length =
            widths.iter().zip(&least).map(|(width, least)| (least - width).max(0)).sum();
        let spare: Length =
            widths.iter().zip(&least).map(|(width, least)| (width - least).max(0)).sum();
        if missing > 0 && missing <= spare {
            for (width, least) in widths.iter_mut().zip(&least) {
                if *width < *least {
                    *width = *least;
                } else {
                    *width -= missing * (*width - least) / spare;
                }
            }
        }
        let mut x = 0;
        let mut places = Vec::new();
        for (column, width) in columns.iter().zip(widths) {
            places.push(Place { x, width, end: column.number });
            x += width + look::GUTTER;
        }
        places
    }
}
