//! An audit bundle: a brief with everything that stands behind it, for somebody who has nothing
//! but this file.
//!
//! [`Bundle::check`] needs no store and no network. It shows that the brief is the one that people
//! approved, that every quote stands in its source, and that nothing in the bundle was changed
//! since it was made. That the sources are what the customer's systems hold is for their owners to
//! say.

#[cfg(test)]
mod tests;

use std::cmp::Ordering;
use std::collections::BTreeMap;

use grounding::{Source, SourceId};
use serde::{Deserialize, Serialize};

use crate::brief::{Brief, canonical_json, sha256};
use crate::log::{Entry, Event, run_stream};
use crate::run::{Run, RunEvent, Signature};

/// The form of a bundle.
pub const SCHEMA: &str = "vouch.bundle/1";

/// A brief with everything that stands behind it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Bundle {
    /// [`SCHEMA`].
    pub schema: String,
    /// The run.
    pub run: String,
    /// The brief as it stands: its claims, what was rejected, and what the verifier found.
    pub brief: Brief,
    /// Every source that it cites, whole.
    pub sources: Vec<Source>,
    /// `sha256:` over the canonical JSON of each source, by id.
    pub source_digests: BTreeMap<SourceId, String>,
    /// Everything that was decided and done about the run, as the log has it.
    pub entries: Vec<Entry>,
    /// The digest of the log's last entry when the bundle was made, by which it can be found again
    /// in the log it came from.
    pub log: String,
    /// `sha256:` over the canonical JSON of all of the above.
    pub digest: String,
}

/// One thing that was checked about a bundle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// What was checked, in words.
    pub checked: String,
    /// What is wrong; none where nothing is.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub wrong: Vec<String>,
}

impl Bundle {
    /// Puts a bundle together. `log` is the digest of the log's last entry.
    pub fn new(run: &Run, brief: Brief, mut sources: Vec<Source>, entries: Vec<Entry>, log: String) -> Self {
        sources.sort_by(|left, right| left.id.cmp(&right.id));
        sources.dedup_by(|left, right| left.id == right.id);
        let digests = sources.iter().map(|source| (source.id.clone(), digest_of(source)));
        let mut bundle = Self {
            schema: SCHEMA.to_owned(),
            run: run.id.clone(),
            source_digests: digests.collect(),
            brief,
            sources,
            entries,
            log,
            digest: String::new(),
        };
        bundle.digest = bundle.reckoned();
        bundle
    }

    /// Checks everything that can be checked without anything else, and says what was.
    pub fn check(&self) -> Vec<Finding> {
        let replayed = self.replayed();
        vec![
            finding("the bundle is as it was made", self.whole()),
            finding("every source has its digest", self.sources_whole()),
            finding("every quote stands in its source, word for word", self.quotes_stand()),
            finding(
                "every entry of the log has its digest, and none is missing",
                self.entries_whole(),
            ),
            finding(
                "the brief is the one that the log knows of",
                match &replayed {
                    Ok(run) => self.is_of(run),
                    Err(error) => vec![error.clone()],
                },
            ),
            finding(
                "every approval is of this very brief, by different people, as its plan asks",
                match &replayed {
                    Ok(run) => self.approvals_hold(run),
                    Err(error) => vec![error.clone()],
                },
            ),
        ]
    }

    /// The run, as its entries tell it.
    ///
    /// # Errors
    ///
    /// Says why they tell of none.
    pub fn replayed(&self) -> Result<Run, String> {
        let events = self.entries.iter().filter_map(|entry| match &entry.event {
            Event::Run(event) => Some((&entry.signed, event)),
            _ => None,
        });
        Run::replay(&self.run, events).map_err(|error| error.to_string())
    }

    fn reckoned(&self) -> String {
        let unsealed = Self {
            digest: String::new(),
            ..self.clone()
        };
        digest_of(&unsealed)
    }

