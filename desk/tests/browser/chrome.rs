//! Chromium and what drives it: started for one test, and ended with it.

use std::env;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

use crate::browser::Browser;
use crate::desk::Desk;

/// How a page is to be opened.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct With {
    /// Whether pages may run no scripts.
    pub(crate) without_scripts: bool,
}

/// The driver, which ends with it.
struct Driver {
    process: Child,
    address: String,
}

impl Driver {
    fn start() -> Self {
        let mut process = Command::new("chromedriver")
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let said = BufReader::new(process.stdout.take().unwrap());
        let mut lines = said.lines().map(Result::unwrap);
        let port = lines.find_map(|line| {
            let port = line.strip_prefix("ChromeDriver was started successfully on port ")?;
            Some(port.trim_end_matches('.').to_owned())
        });
        // What it says later is read by nobody, and must not fill the pipe.
        std::thread::spawn(move || lines.for_each(drop));
        Self {
            process,
            address: format!("http://127.0.0.1:{}", port.unwrap()),
        }
    }

    /// A browser of its own, with nothing in it.
    async fn open(&self, with: With) -> Client {
        let capabilities = json!({
            "goog:chromeOptions": {
                "args": [
                    "--headless=new",
                    "--no-sandbox",
                    "--disable-dev-shm-usage",
                    "--disable-gpu",
                    "--window-size=1280,900",
                    // Nothing but this machine can be found.
                    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
                ],
                "prefs": {
                    "profile.managed_default_content_settings.javascript": if with.without_scripts { 2 } else { 1 },
                },
            },
            "goog:loggingPrefs": { "browser": "ALL", "performance": "ALL" },
        });
        let Value::Object(capabilities) = capabilities else {
            unreachable!("an object was written");
        };
        let mut builder = ClientBuilder::new(HttpConnector::new());
        builder.capabilities(capabilities);
        builder.connect(&self.address).await.unwrap()
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        drop(self.process.kill());
        drop(self.process.wait());
    }
}

/// Whether there is a browser to test with; says so where there is none.
#[expect(
    clippy::print_stderr,
    reason = "whoever runs the tests must learn that this one did not run"
)]
fn is_there() -> bool {
    let path = env::var_os("PATH").unwrap_or_default();
    let is_installed = |name: &str| env::split_paths(&path).any(|folder| folder.join(name).is_file());
    let missing: Vec<&str> = ["chromedriver", "chromium"]
        .into_iter()
        .filter(|name| !is_installed(name))
        .collect();
    if missing.is_empty() {
        return true;
    }
    let is_required = env::var_os("VOUCH_BROWSER").is_some_and(|it| it == "required");
    assert!(!is_required, "not installed: {}", missing.join(", "));
    eprintln!("skipped: not installed: {}", missing.join(", "));
    false
}

/// The text of axe-core; says so where there is none.
#[expect(
    clippy::print_stderr,
    reason = "whoever runs the tests must learn that this one did not run"
)]
pub(crate) fn axe() -> Option<String> {
    let Some(path) = env::var_os("VOUCH_AXE") else {
        eprintln!("skipped: `VOUCH_AXE` does not name the file of axe-core");
        return None;
    };
    Some(std::fs::read_to_string(Path::new(&path)).unwrap())
}

/// Runs a test with browsers at a desk, one for each login, signed in. They are closed whatever comes
/// of it, so that no browser outlives its test.
pub(crate) async fn browse<const N: usize, F, Story>(desk: &Desk, with: With, logins: [&str; N], story: F)
where
    F: FnOnce([Browser; N]) -> Story,
    Story: Future<Output = ()> + Send + 'static,
{
    if !is_there() {
        return;
    }
    let driver = Driver::start();
    let mut browsers = Vec::new();
    for login in logins {
        let client = driver.open(with).await;
        browsers.push(Browser::new(client, desk));
        browsers.last().unwrap().sign_in(desk.token(login)).await;
    }
    let clients: Vec<Client> = browsers.iter().map(|it| it.client.clone()).collect();
    let Ok(browsers) = browsers.try_into() else {
        unreachable!("there is one for each login");
    };
    let told = tokio::spawn(story(browsers)).await;
    for client in clients {
        client.close().await.unwrap();
    }
    if let Err(error) = told {
        std::panic::resume_unwind(error.into_panic());
    }
}
