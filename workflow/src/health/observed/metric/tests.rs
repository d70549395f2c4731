use super::*;

#[test]
fn the_words_of_a_name_tell_what_a_metric_says() {
    let usage = [
        "weekly_active_users",
        "dailyActiveUsers",
        "Log-ins per day",
        "Sessions",
        "user sign-ins",
        "API calls",
        "page views",
        "messages sent",
        "time in product",
        "Workflow runs",
        "queries run",
        "product_events",
        "WAU",
        "visits",
        "storage used",
        "average session duration",
    ];
    let adoption = [
        "feature adoption",
        "Modules used",
        "seats_used",
        "licences assigned",
        "License utilization",
        "user activation rate",
        "onboarded users",
        "Coverage",
        "active integrations",
        "share of active users",
        "active_user_rate",
    ];
    let other = [
        "invoice processing time",
        "average onboarding time",
        "failed logins",
        "licensed seats",
        "seats purchased",
        "customer satisfaction",
        "self-service resolution rate",
        "log-in growth",
        "manual entry errors per month",
        "energy usage",
        "website visits",
        "employee engagement",
        "machine utilisation",
        "inactive users",
        "time to first response",
        "",
        "???",
    ];
    let told = |names: &[&'static str], expected: MetricRole| {
        let wrong = names.iter().filter(|name| role(name, "", false) != expected);
        wrong.copied().collect::<Vec<&str>>()
    };
    assert_eq!(told(&usage, MetricRole::Usage), Vec::<&str>::new());
    assert_eq!(told(&adoption, MetricRole::Adoption), Vec::<&str>::new());
    assert_eq!(told(&other, MetricRole::Other), Vec::<&str>::new());
}

#[test]
fn what_a_goal_measures_is_the_customers_own_unless_the_product_alone_has_it() {
    let goals = |name: &str| role(name, "", true);
    assert_eq!(
        ["weekly active users", "feature adoption", "visits", "coverage", "calls"].map(goals),
        [
            MetricRole::Usage,
            MetricRole::Adoption,
            MetricRole::Other,
            MetricRole::Other,
            MetricRole::Other
        ]
    );
}

#[test]
fn active_users_in_per_cent_are_adoption() {
    assert_eq!(role("active users", "%", false), MetricRole::Adoption);
    assert_eq!(role("active users", "", false), MetricRole::Usage);
}

#[test]
fn a_count_of_users_says_of_which_time() {
    let counted = |name: &str| users_counted(name, "");
    assert_eq!(
        [
            "monthly_active_users",
            "MAU",
            "active users",
            "Weekly active users",
            "DAU",
            "seats in use",
            "assigned licences",
            "logins",
            "inactive users",
        ]
        .map(counted),
        [
            Some(UsersCounted::OfMonth),
            Some(UsersCounted::OfMonth),
            Some(UsersCounted::Unsaid),
            Some(UsersCounted::OfWeek),
            Some(UsersCounted::OfDay),
            Some(UsersCounted::Seats),
            Some(UsersCounted::Assigned),
            None,
            None,
        ]
    );
    assert_eq!(users_counted("active users", "%"), None);
    assert!(is_share_of_seats("Seat utilisation", "percent"));
    assert!(!is_share_of_seats("Seats assigned", "%"));
    assert!(!is_share_of_seats("Seats used", ""));
}
