//! Checks of one's own, over HTTP.

use std::error::Error;
use std::time::Duration;

use postcond::runtime::{Cause, Check, Outcome, ReadBack, pending, satisfied};
use postcond::ssm::sdk::Client;
use postcond::ssm::sdk::operation::RequestId;
use postcond::ssm::sdk::operation::delete_parameters::{
    DeleteParametersInput, DeleteParametersOutput,
};
use postcond::ssm::sdk::operation::get_parameter::GetParameterError;
use postcond::ssm::sdk::operation::label_parameter_version::{
    LabelParameterVersionInput, LabelParameterVersionOutput,
};
use postcond::ssm::sdk::types::ParameterType;
use postcond::ssm::{ConsistentSsmClient, MutationError, Reader};
use postcond::{Policy, post_condition};

use crate::server::Server;

type Tested = Result<(), Box<dyn Error>>;

/// Each label that was attached leads to the version that it was attached to.
#[post_condition(service = "ssm", op = "LabelParameterVersion", reads = ["GetParameter"])]
async fn labels_resolve(
    ssm: &Reader,
    input: &LabelParameterVersionInput,
    output: &LabelParameterVersionOutput,
) -> Check {
    let name = input.name().unwrap_or_default();
    for label in input.labels() {
        if output.invalid_labels().contains(label) {
            continue;
        }
        let read = ssm.get_parameter().name(format!("{name}:{label}"));
        let found = read.send().await.absent_if(|error: &GetParameterError| {
            // AWS answers with the latter, moto with the former.
            error.is_parameter_not_found() || error.is_parameter_version_not_found()
        })?;
        let version = found.and_then(|it| it.parameter).map(|it| it.version);
        if version != Some(output.parameter_version()) {
            return pending(format!("{label} leads to version {version:?}"));
        }
    }
    satisfied(format!("labels of {name} resolve"))
}

#[tokio::test]
#[ignore = "needs the endpoints: POSTCOND_ENDPOINTS=$(tests/endpoints/install.sh) cargo test -p postcond-endpoint-tests -- --include-ignored"]
async fn an_own_check_confirms_an_operation() -> Tested {
    let moto = Server::shared_moto();
    let ssm = ConsistentSsmClient::builder(Client::new(&moto.sdk_config()))
        .post_condition(labels_resolve)
        .build();
    for value in ["v1", "v2"] {
        let put = ssm
            .put_parameter()
            .name("/labelled")
            .value(value)
            .r#type(ParameterType::String);
        let put = put.r#type(ParameterType::String).overwrite(true);
        put.send().await?;
    }

    // A label may not begin with a digit: that one is not attached.
    let label = ssm.label_parameter_version().name("/labelled");
    let label = label.parameter_version(1).labels("good").labels("1st");
    let confirmed = label.send_with_evidence().await?;
    assert_eq!(confirmed.output.invalid_labels(), ["1st"]);

    let mut polls = confirmed.evidence.polls().iter();
    let poll = polls.find(|poll| poll.check == "labels_resolve");
    let poll = poll.expect("the own check was polled");
    assert_eq!(poll.outcome, Outcome::Satisfied);
    assert_eq!(poll.seen, "labels of /labelled resolve");
    assert_eq!(poll.reads.len(), 1);
    assert!(poll.reads[0].request_id.is_some());
    Ok(())
}

/// Never met. It reads nothing, so that a slow answer cannot be what the deadline ends.
#[post_condition(service = "ssm", op = "DeleteParameters")]
async fn never_holds(
    _: &Reader,
    _: &DeleteParametersInput,
    output: &DeleteParametersOutput,
) -> Check {
    pending(format!("{} unknown", output.invalid_parameters().len()))
}

#[tokio::test]
#[ignore = "needs the endpoints: POSTCOND_ENDPOINTS=$(tests/endpoints/install.sh) cargo test -p postcond-endpoint-tests -- --include-ignored"]
async fn what_was_not_confirmed_in_time_keeps_its_output() -> Tested {
    let moto = Server::shared_moto();
    let deadline = Duration::from_millis(300);
    let ssm = ConsistentSsmClient::builder(Client::new(&moto.sdk_config()))
        .post_condition(never_holds)
        .policy(Policy::builder().deadline(deadline).build()?)
        .build();

    let sent = ssm.delete_parameters().names("/never").send().await;
    let error = sent.expect_err("the own check never holds");
    assert!(error.request_id().is_some(), "that of the write");
    let MutationError::Unconfirmed(unconfirmed) = error else {
        panic!("the write failed: {error}");
    };
    let cause = &unconfirmed.cause;
    assert!(
        matches!(cause, Cause::Deadline { check: "never_holds", after, last_seen, .. }
            if *after > deadline / 2 && last_seen == "1 unknown"),
        "{cause}"
    );

    // The client's own check was met at once, which is no reason to ask it again.
    let polls = unconfirmed.evidence.polls();
    let of = |check: &'static str| polls.iter().filter(move |poll| poll.check == check);
    let met: Vec<_> = of("deleted_names_are_not_found").collect();
    assert_eq!(met.len(), 1);
    assert_eq!(met[0].outcome, Outcome::Satisfied);
    assert!(of("never_holds").count() > 1, "polled until the deadline");
    assert!(of("never_holds").all(|poll| poll.outcome == Outcome::Pending));

    // The service has acted, and nothing of what it said is lost.
    assert_eq!(unconfirmed.output.invalid_parameters(), ["/never"]);
    Ok(())
}
