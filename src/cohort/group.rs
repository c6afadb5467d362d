//! Groups by profile, and what must stay hidden of them so that no small number of results can be worked out.
//!
//! A group's figure is shown where at least [`LEAST`] results contribute to it. That alone protects nobody: from the
//! figure of all and those of the shown groups, what is hidden follows by subtraction. So where the hidden rest of a
//! figure is of 1 to 4 results, the smallest group that shows it hides it too. Where options overlap, the rest of each
//! group by itself is looked at.

use serde::Serialize;

use super::figures::Slot;
use super::{Counts, Figures, LEAST};
use crate::assessment::Anonymous;
use crate::questionnaire::{ProfileId, ProfileKind, ProfileQuestion, Questionnaire};

/// How many groups a benchmark can be divided into.
pub const MOST_CELLS: usize = 400;

/// The profile questions by which results are grouped without being told.
const USUAL: [&str; 2] = ["size", "field"];

/// By which profile questions results are grouped.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grouping {
    /// The questions, in the order in which they were named.
    pub profile: Vec<ProfileId>,
}

/// Why results can't be grouped so.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum GroupingError {
    /// The questionnaire does not ask this.
    #[error("`{0}` is no profile question of this questionnaire; hint: use one of {1}")]
    Unknown(String, String),
    /// Named twice.
    #[error("`{0}` is named twice; hint: name it once")]
    Twice(String),
    /// A benchmark's groups must not overlap.
    #[error(
        "several options of `{0}` can hold at once, so it makes no groups of a benchmark; hint: leave it out"
    )]
    Overlapping(String),
    /// A benchmark of too many groups.
    #[error("that makes {0} groups, at most {MOST_CELLS} are possible; hint: name fewer questions")]
    TooMany(usize),
}

impl Grouping {
    /// By size and field, as far as the questionnaire asks for them.
    #[must_use]
    pub fn usual(questionnaire: &Questionnaire) -> Self {
        let mut profile = Vec::new();
        for id in USUAL {
            let asked = questionnaire.profile_question(id);
            if let Some(asked) = asked.filter(|asked| asked.kind == ProfileKind::One) {
                profile.push(asked.id.clone());
            }
        }
        Self { profile }
    }

    /// By these profile questions.
    ///
    /// # Errors
    /// If the questionnaire does not ask one of them, or one is named twice.
    pub fn by(questionnaire: &Questionnaire, ids: &[String]) -> Result<Self, GroupingError> {
        let mut profile: Vec<ProfileId> = Vec::new();
        for id in ids {
            let Some(asked) = questionnaire.profile_question(id) else {
                let known: Vec<&str> =
                    questionnaire.profile.iter().map(|asked| asked.id.as_str()).collect();
                return Err(GroupingError::Unknown(id.clone(), known.join(", ")));
            };
            if profile.contains(&asked.id) {
                return Err(GroupingError::Twice(id.clone()));
            }
            profile.push(asked.id.clone());
        }
        Ok(Self { profile })
    }

    /// Whether a benchmark can have these groups.
    ///
    /// # Errors
    /// If options overlap, or there are more than [`MOST_CELLS`].
    pub fn check_cells(&self, questionnaire: &Questionnaire) -> Result<(), GroupingError> {
        for asked in self.questions(questionnaire) {
            if asked.kind == ProfileKind::Many {
                return Err(GroupingError::Overlapping(asked.id.to_string()));
            }
        }
        match self.cells(questionnaire) {
            cells if cells > MOST_CELLS => Err(GroupingError::TooMany(cells)),
            _ => Ok(()),
        }
    }

    /// The questions.
    pub(super) fn questions<'q>(
        &'q self,
        questionnaire: &'q Questionnaire,
    ) -> impl Iterator<Item = &'q ProfileQuestion> {
        self.profile.iter().filter_map(|id| questionnaire.profile_question(id.as_str()))
    }

    /// Into how many groups all questions together divide results.
    pub(super) fn cells(&self, questionnaire: &Questionnaire) -> usize {
        let sizes = self.questions(questionnaire).map(|asked| asked.options.len());
        sizes.fold(1, usize::saturating_mul)
    }

    /// In which of them a result is; `None` while a question is not answered.
    pub(super) fn cell(&self, questionnaire: &Questionnaire, result: &Anonymous) -> Option<usize> {
        let mut cell = 0;
        for asked in self.questions(questionnaire) {
            let held = result.profile.get(&asked.id)?.first()?;
            let at = asked.options.iter().position(|option| option.id == *held)?;
            cell = cell * asked.options.len() + at;
        }
        Some(cell)
    }

    /// What holds in a group, in the order of the questions.
    pub(super) fn options_of(
        &self,
        questionnaire: &Questionnaire,
        mut cell: usize,
    ) -> Vec<(ProfileId, String)> {
        let mut options = Vec::new();
        let asked: Vec<&ProfileQuestion> = self.questions(questionnaire).collect();
        for asked in asked.into_iter().rev() {
            let size = asked.options.len().max(1);
            if let Some(option) = asked.options.get(cell % size) {
                options.push((asked.id.clone(), option.id.clone()));
            }
            cell /= size;
        }
        options.reverse();
        options
    }
}

