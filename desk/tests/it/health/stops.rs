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
    let contradictory = Customer::healthy().with(|it| it.usage.push(("sessions", ago(1), 120)));
    assert_eq!(state(contradictory), ("paused".to_owned(), "conflicting_signals".to_owned()));
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
    assert_eq!((state.as_str(), reason.as_str()), ("paused", "input_missing"));
}

/// The stop rules that hold up the next action of a snapshot, by what its flags begin with.
fn held_by(brief: &Value) -> Vec<String> {
    let gates = list(brief, "gates").iter();
    let gate = gates.into_iter().find(|it| it["name"] == "stop_rules").unwrap();
    assert_eq!(gate["passed"], false, "{gate}");
    text(gate, "why").split(", ").map(str::to_owned).collect()
}

/// HS-21: seven reasons hold up what follows from a snapshot, each shown by the sentence that trips it.
#[test]
fn seven_reasons_hold_the_next_action() {
    let said: [(&str, &str); 7] = [
        ("commercially_sensitive", "Our lawyers look at a claim against you because of the outage."),
        ("customer_promise", "You promised us the archive by the end of July, and we count on it."),
        ("pricing", "Your price is too high for us now."),
        ("contract_terms", "We want to change the contract terms on liability."),
        ("discounts", "We would need a discount of 15% to go on."),
        ("renewal_strategy", "We have not decided whether we renew in autumn."),
        ("cancellation", "If this goes on we will cancel the contract."),
    ];
    for (rule, sentence) in said {
        let customer = Customer::healthy().with(|it| it.calls.push((ago(3), sentence)));
        let brief = customer.health();
        assert_eq!(text(&brief, "state"), "in_review", "{rule}");
        let held = held_by(&brief);
        assert!(held.iter().any(|it| it.contains(rule)), "{rule}: {held:?}");
        let cites = |flag: &&Value| list(flag, "citations").iter().any(|it| sentence.contains(text(it, "quote").trim_end_matches('.')) || text(it, "quote").contains(sentence));
        assert!(list(&brief, "flags").iter().any(|it| cites(&it)), "{rule}: {:?}", flags(&brief));
    }
}

/// HS-21: the ten are part of the workflow's own description.
#[test]
fn the_ten_are_listed() {
    let all = Vouch::new().json(0, ["workflows"]);
    let health = all.as_array().unwrap().iter().find(|it| it["kind"] == "health").unwrap();
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
