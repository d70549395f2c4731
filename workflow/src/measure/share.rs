//! Shares that can say that there is nothing to reckon them from.

use std::fmt;

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Serialize;

/// The share that both pilots ask for: 90 % (VR-62, HO-32).
pub(super) const NINETY_PERCENT: Decimal = Decimal::from_parts(90, 0, 0, false, 2);

/// How many of how many, and what share that is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Share {
    /// How many were looked at.
    pub of: u32,
    /// How many of them pass.
    pub passed: u32,
    /// `passed / of` as a decimal from 0 to 1 with at most four places, rounded down, so that only
    /// all of them are `1`; none where there was nothing to look at (VR-62).
    pub value: Option<String>,
}

/// A share, and the one that is wanted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Threshold {
    /// The share.
    pub share: Share,
    /// The least share that meets the threshold, as a decimal from 0 to 1.
    pub wanted: String,
    /// Whether the share meets it; none where there was nothing to look at.
    pub met: Option<bool>,
}

/// The share of cases that have every part of a baseline metric, and the share that has each.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Coverage {
    /// The share that has all of them.
    pub share: Share,
    /// The parts, in the order of the document.
    pub components: Vec<Component>,
}

/// One part of a baseline metric.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Component {
    /// Its word, such as `outcome_evidence`.
    pub name: String,
    /// The share that has it, whatever else is missing there.
    pub share: Share,
}

impl Share {
    /// The share of those that pass.
    pub fn of_all(passes: impl IntoIterator<Item = bool>) -> Self {
        let (mut of, mut passed) = (0, 0);
        for passes in passes {
            of += 1;
            passed += u32::from(passes);
        }
        let value = (of > 0).then(|| {
            let value = Decimal::from(passed) / Decimal::from(of);
            value.trunc_with_scale(4).normalize().to_string()
        });
        Self { of, passed, value }
    }

    /// Whether it is at least the share wanted, reckoned without rounding; none where there was
    /// nothing to look at.
    pub fn reaches(&self, wanted: Decimal) -> Option<bool> {
        (self.of > 0).then(|| Decimal::from(self.passed) >= wanted * Decimal::from(self.of))
    }
}

impl Threshold {
    /// Holds a share against the one that is wanted, from 0 to 1.
    pub fn new(share: Share, wanted: Decimal) -> Self {
        Self {
            met: share.reaches(wanted),
            wanted: wanted.normalize().to_string(),
            share,
        }
    }

    /// `met`, `not met` or `no data`.
    pub fn verdict(&self) -> &'static str {
        match self.met {
            Some(true) => "met",
            Some(false) => "not met",
            None => "no data",
        }
    }

    /// The share that is wanted as people write it, such as `90 %`.
    pub fn wanted_percent(&self) -> String {
        match self.wanted.parse::<Decimal>() {
            Ok(wanted) => percent(wanted),
            Err(_) => self.wanted.clone(),
        }
    }
}

impl fmt::Display for Share {
    /// `9 of 10 (90 %)`, or `no data`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.of == 0 {
            return formatter.pad("no data");
        }
        let percent = percent(Decimal::from(self.passed) / Decimal::from(self.of));
        formatter.pad(&format!("{} of {} ({percent})", self.passed, self.of))
    }
}

/// A share in percent with at most one place, rounded down, so that it never looks like a
/// threshold that it does not reach.
fn percent(share: Decimal) -> String {
    let percent = (share * Decimal::ONE_HUNDRED).trunc_with_scale(1).normalize();
    format!("{percent} %")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn share(passed: usize, of: usize) -> Share {
        Share::of_all((0..of).map(|at| at < passed))
    }

    #[test]
    fn nothing_to_look_at_is_no_share() {
        let none = Threshold::new(share(0, 0), NINETY_PERCENT);
        assert_eq!(
            none,
            Threshold {
                share: Share {
                    of: 0,
                    passed: 0,
                    value: None
                },
                wanted: "0.9".to_owned(),
                met: None,
            }
        );
        assert_eq!(
            (none.share.to_string(), none.verdict()),
            ("no data".to_owned(), "no data")
        );
    }

    #[test]
    fn a_share_is_never_rounded_up_to_what_is_wanted() {
        let told = |passed, of| {
            let it = Threshold::new(share(passed, of), NINETY_PERCENT);
            format!(
                "{}, {} wanted: {}; {:?}",
                it.share,
                it.wanted_percent(),
                it.verdict(),
                it.share.value
            )
        };
        let all = [(9, 10), (8, 10), (2, 3), (8_999, 10_000), (99_999, 100_000), (3, 3)];
        insta::assert_snapshot!(all.map(|(passed, of)| told(passed, of)).join("\n"), @r#"
        9 of 10 (90 %), 90 % wanted: met; Some("0.9")
        8 of 10 (80 %), 90 % wanted: not met; Some("0.8")
        2 of 3 (66.6 %), 90 % wanted: not met; Some("0.6666")
        8999 of 10000 (89.9 %), 90 % wanted: not met; Some("0.8999")
        99999 of 100000 (99.9 %), 90 % wanted: met; Some("0.9999")
        3 of 3 (100 %), 90 % wanted: met; Some("1")
        "#);
    }
}
