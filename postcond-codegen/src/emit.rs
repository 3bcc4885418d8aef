//! Writes the source. Nothing can fail here: the IR holds only what can be written.

mod builder;
mod client;
mod coalesced;
mod customize;
mod documentation;
mod enforcing;
mod error;
mod footprint;
mod marker;
mod mutation_builder;
mod on_demand;
mod reader;
mod refusals;
mod sending;
mod surface;
mod table;
mod types;

use std::collections::BTreeSet;

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use crate::checks::ScannedCheck;
use crate::ir::{Coalescing, Kind, Operation, Service};
use crate::names;

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
    quote! {
        #markers
        #on_request
        #methods
        #reads
        #coalesced
        #builders
        #table
    }
}

/// A path that the generator derived or was given; both are checked in `lower`.
fn path(text: &str) -> TokenStream {
    text.parse().unwrap_or_else(|_| {
        let message = format!("not a path: {text}");
        quote!(compile_error!(#message))
    })
}

/// A name from `names.rs`, escaped where it must be.
pub(crate) fn ident(name: &str) -> Ident {
    match name.strip_prefix("r#") {
        Some(raw) => Ident::new_raw(raw, Span::call_site()),
        None => Ident::new(name, Span::call_site()),
    }
}

fn client_ident(service: &Service) -> Ident {
    ident(&names::client(&service.type_name))
}

fn client_builder_ident(service: &Service) -> Ident {
    ident(&names::client_builder(&service.type_name))
}

fn service_ident(service: &Service) -> Ident {
    ident(&service.type_name)
}

/// The names that the SDK gives an operation, for use where the SDK crate is called `sdk`.
struct SdkNames {
    module: TokenStream,
    marker: Ident,
    input: Ident,
    output: Ident,
    error: Ident,
    fluent_builder: Ident,
    input_builder: Ident,
}

impl SdkNames {
    fn new(operation: &Operation) -> Self {
        let module = ident(&operation.module);
        let types = names::SdkTypes::new(&operation.wire, &operation.pascal);
        Self {
            module: quote!(sdk::operation::#module),
            marker: ident(&operation.wire),
            input: ident(&types.input),
            output: ident(&types.output),
            error: ident(&types.error),
            fluent_builder: ident(&types.fluent_builder),
            input_builder: ident(&types.input_builder),
        }
    }
}

impl Service {
    fn reads(&self) -> impl Iterator<Item = &Operation> {
        let read = |it: &&Operation| matches!(it.kind, Kind::Read);
        self.operations.iter().filter(read)
    }

    fn coalesced(&self) -> impl Iterator<Item = (&Operation, &Coalescing)> {
        let operations = self.operations.iter();
        operations.filter_map(|it| Some((it, it.coalescing.as_ref()?)))
    }

    /// The reads beside its own that answer several of this check at once.
    fn batch_reads(&self, check: &ScannedCheck) -> BTreeSet<&str> {
        let batched = |read: &String| self.coalesced().find(|(it, _)| it.wire == *read);
        let batched = check.reads.iter().filter_map(batched);
        let reads = batched.filter_map(|(_, how)| how.reads.as_deref());
        reads
            .filter(|read| !check.reads.iter().any(|own| own == read))
            .collect()
    }

    fn mutations(&self) -> impl Iterator<Item = &Operation> {
        let mutation = |it: &&Operation| matches!(it.kind, Kind::Mutation(_));
        self.operations.iter().filter(mutation)
    }
}
