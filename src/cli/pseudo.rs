//! `pseudo`: English made strange, so that a test sees every text that did not come from a
//! language file, and every place where longer words or the other direction do not fit.

use std::path::Path;

use reasonable_steps::questionnaire::Questionnaire;
use reasonable_steps::text::Catalogue;

use super::{CliError, Outcome, source, write};

/// What the modules say that have texts of their own.
const MODULES: [&str; 3] = [
    include_str!("../../languages/keep/en.json"),
    include_str!("../../languages/together/en.json"),
    reasonable_steps::team::ENGLISH,
];

pub(super) fn pseudo(direction: &str, output: Option<&Path>) -> Result<Outcome, CliError> {
    let rtl = direction == "rtl";
    let tag = if rtl { "ar-XB" } else { "en-XA" };
    let change = if rtl { mirrored } else { accented };
    let mut catalogue = source::catalogue()?;
    for texts in MODULES {
        if let (Some(module), _) = Catalogue::from_json(texts) {
            catalogue = catalogue.above(&module);
        }
    }
    let catalogue = catalogue.map(change).with("language", tag).with("direction", direction);
    let (questionnaire, findings) = source::questionnaire(None)?;
    let mut questionnaire: Questionnaire = questionnaire.ok_or_else(|| {
        CliError::BuiltIn(findings.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))
    })?;
    questionnaire.language = tag.to_owned();
    questionnaire.for_each_text(&mut |_, _, text| *text = change(text));
    let text = format!(
        "{{\"interface\":{},\"questionnaire\":{}}}",
        catalogue.to_json(),
        questionnaire.to_json()
    );
    write(output, &text)?;
    Ok(Outcome::Clean)
}

/// Accented and 40 % longer, in brackets that show whether an end is cut off.
fn accented(text: &str) -> String {
    let mut longer = 0;
    let changed = outside_braces(text, |letter, out| {
        out.push(match letter {
            'a' => 'á',
            'e' => 'é',
            'i' => 'í',
            'o' => 'ö',
            'u' => 'ü',
            'y' => 'ý',
            'c' => 'ç',
            'n' => 'ñ',
            's' => 'š',
            'z' => 'ž',
            'g' => 'ğ',
            'd' => 'ð',
            'A' => 'Å',
            'E' => 'É',
            'I' => 'Î',
            'O' => 'Ø',
            'U' => 'Û',
            'C' => 'Ç',
            'N' => 'Ñ',
            'S' => 'Š',
            'T' => 'Ŧ',
            'W' => 'Ŵ',
            'Y' => 'Ÿ',
            'D' => 'Ð',
            other => other,
        });
        longer += 1;
    });
    let words = "one two three four five six seven eight nine ten eleven twelve ".repeat(8);
    let filler: String = words.chars().take(longer * 4 / 10).collect();
    format!("[{changed} {}]", filler.trim_end())
}

/// Each word between the marks that make its letters run from right to left.
fn mirrored(text: &str) -> String {
    let changed = outside_braces(text, |letter, out| out.push(letter));
    format!("\u{202e}{changed}\u{202c}")
}

/// Changes every letter that stands outside `{braces}`.
fn outside_braces(text: &str, mut change: impl FnMut(char, &mut String)) -> String {
    let (mut out, mut inside) = (String::new(), false);
    for letter in text.chars() {
        inside = (inside || letter == '{') && letter != '}';
        if inside || letter == '}' { out.push(letter) } else { change(letter, &mut out) }
    }
    out
}
