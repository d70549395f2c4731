//! How many claims a second, and where the time goes? One run judges claims that are shaped like
//! real ones, and checks their quotes with a bare regular expression beside it.
//!
//! ```text
//! cargo run --release -p evals --example speed
//! cargo run --release -p evals --example speed -- --dump texts.jsonl
//! python3 evals/examples/speed_peer.py texts.jsonl
//! ```

use std::alloc::System;
use std::collections::BTreeMap;
use std::error::Error;
use std::fs::File;
use std::hint::black_box;
use std::io::{self, BufWriter, Write};
use std::sync::Arc;
use std::time::{Duration, Instant};

use grounding::{
    Account, AccountId, Affiliation, Audience, Author, Citation, Claim, ClaimKind, ClaimOrigin, Code, Draft,
    GoalRecord, GoalStatus, Kpi, Ledger, Place, Policy, Record, RecordText, Rule, Source, SourceId, SourceKind, Span,
    Standing, State, Value, ValueRole, Verdict, View, Visibility, profile, verify, verify_claim,
};
use jiff::civil::date;
use regex::Regex;
use stats_alloc::{INSTRUMENTED_SYSTEM, StatsAlloc};

/// Counts what is allocated.
#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

const NOTES: usize = 90;
const CALLS: usize = 40;
const TURNS: usize = 30;
const GOALS: usize = 10;
const KPIS: usize = 60;
const CLAIMS: usize = 400;

/// A draft has so many claims.
const IN_DRAFT: usize = 10;

/// The median of so many rounds is told.
const ROUNDS: usize = 5;

/// So many rules are told apart.
const SHOWN: usize = 15;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let world = World::generate();
    match (arguments.next().as_deref(), arguments.next()) {
        (None, _) => {}
        (Some("--dump"), Some(path)) => world.dump(BufWriter::new(File::create(path)?))?,
        _ => return Err("usage: speed [--dump FILE]".into()),
    }
    let mut out = io::stdout().lock();
    heading(&mut out, &world)?;
    speeds(&mut out, &world)?;
    shares(&mut out, &world)?;
    Ok(())
}

// What is measured.

fn heading(out: &mut impl Write, world: &World) -> io::Result<()> {
    let today = jiff::Zoned::now().date();
    let sources = world.sources.len();
    writeln!(
        out,
        "{sources} sources, {CLAIMS} claims; {}, one core; {today}",
        machine()
    )?;
    if cfg!(debug_assertions) {
        writeln!(out, "built without optimisation: the times say nothing")?;
    }
    let (ledger, policy) = (world.ledger(), Policy::default());
    let mut verdicts: BTreeMap<Verdict, usize> = BTreeMap::new();
    for claim in &world.claims {
        *verdicts
            .entry(verify_claim(&ledger, claim, &policy).verdict)
            .or_default() += 1;
    }
    for (verdict, many) in verdicts {
        writeln!(out, "{many} {verdict:?}")?;
    }
    Ok(())
}

fn speeds(out: &mut impl Write, world: &World) -> Result<(), Box<dyn Error>> {
    let policy = Policy::default();
    let alone = median(|| {
        let ledger = world.ledger();
        let begun = Instant::now();
        for claim in &world.claims {
            black_box(verify_claim(&ledger, claim, &policy));
        }
        Ok(begun.elapsed())
    })?;
    let drafts: Vec<Draft> = world.drafts();
    let in_drafts = median(|| {
        let ledger = world.ledger();
        let begun = Instant::now();
        for draft in &drafts {
            black_box(verify(&ledger, draft, &policy));
        }
        Ok(begun.elapsed())
    })?;
    let texts: Vec<(&str, &str)> = world.quotes().map(|(_, quote, text)| (quote, text)).collect();
    let by_regex = median(|| {
        let begun = Instant::now();
        for (quote, text) in &texts {
            black_box(Regex::new(&regex::escape(quote))?.is_match(text));
        }
        Ok(begun.elapsed())
    })?;
    writeln!(out, "\n| what | per second | ns each |")?;
    writeln!(out, "| --- | ---: | ---: |")?;
    let rows = [
        ("claims, one by one", alone, CLAIMS),
        ("claims, in drafts of ten", in_drafts, CLAIMS),
        ("quotes, `regex` alone", by_regex, texts.len()),
    ];
    for (name, took, many) in rows {
        let nanos = took.as_nanos().max(1);
        let (rate, each) = (many as u128 * 1_000_000_000 / nanos, nanos / many as u128);
        writeln!(out, "| {name} | {rate} | {each} |")?;
    }
    let (times, bytes) = allocations(world, &policy);
    writeln!(out, "\n{times} allocations and {bytes} bytes a claim")?;
    Ok(())
}

