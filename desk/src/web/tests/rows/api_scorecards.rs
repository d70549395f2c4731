//! The API of scorecards and actions.

use super::{Row, get, json};

pub(super) const ROWS: &[Row] = &[
    get("/api/v1/scorecards", "/api/v1/scorecards"),
    get("/api/v1/scorecards/alerts", "/api/v1/scorecards/alerts"),
    get("/api/v1/scorecards/portfolio", "/api/v1/scorecards/portfolio"),
    get("/api/v1/scorecards/templates", "/api/v1/scorecards/templates"),
    get(
        "/api/v1/accounts/{account}/scorecards/history",
        "/api/v1/accounts/{account}/scorecards/history",
    ),
    json(
        "/api/v1/scorecards",
        "/api/v1/scorecards",
        r#"{"account": "<account>", "supersede": true}"#,
    ),
    get("/api/v1/scorecards/{card}", "/api/v1/scorecards/{scorecard}"),
    json(
        "/api/v1/scorecards/{card}/fill",
        "/api/v1/scorecards/{scorecard}/fill",
        r#"{"answers": [{"field": "next_steps", "value": "Keep the rhythm."}]}"#,
    ),
    json(
        "/api/v1/scorecards/{card}/confirm",
        "/api/v1/scorecards/{scorecard}/confirm",
        r#"{"fields": ["renewal_on"]}"#,
    ),
    json(
        "/api/v1/scorecards/{card}/correct",
        "/api/v1/scorecards/{scorecard}/correct",
        r#"{"field": "renewal_on", "value": "2028-07-02", "reason": "The record is old"}"#,
    ),
    json(
        "/api/v1/scorecards/{card}/not-applicable",
        "/api/v1/scorecards/{scorecard}/not-applicable",
        r#"{"field": "performance", "reason": "Not yet live"}"#,
    ),
    json(
        "/api/v1/scorecards/{card}/override",
        "/api/v1/scorecards/{scorecard}/override",
        r#"{"dimension": "objectives", "score": "60", "reason": "Seen on site"}"#,
    ),
    json(
        "/api/v1/scorecards/{card}/tasks/{task}/done",
        "/api/v1/scorecards/{scorecard}/tasks/details/done",
        r#"{"note": "Done"}"#,
    ),
    json(
        "/api/v1/scorecards/{card}/move",
        "/api/v1/scorecards/{scorecard}/move",
        r#"{"field": "due", "to": "2026-07-20"}"#,
    ),
    json(
        "/api/v1/scorecards/{card}/copies",
        "/api/v1/scorecards/{scorecard}/copies",
        r#"{"file": "usage.csv", "digest": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"}"#,
    ),
    json(
        "/api/v1/scorecards/{card}/assign",
        "/api/v1/scorecards/{scorecard}/assign",
        r#"{"part": "supervisor", "to": "supervisor"}"#,
    ),
    json(
        "/api/v1/scorecards/{card}/submit",
        "/api/v1/scorecards/{scorecard}/submit",
        "",
    ),
    json(
        "/api/v1/scorecards/{card}/approve",
        "/api/v1/scorecards/{scorecard}/approve",
        "{}",
    ),
    json(
        "/api/v1/scorecards/{card}/reject",
        "/api/v1/scorecards/{scorecard}/reject",
        "{}",
    ),
    json(
        "/api/v1/scorecards/{card}/exports",
        "/api/v1/scorecards/{scorecard}/exports",
        r#"{"format": "md"}"#,
    ),
    get("/api/v1/actions", "/api/v1/actions"),
    json(
        "/api/v1/actions",
        "/api/v1/actions",
        r#"{"account": "<account>", "kind": "outreach", "text": "Ask for the export.", "run": "<handoff>",
            "citations": [{"source_id": "<source>", "quote": "<quote>"}]}"#,
    ),
    get("/api/v1/actions/{action}", "/api/v1/actions/{action}"),
    json(
        "/api/v1/actions/{action}/approve",
        "/api/v1/actions/{action}/approve",
        r#"{"digest": "<action-digest>", "checks": ["all"]}"#,
    ),
    json(
        "/api/v1/actions/{action}/reject",
        "/api/v1/actions/{action}/reject",
        r#"{"reason": "Not now"}"#,
    ),
    json(
        "/api/v1/actions/{action}/execute",
        "/api/v1/actions/{action}/execute",
        "",
    ),
];
