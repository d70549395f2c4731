//! `Case.csv`: support cases of the CRM.

use grounding::{Record, SourceKind, Ticket, Visibility};

use super::row::{CrmRow, RowDraft};

pub(super) fn read(row: &CrmRow<'_>) -> Result<RowDraft, String> {
    let subject = row.text(&["subject"]);
    let status = row.text(&["status"]).to_lowercase();
    let closed = row
        .flag(&["isclosed"])
        .unwrap_or(matches!(status.as_str(), "closed" | "solved" | "resolved"));
    let priority = row.text(&["priority"]).to_lowercase();
    let escalated = row.flag(&["isescalated"]).unwrap_or(false)
        || status.starts_with("escalat")
        || matches!(priority.as_str(), "urgent" | "critical");

    let mut becomes = row.draft(SourceKind::Case, subject, Visibility::Shareable, row.account());
    becomes.draft.source.occurred_at = row.day(&["createddate"])?;
    becomes.draft.source.record = Some(Record::Ticket(Ticket {
        subject: subject.to_owned(),
        open: !closed,
        escalated,
    }));
    becomes.parent = row.parent();
    Ok(becomes)
}
