//! What a person reads when something could not be done.

use std::io::{ErrorKind, Write as _};
use std::process::ExitCode;

use serde_json::json;

use crate::output::Output;

/// The exit code of what could not be done.
const COULD_NOT: u8 = 2;

/// An error that says what to do about it.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub(crate) struct Hinted {
    message: String,
    hints: Vec<String>,
    kind: Kind,
}

/// What kind of error it is, for a way in that tells kinds apart, as HTTP does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// What was asked makes no sense as it was asked.
    Invalid,
    /// What was named is not there.
    Missing,
    /// Nobody has signed in, and it takes a name.
    Unnamed,
    /// Whoever asks may not.
    Denied,
    /// It makes sense and may be asked, but not as things stand.
    Refused,
}

impl Hinted {
    /// An error of what was asked.
    pub(crate) fn new(message: impl Into<String>, hints: impl IntoIterator<Item = String>) -> Self {
        Self {
            message: message.into(),
            hints: hints.into_iter().collect(),
            kind: Kind::Invalid,
        }
    }

    /// The same error, of another kind.
    pub(crate) fn of_kind(self, kind: Kind) -> Self {
        Self { kind, ..self }
    }

    /// What kind of error it is.
    pub(crate) fn kind(&self) -> Kind {
        self.kind
    }

    /// What to do about it.
    pub(crate) fn hints(&self) -> &[String] {
        &self.hints
    }
}

/// The error of a command that somebody broke off.
pub(crate) fn interrupted() -> anyhow::Error {
    let hint = "what was reported as stored is stored; run the same command again to go on".to_owned();
    Hinted::new("interrupted", [hint]).into()
}

/// Tells what is wrong with a command line, as JSON where that was asked for.
pub(crate) fn usage(error: &clap::Error) -> ExitCode {
    let wants_json = std::env::args().any(|it| it == "--format=json")
        || std::env::args()
            .zip(std::env::args().skip(1))
            .any(|(name, value)| name == "--format" && value == "json");
    if error.use_stderr() && wants_json {
        let message = error.render().to_string();
        let message = message
            .trim()
            .strip_prefix("error: ")
            .unwrap_or(message.trim())
            .to_owned();
        let hint = "`vouch --help` lists the commands";
        let told = json!({ "error": { "message": message, "causes": [], "hints": [hint] } });
        // Nothing more can be done where the error stream itself is closed.
        let _ = writeln!(anstream::stderr().lock(), "{told}");
    } else {
        let _ = error.print();
    }
    if error.use_stderr() {
        ExitCode::from(COULD_NOT)
    } else {
        ExitCode::SUCCESS
    }
}

/// Tells what went wrong, the chain of its causes, and what to do; as JSON where that was asked
/// for.
pub(crate) fn report(error: &anyhow::Error, output: &Output) -> ExitCode {
    let mut causes: Vec<String> = Vec::new();
    for cause in error.chain().skip(1).map(ToString::to_string) {
        // A transparent error repeats its cause word for word.
        if !error.to_string().contains(&cause) && causes.iter().all(|known| !known.contains(&cause)) {
            causes.push(cause);
        }
    }
    let hints: Vec<String> = error
        .chain()
        .filter_map(|it| it.downcast_ref::<Hinted>())
        .flat_map(|it| it.hints.clone())
        .collect();
    let mut stderr = anstream::stderr().lock();
    // Nothing more can be done where the error stream itself is closed.
    let _ = if output.is_json() {
        writeln!(
            stderr,
            "{}",
            json!({ "error": { "message": error.to_string(), "causes": causes, "hints": hints } })
        )
    } else {
        let mut text = format!("error: {error}");
        for cause in &causes {
            text.push_str(&format!("\n  because: {cause}"));
        }
        for hint in &hints {
            text.push_str(&format!("\nhint: {hint}"));
        }
        writeln!(stderr, "{text}")
    };
    ExitCode::from(COULD_NOT)
}

/// Whether the reader of our output went away, as `head` does; that is no error of ours.
pub(crate) fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|it| {
        let told = it.downcast_ref::<std::io::Error>().map(std::io::Error::kind);
        let in_json = it
            .downcast_ref::<serde_json::Error>()
            .and_then(serde_json::Error::io_error_kind);
        told.or(in_json) == Some(ErrorKind::BrokenPipe)
    })
}
