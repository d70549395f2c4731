//! The API, but for scorecards and actions.

use super::{Row, delete, get, json};

pub(super) const ROWS: &[Row] = &[
    get("/api/v1/ready", "/api/v1/ready"),
    get("/api/v1/openapi.json", "/api/v1/openapi.json"),
    get("/api/v1/me", "/api/v1/me"),
    get("/api/v1/accounts", "/api/v1/accounts"),
    get("/api/v1/accounts/{account}", "/api/v1/accounts/{account}"),
    get(
        "/api/v1/accounts/{account}/evidence",
        "/api/v1/accounts/{account}/evidence",
    ),
    get(
        "/api/v1/accounts/{account}/search",
        "/api/v1/accounts/{account}/search?q=quotation",
    ),
    json(
        "/api/v1/accounts/{account}/briefs",
        "/api/v1/accounts/{account}/briefs",
        r#"{"kind": "recap", "trigger": "manual:the board meets"}"#,
    ),
    json(
        "/api/v1/accounts/{account}/jobs",
        "/api/v1/accounts/{account}/jobs",
        r#"{"kind": "recap", "trigger": "manual:the board meets"}"#,
    ),
    // No such job; a test of its own asks for one that there is.
    get("/api/v1/jobs/{job}", "/api/v1/jobs/no-such-job"),
    json("/api/v1/jobs/{job}/cancel", "/api/v1/jobs/no-such-job/cancel", "{}"),
    get("/api/v1/sources/{source}", "/api/v1/sources/{source}"),
    get("/api/v1/gaps", "/api/v1/gaps"),
    get("/api/v1/saved", "/api/v1/saved"),
    get("/api/v1/runs", "/api/v1/runs"),
    get("/api/v1/runs/{run}", "/api/v1/runs/{handoff}"),
    get("/api/v1/runs/{run}/brief", "/api/v1/runs/{handoff}/brief"),
    get("/api/v1/runs/{run}/standing", "/api/v1/runs/{handoff}/standing"),
    get("/api/v1/runs/{run}/history", "/api/v1/runs/{handoff}/history"),
    get("/api/v1/runs/{run}/versions", "/api/v1/runs/{handoff}/versions"),
    get(
        "/api/v1/runs/{run}/versions/{number}",
        "/api/v1/runs/{handoff}/versions/1",
    ),
    get(
        "/api/v1/runs/{run}/claims/{claim}/evidence",
        "/api/v1/runs/{handoff}/claims/{sure}/evidence",
    ),
    json(
        "/api/v1/runs/{run}/claims/{claim}/opened",
        "/api/v1/runs/{handoff}/claims/{sure}/opened",
        "",
    ),
    json(
        "/api/v1/runs/{run}/claims/{claim}/judge",
        "/api/v1/runs/{handoff}/claims/{claim}/judge",
        r#"{"accepted": true, "reason": "It is what was said."}"#,
    ),
    json(
        "/api/v1/runs/{run}/claims/{claim}/check",
        "/api/v1/runs/{handoff}/claims/{sure}/check",
        r#"{"text": "<quote>"}"#,
    ),
    json(
        "/api/v1/runs/{run}/claims/{claim}/edit",
        "/api/v1/runs/{handoff}/claims/{sure}/edit",
        r#"{"text": "<quote>"}"#,
    ),
    json(
        "/api/v1/runs/{run}/approve",
        "/api/v1/runs/{handoff}/approve",
        r#"{"digest": "<whole-digest>", "items": ["all"], "unopened_because": "I was in the talks"}"#,
    ),
    json(
        "/api/v1/runs/{run}/return",
        "/api/v1/runs/{handoff}/return",
        r#"{"missing": ["The order form"], "comment": "Please"}"#,
    ),
    json(
        "/api/v1/runs/{run}/reopen",
        "/api/v1/runs/{handoff}/reopen",
        r#"{"reason": "Again"}"#,
    ),
    json(
        "/api/v1/runs/{run}/decide",
        "/api/v1/runs/{handoff}/decide",
        r#"{"subject": "<question>", "answer": "Settled on 29 June."}"#,
    ),
    json(
        "/api/v1/runs/{run}/comments",
        "/api/v1/runs/{handoff}/comments",
        r#"{"text": "Seen"}"#,
    ),
    json(
        "/api/v1/runs/{run}/assign",
        "/api/v1/runs/{handoff}/assign",
        r#"{"what": "<task>", "to": "ae"}"#,
    ),
    json(
        "/api/v1/runs/{run}/tasks/{task}/done",
        "/api/v1/runs/{handoff}/tasks/{task}/done",
        r#"{"note": "Done"}"#,
    ),
    json(
        "/api/v1/runs/{run}/tasks/{task}/reopen",
        "/api/v1/runs/{handoff}/tasks/{task}/reopen",
        r#"{"reason": "Again"}"#,
    ),
    json(
        "/api/v1/runs/{run}/move",
        "/api/v1/runs/{handoff}/move",
        r#"{"field": "kickoff", "to": "2026-07-20"}"#,
    ),
    json(
        "/api/v1/runs/{run}/save",
        "/api/v1/runs/{summary}/save",
        r#"{"name": "Before the kickoff"}"#,
    ),
    json(
        "/api/v1/runs/{run}/record",
        "/api/v1/runs/{handoff}/record",
        r#"{"what": "kickoff_held"}"#,
    ),
    json(
        "/api/v1/runs/{run}/link",
        "/api/v1/runs/{recap}/link",
        r#"{"relation": "health_change", "target": "<health>"}"#,
    ),
    json("/api/v1/runs/{run}/complete", "/api/v1/runs/{handoff}/complete", ""),
    json(
        "/api/v1/runs/{run}/exports",
        "/api/v1/runs/{handoff}/exports",
        r#"{"format": "md"}"#,
    ),
    json(
        "/api/v1/runs/{run}/opportunity",
        "/api/v1/runs/{summary}/opportunity",
        r#"{"claims": ["<claim>"]}"#,
    ),
    get("/api/v1/metrics", "/api/v1/metrics"),
    get("/api/v1/pilots", "/api/v1/pilots"),
    get("/api/v1/pilots/{pilot}", "/api/v1/pilots/{pilot}"),
    json(
        "/api/v1/pilots",
        "/api/v1/pilots",
        r#"{"name": "second", "kind": "recap", "owner": "Omar Haddad"}"#,
    ),
    get("/api/v1/audit/verify", "/api/v1/audit/verify"),
    get("/api/v1/audit/sample", "/api/v1/audit/sample?kind=handoff"),
    get("/api/v1/rules", "/api/v1/rules"),
    get("/api/v1/rules/{code}", "/api/v1/rules/V104"),
    json(
        "/api/v1/verify",
        "/api/v1/verify",
        r#"{"schema": "vouch.draft/1", "account_id": "<account>", "claims": []}"#,
    ),
    get("/api/v1/people", "/api/v1/people"),
    json(
        "/api/v1/people",
        "/api/v1/people",
        r#"{"login": "nora", "name": "Nora North", "roles": ["reader"]}"#,
    ),
    json(
        "/api/v1/people/{login}/roles",
        "/api/v1/people/reader/roles",
        r#"{"role": "ae"}"#,
    ),
    delete(
        "/api/v1/people/{login}/roles/{role}",
        "/api/v1/people/reader/roles/reader",
    ),
    json(
        "/api/v1/people/{login}/active",
        "/api/v1/people/reader/active",
        r#"{"active": false}"#,
    ),
    json(
        "/api/v1/people/{login}/password",
        "/api/v1/people/reader/password",
        r#"{"password": "short"}"#,
    ),
    get("/api/v1/tokens", "/api/v1/tokens"),
    json("/api/v1/tokens", "/api/v1/tokens", r#"{"label": "mine"}"#),
    delete("/api/v1/tokens/{token}", "/api/v1/tokens/{reader-token-id}"),
];
