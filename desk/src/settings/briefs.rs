//! What administrators set for each kind of brief: which sections are shown, in what order, from
//! how much evidence; which highlights; from when on something is old (PG-1, PG-2, AS-2, AS-43).

use std::collections::BTreeMap;
use std::path::PathBuf;

use anyhow::Context as _;
use evals::health::policy_file;
use grounding::BriefSpec;
use serde::de::{Error, IgnoredAny};
use serde::{Deserialize, Deserializer};
use workflow::health::{self, HealthPolicy};
use workflow::{Definition, HighlightField, Layout, SectionChoice};

/// The handoff's settings.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct HandoffSettings {
    /// A trigger counts while its deal closed at most so many days ago.
    pub(crate) trigger_days: i64,
    /// Its sections, by id.
    #[serde(deserialize_with = "layout")]
    pub(crate) sections: Layout,
}

impl Default for HandoffSettings {
    fn default() -> Self {
        Self {
            trigger_days: 90,
            sections: Layout::default(),
        }
    }
}

/// The recap's settings.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct RecapSettings {
    /// Its sections, by id.
    #[serde(deserialize_with = "layout")]
    pub(crate) sections: Layout,
}

/// The summary's settings.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct SummarySettings {
    /// Its sections, by id.
    #[serde(deserialize_with = "layout")]
    pub(crate) sections: Layout,
    /// Highlights beside the built-in ones.
    pub(crate) highlights: Vec<HighlightField>,
    /// Built-in highlights that are not shown.
    pub(crate) hide_highlights: Vec<String>,
}

/// The settings of health snapshots.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct HealthSettings {
    /// The file that says how accounts are scored; without it, the built-in policy does.
    pub(crate) policy: Option<PathBuf>,
    /// Its sections, by id.
    #[serde(deserialize_with = "layout")]
    pub(crate) sections: Layout,
    /// What the file says.
    #[serde(skip)]
    pub(crate) scored_by: HealthPolicy,
}

impl HealthSettings {
    /// A section that no snapshot can do without and that is hidden all the same; none where all are
    /// shown.
    pub(super) fn hidden(&self) -> Option<&'static str> {
        let shown = self.sections.visible(&health::SPEC);
        let is_shown = |id: &&str| shown.iter().any(|section| section.id == *id);
        health::ALWAYS_SHOWN.into_iter().find(|id| !is_shown(id))
    }

    /// Reads the policy that is named. One that can't be used is an error: an account must not be
    /// scored by other weights than its people think.
    pub(super) fn read_policy(&mut self) -> anyhow::Result<()> {
        let Some(path) = &self.policy else { return Ok(()) };
        let text = std::fs::read_to_string(path)
            .with_context(|| format!("cannot read the health policy `{}`", path.display()))?;
        self.scored_by = policy_file::read(&text)
            .with_context(|| format!("the health policy `{}` can't be used", path.display()))?;
        Ok(())
    }
}

/// A section as the file has it: its place, nothing, or a table of both choices.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Written {
    Place(u32),
    Blank(String),
    Both(Both),
    Other(IgnoredAny),
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Both {
    order: Option<u32>,
    budget_tokens: Option<usize>,
}

fn layout<'de, D: Deserializer<'de>>(from: D) -> Result<Layout, D::Error> {
    let written = BTreeMap::<String, Written>::deserialize(from)?;
    let mut sections = BTreeMap::new();
    for (id, written) in written {
        let choice = match written {
            Written::Place(place) => SectionChoice {
                order: Some(place),
                budget_tokens: None,
            },
            Written::Blank(text) if text.trim().is_empty() => SectionChoice::default(),
            Written::Both(both) => SectionChoice {
                order: both.order,
                budget_tokens: both.budget_tokens,
            },
            Written::Blank(_) | Written::Other(_) => {
                let wanted = "a place (1, 2, …), 0 or \"\" to hide it, or `{ order = 1, budget_tokens = 4000 }`";
                return Err(D::Error::custom(format!("the section `{id}` needs {wanted}")));
            }
        };
        sections.insert(id, choice);
    }
    Ok(Layout { sections })
}

/// What is wrong with a layout of a kind of brief; nothing where all its sections exist.
pub(super) fn unknown_section(definition: &Definition, layout: &Layout) -> Option<String> {
    let editions = definition.editions.iter().map(|edition| edition.spec);
    let specs: Vec<&BriefSpec> = std::iter::once(definition.spec).chain(editions).collect();
    let known = |id: &str| specs.iter().any(|spec| spec.section(id).is_some());
    let unknown = layout.sections.keys().find(|id| !known(id))?;
    let mut names: Vec<&str> = specs
        .iter()
        .flat_map(|spec| spec.sections.iter().map(|it| it.id))
        .collect();
    let mut seen = Vec::new();
    names.retain(|name| {
        !seen.contains(name) && {
            seen.push(name);
            true
        }
    });
    let kind = definition.spec.kind;
    Some(format!(
        "a {kind} has no section `{unknown}`; it has `{}`",
        names.join("`, `")
    ))
}
