//! One assessment out of several: what was settled, what all agree on, and every word that somebody wrote, with the
//! name of who wrote it.

use super::record::record;
use super::{Combination, CombineError, Compared, FEWEST_PEOPLE, Kind};
use crate::assessment::{Answer, Assessment, Choice, Decision, Origin};
use crate::date::Date;
use crate::diagnostic::Severity;
use crate::questionnaire::{Question, QuestionId};
use crate::text::Catalogue;

/// A question whose gap people decided about differently: what each of them decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecisionConflict<'c> {
    /// The question.
    pub question: &'c QuestionId,
    /// The number of the person, and the decision.
    pub decisions: Vec<(usize, &'c Decision)>,
}

impl Combination {
    /// The gaps about which people decided differently. The result takes none of these decisions; they stand in its
    /// record and in the question's note.
    #[must_use]
    pub fn decision_conflicts(&self) -> Vec<DecisionConflict<'_>> {
        let mut conflicts = Vec::new();
        for question in self.ids(|assessment| assessment.decisions.keys()) {
            let decisions = self.decisions(question);
            let mut all = decisions.iter().map(|(_, decision)| *decision);
            let first = all.next();
            if all.any(|decision| Some(decision) != first) {
                conflicts.push(DecisionConflict { question, decisions });
            }
        }
        conflicts
    }

    fn decisions(&self, question: &QuestionId) -> Vec<(usize, &Decision)> {
        let people = self.people.iter().enumerate();
        people
            .filter_map(|(at, person)| Some((at, person.assessment.decisions.get(question)?)))
            .collect()
    }

    /// The ids that one of the people has, in order and each once.
    fn ids<'c, I: Iterator<Item = &'c QuestionId>>(
        &'c self,
        of: impl Fn(&'c Assessment) -> I,
    ) -> Vec<&'c QuestionId> {
        let mut ids: Vec<_> =
            self.people.iter().flat_map(|person| of(&person.assessment)).collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    }

    /// One assessment of all people's, as of a day. Conflicts that nobody settled stay without an answer, and a note
    /// says who said what, in the words of the catalogue.
    ///
    /// # Errors
    /// [`CombineError::TooFew`], or [`CombineError::TooLarge`] where what people wrote is together more than a file
    /// may hold.
    pub fn finish(&self, today: Date, catalogue: &Catalogue) -> Result<Assessment, CombineError> {
        if self.people.len() < FEWEST_PEOPLE {
            return Err(CombineError::TooFew);
        }
        let questionnaire = &self.questionnaire;
        let (names, lines) = (self.names(), self.compare());
        let mut result = Assessment::new(questionnaire, self.mode());
        self.title().clone_into(&mut result.title);
        result.date = today.to_string();
        result.profile = self.profile();
        self.keep_version(&mut result);

        let conflicts = self.decision_conflicts();
        for question in self.ids(|assessment| assessment.decisions.keys()) {
            if find(&conflicts, question).is_none()
                && let Some((_, decision)) = self.decisions(question).first()
            {
                result.decisions.insert(question.clone(), (*decision).clone());
            }
        }

        let mut ids = self.ids(|assessment| assessment.answers.keys());
        ids.extend(self.settled.keys());
        ids.extend(conflicts.iter().map(|conflict| conflict.question));
        ids.sort_unstable();
        ids.dedup();
        let teller = Teller { combination: self, names: &names, catalogue };
        for id in ids {
            let line = lines.iter().find(|line| line.question.id == *id);
            let answer = teller.answer(id, line, find(&conflicts, id));
            result.change(id, |kept| *kept = answer);
        }
        result.origin = Some(Origin::of(&record(self, &names, &lines, &conflicts, today)));

        // Nothing is given out that would not be opened again.
        match Assessment::from_json(&result.to_json(), questionnaire) {
            (Some(_), _) => Ok(result),
            (None, findings) => {
                let error = findings.iter().find(|finding| finding.severity == Severity::Error);
                Err(CombineError::TooLarge(error.map_or_else(String::new, ToString::to_string)))
            }
        }
    }

    /// The version that the answers were given to, where it is one and nothing was settled since.
    fn keep_version(&self, result: &mut Assessment) {
        let of =
            |assessment: &Assessment| (assessment.version.clone(), assessment.fingerprint.clone());
        let mut versions = self.people.iter().map(|person| of(&person.assessment));
        if let Some(first) = versions.next()
            && versions.all(|version| version == first)
            && self.settled.is_empty()
            && self.settled_profile.is_empty()
        {
            (result.version, result.fingerprint) = first;
        }
    }
}

