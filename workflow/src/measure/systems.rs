//! Which systems the evidence of briefs comes from (VR-65).

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::Serialize;

use super::case::{Case, Window};
use crate::run::Run;

/// A system, and how many briefs rest on it (VR-65).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SystemUse {
    /// The system as the ids of its sources name it, such as `salesforce`.
    pub system: String,
    /// How many briefs cite a source of it, whatever their kind. Of a brief that took several runs
    /// the latest tells; reruns are not counted.
    pub briefs: u32,
}

/// The systems that the briefs begun in the window cite, by name.
pub(super) fn systems(runs: &[Run], window: Window) -> Vec<SystemUse> {
    let kinds: BTreeSet<&str> = runs.iter().map(|run| run.started.kind.as_str()).collect();
    let mut found: BTreeMap<&str, u32> = BTreeMap::new();
    for kind in kinds {
        let cases = Case::all(runs, kind, window);
        for case in cases.iter().filter(|case| window.holds(case.began())) {
            for system in &case.latest().started.systems {
                *found.entry(system).or_default() += 1;
            }
        }
    }
    let uses = found.into_iter().map(|(system, briefs)| SystemUse {
        system: system.to_owned(),
        briefs,
    });
    uses.collect()
}
