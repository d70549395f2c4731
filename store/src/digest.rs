//! Whether two copies of a source say the same.

use std::fmt::Write as _;

use grounding::Source;
use serde_json::Value;
use sha2::{Digest, Sha256};

/// The digest of a source's content: all of it but where it was read from and how often it has
/// changed.
pub(crate) fn content_digest(source: &Source) -> Result<String, serde_json::Error> {
    let mut value = serde_json::to_value(source)?;
    if let Value::Object(fields) = &mut value {
        fields.remove("revision");
        fields.remove("origin");
    }
    let mut canonical = String::new();
    write_sorted(&value, &mut canonical);
    let mut hex = String::with_capacity(64);
    for byte in Sha256::digest(canonical.as_bytes()) {
        // Writing to a string cannot fail.
        let _ = write!(hex, "{byte:02x}");
    }
    Ok(hex)
}

/// Writes JSON with sorted keys, whatever order this build's maps keep.
fn write_sorted(value: &Value, out: &mut String) {
    match value {
        Value::Object(fields) => {
            let mut fields: Vec<_> = fields.iter().collect();
            fields.sort_unstable_by_key(|(name, _)| *name);
            out.push('{');
            for (position, (name, value)) in fields.into_iter().enumerate() {
                if position > 0 {
                    out.push(',');
                }
                out.push_str(&Value::from(name.as_str()).to_string());
                out.push(':');
                write_sorted(value, out);
            }
            out.push('}');
        }
        Value::Array(items) => {
            out.push('[');
            for (position, item) in items.iter().enumerate() {
                if position > 0 {
                    out.push(',');
                }
                write_sorted(item, out);
            }
            out.push(']');
        }
        scalar => out.push_str(&scalar.to_string()),
    }
}
