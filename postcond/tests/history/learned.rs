//! One process learns, and the next begins with that.

use std::time::Duration;

use postcond::runtime::{History, HistoryFile};
use postcond::ssm::sdk;
use postcond::ssm::sdk::types::ParameterType;

use crate::{Endpoint, LAG, first_poll, teach, write};

#[tokio::test(start_paused = true)]
async fn the_first_write_of_a_process_is_polled_when_those_of_others_have_shown() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("lags.json");
    let endpoint = Endpoint::default();
    let learning = endpoint.client(History::file(&path));
    assert_eq!(first_poll(&write(&learning).await), Duration::ZERO);
    teach(&learning).await;
    learning.save_history().await.unwrap();

    let fresh = endpoint.client(History::file(&path));
    assert!(first_poll(&write(&fresh).await) > LAG / 2);
    let forgetful = endpoint.client(History::file(folder.path().join("other.json")));
    assert_eq!(first_poll(&write(&forgetful).await), Duration::ZERO);
}

/// A program that knows nothing of it, and ends.
#[test]
fn what_was_not_saved_is_when_the_runtime_ends_after_the_client() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("lags.json");
    let mut runtime = tokio::runtime::Builder::new_current_thread();
    let runtime = runtime.enable_time().start_paused(true).build().unwrap();
    runtime.block_on(async {
        let client = Endpoint::default().client(History::file(&path));
        write(&client).await;
    });
    drop(runtime);
    let stored = HistoryFile::read(&path).unwrap().unwrap();
    assert_eq!(stored.lags.writes(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_file_has_operations_checks_and_lags_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let endpoint = Endpoint::default();
    let client = endpoint.client(History::folder(folder.path()).account("123456789012"));
    write(&client).await;
    let delete = client.delete_parameter().name("/app/db-of-mine");
    delete.send().await.unwrap();
    client.save_history().await.unwrap();

    let path = folder.path().join("ssm.us-east-1.aws.123456789012.json");
    let text = std::fs::read_to_string(path).unwrap();
    for (expected, is_there) in [
        ("\"operation\":\"PutParameter\"", true),
        ("\"operation\":\"DeleteParameter\"", true),
        ("db-of-mine", false),
        ("s3cret", false),
        ("123456789012", false),
        ("String", false),
    ] {
        assert_eq!(text.contains(expected), is_there, "{expected}: {text}");
    }
}

/// What was learned where nothing lags would have every call at AWS polled at once.
#[tokio::test(start_paused = true)]
async fn what_was_learned_at_a_local_endpoint_is_not_used_at_aws() {
    let folder = tempfile::tempdir().unwrap();
    let endpoint = Endpoint::default();
    let config = endpoint.sim.sdk_config().into_builder();
    let config = config.endpoint_url("http://localhost:4566").build();
    let local = sdk::Client::new(&config);
    let local = postcond::ssm::ConsistentSsmClient::builder(local)
        .history(History::folder(folder.path()))
        .build();
    teach(&local).await;
    local.save_history().await.unwrap();
    let at_aws = endpoint.client(History::folder(folder.path()));
    assert_eq!(first_poll(&write(&at_aws).await), Duration::ZERO);
    at_aws.save_history().await.unwrap();
    let mut names: Vec<_> = std::fs::read_dir(folder.path()).unwrap().collect();
    names.retain(|it| it.as_ref().unwrap().path().extension().unwrap() == "json");
    assert_eq!(names.len(), 2, "{names:?}");
}

/// A call with a configuration of its own may go to another region: it says nothing of this one.
#[tokio::test(start_paused = true)]
async fn a_call_that_goes_elsewhere_leaves_nothing_in_the_history() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("lags.json");
    let client = Endpoint::default().client(History::file(&path));
    let region = sdk::config::Region::new("eu-west-1");
    let elsewhere = sdk::config::Builder::new().region(region);
    let call = client
        .put_parameter()
        .name("/a")
        .value("v")
        .r#type(ParameterType::String)
        .customize();
    call.config_override(elsewhere).send().await.unwrap();
    client.save_history().await.unwrap();
    assert!(HistoryFile::read(&path).unwrap().is_none());
    write(&client).await;
    client.save_history().await.unwrap();
    let stored = HistoryFile::read(&path).unwrap().unwrap();
    assert_eq!(
        (stored.key.region(), stored.lags.writes()),
        (Some("us-east-1"), 1)
    );
}

/// Only the learned schedule uses it.
#[tokio::test(start_paused = true)]
async fn a_client_of_another_schedule_leaves_the_file_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("lags.json");
    let client = Endpoint::default().client(History::file(&path));
    let policy = postcond::Policy::builder().schedule(postcond::Schedule::exponential());
    let call = client
        .put_parameter()
        .name("/a")
        .value("v")
        .r#type(ParameterType::String);
    let call = call.confirm_with(policy.build().unwrap());
    call.send().await.unwrap();
    client.save_history().await.unwrap();
    assert!(!path.exists());
}
