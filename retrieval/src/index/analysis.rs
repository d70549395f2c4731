//! Turning text into the terms that are indexed and searched for.

use std::collections::BTreeMap;

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use super::language::Language;

/// The name the tokenizer is registered under; part of the schema.
pub(super) const ANALYZER: &str = "stems";

/// Words of more bytes than this are no words.
const LONGEST: usize = 64;

/// The first of the private characters that say in which language the text behind them is.
const MARK: u32 = 0xE000;

/// Cuts a text into words and numbers in lowercase, without accents, cut back to the stems of
/// its language. What is written without spaces (Chinese, Japanese) becomes pairs of signs.
///
/// The text begins with a [`mark`]; without one it is taken for English.
#[derive(Default)]
pub(super) struct Stems {
    known: Known,
}

impl Clone for Stems {
    /// Each thread that indexes has its own, and comes to know its own words.
    fn clone(&self) -> Self {
        Self::default()
    }
}

/// The character that tells the tokenizer a text's language. It is only ever put before a text
/// that is about to be indexed, and only the first character of such a text is read as one.
pub(super) fn mark(language: Language) -> char {
    char::from_u32(MARK + u32::from(language.code())).unwrap_or(' ')
}

impl Tokenizer for Stems {
    type TokenStream<'a> = StemStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> StemStream<'a> {
        let marked = text.chars().next().and_then(|first| {
            let language = Language::from_code(u8::try_from(u32::from(first).checked_sub(MARK)?).ok()?)?;
            Some((language, first.len_utf8()))
        });
        let (language, from) = marked.unwrap_or((Language::English, 0));
        StemStream {
            words: Words::of(&text[from..]),
            stems: Stemmer::new(language),
            known: &mut self.known,
            token: Token::default(),
        }
    }
}

/// The terms of a text, one at a time.
pub(super) struct StemStream<'a> {
    words: Words<'a>,
    stems: Stemmer,
    known: &'a mut Known,
    token: Token,
}

/// The stems of words that came before: a text's words are few, and come often.
#[derive(Default)]
struct Known(Vec<(Language, String, String)>);

impl Known {
    /// Words that share a place take it from one another.
    const PLACES: usize = 1 << 13;

    fn stem(&mut self, stems: &mut Stemmer, word: &str, into: &mut String) {
        if self.0.is_empty() {
            self.0
                .resize(Self::PLACES, (Language::English, String::new(), String::new()));
        }
        // FNV-1a.
        let hash = word.bytes().fold(0xCBF2_9CE4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3)
        });
        let place = usize::try_from(hash >> 20).unwrap_or(0) % Self::PLACES;
        let (language, known, stem) = &mut self.0[place];
        if *language != stems.language || known != word {
            stems.stem(word, stem);
            *language = stems.language;
            known.clear();
            known.push_str(word);
        }
        into.clear();
        into.push_str(stem);
    }
}

impl TokenStream for StemStream<'_> {
    fn advance(&mut self) -> bool {
        for word in self.words.by_ref() {
            if word.len() > LONGEST {
                continue;
            }
            self.token.position = self.token.position.wrapping_add(1);
            self.known.stem(&mut self.stems, word, &mut self.token.text);
            return true;
        }
        false
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

/// The runs of letters and digits of a text; pairs of signs where there are no spaces.
struct Words<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Words<'a> {
    fn of(text: &'a str) -> Self {
        Self { text, at: 0 }
    }
}

impl<'a> Iterator for Words<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        let bytes = self.text.as_bytes();
        // Nearly all words are plain, and are cut without decoding them.
        while bytes
            .get(self.at)
            .is_some_and(|byte| byte.is_ascii() && !byte.is_ascii_alphanumeric())
        {
            self.at += 1;
        }
        let plain = bytes[self.at..]
            .iter()
            .take_while(|byte| byte.is_ascii_alphanumeric())
            .count();
        let end = self.at + plain;
        if plain > 0 && bytes.get(end).is_none_or(u8::is_ascii) {
            let start = std::mem::replace(&mut self.at, end);
            return Some(&self.text[start..end]);
        }
        let rest = &self.text[self.at..];
        let skipped = rest.find(char::is_alphanumeric)?;
        let start = self.at + skipped;
        let run = &self.text[start..];
        let mut signs = run.char_indices().take_while(|(_, sign)| sign.is_alphanumeric());
        let (_, first) = signs.next()?;
        if is_unspaced(first) {
            let next = run[first.len_utf8()..].chars().next().filter(|sign| is_unspaced(*sign));
            let end = start + first.len_utf8() + next.map_or(0, char::len_utf8);
            // The last sign of a run stands in the pair before it, unless it stands alone.
            let is_last = next.is_none_or(|_| !self.text[end..].starts_with(is_unspaced));
            self.at = if is_last { end } else { start + first.len_utf8() };
            return Some(&self.text[start..end]);
        }
        let length = signs
            .find(|(_, sign)| is_unspaced(*sign))
            .map_or_else(|| run.find(|sign: char| !sign.is_alphanumeric()), |(at, _)| Some(at));
        let end = length.map_or(self.text.len(), |length| start + length);
        self.at = end;
        Some(&self.text[start..end])
    }
}

/// Whether a sign belongs to a script that puts no spaces between words.
fn is_unspaced(sign: char) -> bool {
    matches!(u32::from(sign), 0x3040..=0x30FF | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0x2_0000..=0x2_FA1F)
}

