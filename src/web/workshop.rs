//! A workshop behind a page: the room, its language, and what the page shows of it. Says what must change on the page
//! as text; changes nothing itself, and keeps nothing.

use serde::Serialize;

use super::Failure;
use super::headless::read_questionnaire;
use super::shown::{Changes, Shown};
use crate::date::Date;
use crate::diagnostic::Findings;
use crate::document::{parse_json, to_json};
use crate::export::{Format, room};
use crate::text::Catalogue;
use crate::view::workshop as view;
use crate::workshop::{Action, Place, Workshop};

/// What must change on the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WorkshopUpdate {
    /// Where the trainer is now: `domain:access`.
    pub place: String,
    /// The whole page, where it is another page than before.
    pub page: Option<String>,
    /// Otherwise the parts that changed: the slot's name and what is inside.
    pub slots: Vec<(String, String)>,
    /// What gets the focus: `heading`, or `field:code` for the field of that name.
    pub focus: Option<String>,
    /// What a screen reader should say.
    pub say: Option<String>,
    /// Results in the room.
    pub results: u64,
}

/// A trainer's session.
#[derive(Debug)]
pub struct WorkshopSession {
    workshop: Workshop,
    catalogue: Catalogue,
    shown: Shown<Place>,
}

impl WorkshopSession {
    /// An empty room. Both are JSON: a compiled questionnaire, and the interface's texts; the workshop's own texts
    /// lie beneath them.
    ///
    /// # Errors
    /// `questionnaire` or `language`, with all diagnostics.
    pub fn new(questionnaire: &str, language: &str) -> Result<Self, Failure> {
        let questionnaire = read_questionnaire(questionnaire)?;
        let (catalogue, findings) = Catalogue::from_json(language);
        let catalogue = catalogue.ok_or_else(|| Failure::document("language", findings))?;
        let catalogue = view::catalogue(catalogue);
        Ok(Self { workshop: Workshop::new(questionnaire), catalogue, shown: Shown::nothing() })
    }

    /// The page as it is, whole.
    ///
    /// # Errors
    /// `date` if `today` is no day such as 2026-11-22.
    pub fn show(&mut self, today: &str) -> Result<WorkshopUpdate, Failure> {
        let _: Date = today.parse()?;
        self.shown = Shown::nothing();
        Ok(self.update(None))
    }

    /// Does what a command of the markup says.
    ///
    /// # Errors
    /// `date` if `today` is no day such as 2026-11-22; `command` if there is none such, or its numbers or its list of
    /// files are none.
    pub fn apply(
        &mut self,
        command: &str,
        value: &str,
        today: &str,
    ) -> Result<WorkshopUpdate, Failure> {
        let _: Date = today.parse()?;
        let action = Action::from_command(command, value).ok_or_else(|| {
            let shown: String = command.chars().take(80).collect();
            Failure::new("command", format!("`{shown}` is no command; hint: see Action"))
        })?;
        // The focus stays in the field that was sent, to type the next one or mend this.
        let field = match action {
            Action::Code(_) => Some("field:code"),
            Action::RemoveCode(_) => Some("field:remove-code"),
            _ => None,
        };
        self.workshop.apply(action);
        Ok(self.update(field))
    }

    /// The room as it was last shown as a file: `html` (the handout), `xlsx`, `csv` or `json`.
    ///
    /// # Errors
    /// `format` for another, `date` as in [`Self::show`], `export` where this build can't make it.
    pub fn export(&self, format: &str, today: &str) -> Result<Vec<u8>, Failure> {
        let date: Date = today.parse()?;
        let known = Format::from_name(format).filter(|format| {
            matches!(format, Format::Html | Format::Xlsx | Format::Csv | Format::Json)
        });
        let format = known.ok_or_else(|| {
            let shown: String = format.chars().take(80).collect();
            Failure::new(
                "format",
                format!("`{shown}` is no format; hint: use html, xlsx, csv or json"),
            )
        })?;
        let catalogue = room::catalogue(self.catalogue.clone());
        room::make(format, &self.workshop.report(), &catalogue, date)
            .map_err(|error| Failure::new("export", error.to_string()))
    }

    /// The room as text, to go on with after a reload or a trap. It holds every result without words.
    #[must_use]
    pub fn keep(&self) -> String {
        to_json(&(self.workshop.keep(), self.workshop.place().to_string()))
    }

    /// Takes a kept room over.
    ///
    /// # Errors
    /// `date` as in [`Self::show`]; `room` with all diagnostics where the text is no room of this questionnaire, and
    /// then the room that is here stays.
    pub fn restore(&mut self, text: &str, today: &str) -> Result<WorkshopUpdate, Failure> {
        let _: Date = today.parse()?;
        let (room, place) = read_kept(text)?;
        self.workshop.restore(&room).map_err(|findings| Failure::document("room", findings))?;
        if let Some(place) = Place::from_name(&place) {
            self.workshop.apply(Action::Go(place));
        }
        self.shown = Shown::nothing();
        Ok(self.update(None))
    }

    /// What must change since the last update: parts of the same page, or another page.
    fn update(&mut self, field: Option<&str>) -> WorkshopUpdate {
        let screen = self.workshop.screen();
        let catalogue = &self.catalogue;
        let same_page = self.shown.is_at(&screen.place);
        let Changes { page, slots } = if same_page {
            self.shown.renew(|shown| view::changes(&screen, catalogue, shown))
        } else {
            self.shown.show(&screen.place, view::page(&screen, catalogue))
        };
        let focus = if same_page { field } else { Some("heading") };
        WorkshopUpdate {
            place: screen.place.to_string(),
            page,
            slots,
            focus: focus.map(str::to_owned),
            say: view::said(&screen, catalogue),
            results: screen.attendance.present,
        }
    }
}

/// The room and the place of a kept text.
fn read_kept(text: &str) -> Result<(String, String), Failure> {
    let mut findings = Findings::new();
    let texts = parse_json(text, &mut findings).and_then(|node| node.texts());
    match texts.map(<[String; 2]>::try_from) {
        Some(Ok([room, place])) => Ok((room, place)),
        _ if findings.has_errors() => Err(Failure::document("room", findings.into_vec())),
        _ => Err(Failure::new("room", "is no room that was kept here; hint: begin a new room")),
    }
}
