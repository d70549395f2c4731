//! What bears out each claim of value, and what limits it (VR-14, VR-22).

mod limits;
mod measured;
#[cfg(test)]
mod tests;

use grounding::{Caveat, Claim, Code, Ledger, Standing, Verdict, VerifiedClaim};

use crate::account::kpis;
use crate::brief::{ProofCaveat, ProofRow};
use crate::cite::cite_value;
use crate::definition::Frame;
use crate::open_escalations;
use crate::thresholds::Thresholds;
use limits::Limits;

/// What stands beside a claim of value of which nothing is known that limits it.
const NONE_FOUND: &str = "no caveat found";
/// The rule that finds a figure to be disputed.
pub(super) const DISPUTED: Code = Code(306);

/// The caveats of every claim of value, one for each open escalation, and a row for each goal that
/// was not given up. Computed from the evidence alone, so that no drafter can leave them out.
pub(super) fn frame(ledger: &Ledger, claims: &[Claim]) -> Frame {
    let kpis = kpis(ledger);
    let thresholds = Thresholds::default();
    let limits = Limits::new(ledger, &kpis, &thresholds);
    let of_claims = claims.iter().filter(|claim| claim.is_value()).flat_map(|claim| {
        let of_claim = or_none_found(limits.of(claim));
        of_claim.into_iter().map(|it| Caveat {
            claim: Some(claim.id.clone()),
            text: it.text,
            citations: it.citations,
        })
    });
    let open = open_escalations(ledger).into_iter().map(|(source, ticket)| Caveat {
        claim: None,
        text: format!("the {} `{}` is open and escalated", source.kind.noun(), ticket.subject),
        citations: vec![cite_value(source, &ticket.subject)],
    });
    let goals = ledger.goals().iter().filter(|goal| goal.is_open());
    Frame {
        caveats: Some(of_claims.chain(open).collect()),
        goal_rows: goals.map(|goal| goal.id.clone()).collect(),
    }
}

/// The proof of each claim of value among those given: the sources that it rests on, and what
/// limits it. What the verifier found to be disputed is added.
pub(super) fn rows<'a>(
    ledger: &Ledger,
    thresholds: &Thresholds,
    claims: impl IntoIterator<Item = &'a VerifiedClaim>,
) -> Vec<ProofRow> {
    let kpis = kpis(ledger);
    let limits = Limits::new(ledger, &kpis, thresholds);
    let value = claims.into_iter().filter(|it| tells_value(it));
    value
        .map(|it| {
            let mut sources: Vec<_> = it.claim.citations.iter().map(|it| it.source_id.clone()).collect();
            sources.sort();
            sources.dedup();
            let mut caveats = limits.of(&it.claim);
            let disputed = it.diagnostics.iter().filter(|finding| finding.code == DISPUTED);
            caveats.extend(disputed.map(|finding| ProofCaveat {
                text: finding.message.clone(),
                citations: finding.citations(),
            }));
            ProofRow {
                claim: it.claim.id.clone(),
                sources,
                caveats: or_none_found(caveats),
            }
        })
        .collect()
}

/// Whether a claim may be said and, after what was demoted, still tells that the customer gains
/// something.
pub(super) fn tells_value(verified: &VerifiedClaim) -> bool {
    let by_standing = matches!(verified.standing, Standing::ProvenOutcome | Standing::LikelyBenefit);
    let by_kind = verified.claim.is_value() && verified.standing == verified.claim.standing;
    verified.verdict != Verdict::Rejected && (by_standing || by_kind)
}

fn or_none_found(caveats: Vec<ProofCaveat>) -> Vec<ProofCaveat> {
    if caveats.is_empty() {
        return vec![ProofCaveat {
            text: NONE_FOUND.to_owned(),
            citations: Vec::new(),
        }];
    }
    caveats
}
