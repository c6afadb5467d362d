//! Makes the page where the visitor is.

use super::screen::{
    Body, CardPage, CardPart, Count, DomainPage, ModeOffer, ProfileItem, ProfilePage, Progress,
    QuestionItem, RailItem, ReportPage, ReviewItem, ReviewPage, Screen, StartPage,
};
use super::{Interview, Place};
use crate::assessment::{Choice, Mode, State, holds, states, states_in};
use crate::date::Date;
use crate::questionnaire::{Card, CardId, DomainId, Question, QuestionId, length};
use crate::report::{report_since, sources};
use crate::score::{Overall, score_states};

impl Interview {
    /// The page where the visitor is.
    #[must_use]
    pub fn screen(&self, today: Date) -> Screen<'_> {
        let states = states(&self.questionnaire, &self.assessment);
        let progress = self.progress(&states);
        let body = match &self.place {
            Place::Start => Body::Start(self.start_page()),
            Place::Profile => Body::Profile(self.profile_page(&states)),
            Place::Domain(id) => match self.domain_page(id, &states, &progress) {
                Some(page) => Body::Domain(page),
                None => Body::Review(self.review_page(&states)),
            },
            Place::Review => Body::Review(self.review_page(&states)),
            Place::Card(id) => match self.questionnaire.card(id.as_str()) {
                Some(card) => Body::Card(self.card_page(card, &states)),
                None => Body::Start(self.start_page()),
            },
            Place::Report | Place::Present => Body::Report(Box::new(ReportPage {
                report: report_since(&self.questionnaire, &self.assessment, &self.earlier, today),
                bands: self.questionnaire.bands.len(),
                cards: self.cards(),
                present: self.place == Place::Present,
                look: self.look.clone(),
            })),
        };
        Screen {
            place: self.place.clone(),
            notice: self.notice.as_ref(),
            can_undo: self.can_undo(),
            memory: self.memory,
            shares_score: self.shares_score,
            progress,
            target: self.target.as_ref(),
            has_answers: !self.is_empty(),
            body,
        }
    }

    fn cards(&self) -> Vec<(CardId, String)> {
        let mut cards = Vec::new();
        for card in &self.questionnaire.cards {
            cards.push((card.id.clone(), card.title.clone()));
        }
        cards
    }

    fn progress(&self, states: &[State]) -> Progress<'_> {
        let mut remaining = states.iter();
        let mut domains = Vec::new();
        for domain in &self.questionnaire.domains {
            let (mut asked, mut answered) = (0, 0);
            for state in remaining.by_ref().take(domain.questions.len()) {
                asked += usize::from(*state != State::NotAsked);
                answered += usize::from(!matches!(state, State::NotAsked | State::Unanswered));
            }
            if asked > 0 {
                let current = self.place == Place::Domain(domain.id.clone());
                let (id, title) = (&domain.id, domain.title.as_str());
                domains.push(RailItem { id, title, answered, asked, current });
            }
        }
        let (mut asked, mut answered) = (0, 0);
        for item in &domains {
            asked += item.asked;
            answered += item.answered;
        }
        let percent = (answered * 100).checked_div(asked).unwrap_or(0);
        Progress { answered, asked, percent, profile: !self.profile_asked().is_empty(), domains }
    }

    fn start_page(&self) -> StartPage<'_> {
        let has_express = self.questionnaire.has_express();
        let mut chosen = Count { questions: 0, domains: 0, minutes: 0 };
        let mut modes = Vec::new();
        for mode in [Mode::Express, Mode::Full] {
            let count = self.count(&states_in(&self.questionnaire, &self.assessment, mode));
            let is_chosen = mode == self.assessment.mode;
            if is_chosen {
                chosen = count;
            }
            if has_express {
                modes.push(ModeOffer { mode, count, chosen: is_chosen });
            }
        }
        let mut cards = Vec::new();
        for card in &self.questionnaire.cards {
            cards.push((&card.id, card.title.as_str()));
        }
        StartPage {
            questionnaire: &self.questionnaire,
            count: chosen,
            modes,
            cards,
            next: self.neighbours().1,
        }
    }

    fn count(&self, states: &[State]) -> Count {
        let mut asked = Vec::new();
        for (question, state) in self.questionnaire.questions().zip(states) {
            if *state != State::NotAsked {
                asked.push(question);
            }
        }
        Count {
            questions: asked.len(),
            domains: self.progress(states).domains.len(),
            minutes: length::minutes(asked.into_iter()),
        }
    }

    fn profile_page(&self, states: &[State]) -> ProfilePage<'_> {
        let asked = self.profile_asked();
        let mut questions = Vec::new();
        for question in &self.questionnaire.profile {
            if asked.contains(&&question.id) {
                let chosen = self.assessment.profile.get(&question.id).map(Vec::as_slice);
                questions.push(ProfileItem { question, chosen });
            }
        }
        let (previous, next) = self.neighbours();
        ProfilePage {
            title: &self.assessment.title,
            questions,
            count: self.count(states),
            set_aside: self.set_aside.len(),
            next_title: self.title_of(&next),
            previous,
            next,
        }
    }

    fn title_of(&self, place: &Place) -> Option<&str> {
        match place {
            Place::Domain(id) => {
                self.questionnaire.domain(id.as_str()).map(|domain| domain.title.as_str())
            }
            _ => None,
        }
    }

    fn domain_page(
        &self,
        id: &DomainId,
        states: &[State],
        progress: &Progress<'_>,
    ) -> Option<DomainPage<'_>> {
        let domain = self.questionnaire.domain(id.as_str())?;
        let number = progress.domains.iter().position(|item| item.id == id)? + 1;
        let mut first = 0;
        for before in self.questionnaire.domains.iter().take_while(|other| other.id != *id) {
            first += before.questions.len();
        }
        let mut questions = Vec::new();
        for (question, state) in domain.questions.iter().zip(states.get(first..)?) {
            questions.push(self.question_item(question, *state));
        }
        let (previous, next) = self.neighbours();
        Some(DomainPage {
            domain,
            question_stem: &self.questionnaire.question_stem,
            number,
            of: progress.domains.len(),
            questions,
            next_title: self.title_of(&next),
            previous,
            next,
        })
    }

    fn question_item<'a>(&'a self, question: &'a Question, state: State) -> QuestionItem<'a> {
        let answer = self.assessment.answers.get(&question.id);
        let mut sources = Vec::new();
        for citation in &question.sources {
            if let Some(source) = self.questionnaire.source(&citation.source) {
                let (title, url) = (source.title.as_str(), source.url.as_deref());
                sources.push((title, citation.locator.as_str(), url));
            }
        }
        QuestionItem {
            question,
            asked: state != State::NotAsked,
            choice: answer.and_then(|answer| answer.choice.as_ref()),
            note: answer.map_or("", |answer| &answer.note),
            evidence: answer.map_or("", |answer| &answer.evidence),
            returned: self.returned.contains(&question.id),
            offered: self.offer.as_ref() == Some(&question.id),
            examples: self.examples().filter(|_| question.examples),
            sources,
        }
    }

    fn review_page(&self, states: &[State]) -> ReviewPage<'_> {
        let overall: Overall = score_states(&self.questionnaire, states).overall;
        let domains = &self.questionnaire.domains;
        let items = domains.iter().flat_map(|domain| {
            domain.questions.iter().map(|question| ReviewItem { question, domain: &domain.title })
        });
        let (mut unanswered, mut reason_missing, mut dont_know) = (vec![], vec![], vec![]);
        for (item, state) in items.zip(states) {
            let choice = self.assessment.answers.get(&item.question.id).map(|a| &a.choice);
            match (state, choice) {
                (State::Unanswered, Some(Some(Choice::NotApplicable { .. }))) => {
                    reason_missing.push(item);
                }
                (State::Unanswered, _) => unanswered.push(item),
                (State::DontKnow, _) => dont_know.push(item),
                _ => {}
            }
        }
        ReviewPage {
            unanswered,
            reason_missing,
            dont_know,
            completeness: overall.completeness.unwrap_or(0),
            needed: self.questionnaire.rules.min_completeness,
            complete_enough: overall.withheld.is_empty(),
            any: overall.uncapped.is_some(),
            previous: self.neighbours().0,
        }
    }

    /// The examples of the firm's field; those for everybody else while the field is not known.
    fn examples(&self) -> Option<&str> {
        let examples = &self.questionnaire.examples;
        let named = examples.iter().find(|example| {
            let condition = example.condition.as_ref();
            condition.is_some_and(|rule| holds(rule, &self.assessment) == Some(true))
        });
        let example = named.or_else(|| examples.iter().find(|e| e.condition.is_none()))?;
        Some(&example.text)
    }

    fn card_page<'a>(&'a self, card: &'a Card, states: &[State]) -> CardPage<'a> {
        let open = |id: &QuestionId| {
            let mut pairs = self.questionnaire.questions().zip(states);
            pairs.find(|(question, _)| question.id == *id).is_some_and(|(question, state)| {
                match state {
                    State::Level(level) => *level < self.questionnaire.scale_of(question).target,
                    State::DontKnow => true,
                    _ => false,
                }
            })
        };
        let mut parts = Vec::new();
        for section in &card.sections {
            let mut gaps = Vec::new();
            for gap in &card.gaps {
                if gap.section == section.id && open(&gap.question) {
                    gaps.push(gap.text.as_str());
                }
            }
            parts.push(CardPart { section, gaps });
        }
        CardPage { card, parts, sources: sources(&self.questionnaire, &card.sources) }
    }
}
