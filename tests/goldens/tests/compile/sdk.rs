//! What every SDK crate has, whatever its service: as in a real one, as far as a consistent client
//! uses it. Requests are answered at once and noted in the configuration.

use aws_smithy_types::error::metadata::{ErrorMetadata, ProvideErrorMetadata};

pub use config::Config;

pub mod client {
    pub mod customize {
        use std::marker::PhantomData;

        use crate::sdk::config::{Builder, HttpRequest, Intercept, SharedInterceptor};
        use internal::{CustomizableSend, SendResult};

        pub struct CustomizableOperation<T, E, B> {
            customizable_send: B,
            config_override: Builder,
            result: PhantomData<(T, E)>,
        }

        impl<T, E, B> CustomizableOperation<T, E, B> {
            pub(crate) fn new(customizable_send: B) -> Self {
                Self {
                    customizable_send,
                    config_override: Builder::default(),
                    result: PhantomData,
                }
            }

            pub fn interceptor(mut self, interceptor: impl Intercept + 'static) -> Self {
                let interceptor = SharedInterceptor::new(interceptor);
                self.config_override.push_interceptor(interceptor);
                self
            }

            pub fn map_request<F, MapE>(self, _: F) -> Self
            where
                F: Fn(HttpRequest) -> Result<HttpRequest, MapE> + Send + Sync + 'static,
                MapE: std::error::Error + Send + Sync + 'static,
            {
                self
            }

            pub fn mutate_request<F>(self, _: F) -> Self
            where
                F: Fn(&mut HttpRequest) + Send + Sync + 'static,
            {
                self
            }

            pub fn config_override(mut self, config_override: impl Into<Builder>) -> Self {
                self.config_override = config_override.into();
                self
            }

            pub async fn send(self) -> SendResult<T, E>
            where
                E: std::error::Error + Send + Sync + 'static,
                B: CustomizableSend<T, E>,
            {
                self.customizable_send.send(self.config_override).await
            }
        }

        /// Out of reach for other crates in a real one: generated code must not need to name it.
        pub(crate) mod internal {
            use std::pin::Pin;

            use crate::sdk::config::Builder;
            use crate::sdk::error::SdkError;

            pub type BoxFuture<T> = Pin<Box<dyn Future<Output = T> + Send>>;
            pub type SendResult<T, E> = Result<T, SdkError<E>>;

            pub trait CustomizableSend<T, E>: Send + Sync {
                fn send(self, config_override: Builder) -> BoxFuture<SendResult<T, E>>;
            }
        }
    }
}

pub mod config {
    use std::sync::{Arc, Mutex, PoisonError};

    use aws_smithy_async::rt::sleep::SharedAsyncSleep;
    use aws_smithy_async::time::SharedTimeSource;
    use aws_smithy_runtime_api::client::auth::{AuthScheme, AuthSchemePreference};
    use aws_smithy_runtime_api::client::endpoint::SharedEndpointResolver;
    use aws_smithy_runtime_api::client::http::SharedHttpClient;
    pub use aws_smithy_runtime_api::client::identity::{
        ResolveCachedIdentity, SharedIdentityCache,
    };
    use aws_smithy_runtime_api::client::interceptors::context::{Input, InterceptorContext};
    pub use aws_smithy_runtime_api::client::interceptors::{Intercept, SharedInterceptor};
    pub use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
    use aws_smithy_runtime_api::client::runtime_components::RuntimeComponentsBuilder;
    use aws_smithy_runtime_api::client::stalled_stream_protection::StalledStreamProtectionConfig;
    use aws_smithy_types::config_bag::ConfigBag;
    use aws_smithy_types::timeout::TimeoutConfig;
    use aws_types::app_name::AppName;
    pub use aws_types::region::Region;

    pub mod auth {
        use aws_smithy_runtime_api::client::auth::{
            AuthSchemeOptionsFuture, SharedAuthSchemeOptionResolver,
        };
        use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
        use aws_smithy_types::config_bag::ConfigBag;

        #[derive(Clone, Debug, PartialEq)]
        pub struct Params;

        pub trait ResolveAuthScheme: Send + Sync + std::fmt::Debug {
            fn resolve_auth_scheme<'a>(
                &'a self,
                params: &'a Params,
                cfg: &'a ConfigBag,
                runtime_components: &'a RuntimeComponents,
            ) -> AuthSchemeOptionsFuture<'a>;

