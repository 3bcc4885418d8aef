//! Labels of parameters.

use serde_json::json;

use super::{Entry, Read, date, read, refused};

pub(super) fn entries() -> Vec<Entry> {
    vec![
        labelled(),
        labelled_in_part(),
        all_refused(),
        unlabelled(),
        unlabelled_in_part(),
        none_taken_off(),
    ]
}

/// What a selector resolves to.
fn version(version: i64) -> Read {
    let parameter = json!({"Name": "/a", "Version": version, "LastModifiedDate": date::BEFORE});
    read("GetParameter", json!({ "Parameter": parameter }))
}

fn no_version() -> Read {
    refused("GetParameter", "ParameterVersionNotFound")
}

fn no_parameter() -> Read {
    refused("GetParameter", "ParameterNotFound")
}

fn key_refused() -> Read {
    refused("GetParameter", "InvalidKeyId")
}

fn labelled() -> Entry {
    let label = Entry::ssm("LabelParameterVersion", |stage| {
        let request = stage.ssm.label_parameter_version().name("/a");
        let request = request.parameter_version(2).labels("prod");
        Box::pin(async { request.send_with_evidence().await.into() })
    });
    label
        .answered(json!({"ParameterVersion": 2, "InvalidLabels": []}))
        .satisfied("on the version", [version(2)])
        .pending("still on an earlier version", [version(1)])
        .pending("on a later version", [version(3)])
        .pending("no such label", [no_version()])
        .pending("no such parameter", [no_parameter()])
        .stopped("the key is refused", [key_refused()])
}

fn labelled_in_part() -> Entry {
    let label = Entry::ssm(
        "LabelParameterVersion, of the latest version, in part",
        |stage| {
            let request = stage.ssm.label_parameter_version().name("/a");
            let request = request.labels("prod").labels("aws").labels("blue");
            let request = request.labels("prod");
            Box::pin(async { request.send_with_evidence().await.into() })
        },
    );
    label
        .answered(json!({"ParameterVersion": 12, "InvalidLabels": ["aws"]}))
        .satisfied(
            "each accepted one on the version, read once",
            [version(12), version(12)],
        )
        .pending("the first not there yet", [no_version()])
        .pending("the second not there yet", [version(12), no_version()])
        .pending(
            "the second still on an earlier version",
            [version(12), version(11)],
        )
}

fn all_refused() -> Entry {
    let label = Entry::ssm("LabelParameterVersion, all refused", |stage| {
        let request = stage.ssm.label_parameter_version().name("/a");
        let request = request.labels("aws").labels("1st");
        Box::pin(async { request.send_with_evidence().await.into() })
    });
    label
        .answered(json!({"ParameterVersion": 2, "InvalidLabels": ["1st", "aws"]}))
        .satisfied("nothing is read", [])
}

fn unlabelled() -> Entry {
    let unlabel = Entry::ssm("UnlabelParameterVersion", |stage| {
        let request = stage.ssm.unlabel_parameter_version().name("/a");
        let request = request.parameter_version(2).labels("prod");
        Box::pin(async { request.send_with_evidence().await.into() })
    });
    unlabel
        .answered(json!({"RemovedLabels": ["prod"], "InvalidLabels": []}))
        .satisfied("no such label", [no_version()])
        .satisfied("no such parameter", [no_parameter()])
        .pending("still on the version", [version(2)])
        .pending("on the version that it was on before", [version(1)])
        .pending(
            "no version, and no word that it is gone",
            [read("GetParameter", json!({}))],
        )
        .stopped("the key is refused", [key_refused()])
}

fn unlabelled_in_part() -> Entry {
    let unlabel = Entry::ssm("UnlabelParameterVersion, in part", |stage| {
        let request = stage.ssm.unlabel_parameter_version().name("/a");
        let request = request.parameter_version(2).labels("prod");
        let request = request.labels("never").labels("blue");
        Box::pin(async { request.send_with_evidence().await.into() })
    });
    unlabel
        .answered(json!({"RemovedLabels": ["prod", "blue"], "InvalidLabels": ["never"]}))
        .satisfied("neither label", [no_version(), no_version()])
        .pending("the second still there", [no_version(), version(2)])
}

fn none_taken_off() -> Entry {
    let unlabel = Entry::ssm("UnlabelParameterVersion, none taken off", |stage| {
        let request = stage.ssm.unlabel_parameter_version().name("/a");
        let request = request.parameter_version(2).labels("never");
        Box::pin(async { request.send_with_evidence().await.into() })
    });
    unlabel
        .answered(json!({"InvalidLabels": ["never"]}))
        .satisfied("nothing is read", [])
}
