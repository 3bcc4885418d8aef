//! A client that was generated in a crate that depends on postcond under another name.

use std::time::Duration;

use postcond_renamed_tests::parameters::ConsistentSsmClient;
use postcond_renamed_tests::parameters::sdk::types::{Parameter, ParameterType};
use postcond_sim::{Lag, Simulator};
use read_your_writes::{Receipt, Scope};

const LAG: Duration = Duration::from_millis(300);

#[tokio::test(start_paused = true)]
async fn it_waits_for_its_own_checks() {
    let simulator = Simulator::builder().lag(Lag::fixed(LAG)).build().unwrap();
    let ssm = ConsistentSsmClient::new(&simulator.sdk_config());
    let write = ssm
        .put_parameter()
        .name("/app/db")
        .value("v1")
        .r#type(ParameterType::String);
    let written = write.send_with_evidence().await.unwrap();
    let polls = written.evidence.polls();
    assert_eq!(written.output.version(), 1);
    assert!(polls.len() > 1, "the first is before the lag has passed");
    assert!(polls.iter().all(|poll| poll.check == "version_is_shown"));
    let read = ssm.get_parameter().name("/app/db").send().await.unwrap();
    assert_eq!(read.parameter().map(Parameter::version), Some(1));
}

#[tokio::test(start_paused = true)]
async fn another_client_confirms_from_its_receipts() {
    let simulator = Simulator::builder().lag(Lag::fixed(LAG)).build().unwrap();
    let client = || ConsistentSsmClient::new(&simulator.sdk_config());
    let (ssm, scope) = (client(), Scope::new());
    let write = ssm
        .put_parameter()
        .name("/app/db")
        .value("v1")
        .r#type(ParameterType::String);
    let written = write.send_in(&scope).await.unwrap();
    let text = written.receipt().unwrap().to_json();
    assert_eq!(scope.into_receipts().len(), 1);
    let receipt: Receipt = text.parse().unwrap();
    assert_eq!(receipt.service(), "ssm");
    let evidence = client().confirm(&receipt).await.unwrap();
    assert!(
        evidence.polls_made() > 1,
        "the first is before the lag has passed"
    );
    assert!(simulator.now() >= LAG);
}
