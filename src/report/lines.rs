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

pub(super) fn share(questionnaire: &Questionnaire, shown: Option<Shown>) -> u32 {
    shown.map_or(0, |shown| shown.thousandths_of(highest(questionnaire)))
}

pub(super) fn shown_of(questionnaire: &Questionnaire, tally: Tally) -> Option<Shown> {
    tally.shown(questionnaire.display)
}

pub(super) fn summary(questionnaire: &Questionnaire, score: &Score) -> Summary {
    let overall = &score.overall;
    let cap_question = |id: &QuestionId| {
        let question = questionnaire.question(id.as_str())?;
        let scored = score.questions.iter().find(|scored| scored.id == *id)?;
        Some(CapQuestion {
            id: id.clone(),
            prompt: question.prompt.clone(),
            gap: question.gap.clone(),
            dont_know: scored.state == State::DontKnow,
        })
    };
    let caps = overall.caps.iter().map(|reason| CapLine {
        limit: reason.limit.to_string(),
        questions: reason.questions.iter().filter_map(cap_question).collect(),
    });
    let withheld = overall.withheld.iter().map(|reason| match reason {
        Withheld::Incomplete { needed } => WithheldLine::Incomplete { needed: *needed },
        Withheld::CriticalUnanswered { questions } => {
            WithheldLine::CriticalUnanswered { questions: questions.clone() }
        }
    });
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
        caps: caps.collect(),
        band: overall.band.as_ref().and_then(|id| band_line(questionnaire, id)),
        uncapped_band: overall.uncapped_band.as_ref().and_then(|id| band_line(questionnaire, id)),
        withheld: withheld.collect(),
        completeness: overall.completeness,
        confidence: overall.confidence,
    }
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
    let lines = score.domains.iter().filter_map(|scored| {
        let domain = questionnaire.domain(scored.id.as_str())?;
        let shown = shown_of(questionnaire, scored.tally);
        Some(DomainLine {
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
        })
    });
    lines.collect()
}

pub(super) fn lens_lines(questionnaire: &Questionnaire, score: &Score) -> Vec<LensLine> {
    let pairs = questionnaire.lenses.iter().zip(&score.lenses);
    let lines = pairs.map(|(lens, scored)| {
        let shown = shown_of(questionnaire, scored.tally);
        LensLine {
            id: lens.id.clone(),
            name: lens.name.clone(),
            shown,
            thousandths: share(questionnaire, shown),
            percent: scored.tally.percent(),
            earned: scored.tally.earned,
            attainable: scored.tally.attainable,
        }
    });
    lines.collect()
}

pub(super) fn question_lines(
    questionnaire: &Questionnaire,
    assessment: &Assessment,
    score: &Score,
) -> Vec<QuestionLine> {
    let lines = asked(questionnaire, score).map(|(domain, question, scored)| {
        let answer = assessment.answers.get(&question.id);
        let (standing, level) = match scored.state {
            State::Level(level) => (Standing::Level, Some(level)),
            State::DontKnow => (Standing::DontKnow, None),
            State::NotApplicable => (Standing::NotApplicable, None),
            State::Unanswered | State::NotAsked => (Standing::Unanswered, None),
        };
        let scale = questionnaire.scale_of(question);
        let evidence = answer.map(|answer| answer.evidence.clone()).unwrap_or_default();
        QuestionLine {
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
        }
    });
    lines.collect()
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
    let left_out = asked(questionnaire, score)
        .filter(|(_, _, scored)| scored.state == State::NotApplicable)
        .filter_map(|(_, question, _)| {
            let choice = assessment.answers.get(&question.id)?.choice.as_ref()?;
            let Choice::NotApplicable { reason } = choice else { return None };
            Some(NotApplicable {
                question: question.id.clone(),
                prompt: question.prompt.clone(),
                reason: reason.trim().to_owned(),
            })
        });
    left_out.collect()
}

/// The sheets of the countries that the firm named.
pub(super) fn sheets(questionnaire: &Questionnaire, assessment: &Assessment) -> Vec<SheetLine> {
    let named =
        questionnaire.sheets.iter().filter(|s| holds(&s.condition, assessment) == Some(true));
    let lines = named.map(|sheet| SheetLine {
        id: sheet.id.clone(),
        title: sheet.title.clone(),
        checked: sheet.checked,
        rows: questionnaire
            .sheet_rows
            .iter()
            .map(|row| SheetFact {
                name: row.text.clone(),
                text: sheet.rows.iter().find(|(id, _)| *id == row.id).map(|(_, text)| text.clone()),
            })
            .collect(),
        sources: sources(questionnaire, &sheet.sources),
    });
    lines.collect()
}
