//! What the customer owner reviews, and what never follows from a score alone (HS-20, HS-22, HS-25,
//! HS-26).

use serde_json::Value;

use super::customer::{Customer, ago, ahead};
use crate::desk::{CSM, Desk, OPERATIONS, SUPERVISOR};
use crate::support::{list, text};

/// What makes another customer of a healthy one.
type Change = fn(&mut Customer);

/// The kinds of change of a snapshot that its owner reviews.
fn reviewed(brief: &Value) -> Vec<&str> {
    let all = list(&brief["health"], "reviews").iter();
    all.filter(|it| !text(it, "why").is_empty())
        .map(|it| text(it, "kind"))
        .collect()
}

/// HS-20: each of the five kinds makes a task for the owner, which nothing but an approval closes.
#[test]
fn five_kinds_of_change_are_reviewed() {
    let troubles: [(&str, Change); 5] = [
        ("renewal_risk", |it| {
            it.renewal = ahead(40);
            it.milestones[0].2 = None;
            it.milestones[1].2 = None;
        }),
        ("executive_escalation", |it| {
            it.tickets.push(("Line stands still", ago(3), "open", "urgent"));
        }),
        ("account_plan", |it| it.goals[0].status = "Off Track"),
        ("customer_outreach", |it| it.mails.clear()),
        ("relationship", |it| {
            it.mails.clear();
            it.calls = vec![(ago(60), "We are pleased with how it works, thank you.")];
        }),
    ];
    assert_eq!(reviewed(&Customer::healthy().health()), Vec::<&str>::new());
    for (kind, trouble) in troubles {
        let customer = Customer::healthy().with(trouble);
        let brief = customer.health();
        if kind != "customer_outreach" {
            assert!(reviewed(&brief).contains(&kind), "{kind}: {:?}", reviewed(&brief));
        }
        let tasks = list(&brief, "tasks").iter().filter(|it| it["closed_by"] == "approval");
        assert!(tasks.count() > reviewed(&brief).len().saturating_sub(1), "{kind}");
        let gates = list(&brief, "gates").iter();
        let owner = gates.into_iter().find(|it| it["name"] == "owner_review").unwrap();
        assert_eq!(owner["passed"], false, "{kind}");
    }
}

/// HS-20, HS-26: the owner approves, after opening evidence or saying why not; until then nothing is
/// released, and what was opened is recorded.
#[test]
fn the_owner_releases_it() {
    let customer = Customer::healthy().with(|it| it.milestones[1].2 = None);
    let desk = Desk::with(customer.exports().path());
    let brief = desk.json("", 0, &["health", customer.slug]);
    let run = desk.id(customer.slug);
    for login in [OPERATIONS, SUPERVISOR] {
        desk.refused(
            login,
            &["review", "approve", &run, "--ok", "all", "--unopened", "in a hurry"],
        );
    }
    desk.out(CSM, 0, &["review", "show", &run]);
    let refused = desk.refused(CSM, &["review", "approve", &run, "--ok", "all"]);
    assert!(refused.contains("you have opened none"), "{refused}");
    let claim = text(&list(&brief, "claims")[0], "id");
    desk.out(CSM, 0, &["review", "open", &run, claim]);
    let refused = desk.refused(CSM, &["review", "approve", &run, "--ok", "renewal_risk"]);
    assert!(refused.contains("executive_escalation"), "{refused}");
    desk.out(CSM, 0, &["review", "approve", &run, "--ok", "all"]);
    let shown = desk.json(CSM, 0, &["review", "show", &run]);
    assert_eq!(shown["state"], "approved", "{shown}");
}

/// HS-22, HS-25: a snapshot of our own is a score like any other: no action rests on it alone.
#[test]
fn nothing_follows_from_our_own_snapshot_alone() {
    let customer = Customer::healthy().with(|it| it.milestones[1].2 = None);
    let desk = Desk::with(customer.exports().path());
    desk.out("", 0, &["health", customer.slug]);
    let run = desk.id(customer.slug);
    let snapshot = format!("vouch:snapshot/{run}=date: 2026-06-30");
    for kind in [
        "outreach",
        "cancellation-assumption",
        "downgrade",
        "executive-escalation",
        "renewal-strategy",
    ] {
        let propose = |cites: &[&str]| {
            let mut args = vec![
                "action",
                "propose",
                customer.slug,
                kind,
                "--text",
                "Ask about the archive.",
            ];
            args.extend(cites.iter().flat_map(|cite| ["--cite", *cite]));
            desk.run(CSM, &args)
        };
        let alone = propose(&[&snapshot]);
        assert_eq!(alone.code, 2, "{alone:?}");
        assert!(
            alone.err.contains("rests on a health score alone"),
            "{kind}: {}",
            alone.err
        );
        let signal = propose(&[&snapshot, "project:milestone/MS-H1-1=Label archive moved"]);
        assert_eq!(signal.code, 0, "{signal:?}");
    }
}
