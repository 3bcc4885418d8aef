use ::postcond::runtime;
#[doc(no_inline)]
pub use self::stub as sdk;
/// Stands for Golden in bounds.
#[derive(Clone, Copy, Debug)]
pub enum Golden {}
impl runtime::__private::Generated for Golden {}
impl runtime::Service for Golden {
    const NAME: &'static str = "golden";
    const SDK_ID: &'static str = "Golden";
    const IAM_PREFIX: &'static str = "golden";
    const ERROR_CODES: &'static runtime::ErrorCodes = &runtime::ErrorCodes::new(
        &["TooBusy"],
        &[],
        &["NotYours"],
        &["TokenRevoked"],
    );
    type Reader = Reader;
}
/// A client of Golden whose mutating calls return once a read-back has confirmed that the change is visible.
///
/// It has the SDK's own methods. Reads hand out the SDK's builders; mutations hand out builders that mirror them. A clone shares everything with its original and costs next to nothing.
#[derive(Clone)]
pub struct ConsistentGoldenClient {
    /// Sends everything: its interceptors note the calls and reads that are to be noted.
    inner: sdk::Client,
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
    #[inline]
    pub fn new(sdk_config: &runtime::__private::SdkConfig) -> Self {
        Self::builder(sdk::Client::new(sdk_config)).build()
    }
    /// A client with the given service configuration and the default policy.
    ///
    /// # Panics
    /// As the SDK's own: if the configuration lacks something that cannot be defaulted.
    #[must_use]
    #[track_caller]
    #[inline]
    pub fn from_conf(conf: sdk::Config) -> Self {
        Self::builder(sdk::Client::from_conf(conf)).build()
    }
    /// Wraps a client of the SDK's; policies and checks of one's own can be added.
    #[must_use]
    #[inline]
    pub fn builder(inner: sdk::Client) -> ConsistentGoldenClientBuilder {
        ConsistentGoldenClientBuilder {
            inner,
            consistency: ::std::default::Default::default(),
        }
    }
    /// The configuration of the SDK's client.
    #[must_use]
    #[inline]
    pub fn config(&self) -> &sdk::Config {
        self.inner.config()
    }
    /// The SDK's client, for what it alone has and for writes that are not to be waited for.
    #[must_use]
    #[inline]
    pub fn inner(&self) -> &sdk::Client {
        &self.inner
    }
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
    #[inline]
    pub fn enforcing_sdk_client(&self) -> sdk::Client {
        let conf = self.inner.config();
        let enforcing = runtime::__private::Enforcing::new::<
            Golden,
        >(&self.consistency, &self.reader, &SERVICE);
        let http_client = conf.http_client().map(|inner| enforcing.http_client(inner));
        let mut conf = conf.to_builder();
        conf.set_http_client(http_client);
        sdk::Client::from_conf(conf.interceptor(enforcing).build())
    }
    /// Saves what the client and its clones have learned of the service's lags, if it is built with a
    /// `history`: for programs that end soon, since dropping the client saves it only as far as
    /// [`runtime::History`] says.
    ///
    /// # Errors
    /// If it could not be saved. It is kept then, and saved with what comes next.
    #[inline]
    pub async fn save_history(
        &self,
    ) -> ::std::result::Result<(), runtime::HistoryError> {
        self.consistency.save_history().await
    }
}
impl ::std::fmt::Debug for ConsistentGoldenClient {
    #[inline]
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
    #[inline]
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
    #[inline]
    pub fn read_budget(mut self, budget: runtime::ReadBudget) -> Self {
        self.consistency.set_read_budget(budget);
        self
    }
    /// Where what the client learns of the service's lags is kept, for other processes and later ones.
    /// Without one, the client begins with nothing, and what it has learned ends with it. It is loaded with the
    /// first write of the client: receipts neither use it nor add to it.
    #[must_use]
    #[inline]
    pub fn history(mut self, history: runtime::History) -> Self {
        self.consistency.set_history(history);
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
    #[inline]
    pub fn build(self) -> ConsistentGoldenClient {
        let reader = Reader::new(&self.inner);
        ConsistentGoldenClient {
            inner: ::std::clone::Clone::clone(&reader.client),
            reader,
            consistency: ::std::sync::Arc::new(self.consistency),
        }
    }
}
impl ::std::fmt::Debug for ConsistentGoldenClientBuilder {
    #[inline]
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        f.debug_struct(stringify!(ConsistentGoldenClientBuilder))
            .field("consistency", &self.consistency)
            .finish_non_exhaustive()
    }
}
/// A client of the SDK's own type whose mutating calls return once they are confirmed, with the default policy: [`ConsistentGoldenClient::enforcing_sdk_client`] for those who need nothing else of it.
///
/// # Panics
/// As the SDK's own: if the configuration lacks something that cannot be defaulted.
#[must_use]
#[track_caller]
#[inline]
pub fn enforcing(sdk_config: &runtime::__private::SdkConfig) -> sdk::Client {
    ConsistentGoldenClient::new(sdk_config).enforcing_sdk_client()
}
#[allow(unused_imports)]
#[doc(inline)]
pub use runtime::{ambiguous, unconfirmed};
/// Hands out the reads of Golden, and nothing else: what checks read with.
///
/// It uses the client's own configuration, or that of the call whose change is read back. Within a poll, the SDK's retries are off: the loop around a check is the one that retries. While several checks are open, their equal requests are sent once.
#[derive(Clone)]
pub struct Reader {
    client: sdk::Client,
    /// The interceptors of the call whose change is read back, of a configuration of its own.
    interceptors: ::std::sync::Arc<[runtime::__private::SharedInterceptor]>,
    loaders: ::std::sync::Arc<Loaders>,
}
impl Reader {
    /// A reader with the configuration of `client`.
    #[must_use]
    #[inline]
    pub fn new(client: &sdk::Client) -> Self {
        Self {
            client: recording(client),
            interceptors: ::std::default::Default::default(),
            loaders: ::std::default::Default::default(),
        }
    }
}
impl Reader {
    /// For a call with a configuration of its own.
    #[inline]
    fn with_config(mut self, config: sdk::config::Builder) -> Self {
        let config = config.build();
        let of_call = config.interceptors();
        let of_call = of_call.filter(|it| !runtime::__private::is_of_ours(it));
        self.interceptors = of_call.collect();
        self
    }
    /// For a call whose request may be changed on its way.
    #[inline]
    fn apart(self) -> Self {
        Self {
            loaders: ::std::default::Default::default(),
            ..self
        }
    }
}
impl runtime::__private::Generated for Reader {}
impl runtime::__private::ServiceReader for Reader {
    #[inline]
    fn following(mut self, call: &runtime::__private::SentWith) -> Self {
        let conf = following(self.client.config().to_builder(), call);
        let mut conf = conf.interceptor(runtime::__private::FollowsCall);
        for interceptor in self.interceptors.iter() {
            conf.push_interceptor(interceptor.clone());
        }
        self.client = sdk::Client::from_conf(conf.build());
        self.apart()
    }
}
/// The same client, with what notes its calls for those that wait for them, and what sends equal
/// reads of polls once.
#[inline]
fn recording(client: &sdk::Client) -> sdk::Client {
    let conf = client.config();
    let is_recording = conf.interceptors().any(|it| runtime::__private::is_of_ours(&it));
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
        conf = conf
            .interceptor(
                runtime::__private::ReadRecorder::new(clocks)
                    .with_error_codes(<Golden as runtime::Service>::ERROR_CODES),
            );
    }
    sdk::Client::from_conf(conf.build())
}
/// The same HTTP client, for one that sends equal reads of polls once.
#[inline]
fn sharing(
    inner: runtime::__private::SharedHttpClient,
) -> runtime::__private::SharedHttpClient {
    let single = runtime::__private::SingleFlight::new(inner);
    runtime::__private::SharedHttpClient::new(single)
}
/// The HTTP client that `client` has by itself, as it was given none.
#[inline]
fn default(
    client: &sdk::Client,
) -> ::std::option::Option<runtime::__private::SharedHttpClient> {
    let probe = runtime::__private::HttpClientProbe::default();
    let conf = client.config().to_builder().identity_cache(probe.clone());
    let _ = sdk::Client::from_conf(conf.build());
    probe.found()
}
/// The configuration `conf`, for a client that goes where `call` went, as the same caller.
#[inline]
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
    conf.set_use_dual_stack(call.use_dual_stack());
    conf.set_endpoint_resolver(::std::option::Option::Some(call.endpoint_resolver()));
    conf.set_retry_config(call.retry_config());
    conf.set_sleep_impl(call.sleep_impl());
    conf.set_time_source(call.time_source());
    conf.set_disable_clock_skew_correction(call.corrects_no_clock_skew());
    conf.set_app_name(call.app_name());
    conf.set_auth_scheme_preference(call.auth_scheme_preference());
    conf.set_auth_scheme_resolver(AsCaller(call.auth_scheme_resolver()));
    for scheme in call.auth_schemes() {
        conf = conf.push_auth_scheme(scheme);
    }
    conf
}
/// Decides how a read is signed as it was decided for its call.
#[derive(Debug)]
struct AsCaller(runtime::__private::SharedAuthSchemeOptionResolver);
impl sdk::config::auth::ResolveAuthScheme for AsCaller {
    #[inline]
    fn resolve_auth_scheme<'a>(
        &'a self,
        params: &'a sdk::config::auth::Params,
        cfg: &'a runtime::__private::ConfigBag,
        runtime_components: &'a runtime::__private::RuntimeComponents,
    ) -> runtime::__private::AuthSchemeOptionsFuture<'a> {
        runtime::__private::auth_schemes(&self.0, params, cfg, runtime_components)
    }
    #[inline]
    fn into_shared_resolver(self) -> runtime::__private::SharedAuthSchemeOptionResolver {
        self.0
    }
}
impl ::std::fmt::Debug for Reader {
    #[inline]
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        f.debug_struct("Reader").finish_non_exhaustive()
    }
}
/// What the SDK has for a mutation, besides its input and output. Implemented for each mutation, and
/// for nothing else.
pub trait SdkMutation: runtime::Mutation<Service = Golden> {
    /// The SDK's fluent builder.
    type FluentBuilder: ::std::marker::Send + ::std::marker::Sync;
    /// The SDK's builder of the input.
    type InputBuilder;
    /// The input so far.
    #[doc(hidden)]
    fn as_input(request: &Self::FluentBuilder) -> &Self::InputBuilder;
    /// The member that says which resource the request is about, where there is one: its
    /// name and its value so far.
    #[doc(hidden)]
    fn subject(
        _request: &Self::FluentBuilder,
    ) -> ::std::option::Option<(&'static str, &dyn ::std::fmt::Debug)> {
        ::std::option::Option::None
    }
    /// The same request for another time, if it can be sent more than once: a stream cannot.
    fn again(
        request: &Self::FluentBuilder,
    ) -> ::std::option::Option<Self::FluentBuilder>;
    /// The request, open to changes.
    #[doc(hidden)]
    fn customize(request: Self::FluentBuilder) -> CustomizableOperation<Self>;
    /// Sends the request through the SDK, as it is.
    #[doc(hidden)]
    fn send(request: Self::FluentBuilder) -> runtime::__private::Sending<Self>;
    /// Sends the request through the SDK, with its changes.
    #[doc(hidden)]
    fn dispatch(
        request: CustomizableOperation<Self>,
    ) -> runtime::__private::Sending<Self>;
}
/// The SDK's own customizable request of `O`.
#[doc(hidden)]
pub type CustomizableOperation<O> = sdk::client::customize::CustomizableOperation<
    <O as runtime::Operation>::Output,
    <O as runtime::Mutation>::Error,
    <O as SdkMutation>::FluentBuilder,
