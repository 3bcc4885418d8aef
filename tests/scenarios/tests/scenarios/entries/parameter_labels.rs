//! Labels of parameters.

use postcond::ssm::on_request::{
    parameter_labels_are_in_the_history, parameter_labels_are_not_in_the_history,
};
use serde_json::{Value, json};

use super::parameters::{another_parameter, key_refused, no_parameter, no_version, version};
use super::{Entry, Read, date, read, refused};

pub(super) fn entries() -> Vec<Entry> {
    vec![
        labelled(),
        labelled_without_an_answer(),
        labelled_in_part(),
        all_refused(),
        labelled_until_it_is_in_the_history(),
        all_refused_until_they_are_in_the_history(),
        unlabelled(),
        unlabelled_without_an_answer(),
        unlabelled_in_part(),
        none_taken_off(),
        unlabelled_until_it_is_not_in_the_history(),
        none_taken_off_until_they_are_not_in_the_history(),
    ]
}

/// Versions with their labels.
fn history(versions: &[(i64, &[&str])]) -> Read {
    let version = |(version, labels): &(i64, &[&str])| {
        json!({
            "Name": "/a",
            "Version": version,
            "LastModifiedDate": date::BEFORE,
            "Labels": labels,
            "Value": "old",
        })
    };
    let versions: Value = versions.iter().map(version).collect();
    read("GetParameterHistory", json!({ "Parameters": versions }))
}

/// A page that is not the last one.
fn first_page() -> Read {
    let versions = json!([{"Name": "/a", "Version": 1, "Labels": []}]);
    read(
        "GetParameterHistory",
        json!({"Parameters": versions, "NextToken": "2"}),
    )
}

fn no_history() -> Read {
    refused("GetParameterHistory", "ParameterNotFound")
}

fn labelled_without_an_answer() -> Entry {
    let name = "LabelParameterVersion, answered with nothing";
    let label = Entry::ssm(name, |stage| {
        let request = stage.ssm.label_parameter_version().name("/a");
        let request = request.parameter_version(2).labels("prod");
        act!(request)
    });
    label
        .satisfied("on the version", [version(2)])
        .pending("still on an earlier version", [version(1)])
        .pending("no such label", [no_version()])
}

fn labelled_until_it_is_in_the_history() -> Entry {
    let name = "LabelParameterVersion, until it is in the history";
    let label = Entry::ssm(name, |stage| {
        let request = stage.ssm.label_parameter_version().name("/a");
        let request = request.parameter_version(2).labels("prod").labels("aws");
        let request = request.unconfirmed();
        let request = request.until(parameter_labels_are_in_the_history);
        act!(request)
    });
    label
        .answered(json!({"ParameterVersion": 2, "InvalidLabels": ["aws"]}))
        .satisfied(
            "on the version",
            [history(&[(1, &[]), (2, &["blue", "prod"])])],
        )
        .satisfied(
            "on the version, on the second page",
            [first_page(), history(&[(2, &["prod"])])],
        )
        .pending("on no version", [history(&[(1, &[]), (2, &["blue"])])])
        .pending(
            "still on an earlier version",
            [history(&[(1, &["prod"]), (2, &[])])],
        )
        .pending(
            "on two versions",
            [history(&[(1, &["prod"]), (2, &["prod"])])],
        )
        .pending("no such parameter", [no_history()])
        .stopped(
            "the key is refused",
            [refused("GetParameterHistory", "InvalidKeyId")],
        )
}

fn all_refused_until_they_are_in_the_history() -> Entry {
    let name = "LabelParameterVersion, all refused, until they are in the history";
    let label = Entry::ssm(name, |stage| {
        let request = stage.ssm.label_parameter_version().name("/a");
        let request = request.labels("aws").unconfirmed();
        let request = request.until(parameter_labels_are_in_the_history);
        act!(request)
    });
    label
        .answered(json!({"ParameterVersion": 2, "InvalidLabels": ["aws"]}))
        .satisfied("nothing is read", [])
}

