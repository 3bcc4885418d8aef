/// A type for each operation: what `op = "..."` in `#[post_condition]` names.
pub mod op {
    use super::{runtime, sdk};
    /// Stands for `CreateThing` in bounds.
    #[derive(Clone, Copy, Debug)]
    pub enum CreateThing {}
    impl runtime::Operation for CreateThing {
        type Service = super::Golden;
        type Input = sdk::operation::create_thing::CreateThingInput;
        type Output = sdk::operation::create_thing::CreateThingOutput;
        const NAME: &'static str = "CreateThing";
    }
    impl runtime::Mutation for CreateThing {
        const BUILT_IN: &'static [&'static dyn runtime::Condition] = &[];
        fn resource(_: &Self::Input) -> ::std::option::Option<::std::string::String> {
            ::std::option::Option::None
        }
        const REFUSED_AFTER: &'static [runtime::RefusedAfter] = &[
            runtime::RefusedAfter::new(
                "ThingAlreadyExists",
                ::std::option::Option::None,
                &["DeleteThing", "DeleteThings"],
                true,
            ),
            runtime::RefusedAfter::new(
                "InvalidRequest",
                ::std::option::Option::Some("being deleted"),
                &["DeleteThing"],
                true,
            ),
            runtime::RefusedAfter::new(
                "InvalidRequest",
                ::std::option::Option::None,
                &["DeleteThing"],
                false,
            ),
            runtime::RefusedAfter::new(
                "ThingIsBusy",
                ::std::option::Option::None,
                &[],
                false,
            ),
        ];
        #[allow(unused_variables)]
        fn subjects(
            input: &Self::Input,
            output: ::std::option::Option<&Self::Output>,
        ) -> ::std::vec::Vec<runtime::Resource> {
            input
                .name()
                .or_else(|| output.and_then(|output| output.id()))
                .map(|id| runtime::Resource::new("Thing", id))
                .into_iter()
                .collect()
        }
        fn may_refuse_later(_: &Self::Input) -> bool {
            true
        }
        fn footprint(input: &Self::Input, output: &Self::Output) -> runtime::Footprint {
            let mut footprint = runtime::Footprint::default();
            footprint.extend(Self::fact_0(input, output));
            footprint
        }
    }
    impl CreateThing {
        fn fact_0(
            input: &sdk::operation::create_thing::CreateThingInput,
            output: &sdk::operation::create_thing::CreateThingOutput,
        ) -> ::std::option::Option<runtime::Fact> {
            ::std::option::Option::Some(
                runtime::Fact::set(
                    runtime::Resource::new(
                        "Thing",
                        input.name().or_else(|| output.id())?,
                    ),
                    "value",
                ),
            )
        }
    }
    impl super::SdkMutation for CreateThing {
        type Error = sdk::operation::create_thing::CreateThingError;
        type FluentBuilder = sdk::operation::create_thing::builders::CreateThingFluentBuilder;
        fn customize(
            request: Self::FluentBuilder,
        ) -> super::CustomizableOperation<Self> {
            request.customize()
        }
        async fn dispatch(
            request: super::CustomizableOperation<Self>,
        ) -> ::std::result::Result<Self::Output, sdk::error::SdkError<Self::Error>> {
            request.send().await
        }
    }
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
        const BUILT_IN: &'static [&'static dyn runtime::Condition] = &[];
        fn resource(
            input: &Self::Input,
        ) -> ::std::option::Option<::std::string::String> {
            input.name().map(str::to_owned)
        }
        #[allow(unused_variables)]
        fn subjects(
            input: &Self::Input,
            output: ::std::option::Option<&Self::Output>,
        ) -> ::std::vec::Vec<runtime::Resource> {
            input
                .name()
                .map(|id| runtime::Resource::new("Thing", id))
                .into_iter()
                .collect()
        }
        fn may_refuse_later(input: &Self::Input) -> bool {
            input.r#final() == ::std::option::Option::Some(true)
        }
        fn footprint(input: &Self::Input, output: &Self::Output) -> runtime::Footprint {
            let mut footprint = runtime::Footprint::default();
            footprint.extend(Self::fact_0(input, output));
            footprint
        }
    }
    impl DeleteThing {
        fn fact_0(
            input: &sdk::operation::delete_thing::DeleteThingInput,
            _: &sdk::operation::delete_thing::DeleteThingOutput,
        ) -> ::std::option::Option<runtime::Fact> {
            ::std::option::Option::Some(
                runtime::Fact::gone(runtime::Resource::new("Thing", input.name()?)),
            )
        }
    }
    impl super::SdkMutation for DeleteThing {
        type Error = sdk::operation::delete_thing::DeleteThingError;
        type FluentBuilder = sdk::operation::delete_thing::builders::DeleteThingFluentBuilder;
        fn customize(
            request: Self::FluentBuilder,
        ) -> super::CustomizableOperation<Self> {
            request.customize()
        }
        async fn dispatch(
            request: super::CustomizableOperation<Self>,
        ) -> ::std::result::Result<Self::Output, sdk::error::SdkError<Self::Error>> {
            request.send().await
        }
    }
    /// Stands for `DeleteThings` in bounds.
    #[derive(Clone, Copy, Debug)]
    pub enum DeleteThings {}
    impl runtime::Operation for DeleteThings {
        type Service = super::Golden;
        type Input = sdk::operation::delete_things::DeleteThingsInput;
        type Output = sdk::operation::delete_things::DeleteThingsOutput;
        const NAME: &'static str = "DeleteThings";
    }
    impl runtime::Mutation for DeleteThings {
        const BUILT_IN: &'static [&'static dyn runtime::Condition] = &[];
        fn resource(
            input: &Self::Input,
        ) -> ::std::option::Option<::std::string::String> {
            let names = input.names();
            (!names.is_empty()).then(|| names.join(", "))
        }
        #[allow(unused_variables)]
        fn subjects(
            input: &Self::Input,
            output: ::std::option::Option<&Self::Output>,
        ) -> ::std::vec::Vec<runtime::Resource> {
            input
                .names()
                .iter()
                .map(|item| runtime::Resource::new("Thing", item))
                .collect()
        }
        fn may_refuse_later(_: &Self::Input) -> bool {
            true
        }
        fn footprint(input: &Self::Input, output: &Self::Output) -> runtime::Footprint {
            let mut footprint = runtime::Footprint::default();
            footprint
                .extend(
                    input
                        .names()
                        .iter()
                        .filter_map(|item| Self::fact_0(input, output, item)),
                );
            footprint
        }
        #[allow(clippy::too_many_lines)]
        fn without(
            input: &Self::Input,
            output: &Self::Output,
            superseded: &dyn Fn(&runtime::Fact) -> bool,
        ) -> ::std::option::Option<(Self::Input, Self::Output)> {
            let mut kept_input = input.clone();
            let kept_output = output.clone();
            let mut narrowed = false;
            if let ::std::option::Option::Some(items) = &mut kept_input.names {
                let before = items.len();
                items
                    .retain(|item| {
                        !Self::fact_0(input, output, item)
                            .is_some_and(|fact| superseded(&fact))
                    });
                narrowed |= items.len() != before;
            }
            narrowed.then_some((kept_input, kept_output))
        }
    }
    impl DeleteThings {
        fn fact_0(
            _: &sdk::operation::delete_things::DeleteThingsInput,
            _: &sdk::operation::delete_things::DeleteThingsOutput,
            item: &str,
        ) -> ::std::option::Option<runtime::Fact> {
            ::std::option::Option::Some(
                runtime::Fact::gone(runtime::Resource::new("Thing", item)),
            )
        }
    }
    impl super::SdkMutation for DeleteThings {
        type Error = sdk::operation::delete_things::DeleteThingsError;
        type FluentBuilder = sdk::operation::delete_things::builders::DeleteThingsFluentBuilder;
        fn customize(
            request: Self::FluentBuilder,
        ) -> super::CustomizableOperation<Self> {
            request.customize()
        }
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
        const BUILT_IN: &'static [&'static dyn runtime::Condition] = &[];
        fn resource(
            input: &Self::Input,
        ) -> ::std::option::Option<::std::string::String> {
            input.name().map(str::to_owned)
        }
        const REFUSED_AFTER: &'static [runtime::RefusedAfter] = &[
            runtime::RefusedAfter::new(
                "ThingNotFound",
                ::std::option::Option::None,
                &["CreateThing"],
                true,
            ),
        ];
        #[allow(unused_variables)]
        fn subjects(
            input: &Self::Input,
            output: ::std::option::Option<&Self::Output>,
        ) -> ::std::vec::Vec<runtime::Resource> {
            input
                .name()
                .map(|id| runtime::Resource::new("Thing", id))
                .into_iter()
                .collect()
        }
        fn footprint(input: &Self::Input, output: &Self::Output) -> runtime::Footprint {
            let mut footprint = runtime::Footprint::default();
            footprint.extend(Self::fact_0(input, output));
            footprint
        }
    }
    impl NotifyThing {
        fn fact_0(
            input: &sdk::operation::notify_thing::NotifyThingInput,
            _: &sdk::operation::notify_thing::NotifyThingOutput,
        ) -> ::std::option::Option<runtime::Fact> {
            ::std::option::Option::Some(
                runtime::Fact::set(
                    runtime::Resource::new("Thing", input.name()?),
                    "news",
                ),
            )
        }
    }
    impl super::SdkMutation for NotifyThing {
        type Error = sdk::operation::notify_thing::NotifyThingError;
        type FluentBuilder = sdk::operation::notify_thing::builders::NotifyThingFluentBuilder;
        fn customize(
            request: Self::FluentBuilder,
        ) -> super::CustomizableOperation<Self> {
            request.customize()
        }
        async fn dispatch(
            request: super::CustomizableOperation<Self>,
        ) -> ::std::result::Result<Self::Output, sdk::error::SdkError<Self::Error>> {
            request.send().await
        }
    }
}
impl ConsistentGoldenClient {
    /// Starts a call of `CreateThing`. There is no built-in check of it yet: `send` returns when the service has answered, or once the client's own checks are met.
    #[must_use]
    pub fn create_thing(&self) -> builders::CreateThingFluentBuilder {
        builders::CreateThingFluentBuilder {
            inner: self.inner.create_thing(),
            client: self.clone(),
            call: ::std::default::Default::default(),
        }
    }
    /// Starts a call of `DeleteThing`. There is no built-in check of it yet: `send` returns when the service has answered, or once the client's own checks are met.
    #[must_use]
    pub fn delete_thing(&self) -> builders::DeleteThingFluentBuilder {
        builders::DeleteThingFluentBuilder {
            inner: self.inner.delete_thing(),
            client: self.clone(),
            call: ::std::default::Default::default(),
        }
    }
    /// Starts a call of `DeleteThings`. There is no built-in check of it yet: `send` returns when the service has answered, or once the client's own checks are met.
    #[must_use]
    pub fn delete_things(&self) -> builders::DeleteThingsFluentBuilder {
        builders::DeleteThingsFluentBuilder {
            inner: self.inner.delete_things(),
            client: self.clone(),
            call: ::std::default::Default::default(),
        }
    }
    /// The SDK's own builder of `GetThing`: it only reads.
    #[must_use]
    pub fn get_thing(
        &self,
    ) -> sdk::operation::get_thing::builders::GetThingFluentBuilder {
        self.inner.get_thing()
    }
    /// Starts a call of `NotifyThing`. `send` returns when the service has answered: no read can show the effect. It is told, and nothing else.
    #[must_use]
    pub fn notify_thing(&self) -> builders::NotifyThingFluentBuilder {
        builders::NotifyThingFluentBuilder {
            inner: self.inner.notify_thing(),
            client: self.clone(),
            call: ::std::default::Default::default(),
        }
    }
}
impl Reader {
    /// The SDK's own builder of `GetThing`.
    #[must_use]
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
    /// Builds a call of `CreateThing`, as [the SDK's builder](sdk::operation::create_thing::builders::CreateThingFluentBuilder) does.
    ///
    /// There is no built-in check of it yet: `send` returns when the service has answered, or once the client's own checks are met.
    #[derive(Clone)]
    pub struct CreateThingFluentBuilder {
        pub(super) inner: sdk::operation::create_thing::builders::CreateThingFluentBuilder,
        pub(super) client: super::ConsistentGoldenClient,
        pub(super) call: runtime::CallOptions<super::op::CreateThing>,
    }
    impl CreateThingFluentBuilder {
        /// The input so far.
        #[must_use]
        pub fn as_input(
            &self,
        ) -> &sdk::operation::create_thing::builders::CreateThingInputBuilder {
            self.inner.as_input()
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
            P: runtime::PostCondition<Operation = super::op::CreateThing>,
        {
            self.call.add(check);
            self
        }
        /// Modifies the request before it is sent.
        #[must_use]
        pub fn customize(self) -> super::CustomizableMutation<super::op::CreateThing> {
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
        pub async fn send(
            self,
        ) -> ::std::result::Result<
            sdk::operation::create_thing::CreateThingOutput,
            super::MutationError<
                sdk::operation::create_thing::CreateThingError,
                sdk::operation::create_thing::CreateThingOutput,
            >,
        > {
            ::std::result::Result::map(self.send_with_evidence().await, |it| it.output)
        }
        /// Like [`send`](Self::send), with every poll that confirmed the change.
        ///
        /// # Errors
        /// Those of [`send`](Self::send).
        pub async fn send_with_evidence(
            self,
        ) -> ::std::result::Result<
            runtime::Confirmed<sdk::operation::create_thing::CreateThingOutput>,
            super::MutationError<
                sdk::operation::create_thing::CreateThingError,
                sdk::operation::create_thing::CreateThingOutput,
            >,
        > {
            super::send_and_confirm(
                    &self.client,
                    self.call,
                    self.inner,
                    |
                        request: sdk::operation::create_thing::builders::CreateThingFluentBuilder,
                    | -> runtime::Sending<
                        super::op::CreateThing,
                        sdk::operation::create_thing::CreateThingError,
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
        pub async fn send_in(
            self,
            scope: &runtime::Scope,
        ) -> ::std::result::Result<
            runtime::Handle<super::op::CreateThing>,
            super::MutationError<
                sdk::operation::create_thing::CreateThingError,
                sdk::operation::create_thing::CreateThingOutput,
            >,
        > {
            super::send_in_scope(
                    &self.client,
                    self.call,
                    scope,
                    self.inner,
                    |
                        request: sdk::operation::create_thing::builders::CreateThingFluentBuilder,
                    | -> runtime::Sending<
                        super::op::CreateThing,
                        sdk::operation::create_thing::CreateThingError,
                    > { ::std::boxed::Box::pin(request.send()) },
                )
                .await
        }
    }
    #[allow(deprecated)]
    impl CreateThingFluentBuilder {
        /// `Name`: see [the SDK](sdk::operation::create_thing::builders::CreateThingFluentBuilder::name).
        #[must_use]
        pub fn name(
            mut self,
            input: impl ::std::convert::Into<::std::string::String>,
        ) -> Self {
            self.inner = self.inner.name(input);
            self
        }
        /// `Name`, or none: see [the SDK](sdk::operation::create_thing::builders::CreateThingFluentBuilder::set_name).
        #[must_use]
        pub fn set_name(
            mut self,
            input: ::std::option::Option<::std::string::String>,
        ) -> Self {
            self.inner = self.inner.set_name(input);
            self
        }
        /// The `Name` so far: see [the SDK](sdk::operation::create_thing::builders::CreateThingFluentBuilder::get_name).
        #[must_use]
        pub fn get_name(&self) -> &::std::option::Option<::std::string::String> {
            self.inner.get_name()
        }
    }
    impl ::std::fmt::Debug for CreateThingFluentBuilder {
        fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
            f.debug_struct(stringify!(CreateThingFluentBuilder))
                .field("call", &self.call)
                .finish_non_exhaustive()
        }
    }
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
        pub fn as_input(
            &self,
        ) -> &sdk::operation::delete_thing::builders::DeleteThingInputBuilder {
            self.inner.as_input()
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
            P: runtime::PostCondition<Operation = super::op::DeleteThing>,
        {
            self.call.add(check);
            self
        }
        /// Modifies the request before it is sent.
        #[must_use]
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
        pub fn set_name(
            mut self,
            input: ::std::option::Option<::std::string::String>,
        ) -> Self {
            self.inner = self.inner.set_name(input);
            self
        }
        /// The `Name` so far: see [the SDK](sdk::operation::delete_thing::builders::DeleteThingFluentBuilder::get_name).
        #[must_use]
        pub fn get_name(&self) -> &::std::option::Option<::std::string::String> {
            self.inner.get_name()
        }
        /// `Final`: see [the SDK](sdk::operation::delete_thing::builders::DeleteThingFluentBuilder::final).
        #[must_use]
        pub fn r#final(mut self, input: bool) -> Self {
            self.inner = self.inner.r#final(input);
            self
        }
        /// `Final`, or none: see [the SDK](sdk::operation::delete_thing::builders::DeleteThingFluentBuilder::set_final).
        #[must_use]
        pub fn set_final(mut self, input: ::std::option::Option<bool>) -> Self {
            self.inner = self.inner.set_final(input);
            self
        }
        /// The `Final` so far: see [the SDK](sdk::operation::delete_thing::builders::DeleteThingFluentBuilder::get_final).
        #[must_use]
        pub fn get_final(&self) -> &::std::option::Option<bool> {
            self.inner.get_final()
        }
    }
    impl ::std::fmt::Debug for DeleteThingFluentBuilder {
        fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
            f.debug_struct(stringify!(DeleteThingFluentBuilder))
                .field("name", self.get_name())
                .field("call", &self.call)
                .finish_non_exhaustive()
        }
    }
    /// Builds a call of `DeleteThings`, as [the SDK's builder](sdk::operation::delete_things::builders::DeleteThingsFluentBuilder) does.
    ///
    /// There is no built-in check of it yet: `send` returns when the service has answered, or once the client's own checks are met.
    #[derive(Clone)]
    pub struct DeleteThingsFluentBuilder {
        pub(super) inner: sdk::operation::delete_things::builders::DeleteThingsFluentBuilder,
        pub(super) client: super::ConsistentGoldenClient,
        pub(super) call: runtime::CallOptions<super::op::DeleteThings>,
    }
    impl DeleteThingsFluentBuilder {
        /// The input so far.
        #[must_use]
        pub fn as_input(
            &self,
        ) -> &sdk::operation::delete_things::builders::DeleteThingsInputBuilder {
            self.inner.as_input()
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
            P: runtime::PostCondition<Operation = super::op::DeleteThings>,
        {
            self.call.add(check);
            self
        }
        /// Modifies the request before it is sent.
        #[must_use]
        pub fn customize(self) -> super::CustomizableMutation<super::op::DeleteThings> {
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
        pub async fn send(
            self,
        ) -> ::std::result::Result<
            sdk::operation::delete_things::DeleteThingsOutput,
            super::MutationError<
                sdk::operation::delete_things::DeleteThingsError,
                sdk::operation::delete_things::DeleteThingsOutput,
            >,
        > {
            ::std::result::Result::map(self.send_with_evidence().await, |it| it.output)
        }
        /// Like [`send`](Self::send), with every poll that confirmed the change.
        ///
        /// # Errors
        /// Those of [`send`](Self::send).
        pub async fn send_with_evidence(
            self,
        ) -> ::std::result::Result<
            runtime::Confirmed<sdk::operation::delete_things::DeleteThingsOutput>,
            super::MutationError<
                sdk::operation::delete_things::DeleteThingsError,
                sdk::operation::delete_things::DeleteThingsOutput,
            >,
        > {
            super::send_and_confirm(
                    &self.client,
                    self.call,
                    self.inner,
                    |
                        request: sdk::operation::delete_things::builders::DeleteThingsFluentBuilder,
                    | -> runtime::Sending<
                        super::op::DeleteThings,
                        sdk::operation::delete_things::DeleteThingsError,
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
        pub async fn send_in(
            self,
            scope: &runtime::Scope,
        ) -> ::std::result::Result<
            runtime::Handle<super::op::DeleteThings>,
            super::MutationError<
                sdk::operation::delete_things::DeleteThingsError,
                sdk::operation::delete_things::DeleteThingsOutput,
            >,
        > {
            super::send_in_scope(
                    &self.client,
                    self.call,
                    scope,
                    self.inner,
                    |
                        request: sdk::operation::delete_things::builders::DeleteThingsFluentBuilder,
                    | -> runtime::Sending<
                        super::op::DeleteThings,
                        sdk::operation::delete_things::DeleteThingsError,
                    > { ::std::boxed::Box::pin(request.send()) },
                )
                .await
        }
    }
    #[allow(deprecated)]
    impl DeleteThingsFluentBuilder {
        /// `Names`: see [the SDK](sdk::operation::delete_things::builders::DeleteThingsFluentBuilder::names).
        #[must_use]
        pub fn names(
            mut self,
            input: impl ::std::convert::Into<::std::string::String>,
        ) -> Self {
            self.inner = self.inner.names(input);
            self
        }
        /// `Names`, or none: see [the SDK](sdk::operation::delete_things::builders::DeleteThingsFluentBuilder::set_names).
        #[must_use]
        pub fn set_names(
            mut self,
            input: ::std::option::Option<::std::vec::Vec<::std::string::String>>,
        ) -> Self {
            self.inner = self.inner.set_names(input);
            self
        }
        /// The `Names` so far: see [the SDK](sdk::operation::delete_things::builders::DeleteThingsFluentBuilder::get_names).
        #[must_use]
        pub fn get_names(
            &self,
        ) -> &::std::option::Option<::std::vec::Vec<::std::string::String>> {
            self.inner.get_names()
        }
    }
    impl ::std::fmt::Debug for DeleteThingsFluentBuilder {
        fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
            f.debug_struct(stringify!(DeleteThingsFluentBuilder))
                .field("names", self.get_names())
                .field("call", &self.call)
                .finish_non_exhaustive()
        }
    }
    /// Builds a call of `NotifyThing`, as [the SDK's builder](sdk::operation::notify_thing::builders::NotifyThingFluentBuilder) does.
    ///
    /// `send` returns when the service has answered: no read can show the effect. It is told, and nothing else.
    #[derive(Clone)]
    pub struct NotifyThingFluentBuilder {
        pub(super) inner: sdk::operation::notify_thing::builders::NotifyThingFluentBuilder,
        pub(super) client: super::ConsistentGoldenClient,
        pub(super) call: runtime::CallOptions<super::op::NotifyThing>,
    }
    impl NotifyThingFluentBuilder {
        /// The input so far.
        #[must_use]
        pub fn as_input(
            &self,
        ) -> &sdk::operation::notify_thing::builders::NotifyThingInputBuilder {
            self.inner.as_input()
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
            P: runtime::PostCondition<Operation = super::op::NotifyThing>,
        {
            self.call.add(check);
            self
        }
        /// Modifies the request before it is sent.
        #[must_use]
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
        pub fn set_name(
            mut self,
            input: ::std::option::Option<::std::string::String>,
        ) -> Self {
            self.inner = self.inner.set_name(input);
            self
        }
        /// The `Name` so far: see [the SDK](sdk::operation::notify_thing::builders::NotifyThingFluentBuilder::get_name).
        #[must_use]
        pub fn get_name(&self) -> &::std::option::Option<::std::string::String> {
            self.inner.get_name()
        }
    }
    impl ::std::fmt::Debug for NotifyThingFluentBuilder {
        fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
            f.debug_struct(stringify!(NotifyThingFluentBuilder))
                .field("name", self.get_name())
                .field("call", &self.call)
                .finish_non_exhaustive()
        }
    }
}
/// Every operation of Golden, by name: how the client treats it, with which checks, which reads these make and which rights that takes.
pub const OPERATIONS: &[runtime::OperationInfo] = &[
    runtime::OperationInfo::of::<op::CreateThing>(runtime::Kind::Pending),
    runtime::OperationInfo::of::<op::DeleteThing>(runtime::Kind::Pending),
    runtime::OperationInfo::of::<op::DeleteThings>(runtime::Kind::Pending),
    runtime::OperationInfo::new("GetThing", runtime::Kind::Read),
    runtime::OperationInfo::of::<
        op::NotifyThing,
    >(runtime::Kind::Unobservable {
        reason: "It is told, and nothing else.",
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
pub fn operation(name: &str) -> ::std::option::Option<&'static runtime::OperationInfo> {
    SERVICE.operation(name)
}
