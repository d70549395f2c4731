//! A table of projects with one row per milestone: `Project ID, Account, Project Name, Type,
//! Opportunity ID, Project Status, Project Owner, Milestone ID, Milestone, Due Date, Completed
//! Date, Created Date`. No vendor's own format, but what project tools' CSV exports come down to.
//!
//! Each row becomes a milestone; a project becomes a source by what its first row says of it.

use std::collections::BTreeSet;

use grounding::{Milestone, Project, Record, SourceId, SourceKind, Visibility};

use super::Format;
use super::batch::{Batch, Facts};
use super::dates::optional_day;
use super::directory::AccountRef;
use super::outcome::{Draft, Export, ExportFile, Parsed, Sink};
use super::salesforce::ids;
use super::table::{Columns, Row, Table};

const PROJECT: &[&str] = &["projectid", "projectkey"];
const ACCOUNT: &[&str] = &[
    "account",
    "accountslug",
    "accountname",
    "accountid",
    "customer",
    "customername",
    "client",
];
const NAME: &[&str] = &["projectname", "project", "name"];
const TYPE: &[&str] = &["type", "projecttype", "category"];
const DEAL: &[&str] = &["opportunityid", "opportunity", "dealid"];
const OWNER: &[&str] = &["projectowner", "owner", "projectmanager", "projectlead"];
const MILESTONE: &[&str] = &["milestoneid", "milestonekey"];
const MILESTONE_NAME: &[&str] = &["milestone", "milestonename", "milestonetitle"];
const DUE: &[&str] = &["duedate", "due", "milestonedue", "milestoneduedate", "targetdate"];
const COMPLETED: &[&str] = &[
    "completeddate",
    "completed",
    "completedat",
    "completiondate",
    "milestonecompleteddate",
    "actualdate",
];
const CREATED: &[&str] = &["createddate", "created", "createdat", "projectcreateddate"];

/// Whether these are the columns of such a table.
pub(super) fn fits(columns: &Columns) -> bool {
    columns.has(PROJECT) && (columns.has(MILESTONE) || columns.has(MILESTONE_NAME))
}

/// Takes the table apart.
pub(super) fn parse(table: Table, file: &ExportFile<'_>) -> Parsed {
    let mut quarantined = table.bad;
    let mut drafts = Vec::new();
    let mut projects = BTreeSet::new();
    for row in &table.rows {
        match row_drafts(&table.columns, row, file, &mut projects) {
            Ok(becomes) => drafts.extend(becomes),
            Err(reason) => quarantined.push(row.refuse(reason)),
        }
    }
    // A row may hold a project and a milestone.
    let read = drafts.len() + quarantined.len();
    Parsed::new(Format::Projects, read, quarantined, Drafts(drafts))
}

fn row_drafts(
    columns: &Columns,
    row: &Row,
    file: &ExportFile<'_>,
    projects: &mut BTreeSet<String>,
) -> Result<Vec<Draft>, String> {
    let cell = |names: &[&str]| columns.cell(row, names);
    let day = |names: &[&str]| optional_day(columns.name(names), cell(names));
    let (due, completed, created) = (day(DUE)?, day(COMPLETED)?, day(CREATED)?);
    if cell(PROJECT).is_empty() {
        return Err(format!("`{}` is empty", columns.name(PROJECT)));
    }
    let has_milestone = !cell(MILESTONE).is_empty();
    if !has_milestone && !cell(MILESTONE_NAME).is_empty() {
        return Err("the milestone has no id".to_owned());
    }
    let project = SourceId::new("project", "project", cell(PROJECT));
    let account = AccountRef::Name(cell(ACCOUNT).to_owned());
    let draft = |id: SourceId, kind, title: &str| {
        let mut draft = Draft::new(id, kind, account.clone(), file.place(row.at()), &row.raw);
        title.clone_into(&mut draft.source.title);
        draft.source.visibility = Visibility::Shareable;
        draft
    };

    let mut drafts = Vec::new();
    if projects.insert(cell(PROJECT).to_owned()) || !has_milestone {
        let mut draft = draft(project.clone(), SourceKind::Project, cell(NAME));
        let source = &mut draft.source;
        (source.text, source.fields) = columns.text(row, is_of_project).finish();
        source.occurred_at = created;
        let telling = if columns.has(TYPE) { cell(TYPE) } else { cell(NAME) };
        let telling = telling.to_lowercase();
        source.record = Some(Record::Project(Project {
            name: cell(NAME).to_owned(),
            onboarding: telling.contains("onboard") || telling.contains("implementation"),
            deal: Some(cell(DEAL))
                .filter(|id| !id.is_empty())
                .map(|id| SourceId::new("salesforce", "opportunity", &ids::full(id))),
            owner: Some(cell(OWNER).to_owned()).filter(|owner| !owner.is_empty()),
            created,
        }));
        drafts.push(draft);
    }
    if has_milestone {
        let id = SourceId::new("project", "milestone", cell(MILESTONE));
        let mut draft = draft(id, SourceKind::Milestone, cell(MILESTONE_NAME));
        let source = &mut draft.source;
        (source.text, source.fields) = columns.text(row, |_| true).finish();
        source.occurred_at = completed.or(created);
        source.record = Some(Record::Milestone(Milestone {
            project,
            name: cell(MILESTONE_NAME).to_owned(),
            due,
            completed,
        }));
        drafts.push(draft);
    }
    Ok(drafts)
}

