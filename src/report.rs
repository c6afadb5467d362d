//! The report: what follows from an assessment, and from nothing else. Plain data in one
//! language, ready to be shown or exported; the same assessment and date give the same report,
//! byte for byte.

mod comparison;
mod lines;
mod model;
mod plan;

pub use comparison::{ComparedDomain, Comparison, Move, Named};
pub(crate) use lines::share;
pub use model::{
    About, BandLine, CapLine, CapQuestion, DomainLine, LensLine, NotApplicable, ProofNeed,
    QuestionLine, Report, SheetFact, SheetLine, Standing, Summary, WithheldLine,
};
pub(crate) use plan::sources;
pub use plan::{PlanGroup, PlanStep, SourceLine};

use crate::assessment::Assessment;
use crate::date::Date;
use crate::document::to_json;
use crate::questionnaire::{DomainId, Question, QuestionId, Questionnaire};
use crate::score::{QuestionScore, Score, score};

/// What stands in the field `format` of a report.
pub const FORMAT: &str = "reasonable-steps/report";
/// The version of the report's form.
pub const FORMAT_VERSION: u32 = 1;

/// Makes the report of an assessment as of a day.
#[must_use]
pub fn report(questionnaire: &Questionnaire, assessment: &Assessment, date: Date) -> Report {
    report_since(questionnaire, assessment, &[], date)
}

/// Makes the report of an assessment as of a day, compared with earlier assessments of the same
/// questionnaire.
#[must_use]
pub fn report_since(
    questionnaire: &Questionnaire,
    assessment: &Assessment,
    earlier: &[Assessment],
    date: Date,
) -> Report {
    let score = score(questionnaire, assessment);
    let plan = plan::plan(questionnaire, assessment, &score);
    let questions = lines::question_lines(questionnaire, assessment, &score);
    let mut comparisons = Vec::new();
    for earlier in earlier {
        comparisons.push(comparison::compare(questionnaire, assessment, earlier));
    }
    let mut unanswered = Vec::new();
    for line in &questions {
        if line.standing == Standing::Unanswered {
            unanswered.push(line.id.clone());
        }
    }
    Report {
        format: FORMAT,
        format_version: FORMAT_VERSION,
        engine: crate::ENGINE_VERSION,
        date,
        language: questionnaire.language.clone(),
        title: assessment.title.clone(),
        questionnaire: About {
            id: questionnaire.id.clone(),
            version: questionnaire.version.clone(),
            title: questionnaire.title.clone(),
            branding: questionnaire.branding.clone(),
            fingerprint: questionnaire.fingerprint.clone(),
            texts_fingerprint: questionnaire.texts_fingerprint.clone(),
        },
        mode: assessment.mode,
        #[cfg(not(feature = "widget"))]
        combined: assessment.origin.as_ref().and_then(crate::assessment::Origin::combined),
        score: lines::summary(questionnaire, &score),
        domains: lines::domain_lines(questionnaire, &score, &plan),
        lenses: lines::lens_lines(questionnaire, &score),
        weakest_domain: score.weakest_domain.clone(),
        plan,
        comparisons,
        sheets: lines::sheets(questionnaire, assessment),
        not_applicable: lines::not_applicable(questionnaire, assessment, &score),
        unanswered,
        unknown_questions: assessment.unknown_questions(questionnaire),
        questions,
        method: questionnaire.method.clone(),
        disclaimer: questionnaire.disclaimer.clone(),
    }
}

impl Report {
    /// The report as JSON text.
    #[must_use]
    pub fn to_json(&self) -> String {
        to_json(self)
    }

    /// The weakest domain, unless none is weak: of domains that are all at the top none is
    /// weakest.
    #[must_use]
    pub fn weakest(&self) -> Option<&DomainLine> {
        let id = self.weakest_domain.as_ref()?;
        self.domains.iter().find(|line| line.id == *id && line.thousandths < 1000)
    }

    /// The line of a question.
    #[must_use]
    pub fn question(&self, id: &QuestionId) -> Option<&QuestionLine> {
        self.questions.iter().find(|line| line.id == *id)
    }
}

/// Each question that is asked, beside its score.
fn asked<'a>(
    questionnaire: &'a Questionnaire,
    score: &'a Score,
) -> Vec<(&'a DomainId, &'a Question, &'a QuestionScore)> {
    let mut asked = Vec::new();
    // Both are in the questionnaire's order, so one walk pairs them.
    let mut scored = score.questions.iter().peekable();
    for domain in &questionnaire.domains {
        for question in &domain.questions {
            if let Some(scored) = scored.next_if(|scored| scored.id == question.id) {
                asked.push((&domain.id, question, scored));
            }
        }
    }
    asked
}
