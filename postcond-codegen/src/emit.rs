//! Writes the source. Nothing can fail here: the IR holds only what can be written.

mod builder;
mod client;
mod coalesced;
mod customize;
mod documentation;
mod enforcing;
mod error;
mod error_codes;
mod footprint;
pub(crate) mod idents;
mod marker;
mod mutation_builder;
mod on_demand;
mod places;
mod portable;
mod reader;
mod refusals;
mod sending;
mod surface;
mod table;
mod types;

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::Service;
use idents::path;

pub(crate) use on_demand::compile_on_demand;
pub(crate) use surface::surface;

/// The part that is the same for every service but for names.
pub(crate) fn support(service: &Service, postcond: &str) -> TokenStream {
    let sdk = path(&service.sdk_crate);
    let postcond = path(postcond);
    let marker = marker::service(service);
    let client = client::client(service);
    let client_builder = client::builder(service);
    let enforcing = enforcing::function(service);
    let reader = reader::reader(service);
    let sdk_mutation = sending::sdk_mutation(service);
    let mutation_builder = mutation_builder::mutation_builder(service);
    let customize = customize::customize();
    let error = error::error(service);
    quote! {
        use #postcond::runtime;
        #[doc(no_inline)]
        pub use #sdk as sdk;
        #marker
        #client
        #client_builder
        #enforcing
        #reader
        #sdk_mutation
        #mutation_builder
        #customize
        #error
    }
}

/// The part that follows the model.
pub(crate) fn operations(service: &Service) -> TokenStream {
    let markers = marker::operations(service);
    let methods = client::methods(service);
    let reads = reader::methods(service);
    let coalesced = coalesced::coalesced(service);
    let builders = builder::builders(service);
    let on_request = marker::on_request(service);
    let table = table::table(service);
    let portable = portable::portable(service);
    quote! {
        #markers
        #on_request
        #methods
        #reads
        #coalesced
        #builders
        #table
        #portable
    }
}
