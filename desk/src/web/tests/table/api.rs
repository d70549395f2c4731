//! The API, for everybody.

use super::table;

#[tokio::test]
async fn the_api_answers_each_role() {
    insta::assert_snapshot!(table("API").await, @"
                                                       none  admin owner csm   ae    super ops   read  other gone
    GET /api/v1/ready                                  200   200   200   200   200   200   200   200   200   200
    GET /api/v1/openapi.json                           200   200   200   200   200   200   200   200   200   200
    GET /api/v1/me                                     401   200   200   200   200   200   200   200   200   401
    GET /api/v1/accounts                               401   200   200   200   200   200   200   200   200   401
    GET /api/v1/accounts/{account}                     401   200   200   200   200   200   200   200   403   401
    GET /api/v1/accounts/{account}/evidence            401   200   200   200   200   200   200   200   403   401
    GET /api/v1/accounts/{account}/search              401   200   200   200   200   200   200   200   403   401
    POST /api/v1/accounts/{account}/briefs             401   403   201   201   201   201   201   403   403   401
    POST /api/v1/accounts/{account}/jobs               401   403   202   202   202   202   202   403   403   401
    GET /api/v1/jobs/{job}                             401   404   404   404   404   404   404   404   404   401
    POST /api/v1/jobs/{job}/cancel                     401   404   404   404   404   404   404   404   404   401
    GET /api/v1/sources/{source}                       401   200   200   200   200   200   200   200   403   401
    GET /api/v1/gaps                                   401   200   200   200   200   200   200   200   200   401
    GET /api/v1/saved                                  401   200   200   200   200   200   200   200   200   401
    GET /api/v1/runs                                   401   200   200   200   200   200   200   200   200   401
    GET /api/v1/runs/{run}                             401   200   200   200   200   200   200   200   404   401
    GET /api/v1/runs/{run}/brief                       401   200   200   200   200   200   200   200   404   401
    GET /api/v1/runs/{run}/standing                    401   200   200   200   200   200   200   200   404   401
    GET /api/v1/runs/{run}/history                     401   200   200   200   200   200   200   200   404   401
    GET /api/v1/runs/{run}/versions                    401   200   200   200   200   200   200   200   404   401
    GET /api/v1/runs/{run}/versions/{number}           401   200   200   200   200   200   200   200   404   401
    GET /api/v1/runs/{run}/claims/{claim}/evidence     401   200   200   200   200   200   200   200   404   401
    POST /api/v1/runs/{run}/claims/{claim}/opened      401   204   204   204   204   204   204   204   404   401
    POST /api/v1/runs/{run}/claims/{claim}/judge       401   403   403   200   200   403   403   403   404   401
    POST /api/v1/runs/{run}/claims/{claim}/check       401   403   200   200   200   200   200   403   404   401
    POST /api/v1/runs/{run}/claims/{claim}/edit        401   403   200   200   200   200   200   403   404   401
    POST /api/v1/runs/{run}/approve                    401   403   403   409   409   403   403   403   404   401
    POST /api/v1/runs/{run}/return                     401   403   200   200   200   200   403   403   404   401
    POST /api/v1/runs/{run}/reopen                     401   403   409   409   409   409   403   403   404   401
    POST /api/v1/runs/{run}/decide                     401   403   403   200   200   403   403   403   404   401
    POST /api/v1/runs/{run}/comments                   401   403   201   201   201   201   201   403   404   401
    POST /api/v1/runs/{run}/assign                     401   403   200   200   200   200   200   403   404   401
    POST /api/v1/runs/{run}/tasks/{task}/done          401   403   200   200   200   200   200   403   404   401
    POST /api/v1/runs/{run}/tasks/{task}/reopen        401   403   409   409   409   409   409   403   404   401
    POST /api/v1/runs/{run}/move                       401   403   200   200   200   200   200   403   404   401
    POST /api/v1/runs/{run}/save                       401   403   200   200   200   200   200   403   404   401
    POST /api/v1/runs/{run}/record                     401   403   200   200   200   200   200   403   404   401
    POST /api/v1/runs/{run}/link                       401   403   200   200   200   200   200   403   404   401
    POST /api/v1/runs/{run}/complete                   401   403   409   409   409   409   409   403   404   401
    POST /api/v1/runs/{run}/exports                    401   200   200   200   200   200   200   200   404   401
    POST /api/v1/runs/{run}/opportunity                401   403   409   409   409   409   403   403   404   401
    GET /api/v1/metrics                                401   200   200   200   200   200   200   200   200   401
    GET /api/v1/pilots                                 401   200   200   200   200   200   200   200   200   401
    GET /api/v1/pilots/{pilot}                         401   200   200   200   200   200   200   200   200   401
    POST /api/v1/pilots                                401   403   403   403   403   201   201   403   403   401
    GET /api/v1/audit/verify                           401   200   200   200   200   200   200   200   200   401
    GET /api/v1/audit/sample                           401   200   200   200   200   200   200   200   200   401
    GET /api/v1/rules                                  401   200   200   200   200   200   200   200   200   401
    GET /api/v1/rules/{code}                           401   200   200   200   200   200   200   200   200   401
    POST /api/v1/verify                                401   200   200   200   200   200   200   200   404   401
    GET /api/v1/people                                 401   200   200   200   200   200   200   200   200   401
    POST /api/v1/people                                401   201   403   403   403   403   403   403   403   401
    POST /api/v1/people/{login}/roles                  401   200   403   403   403   403   403   403   403   401
    DELETE /api/v1/people/{login}/roles/{role}         401   204   403   403   403   403   403   403   403   401
    POST /api/v1/people/{login}/active                 401   204   403   403   403   403   403   403   403   401
    POST /api/v1/people/{login}/password               401   422   403   403   403   403   403   403   403   401
    GET /api/v1/tokens                                 401   200   200   200   200   200   200   200   200   401
    POST /api/v1/tokens                                401   201   201   201   201   201   201   201   201   401
    DELETE /api/v1/tokens/{token}                      401   204   403   403   403   403   403   204   403   401
    ");
}

#[tokio::test]
async fn the_api_of_scorecards_answers_each_role() {
    insta::assert_snapshot!(table("API of scorecards").await, @"
                                                       none  admin owner csm   ae    super ops   read  other gone
    GET /api/v1/scorecards                             401   200   200   200   200   200   200   200   200   401
    GET /api/v1/scorecards/alerts                      401   200   200   200   200   200   200   200   200   401
    GET /api/v1/scorecards/portfolio                   401   200   200   200   200   200   200   200   200   401
    GET /api/v1/scorecards/templates                   401   200   200   200   200   200   200   200   200   401
    GET /api/v1/accounts/{account}/scorecards/history  401   200   200   200   200   200   200   200   403   401
    POST /api/v1/scorecards                            401   403   403   201   403   403   403   403   403   401
    GET /api/v1/scorecards/{card}                      401   200   200   200   200   200   200   200   404   401
    POST /api/v1/scorecards/{card}/fill                401   403   403   200   403   403   403   403   404   401
    POST /api/v1/scorecards/{card}/confirm             401   403   403   200   403   403   403   403   404   401
    POST /api/v1/scorecards/{card}/correct             401   403   403   200   403   403   403   403   404   401
    POST /api/v1/scorecards/{card}/not-applicable      401   403   403   200   403   403   403   403   404   401
    POST /api/v1/scorecards/{card}/override            401   403   403   200   403   403   403   403   404   401
    POST /api/v1/scorecards/{card}/tasks/{task}/done   401   403   403   409   403   403   403   403   404   401
    POST /api/v1/scorecards/{card}/move                401   403   200   200   200   200   200   403   404   401
    POST /api/v1/scorecards/{card}/copies              401   403   403   200   403   403   403   403   404   401
    POST /api/v1/scorecards/{card}/assign              401   403   200   200   200   200   200   403   404   401
    POST /api/v1/scorecards/{card}/submit              401   403   403   409   403   403   403   403   404   401
    POST /api/v1/scorecards/{card}/approve             401   403   403   403   403   409   403   403   404   401
    POST /api/v1/scorecards/{card}/reject              401   403   403   403   403   409   403   403   404   401
    POST /api/v1/scorecards/{card}/exports             401   200   200   200   200   200   200   200   404   401
    GET /api/v1/actions                                401   200   200   200   200   200   200   200   200   401
    POST /api/v1/actions                               401   403   201   201   201   201   403   403   403   401
    GET /api/v1/actions/{action}                       401   200   200   200   200   200   200   200   404   401
    POST /api/v1/actions/{action}/approve              401   403   200   403   403   403   403   403   404   401
    POST /api/v1/actions/{action}/reject               401   403   200   403   200   403   403   403   404   401
    POST /api/v1/actions/{action}/execute              401   403   409   409   409   403   403   403   404   401
    ");
}
