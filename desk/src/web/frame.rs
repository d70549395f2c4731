//! What stands around every page, and how a page is answered.

use askama::Template;
use axum::response::{Html, IntoResponse, Response};
use jiff::civil::Date;

use super::app::App;
use super::assets::{self, Script};
use super::fault::Fault;
use super::visitor::Visitor;

/// Where in the desk a page belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// The table of accounts, and an account.
    Accounts,
    /// What waits for whoever looks.
    Work,
    /// Scorecards.
    Scorecards,
    /// Actions.
    Actions,
    /// Metrics, pilots and the audit.
    Measurement,
    /// Settings and people.
    Settings,
}

impl Place {
    const ALL: [Self; 6] = [
        Self::Accounts,
        Self::Work,
        Self::Scorecards,
        Self::Actions,
        Self::Measurement,
        Self::Settings,
    ];

    /// Its name.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Accounts => "Accounts",
            Self::Work => "My work",
            Self::Scorecards => "Scorecards",
            Self::Actions => "Actions",
            Self::Measurement => "Measurement",
            Self::Settings => "Settings",
        }
    }

    /// Its address.
    pub(crate) fn address(self) -> &'static str {
        match self {
            Self::Accounts => "/",
            Self::Work => "/work",
            Self::Scorecards => "/scorecards",
            Self::Actions => "/actions",
            Self::Measurement => "/metrics",
            Self::Settings => "/settings",
        }
    }
}

/// What stands around a page.
pub(crate) struct Frame {
    /// What the page is about, for the tab and for screen readers.
    pub(crate) title: String,
    /// Where it belongs.
    pub(crate) place: Place,
    /// Who looks at it.
    pub(crate) name: String,
    /// What its forms carry.
    pub(crate) form: String,
    /// The day that is spoken of, where it is not today.
    pub(crate) as_of: Option<Date>,
    /// The scripts that it has beside the one that every page has.
    pub(crate) scripts: &'static [Script],
    /// What has just happened, in one sentence; empty where nothing has.
    pub(crate) said: String,
}

impl Frame {
    /// The frame of a page.
    pub(crate) fn new(app: &App, visitor: &Visitor, place: Place, title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            place,
            name: visitor.person.name.clone(),
            form: visitor.form.clone(),
            as_of: app.named_day(),
            scripts: &[],
            said: String::new(),
        }
    }

    /// The places of the desk.
    pub(crate) fn places() -> [Place; 6] {
        Place::ALL
    }

    /// The style's address.
    pub(crate) fn style() -> &'static str {
        assets::style()
    }

    /// The script's address.
    pub(crate) fn script() -> &'static str {
        assets::script()
    }

    /// Whether the page is a review, which fills the window.
    pub(crate) fn is_review(&self) -> bool {
        self.scripts.contains(&Script::Review)
    }

    /// The address of the picture in the tab's corner.
    pub(crate) fn icon() -> &'static str {
        assets::icon()
    }
}

/// Answers with a page, or a part of one.
///
/// # Errors
///
/// Fails where the template does.
pub(crate) fn page(template: &impl Template) -> Result<Response, Fault> {
    Ok(Html(template.render()?).into_response())
}
