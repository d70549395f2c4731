//! Tables and JSON records that no built-in reader knows, as the settings describe them: CSV
//! with a header row, JSON Lines, a JSON list, or a JSON object that holds such a list.
//!
//! What the columns mean is told by a [`Mapping`]. Records may look up those of another mapping,
//! for the account they belong to or to be checked against, wherever in the batch they stand.

mod accounts;
mod check;
mod draft;
mod facts;
mod mapping;
mod measure;
mod problems;
mod record;
mod set;

use std::sync::Arc;

use grounding::{AccountId, Affiliation, Author, Span};

pub use check::{Check, Consequence, Form};
pub(super) use facts::Lent;
pub use mapping::{AccountTerm, Condition, Figure, IdTerm, Lookup, Mapping, NamesAccounts};
pub use measure::MeasureColumn;
pub(super) use set::Plan;
pub use set::{MappingError, Mappings};

use super::batch::{Batch, Facts};
use super::json::RawObject;
use super::outcome::{Export, ExportFile, Parsed, Sink};
use super::part::Part;
use super::people::email;
use super::table::{Columns, Table, fold};
use super::{Format, Quarantined};
use check::Consequence as Then;
use draft::MappedDraft;
use record::Record;
use set::Reference;

impl Mappings {
    /// The mapping that means tables with these columns.
    pub(super) fn of_table(&self, columns: &Columns, first: bool) -> Option<Arc<Plan>> {
        self.find(first, |mapping| {
            mapping.columns.iter().all(|it| columns.has(&[fold(it).as_str()]))
        })
    }

    /// The mapping that means JSON records like this one.
    pub(super) fn of_record(&self, record: &serde_json::value::RawValue, first: bool) -> Option<Arc<Plan>> {
        let record = Record::of_json(String::new(), record)?;
        self.find(first, |mapping| record.has_all(&mapping.columns))
    }

    /// The mapping that means broken JSON in which these keys stand.
    pub(super) fn of_keys(&self, has: impl Fn(&str) -> bool) -> Option<Arc<Plan>> {
        let key = |column: &String| has(column.rsplit('.').next().unwrap_or(column));
        let fits = |mapping: &Mapping| mapping.columns.iter().all(key);
        self.find(false, fits).or_else(|| self.find(true, fits))
    }

    /// The mapping and the records of a whole JSON document: a list, or an object with one.
    pub(super) fn of_document<'a>(
        &self,
        document: &'a serde_json::value::RawValue,
        first: bool,
    ) -> Option<(Arc<Plan>, Part<'a>)> {
        if let Some(records) = super::json::list(document) {
            let plan = self.of_record(records.first()?, first)?;
            return Some((plan, Part::list("", records, RawObject::default())));
        }
        let object = RawObject::of(document)?;
        for (name, value) in &object.0 {
            let records = super::json::list(value).unwrap_or_default();
            if let Some(plan) = records.first().and_then(|it| self.of_record(it, first)) {
                return Some((plan, Part::list(name, records, RawObject::default())));
            }
        }
        Some((self.of_record(document, first)?, Part::whole(document)))
    }

    fn find(&self, first: bool, fits: impl Fn(&Mapping) -> bool) -> Option<Arc<Plan>> {
        let mut plans = self.0.iter().filter(|plan| plan.mapping.first == first);
        plans.find(|plan| fits(&plan.mapping)).cloned()
    }
}

/// Takes a table apart.
pub(super) fn parse_table(plan: Arc<Plan>, table: Table, file: &ExportFile<'_>) -> Parsed {
    let columns = &table.columns;
    let missing = plan.mapping.own_columns().into_iter();
    let mut missing = missing.filter(|it| !columns.has(&[fold(it).as_str()]));
    if let Some(column) = missing.next() {
        let name = &plan.mapping.name;
        let reason = format!("the mapping `{name}` needs a column `{column}`, which the table has not");
        return Parsed::refused(Some(Format::Mapped), "file", &reason, file.bytes);
    }
    drop(missing);
    let read = table.rows.len() + table.bad.len();
    let mut quarantined = table.bad;
    let mut drafts = Vec::with_capacity(table.rows.len());
    for row in &table.rows {
        match draft::read(&plan, &Record::of_row(&table.columns, row), file) {
            Ok(draft) => drafts.push(draft),
            Err(reason) => quarantined.push(row.refuse(reason)),
        }
    }
    Parsed::new(Format::Mapped, read, quarantined, Records { plan, drafts })
}

/// Takes JSON records apart.
pub(super) fn parse_part(plan: Arc<Plan>, part: &Part<'_>, file: &ExportFile<'_>) -> Parsed {
    let mut quarantined = Vec::new();
    let mut drafts = Vec::with_capacity(part.records.len());
    for (index, raw) in part.records.iter().enumerate() {
        let record = Record::of_json(part.at(index), raw).ok_or_else(|| "the record is no JSON object".to_owned());
        match record.and_then(|record| draft::read(&plan, &record, file)) {
            Ok(draft) => drafts.push(draft),
            Err(reason) => quarantined.push(Quarantined {
                at: part.at(index),
                reason,
                raw: raw.get().as_bytes().to_owned(),
            }),
        }
    }
    let read = part.records.len();
    Parsed::new(Format::Mapped, read, quarantined, Records { plan, drafts })
}

