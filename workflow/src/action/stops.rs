//! Why an action waits for its owner, as its text and its kind tell.
//!
//! A stop rule forbids nothing: every action waits for its owner. It says what the owner should
//! look at, so a sentence that merely touches the matter trips it too.

use grounding::Topic;
use grounding::lexicon::Table;
use grounding::text::sentences;

use super::ActionKind;
use super::cue::{Cue, Sentence, Sign};
use super::words::{account, delivery};

#[cfg(test)]
mod tests;

/// A reason for which an action waits for its owner.
#[derive(Debug, PartialEq, Eq)]
pub struct ActionStop {
    /// Its name, such as `changes_scope`.
    pub name: &'static str,
    /// What the action would do, in words.
    pub why: &'static str,
    /// The requirement it comes from.
    pub row: &'static str,
    /// The kinds of action that trip it whatever they say.
    kinds: &'static [ActionKind],
    /// What trips it in a sentence.
    pub(super) cues: &'static [Cue],
}

/// The stop rules that an action trips, in the order of [`ACTION_STOPS`].
pub fn stops(text: &str, kind: ActionKind) -> Vec<&'static ActionStop> {
    let spans = sentences(text);
    let said: Vec<Sentence<'_>> = spans
        .into_iter()
        .map(|span| Sentence::read(&text[span.range()]))
        .collect();
    let trips = |stop: &&ActionStop| {
        let has = |cue: &Cue| said.iter().any(|sentence| sentence.has(cue));
        stop.kinds.contains(&kind) || stop.cues.iter().any(has)
    };
    ACTION_STOPS.iter().filter(trips).collect()
}

/// The stop rule of that name.
pub fn action_stop(name: &str) -> Option<&'static ActionStop> {
    ACTION_STOPS.iter().find(|stop| stop.name == name)
}

