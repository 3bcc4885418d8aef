//! Refusals that pass some time after an earlier write.

use std::time::Duration;

use aws_sdk_ssm::Client;
use aws_sdk_ssm::types::ParameterType;
use postcond_sim::{Answer, Simulator};

use crate::{code, once, prompt, until};

const LASTS: Duration = Duration::from_secs(20);
const EXISTS: &str = "ParameterAlreadyExists";

/// Where a name is not free for a while after a deletion, and `/a` was deleted at the start.
async fn deleted() -> (Simulator, Client) {
    let sim = prompt();
    let exists = Answer::error(400, EXISTS, "The parameter already exists.");
    sim.refuse_after("DeleteParameter", "PutParameter", exists, LASTS);
    let ssm = once(&sim);
    assert_eq!(put(&ssm, "/a", false).await, Ok(1));
    delete(&ssm, "/a").await;
    (sim, ssm)
}

async fn delete(ssm: &Client, name: &str) {
    ssm.delete_parameter().name(name).send().await.unwrap();
}

/// The version of a parameter that is put, or the code of the error.
async fn put(ssm: &Client, name: &str, overwrite: bool) -> Result<i64, String> {
    let request = ssm
        .put_parameter()
        .name(name)
        .value("v")
        .r#type(ParameterType::String);
    let sent = request.overwrite(overwrite).send().await;
    sent.map(|output| output.version())
        .map_err(|error| code(&error))
}

#[tokio::test(start_paused = true)]
async fn a_name_is_free_again_once_its_deletion_is_long_enough_ago() {
    let (sim, ssm) = deleted().await;
    until(&sim, LASTS - Duration::from_millis(1)).await;
    assert_eq!(put(&ssm, "/a", false).await, Err(EXISTS.to_owned()));
    let refused = sim.calls().pop().unwrap();
    assert!(refused.injected.is_some() && !refused.scripted);
    assert_eq!(sim.writes().len(), 2, "a refused call changes nothing");
    until(&sim, LASTS).await;
    assert_eq!(put(&ssm, "/a", false).await, Ok(1));
}

#[tokio::test(start_paused = true)]
async fn what_is_about_something_else_is_not_refused() {
    let (sim, ssm) = deleted().await;
    assert_eq!(put(&ssm, "/b", false).await, Ok(1));
    let region = aws_sdk_ssm::config::Region::new("eu-west-1");
    let there = sim.sdk_config().into_builder().region(region).build();
    assert_eq!(put(&Client::new(&there), "/a", false).await, Ok(1));
    assert!(ssm.get_parameter().name("/a").send().await.is_err());
    assert_eq!(put(&ssm, "/a", false).await, Err(EXISTS.to_owned()));
}

#[tokio::test(start_paused = true)]
async fn an_overwrite_takes_the_name_as_it_is_and_what_was_written_since_decides() {
    let (sim, ssm) = deleted().await;
    assert_eq!(put(&ssm, "/a", true).await, Ok(1));
    // Refused by the service itself: the parameter is there.
    assert_eq!(put(&ssm, "/a", false).await, Err(EXISTS.to_owned()));
    assert!(sim.calls().pop().unwrap().injected.is_none());
    delete(&ssm, "/a").await;
    assert_eq!(put(&ssm, "/a", false).await, Err(EXISTS.to_owned()));
    assert!(sim.calls().pop().unwrap().injected.is_some());
}

#[test]
#[should_panic(expected = "did you mean `DeleteParameter`")]
fn an_operation_that_there_is_not_is_refused() {
    let sim = prompt();
    sim.refuse_after("DeleteParamter", "PutParameter", Answer::denied(), LASTS);
}
