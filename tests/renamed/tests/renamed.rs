//! A check in a crate that depends on postcond under another name: there is no `postcond` here.

use read_your_writes::post_condition;
use read_your_writes::runtime::{Check, Finding, PostCondition, Search, Witness, absent, pending};
use read_your_writes::ssm::Reader;
use read_your_writes::ssm::sdk::operation::put_parameter::{PutParameterInput, PutParameterOutput};

/// Everything that an attribute can ask for.
#[post_condition(
    crate = ::read_your_writes,
    service = "ssm",
    op = "PutParameter",
    reads = ["GetParameter"],
    batched = "GetParameters",
    deadline = 300,
    found_by = put_before,
    refused_with = ["ParameterAlreadyExists"],
    changed_by = put_before,
)]
async fn is_there(_: &Reader, _: &PutParameterInput, _: &PutParameterOutput) -> Check {
    pending("nothing")
}

async fn put_before(_: &Reader, _: &PutParameterInput, _: &Witness) -> Search<PutParameterOutput> {
    absent("nothing")
}

#[post_condition(
    crate = read_your_writes,
    service = read_your_writes::ssm,
    op = "PutParameter"
)]
async fn is_there_too(_: &Reader, _: &PutParameterInput, _: &PutParameterOutput) -> Check {
    pending("nothing")
}

#[test]
fn a_check_names_postcond_as_its_crate_does() {
    assert_eq!(<is_there as PostCondition>::INFO.name, "is_there");
    assert_eq!(<is_there as PostCondition>::INFO.reads, ["GetParameter"]);
    assert_eq!(
        <is_there as PostCondition>::INFO.found_by,
        Some("put_before")
    );
    assert_eq!(<is_there_too as PostCondition>::INFO.name, "is_there_too");
    let _ = |finding: Finding<PutParameterOutput>| finding;
}
