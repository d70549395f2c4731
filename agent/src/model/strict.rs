//! JSON schemas as strict structured output wants them.

use schemars::generate::SchemaSettings;
use schemars::transform::{Transform, transform_subschemas};
use schemars::{JsonSchema, Schema};
use serde_json::{Map, Value, json};

/// What schemars writes and strict servers reject. They are hints to the model at best: the
/// answer type checks them when the answer is read.
const DROPPED: [&str; 22] = [
    "$schema",
    "contentEncoding",
    "contentMediaType",
    "default",
    "deprecated",
    "examples",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "format",
    "maxItems",
    "maxLength",
    "maxProperties",
    "maximum",
    "minItems",
    "minLength",
    "minProperties",
    "minimum",
    "multipleOf",
    "pattern",
    "readOnly",
    "title",
    "uniqueItems",
];

/// Returns the schema of a type in the subset of JSON Schema that strict structured output takes.
///
/// Properties stand in the order of the type's fields, and models write them in that order. Not
/// every type can be expressed: see [`strict_violations`](super::strict_violations).
pub fn strict_schema<T: JsonSchema>() -> Value {
    schema_of::<T>(Strict { lengths: false })
}

/// Returns the same with the greatest lengths of texts and lists kept in it. Some strict servers
/// refuse them; those that build a grammar from the schema hold a rambling model to them.
pub fn bounded_schema<T: JsonSchema>() -> Value {
    schema_of::<T>(Strict { lengths: true })
}

fn schema_of<T: JsonSchema>(strict: Strict) -> Value {
    SchemaSettings::draft2020_12()
        .with(|settings| settings.meta_schema = None)
        .with_transform(strict)
        .into_generator()
        .into_root_schema_for::<T>()
        .to_value()
}

/// Keywords that bound an answer's length.
const LENGTHS: [&str; 2] = ["maxItems", "maxLength"];

#[derive(Debug, Clone)]
struct Strict {
    lengths: bool,
}

impl Transform for Strict {
    fn transform(&mut self, schema: &mut Schema) {
        transform_subschemas(self, schema);
        let Some(object) = schema.as_object_mut() else { return };
        if object.contains_key("$ref") && !object.contains_key("$defs") {
            // Keywords beside a reference are rejected, so a field's own doc comment is lost:
            // document the type it refers to.
            object.retain(|key, _value| key == "$ref");
            return;
        }
        let kept = |key: &str| self.lengths && LENGTHS.contains(&key);
        object.retain(|key, _value| kept(key) || !DROPPED.contains(&key.as_str()));
        if let Some(choices) = object.remove("oneOf") {
            object.insert("anyOf".to_owned(), choices);
        }
        if let Some(only) = object.remove("const") {
            object.insert("enum".to_owned(), json!([only]));
        }
        collapse_words(object);
        close(object);
    }
}

/// Makes a choice between words, each with a doc comment of its own, one list of words: not
/// every server knows the other form. The comments move into the description.
fn collapse_words(object: &mut Map<String, Value>) {
    let Some(choices) = object.get("anyOf").and_then(Value::as_array) else {
        return;
    };
    let mut words = Vec::new();
    let mut description: Vec<String> = object
        .get("description")
        .and_then(Value::as_str)
        .map(str::to_owned)
        .into_iter()
        .collect();
    for choice in choices {
        let (Some(Value::Array(own)), Some("string")) =
            (choice.get("enum"), choice.get("type").and_then(Value::as_str))
        else {
            return;
        };
        if let Some(text) = choice.get("description").and_then(Value::as_str) {
            let names: Vec<_> = own
                .iter()
                .filter_map(Value::as_str)
                .map(|word| format!("`{word}`"))
                .collect();
            description.push(format!("{}: {text}", names.join(", ")));
        }
        words.extend(own.iter().cloned());
    }
    object.remove("anyOf");
    if !description.is_empty() {
        object.insert("description".to_owned(), description.join("\n").into());
    }
    object.insert("type".to_owned(), "string".into());
    object.insert("enum".to_owned(), words.into());
}

