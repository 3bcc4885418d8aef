/// A type for each operation: what `op = "..."` in `#[post_condition]` names.
#[allow(deprecated, clippy::redundant_closure_for_method_calls)]
pub mod op {
    use super::{runtime, sdk};
    /// Stands for `Match` in bounds.
    #[derive(Clone, Copy, Debug)]
    pub enum Match {}
    impl runtime::__private::Generated for Match {}
    impl runtime::Operation for Match {
        type Service = super::Golden;
        type Input = sdk::operation::match_::MatchInput;
        type Output = sdk::operation::match_::MatchOutput;
        const NAME: &'static str = "Match";
    }
    impl runtime::Read for Match {}
    /// Stands for `Move` in bounds.
    #[derive(Clone, Copy, Debug)]
    pub enum Move {}
    impl runtime::__private::Generated for Move {}
    impl runtime::Operation for Move {
        type Service = super::Golden;
        type Input = sdk::operation::move_::MoveInput;
        type Output = sdk::operation::move_::MoveOutput;
        const NAME: &'static str = "Move";
    }
    impl runtime::Mutation for Move {
        type Error = sdk::operation::move_::MoveError;
        #[inline]
        fn sdk_configuration() -> ::std::option::Option<
            runtime::__private::FrozenLayer,
        > {
            runtime::__private::RuntimePlugin::config(
                &sdk::operation::move_::Move::new(),
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
    }
    impl super::SdkMutation for Move {
        type FluentBuilder = sdk::operation::move_::builders::MoveFluentBuilder;
        type InputBuilder = sdk::operation::move_::builders::MoveInputBuilder;
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
}
#[allow(deprecated)]
impl ConsistentGoldenClient {
    /// The SDK's own builder of `Match`: it only reads.
    #[must_use]
    #[inline]
    pub fn r#match(&self) -> sdk::operation::match_::builders::MatchFluentBuilder {
        self.inner.r#match()
    }
    /// Starts a call of `Move`. There is no built-in check of it yet: `send` returns when the service has answered, or once the client's own checks are met.
    #[must_use]
    #[inline]
    pub fn r#move(&self) -> builders::MoveFluentBuilder {
        MutationBuilder {
            inner: self.inner.r#move(),
            client: ::std::clone::Clone::clone(self),
            call: ::std::default::Default::default(),
        }
    }
    /// Starts a call of `PutThing`. There is no built-in check of it yet: `send` returns when the service has answered, or once the client's own checks are met.
    #[must_use]
    #[inline]
    pub fn put_thing(&self) -> builders::PutThingFluentBuilder {
        MutationBuilder {
            inner: self.inner.put_thing(),
            client: ::std::clone::Clone::clone(self),
            call: ::std::default::Default::default(),
        }
    }
}
#[allow(deprecated)]
impl Reader {
    /// The SDK's own builder of `Match`.
    #[must_use]
    #[inline]
    pub fn r#match(&self) -> sdk::operation::match_::builders::MatchFluentBuilder {
        self.client.r#match()
    }
}
/// The builders that the reader hands out: the SDK's own, but where several requests become
/// one. Those mirror the SDK's.
#[allow(deprecated, unused_imports)]
pub mod reads {
    use super::{runtime, sdk};
    #[doc(no_inline)]
    pub use sdk::operation::match_::builders::MatchFluentBuilder;
}
/// The builders of mutations: each mirrors the SDK's own.
#[allow(deprecated)]
pub mod builders {
    #[allow(unused_imports)]
    use super::{runtime, sdk};
    /// Builds a call of `Move`, as [the SDK's builder](sdk::operation::move_::builders::MoveFluentBuilder) does.
    ///
    /// There is no built-in check of it yet: `send` returns when the service has answered, or once the client's own checks are met.
    pub type MoveFluentBuilder = super::MutationBuilder<super::op::Move>;
    impl super::MutationBuilder<super::op::Move> {
        /// `Crate`: see [the SDK](sdk::operation::move_::builders::MoveFluentBuilder::crate_).
        #[must_use]
        pub fn crate_(
            mut self,
            input: impl ::std::convert::Into<::std::string::String>,
        ) -> Self {
            self.inner = self.inner.crate_(input);
            self
        }
        /// `Crate`, or none: see [the SDK](sdk::operation::move_::builders::MoveFluentBuilder::set_crate).
        #[must_use]
        #[inline]
        pub fn set_crate(
            mut self,
            input: ::std::option::Option<::std::string::String>,
        ) -> Self {
            self.inner = self.inner.set_crate(input);
            self
        }
        /// The `Crate` so far: see [the SDK](sdk::operation::move_::builders::MoveFluentBuilder::get_crate).
        #[must_use]
        #[inline]
        pub fn get_crate(&self) -> &::std::option::Option<::std::string::String> {
            self.inner.get_crate()
        }
        /// `Customize`: see [the SDK](sdk::operation::move_::builders::MoveFluentBuilder::customize_value).
        #[must_use]
        pub fn customize_value(
            mut self,
            input: impl ::std::convert::Into<::std::string::String>,
        ) -> Self {
            self.inner = self.inner.customize_value(input);
            self
        }
        /// `Customize`, or none: see [the SDK](sdk::operation::move_::builders::MoveFluentBuilder::set_customize).
        #[must_use]
        #[inline]
        pub fn set_customize(
            mut self,
            input: ::std::option::Option<::std::vec::Vec<::std::string::String>>,
        ) -> Self {
            self.inner = self.inner.set_customize(input);
            self
        }
        /// The `Customize` so far: see [the SDK](sdk::operation::move_::builders::MoveFluentBuilder::get_customize).
        #[must_use]
        #[inline]
        pub fn get_customize(
            &self,
        ) -> &::std::option::Option<::std::vec::Vec<::std::string::String>> {
            self.inner.get_customize()
        }
    }
    /// Builds a call of `PutThing`, as [the SDK's builder](sdk::operation::put_thing::builders::PutThingFluentBuilder) does.
    ///
    /// There is no built-in check of it yet: `send` returns when the service has answered, or once the client's own checks are met.
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
        /// `Type`: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::type).
        #[must_use]
        pub fn r#type(
            mut self,
            input: impl ::std::convert::Into<::std::string::String>,
        ) -> Self {
            self.inner = self.inner.r#type(input);
            self
        }
        /// `Type`, or none: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::set_type).
        #[must_use]
        #[inline]
        pub fn set_type(
            mut self,
            input: ::std::option::Option<::std::string::String>,
        ) -> Self {
            self.inner = self.inner.set_type(input);
            self
        }
        /// The `Type` so far: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::get_type).
        #[must_use]
        #[inline]
        pub fn get_type(&self) -> &::std::option::Option<::std::string::String> {
            self.inner.get_type()
        }
        /// `Send`: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::send_value).
        #[must_use]
        #[inline]
        pub fn send_value(mut self, input: bool) -> Self {
            self.inner = self.inner.send_value(input);
            self
        }
        /// `Send`, or none: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::set_send).
        #[must_use]
        #[inline]
        pub fn set_send(mut self, input: ::std::option::Option<bool>) -> Self {
            self.inner = self.inner.set_send(input);
            self
        }
        /// The `Send` so far: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::get_send).
        #[must_use]
        #[inline]
        pub fn get_send(&self) -> &::std::option::Option<bool> {
            self.inner.get_send()
        }
        /// `Self`: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::self_).
        #[must_use]
        #[inline]
        pub fn self_(mut self, input: sdk::types::SelfValue) -> Self {
            self.inner = self.inner.self_(input);
            self
        }
        /// `Self`, or none: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::set_self).
        #[must_use]
        #[inline]
        pub fn set_self(
            mut self,
            input: ::std::option::Option<sdk::types::SelfValue>,
        ) -> Self {
            self.inner = self.inner.set_self(input);
            self
        }
        /// The `Self` so far: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::get_self).
        #[must_use]
        #[inline]
        pub fn get_self(&self) -> &::std::option::Option<sdk::types::SelfValue> {
            self.inner.get_self()
        }
        /// `Gen`: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::gen).
        #[must_use]
        pub fn r#gen(
            mut self,
            input: impl ::std::convert::Into<::std::string::String>,
        ) -> Self {
            self.inner = self.inner.r#gen(input);
            self
        }
        /// `Gen`, or none: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::set_gen).
        #[must_use]
        #[inline]
        pub fn set_gen(
            mut self,
            input: ::std::option::Option<::std::string::String>,
        ) -> Self {
            self.inner = self.inner.set_gen(input);
            self
        }
        /// The `Gen` so far: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::get_gen).
        #[must_use]
        #[inline]
        pub fn get_gen(&self) -> &::std::option::Option<::std::string::String> {
            self.inner.get_gen()
        }
        /// `Default`: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::default_value).
        #[must_use]
        pub fn default_value(
            mut self,
            input: impl ::std::convert::Into<::std::string::String>,
        ) -> Self {
            self.inner = self.inner.default_value(input);
            self
        }
        /// `Default`, or none: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::set_default).
        #[must_use]
        #[inline]
        pub fn set_default(
            mut self,
            input: ::std::option::Option<::std::string::String>,
        ) -> Self {
            self.inner = self.inner.set_default(input);
            self
        }
        /// The `Default` so far: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::get_default).
        #[must_use]
        #[inline]
        pub fn get_default(&self) -> &::std::option::Option<::std::string::String> {
            self.inner.get_default()
        }
    }
}
/// Every operation of Golden, by name: how the client treats it, with which checks, which reads these make and which rights that takes.
pub const OPERATIONS: &[runtime::OperationInfo] = &[
    runtime::OperationInfo::new("Match", runtime::Kind::Read),
    runtime::OperationInfo::of::<op::Move>(runtime::Kind::Pending),
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
