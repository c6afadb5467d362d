//! A room full of firms: results that come by code and file, and what may be shown of them. Knows each result by a
//! number and not by a name, and gives out figures of many, never of one.

mod count;
mod handed;
mod keep;
mod written;

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use count::{count, figures, sizes};
use handed::read_file;
pub use handed::{Refusal, Taken};
pub use keep::{KEPT_FORMAT, KEPT_FORMAT_VERSION};

use super::Counts;
use super::gate::{Attendance, Gate};
use super::hands::Hands;
use crate::assessment::{Anonymous, Mode, ResultCode};
use crate::questionnaire::Questionnaire;

/// By what a result is known again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    /// The number in its code.
    Code(u32),
    /// The SHA-256 of its file's text.
    File([u8; 32]),
}

/// A result in the room, or one that was taken out.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Entry {
    key: Key,
    result: Anonymous,
    /// What the figures count, where that is an earlier result of this firm's.
    counted: Option<Anonymous>,
}

impl Entry {
    fn counted(&self) -> &Anonymous {
        self.counted.as_ref().unwrap_or(&self.result)
    }
}

/// What undoing takes back.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Change {
    Came(usize),
    Went(usize),
    /// With what was there before.
    Replaced(usize, Box<Anonymous>),
}

/// What undoing took back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Undone {
    /// Results that are out again.
    pub out: u64,
    /// Results that are back again.
    pub back: u64,
    /// Results that are again what they were before they were replaced.
    pub restored: u64,
}

/// A room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Room {
    mode: Option<Mode>,
    /// Whether the mode was chosen, and so outlives the results.
    is_chosen: bool,
    entries: Vec<Entry>,
    /// Of each result, whether it is in the room.
    present: Vec<bool>,
    known: BTreeMap<Key, usize>,
    gate: Gate,
    /// What is counted of each of the gate's groups.
    counts: Vec<Counts>,
    /// What undoing takes back, the last at the end.
    log: Vec<Vec<Change>>,
    /// The show of hands.
    pub hands: Hands,
}

impl Room {
    /// An empty room.
    #[must_use]
    pub fn new(questionnaire: &Questionnaire) -> Self {
        Self {
            mode: None,
            is_chosen: false,
            entries: Vec::new(),
            present: Vec::new(),
            known: BTreeMap::new(),
            gate: Gate::new(figures(questionnaire)),
            counts: Vec::new(),
            log: Vec::new(),
            hands: Hands::new(questionnaire),
        }
    }

    /// Which questions are asked here; `None` until it is chosen or the first result says so.
    #[must_use]
    pub fn mode(&self) -> Option<Mode> {
        self.mode
    }

    /// Chooses which questions are asked. False, and nothing changed, where results are here that answer others.
    pub fn choose_mode(&mut self, mode: Mode) -> bool {
        let is_free = self.mode == Some(mode) || self.can_choose_mode();
        if is_free {
            self.mode = Some(mode);
            self.is_chosen = true;
        }
        is_free
    }

    /// Whether the mode can be chosen: no result decides it.
    #[must_use]
    pub fn can_choose_mode(&self) -> bool {
        self.mode_of_results().is_none()
    }

    fn mode_of_results(&self) -> Option<Mode> {
        let mut known = (0..).zip(&self.entries);
        let is_held = |number: usize| self.is_present(number) || self.gate.has(number);
        known.find(|(number, _)| is_held(*number)).map(|(_, entry)| entry.result.mode)
    }

    /// Starts what undoing takes back in one go.
    pub fn begin(&mut self) {
        if self.log.last().is_none_or(|batch| !batch.is_empty()) {
            self.log.push(Vec::new());
        }
    }

    /// Takes a result by its code.
    ///
    /// # Errors
    /// The slip in the code, or that it answers other questions.
    pub fn add_code(
        &mut self,
        questionnaire: &Questionnaire,
        text: &str,
    ) -> Result<Taken, Refusal> {
        let code = ResultCode::from_text(text, questionnaire)?;
        self.take(questionnaire, Key::Code(code.number), code.result)
    }

    /// Takes an assessment file or a result file.
    ///
    /// # Errors
    /// Why the file can't be used, or that it answers other questions.
    pub fn add_file(
        &mut self,
        questionnaire: &Questionnaire,
        text: &str,
    ) -> Result<Taken, Refusal> {
        let result = read_file(questionnaire, text).map_err(Refusal::File)?;
        self.take(questionnaire, Key::File(Sha256::digest(text.as_bytes()).into()), result)
    }