/// The conflict about a question; they are in the order of the ids, and a file may hold very many.
fn find<'l, 'c>(
    conflicts: &'l [DecisionConflict<'c>],
    question: &QuestionId,
) -> Option<&'l DecisionConflict<'c>> {
    let at = conflicts.binary_search_by(|conflict| conflict.question.cmp(question)).ok()?;
    conflicts.get(at)
}

/// Puts people's words together.
struct Teller<'c> {
    combination: &'c Combination,
    names: &'c [String],
    catalogue: &'c Catalogue,
}

impl Teller<'_> {
    /// What the result records about a question.
    fn answer(
        &self,
        id: &QuestionId,
        line: Option<&Compared<'_>>,
        conflict: Option<&DecisionConflict<'_>>,
    ) -> Answer {
        let people = &self.combination.people;
        let question = self.combination.questionnaire.question(id.as_str());
        let mut given = Vec::new();
        for (name, person) in self.names.iter().zip(people) {
            if let Some(answer) = person.assessment.answers.get(id) {
                given.push((name.as_str(), answer));
            }
        }
        let settlement = self.combination.settled.get(id);
        // "Not applicable" without its reason settles nothing, here as on the page.
        let settled = settlement.filter(|settlement| settlement.is_complete());
        let settled = settled.and_then(|settlement| settlement.choice.clone());
        let choice = settled.clone().or_else(|| self.choice(line, &given));

        let mut note: Vec<String> = Vec::new();
        let lost = given.iter().any(|(_, answer)| is_lost(answer, choice.as_ref()));
        if lost {
            let said = self.said(&given, question);
            let key = match line.map(|line| line.kind) {
                _ if settled.is_some() => "team.note.settled",
                Some(Kind::Near { .. }) => "team.note.near",
                Some(Kind::Conflict) => "team.note.open",
                _ => "team.note.other",
            };
            note.push(self.catalogue.fill(key, &[("said", &said)]));
        }
        if let Some(settlement) = settlement
            && !settlement.note.trim().is_empty()
        {
            note.push(self.catalogue.fill("team.note.why", &[("note", &settlement.note)]));
        }
        if let Some(conflict) = conflict {
            let said = self.decided(conflict);
            note.push(self.catalogue.fill("team.note.decisions", &[("said", &said)]));
        }
        let notes = self.joined(given.iter().map(|(name, a)| (*name, a.note.as_str())), "\n");
        if !notes.is_empty() {
            note.push(notes);
        }
        let evidence = given.iter().map(|(name, answer)| (*name, answer.evidence.as_str()));
        Answer {
            note: note.join("\n"),
            evidence: self.joined(evidence, "; "),
            asked: match (&settled, question) {
                (Some(_), Some(question)) => question.identity.clone(),
                _ => identity(&given, choice.as_ref()),
            },
            choice,
        }
    }

    /// The answer where nothing was settled.
    fn choice(&self, line: Option<&Compared<'_>>, given: &[(&str, &Answer)]) -> Option<Choice> {
        let mut counted = Vec::new();
        match line {
            Some(Compared { kind: Kind::Near { lower }, .. }) => {
                return Some(Choice::Level(*lower));
            }
            Some(line) if line.answered() > 0 => {
                for ((name, person), voice) in
                    self.names.iter().zip(&self.combination.people).zip(&line.voices)
                {
                    let answer = person.assessment.answers.get(&line.question.id);
                    counted
                        .extend(answer.filter(|_| voice.is_answer()).map(|a| (name.as_str(), a)));
                }
            }
            // It counts nowhere, or nobody answered in full: what all recorded alike is kept.
            _ => counted.extend(given.iter().filter(|(_, answer)| answer.choice.is_some())),
        }
        let mut choices = counted.iter().filter_map(|(_, answer)| answer.choice.as_ref());
        let first = choices.next()?;
        if !choices.all(|choice| is_alike(choice, first)) {
            return None;
        }
        let Choice::NotApplicable { .. } = first else { return Some(first.clone()) };
        let reasons = counted.iter().filter_map(|(name, answer)| match &answer.choice {
            Some(Choice::NotApplicable { reason }) => Some((*name, reason.as_str())),
            _ => None,
        });
        Some(Choice::NotApplicable { reason: self.joined_among(counted.len(), reasons, "; ") })
    }

    /// What each person wrote, with their names before it: alike words once, and without names where everybody
    /// wrote them.
    fn joined<'t>(&self, texts: impl Iterator<Item = (&'t str, &'t str)>, between: &str) -> String {
        self.joined_among(self.names.len(), texts, between)
    }

    fn joined_among<'t>(
        &self,
        everybody: usize,
        texts: impl Iterator<Item = (&'t str, &'t str)>,
        between: &str,
    ) -> String {
        let mut groups: Vec<(Vec<&str>, &str)> = Vec::new();
        for (name, text) in texts.filter(|(_, text)| !text.is_empty()) {
            match groups.iter_mut().find(|(_, known)| *known == text) {
                Some((names, _)) => names.push(name),
                None => groups.push((vec![name], text)),
            }
        }
        if let [(names, text)] = groups.as_slice()
            && names.len() == everybody
        {
            return (*text).to_owned();
        }
        let mut lines = Vec::new();
        for (names, text) in groups {
            lines.push(self.by(&names.join(", "), text));
        }
        lines.join(between)
    }

    fn by(&self, name: &str, text: &str) -> String {
        self.catalogue.fill("team.note.by", &[("name", name), ("text", text)])
    }

    /// Who gave which answer.
    fn said(&self, given: &[(&str, &Answer)], question: Option<&Question>) -> String {
        let mut said = Vec::new();
        for (name, answer) in given {
            if let Some(choice) = &answer.choice {
                said.push(self.by(name, &choice_words(choice, question, self.catalogue)));
            }
        }
        said.join("; ")
    }

    /// Who decided what.
    fn decided(&self, conflict: &DecisionConflict<'_>) -> String {
        let mut said = Vec::new();
        for (at, decision) in &conflict.decisions {
            let name = self.names.get(*at).map(String::as_str).unwrap_or_default();
            said.push(self.by(name, &decision_words(decision, self.catalogue)));
        }
        said.join("; ")
    }
}

