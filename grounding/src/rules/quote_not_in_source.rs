use super::Check;
use crate::Diagnostic;
use crate::quote::Found;
use crate::verify::ClaimCase;

rule! {
    /// Rejects a quote that does not stand in the source it is cited from.
    ///
    /// ## What it does
    ///
    /// The quote and the source's canonical text are folded (typography, white space, Markdown
    /// marks and HTML entities don't count) and the quote must be found whole, from a word's
    /// edge to a word's edge. There is no similarity score: a paraphrase in quotation marks is a
    /// finding.
    ///
    /// ## Why
    ///
    /// The quote is what a reader checks. If it isn't there, nothing is proven.
    ///
    /// ## Example
    ///
    /// Quoting "we cut it to six hours" from a call in which somebody said "we are near six
    /// hours".
    ///
    /// ## Instead
    ///
    /// Quote the source's own words.
    104, "quote not in source", Deny, Check::Claim(check)
}

fn check(case: &ClaimCase<'_>) -> Vec<Diagnostic> {
    let missing = case
        .quotes
        .iter()
        .filter(|quoted| quoted.found == Found::Nowhere && !in_earlier_revision(case, quoted));
    missing
        .filter_map(|quoted| {
            let held = quoted.held()?;
            let finding = Diagnostic::new(format!("the quote does not stand in `{}`", held.source.id))
                .about(held.source.id.as_str())
                .in_claim(
                    case.whole(),
                    format!("cites \u{201C}{}\u{201D}", shorten(&quoted.citation.quote)),
                );
            Some(finding.help(format!(
                "quote the words of the {} itself; `vouch source {}` shows them",
                held.source.kind.noun(),
                held.source.id
            )))
        })
        .collect()
}

/// Whether an earlier revision has the quote: then the source changed, which V110 tells.
pub(super) fn in_earlier_revision(case: &ClaimCase<'_>, quoted: &crate::verify::Quoted<'_>) -> bool {
    let quote = crate::text::Folded::new(&quoted.citation.quote);
    case.ledger
        .earlier(&quoted.citation.source_id)
        .iter()
        .any(|source| crate::text::Folded::new(&source.text).find(&quote).is_some())
}

fn shorten(quote: &str) -> String {
    const LONGEST: usize = 60;
    let line = quote.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= LONGEST {
        return line;
    }
    let cut: String = line.chars().take(LONGEST).collect();
    format!("{} \u{2026}", cut.trim_end())
}

#[cfg(test)]
mod tests {
    use crate::SourceKind;
    use crate::testing::{check, claim, prose};

    #[test]
    fn a_paraphrase_is_no_quote() {
        let note = prose(
            "note:file/a",
            SourceKind::Note,
            "Omar says they are near six hours a week.",
        );
        let claim = claim(
            "They are at six hours a week.",
            &[("note:file/a", "they are at six hours a week")],
        );
        insta::assert_snapshot!(check("V104", vec![note], &claim), @"
        error[V104]: the quote does not stand in `note:file/a`
         --> claim c1:1:1
          |
        1 | They are at six hours a week.
          | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ cites “they are at six hours a week”
          |
        help: quote the words of the note itself; `vouch source note:file/a` shows them
        note: `vouch explain V104` says what this rule asks
        ");
    }
}
