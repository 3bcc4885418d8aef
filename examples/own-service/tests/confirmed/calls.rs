//! One call of each operation, in a world where what it needs is there.

use own_service::sfn::sdk::types::{RoutingConfigurationListItem, Tag};
use own_service::sfn::{ConsistentSfnClient as Client, sdk};
use postcond::runtime::Evidence;
use postcond_sim::{OwnService, Simulator};

use crate::step_functions::StepFunctions;

const MODEL: &str = include_str!("../../models/sfn.json");
const OVERLAY: &str = include_str!("../../models/sfn.overlay.json");

pub(crate) const MACHINE: &str = "arn:aws:states:us-east-1:123456789012:stateMachine:orders";
const VERSION: &str = "arn:aws:states:us-east-1:123456789012:stateMachine:orders:1";
const ALIAS: &str = "arn:aws:states:us-east-1:123456789012:stateMachine:orders:live";
const ACTIVITY: &str = "arn:aws:states:us-east-1:123456789012:activity:pack";
const EXECUTION: &str = "arn:aws:states:us-east-1:123456789012:execution:orders:first";

/// A world in which there is one of each thing.
pub(crate) async fn world() -> Simulator {
    let service = OwnService::new(MODEL, OVERLAY, StepFunctions).unwrap();
    let sim = Simulator::builder().service(service).build().unwrap();
    let plain = sdk::Client::new(&sim.sdk_config());
    let created = plain
        .create_state_machine()
        .name("orders")
        .definition("{}")
        .role_arn("role");
    created.send().await.unwrap();
    plain
        .publish_state_machine_version()
        .state_machine_arn(MACHINE)
        .send()
        .await
        .unwrap();
    let alias = plain.create_state_machine_alias().name("live");
    alias.routing_configuration(routing()).send().await.unwrap();
    plain.create_activity().name("pack").send().await.unwrap();
    let started = plain
        .start_execution()
        .state_machine_arn(MACHINE)
        .name("first");
    started.send().await.unwrap();
    let tags = plain.tag_resource().resource_arn(MACHINE);
    tags.tags(Tag::builder().key("team").value("core").build())
        .send()
        .await
        .unwrap();
    sim.clear_calls();
    sim
}

fn routing() -> RoutingConfigurationListItem {
    let route = RoutingConfigurationListItem::builder();
    route
        .state_machine_version_arn(VERSION)
        .weight(100)
        .build()
        .unwrap()
}

/// The evidence of a call, or what its error says.
macro_rules! told {
    ($call:expr) => {
        match $call.send_with_evidence().await {
            Ok(confirmed) => Ok(confirmed.evidence),
            Err(error) => Err(error.to_string()),
        }
    };
}

/// Makes a call of the operation, by its name.
pub(crate) async fn call(sfn: &Client, operation: &str) -> Result<Evidence, String> {
    let tag = Tag::builder().key("team").value("web").build();
    match operation {
        "CreateActivity" => told!(sfn.create_activity().name("ship")),
        "CreateStateMachine" => {
            told!(
                sfn.create_state_machine()
                    .name("returns")
                    .definition("{}")
                    .role_arn("role")
            )
        }
        "CreateStateMachineAlias" => {
            let alias = sfn.create_state_machine_alias().name("next");
            told!(alias.routing_configuration(routing()))
        }
        "DeleteActivity" => told!(sfn.delete_activity().activity_arn(ACTIVITY)),
        "DeleteStateMachine" => told!(sfn.delete_state_machine().state_machine_arn(MACHINE)),
        "DeleteStateMachineAlias" => {
            told!(
                sfn.delete_state_machine_alias()
                    .state_machine_alias_arn(ALIAS)
            )
        }
        "DeleteStateMachineVersion" => {
            told!(
                sfn.delete_state_machine_version()
                    .state_machine_version_arn(VERSION)
            )
        }
        "PublishStateMachineVersion" => {
            told!(
                sfn.publish_state_machine_version()
                    .state_machine_arn(MACHINE)
            )
        }
        "StartExecution" => {
            told!(
                sfn.start_execution()
                    .state_machine_arn(MACHINE)
                    .name("second")
            )
        }
        "StopExecution" => told!(sfn.stop_execution().execution_arn(EXECUTION)),
        "TagResource" => told!(sfn.tag_resource().resource_arn(MACHINE).tags(tag)),
        "UntagResource" => told!(sfn.untag_resource().resource_arn(MACHINE).tag_keys("team")),
        "UpdateStateMachine" => {
            told!(
                sfn.update_state_machine()
                    .state_machine_arn(MACHINE)
                    .definition("[]")
            )
        }
        "UpdateStateMachineAlias" => {
            let alias = sfn
                .update_state_machine_alias()
                .state_machine_alias_arn(ALIAS);
            told!(alias.description("of today"))
        }
        other => panic!("there is no call of {other}"),
    }
}
