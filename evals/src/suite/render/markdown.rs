//! A report for a pull request.

use std::fmt::Write as _;

use grounding::text::{one_line, printable};

use super::{explain, share};
use crate::suite::report::Report;

/// The report as Markdown: the suites in a table, then what failed, then what changed since the
/// baseline.
pub fn markdown(report: &Report) -> String {
    let mut text = String::new();
    let verdict = if report.passed { "passed" } else { "failed" };
    // Writing to a string can't fail.
    let _ = writeln!(text, "## vouch evals: {verdict}\n");
    let _ = writeln!(text, "| suite | cases | expectations | |\n| --- | ---: | ---: | --- |");
    for suite in &report.suites {
        let _ = writeln!(
            text,
            "| {} | {} | {} | {} |",
            suite.name,
            suite.cases_passed(),
            suite.expectations_met(),
            if suite.passed { "passed" } else { "**failed**" }
        );
    }
    for suite in &report.suites {
        for case in suite.cases.iter().filter(|case| !case.passed) {
            let _ = writeln!(text, "\n### {}/{}\n", suite.name, code(&case.name));
            if let Some(error) = &case.error {
                let _ = writeln!(text, "- error: {}", code(error));
            }
            for check in case.checks.iter().filter(|check| !check.passed) {
                let _ = writeln!(text, "- {}", code(&check.what));
                for (name, line) in explain(case, check) {
                    let _ = writeln!(text, "  - {name}: {}", code(&line));
                }
            }
        }
        for threshold in suite.thresholds.iter().filter(|it| !it.passed) {
            let _ = writeln!(text, "\n- **{}**: {}", suite.name, super::text::bounds(threshold));
        }
        for set in suite.sets.iter().filter(|set| !set.passed()) {
            for threshold in set.thresholds.iter().filter(|it| !it.passed) {
                let _ = writeln!(
                    text,
                    "\n- **{}/{}**: {}",
                    suite.name,
                    set.set,
                    super::text::bounds(threshold)
                );
            }
        }
    }
    let _ = writeln!(text, "\n<details><summary>What was counted</summary>\n");
    let _ = writeln!(text, "| suite | metric | share | of |\n| --- | --- | ---: | ---: |");
    for suite in &report.suites {
        for (name, metric) in &suite.metrics {
            let _ = writeln!(
                text,
                "| {} | {name} | {} | {} |",
                suite.name,
                share(metric.value),
                metric.of
            );
        }
        for set in suite.sets.iter().filter(|set| set.skipped.is_none()) {
            let _ = writeln!(
                text,
                "| {} | {} | {} | {} |",
                suite.name,
                set.set,
                share(set.value),
                set.rows
            );
        }
    }
    let _ = writeln!(text, "\n</details>");
    if let Some(changes) = &report.since_baseline {
        let _ = write!(
            text,
            "\n### Since the baseline\n\n```text\n{}```\n",
            changes.text().replace("```", "'''")
        );
    }
    text
}

/// Text from outside as a code span, in which nothing is markup, a link or somebody's name.
fn code(text: &str) -> String {
    let text = one_line(&printable(text));
    let longest = text.split(|it| it != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    // A blank keeps backticks at the ends apart from the fence.
    format!("{fence} {text} {fence}")
}
