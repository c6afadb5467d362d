//! The score, on exact numbers.

mod support;

use reasonable_steps::assessment::Choice;
use reasonable_steps::questionnaire::Questionnaire;
use reasonable_steps::report::report;
use reasonable_steps::score::{Overall, Score, Withheld, score};
use serde_json::json;
use support::{
    Asked, all_at, answered, asked, not_applicable, read, small, small_json, today, trade_secrets,
};

fn shown(overall: &Overall) -> String {
    overall.shown.map_or("none".to_owned(), |shown| shown.to_string())
}

fn band(overall: &Overall) -> &str {
    overall.band.as_ref().map_or("none", |band| band.as_str())
}

/// The share that is earned, in lowest terms.
fn share(score: &Score) -> (u64, u64) {
    let tally = score.overall.tally;
    let divisor =
        reasonable_steps::fraction::greatest_common_divisor(tally.earned, tally.attainable);
    (tally.earned / divisor, tally.attainable / divisor)
}

#[test]
fn a_firm_at_one_level_throughout_scores_that_levels_value() {
    let questionnaire = trade_secrets();
    // Levels 0 and 1 of the critical questions set off the caps, which are above these scores.
    for (level, score_shown, band_name) in [
        (0, "0", "exposed"),
        (1, "20", "exposed"),
        (2, "50", "developing"),
        (3, "80", "established"),
        (4, "100", "well-evidenced"),
    ] {
        let scored = score(&questionnaire, &all_at(&questionnaire, level));
        assert_eq!(shown(&scored.overall), score_shown, "level {level}");
        assert_eq!(band(&scored.overall), band_name, "level {level}");
        assert_eq!(scored.overall.completeness, Some(100));
        assert_eq!(scored.overall.confidence, Some(100));
    }
}

#[test]
fn published_maturity_example_comes_out_as_an_exact_fraction() {
    // PKI Consortium, PKI maturity model, scoring: Σ(level × weight) ÷ Σ weight. Weights 9, 6, 4
    // at levels 4, 3, 2 give 62/19, published as 3.26.
    let mut json =
        small_json(json!([0, 1, 2, 3, 4, 5]), &[asked("a.x", 9), asked("a.y", 6), asked("a.z", 4)]);
    json["display"] = json!({"unit": "level", "decimals": 2, "rounding": "nearest"});
    json["bands"] = json!([{"id": "any", "from": 0, "name": "Any", "summary": "any"}]);
    let questionnaire = read(&json);
    let levels = [("a.x", Choice::Level(4)), ("a.y", Choice::Level(3)), ("a.z", Choice::Level(2))];
    let scored = score(&questionnaire, &answered(&questionnaire, &levels));
    assert_eq!((scored.overall.tally.earned, scored.overall.tally.weight), (62, 19));
    assert_eq!(shown(&scored.overall), "3.26");
}

#[test]
fn published_aggregate_of_fractional_levels_comes_out_as_an_exact_fraction() {
    // The same source: level 2.53 with weight 4 and level 3.0 with weight 6 give 28.12/10,
    // published as 2.81.
    let mut json = small_json(json!([0, 2.53, 3]), &[asked("a.g1", 4), asked("a.g2", 6)]);
    json["display"] = json!({"unit": "level", "decimals": 2, "rounding": "nearest"});
    let questionnaire = read(&json);
    let levels = [("a.g1", Choice::Level(1)), ("a.g2", Choice::Level(2))];
    let scored = score(&questionnaire, &answered(&questionnaire, &levels));
    let tally = scored.overall.tally;
    assert_eq!(u128::from(tally.earned) * 1000, u128::from(tally.weight) * 2812);
    assert_eq!(shown(&scored.overall), "2.81");
}

#[test]
fn published_points_of_maximum_come_out() {
    // Blacksmith, risk assessments, scoring tests: points ÷ maximum gives 66.67, 100 and 0.
    let check = |levels: [u8; 3], expected: &str| {
        let mut json =
            small_json(json!([0, 1]), &[asked("a.x", 1), asked("a.y", 1), asked("a.z", 1)]);
        json["display"] = json!({"unit": "percent", "decimals": 2, "rounding": "nearest"});
        let questionnaire = read(&json);
        let answers = ["a.x", "a.y", "a.z"].into_iter().zip(levels.map(Choice::Level));
        let answers: Vec<_> = answers.collect();
        assert_eq!(
            shown(&score(&questionnaire, &answered(&questionnaire, &answers)).overall),
            expected
        );
    };
    check([1, 1, 0], "66.67");
    check([1, 1, 1], "100.00");
    check([0, 0, 0], "0.00");
}

