//! What is counted of many results: exact, mergeable, of one size.

use serde::Serialize;

use super::{Percents, Spread};
use crate::assessment::{Anonymous, State};
use crate::questionnaire::Questionnaire;

/// The counts of many results of one questionnaire.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counts {
    /// How many results.
    pub results: u64,
    /// The scores that are shown, caps included, in percent of the highest; only of results that are complete enough
    /// for a band.
    pub overall: Spread,
    /// How many results are in each band, in the questionnaire's order; only of those with a band.
    pub bands: Vec<u64>,
    /// The percents of each domain, in the questionnaire's order; only of results that earn points there.
    pub domains: Vec<Spread>,
    /// How each question is answered, in the questionnaire's order.
    pub questions: Vec<QuestionCount>,
}

/// How a question is answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct QuestionCount {
    /// How many are at each level, from 0.
    pub levels: Vec<u64>,
    /// How many do not know.
    pub dont_know: u64,
    /// For how many it is not applicable.
    pub not_applicable: u64,
    /// How many left it open.
    pub unanswered: u64,
}

impl QuestionCount {
    /// How many answered with a level or "don't know": those that score.
    #[must_use]
    pub fn counted(&self) -> u64 {
        self.levels.iter().sum::<u64>() + self.dont_know
    }

    /// How many were asked, whatever they said.
    #[must_use]
    pub fn asked(&self) -> u64 {
        self.counted() + self.not_applicable + self.unanswered
    }

    fn add(&mut self, state: State) {
        match state {
            State::Level(level) => {
                if let Some(count) = self.levels.get_mut(usize::from(level)) {
                    *count += 1;
                }
            }
            State::DontKnow => self.dont_know += 1,
            State::NotApplicable => self.not_applicable += 1,
            State::Unanswered => self.unanswered += 1,
            State::NotAsked => {}
        }
    }

    fn merge(&mut self, other: &Self) {
        for (own, more) in self.levels.iter_mut().zip(&other.levels) {
            *own += more;
        }
        self.dont_know += other.dont_know;
        self.not_applicable += other.not_applicable;
        self.unanswered += other.unanswered;
    }
}

impl Counts {
    /// Nothing counted yet.
    #[must_use]
    pub fn new(questionnaire: &Questionnaire) -> Self {
        let question = |levels: usize| QuestionCount {
            levels: vec![0; levels],
            dont_know: 0,
            not_applicable: 0,
            unanswered: 0,
        };
        Self {
            results: 0,
            overall: Spread::default(),
            bands: vec![0; questionnaire.bands.len()],
            domains: vec![Spread::default(); questionnaire.domains.len()],
            questions: questionnaire
                .questions()
                .map(|asked| question(questionnaire.scale_of(asked).values.len()))
                .collect(),
        }
    }

    /// Counts a result of the questionnaire that this was made for.
    pub fn add(&mut self, questionnaire: &Questionnaire, result: &Anonymous) {
        self.add_known(questionnaire, &Percents::of(questionnaire, result), result);
    }

    /// Counts a result whose percents are known already.
    pub(super) fn add_known(
        &mut self,
        questionnaire: &Questionnaire,
        percents: &Percents,
        result: &Anonymous,
    ) {
        self.results += 1;
        if let (Some(band), Some(percent)) = (&percents.band, percents.overall) {
            self.overall.add(percent);
            let at = questionnaire.bands.iter().position(|known| known.id == *band);
            if let Some(count) = at.and_then(|at| self.bands.get_mut(at)) {
                *count += 1;
            }
        }
        for (spread, percent) in self.domains.iter_mut().zip(&percents.domains) {
            if let Some(percent) = percent {
                spread.add(*percent);
            }
        }
        for (count, state) in self.questions.iter_mut().zip(&result.states) {
            count.add(*state);
        }
    }

    /// Adds what was counted elsewhere, of the same questionnaire.
    pub fn merge(&mut self, other: &Self) {
        self.results += other.results;
        self.overall.merge(&other.overall);
        for (own, more) in self.bands.iter_mut().zip(&other.bands) {
            *own += more;
        }
        for (own, more) in self.domains.iter_mut().zip(&other.domains) {
            own.merge(more);
        }
        for (own, more) in self.questions.iter_mut().zip(&other.questions) {
            own.merge(more);
        }
    }
}
