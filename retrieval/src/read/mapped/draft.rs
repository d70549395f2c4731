//! What becomes of one record.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use grounding::{AccountRecord, Activity, Record as Typed, SourceId, SourceKind, State, Task, Ticket, Value};
use jiff::civil::Date;
use sha2::{Digest, Sha256};

use super::super::dates;
use super::super::directory::{AccountRef, Identity};
use super::super::outcome::{Draft, ExportFile};
use super::super::table::fold;
use super::accounts::{account, identity, own_account};
use super::check::{Consequence, number};
use super::mapping::{Condition, Mapping};
use super::measure;
use super::record::Record;
use super::set::{Plan, Reference};

/// A record, and what the second phase needs to place and to check it.
pub(super) struct MappedDraft {
    pub(super) draft: Draft,
    /// The account that the record introduces.
    pub(super) identity: Option<Identity>,
    /// For each of the plan's lendings, the value that the record is found by and what is lent.
    pub(super) lent: Vec<(String, Vec<String>)>,
    /// Who wrote it: a name or an address; may be empty.
    pub(super) author: String,
    /// The cells of the columns that lookups and later checks need.
    pub(super) cells: BTreeMap<String, String>,
    /// The checks that its own cells fail, by their place in the mapping.
    pub(super) faults: Vec<usize>,
}

/// Makes a source of a record; the error says why it cannot be one.
pub(super) fn read(plan: &Plan, record: &Record<'_>, file: &ExportFile<'_>) -> Result<MappedDraft, String> {
    let mapping = &plan.mapping;
    let id = native_id(mapping, record)?;
    let source_id = SourceId::new(&mapping.system, &mapping.object, &id);
    let date = |cell: &str| day(mapping, cell);
    let mut faults = Vec::new();
    for (index, check) in mapping.checks.iter().enumerate() {
        if !check.holds_of(record.cell(&check.column), date) {
            if check.then == Consequence::Quarantine {
                return Err(check.message());
            }
            faults.push(index);
        }
    }

    let identity = match &mapping.names_accounts {
        Some(names) => Some(identity(names, record)?),
        None => None,
    };
    let account = match (&mapping.account, &mapping.names_accounts) {
        (Some(reference), _) => match mapping.reference(reference) {
            Reference::Own(column) => account(mapping.account_is, record.cell(column)),
            // Settled in the second phase.
            Reference::Other(..) => AccountRef::Tenant,
        },
        (None, Some(names)) => own_account(names, record),
        (None, None) => AccountRef::Name(String::new()),
    };
    let place = file.place(record.at.clone());
    let mut draft = Draft::new(source_id, mapping.kind, account, place, record.raw);
    let source = &mut draft.source;
    source.title = match mapping.title.as_deref().map(|it| record.cell(it)) {
        Some(title) if !title.is_empty() => title.to_owned(),
        _ => format!("{} {id}", mapping.object),
    };
    source.occurred_at = match mapping.date.as_deref().map(|it| (it, record.cell(it))) {
        Some((column, cell)) if !cell.is_empty() => {
            let day = date(cell).ok_or_else(|| format!("`{}` `{cell}` is not a date", record.name(column)))?;
            Some(mapping.measure.as_ref().map_or(day, |it| it.last_day(day)))
        }
        _ => None,
    };
    source.visibility = mapping.visibility;
    if holds(mapping.deleted.as_ref(), record) {
        source.state = State::Deleted;
    } else if holds(mapping.test.as_ref(), record) {
        source.state = State::Test;
    }
    draft.modified = mapping.modified.as_deref().and_then(|it| dates::stamp(record.cell(it)));
    write_text(mapping, record, &mut draft)?;
    draft.source.record = typed(mapping, record, &draft, identity.as_ref());
    let lent = plan.lends.iter().map(|lending| {
        let values = lending.columns.iter().map(|it| record.folded(it).to_owned());
        (record.folded(&lending.by).to_owned(), values.collect())
    });
    Ok(MappedDraft {
        identity,
        lent: lent.collect(),
        author: mapping.author.as_deref().map_or("", |it| record.cell(it)).to_owned(),
        cells: needed_cells(mapping, record),
        faults,
        draft,
    })
}

