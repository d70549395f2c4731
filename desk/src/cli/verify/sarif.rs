//! Findings as SARIF 2.1.0, for editors and code-review tools.

use std::path::Path;

use grounding::{Claim, Diagnostic, LabelPlace, Policy, Rule, Severity, Span};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

/// A log with one run.
#[derive(Debug, Serialize)]
pub(super) struct Log {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run; 1],
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Run {
    tool: Tool,
    invocations: [Invocation; 1],
    artifacts: [Artifact; 1],
    column_kind: &'static str,
    results: Vec<SarifResult>,
}

#[derive(Debug, Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    semantic_version: &'static str,
    rules: Vec<Descriptor>,
}

/// A rule.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Descriptor {
    id: String,
    name: &'static str,
    short_description: Message,
    full_description: Message,
    help: Message,
    default_configuration: Configuration,
    properties: Properties,
}

#[derive(Debug, Serialize)]
struct Configuration {
    enabled: bool,
    level: &'static str,
}

#[derive(Debug, Serialize)]
struct Properties {
    family: &'static str,
    severity: Severity,
}

#[derive(Debug, Serialize)]
struct Message {
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    markdown: Option<String>,
}

impl Message {
    fn plain(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            markdown: None,
        }
    }
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Invocation {
    execution_successful: bool,
    tool_execution_notifications: Vec<Notification>,
}

/// Something that could not be judged.
#[derive(Debug, Serialize)]
struct Notification {
    level: &'static str,
    message: Message,
    locations: [Place; 1],
}

#[derive(Debug, Serialize)]
struct Artifact {
    location: ArtifactLocation,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifResult {
    rule_id: String,
    rule_index: usize,
    level: &'static str,
    message: Message,
    locations: [Place; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Place>,
    properties: Properties,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Place {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    physical_location: PhysicalLocation,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    logical_locations: Vec<LogicalLocation>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Message>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: ArtifactLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Region>,
}

#[derive(Debug, Clone, Serialize)]
struct ArtifactLocation {
    uri: String,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct LogicalLocation {
    name: String,
    fully_qualified_name: String,
    kind: &'static str,
}

#[derive(Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    #[serde(skip_serializing_if = "Option::is_none")]
    start_line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    start_column: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_column: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    char_offset: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    char_length: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    byte_offset: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    byte_length: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    snippet: Option<Message>,
}

/// Findings about one file, gathered one by one.
#[derive(Debug)]
pub(super) struct Report {
    artifact: ArtifactLocation,
    counted: Counted,
    results: Vec<SarifResult>,
    notifications: Vec<Notification>,
}

impl Report {
    pub(super) fn of(path: &Path) -> Self {
        Self {
            artifact: ArtifactLocation { uri: file_uri(path) },
            counted: Counted::default(),
            results: Vec::new(),
            notifications: Vec::new(),
        }
    }

    /// Adds a finding about a claim, or about the draft as a whole. `written` is where the claim's
    /// text stands.
    pub(super) fn add(&mut self, finding: &Diagnostic, claim: Option<&Claim>, written: Option<&Written<'_>>) {
        let in_claim = finding.labels.iter().find(|label| label.place == LabelPlace::Claim);
        let location = Place {
            id: None,
            physical_location: PhysicalLocation {
                artifact_location: self.artifact.clone(),
                region: written.map(|it| it.region(&mut self.counted, claim, in_claim.map(|label| label.span))),
            },
            logical_locations: logical(finding, claim),
            message: in_claim.map(|label| Message::plain(label.text.as_str())),
        };
        let of_sources = finding.labels.iter().filter_map(|label| match &label.place {
            LabelPlace::Source(id) => Some((format!("source:{}", escaped(id.as_str())), label)),
            LabelPlace::Claim => None,
        });
        let related = of_sources.enumerate().map(|(at, (uri, label))| Place {
            id: Some(at + 1),
            physical_location: PhysicalLocation {
                artifact_location: ArtifactLocation { uri },
                region: Some(Region {
                    byte_offset: Some(label.span.start),
                    byte_length: Some(label.span.end - label.span.start),
                    snippet: Some(Message::plain(label.quote.as_str())),
                    ..Region::default()
                }),
            },
            logical_locations: Vec::new(),
            message: Some(Message::plain(label.text.as_str())),
        });
        let help = finding
            .help
            .as_deref()
            .map(|help| format!("; {help}"))
            .unwrap_or_default();
        let rule = Rule::all().iter().position(|rule| rule.code == finding.code);
        let Some((rule_index, rule)) = rule.map(|at| (at, &Rule::all()[at])) else {
            return;
        };
        self.results.push(SarifResult {
            rule_id: finding.code.to_string(),
            rule_index,
            level: level(finding.severity),
            message: Message::plain(format!("{}{help}", finding.message)),
            locations: [location],
            related_locations: related.collect(),
            properties: Properties {
                family: rule.family(),
                severity: finding.severity,
            },
        });
    }

    /// Adds a line that could not be read.
    pub(super) fn unread(&mut self, line: usize, error: &str) {
        self.notifications.push(Notification {
            level: "error",
            message: Message::plain(error),
            locations: [Place {
                id: None,
                physical_location: PhysicalLocation {
                    artifact_location: self.artifact.clone(),
                    region: Some(Region {
                        start_line: Some(line),
                        ..Region::default()
                    }),
                },
                logical_locations: Vec::new(),
                message: None,
            }],
        });
    }

    pub(super) fn finish(self, policy: &Policy) -> Log {
        Log {
            schema: "https://json.schemastore.org/sarif-2.1.0.json",
            version: "2.1.0",
            runs: [Run {
                tool: Tool {
                    driver: Driver {
                        name: "vouch",
                        semantic_version: env!("CARGO_PKG_VERSION"),
                        rules: Rule::all().iter().map(|rule| descriptor(rule, policy)).collect(),
                    },
                },
                invocations: [Invocation {
                    execution_successful: self.notifications.is_empty(),
                    tool_execution_notifications: self.notifications,
                }],
                artifacts: [Artifact {
                    location: self.artifact,
                }],
                column_kind: "unicodeCodePoints",
                results: self.results,
            }],
        }
    }
}

fn descriptor(rule: &Rule, policy: &Policy) -> Descriptor {
    let severity = policy.severity(rule);
    let lines = rule.manual.lines().map(|line| line.strip_prefix(' ').unwrap_or(line));
    let manual = lines.collect::<Vec<_>>().join("\n");
    let does = manual
        .split("\n## ")
        .find_map(|part| part.strip_prefix("What it does\n"));
    Descriptor {
        id: rule.code.to_string(),
        name: rule.name,
        short_description: Message::plain(rule.summary()),
        full_description: Message::plain(does.map_or(rule.summary(), str::trim)),
        help: Message {
            text: manual.clone(),
            markdown: Some(manual),
        },
        default_configuration: Configuration {
            enabled: severity != Severity::Allow,
            level: level(severity),
        },
        properties: Properties {
            family: rule.family(),
            severity,
        },
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Deny => "error",
        Severity::Review | Severity::Demote => "warning",
        Severity::Warn => "note",
        Severity::Allow => "none",
    }
}

/// The claim that a finding is about; else the question, section or record, where it names one.
fn logical(finding: &Diagnostic, claim: Option<&Claim>) -> Vec<LogicalLocation> {
    let (name, qualified) = match claim {
        Some(claim) => (claim.id.clone(), format!("claims/{}", claim.id)),
        None if finding.about.is_empty() => return Vec::new(),
        None => (finding.about.clone(), finding.about.clone()),
    };
    vec![LogicalLocation {
        name,
        fully_qualified_name: qualified,
        kind: "element",
    }]
}

/// How far a file was counted. Claims come in the file's order, so that it is gone over once.
#[derive(Debug, Default)]
struct Counted {
    bytes: usize,
    chars: usize,
    lines: usize,
    /// Characters since the last line break.
    column: usize,
}

impl Counted {
    fn up_to(&mut self, file: &str, place: usize) {
        if place < self.bytes {
            *self = Self::default();
        }
        for character in file[self.bytes..place].chars() {
            self.chars += 1;
            self.column += 1;
            if character == '\n' {
                self.lines += 1;
                self.column = 0;
            }
        }
        self.bytes = place;
    }
}

/// Where a claim's text stands in a file: the literal, with its quotation marks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Written<'a> {
    file: &'a str,
    literal: Span,
}

#[derive(Debug, Deserialize)]
struct DraftText<'a> {
    #[serde(borrow)]
    claims: Vec<ClaimText<'a>>,
}

#[derive(Debug, Deserialize)]
struct ClaimText<'a> {
    #[serde(borrow)]
    text: &'a RawValue,
}

