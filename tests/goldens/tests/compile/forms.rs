//! The forms that differ in the types of members, or in names.

/// A stub with the given types and operations, and the generated code that uses it.
macro_rules! form {
    (
        $form:ident $file:literal
        types { $($types:item)* }
        operations { $($operations:item)* }
    ) => {
        pub mod $form {
            pub mod stub {
                pub use crate::sdk::*;
                client!();
                pub mod types {
                    $($types)*
                }
                pub mod operation {
                    $($operations)*
                }
            }
            generated!($file);
        }
    };
}

/// A structure, a union or an enumeration: which, no setter can tell.
macro_rules! named {
    ($($name:ident)+) => {
        $(
            #[derive(Clone, Debug, PartialEq, Eq, Hash)]
            pub struct $name;
        )+
    };
}

form! { string "string"
    types {}
    operations {
        put_thing! { comment set_comment get_comment: into [String], }
        get_thing!();
    }
}

form! { idempotency_token "idempotency_token"
    types {}
    operations {
        put_thing! { client_token set_client_token get_client_token: into [String], }
        get_thing!();
    }
}

form! { enumeration "enum"
    types { named!(Tier Color); }
    operations {
        put_thing! {
            tier set_tier get_tier: value [types::Tier],
            color set_color get_color: value [types::Color],
        }
        get_thing!();
    }
}

form! { int_enum "int_enum"
    types {}
    operations {
        put_thing! { level set_level get_level: value [i32], }
        get_thing!();
    }
}

form! { numbers "numbers"
    types {}
    operations {
        put_thing! {
            tiny set_tiny get_tiny: value [i8],
            small set_small get_small: value [i16],
            count set_count get_count: value [i32],
            big set_big get_big: value [i64],
            ratio set_ratio get_ratio: value [f32],
            precise set_precise get_precise: value [f64],
        }
        get_thing!();
    }
}

form! { boolean "boolean"
    types {}
    operations {
        put_thing! {
            overwrite set_overwrite get_overwrite: value [bool],
            force set_force get_force: value [bool],
        }
        get_thing!();
    }
}

form! { list "list"
    types { named!(Tag Tier); }
    operations {
        operation! {
            PutThing: put_thing in put_thing:
            PutThingInput PutThingInputBuilder PutThingOutput PutThingError PutThingFluentBuilder
            {
                names set_names get_names: append_into [String],
                tags set_tags get_tags: append [types::Tag],
                tiers set_tiers get_tiers: append [types::Tier],
                rows set_rows get_rows: append [Vec<String>],
            }
        }
        get_thing!();
    }
}

form! { sparse_list "sparse_list"
    types { named!(Tag); }
    operations {
        put_thing! {
            slots set_slots get_slots: append [Option<String>],
            tags set_tags get_tags: append [Option<types::Tag>],
        }
        get_thing!();
    }
}

form! { map "map"
    types { named!(Tag Tier); }
    operations {
        put_thing! {
            labels set_labels get_labels: insert_into_into [String, String],
            tags set_tags get_tags: insert_into [String, types::Tag],
            limits set_limits get_limits: insert [types::Tier, i32],
            groups set_groups get_groups: insert_into [String, Vec<String>],
        }
        get_thing!();
    }
}

form! { sparse_map "sparse_map"
    types {}
    operations {
        put_thing! { slots set_slots get_slots: insert_into [String, Option<String>], }
        get_thing!();
    }
}

form! { blob "blob"
    types {}
    operations {
        put_thing! {
            content set_content get_content: value [aws_smithy_types::Blob],
            checksum set_checksum get_checksum: value [aws_smithy_types::Blob],
        }
        get_thing!();
    }
}

form! { timestamp "timestamp"
    types {}
    operations {
        put_thing! {
            starts_at set_starts_at get_starts_at: value [aws_smithy_types::DateTime],
            ends_at set_ends_at get_ends_at: value [aws_smithy_types::DateTime],
        }
        get_thing!();
    }
}

form! { structure "structure"
    types { named!(Tag ApiPolicy); }
    operations {
        put_thing! {
            tag set_tag get_tag: value [types::Tag],
            policy set_policy get_policy: value [types::ApiPolicy],
        }
        get_thing!();
    }
}

form! { union "union"
    types { named!(Target); }
    operations {
        put_thing! { target set_target get_target: value [types::Target], }
        get_thing!();
    }
}

form! { document "document"
    types {}
    operations {
        put_thing! {
            settings set_settings get_settings: value [aws_smithy_types::Document],
            extra set_extra get_extra: value [aws_smithy_types::Document],
        }
        get_thing!();
    }
}

form! { unit "unit"
    types {}
    operations {
        operation! {
            PutThing: put_thing in put_thing:
            PutThingInput PutThingInputBuilder PutThingOutput PutThingError PutThingFluentBuilder
            {}
        }
        operation! {
            GetThing: get_thing in get_thing:
            GetThingInput GetThingInputBuilder GetThingOutput GetThingError GetThingFluentBuilder
            {}
        }
    }
}

