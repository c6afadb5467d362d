//! Exact numbers for scales, weights and limits. Never floating point: 0.2 is one fifth.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

/// The largest numerator and denominator that a questionnaire may use.
const LARGEST: u64 = 1_000_000;

/// A number of at least zero, held exactly and in lowest terms.
///
/// ```
/// use reasonable_steps::fraction::Fraction;
/// let fifth: Fraction = "0.2".parse()?;
/// assert_eq!(fifth, "1/5".parse()?);
/// # Ok::<(), reasonable_steps::fraction::FractionError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fraction {
    numerator: u64,
    denominator: u64,
}

/// Why a text is not a usable number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FractionError {
    /// Neither an integer, a decimal nor a fraction of at least zero.
    #[error("not a number of at least 0 such as 2, 0.5 or 1/3")]
    NotANumber,
    /// Numerator or denominator beyond one million.
    #[error(
        "larger or finer than a questionnaire may use (numerator and denominator up to 1000000)"
    )]
    OutOfRange,
}

impl Fraction {
    /// Zero.
    pub const ZERO: Self = Self { numerator: 0, denominator: 1 };
    /// One.
    pub const ONE: Self = Self { numerator: 1, denominator: 1 };

    /// `numerator / denominator` in lowest terms.
    ///
    /// # Errors
    /// [`FractionError::NotANumber`] if the denominator is 0, [`FractionError::OutOfRange`] if a
    /// part exceeds one million in lowest terms.
    pub fn new(numerator: u64, denominator: u64) -> Result<Self, FractionError> {
        if denominator == 0 {
            return Err(FractionError::NotANumber);
        }
        let divisor = greatest_common_divisor(numerator, denominator);
        let (numerator, denominator) = (numerator / divisor, denominator / divisor);
        if numerator > LARGEST || denominator > LARGEST {
            return Err(FractionError::OutOfRange);
        }
        Ok(Self { numerator, denominator })
    }

    /// The part above the line, up to one million.
    #[must_use]
    pub fn numerator(self) -> u64 {
        self.numerator
    }

    /// The part below the line, 1 to one million.
    #[must_use]
    pub fn denominator(self) -> u64 {
        self.denominator
    }

    /// Whether this is 0.
    #[must_use]
    pub fn is_zero(self) -> bool {
        self.numerator == 0
    }
}

/// The greatest common divisor (Euclid); 0 and n give n.
#[must_use]
pub fn greatest_common_divisor(a: u64, b: u64) -> u64 {
    if b == 0 { a } else { greatest_common_divisor(b, a % b) }
}

/// The least common multiple; `None` if it exceeds `u64`.
#[must_use]
pub fn least_common_multiple(a: u64, b: u64) -> Option<u64> {
    (a / greatest_common_divisor(a, b).max(1)).checked_mul(b)
}

impl FromStr for Fraction {
    type Err = FractionError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let integer = |digits: &str| -> Result<u64, FractionError> {
            if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
                return Err(FractionError::NotANumber);
            }
            digits.parse().map_err(|_| FractionError::OutOfRange)
        };
        if let Some((above, below)) = text.split_once('/') {
            return Self::new(integer(above.trim())?, integer(below.trim())?);
        }
        let Some((whole, decimals)) = text.split_once('.') else {
            return Self::new(integer(text)?, 1);
        };
        let decimals_value = integer(decimals)?;
        let scale = u32::try_from(decimals.len())
            .ok()
            .and_then(|digits| 10_u64.checked_pow(digits))
            .ok_or(FractionError::OutOfRange)?;
        let numerator = integer(whole)?
            .checked_mul(scale)
            .and_then(|shifted| shifted.checked_add(decimals_value))
            .ok_or(FractionError::OutOfRange)?;
        Self::new(numerator, scale)
    }
}

impl fmt::Display for Fraction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.numerator)?;
        if self.denominator != 1 {
            write!(f, "/{}", self.denominator)?;
        }
        Ok(())
    }
}

impl Ord for Fraction {
    fn cmp(&self, other: &Self) -> Ordering {
        // Both parts are at most 10^6, so the products fit.
        (self.numerator * other.denominator).cmp(&(other.numerator * self.denominator))
    }
}

impl PartialOrd for Fraction {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// An integer as a JSON number, anything finer as text (`"1/5"`), which reads back exactly.
impl Serialize for Fraction {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.denominator == 1 {
            serializer.serialize_u64(self.numerator)
        } else {
            serializer.collect_str(self)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_integers_and_fractions_are_exact() {
        let check = |text: &str, numerator: u64, denominator: u64| {
            let read: Fraction = text.parse().unwrap();
            assert_eq!((read.numerator(), read.denominator()), (numerator, denominator), "{text}");
        };
        check("0", 0, 1);
        check("0.2", 1, 5);
        check("0.50", 1, 2);
        check("2.53", 253, 100);
        check("2/6", 1, 3);
        check("3", 3, 1);
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in ["", "-1", "NaN", "inf", "1e3", "1/0", ".5", "1.", "1/2/3", "1 000"] {
            assert_eq!(text.parse::<Fraction>(), Err(FractionError::NotANumber), "{text:?}");
        }
        for text in ["1000001", "1/1000001", "0.00000001", "99999999999999999999"] {
            assert_eq!(text.parse::<Fraction>(), Err(FractionError::OutOfRange), "{text:?}");
        }
    }

    #[test]
    fn fractions_order_by_value() {
        let fraction = |text: &str| text.parse::<Fraction>().unwrap();
        assert!(fraction("1/3") < fraction("0.34"));
        assert!(fraction("0.8") > fraction("3/4"));
    }
}
