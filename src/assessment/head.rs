//! The head that every file of results has: its format, the format's version, and the questionnaire it is of.

use serde::Serialize;

use crate::diagnostic::{Findings, Severity};
use crate::document::{Node, Object, Spelling};
use crate::questionnaire::Questionnaire;

/// The questionnaire that a file is of, as it stands in the file.
#[derive(Serialize)]
pub(crate) struct About<'a> {
    pub id: &'a str,
    pub version: &'a str,
    pub fingerprint: &'a str,
}

impl<'a> About<'a> {
    /// Of this questionnaire, as it is now.
    pub fn of(questionnaire: &'a Questionnaire) -> Self {
        Self {
            id: &questionnaire.id,
            version: &questionnaire.version,
            fingerprint: questionnaire.fingerprint.as_str(),
        }
    }
}

/// A format of files, and what helps where a file is none of it.
pub(crate) struct Format {
    pub name: &'static str,
    pub version: u32,
    /// What such a file is called.
    pub called: &'static str,
    /// What to do with a file of another format.
    pub find: &'static str,
    /// What to do with one of another version of the format.
    pub read_elsewhere: &'static str,
    /// What to do with one of another questionnaire.
    pub other_questionnaire: &'static str,
    /// Whether one of another version of the questionnaire is of use, and what to do with it.
    pub other_version: (Severity, &'static str),
}

/// What the head of a file says of its questionnaire.
#[derive(Default)]
pub(crate) struct Said {
    pub version: String,
    pub fingerprint: String,
}

impl Format {
    /// Reads the head of a file that should be of this questionnaire; the rest is the caller's to read.
    pub fn open<'n>(
        &self,
        node: &'n Node,
        questionnaire: &Questionnaire,
        findings: &mut Findings,
    ) -> Option<(Object<'n>, Said)> {
        let mut root = Object::root(node, Spelling::Json, findings)?;
        if root.node("format") != Some(&Node::Text(self.name.to_owned())) {
            let message = format!("is not \"{}\": this is no {}", self.name, self.called);
            findings.error("format", "format", message, self.find);
            return None;
        }
        if root.node("formatVersion") != Some(&Node::Number(self.version.to_string())) {
            let message = format!("is not {}, the version that this engine reads", self.version);
            findings.error("format-version", "formatVersion", message, self.read_elsewhere);
            return None;
        }
        let said = root.object("questionnaire", findings);
        let said = said.map(|about| self.read_about(about, questionnaire, findings));
        Some((root, said.unwrap_or_default()))
    }

    fn read_about(
        &self,
        mut about: Object<'_>,
        questionnaire: &Questionnaire,
        findings: &mut Findings,
    ) -> Said {
        let id = about.text("id", findings);
        let version = about.text("version", findings);
        let fingerprint = about.text("fingerprint", findings);
        about.finish(findings);
        // What is missing was told of already.
        if !id.is_empty() && id != questionnaire.id {
            let message = format!("is `{id}`; here it is `{}`", questionnaire.id);
            let hint = self.other_questionnaire;
            findings.error("other-questionnaire", "questionnaire: id", message, hint);
        } else if !fingerprint.is_empty() && fingerprint != questionnaire.fingerprint.as_str() {
            let message = format!(
                "is {version} ({fingerprint}); here it is {} ({})",
                questionnaire.version, questionnaire.fingerprint
            );
            let (severity, hint) = self.other_version;
            let path = "questionnaire: version".to_owned();
            findings.push(severity, "other-version", path, message, hint.to_owned());
        }
        Said { version, fingerprint }
    }
}
