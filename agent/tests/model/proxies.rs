//! Which requests go through a proxy.

use std::process::Command;

use agent::model::{Endpoint, Model};

use super::{Port, answer, bodies, endpoint_at, good, question, server, soon, usage};

/// Tells the second process which endpoint to ask.
const ASKED: &str = "VOUCH_TEST_ASKED";

/// A process cannot safely set its own environment, so the test runs itself once for each address.
#[tokio::test]
async fn only_other_machines_are_asked_through_the_proxy_of_the_environment() {
    const THIS: &str = "proxies::only_other_machines_are_asked_through_the_proxy_of_the_environment";
    if let Ok(url) = std::env::var(ASKED) {
        ask_once(&url).await;
        return;
    }
    let near = server([good()]).await;
    let proxy = server([good()]).await;
    for url in [format!("{}/v1", near.uri()), "http://ferry.example/v1".to_owned()] {
        let mut again = Command::new(std::env::current_exe().unwrap());
        again
            .args(["--exact", THIS])
            .env(ASKED, url)
            .env("HTTP_PROXY", proxy.uri())
            .env("http_proxy", proxy.uri())
            .env_remove("NO_PROXY")
            .env_remove("no_proxy")
            .env_remove("REQUEST_METHOD");
        let output = tokio::task::spawn_blocking(move || again.output())
            .await
            .unwrap()
            .unwrap();
        assert!(output.status.success(), "{output:?}");
    }
    assert_eq!((bodies(&near).await.len(), bodies(&proxy).await.len()), (1, 1));
}

async fn ask_once(url: &str) {
    // A machine without certificate authorities of its own will do for the test.
    let folder = tempfile::tempdir().unwrap();
    let bundle = folder.path().join("bundle.pem");
    let authority = rcgen::generate_simple_self_signed(["authority.example".to_owned()]).unwrap();
    std::fs::write(&bundle, authority.cert.pem()).unwrap();
    let model = Model::connect(Endpoint {
        ca_bundle: Some(bundle),
        ..endpoint_at(url)
    })
    .unwrap();
    let answered = model.ask::<Port>(&question(), soon()).await;
    assert_eq!(answered, Ok(answer(usage(1, 1))));
}
