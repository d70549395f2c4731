//! From what went wrong to what a person is told.

use super::dialect::Trouble;
use super::failure::{Complaint, Failure};
use super::reply::Unusable;
use super::text::excerpt;
use super::{Model, ModelError, answer};

impl Model {
    /// Explains what went wrong in one dialect, after so many tries in it and so many requests in
    /// all.
    pub(super) fn trouble(&self, trouble: Trouble, tries: u32, requests: u32) -> ModelError {
        match trouble {
            Trouble::Failed(failure @ Failure::Deadline { .. }) => self.failure(failure, requests),
            Trouble::Failed(failure) => self.failure(failure, tries),
            Trouble::Unusable(unusable, output_tokens) => self.unusable(unusable, output_tokens),
        }
    }

    pub(super) fn failure(&self, failure: Failure, tries: u32) -> ModelError {
        let peer = self.peer().clone();
        let why = failure.to_string();
        match failure {
            Failure::Deadline { last, pause } => ModelError::DeadlineSpent {
                peer,
                requests: tries,
                last,
                pause,
            },
            Failure::NotJson { why, excerpt } => {
                // Typical of a base URL that points to a web page.
                let is_page = excerpt.trim_start().starts_with('<');
                let help = if is_page {
                    "; check that `base_url` is the root of the API"
                } else {
                    ""
                };
                ModelError::Malformed {
                    peer,
                    why: format!("the reply is not JSON: {why}{help}"),
                    excerpt,
                }
            }
            Failure::NotRecorded(why) => ModelError::NotRecorded { peer, why },
            Failure::Redirect { status, .. } => {
                let help = "redirects are not followed; set `base_url` to the final address".to_owned();
                ModelError::Rejected {
                    peer,
                    status,
                    why,
                    help,
                }
            }
            Failure::Complaint(complaint) if complaint.is_about_content() => ModelError::Refused {
                peer,
                why: complaint.message,
            },
            Failure::Complaint(complaint) if !may_pass_at_all(&complaint) => {
                let help = rejection_help(&complaint).to_owned();
                ModelError::Rejected {
                    peer,
                    status: complaint.status,
                    why: complaint.message,
                    help,
                }
            }
            Failure::Complaint(complaint) => {
                let help = match complaint.status {
                    429 => "wait, or lower `concurrency`",
                    _ => "see the server's own log",
                };
                ModelError::Unreachable {
                    peer,
                    tries,
                    why,
                    help: help.to_owned(),
                }
            }
            Failure::Timeout(_) => {
                let help = "raise `request_timeout`, lower `max_output_tokens`, or take a faster model".to_owned();
                ModelError::Unreachable { peer, tries, why, help }
            }
            Failure::NoConnection { .. } => {
                let help = if why.contains("Expired") || why.contains("expired") {
                    "the server's certificate wants renewing; check this machine's clock too"
                } else if why.contains("NotValidForName") || why.contains("not valid for name") {
                    "set `base_url` to a name that the server's certificate is for"
                } else if why.contains("certificate") {
                    "set `ca_bundle` to a PEM file of the authority that signed the server's certificate"
                } else {
                    "check that the server runs and that `base_url` is right"
                };
                ModelError::Unreachable {
                    peer,
                    tries,
                    why,
                    help: help.to_owned(),
                }
            }
        }
    }

    pub(super) fn malformed(&self, why: String, excerpt: String) -> ModelError {
        ModelError::Malformed {
            peer: self.peer().clone(),
            why,
            excerpt,
        }
    }

    fn unusable(&self, unusable: Unusable, output_tokens: u64) -> ModelError {
        let peer = self.peer().clone();
        match unusable {
            Unusable::Refused(why) => ModelError::Refused { peer, why },
            Unusable::CutOff => {
                let limit = self.shared.endpoint.max_output_tokens;
                let help = format!("raise `max_output_tokens` (now {limit}), or take a model with a larger window");
                ModelError::CutOff {
                    peer,
                    output_tokens,
                    help,
                }
            }
            Unusable::NotJson { text } => {
                let why = answer::read::<serde::de::IgnoredAny>(&text).err().unwrap_or_default();
                self.malformed(why, excerpt(&text))
            }
            Unusable::Malformed { why, excerpt } => self.malformed(why, excerpt),
        }
    }
}

/// Whether the same request may be taken another time.
fn may_pass_at_all(complaint: &Complaint) -> bool {
    !complaint.is_about_money() && matches!(complaint.status, 408 | 429 | 500..)
}

fn rejection_help(complaint: &Complaint) -> &'static str {
    if complaint.is_about_money() {
        return "check the account's quota and billing";
    }
    match complaint.status {
        401 | 403 => "check `api_key` and what it may use",
        404 => "check `model` and `base_url`",
        413 => "ask with less evidence, or take a model with a larger window",
        _ if complaint.code.contains("context") => "ask with less evidence, or take a model with a larger window",
        _ => "check `model`, `max_output_tokens` and `temperature`",
    }
}
