//! The prompts that are built in.

/// Every prompt that is built in, by name.
pub(super) const BUILT_IN: &[(&str, &str)] = &[
    ("system", include_str!("../../../prompts/system.md")),
    ("section", include_str!("../../../prompts/section.md")),
    ("revise", include_str!("../../../prompts/revise.md")),
    ("derived", include_str!("../../../prompts/derived.md")),
    ("derived_system", include_str!("../../../prompts/derived_system.md")),
    ("handoff/why", include_str!("../../../prompts/handoff/why.md")),
    (
        "handoff/requirements",
        include_str!("../../../prompts/handoff/requirements.md"),
    ),
    ("handoff/promises", include_str!("../../../prompts/handoff/promises.md")),
    ("handoff/risks", include_str!("../../../prompts/handoff/risks.md")),
    ("recap/changed", include_str!("../../../prompts/recap/changed.md")),
    ("recap/outcomes", include_str!("../../../prompts/recap/outcomes.md")),
    ("recap/likely", include_str!("../../../prompts/recap/likely.md")),
    ("recap/delivered", include_str!("../../../prompts/recap/delivered.md")),
    ("recap/feedback", include_str!("../../../prompts/recap/feedback.md")),
    ("recap/risks", include_str!("../../../prompts/recap/risks.md")),
    ("recap/open", include_str!("../../../prompts/recap/open.md")),
    (
        "summary/executive_summary",
        include_str!("../../../prompts/summary/executive_summary.md"),
    ),
    (
        "summary/relational_health",
        include_str!("../../../prompts/summary/relational_health.md"),
    ),
    ("summary/risks", include_str!("../../../prompts/summary/risks.md")),
    (
        "summary/expansion",
        include_str!("../../../prompts/summary/expansion.md"),
    ),
    (
        "summary/achievements",
        include_str!("../../../prompts/summary/achievements.md"),
    ),
    (
        "summary/next_steps",
        include_str!("../../../prompts/summary/next_steps.md"),
    ),
    ("health/in_short", include_str!("../../../prompts/health/in_short.md")),
    ("health/risks", include_str!("../../../prompts/health/risks.md")),
    (
        "health/opportunities",
        include_str!("../../../prompts/health/opportunities.md"),
    ),
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// The prompts that every section is asked with, whatever its task.
    const FRAMES: [&str; 5] = ["system", "section", "revise", "derived", "derived_system"];

    #[test]
    fn every_section_has_its_prompt_and_every_prompt_its_section() {
        let kinds = workflow::kinds().iter();
        let specs = kinds.flat_map(|kind| kind.editions.iter().map(|it| it.spec).chain([kind.spec]));
        let named = specs.flat_map(|spec| spec.sections.iter().map(|section| section.prompt));
        let used: BTreeSet<&str> = named.filter(|name| !name.is_empty()).chain(FRAMES).collect();
        let built_in: BTreeSet<&str> = BUILT_IN.iter().map(|(name, _)| *name).collect();
        assert_eq!(built_in, used);
        assert_eq!(built_in.len(), BUILT_IN.len(), "one stands there twice");
    }

    #[test]
    fn a_task_says_one_thing_and_briefly() {
        let tasks = BUILT_IN.iter().filter(|(name, _)| !FRAMES.contains(name));
        let long: Vec<&str> = tasks
            .filter(|(_, text)| text.split_whitespace().count() > 90 || text.contains("{{"))
            .map(|(name, _)| *name)
            .collect();
        assert_eq!(long, Vec::<&str>::new());
    }
}
