//! Every operation, and how its client treats it.

use crate::contract::check_info::CheckInfo;
use crate::contract::dispatch::{Kind, OperationInfo, ServiceInfo};
use crate::documents::markdown::{anchor, code, codes, table, time};
use crate::policy::settings::Policy;

type IsKind = fn(&OperationInfo) -> bool;

/// How the clients of these services treat each operation: how many of each kind there are, what the words mean,
/// and a section for each service. In Markdown, for below a heading of the first level.
#[must_use]
pub fn coverage(services: &[&ServiceInfo]) -> String {
    let counts = counts(services, |service| {
        let name = service.sdk_id;
        format!("[{name}](#{})", anchor(name))
    });
    let given = time(Policy::DEFAULT_DEADLINE);
    let sections: String = services.iter().map(|service| section(service)).collect();
    format!(
        "\
{counts}
- **Reads** hand out the SDK's own builders.
- **Checked** mutations are read back: `send` returns once what the table says has been seen, or, where
  all of it is on request, only if it is asked for. It is given
  {given} where the table names no other time, and any policy comes first.
- **On request** is what a call waits for only if it asks for it, with `until`. Of policies, only that of
  the call can give it another time.
- **Best effort** is what is no error if it is not seen, whatever the cause.
- A call that **can be looked up** is one that was not answered, and whose write can be told from
  somebody else's: the policy `AmbiguousWrite::ReadBack` has it found and confirmed.
- Of mutations whose change **no read shows**, which are called unobservable, `send` returns when the service has
  answered.
- **One read for many** is what the service has to answer many open checks at once. A client makes use of it where it
  has a batch for it. Calls that wait at the same time and read the very same thing share a request in any case.
{sections}"
    )
}

/// How many operations of each kind each service has, as a table in Markdown with what `name` makes of each service
/// in the first column. Pending operations have a column if there are any.
#[must_use]
pub fn counts(services: &[&ServiceInfo], name: impl Fn(&ServiceInfo) -> String) -> String {
    let mut kinds: Vec<(&str, IsKind)> = vec![
        ("reads", OperationInfo::is_read),
        ("checked", OperationInfo::is_checked),
        ("no read shows it", OperationInfo::is_unobservable),
    ];
    let mut operations = services.iter().flat_map(|service| service.operations);
    if operations.any(OperationInfo::is_pending) {
        kinds.push(("pending", OperationInfo::is_pending));
    }
    let mut heads = vec!["service", "operations"];
    heads.extend(kinds.iter().map(|(kind, _)| kind));
    let row = |service: &&ServiceInfo| {
        let operations = service.operations;
        let of_kind = kinds.iter().map(|(_, is_kind)| {
            let of_kind = operations.iter().filter(|operation| is_kind(operation));
            of_kind.count().to_string()
        });
        let mut cells = vec![name(service), operations.len().to_string()];
        cells.extend(of_kind);
        cells
    };
    table(&heads, services.iter().map(row).collect())
}

/// All operations of a service.
fn section(service: &ServiceInfo) -> String {
    let name = service.sdk_id;
    let kinds = [
        ("checked", checked(service)),
        ("on request", on_request(service)),
        ("refused for a while", refused_for_a_while(service)),
        ("error codes of its own", error_codes(service)),
        ("unobservable", unobservable(service)),
        ("pending", pending(service)),
        ("reads", reads(service)),
    ];
    let kinds = kinds.into_iter().filter(|(_, text)| !text.is_empty());
    let kinds = kinds.map(|(kind, text)| format!("\n### {name}: {kind}\n\n{text}"));
    format!("\n## {name}\n{}", kinds.collect::<String>())
}

fn checked(service: &ServiceInfo) -> String {
    let heads = [
        "operation",
        "`send` returns once",
        "reads",
        "one read for many",
    ];
    let on_request = anchor(&format!("{}: on request", service.sdk_id));
    let mut rows = Vec::new();
    for operation in service.operations.iter().filter(|it| it.is_checked()) {
        let checks: Vec<&CheckInfo> = operation.checks_by_default().collect();
        rows.extend(checks.iter().map(|check| row(operation, &[], check)));
        if checks.is_empty() {
            let answered =
                format!("The service has answered; more is [on request](#{on_request}).");
            rows.push(vec![
                code(operation.name),
                answered,
                String::new(),
                String::new(),
            ]);
        }
    }
    table(&heads, rows)
}

