//! What the tests share: the program, the fixtures, and a copy of them to change.

use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash as _, Hasher as _};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use assert_cmd::Command;
use serde_json::{Value, json};
use tempfile::TempDir;

/// The day that the fixtures are of.
pub(crate) const TODAY: &str = "2026-06-30";

/// The folder of exports.
pub(crate) fn exports() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/accounts")
}

/// What came of a run of the program.
#[derive(Debug)]
pub(crate) struct Run {
    /// The exit code.
    pub(crate) code: i32,
    /// Standard output.
    pub(crate) out: String,
    /// Standard error.
    pub(crate) err: String,
}

impl Run {
    /// The result as JSON.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error} in {self:?}"))
    }

    /// The result as lines of JSON.
    pub(crate) fn json_lines(&self) -> Vec<Value> {
        self.out
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }
}

/// The program, as of the fixtures' day, on a store of its own.
pub(crate) struct Vouch {
    folder: PathBuf,
    day: &'static str,
    /// Removes the folder when nobody needs it any more.
    _owned: Option<TempDir>,
}

impl Vouch {
    /// A program with an empty store.
    pub(crate) fn new() -> Self {
        let owned = TempDir::new().unwrap();
        Self {
            folder: owned.path().to_owned(),
            day: TODAY,
            _owned: Some(owned),
        }
    }

    /// A program with a copy of a prepared folder.
    pub(crate) fn copy_of(folder: &Path) -> Self {
        let vouch = Self::new();
        copy(folder, &vouch.folder);
        vouch
    }

    /// The same program on another day.
    #[must_use]
    pub(crate) fn on(self, day: &'static str) -> Self {
        Self { day, ..self }
    }

    /// A program that has read the folder.
    pub(crate) fn with(exports: &Path) -> Self {
        let vouch = Self::new();
        let run = vouch.run(["ingest".as_ref(), exports.as_os_str()]);
        assert!(run.code < 2, "{run:?}");
        vouch
    }

    /// The folder of the store.
    pub(crate) fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    /// A command to add arguments to; it runs where no settings lie about.
    pub(crate) fn command(&self) -> Command {
        let mut command = Command::cargo_bin("vouch").unwrap();
        command
            .current_dir(&self.folder)
            .env_remove("VOUCH_DATA")
            .env_remove("VOUCH_LOG")
            .env_remove("VOUCH_API_KEY")
            .env_remove("VOUCH_TOKEN")
            .env_remove("VOUCH_USER")
            .env_remove("VOUCH_PASSWORD")
            .args(["--as-of", self.day, "--data"])
            .arg(self.data());
        command
    }

    /// Runs the program. The names of temporary folders are taken out of what it prints.
    pub(crate) fn run<I: IntoIterator<Item = S>, S: AsRef<std::ffi::OsStr>>(&self, args: I) -> Run {
        self.told(self.command().args(args))
    }

    /// Runs a command of this program. The names of temporary folders are taken out of what it
    /// prints.
    pub(crate) fn told(&self, command: &mut Command) -> Run {
        let output = command.output().unwrap();
        let text = |bytes: Vec<u8>| {
            let text = String::from_utf8(bytes).unwrap();
            text.replace(&*self.folder.to_string_lossy(), "TMP")
        };
        Run {
            code: output.status.code().unwrap(),
            out: text(output.stdout),
            err: text(output.stderr),
        }
    }

    /// Runs the program for JSON, which must come with the exit code expected.
    pub(crate) fn json<const N: usize>(&self, code: i32, args: [&str; N]) -> Value {
        let run = self.run(["--format", "json"].into_iter().chain(args));
        assert_eq!(run.code, code, "{run:?}");
        run.json()
    }

    /// Verifies claims, each with an account, a sentence, and the source and the words it cites.
    pub(crate) fn verify<'a>(&self, claims: impl IntoIterator<Item = [&'a str; 4]>) -> Vec<Value> {
        let claims = claims
            .into_iter()
            .enumerate()
            .map(|(at, [account, text, source, quote])| {
                let citations = json!([{"source_id": source, "quote": quote}]);
                json!({"id": at.to_string(), "account_id": account, "text": text, "citations": citations}).to_string()
            });
        let path = self.file("claims.jsonl", claims.collect::<Vec<_>>().join("\n"));
        self.run(["verify", "--claims", path.to_str().unwrap()]).json_lines()
    }

    /// Writes a file beside the store and returns its path.
    pub(crate) fn file(&self, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        path
    }
}

/// A folder that is made once for each build of the program and the fixtures, and shared by every
/// test and every process of a test runner: it lies in the build folder.
pub(crate) fn prepared(name: &str, make: impl FnOnce(&Vouch)) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{:016x}", build()));
    if !folder.exists() {
        let made = TempDir::new_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
        make(&Vouch {
            folder: made.path().to_owned(),
            day: TODAY,
            _owned: None,
        });
        // Another process may have been faster; then its folder is taken, and this one removed.
        if fs::rename(made.path(), &folder).is_err() {
            assert!(folder.exists());
        }
    }
    folder
}

/// The fixtures in a store that nobody changes. Test runners that start a process for each test
/// share it too: it lies in the build folder, under a name that changes with the program and the
/// fixtures.
pub(crate) fn fixtures() -> &'static Vouch {
    static STORE: LazyLock<Vouch> = LazyLock::new(|| {
        let folder = prepared("fixtures", |vouch| {
            let run = vouch.run(["ingest".as_ref(), exports().as_os_str()]);
            assert_eq!(run.code, 0, "{run:?}");
        });
        Vouch {
            folder,
            day: TODAY,
            _owned: None,
        }
    });
    &STORE
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// The folder of exports of four customers who have been there for a while.
pub(crate) fn customers() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/customers")
}

/// A number that changes with the program and with the fixtures.
fn build() -> u64 {
    let mut hasher = DefaultHasher::new();
    let program = fs::metadata(env!("CARGO_BIN_EXE_vouch")).unwrap();
    (program.len(), program.modified().unwrap()).hash(&mut hasher);
    hash_folder(&exports(), &mut hasher);
    hash_folder(&customers(), &mut hasher);
    hasher.finish()
}

fn hash_folder(folder: &Path, hasher: &mut DefaultHasher) {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|it| it.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        path.hash(hasher);
        if path.is_dir() {
            hash_folder(&path, hasher);
        } else {
            fs::read(path).unwrap().hash(hasher);
        }
    }
}

/// The elements of a list under that name.
pub(crate) fn list<'a>(value: &'a Value, name: &str) -> &'a [Value] {
    value[name]
        .as_array()
        .unwrap_or_else(|| panic!("`{name}` is no list in {value}"))
}

/// One string of each element of a list.
pub(crate) fn each<'a>(value: &'a Value, list_name: &str, field: &str) -> Vec<&'a str> {
    list(value, list_name).iter().map(|it| text(it, field)).collect()
}

/// The string under that name.
pub(crate) fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name]
        .as_str()
        .unwrap_or_else(|| panic!("`{name}` is no string in {value}"))
}

/// The texts of the claims of one section.
pub(crate) fn claims_of<'a>(brief: &'a Value, section: &str) -> Vec<&'a Value> {
    let section = list(brief, "sections").iter().find(|it| it["id"] == section).unwrap();
    let ids = list(section, "claims");
    list(brief, "claims")
        .iter()
        .filter(|claim| ids.contains(&claim["id"]))
        .collect()
}
