//! How long a questionnaire takes: computed from its texts, never typed.

use super::model::Question;

/// Words a minute: a usual figure for silent reading of plain non-fiction (Brysbaert, 2019, gives
/// 238 for adults; 200 leaves room for those who read in a second language).
const WORDS_PER_MINUTE: u32 = 200;
/// Seconds to choose an answer.
const SECONDS_PER_QUESTION: u32 = 8;

/// The words of the prompt and the levels: what must be read to answer.
#[must_use]
pub fn words(question: &Question) -> u32 {
    let mut count = question.prompt.split_whitespace().count();
    for level in &question.levels {
        count += level.split_whitespace().count();
    }
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// Whole minutes, rounded up, to read and answer these questions.
#[must_use]
pub fn minutes<'q>(questions: impl Iterator<Item = &'q Question>) -> u32 {
    let seconds = questions.fold(0_u32, |seconds, question| {
        let reading = words(question).saturating_mul(60).div_ceil(WORDS_PER_MINUTE);
        seconds.saturating_add(reading).saturating_add(SECONDS_PER_QUESTION)
    });
    seconds.div_ceil(60)
}
