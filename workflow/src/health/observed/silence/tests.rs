use super::*;

/// The texts of which something else is told than was expected.
fn wrong<'t>(texts: &[&'t str], expected: fn(&Silence) -> bool) -> Vec<&'t str> {
    let told = |text: &&&str| !expected(&silence(text));
    texts.iter().filter(told).copied().collect()
}

#[test]
fn people_say_in_many_ways_that_nobody_answered() {
    let texts = [
        "No reply yet.",
        "No reply to my two mails.",
        "Still no response from Dana.",
        "Got no answer.",
        "Three mails unanswered.",
        "Left a voicemail.",
        "Left her a voicemail, third attempt.",
        "Went straight to voice mail.",
        "She hasn't replied.",
        "Dana hasn\u{2019}t got back to us.",
        "They didnt respond to the invitation",
        "Has not returned our calls.",
        "The sponsor never came back to us on the dates.",
        "Nobody answered.",
        "No one at the plant has replied.",
        "We have not heard back from procurement.",
        "I haven't heard from Omar since March.",
        "Heard nothing since the kickoff.",
        "The champion went silent after the pilot.",
        "They have gone completely quiet.",
        "Radio silence since May.",
        "He has stopped replying to the account manager.",
        "The team is unresponsive.",
        "Could not reach Dana by phone.",
        "Unable to get hold of her.",
        "Nobody picked up.",
        "We never got a reply.",
        "We sent the deck twice without an answer.",
        "They have yet to respond.",
        "He failed to reply.",
        "No word from the new CFO.",
        "They ghosted us.",
        "No-show for the review call.",
        "Waiting for a reply from the customer.",
        "Awaiting Dana's response.",
        "They keep ignoring our mails.",
        "We lost touch with the plant manager.",
        "No further reply, need to call again.",
        "No feedback so far on the proposal.",
        "No reply until now.",
        "Subject: Follow up, no response\nStatus: Completed",
        "Dana replied once, then stopped answering.",
        "They have not given us any feedback.",
        "Reached out to Dana, no reply.",
        "No reply from Dana. Adoption reached its peak and usage picked up.",
        "No answer. Called back later and left a note.",
    ];
    assert_eq!(
        wrong(&texts, |it| matches!(it, Silence::Kept { .. })),
        Vec::<&str>::new()
    );
}

#[test]
fn what_only_sounds_like_it_says_nothing() {
    let texts = [
        "No reply needed.",
        "No response is required from the customer.",
        "No need to reply.",
        "No answer to this mail is necessary.",
        "Please do not reply to this mail.",
        "Sent from no-reply@vendor.example",
        "If there is no reply by Friday, escalate.",
        "Escalate unless they respond.",
        "Follow up in case nobody answers.",
        "Any reply?",
        "No reply yet?",
        "We have not replied to their mail yet.",
        "I haven't responded to Dana.",
        "Support did not respond within the hour.",
        "None of us answered.",
        "No negative feedback from the users.",
        "Two unanswered questions remain about the import.",
        "The survey question was not answered.",
        "The server did not respond.",
        "No response time is agreed.",
        "They did not reach the target.",
        "Adoption could not reach 40 % in May.",
        "We did not reach out last week.",
        "They switched to dark mode.",
        "The customer is waiting for our answer.",
        "Dana left us a voicemail.",
        "Voicemail from Dana about the dates.",
        "She never fails to reply.",
        "They are no longer unresponsive.",
        "Met the team and went through the plan.",
        "",
    ];
    assert_eq!(wrong(&texts, |it| matches!(it, Silence::Untold)), Vec::<&str>::new());
}

#[test]
fn the_last_word_on_it_counts() {
    let texts = [
        "No reply for a week. Dana called back today.",
        "Dana has replied.",
        "They responded on Monday.",
        "We heard back from Omar.",
        "She did not reply until Monday.",
        "No answer to the first mail, but she answered the second.",
        "I got hold of Dana after all.",
    ];
    assert_eq!(wrong(&texts, |it| *it == Silence::Broken), Vec::<&str>::new());
}

#[test]
fn a_record_says_itself_how_often_nobody_answered() {
    let count = |text: &str| match silence(text) {
        Silence::Kept { attempts, .. } => attempts,
        Silence::Untold | Silence::Broken => 0,
    };
    let counted = [
        "Three mails unanswered.",
        "No reply to my last two messages.",
        "Third attempt, left a voicemail.",
        "Called twice, no answer.",
        "No reply in 10 days.",
        "No reply to the mail of 5 June.",
        "No answer to 3 follow-up emails.",
        "No reply to any of the last three mails. Still no word from her.",
        "She replied.",
    ]
    .map(count);
    assert_eq!(counted, [3, 2, 3, 2, 1, 1, 3, 3, 0]);
}

#[test]
fn the_sentence_that_says_it_is_told() {
    let text = "Sent the agenda. No reply yet. Will call.";
    let Silence::Kept { span, .. } = silence(text) else {
        panic!("nothing is said");
    };
    assert_eq!(&text[span.range()], "No reply yet.");
}
