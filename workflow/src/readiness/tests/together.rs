//! What holds for all accounts together, and for one of them.

use grounding::{AccountId, Affiliation};
use jiff::civil::date;

use super::super::{AccountReadiness, CONDITIONS, Connected, Readiness, overall, readiness};
use super::{deal, ledger, measure, note, of, order_form, owned_by, person, ticket, told};
use crate::people::Role;

#[test]
fn every_condition_is_answered_in_order() {
    let answers = readiness(&ledger(Vec::new()), &[]).answers;
    let asked: Vec<&str> = answers.iter().map(|answer| answer.condition.name).collect();
    assert_eq!(asked, CONDITIONS.map(|condition| condition.name));
}

/// VR-71: no ticket of any account, and the help desk is not connected; an account without one is
/// not held up where another has some.
#[test]
fn support_is_connected_for_all_accounts_or_for_none() {
    let quiet = ledger(vec![deal()]);
    let loud = ledger(vec![ticket()]);
    let mut connected = Connected::default();
    connected.note(&quiet);
    let accounts = [readiness(&quiet, &[]), readiness(&loud, &[])];
    let without = overall(&accounts[..1], &connected, &[]);
    insta::assert_snapshot!(told(of(&without, "support_context")), @"NotReady: no support ticket and no case of any account is stored -> export the help desk's tickets or the CRM's cases, and read them with `vouch ingest PATH`");
    connected.note(&loud);
    let with = overall(&accounts, &connected, &[]);
    insta::assert_snapshot!(told(of(&with, "support_context")), @"Ready: 1 support ticket or case from `zendesk`");
    let each = accounts.map(|account| of(&account.answers, "support_context").readiness);
    assert_eq!(each, [Readiness::NotAsked, Readiness::Ready]);
}

/// An account of that name, for which the condition is answered so.
fn account(name: &str, condition: &str, answer: Readiness) -> AccountReadiness {
    let mut account = readiness(&ledger(Vec::new()), &[]);
    account.account_id = AccountId::new(name);
    for it in account.answers.iter_mut().filter(|it| it.condition.name == condition) {
        it.readiness = answer;
        it.why = format!("because of {name}");
    }
    account
}

#[test]
fn all_accounts_are_not_ready_where_none_of_them_is() {
    use Readiness::{NotAsked, NotReady, Ready};

    let overall = |answers: &[Readiness]| {
        let names = ["ash", "birch", "cedar"];
        let accounts = names.iter().zip(answers);
        let accounts: Vec<_> = accounts.map(|(name, it)| account(name, "sales_notes", *it)).collect();
        told(of(&overall(&accounts, &Connected::default(), &[]), "sales_notes"))
    };
    assert_eq!(overall(&[]), "NotAsked: there are no accounts yet");
    assert_eq!(overall(&[NotAsked]), "NotAsked: there is no account to ask it of");
    assert_eq!(overall(&[NotAsked, Ready, NotReady]), "Ready: 1 of 2 accounts");
    assert_eq!(
        overall(&[NotAsked, NotReady, NotReady]),
        "NotReady: none of 2 accounts; of `birch`: because of birch"
    );
}

/// VR-72, HO-34: with nobody to review or reject, no account at all is ready, whatever the records
/// say; with no account yet, nothing else is asked.
#[test]
fn an_empty_desk_is_told_what_to_do_first() {
    let told: Vec<String> = overall(&[], &Connected::default(), &[])
        .iter()
        .map(|answer| format!("{}: {}", answer.condition.name, told(answer)))
        .collect();
    insta::assert_snapshot!(told.join("\n"), @"
    value_evidence: NotAsked: there are no accounts yet
    support_context: NotAsked: there are no accounts yet
    owner_review: NotReady: nobody who may sign in owns an account -> `vouch user init`, then `vouch user add LOGIN --name NAME --role account_owner`
    sales_notes: NotAsked: there are no accounts yet
    closed_won_documents: NotAsked: there are no accounts yet
    cs_rejection: NotReady: nobody who may sign in is a CSM -> `vouch user init`, then `vouch user add LOGIN --name NAME --role csm`
    ");
}

#[test]
fn an_account_lacks_what_is_answered_with_no() {
    let form = order_form("- Term: 12 months\n");
    let by = ("Rhea", Affiliation::Vendor);
    let sources = vec![
        deal(),
        owned_by(None),
        form,
        ticket(),
        note("note:file/1", date(2026, 2, 1), by),
        measure(date(2026, 4, 1), 1),
        measure(date(2026, 5, 1), 2),
    ];
    let ledger = ledger(sources);
    let desk = [person("both", &[(Role::Csm, None), (Role::AccountOwner, None)])];
    assert!(readiness(&ledger, &desk).is_ready());
    let found = readiness(&ledger, &[]);
    let lacks: Vec<&str> = found.lacks().map(|answer| answer.condition.name).collect();
    assert_eq!((found.is_ready(), lacks), (false, vec!["owner_review", "cs_rejection"]));
}
