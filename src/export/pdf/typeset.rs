//! Letters to shapes: the three fonts, which letters they have, and how wide a word is. Every word is shaped once.
//! It breaks no lines and draws nothing.

use std::collections::BTreeMap;
use std::rc::Rc;

use harfrust::{
    BufferFlags, Direction, FontRef, Script, ShapeOptions, ShapePlan, Shaper, ShaperData,
    UnicodeBuffer,
};

/// A font.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Face {
    /// Running text.
    Regular,
    /// What stands out in it.
    Bold,
    /// Headings and the score.
    Heading,
}

impl Face {
    pub(super) const ALL: [Self; 3] = [Self::Regular, Self::Bold, Self::Heading];

    /// The font's file.
    pub(super) const fn bytes(self) -> &'static [u8] {
        match self {
            Self::Regular => include_bytes!("../../../fonts/sans-regular.ttf"),
            Self::Bold => include_bytes!("../../../fonts/sans-bold.ttf"),
            Self::Heading => include_bytes!("../../../fonts/serif-semibold.ttf"),
        }
    }

    /// Which font may have a letter that this one lacks.
    const fn substitute(self) -> Option<Self> {
        match self {
            Self::Heading => Some(Self::Bold),
            Self::Bold => Some(Self::Regular),
            Self::Regular => None,
        }
    }
}

/// A shape of a font; widths in thousandths of the letters' size.
#[derive(Clone, Copy, Debug)]
pub(super) struct Glyph {
    pub(super) id: u32,
    pub(super) advance: i32,
    pub(super) right: i32,
    pub(super) up: i32,
    /// Which bytes of its text it stands for.
    pub(super) from: usize,
    pub(super) to: usize,
}

/// A shaped word.
#[derive(Debug)]
pub(super) struct Word {
    pub(super) glyphs: Vec<Glyph>,
    /// Its width in thousandths of the letters' size.
    pub(super) width: i64,
}

struct Font {
    font: FontRef<'static>,
    data: ShaperData,
}

/// The three fonts, read.
pub(super) struct Fonts([Font; 3]);

impl Fonts {
    /// Nothing when a font can't be read, which a test excludes.
    pub(super) fn read() -> Option<Self> {
        let read = |face: Face| {
            let font = FontRef::new(face.bytes()).ok()?;
            let data = ShaperData::new(&font);
            Some(Font { font, data })
        };
        let [regular, bold, heading] = Face::ALL.map(read);
        Some(Self([regular?, bold?, heading?]))
    }
}

/// Longer words are not kept: they hardly come twice.
const LONGEST_KEPT: usize = 40;

/// Shapes words, and remembers them.
pub(super) struct Typesetter<'f> {
    shapers: [Shaper<'f>; 3],
    plans: Vec<(Face, Option<Script>, ShapePlan)>,
    words: BTreeMap<Face, BTreeMap<String, Rc<Word>>>,
    known: BTreeMap<(Face, char), Option<Face>>,
}

impl<'f> Typesetter<'f> {
    pub(super) fn new(fonts: &'f Fonts) -> Self {
        let shapers = fonts.0.each_ref().map(|font| font.data.shaper(&font.font).build());
        Self { shapers, plans: Vec::new(), words: BTreeMap::new(), known: BTreeMap::new() }
    }

    /// The font that has a letter: this one, or its substitute.
    pub(super) fn face_for(&mut self, face: Face, letter: char) -> Option<Face> {
        if letter.is_ascii_graphic() || letter == ' ' {
            return Some(face);
        }
        if let Some(known) = self.known.get(&(face, letter)) {
            return *known;
        }
        // Asked of the shaper, which also makes letters out of a base and marks.
        let word = self.shape(face, letter.encode_utf8(&mut [0; 4]));
        let has = word.glyphs.iter().all(|glyph| glyph.id != 0);
        let found = if has {
            Some(face)
        } else {
            face.substitute().and_then(|other| self.face_for(other, letter))
        };
        self.known.insert((face, letter), found);
        found
    }

    /// The shapes of a word.
    pub(super) fn word(&mut self, face: Face, text: &str) -> Rc<Word> {
        if let Some(word) = self.words.get(&face).and_then(|words| words.get(text)) {
            return Rc::clone(word);
        }
        let word = Rc::new(self.shape(face, text));
        if text.len() <= LONGEST_KEPT {
            self.words.entry(face).or_default().insert(text.to_owned(), Rc::clone(&word));
        }
        word
    }

    fn shape(&mut self, face: Face, text: &str) -> Word {
        let [regular, bold, heading] = &self.shapers;
        let shaper = match face {
            Face::Regular => regular,
            Face::Bold => bold,
            Face::Heading => heading,
        };
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        // What a shaper would hide is to be missed, and told.
        buffer.set_flags(BufferFlags::PRESERVE_DEFAULT_IGNORABLES);
        buffer.guess_segment_properties();
        // No font here is of a script that runs from right to left; such letters are shown as code points.
        buffer.set_direction(Direction::LeftToRight);
        let script = Some(buffer.script());
        let known =
            self.plans.iter().position(|(of, for_script, _)| *of == face && *for_script == script);
        let at = known.unwrap_or_else(|| {
            let plan = ShapePlan::new(shaper, Direction::LeftToRight, script, None, &[]);
            self.plans.push((face, script, plan));
            self.plans.len() - 1
        });
        let plan = self.plans.get(at).map(|(_, _, plan)| plan);
        let shaped = shaper.shape(buffer, ShapeOptions::new().plan(plan));
        let mut glyphs = Vec::with_capacity(shaped.len());
        let mut width = 0;
        // From the end, for a shape reaches as far as the next one that stands for something else.
        let (mut end, mut next) = (text.len(), text.len());
        for (info, position) in shaped.glyph_infos().iter().zip(shaped.glyph_positions()).rev() {
            let from = info.cluster as usize;
            if from != next {
                end = next;
            }
            next = from;
            width += i64::from(position.x_advance);
            glyphs.push(Glyph {
                id: info.glyph_id,
                advance: position.x_advance,
                right: position.x_offset,
                up: position.y_offset,
                from,
                to: end,
            });
        }
        glyphs.reverse();
        Word { glyphs, width }
    }
}
