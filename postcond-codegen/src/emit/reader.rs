//! The reader: what checks read with, and cannot write with.

use proc_macro2::TokenStream;
use quote::quote;

use super::documentation::doc;
use super::error_codes;
use super::idents::{SdkNames, ident};
use super::portable;
use crate::ir::{Operation, Service};

/// The reader.
pub(super) fn reader(service: &Service) -> TokenStream {
    let documentation = doc(&format!(
        "Hands out the reads of {}, and nothing else: what checks read with.\n\n\
         It uses the client's own configuration, or that of the call whose change is read back. \
         Within a poll, the SDK's retries are off: the loop around a check is the one that retries. \
         While several checks are open, their equal requests are sent once.",
        service.sdk_id
    ));
    let loaders = service.coalesced().next().is_some();
    let field = loaders.then(|| quote!(loaders: ::std::sync::Arc<Loaders>,));
    let default = loaders.then(|| quote!(loaders: ::std::default::Default::default(),));
    let of_call = of_call(loaders, portable::surroundings(service));
    let clients = clients(service);
    quote! {
        #documentation
        #[derive(Clone)]
        pub struct Reader {
            client: sdk::Client,
            /// The interceptors of the call whose change is read back, of a configuration of its own.
            interceptors: ::std::sync::Arc<[runtime::__private::SharedInterceptor]>,
            #field
        }

        impl Reader {
            /// A reader with the configuration of `client`.
            #[must_use]
            pub fn new(client: &sdk::Client) -> Self {
                Self {
                    client: recording(client),
                    interceptors: ::std::default::Default::default(),
                    #default
                }
            }
        }

        #of_call
        #clients

        impl ::std::fmt::Debug for Reader {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.debug_struct("Reader").finish_non_exhaustive()
            }
        }
    }
}

/// What is read for a call that may go elsewhere than others shares no requests with theirs.
fn of_call(loaders: bool, surroundings: Option<TokenStream>) -> TokenStream {
    let apart = match loaders {
        true => quote!(Self {
            loaders: ::std::default::Default::default(),
            ..self
        }),
        false => quote!(self),
    };
    quote! {
        impl Reader {
            /// For a call with a configuration of its own.
            fn with_config(mut self, config: sdk::config::Builder) -> Self {
                let config = config.build();
                let of_call = config.interceptors();
                let of_call = of_call.filter(|it| !runtime::__private::is_of_ours(it));
                self.interceptors = of_call.collect();
                self
            }

            /// For a call whose request may be changed on its way.
            fn apart(self) -> Self {
                #apart
            }
        }

        impl runtime::__private::Generated for Reader {}

        impl runtime::__private::ServiceReader for Reader {
            fn following(mut self, call: &runtime::__private::SentWith) -> Self {
                let conf = following(self.client.config().to_builder(), call);
                let mut conf = conf.interceptor(runtime::__private::FollowsCall);
                for interceptor in self.interceptors.iter() {
                    conf.push_interceptor(interceptor.clone());
                }
                self.client = sdk::Client::from_conf(conf.build());
                self.apart()
            }

            #surroundings
        }
    }
}

