//! What is told of a brief before it is drafted, as somebody finds it from an account.

use workflow::kinds;
use workflow::people::Role;

use crate::web::jobs::tests::desk::{Desk, asked};

/// AS-44: a page of an account has a button for each kind of brief that opens a window, which is
/// filled with the part of a page that has all sections.
#[tokio::test]
async fn a_button_on_an_account_opens_a_window_with_all_sections() {
    let desk = Desk::open().await;
    let csm = desk.person("csm", &[Role::Csm], None).await;
    let held = desk.visit(&csm).await;
    let account = desk.ask(&held, "/accounts/northwind-labs", None).await.text();
    assert!(account.contains("<dialog id=\"generate-window\""), "{account}");
    assert!(account.contains("/assets/generate-"), "the script that fills it");
    for definition in kinds() {
        let kind = definition.spec.kind;
        let address = format!("/accounts/northwind-labs/generate?kind={kind}");
        let button = format!("href=\"{address}\" data-dialog=\"generate-window\"");
        assert!(account.contains(&button), "{kind}");
        let page = desk.ask(&held, &address, None).await.text();
        let (_, part) = page.split_once("data-generate>").unwrap();
        let (_, list) = part.split_once("<ol class=\"sections\">").unwrap();
        let (list, _) = list.split_once("</ol>").unwrap();
        let told: Vec<&str> = list
            .split("<li>")
            .skip(1)
            .filter_map(|line| Some(line.split_once(" <small>")?.0))
            .collect();
        let sections = asked(definition).sections(&desk.app.settings);
        let titles: Vec<&str> = sections.iter().map(|section| section.title).collect();
        assert_eq!(told, titles, "{kind}");
    }
}

/// Whoever may read but not draft is told so, and learns nothing of accounts that are not there.
#[tokio::test]
async fn only_those_who_may_have_briefs_drafted_are_told_what_is_ahead() {
    let desk = Desk::open().await;
    let reader = desk.person("reader", &[Role::Reader], None).await;
    let held = desk.visit(&reader).await;
    let asked = async |address: &str, form: Option<&str>| desk.ask(&held, address, form).await.status.as_u16();
    let address = "/accounts/northwind-labs/generate";
    assert_eq!(
        [asked(address, None).await, asked(address, Some("kind=recap")).await],
        [403, 403]
    );
    assert_eq!(asked("/accounts/northwind-lab/generate", None).await, 404);
    let page = desk.ask(&held, "/accounts/northwind-labs", None).await.text();
    assert!(!page.contains("data-dialog=\"generate-window\""), "{page}");
}
