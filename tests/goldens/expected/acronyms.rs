/// A type for each operation: what `op = "..."` in `#[post_condition]` names.
pub mod op {
    use super::{runtime, sdk};
    /// Stands for `GetThing` in bounds.
    #[derive(Clone, Copy, Debug)]
    pub enum GetThing {}
    impl runtime::Operation for GetThing {
        type Service = super::Golden;
        type Input = sdk::operation::get_thing::GetThingInput;
        type Output = sdk::operation::get_thing::GetThingOutput;
        const NAME: &'static str = "GetThing";
    }
    impl runtime::Read for GetThing {}
    /// Stands for `PutSAMLThing` in bounds.
    #[derive(Clone, Copy, Debug)]
    pub enum PutSAMLThing {}
    impl runtime::Operation for PutSAMLThing {
        type Service = super::Golden;
        type Input = sdk::operation::put_saml_thing::PutSamlThingInput;
        type Output = sdk::operation::put_saml_thing::PutSamlThingOutput;
        const NAME: &'static str = "PutSAMLThing";
    }
    impl runtime::Mutation for PutSAMLThing {
        #[inline]
        fn built_in() -> &'static [&'static dyn runtime::Condition<Self>] {
            &[]
        }
        #[inline]
        fn resource(
            input: &Self::Input,
        ) -> ::std::option::Option<::std::string::String> {
            input.kms_key_arn().map(str::to_owned)
        }
    }
    impl super::SdkMutation for PutSAMLThing {
        type Error = sdk::operation::put_saml_thing::PutSAMLThingError;
        type FluentBuilder = sdk::operation::put_saml_thing::builders::PutSAMLThingFluentBuilder;
        #[inline]
        fn customize(
            request: Self::FluentBuilder,
        ) -> super::CustomizableOperation<Self> {
            request.customize()
        }
        #[inline]
        async fn dispatch(
            request: super::CustomizableOperation<Self>,
        ) -> ::std::result::Result<Self::Output, sdk::error::SdkError<Self::Error>> {
            request.send().await
        }
    }
}
impl ConsistentGoldenClient {
    /// The SDK's own builder of `GetThing`: it only reads.
    #[must_use]
    #[inline]
    pub fn get_thing(
        &self,
    ) -> sdk::operation::get_thing::builders::GetThingFluentBuilder {
        self.inner.get_thing()
    }
    /// Starts a call of `PutSAMLThing`. There is no built-in check of it yet: `send` returns when the service has answered, or once the client's own checks are met.
    #[must_use]
    #[inline]
    pub fn put_saml_thing(&self) -> builders::PutSAMLThingFluentBuilder {
        builders::PutSAMLThingFluentBuilder {
            inner: self.inner.put_saml_thing(),
            client: self.clone(),
            call: ::std::default::Default::default(),
        }
    }
}
impl Reader {
    /// The SDK's own builder of `GetThing`.
    #[must_use]
    #[inline]
    pub fn get_thing(
        &self,
    ) -> sdk::operation::get_thing::builders::GetThingFluentBuilder {
        self.client.get_thing()
    }
}
/// The builders of mutations: each mirrors the SDK's own.
pub mod builders {
    #[allow(unused_imports)]
    use super::{runtime, sdk};
    /// Builds a call of `PutSAMLThing`, as [the SDK's builder](sdk::operation::put_saml_thing::builders::PutSAMLThingFluentBuilder) does.
    ///
    /// There is no built-in check of it yet: `send` returns when the service has answered, or once the client's own checks are met.
    #[derive(Clone)]
    pub struct PutSAMLThingFluentBuilder {
        pub(super) inner: sdk::operation::put_saml_thing::builders::PutSAMLThingFluentBuilder,
        pub(super) client: super::ConsistentGoldenClient,
        pub(super) call: runtime::CallOptions<super::op::PutSAMLThing>,
    }
    impl PutSAMLThingFluentBuilder {
        /// The input so far.
        #[must_use]
        #[inline]
        pub fn as_input(
            &self,
        ) -> &sdk::operation::put_saml_thing::builders::PutSamlThingInputBuilder {
            self.inner.as_input()
        }
        /// The policy of this call. It comes before those of the client.
        #[must_use]
        #[inline]
        pub fn confirm_with(mut self, policy: runtime::Policy) -> Self {
            self.call.set_policy(policy);
            self
        }
        /// The client's checks are left out: `send` returns when the service has answered, or
        /// once what this call asks for with [`until`](Self::until) is met.
        #[must_use]
        #[inline]
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
            P: runtime::PostCondition<Operation = super::op::PutSAMLThing>,
        {
            self.call.add(check);
            self
        }
        /// Modifies the request before it is sent.
        #[must_use]
        #[inline]
        pub fn customize(self) -> super::CustomizableMutation<super::op::PutSAMLThing> {
            super::CustomizableMutation {
                request: self.inner,
                changes: ::std::vec::Vec::new(),
                client: self.client,
                call: self.call,
            }
        }
        /// Sends the request; returns its output once every check of it is met.
        ///
        /// # Errors
        /// [`MutationError::Failed`](super::MutationError::Failed) if the mutation failed,
        /// [`MutationError::Unconfirmed`](super::MutationError::Unconfirmed), with its output,
        /// if it succeeded and could not be confirmed, and, where the policy is to look for it,
        /// [`MutationError::Ambiguous`](super::MutationError::Ambiguous) if it may have done
        /// either.
        #[inline]
        pub async fn send(
            self,
        ) -> ::std::result::Result<
            sdk::operation::put_saml_thing::PutSamlThingOutput,
            super::MutationError<
                sdk::operation::put_saml_thing::PutSAMLThingError,
                sdk::operation::put_saml_thing::PutSamlThingOutput,
            >,
        > {
            ::std::result::Result::map(self.send_with_evidence().await, |it| it.output)
        }
        /// Like [`send`](Self::send), with every poll that confirmed the change.
        ///
        /// # Errors
        /// Those of [`send`](Self::send).
        #[inline]
        pub async fn send_with_evidence(
            self,
        ) -> ::std::result::Result<
            runtime::Confirmed<sdk::operation::put_saml_thing::PutSamlThingOutput>,
            super::MutationError<
                sdk::operation::put_saml_thing::PutSAMLThingError,
                sdk::operation::put_saml_thing::PutSamlThingOutput,
            >,
        > {
            super::send_and_confirm(
                    &self.client,
                    self.call,
                    self.inner,
                    |
                        request: sdk::operation::put_saml_thing::builders::PutSAMLThingFluentBuilder,
                    | -> runtime::Sending<
                        super::op::PutSAMLThing,
                        sdk::operation::put_saml_thing::PutSAMLThingError,
                    > { ::std::boxed::Box::pin(request.send()) },
                )
                .await
        }
        /// Sends the request once the scope has room for it, and returns its output without
        /// waiting for a check: settling the scope does.
        ///
        /// # Errors
        /// Those of the mutation itself: [`MutationError::Failed`](super::MutationError::Failed)
        /// or, where the policy is to look for it and it was not found,
        /// [`MutationError::Ambiguous`](super::MutationError::Ambiguous).
        #[inline]
        pub async fn send_in(
            self,
            scope: &runtime::Scope,
        ) -> ::std::result::Result<
            runtime::Handle<super::op::PutSAMLThing>,
            super::MutationError<
                sdk::operation::put_saml_thing::PutSAMLThingError,
                sdk::operation::put_saml_thing::PutSamlThingOutput,
            >,
        > {
            super::send_in_scope(
                    &self.client,
                    self.call,
                    scope,
                    self.inner,
                    |
                        request: sdk::operation::put_saml_thing::builders::PutSAMLThingFluentBuilder,
                    | -> runtime::Sending<
                        super::op::PutSAMLThing,
                        sdk::operation::put_saml_thing::PutSAMLThingError,
                    > { ::std::boxed::Box::pin(request.send()) },
                )
                .await
        }
    }
    #[allow(deprecated)]
    impl PutSAMLThingFluentBuilder {
        /// `KMSKeyARN`: see [the SDK](sdk::operation::put_saml_thing::builders::PutSAMLThingFluentBuilder::kms_key_arn).
        #[must_use]
        pub fn kms_key_arn(
            mut self,
            input: impl ::std::convert::Into<::std::string::String>,
        ) -> Self {
            self.inner = self.inner.kms_key_arn(input);
            self
        }
        /// `KMSKeyARN`, or none: see [the SDK](sdk::operation::put_saml_thing::builders::PutSAMLThingFluentBuilder::set_kms_key_arn).
        #[must_use]
        #[inline]
        pub fn set_kms_key_arn(
            mut self,
            input: ::std::option::Option<::std::string::String>,
        ) -> Self {
            self.inner = self.inner.set_kms_key_arn(input);
            self
        }
        /// The `KMSKeyARN` so far: see [the SDK](sdk::operation::put_saml_thing::builders::PutSAMLThingFluentBuilder::get_kms_key_arn).
        #[must_use]
        #[inline]
        pub fn get_kms_key_arn(&self) -> &::std::option::Option<::std::string::String> {
            self.inner.get_kms_key_arn()
        }
        /// `IPAddress`: see [the SDK](sdk::operation::put_saml_thing::builders::PutSAMLThingFluentBuilder::ip_address).
        #[must_use]
        pub fn ip_address(
            mut self,
            input: impl ::std::convert::Into<::std::string::String>,
        ) -> Self {
            self.inner = self.inner.ip_address(input);
            self
        }
        /// `IPAddress`, or none: see [the SDK](sdk::operation::put_saml_thing::builders::PutSAMLThingFluentBuilder::set_ip_address).
        #[must_use]
        #[inline]
        pub fn set_ip_address(
            mut self,
            input: ::std::option::Option<::std::string::String>,
        ) -> Self {
            self.inner = self.inner.set_ip_address(input);
            self
        }
        /// The `IPAddress` so far: see [the SDK](sdk::operation::put_saml_thing::builders::PutSAMLThingFluentBuilder::get_ip_address).
        #[must_use]
        #[inline]
        pub fn get_ip_address(&self) -> &::std::option::Option<::std::string::String> {
            self.inner.get_ip_address()
        }
        /// `IPv6CIDRs`: see [the SDK](sdk::operation::put_saml_thing::builders::PutSAMLThingFluentBuilder::ipv6_cidrs).
        #[must_use]
        pub fn ipv6_cidrs(
            mut self,
            input: impl ::std::convert::Into<::std::string::String>,
        ) -> Self {
            self.inner = self.inner.ipv6_cidrs(input);
            self
        }
        /// `IPv6CIDRs`, or none: see [the SDK](sdk::operation::put_saml_thing::builders::PutSAMLThingFluentBuilder::set_ipv6_cidrs).
        #[must_use]
        #[inline]
        pub fn set_ipv6_cidrs(
            mut self,
            input: ::std::option::Option<::std::vec::Vec<::std::string::String>>,
        ) -> Self {
            self.inner = self.inner.set_ipv6_cidrs(input);
            self
        }
        /// The `IPv6CIDRs` so far: see [the SDK](sdk::operation::put_saml_thing::builders::PutSAMLThingFluentBuilder::get_ipv6_cidrs).
        #[must_use]
        #[inline]
        pub fn get_ipv6_cidrs(
            &self,
        ) -> &::std::option::Option<::std::vec::Vec<::std::string::String>> {
            self.inner.get_ipv6_cidrs()
        }
        /// `SAMLOptions`: see [the SDK](sdk::operation::put_saml_thing::builders::PutSAMLThingFluentBuilder::saml_options).
        #[must_use]
        #[inline]
        pub fn saml_options(mut self, input: sdk::types::SamlOptions) -> Self {
            self.inner = self.inner.saml_options(input);
            self
        }
        /// `SAMLOptions`, or none: see [the SDK](sdk::operation::put_saml_thing::builders::PutSAMLThingFluentBuilder::set_saml_options).
        #[must_use]
        #[inline]
        pub fn set_saml_options(
            mut self,
            input: ::std::option::Option<sdk::types::SamlOptions>,
        ) -> Self {
            self.inner = self.inner.set_saml_options(input);
            self
        }
        /// The `SAMLOptions` so far: see [the SDK](sdk::operation::put_saml_thing::builders::PutSAMLThingFluentBuilder::get_saml_options).
        #[must_use]
        #[inline]
        pub fn get_saml_options(
            &self,
        ) -> &::std::option::Option<sdk::types::SamlOptions> {
            self.inner.get_saml_options()
        }
    }
    impl ::std::fmt::Debug for PutSAMLThingFluentBuilder {
        #[inline]
        fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
            f.debug_struct(stringify!(PutSAMLThingFluentBuilder))
                .field("kms_key_arn", self.get_kms_key_arn())
                .field("call", &self.call)
                .finish_non_exhaustive()
        }
    }
}
/// Every operation of Golden, by name: how the client treats it, with which checks, which reads these make and which rights that takes.
pub const OPERATIONS: &[runtime::OperationInfo] = &[
    runtime::OperationInfo::new("GetThing", runtime::Kind::Read),
    runtime::OperationInfo::of::<op::PutSAMLThing>(runtime::Kind::Pending),
];
/// Golden, and all that [`OPERATIONS`] says of it.
pub const SERVICE: runtime::ServiceInfo = runtime::ServiceInfo::new(
    "golden",
    "Golden",
    OPERATIONS,
);
/// The row of one operation, by its name in the model, as in `PutParameter`.
#[must_use]
#[inline]
pub fn operation(name: &str) -> ::std::option::Option<&'static runtime::OperationInfo> {
    SERVICE.operation(name)
}
