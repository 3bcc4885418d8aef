//! Activities, by `DescribeActivity`.

use postcond::post_condition;
use postcond::runtime::compare::is_not_before;
use postcond::runtime::{Check, ReadBack, pending, satisfied};

use super::Reader;
use super::sdk::operation::create_activity::{CreateActivityInput, CreateActivityOutput};
use super::sdk::operation::describe_activity::DescribeActivityError;

/// The activity can be described.
#[post_condition(service = crate::sfn, op = "CreateActivity", reads = ["DescribeActivity"])]
pub(crate) async fn activity_is_shown(
    reader: &Reader,
    _: &CreateActivityInput,
    output: &CreateActivityOutput,
) -> Check {
    let read = reader
        .describe_activity()
        .activity_arn(output.activity_arn());
    let is_absent = DescribeActivityError::is_activity_does_not_exist;
    match read.send().await.absent_if(is_absent)? {
        None => pending("no such activity"),
        Some(seen) if !is_not_before(Some(seen.creation_date()), Some(output.creation_date())) => {
            pending("an activity of the same name that was there before")
        }
        Some(_) => satisfied("the activity is shown"),
    }
}
