//! Checks that try what a write is for, since IAM's record comes before the right.
//!
//! They are for calls that ask for them. Each proves one endpoint at one moment, and the next request may meet a host
//! that has not heard of the change yet: so they ask for three successes in a row, over at least ten seconds; after
//! `UpdateAssumeRolePolicy` for seven, over at least a minute. A policy of the call's may say otherwise.
//!
//! ```no_run
//! # async fn run(config: aws_config::SdkConfig, trust: &str) -> Result<(), postcond::iam::sdk::Error> {
//! use postcond::iam::ConsistentIamClient;
//! use postcond::iam::by_use::{RoleCanBeAssumed, sts};
//!
//! let iam = ConsistentIamClient::new(&config);
//! let sts = sts::Client::new(&config);
//! let role = iam.create_role().role_name("app").assume_role_policy_document(trust);
//! role.until(RoleCanBeAssumed::with(&sts)).send().await?;
//! // Found in IAM's record, and assumed three times.
//! # Ok(())
//! # }
//! ```
//!
//! That EC2 knows an instance profile is not among them: no read shows it. Start the instance again upon
//! `InvalidParameterValue`, for three minutes at least.

use std::fmt;
use std::marker::PhantomData;

/// The SDK's client of STS, which the checks try things with.
pub use aws_sdk_sts as sts;
use sts::config::Credentials;
use sts::operation::assume_role::AssumeRoleOutput;
use sts::operation::get_caller_identity::GetCallerIdentityOutput;
use sts::types::AssumedRoleUser;

use super::assumable::{AssumableRole, Assumed};
use super::op::CreateAccessKey;
use super::sdk::operation::create_access_key::{CreateAccessKeyInput, CreateAccessKeyOutput};
use super::sdk::types::AccessKey;
use super::{Reader, trust};
use crate::answer::named;
use crate::runtime::{
    Check, CheckInfo, InputOf, OutputOf, PostCondition, ReadError, Witness, pending, satisfied,
    unverifiable,
};

pub use super::simulation::PolicyAllows;

/// So that what is handed out is worth nothing.
const DENY_ALL: &str =
    r#"{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"*","Resource":"*"}]}"#;

const SESSION: &str = "postcond";

/// The role can be assumed by the caller of this STS client: `sts:AssumeRole` hands out a session of it, of
/// the very role that the call has made. Given 2 minutes, after `UpdateAssumeRolePolicy` 3.
///
/// It is for `CreateRole`, `AcquireRole` and `UpdateAssumeRolePolicy`, and takes the right `sts:AssumeRole`; after the
/// last of these it reads the role, too, with `iam:GetRole`. The session is one that may do nothing, and is dropped at
/// once; it leaves a trace in the audit log, and in when the role was last used.
///
/// **After `UpdateAssumeRolePolicy`, a success may be the old policy's.** STS goes by that for 10 to 30 seconds more as a
/// rule, and no answer says which of the two has let the caller in. So this asks for seven successes over at least a
/// minute, twice as long. Where the old policy let this caller in as well, and takes longer than that to go, a new one
/// that shuts the caller out is confirmed all the same. No span of a policy of the call's own is safe below half a
/// minute.
///
/// A denial counts as not yet: a trust policy that will never let the caller in looks the same as one that has no
/// effect yet, and ends at the deadline. So do one that asks for a second factor, since no serial number of one is sent,
/// and one that asks for another name of the session than [`session_name`](Self::session_name) gives, `postcond` if
/// nothing. A caller from another account needs a policy of that account's, too, and without it ends at the deadline as
/// well. A policy that names no caller of AWS at all, but only services or identity providers, cannot be tried: that is
/// unverifiable.
///
/// It proves nothing of services that assume the role, of passing it, or of other regions.
pub struct RoleCanBeAssumed<O> {
    sts: sts::Client,
    external_id: Option<String>,
    session_name: String,
    of: PhantomData<fn() -> O>,
}

impl<O> RoleCanBeAssumed<O> {
    /// Tries it with this client: its credentials, its region, and its connection, which a clone of it shares.
    #[must_use]
    pub fn with(sts: &sts::Client) -> Self {
        Self {
            sts: sts.clone(),
            external_id: None,
            session_name: SESSION.to_owned(),
            of: PhantomData,
        }
    }

    /// The id that the trust policy asks for.
    #[must_use]
    pub fn external_id(mut self, id: impl Into<String>) -> Self {
        self.external_id = Some(id.into());
        self
    }

    /// What the session is called, where the trust policy asks for `sts:RoleSessionName`. Default: `postcond`.
    #[must_use]
    pub fn session_name(mut self, name: impl Into<String>) -> Self {
        self.session_name = name.into();
        self
    }

