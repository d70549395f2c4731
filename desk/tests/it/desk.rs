//! A desk with people: the program on a store of its own, and somebody for each role.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::Path;

use serde_json::Value;

use crate::support::{Run, Vouch, exports, prepared, text};

/// The administrator.
pub(crate) const ADMIN: &str = "rosa";
/// The AE of the fixtures' deals, by the CRM too.
pub(crate) const AE: &str = "dana";
/// The CSM and owner of the fixtures' accounts, by the CRM too.
pub(crate) const CSM: &str = "tobias";
/// Somebody of CS operations.
pub(crate) const OPERATIONS: &str = "omar";
/// A supervisor.
pub(crate) const SUPERVISOR: &str = "sven";
/// Somebody who only reads.
pub(crate) const READER: &str = "rhea";
/// A CSM of Northwind Labs and of no other account.
pub(crate) const OTHER_CSM: &str = "cleo";

/// Everybody but the administrator: login, name, mail address, roles.
const PEOPLE: [(&str, &str, &str, &[&str]); 6] = [
    (AE, "Dana Whitcombe", "dana.whitcombe@quillhaven.example", &["ae"]),
    (
        CSM,
        "Tobias Renn",
        "tobias.renn@quillhaven.example",
        &["csm", "account_owner"],
    ),
    (OPERATIONS, "Omar Haddad", "omar@quillhaven.example", &["cs_operations"]),
    (SUPERVISOR, "Sven Aalto", "sven@quillhaven.example", &["supervisor"]),
    (READER, "Rhea Stone", "rhea@quillhaven.example", &["reader"]),
    (
        OTHER_CSM,
        "Cleo Marsh",
        "cleo@quillhaven.example",
        &["csm:northwind-labs"],
    ),
];

/// The program, and what people sign in with.
pub(crate) struct Desk {
    pub(crate) vouch: Vouch,
    tokens: BTreeMap<String, String>,
}

impl Desk {
    /// A desk that has read the fixtures.
    pub(crate) fn new() -> Self {
        Self::of("desk", &exports())
    }

    /// A desk that has read the folder, one of the fixtures': a copy of one that is prepared once
    /// under this name.
    pub(crate) fn of(name: &str, exports: &Path) -> Self {
        let folder = prepared(name, |vouch| {
            let run = vouch.run(["ingest".as_ref(), exports.as_os_str()]);
            assert_eq!(run.code, 0, "{run:?}");
            let tokens = with_people(vouch);
            vouch.file("tokens.json", serde_json::to_string(&tokens).unwrap());
        });
        let vouch = Vouch::copy_of(&folder);
        let tokens = std::fs::read_to_string(folder.join("tokens.json")).unwrap();
        Self {
            vouch,
            tokens: serde_json::from_str(&tokens).unwrap(),
        }
    }

    /// A desk that has read the folder.
    pub(crate) fn with(exports: &Path) -> Self {
        let vouch = Vouch::with(exports);
        let tokens = with_people(&vouch);
        Self { vouch, tokens }
    }

    /// What somebody signs in with.
    pub(crate) fn token(&self, login: &str) -> &str {
        &self.tokens[login]
    }

    /// Runs the program for somebody; for nobody in particular, where `login` is empty.
    pub(crate) fn run<S: AsRef<OsStr>>(&self, login: &str, args: &[S]) -> Run {
        let mut command = self.vouch.command();
        if !login.is_empty() {
            command.env("VOUCH_TOKEN", self.token(login));
        }
        self.vouch.told(command.args(args))
    }

    /// Runs the program for somebody, which must come with the exit code expected, and gives what
    /// it prints.
    pub(crate) fn out(&self, login: &str, code: i32, args: &[&str]) -> String {
        let run = self.run(login, args);
        assert_eq!(run.code, code, "{args:?}: {run:?}");
        run.out
    }

    /// Runs the program for somebody, which must refuse, and gives the reason.
    pub(crate) fn refused(&self, login: &str, args: &[&str]) -> String {
        let run = self.run(login, args);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{args:?}: {run:?}");
        run.err
    }

    /// Runs the program for somebody for JSON, which must come with the exit code expected.
    pub(crate) fn json(&self, login: &str, code: i32, args: &[&str]) -> Value {
        let all: Vec<&str> = ["--format", "json"].iter().chain(args).copied().collect();
        let run = self.run(login, &all);
        assert_eq!(run.code, code, "{args:?}: {run:?}");
        run.json()
    }

