//! Doing something once, however often it is asked for: what was answered under an `Idempotency-Key`
//! is answered again.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, Weak};

use axum::extract::rejection::JsonRejection;
use axum::extract::{FromRequest, FromRequestParts as _, Request};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use axum::{Extension, Json};
use jiff::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;
use store::StoredAnswer;
use tokio::sync::Mutex;
use workflow::brief::sha256;

use super::answer::{Answer, written};
use super::extract::unread;
use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::guard;

/// The header that names a request, so that it is carried out once.
pub(super) const KEY: &str = "idempotency-key";
/// A key has at most so many characters.
pub(super) const LONGEST_KEY: usize = 200;

/// The keys under which something is being done at this moment.
#[derive(Default)]
pub(super) struct Keys(std::sync::Mutex<BTreeMap<Name, Weak<Mutex<()>>>>);

/// A person's login, and the key that they gave.
type Name = (String, String);

impl Keys {
    /// The lock of a person's key. Whoever asks for the same meanwhile waits for what comes of it.
    fn lock(&self, login: &str, key: &str) -> Arc<Mutex<()>> {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        held.retain(|_, lock| lock.strong_count() > 0);
        let place = held.entry((login.to_owned(), key.to_owned())).or_default();
        place.upgrade().unwrap_or_else(|| {
            let lock = Arc::default();
            *place = Arc::downgrade(&lock);
            lock
        })
    }
}

/// What is to be done once, where the request has a key, and how to know it again.
pub(super) struct Once {
    keys: Arc<Keys>,
    key: Option<String>,
    /// A digest of what was asked.
    request: String,
}

/// What the body says of something that is created.
pub(super) struct SentOnce<T>(pub(super) Once, pub(super) T);

/// What was created.
pub(super) struct Created {
    status: StatusCode,
    body: String,
    /// Where it is found; none where nothing has come of it that has an address.
    location: Option<String>,
}

impl Created {
    /// Something that is found under an address and its own id.
    pub(super) fn at(address: &str, id: &str, value: &impl Serialize) -> anyhow::Result<Self> {
        Ok(Self {
            status: StatusCode::CREATED,
            body: serde_json::to_string(value)?,
            location: Some(format!("{address}/{}", within_address(id))),
        })
    }

    /// Something that was made to look at, and not kept.
    pub(super) fn not_kept(value: &impl Serialize) -> anyhow::Result<Self> {
        Ok(Self {
            status: StatusCode::OK,
            body: serde_json::to_string(value)?,
            location: None,
        })
    }

    fn stored(&self, request: &str) -> anyhow::Result<StoredAnswer> {
        Ok(StoredAnswer {
            request: request.to_owned(),
            status: self.status.as_u16(),
            body: serde_json::to_string(&(&self.location, &self.body))?,
        })
    }

    fn of_stored(answer: &StoredAnswer) -> anyhow::Result<Self> {
        let (location, body) = serde_json::from_str(&answer.body)?;
        Ok(Self {
            status: StatusCode::from_u16(answer.status)?,
            body,
            location,
        })
    }

    fn answer(self) -> Answer {
        let mut response: Response = written(self.status, self.body);
        if let Some(location) = self.location {
            let location = HeaderValue::from_str(&location).map_err(anyhow::Error::from)?;
            response.headers_mut().insert(header::LOCATION, location);
        }
        Ok(response)
    }
}

impl Once {
    /// Does it and answers, or answers as before where the same was asked under the same key.
    ///
    /// Once begun, it goes on although whoever asked has gone: they will ask again. What is refused
    /// creates nothing, and is tried again when it is asked for again.
    pub(super) async fn answer<F>(self, app: &Arc<App>, login: &str, make: F) -> Answer
    where
        F: Future<Output = Result<Created, Fault>> + Send + 'static,
    {
        let (app, login) = (Arc::clone(app), login.to_owned());
        let doing = tokio::spawn(async move { self.made(&app, &login, make).await });
        let made = doing.await.map_err(anyhow::Error::from)?;
        made?.answer()
    }

    async fn made<F>(self, app: &App, login: &str, make: F) -> Result<Created, Fault>
    where
        F: Future<Output = Result<Created, Fault>>,
    {
        let Some(key) = self.key else {
            return make.await;
        };
        let lock = self.keys.lock(login, &key);
        let _held = lock.lock().await;
        let store = &app.workspace.store;
        if let Some(before) = store.answer(login, &key).await.map_err(anyhow::Error::from)? {
            if before.request != self.request {
                let hint = "take another key for another request";
                let message = "this `Idempotency-Key` was used for another request";
                return Err(Fault::new(StatusCode::UNPROCESSABLE_ENTITY, message, hint));
            }
            return Ok(Created::of_stored(&before)?);
        }
        let created = make.await?;
        let answer = created.stored(&self.request)?;
        let keeping = store.keep_answer(login, &key, &answer, Timestamp::now());
        keeping.await.map_err(anyhow::Error::from)?;
        Ok(created)
    }
}

impl<T: DeserializeOwned + Send> FromRequest<Arc<App>> for SentOnce<T> {
    type Rejection = Fault;

    async fn from_request(request: Request, app: &Arc<App>) -> Result<Self, Fault> {
        let (mut parts, body) = request.into_parts();
        let keys = Extension::<Arc<Keys>>::from_request_parts(&mut parts, app).await;
        let Extension(keys) = keys.map_err(anyhow::Error::from)?;
        let key = key_of(&parts.headers)?;
        let bytes = axum::body::to_bytes(body, guard::MOST_BYTES)
            .await
            .map_err(|_| guard::too_large())?;
        let mut asked = format!("{} {}\n", parts.method, parts.uri).into_bytes();
        asked.extend_from_slice(&bytes);
        let once = Once {
            keys,
            key,
            request: sha256(&asked),
        };
        let sent: Result<Json<T>, JsonRejection> =
            Json::from_request(Request::from_parts(parts, bytes.into()), app).await;
        let Json(sent) = sent.map_err(|it| unread(&it))?;
        Ok(Self(once, sent))
    }
}

fn key_of(headers: &HeaderMap) -> Result<Option<String>, Fault> {
    let Some(key) = headers.get(KEY) else {
        return Ok(None);
    };
    let bytes = key.as_bytes();
    let is_legal = (1..=LONGEST_KEY).contains(&bytes.len()) && bytes.iter().all(u8::is_ascii_graphic);
    let key = key.to_str().ok().filter(|_| is_legal).map(str::to_owned);
    key.map(Some).ok_or_else(|| {
        let message = format!("an `Idempotency-Key` has 1 to {LONGEST_KEY} visible characters of ASCII");
        Fault::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            message,
            "take a random one, such as a UUID",
        )
    })
}

/// A name as it stands within an address.
fn within_address(name: &str) -> String {
    form_urlencoded::byte_serialize(name.as_bytes())
        .collect::<String>()
        .replace('+', "%20")
}
