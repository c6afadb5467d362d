//! The headless API: an assessment without a screen.

use serde::Serialize;

use super::Failure;
use crate::assessment::{Assessment, AssessmentError, Choice, Mode, State, states};
use crate::date::Date;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::Findings;
use crate::document::{Node, Object, Spelling, parse_json, to_json};
use crate::questionnaire::{Questionnaire, length};
use crate::report::report;

/// An assessment and its questionnaire.
#[derive(Clone, Debug)]
pub struct Headless {
    questionnaire: Questionnaire,
    assessment: Assessment,
    warnings: Vec<Diagnostic>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Outline<'a> {
    id: &'a str,
    version: &'a str,
    fingerprint: &'a str,
    language: &'a str,
    title: &'a str,
    mode: Mode,
    questions: usize,
    minutes: u32,
    profile: Vec<ProfileOutline<'a>>,
    domains: Vec<DomainOutline<'a>>,
    warnings: &'a [Diagnostic],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ProfileOutline<'a> {
    id: &'a str,
    prompt: &'a str,
    options: Vec<&'a str>,
    chosen: Option<&'a [String]>,
}

#[derive(Serialize)]
struct DomainOutline<'a> {
    id: &'a str,
    title: &'a str,
    questions: Vec<QuestionOutline<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct QuestionOutline<'a> {
    id: &'a str,
    prompt: &'a str,
    levels: &'a [String],
    critical: bool,
    not_applicable: bool,
    asked: bool,
    answered: bool,
}

impl Headless {
    /// An assessment without answers. `mode` is `express` or `full`.
    ///
    /// # Errors
    /// `questionnaire` with all diagnostics if the text is no usable questionnaire; `mode`.
    pub fn new(questionnaire: &str, mode: &str) -> Result<Self, Failure> {
        let questionnaire = read_questionnaire(questionnaire)?;
        let mode = Mode::from_name(mode).ok_or_else(|| {
            Failure::new("mode", format!("mode is \"{mode}\"; hint: use \"express\" or \"full\""))
        })?;
        let assessment = Assessment::new(&questionnaire, mode);
        Ok(Self { questionnaire, assessment, warnings: Vec::new() })
    }

    /// An assessment from its file.
    ///
    /// # Errors
    /// `questionnaire` or `file`, each with all diagnostics.
    pub fn from_file(file: &str, questionnaire: &str) -> Result<Self, Failure> {
        let questionnaire = read_questionnaire(questionnaire)?;
        let (assessment, warnings) = Assessment::from_json(file, &questionnaire);
        match assessment {
            Some(assessment) => Ok(Self { questionnaire, assessment, warnings }),
            None => Err(Failure::document("file", warnings)),
        }
    }

    /// Sets what is known about the firm: JSON such as `{"staff": ["yes"], "tools": []}`.
    ///
    /// # Errors
    /// `profile` if the text has another form, else the codes of [`AssessmentError`]; then
    /// nothing has changed.
    pub fn set_profile(&mut self, profile: &str) -> Result<(), Failure> {
        let mut changed = self.assessment.clone();
        for (id, options) in read_profile(profile)? {
            changed.set_profile(&self.questionnaire, &id, options)?;
        }
        self.assessment = changed;
        Ok(())
    }

    /// Answers a question: JSON such as `{"level": 2, "note": "…", "evidence": "…"}`,
    /// `{"dontKnow": true}`, `{"notApplicable": "reason"}`, or `{}` to take the answer back.
    /// Note and evidence stay as they are unless given.
    ///
    /// # Errors
    /// `answer` if the text has another form, else the codes of [`AssessmentError`]; then
    /// nothing has changed.
    pub fn answer(&mut self, question: &str, answer: &str) -> Result<(), Failure> {
        let known = self
            .questionnaire
            .question(question)
            .ok_or_else(|| AssessmentError::UnknownQuestion(question.to_owned()))?;
        let top = self.questionnaire.scale_of(known).top();
        let mut findings = Findings::new();
        let node = parse_json(answer, &mut findings);
        let object = node.as_ref().and_then(|n| Object::root(n, Spelling::Json, &mut findings));
        let Some(mut object) = object else {
            return Err(Failure::document("answer", findings.into_vec()));
        };
        let mut choices = Vec::new();
        match object.node("level") {
            Some(Node::Number(digits)) => match digits.parse().ok().and_then(level_of) {
                Some(level) if level <= top => choices.push(Choice::Level(level)),
                _ => {
                    let (question, level) = (question.to_owned(), digits.clone());
                    return Err(AssessmentError::LevelOutOfRange { question, level, top }.into());
                }
            },
            Some(other) => {
                let (question, level) = (question.to_owned(), other.kind().to_owned());
                return Err(AssessmentError::LevelOutOfRange { question, level, top }.into());
            }
            None => {}
        }
        if object.flag("dontKnow", false, &mut findings) {
            choices.push(Choice::DontKnow);
        }
        match object.node("notApplicable") {
            Some(Node::Text(reason)) if !reason.trim().is_empty() => {
                choices.push(Choice::NotApplicable { reason: reason.clone() });
            }
            Some(_) => return Err(AssessmentError::ReasonMissing(question.to_owned()).into()),
            None => {}
        }
        let text = |node: Option<&Node>| match node {
            Some(Node::Text(text)) => Some(text.clone()),
            _ => None,
        };
        let (note, evidence) = (text(object.node("note")), text(object.node("evidence")));
        object.finish(&mut findings);
        if choices.len() > 1 {
            let hint = "give one of level, dontKnow and notApplicable";
            findings.error("answer", "", "answers in more than one way", hint);
        }
        if findings.has_errors() {
            return Err(Failure::document("answer", findings.into_vec()));
        }
        self.assessment.answer(&self.questionnaire, question, choices.pop())?;
        self.assessment.change(&question.into(), |answer| {
            answer.note = note.unwrap_or_else(|| std::mem::take(&mut answer.note));
            answer.evidence = evidence.unwrap_or_else(|| std::mem::take(&mut answer.evidence));
        });
        Ok(())
    }