    /// Puts other words of the same length into the stored data, behind the program's back. They are
    /// looked for in a backup, which is one file and holds each row once, and it takes the store's
    /// place.
    pub(crate) fn tamper(&self, from: &str, to: &str) {
        assert_eq!(from.len(), to.len());
        let data = self.vouch.data();
        let copy = data.with_extension("backup");
        self.out(ADMIN, 0, &["backup", copy.to_str().unwrap()]);
        let mut bytes = std::fs::read(&copy).unwrap();
        let places: Vec<usize> = (0..=bytes.len() - from.len())
            .filter(|at| bytes[*at..].starts_with(from.as_bytes()))
            .collect();
        assert!(!places.is_empty(), "`{from}` is not in the store");
        for at in places {
            bytes[at..at + to.len()].copy_from_slice(to.as_bytes());
        }
        for rest in ["evidence.sqlite-wal", "evidence.sqlite-shm"] {
            let _ = std::fs::remove_file(data.join(rest));
        }
        std::fs::write(data.join("evidence.sqlite"), bytes).unwrap();
        std::fs::remove_file(copy).unwrap();
    }

    /// Drafts the handoff of Northwind Labs, which goes to review, and gives the run's id.
    pub(crate) fn northwind_in_review(&self) -> String {
        self.out("", 0, &["handoff", "northwind-labs"]);
        self.id("northwind-labs")
    }

    /// The id of the account's newest run.
    pub(crate) fn id(&self, account: &str) -> String {
        let shown = self.json("", 0, &["review", "show", account, "--standing"]);
        text(&shown, "id").to_owned()
    }

    /// Where the account's newest run stands.
    pub(crate) fn standing(&self, account: &str) -> Value {
        self.json("", 0, &["review", "show", account, "--standing"])
    }

    /// Does everything that must be done before the handoff of Northwind Labs may be approved:
    /// answers its questions, goes through the checklist, shows it to both.
    pub(crate) fn northwind_ready(&self) -> String {
        let id = self.northwind_in_review();
        for question in ["q1", "q2", "q3", "q4"] {
            self.out(
                AE,
                0,
                &[
                    "review",
                    "decide",
                    &id,
                    question,
                    "--answer",
                    "Settled with delivery on 29 June.",
                ],
            );
        }
        self.out(
            CSM,
            0,
            &["review", "done", &id, "t2", "--note", "went through it together"],
        );
        self.out(AE, 0, &["review", "show", &id]);
        self.out(CSM, 0, &["review", "show", &id]);
        id
    }

    /// Approves for somebody, with every item and a reason for opening no source.
    pub(crate) fn approve(&self, login: &str, id: &str) {
        self.out(
            login,
            0,
            &[
                "review",
                "approve",
                id,
                "--ok",
                "all",
                "--unopened",
                "I was in the talks",
            ],
        );
    }

    /// A handoff of Northwind Labs that both have approved.
    pub(crate) fn northwind_approved(&self) -> String {
        let id = self.northwind_ready();
        self.approve(AE, &id);
        self.approve(CSM, &id);
        id
    }
}

/// Adds everybody to a store that knows nobody, and gives what each signs in with.
fn with_people(vouch: &Vouch) -> BTreeMap<String, String> {
    let made = vouch.json(0, ["user", "init", ADMIN, "--name", "Rosa Lind"]);
    let admin = text(&made, "token").to_owned();
    let as_admin = |args: &[&str]| {
        let mut command = vouch.command();
        vouch.told(command.env("VOUCH_TOKEN", &admin).args(["--format", "json"]).args(args))
    };
    let mut tokens = BTreeMap::new();
    for (login, name, email, roles) in PEOPLE {
        let mut args = vec!["user", "add", login, "--name", name, "--email", email];
        for role in roles {
            args.extend(["--role", role]);
        }
        // An account that this desk doesn't have is nobody's to look after.
        if as_admin(&args).code == 0 {
            let made = as_admin(&["token", "create", login]);
            assert_eq!(made.code, 0, "{made:?}");
            tokens.insert(login.to_owned(), text(&made.json(), "token").to_owned());
        }
    }
    tokens.insert(ADMIN.to_owned(), admin);
    tokens
}
