//! `vouch evals compare`: two runs side by side, whether of reports, of settings or of models.

use serde_json::json;

use crate::scripted::{Model, said};
use crate::suites::{INBOXES, edit, names, report, with_suite};
use crate::support::Vouch;

/// A folder with the reports of a suite before and after one of its claims was changed.
fn reports() -> Vouch {
    let vouch = with_suite("inboxes", INBOXES);
    vouch.file("before.json", report(&vouch, &[]).out);
    let four = "email to four different inboxes.\"";
    edit(
        &vouch,
        "evals/suites/inboxes.toml",
        four,
        "email to nine different inboxes.\"",
    );
    vouch.file("now.json", report(&vouch, &[]).out);
    vouch
}

/// What got worse stands first: the cases, the shares, the rules, then each claim with its words.
#[test]
fn two_reports() {
    let vouch = reports();
    let run = vouch.run(["evals", "compare", "before.json", "before.json"]);
    assert_eq!(
        (run.code, run.out.as_str(), run.err.as_str()),
        (0, "nothing differs\n", "")
    );
    let run = vouch.run(["evals", "compare", "before.json", "now.json"]);
    assert_eq!((run.code, run.err.as_str()), (1, ""));
    insta::assert_snapshot!(run.out, @"
    inboxes/four: passed → failed
      - claim 1 is accepted
    inboxes expectations_met                 1.000 → 0.500  worse
    inboxes verdict_right                    1.000 → 0.500  worse

    rule                      before     now     only before / now
    V301                           1       2                 0 / 1

    inboxes/four
      ~ Requests come in by email to [-four-]{+nine+} different inboxes. (accepted → rejected V301)
    ");
    // The other way round it got better, which fails nothing.
    let run = vouch.run(["evals", "compare", "now.json", "before.json"]);
    assert_eq!(
        (run.code, run.out.lines().next()),
        (0, Some("inboxes/four: failed \u{2192} passed"))
    );
}

#[test]
fn a_comparison_as_data() {
    let found = reports().json(1, ["evals", "compare", "before.json", "now.json"]);
    let cases = json!([{"case": "inboxes/four", "before": true, "now": false, "checks": ["- claim 1 is accepted"]}]);
    let claims = json!([{
        "place": "inboxes/four",
        "text": "Requests come in by email to [-four-]{+nine+} different inboxes.",
        "before": "accepted",
        "now": "rejected V301",
    }]);
    let moved = |metric: &str| json!({"metric": metric, "before": 1.0, "now": 0.5, "worse": true});
    assert_eq!(
        found,
        json!({
            "worse": true,
            "cases": cases,
            "metrics": [moved("inboxes expectations_met"), moved("inboxes verdict_right")],
            "claims": claims,
            "rules": [{"what": "V301", "before": 1, "now": 2, "only": [0, 1], "p": null}],
            "sections": [],
        })
    );
}

/// Two policies on the same suites: what a rule costs, and what it is good for.
#[test]
fn two_policies() {
    let padded = r#"
[[case]]
name = "padded"

[[case.claim]]
text = "Requests come in by email to four different inboxes, and the laboratory closes at noon."
cites = [{ source = "gong:call/1", quote = "Requests come in by email to four different inboxes" }]
expect = { verdict = "rejected", codes = ["V407"] }
"#;
    let vouch = with_suite("inboxes", &format!("{INBOXES}{padded}"));
    vouch.file("strict.toml", "");
    vouch.file("lenient.toml", "[policy.rules]\nV407 = \"allow\"\n");
    let run = vouch.run(["evals", "compare", "strict.toml", "lenient.toml"]);
    assert_eq!((run.code, run.err.as_str()), (1, ""));
    insta::assert_snapshot!(run.out, @"
    inboxes/padded: passed → failed
      - claim 1 is rejected V407
    inboxes expectations_met                 1.000 → 0.667  worse
    inboxes verdict_right                    1.000 → 0.667  worse

    rule                      before     now     only before / now
    V407                           1       0                 1 / 0

    inboxes/padded
      ~ Requests come in by email to four different inboxes, and the laboratory closes at noon. (rejected V407 → accepted)
    ");
    let run = vouch.run(["evals", "compare", "strict.toml", "strict.toml"]);
    assert_eq!((run.code, run.out.as_str()), (0, "nothing differs\n"));
    let run = vouch.run(["evals", "compare", "strict.toml", "lost.toml"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    insta::assert_snapshot!(run.err, @"
    error: cannot read the settings `lost.toml`
      because: No such file or directory (os error 2)
    ");
}

/// One section, drafted by a model from evidence that the case brings with it.
const SECTION: &str = r#"
about = "Why they bought, as a model has it."

[[case]]
name = "why"
as_of = "2026-06-30"
exchange = "exchanges/why"
section = "why"

[[case.source]]
id = "gong:call/1"
kind = "call"
date = "2026-05-12"
author = "Ines Duarte"
affiliation = "customer"
text = "Requests come in by email to four different inboxes. Half the time a method or a sample count is missing, so we write back and wait."

[[case.expect.stated]]
fact = "what is missing"
says = ["half the time", "sample count"]
cited_to = ["gong:call/1"]
"#;

/// Two models that were asked the same: the same case, whatever the recordings are called.
#[test]
fn two_models() {
    let vouch = with_suite("section", SECTION);
    let silent = Model::new(said(r#"{"claims": [], "questions": []}"#));
    for (name, model) in [("talks", Model::scripted()), ("silent", silent)] {
        model.serve(&vouch);
        let run = vouch.run(["evals", "record", "--name", name]);
        let kept = run.err.ends_with(&format!(" in `exchanges/why/{name}`\n"));
        assert_eq!((run.code, kept), (0, true), "{run:?}");
    }
    let run = report(&vouch, &[]);
    assert_eq!((run.code, names(&run.json())), (1, vec!["why@silent", "why@talks"]));
    let run = report(&vouch, &["--model", "talks"]);
    assert_eq!((run.code, names(&run.json())), (0, vec!["why@talks"]));

    let run = vouch.run(["evals", "compare", "model:talks", "model:silent"]);
    assert_eq!((run.code, run.err.as_str()), (1, ""));
    insta::assert_snapshot!(run.out, @"
    section/why: passed → failed
      - states what is missing
    section expectations_met                 1.000 → 0.000  worse
    section fact_coverage                    1.000 → 0.000  worse

    rule                      before     now     only before / now
    V104                           1       0                 0 / 0

    section, let through      before     now     only before / now
    why                            1       0                 0 / 0

    section/why why
      - Ines Duarte said that half the time a method or a sample count is missing, so that they write back and wait. (accepted)
      - Ines Duarte said that requests come in to four inboxes and are copied into a spreadsheet by hand. (rejected V104)
    ");
}

/// A model that is asked twice may answer twice; what holds only sometimes does not hold.
#[test]
fn repeated_runs_say_how_much_they_differ() {
    let vouch = with_suite("section", SECTION);
    // The script goes on: the second time it says what it was to say in a revision.
    let model = Model::scripted();
    model.serve(&vouch);
    let run = vouch.run(["evals", "run", "--live", "--repeat", "2"]);
    assert_eq!((run.code, run.err.as_str(), model.prompts().len()), (1, "", 2));
    assert!(
        run.out
            .contains("\n  \u{2718} states what is missing (holds in 1 of 2 runs)\n"),
        "{}",
        run.out
    );
    let (_, counted) = run.out.split_once("\nsuite ").unwrap();
    let (counted, _) = counted.split_once("\nasked of a model").unwrap();
    insta::assert_snapshot!(format!("suite {counted}"), @"
    suite          metric                  share     of  95 %
    section        citation_precision      1.000      1
                     mean                  1.000         ± 0.000 in 1 run, 1.000–1.000
                   citation_recall         1.000      1
                     mean                  1.000         ± 0.000 in 1 run, 1.000–1.000
                   duplicates              0.000      1
                     mean                  0.000         ± 0.000 in 1 run, 0.000–0.000
                   expectations_met        1.000      1
                     mean                  0.500         ± 0.707 in 2 runs, 0.000–1.000
                   fact_coverage           1.000      1
                     mean                  0.500         ± 0.707 in 2 runs, 0.000–1.000
                   quote_validity          0.500      2
                     mean                  0.250         ± 0.354 in 2 runs, 0.000–0.500
                   refused_share           0.500      2
                     mean                  0.750         ± 0.354 in 2 runs, 0.500–1.000
                   revision_gain           0.000      1
                     mean                  0.000         ± 0.000 in 2 runs, 0.000–0.000
    ");
    // Where nobody is asked, the same answers come every time.
    let run = vouch.run(["evals", "run", "--repeat", "2"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
}
