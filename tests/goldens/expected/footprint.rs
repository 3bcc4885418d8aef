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
        #[inline]
        fn footprint(input: &Self::Input, output: &Self::Output) -> runtime::Footprint {
            let mut footprint = runtime::Footprint::default();
            footprint.extend(Self::fact_0(input, output));
            footprint.extend(Self::fact_1(input, output));
            footprint
        }
    }
    impl DeleteThing {
        #[inline]
        fn fact_0(
            input: &sdk::operation::delete_thing::DeleteThingInput,
            _: &sdk::operation::delete_thing::DeleteThingOutput,
        ) -> ::std::option::Option<runtime::Fact> {
            if input.version.is_some() {
                return ::std::option::Option::None;
            }
            ::std::option::Option::Some(
                runtime::Fact::gone(
                    runtime::Resource::with_random_suffix("Thing", input.name()?),
                ),
            )
        }
        #[inline]
        fn fact_1(
            input: &sdk::operation::delete_thing::DeleteThingInput,
            _: &sdk::operation::delete_thing::DeleteThingOutput,
        ) -> ::std::option::Option<runtime::Fact> {
            ::std::option::Option::Some(
                runtime::Fact::set_key(
                    runtime::Resource::with_random_suffix("Thing", input.name()?),
                    "version",
                    input.version()?,
                ),
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
        #[inline]
        fn footprint(input: &Self::Input, output: &Self::Output) -> runtime::Footprint {
            let mut footprint = runtime::Footprint::default();
            footprint.extend(Self::fact_0(input, output));
            footprint
                .extend(
                    input
                        .tags()
                        .iter()
                        .filter_map(|item| Self::fact_1(input, output, item.key())),
                );
            footprint
                .extend(
                    input
                        .data()
                        .into_iter()
                        .flatten()
                        .filter_map(|(item, _)| Self::fact_2(input, output, item)),
                );
            footprint.extend(Self::fact_3(input, output));
            footprint
                .extend(
                    input
                        .levels()
                        .into_iter()
                        .flatten()
                        .filter_map(|(item, _)| Self::fact_4(
                            input,
                            output,
                            item.as_str(),
                        )),
                );
            footprint
                .extend(
                    input
                        .kinds()
                        .iter()
                        .filter_map(|item| Self::fact_5(input, output, item.as_str())),
                );
            footprint.extend(Self::fact_6(input, output));
            footprint.extend(Self::fact_7(input, output));
            footprint.extend(Self::fact_8(input, output));
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
            if let ::std::option::Option::Some(items) = &mut kept_input.tags {
                let before = items.len();
                items
                    .retain(|item| {
                        !Self::fact_1(input, output, item.key())
                            .is_some_and(|fact| superseded(&fact))
                    });
                narrowed |= items.len() != before;
            }
            if let ::std::option::Option::Some(items) = &mut kept_input.data {
                let before = items.len();
                items
                    .retain(|item, _| {
                        !Self::fact_2(input, output, item)
                            .is_some_and(|fact| superseded(&fact))
                    });
                narrowed |= items.len() != before;
            }
            if let ::std::option::Option::Some(items) = &mut kept_input.levels {
                let before = items.len();
                items
                    .retain(|item, _| {
                        !Self::fact_4(input, output, item.as_str())
                            .is_some_and(|fact| superseded(&fact))
                    });
                narrowed |= items.len() != before;
            }
            if let ::std::option::Option::Some(items) = &mut kept_input.kinds {
                let before = items.len();
                items
                    .retain(|item| {
                        !Self::fact_5(input, output, item.as_str())
                            .is_some_and(|fact| superseded(&fact))
                    });
                narrowed |= items.len() != before;
            }
            if Self::fact_6(input, output).is_some_and(|fact| superseded(&fact)) {
                kept_input.grade = ::std::option::Option::None;
                narrowed = true;
            }
            if Self::fact_7(input, output).is_some_and(|fact| superseded(&fact)) {
                kept_input.replace = ::std::option::Option::None;
                kept_input.comment = ::std::option::Option::None;
                narrowed = true;
            }
            if Self::fact_8(input, output).is_some_and(|fact| superseded(&fact)) {
                kept_input.replace = ::std::option::Option::None;
                kept_input.note = ::std::option::Option::None;
                narrowed = true;
            }
            narrowed.then_some((kept_input, kept_output))
        }
    }
    impl PutThing {
        #[inline]
        fn fact_0(
            input: &sdk::operation::put_thing::PutThingInput,
            _: &sdk::operation::put_thing::PutThingOutput,
        ) -> ::std::option::Option<runtime::Fact> {
            ::std::option::Option::Some(
                runtime::Fact::set(
                        runtime::Resource::with_random_suffix("Thing", input.name()?),
                        "value",
                    )
                    .within(
                        runtime::Resource::new(
                            input.shelf_type()?.as_str().to_owned(),
                            input.shelf()?,
                        ),
                    ),
            )
        }
        #[inline]
        fn fact_1(
            input: &sdk::operation::put_thing::PutThingInput,
            _: &sdk::operation::put_thing::PutThingOutput,
            item: &str,
        ) -> ::std::option::Option<runtime::Fact> {
            ::std::option::Option::Some(
                runtime::Fact::set_key(
                        runtime::Resource::with_random_suffix("Thing", input.name()?),
                        "tag",
                        item,
                    )
                    .within(
                        runtime::Resource::new(
                            input.shelf_type()?.as_str().to_owned(),
                            input.shelf()?,
                        ),
                    ),
            )
        }
        #[inline]
        fn fact_2(
            input: &sdk::operation::put_thing::PutThingInput,
            _: &sdk::operation::put_thing::PutThingOutput,
            item: &str,
        ) -> ::std::option::Option<runtime::Fact> {
            ::std::option::Option::Some(
                runtime::Fact::set_key(
                        runtime::Resource::with_random_suffix("Thing", input.name()?),
                        "data",
                        item,
                    )
                    .within(
                        runtime::Resource::new(
                            input.shelf_type()?.as_str().to_owned(),
                            input.shelf()?,
                        ),
                    ),
            )
        }
        #[inline]
        fn fact_3(
            input: &sdk::operation::put_thing::PutThingInput,
            _: &sdk::operation::put_thing::PutThingOutput,
        ) -> ::std::option::Option<runtime::Fact> {
            ::std::option::Option::Some(
                runtime::Fact::set_key(
                        runtime::Resource::with_random_suffix("Thing", input.name()?),
                        "label",
                        "latest",
                    )
                    .within(
                        runtime::Resource::new(
                            input.shelf_type()?.as_str().to_owned(),
                            input.shelf()?,
                        ),
                    ),
            )
        }
        #[inline]
        fn fact_4(
            input: &sdk::operation::put_thing::PutThingInput,
            _: &sdk::operation::put_thing::PutThingOutput,
            item: &str,
        ) -> ::std::option::Option<runtime::Fact> {
            ::std::option::Option::Some(
                runtime::Fact::set_key(
                        runtime::Resource::with_random_suffix("Thing", input.name()?),
                        "level",
                        item,
                    )
                    .within(
                        runtime::Resource::new(
                            input.shelf_type()?.as_str().to_owned(),
                            input.shelf()?,
                        ),
                    ),
            )
        }
        #[inline]
        fn fact_5(
            input: &sdk::operation::put_thing::PutThingInput,
            _: &sdk::operation::put_thing::PutThingOutput,
            item: &str,
        ) -> ::std::option::Option<runtime::Fact> {
            ::std::option::Option::Some(
                runtime::Fact::set_key(
                        runtime::Resource::with_random_suffix("Thing", input.name()?),
                        "kind",
                        item,
                    )
                    .within(
                        runtime::Resource::new(
                            input.shelf_type()?.as_str().to_owned(),
                            input.shelf()?,
                        ),
                    ),
            )
        }
        #[inline]
        fn fact_6(
            input: &sdk::operation::put_thing::PutThingInput,
            _: &sdk::operation::put_thing::PutThingOutput,
        ) -> ::std::option::Option<runtime::Fact> {
            input.grade.as_ref()?;
            ::std::option::Option::Some(
                runtime::Fact::set_key(
                        runtime::Resource::with_random_suffix("Thing", input.name()?),
                        "grade",
                        input.grade()?.as_str(),
                    )
                    .within(
                        runtime::Resource::new(
                            input.shelf_type()?.as_str().to_owned(),
                            input.shelf()?,
                        ),
                    ),
            )
        }
        #[inline]
        fn fact_7(
            input: &sdk::operation::put_thing::PutThingInput,
            _: &sdk::operation::put_thing::PutThingOutput,
        ) -> ::std::option::Option<runtime::Fact> {
            if input.comment.is_none()
                && input.replace != ::std::option::Option::Some(true)
            {
                return ::std::option::Option::None;
            }
            ::std::option::Option::Some(
                runtime::Fact::set(
                        runtime::Resource::with_random_suffix("Thing", input.name()?),
                        "Comment",
                    )
                    .within(
                        runtime::Resource::new(
                            input.shelf_type()?.as_str().to_owned(),
                            input.shelf()?,
                        ),
                    ),
            )
        }
        #[inline]
        fn fact_8(
            input: &sdk::operation::put_thing::PutThingInput,
            _: &sdk::operation::put_thing::PutThingOutput,
        ) -> ::std::option::Option<runtime::Fact> {
            if input.note.is_none() && input.replace != ::std::option::Option::Some(true)
            {
                return ::std::option::Option::None;
            }
            ::std::option::Option::Some(
                runtime::Fact::set(
                        runtime::Resource::with_random_suffix("Thing", input.name()?),
                        "Note",
                    )
                    .within(
                        runtime::Resource::new(
                            input.shelf_type()?.as_str().to_owned(),
                            input.shelf()?,
                        ),
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
        /// `Version`: see [the SDK](sdk::operation::delete_thing::builders::DeleteThingFluentBuilder::version).
        #[must_use]
        pub fn version(
            mut self,
            input: impl ::std::convert::Into<::std::string::String>,
        ) -> Self {
            self.inner = self.inner.version(input);
            self
        }
        /// `Version`, or none: see [the SDK](sdk::operation::delete_thing::builders::DeleteThingFluentBuilder::set_version).
        #[must_use]
        #[inline]
        pub fn set_version(
            mut self,
            input: ::std::option::Option<::std::string::String>,
        ) -> Self {
            self.inner = self.inner.set_version(input);
            self
        }
        /// The `Version` so far: see [the SDK](sdk::operation::delete_thing::builders::DeleteThingFluentBuilder::get_version).
        #[must_use]
        #[inline]
        pub fn get_version(&self) -> &::std::option::Option<::std::string::String> {
            self.inner.get_version()
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
        /// `Comment`: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::comment).
        #[must_use]
        pub fn comment(
            mut self,
            input: impl ::std::convert::Into<::std::string::String>,
        ) -> Self {
            self.inner = self.inner.comment(input);
            self
        }
        /// `Comment`, or none: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::set_comment).
        #[must_use]
        #[inline]
        pub fn set_comment(
            mut self,
            input: ::std::option::Option<::std::string::String>,
        ) -> Self {
            self.inner = self.inner.set_comment(input);
            self
        }
        /// The `Comment` so far: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::get_comment).
        #[must_use]
        #[inline]
        pub fn get_comment(&self) -> &::std::option::Option<::std::string::String> {
            self.inner.get_comment()
        }
        /// `Note`: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::note).
        #[must_use]
        pub fn note(
            mut self,
            input: impl ::std::convert::Into<::std::string::String>,
        ) -> Self {
            self.inner = self.inner.note(input);
            self
        }
        /// `Note`, or none: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::set_note).
        #[must_use]
        #[inline]
        pub fn set_note(
            mut self,
            input: ::std::option::Option<::std::string::String>,
        ) -> Self {
            self.inner = self.inner.set_note(input);
            self
        }
        /// The `Note` so far: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::get_note).
        #[must_use]
        #[inline]
        pub fn get_note(&self) -> &::std::option::Option<::std::string::String> {
            self.inner.get_note()
        }
        /// `Tags`: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::tags).
        #[must_use]
        #[inline]
        pub fn tags(mut self, input: sdk::types::Tag) -> Self {
            self.inner = self.inner.tags(input);
            self
        }
        /// `Tags`, or none: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::set_tags).
        #[must_use]
        #[inline]
        pub fn set_tags(
            mut self,
            input: ::std::option::Option<::std::vec::Vec<sdk::types::Tag>>,
        ) -> Self {
            self.inner = self.inner.set_tags(input);
            self
        }
        /// The `Tags` so far: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::get_tags).
        #[must_use]
        #[inline]
        pub fn get_tags(
            &self,
        ) -> &::std::option::Option<::std::vec::Vec<sdk::types::Tag>> {
            self.inner.get_tags()
        }
        /// `Data`: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::data).
        #[must_use]
        pub fn data(
            mut self,
            k: impl ::std::convert::Into<::std::string::String>,
            v: impl ::std::convert::Into<::std::string::String>,
        ) -> Self {
            self.inner = self.inner.data(k, v);
            self
        }
        /// `Data`, or none: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::set_data).
        #[must_use]
        #[inline]
        pub fn set_data(
            mut self,
            input: ::std::option::Option<
                ::std::collections::HashMap<::std::string::String, ::std::string::String>,
            >,
        ) -> Self {
            self.inner = self.inner.set_data(input);
            self
        }
        /// The `Data` so far: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::get_data).
        #[must_use]
        #[inline]
        pub fn get_data(
            &self,
        ) -> &::std::option::Option<
            ::std::collections::HashMap<::std::string::String, ::std::string::String>,
        > {
            self.inner.get_data()
        }
        /// `Shelf`: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::shelf).
        #[must_use]
        pub fn shelf(
            mut self,
            input: impl ::std::convert::Into<::std::string::String>,
        ) -> Self {
            self.inner = self.inner.shelf(input);
            self
        }
        /// `Shelf`, or none: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::set_shelf).
        #[must_use]
        #[inline]
        pub fn set_shelf(
            mut self,
            input: ::std::option::Option<::std::string::String>,
        ) -> Self {
            self.inner = self.inner.set_shelf(input);
            self
        }
        /// The `Shelf` so far: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::get_shelf).
        #[must_use]
        #[inline]
        pub fn get_shelf(&self) -> &::std::option::Option<::std::string::String> {
            self.inner.get_shelf()
        }
        /// `ShelfType`: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::shelf_type).
        #[must_use]
        #[inline]
        pub fn shelf_type(mut self, input: sdk::types::ShelfType) -> Self {
            self.inner = self.inner.shelf_type(input);
            self
        }
        /// `ShelfType`, or none: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::set_shelf_type).
        #[must_use]
        #[inline]
        pub fn set_shelf_type(
            mut self,
            input: ::std::option::Option<sdk::types::ShelfType>,
        ) -> Self {
            self.inner = self.inner.set_shelf_type(input);
            self
        }
        /// The `ShelfType` so far: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::get_shelf_type).
        #[must_use]
        #[inline]
        pub fn get_shelf_type(&self) -> &::std::option::Option<sdk::types::ShelfType> {
            self.inner.get_shelf_type()
        }
        /// `Replace`: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::replace).
        #[must_use]
        #[inline]
        pub fn replace(mut self, input: bool) -> Self {
            self.inner = self.inner.replace(input);
            self
        }
        /// `Replace`, or none: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::set_replace).
        #[must_use]
        #[inline]
        pub fn set_replace(mut self, input: ::std::option::Option<bool>) -> Self {
            self.inner = self.inner.set_replace(input);
            self
        }
        /// The `Replace` so far: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::get_replace).
        #[must_use]
        #[inline]
        pub fn get_replace(&self) -> &::std::option::Option<bool> {
            self.inner.get_replace()
        }
        /// `Levels`: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::levels).
        #[must_use]
        pub fn levels(
            mut self,
            k: sdk::types::Level,
            v: impl ::std::convert::Into<::std::string::String>,
        ) -> Self {
            self.inner = self.inner.levels(k, v);
            self
        }
        /// `Levels`, or none: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::set_levels).
        #[must_use]
        #[inline]
        pub fn set_levels(
            mut self,
            input: ::std::option::Option<
                ::std::collections::HashMap<sdk::types::Level, ::std::string::String>,
            >,
        ) -> Self {
            self.inner = self.inner.set_levels(input);
            self
        }
        /// The `Levels` so far: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::get_levels).
        #[must_use]
        #[inline]
        pub fn get_levels(
            &self,
        ) -> &::std::option::Option<
            ::std::collections::HashMap<sdk::types::Level, ::std::string::String>,
        > {
            self.inner.get_levels()
        }
        /// `Kinds`: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::kinds).
        #[must_use]
        #[inline]
        pub fn kinds(mut self, input: sdk::types::OldLevel) -> Self {
            self.inner = self.inner.kinds(input);
            self
        }
        /// `Kinds`, or none: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::set_kinds).
        #[must_use]
        #[inline]
        pub fn set_kinds(
            mut self,
            input: ::std::option::Option<::std::vec::Vec<sdk::types::OldLevel>>,
        ) -> Self {
            self.inner = self.inner.set_kinds(input);
            self
        }
        /// The `Kinds` so far: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::get_kinds).
        #[must_use]
        #[inline]
        pub fn get_kinds(
            &self,
        ) -> &::std::option::Option<::std::vec::Vec<sdk::types::OldLevel>> {
            self.inner.get_kinds()
        }
        /// `Grade`: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::grade).
        #[must_use]
        #[inline]
        pub fn grade(mut self, input: sdk::types::Level) -> Self {
            self.inner = self.inner.grade(input);
            self
        }
        /// `Grade`, or none: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::set_grade).
        #[must_use]
        #[inline]
        pub fn set_grade(
            mut self,
            input: ::std::option::Option<sdk::types::Level>,
        ) -> Self {
            self.inner = self.inner.set_grade(input);
            self
        }
        /// The `Grade` so far: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::get_grade).
        #[must_use]
        #[inline]
        pub fn get_grade(&self) -> &::std::option::Option<sdk::types::Level> {
            self.inner.get_grade()
        }
    }
}
/// Every operation of Golden, by name: how the client treats it, with which checks, which reads these make and which rights that takes.
pub const OPERATIONS: &[runtime::OperationInfo] = &[
    runtime::OperationInfo::of::<op::DeleteThing>(runtime::Kind::Pending),
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
