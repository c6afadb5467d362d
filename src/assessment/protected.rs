//! The assessment file under a passphrase: a JWE (RFC 7516) with PBES2-HS512+A256KW and A256GCM
//! (RFC 7518), its parts checked before anything is computed with them. Never encrypts, decrypts
//! or derives a key: that is the browser's WebCrypto, or any JOSE library.
//!
//! Written as flattened JSON (RFC 7516, section 7.2.2), because the file is called `.steps.json` and
//! should be JSON. All of its header is protected, so that a library which knows the compact form
//! alone opens it too: the five texts joined with dots, in their order, are that form. Both are read.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64URL;
use serde::Serialize;

use crate::diagnostic::Findings;
use crate::document::{LARGEST_DOCUMENT, Node, parse_json, to_json};

/// How the passphrase becomes the key that wraps the file's key.
pub const KEY_ALGORITHM: &str = "PBES2-HS512+A256KW";
/// What the file itself is encrypted with.
pub const CONTENT_ALGORITHM: &str = "A256GCM";

/// How often PBKDF2 hashes the passphrase of a file that is saved: what OWASP's Password Storage
/// Cheat Sheet asks of PBKDF2-HMAC-SHA512.
pub const ITERATIONS: u32 = 220_000;
/// The fewest in a file that is opened: RFC 7518, section 4.8.1.2.
const FEWEST_ITERATIONS: u32 = 1_000;
/// The most: some ten seconds on a slow phone. The number stands in the file, so whoever made it
/// chooses how long the page is busy before it can know whether the passphrase is right.
const MOST_ITERATIONS: u32 = 2_000_000;

/// RFC 7518, section 4.8.1.1, asks for 8 bytes or more; the upper end only keeps nonsense out.
const SALT: (usize, usize) = (8, 1_024);
/// A key of 32 bytes, wrapped (RFC 3394).
const ENCRYPTED_KEY: (usize, usize) = (40, 40);
const IV: (usize, usize) = (12, 12);
const TAG: (usize, usize) = (16, 16);
const CIPHERTEXT: (usize, usize) = (1, LARGEST_DOCUMENT);

/// The parts of the compact form, in its order; the flattened form calls them by these names.
const PARTS: [&str; 5] = ["protected", "encrypted_key", "iv", "ciphertext", "tag"];

/// What a JWE may hold that nothing here understands, so that reading on would be wrong.
const NOT_READ: [&str; 4] = ["recipients", "unprotected", "header", "aad"];
const NOT_READ_IN_HEADER: [&str; 2] = ["crit", "zip"];

/// A protected file in its parts, none of them proved: only the passphrase can do that.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Protected {
    header: String,
    salt: Vec<u8>,
    iterations: u32,
    /// The file's key, wrapped with the key that comes of the passphrase.
    pub encrypted_key: Vec<u8>,
    /// The initialisation vector of AES-GCM.
    pub iv: Vec<u8>,
    /// The assessment file, encrypted.
    pub ciphertext: Vec<u8>,
    /// What shows that neither header nor ciphertext was altered.
    pub tag: Vec<u8>,
}

/// Why a text is no protected file that can be opened here.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProtectedError {
    /// Something else.
    #[error("is no file that a passphrase protects; hint: choose one that Reasonable Steps saved")]
    Foreign,
    /// More than is read.
    #[error("{0} bytes; at most {LARGEST_DOCUMENT} are read; hint: save it without a passphrase")]
    TooLarge(usize),
    /// The end is missing.
    #[error("ends too early: the file is cut; hint: copy it again from where it was saved")]
    Cut,
    /// No JSON any more.
    #[error("was altered: {0}; hint: copy it again from where it was saved")]
    NotReadable(String),
    /// A part is not there.
    #[error(
        "`{0}` is missing: the file is cut or altered; hint: copy it again from where it was saved"
    )]
    Missing(&'static str),
    /// A part is no base64url.
    #[error(
        "`{0}` has letters that cannot stand there: the file was altered; hint: copy it again from where it was saved"
    )]
    Letters(&'static str),
    /// A part has a length that it cannot have.
    #[error(
        "`{part}` is {found} bytes long: the file is cut or altered; hint: copy it again from where it was saved"
    )]
    Length {
        /// Its name.
        part: &'static str,
        /// In bytes.
        found: usize,
    },
    /// The header is there, and is none.
    #[error("has a header that cannot be read: {0}; hint: copy it again from where it was saved")]
    Header(String),
    /// A JWE of another kind.
    #[error(
        "`{field}` is {found}; only {KEY_ALGORITHM} with {CONTENT_ALGORITHM} is read; hint: open it with the program that made it, and save the assessment file that is inside"
    )]
    Algorithm {
        /// `alg` or `enc`.
        field: &'static str,
        /// What stands there.
        found: String,
    },
    /// Too cheap to guess, or so dear that the page would stand still.
    #[error(
        "`p2c` is {0}; from {FEWEST_ITERATIONS} to {MOST_ITERATIONS} are read; hint: protect the file again with {ITERATIONS}"
    )]
    Iterations(String),
    /// A member of the standard's that is not understood here.
    #[error(
        "has `{0}`, which is not read; hint: protect the file again, for one passphrase and with all of the header protected"
    )]
    NotRead(&'static str),
}

