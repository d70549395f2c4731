//! What the ledger says that a handoff turns on.

use grounding::text::{Figure, Precision, find_dates, find_days, find_figures, says_when};
use grounding::{
    Citation, Commitment, Goal, GoalStatus, Ledger, Relation, Sale, SourceId, SourceKind, Utterance, lexicon,
};
use jiff::ToSpan;
use jiff::civil::Date;

use super::spec::TALKS;
use crate::account::{Person, people};
use crate::cite::{cite_span, cite_value};

/// What a question, a reason and a decision about first value are about.
pub(super) const FIRST_VALUE: &str = "success_criteria_missing";

/// What the question about a sensitive promise is about.
pub(super) const SENSITIVE: &str = "sensitive_commitment";

/// What the ledger says that a handoff turns on, read once.
pub(super) struct Facts<'a> {
    pub(super) ledger: &'a Ledger,
    pub(super) sale: Sale<'a>,
    /// The day the talks about the deal may have begun.
    pub(super) since: Option<Date>,
    /// What was said and written around the deal, oldest first.
    pub(super) talks: Vec<Utterance<'a>>,
    pub(super) kickoff: Option<Kickoff>,
    /// Sentences that say when first value is reached or how it is told.
    pub(super) first_value: Vec<Utterance<'a>>,
    /// Sentences that say that this is still open.
    pub(super) first_value_open: Vec<Utterance<'a>>,
    /// Goals that are neither closed nor reached.
    pub(super) goals: Vec<&'a Goal>,
    pub(super) people: Vec<Person<'a>>,
}

/// When the work with the customer starts, and what says so.
pub(super) struct Kickoff {
    pub(super) date: Date,
    pub(super) record: SourceId,
    pub(super) citation: Citation,
}

impl<'a> Facts<'a> {
    pub(super) fn read(ledger: &'a Ledger) -> Self {
        let sale = Sale::of(ledger);
        let since = sale
            .deal
            .and_then(|(_, deal)| deal.close_date?.checked_sub(365.days()).ok());
        let talks: Vec<Utterance<'a>> = Utterance::all(ledger, TALKS)
            .into_iter()
            .filter(|it| {
                it.source
                    .occurred_at
                    .is_none_or(|date| since.is_none_or(|since| date >= since))
            })
            .collect();
        let (first_value, first_value_open) = first_value(ledger, &talks);
        let goals = ledger
            .goals()
            .iter()
            .filter(|goal| goal.is_open() && goal.record.status != GoalStatus::Completed);
        Self {
            kickoff: kickoff(ledger, &talks),
            goals: goals.collect(),
            people: people(ledger, &sale),
            first_value,
            first_value_open,
            talks,
            since,
            sale,
            ledger,
        }
    }

    /// Whether somebody says when first value is reached and how it is told: in the talks, in the
    /// order form, or by a decision since.
    pub(super) fn first_value_is_explicit(&self) -> bool {
        let decided = || self.ledger.decisions().any(|(_, it)| it.about == FIRST_VALUE);
        !self.first_value.is_empty() || decided()
    }

    /// The promises that touch law, security, refunds, severities or the roadmap and that the
    /// signed scope doesn't cover: nobody passes them on before their owner has said so (HO-23).
    pub(super) fn sensitive(&self) -> Vec<&Commitment<'a>> {
        let touches = |text: &str| lexicon::legal_security().is_in(text) || lexicon::escalation().is_in(text);
        let is_signed = |commitment: &Commitment<'_>| {
            let scope = self.sale.scope.as_ref();
            scope.is_some_and(|scope| matches!(commitment.relation(scope), (_, Relation::Within(_))))
        };
        let all = self.sale.commitments.iter();
        all.filter(|it| touches(it.utterance.text()) && !is_signed(it))
            .collect()
    }

    /// What was said about a subject around the deal, without questions and talk about the talk.
    pub(super) fn said(&self, about: impl Fn(&str) -> bool) -> Vec<&Utterance<'a>> {
        self.talks
            .iter()
            .filter(|it| !it.text().trim_end().ends_with('?') && about(it.text()))
            .collect()
    }

    /// The days left until kickoff.
    pub(super) fn days_to_kickoff(&self) -> Option<i64> {
        let kickoff = self.kickoff.as_ref()?;
        Some(i64::from((kickoff.date - self.ledger.view.as_of).get_days()))
    }

    /// The people who can sponsor, where none of them was ever on a call.
    pub(super) fn absent_sponsors(&self) -> Vec<&Person<'a>> {
        let sponsors: Vec<&Person<'a>> = self.people.iter().filter(|person| person.sponsor).collect();
        if sponsors.iter().any(|person| !person.calls.is_empty()) {
            Vec::new()
        } else {
            sponsors
        }
    }
}

