//! Templates of scorecards: the built-in one and those of the settings, read from their files with
//! every fault at its line.

use std::fmt;
use std::path::Path;

use anyhow::Context as _;
use serde::Serialize;
use toml::de::{DeTable, DeValue};
use toml::{Spanned, de};
use workflow::scorecard::{Step, Template};

use crate::failure::Hinted;
use crate::settings::Settings;

/// The template that is there without any settings.
const BUILT_IN: &str = include_str!("../../scorecards/account-health.toml");

/// What its file is called where a file is named.
const BUILT_IN_FILE: &str = "built in";

/// A template and the file that it was read from.
#[derive(Debug, Clone)]
pub(crate) struct TemplateFile {
    /// The file.
    pub(crate) file: String,
    /// The template.
    pub(crate) template: Template,
}

/// What is wrong with a template, and where.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub(crate) struct FileFault {
    file: String,
    line: usize,
    message: String,
}

impl fmt::Display for FileFault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{}: {}", self.file, self.line, self.message)
    }
}

/// The template that a text holds, or everything that is wrong with it, in the order of its lines.
pub(crate) fn parsed(file: &str, text: &str) -> Result<Template, Vec<FileFault>> {
    let fault = |offset: usize, message: String| FileFault {
        file: file.to_owned(),
        line: line(text, offset),
        message,
    };
    let of_toml = |error: &de::Error| {
        let offset = error.span().map_or(0, |span| span.start);
        vec![fault(offset, error.message().trim().replace('\n', "; "))]
    };
    let table = DeTable::parse(text).map_err(|error| of_toml(&error))?;
    let template: Template = toml::from_str(text).map_err(|error| of_toml(&error))?;
    let mut faults: Vec<FileFault> = template
        .faults()
        .into_iter()
        .map(|it| fault(offset(table.get_ref(), &it.at), it.message))
        .collect();
    faults.sort();
    if faults.is_empty() { Ok(template) } else { Err(faults) }
}

/// The template in a file.
///
/// # Errors
///
/// Fails where the file can't be read, or with every fault of the template.
pub(crate) fn read(path: &Path) -> anyhow::Result<TemplateFile> {
    let file = path.display().to_string();
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read the template `{file}`"))?;
    match parsed(&file, &text) {
        Ok(template) => Ok(TemplateFile { file, template }),
        Err(faults) => Err(unusable(&file, &faults)),
    }
}

/// Every template: those of the settings, and the built-in one unless one of them has its name.
///
/// # Errors
///
/// Fails where a file can't be read, has a fault, or two of them have one name.
pub(crate) fn all(settings: &Settings) -> anyhow::Result<Vec<TemplateFile>> {
    let mut found: Vec<TemplateFile> = Vec::new();
    for path in &settings.scorecard.templates {
        let next = read(path)?;
        if let Some(other) = found.iter().find(|it| it.template.name == next.template.name) {
            let message = format!(
                "`{}` and `{}` are both the template `{}`",
                other.file, next.file, next.template.name
            );
            let hint = "give one of them another `name`".to_owned();
            return Err(Hinted::new(message, [hint]).into());
        }
        found.push(next);
    }
    let built_in = built_in()?;
    if found.iter().all(|it| it.template.name != built_in.template.name) {
        found.insert(0, built_in);
    }
    Ok(found)
}

/// The template of that name; without one, the one that has the built-in template's name.
///
/// # Errors
///
/// Fails as [`all`] does, and where there is no such template.
pub(crate) fn named(settings: &Settings, name: Option<&str>) -> anyhow::Result<Template> {
    let all = all(settings)?;
    let name = match name {
        Some(name) => name.to_owned(),
        None => built_in()?.template.name,
    };
    let known: Vec<String> = all.iter().map(|it| format!("`{}`", it.template.name)).collect();
    let found = all.into_iter().find(|it| it.template.name == name);
    found.map(|it| it.template).ok_or_else(|| {
        let hint = format!("the templates are {}", known.join(", "));
        Hinted::new(format!("no template is called `{name}`"), [hint]).into()
    })
}

