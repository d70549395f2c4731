//! What must hold of everything that is read, however bad the file.

use grounding::{Source, Span};
use jiff::civil::Date;

use crate::read::{Format, Piece, Quarantined};

/// Asserts it of the pieces of one input.
pub(super) fn check(pieces: &[Piece], as_of: Date) {
    assert!(pieces.last().is_some_and(|it| it.is_last), "the last piece is missing");
    for (number, piece) in (0..).zip(pieces) {
        assert_eq!(piece.number, number);
        let refused = piece.quarantined.len() + piece.unplaced.len();
        let told = piece.records.len() + refused;
        assert_eq!(told + piece.informing, piece.read, "{piece:?}");
        match piece.format {
            None => assert!(piece.records.is_empty() && piece.informing == 0, "{piece:?}"),
            Some(format) if holds_more_than_evidence(format) => {}
            Some(_) => assert_eq!(piece.informing, 0, "{piece:?}"),
        }
        for record in &piece.records {
            check_source(&record.source, as_of);
        }
        for Quarantined { at, reason, .. } in piece.quarantined.iter().chain(&piece.unplaced) {
            assert!(!at.trim().is_empty() && !reason.trim().is_empty(), "{at:?}: {reason:?}");
        }
    }
}

/// Whether records of the format may be none of evidence: they name accounts, people, meetings
/// or links.
fn holds_more_than_evidence(format: Format) -> bool {
    matches!(
        format,
        Format::IdMap
            | Format::Meetings
            | Format::ZendeskOrganizations
            | Format::ZendeskUsers
            | Format::GongCalls
            | Format::SlackChannels
            | Format::SlackUsers
            | Format::HubspotObjects
    )
}

fn check_source(source: &Source, as_of: Date) {
    let id = source.id.as_str();
    let parts = id
        .split_once(':')
        .and_then(|(system, rest)| Some((system, rest.split_once('/')?)));
    assert!(
        parts.is_some_and(|(system, (object, own))| ![system, object, own].iter().any(|it| it.trim().is_empty())),
        "{id:?}"
    );
    assert!(source.occurred_at.is_none_or(|day| day <= as_of), "{source:?}");
    let holds = |span: Span| source.text.get(span.range()).is_some();
    let mut end = 0;
    for author in &source.authors {
        assert!(
            end <= author.span.start && holds(author.span),
            "{author:?} of {source:?}"
        );
        end = author.span.end;
    }
    let mut end = 0;
    for field in &source.fields {
        assert!(end <= field.span.start && holds(field.span), "{field:?} of {source:?}");
        end = field.span.end;
    }
    for value in &source.values {
        assert!(
            holds(value.span) && !value.span.range().is_empty(),
            "{value:?} of {source:?}"
        );
    }
}
