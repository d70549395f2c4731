//! A desk that is served, with a store and people of its own.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// The administrator.
pub(crate) const ADMIN: &str = "rosa";
/// The AE of the fixtures' deals, by the CRM too.
pub(crate) const AE: &str = "dana";
/// The CSM and owner of the fixtures' accounts, by the CRM too.
pub(crate) const CSM: &str = "tobias";
/// The account whose handoff goes to review.
pub(crate) const NORTHWIND: &str = "northwind-labs";

/// Claims about commercial terms wait for a person, so that there is something to judge.
const SETTINGS: &str = "[policy.rules]\nV602 = \"review\"\n";

/// Login, name, mail address, roles.
const PEOPLE: [(&str, &str, &str, &[&str]); 2] = [
    (AE, "Dana Whitcombe", "dana.whitcombe@quillhaven.example", &["ae"]),
    (
        CSM,
        "Tobias Renn",
        "tobias.renn@quillhaven.example",
        &["csm", "account_owner"],
    ),
];

/// A desk that is served until it is dropped.
pub(crate) struct Desk {
    folder: TempDir,
    tokens: BTreeMap<&'static str, String>,
    serving: Option<Child>,
    /// Where it is: `http://127.0.0.1:PORT`.
    pub(crate) address: String,
}

impl Desk {
    /// A desk that has read the fixtures.
    pub(crate) fn new() -> Self {
        let mut desk = Self {
            folder: TempDir::new().unwrap(),
            tokens: BTreeMap::new(),
            serving: None,
            address: String::new(),
        };
        fs::write(desk.folder.path().join("vouch.toml"), SETTINGS).unwrap();
        let exports = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/accounts");
        desk.out("", &["ingest", exports.to_str().unwrap()]);
        let first = desk.json("", &["user", "init", ADMIN, "--name", "Rosa Lind"]);
        desk.tokens.insert(ADMIN, first["token"].as_str().unwrap().to_owned());
        for (login, name, email, roles) in PEOPLE {
            let mut args = vec!["user", "add", login, "--name", name, "--email", email];
            for role in roles {
                args.extend(["--role", role]);
            }
            desk.out(ADMIN, &args);
            let made = desk.json(ADMIN, &["token", "create", login]);
            desk.tokens.insert(login, made["token"].as_str().unwrap().to_owned());
        }
        desk
    }

    /// Has a brief drafted, and gives its run.
    pub(crate) fn drafted(&self, kind: &str, account: &str) -> String {
        self.out(CSM, &[kind, account]);
        let name = format!("{account}/{kind}");
        let standing = self.json(CSM, &["review", "show", &name, "--standing"]);
        standing["id"].as_str().unwrap().to_owned()
    }

    /// Begins a scorecard of an account, and gives its id.
    pub(crate) fn scorecard(&self, account: &str) -> String {
        let card = self.json(CSM, &["scorecard", "new", account]);
        card["id"].as_str().unwrap().to_owned()
    }

    /// Proposes an action that follows from a run, and gives its id.
    pub(crate) fn action(&self, run: &str) -> String {
        let cited = "contract:order-form/northwind-labs=Renewal date | 1 July 2028";
        let asked = [
            "action", "propose", NORTHWIND, "outreach", "--run", run, "--cite", cited,
        ];
        let text = ["--text", "Ask whether the renewal date still holds."];
        let action = self.json(CSM, &[&asked[..], &text].concat());
        action["id"].as_str().unwrap().to_owned()
    }

    /// A run in full, as programs read it.
    pub(crate) fn run(&self, run: &str) -> Value {
        self.json(CSM, &["review", "show", run])
    }

    /// Opens it for browsers.
    pub(crate) fn serve(&mut self) {
        let mut command = self.command("");
        command.args(["serve", "--listen", "127.0.0.1:0"]);
        let mut serving = command.stdout(Stdio::piped()).spawn().unwrap();
        let mut said = BufReader::new(serving.stdout.take().unwrap());
        self.serving = Some(serving);
        let mut line = String::new();
        said.read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("the desk is open at ");
        address
            .unwrap_or_else(|| panic!("`{line}`"))
            .clone_into(&mut self.address);
    }

    /// What somebody signs in with.
    pub(crate) fn token(&self, login: &str) -> &str {
        &self.tokens[login]
    }

    /// What the program prints for somebody.
    pub(crate) fn out(&self, login: &str, args: &[&str]) -> String {
        let output = self.command(login).args(args).output().unwrap();
        assert!(output.status.code().unwrap() < 2, "{args:?}: {output:?}");
        String::from_utf8(output.stdout).unwrap()
    }

    fn json(&self, login: &str, args: &[&str]) -> Value {
        let args = [&["--format", "json"], args].concat();
        serde_json::from_str(&self.out(login, &args)).unwrap()
    }

    fn command(&self, login: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_vouch"));
        for name in ["VOUCH_DATA", "VOUCH_LOG", "VOUCH_TOKEN", "VOUCH_USER", "VOUCH_PASSWORD"] {
            command.env_remove(name);
        }
        if !login.is_empty() {
            command.env("VOUCH_TOKEN", self.token(login));
        }
        command.current_dir(self.folder.path());
        command.args(["--data", "data", "--as-of", "2026-06-30"]);
        command
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        if let Some(serving) = &mut self.serving {
            // It may have ended by itself, which the test has noticed then.
            drop(serving.kill());
            drop(serving.wait());
        }
    }
}
