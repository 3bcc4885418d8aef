//! Documents as IAM shows them: percent-encoded, as RFC 3986 has it.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

use super::{PolicyComparison, compare_policies};

/// Compares a document that was given with one that IAM shows. Those that are no policy documents are compared
/// as texts.
///
/// ```
/// use postcond_runtime::compare::{PolicyComparison, compare_documents};
///
/// let shown = "%7B%22Statement%22%3A%5B%5D%7D";
/// assert_eq!(compare_documents(r#"{"Statement": []}"#, shown), PolicyComparison::Same);
/// ```
#[must_use]
pub fn compare_documents(given: &str, shown: &str) -> PolicyComparison {
    let shown = decoded(shown);
    match compare_policies(given, &shown) {
        PolicyComparison::Incomparable if given.trim() == shown.trim() => PolicyComparison::Same,
        compared => compared,
    }
}

/// A document without its encoding, if it has one: some endpoints show the text as it is. A plus sign stays one.
fn decoded(shown: &str) -> Cow<'_, str> {
    if shown.trim_start().starts_with('{') {
        return shown.into();
    }
    // What is no text once it is decoded was none before.
    percent_decode_str(shown)
        .decode_utf8()
        .unwrap_or_else(|_| shown.into())
}

#[cfg(test)]
mod tests {
    use super::PolicyComparison::{Different, Incomparable, Same};
    use super::*;

    #[test]
    fn a_document_is_decoded_once_and_only_if_it_is_encoded() {
        let allows = |resource: &str| {
            format!(
                r#"{{"Statement":{{"Effect":"Allow","Action":"s3:*","Resource":"{resource}"}}}}"#
            )
        };
        let encoded = |document: &str| {
            percent_encoding::utf8_percent_encode(document, percent_encoding::NON_ALPHANUMERIC)
                .to_string()
        };
        let not_utf8 = "%ff%fe".to_owned();
        let (a, plus) = (allows("a"), allows("a+b"));
        #[rustfmt::skip] // a table
        let rows = [
            (&a, encoded(&a), Same),
            (&a, a.clone(), Same),
            (&a, format!("\n {a}"), Same),
            (&plus, encoded(&plus), Same),
            // A plus sign is no blank.
            (&plus, encoded(&plus).replace("%2B", "+"), Same),
            (&allows("a b"), encoded(&plus), Different),
            // Once: what is left is the document's own.
            (&allows("a%20b"), encoded(&allows("a%20b")), Same),
            (&allows("a b"), encoded(&allows("a%20b")), Different),
            (&allows("ä"), encoded(&allows("ä")), Same),
            (&a, encoded(&allows("b")), Different),
            (&"no document".to_owned(), encoded("no document"), Same),
            (&"no document".to_owned(), encoded("another"), Incomparable),
            (&a, not_utf8, Incomparable),
        ];
        for (given, shown, expected) in rows {
            assert_eq!(
                compare_documents(given, &shown),
                expected,
                "{given}, {shown}"
            );
        }
    }
}
