//! Listings over pages: presence is proven by the page that shows it, absence by the last one.

use std::future::Future;

use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::client::result::SdkError;
use aws_smithy_types::error::metadata::ProvideErrorMetadata;

/// What `find` finds first in the pages of a listing; `None` once the last page has been searched.
///
/// `request` sends the request for the page behind a token, the first one without; `next_token` is
/// the token in a page. Only a missing or empty one ends the listing: a page may be short, or empty,
/// and not be the last. No page is asked for after the one in which something was found. A listing
/// whose token is refused is begun again, once.
///
/// # Errors
/// Those of a page, open to the remarks of [`ReadBack`](crate::ReadBack), and that of a token that
/// comes back unchanged, which would never end.
pub async fn find_in_pages<P, E, T, F>(
    request: impl Fn(Option<String>) -> F,
    next_token: impl Fn(&P) -> Option<&str>,
    mut find: impl FnMut(P) -> Option<T>,
) -> Result<Option<T>, SdkError<E, HttpResponse>>
where
    E: ProvideErrorMetadata,
    F: Future<Output = Result<P, SdkError<E, HttpResponse>>>,
{
    match search(&request, &next_token, &mut find).await {
        Err(error) if token_is_refused(&error) => search(&request, &next_token, &mut find).await,
        result => result,
    }
}

/// Every page of a listing, the last one included: for what must not be in any of them.
///
/// # Errors
/// Those of [`find_in_pages`].
pub async fn all_pages<P, E, F>(
    request: impl Fn(Option<String>) -> F,
    next_token: impl Fn(&P) -> Option<&str>,
) -> Result<Vec<P>, SdkError<E, HttpResponse>>
where
    E: ProvideErrorMetadata,
    F: Future<Output = Result<P, SdkError<E, HttpResponse>>>,
{
    match collect(&request, &next_token).await {
        Err(error) if token_is_refused(&error) => collect(&request, &next_token).await,
        result => result,
    }
}

async fn collect<P, E, F>(
    request: &impl Fn(Option<String>) -> F,
    next_token: &impl Fn(&P) -> Option<&str>,
) -> Result<Vec<P>, SdkError<E, HttpResponse>>
where
    F: Future<Output = Result<P, SdkError<E, HttpResponse>>>,
{
    let mut pages = Vec::new();
    let mut keep = |page| {
        pages.push(page);
        None::<()>
    };
    search(request, next_token, &mut keep).await?;
    Ok(pages)
}

async fn search<P, E, T, F>(
    request: &impl Fn(Option<String>) -> F,
    next_token: &impl Fn(&P) -> Option<&str>,
    find: &mut impl FnMut(P) -> Option<T>,
) -> Result<Option<T>, SdkError<E, HttpResponse>>
where
    F: Future<Output = Result<P, SdkError<E, HttpResponse>>>,
{
    let mut token: Option<String> = None;
    loop {
        let page = request(token.clone()).await?;
        let next = next_token(&page).filter(|next| !next.is_empty());
        let next = next.map(str::to_owned);
        let found = find(page);
        if found.is_some() || next.is_none() {
            return Ok(found);
        }
        if next == token {
            let endless = "the service answered with the page token that it was given";
            return Err(SdkError::construction_failure(endless));
        }
        token = next;
    }
}

/// SSM's codes, Secrets Manager's, and the tagging API's.
fn token_is_refused<E: ProvideErrorMetadata>(error: &SdkError<E, HttpResponse>) -> bool {
    let code = error.meta().code();
    matches!(
        code,
        Some("InvalidNextToken" | "InvalidNextTokenException" | "PaginationTokenExpiredException")
    )
}

#[cfg(test)]
#[expect(clippy::result_large_err, reason = "the error is the SDK's own")]
mod tests {
    use std::cell::RefCell;
    use std::future::ready;

    use aws_smithy_types::body::SdkBody;
    use aws_smithy_types::error::ErrorMetadata;

    use super::*;

    /// The names on a page, and the token of the next one.
    type Page = (Vec<&'static str>, Option<&'static str>);
    type Answer = Result<Page, SdkError<ErrorMetadata, HttpResponse>>;

