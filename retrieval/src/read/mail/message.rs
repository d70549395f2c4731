//! One message: its header fields, and the text that a person would read.

use std::collections::BTreeSet;

use grounding::{SourceId, SourceKind};
use jiff::civil::Date;
use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::charsets::map::charset_decoder;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mail_parser::{Address, ContentType, Encoding, Message, MessageParser, MessagePart, MimeHeaders, PartType};

use super::super::directory::AccountRef;
use super::super::markup;
use super::super::outcome::{Draft, ExportFile};
use super::super::people::email;
use super::flowed;
use super::history::{Stretch, stretches};

/// The most parts that may hold further ones; what nests deeper was made to do harm.
const MOST_CONTAINERS: usize = 250;

/// A message whose account is still to be found.
pub(super) struct Letter {
    pub(super) draft: Draft,
    pub(super) from: Option<Person>,
    /// Everybody of `To`, `Cc` and `Bcc`.
    pub(super) recipients: Vec<Person>,
    /// Whose words are where in the text.
    pub(super) stretches: Vec<Stretch>,
}

/// Somebody as a mail names them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Person {
    /// May be empty.
    pub(super) name: String,
    /// In lowercase.
    pub(super) email: Option<String>,
}

/// Reads one message; `raw` are the bytes that stand in the file for it.
pub(super) fn parse_message(message: &[u8], raw: &[u8], at: &str, file: &ExportFile<'_>) -> Result<Letter, String> {
    let message = message.trim_ascii_start();
    let containers = containers(message);
    if containers > MOST_CONTAINERS {
        return Err(format!(
            "the message has {containers} parts that hold others, more than the {MOST_CONTAINERS} allowed"
        ));
    }
    let message = MessageParser::default()
        .parse(message)
        .ok_or("no header fields: a mail begins with `From`, `Date` and `Message-ID`")?;
    let id = message_id(&message)?;
    let day = day(&message)?;
    let (text, quoted) = text(&message);

    let id = SourceId::new("mail", "message", &id);
    let unplaced = AccountRef::Domains(BTreeSet::new());
    let mut draft = Draft::new(id, SourceKind::Mail, unplaced, file.place(at), raw);
    let subject = message.subject().unwrap_or_default().trim();
    subject.clone_into(&mut draft.source.title);
    draft.source.occurred_at = Some(day);
    let stretches = stretches(&text, &quoted);
    draft.source.text = text;
    Ok(Letter {
        draft,
        from: people([message.from(), message.sender()]).into_iter().next(),
        recipients: people([message.to(), message.cc(), message.bcc()]),
        stretches,
    })
}

/// How many parts say that they hold other parts or messages. They are counted before the
/// message is taken apart: a message within a message within a message is freed by recursion.
fn containers(message: &[u8]) -> usize {
    let mut count = 0;
    let mut in_field = false;
    for line in message.split(|it| *it == b'\n') {
        let folded = line.starts_with(b" ") || line.starts_with(b"\t");
        in_field = if folded {
            in_field
        } else {
            line.get(..12)
                .is_some_and(|name| name.eq_ignore_ascii_case(b"content-type"))
        };
        if in_field {
            let line = line[..line.len().min(1024)].to_ascii_lowercase();
            let names = |word: &[u8]| line.windows(word.len()).any(|it| it == word);
            count += usize::from(
                [&b"multipart"[..], b"rfc822", b"global", b"digest"]
                    .iter()
                    .any(|it| names(it)),
            );
        }
    }
    count
}

fn message_id(message: &Message<'_>) -> Result<String, String> {
    let id = match message.message_id() {
        Some(id) => id,
        None => message.header_raw("Message-ID").unwrap_or_default(),
    };
    let id: String = id.trim().trim_matches(['<', '>']).split_whitespace().collect();
    if id.is_empty() {
        Err("no `Message-ID` is given".to_owned())
    } else {
        Ok(id)
    }
}

