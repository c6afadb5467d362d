//! Sums of points, and the one place where they become a number that is shown.

use std::cmp::Ordering;
use std::fmt;

use serde::{Serialize, Serializer};

use crate::fraction::Fraction;
use crate::questionnaire::{Display, Rounding, Unit};

/// Points earned out of points attainable. All three sums are whole numbers of the same points.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// Σ weight × value.
    pub earned: u64,
    /// Σ weight × highest value.
    pub attainable: u64,
    /// Σ weight.
    pub weight: u64,
}

impl Tally {
    /// Adds another sum.
    pub fn add(&mut self, other: Self) {
        self.earned += other.earned;
        self.attainable += other.attainable;
        self.weight += other.weight;
    }

    /// Percent of what is attainable, 0 to 100, rounded down; `None` where nothing is.
    #[must_use]
    pub fn percent(&self) -> Option<u32> {
        percent(self.earned, self.attainable)
    }

    /// The number that is shown; `None` where nothing is attainable.
    #[must_use]
    pub fn shown(&self, display: Display) -> Option<Shown> {
        if self.attainable == 0 {
            return None;
        }
        let (top, bottom) = match display.unit {
            Unit::Percent => (u128::from(self.earned) * 100, u128::from(self.attainable)),
            Unit::Level => (u128::from(self.earned), u128::from(self.weight)),
        };
        let scale = 10_u128.pow(u32::from(display.decimals));
        let scaled = match display.rounding {
            Rounding::Down => top * scale / bottom,
            Rounding::Nearest => (top * scale * 2 + bottom) / (bottom * 2),
        };
        Some(Shown {
            scaled: u64::try_from(scaled).unwrap_or(u64::MAX),
            decimals: display.decimals,
        })
    }

    /// Compares what share of the attainable points is earned, exactly.
    #[must_use]
    pub fn cmp_share(&self, other: &Self) -> Ordering {
        let product = |a: u64, b: u64| u128::from(a) * u128::from(b);
        product(self.earned, other.attainable).cmp(&product(other.earned, self.attainable))
    }
}

/// `part` of `whole` in percent, rounded down; `None` of nothing.
#[must_use]
pub(super) fn percent(part: u64, whole: u64) -> Option<u32> {
    let percent = (u128::from(part) * 100).checked_div(u128::from(whole))?;
    u32::try_from(percent).ok()
}

/// A score as it is shown: `49`, or `3.26`. Bands and caps look at this number and no other, so
/// a band always fits the number that stands beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Shown {
    scaled: u64,
    decimals: u8,
}

impl Shown {
    /// Whether this is at least `limit`.
    #[must_use]
    pub fn at_least(self, limit: Fraction) -> bool {
        let scale = 10_u128.pow(u32::from(self.decimals));
        u128::from(self.scaled) * u128::from(limit.denominator())
            >= u128::from(limit.numerator()) * scale
    }

    /// This, or `limit` rounded down to as many decimals where that is lower.
    #[must_use]
    pub fn capped(self, limit: Fraction) -> Self {
        let scale = 10_u128.pow(u32::from(self.decimals));
        let limit = u128::from(limit.numerator()) * scale / u128::from(limit.denominator());
        Self { scaled: self.scaled.min(u64::try_from(limit).unwrap_or(u64::MAX)), ..self }
    }

    /// This as a share of `highest`, in thousandths, for drawing.
    #[must_use]
    pub fn thousandths_of(self, highest: Fraction) -> u32 {
        let scale = 10_u128.pow(u32::from(self.decimals));
        let top = u128::from(self.scaled) * 1000 * u128::from(highest.denominator());
        let share = top.checked_div(scale * u128::from(highest.numerator())).unwrap_or(0);
        u32::try_from(share.min(1000)).unwrap_or(1000)
    }
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scale = 10_u64.pow(u32::from(self.decimals));
        write!(f, "{}", self.scaled / scale)?;
        if self.decimals > 0 {
            write!(f, ".{:0width$}", self.scaled % scale, width = usize::from(self.decimals))?;
        }
        Ok(())
    }
}

/// As text, so that no reader rounds it again.
impl Serialize for Shown {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