fn built_in() -> anyhow::Result<TemplateFile> {
    match parsed(BUILT_IN_FILE, BUILT_IN) {
        Ok(template) => Ok(TemplateFile {
            file: BUILT_IN_FILE.to_owned(),
            template,
        }),
        Err(faults) => Err(unusable(BUILT_IN_FILE, &faults)),
    }
}

fn unusable(file: &str, faults: &[FileFault]) -> anyhow::Error {
    let lines: Vec<String> = faults.iter().map(|fault| format!("\n  {fault}")).collect();
    let hint = format!("`vouch scorecard check {file}` says whether it is mended");
    Hinted::new(
        format!("the template `{file}` can't be used:{}", lines.concat()),
        [hint],
    )
    .into()
}

/// The line on which a byte stands, from 1.
fn line(text: &str, offset: usize) -> usize {
    let before = text.get(..offset).unwrap_or(text);
    before.matches('\n').count() + 1
}

/// Where a fault's place begins, as far as the file has the way to it: a key that is missing is
/// missing from the table that should have it.
fn offset(root: &DeTable<'_>, way: &[Step]) -> usize {
    let mut offset = 0;
    let mut value: Option<&Spanned<DeValue<'_>>> = None;
    for step in way {
        let next = match step {
            Step::Key(key) => {
                let table = value.map_or(Some(root), |value| value.get_ref().as_table());
                let found = table.and_then(|table| table.iter().find(|(name, _)| name.get_ref() == key));
                found.map(|(name, value)| (name.span().start, value))
            }
            Step::At(at) => {
                let list = value.and_then(|value| value.get_ref().as_array());
                let found = list.and_then(|list| list.get(*at));
                found.map(|value| (value.span().start, value))
            }
        };
        let Some((start, found)) = next else { break };
        offset = start;
        value = Some(found);
    }
    offset
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(text: &str) -> String {
        let told: Vec<String> = parsed("t.toml", text)
            .unwrap_err()
            .iter()
            .map(ToString::to_string)
            .collect();
        told.join("\n")
    }

    /// The line on which the built-in template has these words, from 1.
    fn line_of(words: &str) -> usize {
        line(BUILT_IN, BUILT_IN.find(words).unwrap())
    }

    #[test]
    fn the_built_in_template_can_be_used() {
        let template = built_in().unwrap().template;
        assert_eq!((template.name.as_str(), template.version), ("account-health", 1));
    }

    #[test]
    fn a_fault_has_the_line_of_what_is_wrong() {
        for (from, to, message) in [
            (
                "due = { from = \"run_start\", days = 1, working_days = true }",
                "due = { from = { field = \"assessed_on\" }, days = 1 }",
                "the due date of `details` is a cycle: it counts from a date that `details` itself sets",
            ),
            (
                "  { from = 25, below = 50, points = 50 },",
                "  { from = 30, below = 50, points = 50 },",
                "the buckets of `kpi_progress` leave a gap: from 25 to 30 no points are given",
            ),
            (
                "dimension = \"business\"",
                "dimension = \"busyness\"",
                "no dimension is called `busyness`; there are `objectives`, `business`, `experience`, `performance`, \
                 `support`, `delivery`, `revenue`, `relationship`, `cost`",
            ),
        ] {
            let (text, at) = (BUILT_IN.replacen(from, to, 1), line_of(from));
            let expected = format!("t.toml:{at}: {message}");
            let found = faults(&text);
            assert!(found.lines().any(|line| line == expected), "{expected}\n{found}");
        }
    }

    #[test]
    fn what_is_no_template_has_its_line_too() {
        insta::assert_snapshot!(faults("name = \"x\"\nversion = \n"), @"t.toml:2: string values must be quoted, expected literal string");
        let typo = BUILT_IN.replacen("due_days = 14", "due_day = 14", 1);
        let found = faults(&typo);
        let expected = format!(
            "t.toml:{}: unknown field `due_day`, expected one of",
            line_of("due_days = 14")
        );
        assert!(found.starts_with(&expected), "{found}");
    }
}
