//! `vouch.toml`.

mod briefs;
mod serve;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use agent::draft::{Drafter, LiveDrafter};
use agent::exchange::{Recorder, Recording};
use agent::model::{Endpoint, Model, Usage};
use agent::prompts::Prompts;
use anyhow::Context as _;
use grounding::{Policy, ReviewTopic};
use retrieval::read::{Mapping, Mappings};
use serde::Deserialize;
use workflow::brief::Trigger;
use workflow::{Layout, Request, Thresholds};

use crate::cli::DrafterName;
use crate::failure::Hinted;
pub(crate) use briefs::{HandoffSettings, HealthSettings, RecapSettings, SummarySettings};
pub(crate) use serve::ServeSettings;
#[cfg(feature = "sso")]
pub(crate) use serve::SsoSettings;

/// The settings of a run. Every one has a default; the file need not exist.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Settings {
    /// What each rule's findings do.
    pub(crate) policy: Policy,
    /// The model to draft with; without one, the extractive drafter is used.
    pub(crate) model: Option<ModelSettings>,
    /// A folder whose files replace built-in prompts of their name.
    pub(crate) prompts: Option<PathBuf>,
    /// How often refused claims go back to the drafter.
    pub(crate) revision_rounds: u32,
    /// How exports are taken in.
    pub(crate) ingest: IngestSettings,
    /// The handoff's settings.
    pub(crate) handoff: HandoffSettings,
    /// The recap's settings.
    pub(crate) recap: RecapSettings,
    /// The summary's settings.
    pub(crate) summary: SummarySettings,
    /// The settings of health snapshots.
    pub(crate) health: HealthSettings,
    /// From when on something counts as old, near or moved.
    pub(crate) thresholds: Thresholds,
    /// A file of owner-review rules: who must look at which topic, beside the built-in ones.
    pub(crate) owner_review_rules: Option<PathBuf>,
    /// Why those can't be read; none where they can, or none are configured.
    #[serde(skip)]
    pub(crate) rules_unreadable: Option<String>,
    /// What takes a name.
    pub(crate) people: PeopleSettings,
    /// Who is told what happens to runs and actions.
    pub(crate) outbox: Vec<Subscriber>,
    /// What the columns of files mean that no built-in reader knows.
    pub(crate) mapping: Vec<Mapping>,
    /// Scorecards.
    pub(crate) scorecard: ScorecardSettings,
    /// The desk in the browser.
    pub(crate) serve: ServeSettings,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            policy: Policy::default(),
            model: None,
            prompts: None,
            revision_rounds: 2,
            ingest: IngestSettings::default(),
            handoff: HandoffSettings::default(),
            recap: RecapSettings::default(),
            summary: SummarySettings::default(),
            health: HealthSettings::default(),
            thresholds: Thresholds::default(),
            owner_review_rules: None,
            rules_unreadable: None,
            people: PeopleSettings::default(),
            outbox: Vec::new(),
            mapping: Vec::new(),
            scorecard: ScorecardSettings::default(),
            serve: ServeSettings::default(),
        }
    }
}

/// How a model is reached.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ModelSettings {
    /// The endpoint, up to and with its version: `http://127.0.0.1:8103/v1`.
    pub(crate) base_url: String,
    /// The model's name.
    pub(crate) name: String,
    /// The environment variable that holds the key.
    #[serde(default = "ModelSettings::default_key_variable")]
    pub(crate) api_key_env: String,
    /// How long one request may take, in seconds.
    pub(crate) request_timeout_seconds: Option<u64>,
    /// How long a whole brief may take, in seconds.
    #[serde(default = "ModelSettings::default_deadline")]
    pub(crate) deadline_seconds: u64,
    /// The longest answer, in tokens.
    pub(crate) max_output_tokens: Option<u32>,
    /// What one brief may spend, in tokens sent and received; without it, the deadline is the only
    /// limit.
    pub(crate) spend_limit_tokens: Option<u64>,
    /// How many requests may be under way at once.
    pub(crate) concurrency: Option<usize>,
    /// 0, the default, asks for the likeliest answer each time.
    pub(crate) temperature: Option<f32>,
    /// How much a word is held back that was used before, from 0 to 2.
    pub(crate) frequency_penalty: Option<f32>,
    /// Whether the schema says how long an answer's texts and lists may be.
    #[serde(default)]
    pub(crate) bounded_schema: bool,
    /// What a million tokens sent cost, in whatever currency.
    pub(crate) price_per_million_input: Option<f64>,
    /// What a million tokens received cost, in the same currency.
    pub(crate) price_per_million_output: Option<f64>,
    /// Whether answers are kept beside the evidence, so that no question is paid for twice.
    #[serde(default = "ModelSettings::default_cache")]
    pub(crate) cache: bool,
    /// A PEM file of certificates to trust beside the system's.
    pub(crate) ca_bundle: Option<PathBuf>,
}

