//! Documents; maintenance windows with their targets and tasks.

use postcond::ssm::ConsistentSsmClient;
use postcond::ssm::sdk::types::{
    DocumentFormat, DocumentPermissionType, DocumentReviewAction, DocumentReviews, DocumentType,
    MaintenanceWindowResourceType, MaintenanceWindowTaskType, Target,
};

use super::Tried;
use crate::table::{Column, tried};

fn content(description: &str) -> String {
    format!(
        r#"{{"schemaVersion":"2.2","description":"{description}","mainSteps":[{{"action":"aws:runShellScript","name":"step","inputs":{{"runCommand":["true"]}}}}]}}"#
    )
}

pub(crate) async fn documents(ssm: &ConsistentSsmClient, column: &Column) -> Tried {
    let create = ssm
        .create_document()
        .name("restart")
        .content(content("first"));
    let create = create.document_type(DocumentType::Command);
    let create = create.document_format(DocumentFormat::Json);
    tried!(column, ssm, "CreateDocument", create);
    let update = ssm
        .update_document()
        .name("restart")
        .content(content("second"));
    let update = update.document_version("$LATEST");
    tried!(column, ssm, "UpdateDocument", update);
    let default = ssm.update_document_default_version().name("restart");
    tried!(
        column,
        ssm,
        "UpdateDocumentDefaultVersion",
        default.document_version("2")
    );
    let share = ssm.modify_document_permission().name("restart");
    let share = share.permission_type(DocumentPermissionType::Share);
    let share = share.account_ids_to_add("111111111111");
    tried!(column, ssm, "ModifyDocumentPermission", share);
    let review = DocumentReviews::builder().action(DocumentReviewAction::SendForReview);
    let review = ssm
        .update_document_metadata()
        .document_reviews(review.build()?);
    tried!(
        column,
        ssm,
        "UpdateDocumentMetadata",
        review.name("restart")
    );
    // One that is shared cannot be deleted.
    let create = ssm
        .create_document()
        .name("other")
        .content(content("other"));
    let create = create.document_type(DocumentType::Command);
    create.unconfirmed().send().await.ok();
    let delete = ssm.delete_document().name("other");
    tried!(column, ssm, "DeleteDocument", delete);
    Ok(())
}

fn node() -> Target {
    Target::builder()
        .key("InstanceIds")
        .values("i-0123456789abcdef0")
        .build()
}

pub(crate) async fn windows(ssm: &ConsistentSsmClient, column: &Column) -> Tried {
    let create = ssm
        .create_maintenance_window()
        .name("nightly")
        .duration(2)
        .cutoff(1);
    let create = create
        .schedule("rate(1 day)")
        .allow_unassociated_targets(false);
    let made = tried!(column, ssm, "CreateMaintenanceWindow", create);
    let window = made.and_then(|it| it.window_id);
    let window = window.unwrap_or_else(|| "mw-0123456789abcdef0".to_owned());
    let update = ssm.update_maintenance_window().window_id(&window);
    tried!(
        column,
        ssm,
        "UpdateMaintenanceWindow",
        update.description("changed")
    );
    targets(ssm, column, &window).await?;
    tasks(ssm, column, &window).await?;
    let cancel = ssm.cancel_maintenance_window_execution();
    let cancel = cancel.window_execution_id("00000000-0000-4000-8000-000000000000");
    tried!(column, ssm, "CancelMaintenanceWindowExecution", cancel);
    let delete = ssm.delete_maintenance_window().window_id(&window);
    tried!(column, ssm, "DeleteMaintenanceWindow", delete);
    Ok(())
}

async fn targets(ssm: &ConsistentSsmClient, column: &Column, window: &str) -> Tried {
    let register = ssm
        .register_target_with_maintenance_window()
        .window_id(window);
    let register = register.resource_type(MaintenanceWindowResourceType::Instance);
    let register = register.targets(node());
    let made = tried!(column, ssm, "RegisterTargetWithMaintenanceWindow", register);
    let target = made.and_then(|it| it.window_target_id);
    let target = target.unwrap_or_else(|| "00000000-0000-4000-8000-000000000001".to_owned());
    let update = ssm.update_maintenance_window_target().window_id(window);
    let update = update.window_target_id(&target).name("changed");
    tried!(column, ssm, "UpdateMaintenanceWindowTarget", update);
    let deregister = ssm.deregister_target_from_maintenance_window();
    let deregister = deregister.window_id(window).window_target_id(target);
    tried!(
        column,
        ssm,
        "DeregisterTargetFromMaintenanceWindow",
        deregister
    );
    Ok(())
}

async fn tasks(ssm: &ConsistentSsmClient, column: &Column, window: &str) -> Tried {
    let register = ssm
        .register_task_with_maintenance_window()
        .window_id(window);
    let register = register.task_type(MaintenanceWindowTaskType::RunCommand);
    let register = register.task_arn("AWS-RunShellScript").targets(node());
    let register = register.max_concurrency("1").max_errors("1");
    let made = tried!(column, ssm, "RegisterTaskWithMaintenanceWindow", register);
    let task = made.and_then(|it| it.window_task_id);
    let task = task.unwrap_or_else(|| "00000000-0000-4000-8000-000000000002".to_owned());
    let update = ssm.update_maintenance_window_task().window_id(window);
    let update = update.window_task_id(&task).name("changed");
    tried!(column, ssm, "UpdateMaintenanceWindowTask", update);
    let deregister = ssm.deregister_task_from_maintenance_window();
    let deregister = deregister.window_id(window).window_task_id(task);
    tried!(
        column,
        ssm,
        "DeregisterTaskFromMaintenanceWindow",
        deregister
    );
    Ok(())
}
