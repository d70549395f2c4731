//! Word tables, read from the data files beside the code.
//!
//! Each file says in its head what it holds and where its words come from. A line is a word or a
//! phrase; it is found in a text whatever the form of its words (by their stems), except where it
//! begins with `=`, which asks for exactly that form, or with `!`, which asks for a negation
//! shortly before it.
//!
//! All tables are looked up at once: a text is taken apart into words and stems one time, and
//! each word is asked for one time in all of them.

mod lookup;
mod map;
mod related;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::Span;

pub(crate) use lookup::{Mark, Spelt, marks};
pub(crate) use map::WordMap;
pub(crate) use related::{WordId, antonyms_of, is_common, related_to, word_id};

/// A set of tables.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Tables(u128);

impl Tables {
    /// The set of those tables.
    pub(crate) const fn of(tables: &[Table]) -> Self {
        let mut bits = 0;
        let mut at = 0;
        while at < tables.len() {
            bits |= 1 << tables[at] as u32;
            at += 1;
        }
        Self(bits)
    }

    pub(crate) fn insert(&mut self, table: Table) {
        self.0 |= Self::of(&[table]).0;
    }

    /// Whether the two have a table in common.
    pub(crate) fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    pub(crate) fn has(self, table: Table) -> bool {
        self.meets(Self::of(&[table]))
    }
}

/// The tables of words that only a drafter looks for. The verifier reads texts without them, so that
/// they cost it nothing.
const OF_DRAFTING: Tables = Tables::of(&[
    Table::Delivered,
    Table::Praise,
    Table::Complaints,
    Table::Engagement,
    Table::Interest,
    Table::Growth,
    Table::Offering,
    Table::Scheduling,
]);

impl Table {
    /// Whether only a drafter looks for its words.
    pub(crate) fn is_of_drafting(self) -> bool {
        OF_DRAFTING.has(self)
    }

    /// Every place where a phrase of the table stands in the text, in order.
    pub fn find_all(self, text: &str) -> Vec<Span> {
        lookup::find_all(text, self)
    }

    /// The first place where a phrase of the table stands in the text.
    pub fn find(self, text: &str) -> Option<Span> {
        self.find_all(text).into_iter().next()
    }

    /// Whether a phrase of the table stands in the text.
    pub fn is_in(self, text: &str) -> bool {
        self.find(text).is_some()
    }
}

fn entries(file: &str) -> impl Iterator<Item = &str> {
    file.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}

