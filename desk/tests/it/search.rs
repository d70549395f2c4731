//! Searching one account's evidence (CO-1).

use serde_json::{Value, json};

use crate::exports::Exports;
use crate::support::{Vouch, exports, fixtures, text};

fn found(vouch: &Vouch, account: &str, words: &str) -> Vec<Value> {
    let hits = vouch.json(0, ["search", account, words]);
    hits.as_array().unwrap().clone()
}

/// CO-1: a rare word of a note, of a ticket and of a call brings exactly that document, with its
/// kind, date and id, and of this account only.
#[test]
fn a_rare_word_brings_its_document() {
    for (word, kind, date, id) in [
        (
            "touchy",
            "note",
            "2026-06-17",
            "note:file/northwind-labs-pricing-2026-06-17",
        ),
        ("metadata", "comment", "2026-06-26", "zendesk:comment/33272"),
        ("auditors", "call", "2026-05-26", "gong:call/88117"),
        (
            "asbestos",
            "transcript",
            "2026-06-09",
            "zoom:transcript/GMT20260609-090000_Recording",
        ),
    ] {
        let hits = found(fixtures(), "northwind", word);
        // A ticket repeats its public comments, and may come beside one.
        let told: Vec<[&Value; 3]> = hits
            .iter()
            .filter(|hit| hit["kind"] != "ticket")
            .map(|hit| [&hit["kind"], &hit["date"], &hit["source_id"]])
            .collect();
        assert_eq!(told, [[&json!(kind), &json!(date), &json!(id)]]);
        assert!(text(&hits[0], "text").contains(word));
        assert_eq!(found(fixtures(), "halden", word), Vec::<Value>::new());
    }
}

/// What may not be used is not found: restricted, deleted, later than the day.
#[test]
fn what_may_not_be_used_is_not_found() {
    for word in ["Sheffield", "laboratory"] {
        let hits = found(fixtures(), "northwind", word);
        assert!(
            hits.iter()
                .all(|hit| !text(hit, "text").contains("Sheffield") && !text(hit, "text").contains("two weeks")),
            "{hits:?}"
        );
    }
    let later = Vouch::with(&exports()).on("2026-05-20");
    let hits = found(&later, "northwind", "export of the CRM");
    assert!(
        hits.iter()
            .all(|hit| hit["date"].as_str().is_none_or(|date| date <= "2026-05-20")),
        "{hits:?}"
    );
}

/// The index is a projection of the store: thrown away and built again it gives the same
/// answers, byte for byte.
#[test]
fn a_rebuilt_index_gives_the_same_answers() {
    let vouch = Vouch::with(&exports());
    let ask = || {
        ["export", "four weeks", "requests in the queue", "training"].map(|words| {
            vouch
                .run(["--format", "json", "search", "northwind", words, "--explain"])
                .out
        })
    };
    let before = ask();
    assert!(before.iter().all(|it| it.len() > 100));
    vouch.json(0, ["index", "rebuild"]);
    assert_eq!(ask(), before);
    std::fs::remove_dir_all(vouch.data().join("index")).unwrap();
    assert_eq!(ask(), before);
}

/// An index that followed the store step by step answers as one that is built at once.
#[test]
fn an_index_that_followed_answers_as_a_new_one() {
    let changed = Exports::copy().edit("salesforce/Task.csv", "has still not arrived", "came this morning");
    let vouch = Vouch::with(&exports());
    vouch.json(0, ["ingest", changed.path().to_str().unwrap()]);
    let ask = || {
        vouch
            .run(["--format", "json", "search", "northwind", "export", "--explain"])
            .out
    };
    let followed = ask();
    assert!(followed.contains("came this morning") && !followed.contains("has still not arrived"));
    vouch.json(0, ["index", "rebuild"]);
    assert_eq!(ask(), followed);
}

/// `--explain` says why a passage stands where it does.
#[test]
fn a_score_can_be_explained() {
    let run = fixtures().run(["search", "northwind", "export", "--explain", "--limit", "2"]);
    insta::assert_snapshot!(run.out, @"
    5.15  2026-06-26  salesforce:task/00T8d00000Nt3CcEAJ  (CRM activity)  Dana Whitcombe
          why: `export` 2.18 + `export` in the title 1.06 + `export` as the best answers have 0.20 + `status` as the best answers have 0.08 + `ruth` as the best answers have 0.11 + `call` as the best answers have 0.12 + `accountid` as the best answers have 0.07 + `activityd` as the best answers have 0.12 + `complet` as the best answers have 0.10 + `createdd` as the best answers have 0.09, times 1.25 for its date
          Subject: Chased the export
    4.86  2026-06-23  plan:risk/RSK-N-1  (recorded risk)
          why: `export` 2.53 + `export` in the title 0.61 + `export` as the best answers have 0.24 + `status` as the best answers have 0.10 + `crm` as the best answers have 0.13 + `client` as the best answers have 0.08 + `open` as the best answers have 0.09 + `arriv` as the best answers have 0.14, times 1.24 for its date
          title: Client history cannot be loaded until the CRM export arrives
    ");
}

/// A search can be narrowed to kinds and days; what goes beyond the budget of tokens is marked
/// where somebody asks why.
#[test]
fn a_search_is_narrowed() {
    let search = |more: &[&str]| -> Vec<Value> {
        let run = fixtures().run(["--format", "json", "search", "northwind", "export"].iter().chain(more));
        assert_eq!(run.code, 0, "{run:?}");
        run.json().as_array().unwrap().clone()
    };
    let all = search(&[]);
    let of =
        |hits: &[Value], field: &str| -> Vec<String> { hits.iter().map(|hit| text(hit, field).to_owned()).collect() };
    let kinds = of(&all, "kind");
    assert!(
        kinds.contains(&"call".to_owned()) && kinds.contains(&"task".to_owned()),
        "{kinds:?}"
    );

    assert_eq!(of(&search(&["--kind", "call"]), "source_id"), ["gong:call/88117"]);
    let (since, until) = (search(&["--since", "2026-06-20"]), search(&["--until", "2026-06-19"]));
    assert!(!since.is_empty() && of(&since, "date").iter().all(|date| date.as_str() >= "2026-06-20"));
    assert!(!until.is_empty() && of(&until, "date").iter().all(|date| date.as_str() < "2026-06-20"));

    let left_out = |hits: &[Value]| hits.iter().filter(|hit| hit["left_out"] == true).count();
    let explained = search(&["--explain", "--budget", "110"]);
    assert_eq!(explained.len(), all.len());
    assert!(left_out(&explained) > 0 && left_out(&search(&["--explain"])) == 0);
}