            fn into_shared_resolver(self) -> SharedAuthSchemeOptionResolver
            where
                Self: Sized + 'static;
        }
    }

    pub mod retry {
        pub use aws_smithy_types::retry::RetryConfig;
    }

    /// Setters of what nothing here depends on.
    macro_rules! setters {
        ($($set:ident: $type:ty,)*) => {
            $(pub fn $set(&mut self, _: $type) -> &mut Self {
                self
            })*
        };
    }

    #[derive(Clone, Debug, Default)]
    pub struct Config {
        conf: Builder,
    }

    impl Config {
        pub fn to_builder(&self) -> Builder {
            self.conf.clone()
        }

        pub fn region(&self) -> Option<&Region> {
            self.conf.region.as_ref()
        }

        pub fn http_client(&self) -> Option<SharedHttpClient> {
            None
        }

        pub fn interceptors(&self) -> impl Iterator<Item = SharedInterceptor> + '_ {
            self.conf.interceptors.iter().cloned()
        }

        /// Notes an input, and shows it to the interceptors as a real client does.
        pub(crate) fn note<I: std::fmt::Debug + Send + Sync + 'static>(&self, input: I) {
            let sent = self.conf.sent.lock();
            let mut sent = sent.unwrap_or_else(PoisonError::into_inner);
            sent.push(format!("{input:?}"));
            let context = InterceptorContext::new(Input::erase(input));
            let components = RuntimeComponentsBuilder::for_tests()
                .build()
                .expect("all of them");
            let mut bag = ConfigBag::base();
            for interceptor in &self.conf.interceptors {
                let context = (&context).into();
                let seen = interceptor.read_before_execution(&context, &mut bag);
                seen.expect("it only looks");
            }
            for interceptor in &self.conf.interceptors {
                let context = (&context).into();
                let seen = interceptor.read_before_serialization(&context, &components, &mut bag);
                seen.expect("it only looks");
            }
        }

        /// The inputs of all requests so far. No real configuration has this.
        pub fn sent(&self) -> Vec<String> {
            let sent = self.conf.sent.lock();
            sent.unwrap_or_else(PoisonError::into_inner).clone()
        }
    }

    impl From<&aws_types::SdkConfig> for Config {
        fn from(sdk_config: &aws_types::SdkConfig) -> Self {
            let conf = Builder::default();
            conf.region(sdk_config.region().cloned()).build()
        }
    }

    #[derive(Clone, Debug, Default)]
    pub struct Builder {
        region: Option<Region>,
        interceptors: Vec<SharedInterceptor>,
        retry_config: Option<retry::RetryConfig>,
        sent: Arc<Mutex<Vec<String>>>,
    }

    impl Builder {
        pub fn region(mut self, region: impl Into<Option<Region>>) -> Self {
            self.region = region.into();
            self
        }

        pub fn retry_config(mut self, retry_config: retry::RetryConfig) -> Self {
            self.retry_config = Some(retry_config);
            self
        }

        pub fn push_auth_scheme(self, _: impl AuthScheme + 'static) -> Self {
            self
        }

        pub fn identity_cache(self, _: impl ResolveCachedIdentity + 'static) -> Self {
            self
        }

        pub fn set_auth_scheme_resolver(
            &mut self,
            _: impl auth::ResolveAuthScheme + 'static,
        ) -> &mut Self {
            self
        }

        setters! {
            set_app_name: Option<AppName>,
            set_auth_scheme_preference: Option<AuthSchemePreference>,
            set_disable_clock_skew_correction: Option<bool>,
            set_endpoint_resolver: Option<SharedEndpointResolver>,
            set_endpoint_url: Option<String>,
            set_http_client: Option<SharedHttpClient>,
            set_identity_cache: SharedIdentityCache,
            set_region: Option<Region>,
            set_retry_config: Option<retry::RetryConfig>,
            set_sleep_impl: Option<SharedAsyncSleep>,
            set_stalled_stream_protection: Option<StalledStreamProtectionConfig>,
            set_time_source: Option<SharedTimeSource>,
            set_timeout_config: Option<TimeoutConfig>,
            set_use_dual_stack: Option<bool>,
            set_use_fips: Option<bool>,
        }

        pub fn interceptor(mut self, interceptor: impl Intercept + 'static) -> Self {
            self.push_interceptor(SharedInterceptor::new(interceptor));
            self
        }

        pub fn push_interceptor(&mut self, interceptor: SharedInterceptor) -> &mut Self {
            self.interceptors.push(interceptor);
            self
        }

        pub fn build(self) -> Config {
            Config { conf: self }
        }
    }
}

pub mod error {
    use aws_smithy_runtime_api::client::{orchestrator, result};
    pub use aws_smithy_types::error::metadata::{ErrorMetadata, ProvideErrorMetadata};
    pub use aws_smithy_types::error::operation::BuildError;

    pub type SdkError<E, R = orchestrator::HttpResponse> = result::SdkError<E, R>;
}

/// The service's error. A real one has a variant for each modelled error, too.
#[derive(Debug)]
pub enum Error {
    Unhandled(Box<dyn std::error::Error + Send + Sync>),
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("unhandled error")
    }
}

impl std::error::Error for Error {}

impl ProvideErrorMetadata for Error {
    fn meta(&self) -> &ErrorMetadata {
        &aws_smithy_types::error::metadata::EMPTY_ERROR_METADATA
    }
}
