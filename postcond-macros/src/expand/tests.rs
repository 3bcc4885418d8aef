//! Expansions without a compiler: those that are right as tokens, and the messages of the others.

mod cases;

use std::convert::identity;

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::quote;

use super::expand;

fn tokens(text: &str) -> TokenStream {
    text.parse().expect("tokens of Rust")
}

/// What is written for `item` with the attribute of these `args` is `expected`, but for spaces.
#[track_caller]
fn assert_expanded(args: &str, item: &str, expected: &str) {
    let expansion = expand(tokens(args), tokens(item));
    assert_eq!(bare(&expansion), bare(&tokens(expected)), "{item}");
}

/// The text of the tokens, without spaces.
fn bare(tokens: &TokenStream) -> String {
    tokens.to_string().split_whitespace().collect()
}

#[test]
fn a_post_condition_is_a_type_and_the_function_stays_as_it_is() {
    assert_expanded(
        r#"service = "ssm", op = "PutParameter""#,
        "pub(crate) async fn is_read(r: &Reader, _: &In, _: &Out) -> Check { done(r) }",
        r#"
        #[::postcond::__followed_by(
            const _: () = {
                async fn is_read(r: &Reader, _: &In, _: &Out) -> Check { done(r) }
                let _ = is_read;
                const _: () = {
                    use ::postcond::ssm as service_module;
                    use service_module::op as service_operations;
                    impl ::postcond::runtime::PostCondition for is_read {
                        type Operation = service_operations::PutParameter;
                        const INFO: ::postcond::runtime::CheckInfo =
                            ::postcond::runtime::CheckInfo::new("is_read", &[]);
                        async fn check(
                            &self,
                            __reader: &Reader,
                            __input: &In,
                            __output: &Out,
                            _: &::postcond::runtime::Witness
                        ) -> ::postcond::runtime::Check {
                            let __check = is_read(__reader, __input, __output);
                            let __check: ::postcond::runtime::Check = __check.await;
                            __check
                        }
                    }
                };
            };
        )]
        #[allow(non_camel_case_types)]
        #[derive(Clone, Copy, Debug)]
        pub(crate) struct is_read;
        "#,
    );
}

/// What is written for each argument at once.
const WITH_EACH_ARGUMENT: &str = r#"
#[read_your_writes::__followed_by(
    const _: () = {
        async fn r#is_read(r: &Reader, i: &In, o: &Out, w: &Witness) -> Check { done(r) }
        let _ = r#is_read;
        const _: () = {
            use crate::pets as service_module;
            use service_module::op as service_operations;
            impl read_your_writes::runtime::PostCondition for r#is_read {
                type Operation = service_operations::PutPet;
                const INFO: read_your_writes::runtime::CheckInfo =
                    read_your_writes::runtime::CheckInfo::new("is_read", &[
                        read_your_writes::runtime::__private::name_of_read::<
                            service_operations::GetPet>(),
                        read_your_writes::runtime::__private::name_of_read::<
                            service_operations::ListPets>()
                    ])
                    .batched(read_your_writes::runtime::__private::name_of_read::<
                        service_operations::ListPets>())
                    .deadline(600u64)
                    .poll_timeout(31536000u64)
                    .best_effort()
                    .found_by("made")
                    .changed_by("named", &["Busy", "Id.Taken"]);
                async fn check(
                    &self,
                    __reader: &Reader,
                    __input: &In,
                    __output: &Out,
                    __witness: &Witness,
                ) -> read_your_writes::runtime::Check {
                    let __check = r#is_read(__reader, __input, __output, __witness);
                    let __check: read_your_writes::runtime::Check = __check.await;
                    __check
                }
                async fn find(
                    &self,
                    __reader: &Reader,
                    __input: &In,
                    __witness: &read_your_writes::runtime::Witness,
                ) -> read_your_writes::runtime::Search<
                    read_your_writes::runtime::OutputOf<service_operations::PutPet>
                > {
                    search::r#made(__reader, __input, __witness).await
                }
                async fn find_refused(
                    &self,
                    __reader: &Reader,
                    __input: &In,
                    __witness: &read_your_writes::runtime::Witness,
                ) -> read_your_writes::runtime::Search<
                    read_your_writes::runtime::OutputOf<service_operations::PutPet>
                > {
                    named(__reader, __input, __witness).await
                }
            }
        };
    };
)]
#[allow(non_camel_case_types)]
#[derive(Clone, Copy, Debug)]
struct r#is_read;
"#;

