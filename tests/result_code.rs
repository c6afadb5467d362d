//! The result code: what it holds, that it comes back whole, and that slips are found where they are.

mod support;

use proptest::prelude::*;
use reasonable_steps::assessment::{
    Anonymous, Assessment, Choice, CodeError, Mode, ResultCode, State,
};
use reasonable_steps::questionnaire::Questionnaire;
use support::{all_at, answered, asked, not_applicable, root, small, trade_secrets};

fn firm(name: &str, questionnaire: &Questionnaire) -> Assessment {
    let file = root().join("tests/data/firms").join(format!("{name}.steps.json"));
    let (firm, findings) =
        Assessment::from_json(&std::fs::read_to_string(file).unwrap(), questionnaire);
    firm.unwrap_or_else(|| panic!("{findings:#?}"))
}

fn code(assessment: &Assessment, questionnaire: &Questionnaire, number: u32) -> ResultCode {
    ResultCode { number, result: Anonymous::of(questionnaire, assessment) }
}

#[test]
fn every_firm_comes_back_in_both_modes() {
    let questionnaire = trade_secrets();
    for name in ["food", "machine-shop", "software"] {
        for mode in [Mode::Express, Mode::Full] {
            let mut firm = firm(name, &questionnaire);
            firm.mode = mode;
            let code = code(&firm, &questionnaire, 0xA_BCDE);
            let text = code.to_text(&questionnaire);
            let read = ResultCode::from_text(&text, &questionnaire).unwrap();
            assert_eq!(read, code, "{name}");
            assert_eq!(
                reasonable_steps::score::score_states(&questionnaire, &read.result.states),
                reasonable_steps::score::score(&questionnaire, &firm),
                "{name}"
            );
        }
    }
}

#[test]
fn express_fits_nine_groups_and_full_seventeen() {
    let questionnaire = trade_secrets();
    for firm in [all_at(&questionnaire, 4), firm("food", &questionnaire)] {
        for (mode, groups) in [(Mode::Express, 9), (Mode::Full, 17)] {
            let code = code(&Assessment { mode, ..firm.clone() }, &questionnaire, 0);
            let text = code.to_text(&questionnaire);
            assert_eq!(text.split('-').count(), groups, "{text}");
            assert!(text.split('-').all(|group| group.len() == 5), "{text}");
            assert_eq!(ResultCode::from_text(&text, &questionnaire), Ok(code));
        }
    }
}

#[test]
fn code_is_read_however_it_is_typed() {
    let questionnaire = trade_secrets();
    let code = code(&firm("food", &questionnaire), &questionnaire, 77);
    let text = code.to_text(&questionnaire);
    let typed = [
        text.to_lowercase(),
        text.replace('-', ""),
        text.replace('-', " "),
        text.replace('-', "\n"),
        text.replace('0', "o").replace('1', "l"),
        format!("  {}\n", text.replace('-', " – ")),
    ];
    for typed in typed {
        assert_eq!(ResultCode::from_text(&typed, &questionnaire).as_ref(), Ok(&code), "{typed}");
    }
}

#[test]
fn words_and_hidden_answers_stay_behind() {
    let mut gone = asked("a.gone", 1);
    gone.condition = serde_json::json!({"profile": "staff", "is": "yes"});
    let questionnaire = small(serde_json::json!([0, 0.5, 1]), &[asked("a.one", 1), gone]);
    let mut firm = all_at(&questionnaire, 2);
    firm.set_profile(&questionnaire, "staff", vec!["no".to_owned()]).unwrap();
    firm.answer(&questionnaire, "a.one", Some(not_applicable("our secret recipe"))).unwrap();
    firm.title = "Tea Room Ltd".to_owned();
    let result = Anonymous::of(&questionnaire, &firm);
    assert_eq!(result.states, [State::NotApplicable, State::NotAsked]);
    // The answer that does not count is not in the code: without it the code is the same.
    let mut other = firm.clone();
    other.answer(&questionnaire, "a.gone", None).unwrap();
    other.answer(&questionnaire, "a.one", Some(not_applicable("another reason"))).unwrap();
    other.title = String::new();
    assert_eq!(
        code(&firm, &questionnaire, 5).to_text(&questionnaire),
        code(&other, &questionnaire, 5).to_text(&questionnaire)
    );
}

