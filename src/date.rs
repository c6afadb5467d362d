//! A day of the calendar. The core has no clock: whoever calls it says what day it is.

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

/// A day, written `2026-11-22` (ISO 8601).
///
/// ```
/// use reasonable_steps::date::Date;
/// let day: Date = "2026-11-22".parse()?;
/// assert_eq!((day.year(), day.month(), day.day()), (2026, 11, 22));
/// assert!("2026-02-30".parse::<Date>().is_err());
/// # Ok::<(), reasonable_steps::date::DateError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

/// The text is no day of the Gregorian calendar.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is no date; hint: write it as 2026-11-22, year first")]
pub struct DateError(String);

impl Date {
    /// 1 January of the year 1.
    pub const FIRST: Self = Self { year: 1, month: 1, day: 1 };

    /// The year, 1 to 9999.
    #[must_use]
    pub fn year(self) -> u16 {
        self.year
    }

    /// The month, 1 to 12.
    #[must_use]
    pub fn month(self) -> u8 {
        self.month
    }

    /// The day of the month, 1 to 31.
    #[must_use]
    pub fn day(self) -> u8 {
        self.day
    }
}

impl FromStr for Date {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        read(text.as_bytes()).ok_or_else(|| DateError(text.chars().take(40).collect()))
    }
}

fn read(text: &[u8]) -> Option<Date> {
    let [year @ .., b'-', m1, m2, b'-', d1, d2] = text else { return None };
    let [y1, y2, y3, y4] = year else { return None };
    let digits = [y1, y2, y3, y4, m1, m2, d1, d2];
    if !digits.iter().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    let two = |tens: &u8, ones: &u8| (tens - b'0') * 10 + (ones - b'0');
    let year = u16::from(two(y1, y2)) * 100 + u16::from(two(y3, y4));
    let (month, day) = (two(m1, m2), two(d1, d2));
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    let valid = year > 0 && (1..=days).contains(&day);
    valid.then_some(Date { year, month, day })
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::Date;

    #[test]
    fn only_days_of_the_calendar_are_dates() {
        for day in ["2026-11-22", "2024-02-29", "2000-02-29", "0001-01-01"] {
            assert_eq!(day.parse::<Date>().unwrap().to_string(), day);
        }
        for text in [
            "",
            "2026-1-2",
            "2025-02-29",
            "1900-02-29",
            "2026-13-01",
            "2026-04-31",
            "0000-01-01",
            "2026/11/22",
            "2026-11-22T00:00",
            "+026-11-22",
            "２０２６-11-22",
        ] {
            assert!(text.parse::<Date>().is_err(), "{text}");
        }
    }
}
