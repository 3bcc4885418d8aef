#[proc_macro_attribute]
pub fn __followed_by(rest: TokenStream, mut item: TokenStream) -> TokenStream {}
