//! What is to be counted, piece by piece: files, what lies in folders, and lines. Holds one open folder for each level
//! and one line, however much there is.

use std::collections::HashSet;
use std::fs::{self, File, FileType, ReadDir};
use std::io::{BufRead, BufReader, Read as _};
use std::path::{Path, PathBuf};

use reasonable_steps::document::LARGEST_DOCUMENT;
use sha2::{Digest, Sha256};

use super::super::CliError;
use super::read::{Skipped, bytes};

/// A piece with the name by which it is told.
pub(super) struct Item {
    pub name: String,
    pub content: Content,
}

pub(super) enum Content {
    /// A file that is still to be read.
    File(PathBuf),
    /// A document that was read.
    Document(Vec<u8>),
    /// A line that was read: a document, or a code.
    Line(Vec<u8>),
    /// What can't be counted.
    Skipped(Skipped),
    /// What was counted already.
    Duplicate,
}

impl Item {
    /// How much memory it takes, about.
    pub fn weight(&self) -> usize {
        let content = match &self.content {
            Content::Document(bytes) | Content::Line(bytes) => bytes.len(),
            _ => 0,
        };
        content + self.name.len() + 200
    }
}

/// All pieces in turn.
pub(super) struct Source {
    /// Still to be opened, the next one last.
    waiting: Vec<Place>,
    /// Half of the SHA-256 of each piece, where each is to be counted once.
    seen: Option<HashSet<[u8; 16]>>,
}

enum Place {
    Path(PathBuf),
    StandardInput,
    Folder(PathBuf, ReadDir),
    Lines(Lines),
}

impl Source {
    /// All that is named. With `unique`, what is the same is given once.
    ///
    /// # Errors
    /// If a path leads nowhere, or standard input is named twice.
    pub fn open(paths: &[PathBuf], unique: bool) -> Result<Self, CliError> {
        let is_input = |path: &&PathBuf| path.as_os_str() == "-";
        if paths.iter().filter(is_input).count() > 1 {
            return Err(CliError::Usage("- stands here twice; hint: name standard input once"));
        }
        let mut waiting = Vec::new();
        for path in paths.iter().rev() {
            if is_input(&path) {
                waiting.push(Place::StandardInput);
                continue;
            }
            fs::metadata(path).map_err(|error| CliError::Read { path: path.clone(), error })?;
            waiting.push(Place::Path(path.clone()));
        }
        Ok(Self { waiting, seen: unique.then(HashSet::new) })
    }

    fn advance(&mut self) -> Option<Item> {
        loop {
            match self.waiting.pop()? {
                Place::StandardInput => {
                    let reader = Box::new(std::io::stdin().lock());
                    self.waiting.push(Place::Lines(Lines::new("standard input", reader)));
                }
                Place::Path(path) => {
                    let opened = if path.is_dir() {
                        fs::read_dir(&path).map(|entries| Place::Folder(path.clone(), entries))
                    } else if ends_in(&path, ".json") {
                        return Some(named(&path, Content::File(path.clone())));
                    } else {
                        File::open(&path).map(|file| {
                            let reader = Box::new(BufReader::new(file));
                            Place::Lines(Lines::new(&path.to_string_lossy(), reader))
                        })
                    };
                    match opened {
                        Ok(place) => self.waiting.push(place),
                        Err(error) => return Some(unreadable(&path, &error)),
                    }
                }
                Place::Folder(path, mut entries) => {
                    let Some(entry) = entries.next() else { continue };
                    self.waiting.push(Place::Folder(path.clone(), entries));
                    match entry.and_then(|entry| Ok((entry.path(), entry.file_type()?))) {
                        Err(error) => return Some(unreadable(&path, &error)),
                        Ok((path, kind)) if kind.is_dir() || is_counted(&path, kind) => {
                            self.waiting.push(Place::Path(path));
                        }
                        Ok(_) => {}
                    }
                }
                Place::Lines(mut lines) => {
                    if let Some(item) = lines.next() {
                        self.waiting.push(Place::Lines(lines));
                        return Some(item);
                    }
                }
            }
        }
    }

