//! Where one firm stands among those of a benchmark. Numbers only; never sends or keeps anything.

use serde::Serialize;

use super::benchmark::{Benchmark, Distributions, ModeBenchmark};
use super::{Percents, Spread, mode_of};
use crate::assessment::{Anonymous, Mode};
use crate::date::Date;
use crate::questionnaire::{DomainId, ProfileId, Questionnaire};

/// Where a firm stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Standing {
    /// Among results of which mode.
    pub mode: Mode,
    /// The benchmark's day.
    pub date: Date,
    /// By the overall score; `None` where the firm has no band, or the benchmark does not say.
    pub overall: Option<Place>,
    /// By domain, in the questionnaire's order; those of which the firm has a percent and the benchmark says how they
    /// spread.
    pub domains: Vec<DomainPlace>,
}

/// Where a firm stands in a domain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DomainPlace {
    /// Which.
    pub domain: DomainId,
    /// Where.
    pub place: Place,
}

/// A place among firms.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Place {
    /// The firm's own percent.
    pub own: u32,
    /// With how many firms it is compared.
    pub firms: u64,
    /// What these have in common with it, as profile question and option; empty: they are all firms.
    pub group: Vec<(ProfileId, String)>,
    /// Of 100 firms, how many have a lower percent, rounded down; an equal percent counts as no lower one.
    pub better_than: u32,
    /// The firms' lower quartile, in percent.
    pub lower: u32,
    /// Their median, in percent.
    pub median: u32,
    /// Their upper quartile, in percent.
    pub upper: u32,
}

impl Benchmark {
    /// Where a result stands; `None` where the benchmark has no firms of its mode.
    ///
    /// Compared is with the firms that have the same profile, as far as the benchmark groups them; with all firms where
    /// it does not show that group, or not for this figure.
    #[must_use]
    pub fn standing(&self, questionnaire: &Questionnaire, result: &Anonymous) -> Option<Standing> {
        let wanted = mode_of(questionnaire, result.mode);
        let mode = self.modes.iter().find(|known| known.mode == wanted)?;
        let percents = Percents::of(questionnaire, result);
        let mut domains = Vec::new();
        for (at, (domain, own)) in questionnaire.domains.iter().zip(&percents.domains).enumerate() {
            let of = |of: &'_ Distributions| of.domains.get(at).cloned().flatten();
            if let Some(place) = own.and_then(|own| place(mode, result, own, &of)) {
                domains.push(DomainPlace { domain: domain.id.clone(), place });
            }
        }
        let overall = percents.overall;
        let overall = overall.and_then(|own| place(mode, result, own, &|of| of.overall.clone()));
        Some(Standing { mode: mode.mode, date: self.date, overall, domains })
    }
}

fn place(
    mode: &ModeBenchmark,
    result: &Anonymous,
    own: u32,
    of: &dyn Fn(&Distributions) -> Option<Spread>,
) -> Option<Place> {
    let alike = mode.groups.iter().find(|group| {
        group.profile.iter().all(|(id, option)| result.holds(id, option) == Some(true))
    });
    let in_group = alike.and_then(|group| {
        let held = group.profile.iter();
        Some((of(&group.of)?, held.map(|(id, option)| (id.clone(), option.clone())).collect()))
    });
    let (spread, group) = in_group.or_else(|| Some((of(&mode.all)?, Vec::new())))?;
    let [lower, median, upper] = spread.quartiles()?;
    let firms = spread.total();
    let better = u128::from(spread.below(own)) * 100 / u128::from(firms.max(1));
    let better_than = u32::try_from(better).unwrap_or(100);
    Some(Place { own, firms, group, better_than, lower, median, upper })
}
