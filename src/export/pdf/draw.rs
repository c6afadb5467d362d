//! Filled pages to a file, by the library krilla. The only place of the export with floating point: what the library
//! takes. It decides nothing about where things stand.

use krilla::Document;
use krilla::action::{Action, LinkAction};
use krilla::annotation::{Annotation, LinkAnnotation, Target as LinkTarget};
use krilla::color::rgb;
use krilla::destination::XyzDestination;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::num::NormalizedF32;
use krilla::page::{Page, PageSettings};
use krilla::paint::{Fill, FillRule, Stroke};
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, Identifier, SpanTag};
use krilla::text::{Font, GlyphId, KrillaGlyph};
use krilla::{Data, SerializeSettings};

use super::around::{self, plain};
use super::compose::Composed;
use super::look::{
    self, Ink, LEFT, Length, MARGINAL, PAGE_HEIGHT, PAGE_WIDTH, Setting, TOP, WIDTH,
};
use super::paragraph::{Run, lines};
use super::strip::{Item, Placed, Strip, Target, Which};
use super::structure::Mark;
use super::tags;
use super::typeset::{Face, Fonts, Typesetter};
use super::{Attachment, Failure};
use crate::date::Date;
use crate::export::manuscript::{Manuscript, Span};

/// Where a heading stands: its page and its distance from the page's top.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Spot {
    pub(super) page: usize,
    pub(super) y: Length,
}

/// What stands above the text: on the left what must not be missed, on the right, from `x`, the title.
#[derive(Clone, Default)]
struct Header {
    left: Vec<Run>,
    right: Vec<Run>,
    x: Length,
}

struct Drawing<'a, 'f> {
    faces: [Font; 3],
    typesetter: Typesetter<'f>,
    composed: &'a Composed,
    header: Header,
    spots: Vec<Spot>,
    identifiers: Vec<Option<Identifier>>,
}

/// Draws the pages.
pub(super) fn draw(
    manuscript: &Manuscript,
    composed: &Composed,
    pages: &[Vec<Placed>],
    fonts: &Fonts,
    attachment: &Attachment,
    date: Date,
) -> Result<Vec<u8>, Failure> {
    let font = |face: Face| Font::new(Data::from(face.bytes()), 0);
    let [Some(regular), Some(bold), Some(heading)] = Face::ALL.map(font) else {
        return Err("its fonts can't be embedded".into());
    };
    let mut drawing = Drawing {
        faces: [regular, bold, heading],
        typesetter: Typesetter::new(fonts),
        composed,
        header: Header::default(),
        spots: spots(composed, pages),
        identifiers: vec![None; composed.structure.marks()],
    };
    drawing.header = drawing.set_header(manuscript);
    let configuration = around::standards().ok_or("its standards exclude each other")?;
    let mut document =
        Document::new_with(SerializeSettings { configuration, ..SerializeSettings::default() });
    let settings = PageSettings::from_wh(points(PAGE_WIDTH), points(PAGE_HEIGHT));
    let settings = settings.ok_or("a page has no size")?;
    for (number, placed) in pages.iter().enumerate() {
        let mut page = document.start_page_with(settings.clone());
        drawing.page(&mut page, placed, manuscript, (number + 1, pages.len()));
    }
    document.set_outline(around::outline(&composed.entries, &drawing.spots, manuscript));
    document.set_tag_tree(tags::tree(
        &composed.structure,
        &drawing.identifiers,
        &manuscript.language,
    ));
    document.set_metadata(around::metadata(manuscript, date));
    document
        .embed_file(around::file(attachment, date))
        .ok_or("it can't carry the report as data")?;
    document.finish().map_err(|error| Failure(format!("{error}: {error:?}")))
}

