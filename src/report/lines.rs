//! The lines of the report: scores, caps, domains and questions in words and numbers.

use super::asked;
use super::model::{
    BandLine, CapLine, CapQuestion, DomainLine, LensLine, NotApplicable, ProofNeed, QuestionLine,
    SheetFact, SheetLine, Standing, Summary, WithheldLine,
};
use super::plan::{PlanStep, sources};
use crate::assessment::{Assessment, Choice, State, holds};
use crate::fraction::Fraction;
use crate::questionnaire::{BandId, QuestionId, Questionnaire, Unit};
use crate::score::{Score, Shown, Tally, Withheld};

/// The highest score in the displayed unit.
fn highest(questionnaire: &Questionnaire) -> Fraction {
    match questionnaire.display.unit {
        Unit::Percent => Fraction::new(100, 1).unwrap_or(Fraction::ONE),
        Unit::Level => questionnaire.scale.highest(),
    }
}

/// A score as a share of the highest, in thousandths.
pub(crate) fn share(questionnaire: &Questionnaire, shown: Option<Shown>) -> u32 {
    shown.map_or(0, |shown| shown.thousandths_of(highest(questionnaire)))
}

pub(super) fn shown_of(questionnaire: &Questionnaire, tally: Tally) -> Option<Shown> {
    tally.shown(questionnaire.display)
}

pub(super) fn summary(questionnaire: &Questionnaire, score: &Score) -> Summary {
    let overall = &score.overall;
    let mut caps = Vec::new();
    for reason in &overall.caps {
        let mut questions = Vec::new();
        for id in &reason.questions {
            if let Some(question) = cap_question(questionnaire, score, id) {
                questions.push(question);
            }
        }
        caps.push(CapLine { limit: reason.limit.to_string(), questions });
    }
    let mut withheld = Vec::new();
    for reason in &overall.withheld {
        withheld.push(match reason {
            Withheld::Incomplete { needed } => WithheldLine::Incomplete { needed: *needed },
            Withheld::CriticalUnanswered { questions } => {
                WithheldLine::CriticalUnanswered { questions: questions.clone() }
            }
        });
    }
    Summary {
        shown: overall.shown,
        uncapped: overall.uncapped,
        highest: highest(questionnaire).to_string(),
        thousandths: share(questionnaire, overall.shown),
        earned: overall.tally.earned,
        attainable: overall.tally.attainable,
        points_per_unit: questionnaire.points_per_unit,
        percent: overall.tally.percent(),
        capped: overall.is_capped(),
        caps,
        band: overall.band.as_ref().and_then(|id| band_line(questionnaire, id)),
        uncapped_band: overall.uncapped_band.as_ref().and_then(|id| band_line(questionnaire, id)),
        withheld,
        completeness: overall.completeness,
        confidence: overall.confidence,
    }
}

fn cap_question(
    questionnaire: &Questionnaire,
    score: &Score,
    id: &QuestionId,
) -> Option<CapQuestion> {
    let question = questionnaire.question(id.as_str())?;
    let scored = score.questions.iter().find(|scored| scored.id == *id)?;
    Some(CapQuestion {
        id: id.clone(),
        prompt: question.prompt.clone(),
        gap: question.gap.clone(),
        dont_know: scored.state == State::DontKnow,
    })
}

fn band_line(questionnaire: &Questionnaire, id: &BandId) -> Option<BandLine> {
    let (index, band) = questionnaire.bands.iter().enumerate().find(|(_, band)| band.id == *id)?;
    Some(BandLine {
        id: band.id.clone(),
        step: index + 1,
        name: band.name.clone(),
        summary: band.summary.clone(),
    })
}

pub(super) fn domain_lines(
    questionnaire: &Questionnaire,
    score: &Score,
    plan: &[PlanStep],
) -> Vec<DomainLine> {
    let mut lines = Vec::new();
    for scored in &score.domains {
        let Some(domain) = questionnaire.domain(scored.id.as_str()) else { continue };
        let shown = shown_of(questionnaire, scored.tally);
        lines.push(DomainLine {
            id: domain.id.clone(),
            title: domain.title.clone(),
            shown,
            thousandths: share(questionnaire, shown),
            percent: scored.tally.percent(),
            earned: scored.tally.earned,
            attainable: scored.tally.attainable,
            asked: scored.asked,
            answered: scored.answered,
            open_gaps: plan.iter().filter(|step| step.open && step.domain == domain.id).count(),
        });
    }
    lines
}

