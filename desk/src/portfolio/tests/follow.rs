use grounding::{Account, Audience, Ledger, Source, SourceId, Visibility};
use jiff::civil::{Date, date};
use workflow::Overview;
use workflow::brief::RunState;
use workflow::run::{Approval, RunEvent};

use super::fixture::*;
use super::*;
use crate::portfolio::snapshot::Row;

fn approval() -> RunEvent {
    RunEvent::Approved(Approval {
        role: workflow::people::Role::Ae,
        digest: "sha256:s-1".to_owned(),
        items: Vec::new(),
        opened: Vec::new(),
        unopened_because: None,
        comment: String::new(),
    })
}

async fn two() -> Folder {
    let folder = Folder::open().await;
    let accounts = [account("Alder", "001A"), account("Birch", "001B")];
    folder.store.put_accounts(&accounts).await.unwrap();
    let sources = [
        user("7", "Ana Ruiz"),
        account_record("alder", "crm:user/7"),
        account_record("birch", "Bo Lind"),
        order_form("alder", date(2026, 9, 30)),
        renewal_deal("birch", date(2026, 12, 1)),
        note("a", "alder", date(2026, 5, 1)),
        note("b", "birch", date(2026, 6, 1)),
    ];
    folder.put("crm", &sources).await;
    folder
}

/// How many accounts were looked at the last time.
async fn looked_at(portfolio: &Portfolio) -> usize {
    portfolio.accounts.lock().await.looked_at()
}

async fn fresh(folder: &Folder, today: Date) -> Vec<Row> {
    Portfolio::open(&folder.store, today)
        .await
        .unwrap()
        .snapshot()
        .rows()
        .to_vec()
}

#[tokio::test]
async fn it_follows_whatever_happens() {
    let folder = two().await;
    let portfolio = Portfolio::open(&folder.store, TODAY).await.unwrap();
    assert_eq!(looked_at(&portfolio).await, 2);
    assert!(!portfolio.is_stale(&folder.store, TODAY).await.unwrap());

    let brief = health_brief("declining", None, &[signal("usage", "red", "declining")]);
    let summary = begun("s-1", "alder", "summary");
    let moved = Source {
        account: Some(grounding::AccountId::new("birch")),
        ..note("a", "alder", date(2026, 6, 25))
    };
    let renamed = Account {
        name: "Alder and Sons".to_owned(),
        ..account("Alder", "001A")
    };
    // What happens, and how many accounts have to be looked at for it.
    let mut told = Vec::new();
    for what in [
        "note", "nothing", "score", "run", "approval", "moved", "renamed", "both", "new", "user",
    ] {
        match what {
            "note" => folder.put("n", &[note("n", "birch", date(2026, 6, 9))]).await,
            "score" => {
                let score = (date(2026, 6, 20), 41, "amber");
                folder.begin(&[scored("h-1", "alder", score, brief.clone())]).await;
            }
            "run" => folder.begin(std::slice::from_ref(&summary)).await,
            "approval" => drop(folder.happens(&summary.run(), approval()).await),
            "moved" => folder.put("m", std::slice::from_ref(&moved)).await,
            "renamed" => folder.store.put_accounts(std::slice::from_ref(&renamed)).await.unwrap(),
            "both" => {
                let renamed = [account("Birch", "001Z")];
                folder.store.put_accounts(&renamed).await.unwrap();
                folder.put("l", &[note("l", "alder", date(2026, 6, 27))]).await;
            }
            "new" => folder.store.put_accounts(&[account("Cedar", "001C")]).await.unwrap(),
            "user" => folder.put("u", &[user("7", "Ana Maria Ruiz")]).await,
            _ => {}
        }
        let is_stale = portfolio.is_stale(&folder.store, TODAY).await.unwrap();
        assert_eq!(is_stale, what != "nothing", "{what}");
        let before = portfolio.snapshot();
        portfolio.refresh(&folder.store, TODAY).await.unwrap();
        assert_eq!(portfolio.snapshot().rows(), fresh(&folder, TODAY).await, "{what}");
        assert_eq!(
            before.rows() == portfolio.snapshot().rows(),
            what == "nothing",
            "{what}"
        );
        told.push(format!("{what}: {}", looked_at(&portfolio).await));
    }
    insta::assert_snapshot!(told.join(", "), @"note: 1, nothing: 1, score: 1, run: 1, approval: 1, moved: 2, renamed: 0, both: 1, new: 1, user: 3");
}

#[tokio::test]
async fn a_row_tells_what_the_overview_does() {
    let folder = two().await;
    let secret = Source {
        visibility: Visibility::Restricted,
        ..note("secret", "birch", date(2026, 6, 20))
    };
    let later = note("later", "birch", date(2026, 7, 20));
    folder.put("more", &[secret, later]).await;
    // A record that now stands for a later day stood for an earlier one before.
    folder.put("b", &[note("b", "birch", date(2026, 8, 1))]).await;
    for today in [TODAY, date(2026, 5, 2), date(2026, 8, 1)] {
        let shown = Portfolio::open(&folder.store, today).await.unwrap().snapshot();
        for account in grounding::Evidence::accounts(&folder.store).await.unwrap() {
            let view = grounding::View {
                as_of: today,
                audience: Audience::Internal,
            };
            let ledger = Ledger::gather(&folder.store, &account, view).await.unwrap();
            let overview = Overview::of(&ledger, &workflow::health::HEALTH);
            let glance = &shown.row(&account.id).unwrap().glance;
            assert_eq!(
                (&glance.owner, glance.renewal, glance.newest),
                (&overview.owner, overview.renewal, overview.newest),
                "{} on {today}",
                account.id
            );
            assert!(glance.owner.is_some() && glance.renewal.is_some());
        }
    }
}

