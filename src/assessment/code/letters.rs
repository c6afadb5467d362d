//! Bits as letters: Crockford's base 32, a check letter for each group, and a seal for the whole.

use sha2::{Digest, Sha256};

use super::CodeError;

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Letters of a group that hold something; one more checks them.
pub(super) const DATA: usize = 4;
const GROUP: usize = DATA + 1;
/// Letters that check the whole.
pub(super) const SEAL: usize = 4;
/// The longest code that is read, in bytes: what 10,000 questions and their profile can need, and more.
const LONGEST: usize = 100_000;

/// The text of letters that hold something: sealed, in whole groups, each with its check.
pub(super) fn write(bits: &Bits) -> String {
    let mut letters = bits.letters();
    letters.resize((letters.len() + SEAL).next_multiple_of(DATA) - SEAL, 0);
    letters.extend(seal(&letters));
    let mut text = String::new();
    for (index, data) in letters.chunks(DATA).enumerate() {
        if index > 0 {
            text.push('-');
        }
        for letter in data.iter().chain([&check(index, data)]) {
            text.push(ALPHABET.get(usize::from(*letter)).map_or('0', |&byte| char::from(byte)));
        }
    }
    text
}

/// The letters without their checks, as numbers below 32.
pub(super) fn read(text: &str) -> Result<Vec<u8>, CodeError> {
    if text.len() > LONGEST {
        return Err(CodeError::TooLong);
    }
    let is_gap = |letter: char| letter.is_whitespace() || "-–—‑".contains(letter);
    let written: Vec<&str> = text.split(is_gap).filter(|group| !group.is_empty()).collect();
    // Typed without any gap it is one long group.
    let lone: Vec<char>;
    let groups: Vec<Vec<char>> = if let [single] = written.as_slice() {
        lone = single.chars().collect();
        lone.chunks(GROUP).map(<[char]>::to_vec).collect()
    } else {
        written.iter().map(|group| group.chars().collect()).collect()
    };
    if groups.is_empty() {
        return Err(CodeError::Blank);
    }
    let mut letters = Vec::new();
    for (index, group) in groups.iter().enumerate() {
        let mut values = Vec::new();
        for letter in group {
            let value =
                value(*letter).ok_or(CodeError::Letter { group: index + 1, letter: *letter })?;
            values.push(value);
        }
        let Some((last, data)) = values.split_last().filter(|_| values.len() == GROUP) else {
            return Err(CodeError::GroupLength { group: index + 1, found: values.len() });
        };
        if check(index, data) != *last {
            return Err(CodeError::Group { group: index + 1 });
        }
        letters.extend_from_slice(data);
    }
    Ok(letters)
}

fn value(letter: char) -> Option<u8> {
    let letter = match letter.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    let at = ALPHABET.iter().position(|&known| char::from(known) == letter)?;
    u8::try_from(at).ok()
}

/// The check letter of a group, over GF(2⁵): a power of α for the group's place, and each of its letters times the
/// power of α for its own.
fn check(index: usize, data: &[u8]) -> u8 {
    // Without the place two groups could change places unseen; 31 of them differ.
    let mut sum = times_alpha(1, 5 + index);
    for (place, letter) in data.iter().enumerate() {
        sum ^= times_alpha(*letter, place + 1);
    }
    sum
}

/// A value times a power of α, α being a root of x⁵ + x² + 1 over GF(2).
fn times_alpha(value: u8, power: usize) -> u8 {
    (0..power).fold(value, |value, _| {
        let doubled = value << 1;
        if doubled & 0b10_0000 == 0 { doubled } else { doubled ^ 0b10_0101 }
    })
}

/// The letters that check all others.
pub(super) fn seal(letters: &[u8]) -> [u8; SEAL] {
    let mut bits = Bits::default();
    for byte in Sha256::digest(letters).iter().take(3) {
        bits.push(u32::from(*byte), 8);
    }
    let mut seal = [0; SEAL];
    for (own, letter) in seal.iter_mut().zip(bits.letters()) {
        *own = letter;
    }
    seal
}

/// Bits under writing, the highest first.
#[derive(Default)]
pub(super) struct Bits(Vec<bool>);

impl Bits {
    pub(super) fn push(&mut self, value: u32, width: u32) {
        for place in (0..width).rev() {
            self.0.push(value >> place & 1 == 1);
        }
    }

    /// Five bits each, the last filled up with zeros.
    fn letters(&self) -> Vec<u8> {
        let mut letters = Vec::new();
        for chunk in self.0.chunks(5) {
            let value = chunk.iter().fold(0, |value, bit| 2 * value + u8::from(*bit));
            letters.push(value << (5 - chunk.len()));
        }
        letters
    }
}

/// Bits under reading; zeros beyond the end.
pub(super) struct Reader<'a> {
    letters: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    pub(super) fn new(letters: &'a [u8]) -> Self {
        Self { letters, at: 0 }
    }

    pub(super) fn take(&mut self, width: u32) -> u32 {
        let mut value = 0;
        for _ in 0..width {
            let letter = self.letters.get(self.at / 5).copied().unwrap_or(0);
            value = 2 * value + u32::from(letter >> (4 - self.at % 5) & 1);
            self.at += 1;
        }
        value
    }
}
