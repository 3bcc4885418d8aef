//! The dispatch table, as programs use it.

use std::collections::BTreeSet;
use std::fmt::Debug;

use postcond::runtime::__private::checks_that_run;
use postcond::runtime::{CheckInfo, Kind, OperationInfo};
use postcond::{dispatch, iam, secretsmanager, ssm};

#[test]
fn services_are_known_by_name() {
    let known: Vec<_> = dispatch::SERVICES
        .iter()
        .map(|service| (service.name, service.sdk_id))
        .collect();
    let named = [
        ("iam", "IAM"),
        ("secretsmanager", "Secrets Manager"),
        ("ssm", "SSM"),
    ];
    assert_eq!(known, named);
    for (name, _) in named {
        assert_eq!(dispatch::service(name).map(|it| it.name), Some(name));
    }
    for unknown in ["", "SSM", "secrets manager", "s3"] {
        assert_eq!(dispatch::service(unknown), None, "{unknown}");
    }
}

#[test]
fn an_operation_is_looked_up_within_its_service() {
    let put = dispatch::operation("ssm", "PutParameter");
    assert_eq!(put, ssm::operation("PutParameter"));
    assert_eq!(put.map(|it| it.name), Some("PutParameter"));
    for (service, name) in [
        ("secretsmanager", "PutParameter"),
        ("s3", "PutParameter"),
        ("ssm", "putParameter"),
        ("ssm", ""),
    ] {
        let unknown = dispatch::operation(service, name);
        assert_eq!(unknown, None, "{service}, {name}");
    }
}

#[test]
fn all_rows_of_all_services_come_in_order_and_with_their_service() {
    let rows: Vec<_> = dispatch::operations().collect();
    let services = [iam::OPERATIONS, secretsmanager::OPERATIONS, ssm::OPERATIONS];
    let all: usize = services.iter().map(|it| it.len()).sum();
    assert_eq!(rows.len(), all);
    assert!(rows.is_sorted_by_key(|(service, row)| (service.name, row.name)));
    for (service, row) in rows {
        assert_eq!(dispatch::operation(service.name, row.name), Some(row));
    }
}

#[test]
fn what_a_row_lists_is_what_its_calls_run() {
    for (service, row) in dispatch::operations() {
        let listed: Vec<_> = row.checks_by_default().map(what_it_does).collect();
        let run: Vec<_> = checks_that_run(row).map(what_it_does).collect();
        assert_eq!(listed, run, "{}: {}", service.name, row.name);
    }
}

/// What the loop goes by: the rest of a row describes.
fn what_it_does(check: &CheckInfo) -> impl PartialEq + Debug + use<> {
    let times = (check.deadline, check.poll_timeout, check.best_effort);
    (
        check.name,
        check.reads,
        times,
        check.found_by,
        check.changed_by,
    )
}

#[test]
fn each_row_is_of_one_kind() {
    for (service, row) in dispatch::operations() {
        let is_kind = match row.kind {
            Kind::Read => OperationInfo::is_read,
            Kind::Checked { .. } => OperationInfo::is_checked,
            Kind::Pending => OperationInfo::is_pending,
            Kind::Unobservable { .. } => OperationInfo::is_unobservable,
            _ => panic!("{row:?}"),
        };
        assert!(is_kind(row), "{}, {}", service.name, row.name);
        let kinds = [
            row.is_read(),
            row.is_checked(),
            row.is_pending(),
            row.is_unobservable(),
        ];
        assert_eq!(kinds.iter().filter(|is| **is).count(), 1, "{row:?}");
        assert_eq!(row.is_checked(), !row.checks().is_empty(), "{row:?}");
    }
}

#[test]
fn checks_are_by_default_or_on_request() {
    let start = dispatch::operation("ssm", "StartSession").unwrap();
    assert_eq!(start.checks_by_default().count(), 0);
    assert_eq!(start.checks_on_request().count(), 1);
    let cancel = dispatch::operation("ssm", "CancelCommand").unwrap();
    assert!(cancel.checks_by_default().eq(cancel.checks()));
    for (_, row) in dispatch::operations() {
        let both = row.checks_by_default().chain(row.checks_on_request());
        assert_eq!(both.count(), row.checks().len(), "{row:?}");
    }
}

#[test]
fn iam_actions_are_those_of_all_checks_each_once_and_in_order() {
    let actions = |service, name| {
        let row: Option<&OperationInfo> = dispatch::operation(service, name);
        row.map(OperationInfo::iam_actions).unwrap_or_default()
    };
    assert_eq!(
        actions("ssm", "CancelCommand"),
        ["ssm:ListCommandInvocations", "ssm:ListCommands"]
    );
    // Of a check on request, too.
    assert_eq!(actions("ssm", "StartSession"), ["ssm:DescribeSessions"]);
    assert_eq!(actions("ssm", "GetParameter"), [""; 0]);
    assert_eq!(actions("ssm", "ResumeSession"), [""; 0]);
    for (_, row) in dispatch::operations() {
        let of_checks: BTreeSet<&str> = row
            .checks()
            .iter()
            .flat_map(|check| check.iam_actions)
            .copied()
            .collect();
        let listed = row.iam_actions();
        assert!(listed.iter().eq(&of_checks), "{row:?}");
    }
}

#[test]
fn parameters_are_read_several_at_once_with_one_more_right_which_is_optional() {
    let single = "ssm:GetParameter";
    for (service, row) in dispatch::operations() {
        let needed = row.iam_actions();
        let optional = row.optional_iam_actions();
        let expected: &[&str] = match needed.contains(&single) {
            true => &["ssm:GetParameters"],
            false => &[],
        };
        assert_eq!(optional, expected, "{}, {}", service.name, row.name);
    }
}
