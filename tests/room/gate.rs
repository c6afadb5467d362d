//! The release rule: whatever comes and goes, no firm can be worked out from what was shown.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use reasonable_steps::cohort::gate::Gate;
use reasonable_steps::cohort::{LEAST, STEP};

const RESULTS: usize = 24;
const FIGURES: usize = 4;

/// What is done to a room.
#[derive(Clone, Debug)]
enum Step {
    Add(usize),
    Remove(usize),
    Look,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        5 => (0..RESULTS).prop_map(Step::Add),
        3 => (0..RESULTS).prop_map(Step::Remove),
        4 => Just(Step::Look),
    ]
}

/// Which results contribute to which figure; the first takes all.
fn contributions() -> impl Strategy<Value = Vec<[bool; FIGURES]>> {
    let one = prop::array::uniform4(prop::bool::weighted(0.6)).prop_map(|mut own| {
        own[0] = true;
        own
    });
    prop::collection::vec(one, RESULTS)
}

fn sizes(all: &[[bool; FIGURES]], members: &[usize]) -> Vec<u64> {
    (0..FIGURES)
        .map(|figure| members.iter().filter(|member| all[**member][figure]).count() as u64)
        .collect()
}

/// Everything that is shown now: for each figure the results that stand behind it.
fn shown(gate: &Gate, present: &[bool]) -> Vec<Option<BTreeSet<usize>>> {
    let groups: Vec<&[usize]> = gate.groups().collect();
    (0..FIGURES)
        .map(|figure| {
            let released = gate.released(figure, present)?;
            Some(released.into_iter().flat_map(|group| groups[group].iter().copied()).collect())
        })
        .collect()
}

/// Walks a room and gives every set of results that ever stood behind each figure.
fn walk(all: &[[bool; FIGURES]], steps: &[Step]) -> Vec<BTreeSet<BTreeSet<usize>>> {
    let mut gate = Gate::new(FIGURES);
    let mut present = vec![false; RESULTS];
    let mut released = vec![BTreeSet::new(); FIGURES];
    for step in steps {
        match step {
            Step::Add(result) => present[*result] = true,
            Step::Remove(result) => present[*result] = false,
            Step::Look => {
                gate.look(&present, |members| sizes(all, members));
            }
        }
        for (sets, now) in released.iter_mut().zip(shown(&gate, &present)) {
            sets.extend(now);
        }
    }
    released
}

/// The contributors among the results behind a figure.
fn contributors(all: &[[bool; FIGURES]], figure: usize, set: &BTreeSet<usize>) -> BTreeSet<usize> {
    set.iter().copied().filter(|result| all[*result][figure]).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_figure_has_fewer_than_five_and_no_two_differ_by_one_or_two(
        all in contributions(), steps in prop::collection::vec(step(), 1..160),
    ) {
        for (figure, sets) in walk(&all, &steps).iter().enumerate() {
            let sets: Vec<_> = sets.iter().map(|set| contributors(&all, figure, set)).collect();
            for (at, set) in sets.iter().enumerate() {
                prop_assert!(set.len() as u64 >= LEAST, "{set:?}");
                for other in &sets[..at] {
                    let apart = set.symmetric_difference(other).count() as u64;
                    prop_assert!(apart == 0 || apart >= STEP, "{set:?} and {other:?}");
                }
            }
        }
    }

    /// Results that stand behind the very same figures can't be told apart by any of them. There are always three or
    /// more of a kind, in each figure by itself and in all of them together; so no sum, no difference and no other
    /// combination of figures is about fewer.
    #[test]
    fn results_can_be_told_apart_only_in_threes(
        all in contributions(), steps in prop::collection::vec(step(), 1..160),
    ) {
        let released = walk(&all, &steps);
        let mut together: BTreeMap<Vec<bool>, u64> = BTreeMap::new();
        for result in 0..RESULTS {
            let seen = released.iter().flatten().map(|set| set.contains(&result)).collect();
            *together.entry(seen).or_default() += 1;
        }
        together.retain(|seen, _| seen.contains(&true));
        prop_assert!(together.values().all(|alike| *alike >= STEP), "{together:?}");
        for (figure, sets) in released.iter().enumerate() {
            let mut alike: BTreeMap<Vec<bool>, u64> = BTreeMap::new();
            for result in (0..RESULTS).filter(|result| all[*result][figure]) {
                *alike.entry(sets.iter().map(|set| set.contains(&result)).collect()).or_default() += 1;
            }
            alike.retain(|seen, _| seen.contains(&true));
            prop_assert!(alike.values().all(|alike| *alike >= STEP), "figure {figure}: {alike:?}");
        }
    }

    #[test]
    fn what_is_shown_before_and_after_a_room_is_kept_is_the_same(
        all in contributions(), steps in prop::collection::vec(step(), 1..80),
    ) {
        let mut gate = Gate::new(FIGURES);
        let mut present = vec![false; RESULTS];
        for step in &steps {
            match step {
                Step::Add(result) => present[*result] = true,
                Step::Remove(result) => present[*result] = false,
                Step::Look => { gate.look(&present, |members| sizes(&all, members)); }
            }
        }
        let groups = gate.groups().map(<[usize]>::to_vec).collect();
        let back = Gate::restore(groups, gate.blocks().to_vec(), |members| sizes(&all, members));
        let back = back.unwrap();
        prop_assert_eq!(shown(&back, &present), shown(&gate, &present));
    }
}

