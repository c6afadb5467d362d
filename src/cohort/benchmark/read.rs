//! Reads a benchmark file from anywhere, and refuses numbers that no firms can have made.

use litemap::LiteMap;

use super::{
    BENCHMARK_FORMAT, BENCHMARK_FORMAT_VERSION, Benchmark, Distributions, GroupBenchmark,
    MOST_FIRMS, ModeBenchmark,
};
use crate::assessment::{Format, Mode};
use crate::cohort::{LEAST, Spread};
use crate::date::Date;
use crate::diagnostic::{Diagnostic, Findings, Severity};
use crate::document::{Node, Object, parse_json};
use crate::questionnaire::{ProfileId, Questionnaire};

const AGAIN: &str = "ask whoever published the file to make it again";

const HEAD: Format = Format {
    name: BENCHMARK_FORMAT,
    version: BENCHMARK_FORMAT_VERSION,
    called: "benchmark file",
    find: "name the file that `reasonable-steps cohort --format benchmark` wrote",
    read_elsewhere: "use the version of Reasonable Steps that made it, or a newer one",
    other_questionnaire: "name the benchmark of this questionnaire",
    other_version: (
        Severity::Error,
        "scores of different versions can't be compared: use the benchmark of this one",
    ),
};

impl Benchmark {
    /// Reads a benchmark file of this very version of this questionnaire.
    ///
    /// Gives the benchmark if it can be used, and all findings. Numbers that contradict each other or that no firms
    /// can have made are errors, and so is another questionnaire or version.
    #[must_use]
    pub fn from_json(text: &str, questionnaire: &Questionnaire) -> (Option<Self>, Vec<Diagnostic>) {
        let mut findings = Findings::new();
        let benchmark = parse_json(text, &mut findings)
            .and_then(|node| read(&node, questionnaire, &mut findings))
            .filter(|_| !findings.has_errors());
        (benchmark, findings.into_vec())
    }
}

fn read(node: &Node, questionnaire: &Questionnaire, findings: &mut Findings) -> Option<Benchmark> {
    let (mut root, _) = HEAD.open(node, questionnaire, findings)?;
    let day = root.text("date", findings);
    let date = day.parse::<Date>();
    if date.is_err() && !day.is_empty() {
        let hint = "write it as 2026-11-22, year first";
        findings.error("date", "date", format!("is \"{day}\""), hint);
    }
    let firms = root.integer("firms", least()..=MOST_FIRMS, findings);
    let mut modes: Vec<ModeBenchmark> = Vec::new();
    root.each("modes", findings, &mut |object, findings| {
        if let Some(read) = read_mode(object, questionnaire, findings) {
            if modes.iter().any(|known| known.mode == read.mode) {
                findings.error("duplicate-id", object.path(), "stands in the file twice", AGAIN);
            }
            modes.push(read);
        }
    });
    root.finish(findings);
    let benchmark = Benchmark { date: date.unwrap_or(Date::FIRST), modes };
    if !findings.has_errors() && benchmark.firms() != u64::from(firms) {
        let message = format!("is {firms}, but the modes have {}", benchmark.firms());
        findings.error("total", "firms", message, AGAIN);
    }
    Some(benchmark)
}

fn least() -> u32 {
    u32::try_from(LEAST).unwrap_or(u32::MAX)
}

fn read_mode(
    object: &mut Object<'_>,
    questionnaire: &Questionnaire,
    findings: &mut Findings,
) -> Option<ModeBenchmark> {
    let mode = Mode::read(object, findings);
    if let Some(mode) = mode {
        object.set_path(format!("mode {}", mode.name()));
    }
    let all = read_distributions(object, questionnaire, findings);
    let mut groups: Vec<GroupBenchmark> = Vec::new();
    object.each("groups", findings, &mut |object, findings| {
        let mut profile = LiteMap::new();
        if let Some(held) = object.object("profile", findings) {
            profile = read_profile(&held, questionnaire, findings);
        }
        if let Some(first) = groups.first() {
            let alike = first.profile.keys().eq(profile.keys());
            if !alike {
                let message = "groups by other questions than the first group";
                findings.error("other-groups", object.field("profile"), message, AGAIN);
            }
        }
        if groups.iter().any(|known| known.profile == profile) {
            findings.error("duplicate-id", object.path(), "stands in the file twice", AGAIN);
        }
        let of = read_distributions(object, questionnaire, findings);
        object.finish(findings);
        groups.push(GroupBenchmark { profile, of });
    });
    object.finish(findings);
    let read = ModeBenchmark { mode: mode?, all, groups };
    check_sums(&read, object.path(), questionnaire, findings);
    Some(read)
}

