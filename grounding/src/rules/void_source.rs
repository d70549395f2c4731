use super::Check;
use super::quote_not_in_source::in_earlier_revision;
use crate::quote::Found;
use crate::verify::ClaimCase;
use crate::{Diagnostic, Lookup, Withheld};

rule! {
    /// Rejects a citation of what no longer counts, or never did.
    ///
    /// ## What it does
    ///
    /// Deleted records, records made in a test mode, and words that a later revision of the
    /// source no longer has prove nothing.
    ///
    /// ## Why
    ///
    /// Somebody took it back, or it never happened.
    ///
    /// ## Example
    ///
    /// Citing a CRM note that was deleted last week.
    ///
    /// ## Instead
    ///
    /// Cite the source as it stands today.
    110, "superseded, deleted or test-mode source", Deny, Check::Claim(check)
}

fn check(case: &ClaimCase<'_>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for quoted in &case.quotes {
        let id = &quoted.citation.source_id;
        let message = match quoted.lookup {
            Lookup::Withheld(Withheld::Deleted, _) => format!("`{id}` was deleted in its system"),
            Lookup::Withheld(Withheld::Test, _) => format!("`{id}` was made in a test mode"),
            Lookup::Live(_) if quoted.found == Found::Nowhere && in_earlier_revision(case, quoted) => {
                format!("`{id}` no longer says this; an earlier revision did")
            }
            _ => continue,
        };
        let finding = Diagnostic::new(message)
            .about(id.as_str())
            .in_claim(case.whole(), "rests on it");
        findings.push(finding.help("cite what its system holds today"));
    }
    findings
}

#[cfg(test)]
mod tests {
    use crate::testing::{check, claim, prose};
    use crate::{Source, SourceKind, State};

    const OLD: &str = "They decided for the larger package.";

    #[test]
    fn a_deleted_record_proves_nothing() {
        let deleted = Source {
            state: State::Deleted,
            ..prose("salesforce:task/1", SourceKind::Task, OLD)
        };
        insta::assert_snapshot!(check("V110", vec![deleted], &claim("They chose the larger package.", &[("salesforce:task/1", OLD)])), @"
        error[V110]: `salesforce:task/1` was deleted in its system
         --> claim c1:1:1
          |
        1 | They chose the larger package.
          | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ rests on it
          |
        help: cite what its system holds today
        note: `vouch explain V110` says what this rule asks
        ");
    }

    #[test]
    fn words_that_were_taken_back_prove_nothing() {
        let old = Source {
            state: State::Superseded,
            ..prose("salesforce:task/1", SourceKind::Task, OLD)
        };
        let new = Source {
            revision: 2,
            ..prose("salesforce:task/1", SourceKind::Task, "They are still undecided.")
        };
        insta::assert_snapshot!(check("V110", vec![old, new], &claim("They chose the larger package.", &[("salesforce:task/1", OLD)])), @"
        error[V110]: `salesforce:task/1` no longer says this; an earlier revision did
         --> claim c1:1:1
          |
        1 | They chose the larger package.
          | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ rests on it
          |
        help: cite what its system holds today
        note: `vouch explain V110` says what this rule asks
        ");
    }
}
