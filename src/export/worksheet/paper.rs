//! What stands on the paper, as data: the questions of the mode with their numbers, and points
//! small enough to add up by hand.
//!
//! All points are divided by their greatest common divisor, and so is every sum of them; earned
//! ÷ attainable stays what it was. The unit "level" divides points by weights, so there both have
//! one divisor. Otherwise the weights serve only to compare sums of weights, and have their own.

use crate::assessment::Mode;
use crate::fraction::{Fraction, greatest_common_divisor};
use crate::questionnaire::{Domain, Question, Questionnaire, Unit};
use crate::text::Catalogue;

use super::condition::{Numbers, Rule};

/// A worksheet.
pub(super) struct Sheet<'q> {
    pub questionnaire: &'q Questionnaire,
    pub mode: Mode,
    pub catalogue: &'q Catalogue,
    /// Each domain of which the mode asks a question.
    pub areas: Vec<Area<'q>>,
}

/// A domain on the paper.
pub(super) struct Area<'q> {
    /// Counted from 1.
    pub number: usize,
    pub domain: &'q Domain,
    pub items: Vec<Item<'q>>,
}

/// A question on the paper.
pub(super) struct Item<'q> {
    /// Counted from 1, through all areas.
    pub number: usize,
    pub question: &'q Question,
    pub rule: Option<Rule>,
    /// A box for each level.
    pub boxes: Vec<Tick<'q>>,
    /// The limit of "don't know".
    pub dont_know: Option<Fraction>,
    /// The points of the top level.
    pub most: u64,
    pub weight: u64,
}

/// The box of a level.
pub(super) struct Tick<'q> {
    pub letter: String,
    pub text: &'q str,
    pub points: u64,
    /// What the score is at most if this is ticked.
    pub limit: Option<Fraction>,
}

impl<'q> Sheet<'q> {
    pub(super) fn of(
        questionnaire: &'q Questionnaire,
        mode: Mode,
        catalogue: &'q Catalogue,
    ) -> Self {
        let asks = mode.filter(questionnaire);
        let asked = || questionnaire.questions().filter(|question| asks(question));
        let numbers = Numbers::of(questionnaire, asked());
        let mut points = 0;
        let mut weights = 0;
        for question in asked() {
            for value in &questionnaire.scale_of(question).values {
                let worth = questionnaire.points(question.weight, *value);
                points = greatest_common_divisor(points, worth);
            }
            let weight = questionnaire.points(question.weight, Fraction::ONE);
            weights = greatest_common_divisor(weights, weight);
        }
        if questionnaire.display.unit == Unit::Level {
            points = greatest_common_divisor(points, weights);
            weights = points;
        }
        let divisors = Divisors { points: points.max(1), weights: weights.max(1) };
        let mut areas: Vec<Area<'q>> = Vec::new();
        let mut number = 0;
        for domain in &questionnaire.domains {
            let mut items = Vec::new();
            for question in domain.questions.iter().filter(|question| asks(question)) {
                number += 1;
                items.push(Item::of(questionnaire, question, number, &numbers, divisors));
            }
            if !items.is_empty() {
                areas.push(Area { number: areas.len() + 1, domain, items });
            }
        }
        Self { questionnaire, mode, catalogue, areas }
    }

    pub(super) fn items(&self) -> impl Iterator<Item = &Item<'q>> {
        self.areas.iter().flat_map(|area| &area.items)
    }

    /// A text of the interface.
    pub(super) fn say(&self, key: &'q str) -> &'q str {
        self.catalogue.say(key)
    }

    /// A text of the interface with its braces filled.
    pub(super) fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        self.catalogue.fill(key, values)
    }

    /// A limit as the score would show it.
    pub(super) fn limit(&self, limit: Fraction) -> String {
        let (whole, parts) = (u128::from(limit.numerator()), u128::from(limit.denominator()));
        fixed(whole, parts, self.questionnaire.display.decimals)
    }
}

/// What the printed points and weights were divided by.
#[derive(Clone, Copy)]
struct Divisors {
    points: u64,
    weights: u64,
}

impl<'q> Item<'q> {
    fn of(
        questionnaire: &'q Questionnaire,
        question: &'q Question,
        number: usize,
        numbers: &Numbers<'q>,
        divisors: Divisors,
    ) -> Self {
        let scale = questionnaire.scale_of(question);
        let worth = |value| questionnaire.points(question.weight, value) / divisors.points;
        let mut boxes = Vec::new();
        for ((index, text), value) in question.levels.iter().enumerate().zip(&scale.values) {
            // A box that closes the gap sets off no cap, whatever the question's scale.
            let open = question.critical && index < usize::from(scale.target);
            let caps = questionnaire.caps.iter();
            let limit = caps
                .filter(|cap| open && index <= usize::from(cap.at_or_below))
                .map(|cap| cap.limit)
                .min();
            boxes.push(Tick { letter: letter(index), text, points: worth(*value), limit });
        }
        let unknown = questionnaire.caps.iter().filter(|cap| question.critical && cap.dont_know);
        Self {
            number,
            question,
            rule: question.condition.as_ref().and_then(|condition| numbers.rule(condition)),
            boxes,
            dont_know: unknown.map(|cap| cap.limit).min(),
            most: worth(scale.highest()),
            weight: questionnaire.points(question.weight, Fraction::ONE) / divisors.weights,
        }
    }
}

/// The letter of a box: A to Z, then AA.
pub(super) fn letter(index: usize) -> String {
    let last = u8::try_from(index % 26).unwrap_or(0);
    let before = (index / 26).checked_sub(1).map(letter).unwrap_or_default();
    before + &char::from(b'A' + last).to_string()
}

/// `numerator / denominator` with so many digits after the point, the rest dropped.
pub(super) fn fixed(numerator: u128, denominator: u128, decimals: u8) -> String {
    let scale = 10_u128.pow(u32::from(decimals));
    let scaled = (numerator * scale).checked_div(denominator).unwrap_or(0);
    if decimals == 0 {
        return scaled.to_string();
    }
    format!("{}.{:0width$}", scaled / scale, scaled % scale, width = usize::from(decimals))
}

#[cfg(test)]
mod tests {
    use super::{fixed, letter};

    #[test]
    fn boxes_are_lettered_like_columns() {
        assert_eq!(
            [0, 1, 25, 26, 51, 52, 702].map(letter),
            ["A", "B", "Z", "AA", "AZ", "BA", "AAA"]
        );
    }

    #[test]
    fn digits_that_are_not_shown_are_dropped() {
        assert_eq!(fixed(299, 4, 0), "74");
        assert_eq!(fixed(299, 4, 1), "74.7");
        assert_eq!(fixed(1, 32, 3), "0.031");
    }
}
