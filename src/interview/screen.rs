//! A page as plain data; `pages` makes it.

use super::{Look, Memory, Notice, Place};
use crate::assessment::{Choice, Mode};
use crate::questionnaire::{
    Card, CardId, CardSection, Domain, DomainId, ProfileQuestion, Question, QuestionId,
    Questionnaire,
};
use crate::report::{Report, SourceLine};

/// A page: what every page has, and its own part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Screen<'a> {
    /// Which page.
    pub place: Place,
    /// What the visitor is told above it.
    pub notice: Option<&'a Notice>,
    /// Whether what it tells of can be undone.
    pub can_undo: bool,
    /// What the browser keeps.
    pub memory: Memory,
    /// Whether the page that shows this learns the score.
    pub shares_score: bool,
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
    /// A card to act by.
    Card(CardPage<'a>),
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
    /// The cards for whoever is already in trouble: which, and what for.
    pub cards: Vec<(&'a CardId, &'a str)>,
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
    /// Whether the browser's memory is offered below it.
    pub offered: bool,
    /// What a secret may be in this firm's field.
    pub examples: Option<&'a str>,
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
    /// The cards to act by: which, and what for.
    pub cards: Vec<(CardId, String)>,
    /// Whether it is laid out for a projector.
    pub present: bool,
    /// How it is looked at.
    pub look: Look,
}

/// A card's page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardPage<'a> {
    /// The card.
    pub card: &'a Card,
    /// Its parts.
    pub parts: Vec<CardPart<'a>>,
    /// Where it comes from.
    pub sources: Vec<SourceLine>,
}

/// A part of a card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardPart<'a> {
    /// The part.
    pub section: &'a CardSection,
    /// What to do about this firm's own open gaps.
    pub gaps: Vec<&'a str>,
}
