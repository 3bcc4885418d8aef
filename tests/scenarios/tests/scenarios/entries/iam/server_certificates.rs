//! Server certificates.

use postcond::iam::on_request::old_name_of_server_certificate_is_not_found;

use super::*;

const READ: &str = "GetServerCertificate";

pub(super) fn entries() -> Vec<Entry> {
    vec![
        uploaded(),
        uploaded_with_tags(),
        renamed(),
        renamed_until_the_old_name_is_gone(),
        deleted(),
    ]
}

fn metadata(members: Value) -> Value {
    let own = json!({
        "ServerCertificateName": "tls",
        "ServerCertificateId": "ASCATLS",
        "UploadDate": date::WRITTEN,
        "Path": "/",
    });
    with(own, members)
}

fn certificate(members: Value, tags: Value) -> [Read; 1] {
    let certificate = json!({"ServerCertificateMetadata": metadata(members), "CertificateBody": "PEM", "Tags": tags});
    seen(READ, json!({ "ServerCertificate": certificate }))
}

fn of(members: Value) -> [Read; 1] {
    certificate(members, json!([]))
}

fn uploaded() -> Entry {
    let entry = Entry::iam("UploadServerCertificate", |stage| {
        let request = stage
            .iam
            .upload_server_certificate()
            .server_certificate_name("tls");
        act!(request.certificate_body("PEM").private_key(sentinel("key")))
    });
    entry
        .answered(json!({"ServerCertificateMetadata": metadata(json!({}))}))
        .satisfied("it", of(json!({})))
        .superseded(
            "one of a later life",
            of(json!({"ServerCertificateId": "X", "UploadDate": date::AFTER})),
        )
        .pending(
            "one of an earlier life",
            of(json!({"ServerCertificateId": "X", "UploadDate": date::BEFORE})),
        )
        .pending("another", of(json!({"ServerCertificateName": "other"})))
        .pending("nothing", seen(READ, json!({})))
        .pending("none", none(READ))
        .stopped("the read is refused", told(READ, "ValidationError"))
}

fn uploaded_with_tags() -> Entry {
    let entry = Entry::iam("UploadServerCertificate, with tags", |stage| {
        let request = stage
            .iam
            .upload_server_certificate()
            .server_certificate_name("tls");
        act!(
            request
                .certificate_body("PEM")
                .private_key(sentinel("key"))
                .tags(tag())
        )
    });
    entry
        .answered(json!({"ServerCertificateMetadata": metadata(json!({}))}))
        .satisfied("the tag", certificate(json!({}), shown_tag("blue")))
        .pending(
            "the tag with another value",
            certificate(json!({}), shown_tag("red")),
        )
        .pending("no tags", of(json!({})))
}

fn renamed() -> Entry {
    let entry = Entry::iam("UpdateServerCertificate", |stage| {
        let request = stage
            .iam
            .update_server_certificate()
            .server_certificate_name("old");
        act!(request.new_server_certificate_name("tls").new_path("/x/"))
    });
    let shown = |name, path| {
        of(json!({"ServerCertificateName": name, "Path": path, "UploadDate": date::BEFORE}))
    };
    entry
        .satisfied("the new name and path", shown("tls", "/x/"))
        .pending("the name in another case", shown("TLS", "/x/"))
        .pending("the old path", shown("tls", "/"))
        .superseded(
            "one of a later life",
            of(json!({"UploadDate": date::AFTER})),
        )
        .pending("none", none(READ))
}

fn renamed_until_the_old_name_is_gone() -> Entry {
    let entry = Entry::iam(
        "UpdateServerCertificate, until the old name is gone",
        |stage| {
            let request = stage
                .iam
                .update_server_certificate()
                .server_certificate_name("tls");
            let request = request.new_server_certificate_name("new").unconfirmed();
            act!(request.until(old_name_of_server_certificate_is_not_found))
        },
    );
    entry
        .satisfied("none", none(READ))
        .pending("it", of(json!({"UploadDate": date::BEFORE})))
}

fn deleted() -> Entry {
    let entry = Entry::iam("DeleteServerCertificate", |stage| {
        act!(
            stage
                .iam
                .delete_server_certificate()
                .server_certificate_name("tls")
        )
    });
    entry
        .satisfied("none", none(READ))
        .superseded(
            "one of a later life",
            of(json!({"UploadDate": date::AFTER})),
        )
        .pending("it", of(json!({"UploadDate": date::BEFORE})))
        .pending("nothing", seen(READ, json!({})))
}
