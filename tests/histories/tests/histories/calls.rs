//! The calls of a program, as requests to the clients.

use std::rc::Rc;

use aws_smithy_runtime_api::client::interceptors::{Intercept, dyn_dispatch_hint};
use futures_util::future::LocalBoxFuture;
use postcond::runtime::Evidence;

use crate::activity::{Activity, Watched};
use crate::program::{Op, Who};
use crate::record::{CameTo, Finish, OfCall};
use crate::world::World;

/// The future of a call that has been taken down.
pub(crate) fn perform(
    world: Rc<World>,
    call: usize,
) -> Watched<OfCall<LocalBoxFuture<'static, ()>>> {
    let (who, op) = {
        let log = world.record.log();
        (log.calls[call].who, log.calls[call].op)
    };
    let future = Box::pin(async move {
        let (came_to, evidence) = match (who, op.is_of_secrets()) {
            (Who::Plain, false) => plain_ssm(&world, call, op).await,
            (Who::Plain, true) => plain_secrets(&world, call, op).await,
            (_, false) => consistent_ssm(&world, call, who, op).await,
            (_, true) => consistent_secrets(&world, call, who, op).await,
        };
        let shown = match came_to {
            CameTo::Confirmed => world.landed_of(call).await,
            _ => Vec::new(),
        };
        let at = world.record.now();
        world.record.log().calls[call].finish = Some(Finish {
            at,
            came_to,
            evidence,
            shown,
        });
    });
    Watched::new(Activity::default(), OfCall { call, future })
}

impl Op {
    pub(crate) fn is_of_secrets(self) -> bool {
        match self {
            Self::Put { .. }
            | Self::Delete(_)
            | Self::DeleteBoth(..)
            | Self::AddTag(..)
            | Self::RemoveTag(..)
            | Self::Label(_) => false,
            Self::Create(_)
            | Self::Update { .. }
            | Self::PutValue(_)
            | Self::DeleteSecret { .. }
            | Self::Restore(_)
            | Self::Tag(..)
            | Self::Untag(..) => true,
        }
    }
}

impl Op {
    /// Whether both are about the same parameter or secret.
    pub(crate) fn is_about_the_same_as(self, other: Self) -> bool {
        let others = other.names();
        let same = self.names().iter().any(|name| others.contains(name));
        same && self.is_of_secrets() == other.is_of_secrets()
    }

    fn names(self) -> Vec<u16> {
        match self {
            Self::DeleteBoth(one, other) => vec![one, other],
            Self::Put { name, .. }
            | Self::Delete(name)
            | Self::AddTag(name, _)
            | Self::RemoveTag(name, _)
            | Self::Label(name)
            | Self::Create(name)
            | Self::Update { name, .. }
            | Self::PutValue(name)
            | Self::DeleteSecret { name, .. }
            | Self::Restore(name)
            | Self::Tag(name, _)
            | Self::Untag(name, _) => vec![name],
        }
    }
}

/// Names the operations of parameters, for a client of either kind. Values, labels and the like are of this call alone, so
/// that no earlier state can be taken for its own.
macro_rules! parameter_request {
    ($client:expr, $call:expr, $op:expr, $then:ident) => {{
        use aws_sdk_ssm::types::{ParameterType, ResourceTypeForTagging, Tag};
        let (client, own) = ($client, format!("v{}", $call));
        let path = |name: u16| format!("/{name}");
        let tag = |key: u8| {
            Tag::builder()
                .key(format!("k{key}"))
                .value(&own)
                .build()
                .unwrap()
        };
        let kind = ResourceTypeForTagging::Parameter;
        match $op {
            Op::Put {
                name,
                overwrite,
                tagged,
            } => {
                let request = client
                    .put_parameter()
                    .name(path(name))
                    .value(&own)
                    .r#type(ParameterType::String);
                let request = request.r#type(ParameterType::String).overwrite(overwrite);
                let tags = (tagged && !overwrite).then(|| vec![tag(0)]);
                $then!(request.set_tags(tags))
            }
            Op::Delete(name) => $then!(client.delete_parameter().name(path(name))),
            Op::DeleteBoth(one, other) => {
                $then!(
                    client
                        .delete_parameters()
                        .names(path(one))
                        .names(path(other))
                )
            }
            Op::AddTag(name, key) => {
                let request = client.add_tags_to_resource().resource_type(kind);
                $then!(request.resource_id(path(name)).tags(tag(key)))
            }
            Op::RemoveTag(name, key) => {
                let request = client.remove_tags_from_resource().resource_type(kind);
                $then!(request.resource_id(path(name)).tag_keys(format!("k{key}")))
            }
            Op::Label(name) => {
                let request = client.label_parameter_version().name(path(name));
                $then!(request.labels(format!("l{own}")))
            }
            op => unreachable!("{op:?} is one of secrets"),
        }
    }};
}

