//! What an answer was worked out from: `(1,496.5-1,202.9)/1,202.9`.

use rust_decimal::Decimal;

/// An expression over figures.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Derivation {
    Figure(Decimal),
    Of(char, Box<Derivation>, Box<Derivation>),
}

impl Derivation {
    /// Reads an expression in figures, brackets and the four signs; none for anything else.
    pub(super) fn read(text: &str) -> Option<Self> {
        let text: Vec<char> = text
            .chars()
            .filter(|it| !it.is_whitespace() && !matches!(it, '$' | '€' | '£' | '%' | ','))
            .map(|it| match it {
                '\u{2212}' | '\u{2013}' => '-',
                '[' => '(',
                ']' => ')',
                '×' | 'x' => '*',
                '÷' => '/',
                it => it,
            })
            .collect();
        let mut reader = Reader { text: &text, at: 0 };
        let read = reader.sum()?;
        (reader.at == text.len()).then_some(read)
    }

    /// What it comes to.
    pub(super) fn value(&self) -> Option<Decimal> {
        match self {
            Self::Figure(value) => Some(*value),
            Self::Of(sign, left, right) => {
                let (left, right) = (left.value()?, right.value()?);
                match sign {
                    '+' => left.checked_add(right),
                    '-' => left.checked_sub(right),
                    '*' => left.checked_mul(right),
                    _ => left.checked_div(right),
                }
            }
        }
    }

    /// The figures it is worked out from, without those that only count or scale.
    pub(super) fn figures(&self) -> Vec<Decimal> {
        match self {
            Self::Figure(value) => vec![*value],
            Self::Of('/' | '*', left, right) if right.is_count() => left.figures(),
            Self::Of('-', left, right) if right.is(1) => left.figures(),
            Self::Of(_, left, right) => [left.figures(), right.figures()].concat(),
        }
    }

    /// The one operation it is, or `chain` for one over another; none for what is longer.
    pub(super) fn operation(&self, percent: bool) -> Option<&'static str> {
        if let Some(single) = self.single(percent) {
            return Some(single);
        }
        let Self::Of(_, left, right) = self else {
            return None;
        };
        let part = |it: &Self| matches!(it, Self::Figure(_)) || it.single(false).is_some();
        (part(left) && part(right)).then_some("chain")
    }

    fn single(&self, percent: bool) -> Option<&'static str> {
        let Self::Of(sign, left, right) = self else {
            return None;
        };
        match (sign, left.as_ref(), right.as_ref()) {
            ('*', inner, scale) if scale.is(100) => inner.single(true),
            ('-', Self::Figure(_), Self::Figure(_)) => Some("difference"),
            ('+', ..) if self.is_sum() => Some("sum"),
            ('/', sum, count) if sum.is_sum() && count.is(sum.figures().len()) => Some("average"),
            ('/', Self::Of('-', to, from), base) if from.as_ref() == base && matches!(**to, Self::Figure(_)) => {
                Some("percentage change")
            }
            ('-', Self::Of('/', to, from), one) if one.is(1) => {
                let plain = |it: &Self| matches!(it, Self::Figure(_));
                (plain(to) && plain(from)).then_some("percentage change")
            }
            ('/', Self::Figure(_), Self::Figure(_)) => Some(if percent { "share" } else { "ratio" }),
            _ => None,
        }
    }

    fn is_sum(&self) -> bool {
        match self {
            Self::Of('+', left, right) => {
                matches!(**right, Self::Figure(_)) && (matches!(**left, Self::Figure(_)) || left.is_sum())
            }
            _ => false,
        }
    }

    fn is(&self, number: usize) -> bool {
        matches!(self, Self::Figure(value) if *value == Decimal::from(number))
    }

    fn is_count(&self) -> bool {
        matches!(self, Self::Figure(value) if value.is_integer() && (*value <= Decimal::TEN || self.is(100)))
    }
}

struct Reader<'a> {
    text: &'a [char],
    at: usize,
}

impl Reader<'_> {
    fn take(&mut self, wanted: &[char]) -> Option<char> {
        let next = *self.text.get(self.at)?;
        wanted.contains(&next).then(|| {
            self.at += 1;
            next
        })
    }

    fn sum(&mut self) -> Option<Derivation> {
        let mut left = self.product()?;
        while let Some(sign) = self.take(&['+', '-']) {
            left = Derivation::Of(sign, Box::new(left), Box::new(self.product()?));
        }
        Some(left)
    }

    fn product(&mut self) -> Option<Derivation> {
        let mut left = self.figure()?;
        while let Some(sign) = self.take(&['*', '/']) {
            left = Derivation::Of(sign, Box::new(left), Box::new(self.figure()?));
        }
        Some(left)
    }

    fn figure(&mut self) -> Option<Derivation> {
        if self.take(&['(']).is_some() {
            let inner = self.sum()?;
            return self.take(&[')']).map(|_| inner);
        }
        let negative = self.take(&['-']).is_some();
        let start = self.at;
        while self
            .text
            .get(self.at)
            .is_some_and(|it| it.is_ascii_digit() || *it == '.')
        {
            self.at += 1;
        }
        let digits: String = self.text.get(start..self.at)?.iter().collect();
        let value: Decimal = digits.parse().ok()?;
        Some(Derivation::Figure(if negative { -value } else { value }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operations_are_told_apart() {
        for (text, percent, expected) in [
            ("44.1-56.7", false, Some("difference")),
            ("(668 - 716)/716 ", true, Some("percentage change")),
            ("120 / 100 - 1", true, Some("percentage change")),
            ("$29,816/$48,881", true, Some("share")),
            ("53.0/1,027", false, Some("ratio")),
            ("55 + 16 + 7", false, Some("sum")),
            ("(62 + 73) / 2", false, Some("average")),
            ("(62 + 73) / 2 - (1 + 3)/2", false, Some("chain")),
            ("((62 + 73) / 2 - 5) * 3 - (4 - 1)", false, None),
        ] {
            let read = Derivation::read(text).unwrap();
            assert_eq!(read.operation(percent), expected, "{text}");
        }
        assert_eq!(Derivation::read("60.3 million + 1"), None);
    }

    #[test]
    fn counts_are_not_looked_for() {
        let read = Derivation::read("(62 + 73) / 2").unwrap();
        assert_eq!(
            (read.value(), read.figures()),
            (Some(Decimal::new(675, 1)), vec![62.into(), 73.into()])
        );
    }
}
