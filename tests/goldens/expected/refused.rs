/// A type for each operation: what `op = "..."` in `#[post_condition]` names.
#[allow(deprecated, clippy::redundant_closure_for_method_calls)]
pub mod op {
    use super::{runtime, sdk};
    /// Stands for `CreateThing` in bounds.
    #[derive(Clone, Copy, Debug)]
    pub enum CreateThing {}
    impl runtime::__private::Generated for CreateThing {}
    impl runtime::Operation for CreateThing {
        type Service = super::Golden;
        type Input = sdk::operation::create_thing::CreateThingInput;
        type Output = sdk::operation::create_thing::CreateThingOutput;
        const NAME: &'static str = "CreateThing";
    }
    impl runtime::Mutation for CreateThing {
        type Error = sdk::operation::create_thing::CreateThingError;
        #[inline]
        fn sdk_configuration() -> ::std::option::Option<
            runtime::__private::FrozenLayer,
        > {
            runtime::__private::RuntimePlugin::config(
                &sdk::operation::create_thing::CreateThing::new(),
            )
        }
        const BUILT_IN: &'static [&'static dyn runtime::__private::Condition] = &[];
        #[inline]
        fn resource(_: &Self::Input) -> ::std::option::Option<::std::string::String> {
            ::std::option::Option::None
        }
        #[inline]
        fn kept(input: &Self::Input) -> ::std::option::Option<Self::Input> {
            let kept = ::std::clone::Clone::clone(input);
            ::std::option::Option::Some(kept)
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
        #[inline]
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
        #[inline]
        fn may_refuse_later(_: &Self::Input) -> bool {
            true
        }
        #[inline]
        fn footprint(input: &Self::Input, output: &Self::Output) -> runtime::Footprint {
            let mut footprint = runtime::Footprint::default();
            footprint.extend(Self::fact_0(input, output));
            footprint
        }
    }
    impl CreateThing {
        #[inline]
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
        type FluentBuilder = sdk::operation::create_thing::builders::CreateThingFluentBuilder;
        type InputBuilder = sdk::operation::create_thing::builders::CreateThingInputBuilder;
        #[inline]
        fn as_input(request: &Self::FluentBuilder) -> &Self::InputBuilder {
            request.as_input()
        }
        #[inline]
        fn again(
            request: &Self::FluentBuilder,
        ) -> ::std::option::Option<Self::FluentBuilder> {
            ::std::option::Option::Some(::std::clone::Clone::clone(request))
        }
        #[inline]
        fn customize(
            request: Self::FluentBuilder,
        ) -> super::CustomizableOperation<Self> {
            request.customize()
        }
        #[inline]
        fn send(request: Self::FluentBuilder) -> runtime::__private::Sending<Self> {
            ::std::boxed::Box::pin(request.send())
        }
        #[inline]
        fn dispatch(
            request: super::CustomizableOperation<Self>,
        ) -> runtime::__private::Sending<Self> {
            ::std::boxed::Box::pin(request.send())
        }
    }
    /// Stands for `DeleteThing` in bounds.
    #[derive(Clone, Copy, Debug)]
    pub enum DeleteThing {}
    impl runtime::__private::Generated for DeleteThing {}
    impl runtime::Operation for DeleteThing {
        type Service = super::Golden;
        type Input = sdk::operation::delete_thing::DeleteThingInput;
        type Output = sdk::operation::delete_thing::DeleteThingOutput;
        const NAME: &'static str = "DeleteThing";
    }
    impl runtime::Mutation for DeleteThing {
        type Error = sdk::operation::delete_thing::DeleteThingError;
        #[inline]
        fn sdk_configuration() -> ::std::option::Option<
            runtime::__private::FrozenLayer,
        > {
            runtime::__private::RuntimePlugin::config(
                &sdk::operation::delete_thing::DeleteThing::new(),
            )
        }
        const BUILT_IN: &'static [&'static dyn runtime::__private::Condition] = &[];
        #[inline]
        fn resource(
            input: &Self::Input,
        ) -> ::std::option::Option<::std::string::String> {
            input.name().map(str::to_owned)
        }
        #[inline]
        fn kept(input: &Self::Input) -> ::std::option::Option<Self::Input> {
            let kept = ::std::clone::Clone::clone(input);
            ::std::option::Option::Some(kept)
        }
        #[allow(unused_variables)]
        #[inline]
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
        #[inline]
        fn may_refuse_later(input: &Self::Input) -> bool {
            input.r#final() == ::std::option::Option::Some(true)
        }
        #[inline]
        fn footprint(input: &Self::Input, output: &Self::Output) -> runtime::Footprint {
            let mut footprint = runtime::Footprint::default();
            footprint.extend(Self::fact_0(input, output));
            footprint
        }
    }
    impl DeleteThing {
        #[inline]
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
        type FluentBuilder = sdk::operation::delete_thing::builders::DeleteThingFluentBuilder;
        type InputBuilder = sdk::operation::delete_thing::builders::DeleteThingInputBuilder;
        #[inline]
        fn as_input(request: &Self::FluentBuilder) -> &Self::InputBuilder {
            request.as_input()
        }
        #[inline]
        fn subject(
            request: &Self::FluentBuilder,
        ) -> ::std::option::Option<(&'static str, &dyn ::std::fmt::Debug)> {
            ::std::option::Option::Some(("name", request.get_name()))
        }
        #[inline]
        fn again(
            request: &Self::FluentBuilder,
        ) -> ::std::option::Option<Self::FluentBuilder> {
            ::std::option::Option::Some(::std::clone::Clone::clone(request))
        }
        #[inline]
        fn customize(
            request: Self::FluentBuilder,
        ) -> super::CustomizableOperation<Self> {
            request.customize()
        }
        #[inline]
        fn send(request: Self::FluentBuilder) -> runtime::__private::Sending<Self> {
            ::std::boxed::Box::pin(request.send())
        }
        #[inline]
        fn dispatch(
            request: super::CustomizableOperation<Self>,
        ) -> runtime::__private::Sending<Self> {
            ::std::boxed::Box::pin(request.send())
        }
    }
    /// Stands for `DeleteThings` in bounds.
    #[derive(Clone, Copy, Debug)]
    pub enum DeleteThings {}
    impl runtime::__private::Generated for DeleteThings {}
    impl runtime::Operation for DeleteThings {
        type Service = super::Golden;
        type Input = sdk::operation::delete_things::DeleteThingsInput;
        type Output = sdk::operation::delete_things::DeleteThingsOutput;
        const NAME: &'static str = "DeleteThings";
    }
    impl runtime::Mutation for DeleteThings {
        type Error = sdk::operation::delete_things::DeleteThingsError;
        #[inline]
        fn sdk_configuration() -> ::std::option::Option<
            runtime::__private::FrozenLayer,
        > {
            runtime::__private::RuntimePlugin::config(
                &sdk::operation::delete_things::DeleteThings::new(),
            )
        }
        const BUILT_IN: &'static [&'static dyn runtime::__private::Condition] = &[];
        #[inline]
        fn resource(
            input: &Self::Input,
        ) -> ::std::option::Option<::std::string::String> {
            let names = input.names();
            (!names.is_empty()).then(|| names.join(", "))
        }
        #[inline]
        fn kept(input: &Self::Input) -> ::std::option::Option<Self::Input> {
            let kept = ::std::clone::Clone::clone(input);
            ::std::option::Option::Some(kept)
        }
        #[allow(unused_variables)]
        #[inline]
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
        #[inline]
        fn may_refuse_later(_: &Self::Input) -> bool {
            true
        }
        #[inline]
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
        #[inline]
        fn without(
            input: &Self::Input,
            output: &Self::Output,
            superseded: &dyn Fn(&runtime::Fact) -> bool,
        ) -> ::std::option::Option<(Self::Input, Self::Output)> {
            let mut kept_input = ::std::clone::Clone::clone(input);
            let kept_output = ::std::clone::Clone::clone(output);
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
        #[inline]
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
        type FluentBuilder = sdk::operation::delete_things::builders::DeleteThingsFluentBuilder;
        type InputBuilder = sdk::operation::delete_things::builders::DeleteThingsInputBuilder;
        #[inline]
        fn as_input(request: &Self::FluentBuilder) -> &Self::InputBuilder {
            request.as_input()
        }
        #[inline]
        fn subject(
            request: &Self::FluentBuilder,
        ) -> ::std::option::Option<(&'static str, &dyn ::std::fmt::Debug)> {
            ::std::option::Option::Some(("names", request.get_names()))
        }
        #[inline]
        fn again(
            request: &Self::FluentBuilder,
        ) -> ::std::option::Option<Self::FluentBuilder> {
            ::std::option::Option::Some(::std::clone::Clone::clone(request))
        }
        #[inline]
        fn customize(
            request: Self::FluentBuilder,
        ) -> super::CustomizableOperation<Self> {
            request.customize()
        }
        #[inline]
        fn send(request: Self::FluentBuilder) -> runtime::__private::Sending<Self> {
            ::std::boxed::Box::pin(request.send())
        }
        #[inline]
        fn dispatch(
            request: super::CustomizableOperation<Self>,
        ) -> runtime::__private::Sending<Self> {
            ::std::boxed::Box::pin(request.send())
        }
    }
    /// Stands for `GetThing` in bounds.
    #[derive(Clone, Copy, Debug)]
    pub enum GetThing {}
    impl runtime::__private::Generated for GetThing {}
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
    impl runtime::__private::Generated for NotifyThing {}
    impl runtime::Operation for NotifyThing {
        type Service = super::Golden;
        type Input = sdk::operation::notify_thing::NotifyThingInput;
        type Output = sdk::operation::notify_thing::NotifyThingOutput;
        const NAME: &'static str = "NotifyThing";
    }
    impl runtime::Mutation for NotifyThing {
        type Error = sdk::operation::notify_thing::NotifyThingError;
        #[inline]
        fn sdk_configuration() -> ::std::option::Option<
            runtime::__private::FrozenLayer,
        > {
            runtime::__private::RuntimePlugin::config(
                &sdk::operation::notify_thing::NotifyThing::new(),
            )
        }
        const BUILT_IN: &'static [&'static dyn runtime::__private::Condition] = &[];
        #[inline]
        fn resource(
            input: &Self::Input,
        ) -> ::std::option::Option<::std::string::String> {
            input.name().map(str::to_owned)
        }
        #[inline]
        fn kept(input: &Self::Input) -> ::std::option::Option<Self::Input> {
            let kept = ::std::clone::Clone::clone(input);
            ::std::option::Option::Some(kept)
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
        #[inline]
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
        #[inline]
        fn footprint(input: &Self::Input, output: &Self::Output) -> runtime::Footprint {
            let mut footprint = runtime::Footprint::default();
            footprint.extend(Self::fact_0(input, output));
            footprint
        }
    }
    impl NotifyThing {
        #[inline]
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
        type FluentBuilder = sdk::operation::notify_thing::builders::NotifyThingFluentBuilder;
        type InputBuilder = sdk::operation::notify_thing::builders::NotifyThingInputBuilder;
        #[inline]
        fn as_input(request: &Self::FluentBuilder) -> &Self::InputBuilder {
            request.as_input()
        }
        #[inline]
        fn subject(
            request: &Self::FluentBuilder,
        ) -> ::std::option::Option<(&'static str, &dyn ::std::fmt::Debug)> {
            ::std::option::Option::Some(("name", request.get_name()))
        }
        #[inline]
        fn again(
            request: &Self::FluentBuilder,
        ) -> ::std::option::Option<Self::FluentBuilder> {
            ::std::option::Option::Some(::std::clone::Clone::clone(request))
        }
        #[inline]
        fn customize(
            request: Self::FluentBuilder,
        ) -> super::CustomizableOperation<Self> {
            request.customize()
        }
        #[inline]
        fn send(request: Self::FluentBuilder) -> runtime::__private::Sending<Self> {
            ::std::boxed::Box::pin(request.send())
        }
        #[inline]
        fn dispatch(
            request: super::CustomizableOperation<Self>,
        ) -> runtime::__private::Sending<Self> {
            ::std::boxed::Box::pin(request.send())
        }
    }
}
#[allow(deprecated)]
impl ConsistentGoldenClient {
    /// Starts a call of `CreateThing`. There is no built-in check of it yet: `send` returns when the service has answered, or once the client's own checks are met.
    #[must_use]
    #[inline]
    pub fn create_thing(&self) -> builders::CreateThingFluentBuilder {
        MutationBuilder {
            inner: self.inner.create_thing(),
            client: ::std::clone::Clone::clone(self),
            call: ::std::default::Default::default(),
        }
    }
    /// Starts a call of `DeleteThing`. There is no built-in check of it yet: `send` returns when the service has answered, or once the client's own checks are met.
    #[must_use]
    #[inline]
    pub fn delete_thing(&self) -> builders::DeleteThingFluentBuilder {
        MutationBuilder {
            inner: self.inner.delete_thing(),
            client: ::std::clone::Clone::clone(self),
            call: ::std::default::Default::default(),
        }
    }
    /// Starts a call of `DeleteThings`. There is no built-in check of it yet: `send` returns when the service has answered, or once the client's own checks are met.
    #[must_use]
    #[inline]
    pub fn delete_things(&self) -> builders::DeleteThingsFluentBuilder {
        MutationBuilder {
            inner: self.inner.delete_things(),
            client: ::std::clone::Clone::clone(self),
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
    /// Starts a call of `NotifyThing`. `send` returns when the service has answered: no read can show the effect. It is told, and nothing else.
    #[must_use]
    #[inline]
    pub fn notify_thing(&self) -> builders::NotifyThingFluentBuilder {
        MutationBuilder {
            inner: self.inner.notify_thing(),
            client: ::std::clone::Clone::clone(self),
            call: ::std::default::Default::default(),
        }
    }
}
#[allow(deprecated)]
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
/// The builders that the reader hands out: the SDK's own, but where several requests become
/// one. Those mirror the SDK's.
#[allow(deprecated, unused_imports)]
pub mod reads {
    use super::{runtime, sdk};
    #[doc(no_inline)]
    pub use sdk::operation::get_thing::builders::GetThingFluentBuilder;
}
/// The builders of mutations: each mirrors the SDK's own.
#[allow(deprecated)]
pub mod builders {
    #[allow(unused_imports)]
    use super::{runtime, sdk};
    /// Builds a call of `CreateThing`, as [the SDK's builder](sdk::operation::create_thing::builders::CreateThingFluentBuilder) does.
    ///
    /// There is no built-in check of it yet: `send` returns when the service has answered, or once the client's own checks are met.
    pub type CreateThingFluentBuilder = super::MutationBuilder<super::op::CreateThing>;
    impl super::MutationBuilder<super::op::CreateThing> {
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
        #[inline]
        pub fn set_name(
            mut self,
            input: ::std::option::Option<::std::string::String>,
        ) -> Self {
            self.inner = self.inner.set_name(input);
            self
        }
        /// The `Name` so far: see [the SDK](sdk::operation::create_thing::builders::CreateThingFluentBuilder::get_name).
        #[must_use]
        #[inline]
        pub fn get_name(&self) -> &::std::option::Option<::std::string::String> {
            self.inner.get_name()
        }
    }
    /// Builds a call of `DeleteThing`, as [the SDK's builder](sdk::operation::delete_thing::builders::DeleteThingFluentBuilder) does.
    ///
    /// There is no built-in check of it yet: `send` returns when the service has answered, or once the client's own checks are met.
    pub type DeleteThingFluentBuilder = super::MutationBuilder<super::op::DeleteThing>;
    impl super::MutationBuilder<super::op::DeleteThing> {
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
        /// `Final`: see [the SDK](sdk::operation::delete_thing::builders::DeleteThingFluentBuilder::final).
        #[must_use]
        #[inline]
        pub fn r#final(mut self, input: bool) -> Self {
            self.inner = self.inner.r#final(input);
            self
        }
        /// `Final`, or none: see [the SDK](sdk::operation::delete_thing::builders::DeleteThingFluentBuilder::set_final).
        #[must_use]
        #[inline]
        pub fn set_final(mut self, input: ::std::option::Option<bool>) -> Self {
            self.inner = self.inner.set_final(input);
            self
        }
        /// The `Final` so far: see [the SDK](sdk::operation::delete_thing::builders::DeleteThingFluentBuilder::get_final).
        #[must_use]
        #[inline]
        pub fn get_final(&self) -> &::std::option::Option<bool> {
            self.inner.get_final()
        }
    }
    /// Builds a call of `DeleteThings`, as [the SDK's builder](sdk::operation::delete_things::builders::DeleteThingsFluentBuilder) does.
    ///
    /// There is no built-in check of it yet: `send` returns when the service has answered, or once the client's own checks are met.
    pub type DeleteThingsFluentBuilder = super::MutationBuilder<super::op::DeleteThings>;
    impl super::MutationBuilder<super::op::DeleteThings> {
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
        #[inline]
        pub fn set_names(
            mut self,
            input: ::std::option::Option<::std::vec::Vec<::std::string::String>>,
        ) -> Self {
            self.inner = self.inner.set_names(input);
            self
        }
        /// The `Names` so far: see [the SDK](sdk::operation::delete_things::builders::DeleteThingsFluentBuilder::get_names).
        #[must_use]
        #[inline]
        pub fn get_names(
            &self,
        ) -> &::std::option::Option<::std::vec::Vec<::std::string::String>> {
            self.inner.get_names()
        }
    }
    /// Builds a call of `NotifyThing`, as [the SDK's builder](sdk::operation::notify_thing::builders::NotifyThingFluentBuilder) does.
    ///
    /// `send` returns when the service has answered: no read can show the effect. It is told, and nothing else.
    pub type NotifyThingFluentBuilder = super::MutationBuilder<super::op::NotifyThing>;
    impl super::MutationBuilder<super::op::NotifyThing> {
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
#[inline]
pub fn operation(name: &str) -> ::std::option::Option<&'static runtime::OperationInfo> {
    SERVICE.operation(name)
}