impl ProtectedError {
    /// A stable word for programs.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Foreign => "foreign",
            Self::TooLarge(_) => "too-large",
            Self::Cut => "cut",
            Self::NotReadable(_)
            | Self::Missing(_)
            | Self::Letters(_)
            | Self::Length { .. }
            | Self::Header(_) => "altered",
            Self::Algorithm { .. } | Self::NotRead(_) => "algorithm",
            Self::Iterations(_) => "iterations",
        }
    }
}

/// The header of a file that is saved. All of it is protected by the tag.
#[derive(Serialize)]
struct Header<'a> {
    alg: &'static str,
    enc: &'static str,
    p2s: &'a str,
    p2c: u32,
    /// RFC 7516, sections 4.1.11 and 4.1.12.
    typ: &'static str,
    cty: &'static str,
}

#[derive(Serialize)]
struct Flattened<'a> {
    protected: &'a str,
    encrypted_key: &'a str,
    iv: &'a str,
    ciphertext: &'a str,
    tag: &'a str,
}

/// Whether a text wants to be a protected file, even if it is cut or altered: by what it starts with,
/// for an assessment file may have any of these words further down.
#[must_use]
pub fn is_protected(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let key = text.strip_prefix('{').and_then(|rest| rest.trim_start().strip_prefix('"'));
    let first = key.and_then(|rest| rest.split('"').next());
    // A compact JWE starts with the base64 of `{"`.
    first.map_or(text.starts_with("eyJ"), |first| {
        PARTS.contains(&first) || NOT_READ.contains(&first)
    })
}

impl Protected {
    /// The header of a new file; the parts that encryption gives are still empty.
    #[must_use]
    pub fn new(salt: &[u8]) -> Self {
        let header = Header {
            alg: KEY_ALGORITHM,
            enc: CONTENT_ALGORITHM,
            p2s: &BASE64URL.encode(salt),
            p2c: ITERATIONS,
            typ: "JOSE+JSON",
            cty: "json",
        };
        Self {
            header: BASE64URL.encode(to_json(&header)),
            salt: salt.to_vec(),
            iterations: ITERATIONS,
            encrypted_key: Vec::new(),
            iv: Vec::new(),
            ciphertext: Vec::new(),
            tag: Vec::new(),
        }
    }

    /// The header as it stands in the file. Its letters are the additional data of AES-GCM.
    #[must_use]
    pub fn header(&self) -> &str {
        &self.header
    }

    /// How often PBKDF2 hashes the passphrase.
    #[must_use]
    pub fn iterations(&self) -> u32 {
        self.iterations
    }

    /// The salt of PBKDF2: the algorithm's name, a zero, and the salt of the file (RFC 7518, section
    /// 4.8.1.1).
    #[must_use]
    pub fn salt_input(&self) -> Vec<u8> {
        [KEY_ALGORITHM.as_bytes(), &[0], &self.salt].concat()
    }

    /// The file as flattened JSON.
    #[must_use]
    pub fn to_jwe(&self) -> String {
        to_json(&Flattened {
            protected: &self.header,
            encrypted_key: &BASE64URL.encode(&self.encrypted_key),
            iv: &BASE64URL.encode(&self.iv),
            ciphertext: &BASE64URL.encode(&self.ciphertext),
            tag: &BASE64URL.encode(&self.tag),
        })
    }

    /// Reads a protected file, flattened JSON or compact.
    ///
    /// # Errors
    /// When it is none, is cut or altered so that it shows, is a JWE of another kind, or asks for
    /// fewer than 1,000 or more than 2,000,000 iterations.
    pub fn from_jwe(text: &str) -> Result<Self, ProtectedError> {
        if text.len() > LARGEST_DOCUMENT {
            return Err(ProtectedError::TooLarge(text.len()));
        }
        let text = text.trim_start_matches('\u{feff}').trim();
        let parts = if text.starts_with('{') { flattened(text)? } else { compact(text)? };
        let [header, encrypted_key, iv, ciphertext, tag] = parts;
        let (salt, iterations) = read_header(&header)?;
        Ok(Self {
            salt,
            iterations,
            encrypted_key: bytes("encrypted_key", &encrypted_key, ENCRYPTED_KEY)?,
            iv: bytes("iv", &iv, IV)?,
            ciphertext: bytes("ciphertext", &ciphertext, CIPHERTEXT)?,
            tag: bytes("tag", &tag, TAG)?,
            header,
        })
    }
}

