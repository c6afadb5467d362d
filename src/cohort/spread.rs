//! How whole percents spread, exactly.

use serde::Serialize;

/// A distribution of percents: how many results have 0, 1 … 100.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Spread(Vec<u64>);

impl Default for Spread {
    fn default() -> Self {
        Self(vec![0; 101])
    }
}

impl Spread {
    /// From the number of results at each percent; `None` unless there are 101 numbers.
    #[must_use]
    pub fn from_counts(counts: Vec<u64>) -> Option<Self> {
        (counts.len() == 101).then_some(Self(counts))
    }

    /// Adds a result; what is above 100 counts as 100.
    pub fn add(&mut self, percent: u32) {
        let at = usize::try_from(percent).unwrap_or(100).min(100);
        if let Some(count) = self.0.get_mut(at) {
            *count = count.saturating_add(1);
        }
    }

    /// Adds another distribution.
    pub fn merge(&mut self, other: &Self) {
        for (own, more) in self.0.iter_mut().zip(&other.0) {
            *own = own.saturating_add(*more);
        }
    }

    /// The number of results at each percent, 0 to 100.
    #[must_use]
    pub fn counts(&self) -> &[u64] {
        &self.0
    }

    /// The number of results.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.0.iter().fold(0, |sum: u64, count| sum.saturating_add(*count))
    }

    /// The least percent that at least `part` of `whole` results do not exceed (the discrete quantile of SQL,
    /// `PERCENTILE_DISC`); `None` without results, or where `whole` is 0.
    ///
    /// ```
    /// use reasonable_steps::cohort::Spread;
    /// let mut spread = Spread::default();
    /// [10, 20, 30, 40].into_iter().for_each(|percent| spread.add(percent));
    /// assert_eq!(spread.quantile(1, 2), Some(20));
    /// ```
    #[must_use]
    pub fn quantile(&self, part: u64, whole: u64) -> Option<u32> {
        quantile(&self.0, part, whole).and_then(|percent| u32::try_from(percent).ok())
    }

    /// The lower quartile, the median and the upper quartile.
    #[must_use]
    pub fn quartiles(&self) -> Option<[u32; 3]> {
        Some([self.quantile(1, 4)?, self.quantile(1, 2)?, self.quantile(3, 4)?])
    }

    /// How many results are below a percent.
    #[must_use]
    pub fn below(&self, percent: u32) -> u64 {
        let end = usize::try_from(percent).unwrap_or(101).min(101);
        self.0.iter().take(end).fold(0, |sum: u64, count| sum.saturating_add(*count))
    }

    /// How many results are in each of ten steps: 0 to 9, 10 to 19 … 90 to 100.
    #[must_use]
    pub fn histogram(&self) -> [u64; 10] {
        let mut steps = [0; 10];
        for (percent, count) in self.0.iter().enumerate() {
            if let Some(step) = steps.get_mut((percent / 10).min(9)) {
                *step += count;
            }
        }
        steps
    }
}

/// The place in `counts` that at least `part` of `whole` results do not exceed; `None` without results, or where
/// `whole` is 0.
pub(super) fn quantile(counts: &[u64], part: u64, whole: u64) -> Option<usize> {
    let total: u128 = counts.iter().map(|count| u128::from(*count)).sum();
    if total == 0 || whole == 0 {
        return None;
    }
    let wanted = (total * u128::from(part)).div_ceil(u128::from(whole)).max(1);
    let mut sum = 0;
    for (place, count) in counts.iter().enumerate() {
        sum += u128::from(*count);
        if sum >= wanted {
            return Some(place);
        }
    }
    None
}
