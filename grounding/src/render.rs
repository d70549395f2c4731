//! Findings as a compiler prints them.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use crate::{Claim, Diagnostic, LabelPlace, Ledger, Lookup, Severity, Source, SourceId, Span};

/// How findings are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RenderStyle {
    /// Whether to use colour.
    pub color: bool,
    /// The width of the terminal, in columns.
    pub width: usize,
}

/// Prints a finding: code and message, the claim with carets, each source with carets, what may
/// be said instead, and where to read about the rule.
pub fn render(finding: &Diagnostic, claim: Option<&Claim>, ledger: &Ledger, style: RenderStyle) -> String {
    let level = match finding.severity {
        Severity::Deny => Level::ERROR,
        Severity::Demote | Severity::Review | Severity::Warn => Level::WARNING,
        Severity::Allow => Level::NOTE,
    };
    let code = finding.code.to_string();
    let mut group = Group::with_title(level.primary_title(finding.message.as_str()).id(code.as_str()));
    if let Some(claim) = claim {
        let labels = finding.labels.iter().filter(|label| label.place == LabelPlace::Claim);
        let mut snippet = Snippet::source(claim.text.as_str())
            .path(format!("claim {}", claim.id))
            .line_start(1);
        for label in labels {
            snippet = snippet.annotation(
                AnnotationKind::Primary
                    .span(label.span.range())
                    .label(label.text.as_str()),
            );
        }
        group = group.element(snippet);
    }
    for (at, (id, span, text)) in source_labels(finding).enumerate() {
        let Some(source) = any_source(ledger, id) else { continue };
        let Some(excerpt) = Excerpt::around(source, span) else {
            continue;
        };
        let kind = if claim.is_none() && at == 0 {
            AnnotationKind::Primary
        } else {
            AnnotationKind::Context
        };
        let when = source.occurred_at.map(|date| format!(" ({date})")).unwrap_or_default();
        let snippet = Snippet::source(excerpt.text)
            .path(format!("{}{when}", source.id))
            .line_start(excerpt.line)
            .fold(false)
            .annotation(kind.span(excerpt.span.range()).label(text));
        group = group.element(snippet);
    }
    let mut report = vec![group];
    if let Some(help) = &finding.help {
        report.push(Group::with_title(Level::HELP.secondary_title(help.as_str())));
    }
    let manual = format!("`vouch explain {code}` says what this rule asks");
    report.push(Group::with_title(Level::NOTE.secondary_title(manual)));
    let renderer = if style.color {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    renderer
        .decor_style(DecorStyle::Ascii)
        .term_width(style.width)
        .render(&report)
}

fn source_labels(finding: &Diagnostic) -> impl Iterator<Item = (&SourceId, Span, &str)> {
    finding.labels.iter().filter_map(|label| match &label.place {
        LabelPlace::Source(id) => Some((id, label.span, label.text.as_str())),
        LabelPlace::Claim => None,
    })
}

/// A finding may point into evidence that is withheld from briefs for what it is (deleted, made
/// in a test mode), but never into what is restricted.
fn any_source<'a>(ledger: &'a Ledger, id: &SourceId) -> Option<&'a Source> {
    match ledger.lookup(id, ledger.view.audience) {
        Lookup::Live(held) => Some(&held.source),
        _ => None,
    }
}

/// The lines of a source that a span touches, cut where they are very long.
struct Excerpt<'a> {
    text: &'a str,
    line: usize,
    span: Span,
}

impl<'a> Excerpt<'a> {
    /// As many bytes of a line are shown on each side of the words pointed at.
    const CONTEXT_BYTES: usize = 160;

    fn around(source: &'a Source, span: Span) -> Option<Self> {
        let text = source.text.as_str();
        text.get(span.range())?;
        let line_start = text[..span.start].rfind('\n').map_or(0, |at| at + 1);
        let line_end = text[span.end..].find('\n').map_or(text.len(), |at| span.end + at);
        let start = floor_boundary(text, line_start.max(span.start.saturating_sub(Self::CONTEXT_BYTES)));
        let end = floor_boundary(text, line_end.min(span.end + Self::CONTEXT_BYTES));
        let line = text[..line_start].matches('\n').count() + 1;
        Some(Self {
            text: &text[start..end],
            line,
            span: Span::new(span.start - start, span.end - start),
        })
    }
}

fn floor_boundary(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
