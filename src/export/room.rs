//! A trainer's room as files: a handout to print, a workbook, a table of one number a row, and data. All of them are
//! made of the same [`RoomReport`], which holds nothing that no page shows.

mod table;

#[cfg(feature = "excel")]
use super::excel::room as excel;
use super::{ExportError, Format, html};
use crate::date::Date;
use crate::text::Catalogue;
use crate::view;
use crate::workshop::RoomReport;

/// The texts of the interface and of exports and, beneath them, what only the workshop says.
#[must_use]
pub fn catalogue(interface: Catalogue) -> Catalogue {
    view::workshop::catalogue(super::catalogue(interface))
}

/// Makes a file as of a day. `catalogue` is one that [`catalogue`] gave.
///
/// # Errors
/// Where a room has no such file, this build can't make it, or the library that does refuses.
pub fn make(
    format: Format,
    room: &RoomReport,
    catalogue: &Catalogue,
    date: Date,
) -> Result<Vec<u8>, ExportError> {
    let room = RoomReport { date: Some(date), ..room.clone() };
    match format {
        Format::Html => Ok(handout(&room, catalogue, date).into_bytes()),
        Format::Csv => Ok(table::write(&room).into_bytes()),
        Format::Json => Ok(room.to_json().into_bytes()),
        #[cfg(feature = "excel")]
        Format::Xlsx => excel::write(&room, catalogue, date),
        other => Err(ExportError::NotBuilt(other)),
    }
}

/// What the file is called.
#[must_use]
pub fn file_name(format: Format, date: Date) -> String {
    format!("reasonable-steps-room-{date}.{}", format.extension())
}

/// One page without script and without anything from elsewhere, to print or to send round.
fn handout(room: &RoomReport, catalogue: &Catalogue, date: Date) -> String {
    let title =
        format!("{}: {}", catalogue.say("workshop.handout_title"), room.questionnaire.title);
    let content = view::workshop::handout(room, catalogue, date);
    html::document(&room.language, &title, catalogue, &content)
}
