//! A recording: a folder of exchanges, or of scripted answers.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use jiff::civil::Date;
use secrecy::SecretString;
use serde::{Deserialize, Serialize};

use super::file::Exchange;
use super::script::Script;
use super::{ExchangeError, check, replay, script};
use crate::draft::{Drafter, LiveDrafter};
use crate::model::{Endpoint, Model, ModelError, RetryPolicy, Transport};
use crate::prompts::Prompts;

/// The file that says what a folder holds.
const MANIFEST: &str = "recording.toml";

/// No replay takes as long.
const LIMIT: Duration = Duration::from_mins(10);

/// Calls of a model that can be replayed.
#[derive(Debug, Clone)]
pub struct Recording {
    /// What answered, and how it was asked.
    pub manifest: Manifest,
    calls: Calls,
}

/// Where answers come from.
#[derive(Debug, Clone)]
enum Calls {
    Recorded(Arc<BTreeMap<String, Exchange>>),
    Scripted(Arc<Vec<Script>>),
}

/// What `recording.toml` says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// Whether a model gave these answers.
    pub source: RecordingKind,
    /// The model's name, as its endpoint knows it.
    pub model: String,
    /// What served the model, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub server: Option<String>,
    /// The day of the recording.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recorded: Option<Date>,
    /// The root of the API that was asked.
    #[serde(default = "Manifest::nowhere")]
    pub base_url: String,
    /// The longest answer asked for, in tokens.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_output_tokens: Option<u32>,
    /// 0 asks for the likeliest answer each time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub temperature: Option<f32>,
    /// How much a word is held back that was used before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub frequency_penalty: Option<f32>,
    /// Whether the schema said how long texts and lists may be.
    #[serde(default)]
    pub bounded_schema: bool,
    /// Whether revisions said where the words of a refused claim stand, as they do today. They are
    /// replayed in the form in which they were put.
    #[serde(default)]
    pub hints: bool,
}

/// Whether a model gave the answers of a recording.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RecordingKind {
    /// A model did.
    Recorded,
    /// A person wrote them.
    Scripted,
}

impl Manifest {
    /// Describes how the endpoint is asked.
    pub fn of(endpoint: &Endpoint, server: Option<String>, recorded: Date) -> Self {
        Self {
            source: RecordingKind::Recorded,
            model: endpoint.model.clone(),
            server,
            recorded: Some(recorded),
            base_url: endpoint.base_url.clone(),
            max_output_tokens: Some(endpoint.max_output_tokens),
            temperature: Some(endpoint.temperature),
            frequency_penalty: endpoint.frequency_penalty,
            bounded_schema: endpoint.bounded_schema,
            hints: true,
        }
    }

    fn nowhere() -> String {
        "http://127.0.0.1/v1".to_owned()
    }
}

impl Recording {
    /// Reads a folder.
    ///
    /// # Errors
    ///
    /// Fails where a file can't be read or is not what it should be.
    pub fn open(folder: &Path) -> Result<Self, ExchangeError> {
        let path = folder.join(MANIFEST);
        let manifest: Manifest = toml::from_str(&read(&path)?).map_err(|error| ExchangeError::Malformed {
            path,
            expected: "description of a recording",
            why: error.to_string().trim_end().to_owned(),
        })?;
        let calls = match manifest.source {
            RecordingKind::Recorded => {
                let read = json_files(folder)?.into_iter().map(|path| {
                    let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
                    Ok((name, json(&path, "exchange")?))
                });
                Calls::Recorded(Arc::new(read.collect::<Result<_, ExchangeError>>()?))
            }
            RecordingKind::Scripted => {
                let read = json_files(folder)?
                    .into_iter()
                    .map(|path| json(&path, "scripted answer"));
                Calls::Scripted(Arc::new(read.collect::<Result<_, ExchangeError>>()?))
            }
        };
        Ok(Self { manifest, calls })
    }

