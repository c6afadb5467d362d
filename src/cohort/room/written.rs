//! A result as two short texts, exactly: what the profile says and how each question stands. Unlike the result code
//! it holds states and no answers, so it comes back as it was, whatever the conditions look at.

use litemap::LiteMap;

use crate::assessment::{Anonymous, Mode, State};
use crate::questionnaire::Questionnaire;

/// A number as a digit of base 36.
const DIGITS: u32 = 36;

/// For each profile question the places of its options that hold, joined by "+"; "." where it is not answered.
pub(super) fn profile(questionnaire: &Questionnaire, result: &Anonymous) -> String {
    let mut texts = Vec::new();
    for asked in &questionnaire.profile {
        let Some(held) = result.profile.get(&asked.id) else {
            texts.push(".".to_owned());
            continue;
        };
        let options = (0_usize..).zip(&asked.options);
        let places = options.filter(|(_, option)| held.contains(&option.id));
        let places: Vec<String> = places.map(|(place, _)| place.to_string()).collect();
        texts.push(places.join("+"));
    }
    texts.join(",")
}

/// A letter for each question: its level, "?" don't know, "-" not applicable, "_" unanswered, "." not asked.
pub(super) fn states(result: &Anonymous) -> String {
    let letter = |state: &State| match state {
        State::Level(level) => char::from_digit(u32::from(*level), DIGITS).unwrap_or('_'),
        State::DontKnow => '?',
        State::NotApplicable => '-',
        State::Unanswered => '_',
        State::NotAsked => '.',
    };
    result.states.iter().map(letter).collect()
}

/// The result of two such texts; `None` where they are none of this questionnaire.
pub(super) fn read(
    questionnaire: &Questionnaire,
    mode: Mode,
    profile: &str,
    states: &str,
) -> Option<Anonymous> {
    let mut held = LiteMap::new();
    let mut texts = profile.split(',');
    for asked in &questionnaire.profile {
        let text = texts.next()?;
        if text == "." {
            continue;
        }
        let mut options = Vec::new();
        for place in text.split('+').filter(|place| !place.is_empty()) {
            options.push(asked.options.get(place.parse::<usize>().ok()?)?.id.clone());
        }
        held.insert(asked.id.clone(), options);
    }
    let mut read = Vec::new();
    let mut letters = states.chars();
    for question in questionnaire.questions() {
        read.push(match letters.next()? {
            '?' => State::DontKnow,
            '-' => State::NotApplicable,
            '_' => State::Unanswered,
            '.' => State::NotAsked,
            letter => {
                let level = u8::try_from(letter.to_digit(DIGITS)?).ok()?;
                let is_known = level <= questionnaire.scale_of(question).top();
                is_known.then_some(State::Level(level))?
            }
        });
    }
    letters.next().is_none().then_some(Anonymous { mode, profile: held, states: read })
}
