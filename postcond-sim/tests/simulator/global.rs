//! Services that know no regions.

use http::Request;
use postcond_sim::Simulator;

use crate::prompt;

/// The status of the answer to a request about the user `a` that is signed for this region.
async fn asked(sim: &Simulator, region: &str, action: &str) -> u16 {
    let signature = format!("AWS4-HMAC-SHA256 Credential=AKID/20240101/{region}/iam/aws4_request");
    let request = Request::post("/").header("authorization", signature);
    let form = format!("Action={action}&Version=2010-05-08&UserName=a");
    let answer = sim.serve(request.body(form.into()).unwrap()).await;
    answer.unwrap().status().as_u16()
}

#[tokio::test(start_paused = true)]
async fn a_user_is_the_same_from_every_region() {
    let sim = prompt();
    assert_eq!(asked(&sim, "eu-west-1", "GetUser").await, 404);
    assert_eq!(asked(&sim, "eu-west-1", "CreateUser").await, 200);
    assert_eq!(asked(&sim, "us-east-1", "GetUser").await, 200);
    assert_eq!(asked(&sim, "us-east-1", "CreateUser").await, 409);
}