    /// Writes a recording into a folder of its own, in the place of the one that may be there:
    /// all of it, or nothing where it holds what must not be kept.
    ///
    /// # Errors
    ///
    /// Fails where it holds a key, a secret or personal data, or can't be written.
    pub fn write(
        folder: &Path,
        manifest: &Manifest,
        exchanges: &BTreeMap<String, Exchange>,
        api_key: Option<&SecretString>,
    ) -> Result<(), ExchangeError> {
        check::check(exchanges, api_key)?;
        let mut files = vec![(MANIFEST.to_owned(), toml::to_string(manifest).unwrap_or_default())];
        for (name, exchange) in exchanges {
            let mut text = serde_json::to_string_pretty(exchange).unwrap_or_default();
            text.push('\n');
            files.push((format!("{name}.json"), text));
        }
        let io = |path: &Path| {
            let path = path.to_owned();
            move |source| ExchangeError::Io {
                what: "write",
                path,
                source,
            }
        };
        // Written beside its place first, so that a recording is never half there.
        let mut name = folder.file_name().unwrap_or_default().to_owned();
        name.push(".partly");
        let beside = folder.with_file_name(name);
        remove(&beside).map_err(io(&beside))?;
        std::fs::create_dir_all(&beside).map_err(io(&beside))?;
        for (name, text) in files {
            let path = beside.join(name);
            std::fs::write(&path, text).map_err(io(&path))?;
        }
        remove(folder).map_err(io(folder))?;
        std::fs::rename(&beside, folder).map_err(io(folder))
    }

    /// A transport that answers from it; each begins with the first answers.
    pub fn transport(&self) -> Transport {
        match &self.calls {
            Calls::Recorded(exchanges) => replay::transport(Arc::clone(exchanges)),
            Calls::Scripted(scripts) => script::transport(Arc::clone(scripts)),
        }
    }

    /// The endpoint that was asked, without a key and without pauses between tries.
    pub fn endpoint(&self) -> Endpoint {
        let manifest = &self.manifest;
        let mut endpoint = Endpoint::new(manifest.base_url.as_str(), manifest.model.as_str());
        endpoint.retry = RetryPolicy {
            base: Duration::ZERO,
            retry_after_cap: Duration::ZERO,
            ..RetryPolicy::default()
        };
        if let Some(tokens) = manifest.max_output_tokens {
            endpoint.max_output_tokens = tokens;
        }
        if let Some(temperature) = manifest.temperature {
            endpoint.temperature = temperature;
        }
        endpoint.frequency_penalty = manifest.frequency_penalty;
        endpoint.bounded_schema = manifest.bounded_schema;
        endpoint
    }

    /// A drafter that answers from it, with these prompts.
    ///
    /// # Errors
    ///
    /// Fails where `recording.toml` describes no endpoint.
    pub fn drafter(&self, prompts: Arc<Prompts>) -> Result<Drafter, ModelError> {
        let model = Model::connect_through(self.endpoint(), self.transport())?;
        let live = LiveDrafter::new(&model, prompts, LIMIT).with_hints(self.manifest.hints);
        Ok(Drafter::Live(Box::new(live)))
    }

    /// The recorded exchanges by name; none of a scripted one.
    pub fn exchanges(&self) -> impl Iterator<Item = (&str, &Exchange)> {
        let exchanges = match &self.calls {
            Calls::Recorded(exchanges) => Some(exchanges.iter()),
            Calls::Scripted(_) => None,
        };
        exchanges.into_iter().flatten().map(|(name, it)| (name.as_str(), it))
    }
}

/// Removes a folder, if there is one.
fn remove(folder: &Path) -> std::io::Result<()> {
    match std::fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

fn read(path: &Path) -> Result<String, ExchangeError> {
    std::fs::read_to_string(path).map_err(|source| ExchangeError::Io {
        what: "read",
        path: path.to_owned(),
        source,
    })
}

fn json<T: serde::de::DeserializeOwned>(path: &Path, expected: &'static str) -> Result<T, ExchangeError> {
    serde_json::from_str(&read(path)?).map_err(|error| ExchangeError::Malformed {
        path: path.to_owned(),
        expected,
        why: error.to_string(),
    })
}

fn json_files(folder: &Path) -> Result<Vec<PathBuf>, ExchangeError> {
    let unreadable = |source| ExchangeError::Io {
        what: "read",
        path: folder.to_owned(),
        source,
    };
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        if path.extension().is_some_and(|it| it == "json") {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}
