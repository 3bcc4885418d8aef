//! The attribute that makes a function a post-condition. Use it through
//! [postcond](https://docs.rs/postcond), which re-exports it.

mod args;
mod expand;
mod signature;

use proc_macro::TokenStream;

/// Makes an asynchronous function a post-condition: a fact that holds once a mutation is visible.
///
/// ```
/// use postcond::post_condition;
/// use postcond::runtime::{Check, pending, satisfied};
/// use postcond::ssm::sdk::operation::delete_parameter::{
///     DeleteParameterInput, DeleteParameterOutput,
/// };
/// use postcond::ssm::{ConsistentSsmClient, Reader, sdk};
///
/// /// The name is missing from the listing, last page included.
/// #[post_condition(service = "ssm", op = "DeleteParameter", reads = ["DescribeParameters"])]
/// async fn no_longer_listed(
///     ssm: &Reader,
///     input: &DeleteParameterInput,
///     _: &DeleteParameterOutput,
/// ) -> Check {
///     let name = input.name().unwrap_or_default();
///     let mut pages = ssm.describe_parameters().into_paginator().send();
///     while let Some(page) = pages.next().await {
///         if page?.parameters().iter().any(|it| it.name() == Some(name)) {
///             return pending(format!("{name} is still listed"));
///         }
///     }
///     satisfied(format!("{name} is not listed"))
/// }
///
/// # fn client(sdk_client: sdk::Client) -> ConsistentSsmClient {
/// let ssm = ConsistentSsmClient::builder(sdk_client)
///     .post_condition(no_longer_listed)
///     .build();
/// # ssm
/// # }
/// ```
///
/// The function becomes a unit struct of the same name that implements
/// `postcond::runtime::PostCondition`. Handed to the client's builder, every call waits for it; handed
/// to the `until` of one call's builder, that call does.
///
/// # Arguments
/// - `service`: the service's name, as in `"ssm"`, or the path of the module that a client was
///   generated into, as in `crate::dynamodb`. Required.
/// - `op`: the mutation whose effect the function establishes, as in `"DeleteParameter"`. Required.
/// - `reads`: the read operations that the function calls. Default: none.
/// - `batched`: the read operation that can answer many such checks at once, as in
///   `"GetParameters"`. It is for the dispatch table: calls do not use it yet. Default: none.
/// - `deadline`: for how many seconds this operation is polled where no policy says otherwise.
///   Default: the library's, 120.
/// - `poll_timeout`: how many seconds one poll may take where no policy says otherwise, for a check
///   that makes many reads. Default: the library's, 5.
/// - `found_by`: the function that looks up a write that was not answered, where the policy is
///   `AmbiguousWrite::ReadBack`: see below. Default: none, and nothing is looked up.
/// - `best_effort`: whether a call succeeds although this was not met in time. Default: `false`.
/// - `on_request`: for a check that a client brings along, whether only a call that asks for it with
///   `until` waits for it. One's own is waited for where it is handed over. Default: `false`.
///
/// # The function
/// It is `async`, takes the service's `&Reader`, the SDK's `&…Input` and `&…Output` and, if it
/// compares dates, the write's `&Witness`, and returns `Check`. It cannot write: the reader has no
/// method for that. Secrets that the caller sent are dropped with the request: those members of the
/// input are `None`.
///
/// # The function that finds
/// `found_by` names an `async` function that takes `(&Reader, &…Input, &Witness)` and returns
/// `Search<…Output>`. It looks whether the very write has landed that nothing has answered: by the
/// token that it was sent with, or by a name that the operation refuses if it exists. The output is
/// made up of what was read.
///
/// ```
/// use postcond::post_condition;
/// use postcond::runtime::{
///     Check, ReadBack, Search, Witness, absent, created, pending, satisfied,
/// };
/// use postcond::ssm::sdk::operation::create_document::{
///     CreateDocumentInput, CreateDocumentOutput,
/// };
/// use postcond::ssm::sdk::operation::describe_document::DescribeDocumentError;
/// use postcond::ssm::{Reader, sdk};
///
/// /// The document can be described.
/// #[post_condition(
///     service = "ssm",
///     op = "CreateDocument",
///     reads = ["DescribeDocument"],
///     found_by = created_document
/// )]
/// async fn is_described(
///     ssm: &Reader,
///     input: &CreateDocumentInput,
///     _: &CreateDocumentOutput,
/// ) -> Check {
///     # let name = input.name().unwrap_or_default();
///     # match ssm.describe_document().name(name).send().await {
///     #     Ok(_) => satisfied(format!("{name} is described")),
///     #     Err(_) => pending(format!("{name} is not found")),
///     # }
///     // ...
/// }
///
/// async fn created_document(
///     ssm: &Reader,
///     input: &CreateDocumentInput,
///     _: &Witness,
/// ) -> Search<CreateDocumentOutput> {
///     let name = input.name().unwrap_or_default();
///     let read = ssm.describe_document().name(name).send().await;
///     let read = read.absent_if(DescribeDocumentError::is_invalid_document)?;
///     let Some(document) = read.and_then(|read| read.document) else {
///         return absent(format!("{name} is not found"));
///     };
///     let at = document.created_date().copied();
///     let output = CreateDocumentOutput::builder().document_description(document).build();
///     created(output, at.as_ref(), format!("{name} is described"))
/// }
/// ```
#[proc_macro_attribute]
pub fn post_condition(args: TokenStream, item: TokenStream) -> TokenStream {
    expand::expand(args.into(), item.into()).into()
}
