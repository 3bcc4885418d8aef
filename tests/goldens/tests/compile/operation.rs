//! What an SDK crate has for each operation, written out with the names that a real one gives it:
//! none of them is derived from another, so that a rule that is wrong in the generator cannot be
//! wrong here in the same way.

/// The client. Each operation adds its method.
macro_rules! client {
    () => {
        #[derive(Clone, Debug)]
        pub struct Client {
            conf: Config,
        }

        impl Client {
            pub fn new(sdk_config: &::aws_types::SdkConfig) -> Self {
                Self::from_conf(sdk_config.into())
            }

            pub fn from_conf(conf: Config) -> Self {
                Self { conf }
            }

            pub fn config(&self) -> &Config {
                &self.conf
            }
        }
    };
}

/// An operation: its module, input, output with its texts, error and builders, and the client's method.
macro_rules! operation {
    (
        $operation:ident: $method:ident in $module:ident:
        $input:ident $input_builder:ident $output:ident $({ $($answer:ident),* })?
        $error:ident $([$($variant:ident)*])?
        $fluent_builder:ident
        { $($(#[$attr:meta])* $name:ident $set:ident $get:ident: $kind:ident [$($ty:ty),+],)* }
        $(pages by $paginator:ident)?
    ) => {
        pub mod $module {
            #[allow(unused_imports)]
            use super::super::types;

            #[derive(Clone, Debug, Default)]
            #[non_exhaustive]
            pub struct $operation;

            impl $operation {
                pub fn new() -> Self {
                    Self
                }
            }

            impl ::aws_smithy_runtime_api::client::runtime_plugin::RuntimePlugin for $operation {}

            #[derive(Clone, Debug, PartialEq)]
            #[non_exhaustive]
            pub struct $input {
                $(pub $name: Option<full!($kind [$($ty),+])>,)*
            }

            impl $input {
                $(accessor!($name $kind [$($ty),+]);)*
            }

            #[derive(Clone, Debug, Default, PartialEq)]
            #[non_exhaustive]
            pub struct $output {
                $($(pub $answer: Option<String>,)*)?
            }

            impl $output {
                $($(accessor!($answer into [String]);)*)?
            }

            error!($error $($($variant)*)?);

            pub mod builders {
                #[allow(unused_imports)]
                use super::super::super::{Client, types};
                use super::{$error, $input, $output};

                #[derive(Clone, Debug, Default, PartialEq)]
                #[non_exhaustive]
                pub struct $input_builder {
                    $($name: Option<full!($kind [$($ty),+])>,)*
                }

                impl $input_builder {
                    $(setters!({$(#[$attr])*} [] $name $set $get $kind [$($ty),+]);)*

                    pub fn build(self) -> Result<$input, crate::sdk::error::BuildError> {
                        Ok($input { $($name: self.$name),* })
                    }
                }

                #[derive(Clone, Debug)]
                pub struct $fluent_builder {
                    client: Client,
                    inner: $input_builder,
                }

                impl $fluent_builder {
                    $(setters!({$(#[$attr])*} [inner] $name $set $get $kind [$($ty),+]);)*
                }

                sending!($method $input_builder $output $error $fluent_builder);
            }

            $(
                pub mod paginator {
                    pub struct $paginator;
                }

                impl builders::$fluent_builder {
                    pub fn into_paginator(self) -> paginator::$paginator {
                        paginator::$paginator
                    }
                }
            )?
        }
    };
}

/// How a request is made and sent: it is noted, and answered at once.
macro_rules! sending {
    (
        $method:ident $input_builder:ident $output:ident $error:ident $fluent_builder:ident
    ) => {
        impl Client {
            pub fn $method(&self) -> $fluent_builder {
                $fluent_builder {
                    client: ::std::clone::Clone::clone(self),
                    inner: $input_builder::default(),
                }
            }
        }

        impl $input_builder {
            pub async fn send_with(
                self,
                client: &Client,
            ) -> Result<$output, crate::sdk::error::SdkError<$error>> {
                let input = self.build();
                let input = input.map_err(crate::sdk::error::SdkError::construction_failure)?;
                client.config().note(input);
                Ok($output::default())
            }
        }

        impl $fluent_builder {
            pub fn as_input(&self) -> &$input_builder {
                &self.inner
            }

            pub async fn send(self) -> Result<$output, crate::sdk::error::SdkError<$error>> {
                self.inner.send_with(&self.client).await
            }

            pub fn customize(
                self,
            ) -> crate::sdk::client::customize::CustomizableOperation<$output, $error, Self> {
                crate::sdk::client::customize::CustomizableOperation::new(self)
            }
        }

        impl crate::sdk::client::customize::internal::CustomizableSend<$output, $error>
            for $fluent_builder
        {
            fn send(
                self,
                _: crate::sdk::config::Builder,
            ) -> crate::sdk::client::customize::internal::BoxFuture<
                crate::sdk::client::customize::internal::SendResult<$output, $error>,
            > {
                Box::pin(self.send())
            }
        }
    };
}

/// The error of an operation, and its way into the service's error.
macro_rules! error {
    ($error:ident $($variant:ident)*) => {
        #[derive(Debug)]
        pub enum $error {
            $($variant(types::error::$variant),)*
            Unhandled(Box<dyn std::error::Error + Send + Sync>),
        }

        impl std::fmt::Display for $error {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("unhandled error")
            }
        }

        impl std::error::Error for $error {}

        impl $error {
            pub fn generic(err: crate::sdk::error::ErrorMetadata) -> Self {
                Self::Unhandled(err.into())
            }
        }

        impl crate::sdk::error::ProvideErrorMetadata for $error {
            fn meta(&self) -> &crate::sdk::error::ErrorMetadata {
                &aws_smithy_types::error::metadata::EMPTY_ERROR_METADATA
            }
        }

        impl aws_smithy_runtime_api::client::result::CreateUnhandledError for $error {
            fn create_unhandled_error(
                source: Box<dyn std::error::Error + Send + Sync>,
                _: Option<crate::sdk::error::ErrorMetadata>,
            ) -> Self {
                Self::Unhandled(source)
            }
        }

        impl From<$error> for crate::sdk::Error {
            fn from(error: $error) -> Self {
                Self::Unhandled(error.into())
            }
        }

        impl<R> From<crate::sdk::error::SdkError<$error, R>> for crate::sdk::Error
        where
            R: Send + Sync + std::fmt::Debug + 'static,
        {
            fn from(error: crate::sdk::error::SdkError<$error, R>) -> Self {
                Self::Unhandled(error.into())
            }
        }
    };
}

/// The type of a member in full.
macro_rules! full {
    (into [$ty:ty]) => { $ty };
    (value [$ty:ty]) => { $ty };
    (copy [$ty:ty]) => { $ty };
    (append_into [$ty:ty]) => { Vec<$ty> };
    (append [$ty:ty]) => { Vec<$ty> };
    (insert_into_into [$key:ty, $value:ty]) => { std::collections::HashMap<$key, $value> };
    (insert_into [$key:ty, $value:ty]) => { std::collections::HashMap<$key, $value> };
    (insert [$key:ty, $value:ty]) => { std::collections::HashMap<$key, $value> };
}

/// What an input gives out: strings and lists as slices, flags and numbers themselves, the rest by
/// reference.
macro_rules! accessor {
    ($name:ident into [$ty:ty]) => {
        // Some of the names are those of conversions.
        #[allow(clippy::wrong_self_convention)]
        pub fn $name(&self) -> Option<&str> {
            self.$name.as_deref()
        }
    };
    ($name:ident append_into [$ty:ty]) => {
        accessor!($name append [$ty]);
    };
    ($name:ident append [$ty:ty]) => {
        pub fn $name(&self) -> &[$ty] {
            self.$name.as_deref().unwrap_or_default()
        }
    };
    ($name:ident copy [$ty:ty]) => {
        pub fn $name(&self) -> Option<$ty> {
            self.$name
        }
    };
    ($name:ident $kind:ident $ty:tt) => {
        pub fn $name(&self) -> Option<&full!($kind $ty)> {
            self.$name.as_ref()
        }
    };
}

/// The three setters of a member. `$at` is where the field is, from `self`.
macro_rules! setters {
    ($attr:tt $at:tt $name:ident $set:ident $get:ident $kind:ident $ty:tt) => {
        setter!($attr $at $name $kind $ty);
        setters!(@whole $attr $at $name $set $get [full!($kind $ty)]);
    };
    (@whole {$($attr:tt)*} [$($at:ident)?] $name:ident $set:ident $get:ident [$full:ty]) => {
        $($attr)*
        pub fn $set(mut self, input: Option<$full>) -> Self {
            self$(.$at)?.$name = input;
            self
        }

        $($attr)*
        pub fn $get(&self) -> &Option<$full> {
            &self$(.$at)?.$name
        }
    };
}

/// The setter that sets a value, appends an item or inserts an entry.
macro_rules! setter {
    ($attr:tt $at:tt $name:ident into [$ty:ty]) => {
        setter!(@set $attr $at $name (input: impl Into<$ty>) input.into());
    };
    ($attr:tt $at:tt $name:ident value [$ty:ty]) => {
        setter!(@set $attr $at $name (input: $ty) input);
    };
    ($attr:tt $at:tt $name:ident copy [$ty:ty]) => {
        setter!($attr $at $name value [$ty]);
    };
    ($attr:tt $at:tt $name:ident append_into [$ty:ty]) => {
        setter!(@append $attr $at $name (input: impl Into<$ty>) input.into());
    };
    ($attr:tt $at:tt $name:ident append [$ty:ty]) => {
        setter!(@append $attr $at $name (input: $ty) input);
    };
    ($attr:tt $at:tt $name:ident insert_into_into [$key:ty, $value:ty]) => {
        setter!(@insert $attr $at $name
            (k: impl Into<$key>, v: impl Into<$value>) k.into(), v.into());
    };
    ($attr:tt $at:tt $name:ident insert_into [$key:ty, $value:ty]) => {
        setter!(@insert $attr $at $name (k: impl Into<$key>, v: $value) k.into(), v);
    };
    ($attr:tt $at:tt $name:ident insert [$key:ty, $value:ty]) => {
        setter!(@insert $attr $at $name (k: $key, v: $value) k, v);
    };
    (
        @set {$($attr:tt)*} [$($at:ident)?] $name:ident ($($parameters:tt)+) $value:expr
    ) => {
        $($attr)*
        pub fn $name(mut self, $($parameters)+) -> Self {
            self$(.$at)?.$name = Some($value);
            self
        }
    };
    (
        @append {$($attr:tt)*} [$($at:ident)?] $name:ident ($($parameters:tt)+) $item:expr
    ) => {
        $($attr)*
        pub fn $name(mut self, $($parameters)+) -> Self {
            self$(.$at)?.$name.get_or_insert_default().push($item);
            self
        }
    };
    (
        @insert {$($attr:tt)*} [$($at:ident)?] $name:ident
        ($($parameters:tt)+) $key:expr, $value:expr
    ) => {
        $($attr)*
        pub fn $name(mut self, $($parameters)+) -> Self {
            self$(.$at)?.$name.get_or_insert_default().insert($key, $value);
            self
        }
    };
}

/// `PutThing` with a name and the given members.
macro_rules! put_thing {
    ($($member:tt)*) => {
        operation! {
            PutThing: put_thing in put_thing:
            PutThingInput PutThingInputBuilder PutThingOutput PutThingError PutThingFluentBuilder
            { name set_name get_name: into [String], $($member)* }
        }
    };
}

/// `GetThing`, which is the same for nearly every form.
macro_rules! get_thing {
    () => {
        operation! {
            GetThing: get_thing in get_thing:
            GetThingInput GetThingInputBuilder GetThingOutput GetThingError GetThingFluentBuilder
            { name set_name get_name: into [String], }
        }
    };
}

/// The two expected files of a form.
macro_rules! generated {
    ($form:literal) => {
        generated!($form, "support");
    };
    ($form:literal, $support:literal) => {
        include!(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/expected/",
            $support,
            ".rs"
        ));
        include!(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/expected/",
            $form,
            ".rs"
        ));
    };
}
