//! Pilots: set up, reported on, shown by evidence from the field.

use std::collections::BTreeSet;

use anyhow::Context as _;
use grounding::AccountId;
use jiff::Timestamp;
use store::{Alongside, Batch};
use workflow::brief::sha256;
use workflow::log::{Event, PILOTS, pilot_stream};
use workflow::measure::{
    Evidence, Metrics, Pilot, PilotEvent, PilotPlan, PilotReport, closed_won_in_segment, metrics, report,
};
use workflow::people::Act;

use crate::failure::{Hinted, Kind};
use crate::service::{Service, typed_digest};

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
        let entries = self.store().entries_under(PILOTS).await?;
        let names: BTreeSet<String> = entries
            .iter()
            .filter_map(|entry| entry.stream.strip_prefix(PILOTS))
            .map(str::to_owned)
            .collect();
        Ok(names.into_iter().collect())
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
        let evidence = Evidence {
            digest: typed_digest(&evidence.digest)?,
            ..evidence
        };
        self.append_to_pilot(name, steps, PilotEvent::EvidenceAttached(evidence))
            .await
    }

    /// Whether whoever is at the desk may set pilots up, under their name.
    pub(super) fn may_run_pilots(&self) -> anyhow::Result<()> {
        self.session.allow(Act::Read, None)?;
        self.session.signer(Act::RunPilot)?;
        self.session.allow(Act::RunPilot, None)
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
pub(super) fn is_there(name: &str, message: String) -> anyhow::Error {
    let hint = format!("`vouch pilot report {name}` says what it has come to");
    Hinted::new(message, [hint]).of_kind(Kind::Refused).into()
}
