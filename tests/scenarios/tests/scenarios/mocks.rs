//! Clients over the SDK's own mocks.

use aws_sdk_ssm::operation::delete_parameter::DeleteParameterOutput;
use aws_sdk_ssm::operation::get_parameter::{GetParameterError, GetParameterOutput};
use aws_sdk_ssm::types::Parameter;
use aws_sdk_ssm::types::error::ParameterNotFound;
use aws_smithy_mocks::{MockResponseInterceptor, RuleMode, create_mock_http_client, mock};
use postcond::ssm::ConsistentSsmClient;

use crate::stage::{MS, Stage, every};

#[tokio::test(start_paused = true)]
async fn a_mocked_client_answers_mutation_and_read_back() {
    let deleted = mock!(aws_sdk_ssm::Client::delete_parameter)
        .then_output(|| DeleteParameterOutput::builder().build());
    let read = mock!(aws_sdk_ssm::Client::get_parameter)
        .sequence()
        .output(|| {
            let stale = Parameter::builder().name("/a").version(1).build();
            GetParameterOutput::builder().parameter(stale).build()
        })
        .error(|| {
            let gone = ParameterNotFound::builder().build();
            GetParameterError::ParameterNotFound(gone)
        })
        .build();
    let mocks = MockResponseInterceptor::new().rule_mode(RuleMode::MatchAny);
    let mocks = mocks.with_rule(&deleted).with_rule(&read);
    let config = Stage::prompt().plain_ssm.config().to_builder();
    let config = config
        .http_client(create_mock_http_client())
        .interceptor(mocks);
    let client = aws_sdk_ssm::Client::from_conf(config.build());
    let ssm = ConsistentSsmClient::builder(client)
        .policy(every(50 * MS))
        .build();
    let confirmed = ssm.delete_parameter().name("/a").send_with_evidence().await;
    assert_eq!(confirmed.unwrap().evidence.polls_made(), 2);
    assert_eq!((deleted.num_calls(), read.num_calls()), (1, 2));
}
