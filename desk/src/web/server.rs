//! Listening: connections, each with a limit of time, until somebody stops the desk.

use std::net::IpAddr;
use std::time::Duration;

use axum::Router;
use axum::extract::Request;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tower::ServiceExt as _;

/// How long the desk waits for others.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Patience {
    /// So long may somebody take to say what they want.
    pub(crate) headers: Duration,
    /// So long may what is under way go on once somebody stops the desk.
    pub(crate) finish: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            headers: Duration::from_secs(10),
            finish: Duration::from_secs(5),
        }
    }
}

/// So many connections at once; others wait.
const MOST_CONNECTIONS: usize = 1_024;
/// A pause where the machine has no more connections to give.
const BREATHER: Duration = Duration::from_millis(100);

/// The address that a request came from.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Peer(pub(crate) IpAddr);

/// Serves until `stop` comes, and then ends what is under way.
pub(crate) async fn serve(listener: TcpListener, router: Router, patience: Patience, stop: impl Future<Output = ()>) {
    let ending = GracefulShutdown::new();
    let places = std::sync::Arc::new(tokio::sync::Semaphore::new(MOST_CONNECTIONS));
    let mut stop = std::pin::pin!(stop);
    loop {
        let next = async {
            let place = places.clone().acquire_owned().await;
            (place, listener.accept().await)
        };
        let (place, accepted) = tokio::select! {
            next = next => next,
            () = &mut stop => break,
        };
        match accepted {
            Ok((stream, peer)) => {
                let connection = connection(stream, peer.ip(), router.clone(), patience.headers, &ending);
                tokio::spawn(async move {
                    let _place = place;
                    connection.await;
                });
            }
            Err(error) => {
                tracing::warn!("a connection could not be taken: {error}");
                tokio::time::sleep(BREATHER).await;
            }
        }
    }
    if tokio::time::timeout(patience.finish, ending.shutdown()).await.is_err() {
        tracing::info!("some connections did not end by themselves");
    }
}

fn connection(
    stream: TcpStream,
    peer: IpAddr,
    router: Router,
    headers_within: Duration,
    ending: &GracefulShutdown,
) -> impl Future<Output = ()> + use<> {
    // Small answers leave at once.
    drop(stream.set_nodelay(true));
    let service = router.map_request(move |mut request: Request<_>| {
        request.extensions_mut().insert(Peer(peer));
        request
    });
    // Where another version is possible, the first bytes are waited for without a limit.
    let mut builder = Builder::new(TokioExecutor::new()).http1_only();
    builder
        .http1()
        .timer(TokioTimer::new())
        .header_read_timeout(headers_within);
    let connection = builder
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(service))
        .into_owned();
    let watched = ending.watch(connection);
    async move {
        if let Err(error) = watched.await {
            tracing::debug!("a connection broke: {error}");
        }
    }
}