    /// Whether these bytes are new.
    fn is_new(&mut self, bytes: &[u8]) -> bool {
        let Some(seen) = &mut self.seen else { return true };
        let mut half = [0; 16];
        for (to, from) in half.iter_mut().zip(Sha256::digest(bytes)) {
            *to = from;
        }
        seen.insert(half)
    }
}

impl Iterator for Source {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        let mut item = self.advance()?;
        if self.seen.is_none() {
            return Some(item);
        }
        // Which of two is the second must not depend on threads, so they are told apart here, one after the other.
        if let Content::File(path) = &item.content {
            item.content = match bytes(path) {
                Ok(bytes) => Content::Document(bytes),
                Err(skipped) => Content::Skipped(skipped),
            };
        }
        let is_new = match &item.content {
            Content::Document(bytes) => self.is_new(bytes),
            Content::Line(line) => self.is_new(line.trim_ascii()),
            _ => true,
        };
        if !is_new {
            item.content = Content::Duplicate;
        }
        Some(item)
    }
}

/// Which entries of a folder are read, besides folders: no links to folders, which can lead in a circle, and nothing
/// that waits for a writer. A link to nothing is tried, and told.
fn is_counted(path: &Path, kind: FileType) -> bool {
    let is_file = || fs::metadata(path).map_or(true, |about| about.is_file());
    (ends_in(path, ".json") || ends_in(path, ".codes.txt"))
        && (kind.is_file() || kind.is_symlink() && is_file())
}

fn ends_in(path: &Path, end: &str) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().to_lowercase().ends_with(end))
}

fn named(path: &Path, content: Content) -> Item {
    Item { name: path.to_string_lossy().into_owned(), content }
}

fn unreadable(path: &Path, error: &std::io::Error) -> Item {
    named(path, Content::Skipped(Skipped::unreadable(error)))
}

/// The lines of a reader that are not blank.
struct Lines {
    name: String,
    number: u64,
    reader: Option<Box<dyn BufRead>>,
}

impl Lines {
    fn new(name: &str, reader: Box<dyn BufRead>) -> Self {
        Self { name: name.to_owned(), number: 0, reader: Some(reader) }
    }
}

impl Iterator for Lines {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        loop {
            let reader = self.reader.as_mut()?;
            self.number += 1;
            let name = || format!("{}: line {}", self.name, self.number);
            let mut line = Vec::new();
            // One for the line end, one to see that it is too much.
            let limit = u64::try_from(LARGEST_DOCUMENT).unwrap_or(u64::MAX).saturating_add(2);
            let mut read = reader.by_ref().take(limit).read_until(b'\n', &mut line);
            let is_cut = u64::try_from(line.len()) == Ok(limit) && !line.ends_with(b"\n");
            // What ends the line is no part of the document.
            let content = line.trim_ascii_end().len();
            let (is_end, is_blank) = (line.is_empty(), content == 0);
            line.truncate(content);
            let is_too_large = is_cut || content > LARGEST_DOCUMENT;
            if is_cut && read.is_ok() {
                read = skip_line(reader);
            }
            match read {
                Err(error) => {
                    let content = Content::Skipped(Skipped::unreadable(&error));
                    let item = Item { name: name(), content };
                    self.reader = None;
                    return Some(item);
                }
                Ok(_) if is_too_large => {
                    let content = Content::Skipped(Skipped::too_large());
                    return Some(Item { name: name(), content });
                }
                Ok(_) if is_end => return None,
                Ok(_) if is_blank => {}
                Ok(_) => return Some(Item { name: name(), content: Content::Line(line) }),
            }
        }
    }
}

/// Passes over the rest of a line without keeping it.
fn skip_line(reader: &mut dyn BufRead) -> std::io::Result<usize> {
    loop {
        let held = reader.fill_buf()?;
        let (length, is_end) = match held.iter().position(|byte| *byte == b'\n') {
            Some(at) => (at + 1, true),
            None => (held.len(), held.is_empty()),
        };
        reader.consume(length);
        if is_end {
            return Ok(length);
        }
    }
}
