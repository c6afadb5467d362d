//! What is shown of counts: plain data with ids and the questionnaire's texts. A figure to which fewer than
//! [`LEAST`] results contribute is left out, each for itself. Never says how a single result stands.

use std::cmp::Reverse;

use serde::Serialize;

use super::spread::quantile;
use super::{Counts, LEAST, QuestionCount, Spread};
use crate::questionnaire::{BandId, DomainId, Question, QuestionId, Questionnaire, Scale};

/// How many questions the lists of questions name at most.
pub const LONGEST_LIST: usize = 10;
/// "Don't know" is a hot spot where at least one answer in so many is one.
const HOT: u64 = 5;

/// The figures of a cohort, or of a group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Figures {
    /// How many results.
    pub results: u64,
    /// How the overall scores spread, of results that are complete enough for a band.
    pub overall: Option<SpreadFigures>,
    /// How many are in each band, in the questionnaire's order.
    pub bands: Option<Vec<BandFigures>>,
    /// Each domain, in the questionnaire's order.
    pub domains: Vec<DomainFigures>,
    /// Each question, in the questionnaire's order.
    pub questions: Vec<QuestionFigures>,
    /// The critical questions that most often stand open, most often first; at most [`LONGEST_LIST`].
    pub common_gaps: Vec<QuestionId>,
    /// The questions whose levels lie furthest apart, widest first; at most [`LONGEST_LIST`].
    pub widest: Vec<QuestionId>,
    /// The questions that one in five or more answers with "don't know", most often first; at most [`LONGEST_LIST`].
    pub hot_spots: Vec<QuestionId>,
}

/// How percents spread.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SpreadFigures {
    /// How many results contribute.
    pub results: u64,
    /// The lower quartile, in percent.
    pub lower: u32,
    /// The median, in percent.
    pub median: u32,
    /// The upper quartile, in percent.
    pub upper: u32,
    /// How many have 0 to 9 percent, 10 to 19 … 90 to 100.
    pub histogram: [u64; 10],
}

/// A band.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BandFigures {
    /// Which.
    pub band: BandId,
    /// Its name.
    pub name: String,
    /// How many results are in it.
    pub results: u64,
}

/// A domain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DomainFigures {
    /// Which.
    pub domain: DomainId,
    /// Its name.
    pub title: String,
    /// How its percents spread.
    pub spread: Option<SpreadFigures>,
}

/// A question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct QuestionFigures {
    /// Which.
    pub question: QuestionId,
    /// Its domain.
    pub domain: DomainId,
    /// What is asked.
    pub prompt: String,
    /// What is wrong where the level is low.
    pub gap: String,
    /// Whether it is critical.
    pub critical: bool,
    /// The level at which it counts as closed.
    pub target: u8,
    /// How it is answered.
    pub answers: Option<AnswerFigures>,
}

/// How a question is answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AnswerFigures {
    /// How many answered with a level or "don't know".
    pub counted: u64,
    /// How many are at each level, from 0.
    pub levels: Vec<u64>,
    /// How many do not know.
    pub dont_know: u64,
    /// For how many it is not applicable.
    pub not_applicable: u64,
    /// How many left it open.
    pub unanswered: u64,
    /// How many stand open: below the target, or "don't know".
    pub open: u64,
    /// The same in percent of [`Self::counted`], rounded down.
    pub open_percent: u32,
    /// "Don't know" in percent of [`Self::counted`], rounded down.
    pub dont_know_percent: u32,
    /// Lower quartile, median and upper quartile of the levels; `None` of fewer than [`LEAST`] levels.
    pub quartiles: Option<[u8; 3]>,
    /// How far the values of the two outer quartiles lie apart, in percent of the highest value, rounded down.
    pub spread_percent: Option<u32>,
}

/// A figure that is shown or left out as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slot {
    /// That there is a result.
    Result,
    /// Score and bands.
    Overall,
    /// A domain, by its place.
    Domain(usize),
    /// A question, by its place.
    Question(usize),
}

