//! What several formats say in the same words: answers, decisions, where it comes from.

use super::manuscript::Span;
#[cfg(not(feature = "widget"))]
use crate::assessment::Combined;
use crate::assessment::{Decision, Mode, Status};
use crate::date::Date;
use crate::questionnaire::DomainId;
use crate::report::{
    Comparison, Move, Named, PlanGroup, PlanStep, QuestionLine, Report, SourceLine, Standing,
};
use crate::score::Shown;
use crate::text::Catalogue;
use crate::view::report::group_keys;
pub(super) use crate::view::report::{reason, title as step_title};
use crate::view::safe_href;

/// Where there is no number.
pub(super) const NONE: &str = "–";

/// A score, or a dash.
pub(super) fn shown(shown: Option<Shown>) -> String {
    shown.map_or_else(|| NONE.to_owned(), |shown| shown.to_string())
}

/// "3 of 12".
pub(super) fn of(earned: u64, attainable: u64, catalogue: &Catalogue) -> String {
    let (earned, attainable) = (earned.to_string(), attainable.to_string());
    catalogue.fill("why.of", &[("earned", &earned), ("attainable", &attainable)])
}

/// A label without the colon that it carries where it stands before its text on one line.
pub(super) fn label(text: &str) -> String {
    text.trim_end_matches([':', ' ', '\u{a0}', '\u{202f}']).to_owned()
}

/// The name of the band, or why there is none.
pub(super) fn band<'a>(report: &'a Report, catalogue: &'a Catalogue) -> &'a str {
    match &report.score.band {
        Some(band) => &band.name,
        None if report.score.shown.is_some() => catalogue.say("result.no_band"),
        None => catalogue.say("result.none"),
    }
}

/// The name of a domain.
pub(super) fn domain<'a>(report: &'a Report, id: &DomainId) -> &'a str {
    report.domains.iter().find(|line| line.id == *id).map_or("", |line| &line.title)
}

/// What to do next about a gap: ask, where nobody knows how it stands.
pub(super) fn next<'a>(step: &'a PlanStep, catalogue: &'a Catalogue) -> &'a str {
    match step.level {
        Some(_) => &step.next_step,
        None => catalogue.say("plan.find_out_text"),
    }
}

/// The name of a part of the plan.
pub(super) fn group(group: PlanGroup, catalogue: &Catalogue) -> &str {
    catalogue.say(group_keys(group).0)
}

/// What is to be said about a part of the plan.
pub(super) fn group_text(group: PlanGroup, catalogue: &Catalogue) -> &str {
    catalogue.say(group_keys(group).1)
}

/// How a question stands, in words: the level and what it looks like, or why there is none.
pub(super) fn answer(line: &QuestionLine, catalogue: &Catalogue) -> String {
    match line.standing {
        Standing::Level => {
            let level = line.level.map(|level| level.to_string()).unwrap_or_default();
            let level = catalogue.fill("why.level", &[("level", &level)]);
            format!("{level} {}", line.level_text.as_deref().unwrap_or_default())
        }
        other => standing(other, catalogue).to_owned(),
    }
}

/// How a question stands, in a word or two.
pub(super) fn standing(standing: Standing, catalogue: &Catalogue) -> &str {
    match standing {
        Standing::Level => catalogue.say("export.level"),
        Standing::DontKnow => catalogue.say("question.dont_know"),
        Standing::NotApplicable => catalogue.say("why.not_applicable"),
        Standing::Unanswered => catalogue.say("why.unanswered"),
    }
}

/// Sources on a line, each with the place in it; those with an address as links.
pub(super) fn sources(sources: &[SourceLine]) -> Vec<Span> {
    let mut spans = Vec::new();
    for (index, source) in sources.iter().enumerate() {
        if index > 0 {
            spans.push(Span::plain("; "));
        }
        spans.push(match source.url.as_deref().and_then(safe_href) {
            Some(address) => Span::link(source.title.clone(), address),
            None => Span::plain(source.title.clone()),
        });
        if !source.locator.is_empty() {
            spans.push(Span::plain(format!(", {}", source.locator)));
        }
    }
    spans
}

/// What was asked, by which engine and when: enough to make the very same report again.
pub(super) fn about(report: &Report, catalogue: &Catalogue) -> Vec<(String, String)> {
    let mode = match report.mode {
        Mode::Express => catalogue.say("mode.express"),
        Mode::Full => catalogue.say("mode.full"),
    };
    let about = &report.questionnaire;
    let line = |key, text: String| (catalogue.say(key).to_owned(), text);
    let mut lines = vec![line("about.questionnaire", format!("{} ({})", about.title, about.id))];
    if let Some(publisher) = publisher(report) {
        lines.push(line("about.publisher", publisher));
    }
    lines.extend([
        line("about.version", about.version.clone()),
        line("about.mode", mode.to_owned()),
        line("about.date", format!("{} ({})", catalogue.date(report.date), report.date)),
        line("about.fingerprint", about.fingerprint.to_string()),
        line("about.texts_fingerprint", about.texts_fingerprint.to_string()),
        line("about.engine", format!("{} {}", catalogue.say("product"), report.engine)),
    ]);
    #[cfg(not(feature = "widget"))]
    if let Some(Combined { people, date }) = &report.combined {
        let values = [("people", &*people.to_string()), ("date", date)];
        lines.push(line("export.combined", catalogue.fill("export.combined_text", &values)));
    }
    lines
}

