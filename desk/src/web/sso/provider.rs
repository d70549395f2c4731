//! What is asked of the provider, and what it must prove.

use std::num::NonZeroUsize;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use anyhow::Context as _;
use axum::http;
use lru::LruCache;
use openidconnect::core::{CoreAuthenticationFlow, CoreClient, CoreProviderMetadata};
use openidconnect::{
    AuthorizationCode, ClientId, ClientSecret, CsrfToken, EndpointMaybeSet, EndpointNotSet, EndpointSet, HttpRequest,
    HttpResponse, IssuerUrl, Nonce, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, Scope, TokenResponse as _,
};

use crate::settings::{ServeSettings, SsoSettings};

/// The environment variable that holds the client's secret.
const SECRET: &str = "VOUCH_SSO_SECRET";
/// So long may the provider take to answer.
const ANSWER_WITHIN: Duration = Duration::from_secs(10);
/// So long may somebody take to sign in there.
const COME_BACK_WITHIN: Duration = Duration::from_mins(10);
/// So many may be under way; the oldest is forgotten for one more.
const MOST: NonZeroUsize = NonZeroUsize::MIN.saturating_add(4_095);

/// Why nobody was let in.
#[derive(Debug, thiserror::Error)]
pub(super) enum SsoError {
    /// Nobody of this browser has left to sign in, or too long ago.
    #[error("nothing was begun in this browser")]
    NotBegun,
    /// The provider let nobody in.
    #[error("the provider says `{0}`")]
    Refused(String),
    /// The provider can't be asked, or answers what it may not.
    #[error("the provider can't be asked: {0}")]
    Provider(String),
    /// What it says of the person is not proven.
    #[error("the provider's token proves nothing: {0}")]
    Unproven(String),
    /// It does not say that the person has a mail address.
    #[error("the provider vouches for no mail address")]
    NoEmail,
    /// Nobody here has the address.
    #[error("nobody here who may sign in has the address `{0}`")]
    Unknown(String),
}

impl SsoError {
    /// What whoever tried is told.
    pub(super) fn told(&self) -> String {
        match self {
            Self::NotBegun => "That took too long, or was begun in another browser. Try again.".to_owned(),
            Self::Refused(_) => "You were not signed in there. Try again, or sign in with a password.".to_owned(),
            Self::Provider(_) | Self::Unproven(_) => {
                "The other sign-in does not answer as it should. Whoever keeps the desk finds more in its log."
                    .to_owned()
            }
            Self::NoEmail => "The other sign-in does not say that your mail address is yours.".to_owned(),
            Self::Unknown(email) => {
                format!(
                    "Nobody here who may sign in has the address {email}. An administrator of the desk adds people."
                )
            }
        }
    }
}

/// Somebody who has left to sign in.
struct Gone {
    state: CsrfToken,
    nonce: Nonce,
    verifier: PkceCodeVerifier,
    back: String,
    begun: Instant,
}

type Client =
    CoreClient<EndpointSet, EndpointNotSet, EndpointNotSet, EndpointNotSet, EndpointMaybeSet, EndpointMaybeSet>;

/// Where people sign in, and who has left to do so. The latter is kept in memory: whoever was under
/// way when the desk stopped tries again.
pub(crate) struct Sso {
    issuer: IssuerUrl,
    client: ClientId,
    secret: Option<ClientSecret>,
    redirect: RedirectUrl,
    http: reqwest::Client,
    gone: Mutex<LruCache<String, Gone>>,
}

