//! Groups: create, rename, delete.

use postcond::iam::on_request::old_name_of_group_is_not_found;

use super::*;

pub(super) fn entries() -> Vec<Entry> {
    vec![
        created(),
        renamed(),
        renamed_until_the_old_name_is_gone(),
        deleted(),
    ]
}

fn created() -> Entry {
    let entry = Entry::iam("CreateGroup", |stage| {
        act!(stage.iam.create_group().group_name("admins"))
    });
    GROUP.creation(entry, json!({}))
}

fn renamed() -> Entry {
    let entry = Entry::iam("UpdateGroup", |stage| {
        let request = stage.iam.update_group().group_name("admin");
        act!(request.new_group_name("admins").new_path("/x/"))
    });
    GROUP
        .change(entry, json!({"Path": "/x/"}))
        .pending(
            "the name in another case",
            GROUP.shown(json!({"GroupName": "Admins", "Path": "/x/"})),
        )
        .pending("the old path", GROUP.shown(json!({})))
}

fn renamed_until_the_old_name_is_gone() -> Entry {
    let entry = Entry::iam("UpdateGroup, until the old name is gone", |stage| {
        let request = stage
            .iam
            .update_group()
            .group_name("admins")
            .new_group_name("others");
        act!(request.unconfirmed().until(old_name_of_group_is_not_found))
    });
    entry
        .satisfied("none", none("GetGroup"))
        .pending("it", GROUP.shown(json!({"CreateDate": date::BEFORE})))
}

fn deleted() -> Entry {
    let entry = Entry::iam("DeleteGroup", |stage| {
        act!(stage.iam.delete_group().group_name("admins"))
    });
    GROUP.deletion(entry)
}
