//! Two runs side by side: what got better, what got worse, with the words.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use grounding::text::{one_line, printable};
use serde::{Deserialize, Serialize};

use super::check::words_diff;
use super::metrics::{Better, better};
use super::report::{CaseReport, ClaimReport, Report, SuiteReport};

/// What differs between two runs.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
    /// Whether anything got worse: a case that passed fails, a metric fell.
    pub worse: bool,
    /// Cases that passed and fail, or failed and pass.
    pub cases: Vec<CaseChange>,
    /// Metrics that moved.
    pub metrics: Vec<MetricChange>,
    /// Claims that differ.
    pub claims: Vec<ClaimChange>,
    /// Rules that find more or less than before.
    pub rules: Vec<CountChange>,
    /// Sections with more or fewer claims let through.
    pub sections: Vec<CountChange>,
}

/// A case that came out otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseChange {
    /// The suite and the case.
    pub case: String,
    /// Whether it passed before; none where it was not there.
    pub before: Option<bool>,
    /// Whether it passes now; none where it is not there.
    pub now: Option<bool>,
    /// The expectations that came out otherwise, `+` those that hold now, `-` those that no longer do.
    pub checks: Vec<String>,
}

/// A metric that moved.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MetricChange {
    /// The suite and the metric.
    pub metric: String,
    /// What it was.
    pub before: f64,
    /// What it is.
    pub now: f64,
    /// Whether that is worse.
    pub worse: bool,
}

/// A claim that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimChange {
    /// The suite, the case and the section.
    pub place: String,
    /// Its words: as they are, or against those before, `[-so-] {+so+}`.
    pub text: String,
    /// What was decided before, with the codes; none where it is new.
    pub before: Option<String>,
    /// What is decided now; none where it is gone.
    pub now: Option<String>,
}

/// A count that moved.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CountChange {
    /// What was counted.
    pub what: String,
    /// How many there were.
    pub before: usize,
    /// How many there are.
    pub now: usize,
    /// Claims in both runs for which it holds only before, and only now.
    pub only: (usize, usize),
    /// How likely a difference as large is by chance, by the exact sign test over those; none with
    /// fewer than six, which can show nothing.
    pub p: Option<f64>,
}

/// Lays two runs side by side. Where `whole`, a case that is gone counts as worse.
pub fn compare(before: &Report, now: &Report, whole: bool) -> Comparison {
    let mut comparison = Comparison::default();
    let mut pairs: Vec<Pair<'_>> = Vec::new();
    let names: BTreeSet<&str> = [before, now]
        .iter()
        .flat_map(|it| it.suites.iter().map(|suite| suite.name.as_str()))
        .collect();
    for name in names {
        let of = |report: &'_ Report| report.suites.iter().position(|suite| suite.name == name);
        let (left, right) = (
            of(before).map(|at| &before.suites[at]),
            of(now).map(|at| &now.suites[at]),
        );
        comparison.cases(name, left, right, whole);
        if let (Some(left), Some(right)) = (left, right) {
            comparison.metrics(left, right);
            let gone = left.metrics.keys().any(|name| !right.metrics.contains_key(name));
            comparison.worse |= whole && gone;
            for (left, right) in both(left, right) {
                comparison.claims(name, left, right, &mut pairs);
            }
        }
    }
    comparison.counts(&pairs);
    comparison.worse |= comparison.metrics.iter().any(|it| it.worse)
        || comparison
            .cases
            .iter()
            .any(|it| it.before == Some(true) && (it.now == Some(false) || (whole && it.now.is_none())));
    comparison
}

/// A claim before and now, where it is in a run at all.
type Pair<'a> = (Option<&'a ClaimReport>, Option<&'a ClaimReport>);

/// The cases that are in both runs of a suite.
fn both<'a>(left: &'a SuiteReport, right: &'a SuiteReport) -> impl Iterator<Item = (&'a CaseReport, &'a CaseReport)> {
    left.cases.iter().filter_map(|case| {
        let same = right.cases.iter().find(|it| it.name == case.name)?;
        Some((case, same))
    })
}

impl Comparison {
    /// Whether there is nothing to tell.
    pub fn is_empty(&self) -> bool {
        self.cases.is_empty() && self.metrics.is_empty() && self.claims.is_empty()
    }

