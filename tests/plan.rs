//! The order of the plan, and what each step says of itself.

mod support;

use reasonable_steps::assessment::{Choice, Decision, Status};
use reasonable_steps::report::{PlanGroup, PlanStep, report};
use reasonable_steps::score::score;
use serde_json::json;
use support::{Asked, answered, asked, small, today};

fn critical(id: &'static str, weight: i32) -> Asked {
    Asked { critical: true, ..asked(id, weight) }
}

fn quick(id: &'static str, weight: i32) -> Asked {
    Asked { effort: "s", ..asked(id, weight) }
}

/// The plan of these questions at these levels of the scale 0, 0.2, 0.5, 0.8, 1.
fn plan(questions: Vec<(Asked, Choice)>) -> Vec<PlanStep> {
    let answers: Vec<_> =
        questions.iter().map(|(asked, choice)| (asked.id, choice.clone())).collect();
    let questions: Vec<Asked> = questions.into_iter().map(|(asked, _)| asked).collect();
    let questionnaire = small(json!([0, 0.2, 0.5, 0.8, 1]), &questions);
    report(&questionnaire, &answered(&questionnaire, &answers), today()).plan
}

fn order(plan: &[PlanStep]) -> Vec<&str> {
    plan.iter().map(|step| step.question.as_str()).collect()
}

#[test]
fn open_critical_gaps_come_first_whatever_their_priority() {
    let plan = plan(vec![
        (quick("a.quick", 3), Choice::Level(0)),
        (critical("a.critical", 1), Choice::Level(2)),
    ]);
    assert_eq!(order(&plan), ["a.critical", "a.quick"]);
    assert_eq!(plan[0].priority, "0.50", "1 × 0.5 × 1.5 ÷ 1.5");
    assert_eq!(plan[1].priority, "3.00", "3 × 1 ÷ 1");
}

#[test]
fn quick_wins_are_of_little_effort_and_enough_weight() {
    let plan = plan(vec![
        (asked("a.month", 3), Choice::Level(0)),
        (quick("a.light", 1), Choice::Level(0)),
        (quick("a.quick", 2), Choice::Level(2)),
    ]);
    assert_eq!(order(&plan), ["a.quick", "a.month", "a.light"]);
    let groups: Vec<PlanGroup> = plan.iter().map(|step| step.group).collect();
    assert_eq!(groups, [PlanGroup::QuickWin, PlanGroup::Open, PlanGroup::Open]);
}

#[test]
fn within_a_group_the_higher_priority_goes_first_and_of_equals_the_one_asked_first() {
    let plan = plan(vec![
        (asked("a.first", 2), Choice::Level(1)),
        (asked("a.equal", 2), Choice::Level(1)),
        (asked("a.higher", 3), Choice::Level(1)),
        (asked("a.lower", 3), Choice::Level(2)),
    ]);
    assert_eq!(order(&plan), ["a.higher", "a.first", "a.equal", "a.lower"]);
    let priorities: Vec<&str> = plan.iter().map(|step| step.priority.as_str()).collect();
    assert_eq!(priorities, ["1.60", "1.06", "1.06", "1.00"]);
}

#[test]
fn a_gap_is_closed_at_the_target_and_the_step_to_the_top_comes_last() {
    let plan = plan(vec![
        (critical("a.good", 3), Choice::Level(3)),
        (asked("a.top", 3), Choice::Level(4)),
        (asked("a.open", 1), Choice::Level(2)),
    ]);
    assert_eq!(order(&plan), ["a.open", "a.good"], "the top level leaves no gap");
    assert_eq!(plan[1].group, PlanGroup::Improve);
    assert!(plan[0].open && !plan[1].open);
    assert_eq!(plan[1].next_step, "step 3", "the step from the level it is at");
}

#[test]
fn finding_out_what_nobody_knows_is_little_work() {
    let plan = plan(vec![
        (asked("a.open", 3), Choice::Level(0)),
        (asked("a.unknown", 2), Choice::DontKnow),
        (critical("a.critical", 1), Choice::DontKnow),
    ]);
    assert_eq!(order(&plan), ["a.critical", "a.unknown", "a.open"]);
    assert_eq!(plan[1].group, PlanGroup::QuickWin);
    assert_eq!((plan[1].level, plan[1].effort.as_str()), (None, "s"));
}

