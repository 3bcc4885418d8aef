//! Without a simulator: `aws-smithy-mocks` answers, and the client reads back from that. It is for a few calls whose
//! answers a test wants to lay down one by one.

use aws_smithy_mocks::{MockResponseInterceptor, RuleMode, create_mock_http_client, mock};
use own_service::sfn::ConsistentSfnClient;
use own_service::sfn::sdk;
use own_service::sfn::sdk::operation::create_activity::CreateActivityOutput;
use own_service::sfn::sdk::operation::describe_activity::{
    DescribeActivityError, DescribeActivityOutput,
};
use own_service::sfn::sdk::primitives::DateTime;
use own_service::sfn::sdk::types::error::ActivityDoesNotExist;
use postcond_sim::Simulator;

const ARN: &str = "arn:aws:states:us-east-1:123456789012:activity:pack";

#[tokio::test(start_paused = true)]
async fn an_activity_that_shows_at_the_second_read_is_confirmed_by_it() {
    let date = DateTime::from_secs(1_767_225_600);
    let create = mock!(sdk::Client::create_activity).then_output(move || {
        let created = CreateActivityOutput::builder()
            .activity_arn(ARN)
            .creation_date(date);
        created.build().unwrap()
    });
    let describe = mock!(sdk::Client::describe_activity)
        .sequence()
        .error(|| {
            let gone = ActivityDoesNotExist::builder().build();
            DescribeActivityError::ActivityDoesNotExist(gone)
        })
        .output(move || {
            let shown = DescribeActivityOutput::builder()
                .activity_arn(ARN)
                .name("pack");
            shown.creation_date(date).build().unwrap()
        })
        .build();
    // Any rule may answer: how often is read is for the schedule to say.
    let mocks = MockResponseInterceptor::new().rule_mode(RuleMode::MatchAny);
    let mocks = mocks.with_rule(&create).with_rule(&describe);
    // Region, credentials and clock of the simulator, which is asked for nothing.
    let config = Simulator::builder().build().unwrap().sdk_config();
    let config = sdk::config::Builder::from(&config);
    let config = config
        .http_client(create_mock_http_client())
        .interceptor(mocks);
    let sfn = ConsistentSfnClient::builder(sdk::Client::from_conf(config.build())).build();

    let confirmed = sfn
        .create_activity()
        .name("pack")
        .send_with_evidence()
        .await
        .unwrap();

    assert_eq!(confirmed.output.activity_arn(), ARN);
    assert_eq!(confirmed.evidence.polls_made(), 2);
    assert_eq!(describe.num_calls(), 2);
}
