//! Who said what about each question, and what kind of difference that is.

use litemap::LiteMap;

use super::{Combination, Settlement};
use crate::assessment::{Answer, Assessment, Choice, State, states};
use crate::questionnaire::{Domain, ProfileId, ProfileQuestion, Question, Questionnaire};

/// What a person says about a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Voice<'c> {
    /// Nothing: was not asked, for mode or earlier answers left the question out.
    NotAsked,
    /// Nothing: was asked and did not answer, or gave no reason why it does not apply.
    Unanswered,
    /// A level of the question's scale.
    Level(u8),
    /// Does not know.
    DontKnow,
    /// Does not concern the firm, for this reason.
    NotApplicable(&'c str),
}

impl Voice<'_> {
    /// Whether it answers the question.
    #[must_use]
    pub fn is_answer(&self) -> bool {
        !matches!(self, Self::NotAsked | Self::Unanswered)
    }
}

/// How the answers to a question stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Everybody who answered gave the same answer.
    Agreement,
    /// Levels one apart. The lower is taken unless another is settled: a blank or a doubt never helps a score.
    Near {
        /// The lower level.
        lower: u8,
    },
    /// Levels two or more apart or from one end of the scale to the other, or answers of different sorts.
    Conflict,
    /// Nobody answered, or everybody who did does not know.
    BlindSpot,
}

impl Kind {
    /// Its name: `agreement`, `near`, `conflict` or `blind-spot`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Agreement => "agreement",
            Self::Near { .. } => "near",
            Self::Conflict => "conflict",
            Self::BlindSpot => "blind-spot",
        }
    }

    /// The kind of these voices, on a scale with this top level.
    #[must_use]
    pub fn of(voices: &[Voice<'_>], top: u8) -> Self {
        let (mut least, mut most) = (u8::MAX, 0);
        let (mut levels, mut dont_know, mut not_applicable) = (false, false, false);
        for voice in voices {
            match voice {
                Voice::Level(level) => {
                    levels = true;
                    least = least.min(*level);
                    most = most.max(*level);
                }
                Voice::DontKnow => dont_know = true,
                Voice::NotApplicable(_) => not_applicable = true,
                Voice::NotAsked | Voice::Unanswered => {}
            }
        }
        match (levels, dont_know, not_applicable) {
            (false, _, false) => Self::BlindSpot,
            (false, false, true) => Self::Agreement,
            (true, false, false) if least == most => Self::Agreement,
            // On a scale of two levels one apart is all the way.
            (true, false, false) if most - least == 1 && top > 1 => Self::Near { lower: least },
            _ => Self::Conflict,
        }
    }
}

/// A question, and who said what about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compared<'c> {
    /// The question.
    pub question: &'c Question,
    /// Its domain.
    pub domain: &'c Domain,
    /// What each person says, in their order.
    pub voices: Vec<Voice<'c>>,
    /// What that is.
    pub kind: Kind,
    /// What was settled about it.
    pub settlement: Option<&'c Settlement>,
}

impl Compared<'_> {
    /// Whether it was settled.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        self.settlement.is_some_and(Settlement::is_complete)
    }

    /// Whether it is a conflict that nobody settled yet.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.kind == Kind::Conflict && !self.is_settled()
    }

    /// How many people answered it.
    #[must_use]
    pub fn answered(&self) -> usize {
        self.voices.iter().filter(|voice| voice.is_answer()).count()
    }
}

/// How many questions there are of each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Agreements.
    pub agreement: usize,
    /// Levels one apart.
    pub near: usize,
    /// Conflicts, settled ones too.
    pub conflict: usize,
    /// Blind spots.
    pub blind_spot: usize,
    /// Conflicts that nobody settled yet.
    pub open: usize,
}

impl Counts {
    /// Of some questions.
    pub fn of<'l, 'c: 'l>(lines: impl Iterator<Item = &'l Compared<'c>>) -> Self {
        let mut counts = Self::default();
        for line in lines {
            match line.kind {
                Kind::Agreement => counts.agreement += 1,
                Kind::Near { .. } => counts.near += 1,
                Kind::Conflict => counts.conflict += 1,
                Kind::BlindSpot => counts.blind_spot += 1,
            }
            counts.open += usize::from(line.is_open());
        }
        counts
    }

    /// All questions.
    #[must_use]
    pub fn total(&self) -> usize {
        self.agreement + self.near + self.conflict + self.blind_spot
    }
}

/// A profile question, and who said what about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProfileLine<'c> {
    /// The question.
    pub question: &'c ProfileQuestion,
    /// The options that hold for each person; `None` where a person did not answer.
    pub held: Vec<Option<&'c [String]>>,
    /// Whether those who answered differ.
    pub is_conflict: bool,
    /// What was settled.
    pub settled: Option<&'c [String]>,
}

impl ProfileLine<'_> {
    /// Whether it is a difference that nobody settled yet.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.is_conflict && self.settled.is_none()
    }
}

