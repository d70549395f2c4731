//! What the settings say of a table or of JSON records that no built-in reader knows.

use std::collections::BTreeMap;

use grounding::{Affiliation, SourceKind, ValueRole, Visibility};
use serde::Deserialize;
use serde::de::{self, Deserializer, SeqAccess, Visitor};

use super::super::table::fold;
use super::check::Check;
use super::measure::MeasureColumn;

/// How the records of one kind of file become evidence: a `[[mapping]]` of the settings.
///
/// Columns are a table's columns or the fields of JSON records, nested ones as `outer.inner`.
/// They are compared without case, spaces and punctuation. Where a key takes a *reference*, it
/// takes a column or `lookup.column`, the column of the record that the lookup finds.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// What the mapping is called, in lookups and in messages. No two mappings share a name.
    pub name: String,
    /// A file that has all of these columns is meant. Enough of them to tell it from others.
    pub columns: Vec<String>,
    /// Whether the mapping is tried before the built-in formats rather than after them.
    #[serde(default)]
    pub first: bool,
    /// The system of the source ids, `<system>:<object>/<id>`.
    pub system: String,
    /// The object of the source ids.
    pub object: String,
    /// The column, or the columns joined by `/`, that tell a record from every other. Without
    /// one, the record's own bytes do, and a changed record is another record.
    #[serde(default, deserialize_with = "one_or_more")]
    pub id: Vec<String>,
    /// A reference to what names the account. May be left out where `names_accounts` is given:
    /// then the record belongs to the account that it names.
    pub account: Option<String>,
    /// In whose terms `account` names it.
    #[serde(default)]
    pub account_is: AccountTerm,
    /// Given where each record introduces an account, rather than speaking of known ones.
    pub names_accounts: Option<NamesAccounts>,
    /// What kind of thing a record is.
    #[serde(default = "row")]
    pub kind: SourceKind,
    /// The column with a short human name.
    pub title: Option<String>,
    /// The column with the day, or the time, that the record is of: ISO 8601 or `date_format`.
    pub date: Option<String>,
    /// How days are written where they are not ISO 8601, in `strftime` terms: `%d.%m.%Y`.
    pub date_format: Option<String>,
    /// The column with the time of the last change; of two copies of an id the later counts.
    /// Without one, the copy that was read last does.
    pub modified: Option<String>,
    /// The columns with prose, which then is all of the canonical text. Without any, the text
    /// has a `field: value` line for each column.
    #[serde(default, deserialize_with = "one_or_more")]
    pub text: Vec<String>,
    /// The column with the name or the address of who wrote it.
    pub author: Option<String>,
    /// Which side authors speak for, where their address does not tell.
    pub side: Option<Affiliation>,
    /// The column with the vendor's person who looks after an account or a task.
    pub owner: Option<String>,
    /// Who may see the records.
    #[serde(default = "internal")]
    pub visibility: Visibility,
    /// The columns with figures.
    #[serde(default)]
    pub values: Vec<Figure>,
    /// Of usage and metrics: the figure that makes each record a point of a series. Without it, a
    /// record is a row with figures, and no trend is seen in them.
    pub measure: Option<MeasureColumn>,
    /// What columns are called in the canonical text, in place of their own names: where vouch
    /// looks for a field by its name, such as the `segment` of an account.
    #[serde(default)]
    pub rename: BTreeMap<String, String>,
    /// When a record is known to be deleted. It is kept, and never evidence.
    pub deleted: Option<Condition>,
    /// When a record was made in a test mode. It is kept, and never evidence.
    pub test: Option<Condition>,
    /// Of tickets and cases: when one is open. Without it, none is.
    pub open: Option<Condition>,
    /// Of tickets and cases: when one is escalated. Without it, none is.
    pub escalated: Option<Condition>,
    /// Of tasks: when one is done. Without it, none is.
    pub done: Option<Condition>,
    /// Records of other mappings that this one refers to, by the names that references use.
    #[serde(default)]
    pub lookups: BTreeMap<String, Lookup>,
    /// What must hold of a record, and what becomes of one of which it doesn't.
    #[serde(default)]
    pub checks: Vec<Check>,
}