/// The SDK's clients: the one that everything is sent with, and that of a call with a configuration of its
/// own.
fn clients(service: &Service) -> TokenStream {
    let error_codes = error_codes::of_table(service);
    let (http_clients, following, as_caller) = (http_clients(), following(service), as_caller());
    quote! {
        /// The same client, with what notes its calls for those that wait for them, and what sends equal
        /// reads of polls once.
        fn recording(client: &sdk::Client) -> sdk::Client {
            let conf = client.config();
            let is_recording =
                conf.interceptors().any(|it| runtime::__private::is_of_ours(&it));
            let http_client = conf.http_client();
            let is_sharing = http_client
                .as_ref()
                .is_some_and(runtime::__private::is_single_flight);
            if is_recording && is_sharing {
                return ::std::clone::Clone::clone(client);
            }
            let mut conf = conf.to_builder();
            if !is_sharing {
                conf.set_http_client(http_client.or_else(|| default(client)).map(sharing));
            }
            if !is_recording {
                let clocks = runtime::__private::ServerClocks::default();
                let writes = runtime::__private::WriteRecorder::new(clocks.clone());
                conf = conf.interceptor(writes);
                conf = conf.interceptor(runtime::__private::ReadRecorder::new(clocks) #error_codes);
            }
            sdk::Client::from_conf(conf.build())
        }

        #http_clients
        #following
        #as_caller
    }
}

/// The HTTP client under the reader.
fn http_clients() -> TokenStream {
    quote! {
        /// The same HTTP client, for one that sends equal reads of polls once.
        fn sharing(
            inner: runtime::__private::SharedHttpClient,
        ) -> runtime::__private::SharedHttpClient {
            let single = runtime::__private::SingleFlight::new(inner);
            runtime::__private::SharedHttpClient::new(single)
        }

        /// The HTTP client that `client` has by itself, as it was given none.
        fn default(
            client: &sdk::Client,
        ) -> ::std::option::Option<runtime::__private::SharedHttpClient> {
            let probe = runtime::__private::HttpClientProbe::default();
            let conf = client.config().to_builder().identity_cache(probe.clone());
            let _ = sdk::Client::from_conf(conf.build());
            probe.found()
        }
    }
}

fn following(service: &Service) -> TokenStream {
    let setting = |setter: &str, value: TokenStream| {
        let has = !service.missing_settings.contains(setter);
        let setter = ident(setter);
        has.then(|| quote!(conf.#setter(#value);))
    };
    let dual_stack = setting("set_use_dual_stack", quote!(call.use_dual_stack()));
    let clock_skew = quote!(call.corrects_no_clock_skew());
    let clock_skew = setting("set_disable_clock_skew_correction", clock_skew);
    quote! {
        /// The configuration `conf`, for a client that goes where `call` went, as the same caller.
        fn following(
            mut conf: sdk::config::Builder,
            call: &runtime::__private::SentWith,
        ) -> sdk::config::Builder {
            conf.set_http_client(call.http_client().map(sharing));
            conf.set_identity_cache(call.identity_cache());
            conf.set_timeout_config(::std::option::Option::Some(call.time_outs()));
            conf.set_stalled_stream_protection(call.stalled_stream_protection());
            conf.set_region(call.region());
            conf.set_endpoint_url(call.endpoint_url());
            conf.set_use_fips(call.use_fips());
            #dual_stack
            conf.set_endpoint_resolver(::std::option::Option::Some(call.endpoint_resolver()));
            conf.set_retry_config(call.retry_config());
            conf.set_sleep_impl(call.sleep_impl());
            conf.set_time_source(call.time_source());
            #clock_skew
            conf.set_app_name(call.app_name());
            conf.set_auth_scheme_preference(call.auth_scheme_preference());
            conf.set_auth_scheme_resolver(AsCaller(call.auth_scheme_resolver()));
            for scheme in call.auth_schemes() {
                conf = conf.push_auth_scheme(scheme);
            }
            conf
        }
    }
}

fn as_caller() -> TokenStream {
    quote! {
        /// Decides how a read is signed as it was decided for its call.
        #[derive(Debug)]
        struct AsCaller(runtime::__private::SharedAuthSchemeOptionResolver);

        impl sdk::config::auth::ResolveAuthScheme for AsCaller {
            fn resolve_auth_scheme<'a>(
                &'a self,
                params: &'a sdk::config::auth::Params,
                cfg: &'a runtime::__private::ConfigBag,
                runtime_components: &'a runtime::__private::RuntimeComponents,
            ) -> runtime::__private::AuthSchemeOptionsFuture<'a> {
                runtime::__private::auth_schemes(&self.0, params, cfg, runtime_components)
            }

            fn into_shared_resolver(self) -> runtime::__private::SharedAuthSchemeOptionResolver {
                self.0
            }
        }
    }
}

/// The reader's method for each read.
pub(super) fn methods(service: &Service) -> TokenStream {
    let methods = service.reads().map(method);
    quote! {
        #[allow(deprecated)]
        impl Reader {
            #(#methods)*
        }
    }
}

fn method(operation: &Operation) -> TokenStream {
    let sdk = SdkNames::new(operation);
    let (module, fluent_builder) = (&sdk.module, &sdk.fluent_builder);
    let (method, sdk_method) = (ident(&operation.client_method), ident(&operation.method));
    if operation.coalescing.is_some() {
        let wire = &operation.wire;
        let documentation = doc(&format!(
            "A builder of `{wire}` that mirrors the SDK's own: while several checks are open, several \
             requests become one."
        ));
        return quote! {
            #documentation
            #[must_use]
            pub fn #method(&self) -> reads::#fluent_builder {
                reads::#fluent_builder {
                    inner: self.client.#sdk_method(),
                    reader: ::std::clone::Clone::clone(self),
                }
            }
        };
    }
    let documentation = doc(&format!("The SDK's own builder of `{}`.", operation.wire));
    quote! {
        #documentation
        #[must_use]
        pub fn #method(&self) -> #module::builders::#fluent_builder {
            self.client.#sdk_method()
        }
    }
}
