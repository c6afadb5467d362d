//! Reads a PDF as assistive technology does: along its structure, word by word from the fonts' own tables. It shares
//! nothing with what writes the file.
#![allow(dead_code, reason = "not every test asks for everything")]

use std::collections::BTreeMap;

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId};

pub struct Pdf {
    pub document: Document,
    /// For each page, what each marked sequence says.
    marked: BTreeMap<ObjectId, BTreeMap<i64, String>>,
    /// What stands on the pages outside the structure.
    pub artifacts: Vec<String>,
}

/// A part of the structure.
#[derive(Debug)]
pub struct Part {
    pub role: String,
    pub attributes: Dictionary,
    pub children: Vec<Part>,
    /// What it says with all below it; in a leaf, its own words.
    pub text: String,
}

impl Part {
    /// All parts of a role, in reading order.
    pub fn all<'a>(&'a self, role: &str, into: &mut Vec<&'a Part>) {
        if self.role == role {
            into.push(self);
        }
        self.children.iter().for_each(|child| child.all(role, into));
    }

    pub fn find(&self, role: &str) -> Vec<&Part> {
        let mut found = Vec::new();
        self.all(role, &mut found);
        found
    }
}

impl Pdf {
    pub fn read(bytes: &[u8]) -> Self {
        let document = Document::load_mem(bytes).unwrap();
        let mut pdf = Self { document, marked: BTreeMap::new(), artifacts: Vec::new() };
        let mut fonts: BTreeMap<ObjectId, BTreeMap<u16, String>> = BTreeMap::new();
        for page in pdf.document.get_pages().into_values() {
            let (marked, artifacts) = pdf.page(page, &mut fonts);
            pdf.marked.insert(page, marked);
            pdf.artifacts.push(artifacts);
        }
        pdf
    }

    pub fn pages(&self) -> usize {
        self.document.get_pages().len()
    }

    pub fn catalog(&self) -> &Dictionary {
        self.document.catalog().unwrap()
    }

    pub fn get<'a>(&'a self, of: &'a Dictionary, key: &str) -> &'a Object {
        of.get_deref(key.as_bytes(), &self.document).unwrap_or(&Object::Null)
    }

    pub fn dictionary<'a>(&'a self, of: &'a Dictionary, key: &str) -> &'a Dictionary {
        self.get(of, key).as_dict().unwrap_or_else(|_| panic!("{key} is no dictionary"))
    }

    /// The structure.
    pub fn structure(&self) -> Part {
        let root = self.dictionary(self.catalog(), "StructTreeRoot");
        let kid = match self.get(root, "K") {
            Object::Array(kids) => kids[0].as_reference().unwrap(),
            _ => root.get(b"K").unwrap().as_reference().unwrap(),
        };
        self.part(kid)
    }

    fn part(&self, id: ObjectId) -> Part {
        let element = self.document.get_dictionary(id).unwrap();
        let role =
            String::from_utf8_lossy(element.get(b"S").unwrap().as_name().unwrap()).into_owned();
        let mut part =
            Part { role, attributes: element.clone(), children: Vec::new(), text: String::new() };
        let kids = match element.get(b"K") {
            Ok(Object::Array(kids)) => kids.clone(),
            Ok(kid) => vec![kid.clone()],
            Err(_) => Vec::new(),
        };
        let own_page = element.get(b"Pg").ok().and_then(|page| page.as_reference().ok());
        for kid in kids {
            match kid {
                Object::Reference(id) => {
                    let is_element =
                        self.document.get_dictionary(id).is_ok_and(|kid| kid.has(b"S"));
                    assert!(is_element, "a child that is no element");
                    let child = self.part(id);
                    part.text.push_str(&child.text);
                    part.children.push(child);
                }
                Object::Integer(mcid) => part.text.push_str(&self.say(own_page.unwrap(), mcid)),
                Object::Dictionary(kid) if kid.has(b"MCID") => {
                    let page = kid.get(b"Pg").ok().and_then(|page| page.as_reference().ok());
                    let mcid = kid.get(b"MCID").unwrap().as_i64().unwrap();
                    part.text.push_str(&self.say(page.or(own_page).unwrap(), mcid));
                }
                // An annotation says nothing of its own here.
                Object::Dictionary(_) => {}
                other => panic!("{other:?}"),
            }
        }
        part
    }