    /// What is asked, as JSON: profile, domains and questions, and which of them apply.
    #[must_use]
    pub fn outline(&self) -> String {
        let q = &self.questionnaire;
        let mut profile = Vec::new();
        for asked in &q.profile {
            let mut options = Vec::new();
            for option in &asked.options {
                options.push(option.id.as_str());
            }
            let chosen = self.assessment.profile.get(&asked.id).map(Vec::as_slice);
            profile.push(ProfileOutline {
                id: asked.id.as_str(),
                prompt: &asked.prompt,
                options,
                chosen,
            });
        }
        let states = states(q, &self.assessment);
        let mut remaining = states.iter();
        let (mut domains, mut asked) = (Vec::new(), Vec::new());
        for domain in &q.domains {
            let mut questions = Vec::new();
            for (question, state) in domain.questions.iter().zip(&mut remaining) {
                if *state != State::NotAsked {
                    asked.push(question);
                }
                questions.push(QuestionOutline {
                    id: question.id.as_str(),
                    prompt: &question.prompt,
                    levels: &question.levels,
                    critical: question.critical,
                    not_applicable: question.not_applicable,
                    asked: *state != State::NotAsked,
                    answered: !matches!(state, State::NotAsked | State::Unanswered),
                });
            }
            domains.push(DomainOutline { id: domain.id.as_str(), title: &domain.title, questions });
        }
        to_json(&Outline {
            id: &q.id,
            version: &q.version,
            fingerprint: q.fingerprint.as_str(),
            language: &q.language,
            title: &q.title,
            mode: self.assessment.mode,
            questions: asked.len(),
            minutes: length::minutes(asked.into_iter()),
            profile,
            domains,
            warnings: &self.warnings,
        })
    }

    /// The report as of a day, as JSON: the same bytes as the command's.
    ///
    /// # Errors
    /// `date` if the text is no day such as 2026-11-22.
    pub fn report(&self, date: &str) -> Result<String, Failure> {
        let date: Date = date.parse()?;
        Ok(report(&self.questionnaire, &self.assessment, date).to_json())
    }

    /// The assessment file; `date` is the day of the last change, or blank to leave it.
    ///
    /// # Errors
    /// `date` if the text is no day such as 2026-11-22.
    pub fn to_file(&self, date: &str) -> Result<String, Failure> {
        let mut assessment = self.assessment.clone();
        if !date.is_empty() {
            assessment.date = date.parse::<Date>()?.to_string();
        }
        Ok(assessment.to_json())
    }
}

fn level_of(number: u32) -> Option<u8> {
    u8::try_from(number).ok()
}

pub(super) fn read_questionnaire(text: &str) -> Result<Questionnaire, Failure> {
    let (questionnaire, findings) = Questionnaire::from_json(text);
    questionnaire.ok_or_else(|| Failure::document("questionnaire", findings))
}

fn read_profile(text: &str) -> Result<Vec<(String, Vec<String>)>, Failure> {
    let mut findings = Findings::new();
    let node = parse_json(text, &mut findings);
    let form = || {
        let hint = "profile is no group of lists; hint: use {\"staff\": [\"yes\"]}";
        Failure::new("profile", hint)
    };
    let Some(node) = node else { return Err(Failure::document("profile", findings.into_vec())) };
    let Node::Map(entries) = node else { return Err(form()) };
    let mut read = Vec::new();
    for (id, options) in entries {
        let options = options.texts().ok_or_else(form)?;
        read.push((id, options));
    }
    Ok(read)
}
