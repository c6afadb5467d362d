//! The assessments of several people of one firm, laid side by side: where they agree, where not, and what nobody
//! knows. People settle what is open, and one assessment comes out that records how it came about. Never decides
//! a conflict by itself, never drops a word that somebody wrote, and never scores.

mod compare;
mod finish;
mod record;

use litemap::LiteMap;

pub use compare::{Compared, Counts, Kind, ProfileLine, Voice};
pub use finish::{DecisionConflict, choice_words, decision_words};

use super::{Assessment, AssessmentError, Choice, Mode};
use crate::diagnostic::{Diagnostic, Severity};
use crate::questionnaire::{ProfileId, QuestionId, Questionnaire};

/// The fewest people whose answers can be combined.
pub const FEWEST_PEOPLE: usize = 2;
/// The most people whose answers can be combined.
pub const MOST_PEOPLE: usize = 50;
/// The most letters of a name that are shown and stand before notes. The whole title is in the record.
pub const LONGEST_NAME: usize = 100;

/// Somebody who answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The name that was given; blank until then.
    given: String,
    /// The name of the file; may be blank.
    file: String,
    /// The answers.
    assessment: Assessment,
    /// What was found when the file was read.
    warnings: Vec<Diagnostic>,
}

impl Person {
    /// The name of the file; may be blank.
    #[must_use]
    pub fn file(&self) -> &str {
        &self.file
    }

    /// The answers.
    #[must_use]
    pub fn assessment(&self) -> &Assessment {
        &self.assessment
    }

    /// What was found when the file was read: above all that its questionnaire was another version.
    #[must_use]
    pub fn warnings(&self) -> &[Diagnostic] {
        &self.warnings
    }
}

/// What was settled together about a question.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settlement {
    /// The answer; the note may come first.
    pub choice: Option<Choice>,
    /// Why; may be blank.
    pub note: String,
}

impl Settlement {
    /// Whether it answers the question: "not applicable" does with its reason.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        match &self.choice {
            None => false,
            Some(Choice::NotApplicable { reason }) => !reason.trim().is_empty(),
            Some(_) => true,
        }
    }
}

/// Why files cannot be combined. What was there before is as it was.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CombineError {
    /// The file cannot be read as an assessment of this questionnaire.
    #[error("{file}: {}", .findings.first().map_or_else(String::new, ToString::to_string))]
    Unreadable {
        /// The file's name.
        file: String,
        /// All that was found.
        findings: Vec<Diagnostic>,
    },
    /// An assessment of another questionnaire.
    #[error("{name}: answers `{id}`, not `{expected}`; hint: combine files of one questionnaire")]
    OtherQuestionnaire {
        /// Whose.
        name: String,
        /// Its questionnaire.
        id: String,
        /// The one that is asked here.
        expected: String,
    },
    /// The same assessment is there already. It is counted once.
    #[error(
        "{file}: is the same as the one of {name}, and counted once; hint: choose the file of another person"
    )]
    Twice {
        /// The file's name.
        file: String,
        /// Whose it is already.
        name: String,
    },
    /// There are as many people as there can be.
    #[error("more than {MOST_PEOPLE} people; hint: combine some of them first, then the results")]
    TooMany,
    /// There is nothing to combine.
    #[error("fewer than {FEWEST_PEOPLE} people; hint: add the file of another person")]
    TooFew,
    /// What comes out would not be opened again.
    #[error("the combined file would be too large to be opened: {0}; hint: combine fewer files")]
    TooLarge(String),
}

impl CombineError {
    /// A stable word for programs.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unreadable { .. } => "file",
            Self::OtherQuestionnaire { .. } => "other-questionnaire",
            Self::Twice { .. } => "same-file",
            Self::TooMany => "too-many",
            Self::TooFew => "too-few",
            Self::TooLarge(_) => "too-large",
        }
    }
}

/// The assessments of several people.
#[derive(Clone, Debug)]
pub struct Combination {
    questionnaire: Questionnaire,
    people: Vec<Person>,
    settled: LiteMap<QuestionId, Settlement>,
    settled_profile: LiteMap<ProfileId, Vec<String>>,
    title: Option<String>,
}

