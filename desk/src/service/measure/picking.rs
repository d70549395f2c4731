//! Which accounts a new pilot is of.

use grounding::{AccountId, Audience, Ledger, View};
use jiff::civil::Date;
use workflow::measure::{
    Candidate, PilotPlan, Sample, candidate, closed_won_in_segment, last_day, renewals_in_next_quarter, top_by_value,
};

use super::BriefKind;
use super::pilots::is_there;
use crate::failure::Hinted;
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

impl Service<'_> {
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

    /// The accounts as the records will have them on the last day of a pilot: what is planned
    /// within its days belongs to its sample, and what comes after them takes nothing out of it.
    pub(super) async fn candidates(&self, last: Date) -> anyhow::Result<Vec<Candidate>> {
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
