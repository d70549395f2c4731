//! What signals are held against, and how much each counts (HS-11, HS-31).

use serde_json::{Value, json};

use super::customer::{Customer, Goal, TODAY, ago, ahead, health};
use super::{reasons, signal};
use crate::support::{Vouch, list, text};

/// A program whose settings name a policy.
fn with_policy(customer: &Customer, policy: &str) -> Vouch {
    let vouch = customer.vouch();
    vouch.file("policy.toml", policy);
    vouch.file("vouch.toml", "[health]\npolicy = \"policy.toml\"\n");
    vouch
}

/// HS-11: an account with a criterion of its own is held against that, and the snapshot says so.
#[test]
fn a_customers_own_criterion_comes_first() {
    let customer = Customer::healthy();
    let plain = customer.health();
    let criterion = &signal(&plain, "usage")["criterion"];
    assert_eq!(
        (text(criterion, "name"), text(criterion, "origin")),
        ("usage_change", "default")
    );
    let vouch = with_policy(
        &customer,
        "[[criteria]]\naccount = \"halden-optics\"\nreading = \"sessions\"\ngreen = 600\nred = 450\nwhy = \"agreed on 12 January\"\n",
    );
    let own = health(&vouch, customer.slug, &[]);
    let usage = signal(&own, "usage");
    assert_eq!(
        (text(usage, "level"), &usage["criterion"]),
        (
            "red",
            &json!({
                "name": "usage_level", "what": text(&usage["criterion"], "what"), "green": "600", "red": "450",
                "origin": "settings", "why": "agreed on 12 January",
            })
        )
    );
}

/// HS-11: a goal that the customer set for a metric of use is what the metric is held against.
#[test]
fn a_goal_of_the_customers_is_a_criterion() {
    let behind = Customer::healthy().with(|it| {
        it.goals.push(Goal {
            name: "Have 100 active users by July 2026",
            metric: "active users",
            unit: "",
            status: "On Track",
            baseline: 48,
            target: 100,
            current: 54,
            due: ahead(20),
        });
    });
    let brief = behind.health();
    let criterion = &signal(&brief, "usage")["criterion"];
    assert_eq!(
        (
            text(criterion, "name"),
            text(criterion, "origin"),
            text(criterion, "why")
        ),
        ("usage_goal", "goal", "plan:objective/OBJ-H1-1")
    );
    assert_eq!(text(signal(&brief, "usage"), "level"), "red");
}

/// HS-31: the score follows from points and weights, as anybody can reckon it by hand.
#[test]
fn the_score_is_reckoned_by_hand() {
    // Two of three escalations make support red; everything else stays green.
    let customer = Customer::healthy().with(|it| {
        it.tickets = vec![
            ("Line stands still", ago(5), "open", "urgent"),
            ("Wrong labels", ago(4), "open", "urgent"),
        ];
    });
    let brief = customer.health();
    // 100 · (20 + 15 + 10 + 10 + 15 + 15) / (20 + 15 + 15 + 10 + 10 + 15 + 15) = 85.
    assert_eq!(brief["health"]["score"], 85);
    let vouch = with_policy(&customer, "[weights]\nsupport = 100\n");
    // 100 · 85 / 185 = 45.9.
    assert_eq!(health(&vouch, customer.slug, &[])["health"]["score"], 46);
}

