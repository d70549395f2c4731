//! A store with a few made-up accounts in it.

use std::collections::BTreeMap;
use std::path::Path;

use grounding::{
    Account, AccountId, AccountRecord, Alias, AliasSystem, Deal, HealthScore, Place, Record, RecordText, Source,
    SourceId, SourceKind, State, User, Visibility,
};
use jiff::Timestamp;
use jiff::civil::{Date, date};
use serde_json::{Value as Json, json};
use store::{Alongside, Author, Batch, FilePiece, FileVersion, Incoming, Store, Version};
use tempfile::TempDir;
use workflow::brief::{Counts, RunState};
use workflow::log::{Event, run_stream};
use workflow::people::Role;
use workflow::run::{Plan, Run, RunEvent, Signed, Started};

/// The day that everything is asked about.
pub(super) const TODAY: Date = date(2026, 6, 30);

/// A store in a folder of its own.
pub(super) struct Folder {
    pub(super) path: TempDir,
    pub(super) store: Store,
}

impl Folder {
    pub(super) async fn open() -> Self {
        let path = tempfile::tempdir().unwrap();
        let store = Store::open(&path.path().join("data")).await.unwrap();
        Self { path, store }
    }

    /// Takes in a file of sources.
    pub(super) async fn put(&self, path: &str, sources: &[Source]) {
        let version = FileVersion {
            digest: String::new(),
            context: String::new(),
            as_of: TODAY,
        };
        let records = sources.iter().map(|source| Incoming {
            source,
            raw: b"",
            modified: None,
        });
        let piece = FilePiece {
            path,
            version: &version,
            format: Some("notes"),
            number: 0,
            is_last: true,
            read: sources.len(),
            records: records.collect(),
            quarantined: Vec::new(),
            note: None,
        };
        self.store.put(&[piece]).await.unwrap();
    }

    /// Puts a backup back.
    pub(super) async fn restore(&self, backup: &Path) {
        self.store.restore(backup, ANA, noon()).await.unwrap();
    }

    /// Begins runs, all in one stroke.
    pub(super) async fn begin(&self, begun: &[Begun]) {
        let parts: Vec<_> = begun.iter().map(Parts::of).collect();
        let batches: Vec<Batch<'_>> = parts.iter().map(Parts::batch).collect();
        self.store.append(ANA, noon(), &batches).await.unwrap();
    }

    /// Something happens to a run.
    pub(super) async fn happens(&self, run: &Run, event: RunEvent) -> Run {
        let mut after = run.clone();
        after.apply(&signed(), &event).unwrap();
        let head = after.head();
        let events = [Event::Run(event)];
        let batch = Batch {
            stream: &run_stream(&run.id),
            after: run.steps,
            events: &events,
            alongside: Alongside {
                head: Some(&head),
                ..Alongside::default()
            },
        };
        self.store.append(ANA, noon(), &[batch]).await.unwrap();
        after
    }
}

/// A run that begins.
pub(super) struct Begun {
    pub(super) id: String,
    pub(super) account: String,
    pub(super) kind: &'static str,
    pub(super) state: RunState,
    /// The score that it makes, and the day of it.
    pub(super) score: Option<(Date, u32, &'static str)>,
    /// Its brief.
    pub(super) brief: Json,
}

/// A run that waits for the account's executive.
pub(super) fn begun(id: &str, account: &str, kind: &'static str) -> Begun {
    Begun {
        id: id.to_owned(),
        account: account.to_owned(),
        kind,
        state: RunState::InReview,
        score: None,
        brief: json!({}),
    }
}

/// A health run that was approved, and scored the account.
pub(super) fn scored(id: &str, account: &str, (day, score, level): (Date, u32, &'static str), brief: Json) -> Begun {
    Begun {
        state: RunState::Approved,
        score: Some((day, score, level)),
        brief,
        ..begun(id, account, "health")
    }
}

impl Begun {
    pub(super) fn run(&self) -> Run {
        let started = Started {
            account: AccountId::new(self.account.as_str()),
            kind: self.kind.to_owned(),
            // The runs of one account and kind are numbered; here by what stands after the dash.
            number: self.id.rsplit('-').next().and_then(|it| it.parse().ok()).unwrap_or(1),
            trigger: None,
            as_of: TODAY,
            state: self.state,
            digest: format!("sha256:{}", self.id),
            plan: Plan::new(&[&[Role::Ae]], &[]),
            people: BTreeMap::new(),
            tasks: Vec::new(),
            dates: BTreeMap::new(),
            due: None,
            due_by: String::new(),
            gates: Vec::new(),
            open: Vec::new(),
            to_judge: BTreeMap::new(),
            sources_cited: 1,
            components: BTreeMap::new(),
            risk: 0,
            flags: Vec::new(),
            missing_inputs: Vec::new(),
            stale_inputs: Vec::new(),
            counts: Counts::default(),
            systems: Vec::new(),
            health: None,
            caveats: 0,
        };
        let event = RunEvent::Started(Box::new(started));
        Run::replay(&self.id, [(&signed(), &event)]).unwrap()
    }
}

/// A run that begins, taken apart so that a batch can borrow of it.
struct Parts {
    stream: String,
    events: Vec<Event>,
    brief: String,
    score: Option<Source>,
    run: Run,
    head: workflow::run::RunHead,
}

impl Parts {
    fn of(begun: &Begun) -> Self {
        let run = begun.run();
        Self {
            stream: run_stream(&begun.id),
            events: vec![Event::Run(RunEvent::Started(Box::new(run.started.clone())))],
            brief: begun.brief.to_string(),
            score: begun.score.map(|score| own_score(&begun.id, &begun.account, score)),
            head: run.head(),
            run,
        }
    }

    fn batch(&self) -> Batch<'_> {
        Batch {
            stream: &self.stream,
            after: 0,
            events: &self.events,
            alongside: Alongside {
                version: Some(Version {
                    run: &self.run.id,
                    number: 1,
                    digest: &self.run.digest,
                    brief: &self.brief,
                }),
                head: Some(&self.head),
                snapshot: self.score.as_ref(),
                ..Alongside::default()
            },
        }
    }
}

static ANA: Author<'_> = Author {
    login: Some("ana"),
    name: "Ana Ruiz",
    day: TODAY,
};