/// The day in the sender's own time zone.
fn day(message: &Message<'_>) -> Result<Date, String> {
    let written = message.header_raw("Date").map_or("", str::trim);
    if written.is_empty() {
        return Err("no `Date` is given".to_owned());
    }
    message
        .date()
        .filter(|date| date.is_valid())
        .and_then(|date| {
            let (year, month, day) = (date.year.try_into(), date.month.try_into(), date.day.try_into());
            Date::new(year.ok()?, month.ok()?, day.ok()?).ok()
        })
        .ok_or_else(|| format!("`Date` `{written}` is not a date"))
}

fn people<'a, const N: usize>(fields: [Option<&'a Address<'a>>; N]) -> Vec<Person> {
    fields
        .into_iter()
        .flatten()
        .flat_map(Address::iter)
        .map(|it| Person {
            name: it.name().unwrap_or_default().trim().to_owned(),
            email: it.address().and_then(email),
        })
        .filter(|it| !it.name.is_empty() || it.email.is_some())
        .collect()
}

/// The text, and how deep which part of it is quoted by its markup.
fn text(message: &Message<'_>) -> (String, Vec<markup::Quoted>) {
    let mut text = String::new();
    let mut quoted = Vec::new();
    for part in message.text_bodies() {
        append(message, part, &mut text, &mut quoted);
    }
    if text.trim().is_empty() {
        // Some programs send an empty text beside the markup.
        text.clear();
        quoted.clear();
        for part in message.html_bodies() {
            append(message, part, &mut text, &mut quoted);
        }
    }
    text.truncate(text.trim_end().len());
    (text, quoted)
}

fn append(message: &Message<'_>, part: &MessagePart<'_>, text: &mut String, quoted: &mut Vec<markup::Quoted>) {
    if part.content_disposition().is_some_and(ContentType::is_attachment) {
        return;
    }
    let decoded = decoded(message, part);
    if decoded.trim().is_empty() {
        return;
    }
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    let start = text.len();
    if matches!(part.body, PartType::Html(_)) {
        let rendered = markup::render(&decoded);
        text.push_str(&rendered.text);
        quoted.extend(rendered.quoted.into_iter().map(|it| it.moved(start)));
        return;
    }
    // Lines of a mail end in CR LF, whatever its text.
    let lines = decoded.replace("\r\n", "\n").replace('\r', "\n");
    let parameter = |name: &str, value: &str| {
        let content_type = part.content_type();
        content_type
            .and_then(|it| it.attribute(name))
            .is_some_and(|it| it.eq_ignore_ascii_case(value))
    };
    if parameter("format", "flowed") {
        text.push_str(&flowed::unfold(&lines, parameter("delsp", "yes")));
    } else {
        text.push_str(&lines);
    }
}

/// The part's text. Where no character beyond ASCII can be read as the set says, or as UTF-8
/// where none is given, the bytes are taken for Windows-1252, in which none is lost.
fn decoded(message: &Message<'_>, part: &MessagePart<'_>) -> String {
    let text = part.text_contents().unwrap_or_default();
    let mut beyond = text.chars().filter(|it| !it.is_ascii()).peekable();
    if beyond.peek().is_none() || beyond.any(|it| it != char::REPLACEMENT_CHARACTER) {
        return text.to_owned();
    }
    let body = part.raw_body_offset() as usize..part.raw_end_offset() as usize;
    let bytes = message.raw_message().get(body).unwrap_or_default();
    let bytes = match part.encoding {
        Encoding::None => Some(bytes.to_vec()),
        Encoding::QuotedPrintable => quoted_printable_decode(bytes),
        Encoding::Base64 => base64_decode(bytes),
    };
    match (bytes, charset_decoder(b"windows-1252")) {
        // A text may hold the replacement character itself.
        (Some(bytes), Some(decode)) if std::str::from_utf8(&bytes).is_err() => decode(&bytes),
        _ => text.to_owned(),
    }
}
