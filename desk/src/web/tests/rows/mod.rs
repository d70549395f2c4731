//! Every route with a request that makes sense, so that each can be asked in everybody's name.
//!
//! Addresses and bodies name what there is in braces; see `making` for the names.

mod accounts;
mod api;
mod api_scorecards;
mod desk;
mod measurement;
mod review;
mod scorecards;

use axum::http::Method;

use super::asked::Ask;
use super::world::World;

/// A request for a route.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub(super) method: Method,
    /// The route, as it is listed.
    pub(super) route: &'static str,
    /// The address that is asked for.
    address: &'static str,
    /// What is sent.
    sent: Sent,
}

/// What is sent with a request.
#[derive(Debug, Clone, Copy)]
enum Sent {
    /// Nothing.
    Nothing,
    /// The fields of a form, as they are written in an address.
    Form(&'static str),
    /// JSON, which has its names as `<name>`.
    Json(&'static str),
}

/// A page that is looked at.
const fn get(route: &'static str, address: &'static str) -> Row {
    Row {
        method: Method::GET,
        route,
        address,
        sent: Sent::Nothing,
    }
}

/// Something that is done with a form.
const fn post(route: &'static str, address: &'static str, fields: &'static str) -> Row {
    Row {
        method: Method::POST,
        route,
        address,
        sent: Sent::Form(fields),
    }
}

/// Something that a program does.
const fn json(route: &'static str, address: &'static str, text: &'static str) -> Row {
    Row {
        method: Method::POST,
        route,
        address,
        sent: Sent::Json(text),
    }
}

/// Something that a program takes away.
const fn delete(route: &'static str, address: &'static str) -> Row {
    Row {
        method: Method::DELETE,
        route,
        address,
        sent: Sent::Nothing,
    }
}

impl Row {
    /// Whether it may change something.
    pub(super) fn is_unsafe(&self) -> bool {
        self.method != Method::GET
    }

    /// Whether it is about something of an account.
    pub(super) fn is_of_account(&self) -> bool {
        const OF_ACCOUNT: [&str; 8] = [
            "{account}",
            "{handoff}",
            "{recap}",
            "{summary}",
            "{health}",
            "{source}",
            "{scorecard}",
            "{action}",
        ];
        OF_ACCOUNT.iter().any(|name| self.address.contains(name))
    }

    /// The address that is asked for.
    pub(super) fn address(&self, world: &World) -> String {
        world.filled(self.address)
    }

    /// The request without anything that shows who asks.
    pub(super) fn ask(&self, world: &World) -> Ask {
        let ask = Ask::of(self.method.clone(), &self.address(world));
        match self.sent {
            Sent::Json(text) => ask.sending("application/json", world.filled_json(text)),
            Sent::Nothing => ask,
            Sent::Form(fields) => ask.sending("application/x-www-form-urlencoded", world.filled(fields)),
        }
    }
}

/// A part of the desk, and the requests for its routes.
pub(super) struct Part {
    pub(super) name: &'static str,
    pub(super) rows: &'static [Row],
}

/// Every part of the desk.
pub(super) const PARTS: [Part; 7] = [
    Part {
        name: "desk",
        rows: desk::ROWS,
    },
    Part {
        name: "accounts",
        rows: accounts::ROWS,
    },
    Part {
        name: "review",
        rows: review::ROWS,
    },
    Part {
        name: "scorecards",
        rows: scorecards::ROWS,
    },
    Part {
        name: "measurement",
        rows: measurement::ROWS,
    },
    Part {
        name: "API",
        rows: api::ROWS,
    },
    Part {
        name: "API of scorecards",
        rows: api_scorecards::ROWS,
    },
];

/// Every request.
pub(super) fn all() -> impl Iterator<Item = &'static Row> {
    PARTS.iter().flat_map(|part| part.rows)
}
