//! What limits a claim of value, as the evidence has it.

use grounding::text::{content_stems, words};
use grounding::{Affiliation, Citation, Claim, GoalStatus, Ledger, Source, SourceKind, Utterance, lexicon};
use jiff::civil::Date;

use super::measured::measured;
use crate::account::{KpiState, status_words};
use crate::brief::ProofCaveat;
use crate::cite::cite_value;
use crate::thresholds::Thresholds;

/// Words of a quote that tell that it speaks of a part, or of the time until then.
const IN_PART: [&str; 14] = [
    "so far",
    "pilot",
    "trial",
    "only",
    "sample",
    "one site",
    "one team",
    "one region",
    "one department",
    "part of",
    "some of",
    "first group",
    "test group",
    "not everywhere",
];
/// Numbers as words, for `two of three`.
const NUMBERS: [&str; 12] = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
];

/// What is asked about every claim, looked up once.
pub(super) struct Limits<'a> {
    ledger: &'a Ledger,
    kpis: &'a [KpiState<'a>],
    thresholds: &'a Thresholds,
    as_of: Date,
}

impl<'a> Limits<'a> {
    pub(super) fn new(ledger: &'a Ledger, kpis: &'a [KpiState<'a>], thresholds: &'a Thresholds) -> Self {
        Self {
            as_of: ledger.view.as_of,
            ledger,
            kpis,
            thresholds,
        }
    }

    /// Everything that limits the claim; empty where nothing does.
    pub(super) fn of(&self, claim: &Claim) -> Vec<ProofCaveat> {
        let kpi = self.kpi(claim);
        let mut found = Vec::new();
        if let Some(kpi) = kpi {
            found.extend(measured(self.ledger, kpi, self.thresholds, self.as_of));
            found.extend(off_track(kpi));
        }
        found.extend(self.unmeasured(claim, kpi));
        found.extend(single_source(claim));
        found.extend(in_part(claim));
        if let Some(kpi) = kpi {
            found.extend(self.open_about(kpi));
        }
        found
    }

    /// The KPI that a claim speaks of: the one it cites, else the one of its goal that it names,
    /// else the only one of its goal.
    fn kpi(&self, claim: &Claim) -> Option<&'a KpiState<'a>> {
        let cited = |kpi: &&KpiState<'_>| claim.citations.iter().any(|it| it.source_id == kpi.source.id);
        let of_goal = |kpi: &&KpiState<'_>| claim.goal_id.as_deref() == Some(kpi.goal.id.as_str());
        let own: Vec<&KpiState<'_>> = self.kpis.iter().filter(of_goal).collect();
        let told = content_stems(&claim.text);
        let named = own.iter().copied().find(|kpi| names(&told, &kpi.kpi.metric));
        let only = match own.as_slice() {
            [only] => Some(*only),
            _ => None,
        };
        self.kpis.iter().find(cited).or(named).or(only)
    }

    /// A claim that no measurement bears out says whose word it is.
    fn unmeasured(&self, claim: &Claim, kpi: Option<&KpiState<'_>>) -> Option<ProofCaveat> {
        let sources = claim
            .citations
            .iter()
            .filter_map(|it| self.ledger.source(&it.source_id));
        let kinds: Vec<SourceKind> = sources.map(|source| source.kind).collect();
        let is_borne_out = kinds.iter().any(|kind| is_measured(*kind)) || kpi.is_some_and(KpiState::is_measured);
        if kinds.is_empty() || is_borne_out {
            return None;
        }
        let all_by = |side| claim.citations.iter().all(|it| self.side(it) == side);
        let text = if all_by(Affiliation::Vendor) {
            "only our own people's word bears it out"
        } else if !all_by(Affiliation::Customer) {
            "no record cited measures it"
        } else if claim.citations.iter().any(|it| lexicon::hedges().is_in(&it.quote)) {
            "it is the customer's own estimate"
        } else {
            "only the customer's word bears it out"
        };
        Some(ProofCaveat {
            text: text.to_owned(),
            citations: claim.citations.clone(),
        })
    }

    /// Which side said the cited words.
    fn side(&self, citation: &Citation) -> Affiliation {
        let Some(source) = self.ledger.source(&citation.source_id) else {
            return Affiliation::Unknown;
        };
        let at = citation.start.or_else(|| source.text.find(&citation.quote));
        let author = at.and_then(|at| source.author_at(at)).or_else(|| source.author());
        author.map_or(Affiliation::Unknown, |author| author.affiliation)
    }

    /// The open tickets and risks that speak of what the KPI measures.
    fn open_about(&self, kpi: &KpiState<'_>) -> Vec<ProofCaveat> {
        let metric = kpi.kpi.metric.as_str();
        let tickets = self.ledger.tickets().filter(|(_, it)| it.open);
        let risks = self.ledger.risks().filter(|(_, it)| it.open);
        let open = tickets
            .map(|(source, it)| (source, it.subject.as_str()))
            .chain(risks.map(|(source, it)| (source, it.title.as_str())));
        let speaks = |source: &Source, title: &str| {
            let said = Utterance::of(source).into_iter();
            names(&content_stems(title), metric) || said.into_iter().any(|it| names(&content_stems(it.text()), metric))
        };
        open.filter(|(source, title)| speaks(source, title))
            .map(|(source, title)| ProofCaveat {
                text: format!("the {} `{title}` is open and speaks of it", source.kind.noun()),
                citations: vec![cite_value(source, title)],
            })
            .collect()
    }
}

/// Whether all words of a metric are among those told.
fn names(told: &[String], metric: &str) -> bool {
    let wanted = content_stems(metric);
    !wanted.is_empty() && wanted.iter().all(|stem| told.contains(stem))
}

fn is_measured(kind: SourceKind) -> bool {
    matches!(
        kind,
        SourceKind::Kpi | SourceKind::Usage | SourceKind::Series | SourceKind::Metric
    )
}

fn off_track(kpi: &KpiState<'_>) -> Option<ProofCaveat> {
    let status = kpi.kpi.status;
    if !matches!(status, GoalStatus::OffTrack | GoalStatus::Blocked) {
        return None;
    }
    let cited = status_words(kpi.source, status).map(|(_, citation)| citation);
    Some(ProofCaveat {
        text: format!("the success plan has it {}", status.noun()),
        citations: cited.into_iter().collect(),
    })
}

fn single_source(claim: &Claim) -> Option<ProofCaveat> {
    let (first, others) = claim.citations.split_first()?;
    others
        .iter()
        .all(|it| it.source_id == first.source_id)
        .then(|| ProofCaveat {
            text: "it rests on a single source".to_owned(),
            citations: claim.citations.clone(),
        })
}

/// What the quotes themselves say of how much of the customer they speak of.
fn in_part(claim: &Claim) -> Vec<ProofCaveat> {
    let told = claim.citations.iter().filter_map(|citation| {
        let phrase = part_of(&citation.quote)?;
        Some(ProofCaveat {
            text: format!("it may hold for a part only: \u{201C}{phrase}\u{201D}"),
            citations: vec![citation.clone()],
        })
    });
    told.collect()
}

fn part_of(quote: &str) -> Option<String> {
    let said: Vec<String> = words(quote).map(|word| word.text.to_lowercase()).collect();
    let phrase = IN_PART.iter().find(|phrase| {
        let wanted: Vec<&str> = phrase.split(' ').collect();
        said.windows(wanted.len()).any(|window| window == wanted.as_slice())
    });
    let counted = || {
        let without_the: Vec<&str> = said.iter().map(String::as_str).filter(|word| *word != "the").collect();
        let parts = without_the
            .windows(3)
            .find(|window| is_number(window[0]) && window[1] == "of" && is_number(window[2]))?;
        Some(parts.join(" "))
    };
    phrase.map(|phrase| (*phrase).to_owned()).or_else(counted)
}

fn is_number(word: &str) -> bool {
    NUMBERS.contains(&word) || word.chars().all(|it| it.is_ascii_digit())
}
