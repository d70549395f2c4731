//! The model endpoint: whether there is one, and whether it answers.

use std::time::Duration;

use agent::model::{Endpoint, Model, ModelError};

use super::{Check, CheckState};
use crate::settings::ModelSettings;

/// How long the endpoint may take to say which models it has.
const PATIENCE: Duration = Duration::from_secs(5);

/// So many of the models that an endpoint lists are named.
const SHOWN: usize = 5;

/// Whether the configured model can be asked. It is not asked anything: that would cost tokens.
pub(crate) async fn model(settings: Option<&ModelSettings>) -> Vec<Check> {
    let Some(settings) = settings else {
        let found = "none is configured; drafts are extractive";
        return vec![Check::new("model", CheckState::Unused, found)];
    };
    let endpoint = settings.endpoint();
    vec![key(settings, &endpoint), endpoint_answers(endpoint).await]
}

/// Whether the key's variable is set; never what it holds.
fn key(settings: &ModelSettings, endpoint: &Endpoint) -> Check {
    let name = &settings.api_key_env;
    if endpoint.api_key.is_some() {
        Check::new("model key", CheckState::Ok, format!("`{name}` is set"))
    } else {
        let found = format!("`{name}` is not set, so no key is sent");
        Check::new("model key", CheckState::Unused, found)
    }
}

async fn endpoint_answers(endpoint: Endpoint) -> Check {
    const NAME: &str = "model";
    let wanted = endpoint.model.clone();
    let asked = match Model::connect(endpoint) {
        Ok(model) => model.models(PATIENCE).await,
        Err(error) => Err(error),
    };
    match asked {
        Ok(models) if models.is_empty() || models.contains(&wanted) => {
            Check::new(NAME, CheckState::Ok, format!("the endpoint of `{wanted}` answers"))
        }
        Ok(models) => {
            let found = format!("the endpoint answers, and lists no `{wanted}` but {}", some_of(&models));
            Check::new(NAME, CheckState::Warning, found).advising("check `name` under `[model]` in the settings")
        }
        // Not every server keeps a list.
        Err(error @ ModelError::Rejected { status: 404 | 405, .. }) => {
            Check::new(NAME, CheckState::Warning, error.to_string())
        }
        Err(error) => Check::new(NAME, CheckState::Failed, error.to_string()),
    }
}

fn some_of(models: &[String]) -> String {
    let shown: Vec<String> = models.iter().take(SHOWN).map(|name| format!("`{name}`")).collect();
    let more = models.len().saturating_sub(SHOWN);
    let more = if more > 0 {
        format!(" and {more} more")
    } else {
        String::new()
    };
    format!("{}{more}", shown.join(", "))
}
