//! The address to which an association asks for results: what is taken as one, and the link made of it. Opens none.

use reasonable_steps::view::safe_href;

/// An address that a result may be handed to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Address {
    /// A mailbox, or several with commas between.
    Mail(String),
    /// A page.
    Page(String),
}

impl Address {
    /// Reads what the page says; `None` for all but https and mailto with something behind.
    ///
    /// Of a mail's other fields none is kept: a text, a subject or a copy that the page asks for would go unseen.
    #[must_use]
    pub fn read(address: &str) -> Option<Self> {
        let checked = safe_href(address.trim())?;
        let (scheme, rest) = checked.split_once(':')?;
        if scheme.eq_ignore_ascii_case("mailto") {
            let mailbox = rest.split(['?', '#', '&']).next()?;
            return mailbox.contains('@').then(|| Self::Mail(mailbox.to_owned()));
        }
        let host = rest.strip_prefix("//")?.split(['/', '?', '#']).next()?;
        (!host.is_empty()).then(|| Self::Page(checked.to_owned()))
    }

    /// Where it goes, as the visitor reads it.
    #[must_use]
    pub fn shown(&self) -> &str {
        match self {
            Self::Mail(address) | Self::Page(address) => address,
        }
    }

    /// The link: to the page as it is, or to a mail with this subject and text.
    #[must_use]
    pub fn link(&self, subject: &str, body: &str) -> String {
        match self {
            Self::Page(address) => address.clone(),
            Self::Mail(mailbox) => {
                let (subject, body) = (encoded(subject), encoded(body));
                format!("mailto:{mailbox}?subject={subject}&body={body}")
            }
        }
    }
}

/// Percent-encoded, all but what RFC 3986 calls unreserved.
fn encoded(text: &str) -> String {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    let digit = |value: u8| DIGITS.get(usize::from(value)).map_or('0', |&digit| char::from(digit));
    let mut encoded = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.extend(['%', digit(byte >> 4), digit(byte & 15)]);
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::Address;

    #[test]
    fn only_https_and_mailto_with_someone_behind_are_addresses() {
        let mail = |mailbox: &str| Some(Address::Mail(mailbox.to_owned()));
        let page = |address: &str| Some(Address::Page(address.to_owned()));
        for (given, expected) in [
            ("mailto:a@example.org", mail("a@example.org")),
            (" MAILTO:a@example.org ", mail("a@example.org")),
            ("mailto:a@example.org?bcc=b@example.org&body=x", mail("a@example.org")),
            ("mailto:a@example.org&bcc=b@example.org", mail("a@example.org")),
            ("mailto:a@example.org,b@example.org", mail("a@example.org,b@example.org")),
            ("https://example.org/up?a=b#c", page("https://example.org/up?a=b#c")),
            ("mailto:", None),
            ("mailto:?to=a@example.org", None),
            ("https://", None),
            ("https:///x", None),
            ("https://?x", None),
            ("http://example.org", None),
            ("javascript:alert(1)", None),
            ("java\nscript:alert(1)", None),
            ("data:text/html,x", None),
            ("//example.org", None),
            ("https://exämple.org", None),
            ("", None),
        ] {
            assert_eq!(Address::read(given), expected, "{given}");
        }
    }

    #[test]
    fn mail_holds_what_was_shown_and_nothing_that_the_page_put_there() {
        let address = Address::read("mailto:a@example.org?body=other&cc=c@example.org").unwrap();
        assert_eq!(address.shown(), "a@example.org");
        assert_eq!(
            address.link("Result: ü&?", "AB-CD\nE"),
            "mailto:a@example.org?subject=Result%3A%20%C3%BC%26%3F&body=AB-CD%0AE"
        );
    }
}
