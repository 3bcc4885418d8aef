//! What the generator would draft for the services of this crate is what has been written and tried by hand.

use postcond::dispatch;
use postcond_codegen::{Draft, Source};
use postcond_models::{SECRETSMANAGER, SSM, ServiceModel};

/// What is deleted and has a draft that says so: each operation with its read.
fn drafted(model: &ServiceModel) -> Vec<(String, String)> {
    let source = Source::embedded(model.file, model.ast);
    let draft = Draft::new(&source, format!("crate::{}", model.name)).expect("a model");
    let checks = draft.gone().unwrap_or_default();
    let attributes = checks.split("#[post_condition(").skip(1);
    attributes
        .map(|it| (quoted(it, "op = "), quoted(it, "reads = [")))
        .collect()
}

/// The text in quotation marks that comes after `name`.
fn quoted(text: &str, name: &str) -> String {
    let (_, text) = text.split_once(&format!("{name}\"")).expect("it is named");
    let (text, _) = text.split_once('"').expect("it ends");
    text.to_owned()
}

#[test]
fn drafts_of_what_is_deleted_read_what_the_checks_read() {
    for (model, expected) in [
        (
            &SSM,
            &[
                "DeleteCloudConnector",
                "DeleteMaintenanceWindow",
                "DeleteOpsItem",
                "DeleteOpsMetadata",
                "DeletePatchBaseline",
            ][..],
        ),
        // A secret is deleted later, and its policy is not what is not found.
        (&SECRETSMANAGER, &[]),
    ] {
        let drafted = drafted(model);
        let operations: Vec<_> = drafted.iter().map(|(operation, _)| operation).collect();
        assert_eq!(operations, expected, "{}", model.name);
        for (operation, read) in &drafted {
            let row = dispatch::operation(model.name, operation).expect("a row");
            let mut checks = row.checks().iter();
            assert!(
                checks.any(|it| it.reads.contains(&&**read)),
                "{operation}: {read}"
            );
        }
    }
}
