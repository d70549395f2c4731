//! What every route answers to everybody: the whole table, so that a change of it is seen.

mod api;
mod pages;

use std::collections::BTreeSet;

use axum::http::StatusCode;

use super::asked::Answer;
use super::rows::{PARTS, Row, all};
use super::world::World;

/// Nobody, and everybody who has a browser that is known here: the head of their column, and their
/// login. The other is a CSM of another account alone; who is gone may no longer sign in.
const COLUMNS: [(&str, &str); 10] = [
    ("none", ""),
    ("admin", "admin"),
    ("owner", "owner"),
    ("csm", "csm"),
    ("ae", "ae"),
    ("super", "supervisor"),
    ("ops", "operations"),
    ("read", "reader"),
    ("other", "stranger"),
    ("gone", "gone"),
];

/// A status in few letters; `in` where one is sent to where one signs in.
fn word(answer: &Answer) -> String {
    if answer.asks_to_sign_in() {
        "in".to_owned()
    } else {
        answer.status.as_u16().to_string()
    }
}

/// Asks for every row of a part in everybody's name. A desk at which something was done is put away,
/// so that everybody finds what the one before found.
async fn table(part: &str) -> String {
    let part = PARTS.iter().find(|it| it.name == part).unwrap();
    let mut lines = vec![line("", &COLUMNS.map(|(head, _)| head.to_owned()))];
    let mut world = World::new().await;
    for row in part.rows {
        let mut cells = Vec::new();
        for (_, login) in COLUMNS {
            let mut ask = row.ask(&world);
            if !login.is_empty() {
                ask = ask.sent_from_page_of(world.held(login));
            }
            let answer = world.ask(ask).await;
            assert_ne!(answer.status, StatusCode::INTERNAL_SERVER_ERROR, "{row:?} for {login}");
            cells.push(word(&answer));
            if row.is_unsafe() && answer.status.as_u16() < 400 {
                world = World::new().await;
            }
        }
        lines.push(line(&format!("{} {}", row.method, row.route), &cells));
    }
    lines.join("\n")
}

fn line(name: &str, cells: &[String]) -> String {
    let line = cells
        .iter()
        .fold(format!("{name:<51}"), |line, cell| format!("{line}{cell:<6}"));
    line.trim_end().to_owned()
}

#[test]
fn every_route_has_a_row_and_every_row_a_route() {
    let routes = crate::web::routes();
    let name = |method: &axum::http::Method, route: &str| format!("{method} {route}");
    let listed: BTreeSet<String> = routes
        .listed()
        .iter()
        .map(|(method, route)| name(method, route))
        .collect();
    let rows: BTreeSet<String> = all().map(|row: &Row| name(&row.method, row.route)).collect();
    let without_row: Vec<_> = listed.difference(&rows).collect();
    let without_route: Vec<_> = rows.difference(&listed).collect();
    assert_eq!((without_row, without_route), (vec![], vec![]), "add the row in `rows`");
}
