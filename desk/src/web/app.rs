//! What every request is answered from.

use std::path::PathBuf;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;

use super::jobs::Jobs;
use super::limits::Limits;
use super::origin::Origin;
use crate::portfolio::Portfolio;
use crate::settings::Settings;
use crate::workspace::Workspace;

/// The desk as it is served: the store, the settings as they were when it began, and what is kept
/// in memory only.
pub(crate) struct App {
    pub(crate) workspace: Workspace,
    pub(crate) settings: Settings,
    /// The data folder, beside whose evidence a model's answers are kept.
    pub(crate) data: PathBuf,
    /// The accounts in a table.
    pub(crate) portfolio: Arc<Portfolio>,
    /// By which names the desk is called.
    pub(crate) origin: Origin,
    /// How often somebody may try to sign in.
    pub(crate) limits: Limits,
    /// Where people sign in with their company; none where the settings name no place.
    #[cfg(feature = "sso")]
    pub(crate) sso: Option<super::sso::Sso>,
    /// The briefs that are being drafted.
    pub(crate) jobs: Jobs,
    /// The day that is spoken of, where somebody named one; else it is today.
    day: Option<Date>,
    /// When it was opened, and its settings were read.
    opened: Timestamp,
}

impl App {
    /// Opens the desk over a store.
    ///
    /// # Errors
    ///
    /// Fails where the store can't be read or the settings can't be served by.
    pub(crate) async fn open(
        workspace: Workspace,
        settings: Settings,
        data: PathBuf,
        day: Option<Date>,
    ) -> anyhow::Result<Arc<Self>> {
        settings.serve.check()?;
        let today = day.unwrap_or_else(|| jiff::Zoned::now().date());
        let app = Self {
            portfolio: Arc::new(Portfolio::open(&workspace.store, today).await?),
            origin: Origin::of(&settings.serve),
            limits: Limits::default(),
            #[cfg(feature = "sso")]
            sso: super::sso::Sso::of(&settings.serve)?,
            jobs: Jobs::default(),
            workspace,
            settings,
            data,
            day,
            opened: Timestamp::now(),
        };
        Ok(Arc::new(app))
    }

    /// The day that is spoken of.
    pub(crate) fn today(&self) -> Date {
        self.day.unwrap_or_else(|| jiff::Zoned::now().date())
    }

    /// What the place is called where people sign in with their company; none where there is none.
    pub(crate) fn sso_name(&self) -> Option<&str> {
        self.settings.serve.sso.as_ref().map(|it| it.name.as_str())
    }

    /// When it was opened, and its settings were read.
    pub(crate) fn opened(&self) -> Timestamp {
        self.opened
    }

    /// The day that somebody named for everything that is shown; none where it is today.
    pub(crate) fn named_day(&self) -> Option<Date> {
        self.day
    }
}
