//! When a question applies, in words that a person can check on paper.
//!
//! The engine's conditions know three values, and a question is left out only where its condition
//! is false. "Not" is moved inwards to the single facts; what is left is "and" and "or", which are
//! false of three values exactly where they are false once every unknown fact counts as true. So
//! the paper needs one rule: what you can't tell, take as so.

use maud::{Markup, html};

use super::paper::{Sheet, letter};
use crate::questionnaire::{Condition, Question, Questionnaire};

/// A condition, reduced to what the paper can rule out.
pub(super) enum Rule {
    /// An option of the profile is ticked, or is not.
    Option { profile: usize, option: usize, ticked: bool, text: String },
    /// A question is ticked within these levels, from and to included.
    Levels { number: usize, from: usize, to: usize },
    /// A question is ticked at none of its levels, of which this is the top.
    NoLevel { number: usize, top: usize },
    /// All hold.
    All(Vec<Self>),
    /// At least one holds.
    Any(Vec<Self>),
}

/// Where on the paper a question stands.
pub(super) struct Numbers<'q> {
    questionnaire: &'q Questionnaire,
    /// Each question's id, number and top level, ordered by id.
    questions: Vec<(&'q str, usize, usize)>,
}

impl<'q> Numbers<'q> {
    pub(super) fn of(
        questionnaire: &'q Questionnaire,
        asked: impl Iterator<Item = &'q Question>,
    ) -> Self {
        let mut questions = Vec::new();
        for (index, question) in asked.enumerate() {
            let top = usize::from(questionnaire.scale_of(question).top());
            questions.push((question.id.as_str(), index + 1, top));
        }
        questions.sort_unstable();
        Self { questionnaire, questions }
    }

    /// The rule of a condition; `None` where nothing on this paper can rule it out.
    pub(super) fn rule(&self, condition: &Condition) -> Option<Rule> {
        self.reduce(condition, true)
    }

    /// The rule of a condition, or of its opposite.
    fn reduce(&self, condition: &Condition, holds: bool) -> Option<Rule> {
        match condition {
            Condition::Not { not } => self.reduce(not, !holds),
            Condition::All { all: parts } if holds => self.all(parts, holds),
            Condition::Any { any: parts } if !holds => self.all(parts, holds),
            Condition::All { all: parts } | Condition::Any { any: parts } => self.any(parts, holds),
            Condition::Profile { profile, is } => {
                let asked = &self.questionnaire.profile;
                let at = asked.iter().position(|question| question.id == *profile)?;
                let options = &asked.get(at)?.options;
                let option = options.iter().position(|option| option.id == *is)?;
                let text = options.get(option)?.text.clone();
                Some(Rule::Option { profile: at + 1, option, ticked: holds, text })
            }
            Condition::Answer { answer, at_least } => {
                // A question that the mode leaves out is never known.
                let id = answer.as_str();
                let at = self.questions.binary_search_by(|(known, ..)| (*known).cmp(id)).ok()?;
                let (_, number, top) = *self.questions.get(at)?;
                let least = usize::from(*at_least);
                match (holds, least) {
                    (true, 0) => None,
                    (true, _) if least > top => Some(Rule::NoLevel { number, top }),
                    (true, _) => Some(Rule::Levels { number, from: least, to: top }),
                    (false, 0) => Some(Rule::NoLevel { number, top }),
                    (false, _) if least > top => None,
                    (false, _) => Some(Rule::Levels { number, from: 0, to: least - 1 }),
                }
            }
        }
    }

    fn all(&self, parts: &[Condition], holds: bool) -> Option<Rule> {
        let mut rules = Vec::new();
        for part in parts {
            match self.reduce(part, holds) {
                Some(Rule::All(inner)) => rules.extend(inner),
                Some(rule) => rules.push(rule),
                None => {}
            }
        }
        if rules.len() > 1 { Some(Rule::All(rules)) } else { rules.pop() }
    }

    fn any(&self, parts: &[Condition], holds: bool) -> Option<Rule> {
        let mut rules = Vec::new();
        for part in parts {
            match self.reduce(part, holds)? {
                Rule::Any(inner) => rules.extend(inner),
                rule => rules.push(rule),
            }
        }
        if rules.len() > 1 { Some(Rule::Any(rules)) } else { rules.pop() }
    }
}

/// The rule above a question, and the box for a question that it leaves out.
pub(super) fn only_if(rule: &Rule, sheet: &Sheet<'_>) -> Markup {
    html! {
        div class="only-if" {
            @match rule {
                Rule::All(rules) => { p { (sheet.say("worksheet.only_if_all")) } (list("all", rules, sheet)) }
                Rule::Any(rules) => { p { (sheet.say("worksheet.only_if_any")) } (list("any", rules, sheet)) }
                fact => p { (sheet.fill("worksheet.only_if", &[("condition", &words(fact, sheet))])) }
            }
            p class="skipped" { span class="box" {} span { (sheet.say("worksheet.skipped")) } }
        }
    }
}

fn list(kind: &str, rules: &[Rule], sheet: &Sheet<'_>) -> Markup {
    html! {
        ul class=(kind) {
            @for rule in rules {
                li {
                    @match rule {
                        Rule::All(rules) => { (sheet.say("worksheet.all")) (list("all", rules, sheet)) }
                        Rule::Any(rules) => { (sheet.say("worksheet.any")) (list("any", rules, sheet)) }
                        fact => (words(fact, sheet))
                    }
                }
            }
        }
    }
}

/// A single fact in words; nothing of a rule with parts.
fn words(fact: &Rule, sheet: &Sheet<'_>) -> String {
    match fact {
        Rule::Option { profile, option, ticked, text } => {
            let values = [("number", profile.to_string()), ("letter", letter(*option))];
            let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
            let place = sheet.fill("worksheet.place", &values);
            let key = if *ticked { "worksheet.if_ticked" } else { "worksheet.if_not_ticked" };
            sheet.fill(key, &[("place", &place), ("option", text)])
        }
        Rule::Levels { number, from, to } => {
            let key = if from == to { "worksheet.if_level" } else { "worksheet.if_levels" };
            levels(key, *number, *from, *to, sheet)
        }
        Rule::NoLevel { number, top } => levels("worksheet.if_no_level", *number, 0, *top, sheet),
        Rule::All(_) | Rule::Any(_) => String::new(),
    }
}

fn levels(key: &str, number: usize, from: usize, to: usize, sheet: &Sheet<'_>) -> String {
    sheet
        .fill(key, &[("number", &number.to_string()), ("from", &letter(from)), ("to", &letter(to))])
}
