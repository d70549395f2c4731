//! Turning text into the terms that are indexed and searched for.

use std::collections::BTreeSet;

use tantivy::tokenizer::{
    AsciiFoldingFilter, Language, LowerCaser, RemoveLongFilter, SimpleTokenizer, Stemmer, TextAnalyzer,
};

/// The name the analyser is registered under; part of the schema.
pub(super) const ANALYZER: &str = "english";

/// Words and numbers in lowercase, without accents, cut back to their English stems.
pub(super) fn analyzer() -> TextAnalyzer {
    TextAnalyzer::builder(SimpleTokenizer::default())
        .filter(RemoveLongFilter::limit(64))
        .filter(LowerCaser)
        .filter(AsciiFoldingFilter)
        .filter(Stemmer::new(Language::English))
        .build()
}

/// The words of a text in order: lowercase and without accents, but whole.
pub(super) fn words(text: &str) -> Vec<String> {
    let analyzer = TextAnalyzer::builder(SimpleTokenizer::default())
        .filter(LowerCaser)
        .filter(AsciiFoldingFilter);
    tokens(&mut analyzer.build(), text)
}

/// The number of terms that a text is indexed under.
pub(super) fn count_terms(analyzer: &mut TextAnalyzer, text: &str) -> u64 {
    let mut count = 0;
    analyzer.token_stream(text).process(&mut |_| count += 1);
    count
}

/// The terms of a question, sorted. Words that every question is full of are left out: among
/// the few passages of one account they can be rare enough to drown the others. A question of
/// nothing else keeps them.
pub(super) fn query_terms(text: &str) -> BTreeSet<String> {
    let telling: Vec<String> = words(text).into_iter().filter(|word| !is_stop_word(word)).collect();
    let text = if telling.is_empty() {
        text.to_owned()
    } else {
        telling.join(" ")
    };
    tokens(&mut analyzer(), &text).into_iter().collect()
}

fn tokens(analyzer: &mut TextAnalyzer, text: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    analyzer
        .token_stream(text)
        .process(&mut |token| tokens.push(token.text.clone()));
    tokens
}

fn is_stop_word(word: &str) -> bool {
    STOP_WORDS.binary_search(&word).is_ok()
}

const STOP_WORDS: &[&str] = &[
    "a", "about", "all", "am", "an", "and", "any", "are", "as", "at", "be", "been", "but", "by", "can", "could", "did",
    "do", "does", "for", "from", "had", "has", "have", "he", "her", "his", "how", "i", "if", "in", "into", "is", "it",
    "its", "me", "my", "of", "on", "or", "our", "s", "she", "should", "so", "t", "than", "that", "the", "their",
    "them", "there", "these", "they", "this", "those", "to", "us", "was", "we", "were", "what", "when", "where",
    "which", "who", "whom", "whose", "why", "will", "with", "would", "you", "your",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_becomes_its_telling_stems() {
        let terms = |text| query_terms(text).into_iter().collect::<Vec<_>>();
        assert_eq!(
            terms("What did Zoë say about the ROLLOUTS, (rollout)?"),
            ["rollout", "say", "zoe"]
        );
        assert_eq!(terms("+text:who AND -is* \"it\"~2"), ["2", "text"]);
        assert_eq!(terms("who is it"), ["is", "it", "who"]);
        assert_eq!(terms(" ?! "), Vec::<String>::new());
        assert!(STOP_WORDS.is_sorted());
    }
}
