//! What people and programs sign in with in place of a password. A token is shown once, in the
//! answer to whoever had it made, and stands in no address and in no log.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{Redirect, Response};
use axum_extra::extract::Form;
use jiff::civil::Date;
use serde::Deserialize;
use workflow::people::{Act, Person};

use crate::failure::Hinted;
use crate::service::people::{ListedToken, MadeToken};
use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::frame::{Frame, Place, page};
use crate::web::routes::Routes;
use crate::web::said::{Done, JustDone, back};
use crate::web::settings::Tabs;
use crate::web::visitor::Visitor;

/// The routes of tokens.
pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/settings/tokens", list)
        .post("/settings/tokens", make)
        .post("/settings/tokens/{id}/revoke", revoke)
}

/// A token in the list.
struct TokenView {
    id: String,
    login: String,
    label: String,
    made: String,
    expires: String,
    /// Whether it is good: the class that has its color, the sign and the word.
    state: (&'static str, &'static str, &'static str),
    good: bool,
}

fn view(token: ListedToken, today: Date) -> TokenView {
    let expired = token.expires.is_some_and(|last| last < today);
    let state = match (token.revoked, expired) {
        (true, _) => ("plain", "\u{2013}", "revoked"),
        (false, true) => ("plain", "\u{2013}", "expired"),
        (false, false) => ("proven", "\u{2714}", "good"),
    };
    TokenView {
        id: token.id,
        login: token.login,
        label: token.label,
        made: token.made_at.strftime("%Y-%m-%d").to_string(),
        expires: token.expires.map_or_else(|| "never".to_owned(), |day| day.to_string()),
        state,
        good: !token.revoked,
    }
}

#[derive(Template)]
#[template(path = "web/settings/tokens.html")]
struct TokensPage {
    frame: Frame,
    tabs: Tabs,
    tokens: Vec<TokenView>,
    manages: bool,
    /// Whose tokens whoever looks may make, themselves first.
    people: Vec<Person>,
    today: String,
}

async fn list(State(app): State<Arc<App>>, visitor: Visitor, Query(just): Query<JustDone>) -> Result<Response, Fault> {
    let service = visitor.service(&app);
    let manages = visitor.session.can(Act::ManagePeople, None);
    let mut tokens = service.tokens().await?;
    tokens.sort_by(|one, other| (one.revoked, other.made_at).cmp(&(other.revoked, one.made_at)));
    let mut people = service.people().await?;
    people.retain(|person| person.active && (manages || person.login == visitor.person.login));
    people.sort_by_key(|person| person.login != visitor.person.login);
    let mut frame = Frame::new(&app, &visitor, Place::Settings, "Tokens");
    frame.said = just.sentence();
    page(&TokensPage {
        frame,
        tabs: Tabs::of(&visitor, "tokens"),
        tokens: tokens.into_iter().map(|token| view(token, app.today())).collect(),
        manages,
        people,
        today: app.today().to_string(),
    })
}

#[derive(Debug, Deserialize)]
struct Asked {
    #[serde(default)]
    login: String,
    #[serde(default)]
    label: String,
    #[serde(default)]
    expires: String,
}

#[derive(Template)]
#[template(path = "web/settings/token.html")]
struct MadePage {
    frame: Frame,
    token: MadeToken,
    own: bool,
}

/// Makes a token and shows it in the answer, and never again.
async fn make(State(app): State<Arc<App>>, visitor: Visitor, Form(asked): Form<Asked>) -> Result<Response, Fault> {
    let label = asked.label.trim();
    if label.is_empty() {
        let hint = "say what it is for, so that you know later whether it is still needed".to_owned();
        return Err(anyhow::Error::new(Hinted::new("a token has a label", [hint])).into());
    }
    let expires = crate::web::measurement::day(&asked.expires)?;
    if expires.is_some_and(|last| last < app.today()) {
        let hint = "name a day that is still to come, or none".to_owned();
        return Err(anyhow::Error::new(Hinted::new("the token's last day is over", [hint])).into());
    }
    let login = Some(asked.login.trim()).filter(|login| !login.is_empty());
    let token = visitor.service(&app).make_token(login, label, expires).await?;
    page(&MadePage {
        frame: Frame::new(&app, &visitor, Place::Settings, "A new token"),
        own: token.login == visitor.person.login,
        token,
    })
}

async fn revoke(State(app): State<Arc<App>>, visitor: Visitor, Path(id): Path<String>) -> Result<Redirect, Fault> {
    visitor.service(&app).revoke_token(&id).await?;
    Ok(back("/settings/tokens", Done::Changed))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_token_is_good_on_its_last_day_and_until_it_is_revoked() {
        let state = |expires: Option<Date>, revoked: bool| {
            let token = ListedToken {
                id: "0a1b2c3d".to_owned(),
                login: "dana".to_owned(),
                label: "nightly export".to_owned(),
                made_at: "2026-06-01T08:00:00Z".parse().unwrap(),
                expires,
                revoked,
            };
            let view = view(token, date(2026, 6, 30));
            (view.state.2, view.expires)
        };
        assert_eq!(state(None, false), ("good", "never".to_owned()));
        assert_eq!(state(Some(date(2026, 6, 30)), false), ("good", "2026-06-30".to_owned()));
        assert_eq!(
            state(Some(date(2026, 6, 29)), false),
            ("expired", "2026-06-29".to_owned())
        );
        assert_eq!(
            state(Some(date(2026, 6, 29)), true),
            ("revoked", "2026-06-29".to_owned())
        );
    }
}
