//! `Task.csv`: logged calls, mails and to-dos.
//!
//! A task that is done happened on its `ActivityDate`; one that is not is only due then, and is
//! as old as its `CreatedDate`.

use grounding::{Record, SourceKind, Task, Visibility};

use super::row::{CrmRow, RowDraft};

pub(super) fn read(row: &CrmRow<'_>) -> Result<RowDraft, String> {
    let subject = row.text(&["subject"]);
    let date = row.day(&["activitydate", "duedate", "date"])?;
    let created = row.day(&["createddate"])?;
    let completed = row
        .flag(&["isclosed"])
        .unwrap_or_else(|| row.text(&["status"]).eq_ignore_ascii_case("completed"));

    let mut becomes = row.draft(SourceKind::Task, subject, Visibility::Internal, row.account());
    let says_nothing = !row.has(&["status"]) && !row.has(&["isclosed"]);
    becomes.draft.source.occurred_at = if completed || says_nothing {
        date.or(created)
    } else {
        created
    };
    becomes.draft.source.record = Some(Record::Task(Task {
        subject: subject.to_owned(),
        completed,
        date,
        owner: row.owner(),
    }));
    becomes.author = row.owner_source();
    Ok(becomes)
}
