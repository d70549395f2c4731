//! Mail as every mail program and server exports it: one message in a file (EML: RFC 5322 with
//! MIME, RFC 2045 to 2049), or many in a mailbox (mbox, RFC 4155), as Gmail Takeout,
//! Thunderbird and journaling archives write them.
//!
//! A message's text is its decoded plain text, whole; where there is none, that of its markup.
//! Quoted history stays in the text and belongs to who wrote it (`history`). Attachments are
//! not read. A message belongs to the account whose people it was written by or to; one within
//! the vendor belongs to the account whose people it quotes, and stays internal.

mod attribution;
mod flowed;
mod header;
mod history;
mod mailbox;
mod message;
mod names;
mod words;

use grounding::{AccountId, Affiliation, Author, Visibility};

use super::batch::{Batch, Facts};
use super::outcome::{Export, ExportFile, Parsed, Sink};
use super::participants::{account_of, author};
use super::{Format, Quarantined};
use message::{Letter, Person, parse_message};
use names::turned;

pub(super) use header::{is_mail, is_mailbox};
pub(super) use mailbox::{Boxed, Messages};

/// Takes a single message apart.
pub(super) fn parse(file: &ExportFile<'_>) -> Parsed {
    match parse_message(file.bytes, file.bytes, "", file) {
        Ok(letter) => Parsed::new(Format::Mail, 1, Vec::new(), Letters(vec![letter])),
        Err(reason) => Parsed::refused(Some(Format::Mail), "file", &reason, file.bytes),
    }
}

/// Takes a whole mailbox apart.
pub(super) fn parse_mailbox(file: &ExportFile<'_>) -> Parsed {
    // Reading from memory does not fail.
    parse_messages(Messages::new(file.bytes).map_while(Result::ok), file)
}

/// Takes some messages of a mailbox apart.
pub(super) fn parse_messages(messages: impl IntoIterator<Item = Boxed>, file: &ExportFile<'_>) -> Parsed {
    let mut letters = Vec::new();
    let mut quarantined = Vec::new();
    let mut read = 0;
    for boxed in messages {
        read += 1;
        let at = format!("line {}", boxed.line);
        match parse_message(&boxed.message(), &boxed.raw, &at, file) {
            Ok(letter) => letters.push(letter),
            Err(reason) => quarantined.push(Quarantined {
                at,
                reason,
                raw: boxed.raw,
            }),
        }
    }
    Parsed::new(Format::Mailbox, read, quarantined, Letters(letters))
}

/// What a file that is named like a mail is, though nothing in it is like one.
pub(super) fn refuse_by_name(file: &ExportFile<'_>) -> Option<Parsed> {
    let extension = file.name.rsplit_once('.').map_or("", |(_, extension)| extension);
    let format = if extension.eq_ignore_ascii_case("eml") {
        Format::Mail
    } else if extension.eq_ignore_ascii_case("mbox") {
        Format::Mailbox
    } else {
        return None;
    };
    let reason = "no header fields: a mail begins with `From`, `Date` and `Message-ID`";
    Some(Parsed::refused(Some(format), "file", reason, file.bytes))
}

/// Messages, in the order of the file.
struct Letters(Vec<Letter>);

impl Export for Letters {
    fn announce(&self, _facts: &mut Facts) {}

    fn records(self: Box<Self>, batch: &Batch, sink: &mut Sink) {
        for letter in self.0 {
            letter.finish(batch, sink);
        }
    }
}

impl Letter {
    fn finish(mut self, batch: &Batch, sink: &mut Sink) {
        match self.account(batch) {
            Ok(account) => {
                let took_part = self.participants().filter_map(|it| it.email.as_deref()).any(|email| {
                    batch.people.side_of(email, Some(&account), &batch.directory) == Affiliation::Customer
                });
                self.draft.source.visibility = if took_part {
                    Visibility::Shareable
                } else {
                    Visibility::Internal
                };
                self.draft.source.authors = self.authors(&account, batch);
                self.draft.source.account = Some(account);
                sink.take_placed(self.draft);
            }
            Err(reason) => sink.refuse(self.draft.refuse(reason)),
        }
    }

    fn participants(&self) -> impl Iterator<Item = &Person> {
        self.from.iter().chain(&self.recipients)
    }

    fn account(&self, batch: &Batch) -> Result<AccountId, String> {
        let is_outside = |email: &&str| batch.people.side_of(email, None, &batch.directory) != Affiliation::Vendor;
        let took_part: Vec<&str> = self.participants().filter_map(|it| it.email.as_deref()).collect();
        let quoted = self
            .stretches
            .iter()
            .filter_map(|it| it.quoted.as_ref()?.email.as_deref());
        let quoted: Vec<&str> = quoted.collect();
        if took_part.iter().any(is_outside) || !quoted.iter().any(is_outside) {
            account_of(took_part, batch)
        } else {
            account_of(quoted, batch)
        }
    }

    fn authors(&self, account: &AccountId, batch: &Batch) -> Vec<Author> {
        let nobody = Person::default();
        let sender = self.from.as_ref().unwrap_or(&nobody);
        self.stretches
            .iter()
            .map(|stretch| {
                let person = stretch.quoted.as_ref().map_or(sender, |it| self.known(it));
                author(
                    stretch.span,
                    &person.name,
                    person.email.as_deref(),
                    Some(account),
                    batch,
                )
            })
            .filter(|it| !it.name.is_empty())
            .collect()
    }

    /// Whom of those who took part a quotation names, else the one it names.
    fn known<'a>(&'a self, quoted: &'a Person) -> &'a Person {
        if quoted.email.is_some() {
            return quoted;
        }
        let name = quoted.name.to_lowercase();
        let is_full = |it: &&Person| turned(&it.name).to_lowercase() == name;
        let is_first = |it: &&Person| turned(&it.name).to_lowercase().split_whitespace().next() == Some(name.as_str());
        let one = |fits: &dyn Fn(&&Person) -> bool| {
            let mut fitting = self.participants().filter(|it| fits(it));
            let first = fitting.next()?;
            fitting.all(|it| it.email == first.email).then_some(first)
        };
        one(&is_full).or_else(|| one(&is_first)).unwrap_or(quoted)
    }
}

#[cfg(test)]
mod tests;
