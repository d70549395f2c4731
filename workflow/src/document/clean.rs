//! Texts as they may leave the desk.

use grounding::find_private;
use grounding::text::{one_line, printable};

/// A text on one line, in which nothing steers what it is printed on, nothing shows a reader
/// other words than the ones that stand there, and nothing private is told (VR-43).
pub(crate) fn clean(text: &str) -> String {
    withhold(&plain(text))
}

/// A name by which something is looked up. It is printed as it is, since a mail's own id has the
/// form of a mail address and leads nowhere without it.
pub(super) fn plain(text: &str) -> String {
    one_line(&printable(text)).replace(misleads, "\u{fffd}")
}

/// Whether a character turns the reading direction of others around, or is none at all.
fn misleads(character: char) -> bool {
    matches!(character, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FFFE}' | '\u{FFFF}')
}

/// Says what stood where something private did.
fn withhold(text: &str) -> String {
    let mut told = String::with_capacity(text.len());
    let mut from = 0;
    for private in find_private(text) {
        told.push_str(&text[from..private.span.start]);
        told.push_str(&format!("[{} withheld]", private.kind.noun()));
        from = private.span.end;
    }
    told.push_str(&text[from..]);
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    /// VR-43, the part about documents: what is private is replaced, and what only looks like it
    /// is not.
    #[test]
    fn what_is_private_or_steers_is_replaced() {
        let told = clean(
            "Pay from 4111 1111\n1111 1111, write to ora.finch@tidewater.example or call +44 113 496 0412; \
             password: hunter22!",
        );
        insta::assert_snapshot!(told, @"Pay from [account number withheld], write to [mail address withheld] or call [phone number withheld]; password: [secret withheld]");
        assert_eq!(
            clean("due 2026-07-01\u{1b}[31m \u{202e}now"),
            "due 2026-07-01\u{fffd}[31m \u{fffd}now"
        );
        assert_eq!(plain("mail:message/a1@relay.example"), "mail:message/a1@relay.example");
    }
}
