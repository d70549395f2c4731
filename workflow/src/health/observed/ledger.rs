//! Gathering what was observed from an account's ledger.

use grounding::{Ledger, Record, Sale, SignedScope, Source, SourceKind};
use jiff::civil::Date;

use super::measured::Figures;
use super::profile::{profile, seats};
use super::touches::{Told, in_order, told};
use super::voices::{comment, voices};
use super::{Happened, Observed, records};
use crate::account::{Person, TALKS, people};

impl<'a> Observed<'a> {
    /// What the ledger holds, as of its day. What nobody may use isn't in it; what belongs to the
    /// whole tenant and to no account is left out.
    ///
    /// A record's own state, such as a ticket that is open, is taken as the ledger has it.
    pub fn of(ledger: &'a Ledger) -> Self {
        let sale = Sale {
            deal: None,
            scope: SignedScope::of(ledger),
            // Looking for promises takes long, and none matters here.
            commitments: Vec::new(),
        };
        let mut gathered = Gathered {
            ledger,
            people: people(ledger, &sale),
            figures: Figures::default(),
            touches: Vec::new(),
            observed: Self {
                as_of: ledger.view.as_of,
                ..Self::default()
            },
        };
        for source in ledger.sources().filter(|source| source.account.is_some()) {
            gathered.take(source);
        }
        gathered.finish(&sale)
    }
}

/// What was gathered so far.
struct Gathered<'a> {
    ledger: &'a Ledger,
    people: Vec<Person<'a>>,
    figures: Figures<'a>,
    touches: Vec<Told<'a>>,
    observed: Observed<'a>,
}

impl<'a> Gathered<'a> {
    fn take(&mut self, source: &'a Source) {
        match &source.record {
            Some(Record::Measure(measure)) => {
                if self.sees(measure.date) {
                    self.figures.take(source, measure);
                }
            }
            Some(Record::Event(event)) => {
                if self.sees(event.date) {
                    self.observed.events.push(Happened {
                        date: event.date,
                        name: &event.name,
                        user: event.user.as_deref(),
                        source: Some(source),
                    });
                }
            }
            Some(Record::Survey(answer)) => {
                if self.sees(answer.date) {
                    self.observed.answers.extend(records::answer(source, answer));
                    self.observed.voices.extend(comment(self.ledger, source, answer));
                }
            }
            Some(Record::Invoice(invoice)) => {
                if self.sees(invoice.created) {
                    self.observed.invoices.extend(records::invoice(source, invoice));
                }
            }
            Some(Record::Milestone(milestone)) => {
                let as_of = self.observed.as_of;
                let seen = records::milestone(source, milestone, as_of);
                self.observed.later += usize::from(seen.completed != milestone.completed);
                self.observed.milestones.push(seen);
            }
            Some(Record::Health(score)) => {
                if self.sees(score.date) {
                    let seen = records::score(source, score);
                    // Today's own snapshot is what is being made, and no past.
                    if !seen.is_ours || seen.date < self.observed.as_of {
                        self.observed.scores.push(seen);
                    }
                }
            }
            Some(Record::Ticket(ticket)) => {
                self.observed.tickets.extend(records::ticket(source, ticket));
                self.talk(source);
            }
            _ => self.talk(source),
        }
    }

    /// Whether a day is no later than the one that is asked about. Later ones are counted.
    fn sees(&mut self, date: Date) -> bool {
        let is_seen = date <= self.observed.as_of;
        self.observed.later += usize::from(!is_seen);
        is_seen
    }

    /// What people wrote, said and logged.
    fn talk(&mut self, source: &'a Source) {
        if !TALKS.contains(&source.kind) && source.kind != SourceKind::Case {
            return;
        }
        let Some(date) = source.occurred_at else {
            self.observed.undated += 1;
            return;
        };
        self.observed.voices.extend(voices(self.ledger, source, date));
        self.touches.extend(told(self.ledger, &self.people, source));
    }

    fn finish(self, sale: &Sale<'a>) -> Observed<'a> {
        let Self {
            ledger,
            people,
            figures,
            touches,
            mut observed,
        } = self;
        let signed = sale
            .scope
            .as_ref()
            .and_then(|scope| Some((scope.source, seats(scope)?)));
        observed.profile = profile(ledger, &people, signed.map(|(_, (count, _))| count));
        observed.seats_signed = signed.map(|(source, (_, span))| (source, span));
        observed.goals = records::goals(ledger);
        let (kpis, later) = records::kpis_seen(ledger, observed.as_of);
        observed.later += later;
        let measured = kpis.iter().filter(|it| it.baseline.is_some() && it.target.is_some());
        let goals: Vec<&str> = measured.map(|it| it.metric).collect();
        observed.measured = figures.finish(&goals);
        observed.kpis = kpis;
        // Sources come by id; signals read things in the order of their days.
        observed.events.sort_by_key(|it| it.date);
        observed.tickets.sort_by_key(|it| it.opened);
        observed.voices.sort_by_key(|it| it.date);
        observed.answers.sort_by_key(|it| it.date);
        observed.invoices.sort_by_key(|it| it.created);
        observed.touches = in_order(touches);
        observed.scores.sort_by_key(|it| it.date);
        observed
    }
}
