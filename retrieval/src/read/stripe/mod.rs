//! Invoices as Stripe's API lists them (`GET /v1/invoices`): `{"object": "list", "data": [...],
//! "has_more": ...}`. Fields are those of <https://docs.stripe.com/api/invoices/object>, pages
//! those of <https://docs.stripe.com/api/pagination>.
//!
//! Amounts are integers in minor units, times are seconds since 1970. An invoice made in test mode
//! (`livemode: false`) was never sent to anybody, so it is known and is no evidence. A list that
//! says that there is more is one page of several, which the report says.

mod money;

use grounding::{
    Invoice, InvoiceStatus, Record, RecordText, SourceId, SourceKind, Span, State, Value, ValueRole, Visibility,
};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use rust_decimal::Decimal;
use serde_json::value::RawValue;

use super::directory::AccountRef;
use super::json::{RawObject, scalar};
use super::measures::shortened;
use super::outcome::{Draft, ExportFile, Parsed};
use super::part::Part;
use super::projects::Drafts;
use super::{Format, Quarantined};

const AMOUNTS: [&str; 3] = ["amount_due", "amount_paid", "amount_remaining"];

/// Whether an object is an invoice.
pub(super) fn is_invoice(object: &RawObject<'_>) -> bool {
    object.get("object").and_then(scalar).as_deref() == Some("invoice")
}

/// Takes a list of invoices apart.
pub(super) fn parse(part: &Part<'_>, file: &ExportFile<'_>) -> Parsed {
    let mut drafts = Vec::with_capacity(part.records.len());
    let mut quarantined = Vec::new();
    for (index, raw) in part.records.iter().enumerate() {
        let at = part.at(index);
        match read_invoice(raw, &at, file) {
            Ok(draft) => drafts.push(draft),
            Err(reason) => quarantined.push(Quarantined {
                at: if at.is_empty() { "file".to_owned() } else { at },
                reason,
                raw: raw.get().as_bytes().to_owned(),
            }),
        }
    }
    let parsed = Parsed::new(Format::StripeInvoices, part.records.len(), quarantined, Drafts(drafts));
    match part.envelope.get("has_more").map(RawValue::get) {
        Some("true") => parsed.with_note("the list is incomplete: `has_more` is true, so more pages follow this one"),
        _ => parsed,
    }
}

fn read_invoice(raw: &RawValue, at: &str, file: &ExportFile<'_>) -> Result<Draft, String> {
    let object = RawObject::of(raw).ok_or("an invoice is an object")?;
    let field = |name: &str| object.get(name).and_then(scalar).unwrap_or_default();
    let id = Some(field("id"))
        .filter(|id| !id.is_empty())
        .ok_or("there is no `id`")?;
    let customer = customer(&object)?;
    let currency = field("currency").to_uppercase();
    if currency.len() != 3 || !currency.bytes().all(|it| it.is_ascii_alphabetic()) {
        return Err(format!(
            "`currency` `{}` is not a currency's code",
            shortened(&currency)
        ));
    }
    let live = match field("livemode").as_str() {
        "true" => true,
        "false" => false,
        _ => return Err("`livemode` is neither true nor false, so a test can't be told from an invoice".to_owned()),
    };
    let amounts = AMOUNTS.map(|name| amount(&object, name, &currency));
    let [due, paid, remaining] = amounts;
    let (due, paid, remaining) = (due?, paid?, remaining?);
    let created = time(&object, "created")?.ok_or("`created` is empty")?;
    let due_date = time(&object, "due_date")?;
    let number = Some(field("number")).filter(|it| !it.is_empty());

    let source_id = SourceId::new("stripe", "invoice", &id);
    let account = AccountRef::Name(customer.clone());
    let mut draft = Draft::new(
        source_id,
        SourceKind::Invoice,
        account,
        file.place(at),
        raw.get().as_bytes(),
    );
    let source = &mut draft.source;
    source.title = format!("Invoice {}", number.as_deref().unwrap_or(&id));
    source.visibility = Visibility::Shareable;
    source.occurred_at = Some(created.day);
    if !live {
        source.state = State::Test;
    }
    if field("deleted") == "true" {
        source.state = State::Deleted;
    }
    let mut text = RecordText::new()
        .field("number", number.as_deref().unwrap_or_default())
        .field("customer", &customer)
        .field("status", &field("status"));
    for (name, amount) in AMOUNTS.into_iter().zip([due, paid, remaining]) {
        let raw = field(name);
        let Some(amount) = amount else {
            text = text.field(name, &raw);
            continue;
        };
        let shown = money::shown(amount, &currency);
        text = text.field(name, &format!("{raw} ({shown})"));
        if let Some(span) = text.span(name) {
            // Within the bracket: what stands before it is how the amount is stored.
            let end = span.end - 1;
            source.values.push(Value {
                span: Span::new(end - shown.len(), end),
                metric: name.to_owned(),
                value: amount,
                unit: currency.clone(),
                period: Some(created.day),
                role: ValueRole::Amount,
            });
        }
    }
    (source.text, source.fields) = text
        .field("currency", &field("currency"))
        .field("created", &created.shown)
        .field("due_date", due_date.as_ref().map_or("", |it| it.shown.as_str()))
        .field("livemode", &field("livemode"))
        .finish();
    source.record = Some(Record::Invoice(Invoice {
        number,
        status: status(&field("status")),
        currency,
        due,
        paid,
        remaining,
        created: created.day,
        due_date: due_date.map(|it| it.day),
    }));
    draft.modified = Some(last_changed(&object, created.at).to_string());
    Ok(draft)
}

