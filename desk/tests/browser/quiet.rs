//! No page makes the browser complain, and none asks anybody else for anything.

use crate::chrome::{With, browse};
use crate::desk::{ADMIN, CSM, Desk, NORTHWIND};

/// The pages of a desk with a run of each kind that an account can have.
pub(crate) struct Pages {
    pub(crate) all: Vec<String>,
}

impl Pages {
    /// Has everything made that the pages are about.
    pub(crate) fn of(desk: &Desk) -> Self {
        let handoff = desk.drafted("handoff", NORTHWIND);
        let paused = desk.drafted("handoff", "halden-freight");
        let summary = desk.drafted("summary", NORTHWIND);
        let health = desk.drafted("health", NORTHWIND);
        let card = desk.scorecard(NORTHWIND);
        let action = desk.action(&handoff);
        // Somebody who may do everything sees every form.
        for role in ["account_owner", "csm", "ae", "supervisor", "cs_operations"] {
            desk.out(ADMIN, &["user", "grant", ADMIN, role]);
        }
        let account = format!("/accounts/{NORTHWIND}");
        let tabs = ["evidence", "goals", "people", "health", "briefs", "scorecards", "tasks"];
        let mut all = vec![
            "/".to_owned(),
            account.clone(),
            format!("{account}/generate?kind=recap"),
            format!("/runs/{handoff}"),
            format!("/runs/{paused}"),
            format!("/runs/{summary}"),
            format!("/runs/{health}"),
            format!("/runs/{handoff}/export"),
            format!("/runs/{summary}/opportunity"),
            format!("/scorecards/{card}"),
            format!("/actions/{action}"),
            format!("/settings/people/{CSM}"),
            "/new-pilot/plan?name=first&picking=top&top=2&owner=Rosa+Lind&days=30&start=2026-07-01".to_owned(),
            "/sources/contract:order-form/northwind-labs".to_owned(),
            "/no-such-page".to_owned(),
        ];
        all.extend(tabs.map(|tab| format!("{account}/{tab}")));
        let others = [
            "/work",
            "/saved",
            "/scorecards",
            "/scorecards/new",
            "/scorecards/portfolio",
            "/scorecards/alerts",
            "/actions",
            "/actions/new",
            "/metrics",
            "/pilots",
            "/new-pilot",
            "/audit",
            "/audit/log",
            "/settings",
            "/settings/set-up",
            "/settings/people",
            "/settings/me",
            "/settings/tokens",
            "/rules",
            "/rules/V104",
        ];
        all.extend(others.map(ToOwned::to_owned));
        Self { all }
    }
}

#[tokio::test]
async fn no_page_complains_or_asks_elsewhere() {
    let mut desk = Desk::new();
    let pages = Pages::of(&desk);
    desk.serve();
    browse(&desk, With::default(), [ADMIN], async move |[admin]| {
        let mut told = Vec::new();
        for page in &pages.all {
            admin.open(page).await;
            admin.until("document.readyState === 'complete'").await;
            let complaints = admin.complaints().await;
            let is_expected = |it: &String| page == "/no-such-page" && it.contains("404");
            told.extend(
                complaints
                    .into_iter()
                    .filter(|it| !is_expected(it))
                    .map(|it| format!("{page}: {it}")),
            );
            let (asked, elsewhere) = admin.strangers().await;
            assert!(asked > 0, "{page}: nothing was asked for");
            told.extend(elsewhere.into_iter().map(|it| format!("{page} asks {it}")));
            let title = admin.client.title().await.unwrap();
            let is_there = page == "/no-such-page" || !title.starts_with("Not Found");
            assert!(is_there && !title.is_empty(), "{page}: {title}");
        }
        assert_eq!(told, [""; 0]);
    })
    .await;
}
