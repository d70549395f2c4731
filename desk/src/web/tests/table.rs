//! What every route answers to everybody: the whole table, so that a change of it is seen.

use std::collections::BTreeSet;

use axum::http::StatusCode;

use super::asked::Answer;
use super::making::PEOPLE;
use super::rows::{PARTS, Row, all};
use super::world::World;

/// Nobody, and whoever has a browser that is known here. The last of them may no longer sign in,
/// and the one before is a CSM of the other account alone.
fn columns() -> Vec<&'static str> {
    let people = PEOPLE.iter().map(|(login, ..)| *login);
    std::iter::once("nobody").chain(people).collect()
}

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
    let columns = columns();
    let mut lines = vec![format!("{:<52}{}", "", columns.map_to_cells())];
    let mut world = World::new().await;
    for row in part.rows {
        let mut cells = Vec::new();
        for login in &columns {
            let mut ask = row.ask(&world);
            if *login != "nobody" {
                ask = ask.sent_from_page_of(world.held(login));
            }
            let answer = world.ask(ask).await;
            assert_ne!(answer.status, StatusCode::INTERNAL_SERVER_ERROR, "{row:?} for {login}");
            cells.push(word(&answer));
            if row.is_unsafe() && answer.status.as_u16() < 400 {
                world = World::new().await;
            }
        }
        let name = format!("{:<4} {}", row.method, row.route);
        lines.push(format!("{name:<52}{}", cells.map_to_cells()));
    }
    lines.iter().map(|line| line.trim_end()).collect::<Vec<_>>().join("\n")
}

/// Columns of the same width.
trait Cells {
    fn map_to_cells(&self) -> String;
}

impl<T: AsRef<str>> Cells for Vec<T> {
    fn map_to_cells(&self) -> String {
        self.iter().map(|cell| format!("{:<11}", cell.as_ref())).collect()
    }
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

#[tokio::test]
async fn the_desk_answers_each_role() {
    insta::assert_snapshot!(table("desk").await, @"");
}

#[tokio::test]
async fn accounts_answer_each_role() {
    insta::assert_snapshot!(table("accounts").await, @"");
}

#[tokio::test]
async fn a_review_answers_each_role() {
    insta::assert_snapshot!(table("review").await, @"");
}

#[tokio::test]
async fn scorecards_and_actions_answer_each_role() {
    insta::assert_snapshot!(table("scorecards").await, @"");
}

#[tokio::test]
async fn measurement_and_settings_answer_each_role() {
    insta::assert_snapshot!(table("measurement").await, @"");
}

#[tokio::test]
async fn the_api_answers_each_role() {
    insta::assert_snapshot!(table("API").await, @"");
}

#[tokio::test]
async fn the_api_of_scorecards_answers_each_role() {
    insta::assert_snapshot!(table("API of scorecards").await, @"");
}