impl ModelSettings {
    /// The environment variable that holds the key where nobody names one.
    pub(crate) fn default_key_variable() -> String {
        "VOUCH_API_KEY".to_owned()
    }

    /// How long a whole brief may take where nobody says so, in seconds.
    pub(crate) fn default_deadline() -> u64 {
        600
    }

    fn default_cache() -> bool {
        true
    }

    /// The endpoint, with its key from the environment.
    pub(crate) fn endpoint(&self) -> Endpoint {
        let mut endpoint = Endpoint::new(self.base_url.as_str(), self.name.as_str());
        endpoint.api_key = std::env::var(&self.api_key_env)
            .ok()
            .filter(|key| !key.is_empty())
            .map(Into::into);
        endpoint.ca_bundle.clone_from(&self.ca_bundle);
        if let Some(seconds) = self.request_timeout_seconds {
            endpoint.request_timeout = Duration::from_secs(seconds);
        }
        endpoint.frequency_penalty = self.frequency_penalty;
        endpoint.bounded_schema = self.bounded_schema;
        if let Some(temperature) = self.temperature {
            endpoint.temperature = temperature;
        }
        if let Some(tokens) = self.max_output_tokens {
            endpoint.max_output_tokens = tokens;
        }
        if let Some(requests) = self.concurrency {
            endpoint.concurrency = requests;
        }
        endpoint.spend_limit_tokens = self.spend_limit_tokens;
        endpoint
    }
}

/// What a model costs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Price {
    input: f64,
    output: f64,
}

impl Price {
    /// What was spent.
    pub(crate) fn of(self, spent: Usage) -> f64 {
        const MILLION: f64 = 1_000_000.0;
        #[expect(clippy::cast_precision_loss, reason = "nobody sends so many tokens")]
        let cost = |tokens: u64, price: f64| tokens as f64 / MILLION * price;
        cost(spent.input_tokens, self.input) + cost(spent.output_tokens, self.output)
    }
}

/// How exports are taken in.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct IngestSettings {
    /// Small files are stored together until they have so many records, at least 1. Large files
    /// are stored some megabytes at a time. What is stored together is stored or not, whatever
    /// happens.
    pub(crate) batch_records: usize,
}

impl Default for IngestSettings {
    fn default() -> Self {
        Self { batch_records: 2_000 }
    }
}

/// The file of owner-review rules.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct OwnerReviewRules {
    #[serde(default)]
    rule: Vec<ReviewTopic>,
}

impl OwnerReviewRules {
    fn read(path: &Path) -> Result<Self, String> {
        let text = std::fs::read_to_string(path).map_err(|error| format!("can't be read: {error}"))?;
        let rules: Self = toml::from_str(&text).map_err(|error| format!("can't be used: {error}"))?;
        let says_nothing = |topic: &ReviewTopic| topic.words.is_empty() || topic.routes.is_empty();
        if rules.rule.is_empty() || rules.rule.iter().any(says_nothing) {
            return Err("must hold rules, each with a topic, words and routes".to_owned());
        }
        Ok(rules)
    }
}

/// What takes a name.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct PeopleSettings {
    /// Whether reading, ingesting and drafting take a name too, once the store knows somebody.
    pub(crate) sign_in_always: bool,
}

/// Scorecards.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct ScorecardSettings {
    /// The files of the tenant's own templates; one of the built-in template's name replaces it.
    pub(crate) templates: Vec<PathBuf>,
}

/// Somebody who is told what happens to runs and actions.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Subscriber {
    /// Its name, by which deliveries are told apart.
    pub(crate) name: String,
    /// A folder that gets a file for each event.
    pub(crate) folder: Option<PathBuf>,
    /// An address that each event is sent to.
    pub(crate) url: Option<String>,
    /// The environment variable that holds the secret that what is sent is signed with.
    pub(crate) secret_env: Option<String>,
    /// The events it is told; without them, all.
    #[serde(default)]
    pub(crate) events: Vec<String>,
}

/// The file that is read where none is named.
const DEFAULT_FILE: &str = "vouch.toml";

impl Settings {
    /// What is asked of a run, as far as the settings say.
    pub(crate) fn request(&self, trigger: Option<Trigger>, edition: &'static str) -> Request {
        Request {
            trigger,
            trigger_days: self.handoff.trigger_days,
            rules_unreadable: self.rules_unreadable.clone(),
            edition,
            thresholds: self.thresholds.clone(),
            highlights: self.summary.highlights.clone(),
            hidden_highlights: self.summary.hide_highlights.clone(),
            health: self.health.scored_by.clone(),
            is_top_value: false,
        }
    }