/// The same for secrets.
macro_rules! secret_request {
    ($client:expr, $call:expr, $op:expr, $then:ident) => {{
        use aws_sdk_secretsmanager::types::Tag;
        let (client, own) = ($client, format!("v{}", $call));
        let id = |name: u16| format!("secret-{name}");
        let tag = |key: u8| Tag::builder().key(format!("k{key}")).value(&own).build();
        match $op {
            Op::Create(name) => $then!(client.create_secret().name(id(name)).secret_string(&own)),
            Op::Update { name, value } => {
                let request = client.update_secret().secret_id(id(name)).description(&own);
                $then!(request.set_secret_string(value.then(|| own.clone())))
            }
            Op::PutValue(name) => {
                $then!(
                    client
                        .put_secret_value()
                        .secret_id(id(name))
                        .secret_string(&own)
                )
            }
            Op::DeleteSecret { name, forced } => {
                let request = client.delete_secret().secret_id(id(name));
                $then!(request.force_delete_without_recovery(forced))
            }
            Op::Restore(name) => $then!(client.restore_secret().secret_id(id(name))),
            Op::Tag(name, key) => $then!(client.tag_resource().secret_id(id(name)).tags(tag(key))),
            Op::Untag(name, key) => {
                $then!(
                    client
                        .untag_resource()
                        .secret_id(id(name))
                        .tag_keys(format!("k{key}"))
                )
            }
            op => unreachable!("{op:?} is one of parameters"),
        }
    }};
}

/// Does nothing to anything.
#[derive(Debug)]
struct Harmless;

#[dyn_dispatch_hint]
impl Intercept for Harmless {
    fn name(&self) -> &'static str {
        "Harmless"
    }
}

/// Sends requests of one service through its clients.
macro_rules! senders {
    ($plain:ident, $consistent:ident, $send:ident, $sdk:ident, $service:ident, $client:ident, $plain_client:ident, $request:ident) => {
        async fn $plain(world: &World, call: usize, op: Op) -> (CameTo, Evidence) {
            macro_rules! send {
                ($built:expr) => {
                    Box::pin($built.send())
                        .await
                        .map(drop)
                        .map_err(|error| words(&error))
                };
            }
            let sent: Result<(), String> = $request!(&world.$plain_client, call, op, send);
            let came_to = match sent {
                Ok(()) => CameTo::Sent,
                Err(words) => CameTo::Failed(words),
            };
            (came_to, Evidence::default())
        }

        async fn $consistent(world: &World, call: usize, who: Who, op: Op) -> (CameTo, Evidence) {
            macro_rules! send {
                ($built:expr) => {{
                    let request = $built;
                    let request = match who.opts_out() {
                        true => request.unconfirmed(),
                        false => request,
                    };
                    Box::pin($send(world, call, who, request.customize())).await
                }};
            }
            $request!(&world.$client, call, op, send)
        }

        async fn $send<O: postcond::$service::SdkMutation>(
            world: &World,
            call: usize,
            who: Who,
            request: postcond::$service::CustomizableMutation<O>,
        ) -> (CameTo, Evidence) {
            use $sdk::config::{Builder, Credentials, Region};
            let request = match who {
                Who::Away | Who::ScopedAway => {
                    let credentials = Credentials::new("AKIDAWAY", "secret", None, None, "away");
                    let elsewhere = Builder::new().http_client(world.away_http.clone());
                    request.config_override(elsewhere.credentials_provider(credentials))
                }
                Who::Intercepted => request.interceptor(Harmless),
                Who::Derived => request.config_override(world.$client.config().to_builder()),
                Who::Region => {
                    request.config_override(Builder::new().region(Region::new("eu-west-1")))
                }
                _ => request,
            };
            let error = if who.is_scoped() {
                match request.send_in(&world.scope).await {
                    Ok(handle) => {
                        world.handles.borrow_mut().push((call, Rc::new(handle)));
                        return (CameTo::Sent, Evidence::default());
                    }
                    Err(error) => error,
                }
            } else {
                match request.send_with_evidence().await {
                    Ok(confirmed) => {
                        return (success(who, &confirmed.evidence), confirmed.evidence);
                    }
                    Err(error) => error,
                }
            };
            match error {
                postcond::$service::MutationError::Unconfirmed(error) => {
                    (CameTo::Unconfirmed(error.cause.to_string()), error.evidence)
                }
                postcond::$service::MutationError::Ambiguous(error) => {
                    (CameTo::Ambiguous(error.to_string()), error.evidence)
                }
                postcond::$service::MutationError::Failed(error) => {
                    (CameTo::Failed(words(&error)), Evidence::default())
                }
            }
        }
    };
}

senders!(
    plain_ssm,
    consistent_ssm,
    send_ssm,
    aws_sdk_ssm,
    ssm,
    ssm,
    plain_ssm,
    parameter_request
);
senders!(
    plain_secrets,
    consistent_secrets,
    send_secrets,
    aws_sdk_secretsmanager,
    secretsmanager,
    secrets,
    plain_secrets,
    secret_request
);

fn success(who: Who, evidence: &Evidence) -> CameTo {
    match evidence.unconfirmed() {
        Some(why) => CameTo::Unverified(why.to_owned()),
        None if who.opts_out() => CameTo::Unverified("it opted out".to_owned()),
        None => CameTo::Confirmed,
    }
}

fn words(error: &(impl std::error::Error + 'static)) -> String {
    aws_sdk_ssm::error::DisplayErrorContext(error).to_string()
}
