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
    /// A builder of `ListThings` that mirrors the SDK's own: while several checks are open, several requests become one.
    #[must_use]
    #[inline]
    pub fn list_things(&self) -> reads::ListThingsFluentBuilder {
        reads::ListThingsFluentBuilder {
            inner: self.client.list_things(),
            reader: ::std::clone::Clone::clone(self),
        }
    }
}
#[derive(Default)]
struct Loaders {
    list_things: runtime::__private::Loader<op::ListThings>,
}
#[allow(deprecated)]
impl runtime::Coalesced for op::ListThings {
    type Request = sdk::operation::list_things::builders::ListThingsInputBuilder;
    type Error = sdk::operation::list_things::ListThingsError;
    type Batch = crate::coalesced::ThingsByName;
    #[inline]
    async fn send(
        reader: &Reader,
        request: Self::Request,
    ) -> ::std::result::Result<Self::Output, sdk::error::SdkError<Self::Error>> {
        request.send_with(&reader.client).await
    }
    #[inline]
    fn repeat(error: &Self::Error) -> Self::Error {
        match error {
            sdk::operation::list_things::ListThingsError::InternalFault(error) => {
                sdk::operation::list_things::ListThingsError::InternalFault(
                    error.clone(),
                )
            }
            sdk::operation::list_things::ListThingsError::InvalidToken(error) => {
                sdk::operation::list_things::ListThingsError::InvalidToken(error.clone())
            }
            sdk::operation::list_things::ListThingsError::ThingNotFound(error) => {
                sdk::operation::list_things::ListThingsError::ThingNotFound(
                    error.clone(),
                )
            }
            other => Self::generic(sdk::error::ProvideErrorMetadata::meta(other).clone()),
        }
    }
    #[inline]
    fn generic(metadata: runtime::__private::ErrorMetadata) -> Self::Error {
        sdk::operation::list_things::ListThingsError::generic(metadata)
    }
}
/// The builders that the reader hands out: the SDK's own, but where several requests become
/// one. Those mirror the SDK's.
#[allow(deprecated, unused_imports)]
pub mod reads {
    use super::{runtime, sdk};
    #[doc(no_inline)]
    pub use sdk::operation::get_thing::builders::GetThingFluentBuilder;
    /// Builds a call of `ListThings`, as [the SDK's builder](sdk::operation::list_things::builders::ListThingsFluentBuilder) does.
    #[derive(Clone)]
    pub struct ListThingsFluentBuilder {
        pub(super) inner: sdk::operation::list_things::builders::ListThingsFluentBuilder,
        pub(super) reader: super::Reader,
    }
    impl ListThingsFluentBuilder {
        /// The input so far.
        #[must_use]
        #[inline]
        pub fn as_input(
            &self,
        ) -> &sdk::operation::list_things::builders::ListThingsInputBuilder {
            self.inner.as_input()
        }
        /// Modifies the request before it is sent: by itself, then.
        #[must_use]
        #[inline]
        pub fn customize(
            self,
        ) -> sdk::client::customize::CustomizableOperation<
            sdk::operation::list_things::ListThingsOutput,
            sdk::operation::list_things::ListThingsError,
            sdk::operation::list_things::builders::ListThingsFluentBuilder,
        > {
            self.inner.customize()
        }
        /// Sends the request, or joins others that are about to be sent.
        ///
        /// # Errors
        /// Those of the SDK's builder.
        #[inline]
        pub fn send(
            self,
        ) -> runtime::__private::BoxFuture<
            'static,
            ::std::result::Result<
                sdk::operation::list_things::ListThingsOutput,
                sdk::error::SdkError<sdk::operation::list_things::ListThingsError>,
            >,
        > {
            let request = ::std::clone::Clone::clone(self.inner.as_input());
            let reader = ::std::clone::Clone::clone(&self.reader);
            let alone = || -> runtime::__private::BoxFuture<'static, _> {
                ::std::boxed::Box::pin(self.inner.send())
            };
            reader.loaders.list_things.load(&reader, &request, alone)
        }
        /// The SDK's own paginator, whose requests no others become one with.
        #[must_use]
        #[inline]
        pub fn into_paginator(
            self,
        ) -> sdk::operation::list_things::paginator::ListThingsPaginator {
            self.inner.into_paginator()
        }
    }
    impl ListThingsFluentBuilder {
        /// `Names`: see [the SDK](sdk::operation::list_things::builders::ListThingsFluentBuilder::names).
        #[must_use]
        pub fn names(
            mut self,
            input: impl ::std::convert::Into<::std::string::String>,
        ) -> Self {
            self.inner = self.inner.names(input);
            self
        }
        /// `Names`, or none: see [the SDK](sdk::operation::list_things::builders::ListThingsFluentBuilder::set_names).
        #[must_use]
        #[inline]
        pub fn set_names(
            mut self,
            input: ::std::option::Option<::std::vec::Vec<::std::string::String>>,
        ) -> Self {
            self.inner = self.inner.set_names(input);
            self
        }
        /// The `Names` so far: see [the SDK](sdk::operation::list_things::builders::ListThingsFluentBuilder::get_names).
        #[must_use]
        #[inline]
        pub fn get_names(
            &self,
        ) -> &::std::option::Option<::std::vec::Vec<::std::string::String>> {
            self.inner.get_names()
        }
        /// `NextToken`: see [the SDK](sdk::operation::list_things::builders::ListThingsFluentBuilder::next_token).
        #[must_use]
        pub fn next_token(
            mut self,
            input: impl ::std::convert::Into<::std::string::String>,
        ) -> Self {
            self.inner = self.inner.next_token(input);
            self
        }
        /// `NextToken`, or none: see [the SDK](sdk::operation::list_things::builders::ListThingsFluentBuilder::set_next_token).
        #[must_use]
        #[inline]
        pub fn set_next_token(
            mut self,
            input: ::std::option::Option<::std::string::String>,
        ) -> Self {
            self.inner = self.inner.set_next_token(input);
            self
        }
        /// The `NextToken` so far: see [the SDK](sdk::operation::list_things::builders::ListThingsFluentBuilder::get_next_token).
        #[must_use]
        #[inline]
        pub fn get_next_token(&self) -> &::std::option::Option<::std::string::String> {
            self.inner.get_next_token()
        }
    }
    impl ::std::fmt::Debug for ListThingsFluentBuilder {
        #[inline]
        fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
            f.debug_struct(stringify!(ListThingsFluentBuilder)).finish_non_exhaustive()
        }
    }
}
/// The builders of mutations: each mirrors the SDK's own.
#[allow(deprecated)]
pub mod builders {
    #[allow(unused_imports)]
    use super::{runtime, sdk};
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
    }
}
/// Every operation of Golden, by name: how the client treats it, with which checks, which reads these make and which rights that takes.
pub const OPERATIONS: &[runtime::OperationInfo] = &[
    runtime::OperationInfo::new("GetThing", runtime::Kind::Read),
    runtime::OperationInfo::new("ListThings", runtime::Kind::Read),
    runtime::OperationInfo::of::<op::PutThing>(runtime::Kind::Pending),
];
/// Golden, and all that [`OPERATIONS`] says of it.
pub const SERVICE: runtime::ServiceInfo = runtime::ServiceInfo::new(
        "golden",
        "Golden",
        OPERATIONS,
    )
    .with_error_codes(<Golden as runtime::Service>::ERROR_CODES);
/// The row of one operation, by its name in the model, as in `PutParameter`.
#[must_use]
#[inline]
pub fn operation(name: &str) -> ::std::option::Option<&'static runtime::OperationInfo> {
    SERVICE.operation(name)
}
