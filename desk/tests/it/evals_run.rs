//! `vouch evals run`: what a suite comes to, and which of its cases are run.

use serde_json::json;

use crate::suites::{HOSTILE, INBOXES, measured, names, report, with_suite};
use crate::support::list;

#[test]
fn a_suite_that_passes_is_a_table() {
    let run = with_suite("inboxes", INBOXES).run(["evals", "run"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    insta::assert_snapshot!(run.out, @"
    ✔ inboxes        2 of 2 cases, 2 of 2 expectations

    suite          metric                  share     of  95 %
    inboxes        expectations_met        1.000      2  1.000–1.000
                   verdict_right           1.000      2  1.000–1.000
    ");
}

/// Whoever reads it must see what is there instead, without opening a file: the claim that comes
/// nearest, its words against those wanted, its quote and what the rules found.
#[test]
fn a_case_that_fails_shows_what_is_there_instead() {
    let run = with_suite("inboxes", &format!("{INBOXES}{HOSTILE}")).run(["evals", "run"]);
    assert_eq!((run.code, run.err.as_str()), (1, ""));
    insta::assert_snapshot!(run.out, @"
    ✘ inboxes        2 of 3 cases, 2 of 4 expectations

    ✘ inboxes/five
      ✘ states `Requests come in by email to five shared inboxes.`
        wanted   `Requests come in by email to five shared inboxes.`
        nearest  claim, rejected: Requests come in by email to four different <script>alert(1)</script> | *inboxes*.
        lacks    these words
        diff     Requests come in by email to [-five-]{+four different <script>alert(1)</script>+} [-shared-]{+|+} [-inboxes.-]{+*inboxes*.+}
        quote    gong:call/1 “Requests come in by email to four different inboxes”
        rule     V301 `1)` does not stand in what is cited, nor follow from it
        rule     V407 a part of the claim stands in nothing that is cited
        rule     V411 the claim holds a link, markup or control characters
      ✘ claim 1 is accepted
        wanted   accepted
        found    rejected
        nearest  claim, rejected: Requests come in by email to four different <script>alert(1)</script> | *inboxes*.
        lacks    verdict accepted
        quote    gong:call/1 “Requests come in by email to four different inboxes”
        rule     V301 `1)` does not stand in what is cited, nor follow from it
        rule     V407 a part of the claim stands in nothing that is cited
        rule     V411 the claim holds a link, markup or control characters

    suite          metric                  share     of  95 %
    inboxes        expectations_met        0.500      4  0.000–1.000
                   fact_coverage           0.000      1
                   verdict_right           0.667      3  0.000–1.000
    ");
}

/// A yardstick that nobody has to reach yet is counted, and listed only where all is asked for.
#[test]
fn what_is_only_measured_fails_nothing() {
    let vouch = with_suite("inboxes", &format!("{INBOXES}{}", measured(HOSTILE)));
    let run = vouch.run(["evals", "run"]);
    assert_eq!((run.code, run.out.contains("five")), (0, false), "{run:?}");
    assert!(
        run.out
            .starts_with("\u{2714} inboxes        3 of 3 cases, 2 of 4 expectations\n"),
        "{run:?}"
    );
    let all = vouch.run(["-v", "evals", "run"]);
    assert!(
        all.out
            .contains("\n\u{2714} inboxes/five (measured)\n  \u{2718} states"),
        "{all:?}"
    );
}

/// A share that must not fall fails a run in which every single case may pass.
#[test]
fn a_threshold_that_is_not_met_fails() {
    let threshold = "[thresholds]\nverdict_right = { min = 0.9 }\nduplicates = { max = 0.0 }\n\n[defaults]";
    let suite = INBOXES.replace("[defaults]", threshold);
    let run = with_suite("inboxes", &format!("{suite}{}", measured(HOSTILE))).run(["evals", "run"]);
    let (head, _) = run.out.split_once("\nsuite ").unwrap();
    assert_eq!((run.code, run.err.as_str()), (1, ""));
    insta::assert_snapshot!(head, @"
    ✘ inboxes        3 of 3 cases, 2 of 4 expectations

    ✘ inboxes: duplicates is nothing to count, and had to be at most 0.000

    ✘ inboxes: verdict_right is 0.667, and had to be at least 0.900
    ");
}

#[test]
fn a_filter_picks_cases_by_suite_and_name() {
    let vouch = with_suite("inboxes", INBOXES);
    vouch.file("evals/suites/second.toml", INBOXES);
    let picked = ["six", "second/", "inboxes/fo"].map(|filter| {
        let run = report(&vouch, &["--filter", filter]);
        assert_eq!(run.code, 0, "{run:?}");
        names(&run.json()).join(", ")
    });
    assert_eq!(picked, ["six, six", "four, six", "four"]);
    let run = vouch.run(["evals", "run", "--filter", "seven"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    insta::assert_snapshot!(run.err, @"
    error: no case has `seven` in its name
    hint: a case is named `suite/case`; without `--filter`, all of them are run
    ");
}

/// A recording that is not there fails its case and no other.
#[test]
fn a_case_that_cannot_be_driven_fails_alone() {
    let lost = "\n[[case]]\nname = \"lost\"\nexchange = \"nowhere\"\nsection = \"why\"\n";
    let run = report(&with_suite("inboxes", &format!("{INBOXES}{lost}")), &[]);
    let report = run.json();
    let cases = list(&report["suites"][0], "cases");
    let told: Vec<_> = cases
        .iter()
        .map(|case| json!([case["name"], case["passed"], case["error"]]))
        .collect();
    let error = "cannot read `nowhere/recording.toml`: No such file or directory (os error 2)";
    assert_eq!(
        (run.code, told),
        (
            1,
            vec![
                json!(["four", true, null]),
                json!(["six", true, null]),
                json!(["lost", false, error])
            ]
        )
    );
}
