//! The README's coverage is what the dispatch tables say.
//!
//! `POSTCOND_BLESS=1 cargo test -p postcond --test readme` writes it.
#![cfg(all(feature = "secretsmanager", feature = "ssm"))]

use std::fs;

use postcond::runtime::{Kind, OperationInfo};
use postcond::{secretsmanager, ssm};

const README: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../README.md");
const BEGIN: &str = "<!-- coverage: generated from the dispatch tables, see CONTRIBUTING.md -->\n";
const END: &str = "<!-- end of coverage -->";

const SERVICES: [(&str, &[OperationInfo]); 2] = [
    ("SSM", ssm::OPERATIONS),
    ("Secrets Manager", secretsmanager::OPERATIONS),
];

#[test]
fn the_readmes_coverage_is_current() {
    let readme = fs::read_to_string(README).unwrap();
    let (before, rest) = readme
        .split_once(BEGIN)
        .expect("the README marks the coverage");
    let (_, after) = rest
        .split_once(END)
        .expect("the README marks the coverage's end");
    let current = format!("{before}{BEGIN}{}{END}{after}", coverage());
    if std::env::var_os("POSTCOND_BLESS").is_some() {
        fs::write(README, current).unwrap();
    } else {
        assert!(
            readme == current,
            "the README's coverage is stale: see CONTRIBUTING.md"
        );
    }
}

fn coverage() -> String {
    let mut text = "\n| service | operations | reads | checked | pending | unobservable |\n\
                    |---|---|---|---|---|---|\n"
        .to_owned();
    for (name, operations) in SERVICES {
        let [reads, checked, pending, unobservable] = counts(operations);
        let all = operations.len();
        text += &format!("| {name} | {all} | {reads} | {checked} | {pending} | {unobservable} |\n");
    }
    text += "\n| checked operation | `send` returns once | with |\n|---|---|---|\n";
    for (_, operations) in SERVICES {
        for operation in operations {
            for check in operation.checks() {
                let reads = check.reads.iter().map(|read| format!("`{read}`"));
                let reads = reads.collect::<Vec<_>>().join(", ");
                let (name, establishes) = (operation.name, check.establishes);
                text += &format!("| `{name}` | {establishes} | {reads} |\n");
            }
        }
    }
    text + "\n"
}

fn counts(operations: &[OperationInfo]) -> [usize; 4] {
    let count = |is: fn(&Kind) -> bool| operations.iter().filter(|it| is(&it.kind)).count();
    [
        count(|kind| matches!(kind, Kind::Read)),
        count(|kind| matches!(kind, Kind::Checked { .. })),
        count(|kind| matches!(kind, Kind::Pending)),
        count(|kind| matches!(kind, Kind::Unobservable { .. })),
    ]
}
