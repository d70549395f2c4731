//! A review and an approval without a mouse, by the keys that the desk tells of.

use std::collections::BTreeSet;
use std::time::Duration;

use fantoccini::key::Key;
use serde_json::json;

use crate::browser::Browser;
use crate::chrome::{With, browse};
use crate::desk::{CSM, Desk, NORTHWIND};

/// Keys that the dialog calls by a word.
const NAMED: [(&str, Key); 5] = [
    ("Enter", Key::Enter),
    ("Esc", Key::Escape),
    ("Tab", Key::Tab),
    ("Space", Key::Space),
    ("Ctrl", Key::Control),
];

/// A keyboard that has the keys of the dialog alone.
struct Keyboard {
    browser: Browser,
    known: BTreeSet<String>,
}

impl Keyboard {
    fn key(&self, name: &str) -> char {
        assert!(
            self.known.contains(name),
            "`{name}` is not among the keys that the desk tells of"
        );
        let named = NAMED.iter().find(|(known, _)| *known == name);
        named.map_or_else(|| name.chars().next().unwrap(), |(_, key)| char::from(*key))
    }

    /// Presses keys, one after the other; `Ctrl+Enter` is two at once.
    async fn press(&self, keys: &[&str]) {
        for name in keys {
            match name.split_once('+') {
                Some((held, name)) => self.browser.key(&[self.key(held)], self.key(name)).await,
                None => self.browser.key(&[], self.key(name)).await,
            }
        }
    }

    /// Types words into the field that has the focus.
    async fn type_in(&self, words: &str) {
        let field = self
            .browser
            .ask("return document.activeElement.tagName", json!([]))
            .await;
        assert!(field == "INPUT" || field == "TEXTAREA", "{field} has the focus");
        for letter in words.chars() {
            self.browser.key(&[], letter).await;
        }
    }

    /// Presses what sends a form, and waits for the page that comes of it.
    async fn send(&self, keys: &[&str]) {
        self.browser
            .ask("document.querySelector('main').dataset.left = 'yes'", json!([]))
            .await;
        self.press(keys).await;
        self.browser.loaded().await;
    }

    async fn until(&self, script: &str) {
        self.browser.until(script).await;
    }
}

#[tokio::test]
async fn a_brief_is_reviewed_and_approved_by_keys_alone() {
    let mut desk = Desk::new();
    let run = desk.drafted("summary", NORTHWIND);
    desk.serve();
    browse(&desk, With::default(), [CSM], async move |[csm]| {
        csm.open(&format!("/runs/{run}")).await;
        csm.until("document.querySelector('.claim[aria-current]')").await;
        // The one key that must be guessed shows all others.
        csm.key(&[], '?').await;
        csm.until("document.getElementById('keys').open").await;
        let known = csm.texts("#keys kbd").await.into_iter().collect();
        let keys = Keyboard { browser: csm, known };
        keys.press(&["Esc"]).await;
        keys.until("!document.getElementById('keys').open").await;

        // Through the sentences, into a source and back.
        keys.press(&["j", "j", "k"]).await;
        keys.until("document.activeElement.matches('.claim[aria-current]')")
            .await;
        keys.until("document.querySelector('#evidence mark')").await;
        keys.press(&["Enter"]).await;
        keys.until("document.activeElement.matches('#evidence .text')").await;
        keys.press(&["Esc"]).await;
        keys.until("document.activeElement.matches('.claim[aria-current]')")
            .await;
        // Words that stand before one's eyes for a while count as opened.
        tokio::time::sleep(Duration::from_millis(1800)).await;

        // A comment on the sentence.
        keys.press(&["c"]).await;
        keys.type_in("Ask Helena").await;
        keys.send(&["Ctrl+Enter"]).await;
        keys.until("document.querySelector('.claim .remark')?.textContent.includes('Ask Helena')")
            .await;

        // The sentence that waits is judged.
        let waiting = keys.browser.count(".claim[data-mine]").await;
        assert!(waiting > 0);
        for _ in 0..waiting {
            keys.press(&["n", "a"]).await;
            keys.type_in("So it was said").await;
            keys.send(&["Enter"]).await;
        }
        assert_eq!(keys.browser.count(".claim[data-mine]").await, 0);

        // Found by its words.
        keys.press(&["/"]).await;
        keys.type_in("Helena").await;
        keys.press(&["Enter"]).await;
        keys.until("document.activeElement.matches('.claim')").await;

        // Approved: every box that is answered for, then sent.
        keys.press(&["."]).await;
        keys.until("document.getElementById('approve-panel').open").await;
        let boxes = keys.browser.count("#approve-panel [name=item]").await;
        assert!(boxes > 0);
        for at in 0..boxes {
            if at > 0 {
                keys.press(&["Tab"]).await;
            }
            keys.press(&["Space"]).await;
        }
        assert_eq!(keys.browser.count("#approve-panel [name=item]:checked").await, boxes);
        keys.send(&["Ctrl+Enter"]).await;
        assert_eq!(keys.browser.text(".head .mark").await, "approved");
        let opened = "return document.querySelector('#history').textContent";
        assert!(
            keys.browser
                .ask(opened, json!([]))
                .await
                .as_str()
                .unwrap()
                .contains("approved")
        );
    })
    .await;
}