impl Combination {
    /// Of nobody yet.
    #[must_use]
    pub fn of_nobody(questionnaire: Questionnaire) -> Self {
        Self {
            questionnaire,
            people: Vec::new(),
            settled: LiteMap::new(),
            settled_profile: LiteMap::new(),
            title: None,
        }
    }

    /// Of these people. One whose assessment is the very same as another's is counted once.
    ///
    /// # Errors
    /// [`CombineError::OtherQuestionnaire`], [`CombineError::TooMany`], and [`CombineError::TooFew`] where fewer
    /// than [`FEWEST_PEOPLE`] different assessments are left.
    pub fn new(
        questionnaire: Questionnaire,
        people: Vec<(String, Assessment)>,
    ) -> Result<Self, CombineError> {
        let mut combination = Self::of_nobody(questionnaire);
        for (given, assessment) in people {
            let person = Person { given, file: String::new(), assessment, warnings: Vec::new() };
            match combination.add(person) {
                Ok(_) | Err(CombineError::Twice { .. }) => {}
                Err(error) => return Err(error),
            }
        }
        if combination.people.len() < FEWEST_PEOPLE {
            return Err(CombineError::TooFew);
        }
        Ok(combination)
    }

    /// Adds the file of a person; gives their number, from 0.
    ///
    /// # Errors
    /// All but [`CombineError::TooFew`] and [`CombineError::TooLarge`].
    pub fn add_file(&mut self, file: &str, text: &str) -> Result<usize, CombineError> {
        let (read, findings) = Assessment::from_json(text, &self.questionnaire);
        let file = file.to_owned();
        let Some(assessment) = read else {
            return Err(CombineError::Unreadable { file, findings });
        };
        let mut warnings = findings;
        warnings.retain(|finding| finding.severity == Severity::Warning);
        self.add(Person { given: String::new(), file, assessment, warnings })
    }

    fn add(&mut self, person: Person) -> Result<usize, CombineError> {
        let own = |name: &str| if person.file.is_empty() { name } else { &person.file }.to_owned();
        if person.assessment.questionnaire != self.questionnaire.id {
            return Err(CombineError::OtherQuestionnaire {
                name: own(&person.given),
                id: person.assessment.questionnaire.clone(),
                expected: self.questionnaire.id.clone(),
            });
        }
        let same = self.people.iter().position(|known| known.assessment == person.assessment);
        if let Some(name) = same.and_then(|index| self.names().into_iter().nth(index)) {
            return Err(CombineError::Twice { file: own(&person.given), name });
        }
        if self.people.len() >= MOST_PEOPLE {
            return Err(CombineError::TooMany);
        }
        self.people.push(person);
        Ok(self.people.len() - 1)
    }

    /// Takes a person's answers out again. What was settled stays.
    pub fn remove(&mut self, index: usize) -> Option<Person> {
        (index < self.people.len()).then(|| self.people.remove(index))
    }

    /// Gives a person another name; a blank one brings back that of the assessment or its file.
    pub fn rename(&mut self, index: usize, name: &str) {
        if let Some(person) = self.people.get_mut(index) {
            name.trim().clone_into(&mut person.given);
        }
    }

    /// The questionnaire.
    #[must_use]
    pub fn questionnaire(&self) -> &Questionnaire {
        &self.questionnaire
    }

    /// The people, in the order in which they came.
    #[must_use]
    pub fn people(&self) -> &[Person] {
        &self.people
    }