impl Sso {
    /// The provider of the settings; none where they name none.
    ///
    /// # Errors
    ///
    /// Fails where an address is none, or no connection can be made at all.
    pub(crate) fn of(settings: &ServeSettings) -> anyhow::Result<Option<Self>> {
        let Some(SsoSettings { issuer, client_id, .. }) = &settings.sso else {
            return Ok(None);
        };
        let secret = std::env::var(SECRET).ok().filter(|secret| !secret.is_empty());
        let desk = match &settings.public_url {
            Some(url) => url.trim_end_matches('/').to_owned(),
            None => format!("http://{}", settings.listen),
        };
        let http = reqwest::Client::builder()
            .timeout(ANSWER_WITHIN)
            // An answer that leads elsewhere is not the provider's.
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .context("no connection can be made to sign people in")?;
        Ok(Some(Self {
            issuer: IssuerUrl::new(issuer.clone()).with_context(|| format!("`{issuer}` is no address"))?,
            client: ClientId::new(client_id.clone()),
            secret: secret.map(ClientSecret::new),
            redirect: RedirectUrl::new(format!("{desk}/sign-in/sso/back"))?,
            http,
            gone: Mutex::new(LruCache::new(MOST)),
        }))
    }

    /// Where a visit goes to sign in, and comes back from to the page `back`.
    pub(super) async fn begin(&self, visit: String, back: &str) -> Result<String, SsoError> {
        let client = self.client().await?;
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let (address, state, nonce) = client
            .authorize_url(
                CoreAuthenticationFlow::AuthorizationCode,
                CsrfToken::new_random,
                Nonce::new_random,
            )
            .add_scope(Scope::new("email".to_owned()))
            .set_pkce_challenge(challenge)
            .url();
        let gone = Gone {
            state,
            nonce,
            verifier,
            back: back.to_owned(),
            begun: Instant::now(),
        };
        self.gone
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .put(visit, gone);
        Ok(address.into())
    }

    /// The verified mail address of whoever has come back, and the page that they wanted.
    pub(super) async fn finish(
        &self,
        visit: &str,
        state: &str,
        code: &str,
        error: &str,
    ) -> Result<(String, String), SsoError> {
        // Whatever comes of it, it is good for one try.
        let gone = self.gone.lock().unwrap_or_else(PoisonError::into_inner).pop(visit);
        let gone = gone.filter(|it| it.state.secret() == state && it.begun.elapsed() < COME_BACK_WITHIN);
        let gone = gone.ok_or(SsoError::NotBegun)?;
        if !error.is_empty() {
            return Err(SsoError::Refused(error.to_owned()));
        }
        let client = self.client().await?;
        let asked = client
            .exchange_code(AuthorizationCode::new(code.to_owned()))
            .map_err(|error| SsoError::Provider(error.to_string()))?
            .set_pkce_verifier(gone.verifier);
        let http = |request| call(self.http.clone(), request);
        let token = asked.request_async(&http).await.map_err(provider)?;
        let token = token
            .id_token()
            .ok_or_else(|| SsoError::Unproven("there is none".to_owned()))?;
        let claims = token
            .claims(&client.id_token_verifier(), &gone.nonce)
            .map_err(|error| SsoError::Unproven(error.to_string()))?;
        match (claims.email(), claims.email_verified()) {
            (Some(email), Some(true)) => Ok((email.to_string(), gone.back)),
            _ => Err(SsoError::NoEmail),
        }
    }

    /// The provider as it describes itself now: its keys change.
    async fn client(&self) -> Result<Client, SsoError> {
        let http = |request| call(self.http.clone(), request);
        let described = CoreProviderMetadata::discover_async(self.issuer.clone(), &http);
        let client = CoreClient::from_provider_metadata(
            described.await.map_err(provider)?,
            self.client.clone(),
            self.secret.clone(),
        );
        Ok(client.set_redirect_uri(self.redirect.clone()))
    }
}

/// A failure with all that lies beneath it, for the log.
fn provider(error: impl std::error::Error + Send + Sync + 'static) -> SsoError {
    SsoError::Provider(format!("{:#}", anyhow::Error::new(error)))
}

async fn call(http: reqwest::Client, request: HttpRequest) -> Result<HttpResponse, reqwest::Error> {
    let answer = http.execute(request.try_into()?).await?;
    let (status, headers) = (answer.status(), answer.headers().clone());
    let mut response = http::Response::new(answer.bytes().await?.to_vec());
    *response.status_mut() = status;
    *response.headers_mut() = headers;
    Ok(response)
}
