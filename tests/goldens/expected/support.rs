use ::postcond::runtime;
#[doc(no_inline)]
pub use self::stub as sdk;
/// Stands for Golden in bounds.
#[derive(Clone, Copy, Debug)]
pub enum Golden {}
impl runtime::Service for Golden {
    const NAME: &'static str = "golden";
    const SDK_ID: &'static str = "Golden";
    const IAM_PREFIX: &'static str = "golden";
    type Reader = Reader;
}
/// A client of Golden whose mutating calls return once a read-back has confirmed that the change is visible.
///
/// It has the SDK's own methods. Reads hand out the SDK's builders; mutations hand out builders that mirror them. A clone shares everything with its original and costs next to nothing.
#[derive(Clone)]
pub struct ConsistentGoldenClient {
    inner: sdk::Client,
    /// Sends mutations, and takes down when they happened.
    writer: sdk::Client,
    reader: Reader,
    consistency: ::std::sync::Arc<runtime::Consistency>,
}
impl ConsistentGoldenClient {
    /// A client with the given configuration and the default policy.
    ///
    /// # Panics
    /// As the SDK's own: if the configuration lacks something that cannot be defaulted.
    #[must_use]
    #[track_caller]
    pub fn new(sdk_config: &runtime::__private::SdkConfig) -> Self {
        Self::builder(sdk::Client::new(sdk_config)).build()
    }
    /// A client with the given service configuration and the default policy.
    ///
    /// # Panics
    /// As the SDK's own: if the configuration lacks something that cannot be defaulted.
    #[must_use]
    #[track_caller]
    pub fn from_conf(conf: sdk::Config) -> Self {
        Self::builder(sdk::Client::from_conf(conf)).build()
    }
    /// Wraps a client of the SDK's; policies and checks of one's own can be added.
    #[must_use]
    pub fn builder(inner: sdk::Client) -> ConsistentGoldenClientBuilder {
        ConsistentGoldenClientBuilder {
            inner,
            consistency: ::std::default::Default::default(),
        }
    }
    /// The configuration of the SDK's client.
    #[must_use]
    pub fn config(&self) -> &sdk::Config {
        self.inner.config()
    }
    /// The SDK's client, for what it alone has and for writes that nobody is to wait for.
    #[must_use]
    pub fn inner(&self) -> &sdk::Client {
        &self.inner
    }
}
impl ::std::fmt::Debug for ConsistentGoldenClient {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        f.debug_struct(stringify!(ConsistentGoldenClient))
            .field("consistency", &self.consistency)
            .finish_non_exhaustive()
    }
}
/// Builds a [`ConsistentGoldenClient`] with policies and checks of one's own.
pub struct ConsistentGoldenClientBuilder {
    inner: sdk::Client,
    consistency: runtime::Consistency,
}
impl ConsistentGoldenClientBuilder {
    /// The policy of every call that does not decide otherwise.
    #[must_use]
    pub fn policy(mut self, policy: runtime::Policy) -> Self {
        self.consistency.set_policy(policy);
        self
    }
    /// The policy of every call of one operation that does not decide otherwise.
    #[must_use]
    pub fn operation_policy<O>(mut self, policy: runtime::Policy) -> Self
    where
        O: runtime::Mutation<Service = Golden>,
    {
        self.consistency.set_operation_policy::<O>(policy);
        self
    }
    /// How many reads the client and its clones may make to confirm their writes.
    #[must_use]
    pub fn read_budget(mut self, budget: runtime::ReadBudget) -> Self {
        self.consistency.set_read_budget(budget);
        self
    }
    /// Adds a check of one's own to those that the client brings along.
    #[must_use]
    pub fn post_condition<P>(mut self, check: P) -> Self
    where
        P: runtime::PostCondition<Operation: runtime::Mutation<Service = Golden>>,
    {
        self.consistency.add(check);
        self
    }
    /// The client.
    #[must_use]
    pub fn build(self) -> ConsistentGoldenClient {
        let reader = Reader::new(&self.inner);
        let clocks = reader.clocks.clone();
        let conf = self.inner.config().to_builder();
        let conf = conf.interceptor(runtime::WriteRecorder::new(clocks)).build();
        ConsistentGoldenClient {
            writer: sdk::Client::from_conf(conf),
            reader,
            inner: self.inner,
            consistency: ::std::sync::Arc::new(self.consistency),
        }
    }
}
impl ::std::fmt::Debug for ConsistentGoldenClientBuilder {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        f.debug_struct(stringify!(ConsistentGoldenClientBuilder))
            .field("consistency", &self.consistency)
            .finish_non_exhaustive()
    }
}
/// Hands out the reads of Golden, and nothing else: what checks read with.
///
/// It uses the client's own configuration. The SDK's retries are off: the loop around a check is the one that retries.
#[derive(Clone)]
pub struct Reader {
    client: sdk::Client,
    clocks: runtime::ServerClocks,
}
impl Reader {
    /// A reader with the configuration of `client`.
    #[must_use]
    pub fn new(client: &sdk::Client) -> Self {
        let clocks = ::std::default::Default::default();
        Self::with_conf(client.config().to_builder(), clocks)
    }
    fn with_conf(conf: sdk::config::Builder, clocks: runtime::ServerClocks) -> Self {
        let conf = conf
            .retry_config(sdk::config::retry::RetryConfig::disabled())
            .interceptor(runtime::ReadRecorder::new(clocks.clone()))
            .build();
        Self {
            client: sdk::Client::from_conf(conf),
            clocks,
        }
    }
}
impl ::std::fmt::Debug for Reader {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        f.debug_struct("Reader").finish_non_exhaustive()
    }
}
/// What the SDK has for a mutation, besides its input and output.
pub trait SdkMutation: runtime::Mutation<Service = Golden> {
    /// The SDK's error type.
    type Error: ::std::error::Error
        + ::std::marker::Send
        + ::std::marker::Sync
        + 'static;
    /// The SDK's fluent builder.
    type FluentBuilder: ::std::marker::Send;
    /// Sends the request through the SDK.
    fn dispatch(
        request: CustomizableOperation<Self>,
    ) -> impl ::std::future::Future<
        Output = ::std::result::Result<Self::Output, sdk::error::SdkError<Self::Error>>,
    > + ::std::marker::Send;
}
/// The SDK's own customizable request of `O`.
pub type CustomizableOperation<O> = sdk::client::customize::CustomizableOperation<
    <O as runtime::Operation>::Output,
    <O as SdkMutation>::Error,
    <O as SdkMutation>::FluentBuilder,
