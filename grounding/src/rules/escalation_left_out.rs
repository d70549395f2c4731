use super::{Check, place_of};
use crate::verify::DraftCase;
use crate::{Diagnostic, Route, Source, SourceId, SourceKind};

rule! {
    /// Refuses a draft that leaves out an open escalation.
    ///
    /// ## What it does
    ///
    /// In a brief that reports risks, each open ticket or case that is escalated, or of the highest
    /// priority, must be cited by a claim that may be said, or by a caveat. A comment of the ticket
    /// counts as the ticket. It denies, as a recap without its open problems must not go on.
    ///
    /// ## Why
    ///
    /// The customer reads the recap with the open problem in mind. A success story that does not
    /// mention it says that nobody at the vendor talks to support.
    ///
    /// ## Example
    ///
    /// A recap of three gains, while "Invoices are sent twice", escalated, is open.
    ///
    /// ## Instead
    ///
    /// Tell it as a risk: `The ticket "Invoices are sent twice" is open and escalated.`
    701, "open escalation left out", Deny, Check::Draft(check)
}

fn check(case: &DraftCase<'_>) -> Vec<Diagnostic> {
    if !case.reports_risks() {
        return Vec::new();
    }
    let open = case.ledger.tickets().filter(|(_, it)| it.open && it.escalated);
    let left_out = open.filter(|(source, _)| !is_told(case, source));
    left_out
        .map(|(source, ticket)| {
            Diagnostic::new(format!("the open escalation `{}` is left out", ticket.subject))
                .about(source.id.as_str())
                .in_source(source, place_of(source, &ticket.subject), "open and escalated")
                .help("add a claim that tells of it as a risk and cites it")
                .route(&[Route::Csm])
        })
        .collect()
}

/// Whether the ticket, or a comment of it, is cited. Comments bear their ticket's subject.
fn is_told(case: &DraftCase<'_>, ticket: &Source) -> bool {
    let cited = |id: &SourceId| case.cites(id, |_| true);
    let is_of_ticket = |comment: &&Source| comment.title == ticket.title && comment.id.system() == ticket.id.system();
    cited(&ticket.id)
        || case
            .ledger
            .of_kind(SourceKind::Comment)
            .filter(|_| !ticket.title.is_empty())
            .filter(is_of_ticket)
            .any(|comment| cited(&comment.id))
}

#[cfg(test)]
mod tests {
    use crate::testing::{check_whole, claim, draft_of, prose};
    use crate::{Record, RecordText, Source, SourceKind, Ticket};

    fn ticket(open: bool, escalated: bool) -> Source {
        let subject = "Invoices are sent twice";
        let (text, fields) = RecordText::new()
            .field("id", "9")
            .field("subject", subject)
            .field("status", "open")
            .finish();
        let record = Ticket {
            subject: subject.into(),
            open,
            escalated,
        };
        Source {
            fields,
            title: subject.into(),
            record: Some(Record::Ticket(record)),
            ..prose("zendesk:ticket/9", SourceKind::Ticket, &text)
        }
    }

    #[test]
    fn an_open_escalation_must_be_told() {
        let silent = draft_of("recap", Vec::new(), &[]);
        insta::assert_snapshot!(check_whole("V701", vec![ticket(true, true)], &silent), @"
        error[V701]: the open escalation `Invoices are sent twice` is left out
         --> zendesk:ticket/9 (2026-06-01):2:10
          |
        2 | subject: Invoices are sent twice
          |          ^^^^^^^^^^^^^^^^^^^^^^^ open and escalated
          |
        help: add a claim that tells of it as a risk and cites it
        note: `vouch explain V701` says what this rule asks
        ");
        for (open, escalated) in [(false, true), (true, false)] {
            assert_eq!(check_whole("V701", vec![ticket(open, escalated)], &silent), "");
        }
    }

    #[test]
    fn a_claim_about_it_tells_it_and_so_does_one_about_its_comment() {
        let comment = Source {
            title: "Invoices are sent twice".into(),
            ..prose(
                "zendesk:comment/91",
                SourceKind::Comment,
                "This happened again this morning.",
            )
        };
        for (id, quote) in [
            ("zendesk:ticket/9", "subject: Invoices are sent twice"),
            ("zendesk:comment/91", "This happened again this morning."),
        ] {
            let told = draft_of("recap", vec![claim("Invoices are sent twice.", &[(id, quote)])], &[]);
            assert_eq!(
                check_whole("V701", vec![ticket(true, true), comment.clone()], &told),
                ""
            );
        }
    }

    #[test]
    fn a_brief_that_reports_no_risks_need_not() {
        let note = draft_of("note", Vec::new(), &[]);
        assert_eq!(check_whole("V701", vec![ticket(true, true)], &note), "");
    }

    #[test]
    fn a_rejected_claim_tells_nothing() {
        let wrong = claim(
            "Invoices are sent twice.",
            &[("zendesk:ticket/9", "it was all solved yesterday")],
        );
        let draft = draft_of("recap", vec![wrong], &[]);
        assert_ne!(check_whole("V701", vec![ticket(true, true)], &draft), "");
    }
}
