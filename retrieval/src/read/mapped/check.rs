//! What a mapping may ask of its records.

use jiff::civil::Date;
use serde::Deserialize;

use super::mapping::one_or_more;

/// One thing that must hold of a record. Says one thing: one of `required`, `is`, `one_of`,
/// `same_as`, `tells_whether` and `unique`, or `not_before` and `not_after`.
///
/// A reference whose lookup finds nothing, or whose value is empty, sets no bound and asks for
/// nothing; only `required` minds an empty cell.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Check {
    /// The column that is looked at.
    pub column: String,
    /// It must not be empty.
    #[serde(default)]
    pub required: bool,
    /// It must be a `number` or a `date`.
    pub is: Option<Form>,
    /// It must have one of these values, whatever their case.
    #[serde(default, deserialize_with = "one_or_more")]
    pub one_of: Vec<String>,
    /// Its day must not lie before that of this reference.
    pub not_before: Option<String>,
    /// Its day must not lie after that of this reference.
    pub not_after: Option<String>,
    /// It must say what this reference says, whatever the case.
    pub same_as: Option<String>,
    /// It must say yes if this lookup finds a record, and no if it finds none.
    pub tells_whether: Option<String>,
    /// No two records of the mapping may have the same value here and differ elsewhere.
    #[serde(default)]
    pub unique: bool,
    /// What becomes of a record of which it does not hold.
    #[serde(default)]
    pub then: Consequence,
    /// What the report says of such records, in place of the check's own words.
    pub says: Option<String>,
}

/// What a cell must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// A plain decimal number.
    Number,
    /// A day or a time.
    Date,
}

/// What becomes of a record of which a check does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Consequence {
    /// It stays evidence; the report of the ingest counts it.
    #[default]
    Note,
    /// It is quarantined.
    Quarantine,
}

impl Check {
    /// How many things it asks for.
    pub(super) fn asks(&self) -> usize {
        [
            self.required,
            self.is.is_some(),
            !self.one_of.is_empty(),
            self.not_before.is_some() || self.not_after.is_some(),
            self.same_as.is_some(),
            self.tells_whether.is_some(),
            self.unique,
        ]
        .into_iter()
        .filter(|it| *it)
        .count()
    }

    /// The references that it compares with.
    pub(super) fn references(&self) -> impl Iterator<Item = &str> {
        [&self.not_before, &self.not_after, &self.same_as]
            .into_iter()
            .filter_map(|it| it.as_deref())
    }

    /// Whether more than the cell itself tells whether it holds.
    pub(super) fn is_relative(&self) -> bool {
        self.unique || self.tells_whether.is_some() || self.references().next().is_some()
    }

    /// What is wrong with a record of which it does not hold.
    pub(super) fn message(&self) -> String {
        if let Some(says) = &self.says {
            return says.clone();
        }
        let column = &self.column;
        match (&self.not_before, &self.not_after) {
            (Some(start), Some(end)) => return format!("`{column}` does not lie from `{start}` to `{end}`"),
            (Some(start), None) => return format!("`{column}` lies before `{start}`"),
            (None, Some(end)) => return format!("`{column}` lies after `{end}`"),
            (None, None) => {}
        }
        if let Some(other) = &self.same_as {
            format!("`{column}` is not what `{other}` says")
        } else if let Some(lookup) = &self.tells_whether {
            format!("`{column}` does not tell whether there is a `{lookup}`")
        } else if self.unique {
            format!("`{column}` is that of another record too, which says something else")
        } else if self.required {
            format!("`{column}` is empty")
        } else {
            match self.is {
                Some(Form::Number) => format!("`{column}` is not a number"),
                Some(Form::Date) => format!("`{column}` is not a date"),
                None => format!("`{column}` is none of `{}`", self.one_of.join("`, `")),
            }
        }
    }

    /// Whether it holds of a cell, as far as the cell alone tells.
    pub(super) fn holds_of(&self, cell: &str, date: impl Fn(&str) -> Option<Date>) -> bool {
        if cell.is_empty() {
            return !self.required;
        }
        match self.is {
            Some(Form::Number) if number(cell).is_none() => return false,
            Some(Form::Date) if date(cell).is_none() => return false,
            _ => {}
        }
        self.one_of.is_empty() || self.one_of.iter().any(|it| it.eq_ignore_ascii_case(cell))
    }

    /// Whether it holds of a cell, given the values that its references have.
    pub(super) fn holds_beside<'a>(
        &self,
        cell: &str,
        date: impl Fn(&str) -> Option<Date>,
        value: impl Fn(&str) -> Option<&'a str>,
    ) -> bool {
        let value = |reference: &Option<String>| reference.as_deref().and_then(&value).filter(|it| !it.is_empty());
        if cell.is_empty() {
            return true;
        }
        if let Some(other) = value(&self.same_as) {
            return other.eq_ignore_ascii_case(cell);
        }
        let bound = |reference| value(reference).and_then(&date);
        let Some(day) = date(cell) else { return true };
        bound(&self.not_before).is_none_or(|start| start <= day) && bound(&self.not_after).is_none_or(|end| day <= end)
    }
}

/// A number as a plain decimal.
pub(super) fn number(cell: &str) -> Option<rust_decimal::Decimal> {
    cell.parse()
        .or_else(|_| rust_decimal::Decimal::from_scientific(cell))
        .ok()
}

/// Whether a cell says yes; none if it says neither yes nor no.
pub(super) fn yes(cell: &str) -> Option<bool> {
    match cell.to_lowercase().as_str() {
        "true" | "yes" | "y" | "1" => Some(true),
        "false" | "no" | "n" | "0" | "" => Some(false),
        _ => None,
    }
}
