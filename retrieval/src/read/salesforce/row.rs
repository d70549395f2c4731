//! One row of a Salesforce export, and what becomes of it.

use grounding::{SourceId, SourceKind, State, Visibility};
use jiff::civil::Date;
use rust_decimal::Decimal;

use super::super::dates;
use super::super::directory::{AccountRef, Identity};
use super::super::outcome::{Draft, ExportFile};
use super::super::people::PersonFact;
use super::super::table::{Columns, Row};
use super::{Object, ids, user_source};

/// A row and the names of its columns.
pub(super) struct CrmRow<'a> {
    /// In its 18-character form.
    pub(super) id: String,
    object: Object,
    columns: &'a Columns,
    row: &'a Row,
    file: &'a ExportFile<'a>,
}

/// What becomes of a row.
pub(super) struct RowDraft {
    pub(super) draft: Draft,
    /// What it says of an account's names.
    pub(super) identity: Option<Identity>,
    /// The person it is.
    pub(super) person: Option<PersonFact>,
    /// Its own id and that of its account, for records that name only the former.
    pub(super) parent: Option<(String, String)>,
    /// The user who wrote it.
    pub(super) author: Option<SourceId>,
}

impl<'a> CrmRow<'a> {
    /// Checks the row's id.
    pub(super) fn new(
        object: Object,
        columns: &'a Columns,
        row: &'a Row,
        file: &'a ExportFile<'a>,
    ) -> Result<Self, String> {
        let id = columns.cell(row, &["id"]);
        if !ids::is_well_formed(id) || !id.starts_with(object.prefix()) {
            return Err(format!(
                "`Id` `{id}` is not the id of a Salesforce {}, which begins with `{}`",
                object.name(),
                object.prefix()
            ));
        }
        Ok(Self {
            id: ids::full(id),
            object,
            columns,
            row,
            file,
        })
    }

    /// The value of the first of the columns that there is.
    pub(super) fn text(&self, names: &[&str]) -> &'a str {
        self.columns.cell(self.row, names)
    }

    /// The value, unless it is empty.
    pub(super) fn filled(&self, names: &[&str]) -> Option<String> {
        Some(self.text(names).to_owned()).filter(|text| !text.is_empty())
    }

    /// Whether there is such a column.
    pub(super) fn has(&self, names: &[&str]) -> bool {
        self.columns.has(names)
    }

    /// The name of the column as the file writes it.
    pub(super) fn column(&self, names: &[&str]) -> &'a str {
        self.columns.name(names)
    }

    /// Whether the column says yes; none if it says nothing.
    pub(super) fn flag(&self, names: &[&str]) -> Option<bool> {
        match self.text(names).to_lowercase().as_str() {
            "1" | "true" | "yes" => Some(true),
            "0" | "false" | "no" => Some(false),
            _ => None,
        }
    }

    /// The day in the column; none if it is empty, an error if it is no date.
    pub(super) fn day(&self, names: &[&str]) -> Result<Option<Date>, String> {
        dates::optional_day(self.column(names), self.text(names))
    }

    /// The number in the column.
    pub(super) fn decimal(&self, names: &[&str]) -> Option<Decimal> {
        self.text(names).parse().ok()
    }

    /// The id in the column, in its 18-character form; empty without one.
    pub(super) fn reference(&self, names: &[&str]) -> String {
        ids::full(self.text(names))
    }

    /// The owner as the id of a user source.
    pub(super) fn owner(&self) -> Option<String> {
        self.owner_source().map(|id| id.as_str().to_owned())
    }

    /// The owner.
    pub(super) fn owner_source(&self) -> Option<SourceId> {
        Some(self.text(&["ownerid"]))
            .filter(|id| !id.is_empty())
            .map(user_source)
    }

    /// What every row becomes: its text, its place, its state.
    pub(super) fn draft(&self, kind: SourceKind, title: &str, visibility: Visibility, account: AccountRef) -> RowDraft {
        let id = SourceId::new("salesforce", self.object.name(), &self.id);
        let mut draft = Draft::new(id, kind, account, self.file.place(self.row.at()), &self.row.raw);
        let source = &mut draft.source;
        title.clone_into(&mut source.title);
        source.visibility = visibility;
        if self.flag(&["isdeleted"]) == Some(true) {
            source.state = State::Deleted;
        }
        (source.text, source.fields) = self.columns.text(self.row, |_| true).finish();
        draft.modified =
            dates::stamp(self.text(&["lastmodifieddate"])).or_else(|| dates::stamp(self.text(&["systemmodstamp"])));
        RowDraft {
            draft,
            identity: None,
            person: None,
            parent: None,
            author: None,
        }
    }

    /// The account that the row names, directly or through another object.
    pub(super) fn account(&self) -> AccountRef {
        AccountRef::Crm(vec![
            self.reference(&["accountid"]),
            self.reference(&["whatid"]),
            self.reference(&["whoid", "contactid"]),
        ])
    }

    /// The row's id and its account's, where it names one.
    pub(super) fn parent(&self) -> Option<(String, String)> {
        let account = self.reference(&["accountid"]);
        (!account.is_empty()).then(|| (ids::key(&self.id).to_owned(), account))
    }
}
