use workflow::brief::RunState;
use workflow::health::Level;

use super::super::{Direction, Query, Sort};
use crate::failure::Hinted;

#[test]
fn a_query_reads_as_it_is_written() {
    let query = Query {
        text: "birch & söhne".to_owned(),
        level: Some(Level::Red),
        owner: Some("Ana Ruiz".to_owned()),
        waits_for_me: true,
        state: Some(RunState::InReview),
        renewal_within: Some(90),
        sort: Sort::Health,
        direction: Direction::Descending,
        page: 3,
        per_page: 200,
    };
    insta::assert_snapshot!(query.to_address(), @"text=birch%20%26%20s%C3%B6hne&level=red&owner=Ana%20Ruiz&waits_for_me=true&state=in_review&renewal_within=90&sort=health&direction=descending&page=3&per_page=200");
    assert_eq!(Query::read(&query.to_address()).unwrap(), query);
    assert_eq!(Query::default().to_address(), "");
    // A form sends its empty fields, and a blank as a plus sign.
    let of_form = Query::read("text=birch+lake&level=&owner=&page=1&waits_for_me=false").unwrap();
    let expected = Query {
        text: "birch lake".to_owned(),
        ..Query::default()
    };
    assert_eq!(of_form, expected);
}

#[test]
fn what_is_unknown_says_what_to_ask_for() {
    let told = |text: &str| {
        let error = Query::read(text).unwrap_err();
        let hints = error.downcast_ref::<Hinted>().unwrap().hints().join("; ");
        format!("{error} ({hints})")
    };
    let asked = [
        "levle=red",
        "colour=red",
        "level=pink",
        "state=approved",
        "sort=size",
        "page=0",
        "per_page=201",
        "renewal_within=-3",
        "waits_for_me=yes",
    ];
    insta::assert_snapshot!(asked.map(told).join("\n"), @"
        accounts can't be asked for by `levle` (did you mean `level`?)
        accounts can't be asked for by `colour` (ask for one of `text`, `level`, `owner`, `waits_for_me`, `state`, `renewal_within`, `sort`, `direction`, `page`, `per_page`)
        `pink` is no `level` of the list of accounts (use one of `red`, `amber`, `green`, `unknown`)
        `approved` is no `state` of the list of accounts (use one of `in_review`, `paused`, `stopped`, `returned`)
        `size` is no `sort` of the list of accounts (use one of `name`, `health`, `renewal`, `newest`, `owner`, `waiting`)
        `0` is no `page` of the list of accounts (use a whole number from 1 to 1000000)
        `201` is no `per_page` of the list of accounts (use a whole number from 1 to 200)
        `-3` is no `renewal_within` of the list of accounts (use a whole number from 0 to 36500)
        `yes` is no `waits_for_me` of the list of accounts (use one of `true`, `false`)
        ");
}
