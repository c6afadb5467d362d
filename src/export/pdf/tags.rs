//! The structure as the library's tags. It decides nothing.

use std::num::NonZeroU16;

use krilla::tagging::{
    Identifier, ListNumbering, Node as TagNode, TableHeaderScope, Tag, TagGroup, TagId, TagKind,
    TagTree,
};

use super::around::plain;
use super::structure::{Child, Node, Role, Structure};

/// The tree of tags; each mark that was drawn has an identifier.
pub(super) fn tree(
    structure: &Structure,
    identifiers: &[Option<Identifier>],
    language: &str,
) -> TagTree {
    let mut tree = TagTree::new().with_lang(Some(language.to_owned()));
    if let Some((_, children)) = structure.get(Structure::ROOT) {
        for child in children {
            if let Some(node) = node(structure, identifiers, *child) {
                tree.push(node);
            }
        }
    }
    tree
}

fn node(
    structure: &Structure,
    identifiers: &[Option<Identifier>],
    child: Child,
) -> Option<TagNode> {
    match child {
        Child::Mark(mark) => identifiers.get(mark.0).copied().flatten().map(TagNode::Leaf),
        Child::Node(below) => group(structure, identifiers, below).map(TagNode::Group),
    }
}

fn group(structure: &Structure, identifiers: &[Option<Identifier>], of: Node) -> Option<TagGroup> {
    let (role, children) = structure.get(of)?;
    let children: Vec<TagNode> =
        children.iter().filter_map(|child| node(structure, identifiers, *child)).collect();
    // A cell without words still is a cell; anything else that is empty says nothing.
    let is_cell =
        matches!(role, Role::Cell { .. } | Role::ColumnTitle { .. } | Role::RowTitle { .. });
    (is_cell || !children.is_empty()).then(|| TagGroup::with_children(tag(role), children))
}

fn id(number: usize) -> TagId {
    TagId::from(number.to_string().into_bytes())
}

fn tag(role: &Role) -> TagKind {
    match role {
        Role::Document => Tag::Part.into(),
        Role::Title => Tag::Title.into(),
        Role::Heading { level, text } => {
            let level = NonZeroU16::new(u16::from(*level)).unwrap_or(NonZeroU16::MIN);
            Tag::Hn(level, Some(plain(text))).into()
        }
        Role::Paragraph => Tag::P.into(),
        Role::Section => Tag::Div.into(),
        Role::List { numbered: true } => Tag::L(ListNumbering::Decimal).into(),
        Role::List { numbered: false } => Tag::L(ListNumbering::Disc).into(),
        Role::Facts => Tag::L(ListNumbering::None).into(),
        Role::Item => Tag::LI.into(),
        Role::Label => Tag::Lbl.into(),
        Role::Body => Tag::LBody.into(),
        Role::Table { summary } => Tag::Table.with_summary(Some(plain(summary))).into(),
        Role::TableHead => Tag::THead.into(),
        Role::TableBody => Tag::TBody.into(),
        Role::Row => Tag::TR.into(),
        Role::ColumnTitle { id: number } => {
            Tag::TH(TableHeaderScope::Column).with_id(Some(id(*number))).into()
        }
        Role::RowTitle { id: number, column } => Tag::TH(TableHeaderScope::Row)
            .with_id(Some(id(*number)))
            .with_headers(Some([id(*column)]))
            .into(),
        Role::Cell { titles } => Tag::TD.with_headers(Some(titles.iter().copied().map(id))).into(),
        Role::Link => Tag::Link.into(),
        Role::Contents => Tag::TOC.into(),
        Role::ContentsCaption => Tag::Caption.into(),
        Role::ContentsItem => Tag::TOCI.into(),
    }
}
