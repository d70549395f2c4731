//! Somebody breaks a command off.

use crate::{cli, failure};

/// Waits until somebody breaks the command off, from the keyboard or with a signal.
pub(crate) async fn interrupted() {
    let terminated = async {
        #[cfg(unix)]
        if let Ok(mut signal) = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            signal.recv().await;
            return;
        }
        std::future::pending::<()>().await;
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        () = terminated => {}
    }
}

/// Runs a command until it is done or somebody breaks it off. Broken off, it still cleans up
/// after itself, so that no evidence is left in a folder that was only for this run.
pub(crate) async fn until_interrupted(
    command: impl Future<Output = anyhow::Result<cli::Exit>>,
) -> anyhow::Result<cli::Exit> {
    tokio::select! {
        done = command => done,
        () = interrupted() => Err(failure::interrupted()),
    }
}
