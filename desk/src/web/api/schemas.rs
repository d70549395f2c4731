//! The schemas of everything that is sent and answered.
//!
//! They come from `schemars`, as the schemas that `vouch schema` prints: `OpenAPI` 3.1 takes them as they
//! are. What an operation names is noted here, and the document has all of it under its components.

use std::collections::BTreeSet;
use std::sync::{LazyLock, Mutex, PoisonError};

use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use schemars::{JsonSchema, SchemaGenerator};
use serde_json::{Map, Value};
use utoipa::openapi::path::{Parameter, ParameterBuilder, ParameterIn, ParameterStyle};
use utoipa::openapi::{RefOr, Required, Schema};

/// Where the document has them.
const PLACE: &str = "/components/schemas";
/// What the name of a schema ends with that is another one where it is sent.
const SENT_AS: &str = "Sent";

static ANSWERED: LazyLock<Mutex<SchemaGenerator>> = LazyLock::new(|| Mutex::new(noting(settings().for_serialize())));
static SENT: LazyLock<Mutex<SchemaGenerator>> = LazyLock::new(|| Mutex::new(noting(settings().for_deserialize())));

fn settings() -> SchemaSettings {
    SchemaSettings::draft2020_12()
}

fn noting(settings: SchemaSettings) -> SchemaGenerator {
    settings
        .with(|settings| settings.definitions_path = PLACE.into())
        .into_generator()
}

/// Where the document has the schema of something that is answered.
pub(super) fn of<T: JsonSchema>() -> String {
    place::<T>(&ANSWERED)
}

/// Where the document has the schema of something that is sent.
pub(super) fn sent<T: JsonSchema>() -> String {
    place::<T>(&SENT)
}

fn place<T: JsonSchema>(noted: &Mutex<SchemaGenerator>) -> String {
    let mut noted = noted.lock().unwrap_or_else(PoisonError::into_inner);
    let schema = noted.subschema_for::<T>();
    let place = schema.get("$ref").and_then(Value::as_str);
    place.unwrap_or_default().to_owned()
}

/// Every schema that an operation has named so far, and those that they name, with the bodies of the
/// operations that name them.
///
/// What is sent may leave out what has a usual value, what is answered has all of it; where the two
/// differ under one name, the one that is sent gets a name of its own.
pub(super) fn all<'b>(bodies: impl Iterator<Item = &'b mut Value>) -> Map<String, Value> {
    let definitions = |noted: &Mutex<SchemaGenerator>| {
        let noted = noted.lock().unwrap_or_else(PoisonError::into_inner);
        noted.definitions().clone()
    };
    let mut all = definitions(&ANSWERED);
    let sent = definitions(&SENT);
    let others = differing(&all, &sent);
    let mut by_its_own_name = |place: &mut String| {
        if others.contains(name_in(place)) {
            place.push_str(SENT_AS);
        }
    };
    for body in bodies {
        each_place(body, &mut by_its_own_name);
    }
    for (name, mut schema) in sent {
        each_place(&mut schema, &mut by_its_own_name);
        let name = if others.contains(&name) { name + SENT_AS } else { name };
        all.insert(name, schema);
    }
    all
}

/// The names under which something else is sent than answered, also because of what they name.
fn differing(answered: &Map<String, Value>, sent: &Map<String, Value>) -> BTreeSet<String> {
    let both = || sent.iter().filter(|(name, _)| answered.contains_key(*name));
    let mut found: BTreeSet<String> = both()
        .filter(|(name, schema)| answered.get(*name) != Some(schema))
        .map(|(name, _)| name.clone())
        .collect();
    loop {
        let before = found.len();
        for (name, schema) in both() {
            let mut names_other = false;
            each_place(&mut schema.clone(), &mut |place| {
                names_other |= found.contains(name_in(place));
            });
            if names_other {
                found.insert(name.clone());
            }
        }
        if found.len() == before {
            return found;
        }
    }
}

fn name_in(place: &str) -> &str {
    place.rsplit('/').next().unwrap_or_default()
}

/// Goes through every place that a value points at.
pub(super) fn each_place(value: &mut Value, visit: &mut impl FnMut(&mut String)) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                match value {
                    Value::String(place) if name == "$ref" => visit(place),
                    value => each_place(value, visit),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| each_place(item, visit)),
        _ => {}
    }
}

/// What may stand after the `?`, from the fields of what is read from it.
pub(super) fn parameters<T: JsonSchema>() -> Vec<Parameter> {
    let mut generator = settings()
        .for_deserialize()
        .with(|settings| settings.inline_subschemas = true)
        .with_transform(RecursiveTransform(with_words_as_list))
        .into_generator();
    let schema = generator.root_schema_for::<T>().to_value();
    let required: Vec<&str> = schema["required"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    let fields = schema["properties"].as_object().into_iter().flatten();
    let parameters = fields.map(|(name, schema)| {
        let schema = without_null(schema.clone());
        let is_list = schema["type"] == "array";
        let described = schema["description"].as_str().map(str::to_owned);
        let is_required = required.contains(&name.as_str());
        let mut parameter = ParameterBuilder::new()
            .name(name)
            .parameter_in(ParameterIn::Query)
            .required(if is_required { Required::True } else { Required::False })
            .description(described);
        if is_list {
            parameter = parameter.style(Some(ParameterStyle::Form)).explode(Some(false));
        }
        let schema: Option<RefOr<Schema>> = serde_json::from_value(schema).ok();
        parameter.schema(schema).build()
    });
    parameters.collect()
}

/// Words that are each described become a list of words, which is all that a parameter's schema has.
fn with_words_as_list(schema: &mut schemars::Schema) {
    let choices = schema.get("oneOf").and_then(Value::as_array);
    let words: Option<Vec<Vec<Value>>> = choices.and_then(|all| all.iter().map(words_of).collect());
    if let Some(words) = words {
        schema.remove("oneOf");
        schema.insert("type".to_owned(), "string".into());
        schema.insert("enum".to_owned(), words.concat().into());
    }
}

/// The words of a choice; none where it is not of words.
fn words_of(choice: &Value) -> Option<Vec<Value>> {
    let word = choice.get("const").map(|word| vec![word.clone()]);
    word.or_else(|| choice.get("enum")?.as_array().cloned())
}

/// A schema of something that is there: what is not, is left out of an address.
fn without_null(mut schema: Value) -> Value {
    if let Some(kinds) = schema.get_mut("type").and_then(Value::as_array_mut) {
        kinds.retain(|kind| kind != "null");
        if let [kind] = kinds.as_slice() {
            schema["type"] = kind.clone();
        }
    }
    if let Some(values) = schema.get_mut("enum").and_then(Value::as_array_mut) {
        values.retain(|value| !value.is_null());
    }
    let choices = schema.get_mut("anyOf").and_then(Value::as_array_mut);
    if let Some(choices) = choices {
        choices.retain(|choice| choice["type"] != "null");
        if let [Value::Object(choice)] = choices.as_mut_slice() {
            let mut only = std::mem::take(choice);
            // The field says it more precisely than its type.
            if let Some(description) = schema.get("description") {
                only.insert("description".to_owned(), description.clone());
            }
            return Value::Object(only);
        }
    }
    schema
}
