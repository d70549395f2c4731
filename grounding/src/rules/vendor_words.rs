use super::Check;
use super::wrong_speaker::names_customer;
use crate::lexicon::Table;
use crate::verify::ClaimCase;
use crate::{Affiliation, Diagnostic, SourceKind, Standing};

rule! {
    /// Demotes a proven outcome that only our own words bear out.
    ///
    /// ## What it does
    ///
    /// That the customer gained something is proven by a system of record, a measured series, or
    /// the customer's own words: in a call, a mail, a ticket, or a note of ours that reports what
    /// they said. Where everything cited was said by the vendor in the vendor's own name, a
    /// likely benefit is left.
    ///
    /// ## Why
    ///
    /// We would say so.
    ///
    /// ## Example
    ///
    /// `Errors fell to 12.`, citing our own sales engineer: "from what we see, errors are down to
    /// 12".
    ///
    /// ## Instead
    ///
    /// Cite the customer, their KPI or the usage figures.
    408, "the vendor's words as proof", Demote, Check::Claim(check)
}

fn check(case: &ClaimCase<'_>) -> Vec<Diagnostic> {
    if case.claim.standing != Standing::ProvenOutcome || case.cited().is_empty() {
        return Vec::new();
    }
    let is_ours = |at: usize| {
        let proof = case.cited()[at].proof;
        let ours = proof
            .author()
            .is_some_and(|author| author.affiliation == Affiliation::Vendor);
        // In a call everybody speaks for themselves; a note of ours may well tell what they said.
        let speaks_for_itself = matches!(
            proof.source.kind,
            SourceKind::Call | SourceKind::Transcript | SourceKind::Mail | SourceKind::Comment | SourceKind::Message
        );
        let reports = case.cited()[at].reading.has(Table::Reporting) && names_customer(case, at);
        proof.is_statement() && ours && speaks_for_itself && !reports
    };
    if !(0..case.cited().len()).all(is_ours) {
        return Vec::new();
    }
    let proof = case.cited()[0].proof;
    let who = proof.author().map_or("us", |author| author.name.as_str());
    let finding = Diagnostic::new("only our own words say so")
        .in_claim(case.whole(), "told as proven")
        .in_source(proof.source, proof.span, format!("said by {who}, who is one of us"))
        .leaves(Standing::LikelyBenefit);
    vec![finding.help("cite the customer's own words, a KPI or the usage figures")]
}

#[cfg(test)]
mod tests {
    use crate::testing::{check, goal, outcome, said_by, verdict};
    use crate::{Affiliation, GoalStatus, Verdict};

    const QUOTE: &str = "From what we see, reporting fell from 9 h to 6 h since January.";

    #[test]
    fn we_would_say_so() {
        let goal = goal(
            "G1",
            "Cut reporting from 9 h to 5 h by December 2026",
            GoalStatus::OnTrack,
        );
        let claim = outcome("Reporting fell from 9 h to 6 h.", "G1", &[("gong:call/1", QUOTE)]);
        let ours = said_by("gong:call/1", Affiliation::Vendor, QUOTE);
        insta::assert_snapshot!(check("V408", vec![goal.clone(), ours], &claim), @"
        warning[V408]: only our own words say so
         --> claim c1:1:1
          |
        1 | Reporting fell from 9 h to 6 h.
          | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ told as proven
          |
         ::: gong:call/1 (2026-06-01):1:7
          |
        1 | Rhea: From what we see, reporting fell from 9 h to 6 h since January.
          |       --------------------------------------------------------------- said by Rhea, who is one of us
          |
        help: cite the customer's own words, a KPI or the usage figures
        note: `vouch explain V408` says what this rule asks
        ");
        let theirs = said_by("gong:call/1", Affiliation::Customer, QUOTE);
        assert_eq!(verdict(vec![goal, theirs], &claim), Verdict::Accepted);
    }
}
