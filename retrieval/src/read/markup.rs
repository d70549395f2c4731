//! Taking HTML out of texts.

/// Replaces character references by what they stand for; leaves unknown ones alone.
pub(super) fn unescape(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('&') {
        plain.push_str(&rest[..start]);
        rest = &rest[start..];
        let reference = rest
            .find(';')
            .filter(|end| *end <= 10)
            .and_then(|end| Some((end, character(&rest[1..end])?)));
        if let Some((end, replacement)) = reference {
            plain.extend(replacement);
            rest = &rest[end + 1..];
        } else {
            plain.push('&');
            rest = &rest[1..];
        }
    }
    plain.push_str(rest);
    plain
}

/// The character a reference stands for; `Some(None)` for one that marks direction only.
#[expect(clippy::option_option, reason = "a known reference may stand for nothing")]
fn character(reference: &str) -> Option<Option<char>> {
    Some(Some(match reference {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        "lrm" | "rlm" => return Some(None),
        _ => {
            let number = reference.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)?
        }
    }))
}

/// The text of an HTML fragment: tags dropped, blocks and line breaks on lines of their own.
pub(super) fn strip_tags(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        text.push_str(&rest[..start]);
        let Some(length) = rest[start..].find('>') else {
            rest = &rest[start..];
            break;
        };
        let tag = rest[start + 1..start + length].trim_start_matches('/');
        let name: String = tag.chars().take_while(char::is_ascii_alphanumeric).collect();
        let breaks = matches!(name.as_str(), "br" | "p" | "div" | "li" | "tr" | "blockquote");
        if breaks && !text.is_empty() && !text.ends_with('\n') {
            text.push('\n');
        }
        rest = &rest[start + length + 1..];
    }
    text.push_str(rest);
    unescape(text.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_becomes_text() {
        assert_eq!(
            strip_tags("<div dir=\"auto\"><p>Tom &amp; Ann</p><p>x &lt; y<br>&#8364; 5 &bogus;</p></div>"),
            "Tom & Ann\nx < y\n€ 5 &bogus;"
        );
    }
}
