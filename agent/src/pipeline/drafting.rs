//! The drafting of a run: section by section, at the same time, then again what was refused.

use futures::future::try_join_all;
use grounding::text::{find_markup, hidden};
use grounding::{
    Account, ActivityCut, Claim, DraftSection, Evidence, Ledger, Notice, Origin, Question, Route, SectionSpec, Verdict,
    VerifiedClaim, find_orders, tells_of_approval, verify,
};
use retrieval::index::{AccountSearch, IndexError};
use tokio::time::Instant;
use workflow::{Basis, Prepared};

use super::{Settings, Step, cited};
use crate::draft::{Assignment, Dossier, DraftError, Refused, SectionAnswer, gather, without_repeats};
use crate::model::Usage;

/// A run in the making.
pub(super) struct Work {
    pub(super) prepared: Prepared,
    pub(super) sections: Vec<DraftedSection>,
    pub(super) questions: Vec<Question>,
    pub(super) usage: Usage,
    pub(super) notes: Vec<String>,
    /// What tells other accounts' names from other words: nothing of them may be asked here.
    other_accounts: Vec<String>,
    /// The claims that were sent back already.
    revised: Vec<String>,
    next_claim: usize,
}

/// A section in the making.
pub(super) struct DraftedSection {
    pub(super) spec: &'static SectionSpec,
    pub(super) claims: Vec<Claim>,
    /// How many of them were computed from records; those stand first.
    recorded: usize,
    /// What the other sections say, computed from records.
    elsewhere: Vec<Claim>,
    pub(super) dossier: Dossier,
    /// What the reader should know about a derived section.
    notice: Option<Notice>,
}

/// Why drafting ended.
pub(super) enum Failure<E> {
    Drafter(DraftError),
    Index(IndexError),
    Evidence(E),
}

impl Work {
    /// A run with nothing but what is computed from records.
    pub(super) fn begin(settings: &Settings<'_>, prepared: &Prepared) -> Self {
        let visible = settings.layout.visible(settings.spec());
        let sections = visible.iter().map(|spec| {
            let shown = prepared
                .records
                .iter()
                .filter(|it| visible.iter().any(|spec| spec.id == it.section));
            let (own, others): (Vec<_>, Vec<_>) = shown.partition(|it| it.section == spec.id);
            let claims: Vec<Claim> = own.into_iter().flat_map(|it| it.claims.iter().cloned()).collect();
            DraftedSection {
                spec,
                recorded: claims.len(),
                claims,
                elsewhere: others.into_iter().flat_map(|it| it.claims.iter().cloned()).collect(),
                dossier: Dossier::default(),
                notice: None,
            }
        });
        let mut work = Self {
            prepared: prepared.clone(),
            sections: sections.collect(),
            questions: prepared.questions.clone(),
            usage: Usage::default(),
            notes: Vec::new(),
            other_accounts: Vec::new(),
            revised: Vec::new(),
            next_claim: 1,
        };
        for at in 0..work.sections.len() {
            work.name_claims(at, settings);
        }
        work
    }

    /// Drafts every section that is drafted, then sends back what was refused.
    pub(super) async fn draft<E: Evidence>(
        &mut self,
        ledger: &mut Ledger,
        evidence: &E,
        search: &AccountSearch,
        settings: &Settings<'_>,
        prepared: &Prepared,
        progress: &(dyn Fn(Step) + Sync),
    ) -> Result<(), Failure<E::Error>> {
        let drafted: Vec<usize> = (0..self.sections.len())
            .filter(|at| is_drafted(self.sections[*at].spec))
            .collect();
        for at in &drafted {
            let section = &mut self.sections[*at];
            let budget = settings.layout.budget(section.spec);
            section.dossier =
                gather(search, ledger, section.spec, budget, prepared.evidence_from).map_err(Failure::Index)?;
        }
        let accounts = evidence.accounts().await.map_err(Failure::Evidence)?;
        self.other_accounts = other_names(&ledger.account, &accounts);
        let deadline = settings.drafter.deadline();
        let reading: &Ledger = ledger;
        let answers = try_join_all(drafted.iter().map(|at| {
            let section = &self.sections[*at];
            async move {
                progress(Step::Drafting(section.spec.title));
                let answer = settings
                    .drafter
                    .draft(assignment(settings, deadline, reading, section, 0))
                    .await?;
                progress(Step::Drafted(section.spec.title));
                Ok(answer)
            }
        }))
        .await
        .map_err(Failure::Drafter)?;
        for (at, answer) in drafted.iter().zip(without_repeats(settings.spec(), reading, answers)) {
            self.take(*at, answer, settings);
        }
        self.trace(ledger, evidence).await.map_err(Failure::Evidence)?;
        for round in 1..=settings.revision_rounds {
            if !self
                .revise(round, ledger, settings, deadline, progress)
                .await
                .map_err(Failure::Drafter)?
            {
                break;
            }
            self.trace(ledger, evidence).await.map_err(Failure::Evidence)?;
        }
        self.derive(ledger, settings, deadline, progress)
            .await
            .map_err(Failure::Drafter)
    }

