//! How aws-sdk-rust names things. Every name in generated code is decided here.

mod taken;

pub(crate) use taken::{client_method, setter};

/// Words for which the rules of case pause while the current word may still become one of them.
const WHOLE: &[&str] = &["ipv4", "ipv6", "sigv4", "mib", "gib", "kib", "ttl"];

/// Names that a builder's members would collide with.
const BUILDER_METHODS: &[&str] = &[
    "build",
    "builder",
    "default",
    "send",
    "make_operation",
    "presigned",
    "customize",
    "meta",
];

/// Keywords that `r#` cannot escape.
const UNESCAPABLE: &[&str] = &["crate", "super", "self"];

/// Keywords that `r#` can escape, edition 2024's `gen` included.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let",
    "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return",
    "static", "struct", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use",
    "virtual", "where", "while", "yield",
];

/// `RotationLambdaARN` -> `rotation_lambda_arn`.
pub(crate) fn snake(name: &str) -> String {
    let chars: Vec<char> = name.chars().collect();
    let all_lower = !chars.iter().any(char::is_ascii_uppercase);
    let mut words: Vec<String> = Vec::new();
    let mut word = String::new();
    for (index, &c) in chars.iter().enumerate() {
        if !c.is_ascii_alphanumeric() {
            words.push(std::mem::take(&mut word));
            continue;
        }
        if starts_word(&word, &chars[index..], all_lower) {
            words.push(std::mem::take(&mut word));
        }
        word.push(c);
    }
    words.push(word);
    words.retain(|word| !word.is_empty());
    words.join("_").to_ascii_lowercase()
}

/// Whether the first character of `rest` starts a new word after `word`.
fn starts_word(word: &str, rest: &[char], all_lower: bool) -> bool {
    let (Some(last), c) = (word.chars().last(), rest[0]) else {
        return false;
    };
    let after_word = c.is_ascii_uppercase() && !last.is_ascii_uppercase();
    let after_digit = all_lower && c.is_ascii_alphabetic() && last.is_ascii_digit();
    if after_word || after_digit {
        return !begins_whole(word, rest);
    }
    let follows_acronym = c.is_ascii_uppercase() && last.is_ascii_uppercase();
    follows_acronym
        && rest.get(1).is_some_and(char::is_ascii_lowercase)
        && !ends_acronym(&rest[1..])
}

/// Whether `word` is the beginning of a word that is kept whole, and `rest` goes on with it.
fn begins_whole(word: &str, rest: &[char]) -> bool {
    let word = word.to_ascii_lowercase();
    let rest = rest.iter().map(char::to_ascii_lowercase);
    let text: String = word.chars().chain(rest).collect();
    WHOLE
        .iter()
        .any(|whole| text.starts_with(whole) && whole.starts_with(&word) && **whole != word)
}

/// Whether what follows a capital belongs to its acronym: a plural `s`, or `v` and a digit.
fn ends_acronym(rest: &[char]) -> bool {
    match rest {
        ['s'] => true,
        ['s', next, ..] => !next.is_ascii_lowercase(),
        ['v', next, ..] => next.is_ascii_digit(),
        _ => false,
    }
}

/// `APIErrorType` -> `ApiErrorType`.
pub(crate) fn pascal(name: &str) -> String {
    let chars: Vec<char> = name.chars().collect();
    let mut pascal = String::new();
    let mut starts = true;
    for (index, &c) in chars.iter().enumerate() {
        if matches!(c, ' ' | '-' | '_') {
            starts = true;
            continue;
        }
        let previous = index.checked_sub(1).map(|previous| chars[previous]);
        let next_is_lower = chars.get(index + 1).is_some_and(char::is_ascii_lowercase);
        let starts_after = previous.is_some_and(|previous| {
            previous.is_ascii_lowercase()
                || previous.is_ascii_digit()
                || (previous.is_ascii_uppercase() && next_is_lower)
        });
        starts |= c.is_ascii_uppercase() && starts_after;
        pascal.push(if starts {
            c.to_ascii_uppercase()
        } else {
            c.to_ascii_lowercase()
        });
        starts = false;
    }
    pascal
}

/// The method of a member or an operation: escaped where it is a keyword.
pub(crate) fn method(snake: &str) -> String {
    if UNESCAPABLE.contains(&snake) {
        format!("{snake}_")
    } else if KEYWORDS.contains(&snake) {
        format!("r#{snake}")
    } else {
        snake.to_owned()
    }
}

/// What is wrong with a name that is no [word](is_word).
pub(crate) const UNNAMABLE: &str = "cannot be made a name in Rust";

