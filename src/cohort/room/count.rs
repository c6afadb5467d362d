//! What is counted of a room's results, each figure of its own groups.

use super::{Entry, Room};
use crate::cohort::{Counts, QuestionCount};
use crate::questionnaire::Questionnaire;

impl Room {
    /// What the figures are made of: the overall score, each domain and each question of its own groups, and nothing
    /// of a figure that may not be shown.
    #[must_use]
    pub fn released(&self, questionnaire: &Questionnaire) -> Counts {
        let mut all = Counts::new(questionnaire);
        all.results = self.attendance().counted;
        let mut figure = 0;
        let mut next = || {
            let groups = self.gate.released(figure, &self.present).unwrap_or_default();
            figure += 1;
            groups.into_iter().filter_map(|group| self.counts.get(group))
        };
        for counts in next() {
            all.overall.merge(&counts.overall);
            for (own, more) in all.bands.iter_mut().zip(&counts.bands) {
                *own += more;
            }
        }
        for (at, own) in (0..).zip(&mut all.domains) {
            next().filter_map(|counts| counts.domains.get(at)).for_each(|more| own.merge(more));
        }
        for (at, own) in (0..).zip(&mut all.questions) {
            for more in next().filter_map(|counts| counts.questions.get(at)) {
                add_answers(own, more);
            }
        }
        all
    }
}

/// The number of figures: the overall score, each domain, each question.
pub(super) fn figures(questionnaire: &Questionnaire) -> usize {
    1 + questionnaire.domains.len() + questionnaire.questions().count()
}

pub(super) fn count(questionnaire: &Questionnaire, entries: &[Entry], members: &[usize]) -> Counts {
    let mut counts = Counts::new(questionnaire);
    for entry in members.iter().filter_map(|member| entries.get(*member)) {
        counts.add(questionnaire, entry.counted());
    }
    counts
}

/// How many contribute to each figure.
pub(super) fn sizes(counts: &Counts) -> Vec<u64> {
    let mut sizes = vec![counts.overall.total()];
    for domain in &counts.domains {
        sizes.push(domain.total());
    }
    for question in &counts.questions {
        sizes.push(question.counted());
    }
    sizes
}

fn add_answers(own: &mut QuestionCount, more: &QuestionCount) {
    for (own, more) in own.levels.iter_mut().zip(&more.levels) {
        *own += more;
    }
    own.dont_know += more.dont_know;
    own.not_applicable += more.not_applicable;
    own.unanswered += more.unanswered;
}