>;
/// Builds a call of the mutation `O` of Golden.
///
/// It has the methods of the SDK's builder, and `send` returns once a read-back has confirmed the change. In [`builders`], each mutation's builder has the SDK's name, and says what is read back, which rights that takes, and what a call can ask for besides.
///
/// As with the SDK's, nothing is sent before `send`, `send_with_evidence` or `send_in`, and a clone is a call of its own; one that takes a stream has none.
pub struct MutationBuilder<O: SdkMutation> {
    inner: O::FluentBuilder,
    client: ConsistentGoldenClient,
    call: runtime::__private::CallOptions<O>,
}
impl<O: SdkMutation> MutationBuilder<O> {
    /// The input so far.
    #[must_use]
    pub fn as_input(&self) -> &O::InputBuilder {
        O::as_input(&self.inner)
    }
    /// The policy of this call. It comes before those of the client.
    #[must_use]
    pub fn confirm_with(mut self, policy: runtime::Policy) -> Self {
        self.call.set_policy(policy);
        self
    }
    /// The client's checks are left out: `send` returns when the service has answered, or
    /// once what this call asks for with [`until`](Self::until) is met.
    #[must_use]
    pub fn unconfirmed(mut self) -> Self {
        self.call.set_unconfirmed();
        self
    }
    /// This call waits for `check`, too: one that is offered on request, or one's own.
    ///
    /// Its deadline is that of this call's policy, else its own: the client's policies are
    /// for what calls wait for by default.
    #[must_use]
    pub fn until<P>(mut self, check: P) -> Self
    where
        P: runtime::PostCondition<Operation = O>,
    {
        self.call.add(check);
        self
    }
    /// Modifies the request before it is sent.
    #[must_use]
    pub fn customize(self) -> CustomizableMutation<O> {
        CustomizableMutation {
            builder: self,
            changes: ::std::vec::Vec::new(),
        }
    }
    /// Sends the request; returns its output once every check of it is met.
    ///
    /// # Errors
    /// [`MutationError::Failed`] if the mutation failed, [`MutationError::Unconfirmed`], with
    /// its output, if it succeeded and could not be confirmed, and, where the policy is to look
    /// for it, [`MutationError::Ambiguous`] if it may have done either.
    pub async fn send(
        self,
    ) -> ::std::result::Result<O::Output, MutationError<O::Error, O::Output>> {
        let client = self.client;
        let (reader, consistency) = (&client.reader, &client.consistency);
        let (call, request) = (self.call, self.inner);
        let sent = consistency.send(reader, call, request, O::again, O::send).await?;
        ::std::result::Result::Ok(sent.output)
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
        let client = self.client;
        let (reader, consistency) = (&client.reader, &client.consistency);
        let (call, request) = (self.call, self.inner);
        let sent = consistency.send(reader, call, request, O::again, O::send).await?;
        ::std::result::Result::Ok(sent)
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
        let client = self.client;
        let (reader, consistency) = (&client.reader, &client.consistency);
        let (call, request) = (self.call, self.inner);
        let sent = scope.send(consistency, reader, call, request, O::again, O::send);
        ::std::result::Result::Ok(sent.await?)
    }
    /// The SDK's own builder of the request, and what the call asks for: for tests of what
    /// waits in another way.
    #[doc(hidden)]
    #[must_use]
    pub fn into_parts(self) -> (O::FluentBuilder, runtime::SdkCalls) {
        (self.inner, self.call.into())
    }
}
impl<O: SdkMutation<FluentBuilder: ::std::clone::Clone>> ::std::clone::Clone
for MutationBuilder<O> {
    fn clone(&self) -> Self {
        Self {
            inner: self.inner.clone(),
            client: ::std::clone::Clone::clone(&self.client),
            call: self.call.clone(),
        }
    }
}
impl<O: SdkMutation> ::std::fmt::Debug for MutationBuilder<O> {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        let mut builder = f.debug_struct(&::std::format!("{}FluentBuilder", O::NAME));
        if let ::std::option::Option::Some((name, value)) = O::subject(&self.inner) {
            builder.field(name, value);
        }
        builder.field("call", &self.call).finish_non_exhaustive()
    }
}
/// A mutation that can be modified before it is sent: the SDK's own customization, and then
/// the read-back.
pub struct CustomizableMutation<O: SdkMutation> {
    builder: MutationBuilder<O>,
    /// In the order in which they were asked for.
    changes: ::std::vec::Vec<Change<O>>,
}
/// What is changed of a request, each time that it is sent.
type Change<O> = ::std::boxed::Box<
    dyn ::std::ops::Fn(
        CustomizableOperation<O>,
    ) -> CustomizableOperation<O> + ::std::marker::Send + ::std::marker::Sync,
