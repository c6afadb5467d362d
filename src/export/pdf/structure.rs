//! What the document says to whoever hears it instead of seeing it: a tree of roles in reading order. The drawings of
//! its words are tied to it by marks. It knows no library and no place on a page.

/// What a part of the document is.
#[derive(Clone, Debug)]
pub(super) enum Role {
    Document,
    Title,
    Heading {
        level: u8,
        text: String,
    },
    Paragraph,
    /// A part that belongs together: the score, a callout.
    Section,
    List {
        numbered: bool,
    },
    /// Names, each with what is said about it.
    Facts,
    Item,
    Label,
    Body,
    Table {
        summary: String,
    },
    TableHead,
    TableBody,
    Row,
    /// The title of a column, with its number in the document.
    ColumnTitle {
        id: usize,
    },
    /// The name of a row.
    RowTitle {
        id: usize,
        column: usize,
    },
    /// A cell, and the titles it stands under.
    Cell {
        titles: Vec<usize>,
    },
    Link,
    Contents,
    ContentsCaption,
    ContentsItem,
}

/// A place in the tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Node(usize);

/// What ties something that is drawn to its place in the tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Mark(pub(super) usize);

/// What stands below a node.
#[derive(Clone, Copy, Debug)]
pub(super) enum Child {
    Node(Node),
    Mark(Mark),
}

/// The tree.
#[derive(Debug)]
pub(super) struct Structure {
    nodes: Vec<(Role, Vec<Child>)>,
    marks: usize,
    ids: usize,
}

impl Structure {
    /// The document itself.
    pub(super) const ROOT: Node = Node(0);

    pub(super) fn new() -> Self {
        Self { nodes: vec![(Role::Document, Vec::new())], marks: 0, ids: 0 }
    }

    /// Puts a part below another, at its end.
    pub(super) fn add(&mut self, below: Node, role: Role) -> Node {
        let node = Node(self.nodes.len());
        self.nodes.push((role, Vec::new()));
        self.child(below, Child::Node(node));
        node
    }

    /// A mark for the next thing that is drawn of a part.
    pub(super) fn mark(&mut self, below: Node) -> Mark {
        let mark = Mark(self.marks);
        self.marks += 1;
        self.child(below, Child::Mark(mark));
        mark
    }

    /// A number for a title that cells refer to.
    pub(super) fn id(&mut self) -> usize {
        self.ids += 1;
        self.ids
    }

    fn child(&mut self, below: Node, child: Child) {
        if let Some((_, children)) = self.nodes.get_mut(below.0) {
            children.push(child);
        }
    }

    /// What a part is, and what stands below it.
    pub(super) fn get(&self, node: Node) -> Option<(&Role, &[Child])> {
        self.nodes.get(node.0).map(|(role, children)| (role, children.as_slice()))
    }

    /// How many marks there are.
    pub(super) const fn marks(&self) -> usize {
        self.marks
    }
}
