//! Inputs with a stream, of bytes and of events: they are sent once, and dropped before the read-back.

pub mod checks {
    pub mod thing;
}

/// An operation whose input has a stream: neither that nor its builders can be cloned.
macro_rules! streaming {
    (
        $operation:ident: $method:ident in $module:ident:
        $input:ident $input_builder:ident $output:ident $error:ident $fluent_builder:ident
        $stream:ident $set_stream:ident $get_stream:ident: $stream_ty:ty = $missing:expr;
        { $($name:ident $set:ident $get:ident: $kind:ident [$ty:ty],)* }
    ) => {
        pub mod $module {
            #[allow(unused_imports)]
            use super::super::{primitives, types};

            #[derive(Clone, Debug, Default)]
            pub struct $operation;

            impl $operation {
                pub fn new() -> Self {
                    Self
                }
            }

            impl ::aws_smithy_runtime_api::client::runtime_plugin::RuntimePlugin for $operation {}

            #[derive(Debug)]
            #[non_exhaustive]
            pub struct $input {
                pub $stream: $stream_ty,
                $(pub $name: Option<full!($kind [$ty])>,)*
            }

            impl $input {
                $(accessor!($name $kind [$ty]);)*
            }

            #[derive(Clone, Debug, Default)]
            pub struct $output {}

            error!($error);

            pub mod builders {
                #[allow(unused_imports)]
                use super::super::super::{Client, primitives, types};
                use super::{$error, $input, $output};

                #[derive(Debug, Default)]
                #[non_exhaustive]
                pub struct $input_builder {
                    $stream: Option<$stream_ty>,
                    $($name: Option<full!($kind [$ty])>,)*
                }

                impl $input_builder {
                    setters!({} [] $stream $set_stream $get_stream value [$stream_ty]);
                    $(setters!({} [] $name $set $get $kind [$ty]);)*

                    pub fn build(self) -> Result<$input, crate::sdk::error::BuildError> {
                        let missing: fn() -> Result<$stream_ty, crate::sdk::error::BuildError> = $missing;
                        Ok($input {
                            $stream: self.$stream.map_or_else(missing, Ok)?,
                            $($name: self.$name),*
                        })
                    }
                }

                #[derive(Debug)]
                pub struct $fluent_builder {
                    client: Client,
                    inner: $input_builder,
                }

                impl $fluent_builder {
                    setters!({} [inner] $stream $set_stream $get_stream value [$stream_ty]);
                    $(setters!({} [inner] $name $set $get $kind [$ty]);)*
                }

                sending!($method $input_builder $output $error $fluent_builder);
            }
        }
    };
}

pub mod stub {
    pub use crate::sdk::*;
    client!();
    pub mod types {
        #[derive(Clone, Debug)]
        pub struct Words;

        pub mod error {
            #[derive(Clone, Debug)]
            pub struct WordsError;
        }
    }
    pub mod primitives {
        pub mod event_stream {
            use std::marker::PhantomData;

            use futures_util::Stream;

            /// A real one sends what it is given.
            #[derive(Debug)]
            pub struct EventStreamSender<T, E>(PhantomData<fn() -> (T, E)>);

            impl<S, T, E> From<S> for EventStreamSender<T, E>
            where
                S: Stream<Item = Result<T, E>> + Send + Sync + 'static,
            {
                fn from(_: S) -> Self {
                    Self(PhantomData)
                }
            }
        }
    }
    pub mod operation {
        streaming! {
            PutThing: put_thing in put_thing:
            PutThingInput PutThingInputBuilder PutThingOutput PutThingError PutThingFluentBuilder
            body set_body get_body: aws_smithy_types::byte_stream::ByteStream =
                || Ok(aws_smithy_types::byte_stream::ByteStream::default());
            {
                name set_name get_name: into [String],
                pin set_pin get_pin: into [String],
                tags set_tags get_tags: append_into [String],
            }
        }
        streaming! {
            TalkToThing: talk_to_thing in talk_to_thing:
            TalkToThingInput TalkToThingInputBuilder TalkToThingOutput TalkToThingError
            TalkToThingFluentBuilder
            words set_words get_words:
                primitives::event_stream::EventStreamSender<types::Words, types::error::WordsError> =
                || Err(crate::sdk::error::BuildError::missing_field("words", "they are required"));
            { name set_name get_name: into [String], }
        }
        get_thing!();
    }
}

generated!("stream");

use postcond::runtime::{Fact, Mutation, Resource};

#[tokio::test]
async fn a_stream_is_sent_and_then_dropped() {
    let golden = ConsistentGoldenClient::from_conf(stub::Config::default());
    let put = golden.put_thing().name("a").pin("1234").tags("red");
    let put = put.body(b"content".to_vec().into());
    let confirmed = put.send_with_evidence().await.unwrap();
    let sent = golden.config().sent().concat();
    assert!(
        sent.contains("1234") && sent.contains(r#"b"content""#),
        "{sent}"
    );
    let seen = &confirmed.evidence.polls()[0].seen;
    assert!(
        seen.contains(r#"name: Some("a")"#) && seen.contains(r#"tags: Some(["red"])"#),
        "{seen}"
    );
    assert!(
        !seen.contains("1234") && !seen.contains("content"),
        "{seen}"
    );
}

/// The SDK makes no input without it.
#[test]
fn a_stream_of_events_is_kept_without_any() {
    let input = stub::operation::talk_to_thing::builders::TalkToThingInputBuilder::default();
    let words = futures_util::stream::iter([Ok(stub::types::Words)]);
    let input = input.name("a").words(words.into()).build().unwrap();
    let kept = op::TalkToThing::kept(&input).unwrap();
    assert_eq!(kept.name(), Some("a"));
}

#[test]
fn what_is_kept_beside_a_stream_can_be_superseded() {
    let input = stub::operation::put_thing::builders::PutThingInputBuilder::default();
    let input = input.name("a").tags("red").tags("blue").build().unwrap();
    let output = stub::operation::put_thing::PutThingOutput::default();
    let red = Fact::set_key(Resource::new("Thing", "a"), "tag", "red");
    let (kept, _) = op::PutThing::without(&input, &output, &|fact| *fact == red).unwrap();
    assert_eq!(kept.tags(), ["blue"]);
}

#[tokio::test]
async fn a_request_with_a_stream_cannot_be_repeated() {
    let golden = ConsistentGoldenClient::from_conf(stub::Config::default());
    let (put, _) = golden.put_thing().name("a").into_parts();
    assert!(op::PutThing::again(&put).is_none());
}
