//! Archives: gzip and zip around any export, and workbooks, whose sheets are tables.
//!
//! Nothing is written to where an archive's names point. An entry is read as a stream; one that
//! has to be looked into itself is held in memory, up to a limit. What expands out of all
//! proportion is broken off.

mod bounded;

use std::io::{self, Cursor, Read};
use std::path::{Path, PathBuf};

use encoding_rs_io::DecodeReaderBytesBuilder;
use flate2::read::MultiGzDecoder;
use zip::ZipArchive;

use super::files::{Content, FileSystem, Opened};
use super::input::{Input, unreadable};
use super::sheets::{self, Sheet};
use bounded::{Bounded, hold};

/// How far archives may be nested.
const DEPTH: usize = 3;

/// The most entries that an archive may have.
const MOST_ENTRIES: usize = 100_000;

const GZIP: &[u8] = b"\x1f\x8b";
const ZIP: &[u8] = b"PK\x03\x04";
/// The container of `.xls` workbooks.
const COMPOUND: &[u8] = b"\xd0\xcf\x11\xe0";

/// One step from a file towards an input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    /// Expand gzip.
    Gunzip,
    /// Take the entry of that number and name out of a zip archive.
    Entry(usize, String),
    /// Take the sheet of that number and name out of a workbook.
    Sheet(usize, String),
}

/// How the steps are written behind the file's path.
pub(super) fn suffix(steps: &[Step]) -> String {
    steps.iter().fold(String::new(), |path, step| match step {
        Step::Gunzip => path,
        Step::Entry(_, name) => format!("{path}!/{name}"),
        Step::Sheet(_, name) => format!("{path}!/{name}.csv"),
    })
}

/// Opens inputs. The archive that was opened last stays open, since its entries are read one
/// after the other.
pub(super) struct Opener<'a> {
    files: &'a dyn FileSystem,
    last: Option<(PathBuf, Vec<Step>, Container)>,
}

/// Something that holds inputs.
enum Container {
    Zip(ZipArchive<Box<dyn Content>>),
    Workbook(Vec<Sheet>),
    /// A document that only happens to be an archive, such as one of Word's.
    Other,
}

impl<'a> Opener<'a> {
    pub(super) fn new(files: &'a dyn FileSystem) -> Self {
        Self { files, last: None }
    }

    /// Adds what there is to read in a file: itself, or what the archive holds.
    pub(super) fn list(&mut self, file: &Path, inputs: &mut Vec<Input>) {
        let weight = match self.files.open(file) {
            Ok(opened) => opened.size,
            Err(error) => return inputs.push(Input::failed(file, Vec::new(), unreadable(file, &error))),
        };
        self.list_below(file, Vec::new(), weight, inputs);
    }

    /// Reads an input as a stream, in UTF-8 if it begins with the mark of UTF-16.
    pub(super) fn read<T>(
        &mut self,
        file: &Path,
        steps: &[Step],
        visit: impl FnOnce(&mut dyn Read) -> io::Result<T>,
    ) -> io::Result<T> {
        self.raw(file, steps, |bytes| {
            let mut decoded = DecodeReaderBytesBuilder::new()
                .bom_override(true)
                .utf8_passthru(true)
                .build(bytes);
            visit(&mut decoded)
        })
    }

    fn list_below(&mut self, file: &Path, steps: Vec<Step>, weight: u64, inputs: &mut Vec<Input>) {
        let mut magic = Vec::new();
        let peeked = self.raw(file, &steps, |bytes| bytes.take(4).read_to_end(&mut magic));
        let is_archive = [GZIP, ZIP, COMPOUND].iter().any(|it| magic.starts_with(it));
        if let Err(error) = peeked {
            inputs.push(Input::failed(
                file,
                steps,
                format!("cannot expand the archive: {error}"),
            ));
        } else if !is_archive {
            inputs.push(Input::new(file, steps, weight));
        } else if steps.len() >= DEPTH {
            let reason = format!("archives are nested more than {DEPTH} deep");
            inputs.push(Input::failed(file, steps, reason));
        } else if magic.starts_with(GZIP) {
            self.list_below(file, [steps, vec![Step::Gunzip]].concat(), weight, inputs);
        } else if let Err(error) = self.list_container(file, &steps, weight, inputs) {
            inputs.push(Input::failed(file, steps, format!("cannot open the archive: {error}")));
        }
    }

    fn list_container(&mut self, file: &Path, steps: &[Step], weight: u64, inputs: &mut Vec<Input>) -> io::Result<()> {
        let below = |step: Step| [steps, &[step]].concat();
        let entries = match self.container(file, steps)? {
            Container::Workbook(tables) => {
                let count = tables.len().max(1) as u64;
                let filled = |(_, sheet): &(usize, &Sheet)| sheet.csv.as_ref().map_or(true, |csv| !csv.is_empty());
                let sheets = (0..).zip(tables.iter()).filter(filled).map(|(number, sheet)| {
                    let step = Step::Sheet(number, sheet.name.clone());
                    Input::new(file, below(step), weight / count)
                });
                inputs.extend(sheets);
                return Ok(());
            }
            Container::Other => {
                inputs.push(Input::new(file, steps.to_vec(), weight));
                return Ok(());
            }
            Container::Zip(archive) if archive.len() > MOST_ENTRIES => {
                let reason = format!("{} entries, more than the {MOST_ENTRIES} allowed", archive.len());
                return Err(io::Error::other(reason));
            }
            Container::Zip(archive) => entries(archive)?,
        };
        for entry in entries {
            let step = Step::Entry(entry.number, entry.name);
            match entry.trouble {
                Some(reason) => inputs.push(Input::failed(file, below(step), reason)),
                None => self.list_below(file, below(step), entry.size, inputs),
            }
        }
        Ok(())
    }

