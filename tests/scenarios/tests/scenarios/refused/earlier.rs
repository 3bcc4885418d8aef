//! The writes that may have to settle before another call is taken.

use std::future::Future;
use std::pin::Pin;

use aws_sdk_ssm::types::ParameterType;
use postcond::runtime::Resource;

use crate::stage::Stage;

type Scene<T> = for<'a> fn(&'a Stage) -> Pin<Box<dyn Future<Output = T> + 'a>>;

/// A write that may have to settle before the call is taken.
pub(super) struct Earlier {
    /// `None` for a write of somebody else's.
    pub(super) operation: Option<&'static str>,
    pub(super) write: Scene<Made>,
}

/// What a write was made to.
#[derive(Clone)]
pub(super) struct Made {
    pub(super) kind: &'static str,
    pub(super) id: String,
}

impl Made {
    fn new(kind: &'static str, id: impl Into<String>) -> Self {
        let id = id.into();
        Self { kind, id }
    }

    /// Its id, as evidence has it.
    pub(super) fn shown(&self) -> String {
        Resource::new(self.kind, &self.id).id().to_owned()
    }
}

/// A write of the client's own, and what it is made to.
macro_rules! earlier {
    ($operation:literal, $kind:literal, |$stage:ident| $request:expr, |$output:ident| $id:expr) => {
        Earlier {
            operation: Some($operation),
            write: |$stage| {
                Box::pin(async {
                    let $output = $request.send().await.unwrap();
                    Made::new($kind, $id)
                })
            },
        }
    };
}

// After the macro, which it uses.
pub(super) mod iam;

async fn parameter_of_others(stage: &Stage) {
    let request = stage
        .plain_ssm
        .put_parameter()
        .name("/a")
        .value("v")
        .r#type(ParameterType::String);
    request.send().await.unwrap();
}

async fn secret_of_others(stage: &Stage) {
    let request = stage.plain_secrets.create_secret().name("a");
    request.secret_string("v").send().await.unwrap();
}

pub(super) const MADE: &[Earlier] = &[
    earlier!(
        "CreateAssociation",
        "Association",
        |stage| stage.ssm.create_association().name("AWS-UpdateSSMAgent"),
        |made| made
            .association_description
            .unwrap()
            .association_id
            .unwrap()
    ),
    CREATE_DOCUMENT,
    earlier!(
        "CreateMaintenanceWindow",
        "MaintenanceWindow",
        |stage| {
            let request = stage.ssm.create_maintenance_window().name("a");
            let request = request.schedule("rate(7 days)").duration(4).cutoff(1);
            request.allow_unassociated_targets(true)
        },
        |made| made.window_id.unwrap()
    ),
    earlier!(
        "CreateOpsItem",
        "OpsItem",
        |stage| {
            let request = stage.ssm.create_ops_item().title("full").source("disk");
            request.description("It is full.")
        },
        |made| made.ops_item_id.unwrap()
    ),
    earlier!(
        "CreateOpsMetadata",
        "OpsMetadata",
        |stage| stage.ssm.create_ops_metadata().resource_id("group"),
        |made| made.ops_metadata_arn.unwrap()
    ),
    earlier!(
        "CreatePatchBaseline",
        "PatchBaseline",
        |stage| stage.ssm.create_patch_baseline().name("a"),
        |made| made.baseline_id.unwrap()
    ),
    earlier!(
        "PutParameter",
        "Parameter",
        |stage| stage
            .ssm
            .put_parameter()
            .name("/a")
            .value("v")
            .r#type(ParameterType::String),
        |_made| "/a"
    ),
];

pub(super) const CREATE_DOCUMENT: Earlier = earlier!(
    "CreateDocument",
    "Document",
    |stage| stage.ssm.create_document().name("a").content("old"),
    |_made| "a"
);

pub(super) const UPDATE_DOCUMENT: Earlier = earlier!(
    "UpdateDocument",
    "Document",
    |stage| {
        let theirs = stage.plain_ssm.create_document().name("a");
        theirs.content("first").send().await.unwrap();
        stage.ssm.update_document().name("a").content("old")
    },
    |_made| "a"
);

pub(super) const PARAMETER_DELETED: &[Earlier] = &[
    earlier!(
        "DeleteParameter",
        "Parameter",
        |stage| {
            parameter_of_others(stage).await;
            stage.ssm.delete_parameter().name("/a")
        },
        |_deleted| "/a"
    ),
    earlier!(
        "DeleteParameters",
        "Parameter",
        |stage| {
            parameter_of_others(stage).await;
            stage.ssm.delete_parameters().names("/a")
        },
        |_deleted| "/a"
    ),
];

pub(super) const SECRET_DELETED: &[Earlier] = &[earlier!(
    "DeleteSecret",
    "Secret",
    |stage| {
        secret_of_others(stage).await;
        let request = stage.secrets.delete_secret().secret_id("a");
        request.force_delete_without_recovery(true)
    },
    |_deleted| "a"
)];

pub(super) const CREATE_SECRET: Earlier = earlier!(
    "CreateSecret",
    "Secret",
    |stage| stage.secrets.create_secret().name("a").secret_string("v"),
    |_made| "a"
);

pub(super) const ROTATED: &[Earlier] = &[
    earlier!(
        "RotateSecret",
        "Secret",
        |stage| {
            secret_of_others(stage).await;
            stage.secrets.rotate_secret().secret_id("a")
        },
        |_rotated| "a"
    ),
    earlier!(
        "CancelRotateSecret",
        "Secret",
        |stage| {
            secret_of_others(stage).await;
            // The simulator's service leaves the rotation on.
            stage
                .secrets
                .cancel_rotate_secret()
                .secret_id("a")
                .unconfirmed()
        },
        |_cancelled| "a"
    ),
];

/// Nothing of the client's own.
pub(super) const OF_OTHERS: &[Earlier] = &[Earlier {
    operation: None,
    write: |stage| {
        Box::pin(async {
            parameter_of_others(stage).await;
            Made::new("Parameter", "/a")
        })
    },
}];

pub(super) const NONE_OF_OTHERS: &[Earlier] = &[Earlier {
    operation: None,
    write: |_| Box::pin(async { Made::new("Parameter", "/a") }),
}];
