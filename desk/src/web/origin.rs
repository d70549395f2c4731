//! By which names the desk is called.
//!
//! A page of another name that resolves to this machine must not reach the desk with a visitor's
//! browser, so only the names that the desk is meant to be called by are answered.

use axum::http::{HeaderMap, header};

use crate::settings::ServeSettings;

/// The names that the desk answers to.
#[derive(Debug, Clone)]
pub(crate) struct Origin {
    /// The host of the public address; none where the desk is for this machine alone.
    public: Option<String>,
}

impl Origin {
    /// The names of the settings.
    pub(crate) fn of(settings: &ServeSettings) -> Self {
        Self {
            public: settings.public_host().map(str::to_ascii_lowercase),
        }
    }

    /// Whether what people are sent travels encrypted.
    pub(crate) fn is_encrypted(&self) -> bool {
        self.public.is_some()
    }

    /// Whether a request named the desk, and not something else that leads to this machine.
    pub(crate) fn is_named_by(&self, headers: &HeaderMap) -> bool {
        let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
        host.is_some_and(|host| self.is_ours(host))
    }

    /// Whether a request that changes something comes from a page of the desk, as far as the browser
    /// says. Programs say nothing, and have no cookies that others could make them send.
    pub(crate) fn is_sent_by_us(headers: &HeaderMap) -> bool {
        let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or_default());
        match text("sec-fetch-site") {
            Some("same-origin" | "none") => return true,
            Some(_) => return false,
            None => {}
        }
        match text("origin") {
            None => true,
            Some(origin) => {
                let host = origin
                    .strip_prefix("https://")
                    .or_else(|| origin.strip_prefix("http://"));
                host.is_some_and(|host| text("host") == Some(host))
            }
        }
    }

    fn is_ours(&self, host: &str) -> bool {
        let host = host.to_ascii_lowercase();
        if self.public.as_ref().is_some_and(|public| *public == host) {
            return true;
        }
        let name = match host.rsplit_once(':') {
            Some((name, port)) if port.bytes().all(|it| it.is_ascii_digit()) => name,
            _ => host.as_str(),
        };
        // What stands in front of the desk may also ask it by this machine's own names.
        matches!(name, "localhost" | "127.0.0.1" | "[::1]")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(all: &[(&'static str, &str)]) -> HeaderMap {
        all.iter()
            .map(|(name, value)| (axum::http::HeaderName::from_static(name), value.parse().unwrap()))
            .collect()
    }

    #[test]
    fn other_names_that_lead_here_are_not_answered() {
        let own = Origin { public: None };
        let public = Origin {
            public: Some("desk.example.com".to_owned()),
        };
        let hosts = [
            "127.0.0.1:7878",
            "localhost",
            "[::1]:80",
            "desk.example.com",
            "desk.example.com.evil.example",
            "",
        ];
        let answered = hosts.map(|host| {
            let headers = headers(&[("host", host)]);
            (own.is_named_by(&headers), public.is_named_by(&headers))
        });
        assert_eq!(
            answered,
            [
                (true, true),
                (true, true),
                (true, true),
                (false, true),
                (false, false),
                (false, false)
            ]
        );
        assert!(!own.is_named_by(&HeaderMap::new()));
    }

    #[test]
    fn what_another_page_sends_is_told_from_what_ours_do() {
        let host = ("host", "127.0.0.1:7878");
        let sent = [
            Origin::is_sent_by_us(&headers(&[host])),
            Origin::is_sent_by_us(&headers(&[host, ("origin", "http://127.0.0.1:7878")])),
            Origin::is_sent_by_us(&headers(&[host, ("sec-fetch-site", "same-origin")])),
            Origin::is_sent_by_us(&headers(&[host, ("origin", "http://evil.example")])),
            Origin::is_sent_by_us(&headers(&[host, ("origin", "null")])),
            Origin::is_sent_by_us(&headers(&[host, ("sec-fetch-site", "cross-site")])),
            Origin::is_sent_by_us(&headers(&[host, ("sec-fetch-site", "same-site")])),
        ];
        assert_eq!(sent, [true, true, true, false, false, false, false]);
    }
}
