//! What is to be written: every node holds its wire name and its final Rust name.

use std::collections::BTreeSet;

use crate::checks::ScannedCheck;

mod footprint;

pub(crate) use footprint::{Container, Effect, Fact, Key, Place, Resource, ResourceKind, Side};

/// A service.
#[derive(Debug)]
pub(crate) struct Service {
    /// `Secrets Manager`.
    pub(crate) sdk_id: String,
    /// `secretsmanager`.
    pub(crate) module: String,
    /// `SecretsManager`.
    pub(crate) type_name: String,
    /// `::aws_sdk_secretsmanager`.
    pub(crate) sdk_crate: String,
    /// `secretsmanager`, as in `secretsmanager:DescribeSecret`.
    pub(crate) iam_prefix: String,
    /// The setters of a configuration that its SDK crate does not have, of those that only most have.
    pub(crate) missing_settings: BTreeSet<&'static str>,
    /// What its own error codes mean, in the overlay's order.
    pub(crate) error_codes: Vec<ErrorCode>,
    /// By wire name.
    pub(crate) operations: Vec<Operation>,
    /// The types that receipts carry, if there are to be receipts.
    pub(crate) portable: Option<Vec<PortableType>>,
}

/// A type of the SDK that is within an input or an output.
#[derive(Debug)]
pub(crate) struct PortableType {
    /// As in `types::X`.
    pub(crate) name: String,
    pub(crate) form: PortableForm,
}

/// What a value of a type is made of.
#[derive(Debug)]
pub(crate) enum PortableForm {
    Structure(Vec<Member>),
    Union(Vec<Variant>),
    Enum,
}

/// An error code of the service's own.
#[derive(Debug)]
pub(crate) struct ErrorCode {
    pub(crate) kind: ErrorKind,
    pub(crate) code: String,
}

/// What an error code means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ErrorKind {
    Throttled,
    Transient,
    Denied,
    Credentials,
}

/// A variant of a union.
#[derive(Debug)]
pub(crate) struct Variant {
    /// As in `Automation`.
    pub(crate) name: String,
    pub(crate) wire: String,
    /// What it holds. None of one that holds nothing.
    pub(crate) member: Option<Member>,
}

/// An operation.
#[derive(Debug)]
pub(crate) struct Operation {
    /// `com.amazonaws.sts#AssumeRoleWithSAML`, for messages.
    pub(crate) id: String,
    /// `AssumeRoleWithSAML`: also the SDK's fluent builder, error and marker.
    pub(crate) wire: String,
    /// `AssumeRoleWithSaml`: the SDK's input and output.
    pub(crate) pascal: String,
    /// `assume_role_with_saml`: the method of the SDK's client.
    pub(crate) method: String,
    /// The same of the client and the reader, out of the way of what these have besides.
    pub(crate) client_method: String,
    /// `assume_role_with_saml`: the SDK's module.
    pub(crate) module: String,
    pub(crate) input: Vec<Member>,
    pub(crate) output: Vec<Member>,
    pub(crate) kind: Kind,
    /// Why nobody should call it, if the model says so.
    pub(crate) deprecated: Option<String>,
    /// How reads that are due together are shared.
    pub(crate) coalescing: Option<Coalescing>,
    /// What a later write may overwrite.
    pub(crate) footprint: Vec<Fact>,
    /// The refusals that pass once an earlier write has settled.
    pub(crate) refusals: Vec<RefusalAfter>,
    /// Whether later calls may be refused for it.
    pub(crate) refuses_later: Option<RefusesLater>,
}

/// A refusal that passes once an earlier write has settled.
#[derive(Debug)]
pub(crate) struct RefusalAfter {
    pub(crate) code: String,
    /// What the service's text contains.
    pub(crate) message: Option<String>,
    /// The earlier operations; none for anybody's writes.
    pub(crate) after: Vec<String>,
    /// Whether the same has no other causes.
    pub(crate) is_certain: bool,
}

/// That later calls may be refused for an operation.
#[derive(Debug)]
pub(crate) struct RefusesLater {
    /// The accessor of the flag without which they are not.
    pub(crate) only_if: Option<String>,
}

/// How requests of a read that are due together are shared.
#[derive(Debug)]
pub(crate) struct Coalescing {
    /// The type that sends several different ones as one.
    pub(crate) batch: String,
    /// The read that it sends, if that is another.
    pub(crate) reads: Option<String>,
    /// The variants of the SDK's error.
    pub(crate) errors: Vec<String>,
    /// Whether the SDK has a paginator.
    pub(crate) is_paginated: bool,
}

/// How an operation is treated.
#[derive(Debug)]
pub(crate) enum Kind {
    Read,
    Mutation(Coverage),
}

/// How a mutation is confirmed.
#[derive(Debug)]
pub(crate) enum Coverage {
    /// At least one.
    Checked(Vec<ScannedCheck>),
    Pending,
    Unobservable(String),
}

