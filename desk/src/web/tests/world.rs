//! A desk with people in every role, and one of everything that a route can be about.
//!
//! It is made once for each process and kept in memory; every test writes a copy of its own.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use axum::Router;
use jiff::civil::{Date, date};
use jiff::{SignedDuration, Timestamp};
use store::Visit;
use tempfile::TempDir;

use super::making;
use crate::settings::Settings;
use crate::web::app::App;
use crate::web::cookie::Held;
use crate::web::router;
use crate::workspace::Workspace;

/// The day that everything is asked about.
pub(super) const TODAY: Date = date(2026, 6, 30);
/// What those sign in with who have a password.
pub(super) const PASSWORD: &str = "correct horse battery";

/// Settings under which some claims wait for a person.
pub(super) fn settings() -> Settings {
    toml::from_str("[policy.rules]\nV604 = \"review\"").unwrap()
}

/// A file of a data folder: its path within, and its bytes.
type File = (PathBuf, Vec<u8>);

/// A desk as it is copied for every test.
pub(super) struct Template {
    files: Vec<File>,
    /// What there is, by the names that rows use in braces.
    names: BTreeMap<&'static str, String>,
    /// What the browser of each person holds, by login.
    held: BTreeMap<&'static str, Held>,
}

impl Template {
    /// Makes one of a folder of exports.
    pub(super) fn of(exports: &Path) -> Self {
        let exports = exports.to_owned();
        // A runtime of its own, so that nothing of it lives on in the test that comes first.
        let making = std::thread::spawn(move || {
            let runtime = tokio::runtime::Runtime::new().unwrap();
            runtime.block_on(async {
                let folder = tempfile::tempdir().unwrap();
                let made = Box::pin(making::make(&exports, folder.path())).await;
                let mut files = Vec::new();
                collect(folder.path(), folder.path(), &mut files);
                Self {
                    files,
                    names: made.names,
                    held: made.held,
                }
            })
        });
        making.join().unwrap()
    }

    /// The one of the fixtures.
    fn usual() -> &'static Self {
        static USUAL: LazyLock<Template> = LazyLock::new(|| {
            let exports = concat!(env!("CARGO_MANIFEST_DIR"), "/../fixtures/accounts");
            Template::of(Path::new(exports))
        });
        &USUAL
    }
}

fn collect(root: &Path, folder: &Path, files: &mut Vec<File>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(root, &path, files);
        } else {
            let within = path.strip_prefix(root).unwrap().to_owned();
            files.push((within, fs::read(&path).unwrap()));
        }
    }
}

/// A desk of one test.
pub(super) struct World {
    pub(super) app: Arc<App>,
    pub(super) router: Router,
    template: &'static Template,
    /// Goes with it.
    _folder: TempDir,
}

impl World {
    /// A desk of the fixtures.
    pub(super) async fn new() -> Self {
        Self::with(settings()).await
    }

    /// The same under these settings.
    pub(super) async fn with(settings: Settings) -> Self {
        Self::of(Template::usual(), settings).await
    }

    /// A copy of a desk.
    pub(super) async fn of(template: &'static Template, settings: Settings) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (within, bytes) in &template.files {
            let path = folder.path().join(within);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        let data = folder.path().to_owned();
        let workspace = Workspace::open(&data).await.unwrap();
        let app = App::open(workspace, settings, data, Some(TODAY)).await.unwrap();
        Self {
            router: router(app.clone()),
            app,
            template,
            _folder: folder,
        }
    }

    /// What the browser of a person holds.
    pub(super) fn held(&self, login: &str) -> &Held {
        &self.template.held[login]
    }

    /// What a row names in braces.
    pub(super) fn name(&self, name: &str) -> &str {
        let known = self.template.names.get(name);
        known.unwrap_or_else(|| panic!("nothing is called `{name}`"))
    }

    /// A text of a row with what it names, written as within an address.
    pub(super) fn filled(&self, text: &str) -> String {
        let mut filled = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            let (name, after) = after.split_once('}').unwrap();
            filled.push_str(before);
            filled.extend(form_urlencoded::byte_serialize(self.name(name).as_bytes()));
            rest = after;
        }
        filled + rest
    }

    /// JSON with what it names.
    pub(super) fn filled_json(&self, text: &str) -> String {
        let mut filled = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('<') {
            let (name, after) = after.split_once('>').unwrap();
            let value = serde_json::to_string(self.name(name)).unwrap();
            filled.push_str(before);
            filled.push_str(value.trim_matches('"'));
            rest = after;
        }
        filled + rest
    }

    /// Begins a visit of somebody that ends after so long.
    pub(super) async fn visit(&self, login: &str, lasts: SignedDuration, token: Option<&str>) -> Held {
        let held = Held::new().unwrap();
        let visit = Visit {
            id: held.visit(),
            login: login.to_owned(),
            token: token.map(ToOwned::to_owned),
            made_at: Timestamp::now(),
            expires: Timestamp::now() + lasts,
        };
        self.app.workspace.store.begin_visit(&visit).await.unwrap();
        held
    }
}
