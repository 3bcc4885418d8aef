//! Names that generated code has besides the SDK's: what the model has makes way.

/// Methods that a mutation's builder has besides those of the SDK's: members make way.
const OWN_BUILDER_METHODS: &[&str] = &[
    "confirm_with",
    "into_parts",
    "send_in",
    "send_with_evidence",
    "unconfirmed",
    "until",
];

/// Methods that the client or its reader has besides those of the SDK's client: operations make way.
const OWN_CLIENT_METHODS: &[&str] = &[
    "apart",
    "builder",
    "confirm",
    "enforcing_sdk_client",
    "inner",
    "look",
    "save_history",
    "with_config",
];

/// The setter of a member on a mutation's builder, from its method on the SDK's.
pub(crate) fn setter(method: &str) -> String {
    match OWN_BUILDER_METHODS.contains(&method) {
        true => format!("{method}_value"),
        false => method.to_owned(),
    }
}

/// The method of an operation on the client and the reader, from that on the SDK's client.
pub(crate) fn client_method(method: &str) -> String {
    match OWN_CLIENT_METHODS.contains(&method) {
        true => format!("{method}_operation"),
        false => method.to_owned(),
    }
}
