use jiff::civil::date;
use workflow::brief::RunState;

use super::fixture::*;
use super::*;
use crate::portfolio::page::Seen;

/// Five accounts of all levels, of which one was never scored and has nothing else.
async fn five() -> (Folder, Arc<Snapshot>) {
    let folder = Folder::open().await;
    let accounts = [
        account("Alder Works", "001A"),
        account("Birch Lake", "001B"),
        account("Cedar Mills", "001C"),
        account("Dogwood", "001D"),
        account("elm street", "001E"),
    ];
    folder.store.put_accounts(&accounts).await.unwrap();
    let sources = [
        user("7", "Ana Ruiz"),
        account_record("alder-works", "crm:user/7"),
        account_record("birch-lake", "Bo Lind"),
        account_record("cedar-mills", "ana ruiz"),
        account_record("elm-street", "Bo Lind"),
        renewal_deal("alder-works", date(2026, 9, 30)),
        renewal_deal("birch-lake", date(2026, 7, 15)),
        renewal_deal("cedar-mills", date(2026, 6, 1)),
        note("a", "alder-works", date(2026, 5, 1)),
        note("c", "cedar-mills", date(2026, 6, 9)),
        note("e", "elm-street", date(2026, 6, 29)),
    ];
    folder.put("crm", &sources).await;
    let day = date(2026, 6, 22);
    let brief = || health_brief("declining", None, &[signal("usage", "red", "declining")]);
    let runs = [
        scored("h-a", "alder-works", (day, 81, "green"), brief()),
        scored("h-b", "birch-lake", (day, 35, "red"), brief()),
        scored("h-c", "cedar-mills", (day, 62, "amber"), brief()),
        scored("h-e", "elm-street", (day, 48, "amber"), brief()),
        begun("s-a", "alder-works", "summary"),
        begun("s-e", "elm-street", "summary"),
        Begun {
            state: RunState::Paused,
            ..begun("r-e", "elm-street", "recap")
        },
    ];
    folder.begin(&runs).await;
    let portfolio = Portfolio::open(&folder.store, TODAY).await.unwrap();
    (folder, portfolio.snapshot())
}

fn everything(_: &grounding::AccountId) -> bool {
    true
}

/// Whatever is in review waits.
fn mine(run: &workflow::run::Run) -> bool {
    run.state.word() == RunState::InReview
}

fn ids(shown: &Snapshot, address: &str) -> String {
    let query = Query::read(address).unwrap();
    let page = Seen::of(shown, everything, mine).page(&query);
    let ids: Vec<&str> = page.lines.iter().map(|it| it.row.glance.account.id.as_str()).collect();
    ids.join(" ")
}

