//! What a snapshot flags, and what sends it to a person (HS-5, HS-13).

use super::customer::{Customer, ago, ahead, health};
use super::written::write;
use super::{flagged, flags};
use crate::support::{Vouch, list, text};

/// Whether a snapshot has a flag of that kind.
fn has(customer: &Customer, kind: &str) -> bool {
    flags(&customer.health()).contains(&kind)
}

/// HS-5: evidence that is missing.
#[test]
fn missing_evidence_is_flagged() {
    assert!(!has(&Customer::healthy(), "missing_evidence"));
    let brief = Customer::healthy().with(|it| it.invoices.clear()).health();
    let flag = flagged(&brief, "missing_evidence");
    assert!(
        flag.iter().any(|it| text(it, "message").contains("billing")),
        "{flag:?}"
    );
}

/// HS-5: a day that is close, or has passed.
#[test]
fn timing_risk_is_flagged() {
    assert!(!has(&Customer::healthy(), "timing_risk"));
    let late = Customer::healthy().with(|it| it.milestones[1].2 = None);
    assert!(has(&late, "timing_risk"));
}

/// HS-5: money.
#[test]
fn commercial_risk_is_flagged() {
    assert!(!has(&Customer::healthy(), "commercial_risk"));
    let owing = Customer::healthy().with(|it| it.invoices[0] = ("HO-2026-1", ago(20), false));
    let brief = owing.health();
    assert!(flags(&brief).contains(&"commercial_risk"));
    let overdue = flagged(&brief, "billing_overdue");
    assert!(text(overdue[0], "message").contains("20 days"), "{overdue:?}");
    assert_eq!(
        list(overdue[0], "citations")[0]["source_id"],
        "stripe:invoice/in_H10Falk"
    );
}

/// HS-5, HS-13: a renewal within ninety days goes to a person, one within ninety-one doesn't.
#[test]
fn a_near_renewal_goes_to_a_person() {
    let renews = |days: i32| Customer::healthy().with(|it| it.renewal = ahead(days));
    for (days, near) in [(90, true), (91, false), (1, true)] {
        let brief = renews(days).health();
        let required = flagged(&brief, "review_required");
        let for_renewal = required
            .iter()
            .any(|it| text(it, "message").contains("the contract renews"));
        assert_eq!(
            (flags(&brief).contains(&"renewal_near"), for_renewal),
            (near, near),
            "{days}: {required:?}"
        );
    }
}

/// HS-13: the top tenth by yearly value, or an amount that the settings name; the amount itself counts.
#[test]
fn high_value_goes_to_a_person() {
    let customers: Vec<Customer> = [
        ("fir-hill", "Fir Hill", "F1"),
        ("gull-bay", "Gull Bay", "G1"),
        ("halden-optics", "Halden Optics", "H1"),
    ]
    .into_iter()
    .enumerate()
    .map(|(at, (slug, name, code))| {
        Customer::healthy()
            .named(slug, name, code)
            .with(|it| it.value = 10_000 * (u32::try_from(at).unwrap() + 1))
    })
    .collect();
    let vouch = Vouch::with(write(&customers).path());
    let valued = |vouch: &Vouch| {
        let all = customers
            .iter()
            .map(|it| (it.slug, flags(&health(vouch, it.slug, &[])).contains(&"high_value")));
        all.filter(|(_, high)| *high).map(|(slug, _)| slug).collect::<Vec<_>>()
    };
    assert_eq!(valued(&vouch), ["halden-optics"]);
    vouch.file("policy.toml", "high_value = 20000\n");
    vouch.file("vouch.toml", "[health]\npolicy = \"policy.toml\"\n");
    assert_eq!(valued(&vouch), ["gull-bay", "halden-optics"]);
    vouch.file("policy.toml", "high_value = 20001\n");
    assert_eq!(valued(&vouch), ["halden-optics"]);
}
