//! Sessions: start, terminate.

use super::Reader;
use super::sdk::operation::describe_sessions::DescribeSessionsOutput;
use super::sdk::operation::start_session::{StartSessionInput, StartSessionOutput};
use super::sdk::operation::terminate_session::{TerminateSessionInput, TerminateSessionOutput};
use super::sdk::types::{Session, SessionFilter, SessionFilterKey, SessionState, SessionStatus};
use crate::answer::named;
use crate::post_condition;
use crate::runtime::{Check, ReadError, find_in_pages, pending, satisfied};

/// The session is listed, as active or already in the history.
///
/// Nothing waits for it unless asked: the token that the call returns only lives long enough to open
/// the connection, and waiting could spoil it. For the same reason it is given 5 seconds, and a
/// session that is not listed by then is no error.
#[post_condition(
    service = "ssm",
    op = "StartSession",
    reads = ["DescribeSessions"],
    deadline = 5,
    best_effort = true,
    on_request = true
)]
pub async fn session_is_listed(
    ssm: &Reader,
    _: &StartSessionInput,
    output: &StartSessionOutput,
) -> Check {
    let id = named("SessionId", output.session_id())?;
    for state in [SessionState::Active, SessionState::History] {
        if read(ssm, id, state.clone()).await?.is_some() {
            return satisfied(format!("{id} is listed under {state}"));
        }
    }
    pending(format!("{id} is not listed"))
}

/// The session is no longer active.
///
/// One that was started a moment ago may not be listed yet: then its absence says little.
#[post_condition(service = "ssm", op = "TerminateSession", reads = ["DescribeSessions"])]
pub(crate) async fn session_is_not_active(
    ssm: &Reader,
    input: &TerminateSessionInput,
    _: &TerminateSessionOutput,
) -> Check {
    let id = input.session_id().unwrap_or_default();
    let Some(session) = read(ssm, id, SessionState::Active).await? else {
        return satisfied(format!("{id} is not among the active ones"));
    };
    match session.status() {
        Some(
            status @ (SessionStatus::Terminating
            | SessionStatus::Terminated
            | SessionStatus::Failed),
        ) => satisfied(format!("{id} is {status}")),
        Some(status) => pending(format!("{id} is {status}")),
        None => pending(format!("{id} is listed without a status")),
    }
}

/// The session is listed in the history: it is over.
///
/// That it is not among the active ones says little of one that was started a moment ago; this does.
#[post_condition(
    service = "ssm",
    op = "TerminateSession",
    reads = ["DescribeSessions"],
    on_request = true
)]
pub async fn session_is_in_the_history(
    ssm: &Reader,
    input: &TerminateSessionInput,
    _: &TerminateSessionOutput,
) -> Check {
    let id = input.session_id().unwrap_or_default();
    match read(ssm, id, SessionState::History).await? {
        Some(_) => satisfied(format!("{id} is in the history")),
        None => pending(format!("{id} is not in the history")),
    }
}

/// The session, if it is listed under `state`.
async fn read(ssm: &Reader, id: &str, state: SessionState) -> Result<Option<Session>, ReadError> {
    let by_id = SessionFilter::builder()
        .key(SessionFilterKey::SessionId)
        .value(id)
        .build()
        .map_err(ReadError::fatal)?;
    let found = find_in_pages(
        |token| {
            ssm.describe_sessions()
                .state(state.clone())
                .filters(by_id.clone())
                .set_next_token(token)
                .send()
        },
        DescribeSessionsOutput::next_token,
        |page| {
            let mut sessions = page.sessions?.into_iter();
            sessions.find(|session| session.session_id() == Some(id))
        },
    );
    Ok(found.await?)
}