fn flattened(text: &str) -> Result<[String; 5], ProtectedError> {
    let mut findings = Findings::new();
    let Some(node) = parse_json(text, &mut findings) else {
        return Err(match findings.into_vec().into_iter().next() {
            _ if !is_protected(text) => ProtectedError::Foreign,
            Some(finding) if text.ends_with('}') => ProtectedError::NotReadable(finding.message),
            _ => ProtectedError::Cut,
        });
    };
    let Node::Map(entries) = node else { return Err(ProtectedError::Foreign) };
    refuse(&entries, &NOT_READ)?;
    if !entries.iter().any(|(key, _)| PARTS.contains(&key.as_str())) {
        return Err(ProtectedError::Foreign);
    }
    let mut parts = PARTS.map(|_| String::new());
    for (part, name) in parts.iter_mut().zip(PARTS) {
        match find(&entries, name) {
            Some(Node::Text(text)) => part.clone_from(text),
            Some(_) => return Err(ProtectedError::Letters(name)),
            None => return Err(ProtectedError::Missing(name)),
        }
    }
    Ok(parts)
}

fn compact(text: &str) -> Result<[String; 5], ProtectedError> {
    if !is_protected(text) {
        return Err(ProtectedError::Foreign);
    }
    let parts: Vec<String> = text.split('.').map(str::to_owned).collect();
    <[String; 5]>::try_from(parts).map_err(|parts| match parts.len() {
        0..=4 => ProtectedError::Cut,
        found => ProtectedError::NotReadable(format!("{found} parts where 5 are needed")),
    })
}

/// The salt and the iterations that a header names.
fn read_header(header: &str) -> Result<(Vec<u8>, u32), ProtectedError> {
    let json = bytes("protected", header, (2, LARGEST_DOCUMENT))?;
    let unreadable = |why: &str| ProtectedError::Header(why.to_owned());
    let json = String::from_utf8(json).map_err(|_| unreadable("it is no UTF-8"))?;
    let mut findings = Findings::new();
    let node = parse_json(&json, &mut findings).ok_or_else(|| {
        let finding = findings.into_vec().into_iter().next();
        ProtectedError::Header(finding.map_or_else(String::new, |finding| finding.message))
    })?;
    let Node::Map(entries) = node else { return Err(unreadable("it is no group of keys")) };
    refuse(&entries, &NOT_READ_IN_HEADER)?;
    for (field, known) in [("alg", KEY_ALGORITHM), ("enc", CONTENT_ALGORITHM)] {
        match find(&entries, field) {
            Some(Node::Text(name)) if name == known => {}
            Some(Node::Text(name)) => {
                // The start is enough to find it by, however long the rest.
                let found = name.chars().take(40).collect();
                return Err(ProtectedError::Algorithm { field, found });
            }
            Some(_) => return Err(ProtectedError::Letters(field)),
            None => return Err(ProtectedError::Missing(field)),
        }
    }
    let salt = match find(&entries, "p2s") {
        Some(Node::Text(salt)) => bytes("p2s", salt, SALT)?,
        Some(_) => return Err(ProtectedError::Letters("p2s")),
        None => return Err(ProtectedError::Missing("p2s")),
    };
    let found = match find(&entries, "p2c") {
        Some(Node::Number(digits)) => digits,
        Some(_) => return Err(ProtectedError::Letters("p2c")),
        None => return Err(ProtectedError::Missing("p2c")),
    };
    let iterations = found.parse().ok();
    let iterations =
        iterations.filter(|count| (FEWEST_ITERATIONS..=MOST_ITERATIONS).contains(count));
    let shown = || ProtectedError::Iterations(found.chars().take(40).collect());
    Ok((salt, iterations.ok_or_else(shown)?))
}

fn refuse(entries: &[(String, Node)], names: &[&'static str]) -> Result<(), ProtectedError> {
    match names.iter().find(|name| find(entries, name).is_some()) {
        Some(name) => Err(ProtectedError::NotRead(name)),
        None => Ok(()),
    }
}

fn find<'n>(entries: &'n [(String, Node)], name: &str) -> Option<&'n Node> {
    entries.iter().find(|(key, _)| key == name).map(|(_, node)| node)
}

/// A part as bytes; from and to how many it may have.
fn bytes(
    part: &'static str,
    letters: &str,
    (from, to): (usize, usize),
) -> Result<Vec<u8>, ProtectedError> {
    let bytes = BASE64URL.decode(letters).map_err(|_| ProtectedError::Letters(part))?;
    match bytes.len() {
        found if found < from || found > to => Err(ProtectedError::Length { part, found }),
        _ => Ok(bytes),
    }
}
