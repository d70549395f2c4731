//! Audits (VR-64, HO-33).

use grounding::AccountId;
use jiff::civil::{Date, date};

use crate::measure::testing::{handoff, recap, runs};
use crate::measure::{AuditRow, AuditTable, Cell, handoff_audit, recap_audit, render_audit, sample};
use crate::run::Note;

const DAY: Date = date(2026, 1, 5);
const LATER: Date = date(2026, 4, 5);

fn account(name: &str) -> AccountId {
    AccountId::new(name)
}

/// VR-64: seven things, of which freshness is in no other test of a recap.
#[test]
fn a_recap_is_audited_for_seven_things() {
    let parts = [
        "outcome_evidence",
        "usage_signal",
        "milestone_summary",
        "support_context",
        "risk_caveats",
    ];
    let mut told: Vec<_> = parts
        .iter()
        .map(|part| recap(part, 1, DAY).without(part).approved(DAY))
        .collect();
    let mut stale = recap("stale", 1, DAY).approved(DAY);
    stale.started.stale_inputs = vec!["usage".to_owned()];
    told.extend([stale, recap("unapproved", 1, DAY), recap("whole", 1, DAY).approved(DAY)]);
    let mut accounts: Vec<AccountId> = told.iter().map(|told| told.started.account.clone()).collect();
    accounts.push(account("an-account-with-a-very-long-name"));
    let table = AuditTable::of_recaps(&accounts, &runs(&told));
    insta::assert_snapshot!(render_audit(&table), @"
    account             outcome  usage  milestones  support  caveat  fresh  approved
    outcome_evidence    no       yes    yes         yes      yes     yes    yes
    usage_signal        yes      no     yes         yes      yes     yes    yes
    milestone_summary   yes      yes    no          yes      yes     yes    yes
    support_context     yes      yes    yes         no       yes     yes    yes
    risk_caveats        yes      yes    yes         yes      no      yes    yes
    stale               yes      yes    yes         yes      yes     no     yes
    unapproved          yes      yes    yes         yes      yes     yes    no
    whole               yes      yes    yes         yes      yes     yes    yes
    an-account-with-a-very-long-name
                        no       no     no          no       no      no     no
    of 9                7        7      7           7        7       7      7
    ");
}

/// HO-33.
#[test]
fn a_handoff_is_audited_for_seven_things() {
    let held = date(2026, 1, 20);
    let told = [
        handoff("whole", 1, DAY)
            .approved(DAY)
            .noted(Note::KickoffHeld, held, ""),
        handoff("no-notes", 1, DAY).without("owner_notes").approved(DAY),
        handoff("no-promises", 1, DAY).lacking("promises").approved(DAY),
        handoff("no-proposal", 1, DAY).lacking("signed_scope").approved(DAY),
        handoff("no-people", 1, DAY).without("stakeholders").approved(DAY),
        handoff("sent-back", 1, DAY)
            .returned(DAY, true)
            .reopened(DAY)
            .returned(DAY, false),
        handoff("unready", 1, DAY)
            .noted(Note::KickoffHeld, held, "")
            .approved(LATER),
    ];
    let mut accounts: Vec<AccountId> = told.iter().map(|told| told.started.account.clone()).collect();
    accounts.push(account("no-handoff"));
    let table = AuditTable::of_handoffs(&accounts, &runs(&told));
    insta::assert_snapshot!(render_audit(&table), @"
    account             packet  notes  promises  people  accepted  returns  ready
    whole               yes     yes    yes       yes     yes       0        yes
    no-notes            yes     no     yes       yes     yes       0        yes
    no-promises         yes     yes    no        yes     yes       0        yes
    no-proposal         yes     yes    no        yes     yes       0        yes
    no-people           yes     yes    yes       no      yes       0        yes
    sent-back           yes     yes    yes       yes     no        2        no
    unready             yes     yes    yes       yes     yes       0        no
    no-handoff          no      no     no        no      no        0        no
    of 8                7       6      5         6       6         2        5
    ");
}

#[test]
fn the_latest_recap_is_audited() {
    let told = [
        recap("orrin", 2, LATER).without("usage_signal"),
        recap("orrin", 1, DAY).approved(DAY),
    ];
    let (yes, no) = (Cell::Yes, Cell::No);
    assert_eq!(
        recap_audit(&account("orrin"), &runs(&told)),
        AuditRow {
            account: account("orrin"),
            cells: [yes, no, yes, yes, yes, yes, no],
        }
    );
    assert_eq!(
        handoff_audit(&account("orrin"), &runs(&told)).cells,
        [no, no, no, no, no, Cell::Count(0), no]
    );
}

#[test]
fn a_seed_picks_the_same_accounts_whatever_their_order() {
    let accounts: Vec<AccountId> = (0..20).map(|at| account(&format!("account-{at}"))).collect();
    let mut turned = accounts.clone();
    turned.reverse();
    turned.push(account("account-3"));
    let picked = sample(&accounts, 5, 7);
    assert_eq!(picked.len(), 5);
    assert_eq!(picked, sample(&turned, 5, 7));
    assert_ne!(picked, sample(&accounts, 5, 8));
    assert_eq!(sample(&turned, 50, 7).len(), 20);
}

#[test]
fn a_table_is_data_as_well() {
    let table = AuditTable::of_handoffs(&[account("orrin")], &[]);
    assert_eq!(
        serde_json::to_value(&table.rows).unwrap(),
        serde_json::json!([{"account": "orrin", "cells": ["no", "no", "no", "no", "no", {"count": 0}, "no"]}])
    );
}
