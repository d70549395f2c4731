//! Every page passes the rules of axe-core, wide and narrow, light and dark.

use serde_json::{Value, json};

use crate::browser::Browser;
use crate::chrome::{With, axe, browse};
use crate::desk::{ADMIN, Desk};
use crate::quiet::Pages;

/// Which rules are asked in which look: all of them once wide and once narrow, and what depends on
/// colors in all four.
const LOOKS: [(u32, &str, bool); 4] = [
    (1280, "light", true),
    (1280, "dark", false),
    (390, "dark", true),
    (390, "light", false),
];

const RUN: &str = "const [whole, done] = arguments;
    const only = whole ? {} : { runOnly: { type: 'rule', values: ['color-contrast'] } };
    axe.run(document, { ...only, resultTypes: ['violations'] }).then(({ violations }) => done(violations
        .filter((it) => ['serious', 'critical'].includes(it.impact))
        .map((it) => `${it.id} (${it.impact}): ${it.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(' | ')}`)));";

async fn violations(browser: &Browser, axe: &str, whole: bool) -> Vec<String> {
    if browser.ask("return typeof axe", json!([])).await == "undefined" {
        browser.ask(axe, json!([])).await;
    }
    let found: Value = browser.client.execute_async(RUN, vec![json!(whole)]).await.unwrap();
    serde_json::from_value(found).unwrap()
}

#[tokio::test]
async fn every_page_can_be_used_by_everybody() {
    let Some(axe) = axe() else {
        return;
    };
    let mut desk = Desk::new();
    let pages = Pages::of(&desk);
    desk.serve();
    browse(&desk, With::default(), [ADMIN], async move |[admin]| {
        let mut told = Vec::new();
        for page in &pages.all {
            admin.open(page).await;
            for (width, scheme, whole) in LOOKS {
                admin.look(width, scheme).await;
                let found = violations(&admin, &axe, whole).await;
                told.extend(found.into_iter().map(|it| format!("{page} at {width}, {scheme}: {it}")));
            }
            // Nothing but tables, each in a frame of its own, is wider than a telephone.
            admin.look(390, "light").await;
            let wide = "return document.documentElement.scrollWidth - document.documentElement.clientWidth";
            let over = admin.ask(wide, json!([])).await;
            if over != json!(0) {
                told.push(format!("{page} at 390: {over} pixels too wide"));
            }
        }
        assert_eq!(told, [""; 0]);
    })
    .await;
}
