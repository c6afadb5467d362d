//! What a page shows, so that the next update carries only what changed.

use litemap::LiteMap;

use crate::view::{Page, Slot};

/// What a page shows: nothing yet, or a place and the keys of its slots.
#[derive(Debug)]
pub(super) struct Shown<P>(Option<(P, LiteMap<String, String>)>);

/// What must change: the whole page, where it is another page than before, otherwise the parts that changed, each with
/// the slot's name and what is inside.
pub(super) struct Changes {
    pub page: Option<String>,
    pub slots: Vec<(String, String)>,
}

impl<P: Clone + PartialEq> Shown<P> {
    /// Nothing: the next update is a whole page.
    pub fn nothing() -> Self {
        Self(None)
    }

    /// Whether the page shows this place.
    pub fn is_at(&self, place: &P) -> bool {
        self.0.as_ref().is_some_and(|(shown, _)| shown == place)
    }

    /// Moves to a place.
    pub fn show(&mut self, place: &P, page: Page) -> Changes {
        let mut keys = LiteMap::new();
        for slot in page.slots {
            keys.insert(slot.id, slot.key);
        }
        self.0 = Some((place.clone(), keys));
        Changes { page: Some(page.markup.into_string()), slots: Vec::new() }
    }

    /// Stays at its place. `changes` gives the slots whose key is not the one that is shown.
    pub fn renew(
        &mut self,
        changes: impl FnOnce(&dyn Fn(&str, &str) -> bool) -> Vec<Slot>,
    ) -> Changes {
        let mut slots = Vec::new();
        if let Some((_, keys)) = &mut self.0 {
            let changed = changes(&|id, key| keys.get(id).is_some_and(|known| known == key));
            for slot in changed {
                keys.insert(slot.id.clone(), slot.key);
                slots.push((slot.id, slot.markup.into_string()));
            }
        }
        Changes { page: None, slots }
    }
}
