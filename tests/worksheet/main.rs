//! A questionnaire on paper: it gives the engine's score by hand, keeps every text, and loads and
//! runs nothing.

#[path = "../support/mod.rs"]
mod support;

mod both_ways;
mod by_hand;
#[path = "../support/hostile.rs"]
mod hostile;
mod page;
mod tree;

use reasonable_steps::assessment::Mode;
use reasonable_steps::export::worksheet::{self, Paper};
use reasonable_steps::questionnaire::Questionnaire;
use reasonable_steps::text::{Catalogue, ENGLISH};

use by_hand::Worksheet;

fn catalogue() -> Catalogue {
    worksheet::catalogue(Catalogue::from_json(ENGLISH).0.unwrap())
}

fn page_of(questionnaire: &Questionnaire, mode: Mode) -> String {
    worksheet::make(questionnaire, mode, Paper::A4, &catalogue())
}

/// The worksheet, read as a person reads it.
fn worksheet_of(questionnaire: &Questionnaire, mode: Mode) -> Worksheet {
    Worksheet::read(&tree::read(&page_of(questionnaire, mode)))
}
