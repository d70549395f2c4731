//! What is about to be drafted, as it is shown.

use grounding::Account;
use workflow::brief::{Reason, Trigger};
use workflow::kinds;

use super::words::{cost, drafter, lack, section, starts, written};
use crate::service::drafting::{ANSWERS, Ahead, Asked, Beginning};
use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::visitor::Visitor;
use crate::web::words::sentence;

/// The kind of a trigger that is a person's reason.
pub(super) const MANUAL: &str = "manual";

/// What is about to be drafted, as it is shown.
pub(crate) struct AheadView {
    pub(crate) account_id: String,
    pub(crate) account: String,
    pub(crate) title: &'static str,
    pub(crate) kind: &'static str,
    pub(crate) kinds: Vec<Choice>,
    pub(crate) edition: &'static str,
    /// The versions, where there are several.
    pub(crate) editions: Vec<Choice>,
    /// What starts it, in words; empty where nothing does.
    pub(crate) starts: String,
    /// What the form sends as the trigger; empty where the records are to be looked through again.
    pub(crate) trigger: String,
    /// The kinds of trigger that could be named.
    pub(crate) triggers: Vec<String>,
    pub(crate) beginning: BeginningView,
    /// What is missing or too old.
    pub(crate) lacks: Vec<String>,
    pub(crate) sections: Vec<SectionView>,
    pub(crate) drafter: String,
    pub(crate) cost: String,
    /// The job of whoever looks that drafts one of these already; empty where there is none.
    pub(crate) under_way: String,
}

/// Something that may be chosen.
pub(crate) struct Choice {
    pub(crate) value: &'static str,
    pub(crate) label: &'static str,
    pub(crate) is_chosen: bool,
}

/// A section, and who drafts it.
pub(crate) struct SectionView {
    pub(crate) title: &'static str,
    pub(crate) by: &'static str,
}

/// How it would begin.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct BeginningView {
    /// What would happen, in one sentence; empty where it would simply be drafted.
    pub(crate) says: &'static str,
    /// Why.
    pub(crate) reasons: Vec<String>,
    /// What stands on the button.
    pub(crate) button: &'static str,
}

/// What is about to be drafted of the account.
pub(super) async fn ahead(app: &App, visitor: &Visitor, account: &Account, asked: &Asked) -> Result<AheadView, Fault> {
    let service = visitor.service(app);
    let drafter = app.settings.drafter(None, Some(&app.data.join(ANSWERS)))?;
    let ahead = service.drafting(asked, &drafter).await?.ahead(account).await?;
    let starts = ahead.trigger.as_ref().map(starts).unwrap_or_default();
    // Where nothing starts it, somebody's reason will; what would hold it up then is told as well.
    let ahead = if ahead.trigger.is_none() {
        let by_hand = Asked {
            trigger: Some(Trigger {
                kind: MANUAL.to_owned(),
                record: "the reason that is asked for".to_owned(),
                also: Vec::new(),
            }),
            ..asked.clone()
        };
        service.drafting(&by_hand, &drafter).await?.ahead(account).await?
    } else {
        ahead
    };
    let kind = asked.definition.spec.kind;
    let under_way = app.jobs.under_way(&visitor.person.login, &account.id, kind);
    Ok(AheadView {
        under_way: under_way.map(|job| job.id.clone()).unwrap_or_default(),
        ..view(account, asked, &ahead, starts)
    })
}

fn view(account: &Account, asked: &Asked, ahead: &Ahead, starts: String) -> AheadView {
    let definition = asked.definition;
    AheadView {
        account_id: account.id.to_string(),
        account: account.name.clone(),
        title: ahead.title,
        kind: definition.spec.kind,
        kinds: kinds()
            .iter()
            .map(|it| Choice {
                value: it.spec.kind,
                label: it.spec.title,
                is_chosen: it.spec.kind == definition.spec.kind,
            })
            .collect(),
        edition: asked.edition,
        editions: editions(asked),
        starts,
        trigger: asked.trigger.as_ref().map(written).unwrap_or_default(),
        triggers: ahead.triggers.iter().map(|it| it.replace('_', " ")).collect(),
        beginning: beginning(&ahead.beginning),
        lacks: ahead.inputs.iter().filter_map(lack).collect(),
        sections: ahead.sections.iter().map(section).collect(),
        drafter: drafter(&ahead.drafter),
        cost: cost(&ahead.drafter),
        under_way: String::new(),
    }
}

fn editions(asked: &Asked) -> Vec<Choice> {
    let definition = asked.definition;
    if definition.editions.is_empty() {
        return Vec::new();
    }
    let full = Choice {
        value: "",
        label: "the full version",
        is_chosen: asked.edition.is_empty(),
    };
    let others = definition.editions.iter().map(|edition| Choice {
        value: edition.name,
        label: match edition.name {
            "first" => "the first version: the least that serves",
            "business-review" => "for a business review",
            name => name,
        },
        is_chosen: edition.name == asked.edition,
    });
    std::iter::once(full).chain(others).collect()
}

fn beginning(beginning: &Beginning) -> BeginningView {
    let told = |reasons: &[Reason]| reasons.iter().map(|reason| sentence(&reason.message)).collect();
    match beginning {
        Beginning::Drafts => BeginningView {
            says: "",
            reasons: Vec::new(),
            button: "Draft it",
        },
        Beginning::Pauses(reasons) => BeginningView {
            says: "It would pause at once: people must answer first. No drafter is asked, and nothing is spent.",
            reasons: told(reasons),
            button: "Begin it, and put the questions",
        },
        Beginning::Stops(reasons) => BeginningView {
            says: "It may not be drafted as things stand. No drafter is asked, and nothing is spent.",
            reasons: told(reasons),
            button: "Begin it, and keep on record why it stops",
        },
    }
}