#[test]
fn fractional_weights_are_exact() {
    // The same source's end-to-end example: weights 4.5, 2, 1 at levels 4, 3, 4 give 28/7.5.
    let questionnaire = small(
        json!([0, 1, 2, 3, 4]),
        &[asked("a.r1", 4.5), asked("a.r2", 2), asked("a.r3", "1/1")],
    );
    let levels =
        [("a.r1", Choice::Level(4)), ("a.r2", Choice::Level(3)), ("a.r3", Choice::Level(4))];
    let tally = score(&questionnaire, &answered(&questionnaire, &levels)).overall.tally;
    assert_eq!(tally.earned * 15, tally.weight * 56);
}

#[test]
fn percent_is_rounded_down_so_that_it_never_overstates() {
    let questionnaire = small(json!([0, 1]), &[asked("a.x", 1), asked("a.y", 199)]);
    let levels = [("a.x", Choice::Level(0)), ("a.y", Choice::Level(1))];
    let scored = score(&questionnaire, &answered(&questionnaire, &levels));
    assert_eq!(share(&scored), (199, 200));
    assert_eq!(shown(&scored.overall), "99");
}

#[test]
fn the_band_fits_the_number_that_is_shown() {
    let mut json = small_json(json!([0, 1]), &[asked("a.x", 1), asked("a.y", 199)]);
    json["bands"] = json!([
        {"id": "below", "from": 0, "name": "Below", "summary": "s"},
        {"id": "full", "from": 100, "name": "Full", "summary": "f"},
    ]);
    let levels = [("a.x", Choice::Level(0)), ("a.y", Choice::Level(1))];
    let questionnaire = read(&json);
    assert_eq!(band(&score(&questionnaire, &answered(&questionnaire, &levels)).overall), "below");
    // Rounded to the nearest the same answers show 100, and then the band is that of 100.
    json["display"]["rounding"] = json!("nearest");
    let questionnaire = read(&json);
    assert_eq!(band(&score(&questionnaire, &answered(&questionnaire, &levels)).overall), "full");
}

#[test]
fn dont_know_scores_nothing_and_counts() {
    let questionnaire = small(json!([0, 1]), &[asked("a.x", 1), asked("a.y", 3)]);
    let scored = score(
        &questionnaire,
        &answered(&questionnaire, &[("a.x", Choice::Level(1)), ("a.y", Choice::DontKnow)]),
    );
    assert_eq!(share(&scored), (1, 4));
    assert_eq!(scored.overall.completeness, Some(100));
    assert_eq!(scored.overall.confidence, Some(25));
}

#[test]
fn not_applicable_scores_exactly_as_the_questionnaire_without_the_question() {
    let with = small(json!([0, 0.2, 1]), &[asked("a.x", 1), asked("a.y", 3), asked("b.z", 2)]);
    let without = small(json!([0, 0.2, 1]), &[asked("a.x", 1), asked("b.z", 2)]);
    let both = [("a.x", Choice::Level(1)), ("b.z", Choice::Level(2))];
    let mut left_out = both.to_vec();
    left_out.push(("a.y", not_applicable("we have none")));
    let first = score(&with, &answered(&with, &left_out)).overall;
    let second = score(&without, &answered(&without, &both)).overall;
    assert_eq!(first, second);
}

#[test]
fn not_applicable_without_a_reason_counts_as_unanswered() {
    let questionnaire = small(json!([0, 1]), &[asked("a.x", 1), asked("a.y", 1)]);
    let answers = [("a.x", Choice::Level(1)), ("a.y", not_applicable("  "))];
    let overall = score(&questionnaire, &answered(&questionnaire, &answers)).overall;
    assert_eq!(overall.completeness, Some(50));
}

#[test]
fn unanswered_counts_in_neither_sum_and_lowers_completeness() {
    let questionnaire = small(json!([0, 1]), &[asked("a.x", 1), asked("a.y", 3)]);
    let scored = score(&questionnaire, &answered(&questionnaire, &[("a.x", Choice::Level(1))]));
    assert_eq!(share(&scored), (1, 1));
    assert_eq!(scored.overall.completeness, Some(25));
    assert_eq!(scored.overall.withheld, [Withheld::Incomplete { needed: 80 }]);
    assert_eq!(band(&scored.overall), "none");
}

#[test]
fn a_band_is_named_from_exactly_eighty_percent_of_the_weight() {
    let questionnaire = small(json!([0, 1]), &[asked("a.x", 4), asked("a.y", 1)]);
    let at_80 = score(&questionnaire, &answered(&questionnaire, &[("a.x", Choice::Level(1))]));
    assert_eq!((at_80.overall.completeness, band(&at_80.overall)), (Some(80), "high"));
    // 79.99 % is below, though it would round to 80.
    let questionnaire = small(json!([0, 1]), &[asked("a.x", "999.9"), asked("a.y", 250)]);
    let below = score(&questionnaire, &answered(&questionnaire, &[("a.x", Choice::Level(1))]));
    assert_eq!((below.overall.completeness, band(&below.overall)), (Some(79), "none"));
}

