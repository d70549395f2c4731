use super::Check;
use crate::verify::DraftCase;
use crate::{ActivityCut, Diagnostic, DraftSection, Route};

rule! {
    /// Tells of a section that hides that its evidence was cut.
    ///
    /// ## What it does
    ///
    /// Where not all customer-success activities fitted what a section's drafter may be shown, the
    /// section must bear a notice: from which day on they were used, or that none was. The day must
    /// be that of the oldest one shown. It asks for review: nothing that is said is wrong, but
    /// somebody must decide whether it may stand without what was left out.
    ///
    /// ## Why
    ///
    /// Whoever reads that nothing was heard of a topic must know how far back was looked.
    ///
    /// ## Example
    ///
    /// A section drafted from the forty newest of two hundred activities, without a word on that.
    ///
    /// ## Instead
    ///
    /// The same section with the notice `activities_since` 11 February 2026.
    709, "truncated evidence without its notice", Review, Check::Draft(check)
}

fn check(case: &DraftCase<'_>) -> Vec<Diagnostic> {
    let cut = case
        .draft
        .sections
        .iter()
        .filter_map(|section| Some((section, section.cut?)));
    cut.filter_map(|(section, cut)| found(section, cut)).collect()
}

fn found(section: &DraftSection, cut: ActivityCut) -> Option<Diagnostic> {
    let due = cut.notice();
    let wanted = match due.date {
        Some(date) => format!("the notice `{}` with the date {date}", due.kind),
        None => format!("the notice `{}`", due.kind),
    };
    let message = match &section.notice {
        None => format!("the evidence of section `{}` was cut, and it has no notice", section.id),
        // A section that says it has nothing to tell hides nothing.
        Some(notice) if notice.kind == "insufficient_data" || *notice == due => return None,
        Some(notice) => {
            let date = notice.date.map(|date| format!(" {date}")).unwrap_or_default();
            let told = format!("`{}{date}`", notice.kind);
            format!(
                "the notice of section `{}`, {told}, is not how its evidence was cut",
                section.id
            )
        }
    };
    let finding = Diagnostic::new(message).about(section.id.as_str());
    Some(finding.help(format!("give the section {wanted}")).route(&[Route::Csm]))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use crate::testing::{check_whole, draft_of};
    use crate::{ActivityCut, Notice, Origin};

    fn told(cut: Option<ActivityCut>, notice: Option<Notice>) -> String {
        let mut draft = draft_of("summary", Vec::new(), &[("risks", Origin::Model, &[])]);
        draft.sections[0].cut = cut;
        draft.sections[0].notice = notice;
        check_whole("V709", Vec::new(), &draft)
    }

    #[test]
    fn a_cut_needs_its_notice() {
        let since = ActivityCut::Since(Some(date(2026, 2, 11)));
        insta::assert_snapshot!(told(Some(since), None), @"
        warning[V709]: the evidence of section `risks` was cut, and it has no notice
         |
        help: give the section the notice `activities_since` with the date 2026-02-11
        note: `vouch explain V709` says what this rule asks
        ");
        let wrong = ActivityCut::Since(Some(date(2026, 1, 1))).notice();
        insta::assert_snapshot!(told(Some(since), Some(wrong)), @"
        warning[V709]: the notice of section `risks`, `activities_since 2026-01-01`, is not how its evidence was cut
         |
        help: give the section the notice `activities_since` with the date 2026-02-11
        note: `vouch explain V709` says what this rule asks
        ");
        assert_ne!(told(Some(ActivityCut::NoneShown), Some(since.notice())), "");
    }

    #[test]
    fn a_section_that_says_so_is_honest() {
        for cut in [ActivityCut::Since(Some(date(2026, 2, 11))), ActivityCut::NoneShown] {
            assert_eq!(told(Some(cut), Some(cut.notice())), "");
        }
        assert_eq!(told(None, None), "");
        let empty = Notice {
            kind: "insufficient_data".into(),
            date: None,
        };
        assert_eq!(told(Some(ActivityCut::NoneShown), Some(empty)), "");
    }
}
