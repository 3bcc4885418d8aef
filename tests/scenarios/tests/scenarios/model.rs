//! The services' models, which scripted answers and sentinels are held against.

use std::sync::LazyLock;

use postcond_models::ServiceModel;
use serde_json::Value;

/// The model of a service, as JSON.
pub(crate) struct Model {
    namespace: &'static str,
    shapes: Value,
    overlay: Value,
}

static IAM: LazyLock<Model> = LazyLock::new(|| Model::read(&postcond_models::IAM));
static SSM: LazyLock<Model> = LazyLock::new(|| Model::read(&postcond_models::SSM));
static SECRETSMANAGER: LazyLock<Model> =
    LazyLock::new(|| Model::read(&postcond_models::SECRETSMANAGER));

impl Model {
    /// That of the service with this prefix of its IAM actions.
    pub(crate) fn of(service: &str) -> &'static Self {
        match service {
            "iam" => &IAM,
            "ssm" => &SSM,
            _ => &SECRETSMANAGER,
        }
    }

    fn read(model: &ServiceModel) -> Self {
        let shapes = |ast: &str| {
            let mut ast: Value = serde_json::from_str(ast).unwrap();
            ast["shapes"].take()
        };
        Self {
            namespace: model.name,
            shapes: shapes(model.ast),
            overlay: shapes(model.overlay),
        }
    }

    /// A shape of the service's own, by its name.
    pub(crate) fn named(&self, name: &str) -> &Value {
        let id = format!("com.amazonaws.{}#{name}", self.namespace);
        let shape = self.shape(&id);
        shape.unwrap_or_else(|| panic!("the model has no {id}"))
    }

    /// A shape by its id; none for those of the prelude.
    pub(crate) fn shape(&self, id: &str) -> Option<&Value> {
        self.shapes.get(id)
    }

    /// The id of the operation's input or output; none for those that have no members.
    pub(crate) fn target(&self, operation: &str, end: &str) -> Option<&str> {
        self.named(operation)[end]["target"].as_str()
    }

    /// Whether the model or its overlay gives the shape this trait.
    pub(crate) fn has_trait(&self, id: &str, name: &str) -> bool {
        let given = |shapes: &Value| {
            shapes
                .get(id)
                .is_some_and(|it| !it["traits"][name].is_null())
        };
        given(&self.shapes) || given(&self.overlay)
    }
}