/// The median of a few rounds.
fn median(mut round: impl FnMut() -> Result<Duration, Box<dyn Error>>) -> Result<Duration, Box<dyn Error>> {
    let mut times = (0..ROUNDS).map(|_| round()).collect::<Result<Vec<_>, _>>()?;
    times.sort_unstable();
    Ok(times.get(ROUNDS / 2).copied().unwrap_or_default())
}

/// How often a claim allocates or grows what it has, and the bytes that it asks for.
fn allocations(world: &World, policy: &Policy) -> (usize, usize) {
    let ledger = world.ledger();
    let before = ALLOCATOR.stats();
    for claim in &world.claims {
        black_box(verify_claim(&ledger, claim, policy));
    }
    let after = ALLOCATOR.stats();
    let times = (after.allocations - before.allocations) + (after.reallocations - before.reallocations);
    let bytes = after.bytes_allocated - before.bytes_allocated;
    (times / CLAIMS, bytes / CLAIMS)
}

/// What each rule takes of a claim's time. Whichever rule first asks for something that is looked
/// up once, such as the claim's words, is charged with it.
fn shares(out: &mut impl Write, world: &World) -> io::Result<()> {
    let policy = Policy::default();
    let mut took: BTreeMap<Option<Code>, Duration> = BTreeMap::new();
    for _ in 0..ROUNDS {
        let ledger = world.ledger();
        for claim in &world.claims {
            let mut last = Instant::now();
            black_box(profile(&ledger, claim, &policy, &mut |step| {
                *took.entry(step).or_default() += last.elapsed();
                last = Instant::now();
            }));
        }
    }
    let whole: u128 = took.values().map(Duration::as_nanos).sum();
    let mut steps: Vec<(Option<Code>, u128)> = took.into_iter().map(|(step, it)| (step, it.as_nanos())).collect();
    steps.sort_by_key(|(step, nanos)| (std::cmp::Reverse(*nanos), *step));
    writeln!(out, "\n| rule | ns a claim | share |")?;
    writeln!(out, "| --- | ---: | ---: |")?;
    let mut row = |name: &str, nanos: u128| {
        let each = nanos / (ROUNDS * CLAIMS) as u128;
        let permille = nanos * 1_000 / whole.max(1);
        writeln!(out, "| {name} | {each} | {}.{} % |", permille / 10, permille % 10)
    };
    for (step, nanos) in steps.iter().take(SHOWN) {
        row(&name(*step), *nanos)?;
    }
    row("the rest", steps.iter().skip(SHOWN).map(|(_, nanos)| nanos).sum())?;
    row("all", whole)
}

fn name(step: Option<Code>) -> String {
    let Some(code) = step else {
        return "citations looked up".to_owned();
    };
    let rule = Rule::all().iter().find(|it| it.code == code);
    format!("{code} {}", rule.map_or("", |it| it.name))
}

/// The processor's name, where the system tells it.
fn machine() -> String {
    let cpus = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let name = cpus
        .lines()
        .find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    name.map_or_else(|| "unknown processor".to_owned(), |(_, name)| name.to_owned())
}

// What it is measured on.

const TEAMS: [&str; 7] = [
    "Billing", "Dispatch", "Finance", "Intake", "Planning", "Returns", "Support",
];
const WORK: [&str; 6] = [
    "weekly reporting",
    "stock taking",
    "invoice matching",
    "shift planning",
    "claims handling",
    "route planning",
];
const THINGS: [&str; 5] = ["site", "warehouse", "portal", "contract", "audit"];
const MONTHS: [&str; 5] = ["January", "February", "March", "April", "May"];
const TALK: [&str; 8] = [
    "We had three people on leave, so the numbers for that week are a little off.",
    "Nobody has asked about the export since the last call.",
    "I will send the list of open points by the end of the week.",
    "The new forms came into use on 2 March, and most people like them.",
    "Could you show us once more how the filters work?",
    "It depends on what the auditors say in September.",
    "They expect that the second wave starts before the summer.",
    "That is all from our side for today.",
];

/// The account's evidence, and claims on it.
struct World {
    sources: Vec<Arc<Source>>,
    claims: Vec<Claim>,
}

/// One of several, by number.
fn of<'t>(choices: &[&'t str], number: usize) -> &'t str {
    choices.get(number % choices.len().max(1)).copied().unwrap_or_default()
}

/// What a note or a turn of that number has to say, and its two figures.
fn told(number: usize) -> String {
    let (team, work, month) = (of(&TEAMS, number), of(&WORK, number / 7), of(&MONTHS, number / 3));
    let (before, after) = figures(number);
    format!("The {team} team went from {before} hours to {after} hours a week on {work} in {month} 2026.")
}

