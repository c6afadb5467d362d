//! The assessment file: JSON, written in one order, read without losing anything.

use litemap::LiteMap;
use serde::{Serialize, Serializer};

use super::head::{About, Format};
use super::{Answer, Assessment, Choice, Decision, Mode, Origin, Status, is_protected};
use crate::date::Date;
use crate::diagnostic::{Diagnostic, Findings, Severity};
use crate::document::{Node, Object, parse_json, to_json};
use crate::questionnaire::{ProfileId, QuestionId, Questionnaire};

/// What stands in the field `format` of an assessment file.
pub const FORMAT: &str = "reasonable-steps/assessment";
/// The version of the file that this engine writes and reads.
pub const FORMAT_VERSION: u32 = 1;

const HEAD: Format = Format {
    name: FORMAT,
    version: FORMAT_VERSION,
    called: "assessment file",
    find: "choose a file that Reasonable Steps saved; its name ends in .steps.json",
    read_elsewhere: "open the file with the version of Reasonable Steps that saved it, or a newer one",
    other_questionnaire: "open the file where its questionnaire is asked",
    other_version: (
        Severity::Warning,
        "the answers were matched by question; read them through once",
    ),
};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct File<'a> {
    format: &'static str,
    format_version: u32,
    engine: &'static str,
    questionnaire: About<'a>,
    mode: Mode,
    #[serde(skip_serializing_if = "str::is_empty")]
    title: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    date: &'a str,
    #[serde(serialize_with = "as_object")]
    profile: &'a LiteMap<ProfileId, Vec<String>>,
    answers: Vec<FileAnswer<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    decisions: Vec<FileDecision<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct FileAnswer<'a> {
    question: &'a QuestionId,
    #[serde(skip_serializing_if = "Option::is_none")]
    level: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    dont_know: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    not_applicable: Option<&'a str>,
    #[serde(skip_serializing_if = "str::is_empty")]
    note: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    evidence: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    asked: &'a str,
}

#[derive(Serialize)]
struct FileDecision<'a> {
    question: &'a QuestionId,
    status: Status,
    #[serde(skip_serializing_if = "str::is_empty")]
    owner: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    due: Option<Date>,
    #[serde(skip_serializing_if = "str::is_empty")]
    reason: &'a str,
}

fn as_object<S: Serializer>(
    map: &LiteMap<ProfileId, Vec<String>>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_map(map.iter())
}

impl Assessment {
    /// The assessment file. Equal assessments give equal files, byte for byte.
    #[must_use]
    pub fn to_json(&self) -> String {
        let mut answers = Vec::new();
        for (question, answer) in self.answers.iter() {
            let (mut level, mut dont_know, mut not_applicable) = (None, None, None);
            match &answer.choice {
                Some(Choice::Level(chosen)) => level = Some(*chosen),
                Some(Choice::DontKnow) => dont_know = Some(true),
                Some(Choice::NotApplicable { reason }) => not_applicable = Some(reason.as_str()),
                None => {}
            }
            answers.push(FileAnswer {
                question,
                level,
                dont_know,
                not_applicable,
                note: &answer.note,
                evidence: &answer.evidence,
                asked: &answer.asked,
            });
        }
        let mut decisions = Vec::new();
        for (question, decision) in &self.decisions {
            decisions.push(FileDecision {
                question,
                status: decision.status,
                owner: &decision.owner,
                due: decision.due,
                reason: &decision.reason,
            });
        }
        let file = File {
            format: FORMAT,
            format_version: FORMAT_VERSION,
            engine: crate::ENGINE_VERSION,
            questionnaire: About {
                id: &self.questionnaire,
                version: &self.version,
                fingerprint: &self.fingerprint,
            },
            mode: self.mode,
            title: &self.title,
            date: &self.date,
            profile: &self.profile,
            answers,
            decisions,
        };
        let mut text = to_json(&file);
        if let Some(origin) = &self.origin {
            // The record is JSON text already; written as a last field it needs no writer of its own.
            text.pop();
            text.push_str(",\"origin\":");
            text.push_str(origin.text());
            text.push('}');
        }
        text
    }

    /// Reads an assessment file of this questionnaire.
    ///
    /// Gives the assessment if it can be used, and all findings. A file of another version of
    /// the questionnaire is read, matched by question id, with warnings; answers to questions
    /// that are gone are kept and not counted. A foreign file, one that a passphrase protects,
    /// another questionnaire, a level beyond the scale or a question answered twice is an error.
    #[must_use]
    pub fn from_json(text: &str, questionnaire: &Questionnaire) -> (Option<Self>, Vec<Diagnostic>) {
        let mut findings = Findings::new();
        if is_protected(text) {
            let message = "is protected by a passphrase";
            let hint =
                "open it in the page, which asks for the passphrase, and save it without one";
            findings.error("protected", "", message, hint);
            return (None, findings.into_vec());
        }
        let assessment = parse_json(text, &mut findings)
            .and_then(|node| read(&node, questionnaire, &mut findings))
            .filter(|_| !findings.has_errors());
        (assessment, findings.into_vec())
    }
}

