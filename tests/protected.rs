//! The file that a passphrase protects: what is read, what is refused and with which words. What is inside is
//! encrypted and decrypted in browsers only; tests/browser/tests/protected.rs does that.

mod support;

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

#[test]
fn files_that_cannot_be_opened_say_why_and_what_to_do() {
    const AGAIN: &str = "hint: copy it again from where it was saved";
    let check = |text: &str, code: &str, message: &str| {
        assert_eq!(refused(text), (code_of(code), message.to_owned()), "{text}");
    };
    let whole = file_with(&header()).to_string();
    let without = |part: &str| {
        let mut file = file_with(&header());
        file.as_object_mut().unwrap().remove(part);
        file.to_string()
    };
    let with = |part: &str, value: Value| {
        let mut file = file_with(&header());
        file[part] = value;
        file.to_string()
    };
    let headed = |key: &str, value: Value| {
        let mut header = header();
        header[key] = value;
        file_with(&header).to_string()
    };
    let header_text = |text: &[u8]| with("protected", json!(base64url(text)));

    let foreign =
        "is no file that a passphrase protects; hint: choose one that Reasonable Steps saved";
    for text in [
        "",
        "hello",
        "{}",
        "[]",
        "null",
        "{\"format\":\"reasonable-steps/assessment\"}",
        "PK\u{3}\u{4}",
        "{",
    ] {
        check(text, "foreign", foreign);
    }
    check(&" ".repeat(5_000_000), "foreign", foreign);
    check(
        &" ".repeat(5_000_001),
        "too-large",
        "5000001 bytes; at most 5000000 are read; hint: save it without a passphrase",
    );

    let cut = format!("ends too early: the file is cut; {AGAIN}");
    for end in [30, 200, whole.len() - 1] {
        check(&whole[..end], "cut", &cut);
    }
    let short = compact(&file_with(&header()));
    check(&short[..60], "cut", &cut);
    check(
        &format!("{short}.AAAA"),
        "altered",
        &format!("was altered: 6 parts where 5 are needed; {AGAIN}"),
    );
    check(
        &short[..short.len() - 4],
        "altered",
        &format!("`tag` is 13 bytes long: the file is cut or altered; {AGAIN}"),
    );
    // Where the first comma stands depends on the order of the keys.
    let column = whole.find(',').unwrap();
    check(
        &whole.replacen(',', ";", 1),
        "altered",
        &format!(
            "was altered: not readable as JSON: comma or end of sequence expected at line 1 column {column}; {AGAIN}"
        ),
    );
    check(
        &whole.replacen('{', "{\"tag\":\"\",", 1),
        "altered",
        &format!(
            "was altered: not readable as JSON: `tag` stands here twice at line 1 column 395; {AGAIN}"
        ),
    );
    for part in ["protected", "encrypted_key", "iv", "ciphertext", "tag"] {
        let missing = format!("`{part}` is missing: the file is cut or altered; {AGAIN}");
        check(&without(part), "altered", &missing);
        let letters =
            format!("`{part}` has letters that cannot stand there: the file was altered; {AGAIN}");
        // No text; padded; base64 that is not of the kind for addresses; bits that no byte has.
        for value in [
            json!(1),
            json!(null),
            json!("AAA="),
            json!("+/+/"),
            json!("AB"),
            json!("A A"),
            json!("é"),
        ] {
            check(&with(part, value), "altered", &letters);
        }
    }
    for (part, lengths) in
        [("encrypted_key", [39, 41]), ("iv", [11, 16]), ("ciphertext", [0, 0]), ("tag", [12, 17])]
    {
        for length in lengths {
            let text = with(part, json!(base64url(&vec![9; length])));
            let message =
                format!("`{part}` is {length} bytes long: the file is cut or altered; {AGAIN}");
            check(&text, "altered", &message);
        }
    }

    check(
        &header_text(b"\xff\xfe\x00"),
        "altered",
        &format!("has a header that cannot be read: it is no UTF-8; {}", AGAIN),
    );
    check(
        &header_text(b"[1]"),
        "altered",
        &format!("has a header that cannot be read: it is no group of keys; {AGAIN}"),
    );
    check(
        &header_text(b"{\"alg\":1,\"alg\":1}"),
        "altered",
        &format!(
            "has a header that cannot be read: not readable as JSON: `alg` stands here twice at line 1 column 14; {AGAIN}"
        ),
    );
    for key in ["alg", "enc", "p2s", "p2c"] {
        let mut header = header();
        header.as_object_mut().unwrap().remove(key);
        check(
            &file_with(&header).to_string(),
            "altered",
            &format!("`{key}` is missing: the file is cut or altered; {AGAIN}"),
        );
        check(
            &headed(key, json!([true])),
            "altered",
            &format!("`{key}` has letters that cannot stand there: the file was altered; {AGAIN}"),
        );
    }

    let other = |field: &str, found: &str| {
        format!(
            "`{field}` is {found}; only PBES2-HS512+A256KW with A256GCM is read; hint: open it with the program that made it, and save the assessment file that is inside"
        )
    };
    for name in ["PBES2-HS256+A128KW", "dir", "none", "RSA-OAEP", "pbes2-hs512+a256kw"] {
        check(&headed("alg", json!(name)), "algorithm", &other("alg", name));
    }
    for name in ["A128CBC-HS256", "A128GCM", ""] {
        check(&headed("enc", json!(name)), "algorithm", &other("enc", name));
    }
    check(&headed("alg", json!("x".repeat(9_000))), "algorithm", &other("alg", &"x".repeat(40)));
    let not_read = |name: &str| {
        format!(
            "has `{name}`, which is not read; hint: protect the file again, for one passphrase and with all of the header protected"
        )
    };
    check(&headed("crit", json!(["exp"])), "algorithm", &not_read("crit"));
    check(&headed("zip", json!("DEF")), "algorithm", &not_read("zip"));
    for member in ["recipients", "unprotected", "header", "aad"] {
        check(&with(member, json!({})), "algorithm", &not_read(member));
    }

    // As text, for no program would write the last two as numbers.
    for count in [
        "0",
        "999",
        "2000001",
        "4294967296",
        "-1",
        "1e99",
        "1000000000000000000000000000000000000000000000000",
    ] {
        let header = header().to_string().replace("220000", count);
        let (code, message) = refused(&header_text(header.as_bytes()));
        let shown = match count {
            "-1" => "-1".to_owned(),
            "1e99" => "too large or too fine".to_owned(),
            digits => digits.chars().take(40).collect(),
        };
        let expected = format!(
            "`p2c` is {shown}; from 1000 to 2000000 are read; hint: protect the file again with 220000"
        );
        assert_eq!((code, message), ("iterations", expected), "{count}");
    }
    for count in [1_000, 2_000_000] {
        assert_eq!(Protected::from_jwe(&headed("p2c", json!(count))).unwrap().iterations(), count);
    }
    for length in [7, 1_025] {
        check(
            &headed("p2s", json!(base64url(&vec![1; length]))),
            "altered",
            &format!("`p2s` is {length} bytes long: the file is cut or altered; {AGAIN}"),
        );
    }
}

/// The codes, by which the page finds its words.
fn code_of(code: &str) -> &'static str {
    ["foreign", "too-large", "cut", "altered", "algorithm", "iterations"]
        .into_iter()
        .find(|known| *known == code)
        .unwrap()
}

#[test]
fn the_page_has_words_for_every_code() {
    let texts: Value = serde_json::from_str(include_str!("../languages/keep/en.json")).unwrap();
    for code in
        ["foreign", "too-large", "cut", "altered", "algorithm", "iterations", "wrong", "damaged"]
    {
        let text = texts[format!("keep.{code}")].as_str().unwrap_or_default();
        assert!(text.contains("Your answers are unchanged."), "{code}: {text}");
    }
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
