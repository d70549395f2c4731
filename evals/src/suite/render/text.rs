//! A report as a terminal shows it.

use std::fmt::Write as _;

use super::{count, explain, share};
use crate::suite::report::{CaseReport, Report, SetReport, SuiteReport, Threshold};

/// The report as text: first each suite in one line, then what failed, then what was counted. With
/// `all`, every expectation is listed, also those that hold.
pub fn text(report: &Report, all: bool) -> String {
    let mut text = String::new();
    // Writing to a string can't fail.
    for suite in &report.suites {
        let _ = writeln!(text, "{} {}", mark(suite.passed), headline(suite));
    }
    for suite in &report.suites {
        failures(&mut text, suite, all);
    }
    counted(&mut text, report);
    spent(&mut text, report);
    text
}

fn mark(passed: bool) -> &'static str {
    if passed { "\u{2714}" } else { "\u{2718}" }
}

fn headline(suite: &SuiteReport) -> String {
    let (passed, held) = (suite.cases_passed(), suite.expectations_met());
    let mut line = format!("{:<14} {passed} cases, {held} expectations", suite.name);
    let measured = suite.sets.iter().filter(|set| set.skipped.is_none()).count();
    if measured > 0 {
        let _ = write!(line, ", {measured} sets");
    }
    let skipped = suite.sets.len() - measured;
    if skipped > 0 {
        let _ = write!(line, ", {skipped} skipped");
    }
    line
}

fn failures(text: &mut String, suite: &SuiteReport, all: bool) {
    for case in &suite.cases {
        // What need not hold is counted below, and listed where somebody asks for all.
        let listed = all || !case.passed;
        if !listed {
            continue;
        }
        let note = if case.required { "" } else { " (measured)" };
        let _ = writeln!(text, "\n{} {}/{}{note}", mark(case.passed), suite.name, case.name);
        if let Some(error) = &case.error {
            let _ = writeln!(text, "    error    {error}");
        }
        for check in case.checks.iter().filter(|check| all || !check.passed) {
            let _ = writeln!(text, "  {} {}", mark(check.passed), check.what);
            for (name, line) in explain(case, check) {
                let _ = writeln!(text, "    {name:<8} {line}");
            }
        }
    }
    for threshold in suite.thresholds.iter().filter(|it| !it.passed) {
        let _ = writeln!(text, "\n{} {}: {}", mark(false), suite.name, bounds(threshold));
    }
    for set in &suite.sets {
        if let Some(why) = &set.skipped {
            let _ = writeln!(text, "\n- {}: `{}` skipped: {why}", suite.name, set.set);
        }
        for threshold in set.thresholds.iter().filter(|it| !it.passed) {
            let what = if threshold.value.is_none() {
                set.metric.clone()
            } else {
                String::new()
            };
            let _ = writeln!(
                text,
                "\n{} {}/{}: {} {what}",
                mark(false),
                suite.name,
                set.set,
                bounds(threshold)
            );
        }
    }
}

/// What a value is, and what it had to be.
pub(super) fn bounds(threshold: &Threshold) -> String {
    let value = threshold.value.map_or("nothing to count".to_owned(), share);
    let wanted = match (threshold.min, threshold.max) {
        (Some(min), Some(max)) => format!("from {} to {}", share(min), share(max)),
        (Some(min), None) => format!("at least {}", share(min)),
        (None, Some(max)) => format!("at most {}", share(max)),
        (None, None) => "to be measured".to_owned(),
    };
    format!("{} is {value}, and had to be {wanted}", threshold.metric)
}

fn counted(text: &mut String, report: &Report) {
    let suites: Vec<&SuiteReport> = report
        .suites
        .iter()
        .filter(|suite| !suite.metrics.is_empty() || !suite.sets.is_empty())
        .collect();
    if suites.is_empty() {
        return;
    }
    let _ = writeln!(
        text,
        "\n{:<14} {:<22}{:>7}{:>7}  95 %",
        "suite", "metric", "share", "of"
    );
    for suite in suites {
        let mut name = suite.name.as_str();
        for (metric, counted) in &suite.metrics {
            let range = match (counted.low, counted.high) {
                (Some(low), Some(high)) => format!("  {}\u{2013}{}", share(low), share(high)),
                _ => String::new(),
            };
            let line = format!(
                "{name:<14} {metric:<22}{:>7}{:>7}{range}",
                share(counted.value),
                counted.of
            );
            let _ = writeln!(text, "{}", line.trim_end());
            if let Some(variance) = suite.variance.get(metric) {
                let _ = writeln!(
                    text,
                    "{:<14} {:<22}{:>7}{:>7}  \u{b1} {} in {}, {}\u{2013}{}",
                    "",
                    "  mean",
                    share(variance.mean),
                    "",
                    share(variance.deviation),
                    count(variance.runs, "run"),
                    share(variance.min),
                    share(variance.max)
                );
            }
            name = "";
        }
        for set in suite.sets.iter().filter(|set| set.skipped.is_none()) {
            let _ = writeln!(
                text,
                "{name:<14} {:<22}{:>7}{:>7}  {}",
                set.set,
                share(set.value),
                set.rows,
                set.metric
            );
            name = "";
        }
    }
}

fn spent(text: &mut String, report: &Report) {
    let cases: Vec<(&SuiteReport, &CaseReport)> = report
        .suites
        .iter()
        .flat_map(|suite| suite.cases.iter().map(move |case| (suite, case)))
        .filter(|(_, case)| case.requests > 0 && !case.model_millis.is_empty())
        .collect();
    if !cases.is_empty() {
        let _ = writeln!(
            text,
            "\n{:<38}{:>9}{:>9}{:>9}{:>11}",
            "asked of a model", "requests", "in", "out", "seconds"
        );
    }
    for (suite, case) in cases {
        let seconds = std::time::Duration::from_millis(case.model_millis.values().sum()).as_secs_f64();
        let name = format!("{}/{}", suite.name, case.name);
        let cost = case.cost.map(|cost| format!("  costs {cost:.4}")).unwrap_or_default();
        let _ = writeln!(
            text,
            "{name:<38}{:>9}{:>9}{:>9}{seconds:>11.1}{cost}",
            case.requests, case.input_tokens, case.output_tokens
        );
    }
    timed(text, report);
}

fn timed(text: &mut String, report: &Report) {
    let cases = report.suites.iter().flat_map(|suite| &suite.cases);
    let timed: Vec<_> = cases.filter_map(|case| Some((case, case.timing?))).collect();
    if !timed.is_empty() {
        let _ = writeln!(
            text,
            "\n{:<38}{:>10}{:>10}{:>10}",
            "milliseconds here", "gather", "draft", "verify"
        );
    }
    for (case, timing) in timed {
        let _ = writeln!(
            text,
            "{:<38}{:>10.1}{:>10.1}{:>10.1}",
            case.name, timing.gather, timing.draft, timing.verify
        );
    }
}

impl SetReport {
    /// Whether its values are what they had to be.
    pub(crate) fn passed(&self) -> bool {
        self.thresholds.iter().all(|it| it.passed)
    }
}
