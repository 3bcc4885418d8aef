//! Receipts that are not taken up: a clear error, no read, and never a confirmation.

use aws_credential_types::Credentials;
use aws_sdk_ssm::types::ParameterType;
use aws_types::region::Region;
use aws_types::sdk_config::SdkConfig;
use postcond::runtime::{Check, pending};
use postcond::ssm::{ConsistentSsmClient, Reader, sdk};
use postcond::{Policy, Receipt, Scope, UnusableReceipt, post_condition};
use postcond_sim::Simulator;
use sdk::operation::put_parameter::{PutParameterInput, PutParameterOutput};
use serde_json::{Value, json};
use tokio::time::sleep;

use super::{confirm, dated_ahead, look, read, resealed};
use crate::stage::{HOUR, MS, SECOND, Stage, every};

/// The receipt of a parameter that was put with a client of this configuration.
async fn put_by(config: &SdkConfig) -> Receipt {
    let ssm = ConsistentSsmClient::new(config);
    let scope = Scope::new();
    let put = ssm
        .put_parameter()
        .name("/a")
        .value("v")
        .r#type(ParameterType::String);
    let put = put.overwrite(true).send_in(&scope);
    let _ = put.await.unwrap();
    scope.into_receipts().remove(0)
}

/// What a client of this configuration says of the receipt.
async fn refused_by(config: &SdkConfig, receipt: &Receipt) -> UnusableReceipt {
    let ssm = ConsistentSsmClient::new(config);
    let refused = ssm.look(receipt).await.unwrap_err();
    let error = ssm.confirm(receipt).await.unwrap_err();
    assert_eq!(error.to_string(), refused.to_string());
    refused
}

fn credentials(account: Option<&str>) -> Credentials {
    let credentials = Credentials::builder().access_key_id("AKID");
    let credentials = credentials.secret_access_key("secret");
    let credentials = credentials.provider_name("test");
    match account {
        Some(account) => credentials.account_id(account).build(),
        None => credentials.build(),
    }
}

/// The configuration of a simulator, for a caller of this account.
fn of_account(sim: &Simulator, account: Option<&str>) -> SdkConfig {
    let provider =
        aws_credential_types::provider::SharedCredentialsProvider::new(credentials(account));
    let config = sim.sdk_config().into_builder();
    config.credentials_provider(provider).build()
}

fn reads(sim: &Simulator) -> usize {
    sim.calls_to("GetParameter").len()
}

#[tokio::test(start_paused = true)]
async fn a_receipt_of_another_account_is_refused_before_anything_is_sent() {
    for (written_in, read_in, is_refused) in [
        (Some("111122223333"), Some("444455556666"), true),
        (Some("111122223333"), Some("111122223333"), false),
        (Some("111122223333"), None, false),
        (None, Some("444455556666"), false),
    ] {
        let sim = Simulator::builder().build().unwrap();
        let receipt = put_by(&of_account(&sim, written_in)).await;
        assert_eq!(receipt.account(), written_in);
        let there = of_account(&sim, read_in);
        if !is_refused {
            let confirmed = ConsistentSsmClient::new(&there).confirm(&receipt).await;
            assert!(confirmed.is_ok(), "{confirmed:?}");
            continue;
        }
        let refused = refused_by(&there, &receipt).await;
        assert_eq!(
            refused.to_string(),
            "the receipt cannot be used: it is of account 111122223333, and GetParameter would be read in \
             account 444455556666"
        );
        assert_eq!(reads(&sim), 0);
    }
}

#[tokio::test(start_paused = true)]
async fn a_receipt_of_another_region_or_endpoint_is_refused_before_anything_is_sent() {
    let sim = Simulator::builder().build().unwrap();
    let config = sim.sdk_config();
    let elsewhere = config.to_builder().region(Region::new("eu-west-1")).build();
    let custom = config
        .to_builder()
        .endpoint_url("http://localhost:4566")
        .build();
    let of_aws = put_by(&config).await;
    let of_custom = put_by(&custom).await;
    for (config, receipt, words) in [
        (
            &elsewhere,
            &of_aws,
            "it is of us-east-1, and this client is of eu-west-1",
        ),
        (
            &custom,
            &of_aws,
            "it is of a write to AWS, and GetParameter would be read at http://localhost:4566 (us-east-1), \
             an endpoint of one's own",
        ),
        (
            &config,
            &of_custom,
            "it is of a write to an endpoint of one's own, and GetParameter would be read at \
             https://ssm.us-east-1.amazonaws.com (us-east-1), AWS",
        ),
    ] {
        let refused = refused_by(config, receipt).await;
        let expected = format!("the receipt cannot be used: {words}");
        assert_eq!(refused.to_string(), expected);
    }
    assert_eq!(reads(&sim), 0);
}