/// The customer's id; where the export expanded the customer, that of the object.
fn customer(object: &RawObject<'_>) -> Result<String, String> {
    let raw = object.get("customer").ok_or("there is no `customer`")?;
    let id = match RawObject::of(raw) {
        Some(expanded) => expanded.get("id").and_then(scalar),
        None => scalar(raw),
    };
    id.filter(|id| !id.is_empty())
        .ok_or_else(|| "there is no `customer`".to_owned())
}

/// An amount in major units; none where the export leaves it out.
fn amount(object: &RawObject<'_>, name: &str, currency: &str) -> Result<Option<Decimal>, String> {
    let Some(raw) = object.get(name).map(RawValue::get).filter(|raw| *raw != "null") else {
        return Ok(None);
    };
    match raw.parse() {
        Ok(minor) => Ok(Some(money::major(minor, currency))),
        Err(_) => Err(format!(
            "`{name}` `{}` is not an integer of minor units",
            shortened(raw.trim_matches('"'))
        )),
    }
}

/// A time as Stripe gives it, and as the canonical text does.
struct Time {
    at: Timestamp,
    day: Date,
    shown: String,
}

fn time(object: &RawObject<'_>, name: &str) -> Result<Option<Time>, String> {
    let Some(raw) = object.get(name).map(RawValue::get).filter(|raw| *raw != "null") else {
        return Ok(None);
    };
    let at = raw
        .parse()
        .ok()
        .and_then(|seconds| Timestamp::from_second(seconds).ok());
    let at = at.ok_or_else(|| format!("`{name}` `{}` is not a time in seconds", shortened(raw)))?;
    let day = at.to_zoned(TimeZone::UTC).date();
    Ok(Some(Time {
        at,
        day,
        shown: format!("{raw} ({day})"),
    }))
}

/// When the invoice last changed its state; Stripe stamps nothing else.
fn last_changed(object: &RawObject<'_>, created: Timestamp) -> Timestamp {
    let transitions = object
        .get("status_transitions")
        .and_then(RawObject::of)
        .unwrap_or_default();
    let times = transitions.0.iter().filter_map(|(_, raw)| raw.get().parse().ok());
    times
        .filter_map(|seconds| Timestamp::from_second(seconds).ok())
        .fold(created, Timestamp::max)
}

fn status(word: &str) -> InvoiceStatus {
    match word {
        "draft" => InvoiceStatus::Draft,
        "open" => InvoiceStatus::Open,
        "paid" => InvoiceStatus::Paid,
        "uncollectible" => InvoiceStatus::Uncollectible,
        "void" => InvoiceStatus::Void,
        _ => InvoiceStatus::Other,
    }
}

#[cfg(test)]
mod tests;
