//! Whose words are where in a mail: the sender's own, and those that it quotes.
//!
//! Words are quoted where lines begin with `>` or stand in a `blockquote`, and where they follow
//! a line such as `On …, … wrote:` or another mail's header, up to the end of what is quoted as
//! deep. Signatures stay with whom they follow. Of the lines that mail programs add to say who
//! wrote, and of what is quoted without a name, nobody is said to be the author.

use grounding::Span;

use super::super::markup::Quoted;
use super::attribution::attribution;
use super::message::Person;

/// Deeper quotations are taken for one of this depth.
const DEEPEST: usize = 50;

/// A part of a mail's text that is one person's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stretch {
    pub(super) span: Span,
    /// Who wrote it; the sender where nobody is named.
    pub(super) quoted: Option<Person>,
}

/// A line of a mail.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'a> {
    /// Where it stands in the text, marks of quoting included and its line break not.
    span: Span,
    /// How deep it is quoted.
    pub(super) depth: usize,
    /// What it says, without marks of quoting.
    pub(super) said: &'a str,
}

impl Line<'_> {
    pub(super) fn is_blank(&self) -> bool {
        self.said.trim().is_empty()
    }
}

/// Who is taken to write at one depth of quoting.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Voice {
    Sender,
    Named(Person),
    Nobody,
}

/// The stretches of a text that are somebody's, in order and without overlap. `quoted` says
/// what the markup quotes.
pub(super) fn stretches(text: &str, quoted: &[Quoted]) -> Vec<Stretch> {
    let lines = lines(text, quoted);
    let mut voices = Voices(vec![Voice::Sender]);
    let mut runs: Vec<(Span, Voice)> = Vec::new();
    let mut breaks = false;
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        if line.is_blank() {
            at += 1;
            continue;
        }
        if let Some(found) = attribution(&lines[at..]) {
            let next = lines[at + found.lines..].iter().find(|next| !next.is_blank());
            let deeper = next.is_some_and(|next| next.depth > line.depth);
            if deeper || found.certain {
                let depth = line.depth + usize::from(deeper);
                voices.set(depth, found.person.map_or(Voice::Nobody, Voice::Named));
                breaks = true;
                at += found.lines;
                continue;
            }
        }
        let voice = voices.at(line.depth);
        match runs.last_mut() {
            Some((span, last)) if !breaks && last == voice => span.end = line.span.end,
            _ => runs.push((line.span, voice.clone())),
        }
        breaks = false;
        at += 1;
    }
    runs.into_iter()
        .filter_map(|(span, voice)| {
            let quoted = match voice {
                Voice::Sender => None,
                Voice::Named(person) => Some(person),
                Voice::Nobody => return None,
            };
            Some(Stretch { span, quoted })
        })
        .collect()
}

/// Who writes at which depth.
struct Voices(Vec<Voice>);

impl Voices {
    fn at(&self, depth: usize) -> &Voice {
        self.0.get(depth).unwrap_or(&Voice::Nobody)
    }

    /// From here on somebody else writes at that depth, and what they quote is not known yet.
    fn set(&mut self, depth: usize, voice: Voice) {
        self.0.resize(depth, Voice::Nobody);
        self.0.push(voice);
    }
}

/// The lines of a text.
pub(super) fn lines<'a>(text: &'a str, quoted: &[Quoted]) -> Vec<Line<'a>> {
    let mut start = 0;
    let mut quoted = quoted.iter().peekable();
    text.split('\n')
        .map(|line| {
            let span = Span::new(start, start + line.len());
            start = span.end + 1;
            while quoted.next_if(|it| it.end <= span.start).is_some() {}
            let by_markup = quoted.peek().filter(|it| it.start < span.end).map_or(0, |it| it.depth);
            let (by_marks, said) = marks(line);
            Line {
                span,
                depth: (by_markup + by_marks).min(DEEPEST),
                said,
            }
        })
        .collect()
}

/// How many `>` a line begins with, and what follows them.
fn marks(line: &str) -> (usize, &str) {
    let mut depth = 0;
    let mut rest = line;
    loop {
        if let Some(after) = rest.strip_prefix('>').or_else(|| rest.strip_prefix(" >")) {
            depth += 1;
            rest = after;
        } else {
            return (
                depth,
                if depth > 0 {
                    rest.strip_prefix(' ').unwrap_or(rest)
                } else {
                    rest
                },
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each stretch as `name: first and last words`.
    fn told(text: &str) -> Vec<String> {
        let stretches = stretches(text, &[]);
        let name = |it: &Stretch| it.quoted.as_ref().map_or("me", |it| it.name.as_str()).to_owned();
        stretches
            .iter()
            .map(|it| format!("{}: {}", name(it), text[it.span.range()].replace('\n', "|")))
            .collect()
    }

    #[test]
    fn nested_and_interleaved_quotations_have_their_own_authors() {
        let text = "Hi,\n\nagreed.\n\nOn 18 May 2026 at 09:40, Tove Lund wrote:\n> Shall we?\n>\n> On 17 May 2026, Ada Byrne\n> <ada@orrin.example> wrote:\n>> It broke.\n>> Twice.\n>\n> Sorry.\nAnd one more.\n> Shall we?\n> > It broke.\n-- \nMo";
        insta::assert_snapshot!(told(text).join("\n"), @"
        me: Hi,||agreed.
        Tove Lund: > Shall we?
        Ada Byrne: >> It broke.|>> Twice.
        Tove Lund: > Sorry.
        me: And one more.
        Tove Lund: > Shall we?
        Ada Byrne: > > It broke.
        me: -- |Mo
        ");
    }

    #[test]
    fn what_follows_a_header_is_its_authors() {
        let text = "FYI\n\n-----Original Message-----\nFrom: Ada Byrne\nSent: Monday\nTo: Tove Lund\n\nIt broke.\n\nAda\n\nAm 17.05.2026 um 08:00 schrieb Tove Lund:\n\nAll fine?\n";
        assert_eq!(
            told(text),
            ["me: FYI", "Ada Byrne: It broke.||Ada", "Tove Lund: All fine?"]
        );
        let unnamed = "FYI\n---------- Forwarded message ----------\nIt broke.\n> quoted";
        assert_eq!(told(unnamed), ["me: FYI"]);
        assert_eq!(
            told("As Ada wrote:\nit broke.\n> nobody's"),
            ["me: As Ada wrote:|it broke."]
        );
    }

    #[test]
    fn markup_quotes_as_marks_do() {
        let text = "Yes.\nAda Byrne wrote:\nCan we?\nBye";
        let start = text.find("Can").unwrap();
        let quoted = Quoted {
            start,
            end: start + 7,
            depth: 1,
        };
        let whose: Vec<(Option<&str>, &str)> = stretches(text, &[quoted])
            .iter()
            .map(|it| (it.quoted.as_ref().map(|it| it.name.clone()), &text[it.span.range()]))
            .map(|(name, said)| (name.map(|_| "Ada Byrne"), said))
            .collect();
        assert_eq!(whose, [(None, "Yes."), (Some("Ada Byrne"), "Can we?"), (None, "Bye")]);
    }

    #[test]
    fn ten_thousand_quotations_within_each_other_are_read() {
        let text = format!(
            "Hi\n{}deep\n{}",
            ">".repeat(10_000),
            "> a:\n>> b wrote:\n".repeat(10_000)
        );
        assert_eq!(told(&text)[0], "me: Hi");
    }
}