    /// Which sections of a kind of brief are shown.
    pub(crate) fn layout(&self, kind: &str) -> &Layout {
        match kind {
            "recap" => &self.recap.sections,
            "summary" => &self.summary.sections,
            "health" => &self.health.sections,
            _ => &self.handoff.sections,
        }
    }

    /// What the model costs, where the settings say so.
    pub(crate) fn price(&self) -> Option<Price> {
        let model = self.model.as_ref()?;
        Some(Price {
            input: model.price_per_million_input?,
            output: model.price_per_million_output?,
        })
    }

    /// Reads the settings: the file named, else `vouch.toml` of the current folder, else none.
    pub(crate) fn read(file: Option<&Path>) -> anyhow::Result<Self> {
        let path = file.unwrap_or(Path::new(DEFAULT_FILE));
        let text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if file.is_none() && error.kind() == std::io::ErrorKind::NotFound => return Ok(Self::default()),
            Err(error) => return Err(error).with_context(|| format!("cannot read the settings `{}`", path.display())),
        };
        let mut settings: Self =
            toml::from_str(&text).with_context(|| format!("the settings `{}` can't be used", path.display()))?;
        let unknown = settings.policy.unknown_codes();
        if !unknown.is_empty() {
            let message = format!(
                "`{}` sets rules that don't exist: {}",
                path.display(),
                unknown.join(", ")
            );
            return Err(Hinted::new(message, ["`vouch rules` lists the rules".to_owned()]).into());
        }
        for (at, subscriber) in settings.outbox.iter().enumerate() {
            if settings.outbox[..at].iter().any(|it| it.name == subscriber.name) {
                let message = format!("`{}` has two subscribers `{}`", path.display(), subscriber.name);
                return Err(Hinted::new(message, ["deliveries are told apart by the name".to_owned()]).into());
            }
            if subscriber.folder.is_some() == subscriber.url.is_some() {
                let message = format!(
                    "`{}`: the subscriber `{}` needs a `folder` or a `url`",
                    path.display(),
                    subscriber.name
                );
                return Err(Hinted::new(message, ["one of the two, not both".to_owned()]).into());
            }
        }
        for definition in workflow::kinds() {
            let layout = settings.layout(definition.spec.kind);
            if let Some(problem) = briefs::unknown_section(definition, layout) {
                let message = format!("`{}`: {problem}", path.display());
                return Err(Hinted::new(message, ["`vouch.toml` names sections by their ids".to_owned()]).into());
            }
        }
        if let Some(hidden) = settings.health.hidden() {
            let message = format!(
                "`{}`: a health snapshot without its section `{hidden}` is none",
                path.display()
            );
            let hint = format!("give `{hidden}` a place under `[health.sections]`, as the others have one");
            return Err(Hinted::new(message, [hint]).into());
        }
        if let Err(problem) = workflow::summary::check_hidden_highlights(&settings.summary.hide_highlights) {
            let message = format!("`{}`: {problem}", path.display());
            let hint = "take it out of `hide_highlights`".to_owned();
            return Err(Hinted::new(message, [hint]).into());
        }
        settings.health.read_policy()?;
        settings.read_owner_review_rules();
        settings
            .mappings()
            .with_context(|| format!("the settings `{}` can't be used", path.display()))?;
        Ok(settings)
    }

    /// Adds the tenant's owner-review rules to the policy. Rules that are configured and can't be
    /// read are no rules at all: drafting stops on them, and says why (VR-10).
    fn read_owner_review_rules(&mut self) {
        let Some(path) = &self.owner_review_rules else { return };
        match OwnerReviewRules::read(path) {
            Ok(rules) => self.policy.owner_review.extend(rules.rule),
            Err(why) => {
                self.rules_unreadable = Some(format!("the owner-review rules `{}` {why}", path.display()));
            }
        }
    }

    /// The mappings, ready for reading.
    pub(crate) fn mappings(&self) -> anyhow::Result<Mappings> {
        Ok(Mappings::new(self.mapping.clone())?)
    }

    /// The drafter asked for, else the configured model, else the extractive one. A model's answers
    /// are kept in the folder, unless the settings say otherwise.
    pub(crate) fn drafter(&self, asked: Option<&DrafterName>, answers: Option<&Path>) -> anyhow::Result<Drafter> {
        let model = match (asked, &self.model) {
            (Some(DrafterName::Extractive), _) | (None, None) => return Ok(Drafter::Extractive),
            (Some(DrafterName::Replay(folder)), _) => return Ok(Recording::open(folder)?.drafter(self.prompts()?)?),
            (_, None) => return Err(no_model()),
            (_, Some(model)) => model,
        };
        let connected = Model::connect(model.endpoint())?;
        let connected = match answers.filter(|_| model.cache) {
            Some(folder) => connected.cached(folder),
            None => connected,
        };
        self.live(model, &connected)
    }

    /// A drafter that asks the configured model and takes note of what goes over the wire.
    pub(crate) fn recorded_drafter(&self, recorder: &Recorder) -> anyhow::Result<Drafter> {
        let model = self.model.as_ref().ok_or_else(no_model)?;
        self.live(
            model,
            &Model::connect_around(model.endpoint(), |socket| recorder.around(socket))?,
        )
    }

    /// The prompts, with those that the tenant has replaced.
    pub(crate) fn prompts(&self) -> anyhow::Result<Arc<Prompts>> {
        let prompts = match &self.prompts {
            Some(folder) => Prompts::overridden_by(folder)?,
            None => Prompts::built_in()?,
        };
        Ok(Arc::new(prompts))
    }

    fn live(&self, settings: &ModelSettings, model: &Model) -> anyhow::Result<Drafter> {
        let limit = Duration::from_secs(settings.deadline_seconds);
        Ok(Drafter::Live(Box::new(LiveDrafter::new(model, self.prompts()?, limit))))
    }
}

