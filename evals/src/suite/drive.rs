//! Bringing about what there is to judge: a brief, a section, or single claims.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use agent::draft::{Assignment, Dossier, DossierPassage, Drafter};
use agent::exchange::{Exchange, Recorder, Recording};
use agent::model::chain;
use agent::pipeline::{self, Settings, Step};
use agent::prompts::Prompts;
use grounding::{
    Account, Citation, Claim, ClaimOrigin, Draft, DraftSection, Evidence, Ledger, Policy, SourceId, Span,
    VerifiedClaim, View, verify,
};
use retrieval::index::Index;
use workflow::brief::{Brief, RunState, TextStyle, Trigger, render_text};
use workflow::{Layout, Request, definition};

use super::case::{Case, CaseClaim};
use super::evidence;
use super::report::{ClaimReport, QuoteReport, Timing};

/// Exports that were taken in: a store, and the index that follows it.
#[derive(Debug)]
pub struct Place<E> {
    /// The evidence.
    pub evidence: E,
    /// Its index.
    pub index: Index,
    /// Its accounts.
    pub accounts: Vec<Account>,
}

/// What suites are run with.
pub struct Bench<'a, E> {
    /// The exports that cases need, each set taken in.
    pub places: &'a BTreeMap<Vec<PathBuf>, Place<E>>,
    /// What each rule's findings do.
    pub policy: &'a Policy,
    /// The prompts.
    pub prompts: Arc<Prompts>,
    /// How often refused claims go back to the drafter.
    pub revision_rounds: u32,
    /// A trigger counts while its deal closed at most so many days ago.
    pub trigger_days: i64,
    /// Asks a model instead of the recordings; what goes over the wire is kept by the recorder.
    pub live: Option<&'a Live<'a>>,
    /// Only recordings of that name, where a case has several.
    pub recording: Option<&'a str>,
    /// Whether to tell how long each stage took.
    pub timing: bool,
}

/// Makes a drafter that asks a model, and keeps what goes over the wire.
pub type Live<'a> = dyn Fn(&Recorder) -> Result<Drafter, String> + Sync + 'a;

/// What a case brought about.
#[derive(Debug, Default)]
pub(super) struct Ran {
    /// Who drafted.
    pub(super) drafter: String,
    /// The claims, let through and refused.
    pub(super) claims: Vec<ClaimReport>,
    /// The brief and its text without the list of sources; none where only claims were judged.
    pub(super) brief: Option<(Brief, String)>,
    /// How long the model took, by stage.
    pub(super) model_millis: BTreeMap<String, u64>,
    /// What went over the wire.
    pub(super) exchanges: BTreeMap<String, Exchange>,
    pub(super) requests: u32,
    pub(super) input_tokens: u64,
    pub(super) output_tokens: u64,
    pub(super) timing: Option<Timing>,
}

/// Who drafts a case.
pub(super) enum Source<'a> {
    /// Nobody: its claims are written out.
    Nobody,
    /// No model.
    Extractive,
    /// A recording.
    Recording(&'a Path),
}

