//! Parameters, their labels and their tags.

use aws_sdk_ssm::error::SdkError;
use aws_sdk_ssm::operation::get_parameter::GetParameterError;
use aws_sdk_ssm::types::{ParameterType, ResourceTypeForTagging, Tag};

use super::Row;
use crate::stage::Stage;

fn tag(key: &str, value: &str) -> Tag {
    Tag::builder().key(key).value(value).build().unwrap()
}

async fn put(stage: &Stage, name: &str, value: &str) {
    let request = stage
        .plain_ssm
        .put_parameter()
        .name(name)
        .value(value)
        .r#type(ParameterType::String);
    request.overwrite(true).send().await.unwrap();
}

async fn value(stage: &Stage, name: &str) -> Option<String> {
    let read = stage.plain_ssm.get_parameter().name(name).send().await;
    match read.map_err(SdkError::into_service_error) {
        Ok(output) => output.parameter.unwrap().value,
        Err(GetParameterError::ParameterNotFound(_)) => None,
        Err(error) => panic!("{error:?}"),
    }
}

/// The version of `/a` that the label `prod` is on.
async fn labelled(stage: &Stage) -> Option<i64> {
    let read = stage.plain_ssm.get_parameter().name("/a:prod").send().await;
    match read.map_err(SdkError::into_service_error) {
        Ok(output) => Some(output.parameter.unwrap().version),
        Err(GetParameterError::ParameterVersionNotFound(_)) => None,
        Err(error) => panic!("{error:?}"),
    }
}

/// Two versions of `/a`, the first of which is labelled `prod`.
async fn put_and_label(stage: &Stage) {
    put(stage, "/a", "old").await;
    put(stage, "/a", "new").await;
    let request = stage.plain_ssm.label_parameter_version().name("/a");
    let request = request.parameter_version(1).labels("prod");
    request.send().await.unwrap();
}

/// The tags of `/a` in order, as `key=value`.
async fn tags(stage: &Stage) -> Vec<String> {
    let request = stage.plain_ssm.list_tags_for_resource().resource_id("/a");
    let request = request.resource_type(ResourceTypeForTagging::Parameter);
    let Ok(output) = request.send().await else {
        return Vec::new();
    };
    let tags = output.tag_list().iter();
    let mut tags: Vec<_> = tags
        .map(|tag| format!("{}={}", tag.key(), tag.value()))
        .collect();
    tags.sort();
    tags
}

async fn tagged(stage: &Stage) {
    let request = stage
        .plain_ssm
        .put_parameter()
        .name("/a")
        .value("old")
        .r#type(ParameterType::String);
    let request = request.tags(tag("team", "red")).tags(tag("env", "test"));
    request.send().await.unwrap();
}

