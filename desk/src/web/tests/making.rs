//! How the desk of the tests is made: through the same functions as the real one.

use std::collections::BTreeMap;
use std::path::Path;

use agent::draft::Drafter;
use clap::Parser as _;
use grounding::{Audience, Citation, Verdict};
use jiff::{SignedDuration, Timestamp};
use store::Visit;
use workflow::action::ActionKind;
use workflow::kinds;
use workflow::people::Person;

use super::world::{PASSWORD, TODAY, settings};
use crate::cli::Cli;
use crate::ingest::Ingest;
use crate::output::Output;
use crate::service::Service;
use crate::service::drafting::Asked;
use crate::service::measure::{BriefKind, NewPilot, Picking};
use crate::service::people::NewPerson;
use crate::session::Session;
use crate::settings::Settings;
use crate::web::assets;
use crate::web::cookie::Held;
use crate::workspace::Workspace;

/// Everybody: login, name, mail address, role. The AE and the CSM are those of the CRM.
pub(super) const PEOPLE: [(&str, &str, &str, &str); 9] = [
    ("admin", "Ada Admin", "ada@quillhaven.example", "admin"),
    ("owner", "Olive Owen", "olive@quillhaven.example", "account_owner"),
    ("csm", "Tobias Renn", "tobias.renn@quillhaven.example", "csm"),
    ("ae", "Dana Whitcombe", "dana.whitcombe@quillhaven.example", "ae"),
    ("supervisor", "Sven Aalto", "sven@quillhaven.example", "supervisor"),
    ("operations", "Omar Haddad", "omar@quillhaven.example", "cs_operations"),
    ("reader", "Rhea Stone", "rhea@quillhaven.example", "reader"),
    (
        "stranger",
        "Stig Ander",
        "stig@quillhaven.example",
        "csm:halden-freight",
    ),
    ("gone", "Gwen Onder", "gwen@quillhaven.example", "csm"),
];

/// The account that most routes are asked about, and the other.
pub(super) const ACCOUNT: &str = "northwind-labs";
pub(super) const OTHER: &str = "halden-freight";

/// What came of it.
pub(super) struct Made {
    pub(super) names: BTreeMap<&'static str, String>,
    pub(super) held: BTreeMap<&'static str, Held>,
}

/// Makes a desk of exports in a folder.
pub(super) async fn make(exports: &Path, folder: &Path) -> Made {
    let workspace = Workspace::open(folder).await.unwrap();
    let settings = settings();
    ingest(&workspace, &settings, exports).await;
    let making = Making {
        workspace: &workspace,
        settings: &settings,
    };
    let mut names = BTreeMap::from([
        ("account", ACCOUNT.to_owned()),
        ("other", OTHER.to_owned()),
        ("style", assets::style().to_owned()),
    ]);
    let held = making.people(&mut names).await;
    making.runs(&mut names).await;
    making.rest(&mut names).await;
    workspace.store.close().await;
    Made { names, held }
}

async fn ingest(workspace: &Workspace, settings: &Settings, exports: &Path) {
    let cli = Cli::try_parse_from(["vouch", "--quiet", "accounts"]).unwrap();
    let ingest = Ingest {
        workspace,
        mappings: settings.mappings().unwrap(),
        as_of: TODAY,
        output: &Output::new(&cli.global),
        batch_records: settings.ingest.batch_records,
        dry_run: false,
    };
    ingest.run(&[exports.to_owned()]).await.unwrap();
}

struct Making<'a> {
    workspace: &'a Workspace,
    settings: &'a Settings,
}