impl Slot {
    /// Every figure but the number of results.
    pub fn all(questionnaire: &Questionnaire) -> Vec<Self> {
        let mut slots = vec![Self::Overall];
        slots.extend((0..questionnaire.domains.len()).map(Self::Domain));
        slots.extend((0..questionnaire.questions().count()).map(Self::Question));
        slots
    }

    /// How many results the figure says something about: those that count in it, and all that it tells of.
    pub fn people(self, counts: &Counts) -> (u64, u64) {
        let alike = |count: u64| (count, count);
        match self {
            Self::Result => alike(counts.results),
            Self::Overall => alike(counts.overall.total()),
            Self::Domain(at) => alike(counts.domains.get(at).map_or(0, Spread::total)),
            Self::Question(at) => {
                counts.questions.get(at).map_or((0, 0), |count| (count.counted(), count.asked()))
            }
        }
    }
}

impl Figures {
    /// The figures of these counts.
    #[must_use]
    pub fn of(questionnaire: &Questionnaire, counts: &Counts) -> Self {
        Self::without(questionnaire, counts, &[])
    }

    /// The figures of these counts but those that are hidden.
    pub(super) fn without(questionnaire: &Questionnaire, counts: &Counts, hidden: &[Slot]) -> Self {
        let shows = |slot: Slot| slot.people(counts).0 >= LEAST && !hidden.contains(&slot);
        let mut bands = None;
        if shows(Slot::Overall) {
            let each = questionnaire.bands.iter().zip(&counts.bands);
            let each = each.map(|(band, results)| BandFigures {
                band: band.id.clone(),
                name: band.name.clone(),
                results: *results,
            });
            bands = Some(each.collect());
        }
        let mut domains = Vec::new();
        for (at, (domain, spread)) in questionnaire.domains.iter().zip(&counts.domains).enumerate()
        {
            let shown = shows(Slot::Domain(at)).then_some(spread);
            domains.push(DomainFigures {
                domain: domain.id.clone(),
                title: domain.title.clone(),
                spread: shown.and_then(spread_figures),
            });
        }
        let mut questions = Vec::new();
        let mut lists = Lists::default();
        let mut at = 0;
        for domain in &questionnaire.domains {
            for question in &domain.questions {
                let shown = counts.questions.get(at).filter(|_| shows(Slot::Question(at)));
                at += 1;
                let scale = questionnaire.scale_of(question);
                let answers = shown.map(|count| answer_figures(scale, count));
                if let Some(answers) = &answers {
                    lists.add(question, scale, answers);
                }
                questions.push(QuestionFigures {
                    question: question.id.clone(),
                    domain: domain.id.clone(),
                    prompt: question.prompt.clone(),
                    gap: question.gap.clone(),
                    critical: question.critical,
                    target: scale.target,
                    answers,
                });
            }
        }
        let overall = shows(Slot::Overall).then_some(&counts.overall);
        Self {
            results: counts.results,
            overall: overall.and_then(spread_figures),
            bands,
            domains,
            questions,
            common_gaps: first(lists.gaps),
            widest: first(lists.widest),
            hot_spots: first(lists.hot),
        }
    }
}

fn spread_figures(spread: &Spread) -> Option<SpreadFigures> {
    let [lower, median, upper] = spread.quartiles()?;
    let histogram = spread.histogram();
    Some(SpreadFigures { results: spread.total(), lower, median, upper, histogram })
}

fn answer_figures(scale: &Scale, count: &QuestionCount) -> AnswerFigures {
    let counted = count.counted();
    let below = count.levels.iter().take(usize::from(scale.target));
    let open = below.sum::<u64>() + count.dont_know;
    let quartiles = level_quartiles(&count.levels);
    AnswerFigures {
        counted,
        levels: count.levels.clone(),
        dont_know: count.dont_know,
        not_applicable: count.not_applicable,
        unanswered: count.unanswered,
        open,
        open_percent: percent(open, counted),
        dont_know_percent: percent(count.dont_know, counted),
        quartiles,
        spread_percent: quartiles.map(|[lower, _, upper]| distance(scale, lower, upper)),
    }
}

fn level_quartiles(levels: &[u64]) -> Option<[u8; 3]> {
    if levels.iter().sum::<u64>() < LEAST {
        return None;
    }
    let level = |part| quantile(levels, part, 4).and_then(|level| u8::try_from(level).ok());
    Some([level(1)?, level(2)?, level(3)?])
}