/// The groups that a profile question makes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ProfileGroups {
    /// The profile question.
    pub profile: ProfileId,
    /// What it asks.
    pub prompt: String,
    /// Whether a firm is in one group, or can be in many.
    pub kind: ProfileKind,
    /// A group for each option.
    pub groups: Vec<GroupFigures>,
}

/// A group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GroupFigures {
    /// The option that holds.
    pub option: String,
    /// What it says.
    pub text: String,
    /// Its figures; `None` where not even the number of results is shown.
    pub figures: Option<Figures>,
}

/// The figures of the groups of a profile question, `None` standing for a group without results.
pub(super) fn profile_groups(
    questionnaire: &Questionnaire,
    asked: &ProfileQuestion,
    all: &Counts,
    parts: &[Option<Counts>],
) -> ProfileGroups {
    let names: Vec<&str> = asked.options.iter().map(|option| option.id.as_str()).collect();
    let slots = Slot::all(questionnaire);
    let hidden = hidden(&slots, all, parts, &names, asked.kind);
    let mut groups = Vec::new();
    for ((option, counts), hidden) in asked.options.iter().zip(parts).zip(&hidden) {
        let shown = counts.as_ref().filter(|_| !hidden.contains(&Slot::Result));
        groups.push(GroupFigures {
            option: option.id.clone(),
            text: option.text.clone(),
            figures: shown.map(|counts| Figures::without(questionnaire, counts, hidden)),
        });
    }
    ProfileGroups {
        profile: asked.id.clone(),
        prompt: asked.prompt.clone(),
        kind: asked.kind,
        groups,
    }
}

/// What is hidden of each group. Names decide which of two equally small groups hides a figure.
pub(super) fn hidden(
    slots: &[Slot],
    all: &Counts,
    parts: &[Option<Counts>],
    names: &[&str],
    kind: ProfileKind,
) -> Vec<Vec<Slot>> {
    let mut hidden: Vec<Vec<Slot>> = parts.iter().map(|_| Vec::new()).collect();
    // Whether a group is named at all comes first: a group that is not shows no figure.
    for slot in [Slot::Result].iter().chain(slots) {
        let people =
            |counts: &Option<Counts>| counts.as_ref().map_or((0, 0), |counts| slot.people(counts));
        let parts: Vec<(u64, u64)> = parts.iter().map(people).collect();
        let mut shown: Vec<bool> = Vec::new();
        for (part, hidden) in parts.iter().zip(&hidden) {
            shown.push(part.0 >= LEAST && !hidden.contains(&Slot::Result));
        }
        let whole = slot.people(all);
        match kind {
            ProfileKind::One => hide_one_more(whole, &parts, names, &mut shown),
            ProfileKind::Many => {
                for (part, shown) in parts.iter().zip(&mut shown) {
                    *shown = *shown && !is_telling(rest(whole, [part].into_iter()));
                }
            }
        }
        for (hidden, shown) in hidden.iter_mut().zip(shown) {
            if !shown {
                hidden.push(*slot);
            }
        }
    }
    hidden
}

/// Hides the figure of the smallest group that shows it, where otherwise a few results could be worked out. One is
/// enough: what is hidden then is of at least [`LEAST`].
fn hide_one_more(whole: (u64, u64), parts: &[(u64, u64)], names: &[&str], shown: &mut [bool]) {
    let visible = parts.iter().zip(shown.iter()).filter(|(_, shown)| **shown);
    if !is_telling(rest(whole, visible.map(|(part, _)| part))) {
        return;
    }
    let mut smallest: Option<(u64, &str, &mut bool)> = None;
    for ((part, name), shown) in parts.iter().zip(names).zip(shown) {
        let is_smaller =
            smallest.as_ref().is_none_or(|(count, known, _)| (part.0, *name) < (*count, *known));
        if *shown && is_smaller {
            smallest = Some((part.0, name, shown));
        }
    }
    if let Some((_, _, shown)) = smallest {
        *shown = false;
    }
}

fn rest<'p>(whole: (u64, u64), shown: impl Iterator<Item = &'p (u64, u64)>) -> (u64, u64) {
    shown.fold(whole, |rest, part| (rest.0.saturating_sub(part.0), rest.1.saturating_sub(part.1)))
}

/// Whether a rest is of so few that a figure of it would tell of them.
fn is_telling((counted, asked): (u64, u64)) -> bool {
    (1..LEAST).contains(&counted) || (1..LEAST).contains(&asked)
}
