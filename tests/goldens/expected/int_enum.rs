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
    /// Stands for `PutThing` in bounds.
    #[derive(Clone, Copy, Debug)]
    pub enum PutThing {}
    impl runtime::Operation for PutThing {
        type Service = super::Golden;
        type Input = sdk::operation::put_thing::PutThingInput;
        type Output = sdk::operation::put_thing::PutThingOutput;
        const NAME: &'static str = "PutThing";
    }
    impl runtime::Mutation for PutThing {
        #[inline]
        fn built_in() -> &'static [&'static dyn runtime::Condition<Self>] {
            &[]
        }
        #[inline]
        fn resource(
            input: &Self::Input,
        ) -> ::std::option::Option<::std::string::String> {
            input.name().map(str::to_owned)
        }
    }
    impl super::SdkMutation for PutThing {
        type Error = sdk::operation::put_thing::PutThingError;
        type FluentBuilder = sdk::operation::put_thing::builders::PutThingFluentBuilder;
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
    /// Starts a call of `PutThing`. There is no built-in check of it yet: `send` returns when the service has answered, or once the client's own checks are met.
    #[must_use]
    #[inline]
    pub fn put_thing(&self) -> builders::PutThingFluentBuilder {
        builders::PutThingFluentBuilder {
            inner: self.inner.put_thing(),
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
    /// Builds a call of `PutThing`, as [the SDK's builder](sdk::operation::put_thing::builders::PutThingFluentBuilder) does.
    ///
    /// There is no built-in check of it yet: `send` returns when the service has answered, or once the client's own checks are met.
    #[derive(Clone)]
    pub struct PutThingFluentBuilder {
        pub(super) inner: sdk::operation::put_thing::builders::PutThingFluentBuilder,
        pub(super) client: super::ConsistentGoldenClient,
        pub(super) call: runtime::CallOptions<super::op::PutThing>,
    }
    impl PutThingFluentBuilder {
        /// The input so far.
        #[must_use]
        #[inline]
        pub fn as_input(
            &self,
        ) -> &sdk::operation::put_thing::builders::PutThingInputBuilder {
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
            P: runtime::PostCondition<Operation = super::op::PutThing>,
        {
            self.call.add(check);
            self
        }
        /// Modifies the request before it is sent.
        #[must_use]
        #[inline]
        pub fn customize(self) -> super::CustomizableMutation<super::op::PutThing> {
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
            sdk::operation::put_thing::PutThingOutput,
            super::MutationError<
                sdk::operation::put_thing::PutThingError,
                sdk::operation::put_thing::PutThingOutput,
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
            runtime::Confirmed<sdk::operation::put_thing::PutThingOutput>,
            super::MutationError<
                sdk::operation::put_thing::PutThingError,
                sdk::operation::put_thing::PutThingOutput,
            >,
        > {
            super::send_and_confirm(
                    &self.client,
                    self.call,
                    self.inner,
                    |
                        request: sdk::operation::put_thing::builders::PutThingFluentBuilder,
                    | -> runtime::Sending<
                        super::op::PutThing,
                        sdk::operation::put_thing::PutThingError,
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
            runtime::Handle<super::op::PutThing>,
            super::MutationError<
                sdk::operation::put_thing::PutThingError,
                sdk::operation::put_thing::PutThingOutput,
            >,
        > {
            super::send_in_scope(
                    &self.client,
                    self.call,
                    scope,
                    self.inner,
                    |
                        request: sdk::operation::put_thing::builders::PutThingFluentBuilder,
                    | -> runtime::Sending<
                        super::op::PutThing,
                        sdk::operation::put_thing::PutThingError,
                    > { ::std::boxed::Box::pin(request.send()) },
                )
                .await
        }
    }
    #[allow(deprecated)]
    impl PutThingFluentBuilder {
        /// `Name`: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::name).
        #[must_use]
        pub fn name(
            mut self,
            input: impl ::std::convert::Into<::std::string::String>,
        ) -> Self {
            self.inner = self.inner.name(input);
            self
        }
        /// `Name`, or none: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::set_name).
        #[must_use]
        #[inline]
        pub fn set_name(
            mut self,
            input: ::std::option::Option<::std::string::String>,
        ) -> Self {
            self.inner = self.inner.set_name(input);
            self
        }
        /// The `Name` so far: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::get_name).
        #[must_use]
        #[inline]
        pub fn get_name(&self) -> &::std::option::Option<::std::string::String> {
            self.inner.get_name()
        }
        /// `Level`: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::level).
        #[must_use]
        #[inline]
        pub fn level(mut self, input: i32) -> Self {
            self.inner = self.inner.level(input);
            self
        }
        /// `Level`, or none: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::set_level).
        #[must_use]
        #[inline]
        pub fn set_level(mut self, input: ::std::option::Option<i32>) -> Self {
            self.inner = self.inner.set_level(input);
            self
        }
        /// The `Level` so far: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::get_level).
        #[must_use]
        #[inline]
        pub fn get_level(&self) -> &::std::option::Option<i32> {
            self.inner.get_level()
        }
    }
    impl ::std::fmt::Debug for PutThingFluentBuilder {
        #[inline]
        fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
            f.debug_struct(stringify!(PutThingFluentBuilder))
                .field("name", self.get_name())
                .field("call", &self.call)
                .finish_non_exhaustive()
        }
    }
}
/// Every operation of Golden, by name: how the client treats it, with which checks, which reads these make and which rights that takes.
pub const OPERATIONS: &[runtime::OperationInfo] = &[
    runtime::OperationInfo::new("GetThing", runtime::Kind::Read),
    runtime::OperationInfo::of::<op::PutThing>(runtime::Kind::Pending),
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