    fn cases(&mut self, suite: &str, left: Option<&SuiteReport>, right: Option<&SuiteReport>, whole: bool) {
        let cases = |side: Option<&'_ SuiteReport>| -> BTreeMap<String, CaseReport> {
            let cases = side.into_iter().flat_map(|suite| &suite.cases);
            cases.map(|case| (case.name.clone(), case.clone())).collect()
        };
        let (left, right) = (cases(left), cases(right));
        let names: BTreeSet<&String> = left.keys().chain(right.keys()).collect();
        for name in names {
            let (before, now) = (left.get(name), right.get(name));
            if now.is_none() && !whole {
                continue;
            }
            let checks = before
                .zip(now)
                .map(|(before, now)| checks(before, now))
                .unwrap_or_default();
            let (before, now) = (before.map(|it| it.passed), now.map(|it| it.passed));
            if before != now || !checks.is_empty() {
                self.cases.push(CaseChange {
                    case: format!("{suite}/{name}"),
                    before,
                    now,
                    checks,
                });
            }
        }
    }

    fn metrics(&mut self, left: &SuiteReport, right: &SuiteReport) {
        for (name, before) in &left.metrics {
            let Some(now) = right.metrics.get(name).filter(|now| differ(now.value, before.value)) else {
                continue;
            };
            self.metrics.push(MetricChange {
                metric: format!("{} {name}", left.name),
                before: before.value,
                now: now.value,
                worse: match better(name) {
                    Some(Better::More) => now.value < before.value,
                    Some(Better::Less) => now.value > before.value,
                    None => false,
                },
            });
        }
        for before in left.sets.iter().filter(|set| set.skipped.is_none()) {
            let mut same = right
                .sets
                .iter()
                .filter(|set| set.set == before.set && set.data == before.data);
            if let Some(now) = same
                .next()
                .filter(|now| now.skipped.is_none() && differ(now.value, before.value))
            {
                self.metrics.push(MetricChange {
                    metric: format!("{} {}", left.name, before.set),
                    before: before.value,
                    now: now.value,
                    worse: now.value < before.value,
                });
            }
        }
    }

    fn claims<'a>(&mut self, suite: &str, left: &'a CaseReport, right: &'a CaseReport, pairs: &mut Vec<Pair<'a>>) {
        let mut rest: Vec<&ClaimReport> = right.claims.iter().collect();
        let mut gone: Vec<&ClaimReport> = Vec::new();
        let place = |claim: &ClaimReport| format!("{suite}/{} {}", left.name, claim.section).trim_end().to_owned();
        for before in &left.claims {
            let same = rest.iter().position(|now| {
                now.section == before.section && now.text == before.text && now.quotes == before.quotes
            });
            let Some(same) = same else {
                gone.push(before);
                continue;
            };
            let now = rest.remove(same);
            pairs.push((Some(before), Some(now)));
            if decided(before) != decided(now) {
                self.claims.push(ClaimChange {
                    place: place(before),
                    text: now.text.clone(),
                    before: Some(decided(before)),
                    now: Some(decided(now)),
                });
            }
        }
        for before in gone {
            // What is said in other words is one change, not two.
            let likest = rest
                .iter()
                .enumerate()
                .filter(|(_, now)| now.section == before.section)
                .map(|(at, now)| (common(&before.text, &now.text), at))
                .filter(|(common, _)| *common * 2 >= before.text.split_whitespace().count())
                .max_by_key(|(common, at)| (*common, std::cmp::Reverse(*at)));
            let now = likest.map(|(_, at)| rest.remove(at));
            pairs.push((Some(before), now));
            self.claims.push(ClaimChange {
                place: place(before),
                text: now.map_or_else(|| before.text.clone(), |now| words_diff(&before.text, &now.text)),
                before: Some(decided(before)),
                now: now.map(decided),
            });
        }
        for now in rest {
            pairs.push((None, Some(now)));
            self.claims.push(ClaimChange {
                place: place(now),
                text: now.text.clone(),
                before: None,
                now: Some(decided(now)),
            });
        }
    }

    fn counts(&mut self, pairs: &[Pair<'_>]) {
        let each = || pairs.iter().flat_map(|(before, now)| before.iter().chain(now));
        let codes: BTreeSet<&str> = each().flat_map(|claim| claim.codes()).collect();
        for code in codes {
            let fires = |claim: &ClaimReport| claim.codes().any(|it| it == code);
            self.rules.extend(count(code.to_owned(), pairs, &fires));
        }
        let sections: BTreeSet<&str> = each().map(|claim| claim.section.as_str()).collect();
        for section in sections.into_iter().filter(|it| !it.is_empty()) {
            let through = |claim: &ClaimReport| claim.section == section && claim.is_let_through();
            self.sections.extend(count(section.to_owned(), pairs, &through));
        }
    }

    /// The comparison as text.
    pub fn text(&self) -> String {
        let mut text = String::new();
        if self.is_empty() {
            text.push_str("nothing differs\n");
            return text;
        }
        let told = |passed: Option<bool>| match passed {
            Some(true) => "passed",
            Some(false) => "failed",
            None => "not there",
        };
        // Writing to a string can't fail.
        for case in &self.cases {
            let _ = writeln!(text, "{}: {} \u{2192} {}", case.case, told(case.before), told(case.now));
            for check in &case.checks {
                let _ = writeln!(text, "  {check}");
            }
        }
        for metric in &self.metrics {
            let mark = if metric.worse { "worse" } else { "better" };
            let _ = writeln!(
                text,
                "{:<40} {:.3} \u{2192} {:.3}  {mark}",
                metric.metric, metric.before, metric.now
            );
        }
        for (title, counts) in [("rule", &self.rules), ("section, let through", &self.sections)] {
            if !counts.is_empty() {
                let _ = writeln!(
                    text,
                    "\n{title:<24}{:>8}{:>8}{:>22}",
                    "before", "now", "only before / now"
                );
            }
            for count in counts {
                let p = count.p.map(|p| format!("  p = {p:.3}")).unwrap_or_default();
                let only = format!("{} / {}", count.only.0, count.only.1);
                let _ = writeln!(
                    text,
                    "{:<24}{:>8}{:>8}{only:>22}{p}",
                    count.what, count.before, count.now
                );
            }
        }
        let mut place = "";
        for claim in &self.claims {
            if claim.place != place {
                let _ = writeln!(text, "\n{}", claim.place);
                place = &claim.place;
            }
            let (mark, how) = match (&claim.before, &claim.now) {
                (Some(before), Some(now)) if before == now => ("~", before.clone()),
                (Some(before), Some(now)) => ("~", format!("{before} \u{2192} {now}")),
                (Some(before), None) => ("-", before.clone()),
                (None, now) => ("+", now.clone().unwrap_or_default()),
            };
            let words = one_line(&printable(&claim.text));
            let _ = writeln!(text, "  {mark} {words} ({how})");
        }
        text.trim_start_matches('\n').to_owned()
    }
}

