//! Whole scorecards: begun, filled, reviewed, compared.

mod dates;
mod documents;
mod forged;
mod history;
mod prints;
mod random;
mod review;
mod scores;
mod story;
mod template;
mod values;

use grounding::{Account, AccountId, Citation, SourceId};
use jiff::civil::{Date, date};
use jiff::{Timestamp, ToSpan as _};
use serde_json::{Value as Json, json};

use super::*;
use crate::health::Level;
use crate::people::{Grant, Person, Role};
use crate::run::Signer;

/// The day on which the first scorecard is begun: a Wednesday.
const DAY: Date = date(2027, 3, 3);

/// A template as its file has it.
fn written() -> Json {
    json!({
        "name": "pulse", "version": 1, "title": "Pulse", "due_days": 10,
        "reassess": {"days": 90, "field": "again_on"},
        "levels": {"green": 75, "amber": 50},
        "halves": {"customer": 70, "internal": 30},
        "dimension": [
            {"id": "support", "title": "Support", "half": "customer"},
            {"id": "value", "title": "Value", "half": "customer"},
            {"id": "growth", "title": "Growth", "half": "internal"},
        ],
        "section": [
            {"id": "customer", "title": "The customer", "half": "customer", "field": [
                {"id": "visited_on", "question": "When were they visited?", "kind": "date", "required": true},
                {
                    "id": "tickets", "question": "How many tickets are open?", "kind": "number", "min": 0, "max": 50,
                    "unit": "tickets", "required": true, "dimension": "support", "weight": 10,
                    "buckets": [
                        {"below": 1, "points": 100}, {"from": 1, "below": 3, "points": 60}, {"from": 3, "points": 0},
                    ],
                },
                {
                    "id": "mood", "question": "How do they feel?", "kind": "choice", "required": true,
                    "dimension": "support", "weight": 5,
                    "options": [
                        {"value": "good", "points": 100}, {"value": "mixed", "points": 50},
                        {"value": "bad", "label": "Bad, by their own words", "points": 0},
                    ],
                },
                {
                    "id": "stage", "question": "How far are they?", "kind": "stage", "required": true,
                    "dimension": "value", "weight": 20, "prefill": "progress_stage",
                    "options": [
                        {"value": "agreed", "points": 20, "when": "goals_agreed"},
                        {"value": "moving", "points": 60, "when": "moving"},
                        {"value": "reached", "points": 100, "when": "all_reached"},
                    ],
                },
                {"id": "concerns", "question": "What worries them?", "kind": "text"},
                {"id": "again_on", "question": "When is it assessed again?", "kind": "date"},
            ]},
            {"id": "ours", "title": "Our side", "half": "internal", "field": [
                {"id": "sponsor", "question": "Who speaks for them?", "kind": "person"},
                {
                    "id": "growth", "question": "Do they grow with us?", "kind": "choice", "required": true,
                    "dimension": "growth", "weight": 10,
                    "options": [{"value": "yes", "points": 100}, {"value": "no", "points": 40}],
                },
            ]},
        ],
        "task": [
            {
                "id": "visit", "title": "Visit them", "role": "cs_rep", "stop": true, "fields": ["visited_on"],
                "due": {"from": "run_start", "days": 2, "working_days": true},
            },
            {
                "id": "customer", "title": "Measure their health", "role": "cs_rep", "stop": true,
                "fields": ["tickets", "mood", "stage", "concerns", "again_on"],
                "due": {"from": {"field": "visited_on"}, "days": 3, "weekdays_only": true},
            },
            {
                "id": "file", "title": "File the figures", "role": "cs_rep", "copy": true,
                "due": {"from": "previous_done", "days": 1},
            },
            {
                "id": "ours", "title": "Measure our health", "role": "cs_rep", "stop": true, "sections": ["ours"],
                "due": {"from": "run_due", "days": -2, "weekdays_only": true},
            },
            {
                "id": "review", "title": "Review it", "role": "supervisor",
                "due": {"from": "run_due", "days": 0, "weekdays_only": true},
            },
        ],
        "alert": [
            {"dimension": "support", "function": "support", "at": "red"},
            {"dimension": "value", "function": "product", "at": "amber"},
        ],
    })
}

fn read(written: Json) -> Template {
    serde_json::from_value(written).unwrap()
}

fn person(login: &str, roles: &[Role]) -> Person {
    Person {
        login: login.to_owned(),
        name: login[..1].to_uppercase() + &login[1..],
        email: None,
        grants: roles
            .iter()
            .map(|role| Grant {
                role: *role,
                account: None,
            })
            .collect(),
        active: true,
    }
}

