//! Whether what is found is this write's, or somebody else's.

use super::*;
use aws_sdk_ssm::types::ParameterType;

#[tokio::test(start_paused = true)]
async fn a_name_that_was_taken_before_is_somebody_elses() {
    let stage = Stage::behind(Duration::ZERO, looking_briefly());
    create_by_somebody(&stage).await;
    tokio::time::advance(4 * SECOND).await;
    // The call is refused, and its refusal lost.
    stage.sim.script("PutParameter").answer(Answer::lost());
    let came = put_once(put(&stage)).await.into();
    let expected = "version 1 of /a, not known to be from this call (GetParameter: HTTP 200)";
    assert_eq!(last_seen(came), expected);
}

#[tokio::test(start_paused = true)]
async fn a_name_that_is_taken_afterwards_is_somebody_elses() {
    let policy = Policy::builder().deadline(10 * SECOND).build().unwrap();
    let stage = Stage::behind(Duration::ZERO, policy.or(&looking()));
    stage.sim.script("PutParameter").answer(Answer::reset());
    let (came, ()) = tokio::join!(put_once(put(&stage)), async {
        tokio::time::sleep(6 * SECOND).await;
        create_by_somebody(&stage).await;
    });
    let expected = "version 1 of /a, created after this call (GetParameter: HTTP 200)";
    assert_eq!(last_seen(came.into()), expected);
}

/// Takes the date off every answer.
#[derive(Debug)]
struct Undated;

#[dyn_dispatch_hint]
impl Intercept for Undated {
    fn name(&self) -> &'static str {
        "Undated"
    }

    fn modify_before_deserialization(
        &self,
        context: &mut BeforeDeserializationInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        context.response_mut().headers_mut().remove("date");
        Ok(())
    }
}

#[tokio::test(start_paused = true)]
async fn where_the_service_tells_no_time_a_name_proves_nothing() {
    // By the local clock, which need not be right, it may well be from this call.
    let sim = Simulator::builder().epoch(SystemTime::now());
    let stage = Stage::on(sim.build().unwrap(), looking());
    let config = stage.plain_ssm.config().to_builder().interceptor(Undated);
    let client = ssm::sdk::Client::from_conf(config.build());
    let client = ssm::ConsistentSsmClient::builder(client).policy(looking_briefly());
    stage.sim.script("PutParameter").answer(Answer::lost());
    let request = client
        .build()
        .put_parameter()
        .name("/a")
        .value("new")
        .r#type(ParameterType::String);
    let expected = "version 1 of /a, not known to be from this call (GetParameter: HTTP 200)";
    assert_eq!(last_seen(put_once(request).await.into()), expected);
}

#[tokio::test(start_paused = true)]
async fn an_overwrite_since_does_not_hide_the_creation() {
    let stage = Stage::behind(LAG, looking());
    stage.sim.script("PutParameter").answer(Answer::lost());
    let (came, ()) = tokio::join!(put_once(put(&stage)), async {
        tokio::time::sleep(100 * MS).await;
        let request = stage
            .plain_ssm
            .put_parameter()
            .name("/a")
            .value("later")
            .r#type(ParameterType::String);
        request.overwrite(true).send().await.unwrap();
    });
    assert_eq!(came.unwrap().output.version(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_secret_of_somebody_elses_has_another_version() {
    let stage = Stage::behind(Duration::ZERO, looking_briefly());
    with_a_secret(&stage).await;
    for with_value in [true, false] {
        stage.sim.script("CreateSecret").answer(Answer::lost());
        let request = stage.secrets.create_secret().name("a");
        let request = request.set_secret_string(with_value.then(|| "mine".to_owned()));
        let request = request.customize();
        let request = request.config_override(once!(aws_sdk_secretsmanager));
        let seen = last_seen(request.send_with_evidence().await.into());
        let expected = match with_value {
            true => "a has no version ",
            false => "a has a value, and was to be made without",
        };
        assert!(seen.starts_with(expected), "{seen}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_version_that_a_rotation_has_prepared_is_not_yet_put() {
    let stage = Stage::behind(Duration::ZERO, looking_briefly());
    let token = "0123456789abcdef0123456789abcdef";
    let described = json!({ "VersionIdsToStages": { token: ["AWSPENDING"] } });
    let script = stage.sim.script("DescribeSecret").always();
    script.answer(Answer::json(200, described));
    let listed = stage.sim.script("ListSecretVersionIds").always();
    listed.answer(Answer::json(200, json!({ "Versions": [] })));
    stage.sim.script("PutSecretValue").answer(Answer::reset());
    let request = stage.secrets.put_secret_value().secret_id("a");
    let request = request.client_request_token(token).secret_string("new");
    let request = request.customize();
    let request = request.config_override(once!(aws_sdk_secretsmanager));
    let seen = last_seen(request.send_with_evidence().await.into());
    let expected = format!("version {token} holds no value (ListSecretVersionIds: HTTP 200)");
    assert_eq!(seen, expected);
}