/// HS-31: weights of the segment, of a near renewal, of goals and of sponsors nobody meets.
#[test]
fn weights_follow_the_account() {
    let weight = |brief: &Value, name: &str| text(signal(brief, name), "weight").to_owned();
    let customer = Customer::healthy();
    let vouch = with_policy(
        &customer,
        "[[segments]]\nsegment = \"mid-market\"\nweights = { usage = 40 }\n",
    );
    let brief = health(&vouch, customer.slug, &[]);
    assert_eq!(
        (weight(&brief, "usage"), weight(&brief, "billing")),
        ("40".to_owned(), "10".to_owned())
    );
    let near = Customer::healthy().with(|it| it.renewal = ahead(45)).health();
    assert_eq!(
        ["usage", "billing", "relationship", "milestones"].map(|name| weight(&near, name)),
        ["20", "15", "22.5", "22.5"]
    );
    let yesterday = Customer::healthy().with(|it| it.renewal = ago(1)).health();
    assert_eq!(
        weight(&yesterday, "billing"),
        "15",
        "a renewal of yesterday isn't settled yet"
    );
    let named = Customer::healthy().with(|it| {
        it.goals.push(Goal {
            name: "Have 60 active users by December 2026",
            metric: "active users",
            unit: "",
            status: "On Track",
            baseline: 48,
            target: 60,
            current: 54,
            due: ahead(170),
        });
    });
    assert_eq!(weight(&named.health(), "usage"), "30");
    let unmet = Customer::healthy().with(|it| it.calls = vec![(ago(120), "We are pleased with it.")]);
    assert_eq!(weight(&unmet.health(), "relationship"), "22.5");
}

/// HS-31: a policy that can't be used is refused with what to do, and nothing is scored by another.
#[test]
fn a_policy_that_cannot_be_used_is_refused() {
    let customer = Customer::healthy();
    let refused = |policy: &str| {
        let vouch = with_policy(&customer, policy);
        let run = vouch.run(["health", customer.slug]);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{run:?}");
        run.err
    };
    let zero = "[weights]\nusage = 0\nadoption = 0\nsupport = 0\nsentiment = 0\nbilling = 0\nrelationship = 0\nmilestones = 0\n";
    insta::assert_snapshot!(refused(zero), @"
    error: the health policy `policy.toml` can't be used
      because: every signal has the weight 0 by `weights`: give at least one of them more
    ");
    insta::assert_snapshot!(refused("[weights]\nusage = -1\n"), @"
    error: the health policy `policy.toml` can't be used
      because: `weights.usage` is -1: give it 0 or more, 0 for a signal that is not to count
    ");
    insta::assert_snapshot!(refused("[limits]\nusage_chnage = { green = 1, red = 0 }\n"), @"
    error: the health policy `policy.toml` can't be used
      because: `limits` has no reading `usage_chnage`: take one of `usage_change`, `usage_goal`, `seats_used`, `adoption_change`, `features_used`, `adoption_goal`, `open_escalations`, `oldest_ticket`, `ticket_change`, `tone`, `survey`, `days_overdue`, `days_since_contact`, `unanswered`, `sponsor_days`, `missed_milestones`, `goals_behind`, or hold one account's metric against `criteria`
    ");
    insta::assert_snapshot!(refused("[limits]\nusage_change = { green = 5, red = 5 }\n"), @"
    error: the health policy `policy.toml` can't be used
      because: `green` and `red` of `limits.usage_change` are both 5: set them apart, the greater one on the better side
    ");
    insta::assert_snapshot!(refused("[weights\n"), @"
    error: the health policy `policy.toml` can't be used
      because: TOML parse error at line 1, column 9
      |
    1 | [weights
      |         ^
    unclosed table, expected `]`
    ");
}

/// A tie on a boundary is decided for the limit: green at the green one, red at the red one.
#[test]
fn a_tie_has_the_level_of_the_limit() {
    let silent = |days: i32| {
        let customer = Customer::healthy().with(|it| {
            it.mails.clear();
            it.calls = vec![(ago(days), "We are pleased with how it works, thank you.")];
        });
        text(signal(&customer.health(), "relationship"), "level").to_owned()
    };
    assert_eq!([30, 31, 89, 90].map(silent), ["green", "amber", "amber", "red"]);
    assert_eq!(TODAY.to_string(), "2026-06-30");
    assert!(reasons(&Customer::healthy().health()).is_empty());
    assert!(!list(&Customer::healthy().health()["health"], "signals").is_empty());
}
