use super::Check;
use crate::verify::ClaimCase;
use crate::{Diagnostic, Lookup};

rule! {
    /// Rejects a citation whose source nobody knows.
    ///
    /// ## What it does
    ///
    /// The id must name a source of the account that existed on the brief's as-of date.
    ///
    /// ## Why
    ///
    /// A made-up id looks as convincing as a real one, and a source from after the as-of date
    /// can't have been known on it.
    ///
    /// ## Example
    ///
    /// A claim that cites `gong:call/9999`, where no call of that id was ever read.
    ///
    /// ## Instead
    ///
    /// Cite an id that `vouch search` or `vouch source` shows.
    102, "unknown source", Deny, Check::Claim(check)
}

fn check(case: &ClaimCase<'_>) -> Vec<Diagnostic> {
    let unknown = case
        .quotes
        .iter()
        .filter(|quoted| matches!(quoted.lookup, Lookup::Unknown));
    unknown
        .map(|quoted| {
            Diagnostic::new(format!(
                "no source is called `{}` as of {}",
                quoted.citation.source_id, case.ledger.view.as_of
            ))
            .about(quoted.citation.source_id.as_str())
            .in_claim(case.whole(), "cites a source that nobody knows")
            .help("ingest the file that holds it, or cite a source that exists")
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::testing::{check, claim};

    #[test]
    fn an_id_that_names_nothing_is_rejected() {
        let claim = claim(
            "Reporting takes 6.4 h.",
            &[("gong:call/9999", "reporting takes 6.4 hours now")],
        );
        insta::assert_snapshot!(check("V102", vec![], &claim), @"
        error[V102]: no source is called `gong:call/9999` as of 2026-06-30
         --> claim c1:1:1
          |
        1 | Reporting takes 6.4 h.
          | ^^^^^^^^^^^^^^^^^^^^^^ cites a source that nobody knows
          |
        help: ingest the file that holds it, or cite a source that exists
        note: `vouch explain V102` says what this rule asks
        ");
    }
}
