//! The score of an account and its level: a mean with weights, and what caps it (HS-15, HS-23, HS-31).

mod caps;
mod factors;
#[cfg(test)]
mod tests;

use jiff::civil::Date;
use rust_decimal::{Decimal, RoundingStrategy};

use super::level::Level;
use super::observed::Observed;
use super::policy::HealthPolicy;
use super::signal::{Signal, SignalName};

/// The score of an account, with everything that it is reckoned from.
#[derive(Debug, Clone, PartialEq)]
pub struct Score {
    /// From 0 to 100, a whole number; none where too little is known.
    pub value: Option<Decimal>,
    /// Each signal with its weight, in their order.
    pub terms: Vec<Weighted>,
    /// The level that the score alone would give.
    pub level: Level,
    /// Why there is no score, in words without a full stop; empty where there is one.
    pub unknown: String,
}

/// A signal within the score.
#[derive(Debug, Clone, PartialEq)]
pub struct Weighted {
    /// The signal.
    pub name: SignalName,
    /// Its weight, after the factors.
    pub weight: Decimal,
    /// The weight before the factors.
    pub base: Decimal,
    /// What it was multiplied by, each with its reason in words.
    pub factors: Vec<(Decimal, String)>,
    /// Its points; none where it is unknown, and then it doesn't count.
    pub points: Option<Decimal>,
}

/// Something that keeps an account from a level, whatever its score.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cap {
    /// Its name, such as `relationship_at_risk`.
    pub name: &'static str,
    /// The best level that it leaves.
    pub at_best: Level,
    /// Why, in words without a full stop.
    pub why: String,
    /// The signals that it comes from.
    pub signals: Vec<SignalName>,
}

impl Score {
    /// The score of an account as of `today` by these signals: the mean of the points of the known
    /// ones, each with its weight, rounded half up. There is none where neither usage nor adoption
    /// is known, where too little of the weight belongs to known signals, and where the policy's
    /// numbers are too large to reckon with.
    pub fn of(signals: &[Signal<'_>], observed: &Observed<'_>, policy: &HealthPolicy, today: Date) -> Self {
        let weighted = |signal| Weighted::of(signal, observed, policy, today);
        let terms: Vec<Weighted> = signals.iter().map(weighted).collect();
        let (value, unknown) = match reckon(&terms, policy) {
            Ok(value) => (Some(value), String::new()),
            Err(why) => (None, why),
        };
        Self {
            level: value.map_or(Level::Unknown, |value| policy.level(value)),
            value,
            terms,
            unknown,
        }
    }

    /// The score with its numbers filled in, as one can reckon it by hand (HS-31):
    /// `(usage 20 × 100 + support 15 × 50 + relationship 15 × 1.5 × 0) / 57.5 = 47.8, rounded 48`. Of
    /// each signal that is known stand its weight, its factors and its points; what is unknown is
    /// named as left out.
    pub fn formula(&self) -> String {
        let (known, unknown): (Vec<&Weighted>, Vec<&Weighted>) = self.terms.iter().partition(|it| it.points.is_some());
        let left_out = if unknown.is_empty() {
            String::new()
        } else {
            let names: Vec<&str> = unknown.iter().map(|term| term.name.word()).collect();
            format!("; left out as unknown: {}", names.join(", "))
        };
        let reckoned = self.value.zip(Sums::of(&self.terms));
        let Some((value, sums, mean)) = reckoned.and_then(|(value, sums)| Some((value, sums, sums.mean()?))) else {
            return format!("no score: {}{left_out}", self.unknown);
        };
        let products: Vec<String> = known.iter().filter_map(|term| term.product_told()).collect();
        format!(
            "({}) / {} = {}{left_out}",
            products.join(" + "),
            sums.known.normalize(),
            rounding(mean, value)
        )
    }
}

impl Weighted {
    fn of(signal: &Signal<'_>, observed: &Observed<'_>, policy: &HealthPolicy, today: Date) -> Self {
        let mut term = Self {
            name: signal.name,
            weight: Decimal::ZERO,
            base: policy.weight(observed.profile.segment.as_deref(), signal.name),
            factors: factors::factors(signal, observed, policy, today),
            points: signal.points.filter(|_| signal.is_known()),
        };
        term.weight = term.product().unwrap_or(Decimal::MAX);
        term
    }

