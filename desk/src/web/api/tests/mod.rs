//! The API as programs meet it.

mod document;
mod once;
mod problems;

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Method, Request, StatusCode, header};
use grounding::{Account, AccountId};
use jiff::civil::{Date, date};
use serde_json::Value;
use tempfile::TempDir;
use tower::ServiceExt as _;
use workflow::people::{Grant, Person, Role};

use crate::service::Service;
use crate::service::people::NewPerson;
use crate::session::Session;
use crate::settings::Settings;
use crate::web::app::App;
use crate::web::router;
use crate::workspace::Workspace;

const TODAY: Date = date(2026, 6, 30);

/// A desk with an account without evidence and two people who may fill its scorecards.
struct Desk {
    router: Router,
    /// What they sign in with.
    tokens: [String; 2],
    _folder: TempDir,
}

/// What the desk answered.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Answered {
    status: StatusCode,
    kind: String,
    location: Option<String>,
    body: Value,
}

impl Desk {
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let workspace = Workspace::open(folder.path()).await.unwrap();
        let mill = Account {
            id: AccountId::new("alder-mill"),
            name: "Alder Mill".to_owned(),
            aliases: Vec::new(),
        };
        workspace.store.put_accounts(&[mill]).await.unwrap();
        let settings = Settings::default();
        let session = Session::of(administrator(), TODAY);
        let service = Service {
            workspace: &workspace,
            settings: &settings,
            session: &session,
            today: TODAY,
        };
        let mut tokens = [String::new(), String::new()];
        for (login, token) in ["cleo", "carl"].into_iter().zip(&mut tokens) {
            let person = NewPerson {
                login,
                name: login,
                email: None,
                roles: &["csm".to_owned()],
            };
            service.add_person(&person).await.unwrap();
            *token = service.make_token(Some(login), "", None).await.unwrap().token;
        }
        let data = folder.path().to_owned();
        let app = App::open(workspace, settings, data, Some(TODAY)).await.unwrap();
        Self {
            router: router(Arc::clone(&app)),
            tokens,
            _folder: folder,
        }
    }

    /// Asks as the first of the two.
    async fn ask(&self, method: Method, path: &str, headers: &[(&str, &str)], body: &str) -> Answered {
        self.ask_as(0, method, path, headers, body).await
    }

    async fn ask_as(&self, who: usize, method: Method, path: &str, headers: &[(&str, &str)], body: &str) -> Answered {
        let bearer = format!("Bearer {}", self.tokens[who]);
        let mut all = vec![("authorization", bearer.as_str())];
        all.extend(headers);
        self.ask_with(method, path, &all, body).await
    }

    /// Asks without signing in.
    async fn ask_with(&self, method: Method, path: &str, headers: &[(&str, &str)], body: &str) -> Answered {
        let mut request = Request::builder().method(method).uri(path);
        if headers.iter().all(|(name, _)| *name != "host") {
            request = request.header(header::HOST, "127.0.0.1");
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(Body::from(body.to_owned())).unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        let text = |name: header::HeaderName| response.headers().get(name).map(|it| it.to_str().unwrap().to_owned());
        let (status, kind, location) = (response.status(), text(header::CONTENT_TYPE), text(header::LOCATION));
        let bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap();
        Answered {
            status,
            kind: kind.unwrap_or_default(),
            location,
            body: serde_json::from_slice(&bytes).unwrap_or_default(),
        }
    }
}

fn administrator() -> Person {
    Person {
        login: "ada".to_owned(),
        name: "Ada".to_owned(),
        email: None,
        grants: vec![Grant {
            role: Role::Admin,
            account: None,
        }],
        active: true,
    }
}
