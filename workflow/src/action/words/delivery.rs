//! Scope, timing, severity, roadmap, refund and what the customer expects (HO-23).

/// What is bought by number or by name.
pub(in crate::action) const GOODS: &str = "\
    seat, license, licence, module, tier, edition, package, sandbox, environment, storage, subsidiary, site, \
    branch, location, country, region, training day, training session, workshop, support hour, consulting day, \
    service hour, premium support, weekend support, dedicated manager, named csm, dedicated csm, deliverable, \
    statement of work, order form, workstream, use case, add-on, scope";

/// People with access, of whom one speaks for many reasons.
pub(in crate::action) const ACCESS: &str = "user, login, employee, headcount, department, team";

/// Making what was bought more, less or another.
pub(in crate::action) const MORE_OR_LESS: &str = "\
    add, additional, extra, more, another, further, second, third, expand, extend, increase, enlarge, broaden, \
    widen, double, include, throw in, throw ~ in, bundle, cover, upgrade, reduce, fewer, less, remove, drop, cut, \
    narrow, limit, shrink, swap, replace, exchange, instead, leave out, leave ~ out, take out, take ~ out, \
    take ~ away, unlimited, free, complimentary, beyond, on top, switch on, switch ~ on, enable, activate, \
    provide, build, set up, raise, lower, ramp";

/// Giving access to more people, or to fewer.
pub(in crate::action) const MORE_ACCESS: &str = "\
    up to, license, licence, give access, give ~ access, open it to, extend it to, roll ~ out to, allow for";

/// Talk of the scope itself.
pub(in crate::action) const SCOPE: &str = "\
    change request, change order, scope creep, out of scope, in scope, within scope, scope change, \
    change of scope, rescope, re-scope, descope, de-scope, additional user, extra user, add ~ user, \
    unlimited user, user instead of, instead of ~ user, low-touch, tech-touch";

/// Moving something in time.
pub(in crate::action) const MOVING: &str = "\
    move, postpone, defer, put off, put ~ off, put ~ back, push, bring ~ forward, pull, reschedule, slip, delay, \
    later, earlier, sooner, ahead, shift, hold, fast-track, speed up, accelerate, prolong, pause, drag on, \
    overrun, next week, next month, next quarter, next year, this month, this quarter, year end, end of the year, \
    before christmas, by christmas, before summer, before the summer, after the holidays";

/// Parts of a project that have their time.
pub(in crate::action) const STEPS: &str = "\
    milestone, phase, stage, project, training, workshop, target date, due date, end date, start date, pilot, \
    handover, acceptance test, user test, sprint, implementation, work package";

/// Coming to an end, or to a beginning.
pub(in crate::action) const FINISHING: &str = "\
    finish, complete, ready, deliver, ship, hand over, hand ~ over, start, begin, working, usable, in place, \
    switch on, set up, running, in use";

/// Names of a severity.
pub(in crate::action) const SEVERITIES: &str = "\
    severity, sev, sev1, sev2, sev3, p1, p2, p3, priority one, priority 1, priority 2, impact level, de-escalate, \
    major incident";

/// What has a severity.
pub(in crate::action) const TROUBLES: &str = "\
    ticket, case, incident, issue, bug, defect, outage, fault, problem, request, error, failure";

/// Giving something a severity, or another.
pub(in crate::action) const RANKING: &str = "\
    raise ~ to, lower ~ to, upgrade, downgrade, escalate, bump, reclassify, prioritise, prioritize, priority, \
    critical, urgent, blocker, blocking, minor, major, cosmetic, fast-track, jump the queue, front of the queue, \
    top of the queue, treat ~ as, rate ~ as, rank ~ as";

/// What a product will be.
pub(in crate::action) const ROADMAP: &str = "\
    roadmap, road map, product plan, release plan, release date, next release, coming release, upcoming release, \
    next version, future version, backlog, feature request, early access, beta programme, beta program, beta test, \
    general availability, sunset, end of life";

/// Parts of a product.
pub(in crate::action) const FEATURES: &str = "\
    feature, capability, functionality, function, enhancement, product team, engineering, engineer, developer, \
    development team, product manager, screen, button, dashboard, offline mode";

/// Making a product another.
pub(in crate::action) const BUILDING: &str = "\
    add, build, develop, ship, release, plan, prioritise, prioritize, schedule, coming, deprecate, discontinue, \
    retire, next quarter, next year, later this year, commit, on its way, in the works";

/// Giving money back.
pub(in crate::action) const REFUNDS: &str = "\
    refund, reimburse, compensate, money back, service credit, credit note, goodwill credit, goodwill gesture, \
    chargeback, pay them back, pay you back, pay her back, pay him back, pay ~ fee back, write ~ invoice off, \
    write off the invoice, make them whole, make you whole, make up for the outage, credit ~ month";

/// Taking a sum back, or off.
pub(in crate::action) const GIVING_BACK: &str = "\
    credit, return, repay, waive, forgive, give back, give ~ back, hand back, hand ~ back, send ~ back";

/// What is owed.
pub(in crate::action) const BILLS: &str = "\
    invoice, fee, amount, payment, money, bill, charge, instalment, installment, deposit";

/// What the customer is led to expect.
pub(in crate::action) const EXPECTING: &str = "\
    set ~ expectation, reset ~ expectation, manage ~ expectation, raise ~ expectation, lower ~ expectation, \
    can expect, should expect, may expect, will expect, expect from us, what to expect, count on, rest assured, \
    reassure, as agreed, as promised, walk back, lead ~ to believe, hold out the prospect, you have our, \
    give ~ hope";

/// What a pledge is of.
pub(in crate::action) const PLEDGED: &str = "\
    fix, solve, resolve, repair, sort out, improve, restore, deliver, guarantee, prevent, never again, \
    not happen again, stop happening, included, free, receive, provide, training, cover, pay for, double, ready, \
    work by, respond within, answer within";
