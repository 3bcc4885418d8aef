//! A client, as far as drafted checks name it: its reader gives the answers that it is told to, in their order.

use std::collections::VecDeque;
use std::sync::Mutex;

use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::client::result::SdkError;
use aws_smithy_types::body::SdkBody;

use sdk::operation::list_widget_tags::{ListWidgetTagsError, ListWidgetTagsOutput};
use sdk::operation::show_widget::{ShowWidgetError, ShowWidgetOutput};

/// What a read is answered with.
#[derive(Clone, Debug)]
pub enum Answer {
    Widget(ShowWidgetOutput),
    Tags(ListWidgetTagsOutput),
    NotFound,
}

pub struct Reader(Mutex<VecDeque<Answer>>);

impl Reader {
    pub fn answering(answers: impl IntoIterator<Item = Answer>) -> Self {
        Self(Mutex::new(answers.into_iter().collect()))
    }

    fn next(&self) -> Answer {
        self.0
            .lock()
            .unwrap()
            .pop_front()
            .expect("an answer is left")
    }

    pub fn show_widget(&self) -> ShowWidget<'_> {
        ShowWidget(self)
    }

    pub fn list_widget_tags(&self) -> ListWidgetTags<'_> {
        ListWidgetTags(self)
    }
}

pub struct ShowWidget<'a>(&'a Reader);

impl ShowWidget<'_> {
    pub fn set_id(self, id: Option<String>) -> Self {
        assert_eq!(id.as_deref().unwrap_or("1"), "1");
        self
    }

    #[allow(clippy::unused_async)]
    pub async fn send(self) -> Result<ShowWidgetOutput, SdkError<ShowWidgetError, HttpResponse>> {
        match self.0.next() {
            Answer::Widget(widget) => Ok(widget),
            Answer::NotFound => {
                let status = 400.try_into().unwrap();
                let response = HttpResponse::new(status, SdkBody::empty());
                Err(SdkError::service_error(ShowWidgetError, response))
            }
            Answer::Tags(_) => panic!("another read was expected"),
        }
    }
}

pub struct ListWidgetTags<'a>(&'a Reader);

impl ListWidgetTags<'_> {
    pub fn set_id(self, id: Option<String>) -> Self {
        assert_eq!(id.as_deref(), Some("1"));
        self
    }

    pub fn set_next_token(self, _: Option<String>) -> Self {
        self
    }

    #[allow(clippy::unused_async)]
    pub async fn send(
        self,
    ) -> Result<ListWidgetTagsOutput, SdkError<ListWidgetTagsError, HttpResponse>> {
        match self.0.next() {
            Answer::Tags(tags) => Ok(tags),
            _ => panic!("another read was expected"),
        }
    }
}

/// As an SDK crate has it: what is required of an output is no `Option`, of an input all are.
pub mod sdk {
    pub mod types {
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Color {
            Red,
            Blue,
        }

        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct Details {}

        #[derive(Clone, Debug, PartialEq)]
        pub struct Tag {
            pub key: String,
            pub value: Option<String>,
        }

        impl Tag {
            pub fn key(&self) -> &str {
                &self.key
            }

            pub fn value(&self) -> Option<&str> {
                self.value.as_deref()
            }
        }
    }

    pub mod operation {
        /// An error that is of one kind.
        macro_rules! error {
            ($error:ident $is:ident) => {
                #[derive(Debug)]
                pub struct $error;

                impl $error {
                    pub fn $is(&self) -> bool {
                        true
                    }
                }

                impl std::fmt::Display for $error {
                    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        f.write_str("not found")
                    }
                }

                impl std::error::Error for $error {}

                impl aws_smithy_types::error::metadata::ProvideErrorMetadata for $error {
                    fn meta(&self) -> &aws_smithy_types::error::ErrorMetadata {
                        &aws_smithy_types::error::metadata::EMPTY_ERROR_METADATA
                    }
                }
            };
        }

        pub mod make_widget {
            pub struct MakeWidgetInput {}

            pub struct MakeWidgetOutput {
                pub id: String,
            }
        }

        pub mod show_widget {
            use crate::widgets::sdk::types::{Color, Details};

            #[derive(Clone, Debug, Default)]
            pub struct ShowWidgetOutput {
                pub title: Option<String>,
                pub color: Option<Color>,
                pub names: Option<Vec<String>>,
                pub details: Option<Details>,
                pub widget_version: String,
            }

            error!(ShowWidgetError is_widget_not_found);
        }

        pub mod edit_widget {
            use crate::widgets::sdk::types::{Color, Details};

            #[derive(Clone, Debug, Default)]
            pub struct EditWidgetInput {
                pub id: Option<String>,
                pub title: Option<String>,
                pub color: Option<Color>,
                pub names: Option<Vec<String>>,
                pub details: Option<Details>,
                pub widget_version: Option<String>,
            }

            pub struct EditWidgetOutput {}
        }

        pub mod drop_widget {
            pub struct DropWidgetInput {
                pub id: Option<String>,
            }

            pub struct DropWidgetOutput {}
        }

        pub mod list_widget_tags {
            use crate::widgets::sdk::types::Tag;

            #[derive(Clone, Debug)]
            pub struct ListWidgetTagsOutput {
                pub tags: Option<Vec<Tag>>,
                pub next_token: Option<String>,
            }

            impl ListWidgetTagsOutput {
                pub fn tags(&self) -> &[Tag] {
                    self.tags.as_deref().unwrap_or_default()
                }

                pub fn next_token(&self) -> Option<&str> {
                    self.next_token.as_deref()
                }
            }

            error!(ListWidgetTagsError is_widget_not_found);
        }

        pub mod tag_widget {
            use crate::widgets::sdk::types::Tag;

            pub struct TagWidgetInput {
                pub id: Option<String>,
                pub tags: Option<Vec<Tag>>,
            }

            impl TagWidgetInput {
                pub fn tags(&self) -> &[Tag] {
                    self.tags.as_deref().unwrap_or_default()
                }
            }

            pub struct TagWidgetOutput {}
        }

        pub mod untag_widget {
            pub struct UntagWidgetInput {
                pub id: Option<String>,
                pub tag_keys: Option<Vec<String>>,
            }

            impl UntagWidgetInput {
                pub fn tag_keys(&self) -> &[String] {
                    self.tag_keys.as_deref().unwrap_or_default()
                }
            }

            pub struct UntagWidgetOutput {}
        }
    }
}
