//! Which language a text is in, as far as stemming needs to know.

use std::collections::HashMap;
use std::sync::LazyLock;

use frostem::Algorithm;

use super::analysis::folded_words;

/// So many words of a source are looked at: the function words of a language show well before.
const SAMPLE: usize = 80;

/// So many function words make a language; what has fewer is taken for English.
const ENOUGH: usize = 3;

/// A language that words are cut back to stems in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Language {
    English,
    German,
    French,
    Spanish,
    Italian,
    Portuguese,
    Dutch,
    Swedish,
    Danish,
    Finnish,
}

/// All of them; their places are what the index keeps.
const LANGUAGES: [Language; 10] = [
    Language::English,
    Language::German,
    Language::French,
    Language::Spanish,
    Language::Italian,
    Language::Portuguese,
    Language::Dutch,
    Language::Swedish,
    Language::Danish,
    Language::Finnish,
];

impl Language {
    /// The language most of whose function words a text has; English where that is not plain.
    /// Counting them is cheap, needs no model and gives the same answer everywhere.
    pub(super) fn of(text: &str) -> Self {
        let mut counts = [0_usize; LANGUAGES.len()];
        folded_words(text, SAMPLE, |word| {
            // No function word is longer.
            if word.len() <= 7
                && let Some(having) = HAVING.get(word)
            {
                for (bit, count) in counts.iter_mut().enumerate() {
                    *count += usize::from(having >> bit & 1);
                }
            }
        });
        let best = LANGUAGES
            .into_iter()
            .zip(counts)
            // Of two that are even, the earlier in the list.
            .rev()
            .max_by_key(|(_, count)| *count);
        match best {
            Some((language, count)) if count >= ENOUGH => language,
            _ => Self::English,
        }
    }

    /// Its place among the languages, as the index keeps it.
    pub(super) fn code(self) -> u8 {
        self as u8
    }

    /// The language of that place.
    pub(super) fn from_code(code: u8) -> Option<Self> {
        LANGUAGES.get(usize::from(code)).copied()
    }

    pub(super) fn algorithm(self) -> Algorithm {
        match self {
            Self::English => Algorithm::English,
            Self::German => Algorithm::German,
            Self::French => Algorithm::French,
            Self::Spanish => Algorithm::Spanish,
            Self::Italian => Algorithm::Italian,
            Self::Portuguese => Algorithm::Portuguese,
            Self::Dutch => Algorithm::Dutch,
            Self::Swedish => Algorithm::Swedish,
            Self::Danish => Algorithm::Danish,
            Self::Finnish => Algorithm::Finnish,
        }
    }

    /// Whether a word, in lowercase and without accents, says nothing by itself.
    pub(super) fn is_function_word(self, word: &str) -> bool {
        self.function_words().binary_search(&word).is_ok()
    }

    fn function_words(self) -> &'static [&'static str] {
        match self {
            Self::English => ENGLISH,
            Self::German => GERMAN,
            Self::French => FRENCH,
            Self::Spanish => SPANISH,
            Self::Italian => ITALIAN,
            Self::Portuguese => PORTUGUESE,
            Self::Dutch => DUTCH,
            Self::Swedish => SWEDISH,
            Self::Danish => DANISH,
            Self::Finnish => FINNISH,
        }
    }
}

/// The languages that each function word is one in, as bits of their codes.
static HAVING: LazyLock<HashMap<&str, u16>> = LazyLock::new(|| {
    let mut having = HashMap::new();
    for language in LANGUAGES {
        for word in language.function_words() {
            *having.entry(*word).or_insert(0) |= 1 << language.code();
        }
    }
    having
});

/// Words that every question is full of; `s` and `t` are what is left of `it's` and `don't`.
const ENGLISH: &[&str] = &[
    "a", "about", "all", "am", "an", "and", "any", "are", "as", "at", "be", "been", "but", "by", "can", "could", "did",
    "do", "does", "for", "from", "had", "has", "have", "he", "her", "his", "how", "i", "if", "in", "into", "is", "it",
    "its", "me", "my", "of", "on", "or", "our", "s", "she", "should", "so", "t", "than", "that", "the", "their",
    "them", "there", "these", "they", "this", "those", "to", "us", "was", "we", "were", "what", "when", "where",
    "which", "who", "whom", "whose", "why", "will", "with", "would", "you", "your",
];

const GERMAN: &[&str] = &[
    "aber", "als", "am", "an", "auch", "auf", "aus", "bei", "bis", "das", "dass", "dem", "den", "der", "des", "die",
    "dies", "diese", "durch", "ein", "eine", "einem", "einen", "einer", "er", "es", "fur", "haben", "hat", "ich",
    "ihr", "im", "in", "ist", "kann", "mit", "nach", "nicht", "noch", "nur", "oder", "sein", "sich", "sie", "sind",
    "so", "uber", "um", "und", "uns", "unser", "vom", "von", "vor", "war", "was", "wenn", "wer", "werden", "wie",
    "wir", "wird", "wurde", "zu", "zum", "zur",
];

