//! Which page comes when, and what is on it.

use super::screen::{
    Body, DecisionLine, FilesPage, FinishPage, OverviewPage, PersonLine, ProfilePage, QuestionPage,
    RestPage, Screen, Step, StepName,
};
use super::{Place, Said, Team, lowest};
use crate::assessment::combine::{Compared, Counts, FEWEST_PEOPLE, Kind, MOST_PEOPLE};
use crate::assessment::{State, states};
use crate::date::Date;
use crate::questionnaire::QuestionId;
use crate::text::Catalogue;

impl Team {
    /// The page as it is now. Day and texts tell whether what comes out on the last page can be saved.
    #[must_use]
    pub fn screen(&self, today: Date, catalogue: &Catalogue) -> Screen<'_> {
        let lines = self.combination.compare();
        let steps = self.steps(&lines);
        let body = match &self.place {
            Place::Files => Body::Files(self.files_page()),
            Place::Overview => Body::Overview(self.overview_page(&lines)),
            Place::Profile => Body::Profile(self.profile_page()),
            Place::Question(id) => match self.question_page(id, &lines) {
                Some(page) => Body::Question(Box::new(page)),
                None => Body::Overview(self.overview_page(&lines)),
            },
            Place::Rest => Body::Rest(self.rest_page(lines)),
            Place::Finish => Body::Finish(self.finish_page(&lines, today, catalogue)),
        };
        Screen { place: self.place.clone(), steps, said: &self.said, body }
    }

    /// Facts about the firm on which people differ, and nobody settled.
    pub(super) fn open_facts(&self) -> usize {
        self.combination.compare_profile().iter().filter(|line| line.is_open()).count()
    }

    fn has_facts(&self) -> bool {
        self.combination.compare_profile().iter().any(|line| line.is_conflict)
    }

    pub(super) fn is_enough(&self) -> bool {
        self.combination.people().len() >= FEWEST_PEOPLE
    }

    /// The conflict to look at first: one that is open, else any.
    pub(super) fn first_conflict(&self) -> Option<QuestionId> {
        let lines = self.combination.compare();
        let mut conflicts = lines.iter().filter(|line| line.kind == Kind::Conflict);
        let open = lines.iter().find(|line| line.is_open());
        open.or_else(|| conflicts.next()).map(|line| line.question.id.clone())
    }

    /// Goes to a page, if there is one and what comes before it is done.
    pub(super) fn go(&mut self, place: Place) {
        self.said.clear();
        if !matches!(place, Place::Files) && !self.is_enough() {
            self.said.push(Said::TooFew);
            self.place = Place::Files;
            return;
        }
        let is_late = matches!(place, Place::Question(_) | Place::Rest | Place::Finish);
        if is_late && self.open_facts() > 0 {
            self.said.push(Said::ProfileFirst);
            self.place = Place::Profile;
            return;
        }
        if let Place::Question(id) = &place {
            let lines = self.combination.compare();
            if lines.iter().all(|line| line.question.id != *id) {
                return;
            }
        }
        if place == Place::Profile && !self.has_facts() {
            return;
        }
        self.place = place;
    }

    /// One page on or back.
    pub(super) fn step(&mut self, on: bool) {
        let lines = self.combination.compare();
        let mut walk = vec![Place::Files, Place::Overview];
        if self.has_facts() {
            walk.push(Place::Profile);
        }
        for line in lines.iter().filter(|line| line.kind == Kind::Conflict) {
            walk.push(Place::Question(line.question.id.clone()));
        }
        walk.push(Place::Rest);
        walk.push(Place::Finish);
        let here = walk.iter().position(|place| *place == self.place);
        let to = match here {
            Some(here) if on => here + 1,
            Some(here) => here.saturating_sub(1),
            // From a question that is no conflict, back to the list from which it was opened.
            None => walk.len() - 2,
        };
        if let Some(place) = walk.into_iter().nth(to) {
            self.go(place);
        }
    }

    fn steps(&self, lines: &[Compared<'_>]) -> Vec<Step> {
        let (enough, open_facts) = (self.is_enough(), self.open_facts());
        let counts = Counts::of(lines.iter());
        let settled = enough && open_facts == 0;
        let step = |name, current, can_go, open| Step { name, current, can_go, open };
        let here = &self.place;
        let mut steps = vec![
            step(StepName::Files, *here == Place::Files, true, None),
            step(StepName::Overview, *here == Place::Overview, enough, None),
        ];
        if self.has_facts() {
            let current = *here == Place::Profile;
            steps.push(step(StepName::Profile, current, enough, Some(open_facts)));
        }
        let conflict = |id: &QuestionId| {
            lines.iter().any(|line| line.question.id == *id && line.kind == Kind::Conflict)
        };
        let current = matches!(here, Place::Question(id) if conflict(id));
        let can_go = settled && counts.conflict > 0;
        steps.push(step(StepName::Conflicts, current, can_go, Some(counts.open)));
        let current = *here == Place::Rest || matches!(here, Place::Question(id) if !conflict(id));
        steps.push(step(StepName::Rest, current, settled, None));
        steps.push(step(StepName::Finish, *here == Place::Finish, settled, None));
        steps
    }

    fn files_page(&self) -> FilesPage<'_> {
        let questionnaire = self.combination.questionnaire();
        let mut people = Vec::new();
        for (person, name) in self.combination.people().iter().zip(self.combination.names()) {
            let assessment = person.assessment();
            let (mut asked, mut answered) = (0, 0);
            for state in states(questionnaire, assessment) {
                asked += usize::from(state != State::NotAsked);
                answered += usize::from(!matches!(state, State::NotAsked | State::Unanswered));
            }
            let (file, date) = (person.file(), assessment.date.as_str());
            people.push(PersonLine { name, file, date, mode: assessment.mode, answered, asked });
        }
        FilesPage {
            questionnaire,
            enough: self.is_enough(),
            room: people.len() < MOST_PEOPLE,
            people,
            mode: self.combination.mode(),
        }
    }

    fn overview_page<'t>(&'t self, lines: &[Compared<'t>]) -> OverviewPage<'t> {
        OverviewPage {
            people: self.combination.people().len(),
            domains: self.combination.by_domain(lines),
            total: Counts::of(lines.iter()),
            open_facts: self.open_facts(),
        }
    }

    fn profile_page(&self) -> ProfilePage<'_> {
        let mut facts = self.combination.compare_profile();
        facts.retain(|line| line.is_conflict);
        ProfilePage {
            names: self.combination.names(),
            open: facts.iter().filter(|line| line.is_open()).count(),
            facts,
            renewed: self.renewed,
        }
    }

    fn question_page<'t>(
        &'t self,
        id: &QuestionId,
        lines: &[Compared<'t>],
    ) -> Option<QuestionPage<'t>> {
        let line = lines.iter().find(|line| line.question.id == *id)?.clone();
        let conflicts: Vec<_> = lines.iter().filter(|line| line.kind == Kind::Conflict).collect();
        let at = conflicts.iter().position(|line| line.question.id == *id);
        let mut notes = Vec::new();
        for person in self.combination.people() {
            let answer = person.assessment().answers.get(id);
            notes.push(answer.map_or("", |answer| answer.note.as_str()));
        }
        Some(QuestionPage {
            names: self.combination.names(),
            notes,
            number: at.map(|at| (at + 1, conflicts.len())),
            proposed: lowest(line.kind, &line.voices),
            settlement: line.settlement,
            another: at.is_some_and(|at| at + 1 < conflicts.len()),
            line,
            renewed: self.renewed,
        })
    }

    fn rest_page<'t>(&'t self, lines: Vec<Compared<'t>>) -> RestPage<'t> {
        let names = self.combination.names();
        let (mut near, mut blind_spots, mut agreements) = (Vec::new(), Vec::new(), Vec::new());
        for line in lines {
            match line.kind {
                Kind::Near { .. } => near.push(line),
                Kind::BlindSpot => blind_spots.push(line),
                Kind::Agreement => agreements.push(line),
                Kind::Conflict => {}
            }
        }
        let mut decisions = Vec::new();
        for conflict in self.combination.decision_conflicts() {
            let id = conflict.question;
            let name = |at: usize| names.get(at).cloned().unwrap_or_default();
            decisions.push(DecisionLine {
                id,
                question: self.combination.questionnaire().question(id.as_str()),
                decisions: conflict.decisions.into_iter().map(|(at, d)| (name(at), d)).collect(),
            });
        }
        RestPage { names, near, blind_spots, agreements, decisions }
    }

    fn finish_page<'t>(
        &'t self,
        lines: &[Compared<'t>],
        today: Date,
        catalogue: &Catalogue,
    ) -> FinishPage<'t> {
        let total = Counts::of(lines.iter());
        let open = lines.iter().filter(|line| line.is_open()).map(|line| line.question).collect();
        FinishPage {
            people: self.combination.people().len(),
            title: self.combination.title(),
            total,
            settled: total.conflict - total.open,
            open,
            decisions: self.combination.decision_conflicts().len(),
            too_large: self.finish(today, catalogue).err().map(|error| error.to_string()),
        }
    }
}
