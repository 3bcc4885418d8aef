//! Writes that are sent at once and confirmed together.

mod conflicts;
mod dropping;
mod progress;
mod resending;
mod sending;
mod settling;
mod standing_in;
mod throttled;
mod waiting;

use aws_sdk_ssm::types::ParameterType;
use postcond::Scope;
use postcond::post_condition;
use postcond::runtime::{Check, Handle, pending};
use postcond::ssm::sdk::operation::put_parameter::{PutParameterInput, PutParameterOutput};
use postcond::ssm::{ConsistentSsmClient, Reader, op};

/// Is never there.
#[post_condition(service = "ssm", op = "PutParameter")]
async fn is_never_there(_: &Reader, _: &PutParameterInput, _: &PutParameterOutput) -> Check {
    pending("still nothing")
}

/// Puts a parameter that is new or is there already.
async fn put(ssm: &ConsistentSsmClient, name: &str, scope: &Scope) -> Handle<op::PutParameter> {
    let request = ssm
        .put_parameter()
        .name(name)
        .value("s3cret")
        .r#type(ParameterType::String);
    request.overwrite(true).send_in(scope).await.unwrap()
}

/// Puts so many parameters.
async fn put_many(ssm: &ConsistentSsmClient, writes: usize, scope: &Scope) {
    for index in 0..writes {
        let _ = put(ssm, &format!("/{index}"), scope).await;
    }
}
