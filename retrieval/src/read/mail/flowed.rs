//! `format=flowed` (RFC 3676): lines that a mail program broke, put together again.

/// Puts the paragraphs of such a text together. `del_sp` is the parameter of that name: whether
/// the space before a soft break is to be dropped.
pub(super) fn unfold(text: &str, del_sp: bool) -> String {
    let mut whole = String::with_capacity(text.len());
    // How deep the paragraph that is still open is quoted.
    let mut open: Option<usize> = None;
    for (index, line) in text.split('\n').enumerate() {
        let said = line.trim_start_matches('>');
        let depth = line.len() - said.len();
        // A line that begins with a space, `>` or `From ` was given a space more.
        let said = said.strip_prefix(' ').unwrap_or(said);
        let is_signature = said == "-- ";
        if open != Some(depth) || is_signature {
            if index > 0 {
                whole.push('\n');
            }
            whole.push_str(&line[..depth]);
            if depth > 0 && !said.is_empty() {
                whole.push(' ');
            }
        }
        let goes_on = said.ends_with(' ') && !is_signature;
        whole.push_str(if goes_on && del_sp {
            &said[..said.len() - 1]
        } else {
            said
        });
        open = goes_on.then_some(depth);
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_are_put_together_within_one_depth_of_quoting() {
        let text = "First \nline.\n > no quote\n> quoted \n> words\n>> deeper \nown\n-- \nAda \n-- \nx\n> \n";
        assert_eq!(
            unfold(text, false),
            "First line.\n> no quote\n> quoted words\n>> deeper \nown\n-- \nAda \n-- \nx\n>\n"
        );
        assert_eq!(unfold("日本 \n語", true), "日本語");
        assert_eq!(unfold("", false), "");
    }
}
