//! The templates.

use std::path::Path;

use anyhow::Context as _;
use serde::Serialize;

use crate::cli::{Context, Exit};
use crate::scorecards::templates::{FileFault, parsed};
use crate::service::scorecards::{TemplateLine, templates};

/// What came of checking a template.
#[derive(Debug, Serialize)]
struct Checked {
    file: String,
    /// Its name; none where it can't be used.
    name: Option<String>,
    faults: Vec<FileFault>,
}

pub(super) fn list(context: &Context<'_>) -> anyhow::Result<Exit> {
    let lines = templates(&context.settings)?;
    context.output.result(&lines, |lines| {
        let line = |it: &TemplateLine| {
            format!(
                "{} {}  {}, {} questions, {} tasks ({})",
                it.name, it.version, it.title, it.questions, it.tasks, it.file
            )
        };
        lines.iter().map(line).collect::<Vec<_>>().join("\n")
    })?;
    Ok(Exit::Done)
}

/// Says everything that is wrong with a template, each with its file and line.
pub(super) fn check(context: &Context<'_>, path: &Path) -> anyhow::Result<Exit> {
    let file = path.display().to_string();
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read the template `{file}`"))?;
    let (template, faults) = match parsed(&file, &text) {
        Ok(template) => (Some(template), Vec::new()),
        Err(faults) => (None, faults),
    };
    let told = match &template {
        Some(it) => format!(
            "{file} can be used: {} {}, {} questions, {} tasks, {} alerts",
            it.name,
            it.version,
            it.fields().count(),
            it.tasks.len(),
            it.alerts.len()
        ),
        None => faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"),
    };
    let exit = if faults.is_empty() { Exit::Done } else { Exit::Findings };
    let checked = Checked {
        name: template.map(|it| it.name),
        file,
        faults,
    };
    context.output.result(&checked, |_| told)?;
    Ok(exit)
}
