//! What a page shows, as plain data.

use super::{Place, Said};
use crate::assessment::Mode;
use crate::assessment::combine::{Compared, Counts, Kind, ProfileLine, Settlement, Voice};
use crate::questionnaire::{Domain, Question, QuestionId, Questionnaire};

/// A page.
#[derive(Clone, Debug)]
pub struct Screen<'t> {
    /// Which page.
    pub place: Place,
    /// The way through, and where on it this is.
    pub steps: Vec<Step>,
    /// What was found about the files that came last.
    pub said: &'t [Said],
    /// What is on the page.
    pub body: Body<'t>,
}

/// A step of the way through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Which.
    pub name: StepName,
    /// Whether this page belongs to it.
    pub current: bool,
    /// Whether one can go there now.
    pub can_go: bool,
    /// What is left to settle there; `None` where nothing is ever settled.
    pub open: Option<usize>,
}

/// The steps of the way through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepName {
    /// Whose files.
    Files,
    /// The overview.
    Overview,
    /// The facts about the firm.
    Profile,
    /// The conflicts.
    Conflicts,
    /// The rest.
    Rest,
    /// What comes out.
    Finish,
}

/// What is on a page.
#[derive(Clone, Debug)]
pub enum Body<'t> {
    /// Whose files.
    Files(FilesPage<'t>),
    /// The overview.
    Overview(OverviewPage<'t>),
    /// The facts about the firm.
    Profile(ProfilePage<'t>),
    /// One question.
    Question(Box<QuestionPage<'t>>),
    /// The rest.
    Rest(RestPage<'t>),
    /// What comes out.
    Finish(FinishPage<'t>),
}

/// Whose files are combined.
#[derive(Clone, Debug)]
pub struct FilesPage<'t> {
    /// The questionnaire.
    pub questionnaire: &'t Questionnaire,
    /// The people.
    pub people: Vec<PersonLine<'t>>,
    /// Whether there are enough of them.
    pub enough: bool,
    /// Whether there can be more.
    pub room: bool,
    /// Which questions are asked in what comes out.
    pub mode: Mode,
}

/// A person.
#[derive(Clone, Debug)]
pub struct PersonLine<'t> {
    /// What they are called.
    pub name: String,
    /// The name of the file; may be blank.
    pub file: &'t str,
    /// The day of the file's last change; may be blank.
    pub date: &'t str,
    /// Which questions they were asked.
    pub mode: Mode,
    /// How many questions they answered.
    pub answered: usize,
    /// Of how many.
    pub asked: usize,
}

/// Where people agree and where not.
#[derive(Clone, Debug)]
pub struct OverviewPage<'t> {
    /// How many people answered.
    pub people: usize,
    /// Each domain.
    pub domains: Vec<(&'t Domain, Counts)>,
    /// All of them together.
    pub total: Counts,
    /// Facts about the firm on which people differ, and nobody settled.
    pub open_facts: usize,
}

/// The facts about the firm on which people differ.
#[derive(Clone, Debug)]
pub struct ProfilePage<'t> {
    /// What the people are called.
    pub names: Vec<String>,
    /// The facts, settled ones too.
    pub facts: Vec<ProfileLine<'t>>,
    /// How many of them are open.
    pub open: usize,
    /// Counts up whenever all choices must be shown anew.
    pub renewed: usize,
}

/// One question.
#[derive(Clone, Debug)]
pub struct QuestionPage<'t> {
    /// Who said what, and what is settled.
    pub line: Compared<'t>,
    /// What the people are called.
    pub names: Vec<String>,
    /// Each person's own note; blank where there is none.
    pub notes: Vec<&'t str>,
    /// Its number among the conflicts, from 1, and how many they are; `None` where it is no conflict.
    pub number: Option<(usize, usize)>,
    /// What is proposed.
    pub proposed: Option<u8>,
    /// What was settled.
    pub settlement: Option<&'t Settlement>,
    /// Whether another conflict follows.
    pub another: bool,
    /// Counts up whenever all choices must be shown anew.
    pub renewed: usize,
}

/// Everything that is no conflict.
#[derive(Clone, Debug)]
pub struct RestPage<'t> {
    /// What the people are called.
    pub names: Vec<String>,
    /// Levels one apart.
    pub near: Vec<Compared<'t>>,
    /// Nobody answered, or nobody knows.
    pub blind_spots: Vec<Compared<'t>>,
    /// The same answer.
    pub agreements: Vec<Compared<'t>>,
    /// Decisions that differ: the question where it is known, its id, and who decided what.
    pub decisions: Vec<DecisionLine<'t>>,
}

/// A gap about which people decided differently.
#[derive(Clone, Debug)]
pub struct DecisionLine<'t> {
    /// Its id.
    pub id: &'t QuestionId,
    /// The question, where this questionnaire has it.
    pub question: Option<&'t Question>,
    /// Who decided what.
    pub decisions: Vec<(String, &'t crate::assessment::Decision)>,
}

/// What comes out.
#[derive(Clone, Debug)]
pub struct FinishPage<'t> {
    /// How many people answered.
    pub people: usize,
    /// The title of what comes out.
    pub title: &'t str,
    /// All questions.
    pub total: Counts,
    /// Conflicts that were settled.
    pub settled: usize,
    /// Conflicts that are open.
    pub open: Vec<&'t Question>,
    /// Decisions that differ.
    pub decisions: usize,
    /// Why nothing can come out: what people wrote is more than a file may hold. English.
    pub too_large: Option<String>,
}

/// The answers to a question that its kind of page lists: how many people gave each.
#[must_use]
pub fn tally(voices: &[Voice<'_>], levels: usize) -> Vec<usize> {
    let mut counts = vec![0; levels];
    for voice in voices {
        if let Voice::Level(level) = voice
            && let Some(count) = counts.get_mut(usize::from(*level))
        {
            *count += 1;
        }
    }
    counts
}

impl QuestionPage<'_> {
    /// Whether the question is a conflict.
    #[must_use]
    pub fn is_conflict(&self) -> bool {
        self.line.kind == Kind::Conflict
    }
}