/// In whose terms a column names an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AccountTerm {
    /// A slug, a display name or an id of any system.
    #[default]
    Any,
    /// An id of the CRM.
    Crm,
    /// An id of the help desk's organisation.
    Tickets,
    /// A mail address, a web address or a bare domain.
    Domain,
}

/// The columns of a record that introduces an account. One of `id` and `name` must be given.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NamesAccounts {
    /// The column with the account's id.
    pub id: Option<String>,
    /// Whose id it is. With `slug` it becomes the account's own name in vouch.
    #[serde(default)]
    pub id_is: IdTerm,
    /// The column with the display name; without one, the id is shown.
    pub name: Option<String>,
    /// The column with mail domains, addresses or web addresses, apart by spaces, commas,
    /// semicolons or bars.
    pub domain: Option<String>,
}

/// Whose id an account's id is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IdTerm {
    /// The CRM's, or whatever system is the master of accounts.
    #[default]
    Crm,
    /// The help desk's.
    Tickets,
    /// The billing system's.
    Billing,
    /// The product analytics'.
    Usage,
    /// vouch's own.
    Slug,
}

/// A column with figures. A figure that is empty is none; one that is no number quarantines
/// its record.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Figure {
    /// The column.
    pub column: String,
    /// What is measured; without it, the column's name.
    pub metric: Option<String>,
    /// The unit, as a reader would write it.
    #[serde(default)]
    pub unit: String,
    /// What the figure stands for: `baseline`, `target`, `current` or `amount`.
    #[serde(default = "current")]
    pub role: ValueRole,
}

/// When something is so: the column has one of the values, or none of them. Case does not
/// matter, and `""` is the empty cell.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Condition {
    /// The column.
    pub column: String,
    /// The values of which it has one.
    #[serde(default, deserialize_with = "one_or_more")]
    pub is: Vec<String>,
    /// The values of which it has none.
    #[serde(default, deserialize_with = "one_or_more")]
    pub is_not: Vec<String>,
}

/// A record of another mapping.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lookup {
    /// The column of this record that names the other one.
    pub column: String,
    /// The name of the other one's mapping.
    pub mapping: String,
    /// The column of the other one that has the same value; without it, its id. Of several
    /// such records the last read counts.
    pub by: Option<String>,
}

impl Mapping {
    /// What a column is called in the canonical text, if not by its own name.
    pub(super) fn renamed(&self, folded: &str) -> Option<&str> {
        let mut renames = self.rename.iter();
        renames.find_map(|(column, name)| (fold(column) == folded).then_some(name.as_str()))
    }
}

impl Condition {
    /// Whether a cell meets it.
    pub(super) fn holds(&self, cell: &str) -> bool {
        let among = |values: &[String]| values.iter().any(|it| it.trim().eq_ignore_ascii_case(cell));
        if self.is.is_empty() {
            !among(&self.is_not)
        } else {
            among(&self.is)
        }
    }
}

fn row() -> SourceKind {
    SourceKind::Row
}

fn internal() -> Visibility {
    Visibility::Internal
}

fn current() -> ValueRole {
    ValueRole::Current
}

/// Lets a list of one be written without brackets.
pub(super) fn one_or_more<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    struct Texts;

    impl<'de> Visitor<'de> for Texts {
        type Value = Vec<String>;

        fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            formatter.write_str("a text or a list of texts")
        }

        fn visit_str<E: de::Error>(self, text: &str) -> Result<Vec<String>, E> {
            Ok(vec![text.to_owned()])
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Vec<String>, A::Error> {
            let mut texts = Vec::new();
            while let Some(text) = list.next_element()? {
                texts.push(text);
            }
            Ok(texts)
        }
    }

    deserializer.deserialize_any(Texts)
}
