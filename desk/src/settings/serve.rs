//! The settings of the review desk in the browser.

use std::net::SocketAddr;

use serde::Deserialize;

use crate::failure::Hinted;

/// How the desk is reached with a browser.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct ServeSettings {
    /// Where it listens. Beyond this machine only with a `public_url`.
    pub(crate) listen: SocketAddr,
    /// The address that people type where something in front of it speaks TLS, such as
    /// `https://vouch.example.com`; then cookies only travel encrypted.
    pub(crate) public_url: Option<String>,
    /// How long somebody stays signed in, in hours, from 1 to 720.
    pub(crate) session_hours: u16,
    /// Where people sign in with their company.
    pub(crate) sso: Option<SsoSettings>,
}

/// A place where people sign in with their company, by OpenID Connect.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SsoSettings {
    /// The provider's address, as its tokens name it.
    pub(crate) issuer: String,
    /// The name that it knows the desk by. The client's secret, where there is one, is in the
    /// environment variable `VOUCH_SSO_SECRET`.
    pub(crate) client_id: String,
    /// What the button calls it.
    #[serde(default = "company")]
    pub(crate) name: String,
}

fn company() -> String {
    "your company".to_owned()
}

/// Where the desk listens where nobody says so.
const LISTEN: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(std::net::Ipv4Addr::LOCALHOST), 7878);

impl Default for ServeSettings {
    fn default() -> Self {
        Self {
            listen: LISTEN,
            public_url: None,
            session_hours: 12,
            sso: None,
        }
    }
}

impl ServeSettings {
    /// The host of the public address, with its port where it names one.
    pub(crate) fn public_host(&self) -> Option<&str> {
        let url = self.public_url.as_deref()?;
        let host = url.strip_prefix("https://")?.trim_end_matches('/');
        (!host.is_empty() && !host.contains('/')).then_some(host)
    }

    /// Refuses what would let others read along.
    ///
    /// # Errors
    ///
    /// Says what is wrong.
    pub(crate) fn check(&self) -> anyhow::Result<()> {
        if let Some(url) = self.public_url.as_deref().filter(|_| self.public_host().is_none()) {
            let hint = "write it as `https://desk.example.com`, without a path".to_owned();
            return Err(Hinted::new(format!("`{url}` is no public address for the desk"), [hint]).into());
        }
        if !self.listen.ip().is_loopback() && self.public_url.is_none() {
            let message = format!(
                "`{}` can be reached from other machines, and nothing is encrypted",
                self.listen
            );
            let hint =
                "put something that speaks TLS in front of it and name its address as `public_url` under `[serve]`";
            return Err(Hinted::new(message, [hint.to_owned()]).into());
        }
        if !(1..=720).contains(&self.session_hours) {
            let hint = "set `session_hours` to a number from 1 to 720".to_owned();
            return Err(Hinted::new(
                format!("nobody stays signed in for {} hours", self.session_hours),
                [hint],
            )
            .into());
        }
        if let Some(sso) = &self.sso {
            sso.check()?;
        }
        Ok(())
    }
}

impl SsoSettings {
    fn check(&self) -> anyhow::Result<()> {
        if cfg!(not(feature = "sso")) {
            let hint = "build it with `cargo build --release --features sso`, or take `[serve.sso]` out".to_owned();
            let message = "this build can't sign people in with their company";
            return Err(Hinted::new(message, [hint]).into());
        }
        // Everything that lets somebody in comes from there.
        let is_local = self.issuer.starts_with("http://127.0.0.1") || self.issuer.starts_with("http://localhost");
        if !self.issuer.starts_with("https://") && !is_local {
            let hint = "write it as `https://accounts.example.com`".to_owned();
            return Err(Hinted::new(format!("`{}` is no address to sign people in at", self.issuer), [hint]).into());
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(text: &str) -> Option<String> {
        let settings: ServeSettings = toml::from_str(text).unwrap();
        settings.check().err().map(|error| error.to_string())
    }

    #[test]
    fn what_others_could_read_along_is_refused() {
        let refused = [
            refused(""),
            refused("listen = '0.0.0.0:80'"),
            refused("listen = '0.0.0.0:80'\npublic_url = 'https://desk.example.com'"),
            refused("public_url = 'http://desk.example.com'"),
            refused("public_url = 'https://desk.example.com/vouch'"),
            refused("session_hours = 0"),
        ];
        insta::assert_debug_snapshot!(refused, @r#"
        [
            None,
            Some(
                "`0.0.0.0:80` can be reached from other machines, and nothing is encrypted",
            ),
            None,
            Some(
                "`http://desk.example.com` is no public address for the desk",
            ),
            Some(
                "`https://desk.example.com/vouch` is no public address for the desk",
            ),
            Some(
                "nobody stays signed in for 0 hours",
            ),
        ]
        "#);
    }
}
