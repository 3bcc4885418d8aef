impl CheckInfo {
    pub const fn described(
        mut self,
        establishes: &'static str,
        iam_actions: &'static [&'static str],
    ) -> Self {}
    pub const fn optional_iam_actions(
        mut self,
        actions: &'static [&'static str],
    ) -> Self {}
    pub const fn on_request(mut self) -> Self {}
}

impl Consistency {
    pub async fn confirm_receipt(
        &self,
        service: &ServiceInfo,
        reader: Arc<dyn Any + Send + Sync>,
        receipt: &Receipt,
    ) -> Result<Evidence, ReceiptError> {}
    pub async fn look_at(
        &self,
        service: &ServiceInfo,
        reader: Arc<dyn Any + Send + Sync>,
        receipt: &Receipt,
    ) -> Result<Looked, UnusableReceipt> {}
}

impl Consistency {
    pub async fn send<O, B, S>(
        &self,
        reader: &ReaderOf<O>,
        call: CallOptions<O>,
        request: B,
        again: Repeat<B>,
        send: S,
    ) -> Result<
        Confirmed<O::Output>,
        Unresolved<SdkError<O::Error, HttpResponse>, O::Output>,
    >
    where
        O: Mutation,
        B: Send + Sync,
        S: Fn(B) -> Sending<O> + Send,
    {}
}

impl ErrorCodes {
    pub const fn new(
        throttled: &'static [&'static str],
        transient: &'static [&'static str],
        denied: &'static [&'static str],
        credentials: &'static [&'static str],
    ) -> Self {}
}

impl OperationInfo {
    pub const fn new(name: &'static str, kind: Kind) -> Self {}
    pub const fn of<O: Mutation>(kind: Kind) -> Self {}
}

impl RefusedAfter {
    pub const fn new(
        code: &'static str,
        message: Option<&'static str>,
        after: &'static [&'static str],
        is_certain: bool,
    ) -> Self {}
}

impl Scope {
    pub async fn send<O, B, S>(
        &self,
        consistency: &Arc<Consistency>,
        reader: &ReaderOf<O>,
        mut call: CallOptions<O>,
        request: B,
        again: Repeat<B>,
        send: S,
    ) -> Result<Handle<O>, Unresolved<SdkError<O::Error, HttpResponse>, O::Output>>
    where
        O: Mutation,
        B: Send + Sync,
        S: Fn(B) -> Sending<O> + Send,
    {}
}

