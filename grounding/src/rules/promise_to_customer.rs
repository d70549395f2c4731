use super::Check;
use super::promise_as_fact::{may_promise, promise_in};
use crate::verify::ClaimCase;
use crate::{ClaimKind, Diagnostic, Route, Span, Topic};

rule! {
    /// Sends a promise to the people who must stand by it.
    ///
    /// ## What it does
    ///
    /// A claim that reports a promise, or rests on one, goes to the AE who made it and the CSM
    /// who inherits it, whatever label it carries. The claim itself may stand.
    ///
    /// ## Why
    ///
    /// A custom promise, a timeline, a discount, an integration or a scope note is for its
    /// owners to review before kickoff, not for a tool to settle.
    ///
    /// ## Example
    ///
    /// `Sales said the Payhub connector is included.`
    ///
    /// ## Instead
    ///
    /// Nothing to mend: the AE and the CSM decide.
    604, "promise to the customer", Warn, Check::Claim(check)
}

fn check(case: &ClaimCase<'_>) -> Vec<Diagnostic> {
    let mut promises = case.cited().iter().filter(|cited| may_promise(cited));
    let cue = promises.find_map(|cited| Some((cited.proof, promise_in(&case.claim.text, cited.proof)?)));
    if cue.is_none() && case.claim.kind != ClaimKind::Promise {
        return Vec::new();
    }
    let topic = cue.and_then(|(proof, _)| Topic::of(proof.text()).first().copied());
    let about = topic.map(|topic| format!(" on {}", topic.noun())).unwrap_or_default();
    let mut finding = Diagnostic::new(format!(
        "a promise{about}: the AE and the CSM decide what becomes of it"
    ))
    .in_claim(Span::new(0, case.claim.text.len()), "for its owners to review")
    .route(&[Route::Ae, Route::Csm]);
    if let Some((proof, words)) = cue {
        finding = finding.in_source(proof.source, words, "promised here");
    }
    vec![finding]
}

#[cfg(test)]
mod tests {
    use crate::testing::{check, claim, said_by, verify_one};
    use crate::{Affiliation, Route, Verdict};

    const QUOTE: &str = "I gave them my word that the Payhub connector is included.";

    #[test]
    fn a_promise_goes_to_its_owners() {
        let call = said_by("gong:call/1", Affiliation::Vendor, QUOTE);
        let claim = claim(
            "Rhea said that the Payhub connector is included.",
            &[("gong:call/1", QUOTE)],
        );
        let verified = verify_one(vec![call.clone()], &claim);
        assert_eq!(
            (verified.verdict, verified.routes),
            (Verdict::Accepted, vec![Route::Csm, Route::Ae])
        );
        insta::assert_snapshot!(check("V604", vec![call], &claim), @"
        warning[V604]: a promise on integration: the AE and the CSM decide what becomes of it
         --> claim c1:1:1
          |
        1 | Rhea said that the Payhub connector is included.
          | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ for its owners to review
          |
         ::: gong:call/1 (2026-06-01):1:7
          |
        1 | Rhea: I gave them my word that the Payhub connector is included.
          |       ------ promised here
          |
        note: `vouch explain V604` says what this rule asks
        ");
    }
}
