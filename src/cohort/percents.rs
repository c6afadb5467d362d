//! The whole percents of one result, which all of its counts and places go by. Never more exact than a firm is shown.

use crate::assessment::Anonymous;
use crate::questionnaire::{BandId, Questionnaire};
use crate::report::share;
use crate::score::score_states;

/// What a result comes to, in whole percent, rounded down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Percents {
    /// The score that is shown, caps included, in percent of the highest; `None` where no band is named.
    pub overall: Option<u32>,
    /// Its band.
    pub band: Option<BandId>,
    /// The percent of each domain, in the questionnaire's order; `None` where no answer counts.
    pub domains: Vec<Option<u32>>,
}

impl Percents {
    /// Those of a result of this questionnaire.
    #[must_use]
    pub fn of(questionnaire: &Questionnaire, result: &Anonymous) -> Self {
        let score = score_states(questionnaire, &result.states);
        let shown = score.overall.shown.filter(|_| score.overall.band.is_some());
        let mut domains = Vec::new();
        for domain in &questionnaire.domains {
            let own = score.domains.iter().find(|known| known.id == domain.id);
            domains.push(own.and_then(|own| own.tally.percent()));
        }
        Self {
            overall: shown.map(|shown| share(questionnaire, Some(shown)) / 10),
            band: score.overall.band,
            domains,
        }
    }
}
