//! What the browser holds, and what follows from it.
//!
//! The cookie is 256 random bits. The store has a digest of it, and forms carry another, which
//! shows that a page of the desk was asked for by whoever sends it.

use axum::http::{HeaderMap, HeaderValue, header};
use axum_extra::extract::cookie::{Cookie, SameSite};
use sha2::{Digest as _, Sha256};

use crate::secrets::random_hex;

/// Bytes of a cookie that nobody can guess.
const BYTES: usize = 32;

/// What the browser holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Held(String);

impl Held {
    /// A new one.
    ///
    /// # Errors
    ///
    /// Fails where the operating system has no randomness to give.
    pub(crate) fn new() -> anyhow::Result<Self> {
        Ok(Self(random_hex(BYTES)?))
    }

    /// What a request's browser holds; none where it holds nothing of ours.
    pub(crate) fn of(headers: &HeaderMap, encrypted: bool) -> Option<Self> {
        let cookies = headers.get_all(header::COOKIE).iter();
        let pairs = cookies
            .filter_map(|value| value.to_str().ok())
            .flat_map(Cookie::split_parse);
        let ours = pairs
            .filter_map(Result::ok)
            .find(|cookie| cookie.name() == name(encrypted))?;
        let value = ours.value();
        let is_whole = value.len() == 2 * BYTES && value.bytes().all(|it| it.is_ascii_hexdigit());
        is_whole.then(|| Self(value.to_owned()))
    }

    /// The header that makes the browser hold it.
    pub(crate) fn header(&self, encrypted: bool) -> HeaderValue {
        written(&self.0, encrypted, false)
    }

    /// The header that makes the browser hold nothing.
    pub(crate) fn cleared(encrypted: bool) -> HeaderValue {
        written("", encrypted, true)
    }

    /// The id of the visit, which tells nobody what the browser holds.
    pub(crate) fn visit(&self) -> String {
        self.digest("visit")
    }

    /// What a form of one of our pages carries.
    pub(crate) fn form(&self) -> String {
        self.digest("form")
    }

    fn digest(&self, of: &str) -> String {
        let digest = Sha256::digest(format!("{of} {}", self.0));
        digest
            .iter()
            .fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
    }
}

/// The prefix ties the cookie to this host and to TLS; browsers refuse it on anything else.
fn name(encrypted: bool) -> &'static str {
    if encrypted { "__Host-vouch" } else { "vouch" }
}

fn written(value: &str, encrypted: bool, removed: bool) -> HeaderValue {
    let mut cookie = Cookie::new(name(encrypted), value);
    cookie.set_path("/");
    cookie.set_http_only(true);
    cookie.set_same_site(SameSite::Lax);
    cookie.set_secure(encrypted);
    if removed {
        cookie.make_removal();
    }
    // A name and hexadecimal digits are always a header.
    HeaderValue::from_str(&cookie.to_string()).unwrap_or_else(|_| HeaderValue::from_static(""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_browser_holds_is_told_from_what_it_is_known_by() {
        let held = Held("ab".repeat(BYTES));
        assert_eq!(held.visit().len(), 64);
        assert_ne!(held.visit(), held.form());
        insta::assert_snapshot!(held.header(true).to_str().unwrap(), @"__Host-vouch=abababababababababababababababababababababababababababababababab; HttpOnly; SameSite=Lax; Secure; Path=/");
        let mut headers = HeaderMap::new();
        headers.insert(header::COOKIE, format!("other=1; vouch={}", held.0).parse().unwrap());
        assert_eq!(Held::of(&headers, false), Some(held));
        assert_eq!(Held::of(&headers, true), None);
        headers.insert(header::COOKIE, "vouch=forged".parse().unwrap());
        assert_eq!(Held::of(&headers, false), None);
    }
}
