//! What generated items say about themselves.

use std::collections::BTreeSet;
use std::fmt::Display;

use proc_macro2::TokenStream;
use quote::quote;

use super::idents::SdkNames;
use crate::checks::ScannedCheck;
use crate::ir::{Coverage, Kind, Operation, Service};
use crate::prose;

/// `#[doc]` attributes, one for each line of `text`.
pub(super) fn doc(text: &str) -> TokenStream {
    let lines = text.lines().map(|line| {
        let line = if line.is_empty() {
            String::new()
        } else {
            format!(" {line}")
        };
        quote!(#[doc = #line])
    });
    quote!(#(#lines)*)
}

/// What the client's method for `operation` does.
pub(super) fn method(service: &Service, operation: &Operation) -> TokenStream {
    let wire = &operation.wire;
    match &operation.kind {
        Kind::Read => doc(&format!(
            "The SDK's own builder of `{wire}`: it only reads."
        )),
        Kind::Mutation(coverage) => {
            let send = send(service, operation, coverage, "");
            doc(&format!("Starts a call of `{wire}`. {send}"))
        }
    }
}

/// What the builder of a mutation is; `sdk` is the path of the SDK's own.
pub(super) fn builder(service: &Service, operation: &Operation, sdk: &str) -> TokenStream {
    let wire = &operation.wire;
    let send = match &operation.kind {
        Kind::Read => String::new(),
        Kind::Mutation(coverage) => send(service, operation, coverage, "super::"),
    };
    doc(&format!(
        "Builds a call of `{wire}`, as [the SDK's builder]({sdk}) does.\n\n{send}"
    ))
}

/// What `send` waits for; `root` is the path of the service's module, for links.
fn send(service: &Service, operation: &Operation, coverage: &Coverage, root: &str) -> String {
    match coverage {
        Coverage::Checked(_) => {
            let paragraphs = [
                by_default(service, operation),
                on_request(service, operation, root),
            ];
            paragraphs.concat()
        }
        Coverage::Pending => "There is no built-in check of it yet: `send` returns when the \
                              service has answered, or once the client's own checks are met."
            .to_owned(),
        Coverage::Unobservable(reason) => format!(
            "`send` returns when the service has answered: no read can show the effect. {reason}"
        ),
    }
}

/// What every call waits for.
fn by_default(service: &Service, operation: &Operation) -> String {
    let items: String = operation
        .checks_by_default()
        .map(|check| item(&format!("`{}`", check.name), check))
        .collect();
    if items.is_empty() {
        return String::new();
    }
    let rights = rights(service, operation.checks_by_default());
    let can_be_found = operation.checks_by_default().any(|it| it.can_find);
    let not_answered = match can_be_found {
        true => "\nA call that was not answered can be looked up: see `AmbiguousWrite`.\n",
        false => "",
    };
    format!("`send` returns once this has been read back:\n{items}{rights}{not_answered}")
}

/// What a call waits for if it asks for it.
fn on_request(service: &Service, operation: &Operation, root: &str) -> String {
    let items: String = operation
        .checks_on_request()
        .map(|check| {
            let name = &check.name;
            item(&format!("[`{name}`]({root}on_request::{name})"), check)
        })
        .collect();
    if items.is_empty() {
        return String::new();
    }
    let begin = match operation.checks_by_default().next().is_none() {
        true => "`send` returns when the service has answered, unless the call asks for more",
        false => "\nA call can ask for more",
    };
    let builder = SdkNames::new(operation).fluent_builder;
    let until = format!("[`until`]({root}builders::{builder}::until)");
    let rights = rights(service, operation.checks_on_request());
    format!("{begin} with {until}:\n{items}{rights}")
}

/// A check in a list.
fn item(name: &str, check: &ScannedCheck) -> String {
    let deadline = check
        .deadline
        .map(|it| format!(" It is given {}.", time(it)));
    let deadline = deadline.unwrap_or_default();
    let best_effort = match check.best_effort {
        true => " Not met in time, it is no error.",
        false => "",
    };
    format!("- {name}: {}{deadline}{best_effort}\n", check.establishes)
}

/// `5 minutes`.
fn time(seconds: u64) -> String {
    let (number, unit) = match seconds {
        _ if seconds.is_multiple_of(3600) => (seconds / 3600, "hour"),
        _ if seconds.is_multiple_of(60) => (seconds / 60, "minute"),
        _ => (seconds, "second"),
    };
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {unit}{plural}")
}

/// A paragraph on what reading back takes.
fn rights<'a>(service: &'a Service, checks: impl Iterator<Item = &'a ScannedCheck>) -> String {
    let (mut reads, mut batches) = (BTreeSet::new(), BTreeSet::new());
    for check in checks {
        reads.extend(check.reads.iter().map(String::as_str));
        batches.extend(service.batch_reads(check));
    }
    let batches: Vec<&str> = batches.difference(&reads).copied().collect();
    let reads: Vec<&str> = reads.into_iter().collect();
    let right = if reads.len() == 1 { "right" } else { "rights" };
    let needed = format!(
        "\nThat is read with {}, which takes the {right} {}.",
        listed(&reads),
        listed(&actions(service, &reads))
    );
    let optional = at_once(service, &batches);
    format!("{needed}{optional}\n")
}

/// A sentence on what reading back several at once takes; nothing where there is nothing to say.
fn at_once(service: &Service, batches: &[&str]) -> String {
    if batches.is_empty() {
        return String::new();
    }
    format!(
        " Several at once are read with {}, if {} is granted as well.",
        listed(batches),
        listed(&actions(service, batches))
    )
}

fn actions(service: &Service, reads: &[&str]) -> Vec<String> {
    reads.iter().map(|read| service.iam_action(read)).collect()
}

/// `` `A`, `B` and `C` ``.
fn listed(names: &[impl Display]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    prose::listed(&names)
}
