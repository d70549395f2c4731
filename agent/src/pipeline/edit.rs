//! A claim that a person says in other words.

use grounding::{Account, Claim, ClaimOrigin, Evidence, Ledger, Policy, Verdict, VerifiedClaim, View, verify};
use workflow::Definition;
use workflow::brief::{Brief, Counts};

use super::recheck::redraft;
use super::{assemble, cited};

/// What came of an edit.
#[derive(Debug)]
pub enum Edited {
    /// The evidence bears the words out: the brief with the claim as it is now.
    Said(Box<Brief>),
    /// It doesn't, and nothing has changed.
    Refused(Box<Ledger>, Box<VerifiedClaim>),
}

/// Puts other words in the place of a claim's, and verifies the whole draft again: a person's
/// words go through the same door as a drafter's. The claim keeps its citations and the name of the
/// claim it was edited from.
///
/// # Errors
///
/// Fails where the evidence can't be read.
pub async fn edit<E: Evidence>(
    evidence: &E,
    account: &Account,
    definition: &'static Definition,
    brief: &Brief,
    policy: &Policy,
    view: View,
    (id, text): (&str, &str),
) -> Result<Edited, E::Error> {
    let mut ledger = Ledger::gather(evidence, account, view).await?;
    let mut draft = redraft(&ledger, definition, brief);
    for claim in draft.claims.iter_mut().filter(|claim| claim.id == id) {
        *claim = Claim {
            text: text.trim().to_owned(),
            origin: ClaimOrigin::Human,
            parent: Some(id.to_owned()),
            ..claim.clone()
        };
    }
    let ids: Vec<_> = cited(&draft.claims).collect();
    ledger.trace(evidence, ids).await?;
    let verification = verify(&ledger, &draft, policy);
    let Some(verified) = verification.claims.iter().find(|it| it.claim.id == id) else {
        return Ok(Edited::Said(Box::new(brief.clone())));
    };
    if verified.verdict == Verdict::Rejected {
        return Ok(Edited::Refused(Box::new(ledger), Box::new(verified.clone())));
    }
    let told = assemble::told(&ledger, verified);
    let mut edited = brief.clone();
    for claim in edited.claims.iter_mut().filter(|it| it.claim.id == id) {
        claim.clone_from(&told);
    }
    let verdicts = edited.claims.iter().map(|it| it.verdict);
    edited.counts = Counts::of(verdicts.chain(edited.rejected.iter().map(|_| Verdict::Rejected)));
    Ok(Edited::Said(Box::new(edited.sealed())))
}