    fn say(&self, page: ObjectId, mcid: i64) -> String {
        self.marked[&page][&mcid].clone()
    }

    /// The titles of the outline, each with its level.
    pub fn outline(&self) -> Vec<(usize, String)> {
        fn walk(pdf: &Pdf, of: &Dictionary, level: usize, into: &mut Vec<(usize, String)>) {
            let mut next = of.get(b"First").ok();
            while let Some(id) = next {
                let item = pdf.document.get_dictionary(id.as_reference().unwrap()).unwrap();
                into.push((level, text(item.get(b"Title").unwrap())));
                assert!(item.has(b"Dest"));
                walk(pdf, item, level + 1, into);
                next = item.get(b"Next").ok();
            }
        }
        let mut titles = Vec::new();
        walk(self, self.dictionary(self.catalog(), "Outlines"), 1, &mut titles);
        titles
    }

    /// The first attached file: its name, how it belongs to the document, its bytes.
    pub fn attachment(&self) -> (String, String, Vec<u8>) {
        let files = self.get(self.catalog(), "AF").as_array().unwrap();
        assert_eq!(files.len(), 1);
        let file = self.document.get_dictionary(files[0].as_reference().unwrap()).unwrap();
        let stream = self.dictionary(file, "EF").get(b"UF").unwrap().as_reference().unwrap();
        let stream = self.document.get_object(stream).unwrap().as_stream().unwrap();
        let relation = file.get(b"AFRelationship").unwrap().as_name().unwrap();
        let relation = String::from_utf8_lossy(relation).into_owned();
        (text(file.get(b"UF").unwrap()), relation, stream.get_plain_content().unwrap())
    }

    /// The links of all pages that lead out of the document.
    pub fn addresses(&self) -> Vec<String> {
        let mut addresses = Vec::new();
        for page in self.document.get_pages().into_values() {
            for annotation in self.document.get_page_annotations(page).unwrap() {
                let Ok(action) = annotation.get(b"A") else { continue };
                let action = self.document.dereference(action).unwrap().1.as_dict().unwrap();
                addresses.push(text(action.get(b"URI").unwrap()));
            }
        }
        addresses
    }

