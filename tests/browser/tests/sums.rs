//! The published fingerprints.

use std::fs;
use std::process::Command;

use xtask::process::run;
use xtask::{paths, sums};

#[test]
fn fingerprints_cover_every_file_and_sha256sum_agrees() {
    let dist = paths::dist();
    let list = fs::read_to_string(dist.join(sums::FILE)).unwrap();
    let named: Vec<&str> = list.lines().map(|line| line.split_once("  ").unwrap().1).collect();
    assert_eq!(named, sums::files(&dist).unwrap());
    assert!(named.contains(&"reasonable-steps.html") && named.contains(&"export/pdf.js"), "{list}");
    run(Command::new("sha256sum").current_dir(&dist).args([
        "--check",
        "--strict",
        "--quiet",
        sums::FILE,
    ]))
    .unwrap();
}
