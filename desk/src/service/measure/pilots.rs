//! Pilots: set up, reported on, shown by evidence from the field.

use std::collections::BTreeSet;

use anyhow::Context as _;
use grounding::{AccountId, Audience, Ledger, View};
use jiff::Timestamp;
use jiff::civil::Date;
use store::{Alongside, Batch};
use workflow::brief::sha256;
use workflow::log::{Event, pilot_stream};
use workflow::measure::{
    Candidate, Evidence, Metrics, Pilot, PilotEvent, PilotPlan, PilotReport, Sample, candidate, closed_won_in_segment,
    last_day, metrics, renewals_in_next_quarter, report, top_by_value,
};
use workflow::people::Act;

use super::BriefKind;
use crate::failure::{Hinted, Kind};
use crate::service::Service;

/// A pilot that somebody wants to set up.
#[derive(Debug, Clone)]
pub(crate) struct NewPilot {
    /// Its name.
    pub(crate) name: String,
    /// The kind of brief that it is about.
    pub(crate) kind: BriefKind,
    /// Who owns it.
    pub(crate) owner: String,
    /// How its accounts are picked; none for how they are where nobody says so.
    pub(crate) picking: Option<Picking>,
    /// The first day; none for today.
    pub(crate) start: Option<Date>,
    /// How many days it runs; none for as long as its documents ask.
    pub(crate) days: Option<u32>,
    /// The share that must pass, from 0 to 1.
    pub(crate) threshold: String,
}

/// How the accounts of a pilot are picked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Picking {
    /// The accounts of a segment whose deals are won in its days.
    Segment(String),
    /// The accounts with the highest annual value, so many.
    Top(usize),
    /// The accounts that renew in the next calendar quarter.
    Renewals,
}

/// A pilot whose accounts are picked.
#[derive(Debug, Clone)]
pub(crate) struct PlannedPilot {
    /// How it would be set up.
    pub(crate) plan: PilotPlan,
    /// The accounts of which the records don't say whether they belong to it.
    pub(crate) unknown: Vec<AccountId>,
}

/// Everything that is counted of a pilot's accounts, before the pilot and in its days.
#[derive(Debug, Clone)]
pub(crate) struct Baseline {
    /// In as many days before it.
    pub(crate) before: Metrics,
    /// In its days up to now.
    pub(crate) now: Metrics,
}

