//! The model that drafts, and what goes with it.

use super::groups::Group;
use super::outside::without_secrets;
use super::rows::{Row, number, optional, path, row, switch};
use crate::settings::{ModelSettings, Settings};

/// How drafts come about.
pub(super) fn model(settings: &Settings) -> Group {
    let rows = settings.model.as_ref().map(of_model).unwrap_or_default();
    let without = if rows.is_empty() {
        "No model is set. Drafts are extractive: sentences and records are lifted into claims."
    } else {
        ""
    };
    let mut group = Group {
        id: "model",
        title: "Model",
        without,
        rows,
    };
    group.rows.push(row(
        "revision_rounds",
        &settings.revision_rounds,
        &Settings::default().revision_rounds,
        "How often refused claims go back to the drafter.",
    ));
    group.rows.push(optional(
        "prompts",
        path(settings.prompts.as_deref()),
        "the built-in ones",
        "A folder whose files replace built-in prompts of their name.",
    ));
    group
}

fn of_model(it: &ModelSettings) -> Vec<Row> {
    let is_there = std::env::var(&it.api_key_env).is_ok_and(|key| !key.is_empty());
    let key = if is_there { "set" } else { "not set, so no key is sent" };
    vec![
        optional("model.name", Some(it.name.clone()), "", "The model that drafts."),
        optional(
            "model.base_url",
            Some(without_secrets(&it.base_url)),
            "",
            "Where it is asked.",
        ),
        Row {
            key: "model.api_key_env",
            value: format!("{} ({key})", it.api_key_env),
            is_set: it.api_key_env != ModelSettings::default_key_variable(),
            means: "The environment variable that holds the key.",
        },
        row(
            "model.deadline_seconds",
            &it.deadline_seconds,
            &ModelSettings::default_deadline(),
            "How long a whole brief may take.",
        ),
        number(
            "model.request_timeout_seconds",
            it.request_timeout_seconds,
            "as built in",
            "How long one request may take.",
        ),
        number(
            "model.max_output_tokens",
            it.max_output_tokens,
            "as built in",
            "The longest answer.",
        ),
        number(
            "model.spend_limit_tokens",
            it.spend_limit_tokens,
            "none",
            "What one brief may spend, in tokens sent and received.",
        ),
        number(
            "model.concurrency",
            it.concurrency,
            "as built in",
            "How many requests may be under way at once.",
        ),
        switch(
            "model.cache",
            it.cache,
            true,
            "Whether answers are kept, so that no question is paid for twice.",
        ),
    ]
}
