//! The plan: every gap, in the order to close it.
//!
//! Open critical gaps come first, then quick wins, then the rest, the most laborious of them
//! apart; steps from the target level upwards come last. Within a group the higher priority goes first, and of equals the one that
//! is asked first. Priority = weight × (highest value − value) × (critical factor, if critical)
//! ÷ effort divisor, compared as exact fractions.

use std::cmp::Ordering;

use serde::Serialize;

use super::asked;
use crate::assessment::{Assessment, Decision, State, Status, states};
use crate::fraction::Fraction;
use crate::questionnaire::{
    Citation, DomainId, EffortId, LensId, Question, QuestionId, Questionnaire,
};
use crate::score::{Overall, Score, Shown};

/// The part of the plan in which a gap stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum PlanGroup {
    /// An open gap in a critical question.
    Critical,
    /// An open gap that is little work and weighs enough.
    QuickWin,
    /// Any other open gap.
    Open,
    /// An open gap of the greatest effort there is.
    Later,
    /// From the target level upwards.
    Improve,
}

impl PlanGroup {
    /// A stable word for programs, as it stands in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Critical => "critical",
            Self::QuickWin => "quick-win",
            Self::Open => "open",
            Self::Later => "later",
            Self::Improve => "improve",
        }
    }
}

/// A gap in the plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PlanStep {
    /// Which question.
    pub question: QuestionId,
    /// Its domain.
    pub domain: DomainId,
    /// The points of view it belongs to.
    pub lenses: Vec<LensId>,
    /// The part of the plan.
    pub group: PlanGroup,
    /// Whether the gap is open: below the target level.
    pub open: bool,
    /// Whether the question is critical.
    pub critical: bool,
    /// Whether it sets off a cap that holds the score down.
    pub caps_score: bool,
    /// What to do, in a few words.
    pub action: String,
    /// What was asked.
    pub prompt: String,
    /// What is wrong.
    pub gap: String,
    /// The level now, from 0; null for "don't know".
    pub level: Option<u8>,
    /// The top level of its scale, from 0.
    pub top: u8,
    /// What the level looks like.
    pub level_text: Option<String>,
    /// The next step from here.
    pub next_step: String,
    /// What can be done in a day.
    pub quick_win: String,
    /// Why it matters.
    pub why: String,
    /// What one could show.
    pub evidence: String,
    /// What to be careful about.
    pub caution: Option<String>,
    /// Where it comes from.
    pub sources: Vec<SourceLine>,
    /// How much work it is.
    pub effort: EffortId,
    /// The same in words.
    pub effort_name: String,
    /// Its weight: `3`.
    pub weight: String,
    /// Its priority with two decimals, rounded down: `1.35`.
    pub priority: String,
    /// What the firm decided about it.
    pub decision: Option<Decision>,
    /// What the score would be once this and everything before it is done: at the target level.
    /// What the firm leaves for now is left out; null for it, and for what is no open gap.
    pub after: Option<Shown>,
}

/// A place in a source, to read and to follow.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SourceLine {
    /// The source's title.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// Where in it.
    pub locator: String,
    /// An https address, where one is known.
    pub url: Option<String>,
}

/// A number of at least zero as numerator and denominator, for comparing.
#[derive(Clone, Copy)]
struct Priority(u128, u128);

impl Priority {
    /// Wholes first, then what is left of each, turned over: their products could be too large.
    fn cmp(self, other: Self) -> Ordering {
        let split = |Self(above, below): Self| {
            let whole = above / below.max(1);
            (whole, above - whole * below)
        };
        let ((whole, rest), (others, left)) = (split(self), split(other));
        whole.cmp(&others).then_with(|| match (rest, left) {
            (0, _) | (_, 0) => rest.cmp(&left),
            _ => Self(other.1, left).cmp(Self(self.1, rest)),
        })
    }

    fn text(self) -> String {
        // As 64 bits, for printing more weighs 1 kB.
        let hundredths = u64::try_from(self.0 * 100 / self.1.max(1)).unwrap_or(u64::MAX);
        format!("{}.{:02}", hundredths / 100, hundredths % 100)
    }
}