    /// Drafts the derived sections from what was accepted in the others. Where every section that
    /// feeds one is hidden, or none of them has anything to say, nobody is asked (AS-40, AS-41).
    async fn derive(
        &mut self,
        ledger: &Ledger,
        settings: &Settings<'_>,
        deadline: Instant,
        progress: &(dyn Fn(Step) + Sync),
    ) -> Result<(), DraftError> {
        let is_derived = |section: &DraftedSection| section.spec.origin == Origin::Derived;
        if !self.sections.iter().any(is_derived) {
            return Ok(());
        }
        let verified = verify(ledger, &self.drafted(ledger, settings), settings.policy);
        let accepted = |section: &DraftedSection| {
            let ids = section.claims.iter().map(|claim| &claim.id);
            let found = ids.filter_map(|id| verified.claims.iter().find(|it| it.claim.id == *id));
            let accepted = found.filter(|it| matches!(it.verdict, Verdict::Accepted | Verdict::Demoted));
            accepted.collect::<Vec<&VerifiedClaim>>()
        };
        let feeding = self.sections.iter().filter(|section| !is_derived(section));
        let basis = Basis {
            sections: feeding.map(|section| (section.spec, accepted(section))).collect(),
        };
        let mut answers = Vec::new();
        for (at, section) in self.sections.iter().enumerate().filter(|(_, it)| is_derived(it)) {
            if basis.of(section.spec).next().is_none() {
                answers.push((at, None));
                continue;
            }
            progress(Step::Drafting(section.spec.title));
            let assignment = assignment(settings, deadline, ledger, section, 0);
            let answer = settings
                .drafter
                .derive(assignment, settings.definition, &self.prepared, &basis)
                .await?;
            progress(Step::Drafted(section.spec.title));
            answers.push((at, Some(answer)));
        }
        for (at, answer) in answers {
            match answer {
                Some(answer) => self.take(at, answer, settings),
                None => {
                    self.sections[at].notice = Some(Notice {
                        kind: INSUFFICIENT_DATA.to_owned(),
                        date: None,
                    });
                }
            }
        }
        Ok(())
    }

    /// Sends refused claims back, each once. Whether there were any.
    async fn revise(
        &mut self,
        round: u32,
        ledger: &Ledger,
        settings: &Settings<'_>,
        deadline: Instant,
        progress: &(dyn Fn(Step) + Sync),
    ) -> Result<bool, DraftError> {
        let refused: Vec<(usize, Vec<Refused>)> = (0..self.sections.len())
            .map(|at| (at, self.refused(at, ledger, settings)))
            .filter(|(_, refused)| !refused.is_empty())
            .collect();
        if refused.is_empty() {
            return Ok(false);
        }
        progress(Step::Revising(refused.iter().map(|(_, refused)| refused.len()).sum()));
        let answers = try_join_all(refused.iter().map(|(at, refused)| {
            settings.drafter.revise(
                assignment(settings, deadline, ledger, &self.sections[*at], round),
                refused,
            )
        }))
        .await?;
        let mut any = false;
        for ((at, refused), mut answer) in refused.into_iter().zip(answers) {
            // What the drafter merely says again is no new claim; the same sentence with a lower
            // standing, or for another goal, is one.
            let known = &self.sections[at].claims;
            answer
                .claims
                .retain(|claim| known.iter().all(|known| !says_again(known, claim)));
            answer.questions.clear();
            self.revised.extend(refused.into_iter().map(|it| it.id));
            any |= !answer.claims.is_empty();
            self.take(at, answer, settings);
        }
        Ok(any)
    }

    /// The section's rejected claims that were drafted and have not been sent back yet.
    fn refused(&self, at: usize, ledger: &Ledger, settings: &Settings<'_>) -> Vec<Refused> {
        let section = &self.sections[at];
        if !is_drafted(section.spec) {
            return Vec::new();
        }
        // Its section comes along, for what a rule asks of claims by where they stand.
        let draft = grounding::Draft {
            sections: vec![section.record()],
            ..grounding::Draft::new(ledger.account.id.clone(), section.claims.clone())
        };
        let verified = verify(ledger, &draft, settings.policy).claims.into_iter();
        verified
            .filter(|it| it.verdict == Verdict::Rejected && !self.revised.contains(&it.claim.id))
            .map(Refused::of)
            .collect()
    }

