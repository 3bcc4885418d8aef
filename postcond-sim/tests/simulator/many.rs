//! What a call costs does not grow with what there is.

use std::ops::RangeInclusive;

use allocation_counter::measure;
use aws_sdk_ssm::Client;
use aws_sdk_ssm::types::{ParameterStringFilter, ResourceTypeForTagging};
use tokio::runtime::{Builder, Runtime};

use crate::{prompt, put};

/// How many allocations a call makes when there are twenty times as many things, for each that it makes otherwise. One
/// that copied the state would make several.
const GROWTH: RangeInclusive<f64> = 0.9..=1.1;

fn paused() -> Runtime {
    let mut builder = Builder::new_current_thread();
    builder.enable_time().start_paused(true).build().unwrap()
}

/// The allocations of one call after a write, made before that too: what is made once is then made.
fn allocations<F: Future, W: Future>(
    runtime: &Runtime,
    write: impl Fn() -> W,
    call: impl Fn() -> F,
) -> u64 {
    runtime.block_on(call());
    runtime.block_on(write());
    measure(|| drop(runtime.block_on(call()))).count_total
}

fn assert_flat(few: &[(&str, u64)], many: &[(&str, u64)]) {
    for ((operation, few), (_, many)) in few.iter().zip(many) {
        let growth = *many as f64 / *few as f64;
        assert!(GROWTH.contains(&growth), "{operation}: {few} and {many}");
    }
}

fn costs_of_parameters(there_are: usize) -> Vec<(&'static str, u64)> {
    let runtime = paused();
    let sim = runtime.block_on(async { prompt() });
    let ssm = Client::new(&sim.sdk_config());
    runtime.block_on(async {
        for number in 0..there_are {
            put(&ssm, &format!("/there/{number}"), "1").await;
        }
    });
    let names = || (0..10).map(|number| format!("/there/{number}"));
    let by_name = ParameterStringFilter::builder().key("Name");
    let by_name = by_name.set_values(Some(names().collect())).build().unwrap();
    let write = || put(&ssm, "/one", "1");
    let several = || {
        ssm.get_parameters()
            .set_names(Some(names().collect()))
            .send()
    };
    let described = || {
        ssm.describe_parameters()
            .parameter_filters(by_name.clone())
            .send()
    };
    let tags = || {
        let request = ssm.list_tags_for_resource().resource_id("/there/1");
        request
            .resource_type(ResourceTypeForTagging::Parameter)
            .send()
    };
    vec![
        ("PutParameter", allocations(&runtime, write, write)),
        ("GetParameters", allocations(&runtime, write, several)),
        (
            "DescribeParameters",
            allocations(&runtime, write, described),
        ),
        ("ListTagsForResource", allocations(&runtime, write, tags)),
    ]
}

fn costs_of_secrets(there_are: usize) -> Vec<(&'static str, u64)> {
    let runtime = paused();
    let sim = runtime.block_on(async { prompt() });
    let secrets = aws_sdk_secretsmanager::Client::new(&sim.sdk_config());
    runtime.block_on(async {
        for number in 0..there_are {
            let request = secrets.create_secret().name(format!("there-{number}"));
            request.secret_string("1").send().await.unwrap();
        }
    });
    let write = || {
        let request = secrets.update_secret().secret_id("there-1");
        request.description("2").send()
    };
    let described = || secrets.describe_secret().secret_id("there-1").send();
    vec![
        ("UpdateSecret", allocations(&runtime, write, write)),
        ("DescribeSecret", allocations(&runtime, write, described)),
    ]
}

#[test]
fn a_call_that_names_parameters_costs_the_same_however_many_there_are() {
    assert_flat(&costs_of_parameters(10), &costs_of_parameters(200));
}

#[test]
fn a_call_that_names_a_secret_costs_the_same_however_many_there_are() {
    assert_flat(&costs_of_secrets(10), &costs_of_secrets(200));
}
