//! A room of made-up participants: what each of them hands over, as a code, as a file and before the camera, and what
//! the core counts of them.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::PathBuf;

use anyhow::{Context, Result, anyhow};
use fast_qr::{ECL, QRBuilder};
use reasonable_steps::assessment::{Anonymous, Assessment, Choice, Mode, ResultCode};
use reasonable_steps::cohort::Counts;
use reasonable_steps::questionnaire::Questionnaire;
use xtask::paths;

/// Those in the room.
pub struct Participants {
    pub questionnaire: Questionnaire,
    firms: Vec<Assessment>,
}

impl Participants {
    /// So many of them, in Express mode, each with answers of its own.
    ///
    /// # Errors
    /// When the questionnaire can't be read, or an answer is none of its.
    pub fn new(count: usize) -> Result<Self> {
        let file = paths::repository().join("questionnaires/compiled/trade-secrets.en.json");
        let (questionnaire, findings) = Questionnaire::from_json(&fs::read_to_string(file)?);
        let questionnaire = questionnaire.with_context(|| format!("{findings:#?}"))?;
        let firms = (0..count).map(|firm| answered(&questionnaire, firm)).collect::<Result<_>>()?;
        Ok(Self { questionnaire, firms })
    }

    /// How many there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.firms.len()
    }

    /// The code that a participant shows.
    #[must_use]
    pub fn code(&self, firm: usize) -> String {
        let number = u32::try_from(firm).unwrap_or_default() * 7_919 + 1;
        let result = Anonymous::of(&self.questionnaire, &self.firms[firm]);
        ResultCode { number, result }.to_text(&self.questionnaire)
    }

    /// The file that a participant saved, and its name.
    #[must_use]
    pub fn file(&self, firm: usize) -> (String, String) {
        (format!("firm-{firm}.steps.json"), self.firms[firm].to_json())
    }

    /// What the core counts of all of them.
    #[must_use]
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::new(&self.questionnaire);
        for firm in &self.firms {
            counts.add(&self.questionnaire, &Anonymous::of(&self.questionnaire, firm));
        }
        counts
    }
}

/// Answers that differ from firm to firm and from question to question, with some "don't know".
fn answered(questionnaire: &Questionnaire, firm: usize) -> Result<Assessment> {
    let mut assessment = Assessment::new(questionnaire, Mode::Express);
    assessment.title = format!("Firm {firm} that nobody may see");
    let asked = Mode::Express.filter(questionnaire);
    for (at, question) in questionnaire.questions().filter(|question| asked(question)).enumerate() {
        let choice = match (firm * 7 + at * 3 + firm * at) % 11 {
            10 => Choice::DontKnow,
            number => Choice::Level(u8::try_from(number.min(firm + 2) % 5)?),
        };
        let id = question.id.as_str();
        assessment.answer(questionnaire, id, Some(choice)).map_err(|error| anyhow!("{error}"))?;
    }
    Ok(assessment)
}

const WIDTH: usize = 640;
const HEIGHT: usize = 480;
/// Pictures a second.
const RATE: usize = 5;
/// How many pictures show a code, and how many the table after it.
const SHOWN: usize = 4;
const BETWEEN: usize = 1;
/// Pixels around a code.
const MARGIN: usize = 24;

/// What a camera sees of codes that are held up one after the other, as the file that Chromium's made-up camera plays
/// again and again: YUV4MPEG2, with brightness alone.
///
/// # Errors
/// When a code is too long, or the file can't be written.
pub fn camera_feed(name: &str, codes: &[String]) -> Result<PathBuf> {
    let folder = paths::target().join("tmp").join("browser");
    fs::create_dir_all(&folder)?;
    let path = folder.join(format!("{name}.y4m"));
    let mut file = BufWriter::new(File::create(&path)?);
    writeln!(file, "YUV4MPEG2 W{WIDTH} H{HEIGHT} F{RATE}:1 Ip A1:1 C420jpeg")?;
    let table = vec![120; WIDTH * HEIGHT];
    for code in codes {
        let held = held_up(code)?;
        for picture in [&held].into_iter().cycle().take(SHOWN).chain([&table; BETWEEN]) {
            file.write_all(b"FRAME\n")?;
            file.write_all(picture)?;
            // No colour.
            file.write_all(&vec![128; WIDTH * HEIGHT / 2])?;
        }
    }
    file.flush()?;
    Ok(path)
}

/// A code in the middle of a grey table.
fn held_up(code: &str) -> Result<Vec<u8>> {
    let code = QRBuilder::new(code).ecl(ECL::M).build().map_err(|error| anyhow!("{error:?}"))?;
    let scale = (HEIGHT - 2 * MARGIN) / (code.size + 8);
    let white = scale * (code.size + 8);
    let (left, top) = ((WIDTH - white) / 2, (HEIGHT - white) / 2);
    let mut picture = vec![120; WIDTH * HEIGHT];
    for y in 0..white {
        for x in 0..white {
            let module = |at: usize| (at / scale).checked_sub(4).filter(|at| *at < code.size);
            let dark =
                module(y).zip(module(x)).is_some_and(|(row, column)| code[row][column].value());
            picture[(top + y) * WIDTH + left + x] = if dark { 20 } else { 235 };
        }
    }
    Ok(picture)
}
