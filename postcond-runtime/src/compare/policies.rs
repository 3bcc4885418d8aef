//! Policy documents: do they say the same, however they are written?

mod document;
mod encoded;
#[cfg(test)]
mod tests;
mod unique_ids;

use document::Document;
pub use encoded::compare_documents;

/// What a given policy and the attached one say about each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PolicyComparison {
    /// The same rules.
    Same,
    /// The same rules but for these principals: the attached policy shows their unique ids where the
    /// given one has their ARNs. A service does so for a role or user that it does not know, or not yet.
    ShownById(Vec<String>),
    /// Other rules.
    Different,
    /// One of them is no policy document: no JSON object, or with a statement that is none.
    Incomparable,
}

/// Compares two policy documents, as IAM reads them.
///
/// What counts as one form of the same:
///
/// - keys, lists and statements in any order, entries that are repeated, and one text in place of a
///   list of one;
/// - a document without `Version`, which is one of 2008-10-17;
/// - an empty `Id`, `Sid` or `Condition`, and none;
/// - actions, and the names of condition keys, in upper or lower case;
/// - numbers and booleans of conditions, and the texts that they are written as;
/// - an account's number, and the ARN of its root;
/// - the principal `*`, and any AWS principal.
///
/// Everything else is compared as it is written.
///
/// ```
/// use postcond_runtime::compare::{PolicyComparison, compare_policies};
///
/// let given = r#"{"Statement": {"Effect": "Allow", "Action": ["s3:GetObject"], "Resource": "*"}}"#;
/// let attached = r#"{"Version": "2008-10-17",
///     "Statement": [{"Action": "s3:getobject", "Resource": ["*"], "Effect": "Allow"}]}"#;
/// assert_eq!(compare_policies(given, attached), PolicyComparison::Same);
/// ```
#[must_use]
pub fn compare_policies(given: &str, attached: &str) -> PolicyComparison {
    let (Some(given), Some(attached)) = (Document::parse(given), Document::parse(attached)) else {
        return PolicyComparison::Incomparable;
    };
    if given == attached {
        return PolicyComparison::Same;
    }
    match unique_ids::shown(&given, &attached) {
        Some(ids) => PolicyComparison::ShownById(ids),
        None => PolicyComparison::Different,
    }
}
