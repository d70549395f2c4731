use super::Check;
use crate::text::{Figure, find_figures};
use crate::verify::{DraftCase, VerifiedClaim};
use crate::{Citation, ClaimOrigin, Diagnostic, Origin, Route, Span, Verdict};

rule! {
    /// Rejects a derived claim that says something new.
    ///
    /// ## What it does
    ///
    /// Claims of a derived section, such as an executive summary, restate claims of other sections.
    /// Each of their citations must lie within a citation of a claim that was accepted, as it is or
    /// with a lower standing, in a section that is not derived; and each of their figures must
    /// stand in one of those claims. It denies: what is new was judged by no section.
    ///
    /// ## Why
    ///
    /// The summary is read by those who read nothing else. A fact that stands only there has been
    /// seen by nobody who would know better.
    ///
    /// ## Example
    ///
    /// A summary that says `Two sites are waiting.`, from a note that no other section cites.
    ///
    /// ## Instead
    ///
    /// Tell it in the section it belongs to, and then in the summary.
    707, "derived section with a new fact", Deny, Check::InDraft(check)
}

fn check(case: &DraftCase<'_>) -> Vec<(usize, Diagnostic)> {
    let (derived, told): (Vec<_>, Vec<_>) = case.claims.iter().enumerate().partition(|(_, it)| is_derived(case, it));
    let basis: Vec<&VerifiedClaim> = told
        .into_iter()
        .map(|(_, it)| it)
        .filter(|it| matches!(it.verdict, Verdict::Accepted | Verdict::Demoted))
        .collect();
    let found = derived
        .into_iter()
        .filter_map(|(at, it)| Some((at, new_citation(case, it, &basis).or_else(|| new_figure(it, &basis))?)));
    found.collect()
}

/// Whether a claim stands in derived sections alone; without a section, by its own word.
fn is_derived(case: &DraftCase<'_>, verified: &VerifiedClaim) -> bool {
    let sections = case.sections_of(&verified.claim);
    if sections.is_empty() {
        verified.claim.origin == ClaimOrigin::Derived
    } else {
        sections.iter().all(|it| case.origin(it) == Some(Origin::Derived))
    }
}

/// Where a citation points, once its quote was found. What was not found is another rule's.
fn place(citation: &Citation) -> Option<Span> {
    Some(Span::new(citation.start?, citation.end?))
}

fn lies_within(citation: &Citation, verified: &VerifiedClaim) -> bool {
    let mut of_claim = verified
        .claim
        .citations
        .iter()
        .filter(|it| it.source_id == citation.source_id);
    place(citation).is_some_and(|inner| of_claim.any(|it| place(it).is_some_and(|outer| outer.contains(inner))))
}

/// The citations that no accepted claim of another section has, in one finding.
fn new_citation(case: &DraftCase<'_>, verified: &VerifiedClaim, basis: &[&VerifiedClaim]) -> Option<Diagnostic> {
    let claim = &verified.claim;
    let cited = claim
        .citations
        .iter()
        .filter_map(|citation| Some((citation, place(citation)?)));
    let new: Vec<_> = cited
        .filter(|(citation, _)| !basis.iter().any(|it| lies_within(citation, it)))
        .filter_map(|(citation, span)| Some((case.ledger.source(&citation.source_id)?, span)))
        .collect();
    if new.is_empty() {
        return None;
    }
    let whole = Span::new(0, claim.text.len());
    let finding = Diagnostic::new("the claim is of a derived section and rests on what no other section says")
        .in_claim(whole, "new in this section");
    let finding = new.into_iter().fold(finding, |finding, (source, span)| {
        finding.in_source(source, span, "cited by no accepted claim of another section")
    });
    Some(
        finding
            .help("tell it in the section it belongs to, or leave it out")
            .route(&[Route::Csm]),
    )
}

/// The first figure that none of the claims it draws on has.
fn new_figure(verified: &VerifiedClaim, basis: &[&VerifiedClaim]) -> Option<Diagnostic> {
    let claim = &verified.claim;
    let drawn_on = basis
        .iter()
        .filter(|it| claim.citations.iter().any(|citation| lies_within(citation, it)));
    let known: Vec<Figure> = drawn_on.flat_map(|it| find_figures(&it.claim.text)).collect();
    let new = find_figures(&claim.text)
        .into_iter()
        .find(|figure| !known.iter().any(|known| figure.same_as(known)))?;
    let words = &claim.text[new.span.range()];
    Some(
        Diagnostic::new(format!("`{words}` stands in none of the claims that this one draws on"))
            .in_claim(new.span, "new in this section")
            .help("say it as the other section does")
            .route(&[Route::Csm]),
    )
}

#[cfg(test)]
mod tests {
    use crate::testing::{check_whole, claim, draft_of, prose};
    use crate::{Claim, Draft, Origin, Source, SourceKind};

    const FELL: &str = "Quotations take 4 days now, down from 9 days.";
    const WAIT: &str = "Two sites are still waiting for access.";

    fn note() -> Vec<Source> {
        vec![prose("note:file/a", SourceKind::Note, &format!("{FELL} {WAIT}"))]
    }

    fn named(id: &str, text: &str, quote: &str) -> Claim {
        Claim {
            id: id.to_owned(),
            ..claim(text, &[("note:file/a", quote)])
        }
    }

    fn summary(text: &str, quote: &str) -> Draft {
        let sections: [(&str, Origin, &[&str]); 2] = [
            ("progress", Origin::Model, &["c1"]),
            ("executive_summary", Origin::Derived, &["c2"]),
        ];
        let claims = vec![named("c1", "Quotations take 4 days.", FELL), named("c2", text, quote)];
        draft_of("summary", claims, &sections)
    }

    #[test]
    fn a_new_citation_is_a_new_fact() {
        let draft = summary("Two sites are waiting for access.", WAIT);
        insta::assert_snapshot!(check_whole("V707", note(), &draft), @"
        error[V707]: the claim is of a derived section and rests on what no other section says
         --> claim c2:1:1
          |
        1 | Two sites are waiting for access.
          | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ new in this section
          |
         ::: note:file/a (2026-06-01):1:47
          |
        1 | ...from 9 days. Two sites are still waiting for access.
          |                 --------------------------------------- cited by no accepted claim of another section
          |
        help: tell it in the section it belongs to, or leave it out
        note: `vouch explain V707` says what this rule asks
        ");
    }

    #[test]
    fn a_new_figure_is_one_too() {
        let draft = summary("Quotations took 9 days.", FELL);
        insta::assert_snapshot!(check_whole("V707", note(), &draft), @"
        error[V707]: `9 days` stands in none of the claims that this one draws on
         --> claim c2:1:17
          |
        1 | Quotations took 9 days.
          |                 ^^^^^^ new in this section
          |
        help: say it as the other section does
        note: `vouch explain V707` says what this rule asks
        ");
    }

    #[test]
    fn what_restates_is_derived() {
        let part = "Quotations take 4 days now";
        assert_eq!(
            check_whole("V707", note(), &summary("Quotations now take 4 days.", part)),
            ""
        );
    }

    #[test]
    fn what_was_rejected_is_no_ground() {
        let mut draft = summary("Quotations now take 4 days.", FELL);
        draft.claims[0].text = "Quotations take 3 days.".to_owned();
        assert_ne!(check_whole("V707", note(), &draft), "");
    }

    #[test]
    fn without_sections_nothing_is_derived() {
        let mut draft = summary("Two sites are waiting for access.", WAIT);
        draft.sections.clear();
        assert_eq!(check_whole("V707", note(), &draft), "");
    }
}
