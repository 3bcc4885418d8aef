//! IAM.

mod access_keys;
mod account;
mod attachments;
mod boundaries;
mod credentials;
mod delegation_requests;
mod groups;
mod inline_policies;
mod instance_profiles;
mod login_profiles;
mod mfa_devices;
mod oidc_providers;
mod policies;
mod reports;
mod roles;
mod saml_providers;
mod server_certificates;
mod tags;
mod users;

use aws_sdk_iam::types::Tag;
use serde_json::{Value, json};

use super::{Entry, Read, date, read, refused, with};
use crate::sentinel::sentinel;

pub(super) fn entries() -> Vec<Entry> {
    [
        access_keys::entries(),
        account::entries(),
        attachments::entries(),
        boundaries::entries(),
        credentials::entries(),
        delegation_requests::entries(),
        groups::entries(),
        inline_policies::entries(),
        instance_profiles::entries(),
        login_profiles::entries(),
        mfa_devices::entries(),
        oidc_providers::entries(),
        policies::entries(),
        reports::entries(),
        roles::entries(),
        saml_providers::entries(),
        server_certificates::entries(),
        tags::entries(),
        users::entries(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// A poll whose only read is answered so.
fn seen(operation: &'static str, answer: Value) -> [Read; 1] {
    [read(operation, answer)]
}

/// A poll whose only read is refused so.
fn told(operation: &'static str, code: &'static str) -> [Read; 1] {
    [refused(operation, code)]
}

fn none(operation: &'static str) -> [Read; 1] {
    told(operation, "NoSuchEntity")
}

fn tag() -> Tag {
    let tag = Tag::builder().key("team").value(sentinel("blue"));
    tag.build().unwrap()
}

/// The only tag, as the service shows it.
fn shown_tag(value: &str) -> Value {
    json!([{"Key": "team", "Value": value}])
}

/// A policy document about this resource, which is a secret.
fn document(resource: &str) -> String {
    let resource = sentinel(resource);
    json!({"Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": resource}]})
        .to_string()
}

/// A document, as the service shows it.
fn encoded(document: &str) -> String {
    form_urlencoded::byte_serialize(document.as_bytes()).collect()
}

/// An entity that a read shows by its name, with an id of its own.
#[derive(Clone, Copy)]
struct Kind {
    read: &'static str,
    member: &'static str,
    /// The names of the members that have its name, its id and its date.
    names: [&'static str; 3],
    name: &'static str,
    id: &'static str,
}

impl Kind {
    /// The entity, with these members in place of its own.
    fn entity(self, members: Value) -> Value {
        let [name, id, date] = self.names;
        let own = json!({name: self.name, id: self.id, date: date::WRITTEN, "Path": "/"});
        with(own, members)
    }

    fn shown(self, members: Value) -> [Read; 1] {
        seen(self.read, json!({self.member: self.entity(members)}))
    }

    /// The answer to the call that has made it.
    fn made(self) -> Value {
        json!({self.member: self.entity(json!({}))})
    }

    /// Of another life, with this date.
    fn of_another_life(self, since: u64) -> [Read; 1] {
        let [_, id, date] = self.names;
        self.shown(json!({id: "another", date: since}))
    }

    /// The lines of a creation whose entity shows with these members.
    fn creation(self, entry: Entry, members: Value) -> Entry {
        let [name, ..] = self.names;
        let another = with(members.clone(), json!({name: "another"}));
        entry
            .answered(self.made())
            .satisfied("it", self.shown(members))
            .superseded("one of a later life", self.of_another_life(date::AFTER))
            .pending("one of an earlier life", self.of_another_life(date::BEFORE))
            .pending("another one", self.shown(another))
            .pending("nothing", seen(self.read, json!({})))
            .pending("none", none(self.read))
            .stopped("the read is refused", told(self.read, "ValidationError"))
    }

    /// The lines of a change that shows with these members.
    fn change(self, entry: Entry, members: Value) -> Entry {
        let [_, _, date] = self.names;
        entry
            .satisfied(
                "the change",
                self.shown(with(members.clone(), json!({date: date::BEFORE}))),
            )
            .superseded(
                "one of a later life",
                self.shown(json!({date: date::AFTER})),
            )
            .pending("none", none(self.read))
            .stopped("the read is refused", told(self.read, "ValidationError"))
    }

    /// The lines of a deletion.
    fn deletion(self, entry: Entry) -> Entry {
        let [_, _, date] = self.names;
        entry
            .satisfied("none", none(self.read))
            .superseded(
                "one of a later life",
                self.shown(json!({date: date::AFTER})),
            )
            .pending("it", self.shown(json!({date: date::BEFORE})))
            .pending("another one", self.shown(json!({self.names[0]: "another"})))
            .pending("nothing", seen(self.read, json!({})))
            .stopped("the read is refused", told(self.read, "ValidationError"))
    }
}

const ROLE: Kind = Kind {
    read: "GetRole",
    member: "Role",
    names: ["RoleName", "RoleId", "CreateDate"],
    name: "app",
    id: "AROAAPP",
};

const USER: Kind = Kind {
    read: "GetUser",
    member: "User",
    names: ["UserName", "UserId", "CreateDate"],
    name: "maria",
    id: "AIDAMARIA",
};

const GROUP: Kind = Kind {
    read: "GetGroup",
    member: "Group",
    names: ["GroupName", "GroupId", "CreateDate"],
    name: "admins",
    id: "AGPAADMINS",
};

const POLICY: Kind = Kind {
    read: "GetPolicy",
    member: "Policy",
    names: ["Arn", "PolicyId", "CreateDate"],
    name: "arn:aws:iam::123456789012:policy/p",
    id: "ANPAP",
};

const PROFILE: Kind = Kind {
    read: "GetInstanceProfile",
    member: "InstanceProfile",
    names: ["InstanceProfileName", "InstanceProfileId", "CreateDate"],
    name: "web",
    id: "AIPAWEB",
};
