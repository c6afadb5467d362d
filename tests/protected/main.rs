//! The file that a passphrase protects: what is read, what is refused and with which words. What is inside is
//! encrypted and decrypted in browsers only; tests/browser/tests/protected.rs does that.

#[path = "../support/mod.rs"]
mod support;

mod refused;

use proptest::prelude::*;
use reasonable_steps::assessment::{Assessment, Protected, is_protected};
use serde_json::{Value, json};
use support::{root, trade_secrets};

/// Bytes as base64url, by a writer that is not the one under test.
fn base64url(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let mut bits = 0_u32;
        for at in 0..3 {
            bits = bits << 8 | u32::from(three.get(at).copied().unwrap_or(0));
        }
        for at in 0..=three.len() {
            text.push(char::from(LETTERS[(bits >> (18 - 6 * at) & 63) as usize]));
        }
    }
    text
}

fn header() -> Value {
    json!({"alg": "PBES2-HS512+A256KW", "enc": "A256GCM", "p2s": base64url(&[7; 16]), "p2c": 220_000})
}

fn file_with(header: &Value) -> Value {
    json!({
        "protected": base64url(header.to_string().as_bytes()),
        "encrypted_key": base64url(&[1; 40]),
        "iv": base64url(&[2; 12]),
        "ciphertext": base64url(&[3; 100]),
        "tag": base64url(&[4; 16]),
    })
}

fn compact(file: &Value) -> String {
    ["protected", "encrypted_key", "iv", "ciphertext", "tag"]
        .map(|part| file[part].as_str().unwrap().to_owned())
        .join(".")
}

fn refused(text: &str) -> (&'static str, String) {
    let error = Protected::from_jwe(text).expect_err(text);
    (error.code(), error.to_string())
}

#[test]
fn both_forms_read_alike_and_give_every_part() {
    let file = file_with(&header());
    let read = Protected::from_jwe(&file.to_string()).unwrap();
    assert_eq!(read.header(), file["protected"].as_str().unwrap());
    assert_eq!(read.salt_input(), [b"PBES2-HS512+A256KW\0".as_slice(), &[7; 16]].concat());
    assert_eq!(read.iterations(), 220_000);
    assert_eq!(
        (read.encrypted_key.as_slice(), read.iv.as_slice()),
        ([1; 40].as_slice(), [2; 12].as_slice())
    );
    assert_eq!(
        (read.ciphertext.as_slice(), read.tag.as_slice()),
        ([3; 100].as_slice(), [4; 16].as_slice())
    );
    assert_eq!(Protected::from_jwe(&compact(&file)).unwrap(), read);
    assert_eq!(Protected::from_jwe(&format!("\u{feff}\n {file} \n")).unwrap(), read);
    // Members that the standard does not know are passed over, as it asks.
    let mut more = file.clone();
    more["made-by"] = json!("another program");
    assert_eq!(Protected::from_jwe(&more.to_string()).unwrap(), read);
}

#[test]
fn what_is_written_is_a_flattened_jwe_with_all_of_its_header_protected() {
    let mut made = Protected::new(&[7; 16]);
    made.encrypted_key = vec![1; 40];
    made.iv = vec![2; 12];
    made.ciphertext = vec![3; 100];
    made.tag = vec![4; 16];
    let mut named = header();
    named["typ"] = json!("JOSE+JSON");
    named["cty"] = json!("json");
    let written: Value = serde_json::from_str(&made.to_jwe()).unwrap();
    let mut expected = file_with(&named);
    // The same keys in another order are the same header, with other letters.
    expected["protected"] = written["protected"].clone();
    assert_eq!(written, expected);
    assert_eq!(Protected::from_jwe(&made.to_jwe()).unwrap(), made);
    let order = r#"{"alg":"PBES2-HS512+A256KW","enc":"A256GCM","p2s":"BwcHBwcHBwcHBwcHBwcHBw","p2c":220000,"typ":"JOSE+JSON","cty":"json"}"#;
    assert_eq!(made.header(), base64url(order.as_bytes()));
    assert_eq!(serde_json::from_str::<Value>(order).unwrap(), named);
}

