//! What is wrong with a template, and where.

use std::fmt;

/// A step on the way to a place in a template's file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Into the value of a key.
    Key(&'static str),
    /// Into an element of a list, counted from 0.
    At(usize),
}

/// Something that is wrong with a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The way to its place in the file, from the top.
    pub at: Vec<Step>,
    /// What is wrong and what to do, in words.
    pub message: String,
}

impl Fault {
    pub(super) fn new<const STEPS: usize>(at: [Step; STEPS], message: impl Into<String>) -> Self {
        Self {
            at: at.to_vec(),
            message: message.into(),
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}
