//! The ten reasons for which health scoring stops (HS-21).

use serde_json::Value;

use super::customer::{Customer, ago};
use super::{flags, reasons};
use crate::support::{Vouch, list, text};

/// HS-21: evidence that is missing, stale or contradictory holds the draft up.
#[test]
fn three_reasons_hold_the_draft() {
    let state = |customer: Customer| {
        let brief = customer.health();
        (text(&brief, "state").to_owned(), reasons(&brief).join(" "))
    };
    let stale = Customer::healthy().with(|it| it.usage.retain(|(_, day, _)| *day <= ago(40)));
    assert_eq!(state(stale), ("paused".to_owned(), "usage_stale".to_owned()));
    let contradictory = Customer::healthy().with(|it| it.dashboard = vec![("sessions", ago(1), 120)]);
    assert_eq!(
        state(contradictory),
        ("paused".to_owned(), "conflicting_signals".to_owned())
    );
    // Where there is no evidence of health at all, there is nothing to draft from.
    let missing = Customer::healthy().with(|it| {
        it.usage.clear();
        it.tickets.clear();
        it.answers.clear();
        it.mails.clear();
        it.tasks.clear();
        it.calls.clear();
        it.invoices.clear();
        it.milestones.clear();
        it.goals.clear();
    });
    let (state, reason) = state(missing);
    assert_eq!((state.as_str(), reason.as_str()), ("paused", "no_evidence"));
}

/// The stop rules that hold up the next action of a snapshot, by what its flags begin with.
fn held_by(brief: &Value, rule: &str) -> Vec<String> {
    let gates = list(brief, "gates").iter();
    let gate = gates.into_iter().find(|it| it["name"] == "stop_rules").unwrap();
    assert_eq!(gate["passed"], false, "{rule}: {gate}");
    text(gate, "why").split("; ").map(str::to_owned).collect()
}

/// HS-21: seven reasons hold up what follows from a snapshot, each shown by the sentence that trips it.
#[test]
fn seven_reasons_hold_the_next_action() {
    let said: [(&str, &str); 7] = [
        (
            "something is commercially sensitive",
            "Please treat it as confidential that a merger is planned for autumn.",
        ),
        (
            "it is tied to a promise to the customer",
            "You promised us the archive by the end of July, and we count on it.",
        ),
        ("it is likely to affect the price", "Your price is too high for us now."),
        (
            "it is likely to affect contract terms",
            "We want to change the contract terms on liability.",
        ),
        (
            "it is likely to affect discounts",
            "We would need a discount of 15% to go on.",
        ),
        (
            "it is likely to affect how the contract is renewed",
            "We have not decided whether we renew in autumn.",
        ),
        (
            "it is likely to affect how a cancellation is handled",
            "If this goes on we will cancel the contract.",
        ),
    ];
    for (rule, sentence) in said {
        let customer = Customer::healthy().with(|it| it.calls.push((ago(3), sentence)));
        let brief = customer.health();
        assert_eq!(text(&brief, "state"), "in_review", "{rule}");
        let held = held_by(&brief, rule);
        assert!(held.iter().any(|it| it == rule), "{rule}: {held:?}");
        let cites = |flag: &&Value| {
            list(flag, "citations").iter().any(|it| {
                sentence.contains(text(it, "quote").trim_end_matches('.')) || text(it, "quote").contains(sentence)
            })
        };
        assert!(
            list(&brief, "flags").iter().any(|it| cites(&it)),
            "{rule}: {:?}",
            flags(&brief)
        );
    }
}

/// HS-21: the ten are part of the workflow's own description.
#[test]
fn the_ten_are_listed() {
    let all = Vouch::new().json(0, ["workflows"]);
    let health = all
        .as_array()
        .unwrap()
        .iter()
        .find(|it| it["kind"] == "health")
        .unwrap();
    let stops: Vec<&str> = list(health, "stops").iter().map(|it| text(it, "name")).collect();
    assert_eq!(
        stops,
        [
            "evidence_missing",
            "evidence_stale",
            "evidence_contradictory",
            "commercially_sensitive",
            "customer_promise",
            "pricing",
            "contract_terms",
            "discounts",
            "renewal_strategy",
            "cancellation",
        ]
    );
}
