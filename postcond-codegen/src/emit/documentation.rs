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
pub(super) fn operation(service: &Service, operation: &Operation) -> TokenStream {
    let wire = &operation.wire;
    let text = match &operation.kind {
        Kind::Read => format!("The SDK's own builder of `{wire}`: it only reads."),
        Kind::Mutation(Coverage::Checked(checks)) => {
            let checks = checks.iter().map(|check| {
                let reads = check.reads.iter();
                let actions = reads.map(|read| format!("`{}:{read}`", service.iam_prefix));
                let actions = actions.collect::<Vec<_>>().join(", ");
                format!(
                    "- `{}`: {} Needs {actions}.\n",
                    check.name, check.establishes
                )
            });
            let checks: String = checks.collect();
            format!("Starts a `{wire}`. `send` returns once a read-back has confirmed:\n{checks}")
        }
        Kind::Mutation(Coverage::Pending) => format!(
            "Starts a `{wire}`. There is no built-in check of it yet: `send` returns when the \
             service has answered, or once the client's own checks are met."
        ),
        Kind::Mutation(Coverage::Unobservable(reason)) => {
            format!("Starts a `{wire}`. No read can show its effect: {reason}")
        }
    };
    doc(&text)
}
