//! A report for build servers.

use quick_junit::{NonSuccessKind, Report as JUnit, TestCase, TestCaseStatus, TestSuite};

use super::explain;
use super::text::bounds;
use crate::suite::report::Report;

/// The report as `JUnit` XML: a test for each case, each threshold and each labelled set.
pub fn junit(report: &Report) -> String {
    let mut whole = JUnit::new("vouch evals");
    for suite in &report.suites {
        let mut tests = TestSuite::new(suite.name.as_str());
        for case in &suite.cases {
            let mut lines = Vec::new();
            lines.extend(case.error.as_ref().map(|error| format!("error: {error}")));
            for check in case.checks.iter().filter(|check| !check.passed) {
                lines.push(check.what.clone());
                lines.extend(
                    explain(case, check)
                        .into_iter()
                        .map(|(name, line)| format!("  {name}: {line}")),
                );
            }
            tests.add_test_case(test(&case.name, case.passed, &lines.join("\n")));
        }
        for threshold in &suite.thresholds {
            tests.add_test_case(test(
                &format!("threshold {}", threshold.metric),
                threshold.passed,
                &bounds(threshold),
            ));
        }
        for set in &suite.sets {
            let name = format!("set {} of {}", set.set, set.data);
            if let Some(why) = &set.skipped {
                let mut status = TestCaseStatus::skipped();
                status.set_message(why.as_str());
                tests.add_test_case(TestCase::new(name, status));
                continue;
            }
            let failed = set.thresholds.iter().filter(|it| !it.passed).map(bounds);
            tests.add_test_case(test(&name, set.passed(), &failed.collect::<Vec<_>>().join("\n")));
        }
        whole.add_test_suite(tests);
    }
    let mut xml = whole.to_string().unwrap_or_default();
    if !xml.ends_with('\n') {
        xml.push('\n');
    }
    xml
}

fn test(name: &str, passed: bool, why: &str) -> TestCase {
    let mut status = if passed {
        TestCaseStatus::success()
    } else {
        TestCaseStatus::non_success(NonSuccessKind::Failure)
    };
    if !passed {
        status.set_message(why.lines().next().unwrap_or_default());
        status.set_description(why);
    }
    TestCase::new(name, status)
}