#[test]
fn no_band_while_a_critical_question_is_unanswered() {
    let mut questions = [asked("a.x", 99), asked("a.y", 1)];
    questions[1].critical = true;
    let questionnaire = small(json!([0, 1]), &questions);
    let overall =
        score(&questionnaire, &answered(&questionnaire, &[("a.x", Choice::Level(1))])).overall;
    assert_eq!(overall.completeness, Some(99));
    let questions = vec!["a.y".into()];
    assert_eq!(overall.withheld, [Withheld::CriticalUnanswered { questions }]);
    assert_eq!(band(&overall), "none");
}

/// The real questionnaire at level 4 throughout, but for one critical question.
fn one_critical_at(questionnaire: &Questionnaire, choice: Choice) -> Overall {
    let mut assessment = all_at(questionnaire, 4);
    assessment.answer(questionnaire, "joining.confidentiality", Some(choice)).unwrap();
    score(questionnaire, &assessment).overall
}

#[test]
fn one_critical_gap_caps_a_good_score_and_both_numbers_are_kept() {
    let questionnaire = trade_secrets();
    for (choice, capped, band_name) in [
        (Choice::Level(0), "49", "early"),
        (Choice::DontKnow, "49", "early"),
        (Choice::Level(1), "74", "developing"),
        (Choice::Level(2), "99", "well-evidenced"),
    ] {
        let overall = one_critical_at(&questionnaire, choice.clone());
        assert_eq!((shown(&overall).as_str(), band(&overall)), (capped, band_name), "{choice:?}");
        assert_eq!(overall.is_capped(), capped != "99", "{choice:?}");
        assert!(overall.uncapped >= overall.shown);
    }
    let overall = one_critical_at(&questionnaire, Choice::Level(0));
    assert_eq!(overall.uncapped.map(|shown| shown.to_string()).as_deref(), Some("98"));
    assert_eq!(overall.caps[0].questions, ["joining.confidentiality".into()]);
}

#[test]
fn a_cap_that_lies_above_the_score_changes_nothing() {
    let questionnaire = trade_secrets();
    let overall = score(&questionnaire, &all_at(&questionnaire, 0)).overall;
    assert!(!overall.caps.is_empty());
    assert!(!overall.is_capped());
    assert_eq!(shown(&overall), "0");
}

#[test]
fn limits_and_bands_that_are_no_whole_numbers_hold_exactly() {
    let mut question = asked("a.x", 1);
    question.critical = true;
    let mut json = small_json(json!([0, 1, 2, 2.5]), &[question, asked("a.y", 3)]);
    json["display"] = json!({"unit": "level", "decimals": 2, "rounding": "down"});
    json["caps"] = json!([{"limit": "4/3", "atOrBelow": 0}]);
    json["bands"] = json!([
        {"id": "low", "from": 0, "name": "Low", "summary": "low"},
        {"id": "high", "from": "5/4", "name": "High", "summary": "high"},
        {"id": "top", "from": "3/2", "name": "Top", "summary": "top"},
    ]);
    let questionnaire = read(&json);
    for (x, y, number, name, thousandths) in [
        // 3 × 2.5 ÷ 4 is 1.875, held at 4/3.
        (0, 3, "1.33", "high", 532),
        // 5 ÷ 4 is the limit of the band itself.
        (2, 1, "1.25", "high", 500),
        (1, 1, "1.00", "low", 400),
        (1, 2, "1.75", "top", 700),
    ] {
        let answers = [("a.x", Choice::Level(x)), ("a.y", Choice::Level(y))];
        let firm = answered(&questionnaire, &answers);
        let overall = score(&questionnaire, &firm).overall;
        assert_eq!((shown(&overall).as_str(), band(&overall)), (number, name), "{x} {y}");
        let made = report(&questionnaire, &firm, today());
        assert_eq!(made.score.thousandths, thousandths, "{x} {y}");
    }
}

#[test]
fn neither_few_points_nor_many_missing_make_a_domain_the_weakest_but_the_smaller_share() {
    let questionnaire = small(json!([0, 1, 2, 4]), &[asked("a.x", 9), asked("b.y", 1)]);
    let weakest = |first, second| {
        let answers = [("a.x", Choice::Level(first)), ("b.y", Choice::Level(second))];
        score(&questionnaire, &answered(&questionnaire, &answers)).weakest_domain.unwrap()
    };
    // 9 of 36 against 2 of 4, then 18 of 36 against 1 of 4.
    assert_eq!(weakest(1, 2), "a".into());
    assert_eq!(weakest(2, 1), "b".into());
}

