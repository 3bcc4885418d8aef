//! As much of Step Functions as the checks look at, in memory: the simulator gives it lags, faults and records.

use postcond_sim::{Invocation, ServiceError, ServiceLogic, State};
use serde_json::{Value, json};

/// Step Functions without anything that runs.
pub(crate) struct StepFunctions;

const MACHINES: &str = "stateMachines";
const VERSIONS: &str = "versions";
const ALIASES: &str = "aliases";
const ACTIVITIES: &str = "activities";
const EXECUTIONS: &str = "executions";
const TAGS: &str = "tags";

type Answer = Result<Value, ServiceError>;

impl ServiceLogic for StepFunctions {
    fn answer(&self, call: &Invocation<'_>, state: &mut State) -> Answer {
        match call.operation {
            "CreateStateMachine" => create_machine(call, state),
            "UpdateStateMachine" => update_machine(call, state),
            "DescribeStateMachine" => describe_machine(call, state),
            "DeleteStateMachine" => delete(state, MACHINES, call.text("stateMachineArn")?),
            "PublishStateMachineVersion" => publish(call, state),
            "DeleteStateMachineVersion" => {
                delete(state, VERSIONS, call.text("stateMachineVersionArn")?)
            }
            "CreateStateMachineAlias" => create_alias(call, state),
            "UpdateStateMachineAlias" => update_alias(call, state),
            "DescribeStateMachineAlias" => {
                let arn = call.text("stateMachineAliasArn")?;
                found(state, ALIASES, arn, "ResourceNotFound")
            }
            "DeleteStateMachineAlias" => delete(state, ALIASES, call.text("stateMachineAliasArn")?),
            "CreateActivity" => create_activity(call, state),
            "DescribeActivity" => {
                let arn = call.text("activityArn")?;
                found(state, ACTIVITIES, arn, "ActivityDoesNotExist")
            }
            "DeleteActivity" => delete(state, ACTIVITIES, call.text("activityArn")?),
            "StartExecution" => start(call, state),
            "StopExecution" => stop(call, state),
            "DescribeExecution" => {
                let arn = call.text("executionArn")?;
                found(state, EXECUTIONS, arn, "ExecutionDoesNotExist")
            }
            "TagResource" | "UntagResource" => tag(call, state),
            "ListTagsForResource" => {
                let tags = state.things(TAGS).get(call.text("resourceArn")?).cloned();
                Ok(json!({ "tags": tags.unwrap_or_else(|| json!([])) }))
            }
            other => Err(ServiceError::unsupported(other)),
        }
    }
}

fn arn(call: &Invocation<'_>, kind: &str, name: &str) -> String {
    format!("arn:aws:states:{}:123456789012:{kind}:{name}", call.region)
}

fn found(state: &mut State, collection: &str, arn: &str, absence: &str) -> Answer {
    let found = state.things(collection).get(arn).cloned();
    found.ok_or_else(|| ServiceError::new(400, absence, "There is none"))
}

/// Deleting what is not there is no error.
fn delete(state: &mut State, collection: &str, arn: &str) -> Answer {
    state.things(collection).remove(arn);
    Ok(json!({}))
}

fn create_machine(call: &Invocation<'_>, state: &mut State) -> Answer {
    let arn = arn(call, "stateMachine", call.text("name")?);
    let machine = json!({
        "stateMachineArn": arn,
        "name": call.input["name"],
        "status": "ACTIVE",
        "definition": call.input["definition"],
        "roleArn": call.input["roleArn"],
        "type": "STANDARD",
        "creationDate": call.date,
    });
    state.things(MACHINES).insert(arn.clone(), machine);
    Ok(json!({"stateMachineArn": arn, "creationDate": call.date}))
}

fn update_machine(call: &Invocation<'_>, state: &mut State) -> Answer {
    let arn = call.text("stateMachineArn")?;
    let mut machine = found(state, MACHINES, arn, "StateMachineDoesNotExist")?;
    for member in ["definition", "roleArn"] {
        if !call.input[member].is_null() {
            machine[member] = call.input[member].clone();
        }
    }
    let revision = machine["revisionId"].as_str().map_or(0, str::len) + 1;
    machine["revisionId"] = "r".repeat(revision).into();
    let output = json!({"updateDate": call.date, "revisionId": machine["revisionId"]});
    state.things(MACHINES).insert(arn.to_owned(), machine);
    Ok(output)
}