impl Making<'_> {
    async fn session(&self, login: &str) -> Session {
        let person = self.workspace.store.person(login).await.unwrap();
        // The first person is made by nobody in particular.
        let person = person.unwrap_or_else(|| Person {
            login: login.to_owned(),
            name: login.to_owned(),
            email: None,
            grants: Vec::new(),
            active: true,
        });
        Session::of(person, TODAY)
    }

    fn service<'s>(&'s self, session: &'s Session) -> Service<'s> {
        Service {
            workspace: self.workspace,
            settings: self.settings,
            session,
            today: TODAY,
        }
    }

    /// Everybody with a visit, some with a token, the CSM also with a password.
    async fn people(&self, names: &mut BTreeMap<&'static str, String>) -> BTreeMap<&'static str, Held> {
        let nobody = self.session("admin").await;
        let (login, name, email, _) = PEOPLE[0];
        let first = self.service(&nobody).init_people(login, Some(name), Some(email)).await;
        names.insert("admin-token", first.unwrap().token);
        let admin = self.session("admin").await;
        let admin = self.service(&admin);
        let mut held = BTreeMap::new();
        for (login, name, email, role) in PEOPLE {
            if login != "admin" {
                let person = NewPerson {
                    login,
                    name,
                    email: Some(email),
                    roles: &[role.to_owned()],
                };
                admin.add_person(&person).await.unwrap();
            }
            held.insert(login, self.visit(login).await);
        }
        for (login, token, id) in [
            ("csm", "csm-token", "csm-token-id"),
            ("reader", "reader-token", "reader-token-id"),
            ("gone", "gone-token", "gone-token-id"),
            ("stranger", "stranger-token", "stranger-token-id"),
        ] {
            let made = admin.make_token(Some(login), "of the tests", None).await.unwrap();
            names.insert(token, made.token);
            names.insert(id, made.id);
        }
        admin.set_password("csm", PASSWORD.to_owned()).await.unwrap();
        admin.set_active("gone", false).await.unwrap();
        // A password that is set ends the visits before it.
        held.insert("csm", self.visit("csm").await);
        held
    }

    async fn visit(&self, login: &str) -> Held {
        let held = Held::new().unwrap();
        let visit = Visit {
            id: held.visit(),
            login: login.to_owned(),
            token: None,
            made_at: Timestamp::now(),
            expires: Timestamp::now() + SignedDuration::from_hours(12),
        };
        self.workspace.store.begin_visit(&visit).await.unwrap();
        held
    }

    /// A run of each kind for each account; the handoff of the other one is paused.
    async fn runs(&self, names: &mut BTreeMap<&'static str, String>) {
        let session = self.session("csm").await;
        let service = self.service(&session);
        let accounts = self.workspace.accounts().await.unwrap();
        for definition in kinds() {
            let asked = Asked {
                definition,
                edition: "",
                trigger: None,
                audience: Audience::Internal,
            };
            let drafting = service.drafting(&asked, &Drafter::Extractive).await.unwrap();
            for account in accounts.iter() {
                let made = drafting.draft(account, &|_| {}).await.unwrap();
                let run = made.run.unwrap().id;
                match (definition.spec.kind, account.id.as_str()) {
                    ("handoff", ACCOUNT) => names.insert("handoff", run),
                    ("recap", ACCOUNT) => names.insert("recap", run),
                    ("summary", ACCOUNT) => names.insert("summary", run),
                    ("health", ACCOUNT) => names.insert("health", run),
                    ("handoff", _) => names.insert("paused", run),
                    ("summary", _) => names.insert("other-summary", run),
                    _ => None,
                };
            }
        }
    }

    /// Claims, sources, a scorecard, an action.
    async fn rest(&self, names: &mut BTreeMap<&'static str, String>) {
        let session = self.session("csm").await;
        let service = self.service(&session);
        let shown = service.show(&names["handoff"]).await.unwrap();
        let of = |verdict: Verdict| shown.brief.claims.iter().find(|it| it.verdict == verdict).unwrap();
        names.insert("claim", of(Verdict::NeedsReview).claim.id.clone());
        let sure = of(Verdict::Accepted);
        let cited = &sure.claim.citations[0];
        names.insert("sure", sure.claim.id.clone());
        names.insert("source", cited.source_id.to_string());
        names.insert("quote", cited.quote.clone());
        names.insert("digest", workflow::brief::short_digest(&shown.run.digest).to_owned());
        names.insert("whole-digest", shown.run.digest.clone());
        names.insert("question", shown.brief.questions[0].id.clone());
        names.insert("task", shown.run.tasks[0].id.clone());
        let card = service.begin_scorecard(ACCOUNT, None, None, false).await.unwrap();
        names.insert("card-digest", card.digest());
        names.insert("scorecard", card.id);
        let ae = self.session("ae").await;
        let quoted = [Citation::new(cited.source_id.clone(), &cited.quote)];
        let text = "Ask whether the export can arrive a week earlier.";
        let action = self
            .service(&ae)
            .propose_action(ACCOUNT, ActionKind::Outreach, text, Some(&names["handoff"]), &quoted)
            .await
            .unwrap();
        names.insert("action-digest", action.digest.clone());
        names.insert("action", action.id);
        names.insert("digest-of-a-file", "ab".repeat(32));
        let operations = self.session("operations").await;
        let operations = self.service(&operations);
        let pilot = NewPilot {
            name: "first".to_owned(),
            kind: BriefKind::Recap,
            owner: "Omar Haddad".to_owned(),
            picking: Some(Picking::Top(2)),
            start: Some(TODAY),
            days: Some(30),
            threshold: "0.9".to_owned(),
        };
        let planned = operations.plan_pilot(pilot).await.unwrap();
        operations.begin_pilot("first", planned.plan).await.unwrap();
        names.insert("pilot", "first".to_owned());
    }
}
