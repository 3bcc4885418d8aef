//! The SDK client that waits.

use proc_macro2::TokenStream;
use quote::quote;

use super::documentation::doc;
use super::idents::{client_ident, service_ident};
use crate::ir::Service;

/// The method that makes an SDK client which waits.
pub(super) fn method(service: &Service) -> TokenStream {
    let marker = service_ident(service);
    quote! {
        /// A client of the SDK's own type whose mutating calls return once they are confirmed, with the
        /// policies, checks, read budget and history of this client: for structs, arguments and
        /// libraries that take the SDK's.
        ///
        /// Reads are the SDK's own. A call whose change was made and could not be confirmed ends with an
        /// `SdkError::ServiceError` of status 200, upon which nothing is sent again;
        /// [`unconfirmed`] finds the output and the evidence in it. What one call or those of a task ask
        /// for is said with [`SdkCalls`](runtime::SdkCalls).
        ///
        /// The SDK's time-out of an attempt holds for sending and answer, not for the wait; that of the
        /// operation ends the wait just before, as not confirmed. A call that was not answered is not
        /// looked up, whatever the policy: the SDK's own error says that it may have landed.
        ///
        /// A client that is made of its configuration waits, too, and reads where it goes. One whose HTTP
        /// client is another does not: its mutations end with an error before they are sent. Where the
        /// answer to a call cannot be read, the SDK's error does not say that it may have landed.
        ///
        /// While a refusal passes, a request is sent again as it was signed: for four minutes at most.
        ///
        /// Made of a client whose configuration has no HTTP client, this cannot send, as the SDK's cannot.
        ///
        /// # Panics
        /// As the SDK's own: if the configuration lacks something that cannot be defaulted.
        #[must_use]
        #[track_caller]
        pub fn enforcing_sdk_client(&self) -> sdk::Client {
            let conf = self.inner.config();
            let enforcing = runtime::__private::Enforcing::new::<#marker>(
                &self.consistency,
                &self.reader,
                &SERVICE,
            );
            let http_client = conf.http_client().map(|inner| enforcing.http_client(inner));
            let mut conf = conf.to_builder();
            conf.set_http_client(http_client);
            sdk::Client::from_conf(conf.interceptor(enforcing).build())
        }
    }
}

/// What makes an SDK client which waits of a configuration, and finds out why a call of it was not confirmed.
pub(super) fn function(service: &Service) -> TokenStream {
    let client = client_ident(service);
    let documentation = doc(&format!(
        "A client of the SDK's own type whose mutating calls return once they are confirmed, with the \
         default policy: [`{client}::enforcing_sdk_client`] for those who need nothing else of it.\n\n\
         # Panics\n\
         As the SDK's own: if the configuration lacks something that cannot be defaulted."
    ));
    quote! {
        #documentation
        #[must_use]
        #[track_caller]
        pub fn enforcing(sdk_config: &runtime::__private::SdkConfig) -> sdk::Client {
            #client::new(sdk_config).enforcing_sdk_client()
        }

        // In a private module, a program may leave them unused.
        #[allow(unused_imports)]
        #[doc(inline)]
        pub use runtime::{ambiguous, unconfirmed};
    }
}
