//! What a visitor does on the report: decides about gaps, looks at it in another order, lays
//! earlier assessments beside it.

use super::{Interview, Notice};
use crate::assessment::{Assessment, Decision, Status};
use crate::questionnaire::{EffortId, LensId, QuestionId};

/// A change to a decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decide {
    /// What becomes of the gap; `None` takes the decision back.
    Status(Option<Status>),
    /// Who does it.
    Owner(String),
    /// Until which day, as 2026-11-22; blank for none. Another text changes nothing.
    Due(String),
    /// Why not now.
    Reason(String),
}

/// How the report is looked at. Changes nothing of the assessment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Look {
    /// Whether the weakest domain stands first.
    pub weakest_first: bool,
    /// Only gaps of this lens.
    pub lens: Option<LensId>,
    /// Only gaps of this effort.
    pub effort: Option<EffortId>,
    /// How many actions the forecast takes as done.
    pub first: usize,
}

impl Default for Look {
    fn default() -> Self {
        Self { weakest_first: false, lens: None, effort: None, first: 3 }
    }
}

/// A change to how the report is looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Turn {
    /// Whether the weakest domain stands first.
    WeakestFirst(bool),
    /// Only gaps of this lens; blank for all.
    Lens(String),
    /// Only gaps of this effort; blank for all.
    Effort(String),
    /// How many actions the forecast takes as done.
    First(usize),
}

impl Interview {
    /// Changes a decision; true where the assessment changed.
    pub(super) fn decide(&mut self, question: &QuestionId, change: Decide) -> bool {
        if self.questionnaire.question(question.as_str()).is_none() {
            return false;
        }
        let decisions = &mut self.assessment.decisions;
        let change = match change {
            Decide::Status(None) => return decisions.remove(question).is_some(),
            change => change,
        };
        let mut decision =
            decisions.remove(question).unwrap_or_else(|| Decision::new(Status::Planned));
        match change {
            Decide::Status(status) => decision.status = status.unwrap_or(decision.status),
            Decide::Owner(owner) => decision.owner = owner,
            Decide::Due(day) if day.is_empty() => decision.due = None,
            Decide::Due(day) => decision.due = day.parse().ok().or(decision.due),
            Decide::Reason(reason) => decision.reason = reason,
        }
        decisions.insert(question.clone(), decision);
        true
    }

    pub(super) fn turn(&mut self, turn: Turn) {
        match turn {
            Turn::WeakestFirst(on) => self.look.weakest_first = on,
            Turn::Lens(lens) => self.look.lens = (!lens.is_empty()).then(|| LensId::new(lens)),
            Turn::Effort(effort) => {
                self.look.effort = (!effort.is_empty()).then(|| EffortId::new(effort));
            }
            Turn::First(count) => self.look.first = count,
        }
    }

    /// Lays an earlier assessment beside this one.
    pub(super) fn compare(&mut self, text: &str) {
        let (read, findings) = Assessment::from_json(text, &self.questionnaire);
        match read {
            Some(earlier) if self.earlier.contains(&earlier) => {}
            Some(earlier) => self.earlier.push(earlier),
            None => self.notice = Some(Notice::FileRefused(findings)),
        }
    }

    /// Takes an earlier assessment away again.
    pub(super) fn stop_comparing(&mut self, index: usize) {
        if index < self.earlier.len() {
            self.earlier.remove(index);
        }
    }
}
