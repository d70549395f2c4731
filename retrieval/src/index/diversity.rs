//! Choosing hits that don't all say the same.

use std::collections::BTreeMap;

use super::duplicates::Fingerprint;
use super::stored::Stored;
use super::{Hit, Passage};

/// So many passages of one source stand before everything else that was found.
const OF_ONE_SOURCE: usize = 3;

/// The hits chosen so far.
pub(super) struct Diversity {
    limit: usize,
    /// Whether anything is left out at all.
    diverse: bool,
    kept: Vec<Kept>,
    /// What goes beyond the few of one source; shown where there is nothing else.
    held_back: Vec<Kept>,
    of_source: BTreeMap<(u32, u64), usize>,
}

struct Kept {
    hit: Hit,
    /// None where nothing is left out.
    fingerprint: Option<Fingerprint>,
    metric: Option<String>,
}

/// Whether more hits should be offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    Open,
    Full,
}

impl Diversity {
    pub(super) fn new(limit: usize, diverse: bool) -> Self {
        Self {
            limit,
            diverse,
            kept: Vec::new(),
            held_back: Vec::new(),
            of_source: BTreeMap::new(),
        }
    }

    /// Offers the next best hit.
    pub(super) fn offer(&mut self, stored: Stored, source: (u32, u64), hit: impl FnOnce(Passage) -> Hit) -> Verdict {
        if !self.diverse {
            if self.kept.len() == self.limit {
                return Verdict::Full;
            }
            self.kept.push(Kept {
                hit: hit(stored.passage),
                fingerprint: None,
                metric: None,
            });
            return Verdict::Open;
        }
        let fingerprint = Fingerprint::of(&stored.text);
        let is_same = |kept: &&mut Kept| {
            let is_point = kept.metric.is_some() && kept.metric == stored.metric;
            is_point
                || kept
                    .fingerprint
                    .as_ref()
                    .is_some_and(|other| other.is_like(&fingerprint))
        };
        if let Some(better) = self.kept.iter_mut().chain(&mut self.held_back).find(is_same) {
            better.hit.explanation.collapsed.push(stored.passage);
            return Verdict::Open;
        }
        if self.kept.len() >= self.limit {
            return Verdict::Full;
        }
        let mut kept = Kept {
            hit: hit(stored.passage),
            fingerprint: Some(fingerprint),
            metric: stored.metric,
        };
        let shown = self.of_source.entry(source).or_insert(0);
        *shown += 1;
        if *shown <= OF_ONE_SOURCE {
            self.kept.push(kept);
        } else if self.held_back.len() < self.limit {
            kept.hit.explanation.held_back = true;
            self.held_back.push(kept);
        }
        Verdict::Open
    }

    /// What was chosen.
    pub(super) fn hits(self) -> Vec<Hit> {
        let all = self.kept.into_iter().chain(self.held_back);
        all.map(|kept| kept.hit).take(self.limit).collect()
    }
}
