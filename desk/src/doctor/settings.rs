//! The settings and the prompts they name.

use std::path::Path;

use super::{Check, CheckState};
use crate::cli::Global;
use crate::settings::Settings;

/// The file that is read where none is named.
const DEFAULT_FILE: &str = "vouch.toml";

/// Which settings hold. A file that can't be used is told before any command begins.
pub(crate) fn settings(global: &Global) -> Check {
    const NAME: &str = "settings";
    let file = global.config.as_deref().unwrap_or(Path::new(DEFAULT_FILE));
    if file.exists() {
        Check::new(NAME, CheckState::Ok, format!("read from `{}`", file.display()))
    } else {
        let found = format!("there is no `{}`, so the defaults hold", file.display());
        Check::new(NAME, CheckState::Unused, found)
    }
}

/// Whether the folder of the tenant's own prompts can be read, and what is in it used.
pub(crate) fn prompts(settings: &Settings) -> Check {
    const NAME: &str = "prompts";
    let Some(folder) = &settings.prompts else {
        return Check::new(
            NAME,
            CheckState::Unused,
            "no folder of your own; the built-in ones are used",
        );
    };
    if let Err(error) = std::fs::read_dir(folder) {
        // A folder that is not there would otherwise pass for one that replaces nothing.
        let found = format!("the folder `{}` can't be read: {error}", folder.display());
        return Check::new(NAME, CheckState::Failed, found).advising("check `prompts` in the settings");
    }
    match settings.prompts() {
        Ok(_) => Check::new(NAME, CheckState::Ok, format!("read from `{}`", folder.display())),
        Err(error) => {
            Check::new(NAME, CheckState::Failed, format!("{error:#}")).advising("mend the file, or remove it")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_of_prompts_must_be_there_and_well_formed() {
        let folder = tempfile::tempdir().unwrap();
        let state = |path: &Path| {
            let settings = Settings {
                prompts: Some(path.to_owned()),
                ..Settings::default()
            };
            prompts(&settings).state
        };
        assert_eq!(prompts(&Settings::default()).state, CheckState::Unused);
        assert_eq!(state(&folder.path().join("nowhere")), CheckState::Failed);
        assert_eq!(state(folder.path()), CheckState::Ok);
        std::fs::write(folder.path().join("system.md"), "{% if").unwrap();
        assert_eq!(state(folder.path()), CheckState::Failed);
    }
}
