//! Permissions boundaries.

use super::*;

const LIMIT: &str = "arn:aws:iam::123456789012:policy/limit";

pub(super) fn entries() -> Vec<Entry> {
    vec![
        put(
            ROLE,
            Entry::iam("PutRolePermissionsBoundary", |stage| {
                let request = stage.iam.put_role_permissions_boundary().role_name("app");
                act!(request.permissions_boundary(LIMIT))
            }),
        ),
        put(
            USER,
            Entry::iam("PutUserPermissionsBoundary", |stage| {
                let request = stage.iam.put_user_permissions_boundary().user_name("maria");
                act!(request.permissions_boundary(LIMIT))
            }),
        ),
        deleted(
            ROLE,
            Entry::iam("DeleteRolePermissionsBoundary", |stage| {
                act!(
                    stage
                        .iam
                        .delete_role_permissions_boundary()
                        .role_name("app")
                )
            }),
        ),
        deleted(
            USER,
            Entry::iam("DeleteUserPermissionsBoundary", |stage| {
                act!(
                    stage
                        .iam
                        .delete_user_permissions_boundary()
                        .user_name("maria")
                )
            }),
        ),
    ]
}

fn limited(arn: &str) -> Value {
    json!({"PermissionsBoundary": {"PermissionsBoundaryType": "PermissionsBoundaryPolicy", "PermissionsBoundaryArn": arn}})
}

fn put(kind: Kind, entry: Entry) -> Entry {
    kind.change(entry, with(limited(LIMIT), json!({})))
        .pending(
            "another boundary",
            kind.shown(limited("arn:aws:iam::123456789012:policy/l")),
        )
        .pending("no boundary", kind.shown(json!({})))
}

fn deleted(kind: Kind, entry: Entry) -> Entry {
    kind.change(entry, json!({}))
        .pending("the boundary", kind.shown(limited(LIMIT)))
}
