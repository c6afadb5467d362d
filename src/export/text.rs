//! The report as plain text, for a terminal or a mail.

use crate::report::{PlanGroup, PlanStep, Report, WithheldLine};
use crate::text::Catalogue;

/// The score alone.
#[must_use]
pub fn score(report: &Report, catalogue: &Catalogue) -> String {
    let mut out = Lines { catalogue, text: String::new() };
    out.head(report);
    out.score(report);
    out.domains(report);
    out.text
}

/// Score, domains and plan.
#[must_use]
pub fn report(report: &Report, catalogue: &Catalogue) -> String {
    let mut out = Lines { catalogue, text: String::new() };
    out.head(report);
    out.score(report);
    out.domains(report);
    out.plan(report);
    out.left_out(report);
    out.paragraphs("text.method", &report.method);
    out.paragraphs("text.disclaimer", &report.disclaimer);
    out.text
}

struct Lines<'a> {
    catalogue: &'a Catalogue,
    text: String,
}

impl Lines<'_> {
    fn line(&mut self, line: &str) {
        // A terminal would obey the control characters that a file may hold.
        for line in super::lines(line) {
            self.text.extend(line.chars().map(super::xml_safe));
            self.text.push('\n');
        }
    }

    fn fill(&mut self, key: &str, values: &[(&str, &str)]) {
        let line = self.catalogue.fill(key, values);
        self.line(&line);
    }

    fn title(&mut self, key: &str) {
        let title = self.catalogue.say(key).to_owned();
        self.line("");
        self.line(&title);
        self.line(&"-".repeat(title.chars().count()));
    }

    fn paragraphs(&mut self, key: &str, paragraphs: &[String]) {
        self.title(key);
        paragraphs.iter().for_each(|paragraph| self.line(paragraph));
    }

    fn head(&mut self, report: &Report) {
        let about = &report.questionnaire;
        if !report.title.is_empty() {
            self.line(&report.title);
        }
        let date = self.catalogue.date(report.date);
        self.fill(
            "text.about",
            &[
                ("questionnaire", &about.title),
                ("version", &about.version),
                ("fingerprint", &about.fingerprint.short()),
                ("mode", report.mode.name()),
                ("engine", report.engine),
                ("date", &date),
            ],
        );
        if let Some(publisher) = super::words::publisher(report) {
            self.line(&publisher);
        }
    }

    fn score(&mut self, report: &Report) {
        let score = &report.score;
        self.title("text.score");
        let number = |shown: Option<crate::score::Shown>| {
            shown.map_or_else(|| "–".to_owned(), |shown| shown.to_string())
        };
        let band = score.band.as_ref().map_or("–", |band| band.name.as_str());
        let shown = number(score.shown);
        self.fill("text.result", &[("score", &shown), ("highest", &score.highest), ("band", band)]);
        if let (true, Some(cap)) = (score.capped, score.caps.first()) {
            self.fill(
                "text.uncapped",
                &[("score", &number(score.uncapped)), ("limit", &cap.limit)],
            );
            for question in &cap.questions {
                if question.dont_know {
                    self.fill("text.cap-unknown", &[("prompt", &question.prompt)]);
                } else {
                    self.fill("text.cap", &[("gap", &question.gap)]);
                }
            }
        }
        for reason in &score.withheld {
            match reason {
                WithheldLine::Incomplete { needed } => {
                    self.fill("text.incomplete", &[("needed", &needed.to_string())]);
                }
                WithheldLine::CriticalUnanswered { questions } => {
                    let count = questions.len().to_string();
                    self.fill("text.critical-unanswered", &[("count", &count)]);
                }
            }
        }
        let percent =
            |value: Option<u32>| value.map_or("–".to_owned(), |value| value.to_string());
        let (complete, sure) = (percent(score.completeness), percent(score.confidence));
        self.fill("text.completeness", &[("completeness", &complete), ("confidence", &sure)]);
    }

    fn domains(&mut self, report: &Report) {
        self.title("text.domains");
        let width = report.domains.iter().map(|line| line.title.chars().count()).max();
        for domain in &report.domains {
            let shown = domain.shown.map_or("–".to_owned(), |shown| shown.to_string());
            let title = &domain.title;
            self.line(&format!("{title:<width$}  {shown:>5}", width = width.unwrap_or(0)));
        }
    }

    fn plan(&mut self, report: &Report) {
        self.title("text.plan");
        for (index, step) in report.plan.iter().enumerate() {
            self.step(index + 1, step);
        }
    }

    fn step(&mut self, number: usize, step: &PlanStep) {
        let group = match step.group {
            PlanGroup::Critical => "text.group.critical",
            PlanGroup::QuickWin => "text.group.quick-win",
            PlanGroup::Open => "text.group.open",
            PlanGroup::Later => "text.group.later",
            PlanGroup::Improve => "text.group.improve",
        };
        let group = self.catalogue.say(group).to_owned();
        self.line(&format!("{number}. {}", step.action));
        let values =
            [("group", group.as_str()), ("weight", &step.weight), ("effort", &step.effort_name)];
        self.fill("text.step", &values);
        match step.level {
            Some(_) => self.fill("text.next", &[("step", &step.next_step)]),
            None => self.fill("text.find-out", &[("prompt", &step.prompt)]),
        }
        if let Some(caution) = &step.caution {
            self.fill("text.caution", &[("caution", caution)]);
        }
    }

    fn left_out(&mut self, report: &Report) {
        if !report.not_applicable.is_empty() {
            self.title("text.not-applicable");
            for left_out in &report.not_applicable {
                let line = format!("{} – {}", left_out.prompt, left_out.reason);
                self.line(&line);
            }
        }
        if !report.unanswered.is_empty() {
            self.title("text.unanswered");
            for id in &report.unanswered {
                let prompt = report.question(id).map_or(id.as_str(), |line| line.prompt.as_str());
                self.line(prompt);
            }
        }
    }
}