fn spots(composed: &Composed, pages: &[Vec<Placed>]) -> Vec<Spot> {
    let mut spots = vec![Spot::default(); composed.entries.len()];
    for (page, placed) in pages.iter().enumerate() {
        for Placed { y, strip } in placed {
            let Which::Own(index) = strip else { continue };
            let heading = composed.strips.get(*index).and_then(|strip| strip.heading);
            if let Some(spot) = heading.and_then(|heading| spots.get_mut(heading)) {
                *spot = Spot { page, y: TOP + y };
            }
        }
    }
    spots
}

pub(super) fn destination(spot: Spot) -> XyzDestination {
    XyzDestination::new(spot.page, Point::from_xy(0.0, points(spot.y - 12 * look::POINT)))
}

impl Drawing<'_, '_> {
    fn page(
        &mut self,
        page: &mut Page,
        placed: &[Placed],
        manuscript: &Manuscript,
        count: (usize, usize),
    ) {
        let mut surface = page.surface();
        let mut links = Vec::new();
        self.marginals(&mut surface, manuscript, count);
        for Placed { y, strip } in placed {
            let strips = match strip {
                Which::Own(index) => self.composed.strips.get(*index),
                Which::Repeated(index) => self.composed.repeated.get(*index),
            };
            let Some(Strip { items, .. }) = strips else { continue };
            for item in items {
                if let Some(link) = self.item(&mut surface, item, TOP + y) {
                    links.push(link);
                }
            }
        }
        surface.finish();
        for (annotation, mark) in links {
            let identifier = page.add_tagged_annotation(annotation);
            self.identify(mark, identifier);
        }
    }

    fn identify(&mut self, mark: Mark, identifier: Identifier) {
        if let Some(place) = self.identifiers.get_mut(mark.0) {
            *place = Some(identifier);
        }
    }

    /// Draws an item; a link is given back, for it belongs to the page and not to its surface.
    fn item(
        &mut self,
        surface: &mut Surface,
        item: &Item,
        down: Length,
    ) -> Option<(Annotation, Mark)> {
        match item {
            Item::Words { x, baseline, runs, mark } => {
                self.words(surface, LEFT + x, down + baseline, runs, *mark, ArtifactType::Page);
                None
            }
            Item::Box { x, y, width, height, fill, line } => {
                shape(surface, (LEFT + x, down + y), (*width, *height), *fill, *line);
                None
            }
            Item::PageOf { heading, right, baseline, ink, mark } => {
                let spot = self.spots.get(*heading)?;
                let number = (spot.page + 1).to_string();
                let setting = look::CELL.inked(*ink);
                let (runs, width) = self.line(&number, setting);
                self.words(
                    surface,
                    LEFT + right - width,
                    down + baseline,
                    &runs,
                    Some(*mark),
                    ArtifactType::Page,
                );
                None
            }
            Item::Link { x, y, width, height, target, says, mark } => {
                let area = rectangle((LEFT + x, down + y), (*width, *height))?;
                let target = match target {
                    Target::Address(address) => {
                        LinkTarget::Action(Action::Link(LinkAction::new(address.clone())))
                    }
                    Target::Heading(heading) => {
                        LinkTarget::Destination(destination(*self.spots.get(*heading)?).into())
                    }
                };
                let annotation =
                    Annotation::new_link(LinkAnnotation::new(area, target), Some(plain(says)));
                Some((annotation, *mark))
            }
        }
    }

    fn set_header(&mut self, manuscript: &Manuscript) -> Header {
        let (left, wide) = self.line(&manuscript.header, MARGINAL.bold());
        let room = WIDTH - wide - 24 * look::POINT;
        let title = plain(&manuscript.title);
        let set = lines(&mut self.typesetter, &[Span::plain(title)], MARGINAL, room);
        let cut = set.lines.len() > 1;
        let first = set.lines.into_iter().next().unwrap_or_default();
        let (mut right, mut width) = (first.runs, first.width);
        if cut {
            let (dots, more) = self.line("…", MARGINAL);
            right.extend(dots);
            width += more;
        }
        Header { left, right, x: LEFT + WIDTH - width }
    }