impl Combination {
    /// Each profile question, in the questionnaire's order.
    #[must_use]
    pub fn compare_profile(&self) -> Vec<ProfileLine<'_>> {
        let mut lines = Vec::new();
        for question in &self.questionnaire.profile {
            let held = self.held(&question.id);
            let (is_conflict, _) = agreed(&held);
            let settled = self.settled_profile.get(&question.id).map(Vec::as_slice);
            lines.push(ProfileLine { question, held, is_conflict, settled });
        }
        lines
    }

    /// What each person says about a profile question.
    pub(super) fn held(&self, profile: &ProfileId) -> Vec<Option<&[String]>> {
        let mut held = Vec::new();
        for person in &self.people {
            held.push(person.assessment.profile.get(profile).map(Vec::as_slice));
        }
        held
    }

    /// The profile that holds: what was settled, and what everybody who answered says alike. What is open is not in
    /// it, and so counts as not known: every question that depends on it applies.
    #[must_use]
    pub fn profile(&self) -> LiteMap<ProfileId, Vec<String>> {
        let mut profile = LiteMap::new();
        for id in self.profile_ids() {
            let settled = self.settled_profile.get(&id).map(Vec::as_slice);
            let held = self.held(&id);
            let (is_conflict, agreed) = agreed(&held);
            if let Some(options) = settled.or(agreed.filter(|_| !is_conflict)) {
                profile.insert(id, options.to_vec());
            }
        }
        profile
    }

    /// All profile questions that somebody answered or that were settled, also of other versions.
    pub(super) fn profile_ids(&self) -> Vec<ProfileId> {
        let people = self.people.iter().flat_map(|person| person.assessment.profile.keys());
        let mut ids: Vec<ProfileId> = people.chain(self.settled_profile.keys()).cloned().collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    }

    /// Each question that applies for at least one person, in the questionnaire's order: under the profile that
    /// holds for all, in the fullest mode, and by each person's own earlier answers.
    #[must_use]
    pub fn compare(&self) -> Vec<Compared<'_>> {
        let questionnaire = &self.questionnaire;
        let (mode, profile) = (self.mode(), self.profile());
        let mut all: Vec<_> = Vec::new();
        for person in &self.people {
            let assessment = &person.assessment;
            let own = states(questionnaire, assessment);
            // Without the words, which may be long.
            let mut bare = Assessment::new(questionnaire, mode);
            bare.profile = profile.clone();
            for (id, answer) in assessment.answers.iter() {
                let choice = answer.choice.clone();
                bare.answers.insert(id.clone(), Answer { choice, ..Answer::default() });
            }
            let common = states(questionnaire, &bare);
            all.push(own.into_iter().zip(common).collect::<Vec<_>>());
        }
        let mut lines = Vec::new();
        for (index, (domain, question)) in questions(questionnaire).enumerate() {
            let mut voices = Vec::new();
            let mut applies = false;
            for (person, states) in self.people.iter().zip(&all) {
                let (own, common) =
                    states.get(index).copied().unwrap_or((State::NotAsked, State::NotAsked));
                applies |= common != State::NotAsked;
                let answer = person.assessment.answers.get(&question.id);
                voices.push(match (common, answer.and_then(|answer| answer.choice.as_ref())) {
                    (State::Level(level), _) => Voice::Level(level),
                    (State::DontKnow, _) => Voice::DontKnow,
                    (State::NotApplicable, Some(Choice::NotApplicable { reason })) => {
                        Voice::NotApplicable(reason)
                    }
                    (State::Unanswered, None) if own == State::NotAsked => Voice::NotAsked,
                    (State::Unanswered, _) => Voice::Unanswered,
                    _ => Voice::NotAsked,
                });
            }
            if applies {
                let kind = Kind::of(&voices, questionnaire.scale_of(question).top());
                let settlement = self.settled.get(&question.id);
                lines.push(Compared { question, domain, voices, kind, settlement });
            }
        }
        lines
    }

    /// The counts of each domain that has a question here, in the questionnaire's order.
    #[must_use]
    pub fn by_domain<'c>(&'c self, lines: &[Compared<'c>]) -> Vec<(&'c Domain, Counts)> {
        let mut rows = Vec::new();
        for domain in &self.questionnaire.domains {
            let counts = Counts::of(lines.iter().filter(|line| line.domain.id == domain.id));
            if counts.total() > 0 {
                rows.push((domain, counts));
            }
        }
        rows
    }
}

/// Each question with its domain.
fn questions(questionnaire: &Questionnaire) -> impl Iterator<Item = (&Domain, &Question)> {
    questionnaire
        .domains
        .iter()
        .flat_map(|domain| domain.questions.iter().map(move |question| (domain, question)))
}

/// Whether those who answered differ, and what the first of them says.
pub(super) fn agreed<'c>(held: &[Option<&'c [String]>]) -> (bool, Option<&'c [String]>) {
    let mut answers = held.iter().flatten();
    let first = answers.next().copied();
    (answers.any(|options| Some(*options) != first), first)
}