impl Service<'_> {
    /// The names of the pilots.
    pub(crate) async fn pilots(&self) -> anyhow::Result<Vec<String>> {
        self.session.allow(Act::Read, None)?;
        let entries = self.store().entries_under("pilot/").await?;
        let names: BTreeSet<String> = entries
            .iter()
            .filter_map(|entry| entry.stream.strip_prefix("pilot/"))
            .map(str::to_owned)
            .collect();
        Ok(names.into_iter().collect())
    }

    /// Picks the accounts of a new pilot. Nothing is set up yet.
    pub(crate) async fn plan_pilot(&self, new: NewPilot) -> anyhow::Result<PlannedPilot> {
        self.may_run_pilots()?;
        if self.pilots().await?.contains(&new.name) {
            return Err(is_there(
                &new.name,
                format!("the pilot `{}` was set up already", new.name),
            ));
        }
        let start = new.start.unwrap_or(self.today);
        let (kind, days) = match new.kind {
            BriefKind::Handoff => ("handoff", 60),
            BriefKind::Recap => ("recap", 90),
        };
        let end = last_day(start, new.days.unwrap_or(days));
        let picked = pick(&new, &self.candidates(end).await?, start, end)?;
        let segment = match new.picking {
            Some(Picking::Segment(segment)) => Some(segment),
            _ => None,
        };
        Ok(PlannedPilot {
            plan: PilotPlan {
                kind: kind.to_owned(),
                sample: picked.words,
                accounts: picked.accounts,
                segment,
                owner: new.owner,
                start,
                end,
                threshold: new.threshold,
            },
            unknown: picked.unknown,
        })
    }

    /// Sets a pilot up, and reports on it.
    pub(crate) async fn begin_pilot(&self, name: &str, plan: PilotPlan) -> anyhow::Result<PilotReport> {
        self.may_run_pilots()?;
        plan.check().map_err(|error| Hinted::new(error.to_string(), []))?;
        if self.pilots().await?.iter().any(|known| known == name) {
            return Err(is_there(name, format!("there is a pilot `{name}` already")));
        }
        self.append_to_pilot(name, 0, PilotEvent::Started(plan))
            .await
            .with_context(|| format!("the pilot `{name}` was not set up"))?;
        self.pilot_report(name).await
    }

    /// What a pilot has come to, as far as this person may read its accounts.
    pub(crate) async fn pilot_report(&self, name: &str) -> anyhow::Result<PilotReport> {
        self.session.allow(Act::Read, None)?;
        let pilot = self.pilot_in_sight(name).await?;
        let (runs, _) = self.records().await?;
        Ok(report(&pilot, &runs, self.today))
    }

    /// Everything that is counted of a pilot's accounts: in as many days before the pilot as it has
    /// had by now, and in those.
    pub(crate) async fn pilot_baseline(&self, name: &str) -> anyhow::Result<Baseline> {
        self.session.allow(Act::Read, None)?;
        let plan = self.pilot_in_sight(name).await?.plan;
        let sample: BTreeSet<AccountId> = plan.accounts.into_iter().collect();
        let (mut runs, mut actions) = self.records().await?;
        runs.retain(|run| sample.contains(run.account()));
        actions.retain(|action| sample.contains(action.account()));
        let to = plan.end.min(self.today).max(plan.start);
        let days = to - plan.start;
        let eve = plan.start.yesterday().unwrap_or(plan.start);
        let first = eve.checked_sub(days).unwrap_or(eve);
        Ok(Baseline {
            before: metrics(&runs, &actions, Some((first, eve))),
            now: metrics(&runs, &actions, Some((plan.start, to))),
        })
    }

    /// A pilot with the accounts that belong to it by now, as far as this person may read them.
    async fn pilot_in_sight(&self, name: &str) -> anyhow::Result<Pilot> {
        let (mut pilot, _) = self.pilot(name).await?;
        if let Some(segment) = &pilot.plan.segment {
            // Deals that were won since belong to it too.
            let (start, end) = (pilot.plan.start, pilot.plan.end);
            let won = closed_won_in_segment(&self.candidates(end).await?, segment, start, end).accounts;
            let known: BTreeSet<AccountId> = pilot.plan.accounts.iter().cloned().collect();
            pilot
                .plan
                .accounts
                .extend(won.into_iter().filter(|it| !known.contains(it)));
        }
        // Of an account that somebody may not read, they learn not even that it has no brief.
        pilot
            .plan
            .accounts
            .retain(|account| self.session.can(Act::Read, Some(account)));
        Ok(pilot)
    }

    /// Attaches a file to a pilot as evidence from the field. The file is read once it is clear that
    /// there is such a pilot.
    pub(crate) async fn attach_to_pilot(
        &self,
        name: &str,
        file: String,
        note: String,
        read: impl FnOnce() -> anyhow::Result<Vec<u8>>,
    ) -> anyhow::Result<()> {
        self.may_run_pilots()?;
        let (_, steps) = self.pilot(name).await?;
        let evidence = Evidence {
            file,
            digest: sha256(&read()?),
            note,
        };
        self.append_to_pilot(name, steps, PilotEvent::EvidenceAttached(evidence))
            .await
    }

    /// Attaches a file that stays where it is: what is kept of it is its name, what it shows, and
    /// the digest by which it is known again.
    pub(crate) async fn attach_to_pilot_by_digest(&self, name: &str, evidence: Evidence) -> anyhow::Result<()> {
        self.may_run_pilots()?;
        let (_, steps) = self.pilot(name).await?;
        for (what, told) in [("a name", &evidence.file), ("a note on what it shows", &evidence.note)] {
            if told.trim().is_empty() {
                return Err(Hinted::new(format!("evidence from the field has {what}"), []).into());
            }
        }
        let digest = evidence.digest.trim().to_lowercase();
        let digits = digest.strip_prefix("sha256:").unwrap_or(&digest);
        if digits.len() != 64 || !digits.chars().all(|it| it.is_ascii_hexdigit()) {
            let hint = "`sha256sum FILE` prints it: 64 digits and letters from `a` to `f`".to_owned();
            return Err(Hinted::new("that is no SHA-256 digest", [hint]).into());
        }
        let evidence = Evidence {
            digest: format!("sha256:{digits}"),
            ..evidence
        };
        self.append_to_pilot(name, steps, PilotEvent::EvidenceAttached(evidence))
            .await
    }

    fn may_run_pilots(&self) -> anyhow::Result<()> {
        self.session.allow(Act::Read, None)?;
        self.session.signer(Act::RunPilot)?;
        self.session.allow(Act::RunPilot, None)
    }

    /// The accounts as the records will have them on the last day of a pilot: what is planned
    /// within its days belongs to its sample, and what comes after them takes nothing out of it.
    async fn candidates(&self, last: Date) -> anyhow::Result<Vec<Candidate>> {
        let view = View {
            as_of: last,
            audience: Audience::Internal,
        };
        let mut candidates = Vec::new();
        for account in self.workspace.accounts().await?.iter() {
            let ledger = Ledger::gather(self.store(), account, view).await?;
            candidates.push(candidate(&ledger));
        }
        Ok(candidates)
    }

    /// The pilot of that name, and how many events it has.
    async fn pilot(&self, name: &str) -> anyhow::Result<(Pilot, u32)> {
        let entries = self.store().entries(&pilot_stream(name)).await?;
        if entries.is_empty() {
            let known = self.pilots().await?;
            let hint = if known.is_empty() {
                "`vouch pilot init` sets one up".to_owned()
            } else {
                format!("the pilots are {}", known.join(", "))
            };
            let error = Hinted::new(format!("no pilot is called `{name}`"), [hint]);
            return Err(error.of_kind(Kind::Missing).into());
        }
        let events = entries.iter().filter_map(|entry| match &entry.event {
            Event::Pilot(event) => Some((&entry.signed, event)),
            _ => None,
        });
        let steps = u32::try_from(entries.len()).unwrap_or(u32::MAX);
        Ok((Pilot::replay(name, events)?, steps))
    }

    async fn append_to_pilot(&self, name: &str, after: u32, event: PilotEvent) -> anyhow::Result<()> {
        let (stream, events) = (pilot_stream(name), [Event::Pilot(event)]);
        let batch = Batch {
            stream: &stream,
            after,
            events: &events,
            alongside: Alongside::default(),
        };
        self.store()
            .append(self.session.author(), Timestamp::now(), &[batch])
            .await?;
        Ok(())
    }
}