    /// A text as one line.
    fn line(&mut self, text: &str, setting: Setting) -> (Vec<Run>, Length) {
        let set =
            lines(&mut self.typesetter, &[Span::plain(text)], setting, Length::from(i32::MAX));
        set.lines.into_iter().next().map_or((Vec::new(), 0), |line| (line.runs, line.width))
    }

    /// What stands above and below the text of each page. It is no part of what the document says.
    fn marginals(
        &mut self,
        surface: &mut Surface,
        manuscript: &Manuscript,
        (page, pages): (usize, usize),
    ) {
        let Header { left, right, x } = self.header.clone();
        self.words(surface, LEFT, look::HEADER, &left, None, ArtifactType::Header);
        // The first page has the title already.
        if page > 1 {
            self.words(surface, x, look::HEADER, &right, None, ArtifactType::Header);
        }
        let number = manuscript.page_number.replace("{page}", &page.to_string());
        let (number, width) = self.line(&number.replace("{pages}", &pages.to_string()), MARGINAL);
        self.words(
            surface,
            LEFT + WIDTH - width,
            look::FOOTER,
            &number,
            None,
            ArtifactType::Footer,
        );
    }

    fn words(
        &mut self,
        surface: &mut Surface,
        mut x: Length,
        baseline: Length,
        runs: &[Run],
        mark: Option<Mark>,
        otherwise: ArtifactType,
    ) {
        let tag = match mark {
            Some(_) => ContentTag::Span(SpanTag::empty()),
            None => ContentTag::Artifact(Artifact::with_kind(otherwise)),
        };
        let identifier = surface.start_tagged(tag);
        for run in runs {
            let glyphs: Vec<KrillaGlyph> = run.glyphs.iter().map(glyph).collect();
            surface.set_stroke(None);
            surface.set_fill(Some(paint(run.ink)));
            let [regular, bold, heading] = &self.faces;
            let font = match run.face {
                Face::Regular => regular,
                Face::Bold => bold,
                Face::Heading => heading,
            };
            let start = Point::from_xy(points(x), points(baseline));
            surface.draw_glyphs(start, &glyphs, font.clone(), &run.text, points(run.size), false);
            x += run.width();
        }
        surface.end_tagged();
        if let Some(mark) = mark {
            self.identify(mark, identifier);
        }
    }
}

fn shape(
    surface: &mut Surface,
    corner: (Length, Length),
    size: (Length, Length),
    fill: Option<Ink>,
    line: Option<Ink>,
) {
    let Some(area) = rectangle(corner, size) else { return };
    let mut path = PathBuilder::new();
    path.push_rect(area);
    let Some(path) = path.finish() else { return };
    surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
    surface.set_fill(fill.map(paint));
    surface.set_stroke(line.map(|ink| Stroke {
        paint: paint(ink).paint,
        width: 0.6,
        ..Stroke::default()
    }));
    surface.draw_path(&path);
    surface.end_tagged();
}

fn rectangle((x, y): (Length, Length), (width, height): (Length, Length)) -> Option<Rect> {
    Rect::from_xywh(points(x), points(y), points(width.max(1)), points(height.max(1)))
}

fn paint(ink: Ink) -> Fill {
    let (red, green, blue) = ink.rgb();
    Fill {
        paint: rgb::Color::new(red, green, blue).into(),
        opacity: NormalizedF32::ONE,
        rule: FillRule::NonZero,
    }
}

fn glyph(glyph: &super::typeset::Glyph) -> KrillaGlyph {
    let share = |thousandths: i32| points(Length::from(thousandths));
    KrillaGlyph::new(
        GlyphId::new(glyph.id),
        share(glyph.advance),
        share(glyph.right),
        share(glyph.up),
        0.0,
        glyph.from..glyph.to,
        None,
    )
}

/// Thousandths to whole ones, as the library wants them.
#[allow(
    clippy::cast_precision_loss,
    reason = "a page has fewer thousandths than a float has whole numbers"
)]
fn points(length: Length) -> f32 {
    length as f32 / 1_000.0
}
