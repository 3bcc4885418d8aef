//! The attribute's arguments.

use proc_macro2::{Ident, Span, TokenStream};
use syn::parse::{Parse, ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{Error, Expr, ExprLit, Lit, LitInt, LitStr, Path, Result, Token};

const KEYS: &str = "`service`, `op`, `reads` and `deadline`";

/// What `#[post_condition(...)]` was given.
pub(crate) struct Args {
    pub(crate) service: ServicePath,
    pub(crate) op: Name,
    pub(crate) reads: Vec<Name>,
    pub(crate) deadline: Option<LitInt>,
}

/// Where the service's generated module is.
pub(crate) enum ServicePath {
    /// `"ssm"`: a module of `postcond`.
    Named(Name),
    /// A path: a module of the user's own.
    Path(Path),
}

/// A string literal that names something.
pub(crate) struct Name {
    pub(crate) ident: Ident,
    pub(crate) text: String,
}

/// `key = value`.
struct Argument {
    key: Ident,
    value: Expr,
}

impl Parse for Argument {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let key = input.parse()?;
        input.parse::<Token![=]>()?;
        let value = input.parse()?;
        Ok(Self { key, value })
    }
}

/// Parses the arguments; all that is wrong with them is in one error.
pub(crate) fn parse(tokens: TokenStream) -> Result<Args> {
    let arguments = Punctuated::<Argument, Token![,]>::parse_terminated.parse2(tokens)?;
    let mut given = Given::default();
    let mut errors = Errors::default();
    for argument in arguments {
        errors.take(given.accept(argument));
    }
    if errors.is_empty() {
        errors.require(given.service.is_some(), "service", r#"service = "ssm""#);
        errors.require(given.op.is_some(), "op", r#"op = "PutParameter""#);
    }
    errors.finish()?;
    match (given.service, given.op) {
        (Some(service), Some(op)) => Ok(Args {
            service,
            op,
            reads: given.reads.unwrap_or_default(),
            deadline: given.deadline,
        }),
        // `finish` has already returned what is missing.
        _ => Err(Error::new(Span::call_site(), "missing arguments")),
    }
}

#[derive(Default)]
struct Given {
    seen: Vec<String>,
    service: Option<ServicePath>,
    op: Option<Name>,
    reads: Option<Vec<Name>>,
    deadline: Option<LitInt>,
}

impl Given {
    fn accept(&mut self, Argument { key, value }: Argument) -> Result<()> {
        let name = key.to_string();
        if self.seen.contains(&name) {
            return Err(Error::new(key.span(), format!("`{name}` is given twice")));
        }
        self.seen.push(name.clone());
        match name.as_str() {
            "service" => self.service = Some(service(value)?),
            "op" => self.op = Some(named(&value, r#"an operation, as in "PutParameter""#)?),
            "reads" => self.reads = Some(reads(value)?),
            "deadline" => self.deadline = Some(seconds(value)?),
            _ => {
                let message = format!("unknown argument `{name}`: there are {KEYS}");
                return Err(Error::new(key.span(), message));
            }
        }
        Ok(())
    }
}

fn service(value: Expr) -> Result<ServicePath> {
    match value {
        Expr::Path(path) if path.qself.is_none() => Ok(ServicePath::Path(path.path)),
        other => named(&other, r#"a service, as in "ssm", or the path of a module"#)
            .map(ServicePath::Named),
    }
}

fn reads(value: Expr) -> Result<Vec<Name>> {
    let expected = r#"a list of operations, as in ["GetParameter"]"#;
    let Expr::Array(array) = value else {
        return Err(Error::new(value.span(), format!("expected {expected}")));
    };
    let mut errors = Errors::default();
    let reads = array.elems.iter();
    let reads =
        reads.filter_map(|read| errors.take(named(read, r#"an operation, as in "GetParameter""#)));
    let reads = reads.collect();
    errors.finish().map(|()| reads)
}

fn seconds(value: Expr) -> Result<LitInt> {
    let wrong = "expected a number of seconds, at least 1, as in deadline = 300";
    if let Expr::Lit(ExprLit {
        lit: Lit::Int(seconds),
        ..
    }) = &value
        && seconds
            .base10_parse::<u64>()
            .is_ok_and(|seconds| seconds > 0)
    {
        return Ok(seconds.clone());
    }
    Err(Error::new(value.span(), wrong))
}

/// The string literal `value`, which must be able to name something.
fn named(value: &Expr, expected: &str) -> Result<Name> {
    let wrong = || Error::new(value.span(), format!("expected {expected}"));
    let Expr::Lit(ExprLit {
        lit: Lit::Str(literal),
        ..
    }) = value
    else {
        return Err(wrong());
    };
    let ident = literal.parse::<Ident>().map_err(|_| wrong())?;
    Ok(Name::new(ident, literal))
}

impl Name {
    fn new(ident: Ident, literal: &LitStr) -> Self {
        Self {
            ident: Ident::new(&ident.to_string(), literal.span()),
            text: literal.value(),
        }
    }
}

/// Collects errors, so that all are reported at once.
#[derive(Default)]
pub(crate) struct Errors(Option<Error>);

impl Errors {
    pub(crate) fn push(&mut self, error: Error) {
        match &mut self.0 {
            Some(errors) => errors.combine(error),
            None => self.0 = Some(error),
        }
    }

    pub(crate) fn take<T>(&mut self, result: Result<T>) -> Option<T> {
        result.map_err(|error| self.push(error)).ok()
    }

    fn is_empty(&self) -> bool {
        self.0.is_none()
    }

    fn require(&mut self, given: bool, key: &str, example: &str) {
        if !given {
            let message = format!("missing `{key}`, as in {example}");
            self.push(Error::new(Span::call_site(), message));
        }
    }

    pub(crate) fn finish(self) -> Result<()> {
        self.0.map_or(Ok(()), Err)
    }
}
