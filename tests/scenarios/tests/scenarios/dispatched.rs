//! Writes that were made by other means, and are confirmed by their row of the dispatch table.

use std::any::Any;
use std::sync::Arc;

use aws_sdk_ssm::operation::delete_parameter::DeleteParameterInput;
use aws_sdk_ssm::operation::put_parameter::{PutParameterInput, PutParameterOutput};
use aws_sdk_ssm::types::ParameterType;
use futures_util::future::join_all;
use postcond::runtime::{Cause, Confirmed, Consistency, Unconfirmed, Witness};
use postcond::{dispatch, ssm};

use crate::stage::{MS, Stage, every};

type Value = Box<dyn Any + Send + Sync>;

/// Puts a parameter with the SDK's client.
async fn put(stage: &Stage) -> PutParameterOutput {
    let put = stage
        .plain_ssm
        .put_parameter()
        .name("/a")
        .value("v")
        .r#type(ParameterType::String);
    put.send().await.unwrap()
}

/// What confirms writes that others have made.
struct Confirming {
    consistency: Consistency,
    reader: ssm::Reader,
}

impl Confirming {
    fn on(stage: &Stage) -> Self {
        let mut consistency = Consistency::default();
        consistency.set_policy(every(50 * MS));
        let reader = ssm::Reader::new(&stage.plain_ssm);
        Self {
            consistency,
            reader,
        }
    }

    /// Confirms a write that was made just now.
    async fn confirm(
        &self,
        stage: &Stage,
        operation: &str,
        input: Value,
        output: Value,
    ) -> Result<Confirmed<Value>, Unconfirmed<Value>> {
        let row = dispatch::operation("ssm", operation).unwrap();
        let reader = Arc::new(self.reader.clone());
        let witness = Witness::dated(stage.sim.date(), MS);
        let confirming = self
            .consistency
            .confirm(row, reader, input, output, witness);
        confirming.await
    }
}

/// Confirms that it was put, as if with this input, by the row of an operation.
async fn confirm(
    stage: &Stage,
    operation: &str,
    input: Value,
    output: Value,
) -> Result<Confirmed<Value>, Unconfirmed<Value>> {
    let confirming = Confirming::on(stage);
    confirming.confirm(stage, operation, input, output).await
}

fn input() -> Value {
    let input = PutParameterInput::builder().name("/a").value("v");
    Box::new(input.build().unwrap())
}

#[tokio::test(start_paused = true)]
async fn a_write_of_another_client_is_read_back_until_it_shows() {
    let stage = Stage::lagging();
    let output = put(&stage).await;
    let confirmed = confirm(&stage, "PutParameter", input(), Box::new(output));
    let confirmed = confirmed.await.unwrap();
    assert!(confirmed.evidence.polls_made() > 1);
    let output = confirmed.output.downcast::<PutParameterOutput>().unwrap();
    assert_eq!(output.version(), 1);
    let get = stage.plain_ssm.get_parameter().name("/a");
    assert!(get.send().await.is_ok());
}

#[tokio::test(start_paused = true)]
async fn the_input_of_another_operation_is_an_error_that_names_the_right_one() {
    let stage = Stage::prompt();
    let output = put(&stage).await;
    let other = DeleteParameterInput::builder().name("/a").build().unwrap();
    let error = confirm(&stage, "PutParameter", Box::new(other), Box::new(output));
    let error = error.await.unwrap_err();
    assert!(matches!(error.cause, Cause::Read { .. }), "{error}");
    assert!(
        error.to_string().contains("not that of PutParameter"),
        "{error}"
    );
    assert!(error.output.is::<PutParameterOutput>());
    assert!(stage.sim.calls_to("GetParameter").is_empty());
}

#[tokio::test(start_paused = true)]
async fn what_no_check_covers_is_not_read_back() {
    let stage = Stage::prompt();
    for operation in ["SendAutomationSignal", "GetParameter"] {
        let confirmed = confirm(&stage, operation, Box::new(()), Box::new(()));
        let confirmed = confirmed.await.unwrap();
        assert_eq!(confirmed.evidence.polls_made(), 0);
    }
}

#[tokio::test(start_paused = true)]
async fn those_that_are_confirmed_at_once_share_their_reads() {
    let stage = Stage::lagging();
    let (output, confirming) = (put(&stage).await, Confirming::on(&stage));
    let confirm = |_| {
        let output = Box::new(output.clone());
        confirming.confirm(&stage, "PutParameter", input(), output)
    };
    let confirmed = join_all((0..5).map(confirm)).await;
    let polls = confirmed
        .into_iter()
        .map(|it| it.unwrap().evidence.polls_made());
    let polls: Vec<usize> = polls.collect();
    let requests = stage.sim.calls_to("GetParameter").len();
    // The very first finds no other check open.
    let most = polls.iter().max().unwrap() + polls[0];
    assert!(requests <= most, "{requests} requests for {polls:?} polls");
}
