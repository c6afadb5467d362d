//! What is shown of groups, and what stays hidden so that no few can be worked out.

use reasonable_steps::assessment::{Anonymous, State};
use reasonable_steps::cohort::{Cohort, Figures, GroupFigures, Grouping, GroupingError, Survey};
use reasonable_steps::questionnaire::Questionnaire;

use crate::support::{today, trade_secrets};
use crate::{Numbers, firm, sized, survey};

/// So many firms of each size, all with the same answers.
fn of_sizes(questionnaire: &Questionnaire, sizes: &[(&str, usize)]) -> Vec<Anonymous> {
    let of = |(size, count): &(&str, usize)| vec![firm(questionnaire, size, "", [3, 3, 3]); *count];
    sizes.iter().flat_map(of).collect()
}

fn cohort(questionnaire: &Questionnaire, results: &[Anonymous]) -> Cohort {
    survey(questionnaire, results).cohort(questionnaire, today(), 0)
}

/// How many results each size shows.
fn shown(cohort: &Cohort) -> Vec<Option<u64>> {
    let groups = &cohort.modes[0].groups[0].groups;
    groups.iter().map(|group| group.figures.as_ref().map(|figures| figures.results)).collect()
}

#[test]
fn small_groups_and_what_gives_them_away_stay_hidden() {
    let questionnaire = sized();
    let check = |sizes: &[(&str, usize)], expected: [Option<u64>; 3]| {
        let results = of_sizes(&questionnaire, sizes);
        assert_eq!(shown(&cohort(&questionnaire, &results)), expected, "{sizes:?}");
    };
    check(&[("micro", 9), ("small", 7), ("large", 5)], [Some(9), Some(7), Some(5)]);
    // Two groups of too few: together five or more, so nothing follows.
    check(&[("micro", 9), ("small", 4), ("large", 3)], [Some(9), None, None]);
    // One of too few: all minus the others would be it, so the smallest other hides too.
    check(&[("micro", 9), ("small", 7), ("large", 1)], [Some(9), None, None]);
    check(&[("micro", 7), ("small", 9), ("large", 4)], [None, Some(9), None]);
    // Firms that do not say their size are a rest as well.
    check(&[("micro", 9), ("small", 7), ("large", 5), ("", 2)], [Some(9), Some(7), None]);
    check(&[("micro", 9), ("small", 7), ("large", 5), ("", 6)], [Some(9), Some(7), Some(5)]);
    check(&[("micro", 9), ("small", 2), ("", 3)], [Some(9), None, None]);
    check(&[("micro", 4)], [None, None, None]);
    // Of two equal ones the first by id.
    check(&[("micro", 6), ("small", 6), ("large", 1)], [None, Some(6), None]);
}

#[test]
fn figures_are_hidden_each_for_itself() {
    let questionnaire = sized();
    let mut results = of_sizes(&questionnaire, &[("micro", 9), ("small", 8)]);
    // Large: six firms, of which two answer b.one.
    results.extend(vec![firm(&questionnaire, "large", "", [3, 3, 8]); 4]);
    results.extend(vec![firm(&questionnaire, "large", "", [3, 3, 3]); 2]);
    let cohort = cohort(&questionnaire, &results);
    assert_eq!(shown(&cohort), [Some(9), Some(8), Some(6)]);
    let figures: Vec<&Figures> = cohort.modes[0].groups[0]
        .groups
        .iter()
        .map(|group| group.figures.as_ref().unwrap())
        .collect();
    let domain = |at: usize| -> Vec<bool> {
        figures.iter().map(|figures| figures.domains[at].spread.is_some()).collect()
    };
    assert_eq!(domain(0), [true, true, true]);
    assert_eq!(domain(1), [true, false, false], "all minus micro and small were two firms");
    let question: Vec<bool> =
        figures.iter().map(|figures| figures.questions[2].answers.is_some()).collect();
    assert_eq!(question, [true, false, false]);
    assert!(!figures[1].widest.iter().any(|id| id.as_str() == "b.one"));
}

#[test]
fn what_few_left_open_stays_hidden_as_well() {
    let questionnaire = sized();
    let mut results = of_sizes(&questionnaire, &[("micro", 9), ("small", 8)]);
    // Large: b.one is asked of two alone, and both leave it open; the others have no staff.
    results.extend(vec![firm(&questionnaire, "large", "", [3, 3, 8]); 2]);
    let mut without = firm(&questionnaire, "large", "", [3, 3, 8]);
    without.profile.insert("staff".into(), vec!["no".to_owned()]);
    without.states[2] = State::NotAsked;
    results.extend(vec![without; 6]);
    let cohort = cohort(&questionnaire, &results);
    assert_eq!(shown(&cohort), [Some(9), Some(8), Some(8)]);
    let groups = &cohort.modes[0].groups[0].groups;
    let question =
        |group: &GroupFigures| group.figures.as_ref().unwrap().questions[2].answers.is_some();
    let questions: Vec<bool> = groups.iter().map(question).collect();
    assert_eq!(questions, [true, false, false], "all minus micro and small would be these two");
}

