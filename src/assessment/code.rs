//! The result code: an assessment without words as a short text, to read out, to type or to show as a QR code.
//!
//! The text is base 32 with Crockford's alphabet (no I, L, O, U; a lower-case letter, O for 0 and I or L for 1 are
//! understood), in groups of five: four letters and a check letter. What they hold, five bits a letter, highest first:
//!
//! | bits | what |
//! |---|---|
//! | 4 | the version of the form, 1 |
//! | 8 | the first byte of the SHA-256 of the questionnaire's id |
//! | 16 | the first two bytes of its fingerprint |
//! | 1 | the mode: 0 Express, 1 Full |
//! | 20 | a random number, so that the same result is not counted twice |
//! | 1 + n | for each profile question whether it is answered, and the option's number, or a bit for each option |
//! | m | for each question of the mode 0 for no answer, 1 don't know, 2 not applicable, or 3 + the level |
//! | 20 | the first bits of the SHA-256 of the letters before |
//!
//! The check letter of a group is a weighted sum over GF(32), the weights being α to α⁴ and, for the group's place, a
//! power of α too: every single slip, every swap of neighbours and of groups shows, and in which group.

mod letters;

use letters::{Bits, DATA, Reader, SEAL, seal};
use litemap::LiteMap;
use sha2::{Digest, Sha256};

use super::{Anonymous, Mode, State};
use crate::questionnaire::{OptionChoice, ProfileKind, ProfileQuestion, Question, Questionnaire};

const VERSION: u32 = 1;
/// The largest random number of a code.
pub const MOST_NUMBER: u32 = 0xF_FFFF;
/// A result as it is handed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResultCode {
    /// Tells equal results of two firms apart, 0 to [`MOST_NUMBER`].
    pub number: u32,
    /// The result.
    pub result: Anonymous,
}

/// Why a text is no usable code. Groups are counted from 1.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CodeError {
    /// Nothing there.
    #[error("the code is blank; hint: type it, or scan it")]
    Blank,
    /// Longer than any code.
    #[error("the text is too long to be a code; hint: type one code at a time")]
    TooLong,
    /// A letter that no code has.
    #[error("group {group}: `{letter}` is in no code; hint: compare this group with the screen")]
    Letter {
        /// Where.
        group: usize,
        /// What.
        letter: char,
    },
    /// A group with a letter too many, or too few.
    #[error(
        "group {group} has {found} letters instead of 5; hint: compare this group with the screen"
    )]
    GroupLength {
        /// Where.
        group: usize,
        /// How many.
        found: usize,
    },
    /// A slip in a group.
    #[error(
        "group {group} does not fit its check letter; hint: compare this group with the screen"
    )]
    Group {
        /// Where.
        group: usize,
    },
    /// Groups are missing at the end, or too many.
    #[error(
        "the code has {found} groups instead of {needed}; hint: look whether its end is missing"
    )]
    Groups {
        /// How many there are.
        found: usize,
        /// How many there should be.
        needed: usize,
    },
    /// Every group fits, but not all of them together.
    #[error("the groups do not fit each other; hint: compare the whole code with the screen")]
    Seal,
    /// A form of a later engine.
    #[error(
        "the code has form {found}, this page reads form 1; hint: use the newest Reasonable Steps on both devices"
    )]
    Version {
        /// Which.
        found: u32,
    },
    /// Of another questionnaire.
    #[error("the code is of another questionnaire; hint: everybody must answer the same one")]
    OtherQuestionnaire,
    /// Of another version of this questionnaire.
    #[error(
        "the code is of another version of this questionnaire; hint: everybody must answer the same version"
    )]
    OtherVersion,
    /// Sound letters that say what no firm can answer.
    #[error("the code holds what `{question}` can't be answered with; hint: show the code again")]
    Content {
        /// The question, or profile question.
        question: String,
    },
}

impl CodeError {
    /// A stable word for programs.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Blank => "code-blank",
            Self::TooLong => "code-too-long",
            Self::Letter { .. } => "code-letter",
            Self::GroupLength { .. } => "code-group-length",
            Self::Group { .. } => "code-group",
            Self::Groups { .. } => "code-groups",
            Self::Seal => "code-seal",
            Self::Version { .. } => "code-version",
            Self::OtherQuestionnaire => "code-other-questionnaire",
            Self::OtherVersion => "code-other-version",
            Self::Content { .. } => "code-content",
        }
    }
}

impl ResultCode {
    /// The code as text: groups of five letters, joined by hyphens. A number above [`MOST_NUMBER`] loses its highest
    /// bits.
    #[must_use]
    pub fn to_text(&self, questionnaire: &Questionnaire) -> String {
        let mut bits = Bits::default();
        bits.push(VERSION, 4);
        bits.push(id_tag(questionnaire), 8);
        bits.push(version_tag(questionnaire), 16);
        bits.push(u32::from(self.result.mode == Mode::Full), 1);
        bits.push(self.number & MOST_NUMBER, 20);
        for asked in &questionnaire.profile {
            push_profile(asked, self.result.profile.get(&asked.id), &mut bits);
        }
        let in_mode = self.result.mode.filter(questionnaire);
        for (question, state) in questionnaire.questions().zip(&self.result.states) {
            if in_mode(question) {
                let symbol = match state {
                    State::NotAsked | State::Unanswered => 0,
                    State::DontKnow => 1,
                    State::NotApplicable => 2,
                    State::Level(level) => 3 + u32::from(*level),
                };
                bits.push(symbol, width(questionnaire, question));
            }
        }
        letters::write(&bits)
    }

