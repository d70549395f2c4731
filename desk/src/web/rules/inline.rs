//! Code within a line of words.

/// Words within a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Piece {
    /// The words.
    pub(crate) text: String,
    /// Whether they are code.
    pub(crate) is_code: bool,
}

/// The words of a line, code apart from the rest. A backtick that nothing closes is a backtick.
pub(crate) fn pieces(line: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = line;
    let mut push = |text: &str, is_code: bool| {
        if !text.is_empty() {
            pieces.push(Piece {
                text: text.to_owned(),
                is_code,
            });
        }
    };
    while let Some((before, after)) = rest.split_once('`') {
        let Some((code, after)) = after.split_once('`') else {
            break;
        };
        push(before, false);
        push(code, true);
        rest = after;
    }
    push(rest, false);
    pieces
}
