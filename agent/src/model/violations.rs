use serde_json::{Map, Value};

/// Keywords of the subset of JSON Schema that strict structured output takes.
const KNOWN: [&str; 10] = [
    "$defs",
    "$ref",
    "additionalProperties",
    "anyOf",
    "description",
    "enum",
    "items",
    "properties",
    "required",
    "type",
];

/// How deep objects may nest; older deployments allow no more.
const DEEPEST: usize = 5;

/// Returns what strict structured output would reject in a schema, each with its place; none
/// where the schema is good.
///
/// Maps, tuples, values of any shape and flattened fields have no strict schema: use a list of
/// named fields instead. Test every schema that is sent.
pub fn strict_violations(schema: &Value) -> Vec<String> {
    let mut walk = Walk {
        root: schema,
        violations: Vec::new(),
    };
    if schema.get("type").and_then(Value::as_str) != Some("object") {
        walk.report("#", "the root must be an object");
    }
    walk.schema(schema, "#");
    for (name, definition) in schema.get("$defs").and_then(Value::as_object).into_iter().flatten() {
        walk.schema(definition, &format!("#/$defs/{name}"));
    }
    let depth = depth(schema, schema, &mut Vec::new());
    if depth > DEEPEST {
        walk.report("#", &format!("objects nest {depth} deep, more than {DEEPEST}"));
    }
    walk.violations
}

struct Walk<'a> {
    root: &'a Value,
    violations: Vec<String>,
}

impl Walk<'_> {
    fn report(&mut self, place: &str, what: &str) {
        self.violations.push(format!("{place}: {what}"));
    }

    fn schema(&mut self, schema: &Value, place: &str) {
        let Some(object) = schema.as_object() else {
            self.report(place, "a value of any shape is not allowed");
            return;
        };
        for key in object.keys().filter(|key| !KNOWN.contains(&key.as_str())) {
            self.report(place, &format!("`{key}` is not allowed"));
        }
        if let Some(reference) = object.get("$ref") {
            self.reference(object, reference, place);
        } else if !["type", "anyOf", "enum"].iter().any(|key| object.contains_key(*key)) {
            self.report(place, "a value of any shape is not allowed");
        }
        if is_object(object) || object.contains_key("properties") {
            self.object(object, place);
        }
        if let Some(items) = object.get("items") {
            self.schema(items, &format!("{place}/items"));
        }
        for (index, choice) in object
            .get("anyOf")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .enumerate()
        {
            self.schema(choice, &format!("{place}/anyOf/{index}"));
        }
    }

    fn object(&mut self, object: &Map<String, Value>, place: &str) {
        if object.get("additionalProperties") != Some(&Value::Bool(false)) {
            self.report(place, "`additionalProperties` must be false");
        }
        let properties = object.get("properties").and_then(Value::as_object);
        let required: Vec<_> = object
            .get("required")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .collect();
        for (name, property) in properties.into_iter().flatten() {
            if !required.contains(&name.as_str()) {
                self.report(place, &format!("`{name}` must be required"));
            }
            self.schema(property, &format!("{place}/properties/{name}"));
        }
    }

    fn reference(&mut self, object: &Map<String, Value>, reference: &Value, place: &str) {
        if object.len() > 1 {
            self.report(place, "nothing may stand beside `$ref`");
        }
        if resolve(self.root, reference).is_none() {
            self.report(place, &format!("{reference} leads nowhere"));
        }
    }
}

fn is_object(object: &Map<String, Value>) -> bool {
    match object.get("type") {
        Some(Value::String(name)) => name == "object",
        Some(Value::Array(names)) => names.iter().any(|name| name == "object"),
        _ => false,
    }
}

fn resolve<'a>(root: &'a Value, reference: &Value) -> Option<&'a Value> {
    root.pointer(reference.as_str()?.strip_prefix('#')?)
}

/// How many objects stand within one another; a type within itself counts once.
fn depth<'a>(root: &'a Value, schema: &'a Value, above: &mut Vec<&'a Value>) -> usize {
    if let Some(target) = schema.get("$ref").and_then(|reference| resolve(root, reference)) {
        if above.iter().any(|seen| std::ptr::eq(*seen, target)) {
            return 0;
        }
        above.push(target);
        let depth = depth(root, target, above);
        above.pop();
        return depth;
    }
    let properties = schema.get("properties").and_then(Value::as_object);
    let within = properties.into_iter().flat_map(Map::values);
    let within = within.chain(schema.get("items"));
    let within = within.chain(schema.get("anyOf").and_then(Value::as_array).into_iter().flatten());
    let deepest = within.map(|inner| depth(root, inner, above)).max().unwrap_or_default();
    deepest + usize::from(properties.is_some())
}
