//! A room as a table of one number a row, by RFC 4180, with the mark by which Excel knows UTF-8. What is not shown has
//! a row that says `suppressed`.

use crate::cohort::{AnswerFigures, SpreadFigures};
use crate::export::csv::row;
use crate::workshop::RoomReport;

/// The columns, in order. They are no words of the interface, so that scripts depend on no language.
const COLUMNS: [&str; 5] = ["figure", "id", "title", "measure", "value"];

/// The table as text.
pub(super) fn write(room: &RoomReport) -> String {
    let mut table = Table(String::from("\u{feff}"));
    row(&mut table.0, COLUMNS.iter().map(|title| (*title).to_owned()));
    let about = &room.questionnaire;
    let of = ["room", about.id.as_str(), about.title.as_str()];
    table.row(of, "version", &about.version);
    table.row(of, "fingerprint", &about.fingerprint);
    table.row(of, "mode", room.mode.name());
    table.row(of, "date", &room.date.map(|date| date.to_string()).unwrap_or_default());
    table.row(of, "results", &room.figures.results.to_string());
    table.spread(["overall", "", ""], room.figures.overall.as_ref());
    for band in room.figures.bands.iter().flatten() {
        table.row(["band", band.band.as_str(), &band.name], "results", &band.results.to_string());
    }
    for domain in &room.figures.domains {
        let of = ["domain", domain.domain.as_str(), domain.title.as_str()];
        table.spread(of, domain.spread.as_ref());
    }
    for question in &room.figures.questions {
        let of = ["question", question.question.as_str(), question.prompt.as_str()];
        match &question.answers {
            Some(answers) => table.answers(of, answers),
            None => table.row(of, "suppressed", ""),
        }
    }
    let Some(by_hand) = &room.by_hand else { return table.0 };
    if let Some(share) = by_hand.share {
        table.row(["overall-by-hand", "", ""], "percent", &share.to_string());
    }
    for domain in &by_hand.domains {
        let of = ["domain-by-hand", domain.domain.as_str(), domain.title.as_str()];
        table.row(of, "percent", &domain.share.to_string());
    }
    for question in &by_hand.questions {
        let of = ["question-by-hand", question.question.as_str(), question.prompt.as_str()];
        table.levels(of, &question.levels, question.dont_know);
        if !question.note.is_empty() {
            table.row(of, "note", &question.note);
        }
    }
    table.0
}

struct Table(String);

impl Table {
    fn row(&mut self, of: [&str; 3], measure: &str, value: &str) {
        row(&mut self.0, of.into_iter().chain([measure, value]).map(str::to_owned));
    }

    fn spread(&mut self, of: [&str; 3], spread: Option<&SpreadFigures>) {
        let Some(spread) = spread else { return self.row(of, "suppressed", "") };
        self.row(of, "results", &spread.results.to_string());
        self.row(of, "lower_quartile", &spread.lower.to_string());
        self.row(of, "median", &spread.median.to_string());
        self.row(of, "upper_quartile", &spread.upper.to_string());
        for (step, count) in spread.histogram.iter().enumerate() {
            let to = if step == 9 { 100 } else { step * 10 + 9 };
            self.row(of, &format!("from_{}_to_{to}", step * 10), &count.to_string());
        }
    }

    fn answers(&mut self, of: [&str; 3], answers: &AnswerFigures) {
        self.row(of, "answered", &answers.counted.to_string());
        self.levels(of, &answers.levels, answers.dont_know);
        self.row(of, "not_applicable", &answers.not_applicable.to_string());
        self.row(of, "unanswered", &answers.unanswered.to_string());
        self.row(of, "open", &answers.open.to_string());
    }

    fn levels(&mut self, of: [&str; 3], levels: &[u64], dont_know: u64) {
        for (level, count) in levels.iter().enumerate() {
            self.row(of, &format!("level_{level}"), &count.to_string());
        }
        self.row(of, "dont_know", &dont_know.to_string());
    }
}
