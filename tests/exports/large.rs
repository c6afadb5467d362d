//! A questionnaire of 1,000 questions.

use reasonable_steps::export::Format;
use reasonable_steps::questionnaire::Questionnaire;

use crate::readers;
use crate::{FORMATS, make, page_of, synthetic};

#[test]
fn a_thousand_questions_are_in_every_file() {
    let (questionnaire, findings) =
        Questionnaire::from_json(&synthetic::thousand_questions().unwrap());
    let questionnaire = questionnaire.unwrap_or_else(|| panic!("{findings:#?}"));
    let page = page_of(&synthetic::thousand_answers(), &[], &questionnaire);
    assert_eq!(page.report.questions.len(), synthetic::DOMAINS * synthetic::QUESTIONS_EACH);
    for format in FORMATS {
        let bytes = make(format, &page);
        match format {
            Format::Csv => assert_eq!(readers::csv(&bytes).len(), 1001),
            Format::Xlsx => assert_eq!(readers::sheet(&bytes, "Answers").len(), 1001),
            _ => {
                let text = readers::text(format, &bytes);
                for domain in 1..=synthetic::DOMAINS {
                    assert!(text.contains(&format!("Area {domain}")), "{format:?}");
                }
            }
        }
    }
}
