//! Where an account's health is going, and what a change must show (HS-10, HS-31, HS-35).

use serde_json::json;

use super::customer::{Customer, ago, health};
use super::{claim, flags};
use crate::support::{claims_of, list, text};

/// HS-35: the first time there is nothing to compare with, which is not the same as no change.
#[test]
fn the_first_snapshot_has_no_prior() {
    let customer = Customer::healthy();
    let vouch = customer.vouch();
    let brief = health(&vouch, customer.slug, &[]);
    assert_eq!(
        (text(&brief["health"], "trend"), &brief["health"]["change"]),
        ("no prior", &json!(null))
    );
    assert!(flags(&brief).contains(&"no_prior_snapshot"));
    assert!(claims_of(&brief, "trend").is_empty());
    let run = vouch.run(["health", customer.slug]);
    let head = run.out.lines().find(|line| line.contains("100 of 100")).unwrap();
    assert!(head.contains("no prior") && !head.contains("flat"), "{head}");
}

/// HS-6, HS-35: against scores that were recorded before: the last against the first of a year.
#[test]
fn recorded_scores_tell_a_trend() {
    let course = |scores: &[(i32, u32)]| {
        let history = scores
            .iter()
            .map(|(days, score)| (ago(*days), *score, "green"))
            .collect();
        let brief = Customer::healthy().with(|it| it.history = history).health();
        text(&brief["health"], "trend").to_owned()
    };
    assert_eq!(course(&[(210, 63), (150, 65), (90, 70), (30, 73)]), "improving");
    assert_eq!(course(&[(90, 68), (60, 70), (30, 72)]), "flat");
    assert_eq!(course(&[(210, 85), (150, 80), (90, 76), (30, 72)]), "declining");
    assert_eq!(
        course(&[(400, 20), (60, 80), (30, 82)]),
        "flat",
        "more than a year ago counts no more"
    );
}

/// HS-10: that a score moved is told with the signal behind it.
#[test]
fn a_change_is_told_with_its_signal() {
    let customer = Customer::healthy().with(|it| {
        it.history = vec![(ago(95), 60, "amber"), (ago(33), 78, "green")];
    });
    let brief = customer.health();
    let told = claims_of(&brief, "trend");
    assert!(!told.is_empty());
    for claim in told {
        let sources: Vec<&str> = list(claim, "citations")
            .iter()
            .map(|it| text(it, "source_id"))
            .collect();
        assert!(
            sources.iter().any(|it| it.starts_with("health:snapshot/")),
            "{sources:?}"
        );
        assert!(
            sources.iter().any(|it| !it.starts_with("health:snapshot/")),
            "{sources:?}"
        );
        assert_eq!(claim["verdict"], "accepted", "{claim}");
    }
}

/// HS-10: a change of score that cites nothing but scores is an error of the verifier.
#[test]
fn a_change_without_a_signal_is_refused() {
    let customer = Customer::healthy().with(|it| {
        it.history = vec![(ago(95), 60, "amber"), (ago(33), 78, "green")];
    });
    let vouch = customer.vouch();
    let citation = |id: &str, quote: String| json!({"source_id": id, "quote": quote});
    let scores = [
        citation("health:snapshot/HS-H1-0", format!("date: {}\nscore: 60", ago(95))),
        citation("health:snapshot/HS-H1-1", format!("date: {}\nscore: 78", ago(33))),
    ];
    let draft = |citations: serde_json::Value| {
        let claim = json!({"id": "c1", "text": "The health score went from 60 to 78.", "kind": "fact", "standing": "fact", "citations": citations});
        json!({"account_id": customer.slug, "kind": "health", "claims": [claim]}).to_string()
    };
    let verified = |name: &str, citations: serde_json::Value| {
        let path = vouch.file(name, draft(citations));
        let run = vouch.run(["--format", "json", "verify", path.to_str().unwrap()]);
        run.out.contains("V715")
    };
    assert!(verified("scores.json", json!(scores)));
    let milestone = citation("project:milestone/MS-H1-1", "Label archive moved".to_owned());
    assert!(!verified("signal.json", json!([scores[0], scores[1], milestone])));
}

/// HS-31: every snapshot is kept, and the next one is compared with it.
#[test]
fn snapshots_are_kept_and_compared() {
    let good = Customer::healthy();
    let vouch = good.vouch().on("2026-06-23");
    assert_eq!(vouch.json(0, ["health", good.slug])["health"]["score"], 100);
    let worse = good.with(|it| {
        it.tickets = vec![
            ("Line stands still", ago(5), "open", "urgent"),
            ("Wrong labels", ago(4), "open", "urgent"),
        ];
    });
    let exports = worse.exports();
    let vouch = vouch.on("2026-06-30");
    assert_eq!(vouch.run(["ingest".as_ref(), exports.path().as_os_str()]).code, 0);
    let brief = vouch.json(0, ["health", "halden-optics"]);
    let health = &brief["health"];
    assert_eq!(
        (&health["score"], text(health, "trend"), text(health, "change")),
        (&json!(85), "declining", "-15")
    );
    let history = list(health, "history");
    let days: Vec<(&str, &str)> = history.iter().map(|it| (text(it, "date"), text(it, "score"))).collect();
    assert_eq!(days, [("2026-06-23", "100"), ("2026-06-30", "85")]);
    assert!(history.iter().all(|it| it["ours"] == true));
    let told = claims_of(&brief, "trend");
    let cites = |prefix: &str| {
        list(told[0], "citations")
            .iter()
            .any(|it| text(it, "source_id").starts_with(prefix))
    };
    assert!(cites("vouch:snapshot/") && cites("zendesk:ticket/"), "{told:?}");
    assert!(!text(claim(&brief, text(&health["next_action"], "claim")), "text").is_empty());
    // The same day again is the same run.
    assert_eq!(vouch.json(0, ["health", "halden-optics"])["id"], brief["id"]);
}
