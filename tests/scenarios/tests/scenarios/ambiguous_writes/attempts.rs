//! Of several attempts, one may have landed.

use super::*;

#[tokio::test(start_paused = true)]
async fn after_a_refused_retry_a_name_may_be_somebody_elses() {
    let stage = Stage::behind(LAG, looking());
    stage.sim.script("PutParameter").answer(Answer::lost());
    let came = put(&stage).send_with_evidence().await.into();
    let Came::Ambiguous(_, Cause::Failed { state, .. }, _) = came else {
        panic!("{came:?}");
    };
    assert_eq!(
        state,
        "version 1 of /a, created meanwhile; but this call was refused in the end, so that it may be \
         somebody else's"
    );
    let refused = &stage.sim.calls_to("PutParameter")[1];
    assert_eq!(refused.outcome, postcond_sim::Outcome::Status(400));
}

#[tokio::test(start_paused = true)]
async fn somebody_elses_name_is_not_taken_for_a_write_that_failed_and_was_then_refused() {
    let stage = Stage::behind(Duration::ZERO, looking());
    let script = stage.sim.script("PutParameter");
    script.answer(Answer::server_error());
    let theirs = async {
        // While the SDK waits before its retry.
        tokio::time::sleep(MS).await;
        create_by_somebody(&stage).await;
    };
    let (came, ()) = tokio::join!(put(&stage).send_with_evidence(), theirs);
    let error = came.unwrap_err();
    assert!(error.as_ambiguous().is_some(), "{error:?}");
    assert!(error.into_service_error().is_parameter_already_exists());
}

#[tokio::test(start_paused = true)]
async fn after_a_refused_retry_a_token_tells_the_write_all_the_same() {
    let stage = Stage::behind(LAG, looking());
    stage.sim.script("CreateSecret").answer(Answer::lost());
    // As by an endpoint that does not know the token again.
    let refusal = Answer::error(400, "ResourceExistsException", "It exists.");
    stage.sim.script("CreateSecret").answer(refusal);
    let request = stage.secrets.create_secret().name("a").secret_string("new");
    let confirmed = request.send_with_evidence().await.unwrap();
    assert!(confirmed.output.version_id().is_some());
    let refused = &stage.sim.calls_to("CreateSecret")[1];
    assert_eq!(refused.outcome, postcond_sim::Outcome::Status(400));
}

#[tokio::test(start_paused = true)]
async fn a_refused_retry_of_a_write_that_is_not_found_is_the_services_error() {
    let stage = Stage::behind(Duration::ZERO, looking_briefly());
    create_by_somebody(&stage).await;
    tokio::time::advance(4 * SECOND).await;
    stage.sim.script("PutParameter").answer(Answer::reset());
    let error = put(&stage).send().await.unwrap_err();
    assert!(error.as_ambiguous().is_some(), "{error:?}");
    assert_eq!(error.code(), Some("ParameterAlreadyExists"));
    assert!(error.into_service_error().is_parameter_already_exists());
}

#[tokio::test(start_paused = true)]
async fn a_request_that_was_never_sent_has_not_landed() {
    let stage = Stage::behind(Duration::ZERO, looking());
    let request = put(&stage).customize();
    let request = request.map_request(|_| Err(std::fmt::Error));
    let came = request.send_with_evidence().await.into();
    assert!(matches!(came, Came::Failed(_)), "{came:?}");
    assert!(stage.sim.calls().is_empty());
}

/// Credentials that are waited for in vain.
#[derive(Debug)]
struct Never;

impl ProvideCredentials for Never {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        future::ProvideCredentials::new(std::future::pending())
    }
}

#[tokio::test(start_paused = true)]
async fn a_time_out_before_anything_was_sent_leaves_nothing_open() {
    let stage = Stage::behind(Duration::ZERO, looking());
    let config = once!(aws_sdk_ssm).credentials_provider(Never);
    let request = put(&stage).customize().config_override(config);
    let came = request.send_with_evidence().await.into();
    assert!(matches!(came, Came::Failed(_)), "{came:?}");
    assert!(stage.sim.calls().is_empty());
}
