//! What a snapshot comes to: its six artefacts, its three blocks, the first version (HS-4, HS-6, HS-7,
//! HS-16, HS-30, HS-34).

use serde_json::Value;

use super::customer::{Customer, Goal, ago, ahead, health};
use super::{claim, signal};
use crate::desk::{AE, CSM, Desk};
use crate::support::{claims_of, each, list, text};

/// A customer with something good and something bad to tell.
pub(super) fn mixed() -> Customer {
    Customer::healthy().with(|it| {
        it.renewal = ahead(60);
        it.milestones[0].2 = None;
        it.milestones[1].2 = None;
        it.tickets
            .push(("Printer stops after an hour", ago(3), "open", "urgent"));
        it.goals.push(Goal {
            name: "Train 20 people on the label desk by May 2026",
            metric: "people trained",
            unit: "people",
            status: "Completed",
            baseline: 0,
            target: 20,
            current: 24,
            due: ago(31),
        });
        it.history = vec![(ago(95), 88, "green"), (ago(33), 74, "green")];
    })
}

/// HS-4: the snapshot, the signals with their evidence, the trend note, the next action, the owner's
/// review task, and the event that measures it.
#[test]
fn there_are_six_artefacts() {
    let desk = Desk::with(mixed().exports().path());
    let brief = desk.json("", 0, &["health", "halden-optics"]);
    let health = &brief["health"];
    assert_eq!((text(health, "level"), text(health, "trend")), ("amber", "declining"));
    assert!(list(health, "signals").iter().any(|it| !list(it, "sources").is_empty()));
    assert!(!claims_of(&brief, "trend").is_empty());
    let next = &health["next_action"];
    assert_eq!(text(claim(&brief, text(next, "claim")), "kind"), "recommendation");
    assert_eq!(text(next, "owner"), "Tobias Renn");
    let tasks = list(&brief, "tasks").iter();
    let reviews: Vec<&Value> = tasks.filter(|it| text(it, "title").starts_with("Review")).collect();
    assert!(!reviews.is_empty());
    assert!(reviews.iter().all(|it| it["owner"] == "account_owner"), "{reviews:?}");
    // Once it is kept as a run, the log has it and it is counted.
    let run = desk.id("halden-optics");
    desk.out(CSM, 0, &["review", "record", &run, "score-change-reviewed"]);
    let counted = desk.json("", 0, &["metrics"]);
    assert_eq!(counted["health"]["score_changes_reviewed"], 1);
}

/// HS-7: condition, risk and opportunity, each with claims.
#[test]
fn there_are_three_blocks() {
    let brief = mixed().health();
    for section in ["condition", "risks", "opportunities"] {
        assert!(!claims_of(&brief, section).is_empty(), "{section}");
    }
    assert_eq!(
        each(&brief, "sections", "id"),
        [
            "in_short",
            "condition",
            "trend",
            "risks",
            "opportunities",
            "next_action"
        ]
    );
}

/// HS-16, HS-4: there is always a next action, with evidence, and an owner; also where all is well.
#[test]
fn there_is_always_something_to_do() {
    for customer in [Customer::healthy(), mixed()] {
        let brief = customer.health();
        let next = &brief["health"]["next_action"];
        let claim = claim(&brief, text(next, "claim"));
        assert!(!list(claim, "citations").is_empty(), "{claim}");
        assert!(!text(next, "owner").is_empty());
        let gates = list(&brief, "gates").iter();
        assert!(
            gates
                .filter(|it| it["name"] == "next_action")
                .all(|it| it["passed"] == true)
        );
    }
}

/// HS-16: a snapshot without a next action or without evidence doesn't pass the verifier.
#[test]
fn a_snapshot_without_an_action_is_refused() {
    let customer = Customer::healthy();
    let vouch = customer.vouch();
    let draft = serde_json::json!({
        "account_id": customer.slug, "kind": "health",
        "claims": [{"id": "c1", "text": "The label archive was moved.", "kind": "fact", "standing": "fact",
                    "citations": [{"source_id": "project:milestone/MS-H1-1", "quote": "Label archive moved"}]}],
        "sections": [{"id": "condition", "origin": "records", "claims": ["c1"]}],
    });
    let path = vouch.file("draft.json", draft.to_string());
    let found = vouch.json(1, ["verify", path.to_str().unwrap()]);
    assert!(found.to_string().contains("V716"), "{found}");
}

/// What is printed of a snapshot, from a title on up to another.
fn printed(options: &[&str], from: &str, to: &str) -> String {
    let customer = mixed();
    let run = customer
        .vouch()
        .run(["health", customer.slug, "-q"].iter().chain(options));
    assert_eq!(run.code, 0, "{run:?}");
    let begins = run.out.find(from).unwrap();
    let ends = run.out.find(&format!("\n{to}\n")).unwrap();
    run.out[begins..ends].to_owned()
}

