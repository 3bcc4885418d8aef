/// A type for each operation: what `op = "..."` in `#[post_condition]` names.
#[allow(deprecated, clippy::redundant_closure_for_method_calls)]
pub mod op {
    use super::{runtime, sdk};
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
    /// Stands for `ListThings` in bounds.
    #[derive(Clone, Copy, Debug)]
    pub enum ListThings {}
    impl runtime::__private::Generated for ListThings {}
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
    /// Stands for `PutThing` in bounds.
    #[derive(Clone, Copy, Debug)]
    pub enum PutThing {}
    impl runtime::__private::Generated for PutThing {}
    impl runtime::Operation for PutThing {
        type Service = super::Golden;
        type Input = sdk::operation::put_thing::PutThingInput;
        type Output = sdk::operation::put_thing::PutThingOutput;
        const NAME: &'static str = "PutThing";
    }
    impl runtime::Mutation for PutThing {
        type Error = sdk::operation::put_thing::PutThingError;
        #[inline]
        fn sdk_configuration() -> ::std::option::Option<
            runtime::__private::FrozenLayer,
        > {
            runtime::__private::RuntimePlugin::config(
                &sdk::operation::put_thing::PutThing::new(),
            )
        }
        const BUILT_IN: &'static [&'static dyn runtime::__private::Condition] = &[
            runtime::__private::check_of::<
                Self,
                _,
            >(&crate::kinds::checks::listing::entries::thing_is_listed),
            runtime::__private::check_of::<
                Self,
                _,
            >(&crate::kinds::checks::thing::thing_is_visible),
        ];
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
    }
    impl super::SdkMutation for PutThing {
        type FluentBuilder = sdk::operation::put_thing::builders::PutThingFluentBuilder;
        type InputBuilder = sdk::operation::put_thing::builders::PutThingInputBuilder;
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
    /// Stands for `StartThing` in bounds.
    #[derive(Clone, Copy, Debug)]
    pub enum StartThing {}
    impl runtime::__private::Generated for StartThing {}
    impl runtime::Operation for StartThing {
        type Service = super::Golden;
        type Input = sdk::operation::start_thing::StartThingInput;
        type Output = sdk::operation::start_thing::StartThingOutput;
        const NAME: &'static str = "StartThing";
    }
    impl runtime::Mutation for StartThing {
        type Error = sdk::operation::start_thing::StartThingError;
        #[inline]
        fn sdk_configuration() -> ::std::option::Option<
            runtime::__private::FrozenLayer,
        > {
            runtime::__private::RuntimePlugin::config(
                &sdk::operation::start_thing::StartThing::new(),
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
    }
    impl super::SdkMutation for StartThing {
        type FluentBuilder = sdk::operation::start_thing::builders::StartThingFluentBuilder;
        type InputBuilder = sdk::operation::start_thing::builders::StartThingInputBuilder;
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
/// Checks that a call waits for if it asks for them with `until`.
pub mod on_request {
    pub use crate::kinds::checks::thing::thing_has_settled;
    pub use crate::kinds::checks::thing::thing_is_running;
}
#[allow(deprecated)]
impl ConsistentGoldenClient {
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
        MutationBuilder {
            inner: self.inner.notify_thing(),
            client: ::std::clone::Clone::clone(self),
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
        MutationBuilder {
            inner: self.inner.put_thing(),
            client: ::std::clone::Clone::clone(self),
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
        MutationBuilder {
            inner: self.inner.start_thing(),
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
    /// The SDK's own builder of `ListThings`.
    #[must_use]
    #[inline]
    pub fn list_things(
        &self,
    ) -> sdk::operation::list_things::builders::ListThingsFluentBuilder {
        self.client.list_things()
    }
}
/// The builders that the reader hands out: the SDK's own, but where several requests become
/// one. Those mirror the SDK's.
#[allow(deprecated, unused_imports)]
pub mod reads {
    use super::{runtime, sdk};
    #[doc(no_inline)]
    pub use sdk::operation::get_thing::builders::GetThingFluentBuilder;
    #[doc(no_inline)]
    pub use sdk::operation::list_things::builders::ListThingsFluentBuilder;
}
/// The builders of mutations: each mirrors the SDK's own.
#[allow(deprecated)]
pub mod builders {
    #[allow(unused_imports)]
    use super::{runtime, sdk};
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
    }
    /// Builds a call of `NotifyThing`, as [the SDK's builder](sdk::operation::notify_thing::builders::NotifyThingFluentBuilder) does.
    ///
    /// `send` returns when the service has answered: no read can show the effect. A notification leaves no trace.
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
    pub type PutThingFluentBuilder = super::MutationBuilder<super::op::PutThing>;
    impl super::MutationBuilder<super::op::PutThing> {
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
    /// Builds a call of `StartThing`, as [the SDK's builder](sdk::operation::start_thing::builders::StartThingFluentBuilder) does.
    ///
    /// `send` returns when the service has answered, unless the call asks for more with [`until`](super::builders::StartThingFluentBuilder::until):
    /// - [`thing_is_running`](super::on_request::thing_is_running): The thing is running. It is given 1 hour. Not met in time, it is no error.
    ///
    /// That is read with `GetThing` and `ListThings`, which takes the rights `golden:GetThing` and `golden:ListThings`.
    pub type StartThingFluentBuilder = super::MutationBuilder<super::op::StartThing>;
    impl super::MutationBuilder<super::op::StartThing> {
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
            <crate::kinds::checks::listing::entries::thing_is_listed as runtime::PostCondition>::INFO
                .described(
                    "The thing is listed, and nothing of it is missing.",
                    &["golden:GetThing", "golden:ListThings"],
                ),
            <crate::kinds::checks::thing::thing_is_visible as runtime::PostCondition>::INFO
                .described("The thing is there.", &["golden:GetThing"]),
            <crate::kinds::checks::thing::thing_has_settled as runtime::PostCondition>::INFO
                .described("The thing has come to rest.", &["golden:GetThing"])
                .on_request(),
        ],
    }),
    runtime::OperationInfo::of::<
        op::StartThing,
    >(runtime::Kind::Checked {
        checks: &[
            <crate::kinds::checks::thing::thing_is_running as runtime::PostCondition>::INFO
                .described(
                    "The thing is running.",
                    &["golden:GetThing", "golden:ListThings"],
                )
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
