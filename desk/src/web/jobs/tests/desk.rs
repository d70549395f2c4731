//! A desk over a small store, and what is asked of it.

use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use grounding::{AccountId, Audience};
use jiff::civil::{Date, date};
use jiff::{SignedDuration, Timestamp};
use store::{Author, PeopleChange, Visit};
use tempfile::TempDir;
use tower::ServiceExt as _;
use workflow::Definition;
use workflow::people::{Grant, Person, Role};

use crate::service::Service;
use crate::service::drafting::Asked;
use crate::service::drafting::tests::with_accounts;
use crate::session::Session;
use crate::settings::Settings;
use crate::web::app::App;
use crate::web::cookie::Held;
use crate::web::router;

/// The day that everything is asked about.
pub(in crate::web) const TODAY: Date = date(2026, 6, 30);

/// A desk with the accounts of the fixtures.
pub(in crate::web) struct Desk {
    pub(in crate::web) app: Arc<App>,
    /// Goes with it.
    _folder: TempDir,
}

/// An answer, read whole.
#[derive(Debug)]
pub(in crate::web) struct Answer {
    pub(in crate::web) status: StatusCode,
    pub(in crate::web) headers: HeaderMap,
    pub(in crate::web) bytes: Vec<u8>,
}

impl Answer {
    pub(in crate::web) fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    /// The text of a header; empty where there is none.
    pub(in crate::web) fn header(&self, name: header::HeaderName) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

impl Desk {
    pub(in crate::web) async fn open() -> Self {
        let settings = Settings::default();
        let (folder, workspace) = with_accounts(&settings).await;
        let data = folder.path().to_owned();
        Self {
            app: App::open(workspace, settings, data, Some(TODAY)).await.unwrap(),
            _folder: folder,
        }
    }

    /// Adds somebody with roles, for every account or for one.
    pub(in crate::web) async fn person(&self, login: &str, roles: &[Role], account: Option<&str>) -> Person {
        let grant = |role: &Role| Grant {
            role: *role,
            account: account.map(AccountId::new),
        };
        let person = Person {
            login: login.to_owned(),
            name: format!("{login} of the tests"),
            email: None,
            grants: roles.iter().map(grant).collect(),
            active: true,
        };
        let author = Author {
            login: None,
            name: "the tests",
            day: TODAY,
        };
        let store = &self.app.workspace.store;
        let change = [PeopleChange::Add(&person)];
        let added = store.change_people(author, Timestamp::now(), &change);
        added.await.unwrap();
        person
    }

    /// The desk with this person at it.
    pub(in crate::web) fn service<'a>(&'a self, session: &'a Session) -> Service<'a> {
        Service {
            workspace: &self.app.workspace,
            settings: &self.app.settings,
            session,
            today: TODAY,
        }
    }

    /// What the browser of this person holds.
    pub(in crate::web) async fn visit(&self, person: &Person) -> Held {
        let held = Held::new().unwrap();
        let visit = Visit {
            id: held.visit(),
            login: person.login.clone(),
            token: None,
            made_at: Timestamp::now(),
            expires: Timestamp::now() + SignedDuration::from_hours(1),
        };
        self.app.workspace.store.begin_visit(&visit).await.unwrap();
        held
    }

    /// Asks the desk; with a form, sends it.
    pub(in crate::web) async fn ask(&self, held: &Held, address: &str, form: Option<&str>) -> Answer {
        let cookie = held.header(false);
        let request = Request::builder()
            .method(if form.is_some() { Method::POST } else { Method::GET })
            .uri(address)
            .header(header::HOST, "127.0.0.1:7878")
            .header(header::COOKIE, cookie.to_str().unwrap().split(';').next().unwrap())
            .header("x-vouch-form", held.form())
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(form.unwrap_or_default().to_owned()))
            .unwrap();
        let (parts, body) = router(self.app.clone()).oneshot(request).await.unwrap().into_parts();
        Answer {
            status: parts.status,
            headers: parts.headers,
            bytes: to_bytes(body, usize::MAX).await.unwrap().to_vec(),
        }
    }
}

/// The full version of a kind, for whatever starts it.
pub(in crate::web) fn asked(definition: &'static Definition) -> Asked {
    Asked {
        definition,
        edition: "",
        trigger: None,
        audience: Audience::Internal,
    }
}