fn on_request(service: &ServiceInfo) -> String {
    let heads = [
        "operation",
        "check",
        "a call that asks waits until",
        "reads",
        "one read for many",
    ];
    let rows = service.operations.iter().flat_map(|operation| {
        let checks = operation.checks_on_request();
        checks.map(|check| row(operation, &[code(check.name)], check))
    });
    let table = table(&heads, rows.collect());
    match table.is_empty() {
        true => table,
        false => format!(
            "The checks are in the client's module `{}`, in `on_request`.\n\n{table}",
            service.name
        ),
    }
}

/// The row of one check, with `more` cells after the operation's.
fn row(operation: &OperationInfo, more: &[String], check: &CheckInfo) -> Vec<String> {
    let mut condition = check.establishes.to_owned();
    if let Some(deadline) = check.deadline {
        condition += &format!(" *Given {}.*", time(deadline));
    }
    if check.best_effort {
        condition += " *Best effort.*";
    }
    if check.found_by.is_some() {
        condition += " *Can be looked up.*";
    }
    let mut cells = vec![code(operation.name)];
    cells.extend_from_slice(more);
    cells.extend([
        condition,
        codes(check.reads.iter().copied()),
        codes(check.batched),
    ]);
    cells
}

/// The refusals that pass once an earlier write has settled.
fn refused_for_a_while(service: &ServiceInfo) -> String {
    let rows = service.operations.iter().flat_map(|operation| {
        let refusals = operation.refused_after.iter();
        refusals.map(|refusal| {
            let policy = match refusal.is_certain() {
                true => "RefusedWrite::RetryAfterOwn",
                false => "RefusedWrite::Retry",
            };
            vec![code(operation.name), refusal.to_string(), code(policy)]
        })
    });
    let table = table(
        &["operation", "refused with", "sent again from"],
        rows.collect(),
    );
    match table.is_empty() {
        true => table,
        false => format!(
            "A call that is refused so is sent again where the last that this client has written to the \
             same resource is such a write, and where the refusal speaks of anybody's, in any case; \
             if the policy is the one named, or goes further. `RefusedWrite::RetryAfterOwn` is the \
             default.\n\n{table}"
        ),
    }
}

/// What the service's own error codes mean.
fn error_codes(service: &ServiceInfo) -> String {
    let own = service.error_codes;
    let kinds = [
        (own.throttled, "too many requests: sent again, later"),
        (own.transient, "passes by itself: sent again"),
        (own.denied, "the caller may not read"),
        (own.credentials, "the credentials are not valid"),
    ];
    let kinds = kinds.into_iter().filter(|(codes, _)| !codes.is_empty());
    let rows = kinds.map(|(own, means)| vec![codes(own.iter().copied()), means.to_owned()]);
    table(&["answered to a read", "means"], rows.collect())
}

fn unobservable(service: &ServiceInfo) -> String {
    let rows = service.operations.iter().filter_map(|it| match it.kind {
        Kind::Unobservable { reason } => Some(vec![code(it.name), reason.to_owned()]),
        _ => None,
    });
    table(&["operation", "why"], rows.collect())
}

fn pending(service: &ServiceInfo) -> String {
    let pending = names(service, OperationInfo::is_pending);
    match pending.is_empty() {
        true => pending,
        false => format!(
            "No check covers these yet: `send` returns when the service has answered.\n\n{pending}"
        ),
    }
}

fn reads(service: &ServiceInfo) -> String {
    names(service, OperationInfo::is_read)
}

/// The operations of a kind, in a paragraph.
fn names(service: &ServiceInfo, is_kind: IsKind) -> String {
    let of_kind = service.operations.iter().filter(|it| is_kind(it));
    match codes(of_kind.map(|operation| operation.name)) {
        none if none.is_empty() => none,
        names => format!("{names}\n"),
    }
}
