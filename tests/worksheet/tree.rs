//! Reads a page into a tree, independently of what wrote it.

use quick_xml::events::Event;

/// An element.
#[derive(Debug, Default)]
pub struct Element {
    pub name: String,
    /// Names and values, in order.
    pub attributes: Vec<(String, String)>,
    pub children: Vec<Child>,
}

#[derive(Debug)]
pub enum Child {
    Text(String),
    Element(Element),
}

/// The tree of a page, whose only elements without an end are `meta`.
pub fn read(page: &str) -> Element {
    let mut reader = quick_xml::Reader::from_str(page);
    reader.config_mut().check_end_names = false;
    let mut open = vec![Element::default()];
    loop {
        let event = reader.read_event().unwrap();
        let top = open.last_mut().unwrap();
        match event {
            Event::Start(tag) | Event::Empty(tag) => {
                let attributes = tag.html_attributes().map(|attribute| {
                    let attribute = attribute.unwrap();
                    let value = plain(&attribute.value);
                    (attribute.key.as_ref().to_owned(), value)
                });
                let name = tag.name().as_ref().to_owned();
                let element =
                    Element { attributes: attributes.collect(), name, children: Vec::new() };
                if element.name == "meta" {
                    top.children.push(Child::Element(element));
                } else {
                    open.push(element);
                }
            }
            Event::End(tag) => {
                let closed = open.pop().unwrap();
                assert_eq!(closed.name, tag.name().as_ref(), "closed in another order");
                open.last_mut().unwrap().children.push(Child::Element(closed));
            }
            Event::Text(text) => top.children.push(Child::Text(text.to_string())),
            Event::GeneralRef(name) => {
                top.children.push(Child::Text(plain(&format!("&{};", name.as_ref()))));
            }
            Event::DocType(_) => {}
            Event::Eof => break,
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(open.len(), 1, "something is left open");
    open.pop().unwrap()
}

fn plain(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

impl Element {
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }

    fn is(&self, name: &str) -> bool {
        let mut classes = self.attribute("class").unwrap_or_default().split(' ');
        self.name == name || classes.any(|class| class == name)
    }

    pub fn elements(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(|child| match child {
            Child::Element(element) => Some(element),
            Child::Text(_) => None,
        })
    }

    /// Every element within, at any depth, by its name or class.
    pub fn all(&self, name: &str) -> Vec<&Self> {
        let mut found = Vec::new();
        for element in self.elements() {
            if element.is(name) {
                found.push(element);
            }
            found.extend(element.all(name));
        }
        found
    }

    /// The first element within, by its name or class.
    pub fn find(&self, name: &str) -> Option<&Self> {
        self.all(name).into_iter().next()
    }

    /// The first element within, which there must be.
    pub fn one(&self, name: &str) -> &Self {
        self.find(name).unwrap_or_else(|| panic!("no {name} in {}", self.text()))
    }

    /// All its text.
    pub fn text(&self) -> String {
        let parts = self.children.iter().map(|child| match child {
            Child::Text(text) => text.clone(),
            Child::Element(element) => element.text(),
        });
        parts.collect()
    }

    /// Its own text, without that of elements within.
    pub fn own_text(&self) -> String {
        let parts = self.children.iter().filter_map(|child| match child {
            Child::Text(text) => Some(text.as_str()),
            Child::Element(_) => None,
        });
        parts.collect()
    }
}
