//! `Opportunity.csv`: deals.

use grounding::{Deal, Record, SourceKind, Value, ValueRole, Visibility};

use super::super::dates;
use super::row::{CrmRow, RowDraft};

pub(super) fn read(row: &CrmRow<'_>) -> Result<RowDraft, String> {
    let name = row.text(&["name", "opportunityname"]);
    let stage = row.text(&["stagename", "stage"]);
    let folded = stage.to_lowercase();
    let won = row.flag(&["iswon"]).unwrap_or_else(|| folded.contains("won"));
    let closed = row
        .flag(&["isclosed"])
        .unwrap_or_else(|| won || folded.starts_with("closed") || folded.ends_with("lost"));
    let close_date = dates::day(row.text(&["closedate"]));
    let amount = row.decimal(&["amount"]);
    let currency = row.text(&["currencyisocode", "currency"]);

    let mut becomes = row.draft(SourceKind::Opportunity, name, Visibility::Internal, row.account());
    let source = &mut becomes.draft.source;
    source.occurred_at = row.day(&["createddate"])?;
    let column = row.column(&["amount"]);
    if let Some(value) = amount
        && let Some(field) = source.fields.iter().find(|field| field.name == column)
    {
        source.values.push(Value {
            span: field.span,
            metric: column.to_owned(),
            value,
            unit: currency.to_owned(),
            period: close_date,
            role: ValueRole::Amount,
        });
    }
    source.record = Some(Record::Deal(Deal {
        name: name.to_owned(),
        stage: stage.to_owned(),
        won,
        closed,
        close_date,
        amount,
        currency: currency.to_owned(),
        owner: row.owner(),
    }));
    becomes.parent = row.parent();
    Ok(becomes)
}