impl<E: Evidence> Bench<'_, E> {
    /// Brings about what a case asks for.
    pub(super) async fn drive(&self, case: &Case, source: Source<'_>) -> Result<Ran, String> {
        let recorder = Recorder::default();
        let mut ran = match source {
            Source::Nobody => self.judge(case).await?,
            Source::Extractive => self.draft(case, &Drafter::Extractive).await?,
            Source::Recording(folder) => self.answer(case, folder, &recorder).await?,
        };
        if !ran.exchanges.is_empty() {
            ran.model_millis = model_millis(ran.exchanges.values());
        }
        Ok(ran)
    }

    /// Drafts with a live model and keeps what goes over the wire, or from a recording.
    async fn answer(&self, case: &Case, folder: &Path, recorder: &Recorder) -> Result<Ran, String> {
        if let Some(live) = self.live {
            let mut ran = self.draft(case, &live(recorder)?).await?;
            ran.exchanges = recorder.take();
            return Ok(ran);
        }
        let recording = Recording::open(folder).map_err(|error| chain(&error))?;
        let drafter = recording
            .drafter(Arc::clone(&self.prompts))
            .map_err(|error| chain(&error))?;
        let mut ran = self.draft(case, &drafter).await?;
        ran.model_millis = model_millis(recording.exchanges().map(|(_, exchange)| exchange));
        Ok(ran)
    }

    async fn draft(&self, case: &Case, drafter: &Drafter) -> Result<Ran, String> {
        let mut ran = if case.source.is_empty() {
            self.brief(case, drafter).await?
        } else {
            self.section(case, drafter).await?
        };
        drafter.name().clone_into(&mut ran.drafter);
        Ok(ran)
    }

    /// A whole brief, from exports.
    async fn brief(&self, case: &Case, drafter: &Drafter) -> Result<Ran, String> {
        let definition = definition(&case.brief).ok_or_else(|| format!("there is no brief `{}`", case.brief))?;
        let (place, account) = self.account(case)?;
        let request = Request {
            trigger: case.trigger.as_deref().map(Trigger::written),
            trigger_days: self.trigger_days,
            ..Request::default()
        };
        let settings = Settings {
            definition,
            request: &request,
            layout: &Layout::default(),
            policy: self.policy,
            drafter,
            view: view(case),
            revision_rounds: self.revision_rounds,
        };
        let search = place.index.account(&account.id).map_err(|error| chain(&error))?;
        let begun = Instant::now();
        let marks: Mutex<Vec<(Step, Instant)>> = Mutex::default();
        let progress = |step: Step| {
            marks
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push((step, Instant::now()));
        };
        let outcome = pipeline::run(&place.evidence, &search, account, &settings, &progress).await;
        let outcome = outcome.map_err(|error| chain(&error))?;
        let marks = marks.into_inner().unwrap_or_else(PoisonError::into_inner);
        let brief = outcome.brief;
        let style = TextStyle {
            color: false,
            width: 80,
            claim_ids: false,
        };
        let text = render_text(&brief, &outcome.ledger, style);
        Ok(Ran {
            claims: claims_of(&brief),
            requests: brief.model.requests,
            input_tokens: brief.model.input_tokens,
            output_tokens: brief.model.output_tokens,
            brief: Some((brief, without_sources(&text).to_owned())),
            timing: self.timing.then(|| timing(begun, &marks)),
            ..Ran::default()
        })
    }

    /// One section, from the evidence that the case brings with it, all of it shown.
    async fn section(&self, case: &Case, drafter: &Drafter) -> Result<Ran, String> {
        let ledger = evidence::ledger(case);
        let spec = definition(&case.brief)
            .map(|it| it.spec)
            .ok_or_else(|| format!("there is no brief `{}`", case.brief))?;
        let section = case
            .section
            .as_deref()
            .and_then(|id| spec.section(id))
            .ok_or("there is no such section")?;
        let passages = ledger.shared().into_iter().map(|source| DossierPassage {
            span: Span::new(0, source.text.len()),
            source,
        });
        let dossier = Dossier {
            passages: passages.collect(),
            activities: None,
        };
        let assignment = Assignment {
            brief: spec,
            section,
            ledger: &ledger,
            dossier: &dossier,
            known: &[],
            elsewhere: &[],
            deadline: drafter.deadline(),
            round: 0,
        };
        let answer = drafter.draft(assignment).await.map_err(|error| chain(&error))?;
        let named = answer.claims.into_iter().enumerate().map(|(at, claim)| Claim {
            id: format!("c{}", at + 1),
            audience: case.audience,
            ..claim
        });
        let claims: Vec<Claim> = named.collect();
        let draft = Draft {
            sections: vec![DraftSection {
                id: section.id.to_owned(),
                origin: Some(section.origin),
                notice: None,
                claims: claims.iter().map(|claim| claim.id.clone()).collect(),
                shown: dossier.passages.len(),
                cut: None,
            }],
            ..Draft::new(ledger.account.id.clone(), claims)
        };
        let verified = verify(&ledger, &draft, self.policy).claims;
        Ok(Ran {
            claims: verified.iter().map(|it| judged(section.id, it)).collect(),
            requests: answer.usage.requests,
            input_tokens: answer.usage.input_tokens,
            output_tokens: answer.usage.output_tokens,
            ..Ran::default()
        })
    }

    /// The claims that a case writes out, each on its own.
    async fn judge(&self, case: &Case) -> Result<Ran, String> {
        let mut ledger = if case.source.is_empty() {
            let (place, account) = self.account(case)?;
            let mut ledger = Ledger::gather(&place.evidence, account, view(case))
                .await
                .map_err(|error| chain(&error))?;
            let cited = case.claim.iter().flat_map(|claim| &claim.cites);
            let cited = cited.map(|it| SourceId::raw(it.source.as_str()));
            ledger
                .trace(&place.evidence, cited)
                .await
                .map_err(|error| chain(&error))?;
            ledger
        } else {
            evidence::ledger(case)
        };
        ledger.view.audience = case.audience;
        let claims = case.claim.iter().enumerate().map(|(at, claim)| {
            let claim = written(claim, at, case);
            let draft = Draft::new(ledger.account.id.clone(), vec![claim]);
            verify(&ledger, &draft, self.policy).claims
        });
        let claims: Vec<VerifiedClaim> = claims.flatten().collect();
        Ok(Ran {
            claims: claims.iter().map(|it| judged("", it)).collect(),
            ..Ran::default()
        })
    }

    fn account(&self, case: &Case) -> Result<(&Place<E>, &Account), String> {
        let place = self.places.get(&case.evidence).ok_or("its exports were not taken in")?;
        let mut named = place.accounts.iter().filter(|it| it.answers_to(&case.account));
        match (named.next(), named.next()) {
            (Some(account), None) => Ok((place, account)),
            (Some(_), Some(_)) => Err(format!("several accounts are called `{}`", case.account)),
            (None, _) => {
                let ids: Vec<&str> = place.accounts.iter().map(|it| it.id.as_str()).collect();
                Err(format!(
                    "there is no account `{}` in its exports; there are `{}`",
                    case.account,
                    ids.join("`, `")
                ))
            }
        }
    }
}

