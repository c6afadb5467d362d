//! Every question on a row of its own with the answer, the points and what the plan says about
//! it, by RFC 4180, for spreadsheets and other tools. The names of the columns are no words of
//! the interface: a script that reads them must not depend on a language. The last columns say
//! where the row comes from, so that rows of several firms can be put together; how the score is
//! worked out and what it is not stand in the first row alone, for their length.

use super::words;
use crate::report::{PlanStep, ProofNeed, QuestionLine, Report, Standing};

/// The columns, in order.
pub const COLUMNS: [&str; 52] = [
    "area_id",
    "area",
    "area_score",
    "question_id",
    "question",
    "critical",
    "answer",
    "level",
    "highest_level",
    "level_text",
    "weight",
    "points",
    "points_attainable",
    "share_of_score_percent",
    "reason_not_applicable",
    "note",
    "evidence_pointer",
    "proof",
    "proof_need",
    "plan_number",
    "plan_group",
    "holds_score_down",
    "action",
    "gap",
    "next_step",
    "in_one_day",
    "effort",
    "priority",
    "why",
    "caution",
    "decision",
    "owner",
    "due",
    "reason_not_now",
    "score_after",
    "sources",
    "firm",
    "date",
    "score",
    "score_without_cap",
    "highest_score",
    "band",
    "completeness_percent",
    "confidence_percent",
    "mode",
    "questionnaire_id",
    "questionnaire_version",
    "questionnaire_fingerprint",
    "texts_fingerprint",
    "engine_version",
    "method",
    "disclaimer",
];

/// The table as text, with the mark by which Excel knows UTF-8.
#[must_use]
pub fn write(report: &Report) -> String {
    let mut text = String::from("\u{feff}");
    row(&mut text, COLUMNS.iter().map(|title| (*title).to_owned()));
    let mut said_once = [report.method.join("\n"), report.disclaimer.join("\n")];
    for line in &report.questions {
        let step = report.plan.iter().enumerate().find(|(_, step)| step.question == line.id);
        let cells = answer(report, line).into_iter().chain(plan(step)).chain(origin(report));
        row(&mut text, cells.chain(std::mem::take(&mut said_once)));
    }
    text
}

fn answer(report: &Report, line: &QuestionLine) -> [String; 19] {
    let domain = report.domains.iter().find(|domain| domain.id == line.domain);
    let reason = report.not_applicable.iter().find(|known| known.question == line.id);
    let standing = match line.standing {
        Standing::Level => "level",
        Standing::DontKnow => "dont-know",
        Standing::NotApplicable => "not-applicable",
        Standing::Unanswered => "unanswered",
    };
    let need = match line.proof_need {
        ProofNeed::None => "none",
        ProofNeed::Expected => "expected",
        ProofNeed::Missing => "missing",
    };
    [
        line.domain.to_string(),
        words::domain(report, &line.domain).to_owned(),
        domain.and_then(|domain| domain.shown).map(|shown| shown.to_string()).unwrap_or_default(),
        line.id.to_string(),
        line.prompt.clone(),
        yes_or_no(line.critical),
        standing.to_owned(),
        line.level.map(|level| level.to_string()).unwrap_or_default(),
        line.top.to_string(),
        line.level_text.clone().unwrap_or_default(),
        line.weight.clone(),
        line.earned.to_string(),
        line.attainable.to_string(),
        format!("{}.{}", line.share / 10, line.share % 10),
        reason.map(|known| known.reason.clone()).unwrap_or_default(),
        line.note.clone(),
        line.evidence.clone(),
        line.proof.clone(),
        need.to_owned(),
    ]
}

fn plan(step: Option<(usize, &PlanStep)>) -> [String; 17] {
    let Some((index, step)) = step else { return std::array::from_fn(|_| String::new()) };
    let decision = step.decision.as_ref();
    [
        (index + 1).to_string(),
        step.group.name().to_owned(),
        yes_or_no(step.caps_score),
        step.action.clone(),
        step.gap.clone(),
        step.next_step.clone(),
        step.quick_win.clone(),
        step.effort_name.clone(),
        step.priority.clone(),
        step.why.clone(),
        step.caution.clone().unwrap_or_default(),
        decision.map(|decision| decision.status.name().to_owned()).unwrap_or_default(),
        decision.map(|decision| decision.owner.clone()).unwrap_or_default(),
        decision.and_then(|decision| decision.due).map(|due| due.to_string()).unwrap_or_default(),
        decision.map(|decision| decision.reason.clone()).unwrap_or_default(),
        step.after.map(|shown| shown.to_string()).unwrap_or_default(),
        words::sources_text(&step.sources),
    ]
}

fn origin(report: &Report) -> [String; 14] {
    let (score, about) = (&report.score, &report.questionnaire);
    let percent = |value: Option<u32>| value.map(|value| value.to_string()).unwrap_or_default();
    let shown = |value: Option<crate::score::Shown>| match value {
        Some(value) => value.to_string(),
        None => String::new(),
    };
    [
        report.title.clone(),
        report.date.to_string(),
        shown(score.shown),
        shown(score.uncapped),
        score.highest.clone(),
        score.band.as_ref().map(|band| band.name.clone()).unwrap_or_default(),
        percent(score.completeness),
        percent(score.confidence),
        report.mode.name().to_owned(),
        about.id.clone(),
        about.version.clone(),
        about.fingerprint.to_string(),
        about.texts_fingerprint.to_string(),
        report.engine.to_owned(),
    ]
}

fn yes_or_no(yes: bool) -> String {
    if yes { "yes" } else { "no" }.to_owned()
}

/// Writes a record. Every cell is quoted where it must be, and guarded where it could calculate.
pub(super) fn row(into: &mut String, cells: impl Iterator<Item = String>) {
    for (index, cell) in cells.enumerate() {
        if index > 0 {
            into.push(',');
        }
        let guarded = if words::could_calculate(&cell) { format!("'{cell}") } else { cell };
        let visible: String = guarded
            .chars()
            // A line feed and its companion may stand between quotes; nothing else that is no
            // letter may.
            .map(|letter| if letter == '\r' { letter } else { super::xml_safe(letter) })
            .collect();
        if visible.contains(['"', ',', '\n', '\r']) {
            into.push('"');
            into.push_str(&visible.replace('"', "\"\""));
            into.push('"');
        } else {
            into.push_str(&visible);
        }
    }
    into.push_str("\r\n");
}