const FRENCH: &[&str] = &[
    "a", "au", "aux", "avec", "ce", "ces", "cette", "comme", "d", "dans", "de", "des", "donc", "du", "elle", "en",
    "est", "et", "etait", "ete", "il", "ils", "j", "je", "l", "la", "le", "les", "leur", "mais", "n", "ne", "nos",
    "notre", "nous", "on", "ont", "ou", "par", "pas", "plus", "pour", "qu", "que", "qui", "quoi", "s", "sa", "se",
    "ses", "son", "sont", "sur", "tout", "un", "une", "votre", "vous", "y",
];

const SPANISH: &[&str] = &[
    "a", "al", "como", "con", "cuando", "de", "del", "desde", "donde", "el", "ella", "en", "entre", "es", "esta",
    "este", "esto", "fue", "ha", "hay", "la", "las", "le", "lo", "los", "mas", "muy", "no", "nos", "o", "para", "pero",
    "por", "que", "quien", "se", "si", "sin", "sobre", "son", "su", "sus", "tambien", "un", "una", "y", "ya", "yo",
];

const ITALIAN: &[&str] = &[
    "a", "ai", "al", "alla", "anche", "che", "chi", "come", "con", "cosa", "da", "dal", "dalla", "dei", "del", "della",
    "delle", "di", "e", "gli", "ha", "hanno", "i", "il", "in", "io", "la", "le", "lo", "loro", "ma", "nel", "nella",
    "noi", "non", "o", "per", "piu", "quando", "questa", "questo", "se", "si", "sono", "su", "sul", "tra", "un", "una",
];

const PORTUGUESE: &[&str] = &[
    "a", "ao", "as", "com", "como", "da", "das", "de", "do", "dos", "e", "ela", "ele", "em", "entre", "essa", "esta",
    "este", "eu", "foi", "ha", "isso", "ja", "mais", "mas", "muito", "na", "nao", "nas", "no", "nos", "o", "os", "ou",
    "para", "pela", "pelo", "por", "quando", "que", "sao", "se", "sem", "seu", "sua", "tambem", "um", "uma",
];

const DUTCH: &[&str] = &[
    "aan", "als", "bij", "dan", "dat", "de", "deze", "die", "dit", "door", "een", "en", "er", "had", "heeft", "het",
    "hij", "hoe", "ik", "in", "is", "je", "kan", "maar", "met", "naar", "niet", "nog", "of", "om", "ons", "onze",
    "ook", "op", "over", "te", "tot", "uit", "van", "voor", "waar", "was", "wat", "we", "werd", "wij", "worden",
    "zich", "zij", "zijn",
];

const SWEDISH: &[&str] = &[
    "att", "av", "de", "den", "det", "detta", "efter", "ej", "eller", "en", "ett", "for", "fran", "har", "hur", "i",
    "inte", "ja", "jag", "kan", "man", "med", "men", "nar", "ni", "nu", "och", "om", "pa", "sig", "ska", "som", "till",
    "under", "upp", "ut", "var", "vara", "vi", "vid", "vill",
];

const DANISH: &[&str] = &[
    "af", "at", "blev", "da", "de", "den", "der", "det", "efter", "ej", "eller", "en", "er", "et", "for", "fra", "har",
    "hvad", "hvor", "i", "ikke", "jeg", "kan", "kun", "man", "med", "men", "nar", "nu", "og", "om", "os", "pa", "sig",
    "skal", "som", "til", "ved", "vi", "vil",
];

const FINNISH: &[&str] = &[
    "ei", "ett", "etta", "han", "he", "hyvin", "itse", "ja", "jo", "joka", "jos", "kanssa", "kuin", "kun", "me",
    "mita", "mutta", "myos", "ne", "niin", "nyt", "olemme", "oli", "on", "ovat", "se", "sen", "siita", "tai", "tama",
    "vain",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_known_by_its_small_words() {
        for (text, language) in [
            ("The export of the CRM has not arrived", Language::English),
            (
                "Der Export aus dem CRM ist noch nicht da, und wir warten",
                Language::German,
            ),
            ("L'export du CRM n'est pas arrivé et nous attendons", Language::French),
            ("La exportación del CRM no ha llegado y nos preocupa", Language::Spanish),
            (
                "L'esportazione del CRM non è arrivata e noi non possiamo",
                Language::Italian,
            ),
            (
                "A exportação do CRM não chegou e isso é um problema para nós",
                Language::Portuguese,
            ),
            (
                "De export uit het CRM is er nog niet en wij wachten op een antwoord",
                Language::Dutch,
            ),
            (
                "Exporten har inte kommit och vi väntar på att det ska ske",
                Language::Swedish,
            ),
            (
                "Eksporten er ikke kommet, og vi venter på det fra jer",
                Language::Danish,
            ),
            (
                "Vienti ei ole tullut ja me odotamme, mutta se on jo myöhässä",
                Language::Finnish,
            ),
            ("die Renewal", Language::English),
            ("", Language::English),
        ] {
            assert_eq!(Language::of(text), language, "{text}");
        }
        for language in LANGUAGES {
            assert!(language.function_words().is_sorted(), "{language:?}");
            assert!(language.function_words().iter().all(|word| word.len() <= 7));
            assert_eq!(Language::from_code(language.code()), Some(language));
        }
    }
}
