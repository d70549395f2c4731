//! Green outside, red inside (HS-15, HS-23).

use serde_json::{Value, json};

use super::customer::{Customer, ago};
use super::{caps, flagged, flags, signal};
use crate::support::{list, text};

/// HS-15: strong log-ins, but two missed milestones and no replies to the account manager.
fn watermelon() -> Customer {
    Customer::healthy().with(|it| {
        it.milestones[1].2 = None;
        it.milestones[0].2 = None;
        it.mails = vec![(ago(75), "Thank you, the new layout is great and the team enjoys it.")];
        it.calls = vec![(ago(80), "We are pleased with how the second line works now.")];
        it.tasks = vec![
            (
                "Asked for a date",
                "Wrote to Ines Falk about the review; no answer so far.",
                ago(25),
                "Email",
            ),
            (
                "Asked again",
                "Second mail to Ines Falk, she has not replied.",
                ago(16),
                "Email",
            ),
            (
                "Called the office",
                "Left a voicemail for Marit Olsen, who did not call back.",
                ago(6),
                "Call",
            ),
        ];
        it.history = vec![(ago(90), 82, "green"), (ago(30), 82, "green")];
    })
}

/// HS-15: the score must not stay green; relationship and outcome risk are flagged for the owner.
#[test]
fn strong_use_does_not_keep_a_score_green() {
    let brief = watermelon().health();
    let usage = signal(&brief, "usage");
    assert_eq!(text(usage, "level"), "green");
    for name in ["relationship", "milestones"] {
        assert_eq!(text(signal(&brief, name), "level"), "red", "{name}");
    }
    assert_eq!(text(&brief["health"], "level"), "amber");
    assert_eq!(caps(&brief), ["relationship_at_risk", "outcome_at_risk"]);
    let kinds = flags(&brief);
    for kind in [
        "missed_milestones",
        "no_replies",
        "conflicting_signals",
        "review_required",
    ] {
        assert!(kinds.contains(&kind), "{kinds:?}");
    }
    for kind in ["missed_milestones", "no_replies"] {
        for flag in flagged(&brief, kind) {
            assert!(list(flag, "routes").contains(&Value::from("account_owner")), "{flag}");
            assert!(!list(flag, "citations").is_empty(), "{flag}");
        }
    }
    assert_eq!(brief["state"], "in_review");
}

/// HS-23: each red signal is named beside the total, on the terminal too.
#[test]
fn a_red_signal_is_seen_beside_the_total() {
    let customer = watermelon();
    let vouch = customer.vouch();
    let run = vouch.run(["health", customer.slug]);
    assert_eq!(run.code, 0, "{run:?}");
    let row = |name: &str| run.out.lines().find(|line| line.contains(name) && line.contains("red"));
    assert!(
        row("relationship").is_some() && row("milestones").is_some(),
        "{}",
        run.out
    );
    let one = Customer::healthy().with(|it| it.invoices[0] = ("HO-2026-1", ago(75), false));
    let brief = one.health();
    assert_eq!(
        (text(signal(&brief, "billing"), "level"), caps(&brief)),
        ("red", vec!["red_signal"])
    );
    assert_eq!(text(&brief["health"], "level"), "amber");
    assert!(
        brief["health"]["score"].as_u64().unwrap() >= 70,
        "the score itself is high"
    );
    assert_eq!(brief["health"]["caps"][0]["signals"], json!(["billing"]));
}
