use grounding::SourceKind;
use jiff::civil::date;

use super::super::FileReading;
use super::super::tests::{known, read_all, read_one};
use super::*;

const USERS: &str = "Id,Name,Email\n005A0000001Vm9r,Tove Lund,tove@vendor.example\n";

/// A message with these fields and this body.
fn mail(fields: &str, body: &str) -> String {
    format!(
        "{fields}\nMessage-ID: <1@orrin.example>\nDate: Wed, 20 May 2026 23:30:00 -0700\nSubject: Re: =?utf-8?q?Z=C3=A4hler?=\n{body}"
    )
}

const FROM_ADA: &str = "From: Ada Byrne <Ada@orrin.example>\nTo: \"Lund, Tove\" <tove@vendor.example>";

fn read(content: &str) -> FileReading {
    read_all(&[("m", content), ("users.csv", USERS)], &known())
        .files
        .remove(0)
}

/// Each author with their words and their side.
fn told(file: &FileReading) -> Vec<String> {
    let source = &file.records[0].source;
    let authors = source.authors.iter().map(|it| {
        let said = source.text[it.span.range()].replace('\n', "|");
        format!(
            "{} ({:?}, {}): {said}",
            it.name,
            it.affiliation,
            it.email.as_deref().unwrap_or("-")
        )
    });
    authors.collect()
}

#[test]
fn a_message_is_its_plain_text_with_each_persons_words() {
    let body = "MIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=b\n\n--b\n\
        Content-Type: text/plain; charset=iso-8859-1; format=flowed\nContent-Transfer-Encoding: quoted-printable\n\n\
        Hallo Tove,=20\ndie Z=E4hler laufen.\n\nAm 18.05.2026 um 09:40 schrieb Tove Lund:\n> Alles gut?=20\n> Sonst melden.\n\
        --b\nContent-Type: text/html\n\n<p>not this</p>\n--b\nContent-Type: text/plain; name=a.txt\n\
        Content-Disposition: attachment; filename=a.txt\n\nnor this\n--b--\n";
    let file = read(&mail(FROM_ADA, body));
    let source = &file.records[0].source;
    assert_eq!(
        source.text,
        "Hallo Tove, die Zähler laufen.\n\nAm 18.05.2026 um 09:40 schrieb Tove Lund:\n> Alles gut? Sonst melden."
    );
    assert_eq!(
        (source.id.as_str(), source.title.as_str(), source.kind),
        ("mail:message/1@orrin.example", "Re: Zähler", SourceKind::Mail)
    );
    // The day is the sender's.
    assert_eq!(
        (source.occurred_at, source.visibility),
        (Some(date(2026, 5, 20)), Visibility::Shareable)
    );
    assert_eq!(source.account.as_ref().unwrap().as_str(), "orrin");
    assert_eq!(
        told(&file),
        [
            "Ada Byrne (Customer, ada@orrin.example): Hallo Tove, die Zähler laufen.",
            "Lund, Tove (Vendor, tove@vendor.example): > Alles gut? Sonst melden.",
        ]
    );
    assert_eq!((file.format, file.read), (Some(Format::Mail), 1));
}

#[test]
fn html_is_read_where_there_is_no_text() {
    let body = "Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: base64\n\n\
        PHA+UnVucyBhZ2Fpbi48L3A+PGRpdj5PbiBNb24sIE1heSAxOCwgMjAyNiBhdCA5OjQwIEFNIFRvdmUgTHVuZCAmbHQ7dG92ZUB2ZW5kb3Iu\n\
        ZXhhbXBsZSZndDsgd3JvdGU6PC9kaXY+PGJsb2NrcXVvdGU+PHA+QW5kIG5vdz88L3A+PC9ibG9ja3F1b3RlPjxwPlRoYW5rcy48L3A+";
    assert_eq!(
        told(&read(&mail(FROM_ADA, body))),
        [
            "Ada Byrne (Customer, ada@orrin.example): Runs again.",
            "Tove Lund (Vendor, tove@vendor.example): And now?",
            "Ada Byrne (Customer, ada@orrin.example): Thanks.",
        ]
    );
}

#[test]
fn what_stays_within_the_vendor_is_internal_and_of_whom_it_quotes() {
    let fields = "From: tove@vendor.example\nTo: Mo Ito <mo@vendor.example>";
    let body = "\nFYI\n\n---------- Forwarded message ---------\nFrom: Ada Byrne <ada@orrin.example>\nDate: Mon\n\
        Subject: x\nTo: <tove@vendor.example>\n\nIt broke.\n";
    let file = read(&mail(fields, body));
    assert_eq!(file.records[0].source.visibility, Visibility::Internal);
    assert_eq!(
        told(&file),
        [
            "Tove Lund (Vendor, tove@vendor.example): FYI",
            "Ada Byrne (Customer, ada@orrin.example): It broke.",
        ]
    );
    let partner = "From: Bo <bo@partner.example>\nTo: ada@orrin.example";
    let file = read(&mail(partner, "\nHello\n> and who is that?"));
    assert_eq!(told(&file), ["Bo (Unknown, bo@partner.example): Hello"]);
}

