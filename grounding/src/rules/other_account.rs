use super::Check;
use crate::verify::ClaimCase;
use crate::{Diagnostic, Lookup};

rule! {
    /// Rejects a citation of another account's source.
    ///
    /// ## What it does
    ///
    /// The source exists, but it belongs to another customer, or to no customer at all.
    ///
    /// ## Why
    ///
    /// Telling one customer what another one said is a breach, even when it is true.
    ///
    /// ## Example
    ///
    /// A brief for `acme` that cites a call with `beta-works`.
    ///
    /// ## Instead
    ///
    /// Cite this account's own evidence, or leave the sentence out.
    103, "another account's source", Deny, Check::Claim(check)
}

fn check(case: &ClaimCase<'_>) -> Vec<Diagnostic> {
    let foreign = case
        .quotes
        .iter()
        .filter(|quoted| matches!(quoted.lookup, Lookup::OtherAccount(_)));
    foreign
        .map(|quoted| {
            // The other account is not named: who reads this may not be allowed to know of it.
            Diagnostic::new(format!("`{}` belongs to another account", quoted.citation.source_id))
                .about(quoted.citation.source_id.as_str())
                .in_claim(case.whole(), "cites another customer's evidence")
                .help(format!("cite a source of `{}`", case.ledger.account.id))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::testing::{check, claim, prose};
    use crate::{AccountId, Source, SourceKind};

    #[test]
    fn another_customers_words_are_rejected_even_where_the_quote_exists() {
        let text = "We are at 6.4 hours now.";
        let foreign = Source {
            account: Some(AccountId::new("beta")),
            ..prose("note:file/b", SourceKind::Note, text)
        };
        insta::assert_snapshot!(check("V103", vec![foreign], &claim("It takes 6.4 h.", &[("note:file/b", text)])), @"
        error[V103]: `note:file/b` belongs to another account
         --> claim c1:1:1
          |
        1 | It takes 6.4 h.
          | ^^^^^^^^^^^^^^^ cites another customer's evidence
          |
        help: cite a source of `acme`
        note: `vouch explain V103` says what this rule asks
        ");
    }
}
