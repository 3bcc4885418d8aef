//! Listings that come in pages.

use std::ops::RangeInclusive;

use serde_json::Value;
use winterbaume_core::MockResponse;

use crate::backend;

/// The page that a request asks for.
pub(crate) struct Page<'a> {
    size: usize,
    /// What the page begins with.
    from: Option<&'a str>,
}

impl<'a> Page<'a> {
    /// What the input asks for, and the largest page where it asks for none; refused if it cannot have that size.
    pub(crate) fn parse(
        input: &'a Value,
        sizes: RangeInclusive<usize>,
    ) -> Result<Self, Box<MockResponse>> {
        let size = match &input["MaxResults"] {
            Value::Null => Some(*sizes.end()),
            asked => asked
                .as_u64()
                .and_then(|asked| usize::try_from(asked).ok())
                .filter(|asked| sizes.contains(asked)),
        };
        let refused = || Box::new(backend::out_of_bounds("maxResults", "value", sizes));
        Ok(Self {
            size: size.ok_or_else(refused)?,
            from: input["NextToken"].as_str(),
        })
    }

    /// Puts the page of what is there, in the order of its keys, into this member of an output, and the token of the next
    /// beside it.
    pub(crate) fn show<T>(
        &self,
        output: &mut Value,
        member: &str,
        all: Vec<(String, T)>,
        shown: impl FnMut(T) -> Value,
    ) {
        let (page, next) = self.of(all);
        output[member] = page.into_iter().map(shown).collect();
        if let Some(next) = next {
            output["NextToken"] = next.into();
        }
    }

    fn of<T>(&self, mut all: Vec<(String, T)>) -> (Vec<T>, Option<String>) {
        all.sort_unstable_by(|(one, _), (other, _)| one.cmp(other));
        let first = all.partition_point(|(key, _)| self.from.is_some_and(|from| &**key < from));
        let next = all.get(first + self.size).map(|(key, _)| key.clone());
        let page = all.into_iter().skip(first).take(self.size);
        (page.map(|(_, item)| item).collect(), next)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn page(input: &Value) -> (Vec<u8>, Option<String>) {
        let Ok(page) = Page::parse(input, 1..=3) else {
            panic!("{input} is refused");
        };
        let all = [("d", 4), ("b", 2), ("a", 1), ("c", 3)];
        page.of(all.map(|(key, it)| (key.to_owned(), it)).into())
    }

    #[test]
    fn a_page_begins_with_what_the_one_before_left() {
        assert_eq!(page(&json!({})), (vec![1, 2, 3], Some("d".to_owned())));
        let rest = json!({ "MaxResults": 2, "NextToken": "c" });
        assert_eq!(page(&rest), (vec![3, 4], None));
    }

    #[test]
    fn a_page_of_a_size_that_there_is_not_is_refused() {
        for size in [json!(0), json!(4), json!(-1), json!("2")] {
            let input = json!({ "MaxResults": size });
            assert!(Page::parse(&input, 1..=3).is_err(), "{size}");
        }
    }
}