>;
/// The one way in which mutations are sent: what the SDK does, and then the read-back.
async fn send_and_confirm<O: SdkMutation>(
    client: &ConsistentGoldenClient,
    call: runtime::CallOptions<O>,
    input: ::std::result::Result<O::Input, sdk::error::BuildError>,
    send: runtime::__private::BoxFuture<
        '_,
        ::std::result::Result<O::Output, sdk::error::SdkError<O::Error>>,
    >,
) -> ::std::result::Result<
    runtime::Confirmed<O::Output>,
    MutationError<O::Error, O::Output>,
> {
    let input = input.map_err(sdk::error::SdkError::construction_failure)?;
    let recorder = runtime::WitnessRecorder::start::<O>();
    let (reader, consistency) = (&client.reader, &client.consistency);
    let confirmed = match recorder.record(send).await {
        ::std::result::Result::Ok(output) => {
            let witness = recorder.witness();
            consistency.confirm::<O>(reader, call, input, output, witness).await?
        }
        ::std::result::Result::Err(error) => {
            let resolution = consistency
                .resolve::<O, _>(reader, call, input, error, &recorder);
            ::std::boxed::Box::pin(resolution).await?
        }
    };
    ::std::result::Result::Ok(confirmed)
}
/// The same in a scope, which reads back later.
async fn send_in_scope<O, S>(
    client: &ConsistentGoldenClient,
    call: runtime::CallOptions<O>,
    input: ::std::result::Result<O::Input, sdk::error::BuildError>,
    scope: &runtime::Scope,
    send: S,
) -> ::std::result::Result<runtime::Handle<O>, MutationError<O::Error, O::Output>>
where
    O: SdkMutation,
    S: ::std::ops::FnOnce(
        ) -> runtime::__private::BoxFuture<
                'static,
                ::std::result::Result<O::Output, sdk::error::SdkError<O::Error>>,
            > + ::std::marker::Send,
{
    let input = input.map_err(sdk::error::SdkError::construction_failure)?;
    let (reader, consistency) = (client.reader.clone(), &client.consistency);
    ::std::result::Result::Ok(scope.send(consistency, reader, call, input, send).await?)
}
/// A mutation that can be modified before it is sent: the SDK's own customization, and then
/// the read-back.
pub struct CustomizableMutation<O: SdkMutation> {
    request: CustomizableOperation<O>,
    input: ::std::result::Result<O::Input, sdk::error::BuildError>,
    client: ConsistentGoldenClient,
    call: runtime::CallOptions<O>,
}
impl<O: SdkMutation> CustomizableMutation<O> {
    /// Sends the request; returns its output once every check of it is met.
    ///
    /// # Errors
    /// [`MutationError::Failed`] if the mutation failed, [`MutationError::Unconfirmed`],
    /// with its output, if it succeeded and could not be confirmed, and, where the policy
    /// is to look for it, [`MutationError::Ambiguous`] if it may have done either.
    pub async fn send(
        self,
    ) -> ::std::result::Result<O::Output, MutationError<O::Error, O::Output>> {
        ::std::result::Result::map(self.send_with_evidence().await, |it| it.output)
    }
    /// Like [`send`](Self::send), with every poll that confirmed the change.
    ///
    /// # Errors
    /// Those of [`send`](Self::send).
    pub async fn send_with_evidence(
        self,
    ) -> ::std::result::Result<
        runtime::Confirmed<O::Output>,
        MutationError<O::Error, O::Output>,
    > {
        let send = ::std::boxed::Box::pin(O::dispatch(self.request));
        send_and_confirm::<O>(&self.client, self.call, self.input, send).await
    }
    /// Sends the request once the scope has room for it, and returns its output without
    /// waiting for a check: settling the scope does.
    ///
    /// # Errors
    /// Those of the mutation itself: [`MutationError::Failed`] or, where the policy is to
    /// look for it and it was not found, [`MutationError::Ambiguous`].
    pub async fn send_in(
        self,
        scope: &runtime::Scope,
    ) -> ::std::result::Result<runtime::Handle<O>, MutationError<O::Error, O::Output>> {
        let request = self.request;
        let send = move || -> runtime::__private::BoxFuture<'static, _> {
            ::std::boxed::Box::pin(O::dispatch(request))
        };
        send_in_scope(&self.client, self.call, self.input, scope, send).await
    }
}
impl<O: SdkMutation> ::std::fmt::Debug for CustomizableMutation<O> {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        f.debug_struct("CustomizableMutation")
            .field("operation", &O::NAME)
            .finish_non_exhaustive()
    }
}
impl<O: SdkMutation> CustomizableMutation<O> {
    /// Adds an interceptor to this request.
    #[must_use]
    pub fn interceptor(
        mut self,
        interceptor: impl runtime::__private::Intercept + 'static,
    ) -> Self {
        self.request = self.request.interceptor(interceptor);
        self
    }
    /// Maps the HTTP request before it is signed.
    #[must_use]
    pub fn map_request<F, E>(mut self, f: F) -> Self
    where
        F: ::std::ops::Fn(
                runtime::__private::HttpRequest,
            ) -> ::std::result::Result<runtime::__private::HttpRequest, E>
            + ::std::marker::Send + ::std::marker::Sync + 'static,
        E: ::std::error::Error + ::std::marker::Send + ::std::marker::Sync + 'static,
    {
        self.request = self.request.map_request(f);
        self
    }
    /// Changes the HTTP request before it is signed.
    #[must_use]
    pub fn mutate_request<F>(mut self, f: F) -> Self
    where
        F: ::std::ops::Fn(&mut runtime::__private::HttpRequest) + ::std::marker::Send
            + ::std::marker::Sync + 'static,
    {
        self.request = self.request.mutate_request(f);
        self
    }
    /// Overrides the configuration for this request.
    ///
    /// The read-back follows a change of region. It does not follow a change of endpoint or
    /// of credentials, which the SDK does not reveal: for those, make a client of its own.
    #[must_use]
    pub fn config_override(
        mut self,
        config_override: impl ::std::convert::Into<sdk::config::Builder>,
    ) -> Self {
        let config_override = config_override.into();
        if let ::std::option::Option::Some(region) = config_override
            .clone()
            .build()
            .region()
        {
            let conf = self.client.config().to_builder().region(region.clone());
            let clocks = self.client.reader.clocks.clone();
            self.client.reader = Reader::with_conf(conf, clocks);
        }
        self.call.set_reconfigured();
        self.request = self.request.config_override(config_override);
        self
    }
}
/// Why a mutating call of Golden did not return its output.
///
/// Where the mutation failed, this is the SDK's own error in all but name: it has the methods that programs match errors with, converts with `?` into the same types and displays the same text. The rest of the SDK's methods are at the error inside.
pub enum MutationError<E, T> {
    /// The mutation failed, and nothing was checked: the SDK's own error, untouched.
    Failed(::std::boxed::Box<sdk::error::SdkError<E>>),
    /// The mutation succeeded and could not be confirmed: its output, the cause and the
    /// evidence.
    Unconfirmed(::std::boxed::Box<runtime::Unconfirmed<T>>),
    /// The mutation failed without a word on whether it landed, and was looked for in vain:
    /// the SDK's own error, and what was seen. Only where the policy is
    /// [`AmbiguousWrite::ReadBack`](runtime::AmbiguousWrite::ReadBack).
    Ambiguous(::std::boxed::Box<runtime::Ambiguous<sdk::error::SdkError<E>>>),
}
impl<E, T> MutationError<E, T> {
    /// The service's error, if the service refused the mutation.
    #[must_use]
    pub fn as_service_error(&self) -> ::std::option::Option<&E> {
        match self {
            Self::Failed(error) => error.as_service_error(),
            Self::Ambiguous(ambiguous) => ambiguous.error.as_service_error(),
            Self::Unconfirmed(_) => ::std::option::Option::None,
        }
    }
    /// The service's error. Everything else becomes its `Unhandled` variant, with this
    /// error as the source; of an unconfirmed mutation, the output is dropped.
    #[must_use]
    pub fn into_service_error(self) -> E
    where
        E: ::std::error::Error + ::std::marker::Send + ::std::marker::Sync
            + runtime::__private::CreateUnhandledError + 'static,
    {
        match self {
            Self::Failed(error) => error.into_service_error(),
            Self::Ambiguous(ambiguous) => ambiguous.error.into_service_error(),
            Self::Unconfirmed(error) => {
                E::create_unhandled_error(
                    ::std::boxed::Box::new(error.without_output()),
                    ::std::option::Option::None,
                )
            }
        }
    }
    /// The response that the service refused the mutation with.
    #[must_use]
    pub fn raw_response(
        &self,
    ) -> ::std::option::Option<&runtime::__private::HttpResponse> {
        match self {
            Self::Failed(error) => error.raw_response(),
            Self::Ambiguous(ambiguous) => ambiguous.error.raw_response(),
            Self::Unconfirmed(_) => ::std::option::Option::None,
        }
    }
    /// The mutation that succeeded and could not be confirmed.
    #[must_use]
    pub fn as_unconfirmed(&self) -> ::std::option::Option<&runtime::Unconfirmed<T>> {
        match self {
            Self::Failed(_) | Self::Ambiguous(_) => ::std::option::Option::None,
            Self::Unconfirmed(error) => ::std::option::Option::Some(error),
        }
    }
    /// The mutation that may have landed, and was looked for in vain.
    #[must_use]
    pub fn as_ambiguous(
        &self,
    ) -> ::std::option::Option<&runtime::Ambiguous<sdk::error::SdkError<E>>> {
        match self {
            Self::Failed(_) | Self::Unconfirmed(_) => ::std::option::Option::None,
            Self::Ambiguous(ambiguous) => ::std::option::Option::Some(ambiguous),
        }
    }
    /// The output of a mutation that succeeded and could not be confirmed.
    ///
    /// # Errors
    /// The SDK's own error, if the mutation failed.
    pub fn into_output(
        self,
    ) -> ::std::result::Result<T, ::std::boxed::Box<sdk::error::SdkError<E>>> {
        match self {
            Self::Failed(error) => ::std::result::Result::Err(error),
            Self::Ambiguous(ambiguous) => {
                ::std::result::Result::Err(::std::boxed::Box::new(ambiguous.error))
            }
            Self::Unconfirmed(error) => ::std::result::Result::Ok(error.into_output()),
        }
    }
}
impl<E, T> ::std::fmt::Display for MutationError<E, T> {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match self {
            Self::Failed(error) => error.fmt(f),
            Self::Unconfirmed(error) => error.fmt(f),
            Self::Ambiguous(error) => error.fmt(f),
        }
    }
}
impl<E: ::std::fmt::Debug, T> ::std::fmt::Debug for MutationError<E, T> {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match self {
            Self::Failed(error) => error.fmt(f),
            Self::Unconfirmed(error) => error.fmt(f),
            Self::Ambiguous(error) => error.fmt(f),
        }
    }
}
impl<E: ::std::error::Error + 'static, T> ::std::error::Error for MutationError<E, T> {
    fn source(&self) -> ::std::option::Option<&(dyn ::std::error::Error + 'static)> {
        match self {
            Self::Failed(error) => error.source(),
            Self::Unconfirmed(error) => error.source(),
            Self::Ambiguous(error) => error.source(),
        }
    }
}
impl<E, T> sdk::error::ProvideErrorMetadata for MutationError<E, T>
where
    E: sdk::error::ProvideErrorMetadata,
{
    fn meta(&self) -> &sdk::error::ErrorMetadata {
        match self {
            Self::Failed(error) => error.meta(),
            Self::Ambiguous(ambiguous) => ambiguous.error.meta(),
            Self::Unconfirmed(_) => &runtime::__private::EMPTY_ERROR_METADATA,
        }
    }
}
impl<E, T> runtime::__private::RequestId for MutationError<E, T> {
    fn request_id(&self) -> ::std::option::Option<&str> {
        match self {
            Self::Failed(error) => error.request_id(),
            Self::Ambiguous(ambiguous) => ambiguous.error.request_id(),
            Self::Unconfirmed(error) => error.request_id(),
        }
    }
}
impl<E, T> ::std::convert::From<sdk::error::SdkError<E>> for MutationError<E, T> {
    fn from(error: sdk::error::SdkError<E>) -> Self {
        Self::Failed(::std::boxed::Box::new(error))
    }
}
impl<E, T> ::std::convert::From<runtime::Unconfirmed<T>> for MutationError<E, T> {
    fn from(error: runtime::Unconfirmed<T>) -> Self {
        Self::Unconfirmed(::std::boxed::Box::new(error))
    }
}
impl<E, T> ::std::convert::From<runtime::Unresolved<sdk::error::SdkError<E>, T>>
for MutationError<E, T> {
    fn from(error: runtime::Unresolved<sdk::error::SdkError<E>, T>) -> Self {
        match error {
            runtime::Unresolved::Failed(error) => error.into(),
            runtime::Unresolved::Ambiguous(error) => Self::Ambiguous(error),
            runtime::Unresolved::Unconfirmed(error) => Self::Unconfirmed(error),
        }
    }
}
/// For `?` in functions that return the service's `Error`. An unconfirmed mutation becomes
/// its `Unhandled` variant, with [`Unconfirmed<()>`](runtime::Unconfirmed) as the source.
impl<E, T> ::std::convert::From<MutationError<E, T>> for sdk::Error
where
    sdk::Error: ::std::convert::From<E> + ::std::convert::From<sdk::error::SdkError<E>>,
    E: ::std::error::Error + ::std::marker::Send + ::std::marker::Sync
        + runtime::__private::CreateUnhandledError + 'static,
{
    fn from(error: MutationError<E, T>) -> Self {
        match error {
            MutationError::Failed(error) => (*error).into(),
            MutationError::Ambiguous(ambiguous) => ambiguous.error.into(),
            MutationError::Unconfirmed(_) => error.into_service_error().into(),
        }
    }
}
/// For `?` in functions that return the SDK's `SdkError`. An unconfirmed mutation becomes
/// its `TimeoutError` variant, with [`Unconfirmed<()>`](runtime::Unconfirmed) as the source.
impl<E, T> ::std::convert::From<MutationError<E, T>> for sdk::error::SdkError<E> {
    fn from(error: MutationError<E, T>) -> Self {
        match error {
            MutationError::Failed(error) => *error,
            MutationError::Ambiguous(ambiguous) => ambiguous.error,
            MutationError::Unconfirmed(error) => {
                sdk::error::SdkError::timeout_error(error.without_output())
            }
        }
    }
}
