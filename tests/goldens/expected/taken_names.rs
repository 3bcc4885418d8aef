/// A type for each operation: what `op = "..."` in `#[post_condition]` names.
#[allow(deprecated, clippy::redundant_closure_for_method_calls)]
pub mod op {
    use super::{runtime, sdk};
    /// Stands for `Apart` in bounds.
    #[derive(Clone, Copy, Debug)]
    pub enum Apart {}
    impl runtime::__private::Generated for Apart {}
    impl runtime::Operation for Apart {
        type Service = super::Golden;
        type Input = sdk::operation::apart::ApartInput;
        type Output = sdk::operation::apart::ApartOutput;
        const NAME: &'static str = "Apart";
    }
    impl runtime::Read for Apart {}
    /// Stands for `Builder` in bounds.
    #[derive(Clone, Copy, Debug)]
    pub enum Builder {}
    impl runtime::__private::Generated for Builder {}
    impl runtime::Operation for Builder {
        type Service = super::Golden;
        type Input = sdk::operation::builder::BuilderInput;
        type Output = sdk::operation::builder::BuilderOutput;
        const NAME: &'static str = "Builder";
    }
    impl runtime::Read for Builder {}
    /// Stands for `Clone` in bounds.
    #[derive(Clone, Copy, Debug)]
    pub enum Clone {}
    impl runtime::__private::Generated for Clone {}
    impl runtime::Operation for Clone {
        type Service = super::Golden;
        type Input = sdk::operation::clone::CloneInput;
        type Output = sdk::operation::clone::CloneOutput;
        const NAME: &'static str = "Clone";
    }
    impl runtime::Read for Clone {}
    /// Stands for `Confirm` in bounds.
    #[derive(Clone, Copy, Debug)]
    pub enum Confirm {}
    impl runtime::__private::Generated for Confirm {}
    impl runtime::Operation for Confirm {
        type Service = super::Golden;
        type Input = sdk::operation::confirm::ConfirmInput;
        type Output = sdk::operation::confirm::ConfirmOutput;
        const NAME: &'static str = "Confirm";
    }
    impl runtime::Mutation for Confirm {
        type Error = sdk::operation::confirm::ConfirmError;
        #[inline]
        fn sdk_configuration() -> ::std::option::Option<
            runtime::__private::FrozenLayer,
        > {
            runtime::__private::RuntimePlugin::config(
                &sdk::operation::confirm::Confirm::new(),
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
    impl super::SdkMutation for Confirm {
        type FluentBuilder = sdk::operation::confirm::builders::ConfirmFluentBuilder;
        type InputBuilder = sdk::operation::confirm::builders::ConfirmInputBuilder;
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
    /// Stands for `EnforcingSdkClient` in bounds.
    #[derive(Clone, Copy, Debug)]
    pub enum EnforcingSdkClient {}
    impl runtime::__private::Generated for EnforcingSdkClient {}
    impl runtime::Operation for EnforcingSdkClient {
        type Service = super::Golden;
        type Input = sdk::operation::enforcing_sdk_client::EnforcingSdkClientInput;
        type Output = sdk::operation::enforcing_sdk_client::EnforcingSdkClientOutput;
        const NAME: &'static str = "EnforcingSdkClient";
    }
    impl runtime::Mutation for EnforcingSdkClient {
        type Error = sdk::operation::enforcing_sdk_client::EnforcingSdkClientError;
        #[inline]
        fn sdk_configuration() -> ::std::option::Option<
            runtime::__private::FrozenLayer,
        > {
            runtime::__private::RuntimePlugin::config(
                &sdk::operation::enforcing_sdk_client::EnforcingSdkClient::new(),
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
    impl super::SdkMutation for EnforcingSdkClient {
        type FluentBuilder = sdk::operation::enforcing_sdk_client::builders::EnforcingSdkClientFluentBuilder;
        type InputBuilder = sdk::operation::enforcing_sdk_client::builders::EnforcingSdkClientInputBuilder;
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
    /// Stands for `Inner` in bounds.
    #[derive(Clone, Copy, Debug)]
    pub enum Inner {}
    impl runtime::__private::Generated for Inner {}
    impl runtime::Operation for Inner {
        type Service = super::Golden;
        type Input = sdk::operation::inner::InnerInput;
        type Output = sdk::operation::inner::InnerOutput;
        const NAME: &'static str = "Inner";
    }
    impl runtime::Mutation for Inner {
        type Error = sdk::operation::inner::InnerError;
        #[inline]
        fn sdk_configuration() -> ::std::option::Option<
            runtime::__private::FrozenLayer,
        > {
            runtime::__private::RuntimePlugin::config(
                &sdk::operation::inner::Inner::new(),
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
    impl super::SdkMutation for Inner {
        type FluentBuilder = sdk::operation::inner::builders::InnerFluentBuilder;
        type InputBuilder = sdk::operation::inner::builders::InnerInputBuilder;
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
    /// Stands for `Look` in bounds.
    #[derive(Clone, Copy, Debug)]
    pub enum Look {}
    impl runtime::__private::Generated for Look {}
    impl runtime::Operation for Look {
        type Service = super::Golden;
        type Input = sdk::operation::look::LookInput;
        type Output = sdk::operation::look::LookOutput;
        const NAME: &'static str = "Look";
    }
    impl runtime::Mutation for Look {
        type Error = sdk::operation::look::LookError;
        #[inline]
        fn sdk_configuration() -> ::std::option::Option<
            runtime::__private::FrozenLayer,
        > {
            runtime::__private::RuntimePlugin::config(&sdk::operation::look::Look::new())
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
    impl super::SdkMutation for Look {
        type FluentBuilder = sdk::operation::look::builders::LookFluentBuilder;
        type InputBuilder = sdk::operation::look::builders::LookInputBuilder;
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
    /// Stands for `SaveHistory` in bounds.
    #[derive(Clone, Copy, Debug)]
    pub enum SaveHistory {}
    impl runtime::__private::Generated for SaveHistory {}
    impl runtime::Operation for SaveHistory {
        type Service = super::Golden;
        type Input = sdk::operation::save_history::SaveHistoryInput;
        type Output = sdk::operation::save_history::SaveHistoryOutput;
        const NAME: &'static str = "SaveHistory";
    }
    impl runtime::Mutation for SaveHistory {
        type Error = sdk::operation::save_history::SaveHistoryError;
        #[inline]
        fn sdk_configuration() -> ::std::option::Option<
            runtime::__private::FrozenLayer,
        > {
            runtime::__private::RuntimePlugin::config(
                &sdk::operation::save_history::SaveHistory::new(),
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
    impl super::SdkMutation for SaveHistory {
        type FluentBuilder = sdk::operation::save_history::builders::SaveHistoryFluentBuilder;
        type InputBuilder = sdk::operation::save_history::builders::SaveHistoryInputBuilder;
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
    /// Stands for `WithConfig` in bounds.
    #[derive(Clone, Copy, Debug)]
    pub enum WithConfig {}
    impl runtime::__private::Generated for WithConfig {}
    impl runtime::Operation for WithConfig {
        type Service = super::Golden;
        type Input = sdk::operation::with_config::WithConfigInput;
        type Output = sdk::operation::with_config::WithConfigOutput;
        const NAME: &'static str = "WithConfig";
    }
    impl runtime::Mutation for WithConfig {
        type Error = sdk::operation::with_config::WithConfigError;
        #[inline]
        fn sdk_configuration() -> ::std::option::Option<
            runtime::__private::FrozenLayer,
        > {
            runtime::__private::RuntimePlugin::config(
                &sdk::operation::with_config::WithConfig::new(),
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
    impl super::SdkMutation for WithConfig {
        type FluentBuilder = sdk::operation::with_config::builders::WithConfigFluentBuilder;
        type InputBuilder = sdk::operation::with_config::builders::WithConfigInputBuilder;
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
    /// The SDK's own builder of `Apart`: it only reads.
    #[must_use]
    #[inline]
    pub fn apart_operation(
        &self,
    ) -> sdk::operation::apart::builders::ApartFluentBuilder {
        self.inner.apart()
    }
    /// The SDK's own builder of `Builder`: it only reads.
    #[must_use]
    #[inline]
    pub fn builder_operation(
        &self,
    ) -> sdk::operation::builder::builders::BuilderFluentBuilder {
        self.inner.builder()
    }
    /// The SDK's own builder of `Clone`: it only reads.
    #[must_use]
    #[inline]
    pub fn clone(&self) -> sdk::operation::clone::builders::CloneFluentBuilder {
        self.inner.clone()
    }
    /// Starts a call of `Confirm`. There is no built-in check of it yet: `send` returns when the service has answered, or once the client's own checks are met.
    #[must_use]
    #[inline]
    pub fn confirm_operation(&self) -> builders::ConfirmFluentBuilder {
        MutationBuilder {
            inner: self.inner.confirm(),
            client: ::std::clone::Clone::clone(self),
            call: ::std::default::Default::default(),
        }
    }
    /// Starts a call of `EnforcingSdkClient`. There is no built-in check of it yet: `send` returns when the service has answered, or once the client's own checks are met.
    #[must_use]
    #[inline]
    pub fn enforcing_sdk_client_operation(
        &self,
    ) -> builders::EnforcingSdkClientFluentBuilder {
        MutationBuilder {
            inner: self.inner.enforcing_sdk_client(),
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
    /// Starts a call of `Inner`. There is no built-in check of it yet: `send` returns when the service has answered, or once the client's own checks are met.
    #[must_use]
    #[inline]
    pub fn inner_operation(&self) -> builders::InnerFluentBuilder {
        MutationBuilder {
            inner: self.inner.inner(),
            client: ::std::clone::Clone::clone(self),
            call: ::std::default::Default::default(),
        }
    }
    /// Starts a call of `Look`. There is no built-in check of it yet: `send` returns when the service has answered, or once the client's own checks are met.
    #[must_use]
    #[inline]
    pub fn look_operation(&self) -> builders::LookFluentBuilder {
        MutationBuilder {
            inner: self.inner.look(),
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
    /// Starts a call of `SaveHistory`. There is no built-in check of it yet: `send` returns when the service has answered, or once the client's own checks are met.
    #[must_use]
    #[inline]
    pub fn save_history_operation(&self) -> builders::SaveHistoryFluentBuilder {
        MutationBuilder {
            inner: self.inner.save_history(),
            client: ::std::clone::Clone::clone(self),
            call: ::std::default::Default::default(),
        }
    }
    /// Starts a call of `WithConfig`. There is no built-in check of it yet: `send` returns when the service has answered, or once the client's own checks are met.
    #[must_use]
    #[inline]
    pub fn with_config_operation(&self) -> builders::WithConfigFluentBuilder {
        MutationBuilder {
            inner: self.inner.with_config(),
            client: ::std::clone::Clone::clone(self),
            call: ::std::default::Default::default(),
        }
    }
}
#[allow(deprecated)]
impl Reader {
    /// The SDK's own builder of `Apart`.
    #[must_use]
    #[inline]
    pub fn apart_operation(
        &self,
    ) -> sdk::operation::apart::builders::ApartFluentBuilder {
        self.client.apart()
    }
    /// The SDK's own builder of `Builder`.
    #[must_use]
    #[inline]
    pub fn builder_operation(
        &self,
    ) -> sdk::operation::builder::builders::BuilderFluentBuilder {
        self.client.builder()
    }
    /// The SDK's own builder of `Clone`.
    #[must_use]
    #[inline]
    pub fn clone(&self) -> sdk::operation::clone::builders::CloneFluentBuilder {
        self.client.clone()
    }
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
    pub use sdk::operation::apart::builders::ApartFluentBuilder;
    #[doc(no_inline)]
    pub use sdk::operation::builder::builders::BuilderFluentBuilder;
    #[doc(no_inline)]
    pub use sdk::operation::clone::builders::CloneFluentBuilder;
    #[doc(no_inline)]
    pub use sdk::operation::get_thing::builders::GetThingFluentBuilder;
}
/// The builders of mutations: each mirrors the SDK's own.
#[allow(deprecated)]
pub mod builders {
    #[allow(unused_imports)]
    use super::{runtime, sdk};
    /// Builds a call of `Confirm`, as [the SDK's builder](sdk::operation::confirm::builders::ConfirmFluentBuilder) does.
    ///
    /// There is no built-in check of it yet: `send` returns when the service has answered, or once the client's own checks are met.
    pub type ConfirmFluentBuilder = super::MutationBuilder<super::op::Confirm>;
    impl super::MutationBuilder<super::op::Confirm> {
        /// `Name`: see [the SDK](sdk::operation::confirm::builders::ConfirmFluentBuilder::name).
        #[must_use]
        pub fn name(
            mut self,
            input: impl ::std::convert::Into<::std::string::String>,
        ) -> Self {
            self.inner = self.inner.name(input);
            self
        }
        /// `Name`, or none: see [the SDK](sdk::operation::confirm::builders::ConfirmFluentBuilder::set_name).
        #[must_use]
        #[inline]
        pub fn set_name(
            mut self,
            input: ::std::option::Option<::std::string::String>,
        ) -> Self {
            self.inner = self.inner.set_name(input);
            self
        }
        /// The `Name` so far: see [the SDK](sdk::operation::confirm::builders::ConfirmFluentBuilder::get_name).
        #[must_use]
        #[inline]
        pub fn get_name(&self) -> &::std::option::Option<::std::string::String> {
            self.inner.get_name()
        }
    }
    /// Builds a call of `EnforcingSdkClient`, as [the SDK's builder](sdk::operation::enforcing_sdk_client::builders::EnforcingSdkClientFluentBuilder) does.
    ///
    /// There is no built-in check of it yet: `send` returns when the service has answered, or once the client's own checks are met.
    pub type EnforcingSdkClientFluentBuilder = super::MutationBuilder<
        super::op::EnforcingSdkClient,
    >;
    impl super::MutationBuilder<super::op::EnforcingSdkClient> {
        /// `Name`: see [the SDK](sdk::operation::enforcing_sdk_client::builders::EnforcingSdkClientFluentBuilder::name).
        #[must_use]
        pub fn name(
            mut self,
            input: impl ::std::convert::Into<::std::string::String>,
        ) -> Self {
            self.inner = self.inner.name(input);
            self
        }
        /// `Name`, or none: see [the SDK](sdk::operation::enforcing_sdk_client::builders::EnforcingSdkClientFluentBuilder::set_name).
        #[must_use]
        #[inline]
        pub fn set_name(
            mut self,
            input: ::std::option::Option<::std::string::String>,
        ) -> Self {
            self.inner = self.inner.set_name(input);
            self
        }
        /// The `Name` so far: see [the SDK](sdk::operation::enforcing_sdk_client::builders::EnforcingSdkClientFluentBuilder::get_name).
        #[must_use]
        #[inline]
        pub fn get_name(&self) -> &::std::option::Option<::std::string::String> {
            self.inner.get_name()
        }
    }
    /// Builds a call of `Inner`, as [the SDK's builder](sdk::operation::inner::builders::InnerFluentBuilder) does.
    ///
    /// There is no built-in check of it yet: `send` returns when the service has answered, or once the client's own checks are met.
    pub type InnerFluentBuilder = super::MutationBuilder<super::op::Inner>;
    impl super::MutationBuilder<super::op::Inner> {
        /// `Name`: see [the SDK](sdk::operation::inner::builders::InnerFluentBuilder::name).
        #[must_use]
        pub fn name(
            mut self,
            input: impl ::std::convert::Into<::std::string::String>,
        ) -> Self {
            self.inner = self.inner.name(input);
            self
        }
        /// `Name`, or none: see [the SDK](sdk::operation::inner::builders::InnerFluentBuilder::set_name).
        #[must_use]
        #[inline]
        pub fn set_name(
            mut self,
            input: ::std::option::Option<::std::string::String>,
        ) -> Self {
            self.inner = self.inner.set_name(input);
            self
        }
        /// The `Name` so far: see [the SDK](sdk::operation::inner::builders::InnerFluentBuilder::get_name).
        #[must_use]
        #[inline]
        pub fn get_name(&self) -> &::std::option::Option<::std::string::String> {
            self.inner.get_name()
        }
    }
    /// Builds a call of `Look`, as [the SDK's builder](sdk::operation::look::builders::LookFluentBuilder) does.
    ///
    /// There is no built-in check of it yet: `send` returns when the service has answered, or once the client's own checks are met.
    pub type LookFluentBuilder = super::MutationBuilder<super::op::Look>;
    impl super::MutationBuilder<super::op::Look> {
        /// `Name`: see [the SDK](sdk::operation::look::builders::LookFluentBuilder::name).
        #[must_use]
        pub fn name(
            mut self,
            input: impl ::std::convert::Into<::std::string::String>,
        ) -> Self {
            self.inner = self.inner.name(input);
            self
        }
        /// `Name`, or none: see [the SDK](sdk::operation::look::builders::LookFluentBuilder::set_name).
        #[must_use]
        #[inline]
        pub fn set_name(
            mut self,
            input: ::std::option::Option<::std::string::String>,
        ) -> Self {
            self.inner = self.inner.set_name(input);
            self
        }
        /// The `Name` so far: see [the SDK](sdk::operation::look::builders::LookFluentBuilder::get_name).
        #[must_use]
        #[inline]
        pub fn get_name(&self) -> &::std::option::Option<::std::string::String> {
            self.inner.get_name()
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
        /// `Call`: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::call).
        #[must_use]
        pub fn call(
            mut self,
            input: impl ::std::convert::Into<::std::string::String>,
        ) -> Self {
            self.inner = self.inner.call(input);
            self
        }
        /// `Call`, or none: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::set_call).
        #[must_use]
        #[inline]
        pub fn set_call(
            mut self,
            input: ::std::option::Option<::std::vec::Vec<::std::string::String>>,
        ) -> Self {
            self.inner = self.inner.set_call(input);
            self
        }
        /// The `Call` so far: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::get_call).
        #[must_use]
        #[inline]
        pub fn get_call(
            &self,
        ) -> &::std::option::Option<::std::vec::Vec<::std::string::String>> {
            self.inner.get_call()
        }
        /// `Client`: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::client).
        #[must_use]
        pub fn client(
            mut self,
            input: impl ::std::convert::Into<::std::string::String>,
        ) -> Self {
            self.inner = self.inner.client(input);
            self
        }
        /// `Client`, or none: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::set_client).
        #[must_use]
        #[inline]
        pub fn set_client(
            mut self,
            input: ::std::option::Option<::std::string::String>,
        ) -> Self {
            self.inner = self.inner.set_client(input);
            self
        }
        /// The `Client` so far: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::get_client).
        #[must_use]
        #[inline]
        pub fn get_client(&self) -> &::std::option::Option<::std::string::String> {
            self.inner.get_client()
        }
        /// `Clone`: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::clone).
        #[must_use]
        pub fn clone(
            mut self,
            input: impl ::std::convert::Into<::std::string::String>,
        ) -> Self {
            self.inner = self.inner.clone(input);
            self
        }
        /// `Clone`, or none: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::set_clone).
        #[must_use]
        #[inline]
        pub fn set_clone(
            mut self,
            input: ::std::option::Option<::std::string::String>,
        ) -> Self {
            self.inner = self.inner.set_clone(input);
            self
        }
        /// The `Clone` so far: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::get_clone).
        #[must_use]
        #[inline]
        pub fn get_clone(&self) -> &::std::option::Option<::std::string::String> {
            self.inner.get_clone()
        }
        /// `ConfirmWith`: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::confirm_with).
        #[must_use]
        pub fn confirm_with_value(
            mut self,
            input: impl ::std::convert::Into<::std::string::String>,
        ) -> Self {
            self.inner = self.inner.confirm_with(input);
            self
        }
        /// `ConfirmWith`, or none: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::set_confirm_with).
        #[must_use]
        #[inline]
        pub fn set_confirm_with(
            mut self,
            input: ::std::option::Option<::std::string::String>,
        ) -> Self {
            self.inner = self.inner.set_confirm_with(input);
            self
        }
        /// The `ConfirmWith` so far: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::get_confirm_with).
        #[must_use]
        #[inline]
        pub fn get_confirm_with(&self) -> &::std::option::Option<::std::string::String> {
            self.inner.get_confirm_with()
        }
        /// `Customize`: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::customize_value).
        #[must_use]
        pub fn customize_value(
            mut self,
            input: impl ::std::convert::Into<::std::string::String>,
        ) -> Self {
            self.inner = self.inner.customize_value(input);
            self
        }
        /// `Customize`, or none: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::set_customize).
        #[must_use]
        #[inline]
        pub fn set_customize(
            mut self,
            input: ::std::option::Option<::std::string::String>,
        ) -> Self {
            self.inner = self.inner.set_customize(input);
            self
        }
        /// The `Customize` so far: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::get_customize).
        #[must_use]
        #[inline]
        pub fn get_customize(&self) -> &::std::option::Option<::std::string::String> {
            self.inner.get_customize()
        }
        /// `Debug`: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::debug).
        #[must_use]
        pub fn debug(
            mut self,
            input: impl ::std::convert::Into<::std::string::String>,
        ) -> Self {
            self.inner = self.inner.debug(input);
            self
        }
        /// `Debug`, or none: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::set_debug).
        #[must_use]
        #[inline]
        pub fn set_debug(
            mut self,
            input: ::std::option::Option<::std::string::String>,
        ) -> Self {
            self.inner = self.inner.set_debug(input);
            self
        }
        /// The `Debug` so far: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::get_debug).
        #[must_use]
        #[inline]
        pub fn get_debug(&self) -> &::std::option::Option<::std::string::String> {
            self.inner.get_debug()
        }
        /// `Inner`: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::inner).
        #[must_use]
        pub fn inner(
            mut self,
            input: impl ::std::convert::Into<::std::string::String>,
        ) -> Self {
            self.inner = self.inner.inner(input);
            self
        }
        /// `Inner`, or none: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::set_inner).
        #[must_use]
        #[inline]
        pub fn set_inner(
            mut self,
            input: ::std::option::Option<::std::string::String>,
        ) -> Self {
            self.inner = self.inner.set_inner(input);
            self
        }
        /// The `Inner` so far: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::get_inner).
        #[must_use]
        #[inline]
        pub fn get_inner(&self) -> &::std::option::Option<::std::string::String> {
            self.inner.get_inner()
        }
        /// `Input`: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::input).
        #[must_use]
        pub fn input(
            mut self,
            k: impl ::std::convert::Into<::std::string::String>,
            v: impl ::std::convert::Into<::std::string::String>,
        ) -> Self {
            self.inner = self.inner.input(k, v);
            self
        }
        /// `Input`, or none: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::set_input).
        #[must_use]
        #[inline]
        pub fn set_input(
            mut self,
            input: ::std::option::Option<
                ::std::collections::HashMap<::std::string::String, ::std::string::String>,
            >,
        ) -> Self {
            self.inner = self.inner.set_input(input);
            self
        }
        /// The `Input` so far: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::get_input).
        #[must_use]
        #[inline]
        pub fn get_input(
            &self,
        ) -> &::std::option::Option<
            ::std::collections::HashMap<::std::string::String, ::std::string::String>,
        > {
            self.inner.get_input()
        }
        /// `IntoParts`: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::into_parts).
        #[must_use]
        pub fn into_parts_value(
            mut self,
            input: impl ::std::convert::Into<::std::string::String>,
        ) -> Self {
            self.inner = self.inner.into_parts(input);
            self
        }
        /// `IntoParts`, or none: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::set_into_parts).
        #[must_use]
        #[inline]
        pub fn set_into_parts(
            mut self,
            input: ::std::option::Option<::std::string::String>,
        ) -> Self {
            self.inner = self.inner.set_into_parts(input);
            self
        }
        /// The `IntoParts` so far: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::get_into_parts).
        #[must_use]
        #[inline]
        pub fn get_into_parts(&self) -> &::std::option::Option<::std::string::String> {
            self.inner.get_into_parts()
        }
        /// `K`: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::k).
        #[must_use]
        pub fn k(
            mut self,
            input: impl ::std::convert::Into<::std::string::String>,
        ) -> Self {
            self.inner = self.inner.k(input);
            self
        }
        /// `K`, or none: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::set_k).
        #[must_use]
        #[inline]
        pub fn set_k(
            mut self,
            input: ::std::option::Option<::std::string::String>,
        ) -> Self {
            self.inner = self.inner.set_k(input);
            self
        }
        /// The `K` so far: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::get_k).
        #[must_use]
        #[inline]
        pub fn get_k(&self) -> &::std::option::Option<::std::string::String> {
            self.inner.get_k()
        }
        /// `Kept`: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::kept).
        #[must_use]
        pub fn kept(
            mut self,
            input: impl ::std::convert::Into<::std::string::String>,
        ) -> Self {
            self.inner = self.inner.kept(input);
            self
        }
        /// `Kept`, or none: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::set_kept).
        #[must_use]
        #[inline]
        pub fn set_kept(
            mut self,
            input: ::std::option::Option<::std::string::String>,
        ) -> Self {
            self.inner = self.inner.set_kept(input);
            self
        }
        /// The `Kept` so far: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::get_kept).
        #[must_use]
        #[inline]
        pub fn get_kept(&self) -> &::std::option::Option<::std::string::String> {
            self.inner.get_kept()
        }
        /// `O`: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::o).
        #[must_use]
        pub fn o(
            mut self,
            input: impl ::std::convert::Into<::std::string::String>,
        ) -> Self {
            self.inner = self.inner.o(input);
            self
        }
        /// `O`, or none: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::set_o).
        #[must_use]
        #[inline]
        pub fn set_o(
            mut self,
            input: ::std::option::Option<::std::string::String>,
        ) -> Self {
            self.inner = self.inner.set_o(input);
            self
        }
        /// The `O` so far: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::get_o).
        #[must_use]
        #[inline]
        pub fn get_o(&self) -> &::std::option::Option<::std::string::String> {
            self.inner.get_o()
        }
        /// `Output`: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::output).
        #[must_use]
        pub fn output(
            mut self,
            input: impl ::std::convert::Into<::std::string::String>,
        ) -> Self {
            self.inner = self.inner.output(input);
            self
        }
        /// `Output`, or none: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::set_output).
        #[must_use]
        #[inline]
        pub fn set_output(
            mut self,
            input: ::std::option::Option<::std::string::String>,
        ) -> Self {
            self.inner = self.inner.set_output(input);
            self
        }
        /// The `Output` so far: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::get_output).
        #[must_use]
        #[inline]
        pub fn get_output(&self) -> &::std::option::Option<::std::string::String> {
            self.inner.get_output()
        }
        /// `Reader`: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::reader).
        #[must_use]
        pub fn reader(
            mut self,
            input: impl ::std::convert::Into<::std::string::String>,
        ) -> Self {
            self.inner = self.inner.reader(input);
            self
        }
        /// `Reader`, or none: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::set_reader).
        #[must_use]
        #[inline]
        pub fn set_reader(
            mut self,
            input: ::std::option::Option<::std::string::String>,
        ) -> Self {
            self.inner = self.inner.set_reader(input);
            self
        }
        /// The `Reader` so far: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::get_reader).
        #[must_use]
        #[inline]
        pub fn get_reader(&self) -> &::std::option::Option<::std::string::String> {
            self.inner.get_reader()
        }
        /// `Request`: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::request).
        #[must_use]
        pub fn request(
            mut self,
            input: impl ::std::convert::Into<::std::string::String>,
        ) -> Self {
            self.inner = self.inner.request(input);
            self
        }
        /// `Request`, or none: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::set_request).
        #[must_use]
        #[inline]
        pub fn set_request(
            mut self,
            input: ::std::option::Option<::std::string::String>,
        ) -> Self {
            self.inner = self.inner.set_request(input);
            self
        }
        /// The `Request` so far: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::get_request).
        #[must_use]
        #[inline]
        pub fn get_request(&self) -> &::std::option::Option<::std::string::String> {
            self.inner.get_request()
        }
        /// `Send`: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::send_value).
        #[must_use]
        pub fn send_value(
            mut self,
            input: impl ::std::convert::Into<::std::string::String>,
        ) -> Self {
            self.inner = self.inner.send_value(input);
            self
        }
        /// `Send`, or none: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::set_send).
        #[must_use]
        #[inline]
        pub fn set_send(
            mut self,
            input: ::std::option::Option<::std::string::String>,
        ) -> Self {
            self.inner = self.inner.set_send(input);
            self
        }
        /// The `Send` so far: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::get_send).
        #[must_use]
        #[inline]
        pub fn get_send(&self) -> &::std::option::Option<::std::string::String> {
            self.inner.get_send()
        }
        /// `SendIn`: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::send_in).
        #[must_use]
        pub fn send_in_value(
            mut self,
            input: impl ::std::convert::Into<::std::string::String>,
        ) -> Self {
            self.inner = self.inner.send_in(input);
            self
        }
        /// `SendIn`, or none: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::set_send_in).
        #[must_use]
        #[inline]
        pub fn set_send_in(
            mut self,
            input: ::std::option::Option<::std::string::String>,
        ) -> Self {
            self.inner = self.inner.set_send_in(input);
            self
        }
        /// The `SendIn` so far: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::get_send_in).
        #[must_use]
        #[inline]
        pub fn get_send_in(&self) -> &::std::option::Option<::std::string::String> {
            self.inner.get_send_in()
        }
        /// `SendWithEvidence`: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::send_with_evidence).
        #[must_use]
        pub fn send_with_evidence_value(
            mut self,
            input: impl ::std::convert::Into<::std::string::String>,
        ) -> Self {
            self.inner = self.inner.send_with_evidence(input);
            self
        }
        /// `SendWithEvidence`, or none: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::set_send_with_evidence).
        #[must_use]
        #[inline]
        pub fn set_send_with_evidence(
            mut self,
            input: ::std::option::Option<::std::string::String>,
        ) -> Self {
            self.inner = self.inner.set_send_with_evidence(input);
            self
        }
        /// The `SendWithEvidence` so far: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::get_send_with_evidence).
        #[must_use]
        #[inline]
        pub fn get_send_with_evidence(
            &self,
        ) -> &::std::option::Option<::std::string::String> {
            self.inner.get_send_with_evidence()
        }
        /// `Unconfirmed`: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::unconfirmed).
        #[must_use]
        pub fn unconfirmed_value(
            mut self,
            input: impl ::std::convert::Into<::std::string::String>,
        ) -> Self {
            self.inner = self.inner.unconfirmed(input);
            self
        }
        /// `Unconfirmed`, or none: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::set_unconfirmed).
        #[must_use]
        #[inline]
        pub fn set_unconfirmed(
            mut self,
            input: ::std::option::Option<::std::string::String>,
        ) -> Self {
            self.inner = self.inner.set_unconfirmed(input);
            self
        }
        /// The `Unconfirmed` so far: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::get_unconfirmed).
        #[must_use]
        #[inline]
        pub fn get_unconfirmed(&self) -> &::std::option::Option<::std::string::String> {
            self.inner.get_unconfirmed()
        }
        /// `Until`: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::until).
        #[must_use]
        pub fn until_value(
            mut self,
            input: impl ::std::convert::Into<::std::string::String>,
        ) -> Self {
            self.inner = self.inner.until(input);
            self
        }
        /// `Until`, or none: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::set_until).
        #[must_use]
        #[inline]
        pub fn set_until(
            mut self,
            input: ::std::option::Option<::std::string::String>,
        ) -> Self {
            self.inner = self.inner.set_until(input);
            self
        }
        /// The `Until` so far: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::get_until).
        #[must_use]
        #[inline]
        pub fn get_until(&self) -> &::std::option::Option<::std::string::String> {
            self.inner.get_until()
        }
        /// `V`: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::v).
        #[must_use]
        pub fn v(
            mut self,
            input: impl ::std::convert::Into<::std::string::String>,
        ) -> Self {
            self.inner = self.inner.v(input);
            self
        }
        /// `V`, or none: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::set_v).
        #[must_use]
        #[inline]
        pub fn set_v(
            mut self,
            input: ::std::option::Option<::std::string::String>,
        ) -> Self {
            self.inner = self.inner.set_v(input);
            self
        }
        /// The `V` so far: see [the SDK](sdk::operation::put_thing::builders::PutThingFluentBuilder::get_v).
        #[must_use]
        #[inline]
        pub fn get_v(&self) -> &::std::option::Option<::std::string::String> {
            self.inner.get_v()
        }
    }
    /// Builds a call of `SaveHistory`, as [the SDK's builder](sdk::operation::save_history::builders::SaveHistoryFluentBuilder) does.
    ///
    /// There is no built-in check of it yet: `send` returns when the service has answered, or once the client's own checks are met.
    pub type SaveHistoryFluentBuilder = super::MutationBuilder<super::op::SaveHistory>;
    impl super::MutationBuilder<super::op::SaveHistory> {
        /// `Name`: see [the SDK](sdk::operation::save_history::builders::SaveHistoryFluentBuilder::name).
        #[must_use]
        pub fn name(
            mut self,
            input: impl ::std::convert::Into<::std::string::String>,
        ) -> Self {
            self.inner = self.inner.name(input);
            self
        }
        /// `Name`, or none: see [the SDK](sdk::operation::save_history::builders::SaveHistoryFluentBuilder::set_name).
        #[must_use]
        #[inline]
        pub fn set_name(
            mut self,
            input: ::std::option::Option<::std::string::String>,
        ) -> Self {
            self.inner = self.inner.set_name(input);
            self
        }
        /// The `Name` so far: see [the SDK](sdk::operation::save_history::builders::SaveHistoryFluentBuilder::get_name).
        #[must_use]
        #[inline]
        pub fn get_name(&self) -> &::std::option::Option<::std::string::String> {
            self.inner.get_name()
        }
    }
    /// Builds a call of `WithConfig`, as [the SDK's builder](sdk::operation::with_config::builders::WithConfigFluentBuilder) does.
    ///
    /// There is no built-in check of it yet: `send` returns when the service has answered, or once the client's own checks are met.
    pub type WithConfigFluentBuilder = super::MutationBuilder<super::op::WithConfig>;
    impl super::MutationBuilder<super::op::WithConfig> {
        /// `Name`: see [the SDK](sdk::operation::with_config::builders::WithConfigFluentBuilder::name).
        #[must_use]
        pub fn name(
            mut self,
            input: impl ::std::convert::Into<::std::string::String>,
        ) -> Self {
            self.inner = self.inner.name(input);
            self
        }
        /// `Name`, or none: see [the SDK](sdk::operation::with_config::builders::WithConfigFluentBuilder::set_name).
        #[must_use]
        #[inline]
        pub fn set_name(
            mut self,
            input: ::std::option::Option<::std::string::String>,
        ) -> Self {
            self.inner = self.inner.set_name(input);
            self
        }
        /// The `Name` so far: see [the SDK](sdk::operation::with_config::builders::WithConfigFluentBuilder::get_name).
        #[must_use]
        #[inline]
        pub fn get_name(&self) -> &::std::option::Option<::std::string::String> {
            self.inner.get_name()
        }
    }
}
/// Every operation of Golden, by name: how the client treats it, with which checks, which reads these make and which rights that takes.
pub const OPERATIONS: &[runtime::OperationInfo] = &[
    runtime::OperationInfo::new("Apart", runtime::Kind::Read),
    runtime::OperationInfo::new("Builder", runtime::Kind::Read),
    runtime::OperationInfo::new("Clone", runtime::Kind::Read),
    runtime::OperationInfo::of::<op::Confirm>(runtime::Kind::Pending),
    runtime::OperationInfo::of::<op::EnforcingSdkClient>(runtime::Kind::Pending),
    runtime::OperationInfo::new("GetThing", runtime::Kind::Read),
    runtime::OperationInfo::of::<op::Inner>(runtime::Kind::Pending),
    runtime::OperationInfo::of::<op::Look>(runtime::Kind::Pending),
    runtime::OperationInfo::of::<op::PutThing>(runtime::Kind::Pending),
    runtime::OperationInfo::of::<op::SaveHistory>(runtime::Kind::Pending),
    runtime::OperationInfo::of::<op::WithConfig>(runtime::Kind::Pending),
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
