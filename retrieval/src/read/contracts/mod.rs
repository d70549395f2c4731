//! Contracts as text or Markdown: order forms and statements of work, master or service
//! agreements, non-disclosure agreements. Each becomes one source with the whole text.
//!
//! There is no export format here, so a contract is told by its title and by the vocabulary of
//! the law; its account by the folder or file it is kept in, else by the one account it names.

mod kind;
mod whose;

use std::path::Path;

use grounding::{SourceId, Visibility};
use jiff::civil::Date;

use super::batch::{Batch, Facts};
use super::dates;
use super::directory::AccountRef;
use super::outcome::{Draft, Export, ExportFile, Parsed, Sink};
use super::table::invalid_bytes;
use kind::Kind;

pub(super) use whose::mentioned;

/// How many lines below a signature its date may stand.
const SIGNATURE_BLOCK: usize = 4;

/// Takes a contract, if the file is one.
pub(super) fn recognise(file: &ExportFile<'_>) -> Option<Parsed> {
    if file.bytes.contains(&0) {
        return None;
    }
    let text = String::from_utf8_lossy(file.bytes);
    let kind = kind::of(&text, &file.name)?;
    if std::str::from_utf8(file.bytes).is_err() {
        let reason = format!("invalid UTF-8: bytes {}", invalid_bytes(file.bytes));
        return Some(Parsed::refused(Some(kind.format()), "file", &reason, file.bytes));
    }
    // The id waits for the account.
    let id = SourceId::new("contract", kind.object(), "");
    let nobody = AccountRef::Name(String::new());
    let mut draft = Draft::new(id, kind.source_kind(), nobody, file.place(""), file.bytes);
    let source = &mut draft.source;
    title(&text)
        .unwrap_or(kind.source_kind().noun())
        .clone_into(&mut source.title);
    source.visibility = Visibility::Shareable;
    if kind == Kind::OrderForm {
        source.occurred_at = signed_on(&text);
    }
    source.text = text.into_owned();
    let contract = Contract { kind, draft };
    Some(Parsed::new(kind.format(), 1, Vec::new(), contract))
}

struct Contract {
    kind: Kind,
    draft: Draft,
}

impl Export for Contract {
    fn announce(&self, _facts: &mut Facts) {}

    fn records(self: Box<Self>, batch: &Batch, sink: &mut Sink) {
        let mut draft = self.draft;
        let path = draft.source.origin.path.clone();
        match whose::account(Path::new(&path), &draft.source.text, &batch.directory) {
            Ok(account) => {
                let id = SourceId::new("contract", self.kind.object(), account.as_str());
                draft.source.id = sink.number(id, &path, &draft.source.text);
                draft.source.account = Some(account);
                sink.take_placed(draft);
            }
            Err(reason) => sink.refuse(draft.refuse(reason)),
        }
    }
}

/// The first line with words on it, without Markdown's marks.
fn title(text: &str) -> Option<&str> {
    text.lines()
        .map(|line| line.trim_matches(|it: char| it.is_whitespace() || matches!(it, '#' | '*' | '_' | '"')))
        .find(|line| line.chars().any(char::is_alphabetic))
}

/// The latest date on, or just below, a line that speaks of signing.
fn signed_on(text: &str) -> Option<Date> {
    let mut since_signature = usize::MAX;
    let mut latest = None;
    for line in text.lines() {
        let lower = line.to_lowercase();
        let signs = lower.split(|it: char| !it.is_alphanumeric()).any(|word| {
            matches!(
                word,
                "signed" | "signature" | "signatures" | "signatory" | "executed" | "accepted"
            )
        });
        if signs {
            since_signature = 0;
        } else {
            since_signature = since_signature.saturating_add(1);
        }
        let is_date_line = lower
            .trim_start_matches(|it: char| !it.is_alphanumeric())
            .starts_with("date");
        if signs || (is_date_line && since_signature <= SIGNATURE_BLOCK) {
            latest = latest.max(dates::latest_day_in(line));
        }
    }
    latest
}

#[cfg(test)]
mod tests {
    use grounding::SourceKind;
    use jiff::civil::date;

    use super::super::Format;
    use super::super::tests::{known, read_all};

    const FORM: &str = "# Sales order\n\n**Order Form 12** between Vendor and Orrin Mills (\"Customer\").\n\n\
        - Subscription term: 12 months from 1 May 2026\n- Fees: EUR 10\n\n\
        Signature of Customer: A. Byrne\nTitle: COO\nDate: April 11, 2026\n\nSigned for Provider: T. Lund, 9 April 2026\n";
    const AGREEMENT: &str = "MASTER SUBSCRIPTION AGREEMENT\n\n1. The parties agree that Provider shall grant Customer access.\n\
        2. Liability. Neither party shall be liable hereunder for indirect damages.\n\
        3. Termination. Either party may terminate this Agreement. Governing law is that of Norway.\n";
    const SECRET: &str = "APPENDIX B\nMutual Non-Disclosure Agreement\n\nEach party shall keep Confidential Information \
        of the other confidential. This Agreement binds the parties.\n";

    #[test]
    fn contracts_are_told_by_their_words_and_placed_by_folder_or_name() {
        let other = FORM.replace("12", "13");
        let reading = read_all(
            &[
                ("Orrin/first.txt", FORM),
                ("a/copy.txt", FORM),
                ("a/msa-orrin.txt", AGREEMENT),
                ("a/x.txt", SECRET),
                ("b/second.txt", &other),
                ("orrin-mills/nda", SECRET),
            ],
            &known(),
        );
        let files: Vec<_> = reading
            .files
            .iter()
            .map(|file| {
                let source = file.records.first().map(|it| &it.source);
                (
                    file.format.unwrap(),
                    source.map(|it| (it.id.as_str(), it.kind, it.occurred_at)),
                    file.quarantined.first().map(|it| it.reason.as_str()),
                )
            })
            .collect();
        let signed = Some(date(2026, 4, 11));
        assert_eq!(
            files,
            [
                (
                    Format::OrderForm,
                    Some(("contract:order-form/orrin", SourceKind::OrderForm, signed)),
                    None
                ),
                (
                    Format::OrderForm,
                    Some(("contract:order-form/orrin", SourceKind::OrderForm, signed)),
                    None
                ),
                (Format::Msa, Some(("contract:msa/orrin", SourceKind::Msa, None)), None),
                (
                    Format::Nda,
                    None,
                    Some("unknown account: neither the path nor the text names one")
                ),
                (
                    Format::OrderForm,
                    Some(("contract:order-form/orrin-2", SourceKind::OrderForm, signed)),
                    None
                ),
                (Format::Nda, Some(("contract:nda/orrin", SourceKind::Nda, None)), None),
            ]
        );
    }
}
