//! No page makes the browser complain, and none asks anybody else for anything.

use crate::chrome::{With, browse};
use crate::desk::{CSM, Desk, NORTHWIND};

/// The pages of a desk with a handoff and a summary of an account.
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
            "/actions",
            "/actions/new",
            "/metrics",
            "/pilots",
            "/audit",
            "/settings",
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
    browse(&desk, With::default(), [CSM], async move |[csm]| {
        let mut told = Vec::new();
        for page in &pages.all {
            csm.open(page).await;
            csm.until("document.readyState === 'complete'").await;
            let complaints = csm.complaints().await;
            let is_expected = |it: &String| page == "/no-such-page" && it.contains("404");
            told.extend(
                complaints
                    .into_iter()
                    .filter(|it| !is_expected(it))
                    .map(|it| format!("{page}: {it}")),
            );
            let (asked, elsewhere) = csm.strangers().await;
            assert!(asked > 0, "{page}: nothing was asked for");
            told.extend(elsewhere.into_iter().map(|it| format!("{page} asks {it}")));
            let title = csm.client.title().await.unwrap();
            let is_there = page == "/no-such-page" || !title.starts_with("Not Found");
            assert!(is_there && !title.is_empty(), "{page}: {title}");
        }
        assert_eq!(told, [""; 0]);
    })
    .await;
}
