//! The list of headings with their pages. Which pages those are is known when all are filled, and is drawn then.

use super::compose::{Composer, Place};
use super::look::{self, Ink, Length, POINT, WIDTH};
use super::paragraph::lines;
use super::strip::{Item, Strip, Target};
use super::structure::{Node, Role};
use crate::export::manuscript::Span;

/// What a page number needs.
const NUMBER: Length = 26 * POINT;

impl Composer<'_> {
    /// Puts the list in front of a strip, on a page of its own making.
    pub(super) fn contents(&mut self, title: &str, at: usize, node: Node) {
        let mut before = std::mem::take(&mut self.strips);
        let after = before.split_off(at.min(before.len()));
        let caption = self.structure.add(node, Role::ContentsCaption);
        self.gap = 0;
        self.text(&[Span::plain(title)], look::heading(1), Place::column(0, WIDTH), caption);
        for strip in &mut self.strips {
            strip.keep = true;
        }
        if let Some(first) = self.strips.first_mut() {
            first.before = look::heading_room(1).0;
            first.new_page = true;
        }
        self.gap = look::heading_room(1).1;
        for (index, entry) in self.entries.clone().into_iter().enumerate() {
            let top = entry.level <= 1;
            let (setting, indent, gap) = if top {
                (look::BODY.bold(), 0, 8 * POINT)
            } else {
                (look::CELL, 14 * POINT, 1_500)
            };
            self.room(gap);
            let item = self.structure.add(node, Role::ContentsItem);
            let link = self.structure.add(item, Role::Link);
            let place = Place::column(indent, WIDTH - 2 * NUMBER - indent);
            let set =
                lines(&mut self.typesetter, &[Span::plain(&entry.text)], setting, place.width);
            let placed = self.place(&set, setting, place, link);
            let count = placed.len();
            let gap = self.take_room();
            for (line, mut items) in placed.into_iter().enumerate() {
                if line + 1 == count {
                    // A thin line leads the eye to the number.
                    let from = indent + set.lines.last().map_or(0, |line| line.width) + 8 * POINT;
                    items.push(Item::Box {
                        x: from,
                        y: setting.baseline() - 300,
                        width: WIDTH - NUMBER - from,
                        height: 300,
                        fill: Some(Ink::Rule),
                        line: None,
                    });
                    let mark = self.structure.mark(link);
                    let baseline = setting.baseline();
                    items.push(Item::PageOf {
                        heading: index,
                        right: WIDTH,
                        baseline,
                        ink: setting.ink,
                        mark,
                    });
                }
                items.push(Item::Link {
                    x: 0,
                    y: 0,
                    width: WIDTH,
                    height: setting.leading,
                    target: Target::Heading(index),
                    says: entry.text.clone(),
                    mark: self.structure.mark(link),
                });
                self.strips.push(Strip {
                    before: if line == 0 { gap } else { 0 },
                    height: setting.leading,
                    // The title of a part is not left behind by its first heading.
                    keep: line + 1 < count || top,
                    items,
                    ..Strip::default()
                });
            }
        }
        if let Some(last) = self.strips.last_mut() {
            last.keep = false;
        }
        let list = std::mem::replace(&mut self.strips, before);
        self.strips.extend(list);
        self.strips.extend(after);
    }
}
