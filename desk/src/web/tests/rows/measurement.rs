//! What is measured, the log, settings and people.

use super::{Row, get, post};

pub(super) const ROWS: &[Row] = &[
    get("/metrics", "/metrics"),
    get("/metrics/prometheus", "/metrics/prometheus"),
    get("/pilots", "/pilots"),
    get("/pilots/{name}", "/pilots/{pilot}"),
    get("/new-pilot", "/new-pilot"),
    get(
        "/new-pilot/plan",
        "/new-pilot/plan?name=second&picking=top&top=2&owner=Omar+Haddad&days=30&start=2026-07-01",
    ),
    post(
        "/pilots",
        "/pilots",
        "name=second&picking=top&top=2&owner=Omar+Haddad&days=30&start=2026-07-01",
    ),
    post(
        "/pilots/{name}/evidence",
        "/pilots/{pilot}/evidence",
        "file=survey.csv&digest=sha256:{digest-of-a-file}&note=Asked+in+June",
    ),
    get("/audit", "/audit"),
    get("/audit/log", "/audit/log"),
    get("/settings", "/settings"),
    get("/settings/set-up", "/settings/set-up"),
    get("/settings/people", "/settings/people"),
    post(
        "/settings/people",
        "/settings/people",
        "login=nora&name=Nora+North&email=nora@quillhaven.example&role=reader",
    ),
    get("/settings/people/{login}", "/settings/people/reader"),
    post(
        "/settings/people/{login}/grant",
        "/settings/people/reader/grant",
        "role=ae&account={account}",
    ),
    post(
        "/settings/people/{login}/revoke",
        "/settings/people/reader/revoke",
        "role=reader",
    ),
    post(
        "/settings/people/{login}/active",
        "/settings/people/reader/active",
        "active=false",
    ),
    post(
        "/settings/people/{login}/password",
        "/settings/people/reader/password",
        "password=short",
    ),
    get("/settings/me", "/settings/me"),
    post(
        "/settings/me/password",
        "/settings/me/password",
        "new=short&again=short",
    ),
    get("/settings/tokens", "/settings/tokens"),
    post("/settings/tokens", "/settings/tokens", "label=mine"),
    post(
        "/settings/tokens/{id}/revoke",
        "/settings/tokens/{reader-token-id}/revoke",
        "",
    ),
    get("/rules", "/rules"),
    get("/rules/{code}", "/rules/V104"),
];
