//! The sections of each kind of brief: which are shown, in what order, from how much evidence.

use grounding::{BriefSpec, Origin, SectionSpec};
use workflow::Layout;

use crate::settings::Settings;

/// A kind of brief, or a version of one.
pub(super) struct BriefView {
    /// Its title, with the version's name.
    pub(super) title: String,
    /// How many sections are shown, of how many.
    pub(super) told: String,
    /// Its sections: those that are shown in their order, then the others.
    pub(super) sections: Vec<SectionView>,
}

/// A section.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct SectionView {
    pub(super) title: &'static str,
    pub(super) id: &'static str,
    /// Its place, or that it is hidden.
    pub(super) place: String,
    pub(super) is_shown: bool,
    /// Where its claims come from.
    pub(super) origin: &'static str,
    /// From how much evidence it is drafted; empty where it is not drafted from evidence.
    pub(super) budget: String,
}

/// Every kind of brief with its versions.
pub(super) fn views(settings: &Settings) -> Vec<BriefView> {
    let kinds = workflow::kinds().iter();
    kinds
        .flat_map(|definition| {
            let layout = settings.layout(definition.spec.kind);
            let full = std::iter::once((definition.spec, String::new()));
            let editions = definition.editions.iter();
            let editions = editions.map(|it| {
                (
                    it.spec,
                    format!(", version \u{201c}{}\u{201d}", it.name.replace('_', " ")),
                )
            });
            full.chain(editions)
                .map(|(spec, version)| view(spec, &version, layout))
                .collect::<Vec<BriefView>>()
        })
        .collect()
}

fn view(spec: &'static BriefSpec, version: &str, layout: &Layout) -> BriefView {
    let shown = layout.visible(spec);
    let hidden = spec
        .sections
        .iter()
        .filter(|it| shown.iter().all(|shown| shown.id != it.id));
    let places = shown
        .iter()
        .zip(1..)
        .map(|(it, place)| section(it, Some(place), layout));
    let sections: Vec<SectionView> = places.chain(hidden.map(|it| section(it, None, layout))).collect();
    let all = spec.sections.len();
    BriefView {
        title: format!("{}{version}", spec.title),
        told: if shown.len() == all {
            format!("all {all} sections")
        } else {
            format!("{} of {all} sections", shown.len())
        },
        sections,
    }
}

fn section(spec: &'static SectionSpec, place: Option<usize>, layout: &Layout) -> SectionView {
    SectionView {
        title: spec.title,
        id: spec.id,
        place: place.map_or_else(|| "hidden".to_owned(), |place| place.to_string()),
        is_shown: place.is_some(),
        origin: match spec.origin {
            Origin::Records => "computed from records",
            Origin::Model => "drafted from passages",
            Origin::Derived => "drawn from other sections",
        },
        budget: match spec.origin {
            Origin::Model => format!("{} tokens", layout.budget(spec)),
            Origin::Records | Origin::Derived => String::new(),
        },
    }
}

#[cfg(test)]
mod tests {
    use workflow::SectionChoice;

    use super::*;

    #[test]
    fn what_is_hidden_comes_after_what_is_shown_in_its_order() {
        let mut settings = Settings::default();
        let choice = |order: u32| SectionChoice {
            order: Some(order),
            budget_tokens: Some(4000),
        };
        let sections = [("risks".to_owned(), choice(1)), ("condition".to_owned(), choice(2))];
        settings.health.sections.sections = sections.into();
        let views = views(&settings);
        let health = views.iter().find(|it| it.title == "Health snapshot").unwrap();
        let sections = health.sections.iter();
        let told: Vec<String> = sections
            .map(|it| {
                format!("{} {}: {} {}", it.place, it.id, it.origin, it.budget)
                    .trim()
                    .to_owned()
            })
            .collect();
        insta::assert_snapshot!(format!("{}: {}\n{}", health.title, health.told, told.join("\n")), @"
        Health snapshot: 2 of 6 sections
        1 risks: drafted from passages 4000 tokens
        2 condition: computed from records
        hidden in_short: drawn from other sections
        hidden trend: computed from records
        hidden opportunities: drafted from passages 6000 tokens
        hidden next_action: computed from records
        ");
    }
}
