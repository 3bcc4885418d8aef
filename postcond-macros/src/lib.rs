//! The attribute that makes a function a post-condition. Use it through
//! [postcond](https://docs.rs/postcond), which re-exports it.

mod args;
mod expand;
mod signature;

use proc_macro::TokenStream;

/// Makes an asynchronous function a post-condition: a fact that holds once a mutation is visible.
///
/// ```ignore
/// use postcond::runtime::{Check, pending, satisfied};
/// use postcond::ssm::Reader;
/// use postcond::ssm::sdk::operation::delete_parameter::{DeleteParameterInput, DeleteParameterOutput};
///
/// /// The name is gone from the listing, too.
/// #[postcond::post_condition(service = "ssm", op = "DeleteParameter", reads = ["DescribeParameters"])]
/// async fn no_longer_listed(
///     ssm: &Reader,
///     input: &DeleteParameterInput,
///     _: &DeleteParameterOutput,
/// ) -> Check {
///     // ...
/// }
/// ```
///
/// The function becomes a unit struct of the same name that implements
/// `postcond::runtime::PostCondition`; hand it to the client's builder.
///
/// # Arguments
/// - `service`: the service's name, as in `"ssm"`, or the path of the module that a client was
///   generated into, as in `crate::dynamodb`. Required.
/// - `op`: the mutation whose effect the function establishes, as in `"DeleteParameter"`. Required.
/// - `reads`: the read operations that the function calls. Default: none.
/// - `deadline`: for how many seconds this operation is polled where no policy says otherwise.
///   Default: the library's, 120.
///
/// # The function
/// It is `async`, takes the service's `&Reader`, the SDK's `&…Input` and `&…Output` and, if it
/// compares dates, the write's `&Witness`, and returns `Check`. It cannot write: the reader has no
/// method for that.
#[proc_macro_attribute]
pub fn post_condition(args: TokenStream, item: TokenStream) -> TokenStream {
    expand::expand(args.into(), item.into()).into()
}
