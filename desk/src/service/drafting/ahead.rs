//! What is about to be drafted, for whoever is asked whether it shall be.

use agent::draft::Drafter;
use agent::model::Usage;
use grounding::{Account, BriefSpec, Claim, Draft, DraftSection, Ledger, SectionSpec, verify};
use serde::Serialize;
use workflow::brief::{Input, Reason, Section, Trigger};
use workflow::{Drafted, Prepared};

use super::{Asked, Drafting};
use crate::settings::Settings;

/// What is about to be drafted.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Ahead {
    /// The title of the version that was asked for.
    pub(crate) title: &'static str,
    /// The sections, as the tenant has them.
    pub(crate) sections: Vec<SectionAhead>,
    /// The kinds of trigger that start it, beside `manual`.
    pub(crate) triggers: &'static [&'static str],
    /// What would start it now; none where nothing does.
    pub(crate) trigger: Option<Trigger>,
    /// The inputs that the brief wants, and whether they are there.
    pub(crate) inputs: Vec<Input>,
    /// How the run would begin.
    #[serde(flatten)]
    pub(crate) beginning: Beginning,
    /// Who would draft.
    pub(crate) drafter: DrafterAhead,
}

/// A section that is about to be drafted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub(crate) struct SectionAhead {
    /// Its id.
    pub(crate) id: &'static str,
    /// Its title for a person.
    pub(crate) title: &'static str,
    /// Where its claims come from: `records`, `model` or `derived`.
    pub(crate) origin: &'static str,
}

/// How a run would begin.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "beginning", content = "reasons", rename_all = "snake_case")]
pub(crate) enum Beginning {
    /// Its sections would be drafted.
    Drafts,
    /// People would have to answer first, and no drafter would be asked.
    Pauses(Vec<Reason>),
    /// It may not begin.
    Stops(Vec<Reason>),
}

/// Who would draft, and what that may come to.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct DrafterAhead {
    /// `extractive`, or the model's name.
    pub(crate) name: String,
    /// Where the model is; none for the extractive drafter, who asks nobody.
    pub(crate) url: Option<String>,
    /// How many tokens one brief may take; none where nothing limits them.
    pub(crate) spend_limit_tokens: Option<u64>,
    /// What one brief costs at most, by the prices of the settings; none where they don't say.
    pub(crate) costs_at_most: Option<f64>,
}

impl Asked {
    /// The sections that are about to be drafted, as the tenant has them.
    pub(crate) fn sections(&self, settings: &Settings) -> Vec<SectionAhead> {
        let (_, sections) = self.shown(settings);
        let told = sections.into_iter().map(|section| SectionAhead {
            id: section.id,
            title: section.title,
            origin: Section::origin_name(section.origin),
        });
        told.collect()
    }

    /// The version that was asked for, and those of its sections that the tenant shows.
    fn shown(&self, settings: &Settings) -> (&'static BriefSpec, Vec<&'static SectionSpec>) {
        let definition = self.definition;
        let spec = definition.edition(self.edition).unwrap_or(definition.spec);
        (spec, settings.layout(definition.spec.kind).visible(spec))
    }
}

impl Drafting<'_> {
    /// What is about to be drafted of the account, and how its run would begin. Nobody is asked for
    /// it, and nothing is kept.
    pub(crate) async fn ahead(&self, account: &Account) -> anyhow::Result<Ahead> {
        self.allow(account)?;
        let definition = self.asked.definition;
        let (spec, sections) = self.asked.shown(self.settings);
        let ledger = Ledger::gather(&self.workspace.store, account, self.view()).await?;
        let prepared = (definition.prepare)(&ledger, &self.request(account));
        Ok(Ahead {
            title: spec.title,
            beginning: self.beginning(&ledger, &prepared, spec, &sections),
            sections: self.asked.sections(self.settings),
            triggers: definition.triggers,
            trigger: prepared.trigger,
            inputs: prepared.inputs,
            drafter: self.drafter_ahead(),
        })
    }

    fn beginning(
        &self,
        ledger: &Ledger,
        prepared: &Prepared,
        spec: &'static BriefSpec,
        sections: &[&'static SectionSpec],
    ) -> Beginning {
        if !prepared.stops.is_empty() {
            return Beginning::Stops(prepared.stops.clone());
        }
        let draft = self.of_records(ledger, prepared, spec, sections);
        let verification = verify(ledger, &draft, &self.settings.policy);
        let drafted = Drafted {
            verification: &verification,
            questions: &draft.questions,
            sections: &draft.sections,
        };
        let reasons = (self.asked.definition.finish)(ledger, prepared, &drafted).reasons;
        if reasons.is_empty() {
            Beginning::Drafts
        } else {
            Beginning::Pauses(reasons)
        }
    }

    /// The draft before a drafter is asked: what is computed from records, as the run itself begins.
    fn of_records(
        &self,
        ledger: &Ledger,
        prepared: &Prepared,
        spec: &'static BriefSpec,
        shown: &[&'static SectionSpec],
    ) -> Draft {
        let mut claims: Vec<Claim> = Vec::new();
        let mut sections = Vec::new();
        let mut unnamed = 0;
        for section in shown {
            let own = prepared.records.iter().filter(|it| it.section == section.id);
            let mut ids = Vec::new();
            for mut claim in own.flat_map(|it| it.claims.iter().cloned()) {
                if claim.id.is_empty() {
                    unnamed += 1;
                    claim.id = format!("c{unnamed}");
                    claim.audience = self.asked.audience;
                }
                ids.push(claim.id.clone());
                claims.push(claim);
            }
            sections.push(DraftSection {
                id: section.id.to_owned(),
                origin: Some(section.origin),
                notice: None,
                claims: ids,
                shown: 0,
                cut: None,
            });
        }
        let frame = (self.asked.definition.frame)(ledger, &claims);
        Draft {
            kind: self.asked.definition.spec.kind.to_owned(),
            spec: Some(spec),
            sections,
            questions: prepared.questions.clone(),
            caveats: frame.caveats,
            goal_rows: frame.goal_rows,
            ..Draft::new(ledger.account.id.clone(), claims)
        }
    }

    pub(super) fn drafter_ahead(&self) -> DrafterAhead {
        let name = self.drafter.name().to_owned();
        let Drafter::Live(live) = self.drafter else {
            return DrafterAhead {
                name,
                url: None,
                spend_limit_tokens: None,
                costs_at_most: None,
            };
        };
        let limit = self.settings.model.as_ref().and_then(|model| model.spend_limit_tokens);
        // Nobody knows beforehand how the tokens are divided, so all of them are the dearer ones.
        let costs_at_most = self.settings.price().zip(limit).map(|(price, limit)| {
            let sent = Usage {
                input_tokens: limit,
                ..Usage::default()
            };
            let received = Usage {
                output_tokens: limit,
                ..Usage::default()
            };
            price.of(sent).max(price.of(received))
        });
        DrafterAhead {
            name,
            url: Some(live.peer().url.clone()),
            spend_limit_tokens: limit,
            costs_at_most,
        }
    }
}
