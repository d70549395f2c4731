//! The words that prove a sentence are lit in their source, and can be seen.

use std::time::Duration;

use serde_json::{Value, json};

use crate::browser::Browser;
use crate::chrome::{With, browse};
use crate::desk::{CSM, Desk, NORTHWIND};

/// The lit words in the pane, and whether each is where one sees it.
const LIT: &str = "const pane = document.getElementById('pane').getBoundingClientRect();
    return [...document.querySelectorAll('#evidence mark')].map((mark) => mark.textContent);";

/// Whether the first lit words lie within what is seen of the pane.
const SEEN: &str = "const pane = document.getElementById('pane').getBoundingClientRect();
    const foot = document.querySelector('.foot').getBoundingClientRect();
    const mark = document.querySelector('#evidence mark').getClientRects()[0];
    const text = document.querySelector('#evidence mark').closest('.text').getBoundingClientRect();
    const bottom = Math.min(pane.bottom, foot.top, innerHeight);
    return mark.width > 0 && mark.top >= Math.max(pane.top, 0) && mark.bottom <= bottom
        && mark.top >= text.top - 1 && mark.bottom <= text.bottom + 1
        && mark.left >= pane.left && mark.left < pane.right;";

/// Each sentence is one key away from the words that prove it.
#[tokio::test]
async fn the_words_that_prove_a_sentence_are_lit() {
    let mut desk = Desk::new();
    let run = desk.drafted("handoff", NORTHWIND);
    let brief = desk.run(&run)["brief"].take();
    desk.serve();
    browse(&desk, With::default(), [CSM], async move |[csm]| {
        csm.open(&format!("/runs/{run}")).await;
        let claims = csm.ids().await;
        assert_eq!(claims.len(), brief["claims"].as_array().unwrap().len());
        // By the keyboard, sentence after sentence.
        csm.open(&format!("/runs/{run}#{}", claims[0])).await;
        for (at, id) in claims.iter().enumerate() {
            if at > 0 {
                csm.key(&[], 'j').await;
            }
            let shown = format!("document.querySelector('#evidence .evidence')?.dataset.claim === '{id}'");
            csm.until(&shown).await;
            assert_eq!(sorted(csm.lit().await), quotes(&brief, id), "{id}");
            assert_eq!(
                csm.ask(SEEN, json!([])).await,
                json!(true),
                "the first words of {id} are out of sight"
            );
        }
        // By a link, as without scripts.
        for id in claims.iter().take(2) {
            csm.open(&format!("/runs/{run}?claim={id}")).await;
            assert_eq!(sorted(csm.lit().await), quotes(&brief, id), "{id}");
        }
    })
    .await;
}

/// The page moves under a mouse at rest as one goes through the sentences; it is the keys that choose.
#[tokio::test]
async fn a_mouse_at_rest_chooses_no_sentence() {
    let mut desk = Desk::new();
    let run = desk.drafted("handoff", NORTHWIND);
    desk.serve();
    browse(&desk, With::default(), [CSM], async move |[csm]| {
        csm.open(&format!("/runs/{run}")).await;
        let claims = csm.ids().await;
        csm.open(&format!("/runs/{run}#{}", claims[0])).await;
        csm.until("document.querySelector('#evidence mark')").await;
        csm.point_at(&format!("#{} .words", claims[1])).await;
        csm.until(&format!(
            "document.querySelector('.claim[aria-current]').id === '{}'",
            claims[1]
        ))
        .await;
        for id in claims.iter().skip(2).take(20) {
            csm.key(&[], 'j').await;
            // Longer than it takes a mouse to have pointed at something.
            tokio::time::sleep(Duration::from_millis(200)).await;
            let current = csm
                .ask("return document.querySelector('.claim[aria-current]').id", json!([]))
                .await;
            assert_eq!(current, json!(id));
        }
    })
    .await;
}

impl Browser {
    async fn ids(&self) -> Vec<String> {
        let script = "return [...document.querySelectorAll('.claim[data-claim]')].map((it) => it.dataset.claim)";
        serde_json::from_value(self.ask(script, json!([])).await).unwrap()
    }

    async fn lit(&self) -> Vec<String> {
        serde_json::from_value(self.ask(LIT, json!([])).await).unwrap()
    }
}

/// What the claim of that id cites.
fn quotes(brief: &Value, id: &str) -> Vec<String> {
    let claims = brief["claims"].as_array().unwrap();
    let claim = claims.iter().find(|claim| claim["id"] == id).unwrap();
    let citations = claim["citations"].as_array().unwrap().iter();
    sorted(citations.map(|it| it["quote"].as_str().unwrap().to_owned()).collect())
}

fn sorted(mut all: Vec<String>) -> Vec<String> {
    all.sort();
    all
}
