//! What only a real connection can show: where the read-back goes, and what happens if nobody is
//! there any more.

use std::error::Error;
use std::time::Duration;

use parking_lot::Mutex;
use postcond::Policy;
use postcond::runtime::{Cause, Check, CheckInfo, Outcome, PostCondition, Witness, satisfied};
use postcond::ssm::sdk::config::{Builder, Region};
use postcond::ssm::sdk::operation::label_parameter_version::{
    LabelParameterVersionInput, LabelParameterVersionOutput,
};
use postcond::ssm::sdk::types::ParameterType;
use postcond::ssm::sdk::{Client, Error as SsmError};
use postcond::ssm::{ConsistentSsmClient, Reader, op};

use crate::server::{Program, Server};

type Tested = Result<(), Box<dyn Error>>;

async fn put(ssm: &ConsistentSsmClient, name: &str) -> Result<(), SsmError> {
    let put = ssm
        .put_parameter()
        .name(name)
        .value("v1")
        .r#type(ParameterType::String);
    put.r#type(ParameterType::String).send().await?;
    Ok(())
}

#[tokio::test]
#[ignore = "needs the endpoints: POSTCOND_ENDPOINTS=$(tests/endpoints/install.sh) cargo test -p postcond-endpoint-tests -- --include-ignored"]
async fn the_read_back_follows_the_region_of_the_call() -> Tested {
    let moto = Server::shared_moto();
    let ssm = ConsistentSsmClient::new(&moto.sdk_config());
    let elsewhere = || Builder::new().region(Region::new("us-west-2"));

    let put = ssm
        .put_parameter()
        .name("/elsewhere")
        .value("v1")
        .r#type(ParameterType::String);
    let put = put.r#type(ParameterType::String);
    let put = put.customize().config_override(elsewhere());
    let confirmed = put.send_with_evidence().await?;
    assert_eq!(confirmed.evidence.polls_made(), 1);

    let here = ssm.get_parameter().name("/elsewhere").send().await;
    let here = here.expect_err("the client's own region does not have it");
    assert!(here.into_service_error().is_parameter_not_found());
    let there = ssm.get_parameter().name("/elsewhere").customize();
    let there = there.config_override(elsewhere()).send().await?;
    assert_eq!(there.parameter().map(|it| it.version), Some(1));
    Ok(())
}

/// A check that ends the server before it reads.
struct ReadsTooLate(Mutex<Option<Server>>);

impl PostCondition for ReadsTooLate {
    type Operation = op::LabelParameterVersion;
    const INFO: CheckInfo = CheckInfo::new("reads_too_late", &["GetParameter"]);

    async fn check(
        &self,
        ssm: &Reader,
        _: &LabelParameterVersionInput,
        _: &LabelParameterVersionOutput,
        _: &Witness,
    ) -> Check {
        let moto = self.0.lock().take();
        drop(moto);
        ssm.get_parameter().name("/lost").send().await?;
        satisfied("read after all")
    }
}

#[tokio::test]
#[ignore = "needs the endpoints: POSTCOND_ENDPOINTS=$(tests/endpoints/install.sh) cargo test -p postcond-endpoint-tests -- --include-ignored"]
async fn refused_connections_are_tried_again_until_the_deadline() -> Tested {
    let moto = Server::start(Program::Moto);
    let config = moto.sdk_config();
    let ssm = ConsistentSsmClient::builder(Client::new(&config))
        .post_condition(ReadsTooLate(Mutex::new(Some(moto))))
        .build();
    put(&ssm, "/lost").await?;

    let label = ssm.label_parameter_version().name("/lost").labels("good");
    let in_time = Policy::builder().deadline(Duration::from_secs(1));
    let sent = label.confirm_with(in_time.build()?).send().await;
    let error = sent.expect_err("nobody is there to read from");
    let unconfirmed = error.as_unconfirmed().expect("the write was answered");
    assert_eq!(unconfirmed.output.parameter_version(), 1);
    assert!(matches!(unconfirmed.cause, Cause::Deadline { .. }));

    let polls = unconfirmed.evidence.polls().iter();
    let mut polls = polls.filter(|poll| poll.check == "reads_too_late");
    assert!(polls.clone().count() > 1, "tried again");
    assert!(polls.all(|poll| poll.outcome == Outcome::Transient));
    Ok(())
}