fn describe_machine(call: &Invocation<'_>, state: &mut State) -> Answer {
    let arn = call.text("stateMachineArn")?;
    found(state, VERSIONS, arn, "")
        .or_else(|_| found(state, MACHINES, arn, "StateMachineDoesNotExist"))
}

fn publish(call: &Invocation<'_>, state: &mut State) -> Answer {
    let arn = call.text("stateMachineArn")?;
    let mut version = found(state, MACHINES, arn, "StateMachineDoesNotExist")?;
    let number = state.things(VERSIONS).len() + 1;
    let version_arn = format!("{arn}:{number}");
    version["stateMachineArn"] = version_arn.clone().into();
    state.things(VERSIONS).insert(version_arn.clone(), version);
    Ok(json!({"stateMachineVersionArn": version_arn, "creationDate": call.date}))
}

fn create_alias(call: &Invocation<'_>, state: &mut State) -> Answer {
    let arn = arn(call, "stateMachine:orders", call.text("name")?);
    let alias = json!({
        "stateMachineAliasArn": arn,
        "name": call.input["name"],
        "routingConfiguration": call.input["routingConfiguration"],
        "creationDate": call.date,
        "updateDate": call.date,
    });
    state.things(ALIASES).insert(arn.clone(), alias);
    Ok(json!({"stateMachineAliasArn": arn, "creationDate": call.date}))
}

fn update_alias(call: &Invocation<'_>, state: &mut State) -> Answer {
    let arn = call.text("stateMachineAliasArn")?;
    let mut alias = found(state, ALIASES, arn, "ResourceNotFound")?;
    alias["description"] = call.input["description"].clone();
    alias["updateDate"] = call.date.into();
    state.things(ALIASES).insert(arn.to_owned(), alias);
    Ok(json!({"updateDate": call.date}))
}

fn create_activity(call: &Invocation<'_>, state: &mut State) -> Answer {
    let arn = arn(call, "activity", call.text("name")?);
    let shown = json!({"activityArn": arn, "name": call.input["name"], "creationDate": call.date});
    state.things(ACTIVITIES).insert(arn.clone(), shown);
    Ok(json!({"activityArn": arn, "creationDate": call.date}))
}

fn start(call: &Invocation<'_>, state: &mut State) -> Answer {
    let machine = call.text("stateMachineArn")?;
    found(state, MACHINES, machine, "StateMachineDoesNotExist")?;
    let arn = arn(call, "execution:orders", call.text("name")?);
    let execution = json!({
        "executionArn": arn,
        "stateMachineArn": machine,
        "status": "RUNNING",
        "startDate": call.date,
    });
    state.things(EXECUTIONS).insert(arn.clone(), execution);
    Ok(json!({"executionArn": arn, "startDate": call.date}))
}

fn stop(call: &Invocation<'_>, state: &mut State) -> Answer {
    let arn = call.text("executionArn")?;
    let mut execution = found(state, EXECUTIONS, arn, "ExecutionDoesNotExist")?;
    execution["status"] = "ABORTED".into();
    execution["stopDate"] = call.date.into();
    state.things(EXECUTIONS).insert(arn.to_owned(), execution);
    Ok(json!({"stopDate": call.date}))
}

/// The given tags come in the place of those with their keys; the given keys go.
fn tag(call: &Invocation<'_>, state: &mut State) -> Answer {
    let given = call.input["tags"].as_array().cloned().unwrap_or_default();
    let taken = call.input["tagKeys"]
        .as_array()
        .cloned()
        .unwrap_or_default();
    let keys: Vec<Value> = given
        .iter()
        .map(|tag| tag["key"].clone())
        .chain(taken)
        .collect();
    let tags = state
        .things(TAGS)
        .entry(call.text("resourceArn")?.to_owned());
    if let Value::Array(tags) = tags.or_insert_with(|| json!([])) {
        tags.retain(|tag| !keys.contains(&tag["key"]));
        tags.extend(given);
    }
    Ok(json!({}))
}