#[test]
fn only_what_holds_the_score_down_now_is_marked_so() {
    let mut json = support::small_json(
        json!([0, 0.2, 0.5, 0.8, 1]),
        &[critical("a.zero", 1), critical("a.one", 1), asked("a.rest", 98)],
    );
    json["caps"] =
        json!([{"limit": 49, "atOrBelow": 0, "dontKnow": true}, {"limit": 74, "atOrBelow": 1}]);
    let questionnaire = support::read(&json);
    let answers =
        [("a.zero", Choice::Level(0)), ("a.one", Choice::Level(1)), ("a.rest", Choice::Level(4))];
    let made = report(&questionnaire, &answered(&questionnaire, &answers), today());
    let holding: Vec<&str> = made
        .plan
        .iter()
        .filter(|step| step.caps_score)
        .map(|step| step.question.as_str())
        .collect();
    assert_eq!(holding, ["a.zero"]);
    assert_eq!(made.score.caps.len(), 2, "the next cap is told as well");
}

#[test]
fn what_takes_longest_comes_after_everything_else_that_is_open() {
    let mut json = support::small_json(
        json!([0, 0.2, 0.5, 0.8, 1]),
        &[Asked { effort: "l", ..asked("a.long", 3) }, asked("a.light", 1)],
    );
    json["efforts"] = json!([
        {"id": "s", "divisor": 1, "name": "a day"}, {"id": "m", "divisor": 1.5, "name": "a month"},
        {"id": "l", "divisor": 2, "name": "longer"}
    ]);
    let questionnaire = support::read(&json);
    let answers = [("a.long", Choice::Level(0)), ("a.light", Choice::Level(0))];
    let plan = report(&questionnaire, &answered(&questionnaire, &answers), today()).plan;
    assert_eq!(order(&plan), ["a.light", "a.long"]);
    assert_eq!(plan[1].group, PlanGroup::Later);
}

#[test]
fn the_score_after_a_step_is_that_of_an_assessment_where_it_and_all_before_are_done() {
    let questionnaire = support::trade_secrets();
    let text = include_str!("data/firms/machine-shop.steps.json");
    let firm = reasonable_steps::assessment::Assessment::from_json(text, &questionnaire).0.unwrap();
    let made = report(&questionnaire, &firm, today());
    let open = made.plan.iter().filter(|step| step.open);
    let mut done = firm.clone();
    let mut last = made.score.shown;
    for step in open {
        let question = questionnaire.question(step.question.as_str()).unwrap();
        let target = questionnaire.scale_of(question).target;
        done.answer(&questionnaire, step.question.as_str(), Some(Choice::Level(target))).unwrap();
        let expected = score(&questionnaire, &done).overall.shown;
        assert_eq!(step.after, expected, "{}", step.question);
        assert!(step.after >= last, "{}: a step done never lowers the score", step.question);
        last = step.after;
    }
    assert!(last > made.score.shown);
}

#[test]
fn a_step_that_is_put_off_stands_in_the_plan_and_not_in_the_forecast() {
    let questionnaire =
        small(json!([0, 0.2, 0.5, 0.8, 1]), &[asked("a.first", 3), asked("a.second", 1)]);
    let answers = [("a.first", Choice::Level(0)), ("a.second", Choice::Level(0))];
    let mut assessment = answered(&questionnaire, &answers);
    let reason = "the lease ends in May".to_owned();
    let decision = Decision { reason, ..Decision::new(Status::NotNow) };
    assessment.decisions.insert("a.first".into(), decision.clone());
    let plan = report(&questionnaire, &assessment, today()).plan;
    assert_eq!(order(&plan), ["a.first", "a.second"]);
    assert_eq!(plan[0].decision, Some(decision));
    assert_eq!(plan[0].after, None);
    assert_eq!(plan[1].after.unwrap().to_string(), "20", "0.8 of the 1 of 4 that it weighs");
}

#[test]
fn priorities_of_the_finest_numbers_are_compared_exactly() {
    let gap = |id, effort| Asked { effort, ..asked(id, 1000) };
    let mut json = support::small_json(
        json!([0, 500, 1000]),
        &[gap("a.coarse", "s"), gap("a.fine", "m"), asked("a.grain", "0.000001")],
    );
    json["rules"]["criticalFactor"] = json!("999999/999998");
    json["rules"]["quickWin"]["minWeight"] = json!(1000);
    for question in json["domains"][0]["questions"].as_array_mut().unwrap() {
        question["critical"] = json!(true);
    }
    json["efforts"] = json!([
        {"id": "s", "divisor": "999999/999998", "name": "a day"},
        {"id": "m", "divisor": "999998/999997", "name": "a month"},
    ]);
    let questionnaire = support::read(&json);
    let answers = ["a.coarse", "a.fine", "a.grain"].map(|id| (id, Choice::Level(0)));
    let plan = report(&questionnaire, &answered(&questionnaire, &answers), today()).plan;
    // 999999/999998 is the smaller of the two divisors, in the twelfth decimal.
    assert_eq!(order(&plan), ["a.coarse", "a.fine", "a.grain"]);
}