/// The newest statement of when the kickoff is: a sentence with a day in it, else the date of a
/// planned CRM activity, a meeting or a milestone of that name.
fn kickoff(ledger: &Ledger, talks: &[Utterance<'_>]) -> Option<Kickoff> {
    let told = talks.iter().rev().find_map(|said| {
        let text = said.text();
        let named = lexicon::kickoff().find(text)?;
        if lexicon::pending().is_in(text) || text.trim_end().ends_with('?') {
            return None;
        }
        let mut days: Vec<_> = find_dates(text)
            .into_iter()
            .filter(|date| date.precision == Precision::Day)
            .collect();
        days.extend(
            said.source
                .occurred_at
                .into_iter()
                .flat_map(|written| find_days(text, written)),
        );
        // Of several days the one that stands nearest to the word is the kickoff's.
        let day = days
            .into_iter()
            .min_by_key(|day| day.span.start.abs_diff(named.start))?;
        Some(Kickoff {
            date: day.date,
            record: said.source.id.clone(),
            citation: cite_span(said.source, said.span),
        })
    });
    told.or_else(|| {
        let tasks = ledger
            .tasks()
            .filter(|(_, task)| lexicon::kickoff().is_in(&task.subject))
            .map(|(source, task)| (source, task.date, &task.subject));
        let meetings = ledger
            .meetings()
            .filter(|(_, it)| lexicon::kickoff().is_in(&it.title))
            .map(|(source, it)| (source, source.occurred_at, &it.title));
        let milestones = ledger
            .milestones()
            .filter(|(_, it)| lexicon::kickoff().is_in(&it.name))
            .map(|(source, it)| (source, it.due, &it.name));
        let dated = tasks
            .chain(meetings)
            .chain(milestones)
            .filter_map(|(source, date, title)| Some((date?, source, title)));
        let (date, source, title) = dated.max_by_key(|(date, source, _)| (*date, &source.id))?;
        Some(Kickoff {
            date,
            record: source.id.clone(),
            citation: cite_value(source, title),
        })
    })
}

/// What is said about first value and success criteria: explicit with a date or a figure, and
/// what says that it is still open. A pointer elsewhere ("see the success plan") is neither.
fn first_value<'a>(ledger: &'a Ledger, talks: &[Utterance<'a>]) -> (Vec<Utterance<'a>>, Vec<Utterance<'a>>) {
    let signed = Utterance::all(ledger, &[SourceKind::OrderForm]);
    let about = talks.iter().chain(&signed).filter(|said| {
        let text = said.text();
        lexicon::first_value().is_in(text) && !text.trim_end().ends_with('?')
    });
    let mut explicit = Vec::new();
    let mut open = Vec::new();
    for said in about {
        let text = said.text();
        if lexicon::pending().is_in(text) {
            open.push(*said);
        } else if says_when(text)
            || find_figures(text)
                .iter()
                .any(|figure| !figure.is_year() && !is_reference(text, figure))
        {
            explicit.push(*said);
        }
    }
    explicit.sort_by_key(|said: &Utterance<'_>| said.source.occurred_at);
    (explicit, open)
}

/// Whether a figure only says where something stands: `on slide 4`.
fn is_reference(text: &str, figure: &Figure) -> bool {
    const BEFORE: [&str; 9] = [
        "slide", "page", "point", "step", "section", "item", "question", "number", "no",
    ];
    let before = text[..figure.span.start]
        .split_whitespace()
        .next_back()
        .unwrap_or_default()
        .to_lowercase();
    BEFORE.contains(&before.trim_end_matches('.'))
}
