//! What a person does with a browser, and what it has to say about it.

use std::fmt::Debug;
use std::time::{Duration, Instant};

use fantoccini::actions::{InputSource as _, KeyAction, KeyActions, MouseActions, PointerAction};
use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, Locator};
use reqwest::{Method, Url};
use serde_json::{Value, json};

use crate::desk::Desk;

/// So long may a page take to become what it is to be.
const PATIENCE: Duration = Duration::from_secs(10);

/// A browser at a desk.
#[derive(Clone)]
pub(crate) struct Browser {
    pub(crate) client: Client,
    /// Where the desk is.
    desk: String,
}

/// Something that only this driver knows.
#[derive(Debug)]
struct Own {
    path: &'static str,
    body: Value,
}

impl WebDriverCompatibleCommand for Own {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, <Url as std::str::FromStr>::Err> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.path))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(self.body.to_string()))
    }
}

impl Browser {
    pub(crate) fn new(client: Client, desk: &Desk) -> Self {
        Self {
            client,
            desk: desk.address.clone(),
        }
    }

    /// Signs in with a token.
    pub(crate) async fn sign_in(&self, token: &str) {
        self.open("/sign-in").await;
        self.fill("#secret", token).await;
        self.press("main button.primary").await;
        self.wait_for("main h1").await;
        assert_eq!(self.path().await, "/");
    }

    /// Opens a page of the desk.
    pub(crate) async fn open(&self, path: &str) {
        self.client.goto(&format!("{}{path}", self.desk)).await.unwrap();
    }

    /// The path of the page that is open, with its query.
    pub(crate) async fn path(&self) -> String {
        let url = self.client.current_url().await.unwrap();
        let query = url.query().map(|query| format!("?{query}")).unwrap_or_default();
        format!("{}{query}", url.path())
    }

    /// The text of the first thing of this kind, as it is seen.
    pub(crate) async fn text(&self, css: &str) -> String {
        self.wait_for(css).await;
        self.client.find(Locator::Css(css)).await.unwrap().text().await.unwrap()
    }

    /// The texts of everything of this kind, whether it is seen or not.
    pub(crate) async fn texts(&self, css: &str) -> Vec<String> {
        let script = "return [...document.querySelectorAll(arguments[0])].map((it) => it.textContent)";
        serde_json::from_value(self.ask(script, json!([css])).await).unwrap()
    }

    /// How many things of this kind there are.
    pub(crate) async fn count(&self, css: &str) -> usize {
        self.client.find_all(Locator::Css(css)).await.unwrap().len()
    }

