// A struct that stores the clients of both services: deploys an app with its settings and its secret.

use aws_sdk_secretsmanager::Client as SecretsClient;
use aws_sdk_ssm::Client as SsmClient;
use aws_sdk_ssm::types::{ParameterType, Tag};

pub(crate) type Failure = Box<dyn std::error::Error + Send + Sync>;

/// What an app consists of.
pub(crate) struct App<'a> {
    pub(crate) name: &'a str,
    pub(crate) settings: &'a [(&'a str, &'a str)],
    pub(crate) password: &'a str,
}

/// Deploys apps.
#[derive(Clone)]
pub(crate) struct Deployer {
    ssm: SsmClient,
    secrets: SecretsClient,
    stale: usize,
}

impl Deployer {
    pub(crate) fn new(ssm: SsmClient, secrets: SecretsClient) -> Self {
        Self {
            ssm,
            secrets,
            stale: 0,
        }
    }

    /// Notes a read that did not show what was written before.
    fn expect(&mut self, is_shown: bool) {
        self.stale += usize::from(!is_shown);
    }

    async fn set(&mut self, app: &App<'_>, key: &str, value: &str) -> Result<(), Failure> {
        let name = format!("/{}/{key}", app.name);
        let put = self
            .ssm
            .put_parameter()
            .name(&name)
            .value(value)
            .r#type(ParameterType::String);
        let put = put
            .r#type(ParameterType::String)
            .tags(Tag::builder().key("app").value(app.name).build()?);
        let version = put.send().await?.version();
        let read = self.ssm.get_parameter().name(&name).send().await;
        let shown = read.ok().and_then(|read| read.parameter);
        self.expect(shown.is_some_and(|it| it.version == version));
        Ok(())
    }

    async fn keep(&mut self, app: &App<'_>) -> Result<String, Failure> {
        let create = self.secrets.create_secret().name(app.name);
        let created = create.secret_string(app.password).send().await?;
        let version = created.version_id.unwrap_or_default();
        let read = self.secrets.describe_secret().secret_id(app.name);
        let described = read.send().await;
        let stages = described.ok().and_then(|it| it.version_ids_to_stages);
        self.expect(stages.is_some_and(|stages| stages.contains_key(&version)));
        Ok(version)
    }

    async fn rotate(&mut self, app: &App<'_>, password: &str) -> Result<(), Failure> {
        let put = self.secrets.put_secret_value().secret_id(app.name);
        let version = put.secret_string(password).send().await?.version_id;
        let read = self.secrets.get_secret_value().secret_id(app.name);
        let shown = read.send().await;
        self.expect(shown.is_ok_and(|it| it.version_id == version));
        Ok(())
    }

    /// Deploys an app, and rotates its password at once.
    pub(crate) async fn deploy(&mut self, app: &App<'_>) -> Result<(), Failure> {
        for (key, value) in app.settings {
            self.set(app, key, value).await?;
        }
        self.keep(app).await?;
        self.rotate(app, "another").await
    }

    /// Takes an app away.
    pub(crate) async fn withdraw(&mut self, app: &App<'_>) -> Result<(), Failure> {
        for (key, _) in app.settings {
            let name = format!("/{}/{key}", app.name);
            self.ssm.delete_parameter().name(&name).send().await?;
            let read = self.ssm.get_parameter().name(&name).send().await;
            self.expect(read.is_err());
        }
        let deletion = self.secrets.delete_secret().secret_id(app.name);
        deletion.force_delete_without_recovery(true).send().await?;
        let read = self.secrets.describe_secret().secret_id(app.name);
        let is_gone = read.send().await.is_err();
        self.expect(is_gone);
        Ok(())
    }
}

/// Deploys and withdraws; how many reads were stale.
pub(crate) async fn run(mut deployer: Deployer) -> Result<usize, Failure> {
    let app = App {
        name: "app",
        settings: &[("url", "http://one"), ("mode", "fast")],
        password: "secret",
    };
    deployer.deploy(&app).await?;
    deployer.withdraw(&app).await?;
    Ok(deployer.stale)
}
