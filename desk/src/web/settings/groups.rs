//! The settings in groups, each setting with what it does.

use grounding::{Policy, ReviewTopic};

use super::model;
use super::rows::{Row, listed, optional, path, row, switch};
use crate::settings::{IngestSettings, PeopleSettings, ServeSettings, Settings};

/// Settings that belong together.
pub(super) struct Group {
    /// What the address names it by.
    pub(super) id: &'static str,
    /// What they are about.
    pub(super) title: &'static str,
    /// What holds without them, where none is set; empty where each has a value of itself.
    pub(super) without: &'static str,
    /// The settings.
    pub(super) rows: Vec<Row>,
}

/// A topic that somebody must look at.
pub(super) struct TopicView {
    pub(super) topic: String,
    pub(super) words: String,
    pub(super) routes: String,
    pub(super) accounts: String,
}

/// Every group, in the order in which they are asked for.
pub(super) fn all(settings: &Settings) -> Vec<Group> {
    vec![
        group("quotes", "Quotes and their age", quotes(&settings.policy)),
        group("thresholds", "Thresholds", thresholds(settings)),
        group("health", "Health scores", health(settings)),
        group("highlights", "Highlights of summaries", highlights(settings)),
        model::model(settings),
        group("desk", "The desk", desk(settings)),
    ]
}

/// The tenant's own topics that somebody must look at.
pub(super) fn topics(topics: &[ReviewTopic]) -> Vec<TopicView> {
    let topics = topics.iter().map(|it| TopicView {
        topic: it.topic.clone(),
        words: it.words.join(", "),
        routes: listed(
            it.routes
                .iter()
                .map(|route| workflow::people::Role::from(*route).noun()),
            "",
        ),
        accounts: listed(&it.accounts, "every account"),
    });
    topics.collect()
}

fn group(id: &'static str, title: &'static str, rows: Vec<Row>) -> Group {
    Group {
        id,
        title,
        without: "",
        rows,
    }
}

fn quotes(policy: &Policy) -> Vec<Row> {
    let default = Policy::default();
    vec![
        row(
            "policy.min_quote_chars",
            &policy.min_quote_chars,
            &default.min_quote_chars,
            "A quote of fewer characters proves nothing.",
        ),
        row(
            "policy.min_quote_words",
            &policy.min_quote_words,
            &default.min_quote_words,
            "A quote of fewer content words proves nothing.",
        ),
        row(
            "policy.stale_days_measured",
            &policy.stale_days_measured,
            &default.stale_days_measured,
            "For so many days a figure may be told as of today: usage, KPIs, health scores.",
        ),
        row(
            "policy.stale_days_said",
            &policy.stale_days_said,
            &default.stale_days_said,
            "The same for what somebody said or wrote: notes, calls, mails, tickets.",
        ),
    ]
}

fn thresholds(settings: &Settings) -> Vec<Row> {
    let (it, default) = (&settings.thresholds, workflow::Thresholds::default());
    let trigger_days = Settings::default().handoff.trigger_days;
    vec![
        row(
            "thresholds.usage_stale_days",
            &it.usage_stale_days,
            &default.usage_stale_days,
            "Usage figures and KPIs that are older are stale, in days.",
        ),
        row(
            "thresholds.talks_stale_days",
            &it.talks_stale_days,
            &default.talks_stale_days,
            "Notes, calls, mails and tickets that are older are stale, in days.",
        ),
        row(
            "thresholds.renewal_near_days",
            &it.renewal_near_days,
            &default.renewal_near_days,
            "A renewal within so many days is near.",
        ),
        row(
            "thresholds.closeout_days",
            &it.closeout_days,
            &default.closeout_days,
            "A project that ended at most so many days ago asks for a recap.",
        ),
        switch(
            "thresholds.monthly_report",
            it.monthly_report,
            default.monthly_report,
            "Whether the month that ended last starts a recap where nothing else does.",
        ),
        row(
            "thresholds.window_months",
            &it.window_months,
            &default.window_months,
            "A summary looks back so many months.",
        ),
        row(
            "thresholds.significant_progress_percent",
            &it.significant_progress_percent,
            &default.significant_progress_percent,
            "A KPI is a key achievement once so many per cent of its way are done.",
        ),
        row(
            "handoff.trigger_days",
            &settings.handoff.trigger_days,
            &trigger_days,
            "A handoff starts while its deal closed at most so many days ago.",
        ),
    ]
}