    fn take(
        &mut self,
        questionnaire: &Questionnaire,
        key: Key,
        result: Anonymous,
    ) -> Result<Taken, Refusal> {
        if let Some(room) = self.mode
            && room != result.mode
            && questionnaire.has_express()
        {
            return Err(Refusal::Mode { found: result.mode, room });
        }
        self.mode = self.mode.or(Some(result.mode));
        let Some(&number) = self.known.get(&key) else {
            let number = self.entries.len();
            self.known.insert(key, number);
            self.entries.push(Entry { key, result, counted: None });
            self.present.push(true);
            self.note(Change::Came(number));
            return Ok(Taken::Added);
        };
        let came = !self.is_present(number);
        if came {
            self.set_present(number, true);
            self.note(Change::Came(number));
        }
        if self.replace(number, result) {
            return Ok(Taken::Replaced { counted: self.gate.has(number) });
        }
        Ok(if came { Taken::Returned } else { Taken::Again })
    }

    /// Replaces a result by another of the same number; false where it is the same.
    fn replace(&mut self, number: usize, result: Anonymous) -> bool {
        let is_grouped = self.gate.has(number);
        let Some(entry) = self.entries.get_mut(number).filter(|entry| entry.result != result)
        else {
            return false;
        };
        let before = std::mem::replace(&mut entry.result, result);
        if is_grouped && entry.counted.is_none() {
            entry.counted = Some(before.clone());
        }
        self.note(Change::Replaced(number, Box::new(before)));
        true
    }

    /// Takes a result out by its number, from 0. False where it is not here.
    pub fn remove(&mut self, number: usize) -> bool {
        let is_here = self.is_present(number);
        if is_here {
            self.set_present(number, false);
            self.note(Change::Went(number));
            self.follow_mode();
        }
        is_here
    }

    /// Takes a result out by its code.
    ///
    /// # Errors
    /// The slip in the code, or that it is not here.
    pub fn remove_code(
        &mut self,
        questionnaire: &Questionnaire,
        text: &str,
    ) -> Result<(), Refusal> {
        let code = ResultCode::from_text(text, questionnaire)?;
        let number = self.known.get(&Key::Code(code.number)).copied();
        let is_out = number.is_some_and(|number| self.remove(number));
        if is_out { Ok(()) } else { Err(Refusal::NotHere) }
    }

    /// Whether something can be undone.
    #[must_use]
    pub fn can_undo(&self) -> bool {
        self.log.iter().any(|batch| !batch.is_empty())
    }

    /// Takes back what was done last. What the figures count already they go on counting, as after [`Self::remove`].
    pub fn undo(&mut self) -> Option<Undone> {
        let batch = loop {
            let batch = self.log.pop()?;
            if !batch.is_empty() {
                break batch;
            }
        };
        let mut undone = Undone::default();
        for change in batch.into_iter().rev() {
            match change {
                Change::Came(number) => {
                    self.set_present(number, false);
                    undone.out += 1;
                }
                Change::Went(number) => {
                    self.set_present(number, true);
                    undone.back += 1;
                }
                Change::Replaced(number, before) => {
                    let is_grouped = self.gate.has(number);
                    if let Some(entry) = self.entries.get_mut(number) {
                        let after = std::mem::replace(&mut entry.result, *before);
                        // The figures took it in as it was then.
                        if is_grouped && entry.counted.is_none() {
                            entry.counted = Some(after);
                        }
                    }
                    undone.restored += 1;
                }
            }
        }
        self.follow_mode();
        Some(undone)
    }

    /// The numbers of the results that are here, from 0, in the order in which they came first.
    pub fn results(&self) -> impl Iterator<Item = (usize, Key)> {
        let entries = (0..).zip(&self.entries).zip(&self.present);
        entries.filter(|(_, present)| **present).map(|((number, entry), _)| (number, entry.key))
    }

    /// Who is in the room, and who in its figures.
    #[must_use]
    pub fn attendance(&self) -> Attendance {
        self.gate.attendance(&self.present)
    }

    /// Somebody looks at the figures: what waits joins them, if it is enough. To be called before they are shown, and
    /// only then. True where they count more than before.
    pub fn look(&mut self, questionnaire: &Questionnaire) -> bool {
        let (entries, mut made) = (&self.entries, Vec::new());
        let is_new = self.gate.look(&self.present, |members| {
            let counts = count(questionnaire, entries, members);
            let sizes = sizes(&counts);
            made.push(counts);
            sizes
        });
        self.counts.append(&mut made);
        is_new
    }

    /// The release rule's own account of each figure: the overall score, each domain, each question.
    #[must_use]
    pub fn gate(&self) -> &Gate {
        &self.gate
    }

    fn is_present(&self, number: usize) -> bool {
        self.present.get(number).copied().unwrap_or(false)
    }

    fn set_present(&mut self, number: usize, is_here: bool) {
        if let Some(present) = self.present.get_mut(number) {
            *present = is_here;
        }
    }

    fn note(&mut self, change: Change) {
        match self.log.last_mut() {
            Some(batch) => batch.push(change),
            None => self.log.push(vec![change]),
        }
    }

    /// Without results any mode may come next.
    fn follow_mode(&mut self) {
        if !self.is_chosen {
            self.mode = self.mode_of_results();
        }
    }
}
