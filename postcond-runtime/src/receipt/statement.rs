//! What a receipt says, and how programs hold it.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use serde_json::{Map, Value as Json};

use crate::contract::witness::WitnessStatement;
use crate::receipt::moment::Moment;
use crate::receipt::text;
use crate::receipt::unusable::UnusableReceipt;
use crate::sdk::stated_place::EndpointKind;

/// A statement of a write that was made: what it takes to confirm it in another process, on another
/// machine, later.
///
/// It comes from [`Evidence::receipt`](crate::Evidence::receipt), of a call that was confirmed or was
/// not, and, before anything was read back, from [`Handle::receipt`](crate::Handle::receipt). A client's
/// `confirm` takes it up and comes to the verdict that the call itself would have come to; its `look` makes
/// one poll, for a program that does its waiting elsewhere.
///
/// Its text is JSON: [`Display`](fmt::Display) and [`FromStr`], or serde. What was cut off or changed on
/// the way is refused, as is a later version of the format. A queue may write the JSON anew.
///
/// # What is in it
/// Service, operation, region, account where it is known, whether the endpoint was AWS's, when the write
/// was made, what is waited for and until when; and, so that the checks can compare, the input and the
/// output, less whatever the model or the service's overlay calls sensitive or secret. So a receipt has no password, no
/// parameter's or secret's value, no key, no content of a document and no parameters of a command, an automation or a
/// session in it. It does say what was done: names, settings, tags with their values, and policies. Keep it where such may
/// be kept.
///
/// # What it is good for
/// The digest in it tells accidents, not forgeries: take receipts from those alone who may write, too.
/// A receipt is taken up for [`LONGEST`](Self::LONGEST), by the clock of the machine that takes it up, which may be
/// behind that of the writer by [`CLOCKS_DIFFER_BY`](Self::CLOCKS_DIFFER_BY). After its [`until`](Self::until) it still gets a look.
#[derive(Clone, PartialEq)]
pub struct Receipt(Arc<Statement>);

/// What it says, less version and digest.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Statement {
    /// As in `ssm`.
    pub(crate) service: String,
    /// As in `PutParameter`.
    pub(crate) operation: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) resource: Option<String>,
    /// None of a service that has one endpoint for all regions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) region: Option<String>,
    /// That which it was signed for, where that is not the client's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) signed_for: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) account: Option<String>,
    pub(crate) endpoint: EndpointKind,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) request_id: Option<String>,
    pub(crate) written: Moment,
    pub(crate) awaits: Vec<Awaited>,
    pub(crate) input: Json,
    pub(crate) output: Json,
    /// The members that are sensitive, as in `in.Description`: checks do not compare them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) left_out: Vec<String>,
    pub(crate) witness: WitnessStatement,
}

/// A check that is waited for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Awaited {
    pub(crate) check: String,
    pub(crate) until: Moment,
}

impl Receipt {
    /// How long a receipt is taken up after the write was made: as long as SQS keeps a message.
    pub const LONGEST: Duration = Duration::from_secs(14 * 86_400);
    /// By how much the clock of the machine that wrote may be ahead of that of the one that confirms. A receipt that
    /// is dated later is refused: by such clocks nobody knows how old it is.
    pub const CLOCKS_DIFFER_BY: Duration = Duration::from_secs(60 * 60);

    pub(crate) fn new(statement: Statement) -> Self {
        Self(Arc::new(statement))
    }

    pub(crate) fn statement(&self) -> &Statement {
        &self.0
    }

    /// The receipt in this JSON.
    ///
    /// # Errors
    /// If it is none, is of a later version, or was changed or cut off on the way.
    pub fn from_json(json: &str) -> Result<Self, UnusableReceipt> {
        Self::of(text::parsed(json)?)
    }

    /// Its JSON.
    #[must_use]
    pub fn to_json(&self) -> String {
        self.sealed().to_string()
    }

    /// The module of the service's client, as in `ssm`.
    #[must_use]
    pub fn service(&self) -> &str {
        &self.0.service
    }

    /// The mutation, as in `PutParameter`.
    #[must_use]
    pub fn operation(&self) -> &str {
        &self.0.operation
    }

    /// The name or id of what it changed.
    #[must_use]
    pub fn resource(&self) -> Option<&str> {
        self.0.resource.as_deref()
    }

    /// Where it was made. `None` of a service that has one endpoint for all regions.
    #[must_use]
    pub fn region(&self) -> Option<&str> {
        self.0.region.as_deref()
    }

    /// In which account, if the caller's credentials have told.
    #[must_use]
    pub fn account(&self) -> Option<&str> {
        self.0.account.as_deref()
    }

    /// The request id of the mutation.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.0.request_id.as_deref()
    }

    /// When the call returned, by the clock of the machine that made it.
    #[must_use]
    pub fn written(&self) -> SystemTime {
        self.0.written.time()
    }

    /// When the call would have given up: its deadline, by the same clock.
    #[must_use]
    pub fn until(&self) -> SystemTime {
        let moments = self.0.awaits.iter().map(|it| it.until);
        moments.max().unwrap_or(self.0.written).time()
    }

    /// The checks that are waited for.
    pub fn awaits(&self) -> impl Iterator<Item = &str> {
        self.0.awaits.iter().map(|it| &*it.check)
    }

    fn sealed(&self) -> Json {
        match serde_json::to_value(&*self.0) {
            Ok(Json::Object(statement)) => text::sealed(statement),
            // A structure becomes an object.
            Ok(_) | Err(_) => text::sealed(Map::new()),
        }
    }

    fn of(json: Json) -> Result<Self, UnusableReceipt> {
        let statement = Json::Object(text::opened(json)?);
        let statement = serde_json::from_value(statement);
        let statement = statement.map_err(|_| UnusableReceipt::Malformed {
            why: "not what a receipt of version 1 has".to_owned(),
        })?;
        Ok(Self::new(statement))
    }
}

/// Its JSON.
impl fmt::Display for Receipt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_json())
    }
}

impl FromStr for Receipt {
    type Err = UnusableReceipt;

    fn from_str(json: &str) -> Result<Self, Self::Err> {
        Self::from_json(json)
    }
}

impl Serialize for Receipt {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.sealed().serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Receipt {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let json = Json::deserialize(deserializer)?;
        Self::of(json).map_err(de::Error::custom)
    }
}

/// Without the input and the output: what they say is for the checks.
impl fmt::Debug for Receipt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Receipt")
            .field("service", &self.service())
            .field("operation", &self.operation())
            .field("resource", &self.resource())
            .field("region", &self.region())
            .field("until", &String::from(Moment::from(self.until())))
            .finish_non_exhaustive()
    }
}
