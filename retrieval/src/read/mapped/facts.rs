//! What records of one mapping tell those of another.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use serde::{Deserialize, Serialize};

use super::super::pairs;
use super::set::Plan;

/// What was lent, and which values more than one record has.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub(in super::super) struct Lent {
    /// By mapping and column.
    #[serde(with = "pairs")]
    tables: BTreeMap<(String, String), Lookups>,
    /// By mapping and the place of the check: what each value stood beside, and whether it
    /// stood beside something else too. Digests, since there may be millions of them.
    #[serde(with = "pairs")]
    seen: BTreeMap<(String, usize), BTreeMap<u64, (u64, bool)>>,
}

#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
struct Lookups {
    columns: Vec<String>,
    records: BTreeMap<String, Vec<String>>,
}

impl Lent {
    /// Notes what a record lends to others.
    pub(super) fn lend(&mut self, plan: &Plan, lent: &[(String, Vec<String>)]) {
        for (lending, (key, values)) in plan.lends.iter().zip(lent) {
            let name = (plan.mapping.name.clone(), lending.by.clone());
            let table = self.tables.entry(name).or_insert_with(|| Lookups {
                columns: lending.columns.clone(),
                records: BTreeMap::new(),
            });
            table.records.insert(key.clone(), values.clone());
        }
    }

    /// Adds what another file lends.
    pub(in super::super) fn merge(&mut self, other: Self) {
        for (place, table) in other.tables {
            let known = self.tables.entry(place).or_default();
            if known.columns == table.columns {
                known.records.extend(table.records);
            } else {
                *known = table;
            }
        }
        for (check, values) in other.seen {
            let known = self.seen.entry(check).or_default();
            for (value, (content, differs)) in values {
                let (first, any) = known.entry(value).or_insert((content, differs));
                *any |= differs || *first != content;
            }
        }
    }

    /// The lent values of the record that has this value in the column that it goes by, beside
    /// the folded names of their columns.
    pub(super) fn find(&self, place: &(String, String), key: &str) -> Option<(&[String], &[String])> {
        let table = self.tables.get(place)?;
        let values = table.records.get(key).filter(|_| !key.is_empty())?;
        Some((&table.columns, values))
    }

    /// Notes that a record has a value that should be its own.
    pub(super) fn see(&mut self, mapping: &str, check: usize, value: &str, raw: &[u8]) {
        let content = digest(raw);
        let values = self.seen.entry((mapping.to_owned(), check)).or_default();
        let (first, differs) = values.entry(digest(value)).or_insert((content, false));
        *differs |= *first != content;
    }

    /// Whether records that differ have this value.
    pub(super) fn is_shared(&self, mapping: &str, check: usize, value: &str) -> bool {
        let values = self.seen.get(&(mapping.to_owned(), check));
        values
            .and_then(|it| it.get(&digest(value)))
            .is_some_and(|(_, differs)| *differs)
    }
}

fn digest(value: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}
