//! A person with a worksheet, a pen and a head for numbers. Knows what is printed, and nothing of
//! the questionnaire or of how the engine scores.

use std::collections::BTreeMap;

use crate::tree::Element;

/// A worksheet, as a person reads it.
pub struct Worksheet {
    pub facts: Vec<Fact>,
    pub questions: Vec<Question>,
    pub areas: Vec<String>,
    /// Score = Points ÷ (Weight − Open), and not Points × 100 ÷ Of.
    by_level: bool,
    decimals: u32,
    to_the_nearest: bool,
    /// Printed beside the boxes of the step "Limits".
    pub limits: Vec<u64>,
    needed: u64,
    bands: Vec<Band>,
}

pub struct Fact {
    pub prompt: String,
    /// Letter and text. "None of these" has no letter.
    pub options: Vec<(String, String)>,
}

pub struct Question {
    pub area: usize,
    pub prompt: String,
    pub critical: bool,
    only_if: Option<Rule>,
    pub levels: Vec<Tick>,
    dont_know: Tick,
    pub not_applicable: bool,
    /// Of the table.
    pub of: u64,
    pub weight: u64,
}

pub struct Tick {
    letter: String,
    pub points: u64,
    /// As a number with the score's decimals, without its point.
    pub limit: Option<u64>,
}

struct Band {
    from: u64,
    to: Option<u64>,
    name: String,
}

/// "Only if": what is written there.
#[derive(Debug)]
enum Rule {
    Ticked { fact: usize, letter: String, ticked: bool },
    Between { question: usize, from: String, to: String },
    NotBetween { question: usize, from: String, to: String },
    All(Vec<Rule>),
    Any(Vec<Rule>),
}

/// What the pen did to a question.
#[derive(Clone, Debug, PartialEq)]
pub enum Mark {
    Blank,
    Level(usize),
    DontKnow,
    NotApplicable { reason: bool },
}

/// What the pen did to the whole paper.
#[derive(Debug)]
pub struct Filled {
    /// For each fact: nothing, or the letters; "None of these" is no letter.
    pub facts: Vec<Option<Vec<String>>>,
    pub marks: Vec<Mark>,
}

/// What the person writes down in the end.
#[derive(Debug, PartialEq)]
pub struct Outcome {
    pub score: Option<String>,
    pub result: Option<String>,
    pub band: Option<String>,
    pub areas: BTreeMap<String, String>,
    pub weakest: Option<String>,
}

/// The number in a text that has one.
fn number(text: &str) -> u64 {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    digits.parse().unwrap_or_else(|_| panic!("no number in {text:?}"))
}

/// What stands between two marks of a text.
fn between<'a>(text: &'a str, before: &str, after: &str) -> &'a str {
    let (_, rest) = text.split_once(before).unwrap_or_else(|| panic!("no {before:?} in {text:?}"));
    if after.is_empty() { rest } else { rest.split_once(after).unwrap().0 }
}

impl Rule {
    fn read(element: &Element) -> Option<Self> {
        let only_if = element.find("only-if")?;
        if let Some(list) = only_if.elements().find(|part| part.name == "ul") {
            return Some(Self::list(list, &only_if.one("p").text()));
        }
        let text = only_if.one("p").text();
        Some(Self::fact(text.strip_prefix("Only if ").expect("says only if")))
    }

    fn list(list: &Element, said: &str) -> Self {
        let parts = list.elements().map(|item| match item.find("ul") {
            Some(inner) => Self::list(inner, &item.own_text()),
            None => Self::fact(&item.text()),
        });
        let parts = parts.collect();
        if said.contains("all of these") {
            return Self::All(parts);
        }
        assert!(said.contains("at least one of these"), "{said}");
        Self::Any(parts)
    }

    fn fact(text: &str) -> Self {
        if let Some(rest) = text.strip_prefix('P') {
            let (place, said) = rest.split_once(" is ").unwrap();
            let (fact, letter) = place.split_once(' ').unwrap();
            let ticked = said.starts_with("ticked: ");
            assert!(ticked || said.starts_with("not ticked: "), "{text}");
            return Self::Ticked { fact: fact.parse().unwrap(), letter: letter.to_owned(), ticked };
        }
        let question = between(text, "question ", " is ").parse().unwrap();
        let (letters, is_not) = match text.split_once(" is not ticked at any of ") {
            Some((_, letters)) => (letters, true),
            None => (between(text, " is ticked at ", ""), false),
        };
        let (from, to) = letters.split_once(" to ").unwrap_or((letters, letters));
        let (from, to) = (from.to_owned(), to.to_owned());
        if is_not {
            Self::NotBetween { question, from, to }
        } else {
            Self::Between { question, from, to }
        }
    }

