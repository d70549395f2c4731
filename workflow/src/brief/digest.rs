//! What makes a brief that brief.

use std::fmt::Write as _;

use serde_json::Value;
use sha2::{Digest, Sha256};

use super::Brief;

impl Brief {
    /// Sets the digest: `sha256:` over the canonical JSON without `id`, `model` and `digest`, so
    /// that two runs that say the same have the same digest whatever drafted them.
    #[must_use]
    pub fn sealed(mut self) -> Self {
        let mut value = serde_json::to_value(&self).unwrap_or(Value::Null);
        if let Value::Object(fields) = &mut value {
            for name in ["id", "model", "digest"] {
                fields.remove(name);
            }
        }
        self.digest = sha256(canonical_json(&value).as_bytes());
        self
    }
}

/// The id of a brief: derived from everything that it follows from.
pub fn brief_id(inputs: &[&str]) -> String {
    let mut hasher = Sha256::new();
    for input in inputs {
        // The length keeps two inputs from running into one another.
        hasher.update((input.len() as u64).to_be_bytes());
        hasher.update(input.as_bytes());
    }
    hex(&hasher.finalize())[..16].to_owned()
}

/// `sha256:` and the hexadecimal digest of the bytes.
pub fn sha256(bytes: &[u8]) -> String {
    format!("sha256:{}", hex(&Sha256::digest(bytes)))
}

/// A digest as a person compares it: its first twelve hexadecimal digits.
pub fn short_digest(digest: &str) -> &str {
    let hex = digest.strip_prefix("sha256:").unwrap_or(digest);
    hex.get(..12).unwrap_or(hex)
}

/// The beginning of a digest names it from so many hexadecimal digits on; fewer prove nothing.
pub(crate) const DIGEST_DIGITS: usize = 8;

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a string can't fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// JSON with sorted keys and no white space, so that equal values have equal bytes.
pub fn canonical_json(value: &Value) -> String {
    match value {
        Value::Object(fields) => {
            let mut keys: Vec<&String> = fields.keys().collect();
            keys.sort();
            let members: Vec<String> = keys
                .into_iter()
                .map(|key| format!("{}:{}", Value::from(key.as_str()), canonical_json(&fields[key])))
                .collect();
            format!("{{{}}}", members.join(","))
        }
        Value::Array(items) => format!("[{}]", items.iter().map(canonical_json).collect::<Vec<_>>().join(",")),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn key_order_does_not_matter() {
        let left: Value = serde_json::from_str(r#"{"b":[1,{"y":"x","a":null}],"a":2}"#).unwrap();
        assert_eq!(canonical_json(&left), r#"{"a":2,"b":[1,{"a":null,"y":"x"}]}"#);
    }

    #[test]
    fn inputs_do_not_run_into_one_another() {
        assert_ne!(brief_id(&["ab", "c"]), brief_id(&["a", "bc"]));
    }
}