/// A member of an input or an output.
#[derive(Debug)]
pub(crate) struct Member {
    /// `com.amazonaws.ssm#PutParameterRequest$Type`, for messages.
    pub(crate) id: String,
    /// `Type`.
    pub(crate) wire: String,
    /// `r#type`: the SDK's setter and accessor.
    pub(crate) method: String,
    /// The setter of a mutation's builder, out of the way of what that has besides.
    pub(crate) setter: String,
    /// `set_type`.
    pub(crate) set: String,
    /// `get_type`.
    pub(crate) get: String,
    pub(crate) ty: Type,
    /// It is sent or received bit by bit: bytes, or events.
    pub(crate) streaming: bool,
    /// Its value is dropped before the read-back.
    pub(crate) secret: bool,
    /// No receipt has its value: it, or an item of it, is sensitive.
    pub(crate) sensitive: bool,
    /// It makes a repeated request the same one; the SDK fills it in.
    pub(crate) idempotency_token: bool,
    pub(crate) required: bool,
    /// Why nobody should set it, if the model says so.
    pub(crate) deprecated: Option<String>,
}

/// A type of the SDK.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Type {
    String,
    /// A primitive: `bool`, `i32`, `f64` and so on.
    Primitive(&'static str),
    Blob,
    ByteStream,
    /// What sends the events of a union: `types::X`, whose error is `types::error::XError`.
    EventStream(String),
    DateTime,
    Document,
    /// A structure, a union or an enumeration: `types::X`.
    Named(String),
    List(Box<Type>),
    Map(Box<Type>, Box<Type>),
    /// An element of a `@sparse` list or map.
    Option(Box<Type>),
}

impl Operation {
    /// The checks that are built in for it.
    pub(crate) fn checks(&self) -> &[ScannedCheck] {
        match &self.kind {
            Kind::Mutation(Coverage::Checked(checks)) => checks,
            Kind::Mutation(Coverage::Pending | Coverage::Unobservable(_)) | Kind::Read => &[],
        }
    }

    /// Whether its input can be sent only once.
    pub(crate) fn takes_stream(&self) -> bool {
        self.input.iter().any(|member| member.streaming)
    }

    /// Whether its output can be read only once.
    pub(crate) fn gives_stream(&self) -> bool {
        self.output.iter().any(|member| member.streaming)
    }

    /// Whether a receipt can carry its call: an answer that is a stream is read only once.
    pub(crate) fn is_portable(&self) -> bool {
        !self.gives_stream()
    }

    /// Those that every call waits for.
    pub(crate) fn checks_by_default(&self) -> impl Iterator<Item = &ScannedCheck> {
        self.checks().iter().filter(|check| !check.on_request)
    }

    /// Those that a call waits for if it asks for them.
    pub(crate) fn checks_on_request(&self) -> impl Iterator<Item = &ScannedCheck> {
        self.checks().iter().filter(|check| check.on_request)
    }

    /// The resource that it is about, for comparison with other calls.
    pub(crate) fn subject(&self) -> Option<&Resource> {
        let mut resources = self.footprint.iter().map(|fact| &fact.resource);
        resources.find(|resource| resource.ids.iter().all(Place::is_one_or_plain_list))
    }

    /// What a message calls the thing that the operation changes: a member of its input.
    pub(crate) fn resource(&self) -> Option<&Member> {
        let identifies = |member: &Member| {
            let names = matches!(&member.ty, Type::String)
                || matches!(&member.ty, Type::List(item) if **item == Type::String);
            let wire = member.wire.to_ascii_lowercase();
            let wire = wire.strip_suffix('s').unwrap_or(&wire);
            let suffix = ["name", "id", "arn"].iter().any(|it| wire.ends_with(it));
            names && suffix && !member.secret
        };
        let mut members = self.input.iter();
        members.find(|member| member.required && identifies(member))
    }
}

impl Service {
    pub(crate) fn reads(&self) -> impl Iterator<Item = &Operation> {
        let read = |it: &&Operation| matches!(it.kind, Kind::Read);
        self.operations.iter().filter(read)
    }

    pub(crate) fn coalesced(&self) -> impl Iterator<Item = (&Operation, &Coalescing)> {
        let operations = self.operations.iter();
        operations.filter_map(|it| Some((it, it.coalescing.as_ref()?)))
    }

    /// The reads beside its own that answer several of this check at once.
    pub(crate) fn batch_reads(&self, check: &ScannedCheck) -> BTreeSet<&str> {
        let batched = |read: &String| self.coalesced().find(|(it, _)| it.wire == *read);
        let batched = check.reads.iter().filter_map(batched);
        let reads = batched.filter_map(|(_, how)| how.reads.as_deref());
        reads
            .filter(|read| !check.reads.iter().any(|own| own == read))
            .collect()
    }

    pub(crate) fn mutations(&self) -> impl Iterator<Item = &Operation> {
        let mutation = |it: &&Operation| matches!(it.kind, Kind::Mutation(_));
        self.operations.iter().filter(mutation)
    }

    /// The IAM action that calling `operation` needs.
    pub(crate) fn iam_action(&self, operation: &str) -> String {
        format!("{}:{operation}", self.iam_prefix)
    }

    pub(crate) fn counts(&self) -> Counts {
        let mut counts = Counts {
            operations: self.operations.len(),
            ..Counts::default()
        };
        for operation in &self.operations {
            if let Kind::Mutation(coverage) = &operation.kind {
                counts.mutations += 1;
                counts.setters += operation.input.len();
                counts.checked += usize::from(matches!(coverage, Coverage::Checked(_)));
            }
        }
        counts
    }
}

/// How much was generated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Counts {
    /// Operations in all.
    pub operations: usize,
    /// Operations that change something.
    pub mutations: usize,
    /// Mutations with a check.
    pub checked: usize,
    /// Setters on the builders of mutations, not counting their `set_` and `get_` forms.
    pub setters: usize,
}