    /// Whether it is so, as far as the person can tell; what can't be told is taken as so.
    fn is_so(&self, filled: &Filled, ticked_level: &[Option<String>]) -> bool {
        match self {
            Self::All(rules) => rules.iter().all(|rule| rule.is_so(filled, ticked_level)),
            Self::Any(rules) => rules.iter().any(|rule| rule.is_so(filled, ticked_level)),
            Self::Ticked { fact, letter, ticked } => match &filled.facts[fact - 1] {
                None => true,
                Some(letters) => letters.contains(letter) == *ticked,
            },
            Self::Between { question, from, to } | Self::NotBetween { question, from, to } => {
                match &ticked_level[question - 1] {
                    None => true,
                    Some(letter) => {
                        (from <= letter && letter <= to) == matches!(self, Self::Between { .. })
                    }
                }
            }
        }
    }
}

impl Worksheet {
    /// Reads the page from front to back.
    pub fn read(page: &Element) -> Self {
        let scoring = page.one("scoring");
        let rounding = scoring.one("rounding").text();
        let decimals = u32::try_from(number(&rounding)).unwrap();
        let to_the_nearest = rounding.contains("nearest");
        assert!(to_the_nearest || rounding.contains("Drop all others"), "{rounding}");
        let formula = scoring.one("formula").text();
        let by_level = formula == "Score = Points ÷ (Weight − Open).";
        assert!(by_level || formula == "Score = Points × 100 ÷ Of.", "{formula}");
        let mut rows = scoring.all("points-table").into_iter().flat_map(|table| {
            table.one("tbody").elements().map(|row| row.text_of_cells()).collect::<Vec<_>>()
        });
        let mut questions: Vec<Question> = Vec::new();
        let mut areas = Vec::new();
        for (area, section) in page.all("area").into_iter().enumerate() {
            areas.push(between(&section.one("h2").text(), " – ", "").to_owned());
            for element in section.all("question") {
                let row = rows.next().expect("a row in the table");
                let question = Question::read(area, element, &row, decimals);
                questions.push(question);
                let printed = element.one("number").one("p").text();
                assert_eq!(printed, questions.len().to_string());
                assert_eq!(row[0].replace(" ★", ""), printed, "the table has the same numbers");
            }
        }
        assert!(rows.next().is_none(), "a row without a question");
        let limits = scoring.find("limits").map(|limits| {
            let texts = limits.one("ticks").elements().map(Element::text);
            texts.map(|text| places(between(&text, "Limit ", ":"), decimals)).collect()
        });
        let range = |row: &Element| {
            let text = row.one("range").text();
            let (from, to) = match text.split_once(" to ") {
                Some((from, to)) => (from, Some(places(to, decimals))),
                None => (text.strip_suffix(" or more").unwrap(), None),
            };
            Band { from: places(from, decimals), to, name: row.one("th").text() }
        };
        let complete = scoring.one("complete");
        let blanks: Vec<String> = complete.all("blank").into_iter().map(Element::text).collect();
        let listed: Vec<String> = scoring
            .one("areas-table")
            .one("tbody")
            .all("th")
            .into_iter()
            .map(|title| between(&title.text(), ". ", "").to_owned())
            .collect();
        assert_eq!(listed, areas);
        Self {
            facts: page.all("fact").into_iter().map(Fact::read).collect(),
            questions,
            areas,
            by_level,
            decimals,
            to_the_nearest,
            limits: limits.unwrap_or_default(),
            needed: number(&blanks[2]),
            bands: scoring.one("bands-table").all("tr").into_iter().map(range).collect(),
        }
    }

    /// Fills the tables in and works the result out.
    pub fn work_out(&self, filled: &Filled) -> Outcome {
        let rows = self.rows(filled);
        let mut sums = vec![Sums::default(); self.areas.len()];
        let mut all = Sums::default();
        let mut limit: Option<u64> = None;
        let mut critical_open = false;
        for (question, row) in self.questions.iter().zip(&rows) {
            let Some(row) = row else { continue };
            for sum in [&mut sums[question.area], &mut all] {
                sum.weight += question.weight;
                match row.points {
                    Some(points) => {
                        sum.points += points;
                        sum.of += question.of;
                    }
                    None => sum.open += question.weight,
                }
            }
            critical_open |= question.critical && row.points.is_none();
            limit = [limit, row.limit].into_iter().flatten().min();
        }
        assert!(limit.is_none_or(|limit| self.limits.contains(&limit)), "a limit has its tick");
        let score = self.divide(&all);
        let result = score.map(|score| limit.map_or(score, |limit| limit.min(score)));
        let enough = (all.weight - all.open) * 100 >= all.weight * self.needed && !critical_open;
        let mut weakest: Option<usize> = None;
        let mut areas = BTreeMap::new();
        for (index, sum) in sums.iter().enumerate() {
            let Some(score) = self.divide(sum) else { continue };
            areas.insert(self.areas[index].clone(), self.shown(score));
            // Points ÷ Of, with as many digits as it takes.
            let is_weaker =
                |other: usize| sum.points * sums[other].of < sums[other].points * sum.of;
            if weakest.is_none_or(is_weaker) {
                weakest = Some(index);
            }
        }
        Outcome {
            score: score.map(|score| self.shown(score)),
            result: result.map(|result| self.shown(result)),
            band: result.filter(|_| enough).map(|result| self.band(result)),
            areas,
            weakest: weakest.map(|index| self.areas[index].clone()),
        }
    }