/// Whether a column tells of the project rather than of one milestone.
fn is_of_project(folded: &str) -> bool {
    !folded.starts_with("milestone") && !DUE.contains(&folded) && !COMPLETED.contains(&folded)
}

/// Records that need nothing more than their account.
pub(super) struct Drafts(pub(super) Vec<Draft>);

impl Export for Drafts {
    fn announce(&self, _facts: &mut Facts) {}

    fn records(self: Box<Self>, batch: &Batch, sink: &mut Sink) {
        for draft in self.0 {
            sink.take(draft, batch);
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::super::tests::{known, read_one};
    use super::*;

    const TABLE: &str = "Account,Project ID,Project Name,Type,Milestone ID,Milestone,Due Date,Completed Date,Created Date\r\n\
        orrin,P1,Roll-out,Implementation,M1,\"Data, moved\",2026-01-31,2026-02-15,2025-11-01\r\n\
        orrin,P1,Roll-out,Implementation,M2,Live,2026-09-12,,2025-11-01\r\n\
        orrin,P1,Roll-out,Implementation,M3,Live,12.09.2026,,2025-11-01\r\n";

    #[test]
    fn rows_become_milestones_and_their_first_a_project() {
        let file = read_one("p.csv", TABLE, &known());
        let texts: Vec<(&str, &str, _)> = file
            .records
            .iter()
            .map(|it| (it.source.id.as_str(), it.source.text.as_str(), it.source.occurred_at))
            .collect();
        let project =
            "Account: orrin\nProject ID: P1\nProject Name: Roll-out\nType: Implementation\nCreated Date: 2025-11-01";
        let first = "Account: orrin\nProject ID: P1\nProject Name: Roll-out\nType: Implementation\nMilestone ID: M1\nMilestone: Data, moved\nDue Date: 2026-01-31\nCompleted Date: 2026-02-15\nCreated Date: 2025-11-01";
        let second = "Account: orrin\nProject ID: P1\nProject Name: Roll-out\nType: Implementation\nMilestone ID: M2\nMilestone: Live\nDue Date: 2026-09-12\nCompleted Date: \nCreated Date: 2025-11-01";
        assert_eq!(
            texts,
            [
                ("project:project/P1", project, Some(date(2025, 11, 1))),
                ("project:milestone/M1", first, Some(date(2026, 2, 15))),
                ("project:milestone/M2", second, Some(date(2025, 11, 1))),
            ]
        );
        let project = Project {
            name: "Roll-out".to_owned(),
            onboarding: true,
            deal: None,
            owner: None,
            created: Some(date(2025, 11, 1)),
        };
        assert_eq!(file.records[0].source.record, Some(Record::Project(project)));
        assert_eq!(file.quarantined[0].at, "line 4");
        assert_eq!(file.quarantined[0].reason, "`Due Date` `12.09.2026` is not a date");
    }
}
