//! What gives reason to an action.

use grounding::{Audience, Citation, Claim, ClaimKind, Code, Draft, Severity, verify};

use crate::failure::Hinted;

/// The rules against citing what is not there or may not be used.
const UNUSABLE: std::ops::RangeInclusive<Code> = Code(101)..=Code(112);
/// The one of them against words that don't stand in their source, which is told in other words.
const NOT_THERE: Code = Code(104);

/// The citations with their places in the sources. Words that don't stand there give reason to
/// nothing.
pub(super) fn looked_up(
    ledger: &grounding::Ledger,
    policy: &grounding::Policy,
    cited: &[Citation],
) -> anyhow::Result<Vec<Citation>> {
    let mut found = Vec::new();
    for citation in cited {
        let claim = Claim {
            id: "reason".to_owned(),
            text: citation.quote.clone(),
            kind: ClaimKind::Fact,
            standing: grounding::Standing::Fact,
            goal_id: None,
            audience: Audience::Internal,
            citations: vec![citation.clone()],
            origin: grounding::ClaimOrigin::Human,
            parent: None,
        };
        let verified = verify(ledger, &Draft::new(ledger.account.id.clone(), vec![claim]), policy);
        let claim = verified.claims.into_iter().next();
        // What the words may be told as is no question here, only whether they may be used.
        let unusable = claim.iter().flat_map(|it| &it.diagnostics).find(|finding| {
            finding.severity == Severity::Deny && UNUSABLE.contains(&finding.code) && finding.code != NOT_THERE
        });
        if let Some(finding) = unusable {
            let message = format!("`{}` can't give reason to it: {}", citation.source_id, finding.message);
            return Err(Hinted::new(message, ["cite what may be used".to_owned()]).into());
        }
        let placed = claim.filter(|it| it.claim.citations.iter().all(|it| it.start.is_some()));
        let Some(it) = placed else {
            let message = format!(
                "\u{201C}{}\u{201D} does not stand in `{}`",
                citation.quote, citation.source_id
            );
            let hint = format!("`vouch source {}` shows its words", citation.source_id);
            return Err(Hinted::new(message, [hint]).into());
        };
        found.extend(it.claim.citations);
    }
    Ok(found)
}
