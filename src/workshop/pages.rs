//! What is on each page, from the released figures and the hands.

use super::{Body, ByHand, Place, Refused, RoomReport, Workshop};
use crate::assessment::Mode;
use crate::cohort::hands::{Hand, asked_by_hand};
use crate::cohort::room::Key;
use crate::cohort::{Figures, QuestionFigures};
use crate::questionnaire::{Domain, Question, QuestionId};

/// How many results the lobby offers to take out, the latest of them.
const LATEST: usize = 12;
/// How many questions a list shows: what can be read from ten metres.
const SHOWN: usize = 5;

/// Where results come in.
#[derive(Clone, Debug)]
pub struct LobbyPage<'a> {
    /// Which questions are asked; `None` until the first result says so.
    pub mode: Option<Mode>,
    /// The latest results, the last first: their numbers from 1, and whether they came as files.
    pub latest: Vec<(usize, bool)>,
    /// What could not be taken.
    pub refused: &'a Refused,
    /// How often the field for codes was emptied.
    pub emptied: u64,
    /// Whether something can be undone.
    pub can_undo: bool,
}

/// What a show of hands is, and its settings.
#[derive(Clone, Debug)]
pub struct GroupPage {
    /// Which questions are asked.
    pub mode: Mode,
    /// Whether Express and Full differ, and no result decides.
    pub can_choose: bool,
    /// How many questions.
    pub questions: usize,
    /// The time for a question, in seconds.
    pub seconds: u32,
}

/// A question to raise hands for.
#[derive(Clone, Debug)]
pub struct HandsPage<'a> {
    /// The domain it belongs to.
    pub domain: &'a Domain,
    /// The question.
    pub question: &'a Question,
    /// What each level is called or looks like.
    pub levels: &'a [String],
    /// Its number among those that are asked, from 1.
    pub number: usize,
    /// How many are asked.
    pub questions: usize,
    /// What is counted.
    pub hand: &'a Hand,
    /// The time for it, in seconds.
    pub seconds: u32,
}

/// Figures of results and of hands.
#[derive(Clone, Debug)]
pub struct FiguresPage<'a> {
    /// The released figures.
    pub figures: Figures,
    /// What hands say, where any are counted.
    pub by_hand: Option<ByHand>,
    /// The domain that the page is about; `None`: all.
    pub domain: Option<&'a Domain>,
}

/// In which order a list stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// Critical questions, most often open first.
    Gaps,
    /// Levels furthest apart first.
    Spread,
    /// Most often "don't know" first.
    DontKnow,
}

/// Questions in an order.
#[derive(Clone, Debug)]
pub struct ListPage {
    /// In which.
    pub order: Order,
    /// Whether any figure of a question is shown at all.
    pub has_figures: bool,
    /// Whether it is made of hands, for there are no figures of results.
    pub is_by_hand: bool,
    /// The questions, the first of them, with their domains' titles.
    pub lines: Vec<(QuestionFigures, String)>,
    /// How many more the order names.
    pub more: usize,
}

/// What can be taken along.
#[derive(Clone, Debug)]
pub struct EndPage {
    /// Whether there is anything in it.
    pub has_figures: bool,
}

impl Workshop {
    pub(super) fn body(&self) -> Body<'_> {
        match &self.place {
            Place::Lobby => Body::Lobby(self.lobby()),
            Place::Group => Body::Group(self.group()),
            Place::Hands(id) => match self.hands(id) {
                Some(page) => Body::Hands(page),
                None => Body::Group(self.group()),
            },
            Place::Summary => Body::Summary(self.figures(None)),
            Place::Domain(id) => Body::Domain(self.figures(self.questionnaire.domain(id.as_str()))),
            Place::Gaps => Body::List(self.list(Order::Gaps)),
            Place::Spread => Body::List(self.list(Order::Spread)),
            Place::DontKnow => Body::List(self.list(Order::DontKnow)),
            Place::End => Body::End(EndPage { has_figures: !self.report_is_empty() }),
        }
    }

    fn lobby(&self) -> LobbyPage<'_> {
        let mut latest: Vec<(usize, bool)> = Vec::new();
        for (number, key) in self.room.results() {
            if latest.len() == LATEST {
                latest.remove(0);
            }
            latest.push((number + 1, matches!(key, Key::File(_))));
        }
        latest.reverse();
        LobbyPage {
            mode: self.room.mode().filter(|_| self.questionnaire.has_express()),
            latest,
            refused: &self.refused,
            emptied: self.emptied,
            can_undo: self.room.can_undo(),
        }
    }

    fn group(&self) -> GroupPage {
        let mode = self.mode_by_hand();
        GroupPage {
            mode,
            can_choose: self.questionnaire.has_express() && self.room.can_choose_mode(),
            questions: asked_by_hand(&self.questionnaire, mode).len(),
            seconds: self.seconds,
        }
    }

    fn hands(&self, id: &QuestionId) -> Option<HandsPage<'_>> {
        let at = self.question_at(id.as_str())?;
        let asked = asked_by_hand(&self.questionnaire, self.mode_by_hand());
        let is_in = |domain: &&Domain| domain.questions.iter().any(|known| known.id == *id);
        let question = self.questionnaire.question(id.as_str())?;
        Some(HandsPage {
            domain: self.questionnaire.domains.iter().find(is_in)?,
            question,
            levels: &question.levels,
            number: asked.iter().position(|known| *known == at)? + 1,
            questions: asked.len(),
            hand: self.room.hands.get(at)?,
            seconds: self.seconds,
        })
    }

    fn figures<'a>(&'a self, domain: Option<&'a Domain>) -> FiguresPage<'a> {
        let RoomReport { figures, by_hand, .. } = self.report();
        FiguresPage { figures, by_hand, domain }
    }

    fn list(&self, order: Order) -> ListPage {
        let RoomReport { figures, by_hand, .. } = self.report();
        let is_shown = |figures: &Figures| figures.questions.iter().any(|q| q.answers.is_some());
        let is_by_hand = !is_shown(&figures) && by_hand.is_some();
        let figures = by_hand.filter(|_| is_by_hand).map_or(figures, |by_hand| by_hand.figures);
        let ids = match order {
            Order::Gaps => &figures.common_gaps,
            Order::Spread => &figures.widest,
            Order::DontKnow => &figures.hot_spots,
        };
        let mut lines = Vec::new();
        for id in ids.iter().take(SHOWN) {
            if let Some(line) = figures.questions.iter().find(|line| line.question == *id) {
                let domain = self.questionnaire.domain(line.domain.as_str());
                let title = domain.map(|domain| domain.title.clone()).unwrap_or_default();
                lines.push((line.clone(), title));
            }
        }
        ListPage {
            order,
            has_figures: is_shown(&figures),
            is_by_hand,
            more: ids.len().saturating_sub(lines.len()),
            lines,
        }
    }
}