fn figures(number: usize) -> (usize, usize) {
    (11 + number % 29, 3 + number % 7)
}

fn denied(number: usize) -> String {
    format!(
        "The board has not approved the second {} for the {} team.",
        of(&THINGS, number),
        of(&TEAMS, number)
    )
}

impl World {
    fn generate() -> Self {
        let mut sources = Vec::with_capacity(NOTES + CALLS + GOALS + KPIS);
        sources.extend((0..NOTES).map(note));
        sources.extend((0..CALLS).map(call));
        sources.extend((0..GOALS).map(goal));
        sources.extend((0..KPIS).map(kpi));
        Self {
            sources: sources.into_iter().map(Arc::new).collect(),
            claims: (0..CLAIMS).map(claim).collect(),
        }
    }

    /// A ledger that nothing was asked of yet.
    fn ledger(&self) -> Ledger {
        let account = Account {
            id: AccountId::new("acme"),
            name: "Acme Ltd".to_owned(),
            aliases: Vec::new(),
        };
        let view = View {
            as_of: date(2026, 6, 30),
            audience: Audience::Internal,
        };
        Ledger::new(account, view, self.sources.clone())
    }

    fn drafts(&self) -> Vec<Draft> {
        let parts = self.claims.chunks(IN_DRAFT);
        parts
            .map(|claims| Draft::new(AccountId::new("acme"), claims.to_vec()))
            .collect()
    }

    /// Each claim with each quote and the text it is cited from.
    fn quotes(&self) -> impl Iterator<Item = (&str, &str, &str)> {
        let texts: BTreeMap<&SourceId, &str> = self.sources.iter().map(|it| (&it.id, it.text.as_str())).collect();
        let cited = self
            .claims
            .iter()
            .flat_map(|claim| claim.citations.iter().map(move |it| (claim.text.as_str(), it)));
        cited.filter_map(move |(claim, citation)| {
            let text = texts.get(&citation.source_id)?;
            Some((claim, citation.quote.as_str(), *text))
        })
    }

    /// Writes what the peers are to be measured on: a line of JSON for each quote.
    fn dump(&self, mut file: impl Write) -> io::Result<()> {
        for (claim, quote, text) in self.quotes() {
            let line = serde_json::json!({ "claim": claim, "quote": quote, "text": text });
            writeln!(file, "{line}")?;
        }
        file.flush()
    }
}

fn source(id: SourceId, kind: SourceKind, text: String) -> Source {
    Source {
        id,
        revision: 1,
        account: Some(AccountId::new("acme")),
        kind,
        title: "Monthly review".to_owned(),
        authors: Vec::new(),
        occurred_at: Some(date(2026, 6, 1)),
        visibility: Visibility::Shareable,
        state: State::Live,
        text,
        fields: Vec::new(),
        values: Vec::new(),
        record: None,
        origin: Place::default(),
    }
}

fn note_id(number: usize) -> SourceId {
    SourceId::new("note", "file", &(number % NOTES).to_string())
}

fn note(number: usize) -> Source {
    let mut lines = vec![format!("# Review {number}"), told(number), denied(number)];
    lines.extend((0..5).map(|at| of(&TALK, number + at).to_owned()));
    source(note_id(number), SourceKind::Note, lines.join("\n\n"))
}

fn call_id(number: usize) -> SourceId {
    SourceId::new("gong", "call", &(number % CALLS).to_string())
}

/// The turn of a call that tells something.
fn turn_of(number: usize) -> usize {
    2 * (number % (TURNS / 2))
}

fn call(number: usize) -> Source {
    let mut text = String::new();
    let mut authors = Vec::new();
    for turn in 0..TURNS {
        let (name, affiliation) = if turn % 2 == 0 {
            ("Dana Reyes", Affiliation::Customer)
        } else {
            ("Rhea Lund", Affiliation::Vendor)
        };
        let said = if turn == turn_of(number) {
            told(number + NOTES)
        } else {
            format!("{} {}", of(&TALK, number + turn), of(&TALK, number + 3 * turn + 1))
        };
        if !text.is_empty() {
            text.push('\n');
        }
        let start = text.len();
        text.push_str(&format!("{name}: {said}"));
        authors.push(Author {
            span: Span::new(start, text.len()),
            name: name.to_owned(),
            email: None,
            affiliation,
        });
    }
    Source {
        authors,
        ..source(call_id(number), SourceKind::Call, text)
    }
}

