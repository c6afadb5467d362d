//! The release rule: which results stand behind a shown figure, so that no firm can be worked out from two of them.
//! Knows numbers of results and nothing of what they say.
//!
//! Results join the figures in groups: the first of at least [`LEAST`], each later one of at least [`STEP`]. A group
//! is made when somebody looks, never splits, and counts as long as one of its members is in the room. So whatever is
//! shown, however results come, go, are replaced or come back, can be computed from sums over whole groups: neither
//! the difference of two figures nor any other combination of them tells of fewer than [`STEP`] firms.
//!
//! That two sets of results differ by three would not be enough: from {1 2 3 4 5} to {1 2 3 4 6 7 8} is a step of
//! four, and where the second figure has one result less at some level, that was firm 5.
//!
//! Not every result contributes to every figure. A figure takes groups in blocks, each with at least as many
//! contributors of its own; until then it stays as it is.

use super::{LEAST, STEP};

/// Which groups of results stand behind each figure.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gate {
    groups: Vec<Group>,
    /// The group of each result, by its number; none while it waits.
    of: Vec<Option<usize>>,
    /// For each figure its blocks of groups.
    blocks: Vec<Vec<Vec<usize>>>,
}

/// Results that count together or not at all.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Group {
    members: Vec<usize>,
    /// How many of them contribute to each figure.
    sizes: Vec<u64>,
}

/// Who is in the room, and who in its figures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Attendance {
    /// Results in the room.
    pub present: u64,
    /// Results that the figures count.
    pub counted: u64,
    /// Results in the room that no figure counts yet.
    pub waiting: u64,
    /// Results that were taken out and still count, for their group does.
    pub leaving: u64,
}

impl Gate {
    /// Nothing released, for so many figures.
    #[must_use]
    pub fn new(figures: usize) -> Self {
        Self { groups: Vec::new(), of: Vec::new(), blocks: vec![Vec::new(); figures] }
    }

    /// The groups, each with the numbers of its results.
    pub fn groups(&self) -> impl Iterator<Item = &[usize]> {
        self.groups.iter().map(|group| group.members.as_slice())
    }

    /// For each figure its blocks of groups.
    #[must_use]
    pub fn blocks(&self) -> &[Vec<Vec<usize>>] {
        &self.blocks
    }

    /// Whether a result has a group, and so is or was counted.
    #[must_use]
    pub fn has(&self, result: usize) -> bool {
        self.of.get(result).copied().flatten().is_some()
    }

    /// Somebody looks: what waits joins the figures, if it is enough. `present` says of each result whether it is in
    /// the room, `contributions` how many of some results contribute to each figure. True where a group was made.
    pub fn look(
        &mut self,
        present: &[bool],
        contributions: impl FnOnce(&[usize]) -> Vec<u64>,
    ) -> bool {
        let attendance = self.attendance(present);
        let need = STEP.max(LEAST.saturating_sub(attendance.counted));
        let made = attendance.present >= LEAST && attendance.waiting >= need;
        if made {
            let here = (0..).zip(present).filter(|(_, present)| **present);
            let waiting: Vec<usize> =
                here.map(|(result, _)| result).filter(|result| !self.has(*result)).collect();
            let sizes = contributions(&waiting);
            self.admit(waiting, sizes);
        }
        if attendance.present >= LEAST {
            self.block(present);
        }
        made
    }

    fn admit(&mut self, members: Vec<usize>, sizes: Vec<u64>) {
        for &member in &members {
            if self.of.len() <= member {
                self.of.resize(member + 1, None);
            }
            if let Some(group) = self.of.get_mut(member) {
                *group = Some(self.groups.len());
            }
        }
        self.groups.push(Group { members, sizes });
    }