    fn page(
        &self,
        page: ObjectId,
        known: &mut BTreeMap<ObjectId, BTreeMap<u16, String>>,
    ) -> (BTreeMap<i64, String>, String) {
        let (resources, _) = self.document.get_page_resources(page).unwrap();
        let page_object = self.document.get_dictionary(page).unwrap();
        let resources = resources.unwrap_or_else(|| self.dictionary(page_object, "Resources"));
        let empty = Dictionary::new();
        let fonts = self.get(resources, "Font").as_dict().unwrap_or(&empty);
        let content = Content::decode(&self.document.get_page_content(page)).unwrap();
        let mut marked: BTreeMap<i64, String> = BTreeMap::new();
        let mut artifacts = String::new();
        // What is open: the marked sequence, and a text that stands for what is drawn.
        let mut open: Vec<(Option<i64>, bool, bool)> = Vec::new();
        let mut font = (0, 0);
        for operation in &content.operations {
            let mut said = String::new();
            match operation.operator.as_str() {
                "BDC" | "BMC" => {
                    let properties = operation.operands.get(1).map(|properties| match properties {
                        Object::Name(name) => {
                            let all = self.dictionary(resources, "Properties");
                            all.get_deref(name, &self.document).unwrap().as_dict().unwrap().clone()
                        }
                        other => other.as_dict().unwrap().clone(),
                    });
                    let properties = properties.unwrap_or_default();
                    let mcid = properties.get(b"MCID").ok().map(|mcid| mcid.as_i64().unwrap());
                    let is_artifact = operation.operands[0].as_name().unwrap() == b"Artifact";
                    let actual = properties.get(b"ActualText").ok().map(text);
                    open.push((mcid, actual.is_some(), is_artifact));
                    if let Some(mcid) = mcid {
                        marked.entry(mcid).or_default();
                    }
                    said = actual.unwrap_or_default();
                }
                "EMC" => drop(open.pop().unwrap()),
                "Tf" => {
                    let name = operation.operands[0].as_name().unwrap();
                    font = fonts.get(name).unwrap().as_reference().unwrap();
                    known.entry(font).or_insert_with(|| self.to_unicode(font));
                }
                "Tj" | "TJ" if !open.iter().any(|(_, actual, _)| *actual) => {
                    let parts = match &operation.operands[0] {
                        Object::Array(parts) => parts.clone(),
                        single => vec![single.clone()],
                    };
                    for bytes in parts.iter().filter_map(|part| part.as_str().ok()) {
                        for code in bytes.chunks(2) {
                            let code = u16::from_be_bytes([code[0], code[1]]);
                            assert_ne!(code, 0, "a letter without a shape is drawn");
                            said.push_str(&known[&font][&code]);
                        }
                    }
                }
                _ => {}
            }
            if said.is_empty() {
                continue;
            }
            match open.iter().rev().find_map(|(mcid, ..)| *mcid) {
                Some(mcid) => marked.entry(mcid).or_default().push_str(&said),
                None => {
                    assert!(open.iter().any(|(.., artifact)| *artifact), "untagged: {said}");
                    artifacts.push_str(&said);
                    artifacts.push(' ');
                }
            }
        }
        (marked, artifacts)
    }

    /// A font's table from codes to text.
    fn to_unicode(&self, font: ObjectId) -> BTreeMap<u16, String> {
        let font = self.document.get_dictionary(font).unwrap();
        let stream = self.get(font, "ToUnicode").as_stream().unwrap().get_plain_content().unwrap();
        let table = String::from_utf8_lossy(&stream).into_owned();
        let code = |hex: &str| u16::from_str_radix(hex.trim_matches(['<', '>']), 16).unwrap();
        let letters = |hex: &str| {
            let hex = hex.trim_matches(['<', '>']);
            let units = (0..hex.len()).step_by(4).map(|at| code(&hex[at..at + 4]));
            String::from_utf16(&units.collect::<Vec<_>>()).unwrap()
        };
        let mut codes = BTreeMap::new();
        let mut section = "";
        for line in table.lines() {
            let words: Vec<&str> = line.split_whitespace().collect();
            match words.as_slice() {
                [_, "beginbfchar"] => section = "char",
                [_, "beginbfrange"] => section = "range",
                ["endbfchar" | "endbfrange"] => section = "",
                [from, to] if section == "char" => drop(codes.insert(code(from), letters(to))),
                [from, to, first] if section == "range" => {
                    let start = u32::from(letters(first).chars().next().unwrap());
                    for (index, known) in (code(from)..=code(to)).enumerate() {
                        let letter = char::from_u32(start + u32::try_from(index).unwrap()).unwrap();
                        codes.insert(known, letter.to_string());
                    }
                }
                _ => {}
            }
        }
        codes
    }
}

/// A text string: UTF-16 with a mark, UTF-8 with a mark, or letters of one byte.
pub fn text(object: &Object) -> String {
    let bytes = object.as_str().unwrap();
    match bytes {
        [0xfe, 0xff, rest @ ..] => {
            let units = rest.chunks(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
            String::from_utf16(&units.collect::<Vec<_>>()).unwrap()
        }
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8(rest.to_vec()).unwrap(),
        plain => plain.iter().map(|byte| char::from(*byte)).collect(),
    }
}