#[test]
fn every_single_slip_and_swap_is_found_in_its_group() {
    let questionnaire = trade_secrets();
    let text =
        code(&firm("software", &questionnaire), &questionnaire, 123_456).to_text(&questionnaire);
    let letters: Vec<char> = text.chars().collect();
    let mut tried = 0;
    for (at, own) in letters.iter().enumerate().filter(|(_, letter)| **letter != '-') {
        let group = at / 6 + 1;
        for other in "0123456789ABCDEFGHJKMNPQRSTVWXYZ".chars().filter(|other| other != own) {
            let mut slip = letters.clone();
            slip[at] = other;
            let slip: String = slip.into_iter().collect();
            let found = ResultCode::from_text(&slip, &questionnaire);
            assert_eq!(found, Err(CodeError::Group { group }), "{slip}");
            tried += 1;
        }
        let next = letters.get(at + 1).filter(|next| **next != '-' && *next != own);
        if next.is_some() {
            let mut swapped = letters.clone();
            swapped.swap(at, at + 1);
            let swapped: String = swapped.into_iter().collect();
            let found = ResultCode::from_text(&swapped, &questionnaire);
            assert_eq!(found, Err(CodeError::Group { group }), "{swapped}");
        }
    }
    assert!(tried > 1000);
    let mut groups: Vec<&str> = text.split('-').collect();
    groups.swap(1, 2);
    let found = ResultCode::from_text(&groups.join("-"), &questionnaire);
    assert_eq!(found, Err(CodeError::Group { group: 2 }));
}

#[test]
fn other_mistakes_say_what_they_are() {
    let questionnaire = trade_secrets();
    let code = code(&firm("food", &questionnaire), &questionnaire, 1);
    let text = code.to_text(&questionnaire);
    let read = |text: &str| ResultCode::from_text(text, &questionnaire).unwrap_err();
    assert_eq!(read(" - "), CodeError::Blank);
    assert_eq!(
        read(&text[..text.len() - 1]),
        CodeError::GroupLength { group: text.split('-').count(), found: 4 }
    );
    let (cut, _) = text.rsplit_once('-').unwrap();
    let needed = text.split('-').count();
    assert_eq!(read(cut), CodeError::Groups { found: needed - 1, needed });
    assert_eq!(read(&text.replacen('-', "-U", 1)), CodeError::Letter { group: 2, letter: 'U' });
    assert_eq!(read(&"A".repeat(200_000)), CodeError::TooLong);

    let mut version = questionnaire.clone();
    version.fingerprint = "0000".repeat(16).into();
    assert_eq!(ResultCode::from_text(&text, &version), Err(CodeError::OtherVersion));
    let tiny = small(serde_json::json!([0, 1]), &[asked("a.one", 1)]);
    assert_eq!(ResultCode::from_text(&text, &tiny), Err(CodeError::OtherQuestionnaire));
    assert!(read(&text[..5]).to_string().contains("hint: "));
}

#[test]
fn each_mistake_has_a_word_of_its_own() {
    let questionnaire = trade_secrets();
    let text = code(&firm("food", &questionnaire), &questionnaire, 1).to_text(&questionnaire);
    let word = |text: &str| ResultCode::from_text(text, &questionnaire).unwrap_err().code();
    assert_eq!(word(""), "code-blank");
    assert_eq!(word(&text.replacen('-', "-U", 1)), "code-letter");
    assert_eq!(word(&"A".repeat(200_000)), "code-too-long");
    assert_eq!(CodeError::OtherQuestionnaire.code(), "code-other-questionnaire");
    assert_eq!(CodeError::OtherVersion.code(), "code-other-version");
}

/// The form of a code is for ever: somebody may have it on paper.
#[test]
fn a_code_is_written_today_as_it_was_at_first() {
    let ids = ["a.one", "a.two", "a.three", "a.four", "a.five", "a.six", "a.seven", "a.eight"];
    let questionnaire =
        small(serde_json::json!([0, 0.2, 0.5, 0.8, 1]), &ids.map(|id| asked(id, 1)));
    let mut firm = all_at(&questionnaire, 4);
    firm.set_profile(&questionnaire, "staff", vec!["no".to_owned()]).unwrap();
    firm.set_profile(&questionnaire, "tools", vec!["cloud".to_owned()]).unwrap();
    firm.answer(&questionnaire, "a.two", Some(Choice::DontKnow)).unwrap();
    firm.answer(&questionnaire, "a.three", Some(not_applicable("none"))).unwrap();
    firm.answer(&questionnaire, "a.four", None).unwrap();
    firm.answer(&questionnaire, "a.five", Some(Choice::Level(0))).unwrap();
    let code = code(&firm, &questionnaire, 0x5_A5A5);
    assert_eq!(code.to_text(&questionnaire), "30F6V-52PJ1-TBVS3-87ZWH-4X1Z7");
    assert_eq!(ResultCode::from_text("30F6V-52PJ1-TBVS3-87ZWH-4X1Z7", &questionnaire), Ok(code));
    // As long as a code may be, and no letter longer.
    let long = |letters: usize| ResultCode::from_text(&"A".repeat(letters), &questionnaire);
    assert_ne!(long(100_000), Err(CodeError::TooLong));
    assert_eq!(long(100_001), Err(CodeError::TooLong));
}