fn no_model() -> anyhow::Error {
    let hint = "set `base_url` and `name` under `[model]` in `vouch.toml`, or draft with `--model extractive`";
    Hinted::new("no model is configured", [hint.to_owned()]).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Settings, String> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("vouch.toml");
        std::fs::write(&path, text).unwrap();
        let shown = path.display().to_string();
        Settings::read(Some(&path)).map_err(|error| format!("{error:#}").replace(&shown, "vouch.toml"))
    }

    #[test]
    fn a_rule_can_be_set() {
        let settings = read("[policy.rules]\nV604 = \"review\"\n[handoff]\ntrigger_days = 30\n").unwrap();
        let rule = grounding::Rule::find("V604").unwrap();
        assert_eq!(
            (settings.policy.severity(rule), settings.handoff.trigger_days),
            (grounding::Severity::Review, 30)
        );
    }

    #[test]
    fn what_nobody_knows_is_an_error() {
        insta::assert_snapshot!(read("[policy.rules]\nV999 = \"deny\"\n").unwrap_err(), @"`vouch.toml` sets rules that don't exist: V999");
        insta::assert_snapshot!(read("[handof]\n").unwrap_err(), @"
        the settings `vouch.toml` can't be used: TOML parse error at line 1, column 2
          |
        1 | [handof]
          |  ^^^^^^
        unknown field `handof`, expected one of `policy`, `model`, `prompts`, `revision_rounds`, `ingest`, `handoff`, `recap`, `summary`, `health`, `thresholds`, `owner_review_rules`, `people`, `outbox`, `mapping`, `scorecard`, `serve`
        ");
    }
    #[test]
    fn the_documented_mappings_can_be_used() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/mappings");
        let mut numbers = Vec::new();
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let settings = Settings::read(Some(&path)).unwrap();
            numbers.push((path.file_name().unwrap().to_owned(), settings.mapping.len()));
        }
        numbers.sort();
        assert_eq!(
            numbers,
            [
                ("backtest.toml", 3),
                ("ravenstack.toml", 5),
                ("telco-churn.toml", 1),
                ("workbench.toml", 5)
            ]
            .map(|(name, it)| (name.into(), it))
        );
    }

    /// HS-16: evidence and next action can't be laid out of a snapshot.
    #[test]
    fn a_snapshot_keeps_its_evidence_and_its_next_action() {
        insta::assert_snapshot!(read("[health.sections]\nnext_action = 0\n").unwrap_err(), @"`vouch.toml`: a health snapshot without its section `next_action` is none");
        insta::assert_snapshot!(read("[health.sections]\nrisks = 1\nnext_action = 2\n").unwrap_err(), @"`vouch.toml`: a health snapshot without its section `condition` is none");
        assert!(read("[health.sections]\nrisks = 0\n").is_ok());
    }

    #[test]
    fn a_mapping_that_cannot_work_is_an_error() {
        let mapping = "[[mapping]]\nname = \"m\"\nsystem = \"s\"\nobject = \"o\"\ncolumns = [\"a\"]\n";
        insta::assert_snapshot!(read(mapping).unwrap_err(), @"the settings `vouch.toml` can't be used: mapping `m`: `account` is missing, and there is no `names_accounts`");
        insta::assert_snapshot!(read(&format!("{mapping}acount = \"a\"\n")).unwrap_err().lines().take(4).collect::<Vec<_>>().join("\n"), @r#"
        the settings `vouch.toml` can't be used: TOML parse error at line 6, column 1
          |
        6 | acount = "a"
          | ^^^^^^
        "#);
    }
}
