//! Inventory and compliance items.

use aws_sdk_ssm::primitives::DateTime;
use aws_sdk_ssm::types::{
    ComplianceExecutionSummary, ComplianceItemEntry, ComplianceSeverity, ComplianceStatus,
    InventoryItem,
};

use super::Row;
use crate::stage::Stage;

const NODE: &str = "i-0123456789abcdef0";
const OLD: &str = "2020-01-01T00:00:00Z";
const NEW: &str = "2020-01-02T00:00:00Z";

fn captured(type_name: &str, at: &str) -> InventoryItem {
    let item = InventoryItem::builder().type_name(type_name);
    let item = item.schema_version("1.0").capture_time(at);
    item.build().unwrap()
}

async fn put(stage: &Stage) {
    let request = stage.plain_ssm.put_inventory().instance_id(NODE);
    let request = request.items(captured("AWS:Application", OLD));
    request.send().await.unwrap();
}

async fn capture_time(stage: &Stage, type_name: &str) -> Option<String> {
    let request = stage.plain_ssm.list_inventory_entries().instance_id(NODE);
    let read = request.type_name(type_name).send().await;
    read.unwrap().capture_time
}

fn item(status: ComplianceStatus) -> ComplianceItemEntry {
    let item = ComplianceItemEntry::builder().id("a").status(status);
    item.severity(ComplianceSeverity::High).build().unwrap()
}

fn execution() -> ComplianceExecutionSummary {
    let execution = ComplianceExecutionSummary::builder();
    // Long before the calendar of the simulator begins, whose own dates it will show.
    let execution = execution.execution_time(DateTime::from_secs(1_600_000_000));
    execution.build().unwrap()
}

async fn status(stage: &Stage) -> Option<ComplianceStatus> {
    let request = stage.plain_ssm.list_compliance_items().resource_ids(NODE);
    let read = request.send().await.unwrap();
    read.compliance_items().first()?.status().cloned()
}

pub(super) const ROWS: &[Row] = &[
    Row {
        name: "PutInventory",
        operation: "PutInventory",
        service: "ssm",
        reads: &["ListInventoryEntries"],
        may_change_rights: false,
        arrange: |stage| Box::pin(put(stage)),
        act: |stage| {
            let request = stage.ssm.put_inventory().instance_id(NODE);
            let request = request.items(captured("AWS:Application", NEW));
            Box::pin(async { request.send_with_evidence().await.into() })
        },
        is_visible: |stage| {
            Box::pin(async { capture_time(stage, "AWS:Application").await.as_deref() == Some(NEW) })
        },
    },
    Row {
        name: "PutInventory, of two types",
        operation: "PutInventory",
        service: "ssm",
        reads: &["ListInventoryEntries", "ListInventoryEntries"],
        may_change_rights: false,
        arrange: |stage| Box::pin(put(stage)),
        act: |stage| {
            let request = stage.ssm.put_inventory().instance_id(NODE);
            // The first is there already: the second decides.
            let request = request.items(captured("AWS:Application", OLD));
            let request = request.items(captured("AWS:Network", NEW));
            Box::pin(async { request.send_with_evidence().await.into() })
        },
        is_visible: |stage| {
            Box::pin(async { capture_time(stage, "AWS:Network").await.as_deref() == Some(NEW) })
        },
    },
    Row {
        name: "DeleteInventory",
        operation: "DeleteInventory",
        service: "ssm",
        reads: &["DescribeInventoryDeletions"],
        may_change_rights: false,
        arrange: |stage| Box::pin(put(stage)),
        act: |stage| {
            let request = stage.ssm.delete_inventory().type_name("AWS:Application");
            Box::pin(async { request.send_with_evidence().await.into() })
        },
        is_visible: |stage| {
            Box::pin(async {
                let read = stage.plain_ssm.describe_inventory_deletions().send().await;
                !read.unwrap().inventory_deletions().is_empty()
            })
        },
    },
    Row {
        name: "PutComplianceItems",
        operation: "PutComplianceItems",
        service: "ssm",
        reads: &["ListComplianceItems"],
        may_change_rights: false,
        arrange: |stage| {
            Box::pin(async {
                let request = stage.plain_ssm.put_compliance_items().resource_id(NODE);
                let request = request.resource_type("ManagedInstance");
                let request = request.compliance_type("Custom:A");
                let request = request.execution_summary(execution());
                let request = request.items(item(ComplianceStatus::NonCompliant));
                request.send().await.unwrap();
            })
        },
        act: |stage| {
            let request = stage.ssm.put_compliance_items().resource_id(NODE);
            let request = request.resource_type("ManagedInstance");
            let request = request.compliance_type("Custom:A");
            let request = request.execution_summary(execution());
            let request = request.items(item(ComplianceStatus::Compliant));
            Box::pin(async { request.send_with_evidence().await.into() })
        },
        is_visible: |stage| {
            Box::pin(async { status(stage).await == Some(ComplianceStatus::Compliant) })
        },
    },
];
