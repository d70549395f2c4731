//! An invented customer, healthy unless a test says otherwise: what each system exports of it.

use jiff::ToSpan as _;
use jiff::civil::{Date, date};
use serde_json::Value;

use super::written::write;
use crate::exports::Exports;
use crate::support::Vouch;

/// The day that the customer is looked at.
pub(super) const TODAY: Date = date(2026, 6, 30);

/// A customer, as the systems know it. Every list can be changed; [`write`] makes exports of it.
#[derive(Clone)]
pub(super) struct Customer {
    /// Its name in the store.
    pub(super) slug: &'static str,
    pub(super) name: &'static str,
    /// Tells its records from those of other customers.
    pub(super) code: &'static str,
    /// What it pays a year.
    pub(super) value: u32,
    /// Its segment in the CRM; empty for none.
    pub(super) segment: &'static str,
    /// When its contract renews.
    pub(super) renewal: Date,
    /// How many seats it signed for.
    pub(super) seats: u32,
    /// Figures: metric, day, figure.
    pub(super) usage: Vec<(&'static str, Date, i64)>,
    /// Tickets: subject, day, status, priority.
    pub(super) tickets: Vec<(&'static str, Date, &'static str, &'static str)>,
    /// Answers to surveys: day, score, comment.
    pub(super) answers: Vec<(Date, u32, &'static str)>,
    /// Mails of the customer's champion: day, text.
    pub(super) mails: Vec<(Date, &'static str)>,
    /// CRM activities of ours: subject, text, day, type.
    pub(super) tasks: Vec<(&'static str, &'static str, Date, &'static str)>,
    /// Calls with the sponsor and the champion: day, what the champion said.
    pub(super) calls: Vec<(Date, &'static str)>,
    /// Invoices: number, due date, whether paid.
    pub(super) invoices: Vec<(&'static str, Date, bool)>,
    /// Milestones: name, due date, day reached.
    pub(super) milestones: Vec<(&'static str, Date, Option<Date>)>,
    /// Goals: name, metric, unit, status, baseline, target, current.
    pub(super) goals: Vec<Goal>,
    /// Recorded health scores: day, score, level.
    pub(super) history: Vec<(Date, u32, &'static str)>,
    /// Figures of another system, a dashboard: metric, day, figure.
    pub(super) dashboard: Vec<(&'static str, Date, i64)>,
}

/// A goal with its KPI.
#[derive(Clone, Copy)]
pub(super) struct Goal {
    pub(super) name: &'static str,
    pub(super) metric: &'static str,
    pub(super) unit: &'static str,
    pub(super) status: &'static str,
    pub(super) baseline: u32,
    pub(super) target: u32,
    pub(super) current: u32,
    pub(super) due: Date,
}

/// So many days before the day that the customer is looked at.
pub(super) fn ago(days: i32) -> Date {
    TODAY.checked_sub(days.days()).unwrap()
}

/// So many days after it.
pub(super) fn ahead(days: i32) -> Date {
    TODAY.checked_add(days.days()).unwrap()
}

impl Customer {
    /// A customer of whom every signal is green.
    pub(super) fn healthy() -> Self {
        let weeks = (0..20).rev().map(|week| ago(1 + 7 * week));
        let usage = weeks.flat_map(|day| {
            let at = i64::from((day - ago(134)).get_days() / 7);
            [("sessions", day, 400 + 2 * at), ("active_users", day, 50 + at / 4)]
        });
        Self {
            slug: "halden-optics",
            name: "Halden Optics",
            code: "H1",
            value: 48_000,
            segment: "Mid-market",
            renewal: ahead(250),
            seats: 60,
            usage: usage.collect(),
            tickets: vec![("Labels print twice", ago(20), "solved", "normal")],
            answers: vec![(ago(15), 9, "The labels come out right, which we are very happy about.")],
            mails: vec![
                (ago(9), "Thank you, the new layout is great and the team enjoys it."),
                (ago(30), "The training was excellent. Everybody found it helpful."),
            ],
            tasks: vec![(
                "Monthly check-in",
                "Went through the open points with Ines Falk.",
                ago(12),
                "Call",
            )],
            calls: vec![(ago(18), "We are pleased with how the second line works now.")],
            invoices: vec![("HO-2026-1", ago(60), true), ("HO-2026-2", ahead(30), false)],
            milestones: vec![
                ("Second line live", ago(70), Some(ago(72))),
                ("Label archive moved", ago(40), Some(ago(40))),
                ("Third line live", ahead(60), None),
            ],
            goals: vec![Goal {
                name: "Bring label errors down from 40 to 10 a week by December 2026",
                metric: "label errors",
                unit: "",
                status: "On Track",
                baseline: 40,
                target: 10,
                current: 20,
                due: date(2026, 12, 18),
            }],
            history: Vec::new(),
            dashboard: Vec::new(),
        }
    }

    /// The same customer under another name.
    #[must_use]
    pub(super) fn named(self, slug: &'static str, name: &'static str, code: &'static str) -> Self {
        Self {
            slug,
            name,
            code,
            ..self
        }
    }

    /// The same customer after a change.
    #[must_use]
    pub(super) fn with(mut self, change: impl FnOnce(&mut Self)) -> Self {
        change(&mut self);
        self
    }

    /// The exports of this customer alone.
    pub(super) fn exports(&self) -> Exports {
        write(std::slice::from_ref(self))
    }

    /// A program that has read them.
    pub(super) fn vouch(&self) -> Vouch {
        Vouch::with(self.exports().path())
    }

    /// Its health snapshot, whatever its exit code.
    pub(super) fn health(&self) -> Value {
        health(&self.vouch(), self.slug, &[])
    }

    /// An id of its in the CRM.
    pub(super) fn crm(&self, object: &str) -> String {
        format!("{object}8d00000{:0<3}AaAAJ", self.code)
    }

    /// The mail address of its champion.
    pub(super) fn champion(&self) -> String {
        format!("ines.falk@{}.example", self.slug)
    }

    /// Its id in the ticket system.
    pub(super) fn organization(&self) -> u32 {
        let code = self.code.bytes().fold(0_u32, |sum, byte| sum * 41 + u32::from(byte));
        51_000_000 + code
    }

    /// The id of its champion there.
    pub(super) fn requester(&self) -> u32 {
        self.organization() * 10 + 1
    }
}

/// The health snapshot of an account, whatever its exit code.
pub(super) fn health(vouch: &Vouch, account: &str, options: &[&str]) -> Value {
    let run = vouch.run(["--format", "json", "health", account].iter().chain(options));
    assert!(run.code < 2, "{run:?}");
    run.json()
}
