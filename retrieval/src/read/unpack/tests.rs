use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::super::tests::{known, read_bytes};
use super::*;

const NOTE: &str = "---\naccount: orrin\ndate: 2026-05-01\n---\nAll is well.";
const USERS: &str = "Id,Name,Email\n005A0000001Vm9r,Tove Lund,tove@vendor.example\n";

fn zipped(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in entries {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(content).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn gzipped(content: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(content).unwrap();
    encoder.finish().unwrap()
}

/// For each input its path, the ids of its sources, and the reasons of what was quarantined.
fn read(files: &[(&str, &[u8])]) -> Vec<(String, Vec<String>, Vec<String>)> {
    let reading = read_bytes(files, &known());
    let files = reading.files.into_iter().map(|file| {
        let ids = file.records.iter().map(|it| it.source.id.to_string()).collect();
        let reasons = file.quarantined.into_iter().map(|it| it.reason).collect();
        (file.path, ids, reasons)
    });
    files.collect()
}

#[test]
fn archives_are_looked_into_however_they_are_nested() {
    let inner = zipped(&[("deep/note-c.md", NOTE.as_bytes())]);
    let archive = zipped(&[
        ("crm/User.csv", USERS.as_bytes()),
        ("__MACOSX/crm/._User.csv", b"x"),
        (".git/config", b"x"),
        ("inner.zip", &inner),
        ("notes/note-b.md.gz", &gzipped(NOTE.as_bytes())),
        ("readme.txt", b"Nothing of use."),
    ]);
    let told = read(&[("all.zip", &archive), ("note-a.md.gz", &gzipped(NOTE.as_bytes()))]);
    let expected: [(&str, &[&str]); 5] = [
        ("in/all.zip!/crm/User.csv", &["salesforce:user/005A0000001Vm9rIAC"]),
        ("in/all.zip!/inner.zip!/deep/note-c.md", &["note:file/note-c"]),
        ("in/all.zip!/notes/note-b.md.gz", &["note:file/note-b"]),
        ("in/all.zip!/readme.txt", &[]),
        ("in/note-a.md.gz", &["note:file/note-a"]),
    ];
    let told: Vec<(&str, Vec<&str>)> = told
        .iter()
        .map(|(path, ids, reasons)| {
            assert_eq!(reasons, &Vec::<String>::new(), "{path}");
            (path.as_str(), ids.iter().map(String::as_str).collect())
        })
        .collect();
    assert_eq!(told, expected.map(|(path, ids)| (path, ids.to_vec())));
}

#[test]
fn an_archive_that_means_ill_does_no_harm() {
    let bomb = gzipped(&vec![b' '; 2 * 1024 * 1024]);
    let deep = (0..4).fold(NOTE.as_bytes().to_vec(), |inner, _| zipped(&[("a.zip", &inner)]));
    let climbing = zipped(&[("../../note.md", NOTE.as_bytes()), ("/etc/note-d.md", NOTE.as_bytes())]);
    let mut broken = zipped(&[("note.md", &vec![b'x'; 5000])]);
    broken.truncate(broken.len() / 2);
    let told = read(&[
        ("a-bomb.csv.gz", &bomb),
        ("b-deep.zip", &deep),
        ("c-climbing.zip", &climbing),
        ("d-broken.zip", &broken),
        ("e-broken.gz", &gzipped(NOTE.as_bytes())[..20]),
    ]);
    insta::assert_debug_snapshot!(told, @r#"
    [
        (
            "in/a-bomb.csv.gz",
            [],
            [
                "cannot read `in/a-bomb.csv.gz`: it expands to more than 1048576 bytes, more than 300 times its size",
            ],
        ),
        (
            "in/b-deep.zip!/a.zip!/a.zip!/a.zip",
            [],
            [
                "archives are nested more than 3 deep",
            ],
        ),
        (
            "in/c-climbing.zip!/../../note.md",
            [],
            [
                "the entry's path climbs out of the archive",
            ],
        ),
        (
            "in/c-climbing.zip!//etc/note-d.md",
            [
                "note:file/note-d",
            ],
            [],
        ),
        (
            "in/d-broken.zip",
            [],
            [
                "cannot open the archive: invalid Zip archive: Could not find EOCD",
            ],
        ),
        (
            "in/e-broken.gz",
            [],
            [
                "cannot read `in/e-broken.gz`: incomplete deflate stream",
            ],
        ),
    ]
    "#);
}

#[test]
fn text_of_two_bytes_a_character_is_read() {
    let utf16: Vec<u8> = "\u{feff}"
        .encode_utf16()
        .chain(NOTE.replace("well", "gut für alle").encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    let told = read(&[("note.md", &utf16)]);
    assert_eq!(
        told,
        [("in/note.md".to_owned(), vec!["note:file/note".to_owned()], vec![])]
    );
}
