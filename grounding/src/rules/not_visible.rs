use super::Check;
use crate::verify::ClaimCase;
use crate::{Diagnostic, Lookup, Withheld};

rule! {
    /// Rejects a claim that rests on what its reader may not see.
    ///
    /// ## What it does
    ///
    /// Restricted sources support no claim at all. Internal sources support none that the
    /// customer will read.
    ///
    /// ## Why
    ///
    /// A brief travels. What a few people were told in confidence, or what the team says among
    /// itself, must not travel with it.
    ///
    /// ## Example
    ///
    /// A customer copy that cites an internal note on how far the price may fall.
    ///
    /// ## Instead
    ///
    /// Cite something that the reader may see, or keep the claim out of that copy.
    107, "restricted or internal source", Deny, Check::Claim(check)
}

fn check(case: &ClaimCase<'_>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for quoted in &case.quotes {
        let Lookup::Withheld(reason @ (Withheld::Restricted | Withheld::InternalOnly), held) = quoted.lookup else {
            continue;
        };
        let id = &held.source.id;
        // The words themselves are not shown again: the finding may be read by anybody.
        let (message, help) = match reason {
            Withheld::Restricted => (
                format!("`{id}` is restricted"),
                "no brief may use it; ask the person who restricted it",
            ),
            _ => (
                format!("`{id}` is internal, and the customer will read this"),
                "cite a source that may be shared, or leave it out of the customer's copy",
            ),
        };
        findings.push(
            Diagnostic::new(message)
                .about(id.as_str())
                .in_claim(case.whole(), "rests on it")
                .help(help),
        );
    }
    findings
}

#[cfg(test)]
mod tests {
    use crate::testing::{check, claim, prose, verdict};
    use crate::{Audience, Claim, Source, SourceKind, Verdict, Visibility};

    fn note(visibility: Visibility) -> Source {
        Source {
            visibility,
            ..prose(
                "note:file/a",
                SourceKind::Note,
                "The plant in the north may close this autumn.",
            )
        }
    }

    fn about_it() -> Claim {
        claim(
            "The plant in the north may close.",
            &[("note:file/a", "The plant in the north may close this autumn.")],
        )
    }

    #[test]
    fn restricted_words_support_nothing() {
        insta::assert_snapshot!(check("V107", vec![note(Visibility::Restricted)], &about_it()), @"
        error[V107]: `note:file/a` is restricted
         --> claim c1:1:1
          |
        1 | The plant in the north may close.
          | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ rests on it
          |
        help: no brief may use it; ask the person who restricted it
        note: `vouch explain V107` says what this rule asks
        ");
    }

    #[test]
    fn internal_words_support_only_what_stays_inside() {
        assert_eq!(
            verdict(vec![note(Visibility::Internal)], &about_it()),
            Verdict::Accepted
        );
        let for_customer = Claim {
            audience: Audience::Customer,
            ..about_it()
        };
        assert_eq!(
            verdict(vec![note(Visibility::Internal)], &for_customer),
            Verdict::Rejected
        );
    }
}