fn view(case: &Case) -> View {
    View {
        as_of: case.as_of,
        audience: case.audience,
    }
}

fn written(claim: &CaseClaim, at: usize, case: &Case) -> Claim {
    let citations = claim.cites.iter();
    Claim {
        id: format!("c{}", at + 1),
        text: claim.text.clone(),
        kind: claim.kind,
        standing: claim.standing,
        goal_id: claim.goal.clone(),
        audience: case.audience,
        citations: citations
            .map(|it| Citation::new(SourceId::raw(it.source.as_str()), it.quote.as_str()))
            .collect(),
        origin: ClaimOrigin::Human,
        parent: None,
    }
}

/// The claims of a brief, first those that are let through, by section, then the refused ones.
fn claims_of(brief: &Brief) -> Vec<ClaimReport> {
    let section_of = |id: &str| {
        let sections = brief.sections.iter();
        let mut holding = sections.filter(|section| section.claims.iter().any(|it| it == id));
        holding.next().map(|section| section.id.as_str()).unwrap_or_default()
    };
    let told = brief.claims.iter().map(|claim| {
        let routes = claim.routes.iter().map(word).collect();
        let verdict = word(&claim.verdict);
        report(
            section_of(&claim.claim.id),
            &claim.claim,
            verdict,
            routes,
            &claim.diagnostics,
        )
    });
    let refused = brief.rejected.iter().map(|refused| {
        let verdict = "rejected".to_owned();
        report(
            &refused.section,
            &refused.claim,
            verdict,
            Vec::new(),
            &refused.diagnostics,
        )
    });
    told.chain(refused).collect()
}

fn judged(section: &str, verified: &VerifiedClaim) -> ClaimReport {
    let claim = Claim {
        standing: verified.standing,
        ..verified.claim.clone()
    };
    let routes = verified.routes.iter().map(word).collect();
    report(section, &claim, word(&verified.verdict), routes, &verified.diagnostics)
}

fn report(
    section: &str,
    claim: &Claim,
    verdict: String,
    routes: Vec<String>,
    findings: &[grounding::Diagnostic],
) -> ClaimReport {
    let quotes = claim.citations.iter().map(|citation| QuoteReport {
        source: citation.source_id.to_string(),
        quote: citation.quote.clone(),
        found: citation.start.is_some(),
    });
    ClaimReport {
        section: section.to_owned(),
        text: claim.text.clone(),
        origin: word(&claim.origin),
        kind: word(&claim.kind),
        verdict,
        standing: word(&claim.standing),
        findings: findings
            .iter()
            .map(|it| format!("{} {}", it.code, it.message))
            .collect(),
        quotes: quotes.collect(),
        routes,
        revised: claim.parent.is_some(),
        supported: None,
        reason: String::new(),
    }
}

/// A word of a closed vocabulary, as JSON has it.
pub(crate) fn word(value: &impl serde::Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}

/// A brief's text up to its list of sources, where evidence is quoted as it stands.
fn without_sources(text: &str) -> &str {
    text.find("\nSources\n").map_or(text, |end| &text[..end])
}

fn model_millis<'a>(exchanges: impl Iterator<Item = &'a Exchange>) -> BTreeMap<String, u64> {
    let mut millis = BTreeMap::new();
    for exchange in exchanges {
        let stage = if exchange.round == 0 { "draft" } else { "revision" };
        let replies = exchange.sent.iter().flat_map(|sent| &sent.replies);
        *millis.entry(stage.to_owned()).or_default() += replies.map(|reply| reply.millis).sum::<u64>();
    }
    millis
}

fn timing(begun: Instant, marks: &[(Step, Instant)]) -> Timing {
    let now = Instant::now();
    let drafting = marks.iter().find(|(step, _)| matches!(step, Step::Drafting(_)));
    let verifying = marks.iter().find(|(step, _)| matches!(step, Step::Verifying));
    let drafting = drafting.map_or(now, |(_, at)| *at);
    let verifying = verifying.map_or(now, |(_, at)| *at);
    let millis =
        |from: Instant, to: Instant| (to.saturating_duration_since(from).as_secs_f64() * 100_000.0).round() / 100.0;
    Timing {
        gather: millis(begun, drafting),
        draft: millis(drafting, verifying),
        verify: millis(verifying, now),
    }
}

/// Why nobody answered, where a brief failed for that; a refusal or half an answer is an answer.
pub(super) fn unanswered(ran: &Ran) -> Option<String> {
    let (brief, _) = ran.brief.as_ref()?;
    let mut reasons = brief.reasons.iter().filter(|_| brief.state == RunState::Failed);
    reasons
        .find(|it| matches!(it.code.as_str(), "model_unreachable" | "budget_spent"))
        .map(|it| it.message.clone())
}

/// Whether a brief failed, which none but a case that expects it may.
pub(super) fn failed(ran: &Ran) -> Option<String> {
    let (brief, _) = ran.brief.as_ref()?;
    let reason = brief.reasons.first().map(|it| it.message.clone());
    (brief.state == RunState::Failed).then(|| reason.unwrap_or_default())
}