    /// Reads an input's bytes as they are.
    fn raw<T>(
        &mut self,
        file: &Path,
        steps: &[Step],
        visit: impl FnOnce(&mut dyn Read) -> io::Result<T>,
    ) -> io::Result<T> {
        match steps.split_last() {
            None => visit(&mut self.files.open(file)?.content),
            Some((Step::Gunzip, before)) => {
                let opened = self.held(file, before)?;
                let size = opened.size;
                visit(&mut Bounded::new(MultiGzDecoder::new(opened.content), size))
            }
            Some((Step::Entry(number, _), before)) => match self.container(file, before)? {
                Container::Zip(archive) => {
                    let entry = archive.by_index(*number)?;
                    let size = entry.compressed_size();
                    visit(&mut Bounded::new(entry, size))
                }
                Container::Workbook(_) | Container::Other => Err(io::ErrorKind::NotFound.into()),
            },
            Some((Step::Sheet(number, _), before)) => match self.container(file, before)? {
                Container::Workbook(tables) => {
                    let sheet = tables.get(*number).ok_or(io::ErrorKind::NotFound)?;
                    match &sheet.csv {
                        Ok(csv) => visit(&mut csv.as_slice()),
                        Err(reason) => Err(io::Error::other(reason.clone())),
                    }
                }
                Container::Zip(_) | Container::Other => Err(io::ErrorKind::NotFound.into()),
            },
        }
    }

    /// The file, or what the steps lead to, so that any part of it can be read.
    fn held(&mut self, file: &Path, steps: &[Step]) -> io::Result<Opened> {
        if steps.is_empty() {
            return self.files.open(file);
        }
        let bytes = self.raw(file, steps, |bytes| hold(bytes))?;
        Ok(Opened {
            size: bytes.len() as u64,
            content: Box::new(Cursor::new(bytes)),
        })
    }

    fn container(&mut self, file: &Path, steps: &[Step]) -> io::Result<&mut Container> {
        let is_open = matches!(&self.last, Some((path, way, _)) if path == file && way == steps);
        if !is_open {
            let container = Container::of(self.held(file, steps)?)?;
            self.last = Some((file.to_owned(), steps.to_owned(), container));
        }
        match &mut self.last {
            Some((_, _, container)) => Ok(container),
            None => Err(io::ErrorKind::NotFound.into()),
        }
    }
}

impl Container {
    fn of(mut opened: Opened) -> io::Result<Self> {
        let mut magic = [0; 4];
        opened.content.read_exact(&mut magic)?;
        opened.content.rewind()?;
        if magic != COMPOUND {
            let archive = ZipArchive::new(opened.content)?;
            let parts = ["[Content_Types].xml", "mimetype", "xl/workbook.xml", "xl/workbook.bin"];
            if parts.iter().all(|part| archive.index_for_name(part).is_none()) {
                return Ok(Self::Zip(archive));
            }
            opened.content = archive.into_inner();
            opened.content.rewind()?;
        }
        let bytes = hold(&mut opened.content)?;
        if !sheets::is_workbook(&bytes) {
            return Ok(Self::Other);
        }
        sheets::tables(&bytes).map(Self::Workbook).map_err(io::Error::other)
    }
}

/// An entry of an archive, before it is read.
struct Entry {
    number: usize,
    name: String,
    size: u64,
    trouble: Option<&'static str>,
}

/// The entries that are files, apart from hidden ones.
fn entries(archive: &mut ZipArchive<Box<dyn Content>>) -> io::Result<Vec<Entry>> {
    let mut entries = Vec::with_capacity(archive.len());
    for number in 0..archive.len() {
        let entry = archive.by_index_raw(number)?;
        let name = match entry.name() {
            Ok(name) => name.into_owned(),
            Err(_) => String::from_utf8_lossy(entry.name_raw()).into_owned(),
        };
        let name = name.replace('\\', "/");
        let is_hidden = name.split('/').any(|part| part == "__MACOSX" || is_hidden(part));
        let trouble = if entry.enclosed_name().is_none() {
            Some("the entry's path climbs out of the archive")
        } else if entry.encrypted() {
            Some("the entry is encrypted")
        } else {
            None
        };
        if entry.is_file() && !(is_hidden && trouble.is_none()) {
            entries.push(Entry {
                number,
                size: entry.compressed_size(),
                name,
                trouble,
            });
        }
    }
    entries.sort_by(|left, right| left.name.cmp(&right.name));
    Ok(entries)
}

fn is_hidden(part: &str) -> bool {
    part.starts_with('.') && part != "." && part != ".."
}

#[cfg(test)]
mod tests;
