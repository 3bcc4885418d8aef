//! What generated items say about themselves.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::{Coverage, Kind, Operation, Service};

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
            let send = send(service, coverage);
            doc(&format!("Starts a `{wire}`. {send}"))
        }
    }
}

/// What the builder of a mutation is; `sdk` is the path of the SDK's own.
pub(super) fn builder(service: &Service, operation: &Operation, sdk: &str) -> TokenStream {
    let wire = &operation.wire;
    let send = match &operation.kind {
        Kind::Read => String::new(),
        Kind::Mutation(coverage) => send(service, coverage),
    };
    doc(&format!(
        "Builds a `{wire}`, as [the SDK's builder]({sdk}) does.\n\n{send}"
    ))
}

/// What `send` waits for.
fn send(service: &Service, coverage: &Coverage) -> String {
    match coverage {
        Coverage::Checked(checks) => {
            let checks = checks.iter().map(|check| {
                let reads = check.reads.iter();
                let actions = reads.map(|read| format!("`{}`", service.iam_action(read)));
                let actions = actions.collect::<Vec<_>>().join(", ");
                format!(
                    "- `{}`: {} Needs {actions}.\n",
                    check.name, check.establishes
                )
            });
            let checks: String = checks.collect();
            format!("`send` returns once a read-back has confirmed:\n{checks}")
        }
        Coverage::Pending => "There is no built-in check of it yet: `send` returns when the \
                              service has answered, or once the client's own checks are met."
            .to_owned(),
        Coverage::Unobservable(reason) => format!(
            "`send` returns when the service has answered: no read can show the effect. {reason}"
        ),
    }
}
