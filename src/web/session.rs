//! A visitor's session: the interview, its language, and what the page shows of it. Says what
//! must change on the page as text; changes nothing itself.

use std::mem::{Discriminant, discriminant};

use serde::Serialize;

use super::Failure;
use super::headless::read_questionnaire;
use super::shown::{Changes, Shown};
use crate::assessment::Mode;
use crate::date::Date;
use crate::document::to_json;
use crate::interview::{Action, Body, Interview, Memory, Notice, Place, Screen};
use crate::text::Catalogue;
use crate::view;

/// What must change on the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Update {
    /// Where the visitor is now: `domain:access`.
    pub place: String,
    /// The whole page, where it is another page than before.
    pub page: Option<String>,
    /// Otherwise the parts that changed: the slot's name and what is inside.
    pub slots: Vec<(String, String)>,
    /// What gets the focus: `heading`, `notice` or `question:access.mfa`.
    pub focus: Option<String>,
    /// Questions answered.
    pub answered: usize,
    /// Questions asked.
    pub asked: usize,
    /// Percent of the questions that are answered, rounded down.
    pub percent: usize,
    /// What the browser keeps: the name of a [`Memory`].
    pub memory: &'static str,
    /// What a screen reader should say.
    pub say: Option<String>,
    /// The score, where the report comes and the page learns it.
    pub score: Option<SharedScore>,
}

/// What a page learns that has asked for the score, and nothing else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SharedScore {
    /// The score that is shown, 0 to 100; none where no question is answered.
    pub percent: Option<u32>,
    /// The id of the band; none where too little is answered to name one.
    pub band: Option<String>,
    /// Each area that is asked: its id, and its percent.
    pub domains: Vec<SharedDomain>,
}

/// An area's score.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SharedDomain {
    /// The area's id.
    pub id: String,
    /// 0 to 100; none where nothing of it is answered.
    pub percent: Option<u32>,
}

/// A visitor's session.
#[derive(Debug)]
pub struct Session {
    interview: Interview,
    catalogue: Catalogue,
    shown: Shown<Place>,
    /// What kind of notice stands above the page.
    notice: Option<Discriminant<Notice>>,
    /// What the browser was last said to keep.
    memory: Memory,
    /// Whether the page that is shown tells the visitor that the owner learns the score, and whether one before did.
    says: bool,
    told: bool,
}

impl Session {
    /// A session at its start. `mode` is `express` or `full`, or blank for Express.
    ///
    /// # Errors
    /// `questionnaire`, `language` with all diagnostics, or `mode`.
    pub fn new(questionnaire: &str, language: &str, mode: &str) -> Result<Self, Failure> {
        let questionnaire = read_questionnaire(questionnaire)?;
        let (catalogue, findings) = Catalogue::from_json(language);
        let catalogue = catalogue.ok_or_else(|| Failure::document("language", findings))?;
        let mode = if mode.is_empty() { Some(Mode::default()) } else { Mode::from_name(mode) };
        let mode = mode.ok_or_else(|| {
            Failure::new("mode", "mode is neither \"express\" nor \"full\"; hint: mend or drop it")
        })?;
        let interview = Interview::new(questionnaire, mode);
        Ok(Self {
            interview,
            catalogue,
            shown: Shown::nothing(),
            notice: None,
            memory: Memory::Off,
            says: false,
            told: false,
        })
    }

    /// The page as it is, whole.
    ///
    /// # Errors
    /// `date` if `today` is no day such as 2026-11-22.
    pub fn show(&mut self, today: &str) -> Result<Update, Failure> {
        self.shown = Shown::nothing();
        Ok(self.update(today.parse()?))
    }

    /// Does what a command of the markup says.
    ///
    /// # Errors
    /// `date` if `today` is no day such as 2026-11-22; `command` if there is none such.
    pub fn apply(&mut self, command: &str, value: &str, today: &str) -> Result<Update, Failure> {
        let today: Date = today.parse()?;
        let action = Action::from_command(command, value).ok_or_else(|| {
            Failure::new("command", format!("`{command}` is no command; hint: see Action"))
        })?;
        // Whoever acts has seen the page. What the browser remembers is taken before there is one.
        self.told |= self.says && !matches!(action, Action::Remembered { .. });
        self.interview.apply(action, today);
        Ok(self.update(today))
    }

