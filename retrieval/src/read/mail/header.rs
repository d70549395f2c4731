//! What a mail is told by: the header fields at its start.

use super::mailbox;

/// How much of a file is looked at.
const HEAD: usize = 64 * 1024;

/// The fields that tell a mail (RFC 5322 and 2045), in lowercase.
const FIELDS: &[&str] = &[
    "bcc",
    "cc",
    "content-transfer-encoding",
    "content-type",
    "date",
    "delivered-to",
    "from",
    "in-reply-to",
    "message-id",
    "mime-version",
    "received",
    "references",
    "reply-to",
    "return-path",
    "sender",
    "subject",
    "to",
];

/// Whether the bytes begin as a mailbox does: with a `From ` line and a header.
pub(in super::super) fn is_mailbox(bytes: &[u8]) -> bool {
    let Some(end) = bytes.iter().position(|it| *it == b'\n') else {
        return false;
    };
    mailbox::is_separator(&bytes[..end]) && (is_mail(&bytes[end + 1..]) || bytes[end + 1..].trim_ascii().is_empty())
}

/// Whether the bytes begin with the header of a mail: nothing but fields, two of which or more
/// only a mail has, and somebody's address or the message's id among them.
pub(in super::super) fn is_mail(bytes: &[u8]) -> bool {
    let bytes = bytes.trim_ascii_start();
    let head = &bytes[..bytes.len().min(HEAD)];
    let mut known = 0;
    let mut is_named = false;
    let mut named_field = false;
    for line in head.split(|it| *it == b'\n') {
        if line.trim_ascii().is_empty() {
            break;
        }
        if line.starts_with(b" ") || line.starts_with(b"\t") {
            is_named |= named_field && line.contains(&b'@');
            continue;
        }
        let Some((name, value)) = field(line) else {
            // The last line of what is looked at may be cut off.
            return head.len() == HEAD && known >= 2 && is_named;
        };
        let is_known = FIELDS.iter().any(|it| name.eq_ignore_ascii_case(it.as_bytes()));
        known += usize::from(is_known);
        named_field = [&b"from"[..], b"sender", b"return-path", b"to", b"message-id"]
            .iter()
            .any(|it| name.eq_ignore_ascii_case(it));
        is_named |= named_field && (value.contains(&b'@') || name.eq_ignore_ascii_case(b"message-id"));
    }
    known >= 2 && is_named
}

/// A header field's name and value.
fn field(line: &[u8]) -> Option<(&[u8], &[u8])> {
    let colon = line.iter().position(|it| *it == b':')?;
    let name = line[..colon].trim_ascii_end();
    let is_name = !name.is_empty() && name.iter().all(u8::is_ascii_graphic);
    is_name.then(|| (name, &line[colon + 1..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_is_told_from_other_texts() {
        let mails = [
            "From: Ada Byrne <ada@orrin.example>\nDate: Mon, 18 May 2026 10:12:00 +0000\n\nHi",
            "\r\nReceived: by mx\r\n\tfor <a@b.example>\r\nX-Any: 1\r\nMessage-ID: <1@a.example>\r\nSubject: x\r\n",
            "from:\n a@b.example\nSUBJECT: no date\n\n",
        ];
        let others = [
            "From: Ada\nTo: Tove\nSubject: a memo without addresses\n\nHi",
            "Subject: notes\nDate: 2026-05-18\n\nHi",
            "Order Form\nFrom: a@b.example\nTo: c@d.example\n",
            "from,to,date\na@b.example,c@d.example,2026-05-18\n",
            "Content-Type: text/html\nServer: nginx\n\n<html>",
            "",
        ];
        assert!(mails.iter().all(|it| is_mail(it.as_bytes())));
        assert!(!others.iter().any(|it| is_mail(it.as_bytes())));
        let boxed = format!("From ada@orrin.example Mon May 18 10:12:00 2026\n{}", mails[0]);
        assert!(is_mailbox(boxed.as_bytes()));
        assert!(!is_mailbox(b"From now on we meet at 10:30 in 2026\nas we said.\n"));
        assert!(!is_mailbox(mails[0].as_bytes()));
    }
}
