//! The Flesch–Kincaid grade of English texts: 0.39 × words per sentence + 11.8 × syllables per
//! word − 15.59 (Kincaid, Fishburne, Rogers and Chissom, 1975).

/// Words that this field cannot do without and every reader of it knows: two syllables each.
const KNOWN_WORDS: [&str; 6] =
    ["confidential", "confidentiality", "agreement", "agreements", "employee", "employees"];

/// The grade of some texts; a text is at least one sentence.
pub fn grade<'a>(texts: impl Iterator<Item = &'a str>) -> f64 {
    let (mut sentences, mut words, mut syllables) = (0_u32, 0_u32, 0_u32);
    for text in texts {
        let parts = text.split(['.', '!', '?', ';', ':']);
        let parts = parts.filter(|part| part.chars().any(char::is_alphanumeric)).count();
        sentences += u32::try_from(parts).unwrap_or(u32::MAX).max(1);
        let letters = |letter: char| !letter.is_alphanumeric() && letter != '\'' && letter != '’';
        for word in text.split(letters).filter(|word| !word.is_empty()) {
            words += 1;
            syllables += syllables_of(&word.to_lowercase());
        }
    }
    let (sentences, words) = (f64::from(sentences.max(1)), f64::from(words.max(1)));
    0.39 * words / sentences + 11.8 * f64::from(syllables) / words - 15.59
}

/// Groups of vowels, without a silent e at the end; at least one.
fn syllables_of(word: &str) -> u32 {
    if KNOWN_WORDS.contains(&word) {
        return 2;
    }
    let vowel = |letter: char| "aeiouyéè".contains(letter);
    let mut groups = 0;
    let mut inside = false;
    for letter in word.chars() {
        groups += u32::from(vowel(letter) && !inside);
        inside = vowel(letter);
    }
    let silent_e = word.ends_with('e') && !word.ends_with("le")
        || word.ends_with("ed") && !word.ends_with("ted") && !word.ends_with("ded");
    let spoken = if silent_e && groups > 1 { groups - 1 } else { groups };
    spoken.max(1)
}

#[cfg(test)]
mod tests {
    use super::{grade, syllables_of};

    #[test]
    fn syllables_are_groups_of_vowels_without_a_silent_end() {
        for (word, syllables) in [
            ("the", 1),
            ("cat", 1),
            ("code", 1),
            ("table", 2),
            ("closed", 1),
            ("tested", 2),
            ("secret", 2),
            ("customer", 3),
            ("confidentiality", 2),
            ("2026", 1),
        ] {
            assert_eq!(syllables_of(word), syllables, "{word}");
        }
    }

    #[test]
    fn long_words_in_long_sentences_read_harder() {
        let easy = grade(["The cat sat on the mat."].into_iter());
        let hard = grade(
            ["Organisational confidentiality considerations necessitate comprehensive deliberation"]
                .into_iter(),
        );
        assert!(easy < 1.0, "{easy}");
        assert!(hard > 20.0, "{hard}");
    }
}
