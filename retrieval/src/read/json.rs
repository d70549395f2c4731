//! JSON taken apart without losing the bytes or the order of its fields.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};
use serde_json::value::RawValue;

/// The fields of a JSON object, in the order of the file.
#[derive(Debug, Default, Clone)]
pub(super) struct RawObject<'a>(pub(super) Vec<(String, &'a RawValue)>);

impl<'a> RawObject<'a> {
    /// Takes an object apart; none if the value is something else.
    pub(super) fn of(raw: &'a RawValue) -> Option<Self> {
        serde_json::from_str(raw.get()).ok()
    }

    /// The value of the field, whatever the case of its name.
    pub(super) fn get(&self, name: &str) -> Option<&'a RawValue> {
        self.0
            .iter()
            .find(|(key, _)| key.eq_ignore_ascii_case(name))
            .map(|(_, value)| *value)
    }

    /// The elements of the named list; none if the field is missing or no list.
    pub(super) fn list(&self, name: &str) -> Option<Vec<&'a RawValue>> {
        list(self.get(name)?)
    }

    /// Whether there is a field of that name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for RawObject<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Fields;

        impl<'de> Visitor<'de> for Fields {
            type Value = RawObject<'de>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<RawObject<'de>, A::Error> {
                let mut fields = Vec::new();
                while let Some(field) = map.next_entry::<String, &'de RawValue>()? {
                    fields.push(field);
                }
                Ok(RawObject(fields))
            }
        }

        deserializer.deserialize_map(Fields)
    }
}

/// The elements of a list; none if the value is something else.
pub(super) fn list(raw: &RawValue) -> Option<Vec<&RawValue>> {
    serde_json::from_str(raw.get()).ok()
}

/// A string, number or boolean as text, `null` as the empty text; none for objects and lists.
pub(super) fn scalar(raw: &RawValue) -> Option<String> {
    let json = raw.get();
    match json.as_bytes().first()? {
        b'{' | b'[' => None,
        b'"' => serde_json::from_str(json).ok(),
        b'n' => Some(String::new()),
        _ => Some(json.to_owned()),
    }
}

/// Lets a field of a typed record be a string, a number, a boolean or `null`, as ids are in
/// one export and another.
pub(super) fn text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let raw = <&RawValue>::deserialize(deserializer)?;
    scalar(raw).ok_or_else(|| D::Error::custom("expected a text or a number"))
}

/// Lets a list be missing or `null`.
pub(super) fn list_or_null<'de, D, T>(deserializer: D) -> Result<Vec<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    Ok(Option::deserialize(deserializer)?.unwrap_or_default())
}

/// Reads one record as a type; the reason it cannot be leaves out the place within the record,
/// which nobody could find in the file.
pub(super) fn typed<'a, T: Deserialize<'a>>(raw: &'a RawValue) -> Result<T, String> {
    serde_json::from_str(raw.get()).map_err(|error| {
        let message = error.to_string();
        match message.rfind(" at line ") {
            Some(end) => message[..end].to_owned(),
            None => message,
        }
    })
}

/// How many bytes of the input the parser had taken when it gave up.
pub(super) fn byte_of(error: &serde_json::Error, bytes: &[u8]) -> usize {
    let mut start = 0;
    for _ in 1..error.line() {
        match bytes[start..].iter().position(|it| *it == b'\n') {
            Some(length) => start += length + 1,
            None => break,
        }
    }
    (start + error.column()).min(bytes.len())
}
