//! What its client waits for.

use read_your_writes::post_condition;
use read_your_writes::runtime::{Check, ReadBack, pending, satisfied};

use super::Reader;
use super::sdk::operation::get_parameter::GetParameterError;
use super::sdk::operation::put_parameter::{PutParameterInput, PutParameterOutput};

/// `GetParameter` shows the version that was written.
#[post_condition(
    crate = ::read_your_writes,
    service = crate::parameters,
    op = "PutParameter",
    reads = ["GetParameter"]
)]
pub(crate) async fn version_is_shown(
    ssm: &Reader,
    input: &PutParameterInput,
    output: &PutParameterOutput,
) -> Check {
    let read = ssm.get_parameter().set_name(input.name.clone()).send();
    let read = read
        .await
        .absent_if(GetParameterError::is_parameter_not_found)?;
    match read.and_then(|read| Some(read.parameter?.version)) {
        Some(version) if version >= output.version() => satisfied(format!("version {version}")),
        Some(version) => pending(format!("version {version}")),
        None => pending("no such parameter"),
    }
}