/// IAM has one endpoint for all regions.
#[tokio::test(start_paused = true)]
async fn a_receipt_of_a_global_service_is_taken_up_in_any_region() {
    use postcond::iam::ConsistentIamClient;
    let sim = Simulator::builder().build().unwrap();
    let config = sim.sdk_config().into_builder();
    let config = config.region(Region::new("eu-west-1")).build();
    let iam = ConsistentIamClient::new(&config);
    let scope = Scope::new();
    let create = iam.create_user().user_name("ann").send_in(&scope).await;
    let receipt = create.unwrap().receipt().unwrap();
    assert_eq!(receipt.region(), None);
    let elsewhere = sim.sdk_config().into_builder();
    let elsewhere = elsewhere.region(Region::new("ap-south-1")).build();
    let confirmed = ConsistentIamClient::new(&elsewhere).confirm(&receipt).await;
    assert!(confirmed.is_ok(), "{confirmed:?}");
    let _ = scope.settle().await;
}

#[tokio::test(start_paused = true)]
async fn a_receipt_is_good_for_fourteen_days() {
    let stage = Stage::behind(MS, every(50 * MS));
    let receipt = put_by(&stage.sim.sdk_config()).await;
    sleep(HOUR * 24 * 14).await;
    assert!(stage.ssm.confirm(&receipt).await.is_ok());
    sleep(HOUR).await;
    stage.sim.clear_calls();
    let refused = look(&stage, &receipt).await.unwrap_err();
    assert_eq!(
        refused.to_string(),
        "the receipt cannot be used: the write was made 14 days ago, and a receipt is good for 14: see to \
         the resource by other means"
    );
    assert_eq!(reads(&stage.sim), 0);
}

/// By a clock that is that wrong, it would be pending for as long.
#[tokio::test(start_paused = true)]
async fn a_receipt_from_the_future_is_refused() {
    let stage = Stage::behind(MS, every(50 * MS));
    let text = put_by(&stage.sim.sdk_config()).await.to_json();
    let days = HOUR * 24;
    for (ahead, is_refused) in [
        (HOUR - 60 * SECOND, false),
        (HOUR + 60 * SECOND, true),
        (400 * days, true),
    ] {
        stage.sim.clear_calls();
        let receipt = read(&dated_ahead(&text, ahead));
        let looked = look(&stage, &receipt).await;
        let Err(refused) = looked else {
            assert!(!is_refused, "{ahead:?}: {looked:?}");
            continue;
        };
        let words = format!(
            "the receipt cannot be used: by the clock here, the write will be made in {} minutes, and clocks \
             differ by no more than 60: set the clock here, or that of the machine that wrote, and see to the \
             resource by other means if it was the latter",
            ahead.as_secs() / 60
        );
        assert_eq!((refused.to_string(), is_refused), (words, true));
        let error = stage.ssm.confirm(&receipt).await.unwrap_err();
        assert_eq!(error.to_string(), refused.to_string());
        assert_eq!(reads(&stage.sim), 0);
    }
}

/// It is always listed in vain.
#[post_condition(service = "ssm", op = "PutParameter", reads = ["GetParameter"])]
async fn never_there(_: &Reader, _: &PutParameterInput, _: &PutParameterOutput) -> Check {
    pending("nothing")
}

#[tokio::test(start_paused = true)]
async fn a_check_that_the_client_does_not_have_is_named() {
    let stage = Stage::behind(MS, every(50 * MS));
    let scope = Scope::new();
    let put = stage
        .ssm
        .put_parameter()
        .name("/a")
        .value("v")
        .r#type(ParameterType::String);
    let handle = put.until(never_there).send_in(&scope).await.unwrap();
    let receipt = handle.receipt().unwrap();
    let refused = look(&stage, &receipt).await.unwrap_err();
    assert_eq!(
        refused.to_string(),
        "the receipt cannot be used: it waits for `never_there`, which this client has not for \
         PutParameter: add it with `post_condition` where the client is built"
    );
    assert_eq!(reads(&stage.sim), 0);
    let with_it = ConsistentSsmClient::builder(stage.plain_ssm.clone()).post_condition(never_there);
    let error = with_it
        .policy(every(50 * MS))
        .build()
        .confirm(&receipt)
        .await;
    let error = error.unwrap_err().to_string();
    assert!(error.contains("`never_there` was still pending"), "{error}");
    let _ = scope.settle().await;
}