    /// Takes over another session's file and place: after a change of language, or from another
    /// window.
    pub fn resume(&mut self, file: &str, place: &str, today: &str) -> Result<Update, Failure> {
        let today: Date = today.parse()?;
        self.interview.apply(Action::Open(file.to_owned()), today);
        // Where there were answers, opening asked first.
        self.interview.apply(Action::ConfirmOpen, today);
        self.interview.apply(Action::Dismiss, today);
        if let Some(place) = Place::from_name(place) {
            self.interview.apply(Action::Go(place), today);
        }
        self.shown = Shown::nothing();
        Ok(self.update(today))
    }

    /// The assessment file.
    #[must_use]
    pub fn file(&self) -> String {
        self.interview.assessment().to_json()
    }

    /// The files that the report is compared with, as a JSON list of their texts.
    #[must_use]
    pub fn earlier(&self) -> String {
        let mut files = Vec::new();
        for earlier in self.interview.earlier() {
            files.push(earlier.to_json());
        }
        to_json(&files)
    }

    /// The id of the questionnaire, by which the browser keeps the answers.
    #[must_use]
    pub fn questionnaire(&self) -> String {
        self.interview.questionnaire().id.clone()
    }

    /// Whether there is something that could be lost.
    #[must_use]
    pub fn has_answers(&self) -> bool {
        !self.interview.is_empty()
    }

    /// What must change since the last update: parts of the same page, or another page.
    fn update(&mut self, today: Date) -> Update {
        if self.interview.take_replaced() {
            self.shown = Shown::nothing();
        }
        let screen = self.interview.screen(today);
        let catalogue = &self.catalogue;
        let same_page = screen.target.is_none() && self.shown.is_at(&screen.place);
        let Changes { page, slots } = if same_page {
            self.shown.renew(|shown| view::changes(&screen, catalogue, shown))
        } else {
            self.shown.show(&screen.place, view::page(&screen, catalogue))
        };
        let notice = screen.notice.map(discriminant);
        let renewed = notice != self.notice || slots.iter().any(|(id, _)| id == "notice");
        let focus = match (screen.target, notice) {
            (Some(question), _) => Some(format!("question:{question}")),
            (None, Some(_)) if renewed => Some("notice".to_owned()),
            // With a notice the button that put it away is gone, and the focus with it.
            _ => (!same_page || renewed).then(|| "heading".to_owned()),
        };
        self.notice = notice;
        let said = screen.memory != self.memory;
        self.memory = screen.memory;
        self.told &= screen.shares_score;
        self.says = screen.shares_score
            && matches!(screen.body, Body::Start(_) | Body::Review(_) | Body::Report(_));
        let score = if same_page || !self.told { None } else { shared_score(&screen) };
        Update {
            place: screen.place.to_string(),
            page,
            slots,
            focus,
            answered: screen.progress.answered,
            asked: screen.progress.asked,
            percent: screen.progress.percent,
            memory: screen.memory.name(),
            say: said.then(|| view::memory_text(screen.memory, catalogue).to_owned()),
            score,
        }
    }
}

/// What a page learns with the report, where it asked and the visitor was told.
fn shared_score(screen: &Screen<'_>) -> Option<SharedScore> {
    let Body::Report(page) = &screen.body else { return None };
    if !screen.shares_score {
        return None;
    }
    let score = &page.report.score;
    let mut domains = Vec::new();
    for domain in &page.report.domains {
        domains.push(SharedDomain { id: domain.id.to_string(), percent: domain.percent });
    }
    Some(SharedScore {
        percent: score.shown.as_ref().map(|_| score.thousandths / 10),
        band: score.band.as_ref().map(|band| band.id.to_string()),
        domains,
    })
}
