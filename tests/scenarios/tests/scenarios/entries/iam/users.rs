//! Users: create, rename, delete; and their groups.

use postcond::iam::on_request::{
    group_does_not_list_user, group_lists_user, old_name_of_user_is_not_found,
};

use super::*;

pub(super) fn entries() -> Vec<Entry> {
    vec![
        created(),
        created_with_tags_and_boundary(),
        renamed(),
        moved(),
        renamed_until_the_old_name_is_gone(),
        renamed_in_case_only(),
        deleted(),
        added(),
        removed(),
        added_until_the_group_lists_it(),
        removed_until_the_group_does_not_list_it(),
    ]
}

fn created() -> Entry {
    let entry = Entry::iam("CreateUser", |stage| {
        act!(stage.iam.create_user().user_name("maria"))
    });
    USER.creation(entry, json!({"UserName": "Maria"}))
}

fn created_with_tags_and_boundary() -> Entry {
    let entry = Entry::iam("CreateUser, with tags and a boundary", |stage| {
        let request = stage.iam.create_user().user_name("maria").tags(tag());
        act!(request.permissions_boundary("arn:limit"))
    });
    let boundary = json!({"PermissionsBoundaryArn": "arn:limit"});
    entry
        .answered(USER.made())
        .satisfied(
            "both",
            USER.shown(json!({"Tags": shown_tag("blue"), "PermissionsBoundary": boundary})),
        )
        .pending(
            "no tags",
            USER.shown(json!({"PermissionsBoundary": boundary})),
        )
        .pending(
            "no boundary",
            USER.shown(json!({"Tags": shown_tag("blue")})),
        )
        .pending("none", none("GetUser"))
}

fn renamed() -> Entry {
    let entry = Entry::iam("UpdateUser", |stage| {
        let request = stage.iam.update_user().user_name("maria");
        act!(request.new_user_name("Mary").new_path("/x/"))
    });
    let shown = |name, path| {
        USER.shown(json!({"UserName": name, "Path": path, "CreateDate": date::BEFORE}))
    };
    entry
        .satisfied("the new name and path", shown("Mary", "/x/"))
        .pending("the name in another case", shown("mary", "/x/"))
        .pending("the old path", shown("Mary", "/"))
        .pending("the old name", shown("maria", "/x/"))
        .pending("none", none("GetUser"))
        .superseded(
            "one of a later life",
            USER.shown(json!({"UserName": "Mary", "CreateDate": date::AFTER})),
        )
        .stopped("the read is refused", told("GetUser", "ValidationError"))
}

fn moved() -> Entry {
    let entry = Entry::iam("UpdateUser, to another path", |stage| {
        act!(stage.iam.update_user().user_name("maria").new_path("/x/"))
    });
    USER.change(entry, json!({"Path": "/x/"}))
        .pending("the old path", USER.shown(json!({"Path": "/"})))
}

fn renamed_until_the_old_name_is_gone() -> Entry {
    let entry = Entry::iam("UpdateUser, until the old name is gone", |stage| {
        let request = stage
            .iam
            .update_user()
            .user_name("maria")
            .new_user_name("mary");
        act!(request.unconfirmed().until(old_name_of_user_is_not_found))
    });
    entry
        .satisfied("none", none("GetUser"))
        .superseded(
            "one of a later life",
            USER.shown(json!({"CreateDate": date::AFTER})),
        )
        .pending("it", USER.shown(json!({"CreateDate": date::BEFORE})))
}

fn renamed_in_case_only() -> Entry {
    let entry = Entry::iam(
        "UpdateUser, in case only, until the old name is gone",
        |stage| {
            let request = stage
                .iam
                .update_user()
                .user_name("maria")
                .new_user_name("Maria");
            act!(request.unconfirmed().until(old_name_of_user_is_not_found))
        },
    );
    entry.satisfied("nothing to wait for", [])
}

fn deleted() -> Entry {
    let entry = Entry::iam("DeleteUser", |stage| {
        act!(stage.iam.delete_user().user_name("maria"))
    });
    USER.deletion(entry)
}

