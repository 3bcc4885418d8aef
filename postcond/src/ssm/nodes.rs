//! Activations: create, delete. Managed nodes: deregister, change the role.

use super::sdk::operation::create_activation::{CreateActivationInput, CreateActivationOutput};
use super::sdk::operation::delete_activation::{DeleteActivationInput, DeleteActivationOutput};
use super::sdk::operation::deregister_managed_instance::{
    DeregisterManagedInstanceInput, DeregisterManagedInstanceOutput,
};
use super::sdk::operation::describe_activations::DescribeActivationsOutput;
use super::sdk::operation::describe_instance_information::{
    DescribeInstanceInformationError, DescribeInstanceInformationOutput,
};
use super::sdk::operation::update_managed_instance_role::{
    UpdateManagedInstanceRoleInput, UpdateManagedInstanceRoleOutput,
};
use super::sdk::types::{
    Activation, DescribeActivationsFilter, DescribeActivationsFilterKeys, InstanceInformation,
    InstanceInformationStringFilter,
};
use super::{Reader, tags};
use crate::answer::named;
use crate::post_condition;
use crate::runtime::{Check, ReadBack, ReadError, find_in_pages, pending, satisfied};
use postcond_runtime::compare::{same_id, tags_are_listed};

/// The activation is listed, with its tags.
///
/// The tags come with it: there is no type of resource to list those of an activation by.
#[post_condition(
    service = "ssm",
    op = "CreateActivation",
    reads = ["DescribeActivations"],
    batched = "DescribeActivations"
)]
pub(crate) async fn activation_is_listed_with_its_tags(
    ssm: &Reader,
    input: &CreateActivationInput,
    output: &CreateActivationOutput,
) -> Check {
    let id = named("ActivationId", output.activation_id())?;
    // Tags can change the caller's own rights.
    let seen = read_activation(ssm, id, !input.tags().is_empty()).await?;
    let Some(seen) = seen else {
        return pending(format!("the activation {id} is not listed"));
    };
    let listed = satisfied(format!("the activation {id} is listed"))?;
    let tags = tags_are_listed(tags::pairs(input.tags()), &tags::pairs(seen.tags()))?;
    Ok(listed.and(tags))
}

/// The activation is no longer listed. Nodes that were registered with it stay registered.
#[post_condition(
    service = "ssm",
    op = "DeleteActivation",
    reads = ["DescribeActivations"],
    batched = "DescribeActivations"
)]
pub(crate) async fn activation_is_not_listed(
    ssm: &Reader,
    input: &DeleteActivationInput,
    _: &DeleteActivationOutput,
) -> Check {
    let id = input.activation_id().unwrap_or_default();
    match read_activation(ssm, id, false).await? {
        None => satisfied(format!("the activation {id} is not listed")),
        Some(_) => pending(format!("the activation {id} is still listed")),
    }
}

async fn read_activation(
    ssm: &Reader,
    id: &str,
    denial_may_lift: bool,
) -> Result<Option<Activation>, ReadError> {
    let by_id = DescribeActivationsFilter::builder()
        .filter_key(DescribeActivationsFilterKeys::ActivationIds)
        .filter_values(id)
        .build();
    let found = find_in_pages(
        |token| {
            ssm.describe_activations()
                .filters(by_id.clone())
                .max_results(50)
                .set_next_token(token)
                .send()
        },
        DescribeActivationsOutput::next_token,
        |page| {
            let mut activations = page.activation_list?.into_iter();
            activations.find(|activation| activation.activation_id() == Some(id))
        },
    );
    Ok(found.await.denial_may_lift(denial_may_lift)?)
}

/// The node is no longer listed as managed.
///
/// Stopped nodes are not listed either, so of one that was off this proves less. An agent that
/// still runs may register again, under a new id.
#[post_condition(
    service = "ssm",
    op = "DeregisterManagedInstance",
    reads = ["DescribeInstanceInformation"],
    batched = "DescribeInstanceInformation"
)]
pub(crate) async fn node_is_not_managed(
    ssm: &Reader,
    input: &DeregisterManagedInstanceInput,
    _: &DeregisterManagedInstanceOutput,
) -> Check {
    let id = input.instance_id().unwrap_or_default();
    match read_node(ssm, id).await? {
        None => satisfied(format!("{id} is not listed")),
        Some(_) => pending(format!("{id} is still listed")),
    }
}

/// The node shows the new role.
#[post_condition(
    service = "ssm",
    op = "UpdateManagedInstanceRole",
    reads = ["DescribeInstanceInformation"],
    batched = "DescribeInstanceInformation"
)]
pub(crate) async fn node_has_the_new_role(
    ssm: &Reader,
    input: &UpdateManagedInstanceRoleInput,
    _: &UpdateManagedInstanceRoleOutput,
) -> Check {
    let id = input.instance_id().unwrap_or_default();
    let wanted = input.iam_role().unwrap_or_default();
    let Some(seen) = read_node(ssm, id).await? else {
        return pending(format!("{id} is not listed"));
    };
    match seen.iam_role() {
        // The answer may carry a path before the name.
        Some(role) if same_id(role, wanted) => satisfied(format!("{id} has the role {role}")),
        Some(role) => pending(format!("{id} has the role {role}")),
        None => pending(format!("{id} has no role")),
    }
}

/// The node, if it is listed as managed.
async fn read_node(ssm: &Reader, id: &str) -> Result<Option<InstanceInformation>, ReadError> {
    let by_id = InstanceInformationStringFilter::builder()
        .key("InstanceIds")
        .values(id)
        .build()
        .map_err(ReadError::fatal)?;
    let found = find_in_pages(
        |token| {
            ssm.describe_instance_information()
                .filters(by_id.clone())
                .set_next_token(token)
                .send()
        },
        DescribeInstanceInformationOutput::next_token,
        |page| {
            let mut nodes = page.instance_information_list?.into_iter();
            nodes.find(|node| node.instance_id() == Some(id))
        },
    );
    let found = found.await;
    let found = found.absent_if(DescribeInstanceInformationError::is_invalid_instance_id)?;
    Ok(found.flatten())
}
