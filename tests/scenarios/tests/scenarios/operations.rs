//! The tables of operations.

use postcond::runtime::{Kind, OperationInfo};
use postcond::{dispatch, iam, secretsmanager, ssm};

use crate::rows;

fn is_sorted(operations: &[OperationInfo]) -> bool {
    operations.is_sorted_by(|one, next| one.name < next.name)
}

#[test]
fn every_operation_has_a_row_and_can_be_looked_up() {
    assert_eq!(iam::OPERATIONS.len(), 180);
    assert_eq!(ssm::OPERATIONS.len(), 152);
    assert_eq!(secretsmanager::OPERATIONS.len(), 23);
    assert!(is_sorted(iam::OPERATIONS));
    assert!(is_sorted(ssm::OPERATIONS));
    assert!(is_sorted(secretsmanager::OPERATIONS));
    for row in iam::OPERATIONS {
        assert_eq!(iam::operation(row.name), Some(row));
    }
    for row in ssm::OPERATIONS {
        assert_eq!(ssm::operation(row.name), Some(row));
    }
    for row in secretsmanager::OPERATIONS {
        assert_eq!(secretsmanager::operation(row.name), Some(row));
    }
    assert_eq!(ssm::operation("putParameter"), None);
    assert_eq!(secretsmanager::operation(""), None);
}

/// Everything wrong with the checks of a service's table.
fn faults(operations: &[OperationInfo], service: &str) -> Vec<String> {
    let kind = |name: &str| {
        operations
            .iter()
            .find(|row| row.name == name)
            .map(|row| row.kind)
    };
    let mut faults = Vec::new();
    for check in operations.iter().flat_map(OperationInfo::checks) {
        let actions = check.reads.iter().map(|read| [service, read].join(":"));
        let all_read = check
            .reads
            .iter()
            .all(|read| kind(read) == Some(Kind::Read));
        let named = actions.collect::<Vec<_>>() == check.iam_actions;
        let said = check.establishes.ends_with('.');
        if !all_read || !named || !said || check.reads.is_empty() {
            faults.push(format!("{check:?}"));
        }
    }
    faults
}

#[test]
fn checks_only_read_and_say_what_they_establish_and_need() {
    assert_eq!(faults(iam::OPERATIONS, "iam"), [""; 0]);
    assert_eq!(faults(ssm::OPERATIONS, "ssm"), [""; 0]);
    let secrets = faults(secretsmanager::OPERATIONS, "secretsmanager");
    assert_eq!(secrets, [""; 0]);
}

#[test]
fn the_reads_of_each_row_are_those_that_the_table_announces() {
    for row in rows::all() {
        let info = dispatch::operation(row.service, row.operation).unwrap();
        let by_default: Vec<_> = info.checks_by_default().collect();
        let [check] = by_default[..] else {
            panic!("{info:?}");
        };
        let announced = |read: &&str| check.reads.contains(read);
        assert!(!row.reads.is_empty(), "{}", row.name);
        assert!(row.reads.iter().all(announced), "{}", row.name);
    }
}

#[test]
fn each_kind_is_told_apart() {
    let put = ssm::operation("PutParameter").unwrap();
    let by_default: Vec<_> = put.checks_by_default().collect();
    let [check] = by_default[..] else {
        panic!("{put:?}")
    };
    assert_eq!(check.name, "version_and_tags_are_visible");
    assert_eq!(
        check.iam_actions,
        ["ssm:GetParameter", "ssm:ListTagsForResource"]
    );
    assert_eq!(ssm::operation("GetParameter").unwrap().kind, Kind::Read);
    let unobservable = ssm::OPERATIONS.iter().filter_map(|row| match row.kind {
        Kind::Unobservable { reason } => Some(reason),
        _ => None,
    });
    let reasons: Vec<&str> = unobservable.collect();
    assert!(!reasons.is_empty());
    assert!(!reasons.contains(&""), "{reasons:?}");
}