pub(super) fn noon() -> Timestamp {
    "2026-06-30T12:00:00Z".parse().unwrap()
}

pub(super) fn signed() -> Signed {
    Signed {
        by: Some("ana".to_owned()),
        name: "Ana Ruiz".to_owned(),
        at: noon(),
        day: TODAY,
    }
}

/// An account that goes by an id of the CRM too.
pub(super) fn account(name: &str, crm: &str) -> Account {
    Account {
        id: AccountId::from_name(name),
        name: name.to_owned(),
        aliases: vec![Alias {
            system: AliasSystem::Crm,
            value: crm.to_owned(),
        }],
    }
}

/// A source that says nothing; empty for the account is the whole tenant.
pub(super) fn source(id: SourceId, account: &str, kind: SourceKind, day: Option<Date>) -> Source {
    Source {
        id,
        revision: 0,
        account: (!account.is_empty()).then(|| AccountId::new(account)),
        kind,
        title: String::new(),
        authors: Vec::new(),
        occurred_at: day,
        visibility: Visibility::Internal,
        state: State::Live,
        text: String::new(),
        fields: Vec::new(),
        values: Vec::new(),
        record: None,
        origin: Place::default(),
    }
}

pub(super) fn note(id: &str, account: &str, day: Date) -> Source {
    source(SourceId::new("note", "file", id), account, SourceKind::Note, Some(day))
}

/// The CRM's record of an account, with its owner's name or the id of a user.
pub(super) fn account_record(account: &str, owner: &str) -> Source {
    let record = AccountRecord {
        name: account.to_owned(),
        owner: Some(owner.to_owned()),
    };
    let id = SourceId::new("crm", "account", account);
    Source {
        record: Some(Record::Account(record)),
        ..source(id, account, SourceKind::Account, None)
    }
}

/// An open deal by which the contract renews.
pub(super) fn renewal_deal(account: &str, day: Date) -> Source {
    let record = Deal {
        name: "Renewal".to_owned(),
        stage: "Open".to_owned(),
        won: false,
        closed: false,
        close_date: Some(day),
        amount: None,
        currency: String::new(),
        owner: None,
    };
    let id = SourceId::new("crm", "opportunity", account);
    Source {
        record: Some(Record::Deal(record)),
        ..source(id, account, SourceKind::Opportunity, None)
    }
}

/// An order form by which the contract renews.
pub(super) fn order_form(account: &str, day: Date) -> Source {
    let id = SourceId::new("contract", "order-form", account);
    Source {
        text: format!("# Order form\n\n- Renewal date: {day}\n"),
        ..source(id, account, SourceKind::OrderForm, Some(date(2025, 7, 1)))
    }
}

/// Somebody at the vendor.
pub(super) fn user(id: &str, name: &str) -> Source {
    let record = User {
        name: name.to_owned(),
        title: "CSM".to_owned(),
        email: None,
    };
    Source {
        record: Some(Record::User(record)),
        ..source(SourceId::new("crm", "user", id), "", SourceKind::User, None)
    }
}

/// A score that a run of this program made; it declines.
fn own_score(run: &str, account: &str, (day, score, level): (Date, u32, &str)) -> Source {
    score_of(SourceId::new("vouch", "snapshot", run), account, (day, score, level))
}

/// A score, whoever made it.
pub(super) fn score_of(id: SourceId, account: &str, (day, score, level): (Date, u32, &str)) -> Source {
    let text = RecordText::new().field("score", &score.to_string());
    let (text, fields) = text.field("trend", "declining").finish();
    let record = HealthScore {
        score: Some(score.into()),
        level: level.to_owned(),
        author: None,
        date: day,
    };
    Source {
        text,
        fields,
        record: Some(Record::Health(record)),
        ..source(id, account, SourceKind::Snapshot, Some(day))
    }
}

/// The signal of a health brief.
pub(super) fn signal(name: &str, level: &str, trend: &str) -> Json {
    json!({
        "name": name, "level": level, "value": null, "unit": "", "points": null, "weight": "15",
        "trend": trend, "newest": null, "stale": false, "criterion": null, "claims": [], "sources": [], "notes": [],
    })
}

/// A health brief, as far as the portfolio reads it.
pub(super) fn health_brief(trend: &str, cap_why: Option<&str>, signals: &[Json]) -> Json {
    let cap = |why: &str| json!({"name": "numbers_only", "at_best": "amber", "why": why, "signals": []});
    json!({
        "kind": "health",
        "health": {
            "level": "amber", "score": 48, "trend": trend, "change": "-12",
            "caps": cap_why.into_iter().map(cap).collect::<Vec<_>>(), "signals": signals,
            "formula": "", "levels": {"green": "70", "amber": "40"}, "policy": "built-in", "history": [],
            "next_action": null, "owner": null, "reviews": [],
        },
    })
}