pub(super) fn lens_lines(questionnaire: &Questionnaire, score: &Score) -> Vec<LensLine> {
    let mut lines = Vec::new();
    for (lens, scored) in questionnaire.lenses.iter().zip(&score.lenses) {
        let shown = shown_of(questionnaire, scored.tally);
        lines.push(LensLine {
            id: lens.id.clone(),
            name: lens.name.clone(),
            shown,
            thousandths: share(questionnaire, shown),
            percent: scored.tally.percent(),
            earned: scored.tally.earned,
            attainable: scored.tally.attainable,
        });
    }
    lines
}

pub(super) fn question_lines(
    questionnaire: &Questionnaire,
    assessment: &Assessment,
    score: &Score,
) -> Vec<QuestionLine> {
    let mut lines = Vec::new();
    for (domain, question, scored) in asked(questionnaire, score) {
        let answer = assessment.answers.get(&question.id);
        let (standing, level) = match scored.state {
            State::Level(level) => (Standing::Level, Some(level)),
            State::DontKnow => (Standing::DontKnow, None),
            State::NotApplicable => (Standing::NotApplicable, None),
            State::Unanswered | State::NotAsked => (Standing::Unanswered, None),
        };
        let scale = questionnaire.scale_of(question);
        let evidence = answer.map(|answer| answer.evidence.clone()).unwrap_or_default();
        lines.push(QuestionLine {
            id: question.id.clone(),
            domain: domain.clone(),
            prompt: question.prompt.clone(),
            critical: question.critical,
            standing,
            level,
            top: scale.top(),
            level_text: level.and_then(|level| question.levels.get(usize::from(level)).cloned()),
            weight: question.weight.to_string(),
            earned: scored.tally.earned,
            attainable: scored.tally.attainable,
            share: thousandths(scored.tally.attainable, score.overall.tally.attainable),
            note: answer.map(|answer| answer.note.clone()).unwrap_or_default(),
            proof: question.evidence.clone(),
            proof_need: match level {
                Some(level) if level == scale.top() && evidence.trim().is_empty() => {
                    ProofNeed::Missing
                }
                Some(level) if level > 0 && level + 1 >= scale.target => ProofNeed::Expected,
                _ => ProofNeed::None,
            },
            evidence,
        });
    }
    lines
}

fn thousandths(part: u64, whole: u64) -> u32 {
    let share = part.saturating_mul(1000).checked_div(whole).unwrap_or(0);
    u32::try_from(share).unwrap_or(1000)
}

pub(super) fn not_applicable(
    questionnaire: &Questionnaire,
    assessment: &Assessment,
    score: &Score,
) -> Vec<NotApplicable> {
    let mut left_out = Vec::new();
    for (_, question, scored) in asked(questionnaire, score) {
        let choice = assessment.answers.get(&question.id).and_then(|answer| answer.choice.as_ref());
        if let (State::NotApplicable, Some(Choice::NotApplicable { reason })) =
            (scored.state, choice)
        {
            left_out.push(NotApplicable {
                question: question.id.clone(),
                prompt: question.prompt.clone(),
                reason: reason.clone(),
            });
        }
    }
    left_out
}

/// The sheets of the countries that the firm named.
pub(super) fn sheets(questionnaire: &Questionnaire, assessment: &Assessment) -> Vec<SheetLine> {
    let mut lines = Vec::new();
    for sheet in &questionnaire.sheets {
        if holds(&sheet.condition, assessment) != Some(true) {
            continue;
        }
        let mut rows = Vec::new();
        for row in &questionnaire.sheet_rows {
            let said = sheet.rows.iter().find(|(id, _)| *id == row.id);
            let (name, text) = (row.text.clone(), said.map(|(_, text)| text.clone()));
            rows.push(SheetFact { name, text });
        }
        lines.push(SheetLine {
            id: sheet.id.clone(),
            title: sheet.title.clone(),
            checked: sheet.checked,
            rows,
            sources: sources(questionnaire, &sheet.sources),
        });
    }
    lines
}
