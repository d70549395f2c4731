use super::Check;
use crate::lexicon::Table;
use crate::verify::ClaimCase;
use crate::{Audience, Diagnostic};

rule! {
    /// Rejects a claim for the customer's eyes that rests on words nobody may pass on.
    ///
    /// ## What it does
    ///
    /// In a copy for the customer, words are not used whose speaker asked that they stay where
    /// they were said (`off the record`, `please don't quote me`), or whose record has a field on
    /// permission or consent that doesn't grant it.
    ///
    /// ## Why
    ///
    /// Source: the recap workflow stops where permission is missing. A quote that was given in
    /// confidence costs the person who gave it.
    ///
    /// ## Example
    ///
    /// A customer copy that cites "between us, the board will cut the budget".
    ///
    /// ## Instead
    ///
    /// Ask for permission and note it, or keep the claim out of that copy.
    108, "permission missing", Deny, Check::Claim(check)
}

/// Parts of the names of fields that tell whether something may be used.
const PERMISSION_FIELDS: [&str; 4] = ["permission", "consent", "may_quote", "quotable"];
/// Values that grant it, in lowercase.
const GRANTED: [&str; 8] = ["yes", "true", "granted", "given", "approved", "public", "1", "ok"];

fn check(case: &ClaimCase<'_>) -> Vec<Diagnostic> {
    if case.claim.audience != Audience::Customer {
        return Vec::new();
    }
    let mut findings = Vec::new();
    for cited in case.cited() {
        let source = cited.proof.source;
        let fields = source.fields.iter().filter(|field| {
            let name = field.name.to_lowercase().replace([' ', '-'], "_");
            PERMISSION_FIELDS.iter().any(|part| name.contains(part))
        });
        let refused = fields.map(|field| field.span).find(|span| {
            let value = source.text[span.range()].trim().to_lowercase();
            !GRANTED.contains(&value.as_str())
        });
        let asked = cited
            .reading
            .marks_of(Table::OffRecord)
            .next()
            .map(|mark| cited.in_source(mark.span));
        if let Some(span) = asked.or(refused) {
            let finding =
                Diagnostic::new("the customer will read this, and nobody gave permission to use what is cited")
                    .in_claim(case.whole(), "rests on it")
                    .in_source(source, span, "not to be passed on");
            findings.push(finding.help("ask for permission, or cite what may be shared"));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use crate::testing::{check, claim, prose, verdict};
    use crate::{Audience, Claim, SourceKind, Verdict};

    const QUOTE: &str = "Between us, the second plant moves to the new system in autumn.";

    #[test]
    fn what_was_said_in_confidence_stays_there() {
        let note = prose("note:file/a", SourceKind::Note, QUOTE);
        let inside = claim(
            "The second plant moves to the new system in autumn.",
            &[("note:file/a", QUOTE)],
        );
        let outside = Claim {
            audience: Audience::Customer,
            ..inside.clone()
        };
        insta::assert_snapshot!(check("V108", vec![note.clone()], &outside), @"
        error[V108]: the customer will read this, and nobody gave permission to use what is cited
         --> claim c1:1:1
          |
        1 | The second plant moves to the new system in autumn.
          | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ rests on it
          |
         ::: note:file/a (2026-06-01):1:1
          |
        1 | Between us, the second plant moves to the new system in autumn.
          | ---------- not to be passed on
          |
        help: ask for permission, or cite what may be shared
        note: `vouch explain V108` says what this rule asks
        ");
        assert_eq!(verdict(vec![note], &inside), Verdict::Accepted);
    }
}
