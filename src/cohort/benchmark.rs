//! The benchmark file: how the scores of many firms spread, for one firm to see where it stands. Holds distributions,
//! the number of firms and the day; never a result, and of no group fewer than [`LEAST`] firms.

mod read;

use litemap::LiteMap;
use serde::{Serialize, Serializer};

use super::figures::Slot;
use super::group::hidden;
use super::survey::{Counted, Survey};
use super::{Counts, LEAST, Spread};
use crate::assessment::{About, Mode};
use crate::date::Date;
use crate::document::to_json;
use crate::questionnaire::{ProfileId, ProfileKind, Questionnaire};

/// What stands in the field `format` of a benchmark file.
pub const BENCHMARK_FORMAT: &str = "reasonable-steps/benchmark";
/// The version of the benchmark file that this engine writes and reads.
pub const BENCHMARK_FORMAT_VERSION: u32 = 1;
/// The most firms that a benchmark can be of.
pub const MOST_FIRMS: u32 = 10_000_000;

/// How the scores of many firms spread.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Benchmark {
    /// As of which day.
    pub date: Date,
    /// Express and Full apart, for they ask different questions; only those of at least [`LEAST`] firms.
    pub modes: Vec<ModeBenchmark>,
}

/// The benchmark of a mode.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModeBenchmark {
    /// Which.
    pub mode: Mode,
    /// All firms.
    pub all: Distributions,
    /// Those that have a combination of options in common; no firm is in two.
    pub groups: Vec<GroupBenchmark>,
}

/// A group of firms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupBenchmark {
    /// The option that holds, for each question of the grouping.
    pub profile: LiteMap<ProfileId, String>,
    /// How they score.
    pub of: Distributions,
}

/// How firms score. A distribution to which fewer than [`LEAST`] contribute is `None`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Distributions {
    /// How many firms.
    pub firms: u64,
    /// The overall scores, of firms that are complete enough for a band.
    pub overall: Option<Spread>,
    /// Each domain, in the questionnaire's order.
    pub domains: Vec<Option<Spread>>,
}

/// There are too few firms for a benchmark.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "{0} results in the larger mode are too few for a benchmark; hint: collect at least {LEAST} of one mode"
)]
pub struct TooFew(pub u64);

impl Benchmark {
    /// The benchmark of what was counted, as of a day.
    ///
    /// # Errors
    /// If no mode has at least [`LEAST`] results.
    pub(super) fn of(
        questionnaire: &Questionnaire,
        survey: &Survey,
        date: Date,
    ) -> Result<Self, TooFew> {
        let most = survey.modes.iter().map(|counted| counted.all.results).max().unwrap_or(0);
        let enough = survey.modes.iter().filter(|counted| counted.all.results >= LEAST);
        let modes: Vec<ModeBenchmark> =
            enough.map(|counted| mode_benchmark(questionnaire, survey, counted)).collect();
        if modes.is_empty() { Err(TooFew(most)) } else { Ok(Self { date, modes }) }
    }

    /// How many firms it is of.
    #[must_use]
    pub fn firms(&self) -> u64 {
        self.modes.iter().map(|mode| mode.all.firms).sum()
    }

    /// The benchmark file. Equal benchmarks give equal files, byte for byte.
    #[must_use]
    pub fn to_json(&self, questionnaire: &Questionnaire) -> String {
        to_json(&File {
            format: BENCHMARK_FORMAT,
            format_version: BENCHMARK_FORMAT_VERSION,
            date: self.date,
            questionnaire: About::of(questionnaire),
            firms: self.firms(),
            modes: self.modes.iter().map(|mode| file_mode(questionnaire, mode)).collect(),
        })
    }
}

fn file_mode<'a>(questionnaire: &'a Questionnaire, mode: &'a ModeBenchmark) -> FileMode<'a> {
    let groups = mode.groups.iter().map(|group| FileGroup {
        profile: Ids(&group.profile),
        firms: group.of.firms,
        overall: group.of.overall.as_ref().map(Packed),
        domains: Domains { questionnaire, of: &group.of },
    });
    FileMode {
        mode: mode.mode,
        firms: mode.all.firms,
        overall: mode.all.overall.as_ref().map(Packed),
        domains: Domains { questionnaire, of: &mode.all },
        groups: groups.collect(),
    }
}

fn mode_benchmark(
    questionnaire: &Questionnaire,
    survey: &Survey,
    counted: &Counted,
) -> ModeBenchmark {
    let mut slots = Slot::all(questionnaire);
    slots.retain(|slot| !matches!(slot, Slot::Question(_)));
    let options: Vec<Vec<(ProfileId, String)>> = (0..counted.cells.len())
        .map(|cell| survey.grouping.options_of(questionnaire, cell))
        .collect();
    let mut names = Vec::new();
    for held in &options {
        let ids: Vec<&str> = held.iter().map(|(_, option)| option.as_str()).collect();
        names.push(ids.join(" "));
    }
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let hidden = hidden(&slots, &counted.all, &counted.cells, &names, ProfileKind::One);
    let mut groups = Vec::new();
    for ((held, counts), hidden) in options.into_iter().zip(&counted.cells).zip(&hidden) {
        let Some(counts) = counts else { continue };
        // Without a question to group by, the one group is everybody.
        if !hidden.contains(&Slot::Result) && !held.is_empty() {
            let mut profile = LiteMap::new();
            for (id, option) in held {
                profile.insert(id, option);
            }
            groups.push(GroupBenchmark { profile, of: distributions(counts, hidden) });
        }
    }
    ModeBenchmark { mode: counted.mode, all: distributions(&counted.all, &[]), groups }
}

fn distributions(counts: &Counts, hidden: &[Slot]) -> Distributions {
    let shown = |slot: Slot, spread: &Spread| {
        (spread.total() >= LEAST && !hidden.contains(&slot)).then(|| spread.clone())
    };
    let domains = counts.domains.iter().enumerate();
    Distributions {
        firms: counts.results,
        overall: shown(Slot::Overall, &counts.overall),
        domains: domains.map(|(at, spread)| shown(Slot::Domain(at), spread)).collect(),
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct File<'a> {
    format: &'static str,
    format_version: u32,
    date: Date,
    questionnaire: About<'a>,
    firms: u64,
    modes: Vec<FileMode<'a>>,
}

#[derive(Serialize)]
struct FileMode<'a> {
    mode: Mode,
    firms: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    overall: Option<Packed<'a>>,
    domains: Domains<'a>,
    groups: Vec<FileGroup<'a>>,
}

#[derive(Serialize)]
struct FileGroup<'a> {
    profile: Ids<'a>,
    firms: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    overall: Option<Packed<'a>>,
    domains: Domains<'a>,
}

struct Domains<'a> {
    questionnaire: &'a Questionnaire,
    of: &'a Distributions,
}

impl Serialize for Domains<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let domains = self.questionnaire.domains.iter().zip(&self.of.domains);
        serializer.collect_map(
            domains.filter_map(|(domain, spread)| Some((&domain.id, Packed(spread.as_ref()?)))),
        )
    }
}

struct Ids<'a>(&'a LiteMap<ProfileId, String>);

impl Serialize for Ids<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter())
    }
}

/// A distribution as pairs: a percent and how many firms have it, for those that at least one firm has.
struct Packed<'a>(&'a Spread);

impl Serialize for Packed<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let pairs = (0_u32..).zip(self.0.counts()).filter(|(_, count)| **count > 0);
        serializer.collect_seq(pairs)
    }
}
