//! What suites count, and what it means.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::bootstrap;
use super::case::Case;
use super::report::{CaseReport, CheckReport, ClaimReport, Kept};
use crate::ratio;

/// Whether more of a metric is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Better {
    /// It is.
    More,
    /// Less is.
    Less,
}

/// Every metric, and what is better. Each is a share, from 0 to 1.
///
/// - `expectations_met`: expectations that hold.
/// - `fact_coverage`: facts that the case wants stated (`stated`) which a claim that is let through
///   states, wherever it cites.
/// - `citation_precision`: of the sources cited by claims that state such a fact, those that the
///   case wants cited; counted where it names them (`cited_to`).
/// - `citation_recall`: of the sources that the case wants cited for a fact that is stated, those
///   that are cited.
/// - `quote_validity`: of the quotes that the drafter gave, those that stand in the source it
///   named.
/// - `refused_share`: of the claims that the drafter wrote, those that the verifier refused.
/// - `forbidden_stated`: of what must not be stated (`not_stated`), what is.
/// - `unsupported_before`: of the claims that somebody read and labelled, those whose quotes don't
///   bear them out, as drafted.
/// - `unsupported_after`: the same of those that the verifier let through: false accepts.
/// - `supported_kept`: of the claims that their quotes do bear out, those that the verifier let
///   through; the others are false rejects.
/// - `standing_right`: of the facts that are stated and whose standing the case names, those told
///   with it: proven outcomes told as proven, likely benefits as likely.
/// - `revision_gain`: of the claims that the verifier refused at first, those that a revision
///   mended.
/// - `abstention_right`: of the sections that the drafter should leave empty (`abstains`), those
///   that it does.
/// - `verdict_right`: of the claims that the case writes out, those judged as it says.
/// - `duplicates`: of the claims that are let through, those that say again what an earlier one
///   says, to nine tenths of its words.
pub const NAMES: [(&str, Better); 15] = [
    ("expectations_met", Better::More),
    ("fact_coverage", Better::More),
    ("citation_precision", Better::More),
    ("citation_recall", Better::More),
    ("quote_validity", Better::More),
    ("refused_share", Better::Less),
    ("forbidden_stated", Better::Less),
    ("unsupported_before", Better::Less),
    ("unsupported_after", Better::Less),
    ("supported_kept", Better::More),
    ("standing_right", Better::More),
    ("revision_gain", Better::More),
    ("abstention_right", Better::More),
    ("verdict_right", Better::More),
    ("duplicates", Better::Less),
];

/// A share over all cases.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Metric {
    /// The share.
    pub value: f64,
    /// Of how many.
    pub of: usize,
    /// From where it goes in 95 of 100 draws of the cases; none with fewer than two.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub low: Option<f64>,
    /// To where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub high: Option<f64>,
}

/// Whether there is a metric of that name.
pub fn exists(name: &str) -> bool {
    better(name).is_some()
}

/// Whether more of it is better; none where there is no such metric.
pub fn better(name: &str) -> Option<Better> {
    NAMES
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, better)| *better)
}

/// The metrics of all cases together; those with nothing to count are left out.
pub(super) fn over(cases: &[CaseReport]) -> BTreeMap<String, Metric> {
    let mut metrics = BTreeMap::new();
    for (name, _) in NAMES {
        let kept: Vec<Kept> = cases.iter().filter_map(|case| case.kept.get(name).copied()).collect();
        let sum = kept.iter().fold(Kept::default(), |sum, it| Kept {
            hit: sum.hit + it.hit,
            of: sum.of + it.of,
        });
        if sum.of == 0 {
            continue;
        }
        let interval = bootstrap::interval(&kept);
        let metric = Metric {
            value: share(sum),
            of: sum.of,
            low: interval.map(|it| it.0),
            high: interval.map(|it| it.1),
        };
        metrics.insert(name.to_owned(), metric);
    }
    metrics
}