    fn whole(&self) -> Vec<String> {
        let mut wrong = Vec::new();
        if self.schema != SCHEMA {
            wrong.push(format!(
                "it is of the form `{}`, and `{SCHEMA}` is known here",
                self.schema
            ));
        }
        if self.reckoned() != self.digest {
            wrong.push("its digest stands for something else".to_owned());
        }
        wrong
    }

    fn sources_whole(&self) -> Vec<String> {
        let wrong = |source: &&Source| self.source_digests.get(&source.id) != Some(&digest_of(source));
        let changed = self.sources.iter().filter(wrong);
        let changed = changed.map(|source| format!("`{}` is not what its digest stands for", source.id));
        let is_gone = |id: &&SourceId| !self.sources.iter().any(|source| source.id == **id);
        let gone = self.source_digests.keys().filter(is_gone);
        changed.chain(gone.map(|id| format!("`{id}` is missing"))).collect()
    }

    fn quotes_stand(&self) -> Vec<String> {
        let mut wrong = Vec::new();
        for claim in &self.brief.claims {
            for citation in &claim.claim.citations {
                let source = self.sources.iter().find(|source| source.id == citation.source_id);
                let Some(source) = source else {
                    wrong.push(format!(
                        "claim `{}` cites `{}`, which is not here",
                        claim.claim.id, citation.source_id
                    ));
                    continue;
                };
                let span = citation.start.zip(citation.end);
                let words = span.and_then(|(start, end)| source.text.get(start..end));
                if words != Some(citation.quote.as_str()) {
                    wrong.push(format!(
                        "claim `{}` quotes \u{201C}{}\u{201D}, which does not stand there in `{}`",
                        claim.claim.id, citation.quote, citation.source_id
                    ));
                }
            }
        }
        wrong
    }

    fn entries_whole(&self) -> Vec<String> {
        let mut wrong = Vec::new();
        let stream = run_stream(&self.run);
        let mut next = 1;
        for entry in &self.entries {
            if entry.stream != stream {
                wrong.push(format!("entry {} is about `{}`", entry.number, entry.stream));
            }
            if entry.reckoned() != entry.digest {
                wrong.push(format!("entry {} was changed", entry.number));
            }
            match entry.step.cmp(&next) {
                Ordering::Less => wrong.push(format!("step {} of the run stands in the wrong place", entry.step)),
                Ordering::Equal => {}
                Ordering::Greater => wrong.push(format!("step {next} of the run is missing")),
            }
            next = next.max(entry.step.saturating_add(1));
        }
        wrong
    }

    fn is_of(&self, run: &Run) -> Vec<String> {
        let reckoned = self.brief.clone().sealed().digest;
        if reckoned == run.digest && self.brief.digest == run.digest {
            return Vec::new();
        }
        vec![format!(
            "the log knows of `{}`, and this brief is `{reckoned}`",
            run.digest
        )]
    }

    fn approvals_hold(&self, run: &Run) -> Vec<String> {
        let signatures: Vec<&Signature> = run.state.signatures().iter().collect();
        let mut wrong: Vec<String> = signatures
            .iter()
            .filter(|it| it.approval.digest != self.brief.digest)
            .map(|it| format!("{} approved `{}`", it.signed.name, it.approval.digest))
            .collect();
        let mut people: Vec<_> = signatures.iter().map(|it| &it.signed.by).collect();
        people.sort();
        people.dedup();
        if people.len() != signatures.len() {
            wrong.push("one person approved twice".to_owned());
        }
        let given = self
            .entries
            .iter()
            .filter(|entry| matches!(entry.event, Event::Run(RunEvent::Approved(_))));
        if signatures.len() > given.count() {
            wrong.push("an approval has no entry in the log".to_owned());
        }
        wrong
    }
}

fn finding(checked: &str, wrong: Vec<String>) -> Finding {
    Finding {
        checked: checked.to_owned(),
        wrong,
    }
}

/// `sha256:` over the canonical JSON.
fn digest_of(value: &impl Serialize) -> String {
    let value = serde_json::to_value(value).unwrap_or_default();
    sha256(canonical_json(&value).as_bytes())
}
