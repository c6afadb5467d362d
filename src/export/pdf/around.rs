//! What a program shows around the pages: the standards the file keeps, its title and date, its outline, and the report
//! that it carries. It draws nothing.

use krilla::Data;
use krilla::configure::{Accessibility, Archival, Configuration, ConfigurationBuilder};
use krilla::embed::{AssociationKind, EmbeddedFile, MimeType};
use krilla::metadata::{DateTime, Metadata, TextDirection};
use krilla::outline::{Outline, OutlineNode};

use super::Attachment;
use super::compose::Entry;
use super::draw::{Spot, destination};
use crate::date::Date;
use crate::export::manuscript::Manuscript;

/// What made the file.
const CREATOR: &str = "Reasonable Steps";

/// For the archive, level A of part 3, which allows attachments; and for everyone, PDF/UA-1.
pub(super) fn standards() -> Option<Configuration> {
    ConfigurationBuilder::new()
        .with_archival_validator(Archival::A3_A)
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .ok()
}

pub(super) fn metadata(manuscript: &Manuscript, date: Date) -> Metadata {
    let direction = if manuscript.right_to_left {
        TextDirection::RightToLeft
    } else {
        TextDirection::LeftToRight
    };
    Metadata::new()
        .title(title(manuscript))
        .language(manuscript.language.clone())
        .creator(format!("{CREATOR} {}", crate::ENGINE_VERSION))
        .creation_date(date_time(date))
        .text_direction(direction)
}

/// The report as data.
pub(super) fn file(attachment: &Attachment, date: Date) -> EmbeddedFile {
    EmbeddedFile {
        path: attachment.name.to_owned(),
        mime_type: MimeType::new("application/json"),
        description: Some(attachment.description.to_owned()),
        association_kind: AssociationKind::Data,
        data: Data::from(attachment.bytes.to_vec()),
        modification_date: Some(date_time(date)),
        compress: Some(true),
        location: None,
    }
}

/// The headings, to go to them.
pub(super) fn outline(entries: &[Entry], spots: &[Spot], manuscript: &Manuscript) -> Outline {
    let mut outline = Outline::new();
    let mut part: Option<OutlineNode> = None;
    for (entry, spot) in entries.iter().zip(spots) {
        let node = OutlineNode::new(plain(&entry.text), destination(*spot));
        match &mut part {
            Some(part) if entry.level > 1 => part.push_child(node),
            _ => {
                if let Some(done) = part.replace(node) {
                    outline.push_child(done);
                }
            }
        }
    }
    // The standard asks for an outline even where there is no heading.
    let part =
        part.unwrap_or_else(|| OutlineNode::new(title(manuscript), destination(Spot::default())));
    outline.push_child(part);
    outline
}

/// What the document is called where it must be called something.
fn title(manuscript: &Manuscript) -> String {
    let title = plain(&manuscript.title);
    if title.trim().is_empty() { CREATOR.to_owned() } else { title }
}

/// Midnight in UTC, for the core knows no time of day.
fn date_time(date: Date) -> DateTime {
    DateTime::new(date.year())
        .month(date.month())
        .day(date.day())
        .hour(0)
        .minute(0)
        .second(0)
        .utc_offset_hour(0)
        .utc_offset_minute(0)
}

/// A text for a program's own lists, where nothing is drawn: without control characters, which would do harm there, and
/// of a length that the standards allow.
pub(super) fn plain(text: &str) -> String {
    const LONGEST: usize = 2_000;
    text.chars()
        .take(LONGEST)
        .map(|letter| if letter.is_control() { ' ' } else { letter })
        .collect()
}
