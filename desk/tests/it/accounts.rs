//! Naming an account.

use crate::support::{Run, Vouch, fixtures, text};

fn show(name: &str) -> Run {
    fixtures().run(["--format", "json", "account", name])
}

/// An account answers to its slug, its name, its CRM id of 15 and of 18 characters, its ticket
/// organisation and its domain.
#[test]
fn an_account_answers_to_each_of_its_names() {
    for name in [
        "northwind-labs",
        "Northwind Labs",
        "northwind",
        "0018d00000Nw7LaAAJ",
        "0018d00000Nw7La",
        "51180042",
        "northwind-labs.example",
    ] {
        let run = show(name);
        assert_eq!((name, run.code), (name, 0), "{}", run.err);
        assert_eq!(text(&run.json(), "account_id"), "northwind-labs");
    }
}

/// CRM ids of 15 characters tell upper from lower case: another case is another account.
#[test]
fn short_crm_ids_tell_case() {
    assert_eq!(show("0018D00000NW7LA").code, 2);
}

/// A name that nobody has is an error that lists the nearest ones.
#[test]
fn unknown_names_bring_the_nearest() {
    let refused = |name: &str| {
        let run = fixtures().run(["account", name]);
        assert_eq!((run.code, run.out.as_str()), (2, ""));
        run.err
    };
    insta::assert_snapshot!(refused("northwind-lbas"), @"
    error: no account is called `northwind-lbas`
    hint: did you mean `northwind-labs`?
    hint: `vouch accounts` lists all of them
    ");
    insta::assert_snapshot!(refused("Haldan Freight"), @"
    error: no account is called `Haldan Freight`
    hint: did you mean `halden-freight`?
    hint: `vouch accounts` lists all of them
    ");
    insta::assert_snapshot!(refused("nordwind"), @"
    error: no account is called `nordwind`
    hint: did you mean `northwind-labs`?
    hint: `vouch accounts` lists all of them
    ");
    insta::assert_snapshot!(refused("zzz"), @"
    error: no account is called `zzz`
    hint: `vouch accounts` lists all of them
    ");
}

/// Without any evidence the error says what to do.
#[test]
fn an_empty_store_says_what_to_do() {
    let run = Vouch::new().run(["handoff", "northwind"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    insta::assert_snapshot!(run.err, @"
    error: no account is called `northwind`: nothing has been ingested yet
    hint: `vouch ingest PATH` reads exports; `--from PATH` reads them for one run
    ");
}

/// The list of accounts, and one in full.
#[test]
fn accounts_at_a_glance() {
    insta::assert_snapshot!(fixtures().run(["accounts"]).out, @"
    account         owner        renewal     newest      handoff inputs
    halden-freight  Tobias Renn  2027-07-01  2026-06-18  7 of 8, lacks kickoff and first value
    northwind-labs  Tobias Renn  2028-07-01  2026-06-26  8 of 8
    ");
    insta::assert_snapshot!(fixtures().run(["account", "halden"]).out, @"
    Halden Freight (halden-freight)
      owner      Tobias Renn
      renewal    2027-07-01
      newest     2026-06-18
      also known 0018d00000Hf3QeAAJ, 51180077, halden-freight.example

    Goals
      Make quoting easier for the rate desk [plan:objective/OBJ-H-1] open

    People
      Arne Solberg (Managing Director)
      Jonas Moe (IT Coordinator)
      Wenche Lie (Operations Manager)

    Handoff inputs
      present  deal notes
      present  signed scope
      present  goals
      present  stakeholders
      present  promises
      present  implementation
      present  risks
      missing  kickoff and first value (no explicit first-value criteria)

    Sources
           1 account record
           3 contact record
           1 opportunity
           2 CRM activity
           1 support case
           1 ticket
           2 ticket comment
           1 call
           1 meeting
           1 note
           1 order form
           1 non-disclosure agreement
           1 success plan
           1 goal
           1 CS activity
           1 recorded risk
           1 project
           1 milestone
    ");
}
