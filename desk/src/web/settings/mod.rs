//! The settings as they were read when the desk was opened. They are changed in their file, so
//! that a change can be reviewed and put back like any other; here they are looked at.

mod briefs;
mod groups;
mod model;
mod outside;
mod rows;
mod set_up;

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use grounding::Rule;
use workflow::people::Act;

use super::app::App;
use super::fault::Fault;
use super::frame::{Frame, Place, page};
use super::routes::Routes;
use super::rules::severity;
use super::visitor::Visitor;
use crate::settings::Settings;
use briefs::BriefView;
use groups::{Group, TopicView};
use outside::{MappingView, SubscriberView};

/// The routes of the settings.
pub(crate) fn routes() -> Routes {
    Routes::new().get("/settings", show).and(set_up::routes())
}

/// The tabs above the pages of the settings.
pub(crate) struct Tabs {
    /// Which page this is.
    pub(crate) here: &'static str,
    /// Whether whoever looks keeps the desk, and may see how it is set up.
    pub(crate) keeps: bool,
}

impl Tabs {
    /// The tabs for a visitor, on that page.
    pub(crate) fn of(visitor: &Visitor, here: &'static str) -> Self {
        Self {
            here,
            keeps: visitor.session.can(Act::Maintain, None),
        }
    }
}

/// A rule whose findings do something else than they would of themselves.
struct RuleView {
    code: String,
    name: &'static str,
    set: (&'static str, &'static str, &'static str),
    otherwise: (&'static str, &'static str, &'static str),
}

#[derive(Template)]
#[template(path = "web/settings/settings.html")]
struct SettingsPage {
    frame: Frame,
    tabs: Tabs,
    /// When they were read.
    read: String,
    briefs: Vec<BriefView>,
    rules: Vec<RuleView>,
    topics: Vec<TopicView>,
    /// Why the tenant's owner-review rules can't be read; empty where they can.
    unreadable: String,
    groups: Vec<Group>,
    subscribers: Vec<SubscriberView>,
    mappings: Vec<MappingView>,
}

async fn show(State(app): State<Arc<App>>, visitor: Visitor) -> Result<Response, Fault> {
    visitor.session.allow(Act::Read, None)?;
    let settings = &app.settings;
    page(&SettingsPage {
        frame: Frame::new(&app, &visitor, Place::Settings, "Settings"),
        tabs: Tabs::of(&visitor, "settings"),
        read: app.opened().strftime("%Y-%m-%d %H:%M UTC").to_string(),
        briefs: briefs::views(settings),
        rules: changed_rules(settings),
        topics: groups::topics(&settings.policy.owner_review),
        unreadable: settings.rules_unreadable.clone().unwrap_or_default(),
        groups: groups::all(settings),
        subscribers: outside::subscribers(&settings.outbox),
        mappings: outside::mappings(&settings.mapping),
    })
}

fn changed_rules(settings: &Settings) -> Vec<RuleView> {
    let set = |rule: &Rule| settings.policy.severity(rule);
    let changed = Rule::all().iter().filter(|rule| set(rule) != rule.severity);
    changed
        .map(|rule| RuleView {
            code: rule.code.to_string(),
            name: rule.name,
            set: severity(set(rule)),
            otherwise: severity(rule.severity),
        })
        .collect()
}
