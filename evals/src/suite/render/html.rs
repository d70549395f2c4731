//! A report as one page, with nothing beside it.

use askama::Template;

use super::{count, explain, share};
use crate::suite::compare::Comparison;
use crate::suite::report::{CaseReport, CheckReport, ClaimReport, Report};

/// The page.
#[derive(Template)]
#[template(path = "report.html")]
struct Page<'a> {
    report: &'a Report,
    changes: Option<String>,
}

/// The report as one HTML page that needs no other file and no script.
pub fn html(report: &Report) -> String {
    let page = Page {
        report,
        changes: report.since_baseline.as_ref().map(Comparison::text),
    };
    page.render().unwrap_or_default()
}

impl Page<'_> {
    fn explain(case: &CaseReport, check: &CheckReport) -> Vec<(&'static str, String)> {
        explain(case, check)
    }

    fn share(value: f64) -> String {
        share(value)
    }

    fn range(low: Option<f64>, high: Option<f64>) -> String {
        match (low, high) {
            (Some(low), Some(high)) => format!("{}\u{2013}{}", share(low), share(high)),
            _ => String::new(),
        }
    }

    fn claims(case: &CaseReport) -> String {
        count(case.claims.len(), "claim")
    }

    /// The mark that a claim bears, which reads without colour.
    fn claim_mark(claim: &ClaimReport) -> &'static str {
        match (claim.verdict.as_str(), claim.standing.as_str()) {
            ("rejected", _) => "\u{2718}",
            ("needs_review", _) => "!",
            (_, "proven_outcome") => "\u{2714}",
            (_, "likely_benefit") => "~",
            _ => "\u{b7}",
        }
    }

    fn words(word: &str) -> String {
        word.replace('_', " ")
    }
}
