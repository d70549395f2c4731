use super::{Check, place_of};
use crate::verify::DraftCase;
use crate::{Diagnostic, Route};

rule! {
    /// Tells of an open risk that nobody owns.
    ///
    /// ## What it does
    ///
    /// Each open risk on record without an owner is a finding about the draft; the kickoff gate
    /// stays closed while there is one.
    ///
    /// ## Why
    ///
    /// A risk that is nobody's is found again after kickoff, as a surprise.
    ///
    /// ## Example
    ///
    /// "The administrator leaves in July", open, owner empty.
    ///
    /// ## Instead
    ///
    /// Give the risk an owner in the success plan and ingest it again.
    704, "ownerless risk", Warn, Check::Draft(check)
}

fn check(case: &DraftCase<'_>) -> Vec<Diagnostic> {
    let open = case.ledger.risks().filter(|(_, risk)| risk.open);
    let ownerless = open.filter(|(_, risk)| risk.owner.as_deref().is_none_or(|owner| owner.trim().is_empty()));
    ownerless
        .map(|(source, risk)| {
            let span = place_of(source, &risk.title);
            Diagnostic::new(format!("nobody owns the open risk `{}`", risk.title))
                .about(source.id.as_str())
                .in_source(source, span, "has no owner")
                .help("name its owner before kickoff")
                .route(&[Route::Csm])
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::testing::{check_draft, prose};
    use crate::{Record, RecordText, Risk, Source, SourceKind};

    fn risk(owner: Option<&str>) -> Source {
        let title = "The data officer is away all summer";
        let (text, fields) = RecordText::new()
            .field("title", title)
            .field("owner", owner.unwrap_or(""))
            .finish();
        let record = Risk {
            title: title.into(),
            severity: "medium".into(),
            open: true,
            owner: owner.map(Into::into),
        };
        Source {
            fields,
            record: Some(Record::Risk(record)),
            ..prose("plan:risk/R1", SourceKind::Risk, &text)
        }
    }

    #[test]
    fn a_risk_needs_an_owner() {
        insta::assert_snapshot!(check_draft("V704", vec![risk(None)], &[]), @"
        warning[V704]: nobody owns the open risk `The data officer is away all summer`
         --> plan:risk/R1 (2026-06-01):1:8
          |
        1 | title: The data officer is away all summer
          |        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ has no owner
          |
        help: name its owner before kickoff
        note: `vouch explain V704` says what this rule asks
        ");
        assert_eq!(check_draft("V704", vec![risk(Some("Ines Vogt"))], &[]), "");
    }
}
