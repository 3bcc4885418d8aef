/// A type for each operation: what `op = "..."` in `#[post_condition]` names.
#[allow(deprecated, clippy::redundant_closure_for_method_calls)]
pub mod op {
    use super::{runtime, sdk};
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
            >(&crate::stream::checks::thing::says_what_it_was_given),
        ];
        #[inline]
        fn resource(
            input: &Self::Input,
        ) -> ::std::option::Option<::std::string::String> {
            input.name().map(str::to_owned)
        }
        #[inline]
        fn has_secret(input: &Self::Input) -> bool {
            input.pin().is_some()
        }
        #[inline]
        fn kept(input: &Self::Input) -> ::std::option::Option<Self::Input> {
            let kept = <sdk::operation::put_thing::builders::PutThingInputBuilder as ::std::default::Default>::default();
            let kept = kept.set_name(::std::clone::Clone::clone(&input.name));
            let kept = kept.set_tags(::std::clone::Clone::clone(&input.tags));
            kept.build().ok()
        }
        #[inline]
        fn footprint(input: &Self::Input, output: &Self::Output) -> runtime::Footprint {
            let mut footprint = runtime::Footprint::default();
            footprint
                .extend(
                    input
                        .tags()
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
            let mut kept_input = Self::kept(input)?;
            let kept_output = ::std::clone::Clone::clone(output);
            let mut narrowed = false;
            if let ::std::option::Option::Some(items) = &mut kept_input.tags {
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
    impl PutThing {
        #[inline]
        fn fact_0(
            input: &sdk::operation::put_thing::PutThingInput,
            _: &sdk::operation::put_thing::PutThingOutput,
            item: &str,
        ) -> ::std::option::Option<runtime::Fact> {
            ::std::option::Option::Some(
                runtime::Fact::set_key(
                    runtime::Resource::new("Thing", input.name()?),
                    "tag",
                    item,
                ),
            )
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
        fn again(_: &Self::FluentBuilder) -> ::std::option::Option<Self::FluentBuilder> {
            ::std::option::Option::None
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
    /// Stands for `TalkToThing` in bounds.
    #[derive(Clone, Copy, Debug)]
    pub enum TalkToThing {}
    impl runtime::__private::Generated for TalkToThing {}
    impl runtime::Operation for TalkToThing {
        type Service = super::Golden;
        type Input = sdk::operation::talk_to_thing::TalkToThingInput;
        type Output = sdk::operation::talk_to_thing::TalkToThingOutput;
        const NAME: &'static str = "TalkToThing";
    }
    impl runtime::Mutation for TalkToThing {
        type Error = sdk::operation::talk_to_thing::TalkToThingError;
        #[inline]
        fn sdk_configuration() -> ::std::option::Option<
            runtime::__private::FrozenLayer,
        > {
            runtime::__private::RuntimePlugin::config(
                &sdk::operation::talk_to_thing::TalkToThing::new(),
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
            let kept = <sdk::operation::talk_to_thing::builders::TalkToThingInputBuilder as ::std::default::Default>::default();
            let kept = kept.set_name(::std::clone::Clone::clone(&input.name));
            let kept = kept
                .set_words(
                    ::std::option::Option::Some(
                        ::std::convert::From::from(runtime::__private::no_events()),
                    ),
                );
            kept.build().ok()
        }
    }
    impl super::SdkMutation for TalkToThing {
        type FluentBuilder = sdk::operation::talk_to_thing::builders::TalkToThingFluentBuilder;
        type InputBuilder = sdk::operation::talk_to_thing::builders::TalkToThingInputBuilder;
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
        fn again(_: &Self::FluentBuilder) -> ::std::option::Option<Self::FluentBuilder> {
            ::std::option::Option::None
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
    /// The SDK's own builder of `GetThing`: it only reads.
    #[must_use]
    #[inline]
    pub fn get_thing(
        &self,
    ) -> sdk::operation::get_thing::builders::GetThingFluentBuilder {
        self.inner.get_thing()
    }
    /// Starts a call of `PutThing`. `send` returns once this has been read back:
    /// - `says_what_it_was_given`: Whatever is read back.
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
    /// Starts a call of `TalkToThing`. There is no built-in check of it yet: `send` returns when the service has answered, or once the client's own checks are met.
    #[must_use]
    #[inline]
    pub fn talk_to_thing(&self) -> builders::TalkToThingFluentBuilder {
        MutationBuilder {
            inner: self.inner.talk_to_thing(),
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
    /// Builds a call of `PutThing`, as [the SDK's builder](sdk::operation::put_thing::builders::PutThingFluentBuilder) does.
    ///
    /// `send` returns once this has been read back:
    /// - `says_what_it_was_given`: Whatever is read back.
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
        /// `Body`: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::body).
        #[must_use]
        #[inline]
        pub fn body(mut self, input: runtime::__private::ByteStream) -> Self {
            self.inner = self.inner.body(input);
            self
        }
        /// `Body`, or none: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::set_body).
        #[must_use]
        #[inline]
        pub fn set_body(
            mut self,
            input: ::std::option::Option<runtime::__private::ByteStream>,
        ) -> Self {
            self.inner = self.inner.set_body(input);
            self
        }
        /// The `Body` so far: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::get_body).
        #[must_use]
        #[inline]
        pub fn get_body(
            &self,
        ) -> &::std::option::Option<runtime::__private::ByteStream> {
            self.inner.get_body()
        }
        /// `Pin`: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::pin).
        #[must_use]
        pub fn pin(
            mut self,
            input: impl ::std::convert::Into<::std::string::String>,
        ) -> Self {
            self.inner = self.inner.pin(input);
            self
        }
        /// `Pin`, or none: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::set_pin).
        #[must_use]
        #[inline]
        pub fn set_pin(
            mut self,
            input: ::std::option::Option<::std::string::String>,
        ) -> Self {
            self.inner = self.inner.set_pin(input);
            self
        }
        /// The `Pin` so far: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::get_pin).
        #[must_use]
        #[inline]
        pub fn get_pin(&self) -> &::std::option::Option<::std::string::String> {
            self.inner.get_pin()
        }
        /// `Tags`: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::tags).
        #[must_use]
        pub fn tags(
            mut self,
            input: impl ::std::convert::Into<::std::string::String>,
        ) -> Self {
            self.inner = self.inner.tags(input);
            self
        }
        /// `Tags`, or none: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::set_tags).
        #[must_use]
        #[inline]
        pub fn set_tags(
            mut self,
            input: ::std::option::Option<::std::vec::Vec<::std::string::String>>,
        ) -> Self {
            self.inner = self.inner.set_tags(input);
            self
        }
        /// The `Tags` so far: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::get_tags).
        #[must_use]
        #[inline]
        pub fn get_tags(
            &self,
        ) -> &::std::option::Option<::std::vec::Vec<::std::string::String>> {
            self.inner.get_tags()
        }
    }
    /// Builds a call of `TalkToThing`, as [the SDK's builder](sdk::operation::talk_to_thing::builders::TalkToThingFluentBuilder) does.
    ///
    /// There is no built-in check of it yet: `send` returns when the service has answered, or once the client's own checks are met.
    pub type TalkToThingFluentBuilder = super::MutationBuilder<super::op::TalkToThing>;
    impl super::MutationBuilder<super::op::TalkToThing> {
        /// `Name`: see [the SDK](sdk::operation::talk_to_thing::builders::TalkToThingFluentBuilder::name).
        #[must_use]
        pub fn name(
            mut self,
            input: impl ::std::convert::Into<::std::string::String>,
        ) -> Self {
            self.inner = self.inner.name(input);
            self
        }
        /// `Name`, or none: see [the SDK](sdk::operation::talk_to_thing::builders::TalkToThingFluentBuilder::set_name).
        #[must_use]
        #[inline]
        pub fn set_name(
            mut self,
            input: ::std::option::Option<::std::string::String>,
        ) -> Self {
            self.inner = self.inner.set_name(input);
            self
        }
        /// The `Name` so far: see [the SDK](sdk::operation::talk_to_thing::builders::TalkToThingFluentBuilder::get_name).
        #[must_use]
        #[inline]
        pub fn get_name(&self) -> &::std::option::Option<::std::string::String> {
            self.inner.get_name()
        }
        /// `Words`: see [the SDK](sdk::operation::talk_to_thing::builders::TalkToThingFluentBuilder::words).
        #[must_use]
        #[inline]
        pub fn words(
            mut self,
            input: sdk::primitives::event_stream::EventStreamSender<
                sdk::types::Words,
                sdk::types::error::WordsError,
            >,
        ) -> Self {
            self.inner = self.inner.words(input);
            self
        }
        /// `Words`, or none: see [the SDK](sdk::operation::talk_to_thing::builders::TalkToThingFluentBuilder::set_words).
        #[must_use]
        #[inline]
        pub fn set_words(
            mut self,
            input: ::std::option::Option<
                sdk::primitives::event_stream::EventStreamSender<
                    sdk::types::Words,
                    sdk::types::error::WordsError,
                >,
            >,
        ) -> Self {
            self.inner = self.inner.set_words(input);
            self
        }
        /// The `Words` so far: see [the SDK](sdk::operation::talk_to_thing::builders::TalkToThingFluentBuilder::get_words).
        #[must_use]
        #[inline]
        pub fn get_words(
            &self,
        ) -> &::std::option::Option<
            sdk::primitives::event_stream::EventStreamSender<
                sdk::types::Words,
                sdk::types::error::WordsError,
            >,
        > {
            self.inner.get_words()
        }
    }
}
/// Every operation of Golden, by name: how the client treats it, with which checks, which reads these make and which rights that takes.
pub const OPERATIONS: &[runtime::OperationInfo] = &[
    runtime::OperationInfo::new("GetThing", runtime::Kind::Read),
    runtime::OperationInfo::of::<
        op::PutThing,
    >(runtime::Kind::Checked {
        checks: &[
            <crate::stream::checks::thing::says_what_it_was_given as runtime::PostCondition>::INFO
                .described("Whatever is read back.", &["golden:GetThing"]),
        ],
    }),
    runtime::OperationInfo::of::<op::TalkToThing>(runtime::Kind::Pending),
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
