//! What is refused, where it is wrong, and what to do about it.

use reasonable_steps::assessment::Protected;
use serde_json::{Value, json};

use super::{base64url, compact, file_with, header, refused};

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
    let texts: Value = serde_json::from_str(include_str!("../../languages/keep/en.json")).unwrap();
    for code in
        ["foreign", "too-large", "cut", "altered", "algorithm", "iterations", "wrong", "damaged"]
    {
        let text = texts[format!("keep.{code}")].as_str().unwrap_or_default();
        assert!(text.contains("Your answers are unchanged."), "{code}: {text}");
    }
}
