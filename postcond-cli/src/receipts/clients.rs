//! The clients of the services and regions that receipts are of.

use std::cell::RefCell;
use std::collections::HashMap;
use std::time::Duration;

use aws_config::{Region, SdkConfig};
use clap::ArgMatches;
use postcond::iam::ConsistentIamClient;
use postcond::runtime::{Confirmations, Evidence, Looked, ReceiptError, UnusableReceipt};
use postcond::secretsmanager::ConsistentSecretsManagerClient;
use postcond::ssm::ConsistentSsmClient;
use postcond::{Policy, Receipt, iam, secretsmanager, ssm};

use super::configuration;
use super::source::Source;
use super::unanswered::Unanswered;
use super::verdict::Verdict;

/// What a service without regions is signed for, where nothing else is set.
const ANY_REGION: &str = "us-east-1";
/// For how long a look may take that only says what a wait has left off with.
const LAST_LOOK: Duration = Duration::from_secs(2);

/// One of each service and region, which all receipts share: so they share its reads, and what it learns.
pub(crate) struct Clients {
    /// Without it, why nothing can be read.
    config: Result<SdkConfig, String>,
    policy: Policy,
    /// The only region whose receipts are taken.
    region: Option<Region>,
    made: RefCell<HashMap<(String, Region), Client>>,
}

/// A client, and why the last of its requests was not answered.
#[derive(Clone)]
struct Client {
    service: ServiceClient,
    unanswered: Unanswered,
}

#[derive(Clone)]
enum ServiceClient {
    Iam(ConsistentIamClient),
    SecretsManager(ConsistentSecretsManagerClient),
    Ssm(ConsistentSsmClient),
}

impl Clients {
    /// Credentials and endpoint as other commands have them, with what is set on the command line.
    pub(crate) async fn from_environment(
        arguments: &ArgMatches,
    ) -> Result<Self, Box<dyn std::error::Error>> {
        let confirmations = arguments.get_one::<u32>("confirmations").copied();
        let confirmations = Confirmations::count(confirmations.unwrap_or(1));
        let region = arguments.get_one::<String>("region").cloned();
        Ok(Self {
            config: configuration::load(arguments).await,
            policy: Policy::builder().confirmations(confirmations).build()?,
            region: region.map(Region::new),
            made: RefCell::default(),
        })
    }

    pub(crate) async fn look(&self, source: &Source, receipt: &Receipt) -> Verdict {
        let client = match self.client(source, receipt) {
            Ok(client) => client,
            Err(verdict) => return *verdict,
        };
        match client.service.look(receipt).await {
            Ok(looked) => Verdict::of_look(source, receipt, looked, client.unanswered.last()),
            Err(unusable) => Verdict::unusable(source, Some(receipt), unusable.to_string()),
        }
    }

    pub(crate) async fn confirm(&self, source: &Source, receipt: &Receipt) -> Verdict {
        let client = match self.client(source, receipt) {
            Ok(client) => client,
            Err(verdict) => return *verdict,
        };
        match client.service.confirm(receipt).await {
            Ok(evidence) => Verdict::confirmed(source, receipt, evidence),
            Err(ReceiptError::Unconfirmed(error)) => {
                Verdict::unconfirmed(source, receipt, *error, client.unanswered.last())
            }
            Err(error) => Verdict::unusable(source, Some(receipt), error.to_string()),
        }
    }

    /// The same, for so long. One more look says then what is seen, which a wait that was cut off does not tell.
    pub(crate) async fn confirm_within(
        &self,
        source: &Source,
        receipt: &Receipt,
        limit: Duration,
    ) -> Verdict {
        let confirming = self.confirm(source, receipt);
        if let Ok(verdict) = tokio::time::timeout(limit, confirming).await {
            return verdict;
        }
        let looking = self.look(source, receipt);
        match tokio::time::timeout(LAST_LOOK, looking).await {
            Ok(verdict) => verdict.after(limit),
            Err(_) => Verdict::timed_out(source, receipt, limit, LAST_LOOK),
        }
    }

    /// That of the receipt's service and region, or what becomes of a receipt for which there is none.
    fn client(&self, source: &Source, receipt: &Receipt) -> Result<Client, Box<Verdict>> {
        let config = self.config.as_ref().map_err(|why| {
            let verdict = Verdict::unknown(source, receipt, why.clone());
            Box::new(verdict)
        })?;
        let region = self.region_for(receipt, config);
        let key = (receipt.service().to_owned(), region.clone());
        if let Some(client) = self.made.borrow().get(&key) {
            return Ok(client.clone());
        }
        let config = config.to_builder().region(region).build();
        let client = Client::of(receipt.service(), &config, &self.policy);
        let client = client.ok_or_else(|| Box::new(no_client(source, receipt)))?;
        self.made.borrow_mut().insert(key, client.clone());
        Ok(client)
    }

    /// The receipt's, unless another one is asked for: then the client refuses the receipt.
    fn region_for(&self, receipt: &Receipt, config: &SdkConfig) -> Region {
        let region = self.region.clone();
        let region = region.or_else(|| receipt.region().map(|it| Region::new(it.to_owned())));
        let region = region.or_else(|| config.region().cloned());
        region.unwrap_or(Region::from_static(ANY_REGION))
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
    /// `None` of a service that is not built in.
    fn of(service: &str, config: &SdkConfig, policy: &Policy) -> Option<Self> {
        let unanswered = Unanswered::default();
        macro_rules! built {
            ($module:ident, $client:ident) => {{
                let sdk = $module::sdk::config::Builder::from(config);
                let sdk = sdk.interceptor(unanswered.clone()).build();
                let client = $client::builder($module::sdk::Client::from_conf(sdk));
                client.policy(policy.clone()).build()
            }};
        }
        let service = match service {
            "iam" => ServiceClient::Iam(built!(iam, ConsistentIamClient)),
            "secretsmanager" => ServiceClient::SecretsManager(built!(
                secretsmanager,
                ConsistentSecretsManagerClient
            )),
            "ssm" => ServiceClient::Ssm(built!(ssm, ConsistentSsmClient)),
            _ => return None,
        };
        Some(Self {
            service,
            unanswered,
        })
    }
}

impl ServiceClient {
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