    /// Reads a code of this questionnaire, with or without hyphens and blanks.
    ///
    /// # Errors
    /// The first slip, with its group; or what the code is instead.
    pub fn from_text(text: &str, questionnaire: &Questionnaire) -> Result<Self, CodeError> {
        let letters = letters::read(text)?;
        let (content, sealed) = letters.split_at(letters.len().saturating_sub(SEAL));
        let mut bits = Reader::new(content);
        // What a code is comes first: one of another questionnaire has another length, too.
        let fits = seal(content) == sealed;
        if fits {
            match bits.take(4) {
                VERSION => {}
                found => return Err(CodeError::Version { found }),
            }
            if bits.take(8) != id_tag(questionnaire) {
                return Err(CodeError::OtherQuestionnaire);
            }
            if bits.take(16) != version_tag(questionnaire) {
                return Err(CodeError::OtherVersion);
            }
        } else {
            bits.take(28);
        }
        let mode = if bits.take(1) == 1 { Mode::Full } else { Mode::Express };
        let (found, needed) = (letters.len() / DATA, groups(questionnaire, mode));
        if found != needed {
            return Err(CodeError::Groups { found, needed });
        }
        if !fits {
            return Err(CodeError::Seal);
        }
        let number = bits.take(20);
        let mut profile = LiteMap::new();
        for asked in &questionnaire.profile {
            if let Some(held) = take_profile(asked, &mut bits)? {
                profile.insert(asked.id.clone(), held);
            }
        }
        let in_mode = mode.filter(questionnaire);
        let mut answers = Vec::new();
        for question in questionnaire.questions() {
            let symbol =
                if in_mode(question) { bits.take(width(questionnaire, question)) } else { 0 };
            answers.push(state(questionnaire, question, symbol)?);
        }
        let result = Anonymous::from_answers(questionnaire, mode, profile, answers.into_iter());
        Ok(Self { number, result })
    }
}

fn state(
    questionnaire: &Questionnaire,
    question: &Question,
    symbol: u32,
) -> Result<Option<State>, CodeError> {
    let level = symbol.checked_sub(3).and_then(|level| u8::try_from(level).ok());
    match (symbol, level) {
        (0, _) => Ok(None),
        (1, _) => Ok(Some(State::DontKnow)),
        (2, _) if question.not_applicable => Ok(Some(State::NotApplicable)),
        (_, Some(level)) if level <= questionnaire.scale_of(question).top() => {
            Ok(Some(State::Level(level)))
        }
        _ => Err(CodeError::Content { question: question.id.to_string() }),
    }
}

fn push_profile(asked: &ProfileQuestion, held: Option<&Vec<String>>, bits: &mut Bits) {
    bits.push(u32::from(held.is_some()), 1);
    let holds = |option: &OptionChoice| held.is_some_and(|held| held.contains(&option.id));
    match asked.kind {
        ProfileKind::One => {
            let chosen = asked.options.iter().position(holds).unwrap_or(0);
            bits.push(u32::try_from(chosen).unwrap_or(0), profile_width(asked));
        }
        ProfileKind::Many => {
            for option in &asked.options {
                bits.push(u32::from(holds(option)), 1);
            }
        }
    }
}

fn take_profile(
    asked: &ProfileQuestion,
    bits: &mut Reader<'_>,
) -> Result<Option<Vec<String>>, CodeError> {
    let is_answered = bits.take(1) == 1;
    let mut held = Vec::new();
    match asked.kind {
        ProfileKind::One => {
            let chosen = usize::try_from(bits.take(profile_width(asked))).unwrap_or(usize::MAX);
            let wrong = || CodeError::Content { question: asked.id.to_string() };
            held.push(asked.options.get(chosen).ok_or_else(wrong)?.id.clone());
        }
        ProfileKind::Many => {
            for option in &asked.options {
                if bits.take(1) == 1 {
                    held.push(option.id.clone());
                }
            }
        }
    }
    Ok(is_answered.then_some(held))
}

/// Bits of a profile question's options; all codes of a mode are of one length, whatever is answered.
fn profile_width(asked: &ProfileQuestion) -> u32 {
    match asked.kind {
        ProfileKind::One => width_of(asked.options.len()),
        ProfileKind::Many => u32::try_from(asked.options.len()).unwrap_or(u32::MAX),
    }
}

/// Bits of a question: its levels and three more.
fn width(questionnaire: &Questionnaire, question: &Question) -> u32 {
    width_of(questionnaire.scale_of(question).values.len() + 3)
}

/// Bits that tell so many things apart.
fn width_of(count: usize) -> u32 {
    usize::BITS - count.saturating_sub(1).leading_zeros()
}

/// How many groups a code of this mode has.
fn groups(questionnaire: &Questionnaire, mode: Mode) -> usize {
    let mut bits = 4 + 8 + 16 + 1 + 20;
    for asked in &questionnaire.profile {
        bits += 1 + profile_width(asked) as usize;
    }
    let in_mode = mode.filter(questionnaire);
    for question in questionnaire.questions().filter(|question| in_mode(question)) {
        bits += width(questionnaire, question) as usize;
    }
    (bits.div_ceil(5) + SEAL).div_ceil(DATA)
}

fn id_tag(questionnaire: &Questionnaire) -> u32 {
    Sha256::digest(questionnaire.id.as_bytes()).first().copied().map_or(0, u32::from)
}

fn version_tag(questionnaire: &Questionnaire) -> u32 {
    let digits = questionnaire.fingerprint.as_str().get(..4).unwrap_or_default();
    u32::from_str_radix(digits, 16).unwrap_or(0)
}