/// Cuts words of one language back to their stems.
struct Stemmer {
    language: Language,
    stems: frostem::Stemmer,
    lower: String,
}

impl Stemmer {
    fn new(language: Language) -> Self {
        Self {
            language,
            stems: frostem::Stemmer::new(language.algorithm()),
            lower: String::new(),
        }
    }

    /// Writes the stem of a word. English words lose their accents first, since accents only
    /// come with names there; in other languages they matter to the stem.
    fn stem(&mut self, word: &str, into: &mut String) {
        into.clear();
        if word.is_ascii() {
            self.lower.clear();
            self.lower.push_str(word);
            self.lower.make_ascii_lowercase();
            into.push_str(&self.stems.stem(&self.lower));
            return;
        }
        if self.language == Language::English {
            fold(word, &mut self.lower);
            into.push_str(&self.stems.stem(&self.lower));
        } else {
            let stem = self.stems.stem(&word.to_lowercase()).into_owned();
            fold(&stem, into);
        }
    }
}

/// Writes a word in lowercase and without accents.
fn fold(word: &str, into: &mut String) {
    into.clear();
    if word.is_ascii() {
        into.push_str(word);
        into.make_ascii_lowercase();
        return;
    }
    for sign in word.chars().flat_map(char::to_lowercase).nfd() {
        match sign {
            'ß' => into.push_str("ss"),
            'æ' => into.push_str("ae"),
            'œ' => into.push_str("oe"),
            'ø' => into.push('o'),
            'đ' | 'ð' => into.push('d'),
            'ł' => into.push('l'),
            'ı' => into.push('i'),
            sign if is_combining_mark(sign) => {}
            sign => into.push(sign),
        }
    }
}

/// Hands on the words of a text in order, at most so many of them: lowercase and without
/// accents, but whole.
pub(super) fn folded_words(text: &str, most: usize, mut take: impl FnMut(&str)) {
    let mut folded = String::new();
    for word in Words::of(text).take(most) {
        fold(word, &mut folded);
        take(&folded);
    }
}

/// How often each term stands in a text of that language. Words that say nothing by themselves
/// and numbers are left out.
pub(super) fn telling_terms(text: &str, language: Language) -> BTreeMap<String, u32> {
    let mut stems = Stemmer::new(language);
    let (mut terms, mut folded, mut stem) = (BTreeMap::new(), String::new(), String::new());
    for word in Words::of(text) {
        fold(word, &mut folded);
        let is_number = folded.bytes().any(|byte| byte.is_ascii_digit());
        if word.len() > LONGEST || folded.len() < 3 || is_number || language.is_function_word(&folded) {
            continue;
        }
        stems.stem(word, &mut stem);
        if let Some(times) = terms.get_mut(&stem) {
            *times += 1;
        } else {
            terms.insert(stem.clone(), 1);
        }
    }
    terms
}

/// The terms of a question, in order, and in which of the languages each of them is one.
///
/// Words that every question is full of are left out: among the few passages of one account
/// they can be rare enough to drown the others. A question of nothing else keeps them.
pub(super) fn query_terms(text: &str, languages: &[Language]) -> BTreeMap<String, Vec<Language>> {
    let all: Vec<&str> = Words::of(text).filter(|word| word.len() <= LONGEST).collect();
    let mut folded = String::new();
    let telling: Vec<&str> = all
        .iter()
        .copied()
        .filter(|word| {
            fold(word, &mut folded);
            !languages.iter().any(|language| language.is_function_word(&folded))
        })
        .collect();
    let (mut terms, mut stem) = (BTreeMap::<String, Vec<Language>>::new(), String::new());
    for &language in languages {
        let mut stems = Stemmer::new(language);
        for word in if telling.is_empty() { &all } else { &telling } {
            stems.stem(word, &mut stem);
            let of = terms.entry(stem.clone()).or_default();
            if of.last() != Some(&language) {
                of.push(language);
            }
        }
    }
    terms
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_becomes_its_telling_stems() {
        let terms = |text| query_terms(text, &[Language::English]).into_keys().collect::<Vec<_>>();
        assert_eq!(
            terms("What did Zoë say about the ROLLOUTS, (rollout)?"),
            ["rollout", "say", "zoe"]
        );
        assert_eq!(terms("+text:who AND -is* \"it\"~2"), ["2", "text"]);
        assert_eq!(terms("who is it"), ["is", "it", "who"]);
        assert_eq!(terms(" ?! "), Vec::<String>::new());
    }

    #[test]
    fn each_language_has_its_own_stems() {
        let terms = query_terms("Verträge renewals", &[Language::English, Language::German]);
        let told: Vec<String> = terms.iter().map(|(term, of)| format!("{term} {of:?}")).collect();
        assert_eq!(
            told,
            ["renew [English]", "renewal [German]", "vertrag [English, German]"]
        );
    }

    #[test]
    fn scripts_without_spaces_become_pairs() {
        let mut stems = Stems::default();
        let mut found = Vec::new();
        let text = format!("{}CRMの導入 am 3. Straßenfest 安", mark(Language::German));
        stems
            .token_stream(&text)
            .process(&mut |token| found.push(token.text.clone()));
        assert_eq!(found, ["crm", "の導", "導入", "am", "3", "strassenf", "安"]);
    }
}
