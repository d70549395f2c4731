//! The records of a JSON export.

use serde_json::value::RawValue;

use super::json::RawObject;

/// Records that stand side by side in a file, and how their places are written.
pub(super) struct Part<'a> {
    pub(super) records: Vec<&'a RawValue>,
    /// The object that the list stands in; empty for a bare list and for lines.
    pub(super) envelope: RawObject<'a>,
    places: Places,
    /// Whether these are the first of the list.
    is_first: bool,
}

enum Places {
    /// Elements of the list of that name, empty for a bare list, from the one with this index.
    List { name: String, first: usize },
    /// One JSON value on each of these lines, counted from 1.
    Lines(Vec<u64>),
    /// The document is the one record.
    Whole,
}

impl<'a> Part<'a> {
    /// A list and the object that it stands in.
    pub(super) fn list(name: &str, records: Vec<&'a RawValue>, envelope: RawObject<'a>) -> Self {
        let places = Places::List {
            name: name.to_owned(),
            first: 0,
        };
        Self {
            records,
            envelope,
            places,
            is_first: true,
        }
    }

    /// Values that stand on a line each.
    pub(super) fn lines(lines: Vec<(u64, &'a RawValue)>) -> Self {
        let (numbers, records) = lines.into_iter().unzip();
        Self {
            records,
            envelope: RawObject::default(),
            places: Places::Lines(numbers),
            is_first: true,
        }
    }

    /// A document that is one record.
    pub(super) fn whole(document: &'a RawValue) -> Self {
        Self {
            records: vec![document],
            envelope: RawObject::default(),
            places: Places::Whole,
            is_first: true,
        }
    }

    /// The same records, of which the first has this index in its list.
    pub(super) fn starting_at(mut self, index: usize) -> Self {
        if let Places::List { first, .. } = &mut self.places {
            *first = index;
        }
        self.is_first = index == 0;
        self
    }

    /// The same records in parts of about so many bytes.
    pub(super) fn in_parts(self, size: usize) -> Vec<Self> {
        let Places::List { name, first } = &self.places else {
            return vec![self];
        };
        let (name, mut index) = (name.clone(), *first);
        let mut parts = Vec::new();
        let mut open = Vec::new();
        let mut bytes = 0;
        let mut close = |records: Vec<&'a RawValue>, index: &mut usize| {
            let count = records.len();
            let envelope = self.envelope.clone();
            parts.push(Self::list(&name, records, envelope).starting_at(*index));
            *index += count;
        };
        for record in &self.records {
            if bytes >= size {
                close(std::mem::take(&mut open), &mut index);
                bytes = 0;
            }
            bytes += record.get().len();
            open.push(*record);
        }
        close(open, &mut index);
        parts
    }

    /// Another list of the same object. It is told with the first part of a list only.
    pub(super) fn beside(&self, name: &str) -> Option<Part<'a>> {
        let records = self.envelope.list(name).filter(|_| self.is_first)?;
        Some(Part::list(name, records, RawObject::default()))
    }

    /// The place of one of the records.
    pub(super) fn at(&self, index: usize) -> String {
        match &self.places {
            Places::List { name, first } => format!("{name}[{}]", first + index),
            Places::Lines(numbers) => format!("line {}", numbers.get(index).copied().unwrap_or_default()),
            Places::Whole => String::new(),
        }
    }
}
