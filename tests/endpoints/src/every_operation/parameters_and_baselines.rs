//! Parameters with their labels and tags; patch baselines and their groups.

use postcond::ssm::ConsistentSsmClient;
use postcond::ssm::sdk::types::{OperatingSystem, ParameterType, ResourceTypeForTagging, Tag};

use super::Tried;
use crate::table::{Column, tried};

pub(crate) async fn parameters(ssm: &ConsistentSsmClient, column: &Column) -> Tried {
    let tag = |key: &str| Tag::builder().key(key).value("x").build();
    let put = ssm
        .put_parameter()
        .name("/d1")
        .value("v1")
        .r#type(ParameterType::String);
    let put = put.r#type(ParameterType::String).tags(tag("team")?);
    tried!(column, ssm, "PutParameter", put);
    for name in ["/d2", "/d3"] {
        let put = ssm
            .put_parameter()
            .name(name)
            .value("v1")
            .r#type(ParameterType::String);
        let put = put.r#type(ParameterType::String).unconfirmed();
        put.send().await.ok();
    }
    let label = ssm.label_parameter_version().name("/d1");
    let label = label.parameter_version(1).labels("live");
    tried!(column, ssm, "LabelParameterVersion", label);
    let unlabel = ssm.unlabel_parameter_version().name("/d1");
    let unlabel = unlabel.parameter_version(1).labels("live");
    tried!(column, ssm, "UnlabelParameterVersion", unlabel);
    let add = ssm.add_tags_to_resource().resource_id("/d1");
    let add = add.resource_type(ResourceTypeForTagging::Parameter);
    tried!(column, ssm, "AddTagsToResource", add.tags(tag("env")?));
    let remove = ssm.remove_tags_from_resource().resource_id("/d1");
    let remove = remove.resource_type(ResourceTypeForTagging::Parameter);
    tried!(
        column,
        ssm,
        "RemoveTagsFromResource",
        remove.tag_keys("env")
    );
    let delete = ssm.delete_parameters().names("/d2").names("/d3");
    tried!(column, ssm, "DeleteParameters", delete);
    let delete = ssm.delete_parameter().name("/d1");
    tried!(column, ssm, "DeleteParameter", delete);
    Ok(())
}

pub(crate) async fn baselines(ssm: &ConsistentSsmClient, column: &Column) -> Tried {
    let create = ssm.create_patch_baseline().name("monthly");
    let create = create.operating_system(OperatingSystem::AmazonLinux2);
    let made = tried!(column, ssm, "CreatePatchBaseline", create);
    let id = made.and_then(|it| it.baseline_id);
    let id = id.unwrap_or_else(|| "pb-0123456789abcdef0".to_owned());
    let update = ssm.update_patch_baseline().baseline_id(&id);
    let update = update.description("changed");
    tried!(column, ssm, "UpdatePatchBaseline", update);
    let default = ssm.register_default_patch_baseline().baseline_id(&id);
    tried!(column, ssm, "RegisterDefaultPatchBaseline", default);
    let register = ssm.register_patch_baseline_for_patch_group();
    let register = register.baseline_id(&id).patch_group("servers");
    tried!(column, ssm, "RegisterPatchBaselineForPatchGroup", register);
    let deregister = ssm.deregister_patch_baseline_for_patch_group();
    let deregister = deregister.baseline_id(&id).patch_group("servers");
    tried!(
        column,
        ssm,
        "DeregisterPatchBaselineForPatchGroup",
        deregister
    );
    // A default cannot be deleted.
    let create = ssm.create_patch_baseline().name("weekly").unconfirmed();
    let other = create.send().await.ok().and_then(|it| it.baseline_id);
    let delete = ssm.delete_patch_baseline().baseline_id(other.unwrap_or(id));
    tried!(column, ssm, "DeletePatchBaseline", delete);
    Ok(())
}
