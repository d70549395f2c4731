//! Texts made up from a fixed seed: short notes of a thousand accounts, some of which have
//! several times as many as others, in words whose frequencies fall as those of a language do.

use jiff::ToSpan as _;
use jiff::civil::{Date, date};

const ACCOUNTS: usize = 1_000;
const WORDS: usize = 30_000;
/// So many of the most frequent words are like `the` and `of`: nobody asks for them.
const COMMON: usize = 60;

pub(crate) struct Corpus {
    pub(crate) records: Vec<Record>,
    pub(crate) questions: Vec<Question>,
}

pub(crate) struct Record {
    pub(crate) id: String,
    pub(crate) account: String,
    pub(crate) text: String,
    pub(crate) date: Date,
}

/// A few words of one of an account's records.
pub(crate) struct Question {
    pub(crate) account: String,
    pub(crate) text: String,
}

impl Corpus {
    pub(crate) fn generate(records: usize, questions: usize) -> Self {
        let mut chance = Chance(20_260_701);
        let words = words(&mut chance);
        let of_words = Share::new((0..WORDS).map(|rank| 1.0 / (float(rank) + 2.7).powf(1.05)));
        let of_accounts = Share::new((0..ACCOUNTS).map(|rank| 1.0 / (float(rank) + 20.0).sqrt()));
        let mut corpus = Self {
            records: Vec::with_capacity(records),
            questions: Vec::with_capacity(questions),
        };
        let every = (records / questions).max(1);
        for number in 0..records {
            let account = format!("acc{:04}", of_accounts.pick(&mut chance));
            let length = 20 + chance.below(61);
            let mut picked: Vec<usize> = (0..length).map(|_| of_words.pick(&mut chance)).collect();
            let text: Vec<&str> = picked.iter().map(|word| words[*word].as_str()).collect();
            let day = i64::try_from(chance.below(540)).unwrap_or(0);
            corpus.records.push(Record {
                id: format!("n{number:07}"),
                account: account.clone(),
                text: text.join(" "),
                date: date(2025, 1, 1).saturating_add(day.days()),
            });
            if number % every == every / 2 && corpus.questions.len() < questions {
                picked.retain(|word| *word >= COMMON);
                let wanted = 2 + chance.below(3);
                let asked: Vec<&str> = (0..wanted.min(picked.len()))
                    .map(|_| words[picked.swap_remove(chance.below(picked.len()))].as_str())
                    .collect();
                corpus.questions.push(Question {
                    account,
                    text: asked.join(" "),
                });
            }
        }
        corpus
    }
}

/// Made-up words, the most frequent first; no two alike.
fn words(chance: &mut Chance) -> Vec<String> {
    const ONSETS: [&str; 26] = [
        "b", "c", "d", "f", "g", "h", "j", "k", "l", "m", "n", "p", "r", "s", "t", "v", "w", "z", "br", "cl", "dr",
        "fl", "gr", "pl", "st", "tr",
    ];
    const VOWELS: [&str; 8] = ["a", "e", "i", "o", "u", "ai", "ea", "oo"];
    const CODAS: [&str; 10] = ["", "n", "r", "s", "t", "l", "m", "nd", "st", "ck"];
    let mut known = std::collections::BTreeSet::new();
    let mut words = Vec::with_capacity(WORDS);
    while words.len() < WORDS {
        let mut word = String::new();
        for _ in 0..2 + chance.below(3) {
            word.push_str(ONSETS[chance.below(ONSETS.len())]);
            word.push_str(VOWELS[chance.below(VOWELS.len())]);
            word.push_str(CODAS[chance.below(CODAS.len())]);
        }
        if known.insert(word.clone()) {
            words.push(word);
        }
    }
    words
}

/// Picks numbers by weights.
struct Share(Vec<f64>);

impl Share {
    fn new(weights: impl Iterator<Item = f64>) -> Self {
        let mut sum = 0.0;
        Self(
            weights
                .map(|weight| {
                    sum += weight;
                    sum
                })
                .collect(),
        )
    }

    fn pick(&self, chance: &mut Chance) -> usize {
        let at = chance.share() * self.0.last().copied().unwrap_or_default();
        self.0.partition_point(|sum| *sum < at).min(self.0.len() - 1)
    }
}

/// `SplitMix64`: the same numbers on every machine.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end as u64).unwrap_or(0)
    }

    #[expect(clippy::cast_precision_loss, reason = "53 bits are exact")]
    fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }
}

#[expect(clippy::cast_precision_loss, reason = "ranks are small")]
fn float(number: usize) -> f64 {
    number as f64
}