struct Records {
    plan: Arc<Plan>,
    drafts: Vec<MappedDraft>,
}

impl Export for Records {
    fn announce(&self, facts: &mut Facts) {
        let mapping = &self.plan.mapping;
        for draft in &self.drafts {
            facts.identities.extend(draft.identity.clone());
            facts.shared.mapped.lend(&self.plan, &draft.lent);
            for (index, check) in mapping.checks.iter().enumerate().filter(|(_, it)| it.unique) {
                let value = draft.cell(&check.column);
                if !value.is_empty() {
                    facts.shared.mapped.see(&mapping.name, index, value, &draft.draft.raw);
                }
            }
        }
    }

    fn records(self: Box<Self>, batch: &Batch, sink: &mut Sink) {
        for draft in self.drafts {
            draft.finish(&self.plan, batch, sink);
        }
    }
}

impl MappedDraft {
    fn cell(&self, column: &str) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }

    /// The value of a reference; none where its lookup finds nothing.
    fn value<'a>(&'a self, reference: &str, plan: &Plan, batch: &'a Batch) -> Option<&'a str> {
        match plan.mapping.reference(reference) {
            Reference::Own(column) => Some(self.cell(column)),
            Reference::Other(lookup, column) => {
                let (columns, values) = self.look_up(lookup, plan, batch)?;
                let position = columns.iter().position(|it| *it == fold(column))?;
                values.get(position).map(String::as_str)
            }
        }
    }

    fn look_up<'a>(&'a self, lookup: &str, plan: &Plan, batch: &'a Batch) -> Option<(&'a [String], &'a [String])> {
        let key = self.cell(&plan.mapping.lookups.get(lookup)?.column);
        batch.shared.mapped.find(plan.finds.get(lookup)?, key)
    }

    fn finish(mut self, plan: &Plan, batch: &Batch, sink: &mut Sink) {
        let mapping = &plan.mapping;
        if let Some(reference) = &mapping.account
            && let Reference::Other(lookup, _) = mapping.reference(reference)
        {
            let Some(account) = self.value(reference, plan, batch) else {
                let key = mapping.lookups.get(lookup).map_or("", |it| self.cell(&it.column));
                let reason = format!("unknown account: there is no {lookup} `{key}`");
                sink.refuse(self.draft.refuse(reason));
                return;
            };
            self.draft.account = accounts::account(mapping.account_is, account);
        }
        for (index, check) in mapping.checks.iter().enumerate().filter(|(_, it)| it.is_relative()) {
            if self.passes(index, plan, batch) {
                continue;
            }
            if check.then == Then::Quarantine {
                sink.refuse(self.draft.refuse(plan.message(index)));
                return;
            }
            self.faults.push(index);
        }
        for fault in &self.faults {
            sink.remark(&plan.message(*fault), &self.draft.source.origin.at);
        }
        let account = batch.directory.resolve(&self.draft.account, &batch.shared.crm_parents);
        let account = account.ok().flatten();
        measure::settle(mapping, &mut self.draft.source, account.as_ref());
        self.sign(account.as_ref(), plan, batch);
        sink.take(self.draft, batch);
    }

    fn passes(&self, index: usize, plan: &Plan, batch: &Batch) -> bool {
        let mapping = &plan.mapping;
        let check = &mapping.checks[index];
        let cell = self.cell(&check.column);
        if let Some(lookup) = &check.tells_whether {
            check::yes(cell) == Some(self.look_up(lookup, plan, batch).is_some())
        } else if check.unique {
            cell.is_empty() || !batch.shared.mapped.is_shared(&mapping.name, index, cell)
        } else {
            let date = |cell: &str| draft::day(mapping, cell);
            check.holds_beside(cell, date, |reference| self.value(reference, plan, batch))
        }
    }

    /// Names the author of all of the text.
    fn sign(&mut self, account: Option<&AccountId>, plan: &Plan, batch: &Batch) {
        if self.author.is_empty() {
            return;
        }
        let address = email(&self.author);
        let known = address.as_deref().and_then(|it| batch.people.with_email(it));
        let side = address
            .as_deref()
            .map(|it| batch.people.side_of(it, account, &batch.directory))
            .filter(|side| *side != Affiliation::Unknown);
        let source = &mut self.draft.source;
        source.authors = vec![Author {
            span: Span::new(0, source.text.len()),
            name: known.map_or_else(|| self.author.clone(), |it| it.name.clone()),
            email: address,
            affiliation: side.or(plan.mapping.side).unwrap_or_default(),
        }];
    }
}

#[cfg(test)]
mod tests;