/// Whether every character of `name` can be in a name, and the first one can begin it.
pub(crate) fn is_word(name: &str) -> bool {
    let begins = |c: char| c.is_ascii_alphabetic() || c == '_';
    name.starts_with(begins)
        && name.contains(|c: char| c.is_ascii_alphanumeric())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

/// Whether `name` can be the name of a type as it is.
pub(crate) fn is_type(name: &str) -> bool {
    is_word(name) && name != "Self" && method(name) == name
}

/// The module of an operation: escaped where it is a keyword.
pub(crate) fn module(snake: &str) -> String {
    if KEYWORDS.contains(&snake) || UNESCAPABLE.contains(&snake) {
        format!("{snake}_")
    } else {
        snake.to_owned()
    }
}

/// The snake case of a member, out of the way of the builder's own methods.
pub(crate) fn member(name: &str) -> String {
    let snake = snake(name);
    if BUILDER_METHODS.contains(&&*snake) {
        format!("{snake}_value")
    } else {
        snake
    }
}

/// The setter of a member that takes the whole value, from its unescaped snake case.
pub(crate) fn set(snake: &str) -> String {
    format!("set_{snake}")
}

/// The getter of a member on a builder, from its unescaped snake case.
pub(crate) fn get(snake: &str) -> String {
    format!("get_{snake}")
}

/// The SDK's types of the operation `wire`, whose Pascal case is `pascal`: some keep the raw name.
pub(crate) struct SdkTypes {
    pub(crate) input: String,
    pub(crate) output: String,
    pub(crate) error: String,
    pub(crate) fluent_builder: String,
    pub(crate) input_builder: String,
}

impl SdkTypes {
    pub(crate) fn new(wire: &str, pascal: &str) -> Self {
        Self {
            input: format!("{pascal}Input"),
            output: format!("{pascal}Output"),
            error: format!("{wire}Error"),
            fluent_builder: format!("{wire}FluentBuilder"),
            input_builder: format!("{pascal}InputBuilder"),
        }
    }
}

/// `SecretsManager` -> `ConsistentSecretsManagerClient`.
pub(crate) fn client(service_type: &str) -> String {
    format!("Consistent{service_type}Client")
}

/// `SecretsManager` -> `ConsistentSecretsManagerClientBuilder`.
pub(crate) fn client_builder(service_type: &str) -> String {
    format!("{}Builder", client(service_type))
}

/// `DescribeParameters` -> `DescribeParametersPaginator`.
pub(crate) fn paginator(wire: &str) -> String {
    format!("{wire}Paginator")
}

/// The type of a shape, as in `types::X`.
pub(crate) fn type_name(name: &str) -> String {
    let name = pascal(name);
    if name == "Self" {
        "SelfValue".to_owned()
    } else {
        name
    }
}

/// The variant of a union, from its member.
pub(crate) fn variant(name: &str) -> String {
    match &*pascal(name) {
        // The SDK has these besides.
        variant @ ("Unknown" | "Self") => format!("{variant}Value"),
        variant => variant.to_owned(),
    }
}

/// The error of a stream of events, by its type.
pub(crate) fn event_stream_error(name: &str) -> String {
    format!("{name}Error")
}

/// `Secrets Manager` -> `aws_sdk_secretsmanager`.
pub(crate) fn sdk_crate(sdk_id: &str) -> String {
    let id = module_of_service(sdk_id).replace('-', "");
    format!("::aws_sdk_{id}")
}

/// `Secrets Manager` -> `secretsmanager`, as in `#[post_condition(service = "secretsmanager")]`.
pub(crate) fn module_of_service(sdk_id: &str) -> String {
    let id = sdk_id.to_lowercase().replace(' ', "");
    let id = id.strip_suffix("service").unwrap_or(&id);
    id.strip_suffix("api").unwrap_or(id).to_owned()
}

/// `Secrets Manager` -> `SecretsManager`, as in `ConsistentSecretsManagerClient`; `SSM` -> `Ssm`.
pub(crate) fn service_type(sdk_id: &str) -> String {
    pascal(sdk_id)
}

/// The name of a shape, without its namespace.
pub(crate) fn local_name(id: &str) -> &str {
    id.split_once('#').map_or(id, |(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn snake_case_is_the_sdks() {
        let rows = [
            ("Name", "name"),
            ("ARN", "arn"),
            ("RotationLambdaARN", "rotation_lambda_arn"),
            ("TargetLocationsURL", "target_locations_url"),
            ("AWSKMSKeyARN", "awskms_key_arn"),
            ("CVEIds", "cve_ids"),
            ("IPAddress", "ip_address"),
            ("KBId", "kb_id"),
            ("S3OutputUrl", "s3_output_url"),
            ("OutputS3BucketName", "output_s3_bucket_name"),
            ("UseS3DualStackEndpoint", "use_s3_dual_stack_endpoint"),
            ("CIDRs", "cidrs"),
            ("ARNs", "arns"),
            ("ACLs", "acls"),
            ("IAMUser", "iam_user"),
            ("S3Location", "s3_location"),
            ("Sha1", "sha1"),
            ("s3key", "s3_key"),
            ("DynamoDBv2", "dynamo_dbv2"),
            ("IPv4Address", "ipv4_address"),
            ("IpV6Cidr", "ipv6_cidr"),
            ("SigV4", "sigv4"),
            ("IpVersion", "ip_version"),
            ("SigVersion", "sig_version"),
            ("SizeInMiB", "size_in_mib"),
            ("already_snake", "already_snake"),
            ("kebab-case", "kebab_case"),
            ("ARNsForUser", "arns_for_user"),
            ("SNSEvent", "sns_event"),
            ("DBAvailable", "db_available"),
            ("DBv", "d_bv"),
            ("TtlsInDays", "ttls_in_days"),
            ("Sha256sum", "sha256sum"),
            ("dotted.name", "dotted_name"),
        ];
        for (name, expected) in rows {
            assert_eq!(snake(name), expected, "{name}");
        }
    }

    #[test]
    fn pascal_case_is_the_sdks() {
        let rows = [
            ("APIErrorType", "ApiErrorType"),
            ("AssumeRoleWithSAML", "AssumeRoleWithSaml"),
            ("PutParameter", "PutParameter"),
            ("Secrets Manager", "SecretsManager"),
            ("SSM", "Ssm"),
            ("s3-control", "S3Control"),
            ("put_thing", "PutThing"),
            ("PutS3Object", "PutS3Object"),
            (
                "InstanceInformationStringFilter",
                "InstanceInformationStringFilter",
            ),
            ("OpsItemDataType", "OpsItemDataType"),
        ];
        for (name, expected) in rows {
            assert_eq!(pascal(name), expected, "{name}");
        }
    }

    #[test]
    fn reserved_words_are_escaped_as_the_sdk_does() {
        assert_eq!(method("type"), "r#type");
        assert_eq!(method("gen"), "r#gen");
        assert_eq!(method("self"), "self_");
        assert_eq!(module("match"), "match_");
        assert_eq!(module("crate"), "crate_");
        assert_eq!(method("super"), "super_");
        assert_eq!(member("Send"), "send_value");
        assert_eq!(member("Meta"), "meta_value");
        assert_eq!(member("Build"), "build_value");
        assert_eq!(member("Builder"), "builder_value");
        assert_eq!(member("MakeOperation"), "make_operation_value");
        assert_eq!(member("Presigned"), "presigned_value");
        assert_eq!(type_name("Self"), "SelfValue");
    }

    #[test]
    fn a_type_has_a_name_that_needs_no_escape() {
        for (name, word, a_type) in [
            ("Thing", true, true),
            ("_thing1", true, true),
            ("type", true, false),
            ("Self", true, false),
            ("self", true, false),
            ("1thing", false, false),
            ("thing.one", false, false),
            ("__", false, false),
            ("", false, false),
        ] {
            assert_eq!(is_word(name), word, "{name}");
            assert_eq!(is_type(name), a_type, "{name}");
        }
    }

    #[test]
    fn a_service_is_named_after_its_sdk_id() {
        for (sdk_id, krate, module, service) in [
            ("SSM", "::aws_sdk_ssm", "ssm", "Ssm"),
            (
                "Secrets Manager",
                "::aws_sdk_secretsmanager",
                "secretsmanager",
                "SecretsManager",
            ),
            (
                "API Gateway",
                "::aws_sdk_apigateway",
                "apigateway",
                "ApiGateway",
            ),
            (
                "ApiGatewayManagementApi",
                "::aws_sdk_apigatewaymanagement",
                "apigatewaymanagement",
                "ApiGatewayManagementApi",
            ),
            (
                "Elasticsearch Service",
                "::aws_sdk_elasticsearch",
                "elasticsearch",
                "ElasticsearchService",
            ),
            (
                "s3-control",
                "::aws_sdk_s3control",
                "s3-control",
                "S3Control",
            ),
        ] {
            assert_eq!(sdk_crate(sdk_id), krate);
            assert_eq!(module_of_service(sdk_id), module);
            assert_eq!(service_type(sdk_id), service);
        }
    }
}