    async fn assume(&self, role: &Assumed) -> Check {
        let request = self
            .sts
            .assume_role()
            .role_arn(&role.arn)
            .role_session_name(&self.session_name)
            // The shortest.
            .duration_seconds(900)
            .policy(DENY_ALL)
            .set_external_id(self.external_id.clone());
        match request.send().await.map_err(ReadError::from) {
            Ok(answer) => is_of_role(role, &answer),
            Err(error) if error.code() == Some("AccessDenied") => pending(format!(
                "AssumeRole of {} is denied: its policy has no effect yet, or never lets this caller in",
                role.arn
            )),
            Err(error) => Err(error),
        }
    }
}

/// By the id of the role, which is that of one life.
fn is_of_role(role: &Assumed, answer: &AssumeRoleOutput) -> Check {
    let session = answer.assumed_role_user();
    let session = session
        .map(AssumedRoleUser::assumed_role_id)
        .unwrap_or_default();
    match session.split_once(':') {
        Some((id, _)) if id == role.id => satisfied(format!("{} can be assumed", role.arn)),
        _ => pending(format!("{} can be assumed, of an earlier life", role.arn)),
    }
}

impl<O> fmt::Debug for RoleCanBeAssumed<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RoleCanBeAssumed").finish_non_exhaustive()
    }
}

impl<O: AssumableRole> PostCondition for RoleCanBeAssumed<O> {
    type Operation = O;
    const INFO: CheckInfo = <O as AssumableRole>::INFO;

    async fn check(
        &self,
        iam: &Reader,
        input: &InputOf<O>,
        output: &OutputOf<O>,
        _: &Witness,
    ) -> Check {
        if O::trust_policy(input).is_some_and(|policy| !trust::names_callers(policy)) {
            return unverifiable(
                "the trust policy names services or identity providers only, which no caller is",
            );
        }
        match O::role(iam, input, output).await? {
            Some(role) => self.assume(&role).await,
            None => pending("the role is not found"),
        }
    }
}

/// The new access key works: `sts:GetCallerIdentity`, signed with it, answers with its user. Given 1 minute.
///
/// It is for `CreateAccessKey`. It takes no right, and no policy can deny it. It proves STS at one endpoint, that of the
/// client; the same lag has other names elsewhere, as `InvalidAccessKeyId` of S3 and `AuthFailure` of EC2. There is no
/// counterpart for keys that were deleted or switched off: nobody has their secrets.
#[derive(Clone)]
pub struct AccessKeyWorks {
    sts: sts::Client,
}

impl AccessKeyWorks {
    /// Tries it where this client does, with the new key in the place of its credentials.
    #[must_use]
    pub fn with(sts: &sts::Client) -> Self {
        Self { sts: sts.clone() }
    }

    /// A client that signs with the key, which is held in memory alone.
    fn signing_with(&self, key: &AccessKey) -> sts::Client {
        let (id, secret) = (key.access_key_id(), key.secret_access_key());
        let credentials = Credentials::new(id, secret, None, None, "postcond");
        let config = self.sts.config().to_builder();
        sts::Client::from_conf(config.credentials_provider(credentials).build())
    }
}

impl fmt::Debug for AccessKeyWorks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AccessKeyWorks").finish_non_exhaustive()
    }
}

impl PostCondition for AccessKeyWorks {
    type Operation = CreateAccessKey;
    const INFO: CheckInfo = CheckInfo::new("access_key_works", &[])
        .described("The access key works.", &[])
        .deadline(60)
        .confirmed_by(3, 10);

    async fn check(
        &self,
        _: &Reader,
        _: &CreateAccessKeyInput,
        output: &CreateAccessKeyOutput,
        _: &Witness,
    ) -> Check {
        let key = output.access_key();
        let id = named("AccessKey.AccessKeyId", key.map(AccessKey::access_key_id))?;
        let Some(key) = key.filter(|key| !key.secret_access_key().is_empty()) else {
            return unverifiable("the answer to the call has no secret to sign with");
        };
        let answer = self.signing_with(key).get_caller_identity().send().await;
        match answer.map_err(ReadError::from) {
            Ok(answer) => is_of_user(id, key.user_name(), &answer),
            Err(error) if error.code() == Some("InvalidClientTokenId") => {
                pending(format!("STS does not know {id} yet"))
            }
            Err(error) => Err(error),
        }
    }
}

fn is_of_user(id: &str, user: &str, answer: &GetCallerIdentityOutput) -> Check {
    let arn = answer.arn().unwrap_or_default();
    let name = arn.rsplit('/').next().unwrap_or_default();
    match name.eq_ignore_ascii_case(user) {
        true => satisfied(format!("{id} signs for {arn}")),
        false => pending(format!("{id} signs for {arn}, not for {user}")),
    }
}
