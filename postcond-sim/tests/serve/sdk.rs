//! A client of the SDK against the served endpoint.

use aws_sdk_ssm::Client;
use aws_sdk_ssm::config::retry::RetryConfig;
use aws_sdk_ssm::config::{BehaviorVersion, Config, Credentials, Region};
use aws_sdk_ssm::error::ProvideErrorMetadata;
use aws_sdk_ssm::types::ParameterType;
use aws_smithy_http_client::Builder;

use crate::program::{Served, serve};

fn client(of: &Served, region: &'static str) -> Client {
    let credentials = Credentials::new("AKID", "secret", None, None, "test");
    let config = Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .endpoint_url(format!("http://{}", of.address))
        .region(Region::new(region))
        .credentials_provider(credentials)
        .retry_config(RetryConfig::disabled())
        .http_client(Builder::new().build_http());
    Client::from_conf(config.build())
}

async fn put(ssm: &Client, value: &str) {
    let put = ssm
        .put_parameter()
        .name("/app/url")
        .value(value)
        .r#type(ParameterType::String);
    put.overwrite(true).send().await.unwrap();
}

/// The value of the parameter, or the code of the error.
async fn read(ssm: &Client) -> String {
    match ssm.get_parameter().name("/app/url").send().await {
        Ok(output) => output.parameter.unwrap().value.unwrap(),
        Err(error) => error.code().unwrap_or("no answer").to_owned(),
    }
}

#[tokio::test]
async fn a_read_is_stale_until_the_replicas_converge_and_the_end_tells_of_it() {
    let served = serve(&["--lag", "never", "--replicas", "3", "--seed", "7"]);
    assert_eq!(served.introduction, "seed 7, replicas 3, lag never");
    let ssm = client(&served, "us-east-1");
    put(&ssm, "https://example.com").await;
    assert_eq!(read(&ssm).await, "ParameterNotFound");
    assert_eq!(served.control("POST", "converge", ""), (204, String::new()));
    assert_eq!(read(&ssm).await, "https://example.com");
    let report = served.end("TERM");
    let (first, second) = report.split_once('\n').unwrap();
    assert_eq!(first, "1 of 2 reads was stale:");
    let told = "s ssm:GetParameter did not show the latest of parameters /app/url\n";
    assert!(second.ends_with(told), "{report}");
}

#[tokio::test]
async fn both_signals_end_it() {
    for signal in ["INT", "TERM"] {
        let served = serve(&[]);
        let ssm = client(&served, "us-east-1");
        put(&ssm, "1").await;
        assert_eq!(read(&ssm).await, "1");
        assert_eq!(served.end(signal), "none of 1 reads was stale\n");
    }
}

#[tokio::test]
async fn a_region_has_a_state_of_its_own() {
    let served = serve(&[]);
    let (here, there) = (client(&served, "us-east-1"), client(&served, "eu-west-1"));
    put(&there, "there").await;
    assert_eq!(read(&here).await, "ParameterNotFound");
    put(&here, "here").await;
    assert_eq!(read(&there).await, "there");
}

#[tokio::test]
async fn faults_are_those_of_the_flags_until_they_are_changed() {
    let served = serve(&[
        "--fault",
        "reads=denied@100%",
        "--script",
        "GetParameter=503:Busy@1",
    ]);
    let ssm = client(&served, "us-east-1");
    put(&ssm, "1").await;
    assert_eq!(read(&ssm).await, "Busy");
    assert_eq!(read(&ssm).await, "AccessDeniedException");
    served.control(
        "PUT",
        "faults",
        "writes=throttled@1\nssm:GetParameter=400:Odd:why@1\n",
    );
    assert_eq!(read(&ssm).await, "Odd");
    served.control("DELETE", "faults", "");
    assert_eq!(read(&ssm).await, "1");
    served.control("PUT", "scripts", "GetParameter=server-error@always");
    assert_eq!(read(&ssm).await, "InternalServerError");
    served.control("DELETE", "scripts", "");
    assert_eq!(read(&ssm).await, "1");
}

#[tokio::test]
async fn a_connection_that_is_reset_has_no_answer_and_the_write_may_have_landed() {
    let served = serve(&[
        "--script",
        "PutParameter=lost@1",
        "--script",
        "GetParameter=reset@1",
    ]);
    let ssm = client(&served, "us-east-1");
    let lost = ssm
        .put_parameter()
        .name("/app/url")
        .value("1")
        .r#type(ParameterType::String);
    lost.send().await.unwrap_err();
    assert_eq!(read(&ssm).await, "no answer");
    assert_eq!(read(&ssm).await, "1");
}

#[tokio::test]
async fn a_reset_begins_anew_as_it_was_set_up_and_forgets_no_figures() {
    let served = serve(&["--lag", "never"]);
    let ssm = client(&served, "us-east-1");
    put(&ssm, "1").await;
    assert_eq!(read(&ssm).await, "ParameterNotFound");
    served.control("PUT", "lag", "zero");
    put(&ssm, "2").await;
    assert_eq!(read(&ssm).await, "2");
    assert_eq!(served.control("POST", "reset", "").0, 204);
    assert_eq!(read(&ssm).await, "ParameterNotFound");
    put(&ssm, "1").await;
    assert_eq!(
        read(&ssm).await,
        "ParameterNotFound",
        "the lag is that of the flags"
    );
    let (_, statistics) = served.control("GET", "statistics", "");
    let statistics: serde_json::Value = serde_json::from_str(&statistics).unwrap();
    let expected =
        serde_json::json!({ "calls": 7, "reads": 4, "stale_reads": 2, "writes": 3, "faults": 0 });
    assert_eq!(statistics["total"], expected);
    assert_eq!(
        statistics["stale_reads"][0]["missed"],
        serde_json::json!(["parameters /app/url"])
    );
}

#[tokio::test]
async fn a_body_beyond_the_limit_is_refused_and_the_next_is_not() {
    let served = serve(&["--body-limit", "2000"]);
    let ssm = client(&served, "us-east-1");
    let large = "x".repeat(3_000);
    let refused = ssm
        .put_parameter()
        .name("/app/url")
        .value(large)
        .r#type(ParameterType::String);
    let refused = refused.send().await.unwrap_err();
    assert_eq!(refused.code(), Some("RequestEntityTooLargeException"));
    assert!(refused.message().unwrap().contains("2000 bytes"));
    put(&ssm, "1").await;
    assert_eq!(read(&ssm).await, "1");
}

#[tokio::test]
async fn dates_are_the_machines_own_unless_given() {
    let given = serve(&[
        "--epoch",
        "2020-02-02T02:02:02Z",
        "--date-precision",
        "seconds",
    ]);
    for (served, expected) in [(given, 2020), (serve(&[]), 2026)] {
        let ssm = client(&served, "us-east-1");
        put(&ssm, "1").await;
        let output = ssm.get_parameter().name("/app/url").send().await.unwrap();
        let date = output.parameter.unwrap().last_modified_date.unwrap();
        let year = 1970 + date.secs() / 31_556_952;
        assert!(
            (year == 2020) == (expected == 2020) && year >= expected,
            "{date}"
        );
    }
}
