//! An account: what is known of it and what was said about it, each part under an address of its
//! own.

mod briefs;
mod evidence;
mod goals;
mod health;
mod overview;
mod people;
mod records;
mod scorecards;
mod tasks;

use grounding::Account;
use workflow::kinds;
use workflow::people::Act;

use super::app::App;
use super::fault::Fault;
use super::frame::{Frame, Place};
use super::portfolio::{DayView, HealthView};
use super::routes::Routes;
use super::visitor::Visitor;
use crate::failure::{Hinted, Kind};

/// The routes of accounts.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/accounts/{account}", overview::show)
        .get("/accounts/{account}/evidence", evidence::show)
        .get("/accounts/{account}/goals", goals::show)
        .get("/accounts/{account}/people", people::show)
        .get("/accounts/{account}/health", health::show)
        .get("/accounts/{account}/briefs", briefs::show)
        .get("/accounts/{account}/scorecards", scorecards::show)
        .get("/accounts/{account}/tasks", tasks::show)
}

/// A part of what is shown of an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tab {
    Overview,
    Evidence,
    Goals,
    People,
    Health,
    Briefs,
    Scorecards,
    Tasks,
}

impl Tab {
    const ALL: [Self; 8] = [
        Self::Overview,
        Self::Evidence,
        Self::Goals,
        Self::People,
        Self::Health,
        Self::Briefs,
        Self::Scorecards,
        Self::Tasks,
    ];

    fn name(self) -> &'static str {
        match self {
            Self::Overview => "Overview",
            Self::Evidence => "Evidence",
            Self::Goals => "Goals",
            Self::People => "People",
            Self::Health => "Health",
            Self::Briefs => "Briefs",
            Self::Scorecards => "Scorecards",
            Self::Tasks => "Tasks",
        }
    }

    /// What its address has after the account's.
    fn path(self) -> &'static str {
        match self {
            Self::Overview => "",
            Self::Evidence => "/evidence",
            Self::Goals => "/goals",
            Self::People => "/people",
            Self::Health => "/health",
            Self::Briefs => "/briefs",
            Self::Scorecards => "/scorecards",
            Self::Tasks => "/tasks",
        }
    }
}

/// What stands above every part of an account.
struct Head {
    id: String,
    name: String,
    /// Empty where nobody is on record.
    owner: String,
    renewal: Option<DayView>,
    newest: Option<DayView>,
    health: HealthView,
    tab: Tab,
    /// The kinds of brief that whoever looks may have drafted: the word of each and its title.
    kinds: Vec<(&'static str, &'static str)>,
}

/// An account that whoever looks may read, with what stands around and above its parts.
struct Opened {
    account: Account,
    frame: Frame,
    head: Head,
}

/// Opens a part of an account. What is not there is not told from what has another name, since the
/// names near to it may be those of accounts that whoever asks may not see.
async fn opened(app: &App, visitor: &Visitor, name: &str, tab: Tab) -> Result<Opened, Fault> {
    let service = visitor.service(app);
    let account = service.account(name).await.map_err(unless_missing)?;
    let (owner, renewal, newest, health) = {
        let snapshot = app.portfolio.current(&app.workspace.store, app.today()).await?;
        if let Some(glance) = snapshot.row(&account.id).map(|row| &row.glance) {
            (
                glance.owner.clone(),
                glance.renewal,
                glance.newest,
                HealthView::of(glance.health.as_ref()),
            )
        } else {
            // Of an account that has just been read the list knows nothing yet.
            let overview = service.overview(&account).await?;
            (overview.owner, overview.renewal, overview.newest, HealthView::of(None))
        }
    };
    let may_draft = service.session.can(Act::Draft, Some(&account.id));
    let title = match tab {
        Tab::Overview => account.name.clone(),
        tab => format!("{} \u{b7} {}", tab.name(), account.name),
    };
    Ok(Opened {
        frame: Frame::new(app, visitor, Place::Accounts, title),
        head: Head {
            id: account.id.to_string(),
            name: account.name.clone(),
            owner: owner.unwrap_or_default(),
            renewal: renewal.map(|day| DayView::of(day, app.today())),
            newest: newest.map(|day| DayView::of(day, app.today())),
            health,
            tab,
            kinds: if may_draft {
                kinds().iter().map(|it| (it.spec.kind, it.spec.title)).collect()
            } else {
                Vec::new()
            },
        },
        account,
    })
}

fn unless_missing(error: anyhow::Error) -> Fault {
    let is_missing = error
        .downcast_ref::<Hinted>()
        .is_some_and(|it| it.kind() == Kind::Missing);
    if is_missing {
        Fault::missing("this account")
    } else {
        error.into()
    }
}
