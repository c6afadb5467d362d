//! Ids, each a type of its own, so that a band is never looked up among questions.

use std::borrow::Borrow;
use std::fmt;

use serde::Serialize;

/// Whether a text is an id: parts of lower-case letters, digits and hyphens, each starting with
/// a letter, joined by dots; at most 80 bytes. So an id can stand in markup, paths and commands
/// as it is.
#[must_use]
pub fn is_id(text: &str) -> bool {
    text.len() <= 80
        && text.split('.').all(|part| {
            part.starts_with(|first: char| first.is_ascii_lowercase())
                && part
                    .bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
        })
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        pub struct $name(String);

        impl $name {
            /// Takes a text as an id without checking it; readers check with [`is_id`].
            #[must_use]
            pub fn new(text: impl Into<String>) -> Self {
                Self(text.into())
            }

            /// The id as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self::new(text)
            }
        }
    )*};
}

ids! {
    /// A question: `access.need-to-know`.
    QuestionId;
    /// A domain: `access`.
    DomainId;
    /// A question of the profile: `staff`.
    ProfileId;
    /// A band of the score: `developing`.
    BandId;
    /// A card: `first-48-hours`.
    CardId;
    /// How much work a step is: `s`.
    EffortId;
    /// A point of view on the questions: `legal`.
    LensId;
    /// A source: `eu-2016-943`.
    SourceId;
}

#[cfg(test)]
mod tests {
    use super::is_id;

    #[test]
    fn only_plain_ids_are_ids() {
        for id in ["access", "access.need-to-know", "iso-27001", "a.b.c"] {
            assert!(is_id(id), "{id}");
        }
        for text in ["", "Access", "access.", ".mfa", "27001", "a b", "a/b", "é", "a\"b", "a_b"] {
            assert!(!is_id(text), "{text}");
        }
        assert!(!is_id(&"a".repeat(81)));
    }
}