/// The error of who sets up a pilot whose name is taken.
fn is_there(name: &str, message: String) -> anyhow::Error {
    let hint = format!("`vouch pilot report {name}` says what it has come to");
    Hinted::new(message, [hint]).of_kind(Kind::Refused).into()
}

/// So many accounts are picked by value where nobody says how many.
const TOP: usize = 20;

fn pick(new: &NewPilot, candidates: &[Candidate], start: Date, end: Date) -> anyhow::Result<Sample> {
    match (new.kind, &new.picking) {
        (BriefKind::Handoff, Some(Picking::Segment(segment))) => {
            Ok(closed_won_in_segment(candidates, segment, start, end))
        }
        (BriefKind::Handoff, _) => {
            let hint = "`--segment NAME`: every deal won in it within the pilot's days is part of it".to_owned();
            Err(Hinted::new("a pilot of handoffs is of one segment", [hint]).into())
        }
        (BriefKind::Recap, Some(Picking::Renewals)) => Ok(renewals_in_next_quarter(candidates, start)),
        (BriefKind::Recap, Some(Picking::Top(most))) => Ok(top_by_value(candidates, *most)),
        (BriefKind::Recap, None) => Ok(top_by_value(candidates, TOP)),
        (BriefKind::Recap, Some(Picking::Segment(_))) => {
            let hint = "`--top COUNT`, or `--renewals`".to_owned();
            Err(Hinted::new("a pilot of recaps is of the top accounts or of renewals", [hint]).into())
        }
    }
}
