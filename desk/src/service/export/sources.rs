//! What a document shows beside the brief: the sources that it cites, and what was decided since.

use std::collections::BTreeMap;

use grounding::{Citation, Evidence, Source, SourceId};
use workflow::brief::{Brief, Known};
use workflow::run::Run;

use super::Exporting;

impl Exporting<'_> {
    /// Every source of the account that the brief cites, in the revision that holds the cited words:
    /// a source may have changed since. Those that are drawn from others are not stored, and drawn
    /// again.
    pub(super) async fn sources(&self, brief: &Brief) -> anyhow::Result<BTreeMap<SourceId, Source>> {
        let account = &self.opened.account;
        let stored = Evidence::sources(self.service.store(), &account.id).await?;
        let ledger = self.service.ledger(account).await?;
        let mut found: BTreeMap<SourceId, Source> = BTreeMap::new();
        for id in cited(brief).map(|citation| &citation.source_id) {
            if found.contains_key(id) {
                continue;
            }
            let holds = |source: &Source| {
                let words = cited(brief).filter(|citation| citation.source_id == *id);
                words
                    .filter_map(|it| Some((it.start?, it.end?, &it.quote)))
                    .all(|(start, end, quote)| source.text.get(start..end) == Some(quote.as_str()))
            };
            // The revision that counts comes first where it will do, then the newest that does.
            let current = ledger.source(id);
            let revisions = stored
                .iter()
                .rev()
                .filter(|source| source.id == *id)
                .map(|source| &**source);
            let fitting = current
                .into_iter()
                .chain(revisions.clone())
                .find(|source| holds(source));
            let fitting = fitting.or(current).or_else(|| revisions.clone().next());
            if let Some(source) = fitting {
                found.insert(id.clone(), source.clone());
            }
        }
        Ok(found)
    }
}

/// Everything that a brief points at.
fn cited(brief: &Brief) -> impl Iterator<Item = &Citation> {
    let claims = brief.claims.iter().flat_map(|it| &it.claim.citations);
    let rejected = brief.rejected.iter().flat_map(|it| &it.claim.citations);
    let questions = brief.questions.iter().flat_map(|it| &it.citations);
    let flags = brief.flags.iter().flat_map(|it| &it.citations);
    let reasons = brief.reasons.iter().flat_map(|it| &it.citations);
    let promises = brief
        .parts
        .checklist
        .iter()
        .flat_map(|it| std::iter::once(&it.promise).chain(&it.clause));
    let people = brief.parts.stakeholders.iter().flat_map(|it| &it.citations);
    let known = brief.parts.known_already.iter().chain(&brief.parts.decided);
    let caveats = brief.parts.proof.iter().flat_map(|it| &it.caveats);
    let highlights = brief.parts.highlights.iter().flat_map(|it| &it.citations);
    let links = brief.parts.links.iter().flat_map(|it| &it.citations);
    claims
        .chain(rejected)
        .chain(questions)
        .chain(flags)
        .chain(reasons)
        .chain(promises)
        .chain(people)
        .chain(known.flat_map(|it| &it.citations))
        .chain(caveats.flat_map(|it| &it.citations))
        .chain(highlights)
        .chain(links)
}

/// The brief with what was decided about it: the questions that were answered are open no more.
pub(super) fn with_decisions(brief: &Brief, run: &Run) -> Brief {
    let mut brief = brief.clone();
    let answered = |name: &str| run.decisions.iter().any(|(_, it)| it.subject.name == name);
    brief.questions.retain(|question| !answered(&question.id));
    let told = run.decisions.iter().map(|(_, decided)| Known {
        about: decided.subject.text.clone(),
        citations: std::iter::once(Citation::new(decided.source_id.clone(), decided.answer.clone()))
            .chain(decided.subject.citations.iter().cloned())
            .collect(),
    });
    brief.parts.decided.extend(told);
    brief.gates = run.gates();
    brief
}
