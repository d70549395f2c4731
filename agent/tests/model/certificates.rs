//! Servers whose certificate is trusted, and those whose certificate is not.

use std::sync::Arc;

use agent::model::{Endpoint, Model};
use rcgen::{CertificateParams, DnType, KeyPair, date_time_ymd};
use rustls::ServerConfig;
use rustls::crypto::ring;
use rustls::pki_types::PrivateKeyDer;
use tokio::io::AsyncWriteExt as _;
use tokio_rustls::TlsAcceptor;

use super::{Listening, Port, answer, endpoint_at, failed, good_body, hear, listen, question, say, soon, usage, whole};

/// What a certificate for a host says.
fn certificate_for(host: &str) -> CertificateParams {
    let mut params = CertificateParams::new([host.to_owned()]).unwrap();
    // Of two authorities with one name, the wrong one would be found.
    params.distinguished_name.push(DnType::CommonName, host);
    params
}

/// A server on loopback with a certificate that it signed itself; and that certificate as PEM.
async fn secured(params: &CertificateParams) -> (Listening, String) {
    let key = KeyPair::generate().unwrap();
    let certificate = params.self_signed(&key).unwrap();
    let pem = certificate.pem();
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate.into()], PrivateKeyDer::from(key))
        .unwrap();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listening = listen(move |_number, stream| {
        let acceptor = acceptor.clone();
        async move {
            // Who does not trust the certificate hangs up.
            let Ok(mut stream) = acceptor.accept(stream).await else {
                return;
            };
            hear(&mut stream).await;
            say(&mut stream, &whole("application/json", good_body().as_bytes())).await;
            let _hung_up = stream.shutdown().await;
        }
    })
    .await;
    (listening, pem)
}

/// A model behind the server, where what the bundle holds is trusted.
fn trusting(listening: &Listening, bundle: &str) -> Model {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("bundle.pem");
    std::fs::write(&path, bundle).unwrap();
    let url = listening.url.replace("http://", "https://");
    Model::connect(Endpoint {
        ca_bundle: Some(path),
        ..endpoint_at(&url)
    })
    .unwrap()
}

#[tokio::test]
async fn a_certificate_in_the_bundle_is_trusted() {
    let (listening, pem) = secured(&certificate_for("127.0.0.1")).await;
    let answered = trusting(&listening, &pem).ask::<Port>(&question(), soon()).await;
    assert_eq!(answered, Ok(answer(usage(1, 1))));
}

#[tokio::test]
async fn a_certificate_that_nobody_vouches_for_is_told_and_not_asked_again() {
    let (listening, _pem) = secured(&certificate_for("127.0.0.1")).await;
    // Never empty: a machine without authorities of its own will do for the test.
    let other = certificate_for("authority.example");
    let other = other.self_signed(&KeyPair::generate().unwrap()).unwrap();

    let error = failed(&trusting(&listening, &other.pem())).await;

    insta::assert_snapshot!(error, @"model_unreachable: model `ferry-1` at `https://host/v1` did not answer in 1 try: error sending request: client error (Connect): invalid peer certificate: UnknownIssuer; set `ca_bundle` to a PEM file of the authority that signed the server's certificate [1]");
    assert_eq!(listening.connections(), 1);
}

#[tokio::test]
async fn a_certificate_for_another_host_is_told_and_not_asked_again() {
    let (listening, pem) = secured(&certificate_for("ferry.example")).await;

    let error = failed(&trusting(&listening, &pem)).await;

    insta::assert_snapshot!(error, @r#"
    model_unreachable: model `ferry-1` at `https://host/v1` did not answer in 1 try: error sending request: client error (Connect): invalid peer certificate: certificate not valid for name "127.0.0.1"; certificate is only valid for DnsName("ferry.example"); set `base_url` to a name that the server's certificate is for [1]
    "#);
    assert_eq!(listening.connections(), 1);
}

#[tokio::test]
async fn an_expired_certificate_is_told_and_not_asked_again() {
    let mut params = certificate_for("127.0.0.1");
    params.not_after = date_time_ymd(2020, 1, 1);
    let (listening, pem) = secured(&params).await;

    let error = failed(&trusting(&listening, &pem)).await;

    insta::with_settings!({filters => vec![(r"\d{9,}", "[seconds]")]}, {
        insta::assert_snapshot!(error, @"
        model_unreachable: model `ferry-1` at `https://host/v1` did not answer in 1 try: error sending request: client error (Connect): invalid peer certificate: certificate expired: verification time [seconds] (UNIX), but certificate is not valid after [seconds] ([seconds] seconds ago); the server's certificate wants renewing; check this machine's clock too [1]
        ");
    });
    assert_eq!(listening.connections(), 1);
}
