//! What the browser's files weigh, and the limits they must keep.

use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::bundle::Parts;
use crate::paths;

/// Limits of what a visitor downloads, in bytes of brotli at quality 11.
const ONE_FILE: usize = 115_000;
const ENGINE: usize = 90_000;
const TEXTS: usize = 40_000;

struct Row {
    name: &'static str,
    raw: usize,
    gzip: usize,
    brotli: usize,
    limit: Option<usize>,
}

/// Prints the table.
///
/// # Errors
/// When a file is missing, or above its limit.
pub fn report(parts: &Parts) -> Result<()> {
    let dist = paths::dist();
    let questionnaire = read(&parts.questionnaire)?;
    let interface = read(&parts.interface)?;
    let texts = [questionnaire.as_slice(), interface.as_slice()].concat();
    let rows = [
        weigh("reasonable-steps.js", &read(&dist.join("reasonable-steps.js"))?, Some(ONE_FILE))?,
        weigh("  engine (wasm)", &read(&parts.engine.wasm)?, Some(ENGINE))?,
        weigh("  texts", &texts, Some(TEXTS))?,
        weigh("    questionnaire", &questionnaire, None)?,
        weigh("    interface", &interface, None)?,
        weigh("  scripts with glue", &read(&parts.scripts)?, None)?,
        weigh("  style sheet", &read(&parts.css)?, None)?,
        weigh("slim/reasonable-steps.js", &read(&dist.join("slim/reasonable-steps.js"))?, None)?,
        weigh(
            "slim/reasonable-steps.wasm",
            &read(&dist.join("slim/reasonable-steps.wasm"))?,
            None,
        )?,
    ];
    println!("\n{}", table(&rows));
    let heavy: Vec<String> = rows.iter().filter_map(too_heavy).collect();
    if !heavy.is_empty() {
        bail!("too heavy:\n{}", heavy.join("\n"));
    }
    Ok(())
}

/// Bytes after brotli at quality 11 with a window of 4 MiB, as good servers send static files.
///
/// # Errors
/// Never in practice: memory is written to memory.
pub fn brotli(bytes: &[u8]) -> Result<usize> {
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        size_hint: bytes.len(),
        ..Default::default()
    };
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut &*bytes, &mut packed, &parameters)?;
    Ok(packed.len())
}

fn gzip(bytes: &[u8]) -> Result<usize> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?.len())
}

fn weigh(name: &'static str, bytes: &[u8], limit: Option<usize>) -> Result<Row> {
    Ok(Row { name, raw: bytes.len(), gzip: gzip(bytes)?, brotli: brotli(bytes)?, limit })
}

fn table(rows: &[Row]) -> String {
    let mut text = format!(
        "{:<28}{:>10}{:>10}{:>10}{:>10}\n",
        "kB (1,000 bytes)", "raw", "gzip", "brotli", "limit"
    );
    for Row { name, raw, gzip, brotli, limit } in rows {
        let limit = limit.map(kilobytes).unwrap_or_default();
        let [raw, gzip, brotli] = [*raw, *gzip, *brotli].map(kilobytes);
        text += &format!("{name:<28}{raw:>10}{gzip:>10}{brotli:>10}{limit:>10}\n");
    }
    text
}

fn too_heavy(row: &Row) -> Option<String> {
    let limit = row.limit.filter(|limit| row.brotli > *limit)?;
    Some(format!(
        "{}: {} kB brotli, limit {} kB",
        row.name.trim(),
        kilobytes(row.brotli),
        kilobytes(limit)
    ))
}

/// Rounded up, so that what is shown as the limit is within it.
fn kilobytes(bytes: usize) -> String {
    let tenths = bytes.div_ceil(100);
    format!("{}.{}", tenths / 10, tenths % 10)
}

fn read(file: &Path) -> Result<Vec<u8>> {
    fs::read(file).with_context(|| format!("could not read {}", file.display()))
}

#[cfg(test)]
mod tests {
    use super::{Row, brotli, kilobytes, too_heavy};

    #[test]
    fn size_shown_is_never_below_the_real_one() {
        assert_eq!(kilobytes(115_000), "115.0");
        assert_eq!(kilobytes(115_001), "115.1");
    }

    #[test]
    fn one_byte_above_the_limit_is_too_heavy() {
        let row = |brotli| Row { name: "file", raw: 0, gzip: 0, brotli, limit: Some(1000) };
        assert_eq!(too_heavy(&row(1000)), None);
        assert_eq!(too_heavy(&row(1001)).as_deref(), Some("file: 1.1 kB brotli, limit 1.0 kB"));
    }

    #[test]
    fn brotli_packs_repetition() {
        assert!(brotli("trade secrets ".repeat(1000).as_bytes()).unwrap() < 100);
    }
}
