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
    /// Stands for `PutSAMLThing` in bounds.
    #[derive(Clone, Copy, Debug)]
    pub enum PutSAMLThing {}
    impl runtime::__private::Generated for PutSAMLThing {}
    impl runtime::Operation for PutSAMLThing {
        type Service = super::Golden;
        type Input = sdk::operation::put_saml_thing::PutSamlThingInput;
        type Output = sdk::operation::put_saml_thing::PutSamlThingOutput;
        const NAME: &'static str = "PutSAMLThing";
    }
    impl runtime::Mutation for PutSAMLThing {
        type Error = sdk::operation::put_saml_thing::PutSAMLThingError;
        #[inline]
        fn sdk_configuration() -> ::std::option::Option<
            runtime::__private::FrozenLayer,
        > {
            runtime::__private::RuntimePlugin::config(
                &sdk::operation::put_saml_thing::PutSAMLThing::new(),
            )
        }
        const BUILT_IN: &'static [&'static dyn runtime::__private::Condition] = &[];
        #[inline]
        fn resource(
            input: &Self::Input,
        ) -> ::std::option::Option<::std::string::String> {
            input.kms_key_arn().map(str::to_owned)
        }
        #[inline]
        fn kept(input: &Self::Input) -> ::std::option::Option<Self::Input> {
            let kept = ::std::clone::Clone::clone(input);
            ::std::option::Option::Some(kept)
        }
    }
    impl super::SdkMutation for PutSAMLThing {
        type FluentBuilder = sdk::operation::put_saml_thing::builders::PutSAMLThingFluentBuilder;
        type InputBuilder = sdk::operation::put_saml_thing::builders::PutSamlThingInputBuilder;
        #[inline]
        fn as_input(request: &Self::FluentBuilder) -> &Self::InputBuilder {
            request.as_input()
        }
        #[inline]
        fn subject(
            request: &Self::FluentBuilder,
        ) -> ::std::option::Option<(&'static str, &dyn ::std::fmt::Debug)> {
            ::std::option::Option::Some(("kms_key_arn", request.get_kms_key_arn()))
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
    /// Starts a call of `PutSAMLThing`. There is no built-in check of it yet: `send` returns when the service has answered, or once the client's own checks are met.
    #[must_use]
    #[inline]
    pub fn put_saml_thing(&self) -> builders::PutSAMLThingFluentBuilder {
        MutationBuilder {
            inner: self.inner.put_saml_thing(),
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
    /// Builds a call of `PutSAMLThing`, as [the SDK's builder](sdk::operation::put_saml_thing::builders::PutSAMLThingFluentBuilder) does.
    ///
    /// There is no built-in check of it yet: `send` returns when the service has answered, or once the client's own checks are met.
    pub type PutSAMLThingFluentBuilder = super::MutationBuilder<super::op::PutSAMLThing>;
    impl super::MutationBuilder<super::op::PutSAMLThing> {
        /// `KMSKeyARN`: see [the SDK](sdk::operation::put_saml_thing::builders::PutSAMLThingFluentBuilder::kms_key_arn).
        #[must_use]
        pub fn kms_key_arn(
            mut self,
            input: impl ::std::convert::Into<::std::string::String>,
        ) -> Self {
            self.inner = self.inner.kms_key_arn(input);
            self
        }
        /// `KMSKeyARN`, or none: see [the SDK](sdk::operation::put_saml_thing::builders::PutSAMLThingFluentBuilder::set_kms_key_arn).
        #[must_use]
        #[inline]
        pub fn set_kms_key_arn(
            mut self,
            input: ::std::option::Option<::std::string::String>,
        ) -> Self {
            self.inner = self.inner.set_kms_key_arn(input);
            self
        }
        /// The `KMSKeyARN` so far: see [the SDK](sdk::operation::put_saml_thing::builders::PutSAMLThingFluentBuilder::get_kms_key_arn).
        #[must_use]
        #[inline]
        pub fn get_kms_key_arn(&self) -> &::std::option::Option<::std::string::String> {
            self.inner.get_kms_key_arn()
        }
        /// `IPAddress`: see [the SDK](sdk::operation::put_saml_thing::builders::PutSAMLThingFluentBuilder::ip_address).
        #[must_use]
        pub fn ip_address(
            mut self,
            input: impl ::std::convert::Into<::std::string::String>,
        ) -> Self {
            self.inner = self.inner.ip_address(input);
            self
        }
        /// `IPAddress`, or none: see [the SDK](sdk::operation::put_saml_thing::builders::PutSAMLThingFluentBuilder::set_ip_address).
        #[must_use]
        #[inline]
        pub fn set_ip_address(
            mut self,
            input: ::std::option::Option<::std::string::String>,
        ) -> Self {
            self.inner = self.inner.set_ip_address(input);
            self
        }
        /// The `IPAddress` so far: see [the SDK](sdk::operation::put_saml_thing::builders::PutSAMLThingFluentBuilder::get_ip_address).
        #[must_use]
        #[inline]
        pub fn get_ip_address(&self) -> &::std::option::Option<::std::string::String> {
            self.inner.get_ip_address()
        }
        /// `IPv6CIDRs`: see [the SDK](sdk::operation::put_saml_thing::builders::PutSAMLThingFluentBuilder::ipv6_cidrs).
        #[must_use]
        pub fn ipv6_cidrs(
            mut self,
            input: impl ::std::convert::Into<::std::string::String>,
        ) -> Self {
            self.inner = self.inner.ipv6_cidrs(input);
            self
        }
        /// `IPv6CIDRs`, or none: see [the SDK](sdk::operation::put_saml_thing::builders::PutSAMLThingFluentBuilder::set_ipv6_cidrs).
        #[must_use]
        #[inline]
        pub fn set_ipv6_cidrs(
            mut self,
            input: ::std::option::Option<::std::vec::Vec<::std::string::String>>,
        ) -> Self {
            self.inner = self.inner.set_ipv6_cidrs(input);
            self
        }
        /// The `IPv6CIDRs` so far: see [the SDK](sdk::operation::put_saml_thing::builders::PutSAMLThingFluentBuilder::get_ipv6_cidrs).
        #[must_use]
        #[inline]
        pub fn get_ipv6_cidrs(
            &self,
        ) -> &::std::option::Option<::std::vec::Vec<::std::string::String>> {
            self.inner.get_ipv6_cidrs()
        }
        /// `SAMLOptions`: see [the SDK](sdk::operation::put_saml_thing::builders::PutSAMLThingFluentBuilder::saml_options).
        #[must_use]
        #[inline]
        pub fn saml_options(mut self, input: sdk::types::SamlOptions) -> Self {
            self.inner = self.inner.saml_options(input);
            self
        }
        /// `SAMLOptions`, or none: see [the SDK](sdk::operation::put_saml_thing::builders::PutSAMLThingFluentBuilder::set_saml_options).
        #[must_use]
        #[inline]
        pub fn set_saml_options(
            mut self,
            input: ::std::option::Option<sdk::types::SamlOptions>,
        ) -> Self {
            self.inner = self.inner.set_saml_options(input);
            self
        }
        /// The `SAMLOptions` so far: see [the SDK](sdk::operation::put_saml_thing::builders::PutSAMLThingFluentBuilder::get_saml_options).
        #[must_use]
        #[inline]
        pub fn get_saml_options(
            &self,
        ) -> &::std::option::Option<sdk::types::SamlOptions> {
            self.inner.get_saml_options()
        }
    }
}
/// Every operation of Golden, by name: how the client treats it, with which checks, which reads these make and which rights that takes.
pub const OPERATIONS: &[runtime::OperationInfo] = &[
    runtime::OperationInfo::new("GetThing", runtime::Kind::Read),
    runtime::OperationInfo::of::<op::PutSAMLThing>(runtime::Kind::Pending),
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
