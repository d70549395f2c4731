//! Pilots: a sample, a period, an owner and a threshold (VR-63, HO-32, VR-66).

use grounding::AccountId;
use jiff::civil::Date;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::case::{HANDOFF, RECAP};
use crate::run::Signed;

/// What happens to a pilot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum PilotEvent {
    /// It was set up.
    Started(PilotPlan),
    /// Evidence from the field was attached, so that its report says more than how the workflow
    /// ran.
    EvidenceAttached(Evidence),
}

/// A pilot as it was set up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PilotPlan {
    /// The kind of brief it is about.
    pub kind: String,
    /// How the accounts were picked, in words.
    pub sample: String,
    /// The accounts, as far as they were known when it was set up.
    pub accounts: Vec<AccountId>,
    /// The segment whose deals won in the pilot's days belong to the sample as well, whenever they
    /// are won (HO-32); none where the sample was fixed at the start.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub segment: Option<String>,
    /// Who owns it.
    pub owner: String,
    /// The first day.
    pub start: Date,
    /// The last day.
    pub end: Date,
    /// The share that must pass, as a decimal from 0 to 1.
    pub threshold: String,
}

/// Evidence from the field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Evidence {
    /// The file's name.
    pub file: String,
    /// `sha256:` over its bytes.
    pub digest: String,
    /// What it shows.
    pub note: String,
}

/// A pilot, as the events left it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pilot {
    /// Its name.
    pub name: String,
    /// How it was set up.
    pub plan: PilotPlan,
    /// When, and by whom.
    pub began: Signed,
    /// The share that must pass, from 0 to 1.
    pub wanted: Decimal,
    /// The evidence from the field.
    pub evidence: Vec<(Signed, Evidence)>,
}

/// Why there is no such pilot.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadPilot {
    /// The first event is not the start.
    #[error("the log of pilot `{0}` does not begin with its start")]
    NoStart(String),
    /// A later event is a start.
    #[error("pilot `{0}` was set up already")]
    StartedTwice(String),
    /// The documents ask for no pilot of that kind of brief.
    #[error("there is no pilot of `{0}`; take `{HANDOFF}` or `{RECAP}`")]
    Kind(String),
    /// Nothing was picked.
    #[error("the sample has no account")]
    NoAccounts,
    /// Nobody answers for it.
    #[error("a pilot has an owner")]
    NoOwner,
    /// It would be over before it begins.
    #[error("the pilot would end on {end}, before it starts on {start}")]
    Dates {
        /// The first day.
        start: Date,
        /// The last day.
        end: Date,
    },
    /// The threshold is no share.
    #[error("`{0}` is no share; write a decimal from 0 to 1, such as `0.9`")]
    Threshold(String),
}

impl PilotPlan {
    /// The share that must pass, from 0 to 1, once everything about the plan is found to be right
    /// (VR-63).
    ///
    /// # Errors
    ///
    /// Says what is wrong with it: the kind of brief, the sample, the owner, the days or the
    /// threshold.
    pub fn check(&self) -> Result<Decimal, BadPilot> {
        if ![HANDOFF, RECAP].contains(&self.kind.as_str()) {
            return Err(BadPilot::Kind(self.kind.clone()));
        }
        if self.accounts.is_empty() && self.segment.is_none() {
            return Err(BadPilot::NoAccounts);
        }
        if self.owner.trim().is_empty() {
            return Err(BadPilot::NoOwner);
        }
        if self.end < self.start {
            return Err(BadPilot::Dates {
                start: self.start,
                end: self.end,
            });
        }
        let wanted = self.threshold.trim().parse::<Decimal>().ok();
        wanted
            .filter(|wanted| (Decimal::ZERO..=Decimal::ONE).contains(wanted))
            .ok_or_else(|| BadPilot::Threshold(self.threshold.clone()))
    }
}

impl Pilot {
    /// Folds the events of a pilot.
    ///
    /// # Errors
    ///
    /// Says what is wrong with the plan, or that it was not set up once and first.
    pub fn replay<'e>(
        name: &str,
        events: impl IntoIterator<Item = (&'e Signed, &'e PilotEvent)>,
    ) -> Result<Self, BadPilot> {
        let mut events = events.into_iter();
        let Some((began, PilotEvent::Started(plan))) = events.next() else {
            return Err(BadPilot::NoStart(name.to_owned()));
        };
        let mut pilot = Self {
            name: name.to_owned(),
            wanted: plan.check()?,
            plan: plan.clone(),
            began: began.clone(),
            evidence: Vec::new(),
        };
        for (signed, event) in events {
            match event {
                PilotEvent::Started(_) => return Err(BadPilot::StartedTwice(name.to_owned())),
                PilotEvent::EvidenceAttached(evidence) => pilot.evidence.push((signed.clone(), evidence.clone())),
            }
        }
        Ok(pilot)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::measure::testing::signed;

    fn plan() -> PilotPlan {
        PilotPlan {
            kind: "handoff".to_owned(),
            sample: "every deal won in the segment `mid-market`".to_owned(),
            accounts: vec![AccountId::new("orrin")],
            segment: None,
            owner: "Ira Sole".to_owned(),
            start: date(2026, 1, 1),
            end: date(2026, 3, 1),
            threshold: "0.90".to_owned(),
        }
    }

    #[test]
    fn a_plan_is_set_up_once_and_first() {
        let evidence = Evidence {
            file: "churn.csv".to_owned(),
            digest: "sha256:1".to_owned(),
            note: "fewer early escalations".to_owned(),
        };
        let started = (signed("ira", date(2026, 1, 1)), PilotEvent::Started(plan()));
        let attached = (
            signed("ira", date(2026, 3, 2)),
            PilotEvent::EvidenceAttached(evidence.clone()),
        );
        let replay = |events: &[(Signed, PilotEvent)]| Pilot::replay("q1", events.iter().map(|(by, it)| (by, it)));
        let pilot = Pilot {
            name: "q1".to_owned(),
            plan: plan(),
            began: started.0.clone(),
            wanted: Decimal::new(90, 2),
            evidence: vec![(attached.0.clone(), evidence)],
        };
        assert_eq!(replay(&[started.clone(), attached.clone()]), Ok(pilot));
        assert_eq!(
            replay(std::slice::from_ref(&attached)),
            Err(BadPilot::NoStart("q1".to_owned()))
        );
        assert_eq!(
            replay(&[started.clone(), started]),
            Err(BadPilot::StartedTwice("q1".to_owned()))
        );
    }

    #[test]
    fn a_plan_that_could_not_be_reported_is_refused() {
        let wrong = [
            PilotPlan {
                kind: "health".to_owned(),
                ..plan()
            },
            PilotPlan {
                accounts: Vec::new(),
                ..plan()
            },
            PilotPlan {
                owner: " ".to_owned(),
                ..plan()
            },
            PilotPlan {
                end: date(2025, 12, 31),
                ..plan()
            },
            PilotPlan {
                threshold: "90".to_owned(),
                ..plan()
            },
        ];
        let told: Vec<String> = wrong.iter().map(|it| it.check().unwrap_err().to_string()).collect();
        insta::assert_snapshot!(told.join("\n"), @"
        there is no pilot of `health`; take `handoff` or `recap`
        the sample has no account
        a pilot has an owner
        the pilot would end on 2025-12-31, before it starts on 2026-01-01
        `90` is no share; write a decimal from 0 to 1, such as `0.9`
        ");
    }
}
