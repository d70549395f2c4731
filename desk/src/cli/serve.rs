//! `vouch serve`: the review desk in the browser, and the API.

use std::net::SocketAddr;

use anyhow::Context as _;
use clap::Args;
use tokio::net::TcpListener;

use super::{Context, Exit};
use crate::interrupt::interrupted;
use crate::web::{self, app::App, server::Patience};

#[derive(Debug, Args)]
pub(super) struct ServeArgs {
    /// Where to listen; port 0 takes a free one [default: `listen` under `[serve]`, else 127.0.0.1:7878]
    #[arg(long, value_name = "ADDRESS:PORT")]
    listen: Option<SocketAddr>,
}

pub(super) async fn run(context: &Context<'_>, args: &ServeArgs) -> anyhow::Result<Exit> {
    let mut settings = context.settings.clone();
    if let Some(listen) = args.listen {
        settings.serve.listen = listen;
    }
    let listen = settings.serve.listen;
    let workspace = context.workspace().await?;
    let fresh = workspace.store.people().await?.is_empty();
    let app = App::open(
        workspace,
        settings,
        context.global.data.clone(),
        context.global.named_day(),
    )
    .await?;
    let listener = TcpListener::bind(listen)
        .await
        .with_context(|| format!("cannot listen on `{listen}`; name another with `--listen ADDRESS:PORT`"))?;
    context
        .output
        .said(&format!("the desk is open at http://{}", listener.local_addr()?))?;
    if fresh {
        context
            .output
            .note("nobody can sign in yet: `vouch user init` makes the first person");
    }
    let router = web::router(app.clone());
    let stopped = async {
        interrupted().await;
        // Whoever follows a draft learns that it is broken off, and lets go of the connection.
        app.jobs.stop();
    };
    web::server::serve(listener, router, Patience::default(), stopped).await;
    Ok(Exit::Done)
}
