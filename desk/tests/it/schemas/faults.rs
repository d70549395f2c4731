//! Whether a value has the form that a schema asks for.

use serde_json::{Map, Value};

/// What is wrong with a value under a schema, each with its place. A word of the schema that this
/// doesn't know is a panic, so that nothing passes for want of a check.
pub(super) fn faults(schema: &Value, value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    check(schema, schema, value, "", &mut found);
    found
}

fn check(root: &Value, schema: &Value, value: &Value, at: &str, found: &mut Vec<String>) {
    let words: &Map<String, Value> = match schema {
        Value::Bool(true) => return,
        Value::Object(words) => words,
        _ => panic!("no schema: {schema}"),
    };
    for (word, asked) in words {
        let holds = match word.as_str() {
            // What only describes, and what is looked at below.
            "$schema"
            | "$defs"
            | "title"
            | "description"
            | "default"
            | "format"
            | "required"
            | "additionalProperties" => true,
            "$ref" => {
                let path = asked.as_str().unwrap().strip_prefix('#').unwrap();
                check(root, root.pointer(path).unwrap(), value, at, found);
                true
            }
            "type" => match asked {
                Value::Array(any) => any.iter().any(|it| is_of(value, it)),
                one => is_of(value, one),
            },
            "const" => value == asked,
            "enum" => asked.as_array().unwrap().contains(value),
            "minimum" => value.as_f64().is_none_or(|it| it >= asked.as_f64().unwrap()),
            "pattern" => {
                assert_eq!(asked, "^V[0-9]{3}$");
                value.as_str().is_none_or(|it| {
                    let digits = it.strip_prefix('V').unwrap_or_default();
                    digits.len() == 3 && digits.bytes().all(|it| it.is_ascii_digit())
                })
            }
            "items" => {
                for (nth, item) in value.as_array().into_iter().flatten().enumerate() {
                    check(root, asked, item, &format!("{at}/{nth}"), found);
                }
                true
            }
            "properties" => {
                for (name, schema) in asked.as_object().unwrap() {
                    if let Some(property) = value.get(name) {
                        check(root, schema, property, &format!("{at}/{name}"), found);
                    }
                }
                true
            }
            "anyOf" | "oneOf" => {
                let fits = |schema: &&Value| {
                    let mut faults = Vec::new();
                    check(root, schema, value, at, &mut faults);
                    faults.is_empty()
                };
                let fitting = asked.as_array().unwrap().iter().filter(fits).count();
                if word == "oneOf" { fitting == 1 } else { fitting > 0 }
            }
            _ => panic!("the word `{word}` is not known"),
        };
        if !holds {
            found.push(format!("{at}: {word} {asked} does not hold of {value}"));
        }
    }
    if let Some(properties) = value.as_object() {
        let asked = words.get("required").and_then(Value::as_array).into_iter().flatten();
        let missing = asked.filter(|name| !properties.contains_key(name.as_str().unwrap()));
        found.extend(missing.map(|name| format!("{at}: {name} is missing")));
        let known = words.get("properties").and_then(Value::as_object);
        let others = properties
            .iter()
            .filter(|(name, _)| known.is_none_or(|known| !known.contains_key(*name)));
        match words.get("additionalProperties") {
            None => {}
            Some(Value::Bool(false)) => found.extend(others.map(|(name, _)| format!("{at}: {name} is too much"))),
            Some(schema) => {
                for (name, other) in others {
                    check(root, schema, other, &format!("{at}/{name}"), found);
                }
            }
        }
    }
}

fn is_of(value: &Value, kind: &Value) -> bool {
    match kind.as_str().unwrap() {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        other => panic!("no type: {other}"),
    }
}
