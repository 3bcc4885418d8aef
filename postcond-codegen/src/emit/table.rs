//! The dispatch table.

use proc_macro2::TokenStream;
use quote::quote;

use super::documentation::doc;
use super::error_codes;
use super::idents::{ident, path};
use crate::checks::ScannedCheck;
use crate::ir::{Coverage, Kind, Operation, Service};

pub(super) fn table(service: &Service) -> TokenStream {
    let rows = service.operations.iter().map(|it| row(service, it));
    let (name, sdk_id) = (&service.module, &service.sdk_id);
    let about_operations = doc(&format!(
        "Every operation of {sdk_id}, by name: how the client treats it, with which checks, which \
         reads these make and which rights that takes."
    ));
    let about_service = doc(&format!(
        "{sdk_id}, and all that [`OPERATIONS`] says of it."
    ));
    let error_codes = error_codes::of_table(service);
    // Constants, so that no program has the code of all checks unless it looks at them.
    quote! {
        #about_operations
        pub const OPERATIONS: &[runtime::OperationInfo] = &[#(#rows),*];

        #about_service
        pub const SERVICE: runtime::ServiceInfo =
            runtime::ServiceInfo::new(#name, #sdk_id, OPERATIONS) #error_codes;

        /// The row of one operation, by its name in the model, as in `PutParameter`.
        #[must_use]
        pub fn operation(name: &str) -> ::std::option::Option<&'static runtime::OperationInfo> {
            SERVICE.operation(name)
        }
    }
}

fn row(service: &Service, operation: &Operation) -> TokenStream {
    let name = &operation.wire;
    let kind = match &operation.kind {
        Kind::Read => quote!(Read),
        Kind::Mutation(Coverage::Checked(checks)) => {
            let checks = checks.iter().map(|check| check_info(service, check));
            quote!(Checked { checks: &[#(#checks),*] })
        }
        Kind::Mutation(Coverage::Pending) => quote!(Pending),
        Kind::Mutation(Coverage::Unobservable(reason)) => {
            quote!(Unobservable { reason: #reason })
        }
    };
    match &operation.kind {
        Kind::Read => quote!(runtime::OperationInfo::new(#name, runtime::Kind::#kind)),
        Kind::Mutation(_) => {
            let marker = ident(name);
            quote!(runtime::OperationInfo::of::<op::#marker>(runtime::Kind::#kind))
        }
    }
}

/// What the check says of itself, with what is to be known of it beside.
fn check_info(service: &Service, check: &ScannedCheck) -> TokenStream {
    let (check_type, establishes) = (path(&check.path), &check.establishes);
    let actions = check.reads.iter().map(|read| service.iam_action(read));
    let batch_reads = service.batch_reads(check);
    let optional = batch_reads.iter().map(|read| service.iam_action(read));
    let optional =
        (!batch_reads.is_empty()).then(|| quote!(.optional_iam_actions(&[#(#optional),*])));
    let on_request = check.on_request.then(|| quote!(.on_request()));
    quote! {
        <#check_type as runtime::PostCondition>::INFO
            .described(#establishes, &[#(#actions),*])
            #optional
            #on_request
    }
}
