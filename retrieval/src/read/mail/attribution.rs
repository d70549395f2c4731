//! Lines that say whose words follow: `On 18 May 2026 at 09:40, Ada Byrne wrote:`, and the
//! header fields under `-----Original Message-----`.

use super::history::Line;
use super::message::Person;
use super::names::{address, person, trailing_name};
use super::words::{BESIDE_FROM, FROM, OPENERS, WHOLE_MAIL, WROTE};

/// A mail program breaks such a line into no more lines than this.
const MOST_LINES: usize = 4;
/// A line of more bytes than this is prose.
const LONGEST: usize = 400;

/// The lines before somebody's words.
pub(super) struct Attribution {
    /// How many lines they are.
    pub(super) lines: usize,
    /// Who is named; nobody where a mail is quoted without its header.
    pub(super) person: Option<Person>,
    /// Whether they can't be prose, so that even words that bear no mark follow as quoted ones.
    pub(super) certain: bool,
}

/// The lines at the start of these that say whose words follow, if they do.
pub(super) fn attribution(lines: &[Line<'_>]) -> Option<Attribution> {
    header(lines).or_else(|| sentence(lines))
}

/// `On …, … wrote:`, on one line or on several.
fn sentence(lines: &[Line<'_>]) -> Option<Attribution> {
    let first = lines.first()?;
    let last = lines
        .iter()
        .take(MOST_LINES)
        .take_while(|line| line.depth == first.depth && !line.is_blank())
        .position(|line| line.said.trim_end().ends_with([':', '：']))?;
    let begins = |line: &Line<'_>| {
        let word = line.said.split_whitespace().next().unwrap_or_default();
        OPENERS.contains(&word.to_lowercase().as_str()) || word.contains(|it: char| it.is_ascii_digit())
    };
    let lines = &lines[..=last];
    if last > 0 && !begins(first) || lines.iter().map(|line| line.said.len()).sum::<usize>() > LONGEST {
        return None;
    }
    let joined: Vec<&str> = lines.iter().map(|line| line.said.trim()).collect();
    let joined = joined.join(" ");
    let text = joined.trim_end_matches([':', '：', ' ']);
    let verb = verb(text);
    let address = address(text);
    // Some programs write a date and an address alone.
    if verb.is_none() && !(address.is_some() && has_time(text)) {
        return None;
    }
    let name = match (&address, verb) {
        (Some(address), _) => trailing_name(&text[..address.start]),
        (None, Some((start, end))) => {
            let after = text[end..].trim_matches([' ', ',', ':']);
            if after.is_empty() || after.contains(|it: char| it.is_ascii_digit()) {
                trailing_name(&text[..start])
            } else {
                trailing_name(after)
            }
        }
        (None, None) => String::new(),
    };
    let person = Person {
        name,
        email: address.map(|it| it.email),
    };
    (!person.name.is_empty() || person.email.is_some()).then(|| Attribution {
        lines: lines.len(),
        certain: usize::from(person.email.is_some()) + usize::from(has_time(text)) + usize::from(begins(first)) >= 2,
        person: Some(person),
    })
}

/// A mail's header, with what stands above it.
fn header(lines: &[Line<'_>]) -> Option<Attribution> {
    let first = lines.first()?;
    let above = is_above_header(first.said);
    let mut at = usize::from(above.is_some());
    if above.is_some() {
        while at < MOST_LINES && lines.get(at).is_some_and(Line::is_blank) {
            at += 1;
        }
    }
    let start = at;
    let mut from = None;
    let mut beside = 0;
    while let Some(line) = lines
        .get(at)
        .filter(|line| line.depth == first.depth && !line.is_blank())
    {
        match field(line.said) {
            Some((name, value)) if at == start && FROM.contains(&name.as_str()) => from = Some(person(&value)),
            Some((name, _)) if from.is_some() && BESIDE_FROM.contains(&name.as_str()) => beside += 1,
            // A long list of recipients, or a subject, goes on in the next line.
            _ if at > start && from.is_some() && (line.said.contains('@') || line.said.starts_with(' ')) => {}
            _ => break,
        }
        at += 1;
    }
    match from {
        Some(person) if beside >= 2 => Some(Attribution {
            lines: at,
            person: Some(person),
            certain: true,
        }),
        _ if above == Some(Above::WholeMail) => Some(Attribution {
            lines: 1,
            person: None,
            certain: true,
        }),
        _ => None,
    }
}

#[derive(PartialEq)]
enum Above {
    /// A rule, which may stand anywhere.
    Rule,
    /// It says that a mail follows.
    WholeMail,
}

fn is_above_header(line: &str) -> Option<Above> {
    let line = line.trim();
    let words = line
        .trim_matches(['-', '_', '=', '*', ' ', ':', '>', '<'])
        .to_lowercase();
    let ruled = line.starts_with("--") || line.starts_with("__") || line.starts_with("==");
    let known = WHOLE_MAIL.iter().any(|it| words.starts_with(it));
    if known && (ruled || line.ends_with(':')) {
        Some(Above::WholeMail)
    } else if ruled && (words.is_empty() || line.ends_with("--")) {
        Some(Above::Rule)
    } else {
        None
    }
}

/// `*From:* value` in lowercase and without emphasis.
fn field(line: &str) -> Option<(String, String)> {
    let (name, value) = line.split_once([':', '：'])?;
    let name = name.trim().trim_matches('*').trim();
    (name.len() <= 40).then(|| {
        (
            name.to_lowercase(),
            value.trim().trim_start_matches('*').trim().to_owned(),
        )
    })
}

/// The place of the word for writing, the last one.
fn verb(text: &str) -> Option<(usize, usize)> {
    let edge = |it: Option<char>| it.is_none_or(|it| !it.is_alphanumeric() || !it.is_ascii() && it > '\u{2fff}');
    let lower = text.to_lowercase();
    if lower.len() != text.len() {
        // Places in the one are none in the other; such letters are rare.
        return None;
    }
    WROTE.iter().find_map(|word| {
        let start = lower.rfind(word)?;
        let end = start + word.len();
        let alone = word.starts_with(|it| it > '\u{2fff}')
            || (edge(lower[..start].chars().next_back()) && edge(lower[end..].chars().next()));
        alone.then_some((start, end))
    })
}

/// `9:40`, `09.40` or `9h40`.
fn has_time(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.windows(4).any(|it| {
        it[0].is_ascii_digit()
            && matches!(it[1], b':' | b'.' | b'h')
            && it[2].is_ascii_digit()
            && it[3].is_ascii_digit()
    })
}

#[cfg(test)]
mod tests {
    use super::super::history::lines;
    use super::*;

    fn named(text: &str) -> Option<(String, Option<String>, usize)> {
        let found = attribution(&lines(text, &[]))?;
        let person = found.person.unwrap_or_default();
        Some((person.name, person.email, found.lines))
    }

    #[test]
    fn every_program_says_in_its_own_way_who_wrote() {
        let ada = |email: &str| ("Ada Byrne".to_owned(), (!email.is_empty()).then(|| email.to_owned()), 1);
        let mail = "ada@orrin.example";
        for (line, email) in [
            ("On 18 May 2026 at 09:40, Ada Byrne wrote:", ""),
            (
                "On Mon, May 18, 2026 at 9:40 AM Ada Byrne <ada@orrin.example> wrote:",
                mail,
            ),
            ("On Monday, Ada Byrne wrote:", ""),
            ("On 18/05/2026 09:40, Byrne, Ada wrote:", ""),
            ("Ada Byrne wrote:", ""),
            ("Am 18.05.2026 um 09:40 schrieb Ada Byrne:", ""),
            (
                "Am Mo., 18. Mai 2026 um 09:40 Uhr schrieb Ada Byrne <Ada@orrin.example>:",
                mail,
            ),
            ("Ada Byrne schrieb am 18.05.2026 um 09:40:", ""),
            (
                "Le lun. 18 mai 2026 à 09:40, Ada Byrne <ada@orrin.example> a écrit :",
                mail,
            ),
            (
                "El lun, 18 may 2026 a las 9:40, Ada Byrne (<ada@orrin.example>) escribió:",
                mail,
            ),
            ("Il giorno lun 18 mag 2026 alle ore 09:40 Ada Byrne ha scritto:", ""),
            (
                "Em seg., 18 de mai. de 2026 às 09:40, Ada Byrne <ada@orrin.example> escreveu:",
                mail,
            ),
            (
                "Op 18 mei 2026, om 09:40 heeft Ada Byrne <ada@orrin.example> het volgende geschreven:",
                mail,
            ),
            ("Op ma 18 mei 2026 om 09:40 schreef Ada Byrne:", ""),
            (
                "Den mån 18 maj 2026 kl 09:40 skrev Ada Byrne <ada@orrin.example>:",
                mail,
            ),
            (
                "ma 18. toukok. 2026 klo 9.40 Ada Byrne (ada@orrin.example) kirjoitti:",
                mail,
            ),
            (
                "pon., 18 maj 2026 o 09:40 Ada Byrne <ada@orrin.example> napisał(a):",
                mail,
            ),
            (
                "po 18. 5. 2026 v 9:40 odesílatel Ada Byrne <ada@orrin.example> napsal:",
                mail,
            ),
            ("пн, 18 мая 2026 г. в 09:40, Ada Byrne <ada@orrin.example>:", mail),
            ("Ada Byrne <ada@orrin.example> 于2026年5月18日周一 09:40写道：", mail),
            ("2026年5月18日(月) 9:40 Ada Byrne <ada@orrin.example>:", mail),
        ] {
            assert_eq!(named(line), Some(ada(email)), "{line}");
        }
        let wrapped = "On Mon, May 18, 2026 at 9:40 AM Ada Byrne <\nada@orrin.example> wrote:\n";
        assert_eq!(named(wrapped), Some(("Ada Byrne".to_owned(), Some(mail.to_owned()), 2)));
    }

    #[test]
    fn a_header_within_the_text_names_its_author() {
        let ada = |lines| Some(("Ada Byrne".to_owned(), Some("ada@orrin.example".to_owned()), lines));
        let outlook = "-----Original Message-----\nFrom: Byrne, Ada [mailto:ada@orrin.example]\nSent: Monday\nTo: a@b.example;\n c@d.example\nSubject: x\n\nHi";
        assert_eq!(named(outlook), ada(6));
        let german = "________________________________\nVon: Ada Byrne <ada@orrin.example>\nGesendet: Montag, 18. Mai 2026 09:40\nAn: Tove Lund\nBetreff: AW: x";
        assert_eq!(named(german), ada(5));
        let bold = "*From:* Ada Byrne <ada@orrin.example>\n*Date:* Mon\n*To:* Tove\n\nHi";
        assert_eq!(named(bold), ada(3));
        let apple = "Begin forwarded message:\n\nFrom: Ada Byrne <ada@orrin.example>\nSubject: x\nDate: Mon\n";
        assert_eq!(named(apple), ada(5));
        assert_eq!(
            named("---------- Forwarded message ---------\nHi"),
            Some((String::new(), None, 1))
        );
    }

    #[test]
    fn prose_names_nobody() {
        for line in [
            "From: the whole team\nthanks",
            "Here is what we said:",
            "To: do\nDate: soon\nFrom: now on",
            "---",
            "----------",
            "As it was wrote",
            "",
        ] {
            assert_eq!(named(line), None, "{line}");
        }
    }
}