fn health(settings: &Settings) -> Vec<Row> {
    let it = &settings.health.scored_by;
    let default = workflow::health::HealthPolicy::default();
    let weights = it
        .weights
        .iter()
        .map(|(signal, weight)| format!("{} {}", signal.word(), weight.normalize()));
    let mut rows = vec![
        optional(
            "health.policy",
            path(settings.health.policy.as_deref()),
            "the built-in policy",
            "The file that says how accounts are scored.",
        ),
        row(
            "name",
            &it.name,
            &default.name,
            "What the policy is called; every snapshot tells it.",
        ),
        Row {
            key: "weights",
            value: listed(weights, "the built-in weights"),
            is_set: it.weights != default.weights,
            means: "What each signal counts.",
        },
    ];
    rows.extend([
        row(
            "levels.green",
            &it.levels.green.normalize(),
            &default.levels.green.normalize(),
            "From this score on an account is green.",
        ),
        row(
            "levels.amber",
            &it.levels.amber.normalize(),
            &default.levels.amber.normalize(),
            "From this score on it is amber, below it red.",
        ),
        row(
            "material_points",
            &it.material_points.normalize(),
            &default.material_points.normalize(),
            "A score that moved by so many points has moved materially.",
        ),
        row(
            "least_known_percent",
            &it.least_known_percent.normalize(),
            &default.least_known_percent.normalize(),
            "So many per cent of the weight must be known, else the account is unknown.",
        ),
        row(
            "snapshot_days",
            &it.snapshot_days,
            &default.snapshot_days,
            "A snapshot that is older, in days, counts no longer.",
        ),
    ]);
    rows
}

fn highlights(settings: &Settings) -> Vec<Row> {
    let it = &settings.summary;
    let added = it
        .highlights
        .iter()
        .map(|it| format!("{} ({} {})", it.label, it.source, it.field));
    vec![
        Row {
            key: "summary.highlights",
            is_set: !it.highlights.is_empty(),
            value: listed(added, "none"),
            means: "Highlights beside the built-in ones.",
        },
        Row {
            key: "summary.hide_highlights",
            is_set: !it.hide_highlights.is_empty(),
            value: listed(&it.hide_highlights, "none"),
            means: "Built-in highlights that are not shown.",
        },
    ]
}

fn desk(settings: &Settings) -> Vec<Row> {
    let (it, default) = (&settings.serve, ServeSettings::default());
    vec![
        row(
            "serve.listen",
            &it.listen,
            &default.listen,
            "Where the desk listens; --listen goes before it.",
        ),
        optional(
            "serve.public_url",
            it.public_url.clone(),
            "none",
            "The address that people type, where something in front speaks TLS.",
        ),
        row(
            "serve.session_hours",
            &it.session_hours,
            &default.session_hours,
            "How long somebody stays signed in, in hours.",
        ),
        optional(
            "serve.sso.issuer",
            it.sso.as_ref().map(|sso| sso.issuer.clone()),
            "none",
            "Where people sign in with their company, by OpenID Connect.",
        ),
        switch(
            "people.sign_in_always",
            settings.people.sign_in_always,
            PeopleSettings::default().sign_in_always,
            "Whether the command line takes a name for reading and drafting too. The desk always does.",
        ),
        row(
            "ingest.batch_records",
            &settings.ingest.batch_records,
            &IngestSettings::default().batch_records,
            "Small files are stored together until they have so many records.",
        ),
        optional(
            "owner_review_rules",
            path(settings.owner_review_rules.as_deref()),
            "the built-in ones",
            "A file of topics that somebody must look at.",
        ),
        Row {
            key: "scorecard.templates",
            is_set: !settings.scorecard.templates.is_empty(),
            value: listed(
                settings.scorecard.templates.iter().map(|it| it.display()),
                "the built-in one",
            ),
            means: "The files of your own scorecard templates.",
        },
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(settings: &Settings) -> Vec<String> {
        let rows = all(settings).into_iter().flat_map(|group| group.rows);
        rows.filter(|row| row.is_set)
            .map(|row| format!("{} = {}", row.key, row.value))
            .collect()
    }

    #[test]
    fn only_what_somebody_set_is_marked() {
        assert_eq!(set(&Settings::default()), Vec::<String>::new());
        let text = "revision_rounds = 1\n[policy]\nmin_quote_words = 3\n[thresholds]\nmonthly_report = false\n\
            [summary]\nhide_highlights = [\"product_family\"]\n[model]\nbase_url = \"https://me:secret@models.example.com/v1?key=secret\"\n\
            name = \"large\"\napi_key_env = \"NOBODY_SETS_THIS\"\n[serve]\nsession_hours = 8\n";
        let settings: Settings = toml::from_str(text).unwrap();
        insta::assert_snapshot!(set(&settings).join("\n"), @"
        policy.min_quote_words = 3
        thresholds.monthly_report = no
        summary.hide_highlights = product_family
        model.name = large
        model.base_url = https://models.example.com/v1
        model.api_key_env = NOBODY_SETS_THIS (not set, so no key is sent)
        revision_rounds = 1
        serve.session_hours = 8
        ");
    }
}
