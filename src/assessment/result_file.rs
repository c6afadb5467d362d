//! The result file: an assessment without words as JSON, to hand over. Holds what the result code holds, and says more
//! where it can't be used. Never holds a note, a name, a date or a reason.

use litemap::LiteMap;
use serde::{Serialize, Serializer};

use super::head::{About, Format};
use super::{Anonymous, Assessment, Mode, State};
use crate::diagnostic::{Diagnostic, Findings, Severity};
use crate::document::{Node, Object, parse_json, to_json};
use crate::questionnaire::{ProfileId, QuestionId, Questionnaire};

/// What stands in the field `format` of a result file.
pub const RESULT_FORMAT: &str = "reasonable-steps/result";
/// The version of the result file that this engine writes and reads.
pub const RESULT_FORMAT_VERSION: u32 = 1;

const HEAD: Format = Format {
    name: RESULT_FORMAT,
    version: RESULT_FORMAT_VERSION,
    called: "result file",
    find: "choose a file that Reasonable Steps made; its name ends in .result.json",
    read_elsewhere: "read the file with the version of Reasonable Steps that made it, or a newer one",
    other_questionnaire: "read the file where its questionnaire is asked",
    other_version: (
        Severity::Error,
        "figures of different versions can't be added: everybody must answer the same",
    ),
};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct File<'a> {
    format: &'static str,
    format_version: u32,
    questionnaire: About<'a>,
    mode: Mode,
    #[serde(serialize_with = "as_object")]
    profile: &'a LiteMap<ProfileId, Vec<String>>,
    answers: Vec<FileAnswer<'a>>,
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
    not_applicable: Option<bool>,
}

fn as_object<S: Serializer>(
    map: &LiteMap<ProfileId, Vec<String>>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_map(map.iter())
}

impl Anonymous {
    /// The result file, with the answers to questions that are asked. Equal results give equal files, byte for byte.
    #[must_use]
    pub fn to_json(&self, questionnaire: &Questionnaire) -> String {
        let mut answers = Vec::new();
        for (question, state) in questionnaire.questions().zip(&self.states) {
            let (mut level, mut dont_know, mut not_applicable) = (None, None, None);
            match state {
                State::Level(chosen) => level = Some(*chosen),
                State::DontKnow => dont_know = Some(true),
                State::NotApplicable => not_applicable = Some(true),
                State::NotAsked | State::Unanswered => continue,
            }
            answers.push(FileAnswer { question: &question.id, level, dont_know, not_applicable });
        }
        let file = File {
            format: RESULT_FORMAT,
            format_version: RESULT_FORMAT_VERSION,
            questionnaire: About::of(questionnaire),
            mode: self.mode,
            profile: &self.profile,
            answers,
        };
        to_json(&file)
    }

    /// Reads a result file of this very version of this questionnaire.
    ///
    /// Gives the result if it can be used, and all findings. Stricter than an assessment file, for nobody is there to
    /// look the answers through: another questionnaire or version, an unknown question or option, a level beyond the
    /// scale, "not applicable" where it is not offered, or an answer given twice is an error. An answer to a question
    /// that the mode or the profile leaves out is not counted, with a warning.
    #[must_use]
    pub fn from_json(text: &str, questionnaire: &Questionnaire) -> (Option<Self>, Vec<Diagnostic>) {
        let mut findings = Findings::new();
        let result = parse_json(text, &mut findings)
            .and_then(|node| read(&node, questionnaire, &mut findings))
            .filter(|_| !findings.has_errors());
        (result, findings.into_vec())
    }
}