form! { resource "resource"
    types {}
    operations {
        put_thing!();
        get_thing!();
    }
}

// `set_` and `get_` keep the name that the member has in the model, renamed or not.
form! { reserved_words "reserved_words"
    types { named!(SelfValue); }
    operations {
        put_thing! {
            r#type set_type get_type: into [String],
            send_value set_send get_send: value [bool],
            self_ set_self get_self: value [types::SelfValue],
            r#gen set_gen get_gen: into [String],
            default_value set_default get_default: into [String],
        }
        operation! {
            Move: r#move in move_: MoveInput MoveInputBuilder MoveOutput MoveError MoveFluentBuilder
            {
                crate_ set_crate get_crate: into [String],
                customize_value set_customize get_customize: append_into [String],
            }
        }
        operation! {
            Match: r#match in match_:
            MatchInput MatchInputBuilder MatchOutput MatchError MatchFluentBuilder
            { name set_name get_name: into [String], }
        }
    }
}

form! { acronyms "acronyms"
    types { named!(SamlOptions); }
    operations {
        operation! {
            PutSAMLThing: put_saml_thing in put_saml_thing:
            PutSamlThingInput PutSamlThingInputBuilder PutSamlThingOutput PutSAMLThingError
            PutSAMLThingFluentBuilder
            {
                kms_key_arn set_kms_key_arn get_kms_key_arn: into [String],
                ip_address set_ip_address get_ip_address: into [String],
                ipv6_cidrs set_ipv6_cidrs get_ipv6_cidrs: append_into [String],
                saml_options set_saml_options get_saml_options: value [types::SamlOptions],
            }
        }
        get_thing!();
    }
}

form! { deprecated "deprecated"
    types {}
    operations {
        put_thing! {
            #[deprecated] comment set_comment get_comment: into [String],
            #[deprecated] labels set_labels get_labels: append_into [String],
            note set_note get_note: into [String],
            #[deprecated] old_key set_old_key get_old_key: into [String],
        }
        get_thing!();
    }
}

// What would have the name of a method that generated code has besides the SDK's makes way for it.
form! { taken_names "taken_names"
    types {}
    operations {
        put_thing! {
            call set_call get_call: append_into [String],
            client set_client get_client: into [String],
            clone set_clone get_clone: into [String],
            confirm_with set_confirm_with get_confirm_with: into [String],
            customize_value set_customize get_customize: into [String],
            debug set_debug get_debug: into [String],
            inner set_inner get_inner: into [String],
            input set_input get_input: insert_into_into [String, String],
            into_parts set_into_parts get_into_parts: into [String],
            k set_k get_k: into [String],
            kept set_kept get_kept: into [String],
            o set_o get_o: into [String],
            output set_output get_output: into [String],
            reader set_reader get_reader: into [String],
            request set_request get_request: into [String],
            send_value set_send get_send: into [String],
            send_in set_send_in get_send_in: into [String],
            send_with_evidence set_send_with_evidence get_send_with_evidence: into [String],
            unconfirmed set_unconfirmed get_unconfirmed: into [String],
            until set_until get_until: into [String],
            v set_v get_v: into [String],
        }
        get_thing!();
        operation! {
            Apart: apart in apart: ApartInput ApartInputBuilder ApartOutput ApartError ApartFluentBuilder
            { name set_name get_name: into [String], }
        }
        operation! {
            Builder: builder in builder: BuilderInput BuilderInputBuilder BuilderOutput BuilderError BuilderFluentBuilder
            { name set_name get_name: into [String], }
        }
        operation! {
            Clone: clone in clone: CloneInput CloneInputBuilder CloneOutput CloneError CloneFluentBuilder
            { name set_name get_name: into [String], }
        }
        operation! {
            EnforcingSdkClient: enforcing_sdk_client in enforcing_sdk_client: EnforcingSdkClientInput EnforcingSdkClientInputBuilder EnforcingSdkClientOutput EnforcingSdkClientError EnforcingSdkClientFluentBuilder
            { name set_name get_name: into [String], }
        }
        operation! {
            Inner: inner in inner: InnerInput InnerInputBuilder InnerOutput InnerError InnerFluentBuilder
            { name set_name get_name: into [String], }
        }
        operation! {
            WithConfig: with_config in with_config: WithConfigInput WithConfigInputBuilder WithConfigOutput WithConfigError WithConfigFluentBuilder
            { name set_name get_name: into [String], }
        }
        operation! {
            Confirm: confirm in confirm: ConfirmInput ConfirmInputBuilder ConfirmOutput ConfirmError ConfirmFluentBuilder
            { name set_name get_name: into [String], }
        }
        operation! {
            Look: look in look: LookInput LookInputBuilder LookOutput LookError LookFluentBuilder
            { name set_name get_name: into [String], }
        }
        operation! {
            SaveHistory: save_history in save_history: SaveHistoryInput SaveHistoryInputBuilder SaveHistoryOutput SaveHistoryError SaveHistoryFluentBuilder
            { name set_name get_name: into [String], }
        }
    }
}
