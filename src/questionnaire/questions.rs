//! All questions of a questionnaire in one walk.

use std::slice::Iter;

use super::model::{Domain, Question, Questionnaire};

impl Questionnaire {
    /// All questions in the order they are asked.
    pub fn questions(&self) -> impl Iterator<Item = &Question> {
        Questions { domains: self.domains.iter(), questions: [].iter() }
    }
}

/// Walks through the questions of each domain in turn. A type of its own, for the standard
/// library's `flat_map` is compiled anew for each of the many uses.
struct Questions<'q> {
    domains: Iter<'q, Domain>,
    questions: Iter<'q, Question>,
}

impl<'q> Iterator for Questions<'q> {
    type Item = &'q Question;

    #[inline(never)]
    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(question) = self.questions.next() {
                return Some(question);
            }
            self.questions = self.domains.next()?.questions.iter();
        }
    }
}