impl ServiceInfo {
    pub const fn new(
        name: &'static str,
        sdk_id: &'static str,
        operations: &'static [OperationInfo],
    ) -> Self {}
    pub const fn with_error_codes(mut self, codes: &'static ErrorCodes) -> Self {}
}

impl<T> Unconfirmed<T> {
    pub fn response(&self) -> HttpResponse {}
}

pub mod __private {
    pub use aws_smithy_runtime_api::client::auth::AuthSchemeOptionsFuture;
    pub use aws_smithy_types::Blob;
    pub use futures_util::future::BoxFuture;
    pub use aws_smithy_types::byte_stream::ByteStream;
    impl<O: Mutation> CallOptions<O> {
        pub fn set_policy(&mut self, policy: Policy) {}
        pub fn set_unconfirmed(&mut self) {}
        pub fn set_reconfigured(&mut self) {}
        pub fn set_intercepted(&mut self) {}
        pub fn add<P: PostCondition<Operation = O>>(&mut self, check: P) {}
    }
    impl<O: Mutation> Clone for CallOptions<O> {}
    impl<O: Mutation> Default for CallOptions<O> {}
    impl<O: Mutation> fmt::Debug for CallOptions<O> {}
    pub struct CallOptions<O: Mutation> {}
    impl<P: PostCondition> Condition for P {}
    pub trait Condition: Send + Sync {
        fn info(&self) -> &'static CheckInfo;
        fn check<'a>(
            &'a self,
            reader: &'a Value,
            input: &'a Value,
            output: &'a Value,
            witness: &'a Witness,
        ) -> Polling<'a, Check>;
        fn find<'a>(
            &'a self,
            reader: &'a Value,
            input: &'a Value,
            witness: &'a Witness,
        ) -> Polling<'a, Search<Box<Value>>>;
        fn find_refused<'a>(
            &'a self,
            reader: &'a Value,
            input: &'a Value,
            witness: &'a Witness,
        ) -> Polling<'a, Search<Box<Value>>>;
    }
    pub use aws_smithy_types::config_bag::ConfigBag;
    pub use aws_smithy_runtime_api::client::result::CreateUnhandledError;
    pub use aws_smithy_types::DateTime;
    pub use aws_smithy_types::Document;
    pub use aws_smithy_types::error::metadata::EMPTY_ERROR_METADATA;
    #[derive(Clone)]
    pub struct Enforcing {}
    #[dyn_dispatch_hint]
    impl Intercept for Enforcing {}
    impl Enforcing {
        pub fn new<S: Service>(
            consistency: &Arc<Consistency>,
            reader: &S::Reader,
            service: &'static ServiceInfo,
        ) -> Self {}
        pub fn http_client(&self, inner: SharedHttpClient) -> SharedHttpClient {}
    }
    impl fmt::Debug for Enforcing {}
    pub use aws_smithy_types::error::ErrorMetadata;
    #[derive(Clone, Copy, Debug, Default)]
    pub struct FollowsCall;
    #[dyn_dispatch_hint]
    impl Intercept for FollowsCall {}
    pub use aws_smithy_types::config_bag::FrozenLayer;
    pub trait Generated {}
    #[derive(Clone, Debug, Default)]
    pub struct HttpClientProbe();
    impl HttpClientProbe {
        pub fn found(&self) -> Option<SharedHttpClient> {}
    }
    impl ResolveCachedIdentity for HttpClientProbe {}
    pub use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
    pub use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
    pub use aws_smithy_runtime_api::client::interceptors::Intercept;
    impl<O: Coalesced> Clone for Loader<O> {}
    impl<O: Coalesced> Debug for Loader<O> {}
    impl<O: Coalesced> Default for Loader<O> {}
    impl<O: Coalesced> Loader<O> {
        pub fn load(
            &self,
            reader: &ReaderOf<O>,
            request: &O::Request,
            alone: impl FnOnce() -> BoxFuture<'static, Sent<O>>,
        ) -> BoxFuture<'static, Sent<O>>
        where
            ReaderOf<O>: Clone,
        {}
    }
    pub struct Loader<O: Coalesced>();
    impl<T, E> OfRead for Result<T, MarkedError<E>> {}
    impl<T, E> OfRead for Result<T, SdkError<E, HttpResponse>> {}
    pub trait OfRead {}
    pub use aws_smithy_types::error::metadata::ProvideErrorMetadata;
    #[derive(Clone, Debug, Default)]
    pub struct ReadRecorder {}
    #[dyn_dispatch_hint]
    impl Intercept for ReadRecorder {}
    impl ReadRecorder {
        pub fn new(clocks: ServerClocks) -> Self {}
        pub fn with_error_codes(self, codes: &'static ErrorCodes) -> Self {}
    }
    pub type Repeat<B> = fn(&B) -> Option<B>;
    pub use aws_types::request_id::RequestId;
    pub use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
    pub use aws_smithy_runtime_api::client::runtime_plugin::RuntimePlugin;
    pub use aws_types::SdkConfig;
    pub type Sending<O> = BoxFuture<
        'static,
        Result<OutputOf<O>, SdkError<ErrorOf<O>, HttpResponse>>,
    >;
    #[derive(Clone)]
    pub struct SentWith {}
    impl SentWith {
        pub fn http_client(&self) -> Option<SharedHttpClient> {}
        pub fn time_outs(&self) -> TimeoutConfig {}
        pub fn stalled_stream_protection(
            &self,
        ) -> Option<StalledStreamProtectionConfig> {}
        pub fn identity_cache(&self) -> SharedIdentityCache {}
        pub fn auth_schemes(&self) -> impl Iterator<Item = SharedAuthScheme> + '_ {}
        pub fn auth_scheme_resolver(&self) -> SharedAuthSchemeOptionResolver {}
        pub fn auth_scheme_preference(&self) -> Option<AuthSchemePreference> {}
        pub fn endpoint_resolver(&self) -> SharedEndpointResolver {}
        pub fn region(&self) -> Option<Region> {}
        pub fn endpoint_url(&self) -> Option<String> {}
        pub fn use_fips(&self) -> Option<bool> {}
        pub fn use_dual_stack(&self) -> Option<bool> {}
        pub fn app_name(&self) -> Option<AppName> {}
        pub fn time_source(&self) -> Option<SharedTimeSource> {}
        pub fn sleep_impl(&self) -> Option<SharedAsyncSleep> {}
        pub fn corrects_no_clock_skew(&self) -> Option<bool> {}
        pub fn retry_config(&self) -> Option<RetryConfig> {}
    }
    impl fmt::Debug for SentWith {}
    #[derive(Clone, Debug, Default)]
    pub struct ServerClocks();
    impl<E> ServiceError for E
    where
        E: ProvideErrorMetadata + CreateUnhandledError + Error + Send + Sync + 'static,
    {}
    pub trait ServiceError: ProvideErrorMetadata + CreateUnhandledError + Error + Send + Sync + 'static {}
    pub trait ServiceReader: Generated + Clone + Send + Sync + 'static {
        fn following(self, _call: &SentWith) -> Self {}
        #[cfg(feature = "receipts")]
        fn surroundings(&self) -> Surroundings {}
    }
    pub use aws_smithy_runtime_api::client::auth::SharedAuthSchemeOptionResolver;
    pub use aws_smithy_runtime_api::client::http::SharedHttpClient;
    pub use aws_smithy_runtime_api::client::interceptors::SharedInterceptor;
    #[derive(Clone, Debug)]
    pub struct SingleFlight {}
    impl HttpClient for SingleFlight {}
    impl SingleFlight {
        pub fn new(inner: SharedHttpClient) -> Self {}
    }
    #[cfg(feature = "receipts")]
    #[derive(Clone, Debug, Default)]
    pub struct Surroundings {
        pub region: Option<String>,
        pub time_source: Option<SharedTimeSource>,
    }
    impl<E: fmt::Debug + fmt::Display, T> fmt::Debug for Unresolved<E, T> {}
    pub enum Unresolved<E, T> {
        Failed(E),
        Ambiguous(Box<Ambiguous<E>>),
        Unconfirmed(Box<Unconfirmed<T>>),
    }
    #[derive(Clone, Debug, Default)]
    pub struct WriteRecorder {}
    #[dyn_dispatch_hint]
    impl Intercept for WriteRecorder {}
    impl WriteRecorder {
        pub fn new(clocks: ServerClocks) -> Self {}
    }
    pub fn auth_schemes<'a, P: Clone + fmt::Debug + Send + Sync + 'static>(
        resolver: &'a SharedAuthSchemeOptionResolver,
        params: &P,
        cfg: &'a ConfigBag,
        components: &'a RuntimeComponents,
    ) -> AuthSchemeOptionsFuture<'a> {}
    pub const fn check_of<O: Mutation, P: PostCondition<Operation = O>>(
        check: &'static P,
    ) -> &'static dyn Condition {}
    pub fn checks_that_run(
        row: &OperationInfo,
    ) -> impl Iterator<Item = &'static CheckInfo> {}
    pub fn is_of_ours(interceptor: &SharedInterceptor) -> bool {}
    pub fn is_single_flight(http_client: &SharedHttpClient) -> bool {}
    pub const fn name_of_read<O: Read>() -> &'static str {}
    pub use futures_util::stream::empty as no_events;
}

