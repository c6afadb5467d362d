//! A page as plain data.

use super::{Interview, Notice, Place};
use crate::assessment::{Choice, Mode, State, states, states_in};
use crate::date::Date;
use crate::questionnaire::{
    Domain, DomainId, ProfileQuestion, Question, QuestionId, Questionnaire, length,
};
use crate::report::{Report, report};
use crate::score::{Overall, score_states};

/// A page: what every page has, and its own part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Screen<'a> {
    /// Which page.
    pub place: Place,
    /// What the visitor is told above it.
    pub notice: Option<&'a Notice>,
    /// How far the visitor is.
    pub progress: Progress<'a>,
    /// The question to show first, where one was asked for.
    pub target: Option<&'a QuestionId>,
    /// Whether there is something to save or erase.
    pub has_answers: bool,
    /// The page's own part.
    pub body: Body<'a>,
}

/// The part of a page that is its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body<'a> {
    /// What this is.
    Start(StartPage<'a>),
    /// About the firm.
    Profile(ProfilePage<'a>),
    /// A domain's questions.
    Domain(DomainPage<'a>),
    /// What is left.
    Review(ReviewPage<'a>),
    /// The report, on the page or for a projector.
    Report(Box<ReportPage>),
}

/// How far the visitor is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress<'a> {
    /// Questions answered.
    pub answered: usize,
    /// Questions asked.
    pub asked: usize,
    /// Percent of the questions that are answered, rounded down; 0 where none is asked.
    pub percent: usize,
    /// Whether the profile is asked.
    pub profile: bool,
    /// The domains of which a question is asked.
    pub domains: Vec<RailItem<'a>>,
}

/// A domain on the rail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RailItem<'a> {
    /// Which.
    pub id: &'a DomainId,
    /// Its name.
    pub title: &'a str,
    /// Questions answered.
    pub answered: usize,
    /// Questions asked.
    pub asked: usize,
    /// Whether this is the page.
    pub current: bool,
}

/// How long the way is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    /// Questions.
    pub questions: usize,
    /// Domains.
    pub domains: usize,
    /// Minutes, computed from the texts.
    pub minutes: u32,
}

/// The start page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StartPage<'a> {
    /// The questionnaire.
    pub questionnaire: &'a Questionnaire,
    /// How long the chosen mode takes.
    pub count: Count,
    /// The modes to choose from; empty where they do not differ.
    pub modes: Vec<ModeOffer>,
    /// Where "start" leads.
    pub next: Place,
}

/// A mode to choose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ModeOffer {
    /// Which.
    pub mode: Mode,
    /// How long it takes, at most.
    pub count: Count,
    /// Whether it is chosen.
    pub chosen: bool,
}

/// The page about the firm.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProfilePage<'a> {
    /// What the firm calls itself.
    pub title: &'a str,
    /// The questions.
    pub questions: Vec<ProfileItem<'a>>,
    /// The questionnaire that follows from the answers.
    pub count: Count,
    /// Answers that are kept but do not count now.
    pub set_aside: usize,
    /// Where the buttons lead.
    pub previous: Place,
    /// Where the buttons lead.
    pub next: Place,
    /// The name of the domain behind the next button.
    pub next_title: Option<&'a str>,
}

/// A profile question and its answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProfileItem<'a> {
    /// The question.
    pub question: &'a ProfileQuestion,
    /// The options that hold; `None` while unanswered.
    pub chosen: Option<&'a [String]>,
}

/// A domain's page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DomainPage<'a> {
    /// The domain.
    pub domain: &'a Domain,
    /// What is asked of every question.
    pub question_stem: &'a str,
    /// Its place among the domains asked, from 1.
    pub number: usize,
    /// How many domains are asked.
    pub of: usize,
    /// All questions of the domain, also those that are not asked.
    pub questions: Vec<QuestionItem<'a>>,
    /// Where the buttons lead.
    pub previous: Place,
    /// Where the buttons lead.
    pub next: Place,
    /// The name of the domain behind the next button.
    pub next_title: Option<&'a str>,
}