#[test]
fn what_cannot_be_placed_is_quarantined_with_its_reason() {
    let reason = |content: &str| {
        let mut accounts = known();
        let mut quill = accounts[0].clone();
        quill.id = AccountId::new("quill");
        quill.aliases.remove(0);
        quill.aliases[0].value = "quill.example".to_owned();
        accounts.push(quill);
        let mut reading = read_all(&[("m.eml", content), ("users.csv", USERS)], &accounts);
        let file = reading.files.remove(0);
        assert_eq!((file.format, file.read, file.records.len()), (Some(Format::Mail), 1, 0));
        assert_eq!(file.quarantined[0].raw, content.as_bytes());
        file.quarantined[0].reason.clone()
    };
    let to = |to: &str| reason(&mail(&format!("From: tove@vendor.example\nTo: {to}"), "\nHi"));
    assert_eq!(
        to("b@nobody.example"),
        "unknown account: nobody has the mail domain `nobody.example`"
    );
    assert_eq!(
        to("b@vendor.example"),
        "unknown account: nobody but the vendor's own people took part"
    );
    assert_eq!(
        to("a@orrin.example, b@quill.example"),
        "the account could be any of `orrin`, `quill`"
    );
    let header = "From: a@orrin.example\nSubject: x\n";
    assert_eq!(
        reason(&format!("{header}Message-ID: <1@a>\n\nHi")),
        "no `Date` is given"
    );
    assert_eq!(
        reason(&format!("{header}Message-ID: <1@a>\nDate: soon\n\nHi")),
        "`Date` `soon` is not a date"
    );
    assert_eq!(
        reason(&format!(
            "{header}Message-ID: <1@a>\nDate: 31 Feb 2026 10:00:00 +0000\n\nHi"
        )),
        "`Date` `31 Feb 2026 10:00:00 +0000` is not a date"
    );
    assert_eq!(
        reason(&format!("{header}Date: 1 May 2026 10:00:00 +0000\n\nHi")),
        "no `Message-ID` is given"
    );
    assert_eq!(
        reason("No header here.\nNone at all."),
        "no header fields: a mail begins with `From`, `Date` and `Message-ID`"
    );
    assert_eq!(read_one("m.txt", "No header here.\nNone at all.", &[]).format, None);
}

#[test]
fn a_mailbox_holds_many_messages() {
    let good = mail(FROM_ADA, "\n>From Monday on it runs.\n");
    let mailbox = format!(
        "From ada@orrin.example Wed May 20 10:12:00 2026\n{good}\nFrom - Wed May 20 10:13:00 2026\nSubject: x\n\nlost\n\n\
         From ada@orrin.example Wed May 20 10:14:00 2026\n{good}\n"
    );
    let file = read(&mailbox);
    assert_eq!((file.format, file.read), (Some(Format::Mailbox), 3));
    let texts: Vec<&str> = file.records.iter().map(|it| it.source.text.as_str()).collect();
    assert_eq!(texts, ["From Monday on it runs."; 2]);
    assert_eq!(
        (file.quarantined[0].at.as_str(), file.quarantined[0].reason.as_str()),
        ("line 10", "no `Message-ID` is given")
    );
    let raw = &file.quarantined[0].raw;
    assert_eq!(raw, b"From - Wed May 20 10:13:00 2026\nSubject: x\n\nlost\n\n");
}

#[test]
fn bytes_of_another_character_set_are_not_lost() {
    let text = |content_type: &str, body: &[u8]| {
        let head = mail(FROM_ADA, content_type) + "\n\n";
        let bytes = [head.as_bytes(), body].concat();
        let file = ExportFile::new("m.eml", &bytes);
        parse_message(file.bytes, file.bytes, "", &file)
            .ok()
            .unwrap()
            .draft
            .source
            .text
    };
    assert_eq!(text("Content-Type: text/plain", b"Z\xe4hler"), "Zähler");
    assert_eq!(text("Content-Type: text/plain; charset=x-none", b"Z\xe4hler"), "Zähler");
    assert_eq!(text("Content-Type: text/plain; charset=utf-8", b"Z\xe4hler"), "Zähler");
    assert_eq!(text("Content-Type: text/plain", "Zähler".as_bytes()), "Zähler");
    assert_eq!(
        text("Content-Type: text/plain; charset=utf-8", b"\xc3\xa4 \xff"),
        "ä \u{fffd}"
    );
    assert_eq!(
        text("Content-Type: text/plain; charset=shift_jis", b"\x93\xfa\x96{"),
        "日本"
    );
}

#[test]
fn hostile_messages_are_read_or_set_aside() {
    let multipart = "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nHi\n--b";
    let whole = mail(FROM_ADA, multipart);
    for end in 0..whole.len() {
        let file = read(&whole[..end]);
        assert!(file.records.len() + file.quarantined.len() <= 1);
    }
    let within = "Content-Type: message/rfc822\n\n".repeat(50_000);
    let nested = "Content-Type: multipart/mixed; boundary=b\n\n--b\n".repeat(50_000);
    for body in [within, nested] {
        let file = read(&mail(FROM_ADA, &body));
        assert!(file.quarantined[0].reason.ends_with("more than the 250 allowed"));
    }
    for body in [
        "Content-Type: message/rfc822\n\n".repeat(200),
        "Content-Type: multipart/mixed; boundary=b\n\n--b\n".repeat(200),
        format!("\n{}", "> ".repeat(10_000)),
        format!(
            "\n{}",
            (1..2_000)
                .map(|it| ">".repeat(it) + " On 1 May, x wrote:\n")
                .collect::<String>()
        ),
        "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: message/rfc822\n\n\
         From: xContent-Type: multipart/mixed; bounhey\n--c--\n--b\nContent-Type: message/rfc822\n\
         Content-Transfer-En\n\ncoding: base64\n\nRnJvbTogYUBiCgpoaQo=\n--b--\n"
            .to_owned(),
        "Content-Transfer-Encoding: base64\n\n!!!=".to_owned(),
        "Content-Type: text/plain; charset=\"\0\"\n\n\0\u{1}".to_owned(),
        "Content-Type: multipart/alternative; boundary=\"\"\n\n--\n\n----".to_owned(),
    ] {
        assert_eq!(read(&mail(FROM_ADA, &body)).records.len(), 1, "{}", &body[..20]);
    }
}
