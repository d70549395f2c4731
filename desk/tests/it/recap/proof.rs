//! What bears a recap's claims of value out, and what limits them.

use serde_json::Value;

use super::{any, said, story, tells_value};
use crate::customers::{ACCOUNTS, desk};
use crate::support::{claims_of, each, list, text};

/// How many claims of value a brief has; each has its row in the proof, with the sources that it
/// cites and with what limits it, or that nothing was found that does.
fn proven_well(brief: &Value) -> usize {
    let value: Vec<&Value> = list(brief, "claims").iter().filter(|it| tells_value(it)).collect();
    for claim in &value {
        let rows = list(&brief["parts"], "proof").iter();
        let row = rows.filter(|it| it["claim"] == claim["id"]).collect::<Vec<_>>();
        assert_eq!(row.len(), 1, "{claim}");
        let cited = each(claim, "citations", "source_id");
        let sources = list(row[0], "sources");
        assert!(!sources.is_empty(), "{claim}");
        assert!(
            sources.iter().all(|it| cited.contains(&it.as_str().unwrap())),
            "{claim}"
        );
        let caveats = each(row[0], "caveats", "text");
        assert!(
            !caveats.is_empty() && caveats.iter().all(|it| !it.is_empty()),
            "{claim}"
        );
    }
    value.len()
}

/// VR-14: every claim of value has its proof, with what limits it. What two sources of the
/// customer's own bear out says that no caveat was found.
#[test]
fn every_claim_of_value_has_its_proof() {
    let desk = desk();
    let counted: usize = ACCOUNTS.map(|account| proven_well(&any(&desk, account))).iter().sum();
    assert!(counted >= 8, "{counted}");
    let (_, brief) = story();
    assert!(proven_well(&brief) >= 5);
    let claim = said(&brief, "outcomes", "at the beginning of April");
    let rows = list(&brief["parts"], "proof").iter();
    let row = rows.filter(|it| it["claim"] == claim["id"]).collect::<Vec<_>>();
    assert_eq!(each(row[0], "caveats", "text"), ["no caveat found"]);
}

/// VR-21: what is proven and what is only hoped for are told apart, though the model called both
/// proven: by claim, and by goal.
#[test]
fn what_is_hoped_for_is_told_apart() {
    let (_, brief) = story();
    let standing = |words: &str| {
        let mut claims = list(&brief, "claims").iter();
        let claim = claims.find(|it| text(it, "text").contains(words)).unwrap();
        [text(claim, "standing"), text(claim, "verdict")]
    };
    assert_eq!(standing("at the beginning of April"), ["proven_outcome", "accepted"]);
    assert_eq!(standing("The chasing calls halve"), ["likely_benefit", "demoted"]);
    let outcomes = each(&brief["parts"], "goal_table", "outcome");
    assert_eq!(outcomes, ["proven", "proven", "likely", "no_evidence"]);
    let told = claims_of(&brief, "likely");
    assert!(told.iter().all(|it| it["standing"] != "proven_outcome"));
}
