//! The document of the API (`OpenAPI` 3.1), whether the desk is ready, and who asks.

mod describe;

use std::sync::LazyLock;

use axum::http::Method;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Map, Value};
use utoipa::PartialSchema as _;
use utoipa::openapi::OpenApi;
use utoipa::openapi::path::{PathItem, Paths};
use utoipa_axum::routes;
use workflow::people::Person;

use super::Operation;
use super::answer::{Answer, told};
use super::schemas;
use crate::web::fault::Problem;
use crate::web::visitor::Visitor;

pub(super) use describe::Keyed;

/// The operations.
pub(super) fn operations() -> Vec<Operation> {
    vec![routes!(me), routes!(document), routes!(ready)]
}

static DOCUMENT: LazyLock<Value> = LazyLock::new(written);

/// The methods of a path, with the path as the document has it, which lasts.
pub(super) fn published((path, item): (&String, &PathItem)) -> Vec<(Method, &'static str)> {
    let paths = DOCUMENT["paths"].as_object();
    let known = paths.and_then(|paths| paths.get_key_value(path));
    let methods = [
        (Method::GET, &item.get),
        (Method::POST, &item.post),
        (Method::DELETE, &item.delete),
    ];
    let methods = methods.into_iter().filter(|(_, operation)| operation.is_some());
    let those = methods.filter_map(|(method, _)| Some((method, known?.0.as_str())));
    those.collect()
}

/// The whole document.
#[cfg(test)]
pub(super) fn whole() -> &'static Value {
    &DOCUMENT
}

fn written() -> Value {
    let mut all = Paths::new();
    for (_, paths, _) in super::operations() {
        for (path, mut item) in paths.paths {
            let changing = [(false, &mut item.get), (true, &mut item.post), (true, &mut item.delete)];
            for (changes, operation) in changing {
                if let Some(operation) = operation {
                    describe::complete(&path, changes, operation);
                }
            }
            match all.paths.get_mut(&path) {
                Some(known) => known.merge_operations(item),
                None => drop(all.paths.insert(path, item)),
            }
        }
    }
    let document: OpenApi = describe::around(all);
    // Everything in it is text, numbers and lists, which always can be written.
    let mut document = serde_json::to_value(document).unwrap_or_default();
    let paths = document["paths"].as_object_mut().into_iter().flat_map(Map::values_mut);
    let operations = paths.filter_map(Value::as_object_mut).flat_map(Map::values_mut);
    let mut components = schemas::all(operations.filter_map(|it| it.get_mut("requestBody")));
    let problem = serde_json::to_value(Problem::schema()).unwrap_or_default();
    components.insert("Problem".to_owned(), problem);
    document["components"]["schemas"] = Value::Object(components);
    document
}

/// This document.
///
/// What may be asked and what is answered, for programs that write programs. It takes no signing in.
#[utoipa::path(get, path = "/api/v1/openapi.json", operation_id = "readDocument", tag = "desk", security(()),
    responses((status = 200, content_type = "application/json")))]
async fn document() -> Answer {
    told(&*DOCUMENT)
}

/// Whether the desk answers.
#[derive(Debug, Serialize, JsonSchema)]
struct Ready {
    /// Always true where there is an answer.
    ready: bool,
}

/// Whether the desk answers.
///
/// For whatever watches it. It takes no signing in.
#[utoipa::path(get, path = "/api/v1/ready", operation_id = "isReady", tag = "desk", security(()),
    responses((status = 200, body = ref(schemas::of::<Ready>()))))]
async fn ready() -> Answer {
    told(&Ready { ready: true })
}

/// Who asks.
///
/// The person whose token or cookie it is, with their roles.
#[utoipa::path(get, path = "/api/v1/me", operation_id = "showMe", tag = "people",
    responses((status = 200, body = ref(schemas::of::<Person>()))))]
async fn me(visitor: Visitor) -> Answer {
    told(&visitor.person)
}