/// HS-6: signals beside thresholds and beside the prior trend, as a person reads them.
#[test]
fn the_signals_on_a_terminal() {
    insta::assert_snapshot!(printed(&[], "Health snapshot", "In short"), @"
    Health snapshot · Halden Optics                                 as of 2026-06-30
    in review — waits for the account owner Tobias Renn
    started by material change (health:snapshot/HS-H1-1)

    ~ amber · 75 of 100 · declining (−14 from 27 March 2026 to 28 May 2026)     ▇ ▆▆
    owner: Tobias Renn                                            renewal in 60 days
      ! Red: milestones
      ! Held at amber: outcome at risk: milestones are red (milestones that are past
        their due date and not reached: 2 milestones).

    Signals
      ✔ Usage         green  3.8%          flat      2026-06-29
          - Active users, change in four weeks: green from −10, red to −40 ¹ ²
      ✔ Adoption      green  90%           flat      2026-06-29
          - Active users, of 60 seats signed for: green from 60, red to 25 ¹ ³
      ~ Support       amber  1 ticket      no prior  2026-06-30
          - Open tickets that are escalated or of the highest priority: green to 0,
            red from 2 ⁴
      ✔ Sentiment     green  44.4 points   no prior  2026-06-27
          - How the customer's sentences of the last 90 days sound on average, from
            −100 to 100: green from 10, red to −20 ⁵
      ✔ Billing       green  0 days        no prior  2026-06-30
          - How long the oldest unpaid invoice is past its due date: green to 0, red
            from 60 ⁶
      ✔ Relationship  green  9 days        flat      2026-06-21
          - How long ago somebody of the customer's was last met or heard from,
            support aside: green to 30, red from 90 ⁷
      ! Milestones    red    2 milestones  flat      2026-06-30
          - Milestones that are past their due date and not reached: green to 0, red
            from 2 ⁸ ⁹ ¹⁰ ¹¹
    ");
}

/// HS-6: evidence, risk, opportunity, the next action with its owner.
#[test]
fn what_is_said_on_a_terminal() {
    insta::assert_snapshot!(printed(&[], "In short", "For the owner to review"), @"
    In short
        The milestone “Second line live” was due on 21 April 2026 and is open. ⁸ ⁹
        The health score went from 88 (green) on 27 March 2026 to 74 (green) on 28
        May 2026, while the milestone “Second line live” was due on 21 April 2026
        and is open. ¹² ¹³ ⁸ ⁹ The contract renews on 29 August 2026, and the
        milestone “Second line live” was due on 21 April 2026 and is open. ¹⁴ ⁸ ⁹

    Condition
      ! The milestone “Second line live” was due on 21 April 2026 and is open. ⁸ ⁹
      ! The milestone “Label archive moved” was due on 21 May 2026 and is open. ¹⁰
        ¹¹
      ! The ticket “Printer stops after an hour”, opened on 27 June 2026, is open
        (priority urgent). ⁴
      · Active users stood at 54 on 15 June 2026, against 52 on 20 April 2026. ¹ ²
      · Active users stood at 54 on 15 June 2026, of 60 seats signed for. ¹ ³
      · Ines Falk wrote on 21 June 2026: “Thank you, the new layout is great and the
        team enjoys it.” ⁵
      · The invoice HO-2026-1, due on 1 May 2026, has the status paid. ⁶
      · Ines Falk last wrote on 21 June 2026. ⁷

    What changed
      · The health score went from 88 (green) on 27 March 2026 to 74 (green) on 28
        May 2026, while the milestone “Second line live” was due on 21 April 2026
        and is open. ¹² ¹³ ⁸ ⁹

    Risks
      ! The contract renews on 29 August 2026, and the milestone “Second line live”
        was due on 21 April 2026 and is open. ¹⁴ ⁸ ⁹

    Opportunities
      ✔ People trained rose from 0 people (January 2026) to 24 people (24 June
        2026), past the target of 20 people. [OBJ-H1-1] ¹⁵
      ✔ Label errors fell from 40 (January 2026) to 20 (24 June 2026); the target is
        10. [OBJ-H1-0] ¹⁶
      · Ines Falk gave the score 9 on 15 June 2026: “The labels come out right,
        which we are very happy about.” ¹⁷

    Next action
      · Agree with Tobias Renn on a new date: the milestone “Second line live” was
        due on 21 April 2026 and is open. — Tobias Renn by 3 July 2026; needs owner
        review ¹⁸ ⁸ ⁹
      · Resolve the escalated ticket “Printer stops after an hour”. ¹⁹ ²⁰ ²¹
      · Prepare the renewal of 29 August 2026. ¹⁴
    ");
}

/// HS-6: the score as one reckons it by hand.
#[test]
fn the_score_on_a_terminal() {
    insta::assert_snapshot!(printed(&[], "How the score is reckoned", "Sources"), @"
    How the score is reckoned
        (usage 20 × 100 + adoption 15 × 100 + support 15 × 50 + sentiment 10 × 100 +
        billing 10 × 1.5 × 100 + relationship 15 × 1.5 × 100 + milestones 15 × 1.5 ×
        0) / 120 = 75; amber at best by outcome_at_risk
        Scored by the policy `built-in`.
    ");
}

/// HS-30: exactly five signals, with evidence notes, trend, owner and next action.
#[test]
fn the_first_version_has_five_signals_and_four_things() {
    let customer = mixed();
    let brief = health(&customer.vouch(), customer.slug, &["--simple"]);
    assert_eq!(
        each(&brief["health"], "signals", "name"),
        ["usage", "support", "sentiment", "relationship", "milestones"]
    );
    assert_eq!(each(&brief, "sections", "id"), ["condition", "trend", "next_action"]);
    insta::assert_snapshot!(printed(&["--simple"], "Health snapshot", "Flags"), @"
    Health snapshot · Halden Optics                                 as of 2026-06-30
    in review — waits for the account owner Tobias Renn
    started by material change (health:snapshot/HS-H1-1)

    ~ amber · 67 of 100 · declining (−14 from 27 March 2026 to 28 May 2026)     ▇ ▆▆
    owner: Tobias Renn                                            renewal in 60 days
      ! Red: milestones

    Signals
      ✔ Usage         green  3.8%          flat      2026-06-29
          - Active users, change in four weeks: green from −10, red to −40 ¹ ²
      ~ Support       amber  1 ticket      no prior  2026-06-30
          - Open tickets that are escalated or of the highest priority: green to 0,
            red from 2 ³
      ✔ Sentiment     green  44.4 points   no prior  2026-06-27
          - How the customer's sentences of the last 90 days sound on average, from
            −100 to 100: green from 10, red to −20 ⁴
      ✔ Relationship  green  9 days        flat      2026-06-21
          - How long ago somebody of the customer's was last met or heard from,
            support aside: green to 30, red from 90 ⁵
      ! Milestones    red    2 milestones  flat      2026-06-30
          - Milestones that are past their due date and not reached: green to 0, red
            from 2 ⁶ ⁷ ⁸ ⁹

    Condition
      ! The milestone “Second line live” was due on 21 April 2026 and is open. ⁶ ⁷
      ! The milestone “Label archive moved” was due on 21 May 2026 and is open. ⁸ ⁹
      ! The ticket “Printer stops after an hour”, opened on 27 June 2026, is open
        (priority urgent). ³
      · Active users stood at 54 on 15 June 2026, against 52 on 20 April 2026. ¹ ²
      · Ines Falk wrote on 21 June 2026: “Thank you, the new layout is great and the
        team enjoys it.” ⁴
      · Ines Falk last wrote on 21 June 2026. ⁵

    What changed
      · The health score went from 88 (green) on 27 March 2026 to 74 (green) on 28
        May 2026, while the milestone “Second line live” was due on 21 April 2026
        and is open. ¹⁰ ¹¹ ⁶ ⁷

    Next action
      · Agree with Tobias Renn on a new date: the milestone “Second line live” was
        due on 21 April 2026 and is open. — Tobias Renn by 3 July 2026; needs owner
        review ¹² ⁶ ⁷
      · Resolve the escalated ticket “Printer stops after an hour”. ¹³ ¹⁴ ¹⁵
      · Prepare the renewal of 29 August 2026. ¹⁶
    ");
}

/// HS-34: what belongs to related workflows is linked, each by its own type.
#[test]
fn related_work_is_linked() {
    let brief = mixed().health();
    let relations = each(&brief["parts"], "links", "relation");
    for relation in ["churn_risk", "renewal_preparation"] {
        assert!(relations.contains(&relation), "{relations:?}");
    }
    let known = [
        "churn_risk",
        "feedback_analysis",
        "onboarding_health",
        "expansion_signals",
        "renewal_preparation",
    ];
    assert!(relations.iter().all(|it| known.contains(it)), "{relations:?}");
}

/// No health score ever reaches the customer: not in a copy, not in a document.
#[test]
fn the_customer_gets_none_of_it() {
    let desk = Desk::with(mixed().exports().path());
    let brief = desk.json("", 0, &["health", "halden-optics"]);
    assert_eq!(brief["customer_copy"]["allowed"], false);
    let run = desk.id("halden-optics");
    let refused = desk.refused(AE, &["export", &run, "--as", "md", "--audience", "customer"]);
    assert!(!refused.is_empty());
    assert_eq!(text(signal(&brief, "support"), "level"), "amber");
}
