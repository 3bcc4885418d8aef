//! What the simulator has on record.

use aws_sdk_ssm::Client;
use aws_sdk_ssm::operation::RequestId;
use aws_sdk_ssm::types::ParameterType;
use postcond_sim::Outcome;

use crate::{LAG, lagging, put, until, value};

#[tokio::test(start_paused = true)]
async fn calls_tell_where_they_were_served() {
    let sim = lagging();
    let ssm = Client::new(&sim.sdk_config());
    put(&ssm, "/a", "1").await;
    until(&sim, LAG / 2).await;
    value(&ssm, "/a").await.unwrap_err();
    let calls = sim.calls();
    assert_eq!(calls.len(), 2);
    assert_eq!(calls[0].operation, "PutParameter");
    assert_eq!(calls[0].replica, None);
    assert_eq!(calls[0].outcome, Outcome::Status(200));
    assert_eq!(calls[1].service, "ssm");
    assert_eq!(calls[1].operation, "GetParameter");
    assert_eq!(calls[1].at, LAG / 2);
    assert_eq!(calls[1].replica, Some(0));
    assert_eq!(calls[1].outcome, Outcome::Status(400));
    sim.clear_calls();
    assert_eq!(sim.calls(), []);
}

#[tokio::test(start_paused = true)]
async fn calls_and_writes_have_the_request_id_of_the_answer() {
    let sim = lagging();
    let ssm = Client::new(&sim.sdk_config());
    let output = ssm
        .put_parameter()
        .name("/a")
        .value("1")
        .r#type(ParameterType::String)
        .send()
        .await
        .unwrap();
    let request_id = output.request_id().unwrap();
    assert_eq!(request_id.len(), 36);
    assert_eq!(sim.calls()[0].request_id, request_id);
    assert_eq!(sim.writes()[0].request_id, request_id);
}

#[tokio::test(start_paused = true)]
async fn an_empty_simulator_has_converged() {
    let sim = lagging();
    assert_eq!(sim.converged_at(), std::time::Duration::ZERO);
}
