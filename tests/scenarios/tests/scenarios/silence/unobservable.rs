//! The mutations that nothing can be read back of. They have no lines, and their answers say nothing.

use aws_sdk_ssm::types::SignalType;
use serde_json::json;

use super::{assert_silent, betrayed};
use crate::entries::Entry;
use crate::entries::table::{brief, stage};
use crate::sentinel::sentinel;

pub(super) fn entries() -> Vec<Entry> {
    let resume = Entry::ssm("ResumeSession", |stage| {
        act!(stage.ssm.resume_session().session_id("maria"))
    });
    let signal = Entry::ssm("SendAutomationSignal", |stage| {
        let request = stage.ssm.send_automation_signal();
        let request = request.signal_type(SignalType::Approve);
        act!(request.payload("Comment", vec![sentinel("agreed")]))
    });
    let password = Entry::iam("ChangePassword", |stage| {
        let request = stage.iam.change_password().old_password(sentinel("old"));
        act!(request.new_password(sentinel("new")))
    });
    let resync = Entry::iam("ResyncMFADevice", |stage| {
        let request = stage
            .iam
            .resync_mfa_device()
            .user_name("maria")
            .serial_number("s");
        let request = request.authentication_code1(sentinel("1"));
        act!(request.authentication_code2(sentinel("2")))
    });
    let reset = Entry::iam("ResetServiceSpecificCredential", |stage| {
        let request = stage.iam.reset_service_specific_credential();
        act!(request.service_specific_credential_id("ACCAONE"))
    });
    let resume = resume.answered(json!({"SessionId": "maria"}));
    vec![resume, signal, password, resync, reset]
}

#[tokio::test(start_paused = true)]
async fn nothing_secret_is_said_of_what_cannot_be_read_back() {
    assert_silent(async |ear| {
        let mut said = Vec::new();
        for entry in entries() {
            let acted = entry.played_in_full(&stage(brief()), &[]).await;
            said.extend(betrayed(entry.name, &acted.said, ear));
        }
        said
    })
    .await;
}