#[tokio::test]
async fn health_is_what_was_scored_here_up_to_the_day() {
    let folder = two().await;
    let of_others = score_of(
        SourceId::raw("health:snapshot/9"),
        "alder",
        (date(2026, 6, 25), 99, "green"),
    );
    folder.put("scores", &[of_others]).await;
    let brief = health_brief("declining", None, &[signal("usage", "red", "declining")]);
    let monthly: Vec<Begun> = (1..=14)
        .map(|at: u32| {
            let month = i8::try_from(at % 12).unwrap() + 1;
            let day = date(if at < 12 { 2025 } else { 2026 }, month, 3);
            scored(&format!("h-{at}"), "alder", (day, 20 + at, "amber"), brief.clone())
        })
        .collect();
    folder.begin(&monthly).await;
    // Scored again on the same day, by a run whose id comes before the other's.
    folder
        .begin(&[scored("a-15", "alder", (date(2026, 3, 3), 77, "green"), brief)])
        .await;

    let told = |shown: &Snapshot| {
        let health = shown
            .row(&grounding::AccountId::new("alder"))
            .unwrap()
            .glance
            .health
            .clone()
            .unwrap();
        let reason = health.told.reason.clone().unwrap();
        let points: Vec<u32> = health.points.iter().map(|(_, score)| *score).collect();
        format!(
            "{} {} {} {} {}: {reason} {points:?} {}",
            health.run,
            health.date,
            health.level.word(),
            health.score,
            health.trend.words(),
            health.sparkline()
        )
    };
    let today = Portfolio::open(&folder.store, TODAY).await.unwrap().snapshot();
    let earlier = Portfolio::open(&folder.store, date(2025, 4, 1))
        .await
        .unwrap()
        .snapshot();
    insta::assert_snapshot!(format!("{}\n{}", told(&today), told(&earlier)), @"
        a-15 2026-03-03 green 77 declining: usage is declining [23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 77] ▃▃▃▃▃▃▃▃▃▃▃▆
        h-2 2025-03-03 amber 22 declining: usage is declining [21, 22] ▂▃
        ");
    assert_eq!(
        today.row(&grounding::AccountId::new("birch")).unwrap().glance.health,
        None
    );
}

#[tokio::test]
async fn an_approval_shows_at_once_and_much_evidence_later() {
    let folder = two().await;
    let summary = begun("s-1", "alder", "summary");
    folder.begin(std::slice::from_ref(&summary)).await;
    let portfolio = Arc::new(Portfolio::open(&folder.store, TODAY).await.unwrap());
    let states = |shown: &Snapshot| -> Vec<RunState> {
        shown
            .rows()
            .iter()
            .flat_map(Row::open_runs)
            .map(|run| run.state.word())
            .collect()
    };
    assert_eq!(states(&portfolio.snapshot()), [RunState::InReview]);

    // Somebody looks at many accounts all the while.
    let looking = portfolio.accounts.lock().await;
    let many: Vec<Source> = (0..=FEW)
        .map(|at| note(&at.to_string(), "birch", date(2026, 6, 12)))
        .collect();
    folder.put("many", &many).await;
    folder.happens(&summary.run(), approval()).await;
    let shown = portfolio.current(&folder.store, TODAY).await.unwrap();
    let newest = |shown: &Snapshot| shown.row(&grounding::AccountId::new("birch")).unwrap().glance.newest;
    assert_eq!(states(&shown), []);
    assert_eq!(newest(&shown), Some(date(2026, 6, 1)));

    // Nobody looks any more: what is much is looked at behind the page, what is little before it.
    drop(looking);
    let shown = portfolio.current(&folder.store, TODAY).await.unwrap();
    assert_eq!(newest(&shown), Some(date(2026, 6, 1)));
    portfolio.refresh(&folder.store, TODAY).await.unwrap();
    assert_eq!(newest(&portfolio.snapshot()), Some(date(2026, 6, 12)));
    folder.put("one", &[note("one", "birch", date(2026, 6, 13))]).await;
    let shown = portfolio.current(&folder.store, TODAY).await.unwrap();
    assert_eq!(newest(&shown), Some(date(2026, 6, 13)));
}

#[tokio::test]
async fn a_backup_that_is_put_back_is_looked_at_anew() {
    let folder = two().await;
    let summary = begun("s-1", "alder", "summary");
    folder.begin(std::slice::from_ref(&summary)).await;
    let backup = folder.path.path().join("backup");
    folder.store.backup(&backup).await.unwrap();
    folder.put("x", &[note("x", "birch", date(2026, 6, 9))]).await;
    folder.happens(&summary.run(), approval()).await;
    let portfolio = Portfolio::open(&folder.store, TODAY).await.unwrap();
    folder.restore(&backup).await;
    folder.put("y", &[note("y", "alder", date(2026, 6, 10))]).await;
    portfolio.refresh(&folder.store, TODAY).await.unwrap();
    assert_eq!(portfolio.snapshot().rows(), fresh(&folder, TODAY).await);
    assert_eq!(portfolio.snapshot().rows()[0].runs.len(), 1);
}
