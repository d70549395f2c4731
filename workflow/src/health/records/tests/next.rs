//! What to do next, one trouble at a time.

use grounding::Source;

use super::*;
use crate::health::signal::Conflict;

/// The steps of a ledger of which the signals are these, each with who takes it, by when and what
/// kind of change it is.
fn steps(ledger: &Ledger, signals: Vec<Signal<'_>>) -> String {
    let request = Request::default();
    let mut facts = facts(ledger, &request, Vec::new());
    facts.snapshot.signals = signals;
    let told = actions(&facts).into_iter().map(|step| {
        let claim = judged(ledger, std::slice::from_ref(&step.claim));
        format!(
            "{claim} ({:?}, {} days, `{}`)",
            step.owner, step.working_days, step.kind
        )
    });
    told.collect::<Vec<_>>().join("\n")
}

fn busy_but(names: &[SignalName]) -> String {
    let ledger = ledger(busy());
    let mut signals = signals(&ledger);
    signals.retain(|signal| names.contains(&signal.name));
    steps(&ledger, signals)
}

/// HS-16: what is red goes before what is amber, and three steps are enough.
#[test]
fn the_worst_comes_first() {
    insta::assert_snapshot!(busy_but(&SignalName::ALL), @"
    Recommendation: Reach out to Ines Duarte by another way: Omar Vance gave no reply to our attempts of 9 June 2026, 17 June 2026 and 25 June 2026. (Csm, 2 days, `customer_outreach`)
    Recommendation: Agree with Tove Lund on a new date: the milestone “Press link accepted” was due on 21 April 2026 and is open. (Csm, 3 days, `account_plan`)
    Recommendation: Clear the invoice OT-7 with their finance team: EUR 1,250 was due on 31 March 2026 and is unpaid. (AccountOwner, 3 days, ``)
    ");
}

#[test]
fn each_trouble_has_its_step() {
    use SignalName::{Adoption, Billing, Milestones, Relationship, Sentiment, Support, Usage};
    let told = [Usage, Adoption, Support, Sentiment, Billing, Relationship, Milestones]
        .map(|name| format!("{}:\n{}", name.word(), busy_but(&[name])));
    insta::assert_snapshot!(told.join("\n"), @"
    usage:
    Recommendation: Find out with Ines Duarte where use is behind: weekly active users stood at 62 on 23 June 2026, against 107 on 20 March 2026, 42% fewer. (Csm, 5 days, `customer_outreach`)
    Recommendation: Prepare the renewal of 14 August 2026. (AccountOwner, 5 days, `renewal_risk`)
    adoption:
    Recommendation: Find out with Ines Duarte where use is behind: the event “report exported” was last counted on 4 May 2026. (Csm, 5 days, `customer_outreach`)
    Recommendation: Prepare the renewal of 14 August 2026. (AccountOwner, 5 days, `renewal_risk`)
    support:
    Recommendation: Resolve the escalated ticket “Plates arrive unsorted”. (Csm, 1 days, `executive_escalation`)
    Recommendation: Prepare the renewal of 14 August 2026. (AccountOwner, 5 days, `renewal_risk`)
    sentiment:
    Recommendation: Talk with Ines Duarte about the mail of 2 June 2026: “The new queue is slow and my people are annoyed by it.” (Csm, 3 days, `customer_outreach`)
    Recommendation: Prepare the renewal of 14 August 2026. (AccountOwner, 5 days, `renewal_risk`)
    billing:
    Recommendation: Clear the invoice OT-7 with their finance team: EUR 1,250 was due on 31 March 2026 and is unpaid. (AccountOwner, 3 days, ``)
    Recommendation: Prepare the renewal of 14 August 2026. (AccountOwner, 5 days, `renewal_risk`)
    relationship:
    Recommendation: Reach out to Ines Duarte by another way: Omar Vance gave no reply to our attempts of 9 June 2026, 17 June 2026 and 25 June 2026. (Csm, 2 days, `customer_outreach`)
    Recommendation: Prepare the renewal of 14 August 2026. (AccountOwner, 5 days, `renewal_risk`)
    milestones:
    Recommendation: Agree with Tove Lund on a new date: the milestone “Press link accepted” was due on 21 April 2026 and is open. (Csm, 3 days, `account_plan`)
    Recommendation: Agree with Tove Lund on a plan to recover the goal “Everybody plans in the tool”: it is at risk. (Csm, 5 days, `account_plan`)
    Recommendation: Prepare the renewal of 14 August 2026. (AccountOwner, 5 days, `renewal_risk`)
    ");
}

/// HS-14: two figures for one thing are settled before anything else is done.
#[test]
fn a_conflict_is_settled_first() {
    let ledger = ledger(vec![
        measure("sign_ins", date(2026, 6, 22), 40),
        Source {
            id: grounding::SourceId::raw("usage:row/other/2026-06-22/sign_ins"),
            ..measure("sign_ins", date(2026, 6, 22), 31)
        },
    ]);
    let at = |id: &str, value: i64| crate::health::signal::Seen {
        value: Some(Decimal::from(value)),
        ..seen(&ledger, id)
    };
    let one = at("usage:row/ottmar/2026-06-22/sign_ins", 40);
    let other = at("usage:row/other/2026-06-22/sign_ins", 31);
    let mut used = signal(Trend::Flat, vec![reading("usage_change", 0, vec![one])]);
    used.conflicts.push(Conflict {
        about: "sign ins on 2026-06-22".to_owned(),
        one,
        other,
    });
    insta::assert_snapshot!(steps(&ledger, vec![used]), @"Recommendation: Settle which figure holds for sign ins on 22 June 2026, 40 or 31, before the score is used. (Csm, 2 days, ``)");
}

/// HS-14, HS-2: usage that nobody knows of is asked for; what is too old is measured again.
#[test]
fn usage_that_is_old_or_unknown_is_refreshed() {
    let old = ledger(vec![measure("sign_ins", date(2026, 4, 22), 40)]);
    let stale = Signal {
        is_stale: true,
        ..unknown(SignalName::Usage)
    };
    insta::assert_snapshot!(steps(&old, vec![stale]), @"Recommendation: Bring in newer usage figures: sign ins last stood at 40 on 22 April 2026. (Csm, 2 days, ``)");
    insta::assert_snapshot!(steps(&ledger(Vec::new()), vec![unknown(SignalName::Usage)]), @"Recommendation: Bring in usage figures of Ottmar Print Works. (Csm, 2 days, ``)");
}

#[test]
fn nobody_who_was_met_is_met() {
    let ledger = ledger(vec![contact("Omar Vance", "COO")]);
    insta::assert_snapshot!(steps(&ledger, vec![unknown(SignalName::Relationship)]), @"Recommendation: Agree on a talk with Omar Vance. (Csm, 5 days, `customer_outreach`)");
}

/// HS-16: there is always something to do next.
#[test]
fn where_all_is_well_the_rhythm_is_kept() {
    let goals = ledger(vec![goal(1, "Fewer misprints", "On track", "2026-12-31")]);
    let people = ledger(vec![contact("Omar Vance", "COO")]);
    let told = [goals, people, ledger(Vec::new())].map(|ledger| steps(&ledger, Vec::new()));
    insta::assert_snapshot!(told.join("\n"), @"
    Recommendation: Keep the rhythm: go through the goal “Fewer misprints” in the next review. (Csm, 20 days, ``)
    Recommendation: Keep the rhythm: hold the next review with Omar Vance. (Csm, 20 days, ``)
    Recommendation: Keep the rhythm: go through the account of Ottmar Print Works in the next review. (Csm, 20 days, ``)
    ");
}