/// The day of a cell in the mapping's own notation or in ISO 8601.
pub(super) fn day(mapping: &Mapping, cell: &str) -> Option<Date> {
    dates::day(cell).or_else(|| Date::strptime(mapping.date_format.as_deref()?, cell).ok())
}

fn native_id(mapping: &Mapping, record: &Record<'_>) -> Result<String, String> {
    if mapping.id.is_empty() {
        let mut id = String::new();
        for byte in Sha256::digest(record.raw).iter().take(8) {
            // Writing to a string can't fail.
            let _ = write!(id, "{byte:02x}");
        }
        return Ok(id);
    }
    let parts: Vec<&str> = mapping.id.iter().map(|it| record.cell(it)).collect();
    match parts.iter().position(|it| it.is_empty()) {
        Some(empty) => Err(format!("`{}` is empty", record.name(&mapping.id[empty]))),
        None => Ok(parts.join("/")),
    }
}

fn holds(condition: Option<&Condition>, record: &Record<'_>) -> bool {
    condition.is_some_and(|it| it.holds(record.cell(&it.column)))
}

/// The canonical text, and the figures in it.
fn write_text(mapping: &Mapping, record: &Record<'_>, draft: &mut Draft) -> Result<(), String> {
    let source = &mut draft.source;
    if !mapping.text.is_empty() {
        let texts = mapping.text.iter().map(|it| record.cell(it));
        source.text = texts.filter(|it| !it.is_empty()).collect::<Vec<_>>().join("\n\n");
        return if source.text.is_empty() {
            Err(format!("`{}` is empty", mapping.text.join("`, `")))
        } else {
            Ok(())
        };
    }
    (source.text, source.fields) = record.text(|folded| mapping.renamed(folded)).finish();
    for figure in &mapping.values {
        let (column, cell) = (record.name(&figure.column), record.cell(&figure.column));
        if cell.is_empty() {
            continue;
        }
        let value = number(cell).ok_or_else(|| format!("`{column}` `{cell}` is not a number"))?;
        let shown = mapping.renamed(&fold(column)).unwrap_or(column);
        if let Some(field) = source.fields.iter().find(|it| it.name == shown) {
            source.values.push(Value {
                span: field.span,
                metric: figure.metric.clone().unwrap_or_else(|| column.to_owned()),
                value,
                unit: figure.unit.clone(),
                period: source.occurred_at,
                role: figure.role,
            });
        }
    }
    Ok(())
}

fn typed(mapping: &Mapping, record: &Record<'_>, draft: &Draft, identity: Option<&Identity>) -> Option<Typed> {
    let owner = mapping.owner.as_deref().map(|it| record.cell(it).to_owned());
    let owner = owner.filter(|it| !it.is_empty());
    let title = draft.source.title.clone();
    Some(match mapping.kind {
        SourceKind::Account => Typed::Account(AccountRecord {
            name: identity?.name.clone(),
            owner,
        }),
        SourceKind::Ticket | SourceKind::Case => Typed::Ticket(Ticket {
            subject: title,
            open: holds(mapping.open.as_ref(), record),
            escalated: holds(mapping.escalated.as_ref(), record),
        }),
        SourceKind::Task => Typed::Task(Task {
            subject: title,
            completed: holds(mapping.done.as_ref(), record),
            date: draft.source.occurred_at,
            owner,
        }),
        SourceKind::Activity => Typed::Activity(Activity { path: Vec::new() }),
        SourceKind::Usage | SourceKind::Metric => return measure::point(mapping, record, &draft.source),
        _ => return None,
    })
}

/// What the second phase looks at again.
fn needed_cells(mapping: &Mapping, record: &Record<'_>) -> BTreeMap<String, String> {
    let mut columns: Vec<&str> = mapping.lookups.values().map(|it| it.column.as_str()).collect();
    for check in mapping.checks.iter().filter(|it| it.is_relative()) {
        columns.push(&check.column);
        columns.extend(check.references().filter_map(|it| match mapping.reference(it) {
            Reference::Own(column) => Some(column),
            Reference::Other(..) => None,
        }));
    }
    let cells = columns
        .into_iter()
        .map(|it| (it.to_owned(), record.cell(it).to_owned()));
    cells.collect()
}