/// Whether two shares differ by more than the digits that they are kept with.
fn differ(one: f64, other: f64) -> bool {
    const LEAST: f64 = 0.000_05;
    (one - other).abs() > LEAST
}

/// The expectations that came out otherwise.
fn checks(before: &CaseReport, now: &CaseReport) -> Vec<String> {
    let mut changed = Vec::new();
    for check in &now.checks {
        let same = before.checks.iter().find(|it| it.what == check.what);
        match (same.map(|it| it.passed), check.passed) {
            (Some(true), false) => changed.push(format!("- {}", check.what)),
            (Some(false), true) => changed.push(format!("+ {}", check.what)),
            _ => {}
        }
    }
    changed
}

/// What was decided on a claim, with the codes of what was found.
fn decided(claim: &ClaimReport) -> String {
    let codes: BTreeSet<&str> = claim.codes().collect();
    let codes: Vec<&str> = codes.into_iter().collect();
    format!("{} {}", claim.verdict.replace('_', " "), codes.join(" "))
        .trim_end()
        .to_owned()
}

/// How many words two sentences have in common.
fn common(before: &str, now: &str) -> usize {
    let words: BTreeSet<&str> = now.split_whitespace().collect();
    before.split_whitespace().filter(|word| words.contains(word)).count()
}

fn count(what: String, pairs: &[Pair<'_>], holds: &dyn Fn(&ClaimReport) -> bool) -> Option<CountChange> {
    let (mut before, mut now, mut only) = (0, 0, (0, 0));
    for (left, right) in pairs {
        let (held, does) = (left.is_some_and(holds), right.is_some_and(holds));
        before += usize::from(held);
        now += usize::from(does);
        if left.is_some() && right.is_some() {
            only.0 += usize::from(held && !does);
            only.1 += usize::from(does && !held);
        }
    }
    let change = CountChange {
        what,
        before,
        now,
        only,
        p: sign_test(only.0, only.1),
    };
    (before != now || only != (0, 0)).then_some(change)
}

/// The exact two-sided sign test: how likely a split as uneven is, if both were equally likely.
/// None where fewer than six differ, since no split of those is unlikely.
fn sign_test(one: usize, other: usize) -> Option<f64> {
    const FEWEST: usize = 6;
    let all = one + other;
    if all < FEWEST {
        return None;
    }
    // The chance of k out of n, by going up from k = 0; below what a number can hold it is nothing.
    #[expect(clippy::cast_precision_loss, reason = "there are far fewer than 2^52 claims")]
    let (n, least) = (all as f64, one.min(other));
    let mut log = -n * std::f64::consts::LN_2;
    let mut tail = log.exp();
    for k in 1..=least {
        #[expect(clippy::cast_precision_loss, reason = "as above")]
        let k = k as f64;
        log += ((n - k + 1.0) / k).ln();
        tail += log.exp();
    }
    let p = (2.0 * tail).min(1.0);
    Some(crate::round(p))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sign_test_is_the_binomial_tail() {
        assert_eq!(sign_test(2, 3), None);
        assert_eq!(sign_test(0, 6), Some(0.0313));
        assert_eq!(sign_test(1, 9), Some(0.0215));
        assert_eq!(sign_test(5, 5), Some(1.0));
    }
}
