//! The attribute's arguments.

use proc_macro2::{Ident, Span, TokenStream};
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::{Error, Expr, ExprLit, Lit, LitStr, Path, Result, Token};

use crate::spelling::{listed, unknown};

/// What names a read, in messages.
const READ: &str = r#"an operation, as in "GetParameter""#;

/// What names a refusal, in messages.
const CODE: &str = r#"an error code, as in "MalformedPolicyDocumentException""#;

const KEYS: [&str; 12] = [
    "service",
    "op",
    "reads",
    "batched",
    "deadline",
    "poll_timeout",
    "best_effort",
    "found_by",
    "refused_with",
    "changed_by",
    "on_request",
    "crate",
];

/// The modules of `postcond` that are services. None can be forgotten: its own checks name them.
const SERVICES: [&str; 2] = ["secretsmanager", "ssm"];

/// As long as a policy's may be: 365 days.
const LONGEST_DEADLINE: u64 = 365 * 24 * 60 * 60;

/// What `#[post_condition(...)]` was given.
pub(crate) struct Args {
    pub(crate) service: ServicePath,
    pub(crate) op: Ident,
    pub(crate) reads: Vec<Ident>,
    /// The read that answers many such checks at once.
    pub(crate) batched: Option<Ident>,
    pub(crate) deadline: Option<u64>,
    pub(crate) poll_timeout: Option<u64>,
    /// Not met by its deadline, the check is no error of the call.
    pub(crate) best_effort: bool,
    /// The function that looks up a write that was not answered.
    pub(crate) found_by: Option<Path>,
    /// The refusals after which the call may have changed something all the same, and the function that
    /// looks whether it has.
    pub(crate) refused: Option<(Vec<LitStr>, Path)>,
    /// Where `postcond` is, if not under its own name.
    pub(crate) postcond: Option<Path>,
}

/// Where the service's generated module is.
pub(crate) enum ServicePath {
    /// `"ssm"`: a module of `postcond`.
    Named(Ident),
    /// A path: a module of the user's own.
    Path(Path),
}

/// `key = value`.
struct Argument {
    key: Ident,
    value: Expr,
}