#[test]
fn the_lowest_cap_is_told_first_however_the_caps_are_declared() {
    let mut question = asked("a.x", 1);
    question.critical = true;
    let mut json = small_json(json!([0, 0.2, 0.5, 0.8, 1]), &[question, asked("a.y", 99)]);
    json["caps"] = json!([
        {"limit": 74, "atOrBelow": 1},
        {"limit": 49, "atOrBelow": 0, "dontKnow": true},
    ]);
    let questionnaire = read(&json);
    let answers = [("a.x", Choice::Level(0)), ("a.y", Choice::Level(4))];
    let overall = score(&questionnaire, &answered(&questionnaire, &answers)).overall;
    let limits: Vec<String> = overall.caps.iter().map(|cap| cap.limit.to_string()).collect();
    assert_eq!(limits, ["49", "74"]);
    assert_eq!(shown(&overall), "49");
}

#[test]
fn a_level_that_closes_the_gap_sets_off_no_cap_whatever_the_scale_of_the_question() {
    let mut question = asked("a.x", 1);
    question.critical = true;
    let mut json = small_json(json!([0, 0.2, 0.5, 0.8, 1]), &[question, asked("a.y", 99)]);
    json["caps"] = json!([{"limit": 74, "atOrBelow": 1}]);
    let own = &mut json["domains"][0]["questions"][0];
    own["scale"] = json!({"values": [0, 1], "target": 1});
    own["levels"] = json!(["no", "yes"]);
    own["nextSteps"] = json!(["do it"]);
    let questionnaire = read(&json);
    for (level, limits) in [(0, vec!["74"]), (1, vec![])] {
        let answers = [("a.x", Choice::Level(level)), ("a.y", Choice::Level(4))];
        let overall = score(&questionnaire, &answered(&questionnaire, &answers)).overall;
        let caps: Vec<String> = overall.caps.iter().map(|cap| cap.limit.to_string()).collect();
        assert_eq!(caps, limits, "level {level}");
    }
}

#[test]
fn each_lens_counts_its_questions_in_full() {
    let questionnaire = trade_secrets();
    let scored = score(&questionnaire, &all_at(&questionnaire, 3));
    for lens in &scored.lenses {
        let weights =
            questionnaire.questions().filter(|question| question.lenses.contains(&lens.id));
        let weight: u64 = weights.map(|question| question.weight.numerator()).sum();
        assert!(weight > 0, "{}", lens.id);
        assert_eq!(lens.tally.weight, weight * questionnaire.points_per_unit, "{}", lens.id);
        assert_eq!(lens.tally.percent(), Some(80), "{}", lens.id);
    }
}

#[test]
fn nothing_answered_is_no_score_rather_than_zero() {
    let questionnaire = trade_secrets();
    let overall = score(&questionnaire, &answered(&questionnaire, &[])).overall;
    assert_eq!(shown(&overall), "none");
    assert_eq!((overall.completeness, overall.confidence), (Some(0), None));
}

#[test]
fn the_weakest_domain_is_the_one_with_the_lowest_share() {
    let questionnaire =
        small(json!([0, 1]), &[asked("a.x", 5), asked("b.y", 1), asked("b.z", 2), asked("c.w", 1)]);
    let answers = [
        ("a.x", Choice::Level(1)),
        ("b.y", Choice::Level(1)),
        ("b.z", Choice::Level(0)),
        ("c.w", Choice::Level(1)),
    ];
    let scored = score(&questionnaire, &answered(&questionnaire, &answers));
    assert_eq!(scored.weakest_domain.map(|domain| domain.to_string()).as_deref(), Some("b"));
}

#[test]
fn a_domain_of_which_nothing_is_asked_has_no_score_and_one_without_answers_is_not_the_weakest() {
    let staff = json!({"profile": "staff", "is": "yes"});
    let questionnaire = small(
        json!([0, 1]),
        &[
            Asked { condition: staff, ..asked("a.x", 1) },
            asked("b.y", 1),
            asked("b.v", 1),
            asked("c.z", 1),
            asked("d.w", 1),
        ],
    );
    let levels = [("c.z", Choice::Level(1)), ("d.w", Choice::Level(1))];
    let mut assessment = answered(&questionnaire, &levels);
    assessment.set_profile(&questionnaire, "staff", vec!["no".to_owned()]).unwrap();
    let scored = score(&questionnaire, &assessment);
    let domains: Vec<_> =
        scored.domains.iter().map(|line| (line.id.as_str(), line.asked, line.answered)).collect();
    assert_eq!(domains, [("b", 2, 0), ("c", 1, 1), ("d", 1, 1)]);
    assert_eq!(scored.weakest_domain, Some("c".into()), "the first of equals that have answers");
}