/// A question and its answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuestionItem<'a> {
    /// The question.
    pub question: &'a Question,
    /// Whether it is asked now.
    pub asked: bool,
    /// What is answered.
    pub choice: Option<&'a Choice>,
    /// The note.
    pub note: &'a str,
    /// Where the proof is kept.
    pub evidence: &'a str,
    /// Whether it came back with an earlier answer.
    pub returned: bool,
    /// Where it comes from: title, locator, address.
    pub sources: Vec<(&'a str, &'a str, Option<&'a str>)>,
}

/// The page before the result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewPage<'a> {
    /// Questions without an answer.
    pub unanswered: Vec<ReviewItem<'a>>,
    /// "Not applicable" without a reason; counts as unanswered.
    pub reason_missing: Vec<ReviewItem<'a>>,
    /// Questions answered "don't know".
    pub dont_know: Vec<ReviewItem<'a>>,
    /// Percent of the applicable weight that is answered, rounded down.
    pub completeness: u32,
    /// Percent that must be answered before a band is named.
    pub needed: u32,
    /// Whether a band will be named.
    pub complete_enough: bool,
    /// Whether anything is answered.
    pub any: bool,
    /// Where the buttons lead.
    pub previous: Place,
}

/// A question to come back to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReviewItem<'a> {
    /// The question.
    pub question: &'a Question,
    /// The name of its domain.
    pub domain: &'a str,
}

/// The report's page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportPage {
    /// The report.
    pub report: Report,
    /// How many bands the questionnaire has.
    pub bands: usize,
    /// Whether it is laid out for a projector.
    pub present: bool,
}

