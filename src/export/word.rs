//! The manuscript as a Word document: WordprocessingML by ISO/IEC 29500 (transitional), in parts
//! that are packed into one file. The same manuscript and date give the same bytes.
//!
//! Written here rather than by a library: what a report needs (header rows that repeat, the
//! language, a filled list of headings) is little, and no library writes all of it.

mod blocks;
mod furniture;
mod look;
mod tables;
mod xml;

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::manuscript::Manuscript;
use super::{ExportError, Format};
use crate::date::Date;

/// The document as a file.
///
/// # Errors
/// When it can't be packed: it is larger than 4 GB.
pub fn write(manuscript: &Manuscript, date: Date) -> Result<Vec<u8>, ExportError> {
    let body = blocks::body(manuscript);
    let parts = [
        // What kind of file this is stands first: some programs look no further.
        ("[Content_Types].xml", furniture::CONTENT_TYPES.to_owned()),
        ("_rels/.rels", furniture::PACKAGE_RELATIONS.to_owned()),
        ("word/document.xml", body.document),
        ("word/_rels/document.xml.rels", furniture::relations(&body.links)),
        ("word/styles.xml", look::styles(manuscript)),
        ("word/numbering.xml", furniture::numbering(body.numbered_lists)),
        ("word/settings.xml", furniture::settings(manuscript)),
        ("word/fontTable.xml", furniture::FONTS.to_owned()),
        ("word/header1.xml", furniture::header(manuscript)),
        ("word/footer1.xml", furniture::footer(manuscript)),
        ("docProps/core.xml", furniture::core(manuscript, date)),
        ("docProps/app.xml", furniture::APP.to_owned()),
    ];
    pack(&parts)
        .map_err(|error| ExportError::Failed { format: Format::Docx, message: error.to_string() })
}

fn pack(parts: &[(&str, String)]) -> zip::result::ZipResult<Vec<u8>> {
    // The time of every part is the first that the format knows: the same report, the same bytes.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut file = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        file.start_file(*name, options)?;
        file.write_all(content.as_bytes())?;
    }
    Ok(file.finish()?.into_inner())
}