    /// Waits until there is something of this kind.
    pub(crate) async fn wait_for(&self, css: &str) {
        let begun = Instant::now();
        while self.count(css).await == 0 {
            assert!(begun.elapsed() < PATIENCE, "no `{css}` on {}", self.path().await);
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Waits until the first thing of this kind says these words.
    pub(crate) async fn until_text(&self, css: &str, words: &str) {
        let begun = Instant::now();
        // An element of the page before may be gone when it is asked.
        let told = async || match self.client.find(Locator::Css(css)).await {
            Ok(element) => element.text().await.unwrap_or_default(),
            Err(_) => String::new(),
        };
        let is_told = |told: &str| told.to_lowercase().contains(&words.to_lowercase());
        let mut last = told().await;
        while !is_told(&last) {
            assert!(begun.elapsed() < PATIENCE, "`{words}` does not come: {last}");
            tokio::time::sleep(Duration::from_millis(50)).await;
            last = told().await;
        }
    }

    /// Rests the mouse on the first thing of this kind.
    pub(crate) async fn point_at(&self, css: &str) {
        let element = self.client.find(Locator::Css(css)).await.unwrap();
        let (x, y, width, height) = element.rectangle().await.unwrap();
        let scrolled = self.ask("return [scrollX, scrollY]", json!([])).await;
        let at = |at: usize| scrolled[at].as_f64().unwrap();
        let moved = MouseActions::new("mouse".to_owned()).then(PointerAction::MoveTo {
            duration: None,
            x: x + width / 2.0 - at(0),
            y: y + height / 2.0 - at(1),
        });
        self.client.perform_actions(moved).await.unwrap();
    }

    /// Waits until a script gives something that is true.
    pub(crate) async fn until(&self, script: &str) {
        let begun = Instant::now();
        loop {
            // While the next page comes there is none to ask.
            let answer = self.client.execute(&format!("return {script}"), Vec::new()).await;
            if answer.is_ok_and(|it| it != false && !it.is_null() && it != 0) {
                return;
            }
            assert!(begun.elapsed() < PATIENCE, "`{script}` on {}", self.path().await);
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Writes into a field in place of what stands there.
    pub(crate) async fn fill(&self, css: &str, text: &str) {
        self.wait_for(css).await;
        let field = self.client.find(Locator::Css(css)).await.unwrap();
        field.clear().await.unwrap();
        field.send_keys(text).await.unwrap();
    }

    /// Clicks on the first thing of this kind.
    pub(crate) async fn press(&self, css: &str) {
        self.wait_for(css).await;
        let element = self.client.find(Locator::Css(css)).await.unwrap();
        element.click().await.unwrap_or_else(|error| panic!("`{css}`: {error}"));
    }

    /// Clicks on what loads a page, and waits for it.
    pub(crate) async fn follow(&self, css: &str) {
        let script = "const it = document.querySelector('main'); if (it) it.dataset.left = 'yes'";
        self.ask(script, json!([])).await;
        self.press(css).await;
        self.loaded().await;
    }

    /// Waits for a page that was not there when something was last followed.
    pub(crate) async fn loaded(&self) {
        self.until("document.readyState === 'complete' && !document.querySelector('main[data-left]')")
            .await;
    }

    /// Presses a key, with others held down: nothing but the keyboard.
    pub(crate) async fn key(&self, held: &[char], key: char) {
        let mut keys = KeyActions::new("keyboard".to_owned());
        for value in held {
            keys = keys.then(KeyAction::Down { value: *value });
        }
        keys = keys
            .then(KeyAction::Down { value: key })
            .then(KeyAction::Up { value: key });
        for value in held.iter().rev() {
            keys = keys.then(KeyAction::Up { value: *value });
        }
        self.client.perform_actions(keys).await.unwrap();
    }

    /// Runs a script.
    pub(crate) async fn ask(&self, script: &str, arguments: Value) -> Value {
        let Value::Array(arguments) = arguments else {
            unreachable!("arguments are a list");
        };
        self.client.execute(script, arguments).await.unwrap()
    }

    /// Makes the page as wide as that, in these colors.
    pub(crate) async fn look(&self, width: u32, scheme: &str) {
        let metrics = json!({ "width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600 });
        self.devtools("Emulation.setDeviceMetricsOverride", metrics).await;
        let features = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
        self.devtools("Emulation.setEmulatedMedia", features).await;
    }

    async fn devtools(&self, command: &str, parameters: Value) {
        let own = Own {
            path: "goog/cdp/execute",
            body: json!({ "cmd": command, "params": parameters }),
        };
        self.client.issue_cmd(own).await.unwrap();
    }

    async fn log(&self, kind: &str) -> Vec<Value> {
        let own = Own {
            path: "se/log",
            body: json!({ "type": kind }),
        };
        serde_json::from_value(self.client.issue_cmd(own).await.unwrap()).unwrap()
    }

    /// What the browser complains of since it was asked last.
    pub(crate) async fn complaints(&self) -> Vec<String> {
        let entries = self.log("browser").await;
        entries
            .iter()
            .map(|it| it["message"].as_str().unwrap().to_owned())
            .collect()
    }

    /// The addresses that were asked for since it was asked last, and lie elsewhere.
    pub(crate) async fn strangers(&self) -> (usize, Vec<String>) {
        let mut asked = 0;
        let mut elsewhere = Vec::new();
        for entry in self.log("performance").await {
            let event: Value = serde_json::from_str(entry["message"].as_str().unwrap()).unwrap();
            if event["message"]["method"] != "Network.requestWillBeSent" {
                continue;
            }
            let url = event["message"]["params"]["request"]["url"]
                .as_str()
                .unwrap()
                .to_owned();
            asked += 1;
            let is_ours = url.starts_with(&format!("{}/", self.desk)) || url.starts_with("data:");
            if !is_ours {
                elsewhere.push(url);
            }
        }
        (asked, elsewhere)
    }
}
