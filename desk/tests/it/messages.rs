//! What a person reads: tables, manual pages, errors, and no colour where none is wanted.

use serde_json::json;

use crate::support::{exports, fixtures, text};

/// The table of rules.
#[test]
fn the_rules_at_a_glance() {
    insta::assert_snapshot!(fixtures().run(["rules"]).out, @"
    source: does the pointer hold?
      V101  deny    Rejects a claim that points at no source.
      V102  deny    Rejects a citation whose source nobody knows.
      V103  deny    Rejects a citation of another account's source.
      V104  deny    Rejects a quote that does not stand in the source it is cited
                    from.
      V105  deny    Rejects a quote too short to prove anything.
      V106  deny    Rejects a quote put together from pieces that don't belong
                    together.
      V107  deny    Rejects a claim that rests on what its reader may not see.
      V110  deny    Rejects a citation of what no longer counts, or never did.

    goal: whom does it serve?
      V201  deny    Rejects a value claim that serves no goal.
      V202  deny    Rejects a claim for a goal that the account doesn't have.
      V203  deny    Rejects a value claim for a goal that was closed.
      V205  demote  Demotes work that is told as value.
      V206  deny    Rejects a goal that is told as its own outcome.

    figures: do the numbers hold?
      V301  deny    Rejects a figure or a date that the quotes don't hold.

    standing: proven or hoped?
      V501  demote  Demotes a proven outcome that rests on a hope, a plan or an
                    estimate.
      V506  deny    Rejects a promise that is told as a fact.

    routing: who must look?
      V604  warn    Sends a promise to the people who must stand by it.

    draft: is the whole honest?
      V701  deny    Refuses a draft that leaves out an open escalation.
      V702  deny    Refuses a draft whose risks leave out a goal that is off track.
      V703  review  Tells of a goal that a recap passes over.
      V704  warn    Tells of an open risk that nobody owns.
      V705  deny    Tells of two sources that give different values of a metric.
      V706  deny    Tells of a promise that the signed scope contradicts.
      V707  deny    Rejects a derived claim that says something new.
      V708  deny    Rejects a suggestion to sell more that no activity note bears
                    out.
      V709  review  Tells of a section that hides that its evidence was cut.
      V710  deny    Refuses a question whose answer is in the evidence.
      V711  deny    Refuses an executive summary of more than two paragraphs.
      V712  deny    Rejects a key achievement too many, or one without its numbers.
      V713  deny    Refuses a draft that claims value and says nothing against it.
    ");
}

/// Every rule has a manual page, and an unknown code brings the nearest.
#[test]
fn every_rule_is_explained() {
    let rules = fixtures().json(0, ["rules"]);
    for rule in rules.as_array().unwrap() {
        let code = text(rule, "code");
        let page = fixtures().json(0, ["explain", code]);
        assert_eq!(text(&page, "code"), code);
        assert!(text(&page, "manual").len() > 100, "{code}");
        assert_eq!(fixtures().run(["explain", &code.to_lowercase()]).code, 0, "{code}");
    }
    let run = fixtures().run(["explain", "V199"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    insta::assert_snapshot!(run.err, @"
    error: no rule has the code `V199`
    hint: did you mean `V101`, `V102`, `V103`?
    hint: `vouch rules` lists the rules
    ");
}

/// A manual page in full.
#[test]
fn a_manual_page() {
    insta::assert_snapshot!(fixtures().run(["explain", "V104"]).out, @r#"
    # V104 quote not in source (deny)

    Family: source (does the pointer hold?)

    Rejects a quote that does not stand in the source it is cited from.

    ## What it does

    The quote and the source's canonical text are folded (typography, white space, Markdown
    marks and HTML entities don't count) and the quote must be found whole, from a word's
    edge to a word's edge. There is no similarity score: a paraphrase in quotation marks is a
    finding.

    ## Why

    The quote is what a reader checks. If it isn't there, nothing is proven.

    ## Example

    Quoting "we cut it to six hours" from a call in which somebody said "we are near six
    hours".

    ## Instead

    Quote the source's own words.
    "#);
}

/// Under `--format json` errors are JSON too, on standard error; those of the command line also.
#[test]
fn errors_are_json_where_json_is_asked_for() {
    let run = fixtures().run(["--format", "json", "handoff", "northwind-lbas"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    let error: serde_json::Value = serde_json::from_str(&run.err).unwrap();
    assert_eq!(
        error,
        json!({"error": {
            "message": "no account is called `northwind-lbas`",
            "causes": [],
            "hints": ["did you mean `northwind-labs`?", "`vouch accounts` lists all of them"],
        }})
    );
    let run = fixtures().run(["--format", "json", "handof", "northwind"]);
    let error: serde_json::Value = serde_json::from_str(&run.err).unwrap();
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert!(
        error["error"]["message"]
            .as_str()
            .unwrap()
            .contains("unrecognized subcommand"),
        "{error}"
    );
}

/// Bad arguments are exit code 2 as well, and tell what was expected.
#[test]
fn bad_arguments_are_told() {
    let told = |args: &[&str]| {
        let run = fixtures().run(args);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{args:?}");
        run.err
    };
    insta::assert_snapshot!(told(&["handoff"]), @"
    error: the following required arguments were not provided:
      <ACCOUNT>

    Usage: vouch handoff <ACCOUNT>

    For more information, try '--help'.
    ");
    insta::assert_snapshot!(told(&["handoff", "northwind", "--model", "live"]), @"
    error: no model is configured
    hint: set `base_url` and `name` under `[model]` in `vouch.toml`, or draft with `--model extractive`
    ");
    insta::assert_snapshot!(told(&["--config", "none.toml", "rules"]), @"
    error: cannot read the settings `none.toml`
      because: No such file or directory (os error 2)
    ");
}

/// No command named in the output is one that does not exist.
#[test]
fn only_commands_that_exist_are_named() {
    let known = [
        "ingest", "index", "accounts", "account", "search", "source", "handoff", "verify", "rules", "explain",
    ];
    let outputs = [
        fixtures().run(["--help"]).out,
        fixtures().run(["handoff", "northwind"]).out,
        fixtures().run(["handoff", "halden"]).out,
        fixtures().run(["handoff", "nobody"]).err,
    ];
    for output in outputs {
        for (at, _) in output.match_indices("`vouch ") {
            let name = output[at + 7..].split([' ', '`']).next().unwrap();
            assert!(known.contains(&name), "`vouch {name}` does not exist");
        }
    }
}

/// Nothing but text goes where nobody looks, with `NO_COLOR` or without.
#[test]
fn no_escape_codes_off_a_terminal() {
    for (name, value) in [("NO_COLOR", "1"), ("CLICOLOR_FORCE", "")] {
        for args in [vec!["handoff", "halden"], vec!["accounts"], vec!["handoff", "nobody"]] {
            let output = fixtures().command().env(name, value).args(&args).output().unwrap();
            assert!(
                !output.stdout.contains(&0x1b) && !output.stderr.contains(&0x1b),
                "{args:?}"
            );
        }
    }
}

/// The table of an ingest, with a file that is mended, one that is empty and one unknown.
#[test]
fn an_ingest_at_a_glance() {
    let vouch = crate::support::Vouch::new();
    vouch.file(
        "in/accounts.map.csv",
        std::fs::read(exports().join("accounts.map.csv")).unwrap(),
    );
    vouch.file(
        "in/Account.csv",
        std::fs::read(exports().join("salesforce/Account.csv")).unwrap(),
    );
    vouch.file(
        "in/Case.csv",
        "Id,AccountId,Subject,Status,CreatedDate\n5008d00000Bad1AAAI,0018d00000Zz9ZzAAJ,Help,New,2026-06-01\n",
    );
    vouch.file("in/empty.csv", "");
    vouch.file("in/photo.png", [0x89, b'P', b'N', b'G', 0, 1, 2]);
    let run = vouch.run(["ingest", "in"]);
    assert_eq!(run.code, 1);
    insta::assert_snapshot!(run.out, @"
    file                                          read  stored unchanged quarantined
    in/Account.csv                                   2       2         0           0
    in/Case.csv                                      1       0         0           1
    in/accounts.map.csv                              2       2         0           0
    in/empty.csv                                     1       0         0           1
    5 files                                          6       4         0           2

    Notes
      in/accounts.map.csv: names accounts; holds no evidence

    Quarantined (mend the file and ingest it again)
      in/Case.csv
        line 2: unknown account `0018d00000Zz9ZzAAJ`
      in/empty.csv
        file: the file is empty

    Not recognised (1)
      in/photo.png
    ");
}

/// A brief as a person reads it.
#[test]
fn a_brief_fits_eighty_columns() {
    for account in ["northwind", "halden"] {
        let out = fixtures().run(["handoff", account]).out;
        let wide: Vec<&str> = out.lines().filter(|line| line.chars().count() > 80).collect();
        assert_eq!(wide, Vec::<&str>::new());
    }
}