/// An answer in words: what the level looks like, or why the question does not apply.
#[must_use]
pub fn choice_words(choice: &Choice, question: Option<&Question>, catalogue: &Catalogue) -> String {
    match choice {
        Choice::Level(level) => {
            match question.and_then(|question| question.levels.get(usize::from(*level))) {
                Some(text) => catalogue.fill("team.answer.level", &[("text", text)]),
                None => catalogue.fill("team.answer.number", &[("number", &level.to_string())]),
            }
        }
        Choice::DontKnow => catalogue.say("team.answer.dont_know").to_owned(),
        Choice::NotApplicable { reason } => {
            catalogue.fill("team.answer.not_applicable", &[("reason", reason)])
        }
    }
}

/// A decision in words.
#[must_use]
pub fn decision_words(decision: &Decision, catalogue: &Catalogue) -> String {
    use crate::assessment::Status;
    let status = match decision.status {
        Status::Planned => catalogue.say("team.decision.planned"),
        Status::Done => catalogue.say("team.decision.done"),
        Status::NotNow => catalogue.say("team.decision.not_now"),
    };
    let due = decision.due.map(|due| catalogue.date(due)).unwrap_or_default();
    let mut words = status.to_owned();
    for part in [&decision.owner, &due, &decision.reason] {
        if !part.is_empty() {
            words.push_str(", ");
            words.push_str(part);
        }
    }
    words
}

/// Whether two answers are the same but for their reasons.
fn is_alike(one: &Choice, other: &Choice) -> bool {
    let left_out = |choice: &Choice| matches!(choice, Choice::NotApplicable { .. });
    one == other || (left_out(one) && left_out(other))
}

/// Whether somebody's answer is not what comes out.
fn is_lost(answer: &Answer, choice: Option<&Choice>) -> bool {
    answer.choice.as_ref().is_some_and(|given| choice.is_none_or(|kept| !is_alike(given, kept)))
}

/// What the question was when the answer that comes out was given: blank where people answered different versions.
fn identity(given: &[(&str, &Answer)], choice: Option<&Choice>) -> String {
    let alike = |answer: &&Answer| match (answer.choice.as_ref(), choice) {
        (Some(given), Some(kept)) => is_alike(given, kept),
        (given, kept) => given == kept,
    };
    let mut all = given.iter().map(|(_, answer)| *answer).filter(alike);
    let first = all.next().map_or("", |answer| answer.asked.as_str());
    if all.all(|answer| answer.asked == first) { first.to_owned() } else { String::new() }
}