const GROUPS: &str = "ListGroupsForUser";

/// One page of the groups of the user.
fn page(groups: &[(&str, u64)], marker: Option<&str>) -> Read {
    let groups = groups
        .iter()
        .map(|(name, date)| GROUP.entity(json!({"GroupName": name, "CreateDate": date})));
    let groups: Vec<_> = groups.collect();
    read(
        GROUPS,
        with(
            json!({ "Groups": groups }),
            json!({"IsTruncated": marker.is_some(), "Marker": marker}),
        ),
    )
}

fn in_groups(groups: &[(&str, u64)]) -> [Read; 1] {
    [page(groups, None)]
}

fn added() -> Entry {
    let entry = Entry::iam("AddUserToGroup", |stage| {
        act!(
            stage
                .iam
                .add_user_to_group()
                .user_name("maria")
                .group_name("admins")
        )
    });
    entry
        .satisfied(
            "the group",
            in_groups(&[("readers", date::BEFORE), ("Admins", date::BEFORE)]),
        )
        .satisfied(
            "the group on the third page, of which the second is empty",
            [
                page(&[("a", date::BEFORE)], Some("2")),
                page(&[], Some("3")),
                page(&[("admins", date::BEFORE)], None),
            ],
        )
        .superseded(
            "the group of a later life",
            in_groups(&[("admins", date::AFTER)]),
        )
        .pending("no group", in_groups(&[]))
        .pending(
            "another group",
            in_groups(&[("administrators", date::BEFORE)]),
        )
        .pending("no user", none(GROUPS))
        .stopped("the read is refused", told(GROUPS, "ValidationError"))
}

fn removed() -> Entry {
    let entry = Entry::iam("RemoveUserFromGroup", |stage| {
        act!(
            stage
                .iam
                .remove_user_from_group()
                .user_name("maria")
                .group_name("admins")
        )
    });
    entry
        .satisfied("no group", in_groups(&[]))
        .satisfied("no user", none(GROUPS))
        .satisfied("another group", in_groups(&[("readers", date::BEFORE)]))
        .superseded(
            "the group of a later life",
            in_groups(&[("admins", date::AFTER)]),
        )
        .pending("the group", in_groups(&[("admins", date::BEFORE)]))
        .pending(
            "the group on the second page",
            [
                page(&[], Some("2")),
                page(&[("admins", date::BEFORE)], None),
            ],
        )
}

/// One page of the users of the group.
fn users(names: &[&str], marker: Option<&str>) -> Read {
    let users: Vec<_> = names
        .iter()
        .map(|name| USER.entity(json!({"UserName": name})))
        .collect();
    let page = json!({"Group": GROUP.entity(json!({})), "Users": users, "IsTruncated": marker.is_some(), "Marker": marker});
    read("GetGroup", with(page, json!({})))
}

fn added_until_the_group_lists_it() -> Entry {
    let entry = Entry::iam("AddUserToGroup, until the group lists it", |stage| {
        let request = stage
            .iam
            .add_user_to_group()
            .user_name("maria")
            .group_name("admins");
        act!(request.unconfirmed().until(group_lists_user))
    });
    entry
        .satisfied("the user", [users(&["maria"], None)])
        .satisfied(
            "the user on the second page",
            [users(&["a"], Some("2")), users(&["maria"], None)],
        )
        .pending("another user", [users(&["mary"], None)])
        .pending("no group", none("GetGroup"))
}

fn removed_until_the_group_does_not_list_it() -> Entry {
    let entry = Entry::iam(
        "RemoveUserFromGroup, until the group does not list it",
        |stage| {
            let request = stage
                .iam
                .remove_user_from_group()
                .user_name("maria")
                .group_name("admins");
            act!(request.unconfirmed().until(group_does_not_list_user))
        },
    );
    entry
        .satisfied("another user", [users(&["mary"], None)])
        .satisfied("no group", none("GetGroup"))
        .pending("the user", [users(&["maria"], None)])
}
