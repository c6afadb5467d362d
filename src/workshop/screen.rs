//! A page as data, and the way through the pages.

use super::{
    EndPage, FiguresPage, GroupPage, HandsPage, ListPage, LobbyPage, Place, Said, Workshop,
};
use crate::assessment::Mode;
use crate::cohort::gate::Attendance;
use crate::cohort::hands::asked_by_hand;
use crate::questionnaire::Questionnaire;

/// A page.
#[derive(Clone, Debug)]
pub struct Screen<'a> {
    /// Which.
    pub place: Place,
    /// The questionnaire that is answered.
    pub questionnaire: &'a Questionnaire,
    /// Who is in the room, and who in its figures.
    pub attendance: Attendance,
    /// What is said after the last action.
    pub said: Option<&'a Said>,
    /// The pages of the walk, each with its title; `None` where the page's own name is its title.
    pub walk: Vec<(Place, Option<&'a str>)>,
    /// Where in the walk this is, from 0.
    pub at: usize,
    /// What is on it.
    pub body: Body<'a>,
}

/// What is on a page.
#[derive(Clone, Debug)]
pub enum Body<'a> {
    /// Where results come in.
    Lobby(LobbyPage<'a>),
    /// What a show of hands is.
    Group(GroupPage),
    /// A question to raise hands for.
    Hands(HandsPage<'a>),
    /// How many, and how they stand.
    Summary(FiguresPage<'a>),
    /// A domain.
    Domain(FiguresPage<'a>),
    /// Questions in an order.
    List(ListPage),
    /// What can be taken along.
    End(EndPage),
}

impl Workshop {
    /// The pages in their order. A show of hands is among them where it is all there is, or where the trainer is.
    pub(super) fn walk(&self) -> Vec<Place> {
        let mut walk = vec![Place::Lobby];
        let is_within = matches!(self.place, Place::Group | Place::Hands(_));
        let has_results = self.room.attendance().present > 0;
        if is_within || (!has_results && !self.room.hands.is_empty()) {
            walk.push(Place::Group);
            for at in asked_by_hand(&self.questionnaire, self.mode_by_hand()) {
                if let Some(question) = self.questionnaire.questions().nth(at) {
                    walk.push(Place::Hands(question.id.clone()));
                }
            }
        }
        walk.push(Place::Summary);
        // An area of which this room is asked nothing has no figure to wait for.
        let in_mode = self.room.mode().unwrap_or(Mode::Full).filter(&self.questionnaire);
        for domain in &self.questionnaire.domains {
            let place = Place::Domain(domain.id.clone());
            if domain.questions.iter().any(&in_mode) || self.place == place {
                walk.push(place);
            }
        }
        walk.extend([Place::Gaps, Place::Spread, Place::DontKnow, Place::End]);
        walk
    }

    /// The questions that hands are raised for: those of the room, or the fewer.
    pub(super) fn mode_by_hand(&self) -> Mode {
        self.room.mode().unwrap_or_default()
    }

    /// The page, without anybody looking anew.
    pub(super) fn as_it_is(&self) -> Screen<'_> {
        let mut walk = Vec::new();
        for place in self.walk() {
            let title = match &place {
                Place::Domain(id) => {
                    self.questionnaire.domain(id.as_str()).map(|domain| domain.title.as_str())
                }
                Place::Hands(id) => {
                    let question = self.questionnaire.question(id.as_str());
                    question.map(|question| question.prompt.as_str())
                }
                _ => None,
            };
            walk.push((place, title));
        }
        Screen {
            place: self.place.clone(),
            questionnaire: &self.questionnaire,
            attendance: self.room.attendance(),
            said: self.said.as_ref(),
            at: walk.iter().position(|(place, _)| *place == self.place).unwrap_or(0),
            walk,
            body: self.body(),
        }
    }
}
