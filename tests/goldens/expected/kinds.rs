/// A type for each operation: what `op = "..."` in `#[post_condition]` names.
pub mod op {
    use super::{runtime, sdk};
    /// Stands for `DeleteThing` in bounds.
    #[derive(Clone, Copy, Debug)]
    pub enum DeleteThing {}
    impl runtime::Operation for DeleteThing {
        type Service = super::Golden;
        type Input = sdk::operation::delete_thing::DeleteThingInput;
        type Output = sdk::operation::delete_thing::DeleteThingOutput;
        const NAME: &'static str = "DeleteThing";
    }
    impl runtime::Mutation for DeleteThing {
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
    impl super::SdkMutation for DeleteThing {
        type Error = sdk::operation::delete_thing::DeleteThingError;
        type FluentBuilder = sdk::operation::delete_thing::builders::DeleteThingFluentBuilder;
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
    /// Stands for `ListThings` in bounds.
    #[derive(Clone, Copy, Debug)]
    pub enum ListThings {}
    impl runtime::Operation for ListThings {
        type Service = super::Golden;
        type Input = sdk::operation::list_things::ListThingsInput;
        type Output = sdk::operation::list_things::ListThingsOutput;
        const NAME: &'static str = "ListThings";
    }
    impl runtime::Read for ListThings {}
    /// Stands for `NotifyThing` in bounds.
    #[derive(Clone, Copy, Debug)]
    pub enum NotifyThing {}
    impl runtime::Operation for NotifyThing {
        type Service = super::Golden;
        type Input = sdk::operation::notify_thing::NotifyThingInput;
        type Output = sdk::operation::notify_thing::NotifyThingOutput;
        const NAME: &'static str = "NotifyThing";
    }
    impl runtime::Mutation for NotifyThing {
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
    impl super::SdkMutation for NotifyThing {
        type Error = sdk::operation::notify_thing::NotifyThingError;
        type FluentBuilder = sdk::operation::notify_thing::builders::NotifyThingFluentBuilder;
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
            &[
                &crate::kinds::checks::listing::entries::thing_is_listed,
                &crate::kinds::checks::thing::thing_is_visible,
            ]
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
    /// Stands for `StartThing` in bounds.
    #[derive(Clone, Copy, Debug)]
    pub enum StartThing {}
    impl runtime::Operation for StartThing {
        type Service = super::Golden;
        type Input = sdk::operation::start_thing::StartThingInput;
        type Output = sdk::operation::start_thing::StartThingOutput;
        const NAME: &'static str = "StartThing";
    }
    impl runtime::Mutation for StartThing {
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
    impl super::SdkMutation for StartThing {
        type Error = sdk::operation::start_thing::StartThingError;
        type FluentBuilder = sdk::operation::start_thing::builders::StartThingFluentBuilder;
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
/// Checks that a call waits for if it asks for them with `until`.
pub mod on_request {
    pub use crate::kinds::checks::thing::thing_has_settled;
    pub use crate::kinds::checks::thing::thing_is_running;
}
impl ConsistentGoldenClient {
    /// Starts a call of `DeleteThing`. There is no built-in check of it yet: `send` returns when the service has answered, or once the client's own checks are met.
    #[must_use]
    #[inline]
    pub fn delete_thing(&self) -> builders::DeleteThingFluentBuilder {
        builders::DeleteThingFluentBuilder {
            inner: self.inner.delete_thing(),
            client: self.clone(),
            call: ::std::default::Default::default(),
        }
    }
    /// The SDK's own builder of `GetThing`: it only reads.
    #[must_use]
    #[inline]
    pub fn get_thing(
        &self,
    ) -> sdk::operation::get_thing::builders::GetThingFluentBuilder {
        self.inner.get_thing()
    }
    /// The SDK's own builder of `ListThings`: it only reads.
    #[must_use]
    #[inline]
    pub fn list_things(
        &self,
    ) -> sdk::operation::list_things::builders::ListThingsFluentBuilder {
        self.inner.list_things()
    }
    /// Starts a call of `NotifyThing`. `send` returns when the service has answered: no read can show the effect. A notification leaves no trace.
    #[must_use]
    #[inline]
    pub fn notify_thing(&self) -> builders::NotifyThingFluentBuilder {
        builders::NotifyThingFluentBuilder {
            inner: self.inner.notify_thing(),
            client: self.clone(),
            call: ::std::default::Default::default(),
        }
    }
    /// Starts a call of `PutThing`. `send` returns once this has been read back:
    /// - `thing_is_listed`: The thing is listed, and nothing of it is missing. It is given 5 minutes.
    /// - `thing_is_visible`: The thing is there.
    ///
    /// That is read with `GetThing` and `ListThings`, which takes the rights `golden:GetThing` and `golden:ListThings`.
    ///
    /// A call can ask for more with [`until`](builders::PutThingFluentBuilder::until):
    /// - [`thing_has_settled`](on_request::thing_has_settled): The thing has come to rest. It is given 90 seconds.
    ///
    /// That is read with `GetThing`, which takes the right `golden:GetThing`.
    #[must_use]
    #[inline]
    pub fn put_thing(&self) -> builders::PutThingFluentBuilder {
        builders::PutThingFluentBuilder {
            inner: self.inner.put_thing(),
            client: self.clone(),
            call: ::std::default::Default::default(),
        }
    }
    /// Starts a call of `StartThing`. `send` returns when the service has answered, unless the call asks for more with [`until`](builders::StartThingFluentBuilder::until):
    /// - [`thing_is_running`](on_request::thing_is_running): The thing is running. It is given 1 hour. Not met in time, it is no error.
    ///
    /// That is read with `GetThing` and `ListThings`, which takes the rights `golden:GetThing` and `golden:ListThings`.
    #[must_use]
    #[inline]
    pub fn start_thing(&self) -> builders::StartThingFluentBuilder {
        builders::StartThingFluentBuilder {
            inner: self.inner.start_thing(),
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
    /// The SDK's own builder of `ListThings`.
    #[must_use]
    #[inline]
    pub fn list_things(
        &self,
    ) -> sdk::operation::list_things::builders::ListThingsFluentBuilder {
        self.client.list_things()
    }
}
/// The builders of mutations: each mirrors the SDK's own.
pub mod builders {
    #[allow(unused_imports)]
    use super::{runtime, sdk};
    /// Builds a call of `DeleteThing`, as [the SDK's builder](sdk::operation::delete_thing::builders::DeleteThingFluentBuilder) does.
    ///
    /// There is no built-in check of it yet: `send` returns when the service has answered, or once the client's own checks are met.
    #[derive(Clone)]
    pub struct DeleteThingFluentBuilder {
        pub(super) inner: sdk::operation::delete_thing::builders::DeleteThingFluentBuilder,
        pub(super) client: super::ConsistentGoldenClient,
        pub(super) call: runtime::CallOptions<super::op::DeleteThing>,
    }
    impl DeleteThingFluentBuilder {
        /// The input so far.
        #[must_use]
        #[inline]
        pub fn as_input(
            &self,
        ) -> &sdk::operation::delete_thing::builders::DeleteThingInputBuilder {
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
            P: runtime::PostCondition<Operation = super::op::DeleteThing>,
        {
            self.call.add(check);
            self
        }
        /// Modifies the request before it is sent.
        #[must_use]
        #[inline]
        pub fn customize(self) -> super::CustomizableMutation<super::op::DeleteThing> {
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
            sdk::operation::delete_thing::DeleteThingOutput,
            super::MutationError<
                sdk::operation::delete_thing::DeleteThingError,
                sdk::operation::delete_thing::DeleteThingOutput,
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
            runtime::Confirmed<sdk::operation::delete_thing::DeleteThingOutput>,
            super::MutationError<
                sdk::operation::delete_thing::DeleteThingError,
                sdk::operation::delete_thing::DeleteThingOutput,
            >,
        > {
            super::send_and_confirm(
                    &self.client,
                    self.call,
                    self.inner,
                    |
                        request: sdk::operation::delete_thing::builders::DeleteThingFluentBuilder,
                    | -> runtime::Sending<
                        super::op::DeleteThing,
                        sdk::operation::delete_thing::DeleteThingError,
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
            runtime::Handle<super::op::DeleteThing>,
            super::MutationError<
                sdk::operation::delete_thing::DeleteThingError,
                sdk::operation::delete_thing::DeleteThingOutput,
            >,
        > {
            super::send_in_scope(
                    &self.client,
                    self.call,
                    scope,
                    self.inner,
                    |
                        request: sdk::operation::delete_thing::builders::DeleteThingFluentBuilder,
                    | -> runtime::Sending<
                        super::op::DeleteThing,
                        sdk::operation::delete_thing::DeleteThingError,
                    > { ::std::boxed::Box::pin(request.send()) },
                )
                .await
        }
    }
    #[allow(deprecated)]
    impl DeleteThingFluentBuilder {
        /// `Name`: see [the SDK](sdk::operation::delete_thing::builders::DeleteThingFluentBuilder::name).
        #[must_use]
        pub fn name(
            mut self,
            input: impl ::std::convert::Into<::std::string::String>,
        ) -> Self {
            self.inner = self.inner.name(input);
            self
        }
        /// `Name`, or none: see [the SDK](sdk::operation::delete_thing::builders::DeleteThingFluentBuilder::set_name).
        #[must_use]
        #[inline]
        pub fn set_name(
            mut self,
            input: ::std::option::Option<::std::string::String>,
        ) -> Self {
            self.inner = self.inner.set_name(input);
            self
        }
        /// The `Name` so far: see [the SDK](sdk::operation::delete_thing::builders::DeleteThingFluentBuilder::get_name).
        #[must_use]
        #[inline]
        pub fn get_name(&self) -> &::std::option::Option<::std::string::String> {
            self.inner.get_name()
        }
    }
    impl ::std::fmt::Debug for DeleteThingFluentBuilder {
        #[inline]
        fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
            f.debug_struct(stringify!(DeleteThingFluentBuilder))
                .field("name", self.get_name())
                .field("call", &self.call)
                .finish_non_exhaustive()
        }
    }
    /// Builds a call of `NotifyThing`, as [the SDK's builder](sdk::operation::notify_thing::builders::NotifyThingFluentBuilder) does.
    ///
    /// `send` returns when the service has answered: no read can show the effect. A notification leaves no trace.
    #[derive(Clone)]
    pub struct NotifyThingFluentBuilder {
        pub(super) inner: sdk::operation::notify_thing::builders::NotifyThingFluentBuilder,
        pub(super) client: super::ConsistentGoldenClient,
        pub(super) call: runtime::CallOptions<super::op::NotifyThing>,
    }
    impl NotifyThingFluentBuilder {
        /// The input so far.
        #[must_use]
        #[inline]
        pub fn as_input(
            &self,
        ) -> &sdk::operation::notify_thing::builders::NotifyThingInputBuilder {
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
            P: runtime::PostCondition<Operation = super::op::NotifyThing>,
        {
            self.call.add(check);
            self
        }
        /// Modifies the request before it is sent.
        #[must_use]
        #[inline]
        pub fn customize(self) -> super::CustomizableMutation<super::op::NotifyThing> {
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
            sdk::operation::notify_thing::NotifyThingOutput,
            super::MutationError<
                sdk::operation::notify_thing::NotifyThingError,
                sdk::operation::notify_thing::NotifyThingOutput,
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
            runtime::Confirmed<sdk::operation::notify_thing::NotifyThingOutput>,
            super::MutationError<
                sdk::operation::notify_thing::NotifyThingError,
                sdk::operation::notify_thing::NotifyThingOutput,
            >,
        > {
            super::send_and_confirm(
                    &self.client,
                    self.call,
                    self.inner,
                    |
                        request: sdk::operation::notify_thing::builders::NotifyThingFluentBuilder,
                    | -> runtime::Sending<
                        super::op::NotifyThing,
                        sdk::operation::notify_thing::NotifyThingError,
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
            runtime::Handle<super::op::NotifyThing>,
            super::MutationError<
                sdk::operation::notify_thing::NotifyThingError,
                sdk::operation::notify_thing::NotifyThingOutput,
            >,
        > {
            super::send_in_scope(
                    &self.client,
                    self.call,
                    scope,
                    self.inner,
                    |
                        request: sdk::operation::notify_thing::builders::NotifyThingFluentBuilder,
                    | -> runtime::Sending<
                        super::op::NotifyThing,
                        sdk::operation::notify_thing::NotifyThingError,
                    > { ::std::boxed::Box::pin(request.send()) },
                )
                .await
        }
    }
    #[allow(deprecated)]
    impl NotifyThingFluentBuilder {
        /// `Name`: see [the SDK](sdk::operation::notify_thing::builders::NotifyThingFluentBuilder::name).
        #[must_use]
        pub fn name(
            mut self,
            input: impl ::std::convert::Into<::std::string::String>,
        ) -> Self {
            self.inner = self.inner.name(input);
            self
        }
        /// `Name`, or none: see [the SDK](sdk::operation::notify_thing::builders::NotifyThingFluentBuilder::set_name).
        #[must_use]
        #[inline]
        pub fn set_name(
            mut self,
            input: ::std::option::Option<::std::string::String>,
        ) -> Self {
            self.inner = self.inner.set_name(input);
            self
        }
        /// The `Name` so far: see [the SDK](sdk::operation::notify_thing::builders::NotifyThingFluentBuilder::get_name).
        #[must_use]
        #[inline]
        pub fn get_name(&self) -> &::std::option::Option<::std::string::String> {
            self.inner.get_name()
        }
    }
    impl ::std::fmt::Debug for NotifyThingFluentBuilder {
        #[inline]
        fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
            f.debug_struct(stringify!(NotifyThingFluentBuilder))
                .field("name", self.get_name())
                .field("call", &self.call)
                .finish_non_exhaustive()
        }
    }
    /// Builds a call of `PutThing`, as [the SDK's builder](sdk::operation::put_thing::builders::PutThingFluentBuilder) does.
    ///
    /// `send` returns once this has been read back:
    /// - `thing_is_listed`: The thing is listed, and nothing of it is missing. It is given 5 minutes.
    /// - `thing_is_visible`: The thing is there.
    ///
    /// That is read with `GetThing` and `ListThings`, which takes the rights `golden:GetThing` and `golden:ListThings`.
    ///
    /// A call can ask for more with [`until`](super::builders::PutThingFluentBuilder::until):
    /// - [`thing_has_settled`](super::on_request::thing_has_settled): The thing has come to rest. It is given 90 seconds.
    ///
    /// That is read with `GetThing`, which takes the right `golden:GetThing`.
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
        /// `Value`: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::value).
        #[must_use]
        pub fn value(
            mut self,
            input: impl ::std::convert::Into<::std::string::String>,
        ) -> Self {
            self.inner = self.inner.value(input);
            self
        }
        /// `Value`, or none: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::set_value).
        #[must_use]
        #[inline]
        pub fn set_value(
            mut self,
            input: ::std::option::Option<::std::string::String>,
        ) -> Self {
            self.inner = self.inner.set_value(input);
            self
        }
        /// The `Value` so far: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::get_value).
        #[must_use]
        #[inline]
        pub fn get_value(&self) -> &::std::option::Option<::std::string::String> {
            self.inner.get_value()
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
    /// Builds a call of `StartThing`, as [the SDK's builder](sdk::operation::start_thing::builders::StartThingFluentBuilder) does.
    ///
    /// `send` returns when the service has answered, unless the call asks for more with [`until`](super::builders::StartThingFluentBuilder::until):
    /// - [`thing_is_running`](super::on_request::thing_is_running): The thing is running. It is given 1 hour. Not met in time, it is no error.
    ///
    /// That is read with `GetThing` and `ListThings`, which takes the rights `golden:GetThing` and `golden:ListThings`.
    #[derive(Clone)]
    pub struct StartThingFluentBuilder {
        pub(super) inner: sdk::operation::start_thing::builders::StartThingFluentBuilder,
        pub(super) client: super::ConsistentGoldenClient,
        pub(super) call: runtime::CallOptions<super::op::StartThing>,
    }
    impl StartThingFluentBuilder {
        /// The input so far.
        #[must_use]
        #[inline]
        pub fn as_input(
            &self,
        ) -> &sdk::operation::start_thing::builders::StartThingInputBuilder {
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
            P: runtime::PostCondition<Operation = super::op::StartThing>,
        {
            self.call.add(check);
            self
        }
        /// Modifies the request before it is sent.
        #[must_use]
        #[inline]
        pub fn customize(self) -> super::CustomizableMutation<super::op::StartThing> {
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
            sdk::operation::start_thing::StartThingOutput,
            super::MutationError<
                sdk::operation::start_thing::StartThingError,
                sdk::operation::start_thing::StartThingOutput,
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
            runtime::Confirmed<sdk::operation::start_thing::StartThingOutput>,
            super::MutationError<
                sdk::operation::start_thing::StartThingError,
                sdk::operation::start_thing::StartThingOutput,
            >,
        > {
            super::send_and_confirm(
                    &self.client,
                    self.call,
                    self.inner,
                    |
                        request: sdk::operation::start_thing::builders::StartThingFluentBuilder,
                    | -> runtime::Sending<
                        super::op::StartThing,
                        sdk::operation::start_thing::StartThingError,
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
            runtime::Handle<super::op::StartThing>,
            super::MutationError<
                sdk::operation::start_thing::StartThingError,
                sdk::operation::start_thing::StartThingOutput,
            >,
        > {
            super::send_in_scope(
                    &self.client,
                    self.call,
                    scope,
                    self.inner,
                    |
                        request: sdk::operation::start_thing::builders::StartThingFluentBuilder,
                    | -> runtime::Sending<
                        super::op::StartThing,
                        sdk::operation::start_thing::StartThingError,
                    > { ::std::boxed::Box::pin(request.send()) },
                )
                .await
        }
    }
    #[allow(deprecated)]
    impl StartThingFluentBuilder {
        /// `Name`: see [the SDK](sdk::operation::start_thing::builders::StartThingFluentBuilder::name).
        #[must_use]
        pub fn name(
            mut self,
            input: impl ::std::convert::Into<::std::string::String>,
        ) -> Self {
            self.inner = self.inner.name(input);
            self
        }
        /// `Name`, or none: see [the SDK](sdk::operation::start_thing::builders::StartThingFluentBuilder::set_name).
        #[must_use]
        #[inline]
        pub fn set_name(
            mut self,
            input: ::std::option::Option<::std::string::String>,
        ) -> Self {
            self.inner = self.inner.set_name(input);
            self
        }
        /// The `Name` so far: see [the SDK](sdk::operation::start_thing::builders::StartThingFluentBuilder::get_name).
        #[must_use]
        #[inline]
        pub fn get_name(&self) -> &::std::option::Option<::std::string::String> {
            self.inner.get_name()
        }
    }
    impl ::std::fmt::Debug for StartThingFluentBuilder {
        #[inline]
        fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
            f.debug_struct(stringify!(StartThingFluentBuilder))
                .field("name", self.get_name())
                .field("call", &self.call)
                .finish_non_exhaustive()
        }
    }
}
/// Every operation of Golden, by name: how the client treats it, with which checks, which reads these make and which rights that takes.
pub const OPERATIONS: &[runtime::OperationInfo] = &[
    runtime::OperationInfo::of::<op::DeleteThing>(runtime::Kind::Pending),
    runtime::OperationInfo::new("GetThing", runtime::Kind::Read),
    runtime::OperationInfo::new("ListThings", runtime::Kind::Read),
    runtime::OperationInfo::of::<
        op::NotifyThing,
    >(runtime::Kind::Unobservable {
        reason: "A notification leaves no trace.",
    }),
    runtime::OperationInfo::of::<
        op::PutThing,
    >(runtime::Kind::Checked {
        checks: &[
            runtime::CheckInfo::new(
                    "thing_is_listed",
                    "The thing is listed, and nothing of it is missing.",
                    &["GetThing", "ListThings"],
                    &["golden:GetThing", "golden:ListThings"],
                )
                .deadline(300u64),
            runtime::CheckInfo::new(
                    "thing_is_visible",
                    "The thing is there.",
                    &["GetThing"],
                    &["golden:GetThing"],
                )
                .batched("ListThings"),
            runtime::CheckInfo::new(
                    "thing_has_settled",
                    "The thing has come to rest.",
                    &["GetThing"],
                    &["golden:GetThing"],
                )
                .deadline(90u64)
                .on_request(),
        ],
    }),
    runtime::OperationInfo::of::<
        op::StartThing,
    >(runtime::Kind::Checked {
        checks: &[
            runtime::CheckInfo::new(
                    "thing_is_running",
                    "The thing is running.",
                    &["GetThing", "ListThings"],
                    &["golden:GetThing", "golden:ListThings"],
                )
                .deadline(3600u64)
                .best_effort()
                .on_request(),
        ],
    }),
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
