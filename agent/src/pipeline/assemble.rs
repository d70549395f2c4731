//! The brief that a run comes to.

use grounding::text::{Unit, find_figures};
use grounding::{
    Audience, ClaimOrigin, DraftSection, Ledger, Origin, SectionSpec, Source, Standing, Verdict, VerifiedClaim,
    derivation,
};
use rust_decimal::Decimal;
use workflow::Prepared;
use workflow::brief::{
    Brief, BriefClaim, Counts, CustomerCopy, FigureView, ModelUse, Parts, RejectedClaim, RunState, Section, brief_id,
    canonical_json, sha256,
};

use super::drafting::Work;
use super::{Judged, Settings, failure};
use crate::draft::{DraftError, Drafter};

/// A brief whose draft was verified: in review, or paused with what the records say.
pub(super) fn brief(
    ledger: &Ledger,
    settings: &Settings<'_>,
    prepared: &Prepared,
    judged: &Judged,
    work: &Work,
    state: RunState,
) -> Brief {
    let withheld = |claim: &VerifiedClaim| state != RunState::InReview && claim.claim.origin != ClaimOrigin::Records;
    let judged_claims: Vec<&VerifiedClaim> = judged.verification.claims.iter().filter(|it| !withheld(it)).collect();
    let section_of = |id: &str| {
        judged
            .draft
            .sections
            .iter()
            .find(|section| section.claims.iter().any(|it| it == id))
    };
    let claims = judged_claims
        .iter()
        .filter(|it| it.verdict != Verdict::Rejected)
        .map(|it| told(ledger, it))
        .collect();
    let rejected = judged_claims
        .iter()
        .filter(|it| it.verdict == Verdict::Rejected)
        .map(|it| RejectedClaim {
            section: section_of(&it.claim.id)
                .map(|section| section.id.clone())
                .unwrap_or_default(),
            claim: it.claim.clone(),
            diagnostics: it.diagnostics.clone(),
        });
    let finished = &judged.finished;
    let mut model = model_use(settings);
    model.requests = work.usage.requests;
    model.input_tokens = work.usage.input_tokens;
    model.output_tokens = work.usage.output_tokens;
    model.notes.clone_from(&work.notes);
    let held = finished.withheld.first().map(|reason| CustomerCopy {
        allowed: false,
        why: reason.message.clone(),
    });
    let empty = empty(ledger, settings, prepared, state);
    Brief {
        customer_copy: held.unwrap_or_else(|| empty.customer_copy.clone()),
        reasons: finished.reasons.clone(),
        sections: judged
            .draft
            .sections
            .iter()
            .map(|section| told_section(settings, &judged.draft.sections, section, &judged_claims))
            .collect(),
        claims,
        health: finished.health.clone(),
        parts: finished.parts.clone(),
        rejected: rejected.collect(),
        diagnostics: judged.verification.diagnostics.clone(),
        questions: finished.questions.clone(),
        tasks: finished.tasks.clone(),
        flags: finished.flags.clone(),
        gates: finished.gates.clone(),
        counts: Counts::of(judged_claims.iter().map(|it| it.verdict)),
        model,
        ..empty
    }
    .sealed()
}

/// A brief that may not begin: what the records say, and why not.
pub(super) fn stopped(
    ledger: &Ledger,
    settings: &Settings<'_>,
    prepared: &Prepared,
    judged: &Judged,
    work: &Work,
) -> Brief {
    let brief = brief(ledger, settings, prepared, judged, work, RunState::Stopped);
    Brief {
        reasons: prepared.stops.clone(),
        tasks: Vec::new(),
        ..brief
    }
    .sealed()
}

/// A brief whose drafter failed: nothing but the reason.
pub(super) fn failed(ledger: &Ledger, settings: &Settings<'_>, prepared: &Prepared, error: &DraftError) -> Brief {
    let spent = settings.drafter.spent();
    Brief {
        reasons: vec![failure(error)],
        model: ModelUse {
            requests: spent.requests,
            input_tokens: spent.input_tokens,
            output_tokens: spent.output_tokens,
            ..model_use(settings)
        },
        ..empty(ledger, settings, prepared, RunState::Failed)
    }
    .sealed()
}