macro_rules! tables {
    ($($(#[$doc:meta])* $variant:ident $name:ident = $file:literal;)*) => {
        /// A table of words and phrases.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Table {
            $($(#[$doc])* $variant,)*
        }

        impl Table {
            const ALL: &'static [(Self, &'static str)] = &[
                $((Self::$variant, include_str!(concat!("../data/", $file))),)*
            ];
        }

        $(
            $(#[$doc])*
            pub fn $name() -> Table {
                Table::$variant
            }
        )*
    };
}

tables! {
    /// Words that make a statement a hope, a plan, an estimate or a condition.
    Hedges hedges = "hedges.txt";
    /// Words of giving one's word: promise, guarantee, agree, offer.
    PromiseVerbs promise_verbs = "promise_verbs.txt";
    /// First-person futures: `we will have you`, `you'll get`.
    Pledges pledges = "pledges.txt";
    /// Words that give one's word without a doubt.
    Vows vows = "vows.txt";
    /// Small services that bind nobody: send, share, check.
    Errands errands = "errands.txt";
    /// Words that say that something comes with what is bought.
    Inclusions inclusions = "inclusions.txt";
    /// Words of counting on something nobody has confirmed.
    Expectations expectations = "expectations.txt";
    /// Words that say something is still open or has not come.
    Pending pending = "pending.txt";
    /// Negations.
    Negations negations = "negations.txt";
    /// Words of doing: delivered, trained, met.
    Activities activities = "activities.txt";
    /// Words of a measured change or state: fell, grew, reached.
    Results results = "results.txt";
    /// Words of a change that mean one only beside a figure: reached, saved, cut.
    ResultsWithFigure results_with_figure = "results_with_figure.txt";
    /// Words of why one buys: a pain, a need, a reason.
    Motives motives = "motives.txt";
    /// Words of what could go wrong.
    Risks risks = "risks.txt";
    /// Words of what a user needs in daily work.
    Needs needs = "needs.txt";
    /// Words of what it takes to set up: data, access, systems.
    Setup setup = "setup.txt";
    /// Talk about the talk: greetings, agendas, muted microphones.
    SmallTalk small_talk = "small_talk.txt";
    /// Names of the moment a customer first gets value, and of how it is told.
    FirstValue first_value = "first_value.txt";
    /// Going live, rolling out, implementing.
    Timeline timeline = "topic_timeline.txt";
    /// Price and discount.
    Discount discount = "topic_discount.txt";
    /// Integrations and connections.
    Integration integration = "topic_integration.txt";
    /// Seats, users, modules, sites: how much was bought.
    Scope scope = "topic_scope.txt";
    /// Work made for one customer.
    Custom custom = "topic_custom.txt";
    /// Titles of people who decide.
    Executives executives = "executives.txt";
    /// Words of reporting: said, told, promised, according to.
    Reporting reporting = "reporting.txt";
    /// Kickoff meetings.
    Kickoff kickoff = "kickoff.txt";
    /// Words of going up.
    Rising rising = "rising.txt";
    /// Words of going down.
    Falling falling = "falling.txt";
    /// Words that tell of going up where a figure stands beside them.
    RisingBeside rising_beside = "rising_beside.txt";
    /// Words that tell of going down where a figure stands beside them.
    FallingBeside falling_beside = "falling_beside.txt";
    /// Words of getting better.
    Improving improving = "improving.txt";
    /// Words of getting worse.
    Worsening worsening = "worsening.txt";
    /// Words of doubt, estimate, hope and plan.
    Uncertain uncertain = "uncertain.txt";
    /// Words of cause and effect.
    Causes causes = "causes.txt";
    /// Words that deny without a `not`: failed to, unable, lacks.
    Denials denials = "denials.txt";
    /// Words of present time: now, today, currently.
    Present present = "present.txt";
    /// Words of all, every, always, none.
    Universal universal = "universal.txt";
    /// Words of some, many, a few, often.
    Partial partial = "partial.txt";
    /// Words that call a statement wrong: untrue, false, mistaken.
    Falsehood falsehood = "falsehood.txt";
    /// Words that say without a `not` that something is missing, over or less.
    ImpliedDenials implied_denials = "implied_denials.txt";
    /// Words of a small part: few, hardly, a handful.
    Few few = "few.txt";
    /// Words of a large part: many, often, dozens.
    Many many = "many.txt";
    /// Words of the larger part: most, the majority, usually.
    Most most = "most.txt";
    /// Words of holding something possible, and no more.
    Possible possible = "possible.txt";
    /// Words of a settled future: will, going to.
    Future future = "future.txt";
    /// Words of return on investment and money saved.
    Roi roi = "roi.txt";
    /// Words of renewal, price and contract terms.
    Commercial commercial = "commercial.txt";
    /// Words of a strategic recommendation.
    Strategic strategic = "strategic.txt";
    /// Words of severity, roadmap, refund and cancellation.
    Escalation escalation = "escalation.txt";
    /// Words of secrets and of what is private to a person.
    Sensitive sensitive = "sensitive.txt";
    /// Words of law, compliance and security.
    LegalSecurity legal_security = "legal_security.txt";
    /// Orders to a machine that reads the evidence.
    Instructions instructions = "instructions.txt";
    /// Words that say that nothing is wrong or open.
    AllClear all_clear = "all_clear.txt";
    /// Words that keep what is said from being passed on.
    OffRecord off_record = "off_record.txt";
    /// Words of reaching or standing at a figure.
    Reached reached = "reached.txt";
    /// Words of a target or a goal.
    Targets targets = "targets.txt";
    /// Words that say nothing that a source would have to hold.
    General general = "general.txt";
    /// Words of work that was done for a customer.
    Delivered delivered = "delivered.txt";
    /// Words of contentment: praise, thanks, liking.
    Praise praise = "praise.txt";
    /// Words of discontent, and of things that do not work.
    Complaints complaints = "complaints.txt";
    /// Words of who takes part and how people work together.
    Engagement engagement = "engagement.txt";
    /// Words of a customer who asks for something.
    Interest interest = "interest.txt";
    /// Words of growing what was bought.
    Growth growth = "growth.txt";
    /// Things that a vendor gives a customer.
    Offering offering = "offering.txt";
    /// Words of arranging meetings and passing things on.
    Scheduling scheduling = "scheduling.txt";
}

/// Words that only join others.
pub(crate) fn stop_words() -> &'static BTreeSet<&'static str> {
    static TABLE: LazyLock<BTreeSet<&'static str>> =
        LazyLock::new(|| entries(include_str!("../data/stop_words.txt")).collect());
    &TABLE
}
