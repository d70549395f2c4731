//! Reports for whoever reads them: a terminal, a pull request, a build server, a browser.

mod html;
mod junit;
mod markdown;
mod text;

pub use html::html;
pub use junit::junit;
pub use markdown::markdown;
pub use text::text;

use grounding::text::{one_line, printable};

use super::report::{CaseReport, CheckReport, ClaimReport, Miss};

/// A claim on one line, with what was decided.
fn told(claim: &ClaimReport) -> String {
    let place = if claim.section.is_empty() {
        "claim"
    } else {
        &claim.section
    };
    format!("{place}, {}: {}", claim.verdict.replace('_', " "), claim.text)
}

/// What there is to say of an expectation that does not hold: the claim that comes nearest, what
/// it lacks, its quotes and what the rules found.
fn explain(case: &CaseReport, check: &CheckReport) -> Vec<(&'static str, String)> {
    let lines = explained(case, check).into_iter();
    lines.map(|(name, line)| (name, one_line(&printable(&line)))).collect()
}

fn explained(case: &CaseReport, check: &CheckReport) -> Vec<(&'static str, String)> {
    let Some(Miss { wanted, found, nearest }) = &check.miss else {
        return Vec::new();
    };
    let mut lines = vec![("wanted", wanted.clone())];
    if !found.is_empty() {
        lines.push(("found", found.clone()));
    }
    let Some((nearest, claim)) = nearest.as_ref().and_then(|it| Some((it, case.claims.get(it.claim)?))) else {
        if found.is_empty() {
            lines.push(("found", "no claim that comes near".to_owned()));
        }
        return lines;
    };
    lines.push(("nearest", told(claim)));
    if !nearest.lacks.is_empty() {
        lines.push(("lacks", nearest.lacks.join(", ")));
    }
    if !nearest.diff.is_empty() {
        lines.push(("diff", nearest.diff.clone()));
    }
    for quote in &claim.quotes {
        lines.push(("quote", format!("{} \u{201C}{}\u{201D}", quote.source, quote.quote)));
    }
    for finding in &claim.findings {
        lines.push(("rule", finding.clone()));
    }
    lines
}

/// So many of something: `1 claim`, `2 claims`.
fn count(number: usize, one: &str) -> String {
    if number == 1 {
        format!("1 {one}")
    } else {
        format!("{number} {one}s")
    }
}

/// A number as a share, to three digits.
fn share(value: f64) -> String {
    format!("{value:.3}")
}
