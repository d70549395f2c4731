//! The HTTP client: certificates, proxies, redirects.

use std::path::Path;
use std::sync::OnceLock;
use std::time::Duration;

use reqwest::redirect::Policy;
use reqwest::{Certificate, Client, ClientBuilder};
use rustls::crypto::{CryptoProvider, ring};

use super::ModelError;
use super::address::Address;
use super::text::chain;

pub(super) fn client(address: &Address, ca_bundle: Option<&Path>) -> Result<Client, ModelError> {
    install_provider();
    let mut builder = Client::builder()
        .user_agent(concat!("vouch/", env!("CARGO_PKG_VERSION")))
        .connect_timeout(Duration::from_secs(10))
        // Evidence goes to the configured host and to no other that it may point to.
        .redirect(Policy::none());
    if address.is_loopback() {
        builder = builder.no_proxy();
    }
    if let Some(path) = ca_bundle {
        builder = builder.tls_certs_merge(certificates(path)?);
    } else if address.is_loopback() && !address.is_encrypted() {
        // Nothing is encrypted, so a machine without certificate authorities will do.
        builder = builder.tls_certs_only([]);
    }
    build(builder)
}

/// A client that only ever makes requests and sends none: what carries them is no socket. All such
/// models share one.
pub(super) fn unsent() -> Result<Client, ModelError> {
    static CLIENT: OnceLock<Client> = OnceLock::new();
    if let Some(client) = CLIENT.get() {
        return Ok(client.clone());
    }
    install_provider();
    let client = build(Client::builder().no_proxy().tls_certs_only([]))?;
    Ok(CLIENT.get_or_init(|| client).clone())
}

fn install_provider() {
    if CryptoProvider::get_default().is_none() {
        // Another thread may have installed one since; then that one serves.
        let _already_installed = ring::default_provider().install_default();
    }
}

fn build(builder: ClientBuilder) -> Result<Client, ModelError> {
    builder.build().map_err(|error| {
        let why = chain(&error);
        let help = if why.contains("No CA certificates") {
            "install the system's `ca-certificates`, or set `ca_bundle` to a PEM file"
        } else {
            "check `ca_bundle` and the proxy settings of the environment"
        };
        ModelError::NotConfigured {
            why: format!("no HTTP client can be made: {why}; {help}"),
        }
    })
}

fn certificates(path: &Path) -> Result<Vec<Certificate>, ModelError> {
    let unusable = |why: String| ModelError::NotConfigured {
        why: format!("`ca_bundle` cannot be used: `{}`: {why}", path.display()),
    };
    let pem = std::fs::read(path).map_err(|error| unusable(error.to_string()))?;
    let certificates = Certificate::from_pem_bundle(&pem).map_err(|error| unusable(chain(&error)))?;
    if certificates.is_empty() {
        return Err(unusable("no certificate in it; expected PEM".to_owned()));
    }
    Ok(certificates)
}
