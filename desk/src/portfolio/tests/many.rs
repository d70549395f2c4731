use std::time::{Duration, Instant};

use grounding::Account;
use jiff::civil::date;

use super::fixture::*;
use super::*;
use crate::portfolio::page::Seen;

const ACCOUNTS: usize = 5_000;

/// So many runs are begun in one stroke.
const STROKE: usize = 500;

/// Thousands of accounts, each with a few records, a score and an open run.
async fn folder() -> Folder {
    let folder = Folder::open().await;
    let names: Vec<String> = (0..ACCOUNTS).map(|at| format!("Account {at:05}")).collect();
    let accounts: Vec<Account> = names.iter().map(|name| account(name, &format!("crm {name}"))).collect();
    folder.store.put_accounts(&accounts).await.unwrap();
    let mut sources = vec![user("7", "Ana Ruiz"), user("8", "Bo Lind")];
    for (at, account) in accounts.iter().enumerate() {
        let id = account.id.as_str();
        sources.push(account_record(
            id,
            if at % 2 == 0 { "crm:user/7" } else { "crm:user/8" },
        ));
        sources.push(renewal_deal(id, date(2026, 9, 30)));
        sources.push(note(id, id, date(2026, 6, 1)));
    }
    folder.put("crm", &sources).await;
    let brief = health_brief("declining", None, &[signal("usage", "red", "declining")]);
    let runs = accounts.iter().enumerate().flat_map(|(at, account)| {
        let id = account.id.as_str();
        let score = (date(2026, 6, 20), u32::try_from(at % 100).unwrap(), "amber");
        let health = scored(&format!("h{at}"), id, score, brief.clone());
        [health, begun(&format!("s{at}"), id, "summary")]
    });
    for runs in runs.collect::<Vec<_>>().chunks(STROKE) {
        folder.begin(runs).await;
    }
    folder
}

#[tokio::test]
async fn thousands_of_accounts_take_little() {
    let folder = folder().await;
    let began = Instant::now();
    let portfolio = Arc::new(Portfolio::open(&folder.store, TODAY).await.unwrap());
    let filled = began.elapsed();
    assert_eq!(portfolio.accounts.lock().await.looked_at(), ACCOUNTS);

    let began = Instant::now();
    let shown = portfolio.current(&folder.store, TODAY).await.unwrap();
    let query = Query::read("text=account&sort=health&waits_for_me=true&page=7").unwrap();
    let page = Seen::of(&shown, |_| true, |run| !run.waits_for().is_empty()).page(&query);
    let paged = began.elapsed();
    assert_eq!((page.lines.len(), page.total, page.waiting), (50, ACCOUNTS, ACCOUNTS));
    assert!(paged < Duration::from_millis(250), "{paged:?}");

    folder
        .put("one", &[note("one", "account-00007", date(2026, 6, 22))])
        .await;
    let began = Instant::now();
    let shown = portfolio.current(&folder.store, TODAY).await.unwrap();
    eprintln!(
        "filled in {filled:?}, a page in {paged:?}, one account again in {:?}",
        began.elapsed()
    );
    assert_eq!(portfolio.accounts.lock().await.looked_at(), 1);
    let account = grounding::AccountId::new("account-00007");
    assert_eq!(shown.row(&account).unwrap().glance.newest, Some(date(2026, 6, 22)));
}
