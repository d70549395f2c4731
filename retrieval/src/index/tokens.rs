//! How much of a model's budget a text takes.

/// Estimates the tokens of a text: four for every three words, or one for every four
/// characters, whichever is more.
///
/// The first holds for English prose, the second for what has few spaces (tables, ids, scripts
/// without them). No tokenizer is asked, since each model has its own; the estimate errs upwards.
pub fn estimate_tokens(text: &str) -> usize {
    let words = text.split_whitespace().count();
    let characters = text.chars().count();
    (words * 4).div_ceil(3).max(characters.div_ceil(4))
}

#[cfg(test)]
mod tests {
    use super::estimate_tokens;

    #[test]
    fn the_larger_of_two_estimates() {
        let texts = ["", "one", "a b c d e f", "supercalifragilistic"];
        assert_eq!(texts.map(estimate_tokens), [0, 2, 8, 5]);
    }
}
