//! What is shown of counts.

use reasonable_steps::assessment::{Anonymous, Mode, State};
use reasonable_steps::cohort::{Counts, Figures, Percents, Survey, line};
use serde_json::Value;

use crate::support::{today, trade_secrets};
use crate::{firm, firms, sized, survey};

#[test]
fn figures_are_what_counting_by_hand_gives() {
    let questionnaire = trade_secrets();
    let results: Vec<Anonymous> = firms(&questionnaire, 57, Mode::Full)
        .iter()
        .map(|firm| Anonymous::of(&questionnaire, firm))
        .collect();
    let mut counts = Counts::new(&questionnaire);
    results.iter().for_each(|result| counts.add(&questionnaire, result));
    let figures = Figures::of(&questionnaire, &counts);

    // The quartiles of a sorted list: the least value that a quarter, half, three quarters do not exceed.
    let check = |what: &str, mut percents: Vec<u32>, shown: [u32; 3]| {
        percents.sort_unstable();
        let at = |part: usize| percents[(percents.len() * part).div_ceil(4) - 1];
        assert_eq!(shown, [at(1), at(2), at(3)], "{what}");
    };
    let percents: Vec<Percents> =
        results.iter().map(|result| Percents::of(&questionnaire, result)).collect();
    let overall: Vec<u32> = percents.iter().filter_map(|known| known.overall).collect();
    assert!(overall.len() < 57 && overall.len() > 20, "some have no band: {}", overall.len());
    let shown = figures.overall.unwrap();
    assert_eq!(shown.results, overall.len() as u64);
    assert_eq!(shown.histogram.iter().sum::<u64>(), shown.results);
    assert_eq!(figures.bands.unwrap().iter().map(|band| band.results).sum::<u64>(), shown.results);
    check("overall", overall, [shown.lower, shown.median, shown.upper]);
    for (at, domain) in figures.domains.iter().enumerate() {
        let own = percents.iter().filter_map(|known| known.domains[at]).collect();
        let spread = domain.spread.as_ref().unwrap();
        check(domain.domain.as_str(), own, [spread.lower, spread.median, spread.upper]);
    }
    for (at, question) in figures.questions.iter().enumerate() {
        let count = |wanted: &dyn Fn(State) -> bool| {
            results.iter().filter(|result| wanted(result.states[at])).count() as u64
        };
        let answers = question.answers.as_ref().unwrap();
        for (level, shown) in answers.levels.iter().enumerate() {
            assert_eq!(*shown, count(&|state| state == State::Level(level as u8)), "{level}");
        }
        let target = question.target;
        let open = count(&|state| {
            state == State::DontKnow || matches!(state, State::Level(level) if level < target)
        });
        assert_eq!(answers.open, open);
        assert_eq!(u64::from(answers.open_percent), open * 100 / answers.counted);
        assert_eq!(answers.dont_know, count(&|state| state == State::DontKnow));
        assert_eq!(answers.unanswered, count(&|state| state == State::Unanswered));
        assert_eq!(answers.not_applicable, count(&|state| state == State::NotApplicable));
    }
}

#[test]
fn each_figure_needs_five_results_of_its_own() {
    let questionnaire = sized();
    // Six firms; four of them answer b.one, five a.two.
    let mut results = vec![firm(&questionnaire, "", "", [3, 3, 3]); 4];
    results.push(firm(&questionnaire, "", "", [3, 3, 8]));
    results.push(firm(&questionnaire, "", "", [3, 8, 8]));
    let mut counts = Counts::new(&questionnaire);
    results.iter().for_each(|result| counts.add(&questionnaire, result));
    let figures = Figures::of(&questionnaire, &counts);
    assert_eq!(figures.results, 6);
    // Too little is answered for a band in two of six.
    assert_eq!((figures.overall, figures.bands), (None, None));
    let domains: Vec<bool> = figures.domains.iter().map(|known| known.spread.is_some()).collect();
    assert_eq!(domains, [true, false]);
    let questions: Vec<bool> =
        figures.questions.iter().map(|known| known.answers.is_some()).collect();
    assert_eq!(questions, [true, true, false]);
    let none = Figures::of(&questionnaire, &Counts::new(&questionnaire));
    assert!(none.overall.is_none() && none.questions.iter().all(|known| known.answers.is_none()));
}

