//! Taking HTML out of texts.

mod entities;

pub(super) use entities::unescape;

/// The text of an HTML fragment: tags dropped, blocks and line breaks on lines of their own.
pub(super) fn strip_tags(html: &str) -> String {
    render(html).text
}

/// What a person would read of an HTML document.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Rendered {
    pub(super) text: String,
    /// What stands in `blockquote`, in order and without overlap.
    pub(super) quoted: Vec<Quoted>,
}

/// A stretch of a text that is quoted by its markup.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Quoted {
    /// In bytes, end excluded.
    pub(super) start: usize,
    pub(super) end: usize,
    /// How many quotations it stands within; at least 1.
    pub(super) depth: usize,
}

impl Quoted {
    /// The same in a text that begins so many bytes earlier.
    pub(super) fn moved(self, by: usize) -> Self {
        Self {
            start: self.start + by,
            end: self.end + by,
            ..self
        }
    }
}

/// Renders HTML: white space as a browser shows it, without scripts, styles, comments and what
/// stands in the head.
///
/// The libraries that do it (`html2text`, `scraper`) wrap lines, draw tables and number links,
/// and build a tree, whose depth an input decides; quotes need the words alone.
pub(super) fn render(html: &str) -> Rendered {
    let mut page = Page::default();
    // Beyond the last `>` there is no tag.
    let (mut rest, tail) = html.split_at(html.rfind('>').map_or(0, |last| last + 1));
    while let Some(start) = rest.find('<') {
        page.text(&rest[..start]);
        rest = &rest[start..];
        let Some(tag) = Tag::at(rest) else {
            // A lone angle bracket is text.
            page.text("<");
            rest = &rest[1..];
            continue;
        };
        rest = &rest[tag.length..];
        if let Some(hidden) = HIDDEN.iter().find(|it| tag.opens(it)) {
            let Some(shown) = after(rest, hidden) else {
                return page.finish();
            };
            rest = shown;
        } else {
            page.tag(&tag);
        }
    }
    page.text(rest);
    page.text(tail);
    page.finish()
}

/// Elements whose content nobody is shown.
const HIDDEN: [&str; 6] = ["head", "script", "style", "template", "title", "noframes"];

/// Elements that stand on lines of their own.
const BLOCKS: [&str; 34] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "tbody",
    "tr",
    "ul",
];

/// What follows the end of the element, if it ends.
fn after<'a>(rest: &'a str, name: &str) -> Option<&'a str> {
    let mut places = rest.match_indices("</").map(|(at, _)| &rest[at + 2..]);
    let end = places.find(|end| {
        let named = end.get(..name.len()).is_some_and(|it| it.eq_ignore_ascii_case(name));
        named && !end[name.len()..].starts_with(|it: char| it.is_ascii_alphanumeric())
    });
    Some(end?.split_once('>')?.1)
}

/// A tag or a comment at the start of a text.
struct Tag {
    /// In lowercase; empty for a comment.
    name: String,
    closing: bool,
    length: usize,
}

impl Tag {
    fn at(text: &str) -> Option<Self> {
        let unnamed = |length: usize| {
            Some(Self {
                name: String::new(),
                closing: false,
                length,
            })
        };
        if text.starts_with("<!--") {
            return unnamed(text.find("-->").map_or(text.len(), |end| end + 3));
        }
        if text.starts_with("<!") || text.starts_with("<?") {
            return unnamed(text.find('>')? + 1);
        }
        let closing = text.starts_with("</");
        let inside = &text[1 + usize::from(closing)..];
        let name: String = inside.chars().take_while(char::is_ascii_alphanumeric).collect();
        if !name.starts_with(|it: char| it.is_ascii_alphabetic()) {
            return None;
        }
        let mut quote = None;
        let end = text.bytes().position(|byte| {
            if let Some(mark) = quote {
                quote = (byte != mark).then_some(mark);
                return false;
            }
            quote = matches!(byte, b'"' | b'\'').then_some(byte);
            byte == b'>'
        });
        // A quotation mark that is never closed hides no more than its tag.
        let end = end.or_else(|| text.find('>'))?;
        Some(Self {
            name: name.to_ascii_lowercase(),
            closing,
            length: end + 1,
        })
    }

    fn opens(&self, name: &str) -> bool {
        !self.closing && self.name == name
    }
}

/// A page as far as it is rendered.
#[derive(Default)]
struct Page {
    text: String,
    quoted: Vec<Quoted>,
    depth: usize,
    preformatted: usize,
    /// Whether white space was met that is not written yet.
    spaced: bool,
}

