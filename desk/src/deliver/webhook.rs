//! An address that each message is sent to, signed (VR-84).

use std::time::Duration;

use hmac::{Hmac, KeyInit as _, Mac as _};
use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimeParser;
use reqwest::header::{CONTENT_TYPE, HeaderMap, RETRY_AFTER};
use reqwest::redirect::Policy;
use reqwest::{Client, Response, StatusCode, Url};
use sha2::Sha256;
use store::StoredOutgoing;

use super::entry::Head;
use super::retry::Failure;

/// How long one request may take, from connecting to the last byte.
const TIMEOUT: Duration = Duration::from_secs(10);
/// So many characters of an answer are kept with the error.
const EXCERPT: usize = 200;

/// What messages to one address are signed with: HMAC-SHA256 under a secret.
#[derive(Clone)]
pub(super) struct Signer(Hmac<Sha256>);

impl Signer {
    /// None for a secret of no length.
    pub(super) fn new(secret: &[u8]) -> Option<Self> {
        let mac = Hmac::new_from_slice(secret).ok()?;
        (!secret.is_empty()).then_some(Self(mac))
    }

    /// The signature as it stands in its header. The time is signed too, in seconds since 1970, so
    /// that nobody can play back later what they have overheard.
    fn sign(&self, timestamp: i64, body: &str) -> String {
        let mac = self.0.clone().chain_update(format!("{timestamp}.{body}"));
        let bytes = mac.finalize().into_bytes();
        let hex = |text: String, byte: &u8| text + &format!("{byte:02x}");
        bytes.iter().fold("sha256=".to_owned(), hex)
    }
}

/// An address that messages are sent to.
pub(super) struct Webhook {
    client: Client,
    url: Url,
    signer: Option<Signer>,
}

impl Webhook {
    pub(super) fn new(url: Url, signer: Option<Signer>) -> reqwest::Result<Self> {
        let mut builder = Client::builder()
            .user_agent(concat!("vouch/", env!("CARGO_PKG_VERSION")))
            .timeout(TIMEOUT)
            // A message goes to the address of the settings and to no other that it may point to.
            .redirect(Policy::none());
        if is_loopback(&url) {
            builder = builder.no_proxy();
            if url.scheme() == "http" {
                // Nothing is encrypted, so a machine without certificate authorities will do.
                builder = builder.tls_certs_only([]);
            }
        }
        Ok(Self {
            client: builder.build()?,
            url,
            signer,
        })
    }

    /// Sends the message. What the address answers with a status of 2xx is delivered.
    pub(super) async fn deliver(&self, message: &StoredOutgoing) -> Result<(), Failure> {
        let timestamp = Timestamp::now().as_second();
        let mut request = self
            .client
            .post(self.url.clone())
            .header(CONTENT_TYPE, "application/json")
            .header("x-vouch-event", Head::of(&message.body).event)
            .header("x-vouch-delivery", &message.key)
            .header("x-vouch-timestamp", timestamp);
        if let Some(signer) = &self.signer {
            request = request.header("x-vouch-signature", signer.sign(timestamp, &message.body));
        }
        let sent = request.body(message.body.clone()).send().await;
        let response = sent.map_err(unanswered)?;
        if response.status().is_success() {
            return Ok(());
        }
        Err(refusal(response).await)
    }
}

/// Whether the address is on this machine.
pub(super) fn is_loopback(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default().trim_matches(['[', ']']);
    let is_local_name = host == "localhost" || host.ends_with(".localhost");
    is_local_name
        || host
            .parse::<std::net::IpAddr>()
            .is_ok_and(|address| address.is_loopback())
}

/// No whole answer came. The address is left out of the error: it may hold a secret.
fn unanswered(error: reqwest::Error) -> Failure {
    let why = if error.is_timeout() {
        format!("no answer within {} s", TIMEOUT.as_secs())
    } else {
        agent::model::chain(&error.without_url())
    };
    Failure::Passing { why, asked_for: None }
}

async fn refusal(response: Response) -> Failure {
    let status = response.status();
    if status.is_redirection() {
        return Failure::Refused {
            why: format!("HTTP {}: it redirects, which is not followed", status.as_u16()),
        };
    }
    let asked_for = retry_after(response.headers(), Timestamp::now());
    let said = excerpt(response).await;
    let why = if said.is_empty() {
        format!("HTTP {}", status.as_u16())
    } else {
        format!("HTTP {}: {said}", status.as_u16())
    };
    let is_about_time = matches!(status, StatusCode::REQUEST_TIMEOUT | StatusCode::TOO_MANY_REQUESTS);
    if is_about_time || status.is_server_error() {
        Failure::Passing { why, asked_for }
    } else {
        Failure::Refused { why }
    }
}

/// The pause that a receiver asks for, in seconds or up to a date.
fn retry_after(headers: &HeaderMap, now: Timestamp) -> Option<Duration> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if let Ok(seconds) = text.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let date = DateTimeParser::new().parse_timestamp(text).ok()?;
    Some(Duration::try_from(date.duration_since(now)).unwrap_or_default())
}

/// The beginning of what the receiver says, on one line and without control characters: it ends
/// up on somebody's terminal.
async fn excerpt(mut response: Response) -> String {
    let mut bytes = Vec::new();
    // An answer that breaks off has said enough.
    while let Ok(Some(chunk)) = response.chunk().await {
        bytes.extend_from_slice(&chunk);
        if bytes.len() > 4 * EXCERPT {
            break;
        }
    }
    let text = String::from_utf8_lossy(&bytes);
    let words: Vec<&str> = text.split(|it: char| it.is_whitespace() || it.is_control()).collect();
    let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
    words.join(" ").chars().take(EXCERPT).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What `printf '%s' '1782814530.{"event":"paused"}' | openssl dgst -sha256 -hmac It-is-secret`
    /// says.
    #[test]
    fn a_signature_is_what_others_reckon_it_to_be() {
        let signer = Signer::new(b"It-is-secret").unwrap();
        assert_eq!(
            signer.sign(1_782_814_530, r#"{"event":"paused"}"#),
            "sha256=d54dadd77b3882b3501c876cc5d551a5c1733b3915ab7e6dee904d43e2f87447"
        );
        assert!(Signer::new(b"").is_none());
    }

    #[test]
    fn a_pause_is_asked_for_in_seconds_or_as_a_date() {
        let now: Timestamp = "2026-03-04T05:06:00Z".parse().unwrap();
        let read = |text: &str| {
            let headers = HeaderMap::from_iter([(RETRY_AFTER, text.parse().unwrap())]);
            retry_after(&headers, now).map(|pause| pause.as_secs())
        };
        assert_eq!(read("7"), Some(7));
        assert_eq!(read("Wed, 04 Mar 2026 05:06:30 GMT"), Some(30));
        assert_eq!(read("Wed, 04 Mar 2026 05:05:30 GMT"), Some(0));
        assert_eq!(["soon", "-1", ""].map(read), [None; 3]);
    }

    #[test]
    fn only_this_machine_is_loopback() {
        let hosts = [
            "127.0.0.1:8080",
            "127.8.9.1",
            "[::1]:80",
            "localhost",
            "hooks.localhost",
            "127.0.0.1.example.com",
        ];
        let loopback = hosts.map(|host| is_loopback(&format!("http://{host}/in").parse().unwrap()));
        assert_eq!(loopback, [true, true, true, true, true, false]);
    }
}