/// What part is hit.
pub(super) fn share(kept: Kept) -> f64 {
    ratio(kept.hit, kept.of)
}

/// Counts one case.
pub(super) fn count(case: &Case, claims: &[ClaimReport], checks: &[CheckReport]) -> BTreeMap<String, Kept> {
    let mut kept: BTreeMap<String, Kept> = BTreeMap::new();
    let mut add = |name: &str, hit: bool| {
        let entry = kept.entry(name.to_owned()).or_default();
        entry.hit += usize::from(hit);
        entry.of += 1;
    };
    for check in checks {
        add("expectations_met", check.passed);
    }
    let through: Vec<&ClaimReport> = claims.iter().filter(|claim| claim.is_let_through()).collect();
    for stated in &case.expect.stated {
        let saying: Vec<&&ClaimReport> = through.iter().filter(|claim| stated.is_said_by(claim)).collect();
        add("fact_coverage", !saying.is_empty());
        // The claim that cites best counts: another may say the same beside it.
        let hits = |claim: &ClaimReport| {
            let wanted = stated.cited_to.iter();
            wanted.filter(|source| claim.cited().contains(source.as_str())).count()
        };
        let best = saying.iter().max_by_key(|claim| hits(claim));
        if let Some(claim) = best.filter(|_| !stated.cited_to.is_empty()) {
            for source in claim.cited() {
                add("citation_precision", stated.cited_to.iter().any(|it| it == source));
            }
            for source in &stated.cited_to {
                add("citation_recall", claim.cited().contains(source.as_str()));
            }
        }
        if let (Some(standing), false) = (stated.standing, saying.is_empty()) {
            let standing = super::drive::word(&standing);
            add("standing_right", saying.iter().any(|claim| claim.standing == standing));
        }
    }
    for stated in &case.expect.not_stated {
        add(
            "forbidden_stated",
            through.iter().any(|claim| stated.lacks(claim).is_empty()),
        );
    }
    for section in &case.expect.abstains {
        let is_empty = !claims
            .iter()
            .any(|claim| claim.section == *section && claim.is_drafted());
        add("abstention_right", is_empty);
    }
    if case.claim.is_empty() {
        count_drafted(claims, &mut add);
    } else {
        let judged = checks.iter().rev().take(case.claim.len());
        for check in judged {
            add("verdict_right", check.passed);
        }
    }
    kept
}

fn count_drafted(claims: &[ClaimReport], add: &mut impl FnMut(&str, bool)) {
    let drafted = || claims.iter().filter(|claim| claim.is_drafted());
    for claim in drafted() {
        add("refused_share", !claim.is_let_through());
        for quote in &claim.quotes {
            add("quote_validity", quote.found);
        }
        if let Some(supported) = claim.supported {
            add("unsupported_before", !supported);
            if claim.is_let_through() {
                add("unsupported_after", !supported);
            }
            if supported {
                add("supported_kept", claim.is_let_through());
            }
        }
    }
    let mended = drafted()
        .filter(|claim| claim.revised && claim.is_let_through())
        .count();
    let refused = drafted()
        .filter(|claim| !claim.revised && !claim.is_let_through())
        .count();
    for at in 0..refused {
        add("revision_gain", at < mended);
    }
    let mut said: Vec<Vec<&str>> = Vec::new();
    for claim in claims.iter().filter(|claim| claim.is_let_through()) {
        let words: Vec<&str> = claim.text.split_whitespace().collect();
        add("duplicates", said.iter().any(|earlier| says_the_same(earlier, &words)));
        said.push(words);
    }
}

/// Whether nine tenths of the words are those of an earlier sentence.
pub(crate) fn says_the_same(earlier: &[&str], words: &[&str]) -> bool {
    let common = words.iter().filter(|word| earlier.contains(word)).count();
    common * 10 >= words.len() * 9 && common * 10 >= earlier.len() * 9
}