>;
impl<O: SdkMutation> CustomizableMutation<O> {
    /// Sends the request; returns its output once every check of it is met.
    ///
    /// # Errors
    /// [`MutationError::Failed`] if the mutation failed, [`MutationError::Unconfirmed`], with
    /// its output, if it succeeded and could not be confirmed, and, where the policy is to look
    /// for it, [`MutationError::Ambiguous`] if it may have done either.
    pub async fn send(
        self,
    ) -> ::std::result::Result<O::Output, MutationError<O::Error, O::Output>> {
        let client = self.builder.client;
        let (reader, consistency) = (&client.reader, &client.consistency);
        let (call, request) = (self.builder.call, self.builder.inner);
        let sent = consistency
            .send(reader, call, request, O::again, sending_as_changed::<O>(self.changes))
            .await?;
        ::std::result::Result::Ok(sent.output)
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
        let client = self.builder.client;
        let (reader, consistency) = (&client.reader, &client.consistency);
        let (call, request) = (self.builder.call, self.builder.inner);
        let sent = consistency
            .send(reader, call, request, O::again, sending_as_changed::<O>(self.changes))
            .await?;
        ::std::result::Result::Ok(sent)
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
        let client = self.builder.client;
        let (reader, consistency) = (&client.reader, &client.consistency);
        let (call, request) = (self.builder.call, self.builder.inner);
        let sent = scope
            .send(
                consistency,
                reader,
                call,
                request,
                O::again,
                sending_as_changed::<O>(self.changes),
            );
        ::std::result::Result::Ok(sent.await?)
    }
}
/// What sends a request with its changes.
fn sending_as_changed<O: SdkMutation>(
    changes: ::std::vec::Vec<Change<O>>,
) -> impl ::std::ops::Fn(
    O::FluentBuilder,
) -> runtime::__private::Sending<O> + ::std::marker::Send {
    move |request| {
        let request = O::customize(request);
        let request = changes.iter().fold(request, |request, change| change(request));
        O::dispatch(request)
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
    ///
    /// What it makes of the input is what is confirmed. It hears nothing of the read-back: if it
    /// sends the request elsewhere than the read-back would go, the call is
    /// [unverifiable](runtime::Evidence::unconfirmed).
    #[must_use]
    pub fn interceptor(
        self,
        interceptor: impl runtime::__private::Intercept + 'static,
    ) -> Self {
        let interceptor = runtime::__private::SharedInterceptor::new(interceptor);
        self.intercepted(move |request| request.interceptor(interceptor.clone()))
    }
    /// Maps the HTTP request before it is signed. That of the read-back is left alone, as by
    /// [`interceptor`](Self::interceptor).
    #[must_use]
    pub fn map_request<F, E>(self, f: F) -> Self
    where
        F: ::std::ops::Fn(
                runtime::__private::HttpRequest,
            ) -> ::std::result::Result<runtime::__private::HttpRequest, E>
            + ::std::marker::Send + ::std::marker::Sync + 'static,
        E: ::std::error::Error + ::std::marker::Send + ::std::marker::Sync + 'static,
    {
        let f = ::std::sync::Arc::new(f);
        self.intercepted(move |request| {
            let f = ::std::sync::Arc::clone(&f);
            request.map_request(move |request| f(request))
        })
    }
    /// Changes the HTTP request before it is signed. That of the read-back is left alone, as by
    /// [`interceptor`](Self::interceptor).
    #[must_use]
    pub fn mutate_request<F>(self, f: F) -> Self
    where
        F: ::std::ops::Fn(&mut runtime::__private::HttpRequest) + ::std::marker::Send
            + ::std::marker::Sync + 'static,
    {
        let f = ::std::sync::Arc::new(f);
        self.intercepted(move |request| {
            let f = ::std::sync::Arc::clone(&f);
            request.mutate_request(move |request| f(request))
        })
    }
    /// Overrides the configuration for this request, and for its read-back: that goes to the
    /// region and endpoint, with the credentials, the HTTP client and the interceptors of
    /// this configuration.
    ///
    /// A check that reads with another client than the reader's cannot follow. A call is never
    /// confirmed by another place: where a read would go elsewhere, it is
    /// [unverifiable](runtime::Evidence::unconfirmed).
    #[must_use]
    pub fn config_override(
        mut self,
        config_override: impl ::std::convert::Into<sdk::config::Builder>,
    ) -> Self {
        let config = config_override.into();
        self.builder.client.reader = self
            .builder
            .client
            .reader
            .with_config(config.clone());
        self.builder.call.set_reconfigured();
        self.change(move |request| request.config_override(config.clone()))
    }
    /// A change of the request itself, which may send it elsewhere.
    fn intercepted(
        mut self,
        change: impl ::std::ops::Fn(
            CustomizableOperation<O>,
        ) -> CustomizableOperation<
                O,
            > + ::std::marker::Send + ::std::marker::Sync + 'static,
    ) -> Self {
        self.builder.client.reader = self.builder.client.reader.apart();
        self.builder.call.set_intercepted();
        self.change(change)
    }
    fn change(
        mut self,
        change: impl ::std::ops::Fn(
            CustomizableOperation<O>,
        ) -> CustomizableOperation<
                O,
            > + ::std::marker::Send + ::std::marker::Sync + 'static,
    ) -> Self {
        self.changes.push(::std::boxed::Box::new(change));
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
    /// The mutation was refused and has changed something all the same, as
    /// [`Cause::Changed`](runtime::Cause::Changed) says; or, where the policy is
    /// [`AmbiguousWrite::ReadBack`](runtime::AmbiguousWrite::ReadBack), it failed,
    /// indeterminate whether it landed, and was looked for in vain. The SDK's own error, and what was seen.
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
    /// The mutation that may have landed, or has changed something although it was refused.
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
impl<
    E,
    T,
> ::std::convert::From<runtime::__private::Unresolved<sdk::error::SdkError<E>, T>>
for MutationError<E, T> {
    fn from(error: runtime::__private::Unresolved<sdk::error::SdkError<E>, T>) -> Self {
        match error {
            runtime::__private::Unresolved::Failed(error) => error.into(),
            runtime::__private::Unresolved::Ambiguous(error) => Self::Ambiguous(error),
            runtime::__private::Unresolved::Unconfirmed(error) => {
                Self::Unconfirmed(error)
            }
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
/// its `ServiceError` variant, of an answer with status 200: the service's error is the
/// `Unhandled` one, with [`Unconfirmed<()>`](runtime::Unconfirmed) as its source. The SDK
/// and most programs repeat a call upon the other variants; this one has happened.
impl<E, T> ::std::convert::From<MutationError<E, T>> for sdk::error::SdkError<E>
where
    E: ::std::error::Error + ::std::marker::Send + ::std::marker::Sync
        + runtime::__private::CreateUnhandledError + 'static,
{
    fn from(error: MutationError<E, T>) -> Self {
        match error {
            MutationError::Failed(error) => *error,
            MutationError::Ambiguous(ambiguous) => ambiguous.error,
            MutationError::Unconfirmed(unconfirmed) => {
                let response = unconfirmed.response();
                let error = MutationError::<E, T>::Unconfirmed(unconfirmed);
                sdk::error::SdkError::service_error(error.into_service_error(), response)
            }
        }
    }
}