/// The id of a run's brief, which derives from all its inputs.
pub(super) fn id(ledger: &Ledger, settings: &Settings<'_>, prepared: &Prepared) -> String {
    let model = model_use(settings);
    let trigger = prepared
        .trigger
        .as_ref()
        .map(|it| format!("{}:{}", it.kind, it.record))
        .unwrap_or_default();
    let policy = serde_json::to_value(settings.policy)
        .map(|policy| canonical_json(&policy))
        .unwrap_or_default();
    let prompts: Vec<String> = model
        .prompts
        .iter()
        .map(|prompt| format!("{}={}", prompt.name, prompt.digest))
        .collect();
    let as_of = settings.view.as_of.to_string();
    let evidence = evidence_digest(ledger);
    let how = format!(
        "{:?} {} {} {} {:?} {:?} {:?} {:?}",
        settings.view.audience,
        settings.revision_rounds,
        settings.request.trigger_days,
        settings.request.edition,
        settings.request.thresholds,
        settings.request.highlights,
        settings.request.hidden_highlights,
        settings.layout
    );
    let scored = format!("{:?} {}", settings.request.health, settings.request.is_top_value);
    let is_health = settings.definition.spec.kind == "health";
    let inputs = [
        how.as_str(),
        ledger.account.id.as_str(),
        settings.definition.spec.kind,
        &as_of,
        &trigger,
        &evidence,
        &policy,
        &prompts.join(","),
        &model.name,
    ];
    // Only a health brief depends on how accounts are scored; the others keep their ids.
    let scored = is_health.then_some(scored.as_str());
    let inputs: Vec<&str> = inputs.into_iter().chain(scored).collect();
    brief_id(&inputs)
}

fn empty(ledger: &Ledger, settings: &Settings<'_>, prepared: &Prepared, state: RunState) -> Brief {
    Brief {
        schema: "vouch.brief/1".to_owned(),
        id: id(ledger, settings, prepared),
        kind: settings.definition.spec.kind.to_owned(),
        edition: settings.request.edition.to_owned(),
        account_id: ledger.account.id.to_string(),
        account_name: ledger.account.name.clone(),
        as_of: settings.view.as_of,
        trigger: prepared.trigger.clone(),
        state,
        reasons: Vec::new(),
        customer_copy: CustomerCopy {
            allowed: false,
            why: match settings.view.audience {
                Audience::Internal => "an internal brief, approved by nobody yet".to_owned(),
                Audience::Customer => "approved by nobody yet".to_owned(),
            },
        },
        inputs: prepared.inputs.clone(),
        sections: Vec::new(),
        claims: Vec::new(),
        health: None,
        parts: Parts::default(),
        rejected: Vec::new(),
        diagnostics: Vec::new(),
        questions: Vec::new(),
        tasks: Vec::new(),
        flags: Vec::new(),
        gates: Vec::new(),
        counts: Counts::default(),
        model: model_use(settings),
        digest: String::new(),
    }
}

/// What the run may see of the account, in one line.
fn evidence_digest(ledger: &Ledger) -> String {
    let mut all = String::new();
    // A snapshot that was taken here today follows from the evidence, so taking it changes nothing.
    let is_own_of_today =
        |source: &Source| workflow::health::is_own(source) && source.occurred_at == Some(ledger.view.as_of);
    for source in ledger.sources().filter(|source| !is_own_of_today(source)) {
        // Who said it, when and who may see it decide as much as the words do.
        all.push_str(&serde_json::to_string(source).unwrap_or_default());
        all.push('\n');
    }
    sha256(all.as_bytes())
}