    /// The term of the sum: `relationship 15 × 1.5 × 0`.
    fn product_told(&self) -> Option<String> {
        let factors = self.factors.iter().map(|(factor, _)| *factor);
        let numbers = std::iter::once(self.base).chain(factors).chain([self.points?]);
        let numbers: Vec<String> = numbers.map(|it| it.normalize().to_string()).collect();
        Some(format!("{} {}", self.name.word(), numbers.join(" × ")))
    }

    /// The base weight times the factors; none where that is too large a number.
    fn product(&self) -> Option<Decimal> {
        let mut factors = self.factors.iter();
        factors.try_fold(self.base, |weight, (factor, _)| weight.checked_mul(*factor))
    }
}

/// What a mean is made of.
#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    /// The weights of all signals.
    all: Decimal,
    /// The weights of the known ones.
    known: Decimal,
    /// Their points, each times its weight.
    points: Decimal,
}

impl Sums {
    /// None where one of them is too large a number.
    fn of(terms: &[Weighted]) -> Option<Self> {
        let mut sums = Self::default();
        for term in terms {
            let weight = term.product()?;
            sums.all = sums.all.checked_add(weight)?;
            if let Some(points) = term.points {
                sums.known = sums.known.checked_add(weight)?;
                sums.points = sums.points.checked_add(weight.checked_mul(points)?)?;
            }
        }
        Some(sums)
    }

    fn mean(self) -> Option<Decimal> {
        self.points.checked_div(self.known)
    }

    /// How much of all weight belongs to known signals, in per cent.
    fn known_percent(self) -> Option<Decimal> {
        let times_hundred = self.known.checked_mul(Decimal::ONE_HUNDRED)?;
        times_hundred.checked_div(self.all)
    }
}

/// The score, or why there is none, in words without a full stop.
fn reckon(terms: &[Weighted], policy: &HealthPolicy) -> Result<Decimal, String> {
    let asked = |name: SignalName| terms.iter().find(|term| term.name == name);
    let is_known = |name: SignalName| asked(name).is_some_and(|term| term.points.is_some());
    if !is_known(SignalName::Usage) && !is_known(SignalName::Adoption) {
        let both = asked(SignalName::Adoption).is_some();
        let why = if both {
            "neither usage nor adoption is known"
        } else {
            "usage is not known"
        };
        return Err(why.to_owned());
    }
    let too_large = || "the policy's weights are too large to reckon with".to_owned();
    let sums = Sums::of(terms).ok_or_else(too_large)?;
    if sums.all.is_zero() {
        return Err("every signal has the weight 0".to_owned());
    }
    let percent = sums.known_percent().ok_or_else(too_large)?;
    if percent < policy.least_known_percent {
        // Towards zero, so that 49.96 isn't told as the 50 that it falls short of.
        let percent = percent.round_dp_with_strategy(1, RoundingStrategy::ToZero).normalize();
        let least = policy.least_known_percent.normalize();
        return Err(format!(
            "only {percent}% of the weight belongs to known signals, and {least}% must"
        ));
    }
    if sums.known.is_zero() {
        return Err("every known signal has the weight 0".to_owned());
    }
    sums.mean().map(|mean| half_up(mean, 0)).ok_or_else(too_large)
}

fn half_up(number: Decimal, decimals: u32) -> Decimal {
    let rounded = number.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero);
    rounded.normalize()
}

/// A mean and what it is rounded to, with as many decimals as it takes to see why: 47.46 has two,
/// because 47.5 would be rounded the other way.
fn rounding(mean: Decimal, value: Decimal) -> String {
    if mean == value {
        return value.normalize().to_string();
    }
    let mut shown = (1..=mean.scale()).map(|decimals| half_up(mean, decimals));
    let shown = shown.find(|shown| half_up(*shown, 0) == value).unwrap_or(mean);
    if shown == value {
        return format!("about {}", value.normalize());
    }
    format!("{shown}, rounded {}", value.normalize())
}
