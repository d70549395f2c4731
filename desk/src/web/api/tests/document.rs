//! The document holds what there is, and what it points at.

use std::collections::BTreeSet;

use serde_json::Value;

use super::super::{document, operations, schemas};

fn document() -> &'static Value {
    document::whole()
}

/// Every operation of the document: its method, its path, and what it is.
fn documented() -> Vec<(String, String, &'static Value)> {
    let paths = document()["paths"].as_object().unwrap().iter();
    let operations = paths.flat_map(|(path, item)| {
        let methods = item.as_object().unwrap().iter();
        methods.map(move |(method, operation)| (method.to_uppercase(), path.clone(), operation))
    });
    operations.collect()
}

#[test]
fn every_route_is_documented_and_every_operation_is_a_route() {
    let listed = crate::web::routes();
    let routes: BTreeSet<(String, String)> = listed
        .listed()
        .iter()
        .filter(|(_, path)| path.starts_with("/api/"))
        .map(|(method, path)| (method.to_string(), (*path).to_owned()))
        .collect();
    let documented: BTreeSet<(String, String)> = documented()
        .into_iter()
        .map(|(method, path, _)| (method, path))
        .collect();
    assert_eq!(routes, documented);
    assert_eq!(
        operations().len(),
        documented.len(),
        "no operation takes another's place"
    );
}

#[test]
fn everything_that_the_document_points_at_is_in_it() {
    let mut dangling = BTreeSet::new();
    let mut copy = document().clone();
    schemas::each_place(&mut copy, &mut |place| {
        let found = place.strip_prefix('#').and_then(|place| document().pointer(place));
        if found.is_none() {
            dangling.insert(place.clone());
        }
    });
    assert_eq!(dangling, BTreeSet::new());
}

#[test]
fn no_schema_has_a_name_that_only_tells_it_from_another() {
    let schemas = document()["components"]["schemas"].as_object().unwrap();
    let numbered: Vec<&String> = schemas
        .keys()
        .filter(|name| name.ends_with(|it: char| it.is_ascii_digit()))
        .collect();
    assert_eq!(numbered, Vec::<&String>::new());
}

#[test]
fn every_operation_says_what_it_is_and_how_it_fails() {
    let tags: BTreeSet<&str> = document()["tags"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|tag| tag["name"].as_str())
        .collect();
    let mut wrong = Vec::new();
    let mut ids = BTreeSet::new();
    for (method, path, operation) in documented() {
        let id = operation["operationId"].as_str().unwrap_or_default();
        let mut demand = |holds: bool, what: &str| {
            if !holds {
                wrong.push(format!("{method} {path}: {what}"));
            }
        };
        demand(!id.is_empty() && ids.insert(id), "an id of its own");
        demand(
            operation["summary"].as_str().is_some_and(|it| it.ends_with('.')),
            "a summary",
        );
        let of = operation["tags"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_str);
        demand(
            of.filter(|tag| tags.contains(tag)).count() == 1,
            "one tag that is described",
        );
        let parameters = operation["parameters"].as_array().into_iter().flatten();
        for parameter in parameters {
            demand(
                parameter["description"].is_string(),
                &format!("what {} is", parameter["name"]),
            );
            demand(
                parameter["schema"].is_object(),
                &format!("the schema of {}", parameter["name"]),
            );
        }
        let open = operation["security"].is_array();
        demand(operation["responses"]["401"].is_object() != open, "signing in");
        demand(operation["responses"]["default"].is_object(), "how else it fails");
        demand(
            operation["requestBody"].is_null() || operation["responses"]["415"].is_object(),
            "how its body fails",
        );
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn a_route_that_comes_goes_or_moves_is_seen_in_a_review() {
    let lines = documented().into_iter().map(|(method, path, operation)| {
        let id = operation["operationId"].as_str().unwrap_or_default().to_owned();
        format!("{method} {path} {id}")
    });
    let mut lines: Vec<String> = lines.collect();
    lines.sort();
    insta::assert_snapshot!(lines.join("\n"), @"");
}