fn goal_id(number: usize) -> SourceId {
    SourceId::new("plan", "objective", &(number % GOALS).to_string())
}

fn goal(number: usize) -> Source {
    let name = format!("Less time for {}", of(&WORK, number));
    let (text, fields) = RecordText::new()
        .field("name", &name)
        .field("status", "On Track")
        .finish();
    let record = GoalRecord {
        name,
        description: String::new(),
        status: GoalStatus::OnTrack,
        owner: None,
        due: Some(date(2026, 12, 31)),
    };
    Source {
        fields,
        record: Some(Record::Goal(record)),
        ..source(goal_id(number), SourceKind::Objective, text)
    }
}

fn kpi_id(number: usize) -> SourceId {
    SourceId::new("plan", "kpi", &(number % KPIS).to_string())
}

fn metric(number: usize) -> String {
    format!("hours for {} in {}", of(&WORK, number), of(&TEAMS, number / WORK.len()))
}

fn kpi(number: usize) -> Source {
    let metric = metric(number);
    let (before, after) = figures(number);
    let measured = [
        ("baseline", ValueRole::Baseline, before),
        ("target", ValueRole::Target, after.saturating_sub(1)),
        ("current", ValueRole::Current, after),
    ];
    let text = RecordText::new().field("metric", &metric).field("unit", "h");
    let text = measured
        .iter()
        .fold(text, |text, (name, _, number)| text.field(name, &number.to_string()));
    let day = date(2026, 5, 31);
    let text = text.field("current_date", &day.to_string());
    let values = measured.iter().filter_map(|(name, role, number)| {
        Some(Value {
            span: text.span(name)?,
            metric: metric.clone(),
            value: (*number).into(),
            unit: "h".to_owned(),
            period: (*role == ValueRole::Current).then_some(day),
            role: *role,
        })
    });
    let values: Vec<Value> = values.collect();
    let (text, fields) = text.finish();
    let record = Kpi {
        goal: goal_id(number),
        metric,
        unit: "h".to_owned(),
        baseline: Some(before.into()),
        target: Some(after.saturating_sub(1).into()),
        current: Some(after.into()),
        current_date: Some(day),
        status: GoalStatus::OnTrack,
        due: Some(date(2026, 12, 31)),
    };
    Source {
        fields,
        values,
        record: Some(Record::Kpi(record)),
        ..source(kpi_id(number), SourceKind::Kpi, text)
    }
}

/// A claim of one of eight kinds, in turn: some that stand and some that don't.
fn claim(number: usize) -> Claim {
    let about = number / 8;
    let (team, work) = (of(&TEAMS, about), of(&WORK, about / 7));
    let (before, after) = figures(about);
    let thing = of(&THINGS, about);
    let in_note = || vec![Citation::new(note_id(about), told(about))];
    let in_call = || vec![Citation::new(call_id(about), told(about % CALLS + NOTES))];
    let whole_kpi = || vec![Citation::new(kpi_id(about), kpi(about % KPIS).text)];
    let fact = |text: String, citations: Vec<Citation>| Claim {
        id: format!("c{number}"),
        text,
        kind: ClaimKind::Fact,
        standing: Standing::Fact,
        goal_id: None,
        audience: Audience::Internal,
        citations,
        origin: ClaimOrigin::Model,
        parent: None,
    };
    let outcome = |text: String| Claim {
        kind: ClaimKind::Outcome,
        standing: Standing::ProvenOutcome,
        goal_id: Some(goal_id(about).to_string()),
        ..fact(text, whole_kpi())
    };
    match number % 8 {
        0 => fact(told(about), in_note()),
        1 => fact(
            format!("{team} now needs {} hours a week for {work}.", after + 40),
            in_note(),
        ),
        2 => fact(
            format!("The board has approved the second {thing} for the {team} team."),
            vec![Citation::new(note_id(about), denied(about))],
        ),
        3 => fact(told(about % CALLS + NOTES), in_call()),
        4 => fact(
            format!("The {team} team spends less time on {work}, from {before} hours to {after} hours."),
            vec![Citation::new(
                call_id(about),
                format!("the {team} people are down to about {after} hours on {work} these days"),
            )],
        ),
        5 => outcome(format!(
            "The {} fell from {before} h to {after} h by 31 May 2026.",
            metric(about % KPIS)
        )),
        6 => outcome(format!(
            "The {} rose from {after} h to {before} h by 31 May 2026.",
            metric(about % KPIS)
        )),
        _ => {
            let mut both = in_note();
            both.extend(in_call());
            both.push(Citation::new(SourceId::raw("gong:call/unknown"), told(about)));
            fact(told(about), both)
        }
    }
}
