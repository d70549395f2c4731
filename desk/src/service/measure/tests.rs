//! Pilots, and the log as somebody may read it, on a small store.

use grounding::{Account, AccountId};
use jiff::Timestamp;
use jiff::civil::{Date, date};
use store::{Alongside, Author, Batch, PeopleChange};
use tempfile::TempDir;
use workflow::action::{ActionEvent, ActionKind, Proposed};
use workflow::log::{Event, action_stream};
use workflow::measure::Evidence;
use workflow::people::{Grant, Person, Role};

use super::{BriefKind, NewPilot, Picking};
use crate::service::Service;
use crate::session::Session;
use crate::settings::Settings;
use crate::workspace::Workspace;

const TODAY: Date = date(2026, 6, 30);

fn person(login: &str, role: Role, account: Option<&str>) -> Person {
    Person {
        login: login.to_owned(),
        name: login.to_uppercase(),
        email: None,
        grants: vec![Grant {
            role,
            account: account.map(AccountId::new),
        }],
        active: true,
    }
}

fn proposed(account: &str) -> Event {
    Event::Action(ActionEvent::Proposed(Proposed {
        account: AccountId::new(account),
        kind: ActionKind::Outreach,
        text: "call them".to_owned(),
        run: None,
        citations: Vec::new(),
        stops: Vec::new(),
    }))
}

/// A store with two accounts, an administrator, a CSM of one of the accounts, and an action for
/// each account.
async fn desk() -> (TempDir, Workspace) {
    let folder = tempfile::tempdir().unwrap();
    let workspace = Workspace::open(folder.path()).await.unwrap();
    let account = |id: &str| Account {
        id: AccountId::new(id),
        name: id.to_owned(),
        aliases: Vec::new(),
    };
    let accounts = [account("alder-mill"), account("birch-lane")];
    workspace.store.put_accounts(&accounts).await.unwrap();
    let author = Author {
        login: None,
        name: "the local user",
        day: TODAY,
    };
    let now = Timestamp::now();
    for known in [
        person("ada", Role::Admin, None),
        person("cleo", Role::Csm, Some("alder-mill")),
    ] {
        let change = [PeopleChange::Add(&known)];
        workspace.store.change_people(author, now, &change).await.unwrap();
    }
    for (id, account) in [("1", "alder-mill"), ("2", "birch-lane")] {
        let (stream, events) = (action_stream(id), [proposed(account)]);
        let batch = Batch {
            stream: &stream,
            after: 0,
            events: &events,
            alongside: Alongside::default(),
        };
        workspace.store.append(author, now, &[batch]).await.unwrap();
    }
    (folder, workspace)
}

fn service<'a>(workspace: &'a Workspace, settings: &'a Settings, session: &'a Session) -> Service<'a> {
    Service {
        workspace,
        settings,
        session,
        today: TODAY,
    }
}

/// The numbers, the streams and the accounts of the log, page by page.
async fn told(workspace: &Workspace, person: Person, most: usize) -> String {
    let (settings, session) = (Settings::default(), Session::of(person, TODAY));
    let service = service(workspace, &settings, &session);
    let (mut pages, mut before) = (Vec::new(), None);
    loop {
        let page = service.log_back(before, most).await.unwrap();
        let entries = page.entries.iter().map(|it| {
            let account = it.account.as_ref().map_or("", AccountId::as_str);
            format!("{} {} {account}", it.entry.number, it.entry.stream)
                .trim_end()
                .to_owned()
        });
        pages.push(entries.collect::<Vec<String>>().join("\n"));
        before = page.older;
        if before.is_none() {
            return pages.join("\n--\n");
        }
    }
}

#[tokio::test]
async fn nobody_reads_the_log_of_accounts_and_people_that_are_none_of_theirs() {
    let (_folder, workspace) = desk().await;
    insta::assert_snapshot!(told(&workspace, person("cleo", Role::Csm, Some("alder-mill")), 50).await, @"
    5 action/1 alder-mill
    4 people
    3 people
    ");
    insta::assert_snapshot!(told(&workspace, person("omar", Role::CsOperations, None), 50).await, @"
    6 action/2 birch-lane
    5 action/1 alder-mill
    ");
    insta::assert_snapshot!(told(&workspace, person("ada", Role::Admin, None), 4).await, @"
    6 action/2 birch-lane
    5 action/1 alder-mill
    4 people
    3 people
    --
    2 people
    1 people
    ");
}

#[tokio::test]
async fn evidence_is_attached_to_a_pilot_by_its_digest() {
    let (_folder, workspace) = desk().await;
    let settings = Settings::default();
    let session = Session::of(person("omar", Role::CsOperations, None), TODAY);
    let service = service(&workspace, &settings, &session);
    let new = NewPilot {
        name: "q3".to_owned(),
        kind: BriefKind::Handoff,
        owner: "Omar".to_owned(),
        picking: Some(Picking::Segment("mid-market".to_owned())),
        start: Some(date(2026, 6, 11)),
        days: Some(60),
        threshold: "0.9".to_owned(),
    };
    let planned = service.plan_pilot(new).await.unwrap();
    let before = service.begin_pilot("q3", planned.plan).await.unwrap();
    let evidence = |digest: &str, note: &str| Evidence {
        file: "escalations.csv".to_owned(),
        digest: digest.to_owned(),
        note: note.to_owned(),
    };
    let digits = "0aF1".repeat(16);
    let refused = async |evidence: Evidence| {
        let attached = service.attach_to_pilot_by_digest("q3", evidence).await;
        attached.unwrap_err().to_string()
    };
    assert_eq!(
        refused(evidence("sha256:0af1", "fewer")).await,
        "that is no SHA-256 digest"
    );
    assert_eq!(
        refused(evidence(&digits, " ")).await,
        "evidence from the field has a note on what it shows"
    );
    service
        .attach_to_pilot_by_digest("q3", evidence(&digits, "fewer"))
        .await
        .unwrap();
    let after = service.pilot_report("q3").await.unwrap();
    let kept = evidence(&format!("sha256:{}", digits.to_lowercase()), "fewer");
    assert_eq!(
        (before.claim_level.is_some(), after.claim_level, after.evidence),
        (true, None, vec![kept])
    );
}

#[tokio::test]
async fn a_pilot_is_held_against_as_many_days_before_it() {
    let (_folder, workspace) = desk().await;
    let settings = Settings::default();
    let session = Session::of(person("omar", Role::CsOperations, None), TODAY);
    let service = service(&workspace, &settings, &session);
    for (name, start) in [("begun", date(2026, 6, 11)), ("to-come", date(2026, 7, 5))] {
        let new = NewPilot {
            name: name.to_owned(),
            kind: BriefKind::Handoff,
            owner: "Omar".to_owned(),
            picking: Some(Picking::Segment("mid-market".to_owned())),
            start: Some(start),
            days: None,
            threshold: "0.9".to_owned(),
        };
        let planned = service.plan_pilot(new).await.unwrap();
        service.begin_pilot(name, planned.plan).await.unwrap();
    }
    let days = async |name: &str| {
        let baseline = service.pilot_baseline(name).await.unwrap();
        let period = |it: &workflow::measure::Metrics| it.period.map(|it| (it.from, it.to)).unwrap();
        (period(&baseline.before), period(&baseline.now))
    };
    let begun = ((date(2026, 5, 22), date(2026, 6, 10)), (date(2026, 6, 11), TODAY));
    let to_come = (
        (date(2026, 7, 4), date(2026, 7, 4)),
        (date(2026, 7, 5), date(2026, 7, 5)),
    );
    assert_eq!((days("begun").await, days("to-come").await), (begun, to_come));
}
