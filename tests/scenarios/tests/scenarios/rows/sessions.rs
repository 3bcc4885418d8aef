//! Rows of sessions.

use aws_sdk_ssm::types::SessionState;

use super::Row;
use crate::stage::Stage;

/// What the simulator calls the first session.
const ID: &str = "00000001-0002-0000-0000-000000000000";

async fn start(stage: &Stage) {
    let request = stage.plain_ssm.start_session().target("i-1");
    let started = request.send().await.unwrap();
    assert_eq!(started.session_id(), Some(ID));
}

async fn is_active(stage: &Stage) -> bool {
    let request = stage.plain_ssm.describe_sessions();
    let listed = request.state(SessionState::Active).send().await.unwrap();
    let mut sessions = listed.sessions().iter();
    sessions.any(|session| session.session_id() == Some(ID))
}

pub(super) const ROWS: &[Row] = &[Row {
    name: "TerminateSession",
    operation: "TerminateSession",
    service: "ssm",
    reads: &["DescribeSessions"],
    may_change_rights: false,
    arrange: |stage| Box::pin(start(stage)),
    act: |stage| {
        let request = stage.ssm.terminate_session().session_id(ID);
        Box::pin(async { request.send_with_evidence().await.into() })
    },
    is_visible: |stage| Box::pin(async { !is_active(stage).await }),
}];