pub mod __private {
    pub mod inspection {
        #[derive(Clone, Debug, PartialEq)]
        pub struct Distribution {}
        impl Distribution {
            pub fn new(steps: impl IntoIterator<Item = (Duration, f64)>) -> Self {}
            pub fn inspections(
                &self,
                cost_weight: Duration,
                gap: Duration,
            ) -> Vec<Duration> {}
        }
    }
}

pub mod __private {
    pub mod portable {
        impl<T> Built<T> for Result<T, BuildError> {}
        impl<T> Built<T> for T {}
        pub trait Built<T> {
            fn built(self) -> Result<T, Unportable>;
        }
        pub use serde_json::Value as Json;
        #[derive(Debug, Default)]
        pub struct Members();
        impl Members {
            pub fn with<S, T: Portable<S>>(
                mut self,
                name: &'static str,
                value: &T,
                omitted: &mut Omitted,
            ) -> Self {}
            pub fn without<S, T: Portable<S>>(
                self,
                name: &'static str,
                value: &T,
                omitted: &mut Omitted,
            ) -> Self {}
            pub fn into_json(self) -> Json {}
            pub fn of(json: Json) -> Result<Self, Unportable> {}
            pub fn take<S, T: Portable<S>>(
                &mut self,
                name: &str,
            ) -> Result<Option<T>, Unportable> {}
            pub fn finish(self) -> Result<(), Unportable> {}
        }
        #[derive(Debug, Default)]
        pub struct Omitted();
        impl<S, K: Portable<S> + Eq + Hash, V: Portable<S>> Portable<S>
        for HashMap<K, V> {}
        impl<S, T: Portable<S>> Portable<S> for Box<T> {}
        impl<S, T: Portable<S>> Portable<S> for Option<T> {}
        impl<S, T: Portable<S>> Portable<S> for Vec<T> {}
        impl<S> Portable<S> for Blob {}
        impl<S> Portable<S> for DateTime {}
        impl<S> Portable<S> for Document {}
        impl<S> Portable<S> for String {}
        impl<S> Portable<S> for bool {}
        pub trait Portable<S>: Sized {
            fn to_json(&self, omitted: &mut Omitted) -> Json;
            fn from_json(json: Json) -> Result<Self, Unportable>;
        }
        #[derive(Debug)]
        pub struct PortableCall {}
        impl PortableCall {
            pub fn of<S, I: Portable<S>, O: Portable<S>>(input: &I, output: &O) -> Self {}
        }
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct Unportable();
        impl Unportable {
            pub fn variant() -> Self {}
            pub fn operation() -> Self {}
        }
        impl fmt::Display for Unportable {}
        pub fn carried<S, I: Portable<S>, O: Portable<S>>(
            input: Json,
            output: Json,
        ) -> Result<(I, O), Unportable> {}
        pub fn text(json: Json) -> Result<String, Unportable> {}
    }
}
