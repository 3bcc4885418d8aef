//! Refusals of a mutation that pass: because there were too many requests, or because an earlier write of
//! the same client has not settled.

use std::fmt;

/// A refusal that passes once an earlier write has settled: as an overlay declares it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RefusedAfter {
    code: &'static str,
    message: Option<&'static str>,
    after: &'static [&'static str],
    is_certain: bool,
}

impl RefusedAfter {
    /// The service's error `code`, if its text contains `message`, after one of these mutations; after
    /// anybody's writes if there are none. Not `certain` where the same has other causes. Called by generated
    /// code.
    #[doc(hidden)]
    #[must_use]
    pub const fn new(
        code: &'static str,
        message: Option<&'static str>,
        after: &'static [&'static str],
        is_certain: bool,
    ) -> Self {
        Self {
            code,
            message,
            after,
            is_certain,
        }
    }

    /// The mutations that it may follow; empty for anybody's writes.
    #[must_use]
    pub fn after(&self) -> &'static [&'static str] {
        self.after
    }

    /// Whether it counts by default: with [`RefusedWrite::RetryAfterOwn`](crate::RefusedWrite::RetryAfterOwn).
    #[must_use]
    pub fn is_certain(&self) -> bool {
        self.is_certain
    }

    /// Whether this is a refusal with such a code and message.
    pub(crate) fn is(&self, code: &str, message: &str) -> bool {
        let speaks_of_it = |words: &str| {
            let message = message.to_ascii_lowercase();
            message.contains(&words.to_ascii_lowercase())
        };
        self.code == code && self.message.is_none_or(speaks_of_it)
    }
}

/// As in `InvalidRequestException ("scheduled for deletion") after DeleteSecret`.
impl fmt::Display for RefusedAfter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code)?;
        if let Some(message) = self.message {
            write!(f, " (\"{message}\")")?;
        }
        match self.after {
            [] => f.write_str(" after a write of anybody's"),
            after => write!(f, " after {}", after.join(" or ")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_is_told_by_its_code_and_its_words() {
        let worded = RefusedAfter::new("Busy", Some("scheduled"), &["Delete"], true);
        let coded = RefusedAfter::new("Busy", None, &["Delete"], false);
        for (declared, code, message, is_it) in [
            (worded, "Busy", "is already Scheduled for it", true),
            (worded, "Busy", "is wrong", false),
            (worded, "Other", "is scheduled", false),
            (coded, "Busy", "is wrong", true),
            (coded, "Other", "is wrong", false),
        ] {
            assert_eq!(
                declared.is(code, message),
                is_it,
                "{declared} {code} {message}"
            );
        }
    }
}
