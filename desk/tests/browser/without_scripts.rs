//! Where a browser runs no scripts, links and forms do the same.

use crate::chrome::{With, browse};
use crate::desk::{CSM, Desk, NORTHWIND};

#[tokio::test]
async fn a_brief_is_read_judged_and_approved_without_scripts() {
    let mut desk = Desk::new();
    let run = desk.drafted("summary", NORTHWIND);
    let with = With { without_scripts: true };
    desk.serve();
    browse(&desk, with, [CSM], async move |[csm]| {
        let address = format!("/runs/{run}");
        csm.open(&address).await;
        // So that it is known that none ran.
        assert_eq!(csm.count("#evidence .evidence").await, 0);
        csm.press(".claim a[data-evidence]").await;
        csm.wait_for("#evidence mark").await;
        assert!(csm.path().await.contains("?claim="));
        assert!(!csm.text("#evidence mark").await.is_empty());

        csm.open(&address).await;
        let waiting = csm.count(".claim.waits[data-mine]").await;
        assert!(waiting > 0);
        for left in (0..waiting).rev() {
            csm.press(".claim.waits[data-mine] details[data-tool=judge] summary")
                .await;
            csm.fill(
                ".claim.waits[data-mine] details[data-tool=judge] [name=reason]",
                "It was said so.",
            )
            .await;
            csm.press(".claim.waits[data-mine] details[data-tool=judge] button")
                .await;
            csm.wait_for(".said").await;
            assert_eq!(csm.text(".said").await, "Noted, with your name and your reason.");
            assert_eq!(csm.count(".claim.waits[data-mine]").await, left);
        }

        csm.press("#approve-panel summary").await;
        // What is forgotten is told on a page of its own, and nothing is lost by going back.
        csm.press("#approve-panel button.primary").await;
        csm.until_text("main", "an approval answers for each item").await;
        csm.open(&address).await;
        csm.press("#approve-panel summary").await;
        let items = csm
            .client
            .find_all(fantoccini::Locator::Css("#approve-panel [name=item]"))
            .await
            .unwrap();
        for item in items {
            item.click().await.unwrap();
        }
        if csm.count("#unopened-why").await > 0 {
            csm.fill("#unopened-why", "I was in the talks").await;
        }
        csm.press("#approve-panel button.primary").await;
        csm.wait_for(".said").await;
        assert_eq!(csm.text(".head .mark").await, "approved");
    })
    .await;
}
