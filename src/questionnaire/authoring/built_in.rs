//! The questionnaires that the command carries as their folders, so that who has the command alone
//! can copy them and lay an overlay over them.

/// A questionnaire's folder within the command.
#[derive(Debug)]
pub struct BuiltIn {
    /// The name of the folder, and the id of the questionnaire.
    pub name: &'static str,
    /// Path within the folder, and content.
    pub files: &'static [(&'static str, &'static str)],
}

impl BuiltIn {
    /// The folder of a name.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Self> {
        BUILT_IN.iter().find(|folder| folder.name == name)
    }

    /// The content of a file.
    #[must_use]
    pub fn file(&self, path: &str) -> Option<&'static str> {
        self.files.iter().find(|(known, _)| *known == path).map(|(_, content)| *content)
    }

    /// All names, to be read.
    #[must_use]
    pub fn names() -> String {
        let names: Vec<&str> = BUILT_IN.iter().map(|folder| folder.name).collect();
        names.join(", ")
    }
}

macro_rules! folder {
    ($name:literal, [$($file:literal),* $(,)?]) => {
        BuiltIn {
            name: $name,
            files: &[$((
                $file,
                include_str!(concat!("../../../questionnaires/", $name, "/", $file)),
            )),*],
        }
    };
}

/// Every questionnaire that the command carries; a test compares them with the folders.
pub static BUILT_IN: [BuiltIn; 3] = [
    folder!(
        "trade-secrets",
        [
            "LICENSE.md",
            "questionnaire.toml",
            "governance.toml",
            "secrets.toml",
            "marking.toml",
            "access.toml",
            "systems.toml",
            "cloud.toml",
            "premises.toml",
            "joining.toml",
            "leaving.toml",
            "sharing.toml",
            "incident.toml",
            "legal.toml",
            "cooperation.toml",
            "en/questionnaire.toml",
            "en/governance.toml",
            "en/secrets.toml",
            "en/marking.toml",
            "en/access.toml",
            "en/systems.toml",
            "en/cloud.toml",
            "en/premises.toml",
            "en/joining.toml",
            "en/leaving.toml",
            "en/sharing.toml",
            "en/incident.toml",
            "en/legal.toml",
            "en/cooperation.toml",
        ]
    ),
    folder!(
        "supplier-check",
        [
            "LICENSE.md",
            "questionnaire.toml",
            "handling.toml",
            "people.toml",
            "ending.toml",
            "en/questionnaire.toml",
            "en/handling.toml",
            "en/people.toml",
            "en/ending.toml",
        ]
    ),
    folder!(
        "maturity",
        [
            "LICENSE.md",
            "questionnaire.toml",
            "direction.toml",
            "protection.toml",
            "response.toml",
            "en/questionnaire.toml",
            "en/direction.toml",
            "en/protection.toml",
            "en/response.toml",
        ]
    ),
];
