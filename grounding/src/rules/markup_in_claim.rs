use super::Check;
use crate::text::find_markup;
use crate::verify::ClaimCase;
use crate::{Diagnostic, Route};

rule! {
    /// Rejects a claim that holds a link, markup or control characters.
    ///
    /// ## What it does
    ///
    /// Web addresses, links and images in Markdown, HTML tags, addresses that run code
    /// (`javascript:`), and characters that steer a terminal have no place in a sentence of a
    /// brief. What a claim points at are its citations.
    ///
    /// ## Why
    ///
    /// Whoever can write a ticket could otherwise put a link of theirs before a customer, or have a
    /// reader's program fetch something.
    ///
    /// ## Example
    ///
    /// `Quotations go out faster, see [the proof](https://example.com/proof).`
    ///
    /// ## Instead
    ///
    /// `Quotations go out faster.`, with the words of the source as its citation.
    411, "link or markup in a claim", Deny, Check::Claim(check)
}

fn check(case: &ClaimCase<'_>) -> Vec<Diagnostic> {
    let found = find_markup(&case.claim.text);
    found
        .map(|span| {
            Diagnostic::new("the claim holds a link, markup or control characters")
                .in_claim(span, "no part of a sentence")
                .help("write the sentence without it; its citations say where it comes from")
                .route(&[Route::CsOperations])
        })
        .into_iter()
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::SourceKind;
    use crate::testing::{check, claim, prose};

    #[test]
    fn a_link_is_shown_where_it_stands() {
        let quote = "Quotations go out faster, see [the proof](https://example.com/proof).";
        let note = prose("note:file/a", SourceKind::Note, quote);
        insta::assert_snapshot!(check("V411", vec![note], &claim(quote, &[("note:file/a", quote)])), @"
        error[V411]: the claim holds a link, markup or control characters
         --> claim c1:1:31
          |
        1 | Quotations go out faster, see [the proof](https://example.com/proof).
          |                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ no part of a sentence
          |
        help: write the sentence without it; its citations say where it comes from
        note: `vouch explain V411` says what this rule asks
        ");
    }
}