    /// What the row of each question says; `None` where it is struck out.
    fn rows(&self, filled: &Filled) -> Vec<Option<Row>> {
        let mut ticked_level: Vec<Option<String>> = vec![None; self.questions.len()];
        let mut rows = Vec::new();
        for (index, question) in self.questions.iter().enumerate() {
            let rule = question.only_if.as_ref();
            if rule.is_some_and(|rule| !rule.is_so(filled, &ticked_level)) {
                rows.push(None);
                continue;
            }
            let row = |tick: &Tick| Some(Row { points: Some(tick.points), limit: tick.limit });
            rows.push(match &filled.marks[index] {
                Mark::Level(level) => {
                    let tick = &question.levels[*level];
                    ticked_level[index] = Some(tick.letter.clone());
                    row(tick)
                }
                Mark::DontKnow => row(&question.dont_know),
                Mark::NotApplicable { reason: true } => None,
                Mark::NotApplicable { reason: false } | Mark::Blank => {
                    Some(Row { points: None, limit: None })
                }
            });
        }
        rows
    }

    /// Points × 100 ÷ Of, or Points ÷ (Weight − Open), with the digits that are kept.
    fn divide(&self, sums: &Sums) -> Option<u64> {
        let (above, below) = match self.by_level {
            false => (sums.points * 100, sums.of),
            true => (sums.points, sums.weight - sums.open),
        };
        let digits = above * 10_u64.pow(self.decimals);
        let whole = digits.checked_div(below)?;
        let goes_up = self.to_the_nearest && digits % below * 2 >= below;
        Some(whole + u64::from(goes_up))
    }

    fn shown(&self, digits: u64) -> String {
        let scale = 10_u64.pow(self.decimals);
        match usize::try_from(self.decimals).unwrap() {
            0 => digits.to_string(),
            width => format!("{}.{:0width$}", digits / scale, digits % scale),
        }
    }

    fn band(&self, result: u64) -> String {
        let fits = |band: &&Band| result >= band.from && band.to.is_none_or(|to| result <= to);
        let fitting: Vec<&Band> = self.bands.iter().filter(fits).collect();
        assert_eq!(fitting.len(), 1, "{result} stands in one range");
        fitting[0].name.clone()
    }
}

#[derive(Clone, Default)]
struct Sums {
    points: u64,
    of: u64,
    weight: u64,
    open: u64,
}

struct Row {
    /// `None`: struck out, and the weight copied to "Open".
    points: Option<u64>,
    limit: Option<u64>,
}

/// A printed number without its decimal point.
fn places(text: &str, decimals: u32) -> u64 {
    let digits = text.split_once('.').map_or(0, |(_, digits)| digits.len());
    assert_eq!(digits, usize::try_from(decimals).unwrap(), "{text} is printed like a score");
    number(text)
}

impl Fact {
    fn read(element: &Element) -> Self {
        let options = element
            .one("options")
            .elements()
            .map(|option| (option.one("b").text(), option.elements().last().unwrap().text()));
        Self { prompt: element.one("h3").text(), options: options.collect() }
    }
}

impl Question {
    fn read(area: usize, element: &Element, row: &[String], decimals: u32) -> Self {
        let tick = |line: &Element| Tick {
            letter: line.one("b").text(),
            points: line.one("points").text().parse().unwrap(),
            limit: line
                .find("limit")
                .map(|limit| places(between(&limit.text(), "limit ", ""), decimals)),
        };
        let dont_know = tick(element.one("dont-know"));
        assert_eq!(dont_know.points, 0);
        let critical = element.find("critical").is_some();
        assert_eq!(critical, row[0].contains('★'), "the table has the same stars");
        Self {
            area,
            prompt: element.one("h3").text(),
            critical,
            only_if: Rule::read(element),
            levels: element.all("level").into_iter().map(tick).collect(),
            dont_know,
            not_applicable: element.find("not-applicable").is_some(),
            of: row[2].parse().unwrap(),
            weight: row[3].parse().unwrap(),
        }
    }
}

impl Element {
    fn text_of_cells(&self) -> Vec<String> {
        self.elements().map(Element::text).collect()
    }
}