fn percent(part: u64, whole: u64) -> u32 {
    let percent = (u128::from(part) * 100).checked_div(u128::from(whole)).unwrap_or(0);
    u32::try_from(percent).unwrap_or(100)
}

/// How far the values of two levels lie apart, in percent of the highest value, rounded down.
fn distance(scale: &Scale, lower: u8, upper: u8) -> u32 {
    let (Some(low), Some(high)) = (scale.value(lower), scale.value(upper)) else { return 0 };
    let highest = scale.highest();
    let product = |a: u64, b: u64| u128::from(a) * u128::from(b);
    let apart = product(high.numerator(), low.denominator())
        .saturating_sub(product(low.numerator(), high.denominator()));
    // Each part of a fraction is at most a million, so the products fit.
    let top = apart * u128::from(highest.denominator()) * 100;
    let bottom = product(low.denominator(), high.denominator()) * u128::from(highest.numerator());
    u32::try_from(top.checked_div(bottom).unwrap_or(0)).unwrap_or(100)
}

/// The highest value of a scale, in the fine steps in which values are compared across scales.
const SHARES: u64 = 720_720;

/// A level's value as a share of the highest one, rounded down.
fn share(scale: &Scale, level: u8) -> u64 {
    let (Some(value), highest) = (scale.value(level), scale.highest()) else { return 0 };
    let top = u128::from(value.numerator()) * u128::from(highest.denominator());
    let bottom = u128::from(value.denominator()) * u128::from(highest.numerator());
    let share = (top * u128::from(SHARES)).checked_div(bottom).unwrap_or(0);
    u64::try_from(share).unwrap_or(SHARES)
}

/// How far two results lie apart on average, in shares: what tells equal quartiles apart.
fn apart(scale: &Scale, levels: &[u64]) -> u128 {
    let total: u128 = levels.iter().map(|count| u128::from(*count)).sum();
    let pairs = total * total.saturating_sub(1) / 2;
    let values: Vec<(u128, u128)> = (0..)
        .zip(levels)
        .map(|(level, count)| (u128::from(share(scale, level)), u128::from(*count)))
        .collect();
    let mut sum: u128 = 0;
    for (at, (high, many)) in values.iter().enumerate() {
        for (low, few) in values.iter().take(at) {
            sum = sum.saturating_add(high.saturating_sub(*low) * many * few);
        }
    }
    sum.checked_div(pairs).unwrap_or(0)
}

/// Questions with what they are ordered by.
#[derive(Default)]
struct Lists {
    gaps: Vec<(Reverse<u128>, QuestionId)>,
    widest: Vec<(Reverse<(u32, u128)>, QuestionId)>,
    hot: Vec<(Reverse<u128>, QuestionId)>,
}

impl Lists {
    fn add(&mut self, question: &Question, scale: &Scale, answers: &AnswerFigures) {
        let id = || question.id.clone();
        // As fixed-point numbers so fine that no two shares of fewer than 2^32 answers fall together.
        let share = |part: u64| {
            Reverse((u128::from(part) << 64).checked_div(u128::from(answers.counted)).unwrap_or(0))
        };
        if question.critical && answers.open > 0 {
            self.gaps.push((share(answers.open), id()));
        }
        let dont_know = answers.dont_know;
        if dont_know.saturating_mul(HOT) >= answers.counted {
            self.hot.push((share(dont_know), id()));
        }
        let spread = answers.spread_percent.unwrap_or(0);
        let mean = apart(scale, &answers.levels);
        if answers.spread_percent.is_some() && (spread > 0 || mean > 0) {
            self.widest.push((Reverse((spread, mean)), id()));
        }
    }
}

/// The first of a list; equal ones stay in the questionnaire's order.
fn first<K: Ord>(mut list: Vec<(K, QuestionId)>) -> Vec<QuestionId> {
    list.sort_by(|(a, _), (b, _)| a.cmp(b));
    list.into_iter().take(LONGEST_LIST).map(|(_, id)| id).collect()
}
