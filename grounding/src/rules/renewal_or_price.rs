use super::{Check, word_of};
use crate::lexicon::Table;
use crate::verify::ClaimCase;
use crate::{Diagnostic, Route};

rule! {
    /// Sends what touches renewal, price, discount or contract terms to the account owner.
    ///
    /// ## What it does
    ///
    /// A word of renewal, price, discount, term or notice in the claim gives it a route to the
    /// account owner. The claim itself may stand.
    ///
    /// ## Why
    ///
    /// Whoever negotiates must know what the customer reads about price and terms.
    ///
    /// ## Example
    ///
    /// `The renewal is due on 1 May, at the list price.`
    ///
    /// ## Instead
    ///
    /// Nothing to mend: the account owner decides.
    602, "renewal, price or contract terms", Warn, Check::Claim(check)
}

fn check(case: &ClaimCase<'_>) -> Vec<Diagnostic> {
    let found = word_of(case, Table::Commercial);
    let Some(span) = found else { return Vec::new() };
    let finding = Diagnostic::new("renewal, price or contract terms: the account owner must see it");
    vec![
        finding
            .in_claim(span, "for them to review")
            .route(&[Route::AccountOwner]),
    ]
}

#[cfg(test)]
mod tests {
    use crate::SourceKind;
    use crate::testing::{check, claim, prose};

    #[test]
    fn it_goes_to_whom_it_concerns() {
        let text = "The renewal is due on 1 May, at the list price.";
        let note = prose("note:file/a", SourceKind::Note, text);
        insta::assert_snapshot!(check("V602", vec![note], &claim(text, &[("note:file/a", text)])), @"
        warning[V602]: renewal, price or contract terms: the account owner must see it
         --> claim c1:1:5
          |
        1 | The renewal is due on 1 May, at the list price.
          |     ^^^^^^^ for them to review
          |
        note: `vouch explain V602` says what this rule asks
        ");
    }
}
