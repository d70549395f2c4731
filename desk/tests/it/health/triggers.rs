//! What starts a snapshot (HS-1).

use jiff::civil::date;

use super::customer::{Customer, TODAY, ago, ahead, health};
use super::reasons;

/// What started the snapshot of a customer, and the record that shows it.
fn started(customer: &Customer, options: &[&str]) -> (String, String) {
    let brief = health(&customer.vouch(), customer.slug, options);
    let trigger = &brief["trigger"];
    let word = |name: &str| trigger[name].as_str().unwrap_or_default().to_owned();
    (word("kind"), word("record"))
}

/// A customer with a snapshot of last week, so that nothing but the week starts one.
fn looked_at() -> Customer {
    Customer::healthy().with(|it| it.history = vec![(ago(40), 80, "green"), (ago(7), 82, "green")])
}

/// HS-1: a week in which nobody has looked.
#[test]
fn a_weekly_review_starts_one() {
    assert_eq!(
        started(&looked_at(), &[]),
        ("weekly_review".to_owned(), "calendar:2026-W27".to_owned())
    );
}

/// HS-1: looked at on Monday, it is not looked at again on Tuesday; on the next Monday it is.
#[test]
fn a_week_that_was_looked_at_starts_none() {
    let vouch = looked_at().vouch().on("2026-06-29");
    assert_eq!(
        vouch.json(0, ["health", "halden-optics"])["trigger"]["kind"],
        "weekly_review"
    );
    let vouch = vouch.on("2026-06-30");
    let next = vouch.json(1, ["health", "halden-optics"]);
    assert_eq!(
        (next["state"].as_str(), reasons(&next)),
        (Some("stopped"), vec!["no_trigger"])
    );
    let by_hand = vouch.json(0, ["health", "halden-optics", "--trigger", "manual:the board asks"]);
    assert_eq!(by_hand["trigger"]["kind"], "manual");
    let vouch = vouch.on("2026-07-06");
    assert_eq!(
        vouch.json(0, ["health", "halden-optics"])["trigger"]["kind"],
        "weekly_review"
    );
}

/// HS-1: ten points, or another level; the threshold is a setting.
#[test]
fn a_material_change_starts_one() {
    let moved = |then: u32, now: u32| {
        Customer::healthy().with(|it| it.history = vec![(ago(40), then, "green"), (ago(7), now, "green")])
    };
    let record = "health:snapshot/HS-H1-1".to_owned();
    assert_eq!(
        started(&moved(90, 80), &[]),
        ("material_change".to_owned(), record.clone())
    );
    assert_eq!(started(&moved(90, 81), &[]).0, "weekly_review");
    let level = Customer::healthy().with(|it| it.history = vec![(ago(40), 71, "green"), (ago(7), 69, "amber")]);
    assert_eq!(started(&level, &[]), ("material_change".to_owned(), record));
    let vouch = moved(90, 80).vouch();
    vouch.file("policy.toml", "material_points = 20\n");
    vouch.file("vouch.toml", "[health]\npolicy = \"policy.toml\"\n");
    assert_eq!(health(&vouch, "halden-optics", &[])["trigger"]["kind"], "weekly_review");
}

/// HS-1: near is a setting, and the day itself counts.
#[test]
fn a_renewal_that_is_near_starts_one() {
    let renews = |days: i32| looked_at().with(|it| it.renewal = ahead(days));
    let (kind, record) = started(&renews(90), &[]);
    assert_eq!(
        (kind.as_str(), record.as_str()),
        ("renewal_near", "contract:order-form/halden-optics")
    );
    assert_eq!(started(&renews(91), &[]).0, "weekly_review");
    let vouch = renews(90).vouch();
    vouch.file("vouch.toml", "[thresholds]\nrenewal_near_days = 60\n");
    assert_eq!(health(&vouch, "halden-optics", &[])["trigger"]["kind"], "weekly_review");
}

/// HS-1: no snapshot, or none of the last thirty days.
#[test]
fn a_missing_snapshot_starts_one() {
    assert_eq!(started(&Customer::healthy(), &[]).0, "snapshot_missing");
    let old = |days: i32| {
        Customer::healthy().with(|it| it.history = vec![(ago(days + 30), 80, "green"), (ago(days), 82, "green")])
    };
    assert_eq!(
        started(&old(31), &[]),
        ("snapshot_missing".to_owned(), "health:snapshot/HS-H1-1".to_owned())
    );
    assert_eq!(started(&old(30), &[]).0, "weekly_review");
}

/// HS-1: what somebody asks for needs no record, and the strongest trigger stands where none is named.
#[test]
fn somebody_may_ask_for_a_kind() {
    let both = Customer::healthy().with(|it| {
        it.renewal = ahead(10);
        it.history = vec![(ago(40), 90, "green"), (ago(7), 60, "amber")];
    });
    assert_eq!(started(&both, &[]).0, "material_change");
    assert_eq!(started(&both, &["--trigger", "weekly_review"]).0, "weekly_review");
    assert_eq!(TODAY, date(2026, 6, 30));
}