fn model_use(settings: &Settings<'_>) -> ModelUse {
    let prompts = match settings.drafter {
        Drafter::Extractive => Vec::new(),
        Drafter::Live(live) => {
            let visible = settings.layout.visible(settings.spec());
            let sections = visible.iter().map(|section| section.prompt).filter(|it| !it.is_empty());
            let is_derived = |section: &&SectionSpec| section.origin == Origin::Derived;
            let derived = visible
                .iter()
                .copied()
                .find(is_derived)
                .map(|_| ["derived", "derived_system"]);
            let shared = ["system", "section", "revise"];
            live.prompts()
                .used(shared.into_iter().chain(sections).chain(derived.into_iter().flatten()))
        }
    };
    ModelUse {
        name: settings.drafter.name().to_owned(),
        prompts,
        ..ModelUse::default()
    }
}

fn told_section(
    settings: &Settings<'_>,
    sections: &[DraftSection],
    section: &DraftSection,
    claims: &[&VerifiedClaim],
) -> Section {
    let spec = settings.spec().section(&section.id);
    let may_be_read = |id: &&String| {
        claims
            .iter()
            .any(|it| it.claim.id == **id && it.verdict != Verdict::Rejected)
    };
    // What was drafted as proven and is likely stands among what is likely (CO-8).
    let place = |drafted: &DraftSection, id: &String| {
        let to = settings.spec().section(&drafted.id).map_or("", |spec| spec.likely_in);
        let is_likely = |it: &&VerifiedClaim| it.claim.id == *id && it.standing == Standing::LikelyBenefit;
        let moves = sections.iter().any(|it| it.id == to) && claims.iter().copied().any(|it| is_likely(&it));
        if moves { to.to_owned() } else { drafted.id.clone() }
    };
    let ids = sections
        .iter()
        .flat_map(|drafted| drafted.claims.iter().map(move |id| (drafted, id)));
    let here = ids
        .filter(|(drafted, id)| place(drafted, id) == section.id)
        .map(|(_, id)| id);
    Section {
        id: section.id.clone(),
        title: spec.map(|spec| spec.title.to_owned()).unwrap_or_default(),
        origin: spec
            .map(|spec| Section::origin_name(spec.origin).to_owned())
            .unwrap_or_default(),
        notice: section.notice.clone(),
        claims: here.filter(may_be_read).cloned().collect(),
    }
}

pub(super) fn told(ledger: &Ledger, verified: &VerifiedClaim) -> BriefClaim {
    let claim = grounding::Claim {
        standing: verified.standing,
        ..verified.claim.clone()
    };
    let quotes: Vec<&str> = claim.citations.iter().map(|citation| citation.quote.as_str()).collect();
    let words = claim.text.to_lowercase();
    let named = ledger
        .kpis()
        .map(|(_, kpi)| &kpi.metric)
        .find(|metric| !metric.is_empty() && words.contains(&metric.to_lowercase()));
    let metric = named.cloned();
    let figures = find_figures(&claim.text).into_iter().map(|figure| {
        let (value, unit) = match &figure.unit {
            Unit::Percent => (figure.value / Decimal::ONE_HUNDRED, "ratio".to_owned()),
            Unit::Points => (figure.value, "points".to_owned()),
            Unit::Time(_) => (figure.base_value() / Decimal::from(60), "minutes".to_owned()),
            Unit::Months(_) => (figure.base_value(), "months".to_owned()),
            Unit::Money(currency) => (figure.value, currency.clone()),
            Unit::Count => (figure.value, "count".to_owned()),
        };
        FigureView {
            metric: metric.clone(),
            derivation: derivation(&claim.text, &figure, &quotes),
            text: claim.text[figure.span.range()].to_owned(),
            value: value.normalize().to_string(),
            unit,
        }
    });
    BriefClaim {
        figures: figures.collect(),
        claim,
        verdict: verified.verdict,
        routes: verified.routes.clone(),
        diagnostics: verified.diagnostics.clone(),
    }
}
