#[proc_macro_attribute]
pub fn post_condition(args: TokenStream, item: TokenStream) -> TokenStream {}