impl Parse for Argument {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let wrong = |span| {
            let keys = listed(&KEYS);
            Error::new(span, format!("expected `key = value`; the keys are {keys}"))
        };
        let start = input.span();
        let key = Ident::parse_any(input).map_err(|_| wrong(start))?;
        if !input.peek(Token![=]) || input.peek2(Token![,]) {
            return Err(wrong(key.span()));
        }
        input.parse::<Token![=]>()?;
        if input.is_empty() {
            return Err(wrong(key.span()));
        }
        let value = ungrouped(input.parse()?);
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
    // An unknown argument may be the missing one, misspelt.
    if !given.unknown {
        given.require("service", r#"service = "ssm""#, &mut errors);
        given.require("op", r#"op = "PutParameter""#, &mut errors);
        given.require_together(&mut errors);
    }
    errors.finish()?;
    match (given.service, given.op) {
        (Some(service), Some(op)) => Ok(Args {
            service,
            op,
            reads: given.reads.unwrap_or_default(),
            batched: given.batched,
            deadline: given.deadline,
            poll_timeout: given.poll_timeout,
            best_effort: given.best_effort,
            found_by: given.found_by,
            refused: given.refused_with.zip(given.changed_by),
            postcond: given.postcond,
        }),
        // `finish` has already returned what is missing.
        _ => Err(Error::new(Span::call_site(), "missing arguments")),
    }
}

#[derive(Default)]
struct Given {
    seen: Vec<Ident>,
    unknown: bool,
    service: Option<ServicePath>,
    op: Option<Ident>,
    reads: Option<Vec<Ident>>,
    batched: Option<Ident>,
    deadline: Option<u64>,
    poll_timeout: Option<u64>,
    best_effort: bool,
    found_by: Option<Path>,
    refused_with: Option<Vec<LitStr>>,
    changed_by: Option<Path>,
    postcond: Option<Path>,
}

impl Given {
    fn key(&self, key: &str) -> Option<&Ident> {
        self.seen.iter().find(|seen| *seen == key)
    }

    fn require(&self, key: &str, example: &str, errors: &mut Errors) {
        if self.key(key).is_none() {
            let message = format!("missing `{key}`, as in {example}");
            errors.push(Error::new(Span::call_site(), message));
        }
    }

    /// Of the two arguments about refusals, one says nothing without the other.
    fn require_together(&self, errors: &mut Errors) {
        let codes = (
            "refused_with",
            r#"refused_with = ["MalformedPolicyDocumentException"]"#,
        );
        let function = ("changed_by", "changed_by = policy_attached_though_refused");
        for ((key, _), (other, example)) in [(codes, function), (function, codes)] {
            if let (Some(key), None) = (self.key(key), self.key(other)) {
                let message = format!("`{key}` is given without `{other}`, as in {example}");
                errors.push(Error::new(key.span(), message));
            }
        }
    }

    fn accept(&mut self, Argument { key, value }: Argument) -> Result<()> {
        let name = key.to_string();
        if self.key(&name).is_some() {
            return Err(Error::new(key.span(), format!("`{name}` is given twice")));
        }
        self.seen.push(key.clone());
        match name.as_str() {
            "service" => self.service = Some(service(value)?),
            "op" => self.op = Some(named(&value, r#"an operation, as in "PutParameter""#)?),
            "reads" => self.reads = Some(reads(value)?),
            "batched" => self.batched = Some(named(&value, READ)?),
            "deadline" => self.deadline = Some(seconds(&name, value)?),
            "poll_timeout" => self.poll_timeout = Some(seconds(&name, value)?),
            "best_effort" => self.best_effort = flag(&value)?,
            "found_by" => self.found_by = Some(function(value, "found_by = created_secret")?),
            "refused_with" => self.refused_with = Some(codes(value)?),
            "changed_by" => {
                let example = "changed_by = policy_attached_though_refused";
                self.changed_by = Some(function(value, example)?);
            }
            "crate" => self.postcond = Some(crate_path(value)?),
            // For the generator, which decides what a client brings along.
            "on_request" => drop(flag(&value)?),
            _ => {
                self.unknown = true;
                return Err(Error::new(key.span(), unknown("argument", &name, &KEYS)));
            }
        }
        Ok(())
    }
}

fn service(value: Expr) -> Result<ServicePath> {
    match value {
        Expr::Path(path) if path.qself.is_none() => Ok(ServicePath::Path(path.path)),
        Expr::Lit(ExprLit {
            lit: Lit::Str(name),
            ..
        }) => known_service(&name).map(ServicePath::Named),
        other => {
            let expected = r#"expected a service, as in "ssm", or the path of a module"#;
            Err(Error::new_spanned(other, expected))
        }
    }
}

fn known_service(literal: &LitStr) -> Result<Ident> {
    let name = literal.value();
    if SERVICES.contains(&name.as_str()) {
        return Ok(Ident::new(&name, literal.span()));
    }
    let unknown = unknown("service", &name, &SERVICES);
    let own = "one of your own is the path of its module, without quotes, as in \
               service = crate::dynamodb";
    Err(Error::new_spanned(literal, format!("{unknown}; {own}")))
}

fn reads(value: Expr) -> Result<Vec<Ident>> {
    let expected = r#"a list of operations, as in ["GetParameter"]"#;
    let Expr::Array(array) = value else {
        return Err(Error::new_spanned(value, format!("expected {expected}")));
    };
    let mut errors = Errors::default();
    let mut reads: Vec<Ident> = Vec::new();
    for element in array.elems.into_iter().map(ungrouped) {
        match errors.take(named(&element, READ)) {
            Some(read) if reads.contains(&read) => {
                errors.push(Error::new(read.span(), format!("`{read}` is named twice")));
            }
            read => reads.extend(read),
        }
    }
    errors.finish().map(|()| reads)
}

fn codes(value: Expr) -> Result<Vec<LitStr>> {
    let expected = r#"expected a list of error codes, as in ["MalformedPolicyDocumentException"]"#;
    let array = match value {
        Expr::Array(array) if !array.elems.is_empty() => array,
        other => return Err(Error::new_spanned(other, expected)),
    };
    let mut errors = Errors::default();
    let mut codes: Vec<LitStr> = Vec::new();
    for element in array.elems.into_iter().map(ungrouped) {
        match errors.take(code(element)) {
            Some(code) if codes.iter().any(|it| it.value() == code.value()) => {
                let message = format!("`{}` is named twice", code.value());
                errors.push(Error::new(code.span(), message));
            }
            code => codes.extend(code),
        }
    }
    errors.finish().map(|()| codes)
}

/// A code as the service sends it: not only a name, as in `InvalidInstanceID.NotFound`.
fn code(value: Expr) -> Result<LitStr> {
    let message = match value {
        Expr::Lit(ExprLit {
            lit: Lit::Str(ref code),
            ..
        }) => match code.value() {
            text if text.trim().is_empty() => format!("expected {CODE}"),
            // Spaces, say, which do not show well.
            text if text.contains(char::is_whitespace) => format!("expected nothing but {CODE}"),
            _ => return Ok(code.clone()),
        },
        _ => format!("expected {CODE}"),
    };
    Err(Error::new_spanned(value, message))
}

fn seconds(key: &str, value: Expr) -> Result<u64> {
    let wrong = format!(
        "expected seconds as a whole number from 1 to 31536000 (a year), as in {key} = 300"
    );
    if let Expr::Lit(ExprLit {
        lit: Lit::Int(seconds),
        ..
    }) = &value
        && seconds.suffix().is_empty()
        && let Ok(seconds @ 1..=LONGEST_DEADLINE) = seconds.base10_parse()
    {
        return Ok(seconds);
    }
    Err(Error::new_spanned(value, wrong))
}

fn crate_path(value: Expr) -> Result<Path> {
    match value {
        Expr::Path(path) if path.qself.is_none() => Ok(path.path),
        other => {
            let expected =
                "expected the path of postcond, without quotes, as in crate = read_your_writes";
            Err(Error::new_spanned(other, expected))
        }
    }
}

fn function(value: Expr, example: &str) -> Result<Path> {
    match value {
        Expr::Path(path) if path.qself.is_none() => Ok(path.path),
        other => {
            let expected = format!("expected the name of a function, as in {example}");
            Err(Error::new_spanned(other, expected))
        }
    }
}

fn flag(value: &Expr) -> Result<bool> {
    match value {
        Expr::Lit(ExprLit {
            lit: Lit::Bool(flag),
            ..
        }) => Ok(flag.value),
        other => Err(Error::new_spanned(other, "expected `true` or `false`")),
    }
}

/// The name that `value` is, in quotes or, as the compiler puts it if it has a better one, without.
fn named(value: &Expr, expected: &str) -> Result<Ident> {
    let name = match value {
        Expr::Lit(ExprLit {
            lit: Lit::Str(literal),
            ..
        }) => return quoted(literal, expected),
        Expr::Path(path) => path.path.get_ident(),
        _ => None,
    };
    let wrong = || Error::new_spanned(value, format!("expected {expected}"));
    name.cloned().ok_or_else(wrong)
}

fn quoted(literal: &LitStr, expected: &str) -> Result<Ident> {
    // With the literal's span, which the compiler's own messages about the name then have.
    match literal.parse::<Ident>() {
        Ok(name) if name.unraw() == literal.value() => Ok(name),
        // Spaces, say, which do not show well.
        Ok(_) => Err(format!("expected nothing but {expected}")),
        Err(_) => Err(format!("expected {expected}")),
    }
    .map_err(|message| Error::new_spanned(literal, message))
}

/// `value` without the invisible brackets around what came through a `macro_rules` macro.
fn ungrouped(value: Expr) -> Expr {
    match value {
        Expr::Group(group) => ungrouped(*group.expr),
        other => other,
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

    pub(crate) fn finish(self) -> Result<()> {
        self.0.map_or(Ok(()), Err)
    }
}
