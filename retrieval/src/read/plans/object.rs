//! The plain fields of an object of a success plan.

use grounding::{Field, RecordText, Span};
use jiff::civil::Date;
use rust_decimal::Decimal;

use super::super::dates;
use super::super::json::{self, RawObject};

/// An object's fields that hold no other objects, in the order of the file.
pub(super) struct Fields {
    text: String,
    spans: Vec<Field>,
}

impl Fields {
    /// Takes the plain fields of an object.
    pub(super) fn of(object: &RawObject<'_>) -> Self {
        let mut text = RecordText::new();
        for (name, raw) in &object.0 {
            if let Some(value) = json::scalar(raw) {
                text = text.field(name, &value);
            }
        }
        let (text, spans) = text.finish();
        Self { text, spans }
    }

    /// The value of the first of the names that there is, trimmed; names are given in lowercase.
    pub(super) fn get(&self, names: &[&str]) -> &str {
        self.span(names).map_or("", |span| self.text[span.range()].trim())
    }

    /// The value, unless it is empty.
    pub(super) fn filled(&self, names: &[&str]) -> Option<String> {
        Some(self.get(names).to_owned()).filter(|value| !value.is_empty())
    }

    /// The value as a day.
    pub(super) fn day(&self, names: &[&str]) -> Option<Date> {
        dates::day(self.get(names))
    }

    /// The value as a number, and its place.
    pub(super) fn decimal(&self, names: &[&str]) -> Option<(Decimal, Span)> {
        let span = self.span(names)?;
        let value = self.text[span.range()].trim();
        let number = value.parse().or_else(|_| Decimal::from_scientific(value)).ok()?;
        Some((number, span))
    }

    /// The canonical text and its fields.
    pub(super) fn text(&self) -> (String, Vec<Field>) {
        (self.text.clone(), self.spans.clone())
    }

    fn span(&self, names: &[&str]) -> Option<Span> {
        names.iter().find_map(|name| {
            self.spans
                .iter()
                .find(|field| fold(&field.name) == **name)
                .map(|field| field.span)
        })
    }
}

fn fold(name: &str) -> String {
    name.chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|it| it.to_ascii_lowercase())
        .collect()
}