    /// Gives every figure the groups that it has not, where they are enough.
    fn block(&mut self, present: &[bool]) {
        let counting = self.counting(present);
        for (figure, blocks) in self.blocks.iter_mut().enumerate() {
            let size = |group: usize| size_of(&self.groups, group, figure);
            let counts = |group: &usize| counting.get(*group).copied().unwrap_or(false);
            let mut taken = vec![false; self.groups.len()];
            let mut shown = 0;
            for block in blocks.iter() {
                let is_counted = block.iter().any(counts);
                for &group in block {
                    shown += if is_counted { size(group) } else { 0 };
                    if let Some(taken) = taken.get_mut(group) {
                        *taken = true;
                    }
                }
            }
            let free = (0..).zip(&taken).filter(|(_, taken)| !**taken).map(|(group, _)| group);
            let block: Vec<usize> = free.filter(counts).collect();
            let sum: u64 = block.iter().map(|group| size(*group)).sum();
            if sum >= STEP.max(LEAST.saturating_sub(shown)) {
                blocks.push(block);
            }
        }
    }

    /// The groups that a figure is made of; `None` where it is not shown.
    #[must_use]
    pub fn released(&self, figure: usize, present: &[bool]) -> Option<Vec<usize>> {
        if self.attendance(present).present < LEAST {
            return None;
        }
        let counting = self.counting(present);
        let counts = |group: &usize| counting.get(*group).copied().unwrap_or(false);
        let blocks = self.blocks.get(figure)?.iter().filter(|block| block.iter().any(counts));
        let groups: Vec<usize> = blocks.flatten().copied().collect();
        let sum: u64 = groups.iter().map(|group| size_of(&self.groups, *group, figure)).sum();
        (sum >= LEAST).then_some(groups)
    }

    /// Who is in the room, and who in its figures.
    #[must_use]
    pub fn attendance(&self, present: &[bool]) -> Attendance {
        let mut attendance = Attendance::default();
        for (result, _) in (0..).zip(present).filter(|(_, present)| **present) {
            attendance.present += 1;
            attendance.waiting += u64::from(!self.has(result));
        }
        let counting = self.counting(present);
        for (group, _) in self.groups.iter().zip(counting).filter(|(_, counts)| *counts) {
            let members = u64::try_from(group.members.len()).unwrap_or(u64::MAX);
            attendance.counted = attendance.counted.saturating_add(members);
        }
        let here = attendance.present.saturating_sub(attendance.waiting);
        attendance.leaving = attendance.counted.saturating_sub(here);
        attendance
    }

    /// Of each group, whether it counts.
    fn counting(&self, present: &[bool]) -> Vec<bool> {
        let is_here = |result: &usize| present.get(*result).copied().unwrap_or(false);
        self.groups.iter().map(|group| group.members.iter().any(is_here)).collect()
    }

    /// From groups and blocks as they were; `None` where these break the rule.
    #[must_use]
    pub fn restore(
        groups: Vec<Vec<usize>>,
        blocks: Vec<Vec<Vec<usize>>>,
        mut contributions: impl FnMut(&[usize]) -> Vec<u64>,
    ) -> Option<Self> {
        let mut gate = Self { groups: Vec::new(), of: Vec::new(), blocks };
        for members in groups {
            // In ascending order, as they are made; so none stands there twice.
            let is_sound = members.iter().zip(members.iter().skip(1)).all(|(a, b)| a < b)
                && members.iter().all(|member| !gate.has(*member));
            if !is_sound || u64::try_from(members.len()).unwrap_or(0) < STEP {
                return None;
            }
            let sizes = contributions(&members);
            gate.admit(members, sizes);
        }
        for (figure, blocks) in gate.blocks.iter().enumerate() {
            let mut taken = vec![false; gate.groups.len()];
            for block in blocks {
                let mut sum = 0_u64;
                for &group in block {
                    if std::mem::replace(taken.get_mut(group)?, true) {
                        return None;
                    }
                    sum = sum.saturating_add(size_of(&gate.groups, group, figure));
                }
                if sum < STEP {
                    return None;
                }
            }
        }
        Some(gate)
    }
}

fn size_of(groups: &[Group], group: usize, figure: usize) -> u64 {
    groups.get(group).and_then(|group| group.sizes.get(figure)).copied().unwrap_or(0)
}
