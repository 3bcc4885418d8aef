//! Rotation. moto wants a function for it, and is told not to run it.

use aws_config::SdkConfig;
use postcond::secretsmanager::ConsistentSecretsManagerClient;
use postcond::secretsmanager::on_request::rotation_has_finished;
use postcond::secretsmanager::sdk::types::RotationRulesType;

use super::Tested;
use crate::confirmations::Confirmations;
use crate::server::Server;

pub(super) const OPERATIONS: &[&str] = &["CancelRotateSecret", "RotateSecret"];

#[tokio::test]
#[ignore = "needs the endpoints: POSTCOND_ENDPOINTS=$(tests/endpoints/install.sh) cargo test -p postcond-endpoint-tests -- --include-ignored"]
async fn rotation() -> Tested {
    let moto = Server::shared_moto();
    let config = moto.sdk_config();
    let secrets = ConsistentSecretsManagerClient::new(&config);
    let mut confirmations = Confirmations::of("secretsmanager");
    let read = [("DescribeSecret", 200)];
    let create = secrets.create_secret().name("a").secret_string("v1");
    create.send().await?;
    let function = function(&moto, &config)?;
    let daily = RotationRulesType::builder().automatically_after_days(1);

    let rotate = secrets.rotate_secret().secret_id("a");
    let rotate = rotate
        .rotation_lambda_arn(function)
        .rotation_rules(daily.build());
    let confirmed = rotate.send_with_evidence().await?;
    confirmations.one_poll("RotateSecret", confirmed, &read);
    let cancel = secrets.cancel_rotate_secret().secret_id("a");
    let confirmed = cancel.send_with_evidence().await?;
    confirmations.one_poll("CancelRotateSecret", confirmed, &read);
    confirmations.are(OPERATIONS);
    Ok(())
}

/// Without a function, moto makes the new version current at once.
#[tokio::test]
#[ignore = "needs the endpoints: POSTCOND_ENDPOINTS=$(tests/endpoints/install.sh) cargo test -p postcond-endpoint-tests -- --include-ignored"]
async fn a_rotation_that_a_call_waits_for() -> Tested {
    let moto = Server::shared_moto();
    let secrets = ConsistentSecretsManagerClient::new(&moto.sdk_config());
    let create = secrets.create_secret().name("a").secret_string("v1");
    create.send().await?;
    let rotate = secrets.rotate_secret().secret_id("a");
    let rotate = rotate.until(rotation_has_finished);
    let evidence = rotate.send_with_evidence().await?.evidence;
    let mut checks: Vec<_> = evidence.polls().iter().map(|poll| poll.check).collect();
    checks.sort_unstable();
    assert_eq!(checks, ["rotation_has_begun", "rotation_has_finished"]);
    Ok(())
}

/// A function that moto does not run, and the role that it wants for it.
fn function(moto: &Server, config: &SdkConfig) -> Result<String, std::io::Error> {
    const EMPTY_ZIP: &str = "UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA==";
    let no_docker = r#"{"lambda": {"use_docker": false}}"#;
    moto.post(config, "moto", "/moto-api/config", no_docker)?;
    let role = "Action=CreateRole&Version=2010-05-08&RoleName=rotation\
                &AssumeRolePolicyDocument=%7B%7D";
    moto.post(config, "iam", "/", role)?;
    let function = format!(
        r#"{{
            "FunctionName": "rotation", "Runtime": "python3.12", "Handler": "index.handler",
            "Role": "arn:aws:iam::123456789012:role/rotation", "Code": {{"ZipFile": "{EMPTY_ZIP}"}}
        }}"#
    );
    moto.post(config, "lambda", "/2015-03-31/functions", &function)?;
    let region = config
        .region()
        .map_or("us-east-1", |region| region.as_ref());
    Ok(format!(
        "arn:aws:lambda:{region}:123456789012:function:rotation"
    ))
}
