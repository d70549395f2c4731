//! What a person reads: tables, manual pages, errors, and no colour where none is wanted.

use serde_json::json;

use crate::support::{exports, fixtures, text};

/// The table of the rules about claims, and that of the rules about routing and whole drafts.
fn rules() -> (String, String) {
    let told = fixtures().run(["rules"]).out;
    let (claims, rest) = told.split_once("routing:").unwrap();
    (claims.to_owned(), format!("routing:{rest}"))
}

/// The table of rules, as far as they are about claims.
#[test]
fn the_rules_of_claims_at_a_glance() {
    insta::assert_snapshot!(rules().0, @"
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
      V108  deny    Rejects a claim for the customer's eyes that rests on words
                    nobody may pass on.
      V109  review  Sends a claim about today to a person where what it rests on is
                    old.
      V110  deny    Rejects a citation of what no longer counts, or never did.
      V111  deny    Rejects words that are given to somebody who did not say them.

    goal: whom does it serve?
      V201  deny    Rejects a value claim that serves no goal.
      V202  deny    Rejects a claim for a goal that the account doesn't have.
      V203  deny    Rejects a value claim for a goal that was closed.
      V204  deny    Rejects a value claim that serves another goal than the one it
                    names.
      V205  demote  Demotes work that is told as value.
      V206  deny    Rejects a goal that is told as its own outcome.
      V207  review  Sends value that is told as a fact to a person.

    figures: do the numbers hold?
      V301  deny    Rejects a figure that the quotes don't hold.
      V302  deny    Rejects a figure that the quotes hold of something else.
      V303  deny    Rejects a figure whose unit or currency is not the source's.
      V304  deny    Rejects a figure told for another time, and a date that nothing
                    cited names.
      V305  deny    Rejects a figure that is told as following from others and
                    doesn't.
      V306  review  Sends a figure to a person that another source gives
                    differently.
      V307  deny    Rejects a progress that is not what baseline, target and current
                    figure give.

    wording: does the sentence say more than its quotes?
      V401  deny    Rejects a name that no quote holds.
      V402  deny    Rejects a claim that affirms what its quote denies, or denies
                    what it affirms.
      V403  deny    Rejects a rise told as a fall, a fall told as a rise, and first
                    and last value exchanged.
      V404  deny    Rejects a word that is the opposite of the quote's, or another
                    value of the same field.
      V405  deny    Rejects a claim that says more, or says it more surely, than its
                    quote.
      V406  deny    Rejects a cause that no quote tells of.
      V407  deny    Rejects a claim of which a part stands in no quote.
      V408  demote  Demotes a proven outcome that only our own words bear out.
      V409  deny    Rejects a claim whose quote gives orders to whoever drafts.
      V410  deny    Rejects a claim or a quote that shows its reader another text
                    than the one compared.
      V411  deny    Rejects a claim that holds a link, markup or control characters.
      V412  deny    Rejects a claim that a brief was approved, checked or released.
      V413  review  Sends an all-clear to a person while a risk is open.

    standing: proven or hoped?
      V501  demote  Demotes a proven outcome that rests on a hope, a plan or an
                    estimate.
      V502  demote  Demotes a proven outcome without a baseline and a later
                    measurement.
      V503  demote  Demotes a proven outcome that was measured outside its goal's
                    window.
      V504  deny    Rejects a goal told as reached whose KPI has not reached its
                    target.
      V505  deny    Rejects an achievement that rests on a KPI or a goal which is
                    not on track.
      V506  deny    Rejects a promise that is told as a fact.
    ");
}

/// The rest of the table.
#[test]
fn the_rules_of_routes_and_drafts_at_a_glance() {
    insta::assert_snapshot!(rules().1, @"
    routing: who must look?
      V601  review  Sends a claim of return on investment or money saved to the
                    account owner.
      V602  warn    Sends what touches renewal, price, discount or contract terms to
                    the account owner.
      V603  warn    Sends a recommendation to the account owner.
      V604  warn    Sends a promise to the people who must stand by it.
      V605  warn    Sends what touches severity, roadmap, refund or cancellation to
                    the account owner.
      V606  review  Sends a claim that tells personal data or a secret to a person.
      V607  warn    Sends what touches law, compliance or security to the
                    supervisor.
      V608  warn    Sends a claim to whom the tenant's own owner-review rules name.

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
      V714  deny    Refuses a recap without what changed, what is still open or
                    which decision comes next.
      V715  deny    Rejects a change of health that rests on nothing but health
                    scores.
      V716  deny    Refuses a health brief without a condition or a next action,
                    each with its evidence.
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
    insta::assert_snapshot!(run.err, @r"
    error: no rule has the code `V199`
    hint: did you mean `V109`, `V101`, `V102`?
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
