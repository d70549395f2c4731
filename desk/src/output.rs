//! Where results go: standard output, as text or JSON, through a pager where it is long.

use std::io::{IsTerminal as _, Write as _};
use std::process::{Command, Stdio};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};
use serde::Serialize;
use workflow::brief::TextStyle;

use crate::cli::{Format, Global};

/// How often a moving line moves.
const TICK: Duration = Duration::from_millis(120);

/// How this run prints.
pub(crate) struct Output {
    format: Format,
    quiet: bool,
    color: bool,
    width: usize,
    height: Option<usize>,
}

impl Output {
    pub(crate) fn new(global: &Global) -> Self {
        let terminal = std::io::stdout().is_terminal();
        let size = terminal_size::terminal_size().filter(|_| terminal);
        let refused = refuses_color(global);
        if refused {
            anstream::ColorChoice::Never.write_global();
        }
        Self {
            format: global.format,
            quiet: global.quiet,
            color: terminal && !refused,
            width: size.map_or(80, |(width, _)| usize::from(width.0)),
            height: size.map(|(_, height)| usize::from(height.0)),
        }
    }

    pub(crate) fn is_json(&self) -> bool {
        self.format == Format::Json
    }

    pub(crate) fn is_sarif(&self) -> bool {
        self.format == Format::Sarif
    }

    /// A line that shows how far a command is, on a terminal and to nobody else; gone when done.
    pub(crate) fn progress(&self, template: &str) -> ProgressBar {
        if self.quiet || !std::io::stderr().is_terminal() {
            return ProgressBar::hidden();
        }
        let bar = ProgressBar::new_spinner();
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        bar.enable_steady_tick(TICK);
        bar
    }

    pub(crate) fn style(&self) -> TextStyle {
        TextStyle {
            color: self.color,
            width: self.width,
            claim_ids: false,
        }
    }

    pub(crate) fn width(&self) -> usize {
        self.width
    }

    pub(crate) fn color(&self) -> bool {
        self.color
    }

    /// Prints a result in the form that was asked for.
    pub(crate) fn result<T: Serialize>(&self, value: &T, text: impl FnOnce(&T) -> String) -> anyhow::Result<()> {
        if self.is_json() {
            Self::json(value)
        } else {
            self.text(&text(value))
        }
    }

    pub(crate) fn json<T: Serialize>(value: &T) -> anyhow::Result<()> {
        let mut stdout = std::io::stdout().lock();
        serde_json::to_writer_pretty(&mut stdout, value)?;
        writeln!(stdout)?;
        Ok(())
    }

    /// Says what was done: a line for a person, `{"message": …}` for a program.
    pub(crate) fn said(&self, text: &str) -> anyhow::Result<()> {
        if self.is_json() {
            Self::json(&serde_json::json!({ "message": text }))
        } else {
            self.text(text)
        }
    }

    /// Prints one JSON value on a line of its own.
    pub(crate) fn json_line<T: Serialize>(value: &T) -> anyhow::Result<()> {
        let mut stdout = std::io::stdout().lock();
        serde_json::to_writer(&mut stdout, value)?;
        writeln!(stdout)?;
        Ok(())
    }

    /// Prints text as it comes, without a pager.
    pub(crate) fn plain(text: &str) -> anyhow::Result<()> {
        let mut stdout = anstream::stdout().lock();
        stdout.write_all(text.as_bytes())?;
        if !text.ends_with('\n') {
            writeln!(stdout)?;
        }
        Ok(())
    }

    /// Prints text, through the pager where it is longer than the terminal.
    pub(crate) fn text(&self, text: &str) -> anyhow::Result<()> {
        let too_long = self.height.is_some_and(|height| text.lines().count() >= height);
        if too_long && page(text).is_some() {
            return Ok(());
        }
        Self::plain(text)
    }

    /// Says something beside the result.
    pub(crate) fn note(&self, text: &str) {
        if !self.quiet {
            // A closed error stream is no reason to stop.
            let _ = writeln!(anstream::stderr().lock(), "{text}");
        }
    }
}

/// Whether somebody asked for no colour, by the option or by `NO_COLOR`.
pub(crate) fn refuses_color(global: &Global) -> bool {
    global.no_color || std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
}

/// Shows text in `$PAGER`, else `less`; nothing where neither can be started.
fn page(text: &str) -> Option<()> {
    let pager = std::env::var("PAGER").unwrap_or_else(|_| "less -FRX".to_owned());
    let mut words = pager.split_whitespace();
    let mut command = Command::new(words.next()?);
    if std::env::var_os("LESS").is_none() {
        command.env("LESS", "FRX");
    }
    let mut child = command.args(words).stdin(Stdio::piped()).spawn().ok()?;
    if let Some(mut stdin) = child.stdin.take() {
        // A reader who quits early has seen enough.
        let _ = stdin.write_all(text.as_bytes());
    }
    child.wait().ok()?.success().then_some(())
}
