//! What somebody should look at in a recap (VR-73, VR-81).

mod records;

use std::collections::BTreeMap;

use grounding::text::one_line;
use grounding::{Affiliation, Citation, Code, Route, Source, Verdict, Verification, VerifiedClaim, lexicon};

use super::super::facts::Facts;
use crate::account::orders;
use crate::brief::{Flag, Parts};
use crate::definition::Prepared;
use crate::trigger::asked_by_hand;

/// Parts of the names of fields that tell whether something may be used, as the verifier reads them
/// too (V108).
const PERMISSION: [&str; 4] = ["permission", "consent", "may_quote", "quotable"];
/// The rules that send a claim to the account's owner (VR-23), and what it then speaks of.
const OWNER_REVIEW: [(Code, &str); 3] = [
    (Code(601), "a return or money saved"),
    (Code(602), "renewal, price or terms"),
    (Code(603), "a strategic step"),
];

/// Everything to look at.
pub(super) fn flags(facts: &Facts<'_>, prepared: &Prepared, verification: &Verification, parts: &Parts) -> Vec<Flag> {
    let said: Vec<&VerifiedClaim> = verification
        .claims
        .iter()
        .filter(|it| it.verdict != Verdict::Rejected)
        .collect();
    let mut found = permissions(facts, &said);
    found.extend(verification.claims.iter().filter_map(weakened));
    found.extend(records::missing_inputs(prepared));
    found.extend(for_the_owner(&said));
    found.extend(asked_by_hand(prepared, Route::AccountOwner));
    found.extend(orders(facts.ledger));
    found.extend(records::near_renewal(facts));
    found.extend(records::goals_without_evidence(facts, parts));
    found.extend(prices(&said));
    found.extend(records::overdue(facts));
    found
}

/// The customer's people whose words are cited and who gave no permission that anybody recorded.
fn permissions(facts: &Facts<'_>, said: &[&VerifiedClaim]) -> Vec<Flag> {
    let mut people: BTreeMap<&str, Vec<Citation>> = BTreeMap::new();
    for citation in said.iter().flat_map(|it| &it.claim.citations) {
        let Some(source) = facts.ledger.source(&citation.source_id) else {
            continue;
        };
        let author = citation.start.and_then(|at| source.author_at(at));
        let theirs = author.filter(|it| it.affiliation == Affiliation::Customer && !is_permitted(source));
        if let Some(author) = theirs {
            let cited = people.entry(&author.name).or_default();
            if !cited.contains(citation) {
                cited.push(citation.clone());
            }
        }
    }
    let told = people.into_iter().map(|(name, cited)| {
        let name = if name.is_empty() {
            "somebody at the customer"
        } else {
            name
        };
        let message = format!("no permission of {name} is on record to pass on what they said");
        Flag::new("permission", message, &[Route::AccountOwner], cited)
    });
    told.collect()
}

fn is_permitted(source: &Source) -> bool {
    source.fields.iter().any(|field| {
        let name = field.name.to_lowercase();
        let tells = PERMISSION.iter().any(|part| name.contains(part));
        tells && !source.text[field.span.range()].trim().is_empty()
    })
}

/// A claim of value that the verifier demoted or rejected.
fn weakened(verified: &VerifiedClaim) -> Option<Flag> {
    let what = match verified.verdict {
        Verdict::Demoted => "was demoted",
        Verdict::Rejected => "was rejected",
        Verdict::Accepted | Verdict::NeedsReview => return None,
    };
    let claim = &verified.claim;
    let worst = verified.diagnostics.iter().max_by_key(|finding| finding.severity)?;
    claim.is_value().then(|| {
        let message = format!(
            "\u{201C}{}\u{201D} {what}: {} ({})",
            one_line(&claim.text),
            worst.message,
            worst.code
        );
        Flag::new("claim", message, &[Route::AccountOwner], claim.citations.clone())
    })
}

/// The claims that the account's owner must review, by what they speak of.
fn for_the_owner(said: &[&VerifiedClaim]) -> Vec<Flag> {
    let by_rule = OWNER_REVIEW.iter().filter_map(|(code, what)| {
        let found = |it: &&&VerifiedClaim| it.diagnostics.iter().any(|finding| finding.code == *code);
        of_claims("review_required", what, said.iter().filter(found).copied())
    });
    by_rule.collect()
}

/// A recap is no renewal packet: a price in it is a risk (VR-73).
fn prices(said: &[&VerifiedClaim]) -> Option<Flag> {
    let priced = said.iter().filter(|it| lexicon::discount().is_in(&it.claim.text));
    of_claims("commercial_risk", "price or discount", priced.copied())
}

fn of_claims<'a>(kind: &str, what: &str, claims: impl Iterator<Item = &'a VerifiedClaim>) -> Option<Flag> {
    let (ids, cited): (Vec<String>, Vec<&Vec<Citation>>) = claims
        .map(|it| (format!("`{}`", it.claim.id), &it.claim.citations))
        .unzip();
    let mut citations: Vec<Citation> = Vec::new();
    for citation in cited.into_iter().flatten() {
        if !citations.contains(citation) {
            citations.push(citation.clone());
        }
    }
    let speaks = if ids.len() == 1 { "speaks" } else { "speak" };
    let message = format!("{} {speaks} of {what}: the account owner must see it", ids.join(", "));
    (!ids.is_empty()).then(|| Flag::new(kind, message, &[Route::AccountOwner], citations))
}