#[test]
fn lists_name_the_open_the_wide_and_the_unknown_in_this_order() {
    let questionnaire = sized();
    let results: Vec<Anonymous> =
        [[0, 0, 2], [9, 4, 2], [1, 0, 2], [4, 4, 3], [9, 4, 2], [2, 0, 2], [3, 4, 9]]
            .into_iter()
            .map(|levels| firm(&questionnaire, "", "", levels))
            .collect();
    let mut counts = Counts::new(&questionnaire);
    results.iter().for_each(|result| counts.add(&questionnaire, result));
    let figures = Figures::of(&questionnaire, &counts);
    let ids = |list: &[reasonable_steps::questionnaire::QuestionId]| -> Vec<String> {
        list.iter().map(ToString::to_string).collect()
    };
    // Only a.one is critical: five of seven stand below level 3, or do not know.
    assert_eq!(ids(&figures.common_gaps), ["a.one"]);
    let one = figures.questions[0].answers.clone().unwrap();
    assert_eq!((one.open, one.open_percent), (5, 71));
    // Levels 0, 1, 2, 3, 4: quartiles 1, 2, 3 with values 0.2 and 0.8. a.two: levels 0 and 4.
    assert_eq!((one.quartiles, one.spread_percent), (Some([1, 2, 3]), Some(60)));
    let two = figures.questions[1].answers.clone().unwrap();
    assert_eq!((two.quartiles, two.spread_percent), (Some([0, 4, 4]), Some(100)));
    assert_eq!(ids(&figures.widest), ["a.two", "a.one", "b.one"]);
    // Two of seven do not know a.one; one of seven b.one, which is less than one in five.
    assert_eq!(ids(&figures.hot_spots), ["a.one"]);
}

#[test]
fn halves_counted_apart_and_joined_are_the_whole() {
    let questionnaire = trade_secrets();
    let results: Vec<Anonymous> = [Mode::Express, Mode::Full]
        .into_iter()
        .flat_map(|mode| firms(&questionnaire, 40, mode))
        .map(|firm| Anonymous::of(&questionnaire, &firm))
        .collect();
    let whole = survey(&questionnaire, &results);
    for at in [0, 1, 39, 80] {
        let mut half = survey(&questionnaire, &results[..at]);
        half.merge(&survey(&questionnaire, &results[at..]));
        assert_eq!(half, whole, "{at}");
    }
    let cohort = whole.cohort(&questionnaire, today(), 0);
    let modes: Vec<Mode> = cohort.modes.iter().map(|mode| mode.mode).collect();
    assert_eq!(modes, [Mode::Express, Mode::Full], "modes are never put together");
    assert!(cohort.modes.iter().all(|mode| mode.figures.results == 40));
}

#[test]
fn line_of_a_firm_says_what_is_counted_and_no_more() {
    let questionnaire = sized();
    let line_of = |result: &Anonymous| -> (String, Value) {
        let text = line(&questionnaire, result);
        let read = serde_json::from_str(&text).unwrap();
        (text, read)
    };
    let (text, line) = line_of(&firm(&questionnaire, "micro", "", [4, 9, 8]));
    assert_eq!(
        line,
        serde_json::json!({
            "mode": "full", "percent": null, "band": null,
            "profile": {"staff": null, "tools": null, "size": ["micro"], "field": null},
            "domains": [{"domain": "a", "percent": 33}],
            "questions": [
                {"question": "a.one", "answer": "level", "level": 4},
                {"question": "a.two", "answer": "dont-know", "level": null},
                {"question": "b.one", "answer": "unanswered", "level": null},
            ],
        })
    );
    assert!(!text.contains('\n'));
    let mut without = firm(&questionnaire, "micro", "", [4, 9, 8]);
    without.states[2] = State::NotAsked;
    let (_, line) = line_of(&without);
    assert_eq!(line["questions"].as_array().unwrap().len(), 2, "what is not asked is not there");
}

#[test]
fn a_survey_is_of_one_size_however_much_it_counts() {
    let questionnaire = sized();
    let one = survey(&questionnaire, &[firm(&questionnaire, "micro", "food", [1, 1, 1])]);
    let many = survey(&questionnaire, &vec![firm(&questionnaire, "micro", "food", [1, 1, 1]); 999]);
    let size = |survey: &Survey| format!("{survey:?}").replace(|c: char| c.is_ascii_digit(), "");
    assert_eq!(size(&one), size(&many));
}
