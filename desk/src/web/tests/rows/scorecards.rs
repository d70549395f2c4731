//! Scorecards, actions and opportunities.

use super::{Row, get, post};

pub(super) const ROWS: &[Row] = &[
    get("/scorecards", "/scorecards"),
    get("/scorecards/new", "/scorecards/new"),
    get("/scorecards/portfolio", "/scorecards/portfolio"),
    get("/scorecards/alerts", "/scorecards/alerts"),
    post("/scorecards", "/scorecards", "account={account}&supersede=true"),
    get("/scorecards/{id}", "/scorecards/{scorecard}"),
    post(
        "/scorecards/{id}/answers",
        "/scorecards/{scorecard}/answers",
        "answer.next_steps=Keep+the+rhythm.",
    ),
    post(
        "/scorecards/{id}/confirm",
        "/scorecards/{scorecard}/confirm",
        "field=renewal_on",
    ),
    post(
        "/scorecards/{id}/correct",
        "/scorecards/{scorecard}/correct",
        "field=renewal_on&value=2028-07-02&reason=The+record+is+old",
    ),
    post(
        "/scorecards/{id}/not-applicable",
        "/scorecards/{scorecard}/not-applicable",
        "field=performance&reason=Not+yet+live",
    ),
    post(
        "/scorecards/{id}/score",
        "/scorecards/{scorecard}/score",
        "dimension=objectives&score=60&reason=Seen+on+site",
    ),
    post(
        "/scorecards/{id}/tasks/{task}/done",
        "/scorecards/{scorecard}/tasks/details/done",
        "note=Done",
    ),
    post(
        "/scorecards/{id}/move",
        "/scorecards/{scorecard}/move",
        "field=due&to=2026-07-20",
    ),
    post(
        "/scorecards/{id}/copies",
        "/scorecards/{scorecard}/copies",
        "file=usage.csv&digest=9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    ),
    post(
        "/scorecards/{id}/assign",
        "/scorecards/{scorecard}/assign",
        "part=supervisor&to=supervisor",
    ),
    post("/scorecards/{id}/submit", "/scorecards/{scorecard}/submit", ""),
    post(
        "/scorecards/{id}/approve",
        "/scorecards/{scorecard}/approve",
        "digest={card-digest}",
    ),
    post(
        "/scorecards/{id}/reject",
        "/scorecards/{scorecard}/reject",
        "comment=Not+yet",
    ),
    post(
        "/scorecards/{id}/export",
        "/scorecards/{scorecard}/export",
        "format=md&audience=internal",
    ),
    get("/actions", "/actions"),
    get("/actions/new", "/actions/new"),
    post(
        "/actions",
        "/actions",
        "account={account}&kind=outreach&text=Ask+for+the+export.&run={handoff}&source={source}&quote={quote}",
    ),
    get("/actions/{id}", "/actions/{action}"),
    post(
        "/actions/{id}/approve",
        "/actions/{action}/approve",
        "digest={action-digest}&check=all",
    ),
    post("/actions/{id}/reject", "/actions/{action}/reject", "reason=Not+now"),
    post("/actions/{id}/execute", "/actions/{action}/execute", ""),
    get("/runs/{run}/opportunity", "/runs/{summary}/opportunity"),
    post(
        "/runs/{run}/opportunity",
        "/runs/{summary}/opportunity",
        "claim={claim}",
    ),
];
