//! Counts results as they come, by mode and group, in a space that does not grow with their number, and makes what is
//! shown of them. Never keeps a result.

use serde::Serialize;

use super::benchmark::{Benchmark, TooFew};
use super::group::{ProfileGroups, profile_groups};
use super::{Counts, Figures, Grouping, LEAST, Percents};
use crate::assessment::{Anonymous, Mode};
use crate::date::Date;
use crate::document::to_json;
use crate::questionnaire::{Fingerprint, Questionnaire};

/// What stands in the field `format` of the figures of a cohort.
pub const COHORT_FORMAT: &str = "reasonable-steps/cohort";
/// The version of that file.
pub const COHORT_FORMAT_VERSION: u32 = 1;

/// What is counted of many results of one questionnaire.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Survey {
    pub(super) grouping: Grouping,
    /// Express, then Full: they ask different questions, so their figures are never put together.
    pub(super) modes: Vec<Counted>,
}

/// What is counted of the results of a mode.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Counted {
    pub mode: Mode,
    pub all: Counts,
    /// For each question of the grouping and each of its options; `None` until there is a result.
    pub groups: Vec<Vec<Option<Counts>>>,
    /// For each combination of options; empty where none are counted.
    pub cells: Vec<Option<Counts>>,
}

/// The figures of a cohort.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Cohort {
    format: &'static str,
    format_version: u32,
    engine: &'static str,
    /// As of which day.
    pub date: Date,
    /// Which questionnaire.
    pub questionnaire: CohortQuestionnaire,
    /// How many results were counted.
    pub results: u64,
    /// How many were skipped, because they could not be used.
    pub skipped: u64,
    /// How many results a figure needs to be shown.
    pub least: u64,
    /// The figures of each mode that has results.
    pub modes: Vec<ModeFigures>,
}

/// Which questionnaire figures are of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CohortQuestionnaire {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: String,
    /// Its fingerprint.
    pub fingerprint: Fingerprint,
    /// What it is called.
    pub title: String,
}

/// The figures of a mode.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ModeFigures {
    /// Which.
    pub mode: Mode,
    /// Those of all results.
    pub figures: Figures,
    /// Those of groups.
    pub groups: Vec<ProfileGroups>,
}

/// The mode that results are counted under: Full where Express asks the same.
#[must_use]
pub fn mode_of(questionnaire: &Questionnaire, mode: Mode) -> Mode {
    if questionnaire.has_express() { mode } else { Mode::Full }
}

impl Survey {
    /// Nothing counted yet. Groups of a single question are always counted; with `cells`, so are all combinations,
    /// for a benchmark: check them with [`Grouping::check_cells`] first.
    #[must_use]
    pub fn new(questionnaire: &Questionnaire, grouping: Grouping, cells: bool) -> Self {
        let cells = if cells { grouping.cells(questionnaire) } else { 0 };
        let mut modes = Vec::new();
        for mode in [Mode::Express, Mode::Full] {
            let options = grouping.questions(questionnaire).map(|asked| asked.options.len());
            modes.push(Counted {
                mode,
                all: Counts::new(questionnaire),
                groups: options.map(|options| vec![None; options]).collect(),
                cells: vec![None; cells],
            });
        }
        Self { grouping, modes }
    }

    /// Counts a result of the questionnaire that this was made for.
    pub fn add(&mut self, questionnaire: &Questionnaire, result: &Anonymous) {
        let percents = Percents::of(questionnaire, result);
        let mode = mode_of(questionnaire, result.mode);
        let Some(counted) = self.modes.iter_mut().find(|counted| counted.mode == mode) else {
            return;
        };
        let count = |slot: &mut Option<Counts>| {
            slot.get_or_insert_with(|| Counts::new(questionnaire)).add_known(
                questionnaire,
                &percents,
                result,
            );
        };
        counted.all.add_known(questionnaire, &percents, result);
        for (asked, groups) in self.grouping.questions(questionnaire).zip(&mut counted.groups) {
            for (option, slot) in asked.options.iter().zip(groups) {
                if result.holds(&asked.id, &option.id) == Some(true) {
                    count(slot);
                }
            }
        }
        let cell = self.grouping.cell(questionnaire, result);
        if let Some(slot) = cell.and_then(|cell| counted.cells.get_mut(cell)) {
            count(slot);
        }
    }

    /// Adds what was counted elsewhere, of the same questionnaire and grouping.
    pub fn merge(&mut self, other: &Self) {
        let join = |own: &mut Option<Counts>, more: &Option<Counts>| match (own, more) {
            (Some(own), Some(more)) => own.merge(more),
            (own @ None, Some(more)) => *own = Some(more.clone()),
            (_, None) => {}
        };
        for (own, more) in self.modes.iter_mut().zip(&other.modes) {
            own.all.merge(&more.all);
            for (own, more) in own.groups.iter_mut().zip(&more.groups) {
                own.iter_mut().zip(more).for_each(|(own, more)| join(own, more));
            }
            own.cells.iter_mut().zip(&more.cells).for_each(|(own, more)| join(own, more));
        }
    }

    /// How many results were counted.
    #[must_use]
    pub fn results(&self) -> u64 {
        self.modes.iter().map(|counted| counted.all.results).sum()
    }

    /// The figures, as of a day; so many more could not be used.
    #[must_use]
    pub fn cohort(&self, questionnaire: &Questionnaire, date: Date, skipped: u64) -> Cohort {
        let mut modes = Vec::new();
        for counted in self.modes.iter().filter(|counted| counted.all.results > 0) {
            let mut groups = Vec::new();
            for (asked, parts) in self.grouping.questions(questionnaire).zip(&counted.groups) {
                groups.push(profile_groups(questionnaire, asked, &counted.all, parts));
            }
            let figures = Figures::of(questionnaire, &counted.all);
            modes.push(ModeFigures { mode: counted.mode, figures, groups });
        }
        Cohort {
            format: COHORT_FORMAT,
            format_version: COHORT_FORMAT_VERSION,
            engine: crate::ENGINE_VERSION,
            date,
            questionnaire: CohortQuestionnaire {
                id: questionnaire.id.clone(),
                version: questionnaire.version.clone(),
                fingerprint: questionnaire.fingerprint.clone(),
                title: questionnaire.title.clone(),
            },
            results: self.results(),
            skipped,
            least: LEAST,
            modes,
        }
    }

    /// The benchmark, as of a day.
    ///
    /// # Errors
    /// If no mode has at least [`LEAST`] results.
    pub fn benchmark(
        &self,
        questionnaire: &Questionnaire,
        date: Date,
    ) -> Result<Benchmark, TooFew> {
        Benchmark::of(questionnaire, self, date)
    }
}

impl Cohort {
    /// The figures as JSON.
    #[must_use]
    pub fn to_json(&self) -> String {
        to_json(self)
    }
}