impl Interview {
    /// The page where the visitor is.
    #[must_use]
    pub fn screen(&self, today: Date) -> Screen<'_> {
        let states = states(&self.questionnaire, &self.assessment);
        let progress = self.progress(&states);
        let body = match &self.place {
            Place::Start => Body::Start(self.start_page()),
            Place::Profile => Body::Profile(self.profile_page(&states)),
            Place::Domain(id) => match self.domain_page(id, &states, &progress) {
                Some(page) => Body::Domain(page),
                None => Body::Review(self.review_page(&states)),
            },
            Place::Review => Body::Review(self.review_page(&states)),
            Place::Report | Place::Present => Body::Report(Box::new(ReportPage {
                report: report(&self.questionnaire, &self.assessment, today),
                bands: self.questionnaire.bands.len(),
                present: self.place == Place::Present,
            })),
        };
        Screen {
            place: self.place.clone(),
            notice: self.notice.as_ref(),
            progress,
            target: self.target.as_ref(),
            has_answers: !self.is_empty(),
            body,
        }
    }

    fn progress(&self, states: &[State]) -> Progress<'_> {
        let mut remaining = states.iter();
        let mut domains = Vec::new();
        for domain in &self.questionnaire.domains {
            let (mut asked, mut answered) = (0, 0);
            for state in remaining.by_ref().take(domain.questions.len()) {
                asked += usize::from(*state != State::NotAsked);
                answered += usize::from(!matches!(state, State::NotAsked | State::Unanswered));
            }
            if asked > 0 {
                let current = self.place == Place::Domain(domain.id.clone());
                let (id, title) = (&domain.id, domain.title.as_str());
                domains.push(RailItem { id, title, answered, asked, current });
            }
        }
        let asked: usize = domains.iter().map(|item| item.asked).sum();
        let answered: usize = domains.iter().map(|item| item.answered).sum();
        let percent = (answered * 100).checked_div(asked).unwrap_or(0);
        Progress { answered, asked, percent, profile: !self.profile_asked().is_empty(), domains }
    }

    fn start_page(&self) -> StartPage<'_> {
        let offer = |mode: Mode| {
            let count = self.count(&states_in(&self.questionnaire, &self.assessment, mode));
            ModeOffer { mode, count, chosen: mode == self.assessment.mode }
        };
        let offers = [Mode::Express, Mode::Full].map(offer);
        let chosen = offers.iter().find(|offer| offer.chosen).map(|offer| offer.count);
        StartPage {
            questionnaire: &self.questionnaire,
            count: chosen.unwrap_or(Count { questions: 0, domains: 0, minutes: 0 }),
            modes: if self.questionnaire.has_express() { offers.to_vec() } else { Vec::new() },
            next: self.neighbours().1,
        }
    }

    fn count(&self, states: &[State]) -> Count {
        let asked = || {
            let pairs = self.questionnaire.questions().zip(states);
            pairs.filter(|(_, state)| **state != State::NotAsked).map(|(question, _)| question)
        };
        Count {
            questions: asked().count(),
            domains: self.progress(states).domains.len(),
            minutes: length::minutes(asked()),
        }
    }

    fn profile_page(&self, states: &[State]) -> ProfilePage<'_> {
        let asked = self.profile_asked();
        let questions =
            self.questionnaire.profile.iter().filter(|known| asked.contains(&&known.id));
        let (previous, next) = self.neighbours();
        ProfilePage {
            title: &self.assessment.title,
            questions: questions
                .map(|question| ProfileItem {
                    question,
                    chosen: self.assessment.profile.get(&question.id).map(Vec::as_slice),
                })
                .collect(),
            count: self.count(states),
            set_aside: self.set_aside.len(),
            next_title: self.title_of(&next),
            previous,
            next,
        }
    }

    fn title_of(&self, place: &Place) -> Option<&str> {
        match place {
            Place::Domain(id) => {
                self.questionnaire.domain(id.as_str()).map(|domain| domain.title.as_str())
            }
            _ => None,
        }
    }

    fn domain_page(
        &self,
        id: &DomainId,
        states: &[State],
        progress: &Progress<'_>,
    ) -> Option<DomainPage<'_>> {
        let domain = self.questionnaire.domain(id.as_str())?;
        let number = progress.domains.iter().position(|item| item.id == id)? + 1;
        let before = self.questionnaire.domains.iter().take_while(|other| other.id != *id);
        let first: usize = before.map(|other| other.questions.len()).sum();
        let questions = domain.questions.iter().zip(states.iter().skip(first));
        let (previous, next) = self.neighbours();
        Some(DomainPage {
            domain,
            question_stem: &self.questionnaire.question_stem,
            number,
            of: progress.domains.len(),
            questions: questions
                .map(|(question, state)| self.question_item(question, *state))
                .collect(),
            next_title: self.title_of(&next),
            previous,
            next,
        })
    }

    fn question_item<'a>(&'a self, question: &'a Question, state: State) -> QuestionItem<'a> {
        let answer = self.assessment.answers.get(&question.id);
        let sources = question.sources.iter().filter_map(|citation| {
            let source = self.questionnaire.source(&citation.source)?;
            Some((source.title.as_str(), citation.locator.as_str(), source.url.as_deref()))
        });
        QuestionItem {
            question,
            asked: state != State::NotAsked,
            choice: answer.and_then(|answer| answer.choice.as_ref()),
            note: answer.map_or("", |answer| &answer.note),
            evidence: answer.map_or("", |answer| &answer.evidence),
            returned: self.returned.contains(&question.id),
            sources: sources.collect(),
        }
    }

    fn review_page(&self, states: &[State]) -> ReviewPage<'_> {
        let overall: Overall = score_states(&self.questionnaire, states).overall;
        let domains = &self.questionnaire.domains;
        let items = domains.iter().flat_map(|domain| {
            domain.questions.iter().map(|question| ReviewItem { question, domain: &domain.title })
        });
        let (mut unanswered, mut reason_missing, mut dont_know) = (vec![], vec![], vec![]);
        for (item, state) in items.zip(states) {
            let choice = self.assessment.answers.get(&item.question.id).map(|a| &a.choice);
            match (state, choice) {
                (State::Unanswered, Some(Some(Choice::NotApplicable { .. }))) => {
                    reason_missing.push(item);
                }
                (State::Unanswered, _) => unanswered.push(item),
                (State::DontKnow, _) => dont_know.push(item),
                _ => {}
            }
        }
        ReviewPage {
            unanswered,
            reason_missing,
            dont_know,
            completeness: overall.completeness.unwrap_or(0),
            needed: self.questionnaire.rules.min_completeness,
            complete_enough: overall.withheld.is_empty(),
            any: overall.uncapped.is_some(),
            previous: self.neighbours().0,
        }
    }
}
