use super::Check;
use crate::text::one_line;
use crate::verify::DraftCase;
use crate::{ClaimKind, Diagnostic, Route};

rule! {
    /// Tells of a promise that the signed scope contradicts.
    ///
    /// ## What it does
    ///
    /// What sales said, in calls and notes around the deal, on timeline, discount, integrations,
    /// scope and custom work is compared with the order form's clauses: lengths of time, seats,
    /// percentages, names, and `none`. It applies to briefs that report promises. A conflict
    /// pauses the run until somebody decides; both sides are quoted.
    ///
    /// ## Why
    ///
    /// A handoff that hides the conflict hands it to the customer.
    ///
    /// ## Example
    ///
    /// "We'll have you live in four weeks", and an order form that says eight.
    ///
    /// ## Instead
    ///
    /// The AE says which of the two holds.
    706, "notes disagree with the signed scope", Deny, Check::Draft(check)
}

fn check(case: &DraftCase<'_>) -> Vec<Diagnostic> {
    let reports_promises = case.draft.spec.is_some_and(|spec| {
        spec.sections
            .iter()
            .any(|section| section.claims.contains(&ClaimKind::Promise))
    });
    if !reports_promises {
        return Vec::new();
    }
    let conflicts = case.sale().conflicts();
    conflicts
        .map(|(commitment, topic, scope, clause)| {
            let said = commitment.utterance;
            let who = said.author.map_or("sales", |author| author.name.as_str());
            let when = said
                .source
                .occurred_at
                .map(|date| format!(" ({}, {date})", said.source.kind.noun()))
                .unwrap_or_default();
            Diagnostic::new(format!(
                "on {}, {who} said \u{201C}{}\u{201D}{when}; the order form says \u{201C}{}\u{201D}",
                topic.noun(),
                one_line(said.text()),
                one_line(scope.words(clause)),
            ))
            .about(topic.noun())
            .in_source(said.source, said.span, "said to the customer")
            .in_source(scope.source, clause, "signed")
            .help("the AE says which of the two holds")
            .route(&[Route::Ae, Route::Csm])
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::testing::{check_draft, prose, said_by};
    use crate::{Affiliation, SourceKind};

    #[test]
    fn both_sides_are_quoted() {
        let call = said_by(
            "gong:call/1",
            Affiliation::Vendor,
            "Hello. We'll have you live in four weeks.",
        );
        let form = prose(
            "contract:order-form/acme",
            SourceKind::OrderForm,
            "- Go-live: 8 weeks after signature",
        );
        insta::assert_snapshot!(check_draft("V706", vec![call, form], &[]), @"
        error[V706]: on timeline, Rhea said “We'll have you live in four weeks.” (call, 2026-06-01); the order form says “Go-live: 8 weeks after signature”
         --> gong:call/1 (2026-06-01):1:14
          |
        1 | Rhea: Hello. We'll have you live in four weeks.
          |              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ said to the customer
          |
         ::: contract:order-form/acme (2026-06-01):1:3
          |
        1 | - Go-live: 8 weeks after signature
          |   -------------------------------- signed
          |
        help: the AE says which of the two holds
        note: `vouch explain V706` says what this rule asks
        ");
    }

    #[test]
    fn what_agrees_is_no_conflict() {
        let call = said_by(
            "gong:call/1",
            Affiliation::Vendor,
            "We'll have you live in eight weeks.",
        );
        let form = prose(
            "contract:order-form/acme",
            SourceKind::OrderForm,
            "- Go-live: 8 weeks after signature",
        );
        assert_eq!(check_draft("V706", vec![call, form], &[]), "");
    }
}
