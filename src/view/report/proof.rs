//! What proof should exist, and where the firm said that it is kept.

use maud::{Markup, html};

use super::{parts, section_title};
use crate::report::{ProofNeed, QuestionLine, Report};
use crate::text::Catalogue;

/// The questions at a level for which there should be something to show.
fn lines(report: &Report) -> Vec<&QuestionLine> {
    let mut lines = Vec::new();
    for line in &report.questions {
        if line.proof_need != ProofNeed::None {
            lines.push(line);
        }
    }
    lines
}

/// The section; nothing where nothing is to be shown yet.
pub(super) fn proof(report: &Report, catalogue: &Catalogue) -> Markup {
    let say = |key| catalogue.say(key);
    let lines = lines(report);
    let (missing, others): (Vec<&QuestionLine>, Vec<&QuestionLine>) =
        lines.iter().partition(|line| line.proof_need == ProofNeed::Missing);
    html! {
        @if !lines.is_empty() {
            section class="rs-section" aria-labelledby="rs-proof" {
                (section_title("rs-proof", say("proof.title")))
                p class="rs-muted" { (say("proof.text")) }
                (list(&missing, catalogue))
                @if !others.is_empty() {
                    details class="rs-details" {
                        summary { (catalogue.fill("proof.all", &[("count", &others.len().to_string())])) }
                        (list(&others, catalogue))
                    }
                }
            }
        }
    }
}

fn list(lines: &[&QuestionLine], catalogue: &Catalogue) -> Markup {
    html! {
        ul class="rs-proofs" {
            @for line in lines {
                li class="rs-proof" {
                    p class="rs-proof-what" { (line.proof) }
                    p class="rs-muted" { (line.prompt) }
                    @if !line.evidence.trim().is_empty() {
                        p {
                            span class="rs-label" { (catalogue.say("plan.kept")) } " "
                            (parts::typed(&line.evidence))
                        }
                    } @else if line.proof_need == ProofNeed::Missing {
                        p class="rs-proof-missing" { (catalogue.say("proof.missing")) }
                    } @else {
                        p class="rs-muted" { (catalogue.say("proof.open")) }
                    }
                }
            }
        }
    }
}
