//! Briefs that were saved under a name. One is opened as it was kept, and no model is asked (AS-46,
//! AS-47).

use std::sync::Arc;

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use serde::Deserialize;

use crate::service::review::list::SavedBrief;
use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::frame::{Frame, Place, page};
use crate::web::review::version_address;
use crate::web::routes::Routes;
use crate::web::visitor::Visitor;

/// The route of saved briefs.
pub(super) fn routes() -> Routes {
    Routes::new().get("/saved", show)
}

/// Of which account.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Filter {
    /// As it is named; empty for every one.
    account: String,
}

#[derive(Template)]
#[template(path = "web/work/saved.html")]
struct SavedPage {
    frame: Frame,
    filter: Filter,
    rows: Vec<Row>,
}

/// A saved brief.
struct Row {
    name: String,
    address: String,
    account_id: String,
    title: String,
    by: String,
    when: String,
}

async fn show(State(app): State<Arc<App>>, visitor: Visitor, Query(filter): Query<Filter>) -> Result<Response, Fault> {
    let account = Some(filter.account.trim()).filter(|account| !account.is_empty());
    let saved = visitor.service(&app).saved(account).await?;
    page(&SavedPage {
        frame: Frame::new(&app, &visitor, Place::Work, "Saved briefs"),
        rows: saved.into_iter().map(Row::from).collect(),
        filter,
    })
}

impl From<SavedBrief> for Row {
    fn from(saved: SavedBrief) -> Self {
        let title = workflow::definition(&saved.kind).map(|it| it.spec.title.to_owned());
        Self {
            title: title.unwrap_or(saved.kind),
            when: saved.saved_at.strftime("%Y-%m-%d %H:%M UTC").to_string(),
            name: saved.name,
            address: version_address(&saved.run, saved.version),
            account_id: saved.account_id,
            by: saved.saved_by,
        }
    }
}