/// Each in its own words.
#[tokio::test(start_paused = true)]
async fn what_is_wrong_with_the_text_is_said() {
    let stage = Stage::behind(MS, every(50 * MS));
    let text = put_by(&stage.sim.sdk_config()).await.to_json();
    let json: Value = serde_json::from_str(&text).unwrap();
    let with = |name: &str, value: Value| {
        let mut json = json.clone();
        json[name] = value;
        json
    };
    let no_receipt = "it is JSON, but not a receipt of postcond";
    let changed = "it is not as it was written: its digest differs or is missing, so it was changed or cut off \
                   on the way";
    for (text, words) in [
        (
            "".to_owned(),
            "it is not JSON, or is cut off (at line 1, column 0)",
        ),
        ("[]".to_owned(), no_receipt),
        ("{}".to_owned(), no_receipt),
        (with("postcond_receipt", json!("1")).to_string(), no_receipt),
        (with("postcond_receipt", json!(0)).to_string(), no_receipt),
        (
            with("postcond_receipt", json!(2)).to_string(),
            "its format is version 2, and this program knows version 1: update postcond where it is read",
        ),
        (
            with("operation", json!("DeleteParameter")).to_string(),
            changed,
        ),
        (with("digest", Value::Null).to_string(), changed),
        (
            resealed(with("written", json!("yesterday"))),
            "it cannot be read: not what a receipt of version 1 has",
        ),
    ] {
        let refused = Receipt::from_json(&text).unwrap_err();
        let expected = format!("the receipt cannot be used: {words}");
        assert_eq!(refused.to_string(), expected, "{text}");
        let refused = serde_json::from_str::<Receipt>(&text).unwrap_err();
        assert!(words.contains("JSON") || refused.to_string().contains(words));
    }
}

#[tokio::test(start_paused = true)]
async fn what_it_says_must_be_known_to_the_client() {
    let stage = Stage::behind(MS, every(50 * MS));
    let text = put_by(&stage.sim.sdk_config()).await.to_json();
    let json: Value = serde_json::from_str(&text).unwrap();
    stage.sim.clear_calls();
    for (at, value, words) in [
        (
            "/service",
            json!("iam"),
            "it is of iam, and this is a client of ssm",
        ),
        (
            "/operation",
            json!("PutThing"),
            "this client has no mutation PutThing",
        ),
        (
            "/operation",
            json!("GetParameter"),
            "this client has no mutation GetParameter",
        ),
        (
            "/operation",
            json!("DeleteParameter"),
            "it cannot be read: the member Overwrite, which this version does not know, in the input",
        ),
        (
            "/awaits",
            json!([]),
            "it cannot be read: it waits for no check",
        ),
        (
            "/awaits/0/check",
            json!("is_purple"),
            "it waits for `is_purple`, which this client has not for PutParameter: add it with \
             `post_condition` where the client is built",
        ),
        (
            "/input/Tier",
            json!(1),
            "it cannot be read: what should be text is none, in Tier, in the input",
        ),
    ] {
        let mut json = json.clone();
        json["input"]["Overwrite"] = json!(true);
        json["input"]["Tier"] = json!("Standard");
        *json.pointer_mut(at).unwrap() = value;
        let receipt = Receipt::from_json(&resealed(json)).unwrap();
        let refused = stage.ssm.look(&receipt).await.unwrap_err().to_string();
        assert_eq!(refused, format!("the receipt cannot be used: {words}"));
        let error = stage.ssm.confirm(&receipt).await.unwrap_err();
        assert_eq!(error.to_string(), refused);
    }
    assert!(stage.sim.calls().is_empty());
}

/// A write that nobody has answered may have landed, or not: there is nothing to state.
#[tokio::test(start_paused = true)]
async fn a_call_that_fails_has_none_and_one_that_was_found_has_one() {
    use postcond::AmbiguousWrite;
    use postcond_sim::Answer;
    let policy = Policy::builder().on_ambiguous(AmbiguousWrite::ReadBack);
    let stage = Stage::behind(MS, policy.build().unwrap());
    stage
        .sim
        .script("secretsmanager:CreateSecret")
        .answer(Answer::lost());
    let create = stage.secrets.create_secret().name("a").secret_string("s");
    let created = create.send_with_evidence().await.unwrap();
    let receipt = created.evidence.receipt().unwrap();
    assert!(confirm(&stage, receipt).await.is_ok());
}