impl Page {
    fn text(&mut self, html: &str) {
        if html.is_empty() {
            return;
        }
        let plain = unescape(html);
        let start = self.text.len();
        if self.preformatted > 0 {
            self.text.push_str(&plain);
        } else {
            for character in plain.chars() {
                // A space that does not break is one that somebody meant.
                if character.is_ascii_whitespace() {
                    self.spaced = true;
                    continue;
                }
                if self.spaced && !self.text.is_empty() && !self.text.ends_with('\n') {
                    self.text.push(' ');
                }
                self.spaced = false;
                self.text.push(character);
            }
        }
        if self.depth == 0 || self.text.len() == start {
            return;
        }
        let (depth, end) = (self.depth, self.text.len());
        match self.quoted.last_mut() {
            Some(last) if last.depth == depth && self.text[last.end..start].trim().is_empty() => last.end = end,
            _ => self.quoted.push(Quoted { start, end, depth }),
        }
    }

    fn tag(&mut self, tag: &Tag) {
        match tag.name.as_str() {
            "br" => self.text.push('\n'),
            "td" | "th" => self.spaced = true,
            name if BLOCKS.contains(&name) => self.break_line(),
            _ => {}
        }
        let count = |count: usize| {
            if tag.closing {
                count.saturating_sub(1)
            } else {
                count + 1
            }
        };
        match tag.name.as_str() {
            "blockquote" => self.depth = count(self.depth),
            "pre" => self.preformatted = count(self.preformatted),
            _ => {}
        }
    }

    fn break_line(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
        self.spaced = false;
    }

    fn finish(mut self) -> Rendered {
        let blank = self.text.len() - self.text.trim_start().len();
        self.text.truncate(self.text.trim_end().len());
        self.text.drain(..blank.min(self.text.len()));
        let length = self.text.len();
        let moved = |place: usize| place.saturating_sub(blank).min(length);
        for quoted in &mut self.quoted {
            (quoted.start, quoted.end) = (moved(quoted.start), moved(quoted.end));
        }
        self.quoted.retain(|it| it.start < it.end);
        Rendered {
            text: self.text,
            quoted: self.quoted,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_becomes_text() {
        assert_eq!(
            strip_tags("<div dir=\"auto\"><p>Tom &amp; Ann</p><p>x &lt; y<br>&#8364; 5 &bogus;</p></div>"),
            "Tom & Ann\nx < y\n€ 5 &bogus;"
        );
    }

    #[test]
    fn only_what_is_shown_is_text() {
        let html = "<!DOCTYPE html>\n<html><HEAD><title>No</title><style>p > b {}</style></HEAD>\n<body>\n  \
            <!-- a > b --><p title=\"x > y\">One  of\n<b>two</b>,<i> three</i></p>\n<script>if (a</b) {}</script>\
            <table><tr><td>Seats</td><td>40</td></tr></table><pre>a\n  b</pre>1 < 2 &auml;&ouml;&euro;&ndash;</body></html>";
        assert_eq!(strip_tags(html), "One of two, three\nSeats 40\na\n  b\n1 < 2 äö€–");
    }

    #[test]
    fn quotations_are_told_with_their_depth() {
        let html = " <p>Yes.</p><blockquote><p>Can we?</p><blockquote>So?</blockquote></blockquote><p>Bye</p>";
        let rendered = render(html);
        let quoted: Vec<(&str, usize)> = rendered
            .quoted
            .iter()
            .map(|it| (&rendered.text[it.start..it.end], it.depth))
            .collect();
        assert_eq!(rendered.text, "Yes.\nCan we?\nSo?\nBye");
        assert_eq!(quoted, [("Can we?", 1), ("So?", 2)]);
    }

    #[test]
    fn broken_html_is_read_to_its_end() {
        let nested = format!("{}deep", "<blockquote><div>".repeat(50_000));
        assert_eq!(strip_tags(&nested), "deep");
        for (html, text) in [
            ("a <p title=\"never closed>b</p>", "a\nb"),
            ("<script>for ever", ""),
            ("</blockquote></pre>x <", "x <"),
            ("<<b>>", "<>"),
            ("&#xD800;&#99999999;&;&", "&#xD800;&#99999999;&;&"),
            ("x <!-- open", "x <!-- open"),
        ] {
            assert_eq!(strip_tags(html), text, "{html}");
        }
    }
}