/// Makes an object hold each of its properties, and no others.
fn close(object: &mut Map<String, Value>) {
    let is_map = object.get("additionalProperties").is_some_and(Value::is_object);
    if object.get("type").and_then(Value::as_str) == Some("object") && !is_map && !object.contains_key("properties") {
        object.insert("properties".to_owned(), json!({}));
    }
    let Some(Value::Object(properties)) = object.get("properties") else {
        return;
    };
    let required: Value = properties.keys().cloned().collect();
    object.insert("required".to_owned(), required);
    if !is_map {
        object.insert("additionalProperties".to_owned(), false.into());
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::fmt::Write as _;

    use jiff::civil::Date;

    use super::*;
    use crate::model::strict_violations;

    /// What the calls say.
    #[derive(JsonSchema)]
    #[expect(dead_code, reason = "only its schema is looked at")]
    struct Findings {
        /// One per goal.
        #[schemars(length(max = 5))]
        list: Vec<Finding>,
        title: Option<String>,
        #[serde(default)]
        share: u8,
    }

    #[derive(JsonSchema)]
    #[expect(dead_code, reason = "only its schema is looked at")]
    struct Finding {
        quote: String,
        said_on: Date,
        /// Lost, for it stands beside a reference.
        standing: Standing,
        mood: Option<Mood>,
        next: Step,
    }

    #[derive(JsonSchema)]
    #[serde(rename_all = "snake_case")]
    #[expect(dead_code, reason = "only its schema is looked at")]
    enum Standing {
        Open,
        Closed,
    }

    /// How it was said.
    #[derive(JsonSchema)]
    #[serde(rename_all = "snake_case")]
    #[expect(dead_code, reason = "only its schema is looked at")]
    enum Mood {
        /// With thanks.
        Glad,
        Neutral,
    }

    #[derive(JsonSchema)]
    #[serde(tag = "kind", rename_all = "snake_case")]
    #[expect(dead_code, reason = "only its schema is looked at")]
    enum Step {
        None,
        Call { on: Date },
    }

    #[derive(JsonSchema)]
    #[expect(dead_code, reason = "only its schema is looked at")]
    struct Inexpressible {
        by_name: BTreeMap<String, u8>,
        pair: (u8, String),
        anything: Value,
    }

    /// One line for each definition, the root last.
    fn lines(mut schema: Value) -> String {
        let definitions = schema["$defs"].take();
        let mut lines = String::new();
        for (name, definition) in definitions.as_object().unwrap() {
            writeln!(lines, "{name}: {definition}").unwrap();
        }
        writeln!(lines, "{schema}").unwrap();
        lines
    }

    #[test]
    fn a_schema_keeps_to_the_strict_subset() {
        let schema = strict_schema::<Findings>();
        assert_eq!(strict_violations(&schema), Vec::<String>::new());
        insta::assert_snapshot!(lines(schema), @r##"
        Finding: {"type":"object","properties":{"quote":{"type":"string"},"said_on":{"type":"string"},"standing":{"$ref":"#/$defs/Standing"},"mood":{"anyOf":[{"$ref":"#/$defs/Mood"},{"type":"null"}]},"next":{"$ref":"#/$defs/Step"}},"required":["quote","said_on","standing","mood","next"],"additionalProperties":false}
        Standing: {"type":"string","enum":["open","closed"]}
        Mood: {"description":"How it was said.\n`glad`: With thanks.","type":"string","enum":["neutral","glad"]}
        Step: {"anyOf":[{"type":"object","properties":{"kind":{"type":"string","enum":["none"]}},"required":["kind"],"additionalProperties":false},{"type":"object","properties":{"kind":{"type":"string","enum":["call"]},"on":{"type":"string"}},"required":["kind","on"],"additionalProperties":false}]}
        {"type":"object","properties":{"list":{"type":"array","items":{"$ref":"#/$defs/Finding"},"description":"One per goal."},"title":{"type":["string","null"]},"share":{"type":"integer"}},"required":["list","title","share"],"description":"What the calls say.","$defs":null,"additionalProperties":false}
        "##);
    }

    #[test]
    fn what_cannot_be_expressed_is_found() {
        insta::assert_debug_snapshot!(strict_violations(&strict_schema::<Inexpressible>()), @r##"
        [
            "#/properties/by_name: `additionalProperties` must be false",
            "#/properties/pair: `prefixItems` is not allowed",
            "#/properties/anything: a value of any shape is not allowed",
        ]
        "##);
        insta::assert_debug_snapshot!(strict_violations(&strict_schema::<Standing>()), @r##"
        [
            "#: the root must be an object",
        ]
        "##);
    }
}