fn read_profile(
    held: &Object<'_>,
    questionnaire: &Questionnaire,
    findings: &mut Findings,
) -> LiteMap<ProfileId, String> {
    let mut profile = LiteMap::new();
    if held.entries().is_empty() {
        findings.error("missing", held.path(), "names no profile question", AGAIN);
    }
    for (id, node) in held.entries() {
        let path = held.field(id);
        let Node::Text(option) = node else {
            let message = format!("is {} where a text is needed", node.kind());
            findings.error("type", path, message, "put the option's id in quotes");
            continue;
        };
        match questionnaire.profile_question(id) {
            None => {
                let message = "is no profile question of this questionnaire";
                findings.error("unknown-profile-question", path, message, AGAIN);
            }
            Some(asked) if !asked.options.iter().any(|known| known.id == *option) => {
                let message = format!("has no option `{option}`");
                findings.error("unknown-option", path, message, AGAIN);
            }
            Some(asked) => {
                profile.insert(asked.id.clone(), option.clone());
            }
        }
    }
    profile
}

fn read_distributions(
    object: &mut Object<'_>,
    questionnaire: &Questionnaire,
    findings: &mut Findings,
) -> Distributions {
    let firms = object.integer("firms", least()..=MOST_FIRMS, findings);
    let path = object.field("overall");
    let overall = object.node("overall").and_then(|node| read_spread(node, &path, firms, findings));
    let mut domains = vec![None; questionnaire.domains.len()];
    if let Some(read) = object.object("domains", findings) {
        for (id, node) in read.entries() {
            let path = read.field(id);
            let at = questionnaire.domains.iter().position(|domain| domain.id.as_str() == id);
            match at.and_then(|at| domains.get_mut(at)) {
                Some(slot) => *slot = read_spread(node, &path, firms, findings),
                None => {
                    let message = "is no domain of this questionnaire";
                    findings.error("unknown-domain", path, message, AGAIN);
                }
            }
        }
    }
    Distributions { firms: firms.into(), overall, domains }
}

/// Pairs of a percent and how many firms have it, by rising percent.
fn read_spread(node: &Node, path: &str, firms: u32, findings: &mut Findings) -> Option<Spread> {
    let Node::List(items) = node else {
        let message = format!("is {} where a list is needed", node.kind());
        findings.error("type", path, message, "write [[percent, firms], …]");
        return None;
    };
    let mut counts = vec![0; 101];
    let mut next = 0;
    let mut total: u64 = 0;
    for item in items {
        let Some((percent, count)) = pair(item) else {
            let hint = "a pair is a whole percent from 0 to 100 and a number of firms from 1";
            findings.error("range", path, format!("has {} that is no such pair", kind(item)), hint);
            return None;
        };
        if percent < next {
            let message = format!("has {percent} twice or out of order");
            findings.error("order", path, message, "order the pairs by rising percent");
            return None;
        }
        next = percent + 1;
        if let Some(slot) = counts.get_mut(percent) {
            *slot = count;
        }
        total = total.saturating_add(count);
    }
    if total < LEAST {
        let message = format!("is of {total} firms; fewer than {LEAST} are never shown");
        findings.error("too-few", path, message, AGAIN);
    } else if total > u64::from(firms) {
        let message = format!("is of {total} firms where there are {firms}");
        findings.error("total", path, message, AGAIN);
    }
    Spread::from_counts(counts)
}

/// What a wrong pair is, briefly.
fn kind(item: &Node) -> String {
    match item {
        Node::List(parts) => {
            let short = |part: &Node| match part {
                Node::Number(digits) => digits.chars().take(20).collect(),
                other => other.kind().to_owned(),
            };
            let parts: Vec<String> = parts.iter().take(3).map(short).collect();
            format!("[{}]", parts.join(", "))
        }
        other => other.kind().to_owned(),
    }
}

fn pair(item: &Node) -> Option<(usize, u64)> {
    let Node::List(parts) = item else { return None };
    let [Node::Number(percent), Node::Number(count)] = parts.as_slice() else { return None };
    let percent = percent.parse().ok().filter(|percent| *percent <= 100)?;
    let count = count.parse().ok().filter(|count| (1..=u64::from(MOST_FIRMS)).contains(count))?;
    Some((percent, count))
}

/// Groups do not overlap, so together they are at most all firms, at every single percent.
fn check_sums(
    mode: &ModeBenchmark,
    path: &str,
    questionnaire: &Questionnaire,
    findings: &mut Findings,
) {
    let grouped: u64 = mode.groups.iter().fold(0, |sum, group| sum.saturating_add(group.of.firms));
    if grouped > mode.all.firms {
        let message = format!("have {grouped} firms where there are {}", mode.all.firms);
        findings.error("total", format!("{path}: groups"), message, AGAIN);
    }
    let mut check = |name: &str, of: &dyn Fn(&Distributions) -> Option<&Spread>| {
        let mut sum = Spread::default();
        for group in &mode.groups {
            if let Some(spread) = of(&group.of) {
                sum.merge(spread);
            }
        }
        let whole = of(&mode.all).cloned().unwrap_or_default();
        let beyond = sum.counts().iter().zip(whole.counts()).position(|(part, all)| part > all);
        if let Some(percent) = beyond {
            let message = format!("has more firms at {percent} percent in groups than in all");
            findings.error("total", format!("{path}: {name}"), message, AGAIN);
        }
    };
    check("overall", &|of| of.overall.as_ref());
    for (at, domain) in questionnaire.domains.iter().enumerate() {
        check(domain.id.as_str(), &|of| of.domains.get(at).and_then(Option::as_ref));
    }
}
