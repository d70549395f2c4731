//! The endpoint's address and key, as async-openai wants them.

use async_openai::config::Config;
use reqwest::Url;
use reqwest::header::{AUTHORIZATION, HeaderMap, HeaderValue};
use secrecy::{ExposeSecret, SecretString};

use super::{Endpoint, ModelError};

/// Not async-openai's own configuration: that one takes a key, an organisation and a base URL
/// from the environment where none is given, and would send them to whatever endpoint is set.
#[derive(Clone)]
pub(super) struct Address {
    url: Url,
    base: String,
    key: SecretString,
    headers: HeaderMap,
}

impl Address {
    pub(super) fn new(endpoint: &Endpoint) -> Result<Self, ModelError> {
        let base = endpoint.base_url.trim().trim_end_matches('/');
        let base = base.strip_suffix("/chat/completions").unwrap_or(base);
        // What cannot be parsed is not repeated: a key may stand in it.
        let url = Url::parse(base).map_err(|error| {
            not_configured(format!(
                "`base_url` is not a URL: {error}; write it like `https://host/v1`"
            ))
        })?;
        if !matches!(url.scheme(), "http" | "https") || url.host_str().is_none() {
            return Err(not_configured(format!(
                "`base_url` must begin with `http://` or `https://`, not `{}:`",
                url.scheme()
            )));
        }
        if !url.username().is_empty() || url.password().is_some() || url.query().is_some() || url.fragment().is_some() {
            return Err(not_configured(
                "`base_url` must hold no user, password, query or fragment; give a key as `api_key`".to_owned(),
            ));
        }

        let key = endpoint.api_key.as_ref().map_or("", |key| key.expose_secret().trim());
        let mut headers = HeaderMap::new();
        if !key.is_empty() {
            let mut bearer = HeaderValue::try_from(format!("Bearer {key}")).map_err(|_invalid| {
                not_configured("`api_key` holds characters that cannot be sent in a header".to_owned())
            })?;
            bearer.set_sensitive(true);
            headers.insert(AUTHORIZATION, bearer);
        }
        Ok(Self {
            base: base.to_owned(),
            key: SecretString::from(key),
            headers,
            url,
        })
    }

    /// Whether the endpoint is on this machine.
    pub(super) fn is_loopback(&self) -> bool {
        let host = self.url.host_str().unwrap_or_default().trim_matches(['[', ']']);
        let is_local_name = host == "localhost" || host.ends_with(".localhost");
        is_local_name
            || host
                .parse::<std::net::IpAddr>()
                .is_ok_and(|address| address.is_loopback())
    }

    pub(super) fn is_encrypted(&self) -> bool {
        self.url.scheme() == "https"
    }

    /// Blots out the key, should a server or proxy repeat it in what it says.
    pub(super) fn without_key(&self, text: &str) -> String {
        // Servers that want no key are often given a word such as `none`: that is no secret.
        const SHORTEST_SECRET: usize = 6;
        let key = self.key.expose_secret();
        if key.len() < SHORTEST_SECRET {
            text.to_owned()
        } else {
            text.replace(key, "[key]")
        }
    }
}

impl Config for Address {
    fn headers(&self) -> HeaderMap {
        self.headers.clone()
    }

    fn url(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }

    fn query(&self) -> Vec<(&str, &str)> {
        Vec::new()
    }

    fn api_base(&self) -> &str {
        &self.base
    }

    fn api_key(&self) -> &SecretString {
        &self.key
    }
}

fn not_configured(why: String) -> ModelError {
    ModelError::NotConfigured { why }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(base_url: &str) -> Address {
        Address::new(&Endpoint::new(base_url, "m")).unwrap()
    }

    #[test]
    fn only_this_machine_is_loopback() {
        let hosts = [
            "127.0.0.1:8080",
            "127.8.9.1",
            "[::1]:80",
            "localhost",
            "llm.localhost",
            "127.0.0.1.example.com",
        ];
        let loopback = hosts.map(|host| address(&format!("http://{host}/v1")).is_loopback());
        assert_eq!(loopback, [true, true, true, true, true, false]);
    }

    #[test]
    fn the_address_of_the_method_is_taken_for_its_root() {
        assert_eq!(
            address("https://host/v1/chat/completions/").url("/chat/completions"),
            "https://host/v1/chat/completions"
        );
    }
}
