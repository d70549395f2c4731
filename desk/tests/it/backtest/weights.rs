//! Weights are proposed, and a person accepts them.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::json;

use super::{fixture, mapping, share};
use crate::desk::{CSM, Desk, OPERATIONS};
use crate::support::{Run, list, text};

/// A desk with people, and thirty more accounts of which the first ten fall and leave.
fn many() -> (Desk, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let mut accounts = "account,industry,plan_tier,signup_date,mrr\n".to_owned();
    let mut usage = "account,week,events\n".to_owned();
    let mut outcomes = "account,outcome,date\n".to_owned();
    for number in 0..30 {
        let name = format!("account-{number:02}");
        let falls = number < 10;
        accounts.push_str(&format!("{name},joinery,growth,2025-03-10,100\n"));
        outcomes.push_str(&format!(
            "{name},{},2026-03-29\n",
            if falls { "churned" } else { "renewed" }
        ));
        for week in 0..20 {
            let day = jiff::civil::date(2025, 8, 11).saturating_add(jiff::ToSpan::weeks(week));
            // In the last four weeks those who leave do less, each by another share.
            let events = if falls && week >= 16 {
                40 + 4 * number
            } else {
                100 + number
            };
            usage.push_str(&format!("{name},{day},{events}\n"));
        }
    }
    for (file, content) in [("accounts.csv", accounts), ("usage.csv", usage)] {
        fs::write(folder.path().join(file), content).unwrap();
    }
    let desk = Desk::new();
    desk.vouch.file(
        "vouch.toml",
        format!("[health]\npolicy = \"{}\"\n\n{}", fixture("policy.toml"), mapping()),
    );
    let run = desk.run("", &["ingest", folder.path().to_str().unwrap()]);
    assert_eq!(run.code, 0, "{run:?}");
    let outcomes = desk.vouch.file("outcomes.csv", outcomes);
    (desk, outcomes)
}

/// Settings that score by that file.
fn score_by(desk: &Desk, policy: &Path) -> Run {
    let settings = desk.vouch.file(
        "other.toml",
        format!("[health]\npolicy = \"{}\"\n", policy.to_str().unwrap()),
    );
    desk.run("", &["accounts", "--config", settings.to_str().unwrap()])
}

/// HS-31: weights that past outcomes speak for are a proposal. Nothing scores by it before somebody who may has
/// accepted it, and nothing scores by it once it was changed afterwards.
#[test]
fn weights_are_proposed_and_a_person_accepts_them() {
    let (desk, outcomes) = many();
    let outcomes = outcomes.to_str().unwrap();
    let policy = desk.vouch.file("policies/none", "").with_file_name("proposal.toml");
    let file = policy.to_str().unwrap();
    let fit = desk.json("", 0, &["fit", "--outcomes", outcomes, "--out", file]);
    assert_eq!(
        [&fit["cases"], &fit["known"], &fit["churned"], &fit["not_proposed"]],
        [&json!(30), &json!(30), &json!(10), &json!("")]
    );
    // Usage alone is known, and it keeps what the others don't have.
    let proposed: Vec<u64> = list(&fit, "signals")
        .iter()
        .map(|it| it["proposed"].as_u64().unwrap())
        .collect();
    assert_eq!(proposed, [20, 15, 15, 10, 10, 15, 15]);
    assert_eq!(fit["auc"]["value"], 1.0);

    let not_yet = score_by(&desk, &policy);
    assert_eq!(not_yet.code, 2);
    insta::assert_snapshot!(not_yet.err, @r"
    error: the health policy `TMP/policies/proposal.toml` can't be used
      because: it is only proposed (on 2026-06-30 from outcomes.csv, 90 days before each outcome: 30 known cases, 10 of them churned); somebody must accept it with `vouch fit accept FILE`
    ");
    // It can be tried, for nothing is changed by that.
    let tried = desk.json(
        "",
        0,
        &["backtest", "--outcomes", outcomes, "--policy", file, "--without-caps"],
    );
    assert_eq!(
        (text(&tried, "policy"), &tried["recall"]),
        ("two tables, fitted 2026-06-30", &share(10, 10, "1"))
    );
    insta::assert_snapshot!(desk.refused("", &["fit", "accept", file]), @r"
    error: nobody has signed in, and to accept weights takes a name
    hint: set `VOUCH_TOKEN` to your token, or name yourself with `--user LOGIN`
    hint: `vouch user init` makes the first person, `vouch user add` the others
    ");
    insta::assert_snapshot!(desk.refused(CSM, &["fit", "accept", file]), @r"
    error: `tobias` may not do that: to accept weights takes the role `cs_operations` or `supervisor`
    hint: an administrator grants roles with `vouch user grant`
    ");
    let entries = |desk: &Desk| {
        let chain = desk.json("", 0, &["audit", "verify"]);
        assert_eq!(chain["sound"], json!(true));
        chain["entries"].as_u64().unwrap()
    };
    let before = entries(&desk);
    insta::assert_snapshot!(desk.out(OPERATIONS, 0, &["fit", "accept", file]), @r#"accepted `two tables, fitted 2026-06-30`; the settings score by it with `[health]` and `policy = "TMP/policies/proposal.toml"`"#);
    let written = fs::read_to_string(&policy).unwrap();
    assert!(
        written.contains("\n[accepted]\nby = \"omar\"\non = \"2026-06-30\"\ndigest = \"sha256:"),
        "{written}"
    );
    assert_eq!(score_by(&desk, &policy).code, 0);
    assert_eq!(entries(&desk), before + 1);
    insta::assert_snapshot!(desk.refused(OPERATIONS, &["fit", "accept", file]), @r"
    error: `TMP/policies/proposal.toml` can't be accepted
      because: `omar` accepted it on 2026-06-30 already
    ");

    fs::write(&policy, written.replace("usage = 20\n", "usage = 25\n")).unwrap();
    let changed = score_by(&desk, &policy);
    assert_eq!(changed.code, 2);
    insta::assert_snapshot!(changed.err, @r"
    error: the health policy `TMP/policies/proposal.toml` can't be used
      because: it was changed after `omar` had accepted it on 2026-06-30; take `[accepted]` out and have it accepted again with `vouch fit accept FILE`
    ");
    // A proposal never takes another file's place.
    insta::assert_snapshot!(desk.refused("", &["fit", "--outcomes", outcomes, "--out", file]), @r"
    error: `TMP/policies/proposal.toml` exists already
    hint: a proposal gets a file of its own; name another with `--out`
    ");
}