#[tokio::test]
async fn accounts_are_sorted_and_what_is_unknown_comes_last() {
    let (_folder, shown) = five().await;
    let sorted = ["name", "health", "renewal", "newest", "owner", "waiting"].map(|sort| {
        let up = ids(&shown, &format!("sort={sort}"));
        let down = ids(&shown, &format!("sort={sort}&direction=descending"));
        format!("{sort}: {up}\n  down: {down}")
    });
    insta::assert_snapshot!(sorted.join("\n"), @"
    name: alder-works birch-lake cedar-mills dogwood elm-street
      down: elm-street dogwood cedar-mills birch-lake alder-works
    health: birch-lake elm-street cedar-mills alder-works dogwood
      down: alder-works cedar-mills elm-street birch-lake dogwood
    renewal: cedar-mills birch-lake alder-works dogwood elm-street
      down: alder-works birch-lake cedar-mills dogwood elm-street
    newest: alder-works cedar-mills elm-street birch-lake dogwood
      down: elm-street cedar-mills alder-works birch-lake dogwood
    owner: alder-works cedar-mills birch-lake elm-street dogwood
      down: birch-lake elm-street alder-works cedar-mills dogwood
    waiting: birch-lake cedar-mills dogwood alder-works elm-street
      down: alder-works elm-street birch-lake cedar-mills dogwood
    ");
}

#[tokio::test]
async fn accounts_are_found_by_what_is_asked_for() {
    let (_folder, shown) = five().await;
    let asked = [
        "text=BIRCH",
        "text=lake+lind",
        "text=001c",
        "text=ana+cedar",
        "text=oak",
        "level=amber",
        "level=unknown",
        "owner=Ana+Ruiz",
        "waits_for_me=true",
        "state=paused",
        "state=returned",
        "renewal_within=15",
        "renewal_within=92",
        "level=amber&owner=bo+lind&state=in_review",
    ];
    let found = asked.map(|address| format!("{address}: {}", ids(&shown, address)));
    insta::assert_snapshot!(found.join("\n"), @"
        text=BIRCH: birch-lake
        text=lake+lind: birch-lake
        text=001c: cedar-mills
        text=ana+cedar: cedar-mills
        text=oak: 
        level=amber: cedar-mills elm-street
        level=unknown: dogwood
        owner=Ana+Ruiz: alder-works cedar-mills
        waits_for_me=true: alder-works elm-street
        state=paused: elm-street
        state=returned: 
        renewal_within=15: birch-lake
        renewal_within=92: alder-works birch-lake
        level=amber&owner=bo+lind&state=in_review: elm-street
        ");
}

#[tokio::test]
async fn a_page_counts_what_is_on_all_of_them() {
    let (_folder, shown) = five().await;
    let told = |address: &str| {
        let page = Seen::of(&shown, everything, mine).page(&Query::read(address).unwrap());
        let levels: Vec<String> = page
            .levels
            .iter()
            .map(|(level, count)| format!("{count} {}", level.word()))
            .collect();
        let waiting: Vec<usize> = page.lines.iter().map(|it| it.waiting.len()).collect();
        format!(
            "{address}: {} of {} accounts, page {} of {}; {}; {} wait, here {waiting:?}",
            page.lines.len(),
            page.total,
            page.number,
            page.pages,
            levels.join(", "),
            page.waiting
        )
    };
    let asked = [
        "",
        "per_page=2",
        "per_page=2&page=3",
        "per_page=2&page=9",
        "level=amber",
        "text=oak",
    ];
    insta::assert_snapshot!(asked.map(told).join("\n"), @"
        : 5 of 5 accounts, page 1 of 1; 1 unknown, 1 green, 2 amber, 1 red; 2 wait, here [1, 0, 0, 0, 1]
        per_page=2: 2 of 5 accounts, page 1 of 3; 1 unknown, 1 green, 2 amber, 1 red; 2 wait, here [1, 0]
        per_page=2&page=3: 1 of 5 accounts, page 3 of 3; 1 unknown, 1 green, 2 amber, 1 red; 2 wait, here [1]
        per_page=2&page=9: 1 of 5 accounts, page 3 of 3; 1 unknown, 1 green, 2 amber, 1 red; 2 wait, here [1]
        level=amber: 2 of 2 accounts, page 1 of 1; 1 unknown, 1 green, 2 amber, 1 red; 2 wait, here [0, 1]
        text=oak: 0 of 0 accounts, page 1 of 1; 0 unknown, 0 green, 0 amber, 0 red; 2 wait, here []
        ");
}

#[tokio::test]
async fn what_somebody_may_not_see_is_not_even_counted() {
    let (_folder, shown) = five().await;
    let allowed = |account: &grounding::AccountId| account.as_str() == "alder-works";
    let page = Seen::of(&shown, allowed, mine).page(&Query::default());
    let ids: Vec<&str> = page.lines.iter().map(|it| it.row.glance.account.id.as_str()).collect();
    assert_eq!((ids, page.total, page.waiting), (vec!["alder-works"], 1, 1));
    assert_eq!(page.levels.values().sum::<usize>(), 1);
}