impl<'a> Written<'a> {
    /// Where the texts of a draft's claims stand, in their order.
    pub(super) fn all(file: &'a str) -> Vec<Self> {
        let read: Option<DraftText<'a>> = serde_json::from_str(file).ok();
        let claims = read.map(|it| it.claims).unwrap_or_default();
        claims.iter().filter_map(|claim| Self::new(file, claim.text)).collect()
    }

    /// Where the text of the claim stands that is on a line of the file.
    pub(super) fn on_line(file: &'a str, line: &'a str) -> Option<Self> {
        let claim: ClaimText<'a> = serde_json::from_str(line).ok()?;
        Self::new(file, claim.text)
    }

    fn new(file: &'a str, raw: &RawValue) -> Option<Self> {
        let start = (raw.get().as_ptr() as usize).checked_sub(file.as_ptr() as usize)?;
        let literal = Span::new(start, start + raw.get().len());
        file.get(literal.range())?;
        Some(Self { file, literal })
    }

    /// The words pointed at, where the literal has no escapes to count around; else all of it.
    fn region(&self, counted: &mut Counted, claim: Option<&Claim>, words: Option<Span>) -> Region {
        let inner = Span::new(self.literal.start + 1, self.literal.end - 1);
        let as_said = claim.is_some_and(|claim| self.file[inner.range()] == claim.text);
        let span = match words {
            Some(words) if as_said => Span::new(inner.start + words.start, inner.start + words.end),
            _ => inner,
        };
        counted.up_to(self.file, self.literal.start);
        // A literal holds no line break.
        let ahead = self.file[self.literal.start..span.start].chars().count();
        let column = counted.column + ahead + 1;
        let words = &self.file[span.range()];
        let length = words.chars().count();
        Region {
            start_line: Some(counted.lines + 1),
            start_column: Some(column),
            end_column: Some(column + length),
            char_offset: Some(counted.chars + ahead),
            char_length: Some(length),
            snippet: Some(Message::plain(words)),
            ..Region::default()
        }
    }
}

/// A path as a URI: relative as it was given, so that a log means the same on another machine.
fn file_uri(path: &Path) -> String {
    let text = path.to_string_lossy().replace('\\', "/");
    let escaped = escaped(&text);
    if path.is_absolute() {
        format!("file://{}{escaped}", if escaped.starts_with('/') { "" } else { "/" })
    } else {
        escaped.replace(':', "%3A")
    }
}

/// A text as part of a URI: what has a meaning there, or none, is written as its bytes.
fn escaped(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' | b':' | b'@' => {
                char::from(byte).to_string()
            }
            _ => format!("%{byte:02X}"),
        })
        .collect()
}