#[test]
fn each_argument_is_said_of_the_check_and_each_function_is_called() {
    assert_expanded(
        r#"service = crate::pets, op = "PutPet", reads = ["GetPet", ListPets], batched = "ListPets",
           deadline = 600, poll_timeout = 31536000, best_effort = true, on_request = true,
           found_by = search::r#made, refused_with = ["Busy", "Id.Taken"], changed_by = named,
           crate = read_your_writes"#,
        "async fn r#is_read(r: &Reader, i: &In, o: &Out, w: &Witness) -> Check { done(r) }",
        WITH_EACH_ARGUMENT,
    );
}

#[test]
fn a_named_service_is_looked_for_where_postcond_is_said_to_be() {
    let args = tokens(r#"service = "ssm", op = PutParameter, crate = crate::ours"#);
    let item = tokens("async fn is_read(_: &R, _: &I, _: &O) -> Check { done() }");
    let expansion = expand(args, item).to_string();
    let import = tokens("use crate::ours::ssm as service_module;");
    assert!(expansion.contains(&import.to_string()), "{expansion}");
}

#[test]
fn a_path_through_a_type_is_neither_a_module_nor_a_function_nor_a_name() {
    let right = [
        ("service", "crate::pets"),
        ("op", "PutPet"),
        ("reads", "[GetPet]"),
        ("found_by", "made"),
        ("crate", "ours"),
    ];
    let item = tokens("async fn is_named(_: &R, _: &I, _: &O) -> Check { done() }");
    let refused = |given: Vec<(&str, &str)>| {
        let args = given.iter().map(|(key, value)| format!("{key} = {value},"));
        let expansion = expand(tokens(&args.collect::<String>()), item.clone());
        expansion.to_string().contains("compile_error")
    };
    assert!(!refused(right.to_vec()));
    for at in 0..right.len() {
        let mut args = right.to_vec();
        args[at].1 = match args[at].0 {
            "reads" => "[<Pets>::GetPet]",
            _ => "<Pets>::PutPet",
        };
        assert!(refused(args), "{}", right[at].0);
    }
}

#[test]
fn an_attribute_of_the_type_is_not_on_the_function_too() {
    let args = tokens(r#"service = "ssm", op = PutParameter"#);
    let item = tokens("#[must_use] #[inline] async fn f(_: &R, _: &I, _: &O) -> Check { done() }");
    let expansion = bare(&expand(args, item));
    assert!(expansion.contains("{#[inline]asyncfnf("), "{expansion}");
    let definition = bare(&tokens("#[must_use] #[allow(non_camel_case_types)]"));
    assert!(expansion.contains(&definition), "{expansion}");
}

#[test]
fn a_method_stays_where_it_is_beside_what_is_said_of_it() {
    let args = tokens(r#"service = "ssm", op = PutParameter"#);
    let item = "async fn f(&self, _: &R, _: &I) -> Check { done() }";
    let expansion = bare(&expand(args, tokens(item)));
    assert!(
        expansion.starts_with("::core::compile_error!"),
        "{expansion}"
    );
    assert!(expansion.ends_with(&bare(&tokens(item))), "{expansion}");
    assert!(!expansion.contains("const"), "{expansion}");
}

/// `tokens` as a `macro_rules` macro hands on what it has matched: in brackets that are not to be seen.
fn matched(tokens: TokenStream) -> TokenStream {
    TokenTree::from(Group::new(Delimiter::None, tokens)).into()
}

#[test]
fn what_comes_through_a_macro_is_read_as_if_it_had_been_written() {
    let args = |of: fn(TokenStream) -> TokenStream| {
        let [op, read, secs, code] = ["\"PutPet\"", "\"GetPet\"", "60", "\"Busy\""]
            .map(tokens)
            .map(of);
        quote!(service = crate::pets, op = #op, reads = [#read], deadline = #secs,
            refused_with = [#code], changed_by = named)
    };
    let item = |of: fn(TokenStream) -> TokenStream| {
        let input = of(tokens("&In"));
        quote!(async fn is_named(_: &Reader, _: #input, _: &Out) -> Check { done() })
    };
    let written = bare(&expand(args(identity), item(identity)));
    assert!(!written.contains("compile_error"), "{written}");
    assert_eq!(bare(&expand(args(matched), item(matched))), written);
}

/// The attributes before the type, those on the function, and those on what surrounds the function.
fn divided(attributes: &str) -> [String; 3] {
    let function: syn::ItemFn = syn::parse_str(&format!("{attributes} fn f() {{}}")).unwrap();
    let divided = super::Attributes::divide(&function.attrs);
    let text = |of: &[syn::Attribute]| {
        let texts = of.iter().map(|it| quote!(#it).to_string());
        texts.collect::<String>().replace(' ', "")
    };
    let around = divided.of_surroundings().unwrap_or_default();
    [
        text(&divided.of_type),
        text(&divided.of_function),
        around.to_string().replace(' ', ""),
    ]
}

#[test]
fn an_attribute_goes_where_it_means_something() {
    for (attribute, of_type, of_function, around) in [
        (r#"#[doc="x"]"#, true, false, false),
        ("#[must_use]", true, false, false),
        ("#[deprecated]", true, false, true),
        ("#[allow(dead_code)]", true, true, false),
        ("#[warn(missing_docs)]", true, true, false),
        ("#[deny(unused)]", true, true, false),
        ("#[forbid(unsafe_code)]", true, true, false),
        ("#[expect(dead_code)]", true, false, false),
        ("#[expect(unused,missing_docs)]", true, false, false),
        (
            r#"#[expect(unreachable_pub,reason="x")]"#,
            true,
            false,
            false,
        ),
        // Of what is in the body.
        ("#[expect(unused_variables)]", false, true, false),
        ("#[tracing::instrument]", false, true, false),
        ("#[tracing::doc]", false, true, false),
        ("#[inline]", false, true, false),
    ] {
        let shown = |is: bool| if is { attribute } else { "" };
        let around = if around { "#[allow(deprecated)]" } else { "" };
        let expected = [shown(of_type), shown(of_function), around];
        assert_eq!(divided(attribute), expected, "{attribute}");
    }
}

#[test]
fn the_attribute_of_a_body_stands_before_the_type() {
    let function = syn::parse_str::<syn::ItemFn>("fn f() { #![doc = \"x\"] }").unwrap();
    let divided = super::Attributes::divide(&function.attrs);
    assert!(matches!(
        divided.of_type[..],
        [syn::Attribute {
            style: syn::AttrStyle::Outer,
            ..
        }]
    ));
}

#[test]
fn what_was_refused_is_not_left_for_the_compiler_to_refuse_again() {
    let args = r#"service = "ssm", op = "PutParameter""#;
    let lifetime = "a post-condition names no lifetimes: leave them out, and each reference has one of \
                    its own";
    assert_expanded(
        args,
        "async fn is_read(_: &'a R, _: &I, _: &O) -> Check { done() }",
        &format!(
            r#"
            #[allow(missing_docs, non_upper_case_globals)]
            const is_read: [(); {{ ::core::compile_error!{{ "{lifetime}" }} }}] = {{
                #[allow(dead_code)]
                async fn is_read(_: &R, _: &I, _: &O) -> Check {{ done() }}
                []
            }};
            "#
        ),
    );
    // A declared one is where it was: what is refused is its declaration.
    assert_expanded(
        args,
        "pub async fn is_read<'a>(_: &'a R, _: &I, _: &O) -> Check { done() }",
        &format!(
            r#"
            #[allow(missing_docs, non_upper_case_globals)]
            pub const is_read: [(); {{ ::core::compile_error!{{ "{lifetime}" }} }}] = {{
                #[allow(dead_code)]
                pub async fn is_read<'a>(_: &'a R, _: &I, _: &O) -> Check {{ done() }}
                []
            }};
            "#
        ),
    );
}

#[test]
fn the_attribute_is_not_left_on_what_was_refused_and_other_attributes_are() {
    let args = tokens("");
    let item = tokens("#[inline] #[postcond::post_condition()] async fn f(_: &R) -> Check {}");
    let expansion = expand(args, item).to_string();
    let function = tokens("#[inline] async fn f(_: &R) -> Check {}").to_string();
    assert!(expansion.contains(&function), "{expansion}");
}