/// Who publishes the questionnaire, and what they say.
pub(super) fn publisher(report: &Report) -> Option<String> {
    let branding = report.questionnaire.branding.as_ref()?;
    let said = [Some(&branding.publisher), branding.line.as_ref(), branding.link.as_ref()];
    let said: Vec<&str> = said.into_iter().flatten().map(String::as_str).collect();
    Some(said.join(" · "))
}

/// Whether a spreadsheet could take a text for a formula: by its first sign, also the wide forms
/// that Asian keyboards give, and also behind blanks.
pub(super) fn could_calculate(text: &str) -> bool {
    let first = text.trim_start_matches([' ', '\u{a0}', '\n']).chars().next();
    matches!(first, Some('=' | '+' | '-' | '@' | '\t' | '\r' | '＝' | '＋' | '－' | '＠'))
}

/// Sources as plain text, with their addresses.
pub(super) fn sources_text(sources: &[SourceLine]) -> String {
    let sources = sources.iter().map(|source| {
        let parts = [&source.title, &source.locator, source.url.as_deref().unwrap_or_default()];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    });
    sources.collect::<Vec<_>>().join("; ")
}

/// What the firm decided, in a word or two.
pub(super) fn status(status: Status, catalogue: &Catalogue) -> &str {
    match status {
        Status::Planned => catalogue.say("decide.planned"),
        Status::Done => catalogue.say("decide.done"),
        Status::NotNow => catalogue.say("decide.not_now"),
    }
}

/// What the firm decided, who does it and until when, and why not.
pub(super) fn decision(decision: &Decision, catalogue: &Catalogue) -> String {
    let mut text = status(decision.status, catalogue).to_owned();
    if !decision.owner.trim().is_empty() {
        text.push_str(&format!(" – {}", decision.owner));
    }
    if let Some(due) = decision.due {
        text.push_str(&format!(", {} {}", catalogue.say("decide.due"), catalogue.date(due)));
    }
    if !decision.reason.trim().is_empty() {
        text.push_str(&format!(": {}", decision.reason));
    }
    text
}

/// A share in thousandths as percent with one decimal: "3.1%".
pub(super) fn share(thousandths: u32, catalogue: &Catalogue) -> String {
    let value = format!("{}.{}", thousandths / 10, thousandths % 10);
    catalogue.fill("percent", &[("value", &value)])
}

/// What the score would be with every open gap done that is not put off; nothing where there is
/// none.
pub(super) fn forecast(report: &Report, catalogue: &Catalogue) -> Option<String> {
    let mut ahead = report.plan.iter().filter(|step| step.after.is_some());
    let (count, last) = (ahead.clone().count(), ahead.next_back()?);
    let values = [
        ("count", count.to_string()),
        ("score", shown(last.after)),
        ("now", shown(report.score.shown)),
    ];
    let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
    Some(catalogue.fill("forecast.text", &values))
}

/// How the levels of a question moved.
pub(super) fn moved(line: &Move, catalogue: &Catalogue) -> String {
    let level = |level: Option<u8>| level.map_or(NONE.to_owned(), |level| level.to_string());
    let values = [("then", level(line.from)), ("now", level(line.to))];
    let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
    catalogue.fill("since.levels", &values)
}

/// Which earlier assessment is laid beside this one.
pub(super) fn compared_with(earlier: &Comparison, catalogue: &Catalogue) -> String {
    let day = earlier.date.parse::<Date>();
    let date = day.map_or_else(|_| earlier.date.clone(), |day| catalogue.date(day));
    let with = catalogue.fill("since.with", &[("date", &date)]);
    format!("{with} {}", earlier.title).trim_end().to_owned()
}

/// The scores then and now in a sentence.
pub(super) fn compared(earlier: &Comparison, report: &Report, catalogue: &Catalogue) -> String {
    catalogue.fill(
        "since.sum",
        &[
            ("questions", &earlier.questions.to_string()),
            ("then", &shown(earlier.then)),
            ("now", &shown(earlier.now)),
            ("highest", &report.score.highest),
        ],
    )
}

/// The questions that can't be compared or count on one side only, by what is the matter.
pub(super) fn not_compared<'a>(
    earlier: &'a Comparison,
    catalogue: &'a Catalogue,
) -> Vec<(&'a str, Vec<&'a str>)> {
    let prompts = |named: &'a [Named]| named.iter().map(|line| line.prompt.as_str()).collect();
    let lists: [(&str, Vec<&str>); 4] = [
        (catalogue.say("since.added"), prompts(&earlier.added)),
        (catalogue.say("since.dropped"), prompts(&earlier.dropped)),
        (catalogue.say("since.changed"), prompts(&earlier.changed)),
        (catalogue.say("since.removed"), earlier.removed.iter().map(|id| id.as_str()).collect()),
    ];
    lists.into_iter().filter(|(_, names)| !names.is_empty()).collect()
}
