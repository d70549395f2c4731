//! All the mappings of the settings, checked, and what they need of each other.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::super::table::fold;
use super::mapping::Mapping;

/// The mappings, in the order in which they are tried.
#[derive(Debug, Clone, Default)]
pub struct Mappings(pub(super) Vec<Arc<Plan>>);

/// A mapping and what others need of its records.
#[derive(Debug)]
pub(in super::super) struct Plan {
    pub(super) mapping: Mapping,
    pub(super) lends: Vec<Lending>,
    /// By the name of a lookup, the mapping it looks in and the column, folded, it goes by.
    pub(super) finds: BTreeMap<String, (String, String)>,
}

/// What other mappings look up.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Lending {
    /// The column that they know the records by, folded.
    pub(super) by: String,
    /// The columns that they look at, folded.
    pub(super) columns: Vec<String>,
}

/// Why mappings cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("mapping `{mapping}`: `{key}` {problem}")]
pub struct MappingError {
    /// The mapping's name.
    pub mapping: String,
    /// The key that is wrong.
    pub key: String,
    /// What is wrong with it.
    pub problem: String,
}

/// What a reference stands for.
pub(super) enum Reference<'a> {
    /// A column of the record itself.
    Own(&'a str),
    /// A column of the record that the lookup of this name finds.
    Other(&'a str, &'a str),
}

impl Mapping {
    /// Tells the columns of lookups from the mapping's own.
    pub(super) fn reference<'a>(&self, reference: &'a str) -> Reference<'a> {
        match reference.split_once('.') {
            Some((lookup, column)) if self.lookups.contains_key(lookup) => Reference::Other(lookup, column),
            _ => Reference::Own(reference),
        }
    }

    /// The references of the mapping, with their keys.
    fn references(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let account = self.account.iter().map(|it| ("account", it.as_str()));
        account.chain(
            self.checks
                .iter()
                .flat_map(|check| check.references().map(|it| ("checks", it))),
        )
    }

    /// The columns of the mapping's own records that it names anywhere.
    pub(super) fn own_columns(&self) -> BTreeSet<&str> {
        let single = [&self.title, &self.date, &self.modified, &self.author, &self.owner];
        let conditions = [&self.deleted, &self.test, &self.open, &self.escalated, &self.done];
        let names = self.names_accounts.iter().flat_map(|it| [&it.id, &it.name, &it.domain]);
        let mut columns: BTreeSet<&str> = single.into_iter().chain(names).filter_map(|it| it.as_deref()).collect();
        columns.extend(conditions.into_iter().flatten().map(|it| it.column.as_str()));
        columns.extend(
            self.columns
                .iter()
                .chain(&self.id)
                .chain(&self.text)
                .map(String::as_str),
        );
        columns.extend(self.values.iter().map(|it| it.column.as_str()));
        let of_measure = self.measure.iter().flat_map(|it| it.by.iter().chain([&it.column]));
        columns.extend(of_measure.chain(self.rename.keys()).map(String::as_str));
        columns.extend(self.lookups.values().map(|it| it.column.as_str()));
        columns.extend(self.checks.iter().map(|it| it.column.as_str()));
        columns.extend(self.references().filter_map(|(_, it)| match self.reference(it) {
            Reference::Own(column) => Some(column),
            Reference::Other(..) => None,
        }));
        columns
    }
}

impl Mappings {
    /// Checks mappings and finds out what they need of each other.
    pub fn new(mappings: Vec<Mapping>) -> Result<Self, MappingError> {
        let mut plans: Vec<Plan> = Vec::with_capacity(mappings.len());
        for mapping in mappings {
            if let Some((key, problem)) = mapping.problem() {
                return Err(mapping.error(key, problem));
            }
            if plans.iter().any(|it| it.mapping.name == mapping.name) {
                return Err(mapping.error("name", "is given to another mapping too".to_owned()));
            }
            plans.push(Plan {
                mapping,
                lends: Vec::new(),
                finds: BTreeMap::new(),
            });
        }
        for index in 0..plans.len() {
            let borrower = plans[index].mapping.clone();
            for (name, lookup) in &borrower.lookups {
                let lender = plans.iter_mut().find(|it| it.mapping.name == lookup.mapping);
                let Some(lender) = lender else {
                    let problem = format!("speak of a mapping `{}`, which there is not", lookup.mapping);
                    return Err(borrower.error("lookups", problem));
                };
                let Some(by) = lookup.key(&lender.mapping) else {
                    let problem =
                        format!("must say `by` which column `{name}` is found, since its id is not one column");
                    return Err(borrower.error("lookups", problem));
                };
                let columns = borrower
                    .references()
                    .filter_map(|(_, it)| match borrower.reference(it) {
                        Reference::Other(lookup, column) if lookup == name => Some(fold(column)),
                        _ => None,
                    });
                lender.lend(by.clone(), columns);
                let place = (lookup.mapping.clone(), by);
                plans[index].finds.insert(name.clone(), place);
            }
        }
        Ok(Self(plans.into_iter().map(Arc::new).collect()))
    }
}

impl super::mapping::Lookup {
    /// The column, folded, of the other mapping's records that this one knows them by.
    pub(super) fn key(&self, other: &Mapping) -> Option<String> {
        match (&self.by, other.id.as_slice()) {
            (Some(by), _) => Some(fold(by)),
            (None, [id]) => Some(fold(id)),
            (None, _) => None,
        }
    }
}

impl Plan {
    /// What is wrong with a record of which the check at this place does not hold; where copies
    /// share an id, which of them counts is said too.
    pub(super) fn message(&self, check: usize) -> String {
        let mapping = &self.mapping;
        let check = &mapping.checks[check];
        let is_id = matches!(mapping.id.as_slice(), [id] if fold(id) == fold(&check.column));
        let which = match &mapping.modified {
            _ if !check.unique || !is_id || check.says.is_some() => return check.message(),
            Some(modified) => format!("the one with the latest `{modified}`"),
            None => "the last one read".to_owned(),
        };
        format!("{}; {which} counts", check.message())
    }

    fn lend(&mut self, by: String, columns: impl Iterator<Item = String>) {
        let position = self.lends.iter().position(|it| it.by == by).unwrap_or_else(|| {
            self.lends.push(Lending {
                by,
                columns: Vec::new(),
            });
            self.lends.len() - 1
        });
        let lending = &mut self.lends[position];
        for column in columns {
            if !lending.columns.contains(&column) {
                lending.columns.push(column);
            }
        }
    }
}

impl Mapping {
    fn error(&self, key: &str, problem: String) -> MappingError {
        MappingError {
            mapping: self.name.clone(),
            key: key.to_owned(),
            problem,
        }
    }
}