    fn take(&mut self, at: usize, answer: SectionAnswer, settings: &Settings<'_>) {
        self.usage += answer.usage;
        for note in answer.notes {
            if !self.notes.contains(&note) {
                self.notes.push(note);
            }
        }
        for text in answer.questions {
            if let Some(why) = self.unfit(&text) {
                self.notes.push(format!("a question of the model was left out: {why}"));
                continue;
            }
            let known = self
                .questions
                .iter()
                .any(|question| question.text.eq_ignore_ascii_case(text.trim()));
            if !known && !text.trim().is_empty() {
                self.questions.push(Question {
                    id: format!("q{}", self.questions.len() + 1),
                    text: text.trim().to_owned(),
                    about: self.sections[at].spec.id.to_owned(),
                    to: Route::Ae,
                    citations: Vec::new(),
                });
            }
        }
        self.sections[at].claims.extend(answer.claims);
        self.name_claims(at, settings);
    }

    /// Why a question that a model wants to ask is not put to a person: evidence may have made it up.
    fn unfit(&self, text: &str) -> Option<String> {
        if find_markup(text).is_some() || hidden(text).is_some() {
            return Some("it holds a link, markup or hidden characters".to_owned());
        }
        if !find_orders(text).is_empty() || tells_of_approval(text) {
            return Some("it gives orders, or speaks of an approval".to_owned());
        }
        let mut others = self.other_accounts.iter();
        others
            .find(|name| text.contains(name.as_str()))
            .map(|_| "it names another account".to_owned())
    }

    fn name_claims(&mut self, at: usize, settings: &Settings<'_>) {
        for claim in self.sections[at].claims.iter_mut().filter(|claim| claim.id.is_empty()) {
            claim.id = format!("c{}", self.next_claim);
            claim.audience = settings.view.audience;
            self.next_claim += 1;
        }
    }

    async fn trace<E: Evidence>(&self, ledger: &mut Ledger, evidence: &E) -> Result<(), E::Error> {
        let ids: Vec<_> = self
            .sections
            .iter()
            .flat_map(|section| cited(&section.claims))
            .collect();
        ledger.trace(evidence, ids).await
    }
}

impl DraftedSection {
    /// What the draft records of the section.
    pub(super) fn record(&self) -> DraftSection {
        DraftSection {
            id: self.spec.id.to_owned(),
            origin: Some(self.spec.origin),
            notice: self
                .notice
                .clone()
                .or_else(|| self.dossier.activities.map(ActivityCut::notice)),
            claims: self.claims.iter().map(|claim| claim.id.clone()).collect(),
            shown: self.dossier.passages.len(),
            cut: self.dossier.activities,
        }
    }
}

/// The notice of a derived section that no other section feeds.
const INSUFFICIENT_DATA: &str = "insufficient_data";

/// The whole names of the other accounts, and the first word of each where it is long enough to be
/// theirs alone.
fn other_names(own: &Account, accounts: &[Account]) -> Vec<String> {
    const LONG: usize = 6;
    let others = accounts.iter().filter(|account| account.id != own.id);
    let names = others.flat_map(|account| {
        let first = account.name.split_whitespace().next().unwrap_or_default();
        let first = Some(first).filter(|word| word.chars().count() >= LONG && !own.name.contains(word));
        [Some(account.name.as_str()), first].into_iter().flatten()
    });
    names.map(str::to_owned).collect()
}

/// Whether a claim is the other once more: the same words on the same evidence, and neither claims
/// it less nor serves another goal.
fn says_again(known: &Claim, claim: &Claim) -> bool {
    let claims_less = claim.standing > known.standing || (known.is_value() && !claim.is_value());
    (&known.text, &known.citations) == (&claim.text, &claim.citations) && known.goal_id == claim.goal_id && !claims_less
}

fn is_drafted(spec: &SectionSpec) -> bool {
    spec.origin == grounding::Origin::Model
}

fn assignment<'a>(
    settings: &Settings<'a>,
    deadline: Instant,
    ledger: &'a Ledger,
    section: &'a DraftedSection,
    round: u32,
) -> Assignment<'a> {
    Assignment {
        brief: settings.spec(),
        section: section.spec,
        ledger,
        dossier: &section.dossier,
        known: &section.claims[..section.recorded],
        elsewhere: &section.elsewhere,
        deadline,
        round,
    }
}