/// Every stop rule of actions.
pub static ACTION_STOPS: [ActionStop; 15] = [
    ActionStop {
        name: "changes_scope",
        why: "it would change the scope",
        row: "HO-23",
        kinds: &[ActionKind::Downgrade],
        cues: &[
            Cue::Says(&[Sign::Words(delivery::SCOPE)]),
            Cue::Beside(
                &[Sign::Words(delivery::GOODS), Sign::Table(Table::Integration)],
                &[Sign::Words(delivery::MORE_OR_LESS)],
            ),
            Cue::Beside(&[Sign::Words(delivery::ACCESS)], &[Sign::Words(delivery::MORE_ACCESS)]),
        ],
    },
    ActionStop {
        name: "changes_timing",
        why: "it would change the timing",
        row: "HO-23",
        kinds: &[],
        cues: &[
            Cue::Beside(
                &[Sign::Table(Table::Timeline), Sign::Table(Table::Kickoff)],
                &[Sign::When, Sign::Words(delivery::MOVING)],
            ),
            Cue::Beside(&[Sign::Words(delivery::STEPS)], &[Sign::Words(delivery::MOVING)]),
            Cue::Beside(&[Sign::Words(delivery::FINISHING)], &[Sign::When]),
        ],
    },
    ActionStop {
        name: "changes_severity",
        why: "it would change a severity",
        row: "HO-23",
        kinds: &[],
        cues: &[
            Cue::Says(&[Sign::Words(delivery::SEVERITIES)]),
            Cue::Beside(&[Sign::Words(delivery::TROUBLES)], &[Sign::Words(delivery::RANKING)]),
        ],
    },
    ActionStop {
        name: "changes_roadmap",
        why: "it would change the roadmap",
        row: "HO-23",
        kinds: &[],
        cues: &[
            Cue::Says(&[Sign::Words(delivery::ROADMAP)]),
            Cue::Beside(&[Sign::Words(delivery::FEATURES)], &[Sign::Words(delivery::BUILDING)]),
        ],
    },
    ActionStop {
        name: "changes_refund",
        why: "it would promise or change a refund",
        row: "HO-23",
        kinds: &[],
        cues: &[
            Cue::Says(&[Sign::Words(delivery::REFUNDS)]),
            Cue::Beside(
                &[Sign::Words(delivery::GIVING_BACK)],
                &[Sign::Words(delivery::BILLS), Sign::Money],
            ),
        ],
    },
    ActionStop {
        name: "changes_expectations",
        why: "it would change what the customer expects",
        row: "HO-23",
        kinds: &[],
        cues: &[
            Cue::Says(&[
                Sign::Table(Table::Vows),
                Sign::Table(Table::Expectations),
                Sign::Words(delivery::EXPECTING),
            ]),
            Cue::Beside(
                &[Sign::Table(Table::Pledges)],
                &[
                    Sign::Table(Table::Timeline),
                    Sign::Table(Table::Discount),
                    Sign::Table(Table::Integration),
                    Sign::Table(Table::Custom),
                    Sign::Words(delivery::GOODS),
                    Sign::Words(delivery::PLEDGED),
                ],
            ),
        ],
    },
    ActionStop {
        name: "public_proof",
        why: "it would show the public what the customer gained or said",
        row: "VR-44",
        kinds: &[ActionKind::PublicProof],
        cues: &[
            Cue::Says(&[Sign::Words(account::PROOF)]),
            Cue::Beside(&[Sign::Words(account::SHOWN)], &[Sign::Words(account::PLACES)]),
        ],
    },
    ActionStop {
        name: "customer_ask",
        why: "it would ask the customer for something",
        row: "VR-44",
        kinds: &[ActionKind::ReferenceAsk, ActionKind::ExpansionAsk],
        cues: &[
            Cue::Says(&[Sign::Words(account::ASKS)]),
            Cue::Beside(&[Sign::Words(delivery::GOODS)], &[Sign::Words(account::BUYING)]),
        ],
    },
    ActionStop {
        name: "relationship_sensitive",
        why: "it touches the relationship",
        row: "VR-44",
        kinds: &[
            ActionKind::Outreach,
            ActionKind::SaveOffer,
            ActionKind::CancellationAssumption,
            ActionKind::Downgrade,
            ActionKind::ExecutiveEscalation,
        ],
        cues: &[
            Cue::Says(&[Sign::Words(account::FEELINGS)]),
            Cue::Beside(&[Sign::Table(Table::Executives)], &[Sign::Words(account::BRINGING_UP)]),
        ],
    },
    ActionStop {
        name: "pricing",
        why: "it is likely to affect the price",
        row: "HS-21",
        kinds: &[],
        cues: &[
            Cue::Says(&[Sign::Words(account::PRICES)]),
            Cue::Beside(&[Sign::Money], &[Sign::Words(account::PRICED)]),
        ],
    },
    ActionStop {
        name: "contract_terms",
        why: "it is likely to affect contract terms",
        row: "HS-21",
        kinds: &[],
        cues: &[
            Cue::Says(&[Sign::Words(account::TERMS)]),
            Cue::Beside(&[Sign::Words(account::CONTRACTS)], &[Sign::Words(account::CHANGING)]),
        ],
    },
    ActionStop {
        name: "discounts",
        why: "it is likely to affect discounts",
        row: "HS-21",
        kinds: &[],
        cues: &[
            Cue::Says(&[Sign::Topic(Topic::Discount), Sign::Words(account::CONCESSIONS)]),
            Cue::Beside(&[Sign::Words(account::RATES)], &[Sign::Words(account::LOWERING)]),
        ],
    },
    ActionStop {
        name: "renewal_strategy",
        why: "it is likely to affect how the contract is renewed",
        row: "HS-21",
        kinds: &[ActionKind::RenewalStrategy],
        cues: &[
            Cue::Says(&[Sign::Words(account::RENEWING)]),
            Cue::Beside(&[Sign::Words(account::SERVICES)], &[Sign::Words(account::EXPIRING)]),
        ],
    },
    ActionStop {
        name: "cancellation",
        why: "it is likely to affect how a cancellation is handled",
        row: "HS-21",
        kinds: &[ActionKind::CancellationAssumption, ActionKind::SaveOffer],
        cues: &[
            Cue::Says(&[Sign::Words(account::LEAVING)]),
            Cue::Beside(&[Sign::Words(account::SERVICES)], &[Sign::Words(account::ENDING)]),
            Cue::Beside(&[Sign::Words(account::RIVALS)], &[Sign::Words(account::SWITCHING)]),
        ],
    },
    ActionStop {
        name: "sensitive_details",
        why: "it tells something private, confidential, legal or of security",
        row: "VR-43",
        kinds: &[],
        cues: &[Cue::Says(&[
            Sign::Private,
            Sign::Table(Table::LegalSecurity),
            Sign::Table(Table::Sensitive),
            Sign::Table(Table::OffRecord),
            Sign::Words(account::SECRETS),
        ])],
    },
];