/// The sets of results behind a figure to which all contribute, one after the other.
fn sequence(steps: &[(&str, &[usize])]) -> Vec<Option<Vec<usize>>> {
    let all = vec![[true; FIGURES]; RESULTS];
    let mut gate = Gate::new(FIGURES);
    let mut present = vec![false; RESULTS];
    let mut seen = Vec::new();
    for (what, results) in steps {
        results.iter().for_each(|result| present[*result] = *what == "add");
        gate.look(&present, |members| sizes(&all, members));
        seen.push(shown(&gate, &present)[0].clone().map(|set| set.into_iter().collect()));
    }
    seen
}

#[test]
fn figures_appear_at_five_and_follow_in_steps_of_three() {
    let seen = sequence(&[
        ("add", &[0, 1, 2, 3]),
        ("add", &[4]),
        ("add", &[5]),
        ("add", &[6]),
        ("add", &[7]),
    ]);
    let first = Some((0..5).collect::<Vec<_>>());
    assert_eq!(seen, [None, first.clone(), first.clone(), first, Some((0..8).collect())]);
}

#[test]
fn a_removed_result_leaves_only_with_its_whole_group() {
    let five = Some((0..5).collect::<Vec<_>>());
    let eight = Some((0..8).collect::<Vec<_>>());
    // Five, one out and three in: a difference of four that would show the one.
    let seen = sequence(&[("add", &[0, 1, 2, 3, 4]), ("remove", &[4]), ("add", &[5, 6, 7])]);
    assert_eq!(seen, [five.clone(), None, eight.clone()]);
    let seen = sequence(&[
        ("add", &[0, 1, 2, 3, 4]),
        ("add", &[5, 6, 7]),
        ("remove", &[5, 6]),
        ("remove", &[7]),
        ("add", &[6]),
    ]);
    assert_eq!(seen, [five.clone(), eight.clone(), eight.clone(), five, eight]);
}

#[test]
fn below_five_and_back_shows_what_was_shown() {
    let five = Some((0..5).collect::<Vec<_>>());
    let seen = sequence(&[
        ("add", &[0, 1, 2, 3, 4]),
        ("remove", &[0, 1]),
        ("add", &[8]),
        ("add", &[9]),
        ("remove", &[9]),
        ("add", &[0, 1]),
    ]);
    assert_eq!(seen, [five.clone(), None, None, five.clone(), None, five]);
}

#[test]
fn kept_groups_that_break_the_rule_are_refused() {
    let all = vec![[true; FIGURES]; RESULTS];
    let blocks = || vec![Vec::new(); FIGURES];
    let restore = |groups: &[&[usize]], blocks| {
        Gate::restore(groups.iter().map(|g| g.to_vec()).collect(), blocks, |members| {
            sizes(&all, members)
        })
    };
    assert!(restore(&[&[0, 1, 2, 3, 4], &[5, 6, 7]], blocks()).is_some());
    assert!(restore(&[&[0, 1, 2, 3, 4], &[4, 6, 7]], blocks()).is_none(), "a result in two groups");
    assert!(restore(&[&[0, 1]], blocks()).is_none(), "a group of two");
    assert!(restore(&[&[0, 1, 1]], blocks()).is_none(), "a result twice");
    let mut twice = blocks();
    twice[0] = vec![vec![0], vec![0]];
    assert!(restore(&[&[0, 1, 2, 3, 4]], twice).is_none(), "a group in two blocks");
    let mut unknown = blocks();
    unknown[0] = vec![vec![7]];
    assert!(restore(&[&[0, 1, 2, 3, 4]], unknown).is_none(), "a group that is not there");
}
