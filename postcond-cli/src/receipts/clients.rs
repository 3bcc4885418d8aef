//! The clients of the services and regions that receipts are of.

use aws_config::{BehaviorVersion, Region, SdkConfig};
use clap::ArgMatches;
use postcond::iam::ConsistentIamClient;
use postcond::runtime::{Evidence, Looked, ReceiptError, UnusableReceipt};
use postcond::secretsmanager::ConsistentSecretsManagerClient;
use postcond::ssm::ConsistentSsmClient;
use postcond::{Receipt, iam, secretsmanager, ssm};

use super::source::Source;
use super::verdict::Verdict;

/// What a service without regions is signed for, where nothing else is set.
const ANY_REGION: &str = "us-east-1";

/// The configuration that all of them have.
pub(crate) struct Clients {
    config: SdkConfig,
    /// The only region whose receipts are taken.
    region: Option<Region>,
}

enum Client {
    Iam(ConsistentIamClient),
    SecretsManager(ConsistentSecretsManagerClient),
    Ssm(ConsistentSsmClient),
}

impl Clients {
    /// Credentials and endpoint as other commands have them, with what is set on the command line.
    pub(crate) async fn from_environment(arguments: &ArgMatches) -> Self {
        let text = |name| arguments.get_one::<String>(name).cloned();
        let mut loader = aws_config::defaults(BehaviorVersion::latest());
        if let Some(profile) = text("profile") {
            loader = loader.profile_name(profile);
        }
        if let Some(url) = text("endpoint-url") {
            loader = loader.endpoint_url(url);
        }
        Self {
            config: loader.load().await,
            region: text("region").map(Region::new),
        }
    }

    pub(crate) async fn look(&self, source: &Source, receipt: &Receipt) -> Verdict {
        let Some(client) = self.client(receipt) else {
            return no_client(source, receipt);
        };
        match client.look(receipt).await {
            Ok(looked) => Verdict::of_look(source, receipt, looked),
            Err(unusable) => Verdict::unusable(source, Some(receipt), unusable.to_string()),
        }
    }

    pub(crate) async fn confirm(&self, source: &Source, receipt: &Receipt) -> Verdict {
        let Some(client) = self.client(receipt) else {
            return no_client(source, receipt);
        };
        match client.confirm(receipt).await {
            Ok(evidence) => Verdict::confirmed(source, receipt, evidence),
            Err(ReceiptError::Unconfirmed(error)) => Verdict::unconfirmed(source, receipt, *error),
            Err(error) => Verdict::unusable(source, Some(receipt), error.to_string()),
        }
    }

    fn client(&self, receipt: &Receipt) -> Option<Client> {
        let config = self.config_for(receipt);
        Some(match receipt.service() {
            "iam" => Client::Iam(ConsistentIamClient::new(&config)),
            "secretsmanager" => {
                Client::SecretsManager(ConsistentSecretsManagerClient::new(&config))
            }
            "ssm" => Client::Ssm(ConsistentSsmClient::new(&config)),
            _ => return None,
        })
    }

    /// In the receipt's region, unless another one is asked for: then the client refuses the receipt.
    fn config_for(&self, receipt: &Receipt) -> SdkConfig {
        let region = self.region.clone();
        let region = region.or_else(|| receipt.region().map(|it| Region::new(it.to_owned())));
        let region = region.or_else(|| self.config.region().cloned());
        let region = region.unwrap_or(Region::from_static(ANY_REGION));
        self.config.to_builder().region(region).build()
    }
}

fn no_client(source: &Source, receipt: &Receipt) -> Verdict {
    let services = [
        iam::SERVICE.name,
        secretsmanager::SERVICE.name,
        ssm::SERVICE.name,
    ];
    let why = format!(
        "the receipt cannot be used: it is of {}, and this command knows {}. Use `confirm` of the client that \
         made it",
        receipt.service(),
        services.join(", ")
    );
    Verdict::unusable(source, Some(receipt), why)
}

impl Client {
    async fn look(&self, receipt: &Receipt) -> Result<Looked, UnusableReceipt> {
        match self {
            Self::Iam(client) => client.look(receipt).await,
            Self::SecretsManager(client) => client.look(receipt).await,
            Self::Ssm(client) => client.look(receipt).await,
        }
    }

    async fn confirm(&self, receipt: &Receipt) -> Result<Evidence, ReceiptError> {
        match self {
            Self::Iam(client) => client.confirm(receipt).await,
            Self::SecretsManager(client) => client.confirm(receipt).await,
            Self::Ssm(client) => client.confirm(receipt).await,
        }
    }
}