/// What subtraction gives away: for every figure, the number of results in it that no shown group has.
#[test]
fn no_subtraction_leaves_one_to_four_results() {
    let questionnaire = sized();
    let mut numbers = Numbers::new(3);
    let (mut hidden, mut seen) = (0, 0);
    for _ in 0..300 {
        let mut results = Vec::new();
        for _ in 0..numbers.below(45) {
            let size = ["micro", "micro", "micro", "small", "small", "large", ""][numbers.below(7)];
            let field = ["food", "food", "trade", ""][numbers.below(4)];
            let mut level = || [0, 2, 3, 4, 8, 9][numbers.below(6)];
            results.push(firm(&questionnaire, size, field, [level(), level(), level()]));
        }
        let cohort = cohort(&questionnaire, &results);
        let Some(mode) = cohort.modes.first() else { continue };
        let numbers_of = |figures: &Figures| -> Vec<[u64; 2]> {
            let mut all = vec![[figures.overall.as_ref().map_or(0, |known| known.results); 2]];
            for domain in &figures.domains {
                all.push([domain.spread.as_ref().map_or(0, |known| known.results); 2]);
            }
            for question in &figures.questions {
                let answers = question.answers.as_ref();
                all.push(answers.map_or([0, 0], |known| {
                    [known.counted, known.counted + known.not_applicable + known.unanswered]
                }));
            }
            all.push([figures.results; 2]);
            all
        };
        for asked in &mode.groups {
            let whole = numbers_of(&mode.figures);
            for (at, whole) in whole.iter().enumerate() {
                let parts: Vec<[u64; 2]> = asked
                    .groups
                    .iter()
                    .filter_map(|group| Some(numbers_of(group.figures.as_ref()?)[at]))
                    .filter(|part| part[0] > 0)
                    .collect();
                assert!(parts.iter().all(|part| part[0] >= 5));
                if parts.is_empty() {
                    hidden += 1;
                    continue;
                }
                seen += 1;
                for way in 0..2 {
                    let rest = whole[way] - parts.iter().map(|part| part[way]).sum::<u64>();
                    assert!(rest == 0 || rest >= 5, "{rest} of {results:#?}");
                }
            }
        }
    }
    assert!(hidden > 100 && seen > 1000, "{hidden} {seen}");
}

#[test]
fn options_that_overlap_hide_where_few_lack_them() {
    let questionnaire = sized();
    let of = |tools: &[&str], count: usize| {
        let mut firm = firm(&questionnaire, "micro", "", [3, 3, 3]);
        let tools = tools.iter().map(|&tool| tool.to_owned()).collect();
        firm.profile.insert("tools".into(), tools);
        vec![firm; count]
    };
    let check = |both: usize, ai: usize, none: usize, expected: [Option<u64>; 2]| {
        let mut results = of(&["ai", "cloud"], both);
        results.extend(of(&["ai"], ai));
        results.extend(of(&[], none));
        let grouping = Grouping::by(&questionnaire, &["tools".to_owned()]).unwrap();
        let mut survey = Survey::new(&questionnaire, grouping, false);
        results.iter().for_each(|result| survey.add(&questionnaire, result));
        let cohort = survey.cohort(&questionnaire, today(), 0);
        assert_eq!(shown(&cohort), expected, "{both} {ai} {none}");
    };
    check(7, 5, 5, [Some(12), Some(7)]);
    check(7, 5, 3, [None, Some(7)]);
    check(7, 2, 2, [None, None]);
    check(4, 5, 5, [Some(9), None]);
    check(9, 0, 0, [Some(9), Some(9)]);
}

#[test]
fn grouping_goes_by_what_the_questionnaire_asks() {
    let ids = |ids: &[&str]| -> Vec<String> { ids.iter().map(|&id| id.to_owned()).collect() };
    let real = trade_secrets();
    assert_eq!(Grouping::usual(&real), Grouping::by(&real, &ids(&["size", "field"])).unwrap());
    let none =
        crate::support::small(serde_json::json!([0, 1]), &[crate::support::asked("a.one", 1)]);
    assert_eq!(Grouping::usual(&none), Grouping::default());
    let refused = |ids: &[String]| Grouping::by(&real, ids).unwrap_err();
    assert!(matches!(refused(&ids(&["colour"])), GroupingError::Unknown(..)));
    assert!(matches!(refused(&ids(&["size", "size"])), GroupingError::Twice(_)));
    let tools = Grouping::by(&real, &ids(&["tools"])).unwrap();
    assert!(matches!(tools.check_cells(&real), Err(GroupingError::Overlapping(_))));
    let mut big = real.clone();
    big.profile.iter_mut().for_each(|asked| {
        let option = asked.options[0].clone();
        asked.options.extend((0..30).map(|_| option.clone()));
    });
    let wide = Grouping::by(&big, &ids(&["size", "field"])).unwrap();
    assert!(matches!(wide.check_cells(&big), Err(GroupingError::TooMany(_))));
    for error in [refused(&ids(&["colour"])), wide.check_cells(&big).unwrap_err()] {
        assert!(error.to_string().contains("hint: "), "{error}");
    }
}
