//! The review of a run, and what a reviewer does to it.

use super::{Row, get, post};

pub(super) const ROWS: &[Row] = &[
    get("/runs/{run}", "/runs/{handoff}?claim={sure}"),
    get(
        "/runs/{run}/claims/{claim}/evidence",
        "/runs/{handoff}/claims/{sure}/evidence",
    ),
    get("/runs/{run}/compare", "/runs/{handoff}/compare"),
    get("/runs/{run}/versions/{number}", "/runs/{handoff}/versions/1"),
    post(
        "/runs/{run}/claims/{claim}/opened",
        "/runs/{handoff}/claims/{sure}/opened",
        "",
    ),
    post(
        "/runs/{run}/claims/{claim}/judge",
        "/runs/{handoff}/claims/{claim}/judge",
        "verdict=accept&reason=It+is+what+was+said.",
    ),
    post(
        "/runs/{run}/claims/{claim}/edit",
        "/runs/{handoff}/claims/{sure}/edit",
        "text={quote}",
    ),
    post(
        "/runs/{run}/claims/{claim}/check",
        "/runs/{handoff}/claims/{sure}/check",
        "text={quote}",
    ),
    // The stop tasks are open, so the state refuses whomever the rights let through.
    post(
        "/runs/{run}/approve",
        "/runs/{handoff}/approve",
        "digest={digest}&item=all&unopened=I+was+in+the+talks",
    ),
    post(
        "/runs/{run}/return",
        "/runs/{handoff}/return",
        "missing=The+order+form&comment=Please",
    ),
    post("/runs/{run}/reopen", "/runs/{handoff}/reopen", "reason=Again"),
    post(
        "/runs/{run}/decide",
        "/runs/{handoff}/decide",
        "subject={question}&answer=Settled+on+29+June.",
    ),
    post("/runs/{run}/comment", "/runs/{handoff}/comment", "text=Seen"),
    post("/runs/{run}/assign", "/runs/{handoff}/assign", "what={task}&to=ae"),
    post(
        "/runs/{run}/tasks/{task}/done",
        "/runs/{handoff}/tasks/{task}/done",
        "note=Done",
    ),
    post(
        "/runs/{run}/tasks/{task}/reopen",
        "/runs/{handoff}/tasks/{task}/reopen",
        "reason=Again",
    ),
    post(
        "/runs/{run}/move",
        "/runs/{handoff}/move",
        "field=kickoff&to=2026-07-20",
    ),
    post("/runs/{run}/save", "/runs/{summary}/save", "name=Before+the+kickoff"),
    post("/runs/{run}/record", "/runs/{handoff}/record", "what=kickoff_held"),
    get("/runs/{run}/export", "/runs/{handoff}/export"),
    post(
        "/runs/{run}/export",
        "/runs/{handoff}/export",
        "as=md&audience=internal",
    ),
    post("/runs/{run}/complete", "/runs/{handoff}/complete", ""),
];
