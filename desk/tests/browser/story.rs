//! The way of a handoff from its drafting to two approvals, by two people in two browsers.

use serde_json::{Value, json};

use crate::browser::Browser;
use crate::chrome::{With, browse};
use crate::desk::{AE, CSM, Desk, NORTHWIND};

/// HO-20 as far as the pages go: a handoff is drafted, its questions are answered and
/// its claims judged, both approve what they saw, and only then does a copy leave for the customer.
#[tokio::test]
async fn a_handoff_from_its_drafting_to_two_approvals() {
    let mut desk = Desk::new();
    desk.serve();
    browse(&desk, With::default(), [AE, CSM], async |[ae, csm]| {
        let run = drafted(&ae).await;
        assert_eq!(customers_copy(&ae, &run).await, "refused");
        answered(&ae, &run).await;
        judged(&csm, &run).await;
        worked(&csm, &run).await;
        // What the one has looked at is not what the other approves: it changes in between.
        ae.open(&run).await;
        let stale = ae
            .ask("return document.querySelector('[name=digest]').value", json!([]))
            .await;
        commented_on(&csm, &run).await;
        approved(&ae, &run).await;
        assert_eq!(
            parties(&ae).await,
            ["\u{2714}AE Dana Whitcombe", "\u{2026}CSM Tobias Renn"]
        );
        assert_eq!(customers_copy(&ae, &run).await, "refused");
        csm.open(&run).await;
        assert_eq!(
            parties(&csm).await,
            ["\u{2714}AE Dana Whitcombe", "\u{2026}CSM Tobias Renn"]
        );
        assert_eq!(approves_another_text(&csm, &run).await, 409);
        approved(&csm, &run).await;
        assert_eq!(
            parties(&csm).await,
            ["\u{2714}AE Dana Whitcombe", "\u{2714}CSM Tobias Renn"]
        );
        assert_eq!(csm.text(".head .mark").await, "approved");
        assert!(stale.is_string());
        assert_eq!(customers_copy(&csm, &run).await, "taken");
    })
    .await;
}

/// Has the handoff drafted from the account's page, and gives the address of its run.
async fn drafted(ae: &Browser) -> String {
    ae.open(&format!("/accounts/{NORTHWIND}/generate?kind=handoff")).await;
    ae.press("[data-generate] button.primary").await;
    ae.until("location.pathname.startsWith('/jobs/') || location.pathname.startsWith('/runs/')")
        .await;
    ae.until("location.pathname.startsWith('/runs/') || document.querySelector('a[href^=\"/runs/\"]')")
        .await;
    if !ae.path().await.starts_with("/runs/") {
        ae.follow("main a[href^=\"/runs/\"]").await;
    }
    let path = ae.path().await;
    assert!(path.starts_with("/runs/"), "{path}");
    assert_eq!(ae.text(".head .mark").await, "in review");
    path
}

/// Answers every question, one after the other.
async fn answered(ae: &Browser, run: &str) {
    ae.open(run).await;
    let open = ae.count(".subject form").await;
    assert_eq!(open, 4);
    for left in (0..open).rev() {
        ae.fill(".subject form textarea", "Settled with delivery on 29 June.")
            .await;
        ae.follow(".subject form button").await;
        assert_eq!(ae.count(".subject form").await, left, "one question fewer");
    }
    assert_eq!(ae.count(".decided li").await, open);
}

/// Accepts every claim that waits for a person.
async fn judged(csm: &Browser, run: &str) {
    csm.open(run).await;
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
        csm.follow(".claim.waits[data-mine] details[data-tool=judge] button")
            .await;
        assert_eq!(csm.count(".claim.waits[data-mine]").await, left, "one claim fewer");
    }
}

/// Does the task that stops the approvals.
async fn worked(csm: &Browser, run: &str) {
    csm.open(run).await;
    let form = format!("form[action='{run}/tasks/t2/done']");
    let open = format!("document.querySelector(\"{form}\").closest('details').open = true");
    csm.ask(&open, json!([])).await;
    csm.fill(&format!("{form} [name=note]"), "went through it together")
        .await;
    csm.follow(&format!("{form} button")).await;
    let tasks = csm.texts(".tasks li").await;
    assert!(tasks[1].contains("done by Tobias Renn"), "{tasks:?}");
}

async fn commented_on(csm: &Browser, run: &str) {
    csm.open(run).await;
    csm.fill("#comment", "See you on the 13th.").await;
    csm.follow("#comments form button").await;
    assert!(csm.text("#comments").await.contains("See you on the 13th."));
}

/// Approves with every item and a reason for opening no source.
async fn approved(who: &Browser, run: &str) {
    who.open(run).await;
    who.press("#approve-panel summary").await;
    let boxes = who.count("#approve-panel [name=item]").await;
    assert_eq!(boxes, 6);
    who.ask(
        "document.querySelectorAll('#approve-panel [name=item]').forEach((it) => it.click())",
        json!([]),
    )
    .await;
    if who.count("#unopened-why").await > 0 {
        who.fill("#unopened-why", "I was in the talks").await;
    }
    who.follow("#approve-panel button.primary").await;
}

/// Those who approve, with the sign of whether they have.
async fn parties(who: &Browser) -> Vec<String> {
    let script = "return [...document.querySelectorAll('.parties li')].map((it) => {
        it.querySelector('small')?.remove();
        return it.textContent.replace(/\\s+/g, ' ').trim();
    })";
    serde_json::from_value(who.ask(script, json!([])).await).unwrap()
}

/// What comes of sending a form of the page with another value of one field.
const SENT: &str = "const [form, changes, done] = arguments;
    const fields = new URLSearchParams(new FormData(document.querySelector(form)));
    for (const [name, value] of Object.entries(changes)) fields.set(name, value);
    fetch(document.querySelector(form).action, { method: 'POST', body: fields, redirect: 'manual' })
        .then(async (it) => done([it.status, it.headers.get('content-disposition'), await it.text()]));";

async fn sent(who: &Browser, form: &str, changes: Value) -> Value {
    who.client
        .execute_async(SENT, vec![json!(form), changes])
        .await
        .unwrap()
}

/// What comes of approving another text than the one that was shown.
async fn approves_another_text(csm: &Browser, run: &str) -> u64 {
    csm.open(run).await;
    let changes = json!({ "digest": "0123456789abcdef", "item": "all", "unopened": "I was in the talks" });
    sent(csm, "#approve-panel form", changes).await[0].as_u64().unwrap()
}

/// What comes of taking out the customer's copy, by the page and past it.
async fn customers_copy(who: &Browser, run: &str) -> &'static str {
    who.open(&format!("{run}/export")).await;
    let offered = who.count("main [name=audience][value=customer]:not(:disabled)").await;
    let answer = sent(who, "main form", json!({ "audience": "customer", "as": "md" })).await;
    match (offered, answer[0].as_u64().unwrap()) {
        (1, 200) => {
            assert!(
                answer[1].as_str().unwrap().starts_with("attachment; filename="),
                "{answer}"
            );
            let text = answer[2].as_str().unwrap();
            assert!(text.contains("Northwind Labs") && !text.contains("Rejected"), "{text}");
            "taken"
        }
        (0, 409) => "refused",
        other => panic!("{other:?}: {answer}"),
    }
}
