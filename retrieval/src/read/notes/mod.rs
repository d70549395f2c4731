//! Notes in Markdown whose front matter says whom they are about, as Obsidian, Notion exports
//! and hand-kept folders have them: `key: value` lines between two `---`.
//!
//! A note whose front matter leaves any doubt of its account, date or visibility is quarantined;
//! in particular it is never taken for shareable. One that says nothing of its visibility is
//! internal.

mod front_matter;

use grounding::{Affiliation, Author, SourceId, SourceKind, Span};

use super::Format;
use super::batch::{Batch, Facts};
use super::directory::AccountRef;
use super::outcome::{Draft, Export, ExportFile, Parsed, Sink};
use super::people::email;
use super::table::invalid_bytes;
use front_matter::{ACCOUNT, AUTHOR, Checked, FrontMatter};

pub(super) use front_matter::is_note;

/// Takes a note apart.
pub(super) fn parse(file: &ExportFile<'_>) -> Parsed {
    let refuse = |at: &str, reason: &str| Parsed::refused(Some(Format::Note), at, reason, file.bytes);
    let Ok(text) = std::str::from_utf8(file.bytes) else {
        let reason = format!("invalid UTF-8: bytes {}", invalid_bytes(file.bytes));
        return refuse("file", &reason);
    };
    let matter = FrontMatter::read(text);
    match matter.check() {
        Ok(checked) => Parsed::new(Format::Note, 1, Vec::new(), note(&matter, &checked, file)),
        Err(reason) => refuse("file", &reason),
    }
}

fn note(matter: &FrontMatter<'_>, checked: &Checked, file: &ExportFile<'_>) -> Note {
    let stem = file.name.rsplit_once('.').map_or(file.name.as_str(), |(stem, _)| stem);
    let id = SourceId::new("note", "file", stem);
    let account = AccountRef::Name(matter.get(ACCOUNT).to_owned());
    let mut draft = Draft::new(id, SourceKind::Note, account, file.place(""), file.bytes);
    let source = &mut draft.source;
    matter.body.unwrap_or_default().clone_into(&mut source.text);
    source.occurred_at = Some(checked.date);
    source.visibility = checked.visibility;
    let heading = source
        .text
        .lines()
        .find_map(|line| line.strip_prefix("# "))
        .unwrap_or(stem);
    source.title = [matter.get(&["title"]), heading.trim()]
        .into_iter()
        .find(|title| !title.is_empty())
        .unwrap_or_default()
        .to_owned();
    Note {
        draft,
        author: matter.get(AUTHOR).to_owned(),
    }
}

struct Note {
    draft: Draft,
    author: String,
}

impl Export for Note {
    fn announce(&self, _facts: &mut Facts) {}

    fn records(self: Box<Self>, batch: &Batch, sink: &mut Sink) {
        let Self { mut draft, author } = *self;
        match batch.directory.resolve(&draft.account, &batch.shared.crm_parents) {
            Ok(account) => {
                draft.source.account = account;
                draft.source.authors.extend(signature(&author, &draft, batch));
                sink.take_placed(draft);
            }
            Err(reason) => sink.refuse(draft.refuse(reason)),
        }
    }
}

fn signature(author: &str, draft: &Draft, batch: &Batch) -> Option<Author> {
    if author.is_empty() {
        return None;
    }
    let account = draft.source.account.as_ref();
    let known = match email(author) {
        Some(email) => batch.people.with_email(&email),
        None => batch.people.named(author, account),
    };
    let (name, address, affiliation) = match (known, email(author)) {
        (Some(person), Some(_)) => (person.name.clone(), person.email.clone(), person.affiliation),
        (Some(person), None) => (author.to_owned(), person.email.clone(), person.affiliation),
        (None, Some(email)) => {
            let side = batch.people.side_of(&email, account, &batch.directory);
            (author.to_owned(), Some(email), side)
        }
        (None, None) => (author.to_owned(), None, Affiliation::Unknown),
    };
    Some(Author {
        span: Span::new(0, draft.source.text.len()),
        name,
        email: address,
        affiliation,
    })
}

#[cfg(test)]
mod tests {
    use grounding::Visibility;
    use jiff::civil::date;

    use super::super::tests::{known, read_all, read_one};
    use super::*;

    const USERS: &str = "Id,Name,Email\n005A0000001Vm9r,Tove Lund,tove@vendor.example\n";

    #[test]
    fn a_note_is_its_body_and_what_its_front_matter_says() {
        let note = "---\r\nAccount: Orrin Mills\r\nauthor: 'tove lund'\r\ndate: 2026-05-17\r\ntags: [a, b]\r\nvisibility: Shareable\r\n---\r\n\r\n# Minutes\r\n\r\nAll: well.\r\n---\r\n";
        let reading = read_all(&[("minutes.md", note), ("users.csv", USERS)], &known());
        let source = &reading.files[0].records[0].source;
        assert_eq!(
            (source.id.as_str(), source.text.as_str(), source.title.as_str()),
            ("note:file/minutes", "# Minutes\r\n\r\nAll: well.\r\n---\r\n", "Minutes")
        );
        assert_eq!(
            (source.visibility, source.occurred_at),
            (Visibility::Shareable, Some(date(2026, 5, 17)))
        );
        let author = Author {
            span: Span::new(0, source.text.len()),
            name: "tove lund".to_owned(),
            email: Some("tove@vendor.example".to_owned()),
            affiliation: Affiliation::Vendor,
        };
        assert_eq!(source.authors, [author]);
    }

    #[test]
    fn a_note_in_doubt_is_not_used() {
        let reason = |note: &str| {
            let file = read_one("n.md", note, &known());
            assert_eq!(file.records, []);
            file.quarantined[0].reason.clone()
        };
        assert_eq!(
            reason("---\naccount: orrin\ndate: 31/02/2026\nvisibility: open-ish\nkind call\n\nBody: x\n"),
            "the front matter is not closed by `---`; `date` `31/02/2026` is not a date; \
             `visibility` `open-ish` is none of `shareable`, `internal`, `restricted`"
        );
        assert_eq!(reason("---\ntitle: x\n---\n"), "no account is given; no date is given");
        assert_eq!(
            reason("---\naccount: orrin\ndate: 2027-01-15\n---\n"),
            "dated 2027-01-15, after the as-of date 2026-06-30"
        );
        assert_eq!(
            reason("---\naccount: orrin\ndate: 2026-01-15\n\nThe body.\n\n---\nMore."),
            "`The body.` is no `key: value` line"
        );
        assert_eq!(
            reason("---\naccount: nobody\ndate: 2026-01-15\n---\n"),
            "unknown account `nobody`"
        );
        let silent = read_one("n.md", "---\naccount: orrin\ndate: 2026-01-15\n---\n", &known());
        assert_eq!(silent.records[0].source.visibility, Visibility::Internal);
    }
}
