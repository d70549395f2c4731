//! Proof, asks, the relationship, price, terms, renewal and what is told to few (VR-43, VR-44,
//! HS-21).

/// Showing the public what a customer gained.
pub(in crate::action) const PROOF: &str = "\
    case study, testimonial, success story, customer story, press release, your logo, their logo, its logo, \
    publish, publication, go public, make ~ public, publicly, reference page, blog post, social media, linkedin, \
    review site, public reference";

/// What of a customer the public is shown.
pub(in crate::action) const SHOWN: &str = "\
    quote, logo, name, story, words, result, number, figure, photo, interview, video, slide";

/// Where the public sees it.
pub(in crate::action) const PLACES: &str = "\
    website, web site, home page, landing page, our page, our site, marketing, press, campaign, brochure, leaflet, \
    advert, advertisement, conference, trade fair, public webinar, newsletter, podcast, sales deck, pitch, \
    other customers, other prospects";

/// Asking the customer for something.
pub(in crate::action) const ASKS: &str = "\
    reference call, reference customer, reference visit, be a reference, as a reference, serve as reference, \
    give ~ reference, referral, refer us, refer a, introduce us, introduction to your, introduction to their, \
    speak for us, speak to a prospect, talk to a prospect, speak with a prospect, vouch for us, speak at, \
    be willing to, be open to, recommend us, leave ~ review, write ~ review, rate us, upsell, cross-sell, \
    buy more, sign up for more, put in a good word, take part in, do us a favour, do us a favor, advisory board, \
    on stage, our conference";

/// Acquiring.
pub(in crate::action) const BUYING: &str = "\
    buy, purchase, order, add, upgrade, sell, offer, propose, expand, extend, take on, pitch";

/// Feelings, and what hurts them.
pub(in crate::action) const FEELINGS: &str = "\
    sorry, apologise, apologize, apology, complaint, complain, disappointed, disappointment, unhappy, \
    dissatisfied, frustrated, frustration, angry, anger, upset, annoyed, worried, blame, let you down, \
    let them down, lose ~ trust, rebuild ~ trust, regain ~ trust, tension, dispute, ultimatum, over her head, \
    over his head, over their head, behind the back, behind her back, behind his back, behind their back, \
    difficult conversation, hard conversation, embarrass, their fault, your fault, our fault, mislead, regret, \
    make ~ right, make amends, make it up to";

/// Bringing something before somebody.
pub(in crate::action) const BRINGING_UP: &str = "\
    escalate, inform, tell, email, copy, cc, reach out, involve, bypass, go to, go straight to, go over, \
    raise ~ with, take ~ to, bring in, bring ~ in, write to, write ~ to, appeal, alert, complain";

/// The price.
pub(in crate::action) const PRICES: &str = "\
    price, reprice, uplift, rate card, tariff, fee, list rate, day rate, hourly rate, surcharge, quotation, \
    cost per seat, cost per user, expensive";

/// What a sum is a price of, or a price by.
pub(in crate::action) const PRICED: &str = "\
    per, seat, user, license, licence, annually, a year, a month, subscription, contract, renewal, offer, charge, \
    bill, invoice, quote, module, package, pay";

/// What stands in a contract.
pub(in crate::action) const TERMS: &str = "\
    contract term, notice period, terms and conditions, payment terms, special terms, addendum, amendment, sla, \
    service level, auto-renew, automatic renewal, clause, termination right, right to terminate, break option, \
    liability, side letter, msa, order form, net 30, net 60, net 90, days to pay, pay within, pay ~ days, \
    multi-year, multiyear, initial term, co-term, exclusivity, indemnity, warranty, penalty, governing law";

/// What two parties have signed.
pub(in crate::action) const CONTRACTS: &str = "contract, agreement, subscription, order form, commitment period";

/// Changing what was signed.
pub(in crate::action) const CHANGING: &str = "\
    extend, shorten, lengthen, change, amend, renegotiate, reopen, sign, countersign, break, year, month, \
    condition, longer, shorter, duration, length, lock, early, revise, rewrite, wording";

/// Taking something off a price.
pub(in crate::action) const CONCESSIONS: &str = "\
    concession, markdown, half price, at cost, on the house, sweeten, sweetener, knock off, knock ~ off, \
    promotional, promo, no charge, loyalty bonus, match ~ price, match ~ offer, match ~ quote, voucher, \
    off the list, free year, free quarter, complimentary, gratis";

/// Making less.
pub(in crate::action) const LOWERING: &str = "\
    reduce, reduction, lower, drop, cut, shave, trim, halve, less, come down";

/// What the vendor asks for.
pub(in crate::action) const RATES: &str = "price, fee, rate, invoice, bill, subscription";

/// Going on after a contract's end.
pub(in crate::action) const RENEWING: &str = "renew, non-renewal, re-sign, prolongation, contract extension";

/// A contract's end.
pub(in crate::action) const EXPIRING: &str = "\
    expire, expiry, expiration, run out, lapse, extend, prolong, roll over, another year, further year, \
    second term, come to an end, end in, end on, up for";

/// Going away.
pub(in crate::action) const LEAVING: &str = "\
    cancel, terminate, termination, churn, leave us, walk away, opt out, off-board, offboard, wind down, \
    give notice, stop using, pull the plug, close ~ account, not renew, won't renew, non-renewal, jump ship, \
    part ways, move away from us, turn their back, lose ~ account, lose ~ customer, lose them, as lost, \
    not come back, won't come back, write them off, write ~ account off, lost cause";

/// Bringing a service to its end.
pub(in crate::action) const ENDING: &str = "\
    end, close, stop, discontinue, shut down, shut ~ down, deactivate, switch off, switch ~ off";

/// What is brought to its end.
pub(in crate::action) const SERVICES: &str = "contract, subscription, account, service, agreement, licence, license";

/// Who else sells.
pub(in crate::action) const RIVALS: &str = "\
    competitor, rival, other vendor, another vendor, other provider, another provider, other supplier, \
    another supplier, another tool, in-house tool";

/// Going over to somebody else.
pub(in crate::action) const SWITCHING: &str = "\
    switch, move, migrate, replace, go to, leave, change, defect, go over, evaluate, trial, talk to";

/// What is told to few.
pub(in crate::action) const SECRETS: &str = "\
    confidential, nda, non-disclosure, trade secret, layoff, lay ~ off, make ~ redundant, job cut, restructuring, \
    takeover, merger, for your eyes, internal only, legally privileged, off sick, personal reasons, \
    health problem, bankruptcy, insolvency";