pub(super) fn plan(
    questionnaire: &Questionnaire,
    assessment: &Assessment,
    score: &Score,
) -> Vec<PlanStep> {
    let biting = score.overall.caps.first().filter(|_| score.overall.is_capped());
    let mut order: Vec<(PlanGroup, Priority, usize)> = Vec::new();
    let mut steps: Vec<Option<PlanStep>> = Vec::new();
    for (domain, question, scored) in asked(questionnaire, score) {
        let scale = questionnaire.scale_of(question);
        let level = match scored.state {
            State::Level(level) if level < scale.top() => Some(level),
            State::DontKnow => None,
            _ => continue,
        };
        let open = level.is_none_or(|level| level < scale.target);
        // Finding out what nobody knows is little work, whatever closing the gap may be.
        let quick = &questionnaire.rules.quick_win;
        let effort = if level.is_some() { &question.effort } else { &quick.effort };
        let group = match open {
            false => PlanGroup::Improve,
            true if question.critical => PlanGroup::Critical,
            true if *effort == quick.effort && question.weight >= quick.min_weight => {
                PlanGroup::QuickWin
            }
            true if is_greatest(questionnaire, effort) => PlanGroup::Later,
            true => PlanGroup::Open,
        };
        let missing = scored.tally.attainable.saturating_sub(scored.tally.earned);
        let priority = priority(questionnaire, question, effort, missing);
        let caps_score = biting.is_some_and(|cap| cap.questions.contains(&question.id));
        let step = PlanStep {
            question: question.id.clone(),
            domain: domain.clone(),
            lenses: question.lenses.clone(),
            group,
            open,
            critical: question.critical,
            caps_score,
            action: question.action.clone(),
            prompt: question.prompt.clone(),
            gap: question.gap.clone(),
            level,
            top: scale.top(),
            level_text: level.and_then(|level| text_at(&question.levels, level)),
            next_step: text_at(&question.next_steps, level.unwrap_or(0)).unwrap_or_default(),
            quick_win: question.quick_win.clone(),
            why: question.why.clone(),
            evidence: question.evidence.clone(),
            caution: question.caution.clone(),
            sources: sources(questionnaire, &question.sources),
            effort: effort.clone(),
            effort_name: questionnaire.effort(effort).map(|e| e.name.clone()).unwrap_or_default(),
            weight: question.weight.to_string(),
            priority: priority.text(),
            decision: assessment.decisions.get(&question.id).cloned(),
            after: None,
        };
        order.push((group, priority, steps.len()));
        steps.push(Some(step));
    }
    // Of equals the one that is asked first.
    order.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(a.1)).then(a.2.cmp(&b.2)));
    let mut plan = Vec::new();
    for (_, _, index) in order {
        if let Some(step) = steps.get_mut(index).and_then(Option::take) {
            plan.push(step);
        }
    }
    forecast(questionnaire, states(questionnaire, assessment), &mut plan);
    plan
}

/// Whether an effort is the greatest of several.
fn is_greatest(questionnaire: &Questionnaire, effort: &EffortId) -> bool {
    let efforts = &questionnaire.efforts;
    efforts.len() > 2 && efforts.last().is_some_and(|greatest| greatest.id == *effort)
}

/// Does one open gap after the other, in the plan's order, and notes the score after each.
fn forecast(questionnaire: &Questionnaire, mut states: Vec<State>, plan: &mut [PlanStep]) {
    for step in plan.iter_mut().filter(|step| step.open) {
        if step.decision.as_ref().is_some_and(|decision| decision.status == Status::NotNow) {
            continue;
        }
        let pairs = questionnaire.questions().zip(&mut states);
        for (question, state) in pairs {
            if question.id == step.question {
                *state = State::Level(questionnaire.scale_of(question).target);
            }
        }
        step.after = Overall::of(questionnaire, &states).shown;
    }
}

fn text_at(texts: &[String], level: u8) -> Option<String> {
    texts.get(usize::from(level)).cloned()
}

fn priority(
    questionnaire: &Questionnaire,
    question: &Question,
    effort: &EffortId,
    missing: u64,
) -> Priority {
    let factor =
        if question.critical { questionnaire.rules.critical_factor } else { Fraction::ONE };
    let divisor = questionnaire.effort(effort).map_or(Fraction::ONE, |effort| effort.divisor);
    // `missing` is weight × (highest − value) in points.
    Priority(
        u128::from(missing) * u128::from(factor.numerator()) * u128::from(divisor.denominator()),
        u128::from(questionnaire.points_per_unit)
            * u128::from(factor.denominator())
            * u128::from(divisor.numerator()),
    )
}

/// Citations with what their sources are called.
pub(crate) fn sources(questionnaire: &Questionnaire, cited: &[Citation]) -> Vec<SourceLine> {
    let mut lines = Vec::new();
    for citation in cited {
        let Some(source) = questionnaire.source(&citation.source) else { continue };
        lines.push(SourceLine {
            title: source.title.clone(),
            publisher: source.publisher.clone(),
            locator: citation.locator.clone(),
            url: source.url.clone(),
        });
    }
    lines
}