/// RFC 7520, section 5.3.5, and RFC 7517, appendix C.9: made with a password, and with other algorithms. What is
/// inside is shortened here.
#[test]
fn examples_of_the_standards_are_told_by_their_algorithms() {
    let header = "eyJhbGciOiJQQkVTMi1IUzUxMitBMjU2S1ciLCJwMnMiOiI4UTFTemluYXNSM3hjaFl6NlpaY0hBIiwicDJjIjo4MTkyLCJjdHkiOiJqd2stc2V0K2pzb24iLCJlbmMiOiJBMTI4Q0JDLUhTMjU2In0";
    let rfc_7520 = json!({
        "protected": header,
        "encrypted_key": "d3qNhUWfqheyPp4H8sjOWsDYajoej4c5Je6rlUtFPWdgtURtmeDV1g",
        "iv": "VBiCzVHNoLiR3F4V82uoTQ",
        "ciphertext": "23i-Tb1AV4n0WKVSSgcQrdg6GRqsUKxjruHXYsTHAJLZ2nsnGIX86vMXqIi6IR",
        "tag": "0HlwodAhOCILG5SQ2LQ9dg",
    });
    for text in [rfc_7520.to_string(), compact(&rfc_7520)] {
        let (code, message) = refused(&text);
        assert_eq!(code, "algorithm");
        assert!(message.starts_with("`enc` is A128CBC-HS256; only"), "{message}");
    }
    let rfc_7517 = "eyJhbGciOiJQQkVTMi1IUzI1NitBMTI4S1ciLCJwMnMiOiIyV0NUY0paMVJ2ZF9DSnVKcmlwUTF3IiwicDJjIjo0MDk2LCJlbmMiOiJBMTI4Q0JDLUhTMjU2IiwiY3R5IjoiandrK2pzb24ifQ.TrqXOwuNUfDV9VPTNbyGvEJ9JMjefAVn-TR1uIxR9p6hsRQh9Tk7BA.Ye9j1qs22DmRSAddIh-VnA.AwhB8lxrlKjFn02LGWEqg27H4Tg9fyZAbFv3p5ZicHpj64QyHC44qqlZ3JEmnZTg.0HFmhOzsQ98nNWJjIHkR7A";
    let (code, message) = refused(rfc_7517);
    assert_eq!(code, "algorithm");
    assert!(message.starts_with("`alg` is PBES2-HS256+A128KW; only"), "{message}");
}

#[test]
fn a_protected_file_is_told_from_an_assessment_file_by_its_start() {
    let whole = file_with(&header());
    for text in [whole.to_string(), compact(&whole), format!("\u{feff} \n{whole:#}")] {
        assert!(is_protected(&text), "{text}");
        assert!(is_protected(&text[..40]), "cut: {text}");
        let (assessment, findings) = Assessment::from_json(&text, &trade_secrets());
        assert!(assessment.is_none());
        let said: Vec<String> = findings.iter().map(ToString::to_string).collect();
        assert_eq!(
            said,
            [
                "is protected by a passphrase; hint: open it in the page, which asks for the passphrase, and save it without one"
            ]
        );
        assert_eq!(findings[0].code, "protected");
    }
    for file in std::fs::read_dir(root().join("tests/data/firms")).unwrap() {
        let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
        assert!(!is_protected(&text));
    }
    // Another questionnaire may have questions of these names.
    let text = r#"{"format":"reasonable-steps/assessment","profile":{"protected":["yes"],"ciphertext":[]},"tag":"x"}"#;
    assert!(!is_protected(text));
}

fn parts() -> impl Strategy<Value = Protected> {
    let bytes = |count| proptest::collection::vec(any::<u8>(), count);
    let ciphertext = proptest::collection::vec(any::<u8>(), 1..600);
    (proptest::collection::vec(any::<u8>(), 8..40), bytes(40), bytes(12), ciphertext, bytes(16))
        .prop_map(|(salt, encrypted_key, iv, ciphertext, tag)| {
            let mut made = Protected::new(&salt);
            (made.encrypted_key, made.iv) = (encrypted_key, iv);
            (made.ciphertext, made.tag) = (ciphertext, tag);
            made
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_read_again_whole(made in parts()) {
        let text = made.to_jwe();
        prop_assert_eq!(Protected::from_jwe(&text).unwrap(), made.clone());
        let file: Value = serde_json::from_str(&text).unwrap();
        prop_assert_eq!(Protected::from_jwe(&compact(&file)).unwrap(), made);
    }

    #[test]
    fn no_text_traps_the_reader(text in ".{0,300}") {
        prop_assert!(Protected::from_jwe(&text).is_err());
        let _ = is_protected(&text);
    }

    #[test]
    fn no_cut_and_no_other_byte_traps_the_reader_or_passes_for_the_same(
        made in parts(), at in any::<prop::sample::Index>(), letter in any::<char>(),
    ) {
        let text = made.to_jwe();
        let at = at.index(text.len());
        prop_assert!(Protected::from_jwe(&text[..at]).is_err());
        let mut altered = text.clone();
        altered.replace_range(at..=at, &letter.to_string());
        if altered != text {
            prop_assert_ne!(Protected::from_jwe(&altered).ok(), Some(made));
        }
    }
}