    /// What each person is called: as was given; else by the title of the assessment where no other has the same;
    /// else by the file. No two are called alike, and none longer than [`LONGEST_NAME`] and a number.
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        let mut titles = Vec::new();
        for person in &self.people {
            titles.push(short(&person.assessment.title));
        }
        let mut names: Vec<String> = Vec::new();
        for (index, (person, title)) in self.people.iter().zip(&titles).enumerate() {
            let given = short(&person.given);
            let stem = short(person.file.trim_end_matches(".json").trim_end_matches(".steps"));
            let alone = titles.iter().filter(|other| *other == title).count() == 1;
            let name = if !given.is_empty() {
                given
            } else if !title.is_empty() && alone {
                title.clone()
            } else if !stem.is_empty() {
                stem
            } else {
                (index + 1).to_string()
            };
            let mut number = 1;
            let mut unique = name.clone();
            while names.contains(&unique) {
                number += 1;
                unique = format!("{name} ({number})");
            }
            names.push(unique);
        }
        names
    }

    /// Which questions are asked: the fullest of the modes, for what one was asked counts for the firm.
    #[must_use]
    pub fn mode(&self) -> Mode {
        let full = self.people.iter().any(|person| person.assessment.mode == Mode::Full);
        if full { Mode::Full } else { Mode::Express }
    }

    /// The title of what comes out: as it was given, else that of all people where it is the same.
    #[must_use]
    pub fn title(&self) -> &str {
        if let Some(title) = &self.title {
            return title;
        }
        let mut titles = self.people.iter().map(|person| person.assessment.title.as_str());
        let first = titles.next().unwrap_or_default();
        if titles.all(|title| title == first) { first } else { "" }
    }

    /// Gives a title to what comes out.
    pub fn set_title(&mut self, title: &str) {
        self.title = Some(title.to_owned());
    }

    /// Settles a question together, with a note for the record.
    ///
    /// # Errors
    /// As [`Assessment::answer`]; then nothing has changed.
    pub fn settle(
        &mut self,
        question: &str,
        choice: Choice,
        note: &str,
    ) -> Result<(), AssessmentError> {
        // The rules of an answer, tried on an assessment that is thrown away.
        let mut trial = Assessment::new(&self.questionnaire, Mode::Full);
        trial.answer(&self.questionnaire, question, Some(choice.clone()))?;
        let settlement = Settlement { choice: Some(choice), note: note.to_owned() };
        self.settled.insert(QuestionId::new(question), settlement);
        Ok(())
    }

    /// Notes something for the record about a question that is or will be settled.
    ///
    /// # Errors
    /// If the questionnaire has no such question.
    pub fn settle_note(&mut self, question: &str, note: &str) -> Result<(), AssessmentError> {
        let asked = self.questionnaire.question(question);
        let asked =
            asked.ok_or_else(|| AssessmentError::UnknownQuestion(question.to_owned()))?.id.clone();
        note.clone_into(&mut self.settled.entry(asked).or_default().note);
        self.forget_empty(question);
        Ok(())
    }

    /// Opens a question again. The note stays.
    pub fn unsettle(&mut self, question: &str) {
        if let Some(settlement) = self.settled.get_mut(question) {
            settlement.choice = None;
        }
        self.forget_empty(question);
    }

    fn forget_empty(&mut self, question: &str) {
        if self.settled.get(question).is_some_and(|held| *held == Settlement::default()) {
            self.settled.remove(question);
        }
    }

    /// What was settled about a question.
    #[must_use]
    pub fn settlement(&self, question: &QuestionId) -> Option<&Settlement> {
        self.settled.get(question)
    }

    /// Settles which options of a profile question hold; an empty list means none of them.
    ///
    /// # Errors
    /// As [`Assessment::set_profile`]; then nothing has changed.
    pub fn settle_profile(
        &mut self,
        profile: &str,
        options: Vec<String>,
    ) -> Result<(), AssessmentError> {
        let mut trial = Assessment::new(&self.questionnaire, Mode::Full);
        trial.set_profile(&self.questionnaire, profile, options)?;
        for (profile, options) in trial.profile {
            self.settled_profile.insert(profile, options);
        }
        Ok(())
    }

    /// Opens a profile question again.
    pub fn unsettle_profile(&mut self, profile: &str) {
        self.settled_profile.remove(profile);
    }
}

/// A text without blanks around it, and no longer than [`LONGEST_NAME`] and a sign that it was.
fn short(text: &str) -> String {
    let text = text.trim();
    match text.char_indices().nth(LONGEST_NAME) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}
