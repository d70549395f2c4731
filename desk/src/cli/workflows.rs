//! `vouch workflows`: what kinds of brief there are, how their workflows are rated, what starts and
//! what stops them, and their sections (VR-79, HO-40).

use serde::Serialize;
use workflow::brief::Section;
use workflow::{Definition, Holds, Labels};

use super::{Context, Exit};

/// A kind of brief, for a program.
#[derive(Debug, Serialize)]
struct WorkflowView {
    kind: &'static str,
    title: &'static str,
    #[serde(flatten)]
    labels: Labels,
    triggers: Vec<&'static str>,
    approved_by: Vec<String>,
    stops: Vec<StopView>,
    versions: Vec<VersionView>,
}

/// Why a workflow stops.
#[derive(Debug, Serialize)]
struct StopView {
    name: &'static str,
    text: &'static str,
    holds: &'static str,
}

/// A version of a brief.
#[derive(Debug, Serialize)]
struct VersionView {
    /// Empty for the full one.
    name: &'static str,
    title: &'static str,
    sections: Vec<SectionView>,
}

/// A section, as settings name it.
#[derive(Debug, Serialize)]
struct SectionView {
    id: &'static str,
    title: &'static str,
    origin: &'static str,
    feeders: &'static [&'static str],
    budget_tokens: usize,
}

pub(super) fn run(context: &Context<'_>) -> anyhow::Result<Exit> {
    let all: Vec<WorkflowView> = workflow::kinds().iter().map(|it| view(context, it)).collect();
    context.output.result(&all, |all| {
        let texts: Vec<String> = all.iter().map(told).collect();
        texts.join("\n\n")
    })?;
    Ok(Exit::Done)
}

fn view(context: &Context<'_>, definition: &'static Definition) -> WorkflowView {
    let layout = context.settings.layout(definition.spec.kind);
    let full = std::iter::once(("", definition.spec));
    let versions = full.chain(definition.editions.iter().map(|it| (it.name, it.spec)));
    WorkflowView {
        kind: definition.spec.kind,
        title: definition.spec.title,
        labels: definition.labels,
        triggers: definition.triggers.to_vec(),
        approved_by: (definition.plan)().roles().map(|role| role.noun().to_owned()).collect(),
        stops: definition
            .stops
            .iter()
            .map(|stop| StopView {
                name: stop.name,
                text: stop.text,
                holds: match stop.holds {
                    Holds::Draft => "the draft",
                    Holds::Leaving => "what leaves",
                },
            })
            .collect(),
        versions: versions
            .map(|(name, spec)| VersionView {
                name,
                title: spec.title,
                sections: layout
                    .visible(spec)
                    .into_iter()
                    .map(|section| SectionView {
                        id: section.id,
                        title: section.title,
                        origin: Section::origin_name(section.origin),
                        feeders: section.feeders,
                        budget_tokens: layout.budget(section),
                    })
                    .collect(),
            })
            .collect(),
    }
}

fn told(workflow: &WorkflowView) -> String {
    let labels = workflow.labels;
    let mut lines = vec![
        format!("{} (`vouch {}`)", workflow.title, workflow.kind),
        format!(
            "  difficulty {}, revenue impact {}, operational impact {}, risk {}",
            labels.difficulty, labels.revenue_impact, labels.operational_impact, labels.risk
        ),
        format!("  starts with {}", workflow.triggers.join(", ").replace('_', " ")),
        format!("  approved by {}", workflow.approved_by.join(", ")),
    ];
    lines.extend(
        workflow
            .stops
            .iter()
            .map(|stop| format!("  stops {} when {}", stop.holds, stop.text)),
    );
    for version in &workflow.versions {
        let name = match version.name {
            "" => "sections".to_owned(),
            name => format!("sections of the version `{name}`"),
        };
        lines.push(format!("  {name}"));
        lines.extend(version.sections.iter().map(|section| {
            let fed = if section.feeders.is_empty() {
                String::new()
            } else {
                format!(", from {}", section.feeders.join(", "))
            };
            format!("    {:<20} {} ({}{fed})", section.id, section.title, section.origin)
        }));
    }
    lines.join("\n")
}
