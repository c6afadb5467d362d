//! The figures of many results as files: a table of one number a row, and a workbook. What is hidden in the figures is
//! hidden here: nothing is worked out anew.

use super::csv::row;
#[cfg(feature = "excel")]
pub use super::excel::cohort::write as excel;
use crate::cohort::{AnswerFigures, Cohort, Figures, SpreadFigures};
use crate::text::Catalogue;

/// What only figures of many results say, in English.
pub const ENGLISH: &str = include_str!("../../languages/cohort/en.json");

/// The texts of the interface and of exports and, beneath them, what only figures of many results say.
#[must_use]
pub fn catalogue(interface: Catalogue) -> Catalogue {
    super::catalogue(interface).above_own(ENGLISH)
}

/// The columns of the table, in order. They are no words of the interface, so that scripts depend on no language.
pub const COLUMNS: [&str; 8] =
    ["mode", "group_by", "group", "figure", "id", "title", "measure", "value"];

/// The table: one number a row, by RFC 4180, with the mark by which Excel knows UTF-8. What is hidden has a row that
/// says `suppressed`.
#[must_use]
pub fn csv(cohort: &Cohort) -> String {
    let mut text = String::from("\u{feff}");
    row(&mut text, COLUMNS.iter().map(|title| (*title).to_owned()));
    for mode in &cohort.modes {
        let mut table = Table { text: &mut text, of: [mode.mode.name(), "", ""] };
        table.figures(&mode.figures);
        for asked in &mode.groups {
            for group in &asked.groups {
                table.of = [mode.mode.name(), asked.profile.as_str(), &group.option];
                match &group.figures {
                    Some(figures) => table.figures(figures),
                    None => table.hidden(["group", "", ""]),
                }
            }
        }
    }
    text
}

struct Table<'a> {
    text: &'a mut String,
    /// Mode, question of the grouping, option.
    of: [&'a str; 3],
}

impl Table<'_> {
    fn row(&mut self, about: [&str; 3], measure: &str, value: &str) {
        let cells = self.of.into_iter().chain(about).chain([measure, value]);
        row(self.text, cells.map(str::to_owned));
    }

    fn hidden(&mut self, about: [&str; 3]) {
        self.row(about, "suppressed", "");
    }

    fn figures(&mut self, figures: &Figures) {
        self.row(["group", "", ""], "results", &figures.results.to_string());
        self.spread(["overall", "", ""], figures.overall.as_ref());
        for band in figures.bands.iter().flatten() {
            let about = ["band", band.band.as_str(), &band.name];
            self.row(about, "results", &band.results.to_string());
        }
        for domain in &figures.domains {
            let about = ["domain", domain.domain.as_str(), &domain.title];
            self.spread(about, domain.spread.as_ref());
        }
        for question in &figures.questions {
            let about = ["question", question.question.as_str(), &question.prompt];
            match &question.answers {
                Some(answers) => self.answers(about, answers),
                None => self.hidden(about),
            }
        }
    }

    fn spread(&mut self, about: [&str; 3], spread: Option<&SpreadFigures>) {
        let Some(spread) = spread else {
            self.hidden(about);
            return;
        };
        self.row(about, "results", &spread.results.to_string());
        self.row(about, "lower_quartile", &spread.lower.to_string());
        self.row(about, "median", &spread.median.to_string());
        self.row(about, "upper_quartile", &spread.upper.to_string());
        for (step, count) in (0..).zip(spread.histogram) {
            let (from, to) = step_ends(step);
            self.row(about, &format!("percent_{from}_to_{to}"), &count.to_string());
        }
    }

    fn answers(&mut self, about: [&str; 3], answers: &AnswerFigures) {
        self.row(about, "counted", &answers.counted.to_string());
        for (level, count) in answers.levels.iter().enumerate() {
            self.row(about, &format!("level_{level}"), &count.to_string());
        }
        self.row(about, "dont_know", &answers.dont_know.to_string());
        self.row(about, "not_applicable", &answers.not_applicable.to_string());
        self.row(about, "unanswered", &answers.unanswered.to_string());
        self.row(about, "open", &answers.open.to_string());
        self.row(about, "open_percent", &answers.open_percent.to_string());
        self.row(about, "dont_know_percent", &answers.dont_know_percent.to_string());
        if let Some([lower, median, upper]) = answers.quartiles {
            self.row(about, "lower_quartile", &lower.to_string());
            self.row(about, "median", &median.to_string());
            self.row(about, "upper_quartile", &upper.to_string());
        }
        if let Some(spread) = answers.spread_percent {
            self.row(about, "spread_percent", &spread.to_string());
        }
    }
}

/// From which to which percent a step of the histogram reaches.
pub(super) fn step_ends(step: u32) -> (u32, u32) {
    (step * 10, if step == 9 { 100 } else { step * 10 + 9 })
}
