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
fn a_parameter_of_words_has_all_of_them_and_one_of_a_list_is_written_with_commas() {
    let parameters = |path: &str| document()["paths"][path]["get"]["parameters"].as_array().unwrap();
    let named = |path: &str, name: &str| parameters(path).iter().find(|it| it["name"] == name).unwrap();
    let level = &named("/api/v1/accounts", "level")["schema"];
    assert_eq!(level["enum"], serde_json::json!(["unknown", "green", "amber", "red"]));
    let limit = &named("/api/v1/runs", "limit")["schema"];
    assert_eq!((&limit["minimum"], &limit["maximum"]), (&1.into(), &200.into()));
    let kind = named("/api/v1/accounts/{account}/evidence", "kind");
    assert_eq!(
        (&kind["explode"], &kind["schema"]["type"]),
        (&false.into(), &"array".into())
    );
    let words = kind["schema"]["items"]["enum"].as_array().unwrap();
    assert!(
        ["note", "call", "ticket"]
            .into_iter()
            .all(|word| words.contains(&word.into()))
    );
}

#[test]
fn a_route_that_comes_goes_or_moves_is_seen_in_a_review() {
    let lines = documented().into_iter().map(|(method, path, operation)| {
        let id = operation["operationId"].as_str().unwrap_or_default().to_owned();
        format!("{method} {path} {id}")
    });
    let mut lines: Vec<String> = lines.collect();
    lines.sort();
    insta::assert_snapshot!(lines.join("\n"), @"
    DELETE /api/v1/people/{login}/roles/{role} revokeRole
    DELETE /api/v1/tokens/{token} revokeToken
    GET /api/v1/accounts listAccounts
    GET /api/v1/accounts/{account} showAccount
    GET /api/v1/accounts/{account}/evidence listEvidence
    GET /api/v1/accounts/{account}/scorecards/history showScorecardHistory
    GET /api/v1/accounts/{account}/search searchAccount
    GET /api/v1/actions listActions
    GET /api/v1/actions/{action} showAction
    GET /api/v1/audit/sample sampleAccounts
    GET /api/v1/audit/verify verifyLog
    GET /api/v1/gaps listGaps
    GET /api/v1/jobs/{job} showJob
    GET /api/v1/me showMe
    GET /api/v1/metrics showMetrics
    GET /api/v1/openapi.json readDocument
    GET /api/v1/people listPeople
    GET /api/v1/pilots listPilots
    GET /api/v1/pilots/{pilot} reportPilot
    GET /api/v1/ready isReady
    GET /api/v1/rules listRules
    GET /api/v1/rules/{code} explainRule
    GET /api/v1/runs listRuns
    GET /api/v1/runs/{run} showRun
    GET /api/v1/runs/{run}/brief showBrief
    GET /api/v1/runs/{run}/claims/{claim}/evidence showEvidence
    GET /api/v1/runs/{run}/history listHistory
    GET /api/v1/runs/{run}/standing showStanding
    GET /api/v1/runs/{run}/versions listVersions
    GET /api/v1/runs/{run}/versions/{number} showVersion
    GET /api/v1/saved listSaved
    GET /api/v1/scorecards listScorecards
    GET /api/v1/scorecards/alerts listScorecardAlerts
    GET /api/v1/scorecards/portfolio showScorecardPortfolio
    GET /api/v1/scorecards/templates listScorecardTemplates
    GET /api/v1/scorecards/{card} showScorecard
    GET /api/v1/sources/{source} showSource
    GET /api/v1/tokens listTokens
    POST /api/v1/accounts/{account}/briefs draftBrief
    POST /api/v1/accounts/{account}/jobs beginDrafting
    POST /api/v1/actions proposeAction
    POST /api/v1/actions/{action}/approve approveAction
    POST /api/v1/actions/{action}/execute executeAction
    POST /api/v1/actions/{action}/reject rejectAction
    POST /api/v1/jobs/{job}/cancel cancelJob
    POST /api/v1/people addPerson
    POST /api/v1/people/{login}/active setActive
    POST /api/v1/people/{login}/password setPassword
    POST /api/v1/people/{login}/roles grantRole
    POST /api/v1/pilots beginPilot
    POST /api/v1/runs/{run}/approve approveRun
    POST /api/v1/runs/{run}/assign assignRun
    POST /api/v1/runs/{run}/claims/{claim}/check checkClaim
    POST /api/v1/runs/{run}/claims/{claim}/edit editClaim
    POST /api/v1/runs/{run}/claims/{claim}/judge judgeClaim
    POST /api/v1/runs/{run}/claims/{claim}/opened openEvidence
    POST /api/v1/runs/{run}/comments commentRun
    POST /api/v1/runs/{run}/complete completeRun
    POST /api/v1/runs/{run}/decide decideSubject
    POST /api/v1/runs/{run}/exports exportRun
    POST /api/v1/runs/{run}/link linkRun
    POST /api/v1/runs/{run}/move moveDate
    POST /api/v1/runs/{run}/opportunity createOpportunity
    POST /api/v1/runs/{run}/record recordOutcome
    POST /api/v1/runs/{run}/reopen reopenRun
    POST /api/v1/runs/{run}/return returnRun
    POST /api/v1/runs/{run}/save saveRun
    POST /api/v1/runs/{run}/tasks/{task}/done finishTask
    POST /api/v1/runs/{run}/tasks/{task}/reopen reopenTask
    POST /api/v1/scorecards beginScorecard
    POST /api/v1/scorecards/{card}/approve approveScorecard
    POST /api/v1/scorecards/{card}/assign assignScorecard
    POST /api/v1/scorecards/{card}/confirm confirmFields
    POST /api/v1/scorecards/{card}/copies attachFigureCopy
    POST /api/v1/scorecards/{card}/correct correctField
    POST /api/v1/scorecards/{card}/exports exportScorecard
    POST /api/v1/scorecards/{card}/fill fillScorecard
    POST /api/v1/scorecards/{card}/move moveScorecardDate
    POST /api/v1/scorecards/{card}/not-applicable leaveFieldOut
    POST /api/v1/scorecards/{card}/override overrideScore
    POST /api/v1/scorecards/{card}/reject rejectScorecard
    POST /api/v1/scorecards/{card}/submit submitScorecard
    POST /api/v1/scorecards/{card}/tasks/{task}/done finishScorecardTask
    POST /api/v1/tokens makeToken
    POST /api/v1/verify verifyDraft
    ");
}
