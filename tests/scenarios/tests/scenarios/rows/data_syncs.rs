//! Resource data syncs.

use super::Row;
use crate::stage::Stage;

async fn create(stage: &Stage, name: &str) {
    let request = stage.plain_ssm.create_resource_data_sync();
    request.sync_name(name).send().await.unwrap();
}

/// The names of those that are listed, in order.
async fn names(stage: &Stage) -> Vec<String> {
    let read = stage.plain_ssm.list_resource_data_sync().send().await;
    let syncs = read.unwrap().resource_data_sync_items.unwrap_or_default();
    let names = syncs.into_iter().filter_map(|sync| sync.sync_name);
    let mut names: Vec<_> = names.collect();
    names.sort();
    names
}

pub(super) const ROWS: &[Row] = &[
    Row {
        name: "CreateResourceDataSync",
        operation: "CreateResourceDataSync",
        service: "ssm",
        reads: &["ListResourceDataSync"],
        may_change_rights: false,
        arrange: |stage| Box::pin(create(stage, "a")),
        act: |stage| {
            let request = stage.ssm.create_resource_data_sync().sync_name("b");
            Box::pin(async { request.send_with_evidence().await.into() })
        },
        is_visible: |stage| Box::pin(async { names(stage).await == ["a", "b"] }),
    },
    Row {
        name: "DeleteResourceDataSync",
        operation: "DeleteResourceDataSync",
        service: "ssm",
        reads: &["ListResourceDataSync"],
        may_change_rights: false,
        arrange: |stage| {
            Box::pin(async {
                create(stage, "a").await;
                create(stage, "b").await;
            })
        },
        act: |stage| {
            let request = stage.ssm.delete_resource_data_sync().sync_name("b");
            Box::pin(async { request.send_with_evidence().await.into() })
        },
        is_visible: |stage| Box::pin(async { names(stage).await == ["a"] }),
    },
];
