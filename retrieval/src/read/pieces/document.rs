//! JSON documents that are too large to be held: their lists are read element by element.

use std::fmt;
use std::io::{self, Cursor, Read as _};
use std::ops::ControlFlow;

use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::super::Format;
use super::super::json::RawObject;
use super::super::mapped::Mappings;
use super::super::outcome::{ExportFile, Parsed};
use super::super::part::Part;
use super::super::recognise::{Kind, kind_of_record, parse_list};
use super::{Held, PIECE, Visit, WHOLE};

/// Takes the lists of a document apart. What is no JSON document is refused for its size.
pub(super) fn each_piece(
    path: &str,
    held: Held<'_>,
    mappings: &Mappings,
    visit: &mut Visit<'_>,
) -> io::Result<ControlFlow<()>> {
    let Held { input, bytes, .. } = held;
    let is_json = bytes.trim_ascii_start().starts_with(b"{") || bytes.trim_ascii_start().starts_with(b"[");
    if !is_json {
        let reason = format!("the file has more than the {WHOLE} bytes that are read of a text");
        return Ok(visit(Parsed::refused(None, "file", &reason, &[])));
    }
    let mut document = Document {
        path,
        mappings,
        visit,
        found: None,
        flow: ControlFlow::Continue(()),
    };
    let mut deserializer = serde_json::Deserializer::from_reader(io::BufReader::new(Cursor::new(bytes).chain(input)));
    let read = document.read(&mut deserializer).and_then(|()| deserializer.end());
    let Document { visit, found, flow, .. } = document;
    match read {
        Err(error) if error.is_io() => Err(error.into()),
        Err(error) if flow.is_continue() && found.is_some() => {
            let at = format!("line {} column {}", error.line(), error.column());
            let reason = format!("invalid JSON, so that nothing from here on was read: {error}");
            let format = match found {
                Some(Kind::Known(format)) => Some(format),
                Some(Kind::Mapped(_)) => Some(Format::Mapped),
                None => None,
            };
            Ok(visit(Parsed::refused(format, &at, &reason, &[])))
        }
        _ => Ok(flow),
    }
}

struct Document<'a, 'v> {
    path: &'a str,
    mappings: &'a Mappings,
    visit: &'a mut Visit<'v>,
    /// What the latest list was an export of.
    found: Option<Kind>,
    flow: ControlFlow<()>,
}

impl Document<'_, '_> {
    fn read<'de, D: Deserializer<'de>>(&mut self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(Value {
            document: self,
            name: None,
        })
    }

    /// Hands over a part of a list.
    fn hand_over(&mut self, name: &str, first: usize, records: &[Box<RawValue>]) -> ControlFlow<()> {
        let raw: Vec<&RawValue> = records.iter().map(AsRef::as_ref).collect();
        let kind = raw.first().and_then(|first| kind_of_record(first, self.mappings));
        match (kind, first) {
            (Some(kind), _) => self.found = Some(kind),
            // A record that tells nothing is of a kind with those before it.
            (None, 1..) => {}
            (None, 0) => return ControlFlow::Continue(()),
        }
        let Some(kind) = &self.found else {
            return ControlFlow::Continue(());
        };
        let part = Part::list(name, raw, RawObject::default()).starting_at(first);
        self.flow = (self.visit)(parse_list(kind, &part, &ExportFile::new(self.path, &[])));
        self.flow
    }
}

/// A value of the document: the whole of it, or what stands under a name in it.
struct Value<'d, 'a, 'v> {
    document: &'d mut Document<'a, 'v>,
    name: Option<String>,
}

impl<'de> DeserializeSeed<'de> for Value<'_, '_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Value<'_, '_, '_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a JSON value")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let name = self.name.unwrap_or_default();
        let (mut records, mut first, mut bytes) = (Vec::new(), 0, 0);
        while let Some(record) = list.next_element::<Box<RawValue>>()? {
            bytes += record.get().len();
            records.push(record);
            if bytes >= PIECE {
                if self.document.hand_over(&name, first, &records).is_break() {
                    return Err(A::Error::custom("broken off"));
                }
                first += records.len();
                bytes = 0;
                records.clear();
            }
        }
        if !records.is_empty() && self.document.hand_over(&name, first, &records).is_break() {
            return Err(A::Error::custom("broken off"));
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<(), A::Error> {
        if self.name.is_some() {
            while object.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
            return Ok(());
        }
        while let Some(name) = object.next_key::<String>()? {
            object.next_value_seed(Value {
                document: &mut *self.document,
                name: Some(name),
            })?;
        }
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }
}
