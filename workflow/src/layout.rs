//! Which sections of a brief are shown, in what order, from how much evidence (PG-1, AS-43).

use std::collections::BTreeMap;

use grounding::{BriefSpec, SectionSpec};

/// What an administrator has set for one section.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SectionChoice {
    /// Its place; 0 hides it, none leaves it blank.
    pub order: Option<u32>,
    /// How many tokens of evidence its drafter may be shown; none for the definition's own.
    pub budget_tokens: Option<usize>,
}

/// Which sections of a kind of brief are shown, and in what order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Layout {
    /// What was set, by section id.
    pub sections: BTreeMap<String, SectionChoice>,
}

impl Layout {
    /// The sections that are shown, in order: those with a place, by it; where none has one, all
    /// but those with a 0, as the definition has them.
    pub fn visible(&self, spec: &'static BriefSpec) -> Vec<&'static SectionSpec> {
        let order = |section: &SectionSpec| self.sections.get(section.id).and_then(|it| it.order);
        let placed = spec
            .sections
            .iter()
            .any(|section| order(section).is_some_and(|place| place > 0));
        let mut shown: Vec<&'static SectionSpec> = spec
            .sections
            .iter()
            .filter(|section| match order(section) {
                Some(place) => place > 0,
                None => !placed,
            })
            .collect();
        shown.sort_by_key(|section| order(section).unwrap_or_default());
        shown
    }

    /// How many tokens of evidence a section's drafter may be shown.
    pub fn budget(&self, section: &SectionSpec) -> usize {
        let set = self.sections.get(section.id).and_then(|it| it.budget_tokens);
        set.unwrap_or(section.budget_tokens)
    }
}