pub(super) const ROWS: &[Row] = &[
    Row {
        name: "PutParameter, creating",
        operation: "PutParameter",
        service: "ssm",
        reads: &["GetParameter"],
        may_change_rights: false,
        arrange: |_| Box::pin(async {}),
        act: |stage| {
            let request = stage
                .ssm
                .put_parameter()
                .name("/a")
                .value("new")
                .r#type(ParameterType::String);
            Box::pin(async { request.send_with_evidence().await.into() })
        },
        is_visible: |stage| Box::pin(async { value(stage, "/a").await.as_deref() == Some("new") }),
    },
    Row {
        name: "PutParameter, overwriting",
        operation: "PutParameter",
        service: "ssm",
        reads: &["GetParameter"],
        may_change_rights: false,
        arrange: |stage| Box::pin(put(stage, "/a", "old")),
        act: |stage| {
            let request = stage
                .ssm
                .put_parameter()
                .name("/a")
                .value("new")
                .r#type(ParameterType::String)
                .overwrite(true);
            Box::pin(async { request.send_with_evidence().await.into() })
        },
        is_visible: |stage| Box::pin(async { value(stage, "/a").await.as_deref() == Some("new") }),
    },
    Row {
        name: "PutParameter, with tags",
        operation: "PutParameter",
        service: "ssm",
        reads: &["GetParameter", "ListTagsForResource"],
        may_change_rights: true,
        arrange: |_| Box::pin(async {}),
        act: |stage| {
            let request = stage
                .ssm
                .put_parameter()
                .name("/a")
                .value("new")
                .r#type(ParameterType::String);
            let request = request.tags(tag("team", "blue"));
            Box::pin(async { request.send_with_evidence().await.into() })
        },
        is_visible: |stage| Box::pin(async { tags(stage).await == ["team=blue"] }),
    },
    Row {
        name: "DeleteParameter",
        operation: "DeleteParameter",
        service: "ssm",
        reads: &["GetParameter"],
        may_change_rights: false,
        arrange: |stage| Box::pin(put(stage, "/a", "old")),
        act: |stage| {
            let request = stage.ssm.delete_parameter().name("/a");
            Box::pin(async { request.send_with_evidence().await.into() })
        },
        is_visible: |stage| Box::pin(async { value(stage, "/a").await.is_none() }),
    },
    Row {
        name: "DeleteParameters",
        operation: "DeleteParameters",
        service: "ssm",
        reads: &["GetParameters"],
        may_change_rights: false,
        arrange: |stage| {
            Box::pin(async {
                put(stage, "/a", "old").await;
                put(stage, "/b", "old").await;
            })
        },
        act: |stage| {
            let request = stage.ssm.delete_parameters().names("/a").names("/b");
            Box::pin(async { request.send_with_evidence().await.into() })
        },
        is_visible: |stage| {
            Box::pin(async {
                value(stage, "/a").await.is_none() && value(stage, "/b").await.is_none()
            })
        },
    },
    Row {
        name: "LabelParameterVersion, a new label",
        operation: "LabelParameterVersion",
        service: "ssm",
        reads: &["GetParameter"],
        may_change_rights: false,
        arrange: |stage| Box::pin(put(stage, "/a", "old")),
        act: |stage| {
            let request = stage.ssm.label_parameter_version().name("/a");
            let request = request.labels("prod");
            Box::pin(async { request.send_with_evidence().await.into() })
        },
        is_visible: |stage| Box::pin(async { labelled(stage).await == Some(1) }),
    },
    Row {
        name: "LabelParameterVersion, moving a label",
        operation: "LabelParameterVersion",
        service: "ssm",
        reads: &["GetParameter"],
        may_change_rights: false,
        arrange: |stage| Box::pin(put_and_label(stage)),
        act: |stage| {
            let request = stage.ssm.label_parameter_version().name("/a");
            let request = request.parameter_version(2).labels("prod");
            Box::pin(async { request.send_with_evidence().await.into() })
        },
        is_visible: |stage| Box::pin(async { labelled(stage).await == Some(2) }),
    },
    Row {
        name: "UnlabelParameterVersion",
        operation: "UnlabelParameterVersion",
        service: "ssm",
        reads: &["GetParameter"],
        may_change_rights: false,
        arrange: |stage| Box::pin(put_and_label(stage)),
        act: |stage| {
            let request = stage.ssm.unlabel_parameter_version().name("/a");
            let request = request.parameter_version(1).labels("prod");
            Box::pin(async { request.send_with_evidence().await.into() })
        },
        is_visible: |stage| Box::pin(async { labelled(stage).await.is_none() }),
    },
    Row {
        name: "AddTagsToResource",
        operation: "AddTagsToResource",
        service: "ssm",
        reads: &["ListTagsForResource"],
        may_change_rights: true,
        arrange: |stage| Box::pin(tagged(stage)),
        act: |stage| {
            let request = stage.ssm.add_tags_to_resource().resource_id("/a");
            let request = request.resource_type(ResourceTypeForTagging::Parameter);
            let request = request.tags(tag("team", "blue"));
            Box::pin(async { request.send_with_evidence().await.into() })
        },
        is_visible: |stage| Box::pin(async { tags(stage).await == ["env=test", "team=blue"] }),
    },
    Row {
        name: "RemoveTagsFromResource",
        operation: "RemoveTagsFromResource",
        service: "ssm",
        reads: &["ListTagsForResource"],
        may_change_rights: true,
        arrange: |stage| Box::pin(tagged(stage)),
        act: |stage| {
            let request = stage.ssm.remove_tags_from_resource().resource_id("/a");
            let request = request.resource_type(ResourceTypeForTagging::Parameter);
            let request = request.tag_keys("team");
            Box::pin(async { request.send_with_evidence().await.into() })
        },
        is_visible: |stage| Box::pin(async { tags(stage).await == ["env=test"] }),
    },
];
