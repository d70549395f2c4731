//! Prompts: templates that stand in files, with their names and digests.

mod built_in;
mod fence;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use minijinja::{Environment, UndefinedBehavior};
use serde::Serialize;
use workflow::brief::PromptUse;

use built_in::BUILT_IN;
pub use fence::{Fence, Fenced};

/// The prompts of a run: those built in, each replaceable by a file of its name in a folder. One may
/// include or extend another by its name.
#[derive(Debug)]
pub struct Prompts {
    environment: Environment<'static>,
    digests: BTreeMap<String, String>,
}

/// Why prompts can't be used.
#[derive(Debug, thiserror::Error)]
pub enum PromptError {
    /// A file of the folder can't be read.
    #[error("cannot read the prompt `{}`", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A template is not well formed, or names a variable that it is not given.
    #[error("the prompt `{name}` cannot be used: {source}")]
    Template {
        /// The prompt's name.
        name: String,
        /// Why, with the line.
        source: minijinja::Error,
    },
}

impl Prompts {
    /// The prompts that are built in.
    ///
    /// # Errors
    ///
    /// Fails only if one of them is not well formed, which a test rules out.
    pub fn built_in() -> Result<Self, PromptError> {
        Self::new(
            BUILT_IN
                .iter()
                .map(|(name, text)| ((*name).to_owned(), (*text).to_owned())),
        )
    }

    /// The built-in prompts, each replaced by `<name>.md` of the folder where there is one.
    ///
    /// # Errors
    ///
    /// Fails where a file can't be read or is no well-formed template.
    pub fn overridden_by(folder: &Path) -> Result<Self, PromptError> {
        let mut texts = Vec::new();
        for &(name, text) in BUILT_IN {
            let path = folder.join(format!("{name}.md"));
            let text = match std::fs::read_to_string(&path) {
                Ok(own) => own,
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => text.to_owned(),
                Err(source) => return Err(PromptError::Unreadable { path, source }),
            };
            texts.push((name.to_owned(), text));
        }
        Self::new(texts.into_iter())
    }

    fn new(texts: impl Iterator<Item = (String, String)>) -> Result<Self, PromptError> {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        let mut digests = BTreeMap::new();
        for (name, text) in texts {
            digests.insert(name.clone(), workflow::brief::sha256(text.as_bytes()));
            environment
                .add_template_owned(name.clone(), text)
                .map_err(|source| PromptError::Template { name, source })?;
        }
        Ok(Self { environment, digests })
    }

    /// Fills in a prompt. A variable that the template names and isn't given is an error, never
    /// an empty string.
    ///
    /// # Errors
    ///
    /// Fails where the template names something it isn't given.
    pub fn render(&self, name: &str, values: impl Serialize) -> Result<String, PromptError> {
        let template = self.environment.get_template(name);
        let rendered =
            template.and_then(|template| template.render(minijinja::Value::from(minijinja::value::Serde(values))));
        rendered.map_err(|source| PromptError::Template {
            name: name.to_owned(),
            source,
        })
    }

    /// The prompts of those names, with their digests, sorted.
    pub fn used<'a>(&self, names: impl Iterator<Item = &'a str>) -> Vec<PromptUse> {
        let mut used: Vec<PromptUse> = names
            .filter_map(|name| {
                Some(PromptUse {
                    name: name.to_owned(),
                    digest: self.digests.get(name)?.clone(),
                })
            })
            .collect();
        used.sort();
        used.dedup();
        used
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_variable_that_is_not_given_is_an_error() {
        let prompts = Prompts::built_in().unwrap();
        let error = prompts
            .render("system", serde_json::json!({ "brief": "handoff" }))
            .unwrap_err();
        assert!(error.to_string().contains("`system`"), "{error}");
    }

    #[test]
    fn a_folder_replaces_single_prompts() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("handoff")).unwrap();
        std::fs::write(folder.path().join("handoff/why.md"), "Why {{ account }}?").unwrap();
        let prompts = Prompts::overridden_by(folder.path()).unwrap();
        assert_eq!(
            prompts
                .render("handoff/why", serde_json::json!({ "account": "Acme" }))
                .unwrap(),
            "Why Acme?"
        );
        let built_in = Prompts::built_in().unwrap();
        let names = ["handoff/why", "handoff/risks"];
        let same: Vec<bool> = prompts
            .used(names.into_iter())
            .iter()
            .zip(built_in.used(names.into_iter()))
            .map(|(left, right)| *left == right)
            .collect();
        assert_eq!(same, [true, false], "risks is built in, why is not");
    }
}
