//! The line that a run holds: nothing may come out worse than in the report that is kept.

use crate::suites::{INBOXES, edit, measured, read, report, with_suite};
use crate::support::{Run, Vouch};

const SUITE: &str = "evals/suites/inboxes.toml";

/// A folder whose baseline is what comes of the suite now.
fn kept(suite: &str) -> Vouch {
    let vouch = with_suite("inboxes", suite);
    let run = vouch.run(["evals", "run", "--update"]);
    let told = (run.code, run.err.as_str());
    assert_eq!(told, (0, "`evals/baseline.json` is the baseline now\n"), "{run:?}");
    vouch
}

/// What a run says below its table: how it stands to the baseline, and what changed.
fn changes<'a>(run: &'a Run, how: &str) -> &'a str {
    let (_, changes) = run.out.split_once(&format!("\n{how} the baseline\n\n")).unwrap();
    changes
}

/// A verdict that changes is told with the words that changed, so that nobody has to look for them.
#[test]
fn a_run_that_is_worse_says_what_changed() {
    let vouch = kept(INBOXES);
    let run = vouch.run(["evals", "run"]);
    assert_eq!((run.code, run.out.contains("baseline")), (0, false), "{run:?}");
    edit(
        &vouch,
        SUITE,
        "email to four different inboxes.\"",
        "email to nine different inboxes.\"",
    );
    let run = vouch.run(["evals", "run", "--markdown", "report.md", "--html", "report.html"]);
    assert_eq!((run.code, run.err.as_str()), (1, ""));
    let changes = changes(&run, "worse than");
    insta::assert_snapshot!(changes, @"
    inboxes/four: passed → failed
      - claim 1 is accepted
    inboxes expectations_met                 1.000 → 0.500  worse
    inboxes verdict_right                    1.000 → 0.500  worse

    rule                      before     now     only before / now
    V301                           1       2                 0 / 1

    inboxes/four
      ~ Requests come in by email to [-four-]{+nine+} different inboxes. (accepted → rejected V301)
    ");
    let markdown = format!("\n### Since the baseline\n\n```text\n{changes}```\n");
    assert!(read(&vouch, "report.md").ends_with(&markdown));
    assert!(read(&vouch, "report.html").contains("<h2>Since the baseline</h2>\n<pre>inboxes/four: passed"));
}

/// A case that need not pass may still not get worse unnoticed: its share fell.
#[test]
fn what_is_only_measured_is_held_too() {
    let vouch = kept(&measured(INBOXES));
    edit(
        &vouch,
        SUITE,
        "{ verdict = \"accepted\" }",
        "{ verdict = \"rejected\" }",
    );
    let run = vouch.run(["evals", "run"]);
    assert_eq!(run.code, 1);
    insta::assert_snapshot!(changes(&run, "worse than"), @"
    inboxes expectations_met                 1.000 → 0.500  worse
    inboxes verdict_right                    1.000 → 0.500  worse
    ");
}

/// To take a case away would otherwise be a way to pass.
#[test]
fn a_case_that_is_gone_is_worse() {
    let vouch = kept(INBOXES);
    let (rest, _) = INBOXES.split_once("[[case]]\nname = \"six\"").unwrap();
    vouch.file(SUITE, rest);
    let run = vouch.run(["evals", "run"]);
    assert_eq!(run.code, 1);
    insta::assert_snapshot!(changes(&run, "worse than"), @"inboxes/six: passed → not there");
    // Who picks cases has not lost the others.
    assert_eq!(vouch.run(["evals", "run", "--filter", "four"]).code, 0);
    assert_eq!(vouch.run(["evals", "run", SUITE]).code, 0);
}

/// What got better is told and fails nothing; with `--update` it becomes the line.
#[test]
fn what_is_better_is_told() {
    let vouch = kept(&measured(&INBOXES.replace(
        "email to four different inboxes.\"",
        "email to nine different inboxes.\"",
    )));
    edit(&vouch, SUITE, "email to nine", "email to four");
    let run = vouch.run(["evals", "run"]);
    assert_eq!(run.code, 0);
    insta::assert_snapshot!(changes(&run, "differs from"), @"
    inboxes/four: passed → passed
      + claim 1 is accepted
    inboxes expectations_met                 0.500 → 1.000  better
    inboxes verdict_right                    0.500 → 1.000  better

    rule                      before     now     only before / now
    V301                           2       1                 1 / 0

    inboxes/four
      ~ Requests come in by email to [-nine-]{+four+} different inboxes. (rejected V301 → accepted)
    ");
    assert_eq!(vouch.run(["evals", "run", "--update"]).code, 0);
    assert!(!vouch.run(["evals", "run"]).out.contains("baseline"));
}

#[test]
fn another_file_can_be_the_baseline() {
    let vouch = with_suite("inboxes", INBOXES);
    let named = ["evals", "run", "--baseline", "kept.json"];
    let run = vouch.run(named);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    insta::assert_snapshot!(run.err, @"
    error: cannot read `kept.json`
      because: No such file or directory (os error 2)
    ");
    let run = vouch.run(named.into_iter().chain(["--update"]));
    assert_eq!((run.code, run.err.as_str()), (0, "`kept.json` is the baseline now\n"));
    assert_eq!(read(&vouch, "kept.json"), report(&vouch, &[]).out);
    assert!(!vouch.data().with_file_name("evals/baseline.json").exists());
    vouch.file("kept.json", "{}");
    let run = vouch.run(named);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    insta::assert_snapshot!(run.err, @"
    error: `kept.json` is no report of a run: missing field `schema` at line 1 column 2
    hint: such a report is what `vouch evals run --format json` prints
    ");
}