fn read(node: &Node, questionnaire: &Questionnaire, findings: &mut Findings) -> Option<Assessment> {
    let (mut root, said) = HEAD.open(node, questionnaire, findings)?;
    root.node("engine");
    let mode = Mode::read(&mut root, findings).unwrap_or_default();
    let mut assessment = Assessment::new(questionnaire, mode);
    // What the answers were given to, until one of them changes.
    assessment.version = said.version;
    assessment.fingerprint = said.fingerprint;
    assessment.title = root.words("title", findings);
    assessment.date = root.optional_text("date", findings).unwrap_or_default();
    if let Some(profile) = root.object("profile", findings) {
        read_profile(&profile, questionnaire, &mut assessment, findings);
    }
    root.each("answers", findings, &mut |object, findings| {
        read_answer(object, questionnaire, &mut assessment, findings);
    });
    if root.node("decisions").is_some() {
        root.each("decisions", findings, &mut |object, findings| {
            read_decision(object, questionnaire, &mut assessment, findings);
        });
    }
    assessment.origin = root.node("origin").and_then(|node| Origin::read(node, findings));
    root.finish(findings);
    Some(assessment)
}

fn read_profile(
    profile: &Object<'_>,
    questionnaire: &Questionnaire,
    assessment: &mut Assessment,
    findings: &mut Findings,
) {
    for (id, node) in profile.entries() {
        let path = format!("profile: {id}");
        let Some(options) = node.texts() else {
            findings.error("type", path, "is no list of texts", "write [\"yes\"] or []");
            continue;
        };
        if let Err(error) = assessment.set_profile(questionnaire, id, options.clone()) {
            // Of an older or a newer version: kept, and without effect.
            assessment.profile.insert(ProfileId::new(id.as_str()), options);
            findings.warning(error.code(), path, error.to_string(), "");
        }
    }
}

fn read_answer(
    object: &mut Object<'_>,
    questionnaire: &Questionnaire,
    assessment: &mut Assessment,
    findings: &mut Findings,
) {
    let id = object.text("question", findings);
    if id.is_empty() {
        return;
    }
    object.set_path(format!("answer to `{id}`"));
    let question = questionnaire.question(&id);
    let top = question.map_or(20, |question| questionnaire.scale_of(question).top());
    let level = object.optional_integer("level", 0..=u32::from(top), findings);
    let dont_know = object.flag("dontKnow", false, findings);
    // The reason may be blank: it was not written yet.
    let not_applicable = object.node("notApplicable").is_some();
    let not_applicable = not_applicable.then(|| object.words("notApplicable", findings));
    let answer = Answer {
        choice: match (level, dont_know, not_applicable) {
            (None, false, None) => None,
            (Some(level), false, None) => u8::try_from(level).ok().map(Choice::Level),
            (None, true, None) => Some(Choice::DontKnow),
            (None, false, Some(reason)) => Some(Choice::NotApplicable { reason }),
            _ => {
                let hint = "keep one of level, dontKnow and notApplicable";
                findings.error("answer", object.path(), "answers in more than one way", hint);
                None
            }
        },
        note: object.words("note", findings),
        evidence: object.words("evidence", findings),
        asked: object.optional_text("asked", findings).unwrap_or_default(),
    };
    object.finish(findings);
    if question.is_none() {
        let hint = "it is kept in the file and not counted";
        findings.warning("unknown-question", object.path(), "is to no question here", hint);
    }
    let offered = question.is_none_or(|question| question.not_applicable);
    if !offered && matches!(answer.choice, Some(Choice::NotApplicable { .. })) {
        let message = "is \"not applicable\", which the question no longer offers";
        findings.warning("not-applicable", object.path(), message, "answer it with a level");
    }
    if assessment.answers.insert(QuestionId::new(id.as_str()), answer).is_some() {
        twice(object, findings);
    }
}

fn twice(object: &Object<'_>, findings: &mut Findings) {
    let hint = "keep one of the two";
    findings.error("duplicate-id", object.path(), "stands in the file twice", hint);
}

fn read_decision(
    object: &mut Object<'_>,
    questionnaire: &Questionnaire,
    assessment: &mut Assessment,
    findings: &mut Findings,
) {
    let id = object.text("question", findings);
    if id.is_empty() {
        return;
    }
    object.set_path(format!("decision on `{id}`"));
    let name = object.text("status", findings);
    let status = Status::from_name(&name);
    if status.is_none() && !name.is_empty() {
        let hint = "use \"planned\", \"done\" or \"not-now\"";
        findings.error("choice", object.field("status"), format!("is \"{name}\""), hint);
    }
    let due = object.optional_text("due", findings).and_then(|text| {
        let day = text.parse();
        if day.is_err() {
            let hint = "write it as 2026-11-22, year first";
            findings.error("date", object.field("due"), format!("is \"{text}\""), hint);
        }
        day.ok()
    });
    let (owner, reason) = (object.words("owner", findings), object.words("reason", findings));
    object.finish(findings);
    if questionnaire.question(&id).is_none() {
        let hint = "it is kept in the file";
        findings.warning("unknown-question", object.path(), "is on no question here", hint);
    }
    if let Some(status) = status {
        let decision = Decision { status, owner, due, reason };
        if assessment.decisions.insert(QuestionId::new(id.as_str()), decision).is_some() {
            twice(object, findings);
        }
    }
}
