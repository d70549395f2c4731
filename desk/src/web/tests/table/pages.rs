//! The pages, for everybody.

use super::table;

#[tokio::test]
async fn the_desk_answers_each_role() {
    insta::assert_snapshot!(table("desk").await, @"
                                                       none  admin owner csm   ae    super ops   read  other gone
    GET /assets/{name}                                 200   200   200   200   200   200   200   200   200   200
    GET /sign-in                                       200   303   303   303   303   303   303   303   303   200
    POST /sign-in                                      403   303   303   303   303   303   303   303   303   303
    POST /sign-out                                     403   in    in    in    in    in    in    in    in    in
    GET /work                                          in    200   200   200   200   200   200   200   200   in
    GET /saved                                         in    200   200   200   200   200   200   200   200   in
    ");
}

#[tokio::test]
async fn accounts_answer_each_role() {
    insta::assert_snapshot!(table("accounts").await, @"
                                                       none  admin owner csm   ae    super ops   read  other gone
    GET /                                              in    200   200   200   200   200   200   200   200   in
    GET /accounts/{account}                            in    200   200   200   200   200   200   200   403   in
    GET /accounts/{account}/evidence                   in    200   200   200   200   200   200   200   403   in
    GET /accounts/{account}/goals                      in    200   200   200   200   200   200   200   403   in
    GET /accounts/{account}/people                     in    200   200   200   200   200   200   200   403   in
    GET /accounts/{account}/health                     in    200   200   200   200   200   200   200   403   in
    GET /accounts/{account}/briefs                     in    200   200   200   200   200   200   200   403   in
    GET /accounts/{account}/scorecards                 in    200   200   200   200   200   200   200   403   in
    GET /accounts/{account}/tasks                      in    200   200   200   200   200   200   200   403   in
    GET /accounts/{account}/generate                   in    403   200   200   200   200   200   403   403   in
    POST /accounts/{account}/generate                  403   403   303   303   303   303   303   403   403   in
    GET /jobs/{job}                                    in    404   404   404   404   404   404   404   404   in
    GET /jobs/{job}/events                             in    404   404   404   404   404   404   404   404   in
    POST /jobs/{job}/cancel                            403   404   404   404   404   404   404   404   404   in
    GET /sources/{*id}                                 in    200   200   200   200   200   200   200   403   in
    ");
}

#[tokio::test]
async fn a_review_answers_each_role() {
    insta::assert_snapshot!(table("review").await, @"
                                                       none  admin owner csm   ae    super ops   read  other gone
    GET /runs/{run}                                    in    200   200   200   200   200   200   200   404   in
    GET /runs/{run}/claims/{claim}/evidence            in    200   200   200   200   200   200   200   404   in
    GET /runs/{run}/compare                            in    200   200   200   200   200   200   200   404   in
    GET /runs/{run}/versions/{number}                  in    303   303   303   303   303   303   303   404   in
    POST /runs/{run}/claims/{claim}/opened             403   204   204   204   204   204   204   204   404   in
    POST /runs/{run}/claims/{claim}/judge              403   403   403   303   303   403   403   403   404   in
    POST /runs/{run}/claims/{claim}/edit               403   403   303   303   303   303   303   403   404   in
    POST /runs/{run}/claims/{claim}/check              403   403   200   200   200   200   200   403   404   in
    POST /runs/{run}/approve                           403   403   403   409   409   403   403   403   404   in
    POST /runs/{run}/return                            403   403   303   303   303   303   403   403   404   in
    POST /runs/{run}/reopen                            403   403   409   409   409   409   403   403   404   in
    POST /runs/{run}/decide                            403   403   403   303   303   403   403   403   404   in
    POST /runs/{run}/comment                           403   403   303   303   303   303   303   403   404   in
    POST /runs/{run}/assign                            403   403   303   303   303   303   303   403   404   in
    POST /runs/{run}/tasks/{task}/done                 403   403   303   303   303   303   303   403   404   in
    POST /runs/{run}/tasks/{task}/reopen               403   403   409   409   409   409   409   403   404   in
    POST /runs/{run}/move                              403   403   303   303   303   303   303   403   404   in
    POST /runs/{run}/save                              403   403   303   303   303   303   303   403   404   in
    POST /runs/{run}/record                            403   403   303   303   303   303   303   403   404   in
    GET /runs/{run}/export                             in    200   200   200   200   200   200   200   404   in
    POST /runs/{run}/export                            403   200   200   200   200   200   200   200   404   in
    POST /runs/{run}/complete                          403   403   409   409   409   409   409   403   404   in
    ");
}

#[tokio::test]
async fn scorecards_and_actions_answer_each_role() {
    insta::assert_snapshot!(table("scorecards").await, @"
                                                       none  admin owner csm   ae    super ops   read  other gone
    GET /scorecards                                    in    200   200   200   200   200   200   200   200   in
    GET /scorecards/new                                in    403   403   200   403   403   403   403   200   in
    GET /scorecards/portfolio                          in    200   200   200   200   200   200   200   200   in
    GET /scorecards/alerts                             in    200   200   200   200   200   200   200   200   in
    POST /scorecards                                   403   403   403   303   403   403   403   403   403   in
    GET /scorecards/{id}                               in    200   200   200   200   200   200   200   404   in
    POST /scorecards/{id}/answers                      403   403   403   303   403   403   403   403   404   in
    POST /scorecards/{id}/confirm                      403   403   403   303   403   403   403   403   404   in
    POST /scorecards/{id}/correct                      403   403   403   303   403   403   403   403   404   in
    POST /scorecards/{id}/not-applicable               403   403   403   303   403   403   403   403   404   in
    POST /scorecards/{id}/score                        403   403   403   303   403   403   403   403   404   in
    POST /scorecards/{id}/tasks/{task}/done            403   403   403   409   403   403   403   403   404   in
    POST /scorecards/{id}/move                         403   403   303   303   303   303   303   403   404   in
    POST /scorecards/{id}/copies                       403   403   403   303   403   403   403   403   404   in
    POST /scorecards/{id}/assign                       403   403   303   303   303   303   303   403   404   in
    POST /scorecards/{id}/submit                       403   403   403   409   403   403   403   403   404   in
    POST /scorecards/{id}/approve                      403   403   403   403   403   409   403   403   404   in
    POST /scorecards/{id}/reject                       403   403   403   403   403   409   403   403   404   in
    POST /scorecards/{id}/export                       403   200   200   200   200   200   200   200   404   in
    GET /actions                                       in    200   200   200   200   200   200   200   200   in
    GET /actions/new                                   in    403   200   200   200   200   403   403   200   in
    POST /actions                                      403   403   303   303   303   303   403   403   403   in
    GET /actions/{id}                                  in    200   200   200   200   200   200   200   404   in
    POST /actions/{id}/approve                         403   403   303   403   403   403   403   403   404   in
    POST /actions/{id}/reject                          403   403   303   403   303   403   403   403   404   in
    POST /actions/{id}/execute                         403   403   409   409   409   403   403   403   404   in
    GET /runs/{run}/opportunity                        in    200   200   200   200   200   200   200   404   in
    POST /runs/{run}/opportunity                       403   403   409   409   409   409   403   403   404   in
    ");
}

#[tokio::test]
async fn measurement_and_settings_answer_each_role() {
    insta::assert_snapshot!(table("measurement").await, @"
                                                       none  admin owner csm   ae    super ops   read  other gone
    GET /metrics                                       in    200   200   200   200   200   200   200   200   in
    GET /metrics/prometheus                            in    200   200   200   200   200   200   200   200   in
    GET /pilots                                        in    200   200   200   200   200   200   200   200   in
    GET /pilots/{name}                                 in    200   200   200   200   200   200   200   200   in
    GET /new-pilot                                     in    403   403   403   403   200   200   403   403   in
    GET /new-pilot/plan                                in    403   403   403   403   200   200   403   403   in
    POST /pilots                                       403   403   403   403   403   303   303   403   403   in
    POST /pilots/{name}/evidence                       403   403   403   403   403   303   303   403   403   in
    GET /audit                                         in    200   200   200   200   200   200   200   200   in
    GET /audit/log                                     in    200   200   200   200   200   200   200   200   in
    GET /settings                                      in    200   200   200   200   200   200   200   200   in
    GET /settings/set-up                               in    200   403   403   403   403   200   403   403   in
    GET /settings/people                               in    200   200   200   200   200   200   200   200   in
    POST /settings/people                              403   303   403   403   403   403   403   403   403   in
    GET /settings/people/{login}                       in    200   403   403   403   403   403   403   403   in
    POST /settings/people/{login}/grant                403   303   403   403   403   403   403   403   403   in
    POST /settings/people/{login}/revoke               403   303   403   403   403   403   403   403   403   in
    POST /settings/people/{login}/active               403   303   403   403   403   403   403   403   403   in
    POST /settings/people/{login}/password             403   422   403   403   403   403   403   403   403   in
    GET /settings/me                                   in    200   200   200   200   200   200   200   200   in
    POST /settings/me/password                         403   422   422   422   422   422   422   422   422   in
    GET /settings/tokens                               in    200   200   200   200   200   200   200   200   in
    POST /settings/tokens                              403   200   200   200   200   200   200   200   200   in
    POST /settings/tokens/{id}/revoke                  403   303   403   403   403   403   403   303   403   in
    GET /rules                                         in    200   200   200   200   200   200   200   200   in
    GET /rules/{code}                                  in    200   200   200   200   200   200   200   200   in
    ");
}