    /// A listing that gives these answers in order, and the tokens that it was asked with.
    struct Listing {
        answers: RefCell<std::vec::IntoIter<Answer>>,
        asked: RefCell<Vec<Option<String>>>,
    }

    impl Listing {
        fn of(answers: Vec<Answer>) -> Self {
            Self {
                answers: RefCell::new(answers.into_iter()),
                asked: RefCell::default(),
            }
        }

        fn answer(&self, token: Option<String>) -> impl Future<Output = Answer> {
            self.asked.borrow_mut().push(token);
            ready(self.answers.borrow_mut().next().expect("one page too many"))
        }

        async fn find(&self, name: &str) -> Result<bool, String> {
            let found = find_in_pages(
                |token| self.answer(token),
                |page| page.1,
                |page| page.0.contains(&name).then_some(()),
            );
            let found = found.await.map_err(|error| format!("{error:?}"))?;
            Ok(found.is_some())
        }
    }

    fn refused(code: &str) -> Answer {
        let response = HttpResponse::new(400.try_into().unwrap(), SdkBody::empty());
        let error = ErrorMetadata::builder().code(code).build();
        Err(SdkError::service_error(error, response))
    }

    #[tokio::test]
    async fn presence_is_proven_by_the_page_that_shows_it() {
        let listing = Listing::of(vec![
            Ok((vec!["a"], Some("1"))),
            Ok((vec!["b"], Some("2"))),
            Ok((vec!["c"], None)),
        ]);
        assert_eq!(listing.find("b").await, Ok(true));
        assert_eq!(*listing.asked.borrow(), [None, Some("1".to_owned())]);
    }

    #[tokio::test]
    async fn absence_is_proven_by_the_last_page_only() {
        for last in [None, Some("")] {
            let listing = Listing::of(vec![
                Ok((vec!["a"], Some("1"))),
                // Short, even empty, and not the last.
                Ok((vec![], Some("2"))),
                Ok((vec!["c"], last)),
            ]);
            assert_eq!(listing.find("d").await, Ok(false), "{last:?}");
            assert_eq!(listing.asked.borrow().len(), 3);
        }
    }

    #[tokio::test]
    async fn a_listing_whose_token_is_refused_is_begun_again_once() {
        for code in [
            "InvalidNextToken",
            "InvalidNextTokenException",
            "PaginationTokenExpiredException",
        ] {
            let first = || Ok((vec!["a"], Some("1")));
            let listing = Listing::of(vec![first(), refused(code), first(), Ok((vec![], None))]);
            assert_eq!(listing.find("d").await, Ok(false), "{code}");
            let listing = Listing::of(vec![first(), refused(code), first(), refused(code)]);
            let error = listing.find("d").await.unwrap_err();
            assert!(error.contains(code), "{error}");
            assert_eq!(listing.asked.borrow().len(), 4);
        }
    }

    #[tokio::test]
    async fn what_was_listed_before_the_new_beginning_is_not_kept() {
        let listing = Listing::of(vec![
            Ok((vec!["a"], Some("1"))),
            refused("InvalidNextToken"),
            Ok((vec!["b"], Some("2"))),
            Ok((vec!["c"], None)),
        ]);
        let pages = all_pages(|token| listing.answer(token), |page: &Page| page.1);
        let names: Vec<_> = pages
            .await
            .unwrap()
            .into_iter()
            .flat_map(|it| it.0)
            .collect();
        assert_eq!(names, ["b", "c"]);
    }

    #[tokio::test]
    async fn other_errors_end_the_listing() {
        let listing = Listing::of(vec![
            Ok((vec![], Some("1"))),
            refused("ThrottlingException"),
        ]);
        let error = listing.find("a").await.unwrap_err();
        assert!(error.contains("ThrottlingException"), "{error}");
        assert_eq!(listing.asked.borrow().len(), 2);
    }

    #[tokio::test]
    async fn a_token_that_comes_back_unchanged_would_never_end() {
        let page = || Ok((vec![], Some("1")));
        let listing = Listing::of(vec![page(), page()]);
        let error = listing.find("a").await.unwrap_err();
        assert!(error.contains("page token"), "{error}");
    }
}
