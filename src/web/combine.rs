//! The boundary of the pages on which a team combines its files: commands in, markup out. Changes no page itself.

use serde::Serialize;

use super::Failure;
use super::headless::read_questionnaire;
use super::shown::{Changes, Shown};
use crate::date::Date;
use crate::team::{self, Action, Place, Said, Team};
use crate::text::Catalogue;
use crate::view;

/// What must change on the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CombineUpdate {
    /// Which page is shown: `question:access.mfa`.
    pub place: String,
    /// The whole page, where it is another page than before.
    pub page: Option<String>,
    /// Otherwise the parts that changed: the slot's name and what is inside.
    pub slots: Vec<(String, String)>,
    /// What gets the focus: `heading`, `notice`, or `question:access.mfa` where a button that was pressed is gone.
    pub focus: Option<String>,
    /// What a screen reader should say.
    pub say: Option<String>,
    /// How many people's files are there.
    pub people: usize,
    /// Whether a file can come out now: two people or more, and no open fact about the firm.
    pub ready: bool,
}

/// A team at work, its language, and what the page shows of it.
#[derive(Debug)]
pub struct CombineSession {
    team: Team,
    catalogue: Catalogue,
    shown: Shown<Place>,
    said: Vec<Said>,
    /// How often choices were shown anew, and how many people there were.
    before: (usize, usize),
}

impl CombineSession {
    /// A session of nobody yet. `language` holds the interface's texts; the texts of these pages may be in it.
    ///
    /// # Errors
    /// `questionnaire` or `language`, each with all diagnostics.
    pub fn new(questionnaire: &str, language: &str) -> Result<Self, Failure> {
        let questionnaire = read_questionnaire(questionnaire)?;
        let (catalogue, findings) = Catalogue::from_json(language);
        let catalogue = catalogue.ok_or_else(|| Failure::document("language", findings))?;
        let catalogue = team::catalogue(catalogue);
        let team = Team::new(questionnaire);
        Ok(Self { team, catalogue, shown: Shown::nothing(), said: Vec::new(), before: (0, 0) })
    }

    /// The page as it is, whole.
    ///
    /// # Errors
    /// `date` if `today` is no day such as 2026-11-22.
    pub fn show(&mut self, today: &str) -> Result<CombineUpdate, Failure> {
        self.shown = Shown::nothing();
        Ok(self.update(today.parse()?))
    }

    /// Does what a command of the markup says.
    ///
    /// # Errors
    /// `date` if `today` is no day such as 2026-11-22; `command` if there is none such.
    pub fn apply(
        &mut self,
        command: &str,
        value: &str,
        today: &str,
    ) -> Result<CombineUpdate, Failure> {
        let today: Date = today.parse()?;
        let action = Action::from_command(command, value).ok_or_else(|| {
            Failure::new("command", format!("`{command}` is no command; hint: see team::Action"))
        })?;
        self.team.apply(action);
        Ok(self.update(today))
    }

    /// The combined assessment file.
    ///
    /// # Errors
    /// `date`; `facts-open`, `too-few` or `too-large`, each with the way out in its message.
    pub fn finish(&self, today: &str) -> Result<String, Failure> {
        let result = self.team.finish(today.parse()?, &self.catalogue);
        result.map(|assessment| assessment.to_json()).map_err(|error| match &error {
            team::FinishError::ProfileOpen(_) => Failure::new("facts-open", error.to_string()),
            team::FinishError::Combine(cause) => Failure::new(cause.code(), error.to_string()),
        })
    }

    /// Whether there is something that could be lost.
    #[must_use]
    pub fn has_files(&self) -> bool {
        !self.team.combination().people().is_empty()
    }

    /// What must change since the last update: parts of the same page, or another page.
    fn update(&mut self, today: Date) -> CombineUpdate {
        let catalogue = &self.catalogue;
        let screen = self.team.screen(today, catalogue);
        let same_page = self.shown.is_at(&screen.place);
        let Changes { page, slots } = if same_page {
            self.shown.renew(|shown| view::team::changes(&screen, catalogue, shown))
        } else {
            self.shown.show(&screen.place, view::team::page(&screen, catalogue))
        };
        let renewed = screen.said != self.said;
        let people = self.team.combination().people().len();
        let now = (self.team.renewed(), people);
        let focus = match (screen.said, renewed, &screen.place) {
            ([_, ..], true, _) => Some("notice".to_owned()),
            (_, _, Place::Question(id)) if same_page && now.0 != self.before.0 => {
                Some(format!("question:{id}"))
            }
            // With a notice or a person the button that was pressed is gone, and the focus with it.
            _ => (!same_page || renewed || now != self.before).then(|| "heading".to_owned()),
        };
        self.before = now;
        let say = view::team::spoken(&screen, &self.said, catalogue);
        self.said = screen.said.to_vec();
        CombineUpdate {
            place: screen.place.to_string(),
            page,
            slots,
            focus,
            say,
            people,
            ready: self.team.is_ready(),
        }
    }
}