#[test]
fn what_no_firm_can_answer_is_told_with_its_question() {
    // Three levels and four take three bits each, so that a code of one can be read as the other's.
    let wide = small(serde_json::json!([0, 0.5, 0.7, 1]), &[asked("a.one", 1)]);
    let wrong = |narrow: &Questionnaire, choice: Choice| {
        let text = code(&answered(&wide, &[("a.one", choice)]), &wide, 9).to_text(&wide);
        assert!(ResultCode::from_text(&text, &wide).is_ok());
        ResultCode::from_text(&text, narrow)
    };
    let content = Err(CodeError::Content { question: "a.one".to_owned() });

    let mut narrow = wide.clone();
    narrow.scale.values.pop();
    assert_eq!(wrong(&narrow, Choice::Level(3)), content);
    assert!(wrong(&narrow, Choice::Level(2)).is_ok());

    let mut narrow = wide.clone();
    narrow.domains[0].questions[0].not_applicable = false;
    assert_eq!(wrong(&narrow, not_applicable("no visitors")), content);
    assert!(wrong(&narrow, Choice::DontKnow).is_ok());
}

#[test]
fn codes_of_every_length_come_back() {
    const IDS: [&str; 16] = [
        "a.a", "a.b", "a.c", "a.d", "a.e", "a.f", "a.g", "a.h", "a.i", "a.j", "a.k", "a.l", "a.m",
        "a.n", "a.o", "a.p",
    ];
    // Three and four bits a question, so that the last group is full, short and just begun.
    for values in
        [serde_json::json!([0, 1]), serde_json::json!([0, 0.1, 0.2, 0.3, 0.5, 0.6, 0.8, 1])]
    {
        for count in 1..=IDS.len() {
            let questions: Vec<_> = IDS[..count].iter().map(|id| asked(id, 1)).collect();
            let questionnaire = small(values.clone(), &questions);
            let code = code(&all_at(&questionnaire, 1), &questionnaire, 9);
            let text = code.to_text(&questionnaire);
            assert_eq!(ResultCode::from_text(&text, &questionnaire), Ok(code), "{count}: {text}");
        }
    }
}

#[test]
fn a_result_knows_which_option_holds() {
    let questionnaire = small(serde_json::json!([0, 1]), &[asked("a.one", 1)]);
    let mut firm = all_at(&questionnaire, 1);
    firm.set_profile(&questionnaire, "staff", vec!["yes".to_owned()]).unwrap();
    let result = Anonymous::of(&questionnaire, &firm);
    assert_eq!(result.holds(&"staff".into(), "yes"), Some(true));
    assert_eq!(result.holds(&"staff".into(), "no"), Some(false));
    assert_eq!(result.holds(&"tools".into(), "ai"), None, "not answered");
}

proptest! {
    #[test]
    fn whatever_is_typed_is_read_or_refused(text in "[0-9A-Za-z \\-]{0,120}|.{0,60}") {
        let questionnaire = small(serde_json::json!([0, 1]), &[asked("a.one", 1)]);
        if let Ok(code) = ResultCode::from_text(&text, &questionnaire) {
            let again = ResultCode::from_text(&code.to_text(&questionnaire), &questionnaire);
            prop_assert_eq!(again, Ok(code));
        }
    }

    #[test]
    fn two_slips_never_pass_unseen(first in 0_usize..30, second in 0_usize..30, a in 0_usize..32, b in 0_usize..32) {
        let questionnaire = trade_secrets();
        let mut firm = all_at(&questionnaire, 3);
        firm.mode = Mode::Express;
        let text = code(&firm, &questionnaire, 9).to_text(&questionnaire);
        let mut letters: Vec<char> = text.chars().filter(|letter| *letter != '-').collect();
        let alphabet: Vec<char> = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".chars().collect();
        letters[first] = alphabet[a];
        letters[second] = alphabet[b];
        let changed: String = letters.iter().collect();
        let read = ResultCode::from_text(&changed, &questionnaire);
        prop_assert_eq!(read.is_ok(), changed == text.replace('-', ""));
    }
}
