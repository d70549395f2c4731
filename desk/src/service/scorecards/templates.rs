//! The templates.

use schemars::JsonSchema;
use serde::Serialize;

use crate::scorecards::templates::all;
use crate::settings::Settings;

/// A template in a list.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct TemplateLine {
    /// Its name.
    pub(crate) name: String,
    /// Its version.
    pub(crate) version: u32,
    /// Its title.
    pub(crate) title: String,
    /// The file that it was read from.
    pub(crate) file: String,
    /// How many questions it asks.
    pub(crate) questions: usize,
    /// How many tasks it gives.
    pub(crate) tasks: usize,
}

/// The templates that a scorecard can be begun by. They are the settings' and say nothing of an
/// account, so that they take no right.
pub(crate) fn templates(settings: &Settings) -> anyhow::Result<Vec<TemplateLine>> {
    let lines = all(settings)?.into_iter().map(|it| TemplateLine {
        questions: it.template.fields().count(),
        tasks: it.template.tasks.len(),
        name: it.template.name,
        version: it.template.version,
        title: it.template.title,
        file: it.file,
    });
    Ok(lines.collect())
}
