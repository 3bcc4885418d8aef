//! Login profiles.

use super::*;

const READ: &str = "GetLoginProfile";

pub(super) fn entries() -> Vec<Entry> {
    vec![
        created(),
        to_be_changed(),
        with_a_password_only(),
        deleted(),
        deleted_of_the_caller(),
    ]
}

fn profile(members: Value) -> Value {
    let own =
        json!({"UserName": "maria", "CreateDate": date::WRITTEN, "PasswordResetRequired": false});
    json!({"LoginProfile": with(own, members)})
}

fn of(since: u64) -> [Read; 1] {
    seen(READ, profile(json!({"CreateDate": since})))
}

fn created() -> Entry {
    let entry = Entry::iam("CreateLoginProfile", |stage| {
        let request = stage.iam.create_login_profile().user_name("maria");
        act!(
            request
                .password(sentinel("password"))
                .password_reset_required(true)
        )
    });
    entry
        .answered(profile(json!({})))
        // The user may have signed in since.
        .satisfied("it, its flag taken back", of(date::WRITTEN))
        .superseded("one of a later life", of(date::AFTER))
        .pending("one of an earlier life", of(date::BEFORE))
        .pending("nothing", seen(READ, json!({})))
        .pending("none", none(READ))
        .stopped("the read is refused", told(READ, "ValidationError"))
}

fn to_be_changed() -> Entry {
    let entry = Entry::iam("UpdateLoginProfile", |stage| {
        let request = stage.iam.update_login_profile().user_name("maria");
        act!(
            request
                .password(sentinel("password"))
                .password_reset_required(true)
        )
    });
    let flag = |flag: Value| {
        seen(
            READ,
            profile(json!({"PasswordResetRequired": flag, "CreateDate": date::BEFORE})),
        )
    };
    entry
        .satisfied("the flag", flag(json!(true)))
        .pending("no flag", flag(json!(false)))
        .pending("the flag left out", flag(json!(null)))
        .superseded("one of a later life", of(date::AFTER))
        .pending("none", none(READ))
}

fn with_a_password_only() -> Entry {
    let entry = Entry::iam("UpdateLoginProfile, with a password only", |stage| {
        let request = stage.iam.update_login_profile().user_name("maria");
        act!(request.password(sentinel("password")))
    });
    entry.unverifiable("nothing shows it")
}

fn deleted() -> Entry {
    let entry = Entry::iam("DeleteLoginProfile", |stage| {
        act!(stage.iam.delete_login_profile().user_name("maria"))
    });
    entry
        .satisfied("none", none(READ))
        .superseded("one of a later life", of(date::AFTER))
        .pending("it", of(date::BEFORE))
        .pending("nothing", seen(READ, json!({})))
}

fn deleted_of_the_caller() -> Entry {
    let entry = Entry::iam("DeleteLoginProfile, of the caller", |stage| {
        act!(stage.iam.delete_login_profile())
    });
    entry
        .satisfied("none", none(READ))
        .pending("it", of(date::BEFORE))
}