fn unlabelled_without_an_answer() -> Entry {
    let name = "UnlabelParameterVersion, answered with nothing";
    let unlabel = Entry::ssm(name, |stage| {
        let request = stage.ssm.unlabel_parameter_version().name("/a");
        let request = request.parameter_version(2).labels("prod");
        act!(request)
    });
    unlabel
        .unverifiable_after(
            "no such label, which may have been so before",
            [no_version()],
        )
        .pending("still on the version", [version(2)])
}

fn unlabelled_until_it_is_not_in_the_history() -> Entry {
    let name = "UnlabelParameterVersion, until it is not in the history";
    let unlabel = Entry::ssm(name, |stage| {
        let request = stage.ssm.unlabel_parameter_version().name("/a");
        let request = request.parameter_version(2).labels("prod").labels("never");
        let request = request.unconfirmed();
        let request = request.until(parameter_labels_are_not_in_the_history);
        act!(request)
    });
    unlabel
        .answered(json!({"RemovedLabels": ["prod"], "InvalidLabels": ["never"]}))
        .satisfied("off the version", [history(&[(1, &[]), (2, &["blue"])])])
        .satisfied(
            "off the version, on the second page",
            [first_page(), history(&[(2, &[])])],
        )
        .satisfied("no such parameter", [no_history()])
        .pending("still on the version", [history(&[(2, &["prod"])])])
        .pending("no such version", [history(&[(1, &[])])])
        .stopped(
            "the key is refused",
            [refused("GetParameterHistory", "InvalidKeyId")],
        )
}

fn none_taken_off_until_they_are_not_in_the_history() -> Entry {
    let name = "UnlabelParameterVersion, none taken off, until they are not in the history";
    let unlabel = Entry::ssm(name, |stage| {
        let request = stage.ssm.unlabel_parameter_version().name("/a");
        let request = request.parameter_version(2).labels("never").unconfirmed();
        let request = request.until(parameter_labels_are_not_in_the_history);
        act!(request)
    });
    unlabel
        .answered(json!({"InvalidLabels": ["never"]}))
        .satisfied("nothing is read", [])
}

fn labelled() -> Entry {
    let label = Entry::ssm("LabelParameterVersion", |stage| {
        let request = stage.ssm.label_parameter_version().name("/a");
        let request = request.parameter_version(2).labels("prod");
        act!(request)
    });
    label
        .answered(json!({"ParameterVersion": 2, "InvalidLabels": []}))
        .satisfied("on the version", [version(2)])
        .pending("still on an earlier version", [version(1)])
        .pending("on a later version", [version(3)])
        .pending("no such label", [no_version()])
        .pending(
            "no such label, by a code that the model does not declare",
            [refused("GetParameter", "ParameterVersionLabelNotFound")],
        )
        .pending("no such parameter", [no_parameter()])
        .pending("another parameter", [another_parameter()])
        .stopped("the key is refused", [key_refused()])
}

fn labelled_in_part() -> Entry {
    let label = Entry::ssm(
        "LabelParameterVersion, of the latest version, in part",
        |stage| {
            let request = stage.ssm.label_parameter_version().name("/a");
            let request = request.labels("prod").labels("aws").labels("blue");
            let request = request.labels("prod");
            act!(request)
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
        act!(request)
    });
    label
        .answered(json!({"ParameterVersion": 2, "InvalidLabels": ["1st", "aws"]}))
        .satisfied("nothing is read", [])
}

fn unlabelled() -> Entry {
    let unlabel = Entry::ssm("UnlabelParameterVersion", |stage| {
        let request = stage.ssm.unlabel_parameter_version().name("/a");
        let request = request.parameter_version(2).labels("prod");
        act!(request)
    });
    unlabel
        .answered(json!({"RemovedLabels": ["prod"], "InvalidLabels": []}))
        .satisfied("no such label", [no_version()])
        .satisfied("no such parameter", [no_parameter()])
        .satisfied(
            "no such label, by a code that the model does not declare",
            [refused("GetParameter", "ParameterVersionLabelNotFound")],
        )
        .pending("another parameter", [another_parameter()])
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
        act!(request)
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
        act!(request)
    });
    unlabel
        .answered(json!({"InvalidLabels": ["never"]}))
        .satisfied("nothing is read", [])
}
