//! What the browser's files weigh, and the limits they must keep.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::bundle::Parts;
use crate::paths;
use crate::process::output;
use crate::single;
use crate::wasm;

/// Limits of what a visitor downloads, in bytes of brotli at quality 11.
const ONE_FILE: usize = 130_000;
const ENGINE: usize = 80_000;
const TEXTS: usize = 40_000;

/// What is weighed: its name, the files that are packed as one, and the limit.
struct Item<'a> {
    name: &'a str,
    files: Vec<&'a PathBuf>,
    limit: Option<usize>,
}

#[derive(Debug, PartialEq, Eq)]
struct Weight {
    raw: usize,
    gzip: usize,
    brotli: usize,
}

/// Prints the table.
///
/// # Errors
/// When a file is missing, or above its limit.
pub fn report(parts: &Parts) -> Result<()> {
    let dist = paths::dist();
    let one_file = dist.join("reasonable-steps.js");
    let slim = dist.join("slim").join("reasonable-steps.js");
    let Parts { questionnaire, interface, css, scripts, engine } = parts;
    let item = |name, files, limit| Item { name, files, limit };
    let mut names = wasm::MODULES.map(|name| format!("export/{name}.js")).to_vec();
    names.extend(wasm::OWN_MODULES.map(|name| format!("{name}.js")));
    names.push("headless.js".to_owned());
    let modules: Vec<PathBuf> = names.iter().map(|name| dist.join(name)).collect();
    let mut items = vec![
        item("reasonable-steps.js", vec![&one_file], Some(ONE_FILE)),
        item("  texts", vec![questionnaire, interface], Some(TEXTS)),
        item("    questionnaire", vec![questionnaire], None),
        item("    interface", vec![interface], None),
        item("  scripts with glue", vec![scripts], None),
        item("  style sheet", vec![css], None),
        item("  engine (wasm)", vec![&engine.wasm], Some(ENGINE)),
        item("slim/reasonable-steps.js", vec![&slim], None),
    ];
    // Loaded only when asked for.
    for (name, file) in names.iter().zip(&modules) {
        items.push(item(name, vec![file], None));
    }
    let pages = single::PAGES.map(|page| (page.file, dist.join(page.file)));
    for (name, file) in &pages {
        items.push(item(name, vec![file], None));
    }
    let weights = weigh(&items)?;
    println!("\n{}", table(&items, &weights));
    let heavy: Vec<String> =
        items.iter().zip(&weights).filter_map(|(item, weight)| too_heavy(item, weight)).collect();
    if !heavy.is_empty() {
        bail!("too heavy:\n{}", heavy.join("\n"));
    }
    Ok(())
}

fn weigh(items: &[Item<'_>]) -> Result<Vec<Weight>> {
    let joined = items.iter().map(|item| {
        let names: Vec<_> = item.files.iter().map(|file| file.to_string_lossy()).collect();
        names.join("+")
    });
    let script = paths::repository().join("xtask").join("bundle").join("weigh.mjs");
    let lines = output(Command::new("node").arg(script).args(joined))?;
    lines.lines().map(weight).collect()
}

fn weight(line: &str) -> Result<Weight> {
    let numbers: Vec<usize> = line
        .split(' ')
        .map(str::parse)
        .collect::<Result<_, _>>()
        .context("a weight is no number")?;
    match numbers.as_slice() {
        &[raw, gzip, brotli] => Ok(Weight { raw, gzip, brotli }),
        _ => bail!("expected three weights, not `{line}`"),
    }
}

fn table(items: &[Item<'_>], weights: &[Weight]) -> String {
    let mut text = format!(
        "{:<28}{:>10}{:>10}{:>10}{:>10}\n",
        "kB (1,000 bytes)", "raw", "gzip", "brotli", "limit"
    );
    for (Item { name, limit, .. }, Weight { raw, gzip, brotli }) in items.iter().zip(weights) {
        let limit = limit.map(kilobytes).unwrap_or_default();
        let [raw, gzip, brotli] = [*raw, *gzip, *brotli].map(kilobytes);
        text += &format!("{name:<28}{raw:>10}{gzip:>10}{brotli:>10}{limit:>10}\n");
    }
    text
}

fn too_heavy(item: &Item<'_>, weight: &Weight) -> Option<String> {
    let limit = item.limit.filter(|limit| weight.brotli > *limit)?;
    let [brotli, limit] = [weight.brotli, limit].map(kilobytes);
    Some(format!("{}: {brotli} kB brotli, limit {limit} kB", item.name.trim()))
}

/// Rounded up, so that what is shown as the limit is within it.
fn kilobytes(bytes: usize) -> String {
    let tenths = bytes.div_ceil(100);
    format!("{}.{}", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::{Item, Weight, kilobytes, too_heavy, weight};

    #[test]
    fn size_shown_is_never_below_the_real_one() {
        assert_eq!(kilobytes(115_000), "115.0");
        assert_eq!(kilobytes(115_001), "115.1");
    }

    #[test]
    fn one_byte_above_the_limit_is_too_heavy() {
        let item = Item { name: "file", files: Vec::new(), limit: Some(1000) };
        let weigh = |brotli| too_heavy(&item, &Weight { raw: 0, gzip: 0, brotli });
        assert_eq!(weigh(1000), None);
        assert_eq!(weigh(1001).as_deref(), Some("file: 1.1 kB brotli, limit 1.0 kB"));
    }

    #[test]
    fn weights_are_three_numbers() {
        assert_eq!(weight("30 20 10").unwrap(), Weight { raw: 30, gzip: 20, brotli: 10 });
        assert!(weight("30 20").is_err());
        assert!(weight("30 20 x").is_err());
    }
}
