//! How old what is known of an account is.

use grounding::{Ledger, SourceKind};
use jiff::civil::Date;

/// What people said, wrote or logged about an account.
pub(crate) const TALKS: [SourceKind; 9] = [
    SourceKind::Task,
    SourceKind::Ticket,
    SourceKind::Comment,
    SourceKind::Call,
    SourceKind::Transcript,
    SourceKind::Note,
    SourceKind::Activity,
    SourceKind::Mail,
    SourceKind::Message,
];

/// The day of the newest usage figure or product event; none where usage isn't measured.
pub(crate) fn newest_usage(ledger: &Ledger) -> Option<Date> {
    ledger.series().map(|(_, series)| series.last.date).max()
}

/// The day of the newest note, call, mail, ticket or activity of the account.
pub(crate) fn newest_talk(ledger: &Ledger) -> Option<Date> {
    let talks = ledger
        .sources()
        .filter(|source| source.account.is_some() && TALKS.contains(&source.kind));
    talks.filter_map(|source| source.occurred_at).max()
}
