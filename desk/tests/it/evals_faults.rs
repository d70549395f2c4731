//! What `vouch evals run` says where there is no suite, or a file is none: the file, the case, and
//! what to write instead.

use crate::suites::{INBOXES, names, report, with_suite};
use crate::support::Vouch;

/// Suites are named, or lie where the program is run; one file may be named alone.
#[test]
fn suites_are_looked_for_here() {
    let vouch = Vouch::new();
    let run = vouch.run(["evals", "run"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    insta::assert_snapshot!(run.err, @"
    error: there is no folder `evals/suites` here
    hint: name the suites, or run this where they are: `vouch evals run path/to/suites`
    ");
    vouch.file("elsewhere/inboxes.toml", INBOXES);
    vouch.file("elsewhere/notes.txt", "no suite");
    for named in ["elsewhere", "elsewhere/inboxes.toml"] {
        let run = report(&vouch, &[named]);
        assert_eq!((run.code, names(&run.json())), (0, vec!["four", "six"]), "{named}");
    }
    let run = vouch.run(["evals", "run", "elsewhere/none.toml"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    insta::assert_snapshot!(run.err, @"
    error: cannot read `elsewhere/none.toml`
      because: No such file or directory (os error 2)
    ");
}

/// What the program says of a suite that can't be run.
fn refused(text: &str) -> String {
    let run = with_suite("inboxes", text).run(["evals", "run"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""), "{}", run.err);
    run.err
}

/// A key that nobody reads would be an expectation that nobody checks.
#[test]
fn an_unknown_key_is_no_suite() {
    let misspelt = INBOXES.replace("name = \"six\"", "name = \"six\"\nrequird = false");
    insta::assert_snapshot!(refused(&misspelt), @"error: `evals/suites/inboxes.toml` is no suite: case `six`: unknown field `requird`, expected one of `name`, `account`, `brief`, `as_of`, `evidence`, `drafter`, `exchange`, `trigger`, `audience`, `required`, `labels`, `expect`, `source`, `section`, `claim`");
    let misplaced = INBOXES.replace("[defaults]", "[treshholds]\n\n[defaults]");
    insta::assert_snapshot!(refused(&misplaced), @"
    error: `evals/suites/inboxes.toml` is no suite: TOML parse error at line 4, column 2
      |
    4 | [treshholds]
      |  ^^^^^^^^^^
    unknown field `treshholds`, expected one of `about`, `defaults`, `thresholds`, `prices`, `case`, `set`
    ");
}

#[test]
fn an_unknown_metric_is_no_threshold() {
    let suite = INBOXES.replace("[defaults]", "[thresholds]\nquote_valid = { min = 1.0 }\n\n[defaults]");
    insta::assert_snapshot!(refused(&suite), @"error: `evals/suites/inboxes.toml` is no suite: there is no metric `quote_valid`; there are `expectations_met`, `fact_coverage`, `citation_precision`, `citation_recall`, `quote_validity`, `refused_share`, `forbidden_stated`, `unsupported_before`, `unsupported_after`, `supported_kept`, `standing_right`, `revision_gain`, `abstention_right`, `verdict_right`, `duplicates`");
}

#[test]
fn a_case_says_who_drafts() {
    let nobody = format!("{INBOXES}\n[[case]]\nname = \"seven\"\n");
    insta::assert_snapshot!(refused(&nobody), @r#"error: `evals/suites/inboxes.toml` is no suite: case `seven`: say who drafts: `drafter = "extractive"` or `exchange = "FOLDER"`"#);
    let both = INBOXES.replace("name = \"six\"", "name = \"six\"\ndrafter = \"extractive\"");
    insta::assert_snapshot!(refused(&both), @"error: `evals/suites/inboxes.toml` is no suite: case `six`: `claim` is judged as it is written; it takes neither `drafter` nor `exchange`");
}

/// A report names cases; of two with one name it could not be told which one failed.
#[test]
fn a_name_is_given_once() {
    insta::assert_snapshot!(refused(&INBOXES.replace("name = \"six\"", "name = \"four\"")), @"error: `evals/suites/inboxes.toml` is no suite: case `four` is there twice");
}

#[test]
fn a_pattern_that_cannot_be_read_is_no_expectation() {
    let suite = format!("{INBOXES}\n[[case.expect.stated]]\nsays = [\"(six\"]\n");
    insta::assert_snapshot!(refused(&suite), @"
    error: `evals/suites/inboxes.toml` is no suite: case `six`: regex parse error:
        (six
        ^
    error: unclosed group
    ");
}
