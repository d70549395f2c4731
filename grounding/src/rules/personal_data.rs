use super::{Check, word_of};
use crate::lexicon::Table;
use crate::private::{PrivateKind, find_private};
use crate::verify::ClaimCase;
use crate::{Diagnostic, Route};

rule! {
    /// Sends a claim that tells personal data or a secret to a person.
    ///
    /// ## What it does
    ///
    /// Words of health, pay, family, belief or discipline, of passwords and account numbers, and
    /// numbers in the form of cards and bank accounts, and passwords and keys themselves, wherever they stand in the claim. The claim
    /// waits for a person.
    ///
    /// ## Why
    ///
    /// Source: the recap workflow stops where sensitive details are involved. Health, pay, family and
    /// passwords have no place in a brief.
    ///
    /// ## Example
    ///
    /// `Their admin is on sick leave until June.`
    ///
    /// ## Instead
    ///
    /// Leave it out: `Their admin is away until June.`
    606, "personal data or secrets", Review, Check::Claim(check)
}

fn check(case: &ClaimCase<'_>) -> Vec<Diagnostic> {
    let said = case.said();
    let found = word_of(case, Table::Sensitive).or_else(|| {
        // Addresses and telephone numbers of a customer's people are what colleagues pass on.
        let told = find_private(said.text).into_iter();
        let mut secret = told.filter(|it| matches!(it.kind, PrivateKind::Account | PrivateKind::Secret));
        secret.next().map(|it| it.span)
    });
    let Some(span) = found else { return Vec::new() };
    let finding = Diagnostic::new("personal data or a secret: the account owner must see it");
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
        let text = "Their admin is on sick leave until June.";
        let note = prose("note:file/a", SourceKind::Note, text);
        insta::assert_snapshot!(check("V606", vec![note], &claim(text, &[("note:file/a", text)])), @"
        warning[V606]: personal data or a secret: the account owner must see it
         --> claim c1:1:19
          |
        1 | Their admin is on sick leave until June.
          |                   ^^^^^^^^^^ for them to review
          |
        note: `vouch explain V606` says what this rule asks
        ");
    }
}