/// The representative.
fn rep() -> Person {
    person("odile", &[Role::Csm])
}

/// The supervisor.
fn boss() -> Person {
    person("sunniva", &[Role::Supervisor])
}

fn account() -> Account {
    Account {
        id: AccountId::new("tallow-mills"),
        name: "Tallow Mills".to_owned(),
        aliases: Vec::new(),
    }
}

fn signer_on(person: &Person, day: Date) -> Signer<'_> {
    let hours = i64::from((day - DAY).get_days()) * 24;
    Signer {
        person,
        signed: Signed {
            by: Some(person.login.clone()),
            name: person.name.clone(),
            at: Timestamp::UNIX_EPOCH + hours.hours(),
            day,
        },
    }
}

fn cited(id: &str, quote: &str) -> Citation {
    Citation::new(SourceId::raw(id), quote)
}

/// What the records answer.
fn records() -> Vec<(String, Prefilled)> {
    let moving = Prefilled {
        value: Value::Stage("moving".to_owned()),
        citations: vec![cited("plan:kpi/1", "Now: 6.4")],
    };
    vec![("stage".to_owned(), moving)]
}

/// A scorecard and the log of it.
#[derive(Clone)]
struct Log {
    events: Vec<(Signed, ScorecardEvent)>,
    card: Scorecard,
    /// The day on which what follows happens.
    day: Date,
}

impl Log {
    /// The account's scorecard of that number, begun on a day by the representative.
    fn begin_on(number: u32, day: Date) -> Self {
        let (rep, boss, template) = (rep(), boss(), read(written()));
        let people = [rep.clone(), boss];
        let asked = Begin {
            account: &account(),
            template: &template,
            number,
            due: None,
            people: &people,
            prefilled: &records(),
        };
        let signer = signer_on(&rep, day);
        let event = start(&signer, asked).unwrap();
        Self {
            card: Scorecard::replay(&format!("card-{number}"), [(&signer.signed, &event)]).unwrap(),
            events: vec![(signer.signed, event)],
            day,
        }
    }

    fn begin() -> Self {
        Self::begin_on(1, DAY)
    }

    /// Does something for somebody.
    fn tries<T>(&self, who: &Person, act: impl Fn(&Scorecard, &Signer<'_>) -> T) -> T {
        act(&self.card, &signer_on(who, self.day))
    }

    /// Does something for somebody that must go through.
    fn does(
        &mut self,
        who: &Person,
        act: impl Fn(&Scorecard, &Signer<'_>) -> Result<ScorecardEvent, ScorecardRefusal>,
    ) -> &mut Self {
        let event = self.tries(who, act).unwrap();
        self.take(who, event)
    }

    fn take(&mut self, who: &Person, event: ScorecardEvent) -> &mut Self {
        let signed = signer_on(who, self.day).signed;
        self.card.apply(&signed, &event).unwrap();
        self.events.push((signed, event));
        self
    }

    fn fills(&mut self, field: &str, text: &str) -> &mut Self {
        self.does(&rep(), |card, signer| card.fill(signer, field, text, &[]))
    }

    fn finishes(&mut self, task: &str) -> &mut Self {
        self.does(&rep(), |card, signer| card.finish(signer, task, ""))
    }

    /// Answers everything that must be answered and does the tasks of the representative.
    fn filled(&mut self, tickets: &str, mood: &str, growth: &str) -> &mut Self {
        let day = self.day.to_string();
        self.fills("visited_on", &day).finishes("visit");
        self.fills("tickets", tickets).fills("mood", mood);
        self.does(&rep(), |card, signer| card.confirm(signer, "stage"));
        self.finishes("customer").fills("growth", growth).finishes("ours")
    }

    fn submitted(&mut self) -> &mut Self {
        self.does(&rep(), Scorecard::submit)
    }

    /// Approves it with these earlier ones, and gives the alerts.
    fn approved(&mut self, earlier: &[&Scorecard]) -> Vec<Alert> {
        let events = self.tries(&boss(), |card, signer| card.approve(signer, "fine", earlier));
        let mut alerts = Vec::new();
        for event in events.unwrap() {
            if let ScorecardEvent::Alerted(alert) = &event {
                alerts.push(alert.clone());
            }
            self.take(&boss(), event);
        }
        alerts
    }
}

/// A refusal with its hint, as a person reads it.
fn told(refusal: &ScorecardRefusal) -> String {
    match refusal.hint() {
        "" => refusal.to_string(),
        hint => format!("{refusal}\n{hint}"),
    }
}