fn read(node: &Node, questionnaire: &Questionnaire, findings: &mut Findings) -> Option<Anonymous> {
    let (mut root, _) = HEAD.open(node, questionnaire, findings)?;
    let mode = Mode::read(&mut root, findings).unwrap_or_default();
    let mut assessment = Assessment::new(questionnaire, mode);
    if let Some(profile) = root.object("profile", findings) {
        read_profile(&profile, questionnaire, &mut assessment, findings);
    }
    let mut answers: Vec<Option<State>> = questionnaire.questions().map(|_| None).collect();
    root.each("answers", findings, &mut |object, findings| {
        read_answer(object, questionnaire, &mut answers, findings);
    });
    root.finish(findings);
    let Assessment { mode, profile, .. } = assessment;
    let given = answers.clone();
    // What the mode leaves out decides nothing either, as in a code, which has no room for it.
    let in_mode = mode.filter(questionnaire);
    for (question, answer) in questionnaire.questions().zip(&mut answers) {
        *answer = answer.filter(|_| in_mode(question));
    }
    let result = Anonymous::from_answers(questionnaire, mode, profile, answers.into_iter());
    let states = given.iter().zip(&result.states);
    for (question, (given, state)) in questionnaire.questions().zip(states) {
        if given.is_some() && *state == State::NotAsked {
            let path = format!("answer to `{}`", question.id);
            let message = "is to a question that mode and profile leave out; it is not counted";
            findings.warning("not-asked", path, message, "");
        }
    }
    Some(result)
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
        let given = options.len();
        if let Err(error) = assessment.set_profile(questionnaire, id, options) {
            let said = error.to_string();
            let (message, hint) = said.split_once("; hint: ").unwrap_or((&said, "drop it"));
            findings.error(error.code(), path, message, hint);
        } else if assessment.profile.get(id.as_str()).is_some_and(|held| held.len() < given) {
            // All are known, and each is held once: a search for doubles in a long list would take long.
            findings.error("duplicate-id", path, "names an option twice", "name each once");
        }
    }
}

fn read_answer(
    object: &mut Object<'_>,
    questionnaire: &Questionnaire,
    answers: &mut [Option<State>],
    findings: &mut Findings,
) {
    let id = object.text("question", findings);
    if id.is_empty() {
        return;
    }
    object.set_path(format!("answer to `{id}`"));
    let at = questionnaire.questions().position(|question| question.id.as_str() == id);
    let question = questionnaire.question(&id);
    let top = question.map_or(20, |question| questionnaire.scale_of(question).top());
    let level = object.optional_integer("level", 0..=u32::from(top), findings);
    let has_level = object.node("level").is_some();
    let dont_know = is_so(object, "dontKnow", findings);
    let not_applicable = is_so(object, "notApplicable", findings);
    object.finish(findings);
    let state = match (has_level, dont_know, not_applicable) {
        // A level that is none was told of already.
        (true, false, false) => level.and_then(|level| u8::try_from(level).ok()).map(State::Level),
        (false, true, false) => Some(State::DontKnow),
        (false, false, true) => Some(State::NotApplicable),
        (false, false, false) => {
            let hint = "give one of level, dontKnow and notApplicable";
            findings.error("answer", object.path(), "has no answer", hint);
            None
        }
        _ => {
            let hint = "keep one of level, dontKnow and notApplicable";
            findings.error("answer", object.path(), "answers in more than one way", hint);
            None
        }
    };
    let Some(question) = question else {
        let hint = "drop it, or read the file where its questionnaire is asked";
        findings.error("unknown-question", object.path(), "is to no question here", hint);
        return;
    };
    if state == Some(State::NotApplicable) && !question.not_applicable {
        let message = "is \"not applicable\", which the question does not offer";
        findings.error("not-applicable", object.path(), message, "answer it with a level");
    }
    if let Some(slot) = at.and_then(|at| answers.get_mut(at)) {
        if slot.is_some() {
            let hint = "keep one of the two";
            findings.error("duplicate-id", object.path(), "stands in the file twice", hint);
        }
        *slot = state.or(*slot);
    }
}

/// Whether a key is there; its one value is true.
fn is_so(object: &mut Object<'_>, key: &'static str, findings: &mut Findings) -> bool {
    match object.node(key) {
        None => false,
        Some(Node::Flag(true)) => true,
        Some(_) => {
            let path = object.field(key);
            findings.error("type", path, "is not true", "write true, or drop the key");
            true
        }
    }
}
